"""Provinces through time, and finding them in text."""

import pytest

from plancheck.knowledge import Knowledge

from .conftest import before, folded


def found(knowledge: Knowledge, text: str) -> list[str]:
    folded_text = folded(text)
    return [f"{folded_text[hit.start : hit.end]}={'/'.join(hit.ids)}" for hit in knowledge.find_provinces(folded_text)]


def standing(knowledge: Knowledge, day: int) -> list[str]:
    return [province.id for province in knowledge.provinces if province.status(day) == "current"]


@pytest.mark.parametrize(
    ("day", "units", "cities"),
    [
        (20120103, 63, 5),
        (20241231, 63, 5),
        (20250101, 63, 6),
        (20250630, 63, 6),
        (20250701, 34, 6),
        (20260429, 34, 6),
        (20260430, 34, 7),
        (20260901, 34, 8),
        (20260919, 34, 8),
        (20260920, 34, 9),
        (20261122, 34, 9),
    ],
)
def test_how_many_there_were(knowledge: Knowledge, day: int, units: int, cities: int) -> None:
    ids = standing(knowledge, day)
    assert len(ids) == units
    assert sum(knowledge.province(id).unit_on(day) == "thành phố" for id in ids) == cities


def test_every_boundary_of_every_province(knowledge: Knowledge) -> None:
    for province in knowledge.provinces:
        if province.end:
            assert province.status(before(province.end)) == "current"
            assert province.status(province.end) == "merged"
            successor = knowledge.province(province.successor)
            assert successor.status(province.end) == "current", province.id
        else:
            assert not province.successor
        if province.start:
            assert province.status(before(province.start)) == "not-yet"
            assert province.status(province.start) == "current"
        if province.city_from:
            assert province.unit_on(before(province.city_from)) == "tỉnh"
            assert province.unit_on(province.city_from) == "thành phố"
        for name in ("border", "coastal", "gate"):
            trait = getattr(province, f"{name}_on")
            changed = getattr(province, f"{name}_from")
            assert trait(20120101) in ("yes", "no", "unknown")
            if changed:
                assert trait(before(changed)) != "yes"
                assert trait(changed) == "yes"


def test_the_mergers_are_the_dossier_s(knowledge: Knowledge) -> None:
    merged: dict[str, set[str]] = {}
    for province in knowledge.provinces:
        if province.end == 20250701:
            merged.setdefault(province.successor, set()).add(province.name)
    assert len(merged) == 23
    assert sum(map(len, merged.values())) == 29
    assert merged["ho-chi-minh"] == {"Bình Dương", "Bà Rịa - Vũng Tàu"}
    assert merged["phu-tho"] == {"Vĩnh Phúc", "Hòa Bình"}
    assert merged["thai-nguyen"] == {"Bắc Kạn"}
    assert merged["ninh-binh"] == {"Hà Nam", "Nam Định"}


def test_twenty_five_had_a_land_border_and_twenty_eight_a_coast(knowledge: Knowledge) -> None:
    ids = standing(knowledge, 20240101)
    assert sum(knowledge.province(id).border_on(20240101) == "yes" for id in ids) == 25
    assert sum(knowledge.province(id).coastal_on(20240101) == "yes" for id in ids) == 28
    later = standing(knowledge, 20250701)
    assert sum(knowledge.province(id).border_on(20250701) == "yes" for id in later) == 22
    assert sum(knowledge.province(id).coastal_on(20250701) == "yes" for id in later) == 21


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Tây Ninh", ["tỉnh tây ninh=tay-ninh"]),
        ("Tỉnh ủy Lạng Sơn, Bắc Cạn", ["lạng sơn=lang-son", "bắc cạn=bac-kan"]),
        (
            "TP. Hồ Chí Minh, TP.HCM, Thành phố Hồ Chí Minh, TPHCM",
            [
                "tp. hồ chí minh=ho-chi-minh",
                "tp.hcm=ho-chi-minh",
                "thành phố hồ chí minh=ho-chi-minh",
                "tphcm=ho-chi-minh",
            ],
        ),
        ("Thành phố Hà Nội và TP Đà Nẵng", ["thành phố hà nội=ha-noi", "tp đà nẵng=da-nang"]),
        (
            "Bà Rịa – Vũng Tàu; Bà Rịa-Vũng Tàu",
            ["bà rịa - vũng tàu=ba-ria-vung-tau", "bà rịa-vũng tàu=ba-ria-vung-tau"],
        ),
        (
            "tỉnh Thừa Thiên Huế; Thừa Thiên - Huế; thành phố Huế; Huế",
            ["tỉnh thừa thiên huế=thua-thien-hue", "thừa thiên - huế=thua-thien-hue", "thành phố huế=hue", "huế=hue"],
        ),
        (
            "Khánh Hoà, Thanh Hoá, Đăk Lăk, Đăk Nông",
            ["khánh hòa=khanh-hoa", "thanh hóa=thanh-hoa", "đăk lăk=dak-lak", "đăk nông=dak-nong"],
        ),
        (
            "tỉnh Hòa Bình; các tỉnh Phú Thọ, Hòa Bình và Thái Bình",
            ["tỉnh hòa bình=hoa-binh", "tỉnh phú thọ=phu-tho", "hòa bình=hoa-binh", "thái bình=thai-binh"],
        ),
        ("vì hòa bình, hợp tác; thái bình; tư tưởng Hồ Chí Minh; Đoàn TNCS Hồ Chí Minh", []),
        ("châu Á - Thái Bình Dương; Đồng Tháp Mười; sông Đồng Nai", []),
        ("thành phố Tây Ninh; TP. Lạng Sơn; huyện Hòa Bình; thị xã Cao Bằng; phường Hà Giang; đường Hà Nội", []),
        (
            "nâng cao bằng nhiều hình thức; Việt Nam định hướng; tương lai châu Á; công nghệ an toàn; hải dương học",
            [],
        ),
        ("chiến thắng Điện Biên Phủ; lưới điện biên giới; văn nghệ an ninh", []),
        ("Hòa Bình, ngày 03 tháng 01 năm 2012", ["hòa bình=hoa-binh"]),
        ("vì Hòa Bình, ngày 03", []),
        ("Bình Dươngx; xTây Ninh; Hà Nộim", []),
        ("tỉnh Đồng Nai; thành phố Đồng Nai", ["tỉnh đồng nai=dong-nai", "thành phố đồng nai=dong-nai"]),
        ("", []),
    ],
)
def test_names_in_text(knowledge: Knowledge, text: str, expected: list[str]) -> None:
    assert found(knowledge, text) == expected


def test_every_name_is_found_with_its_unit(knowledge: Knowledge) -> None:
    for province in knowledge.provinces:
        hits = knowledge.find_provinces(folded(f"{province.unit} {province.name}"))
        assert [hit.ids for hit in hits] == [(province.id,)]
        assert hits[0].start == 0
        bare = knowledge.find_provinces(folded(f"ở {province.name}."))
        assert bool(bare) is not province.ambiguous, province.id
