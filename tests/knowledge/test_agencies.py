"""Bodies: their names through time, and finding them in text."""

import gc
import re
import time

import pytest

from plancheck.knowledge import Agency, Knowledge

from .conftest import before, folded


def found(knowledge: Knowledge, text: str) -> list[str]:
    """Each hit as "words=id/id@province"."""
    folded_text = folded(text)
    return [
        f"{folded_text[hit.start : hit.end]}={'/'.join(hit.ids)}{'@' + hit.province if hit.province else ''}"
        for hit in knowledge.find_agencies(folded_text)
    ]


def ids(knowledge: Knowledge, text: str) -> list[str]:
    return ["/".join(hit.ids) for hit in knowledge.find_agencies(folded(text))]


def functions_on(agency: Agency, day: int) -> list[str]:
    return [
        function.function
        for function in agency.functions
        if function.start <= day and (not function.end or day < function.end)
    ]


def test_every_boundary_of_every_agency(knowledge: Knowledge) -> None:
    for agency in knowledge.agencies:
        if agency.start:
            assert agency.status(before(agency.start)) == "not-yet", agency.id
            assert agency.status(agency.start) == "current", agency.id
        if agency.end:
            assert agency.status(before(agency.end)) == "current", agency.id
            assert agency.status(agency.end) == "obsolete", agency.id
        for function in agency.functions:
            if function.start and function.start != agency.start:
                assert function.function not in functions_on(agency, before(function.start))
                assert function.function in functions_on(agency, function.start)
            if function.end:
                assert function.function in functions_on(agency, before(function.end))
                if not agency.end:
                    assert function.function not in functions_on(agency, function.end)


def test_every_end_has_a_source_and_something_after(knowledge: Knowledge) -> None:
    for agency in knowledge.agencies:
        if agency.end or agency.start:
            assert agency.source, agency.id
        if agency.end:
            assert agency.successors or agency.successor_text, agency.id
            assert knowledge.succession(agency, before(agency.end)) == ""
            assert knowledge.succession(agency, agency.end), agency.id
        for id in (*agency.successors, *filter(None, [agency.parent])):
            assert knowledge.agency(id).id == id
        for id in agency.successors:
            successor = knowledge.agency(id)
            assert not successor.end or successor.end > agency.end, agency.id


def test_values_are_of_their_closed_sets(knowledge: Knowledge) -> None:
    for agency in knowledge.agencies:
        assert agency.level in ("", "central", "ministry", "province", "district", "commune"), agency.id
        assert agency.system in ("state", "party", "press", "armed", "front", "other"), agency.id
        assert re.fullmatch(r"[a-z0-9-]+", agency.id)


def test_a_renaming_has_an_old_and_a_new_side(knowledge: Knowledge) -> None:
    sides: dict[str, list[Agency]] = {}
    for agency in knowledge.agencies:
        if agency.renaming:
            sides.setdefault(agency.renaming, []).append(agency)
    assert set(sides) >= {"bdbp-tinh", "ban-tuyen-giao-tinh-uy", "ban-tuyen-giao-tw", "cuc-ttdn", "hai-quan-tinh"}
    for renaming, names in sides.items():
        old = [agency for agency in names if agency.end]
        new = [agency for agency in names if not agency.end]
        assert len(old) == len(new) == 1, renaming
        assert old[0].successors == (new[0].id,)
        assert new[0].start <= old[0].end


UNITS = {"don-vi-huyen", "don-vi-thi-tran", "don-vi-dac-khu"}
"""Units, not bodies: read by their kind and name, never by a body's name."""


def test_every_canonical_name_and_group_name_is_found(knowledge: Knowledge) -> None:
    assert {agency.id for agency in knowledge.agencies if agency.id.startswith("don-vi-")} == UNITS
    for agency in knowledge.agencies:
        if agency.id in UNITS:
            continue
        shown = f"{agency.forms[0]} Tây Ninh" if agency.suffix == "required" else agency.name
        hits = [
            hit for written in (shown, shown.replace("cấp ", "")) for hit in knowledge.find_agencies(folded(written))
        ]
        assert any(agency.id in hit.ids for hit in hits), agency.id


@pytest.mark.parametrize("form", ["Công an tỉnh", "CA tỉnh", "công an tỉnh Tây Ninh", "Công an Tỉnh", "CAT"])
def test_the_provincial_police(knowledge: Knowledge, form: str) -> None:
    assert ids(knowledge, f"Giao {form} chủ trì") == ["cong-an-tinh"]


@pytest.mark.parametrize(
    "form",
    [
        "Sở Thông tin và Truyền thông",
        "Sở Thông tin và truyền thông",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "Sở TT&TT",
        "Sở TT & TT",
        "Sở TTTT",
        "Sở TT-TT",
        "Sở TT và TT",
        "Sở Thông tin - Truyền thông",
        "Sở Thông tin – Truyền thông",
        "STTTT",
        "Sở Thông tin và Truyền thông Tây Ninh",
        "Sở Thông tin và Truyền thông tỉnh Tây Ninh",
        "Sở Thông tin & Truyền thông",
    ],
)
def test_the_former_lead_department(knowledge: Knowledge, form: str) -> None:
    assert ids(knowledge, f"- {form}: chủ trì, phối hợp") == ["so-tttt"]


@pytest.mark.parametrize(
    "form",
    [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Văn hoá, Thể thao và Du lịch",
        "Sở Văn hóa, Thể thao & Du lịch",
        "Sở VHTTDL",
        "Sở VHTT&DL",
        "Sở VH,TT&DL",
        "Sở VH, TT và DL",
        "Sở VH-TT&DL",
        "Sở VH-TT-DL",
        "Sở VHTT-DL",
        "Sở VH TT&DL",
        "SVHTTDL",
        "Sở Văn hóa - Thể thao và Du lịch",
    ],
)
def test_the_department_of_culture(knowledge: Knowledge, form: str) -> None:
    assert ids(knowledge, f"({form})") == ["so-vhttdl"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh", ["ubnd-tinh"]),
        ("Uỷ ban nhân dân tỉnh Lạng Sơn", ["ubnd-tinh"]),
        ("UBND thành phố Hà Nội, UBND TP. Đà Nẵng, UBND TP.HCM", ["ubnd-tinh"] * 3),
        ("UBND thành phố Tây Ninh, UBND thành phố Biên Hòa, UBND TP. Lạng Sơn", ["ubnd-huyen"] * 3),
        ("UBND thành phố Huế; UBND thành phố", ["ubnd-tinh/ubnd-huyen"] * 2),
        ("UBND huyện Tịnh Biên; UBND thị xã Hồng Lĩnh; UBND cấp huyện", ["ubnd-huyen"] * 3),
        ("UBND các huyện, thành phố; Ủy ban nhân dân các huyện, thị xã; UBND các quận, huyện", ["ubnd-cac-huyen"] * 3),
        ("UBND các xã, phường, đặc khu; UBND xã, phường; UBND các phường, xã", ["ubnd-cac-xa"] * 3),
        ("UBND xã Tân Lập; UBND phường 1; UBND cấp xã", ["ubnd-xa"] * 3),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", ["ubnd-cac-tinh"]),
        ("Văn phòng UBND tỉnh; VP.UBND tỉnh; VP UBND tỉnh", ["vp-ubnd-tinh"] * 3),
        ("Bộ Chỉ huy BĐBP tỉnh", ["bo-chi-huy-bdbp"]),
        ("BCH Bộ đội Biên phòng tỉnh; BCHBĐBP tỉnh", ["bo-chi-huy-bdbp/ban-chi-huy-bdbp"] * 2),
        ("Ban Chỉ huy Bộ đội Biên phòng tỉnh", ["ban-chi-huy-bdbp"]),
        ("Bộ Chỉ huy Quân sự tỉnh; Bộ CHQS tỉnh", ["bo-chqs-tinh"] * 2),
        ("BCHQS tỉnh", ["bo-chqs-tinh/ban-chqs-huyen"]),  # whose, its unit tells
        ("Cục Hải quan tỉnh; Chi cục Hải quan khu vực VI", ["cuc-hai-quan-tinh", "chi-cuc-hai-quan-khu-vuc"]),
        ("Cục Hải quan;", ["cuc-hai-quan-tinh/cuc-hai-quan"]),
        ("Ban Tuyên giáo Tỉnh uỷ; Ban Tuyên giáo và Dân vận Tỉnh ủy", ["ban-tuyen-giao-tinh-uy", "ban-tgdv-tinh-uy"]),
        (
            "Ban Tuyên giáo Trung ương; Ban Tuyên giáo",
            ["ban-tuyen-giao-tw", "ban-tuyen-giao-tinh-uy/ban-tuyen-giao-tw"],
        ),
        ("Ban Tuyên giáo các huyện, thành ủy", ["ban-tuyen-giao-huyen-uy"]),
        (
            "Báo Tây Ninh, Đài PT-TH Lạng Sơn, Báo TN, Đài PTTH tỉnh",
            ["bao-tinh", "dai-ptth-tinh", "bao-tinh", "dai-ptth-tinh"],
        ),
        ("Báo và phát thanh, truyền hình tỉnh; Báo và Đài Phát thanh và Truyền hình Tây Ninh", ["bao-dai-tinh"] * 2),
        ("các cơ quan báo chí; Báo, Đài tỉnh", ["bao-dai"] * 2),
        ("Cổng Thông tin điện tử tỉnh; Cổng TTĐT tỉnh", ["cong-ttdt-tinh"] * 2),
        ("Cổng thông tin điện tử huyện, Đài Truyền thanh huyện", ["cong-ttdt-huyen", "dai-truyen-thanh-huyen"]),
        ("các sở, ban, ngành; các Sở, Ban, ngành tỉnh; sở, ngành", ["cac-so"] * 3),
        ("các sở, ban, ngành, đoàn thể tỉnh", ["cac-so-doan-the"]),
        ("Uỷ ban MTTQ và các tổ chức CT-XH cấp tỉnh", ["mttq-tinh", "doan-the"]),
        ("TTTU; TT.HĐND tỉnh; Thường trực Tỉnh ủy", ["thuong-truc-tinh-uy", "hdnd-tinh", "thuong-truc-tinh-uy"]),
        ("Thành ủy Hà Nội; Thành ủy Vinh; Thành ủy", ["tinh-uy", "huyen-uy", "tinh-uy/huyen-uy"]),
        ("Công an thành phố Hải Phòng; Công an huyện", ["cong-an-tinh", "cong-an-huyen"]),
        ("cơ quan đại diện Việt Nam ở nước ngoài", ["co-quan-dai-dien"]),
        ("Ban Chỉ đạo công tác thông tin đối ngoại tỉnh; BCĐ TTĐN tỉnh", ["bcd-ttdn"] * 2),
        (
            "Liên hiệp các tổ chức hữu nghị tỉnh; Hội Nhà báo tỉnh; Tỉnh đoàn",
            ["lien-hiep-huu-nghi", "hoi-nha-bao", "tinh-doan"],
        ),
        (
            "Bộ Công an; Bộ Quốc phòng; Bộ Chính trị; Ban Bí thư",
            ["bo-cong-an", "bo-quoc-phong", "bo-chinh-tri", "ban-bi-thu"],
        ),
        ("trên địa bàn tỉnh Ủy ban nhân dân huyện", ["ubnd-huyen"]),
        (
            "Tỉnh ủy ban hành Nghị quyết; báo cáo Tỉnh ủy Ban Tuyên giáo Tỉnh ủy",
            ["tinh-uy", "tinh-uy", "ban-tuyen-giao-tinh-uy"],
        ),
        (
            "Đảng bộ Công an tỉnh; Đảng ủy Công an tỉnh; Đại hội Hội Nhà báo tỉnh",
            ["cong-an-tinh", "cong-an-tinh", "hoi-nha-bao"],
        ),
        ("Sở Văn hóa và Thể thao, Sở Du lịch", ["so-vhtt", "so-du-lich"]),
        ("Sở LĐ-TB&XH; Sở Lao động - Thương binh và Xã hội; Sở LĐTBXH", ["so-ldtbxh"] * 3),
        ("Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch tỉnh", ["tt-xuc-tien"]),
    ],
)
def test_names_as_offices_write_them(knowledge: Knowledge, text: str, expected: list[str]) -> None:
    assert ids(knowledge, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các Sở: TTTT+Ngoại vụ+VHTTDL", ["so-tttt", "so-ngoai-vu", "so-vhttdl"]),
        ("- +Tài chính+KHĐT+CA+BCHQS tỉnh", ["so-tai-chinh", "so-khdt", "cong-an-tinh", "bo-chqs-tinh"]),
        ("các Sở Ngoại vụ, Tài chính và Thông tin và Truyền thông", ["so-ngoai-vu", "so-tai-chinh", "so-tttt"]),
        (
            "Các Sở: Nội vụ; Văn hóa, Thể thao và Du lịch; Công thương; Kế hoạch và Đầu tư; Tài chính; Công an tỉnh",
            ["so-noi-vu", "so-vhttdl", "so-cong-thuong", "so-khdt", "so-tai-chinh", "cong-an-tinh"],
        ),
        ("Các bộ: Ngoại giao, Công an", ["bo-ngoai-giao", "bo-cong-an"]),
        ("các sở, tài chính doanh nghiệp", ["cac-so"]),
    ],
)
def test_a_list_may_say_its_head_once(knowledge: Knowledge, text: str, expected: list[str]) -> None:
    assert ids(knowledge, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "bộ phận chuyên môn, cơ sở dữ liệu, công tác sở hữu trí tuệ, trụ sở",
        "Bộ quy tắc ứng xử; bộ đội; sở trường",
        "thông báo Tây Ninh; họp báo Tây Ninh; tổ chức họp báo; dự báo; báo cáo Tây Ninh",
        "các tổ chức phi chính phủ nước ngoài; chính phủ điện tử",
        "toàn tỉnh đoàn kết; hình thành đoàn công tác",
        "công an nhân dân; an ninh tỉnh; tin tức tỉnh",
        "Kế hoạch số 12/KH-UBND; 1171/BTTTT-TTĐN; /KH-UBND tỉnh; 100-HD/BTGTU; 02/2019/TT-BTTTT",
        "đại sứ quán các nước; cơ quan đại diện nước ngoài tại Việt Nam",
        "xuất bản, phát hành; ban hành; hội nghị; đoàn công tác; trung tâm hội nghị",
        "UBNDngày; SởNgoại; xsở ngoại vụ",
        "các cơ sở y tế, cơ sở giáo dục và đào tạo, cơ sở du lịch; trụ sở tài chính; cơ sở kế hoạch và đầu tư",
        "cán bộ ngoại giao, cán bộ tài chính, cán bộ xây dựng kế hoạch, nội bộ công an, tiến bộ khoa học và công nghệ",
        "đại hội nông dân; cơ hội phụ nữ; xã hội nông dân; thông báo tỉnh; hình thành đoàn kiểm tra; trở thành đoàn",
        "",
    ],
)
def test_what_only_looks_like_a_body(knowledge: Knowledge, text: str) -> None:
    assert found(knowledge, text) == []


def test_a_province_s_name_is_part_of_the_hit(knowledge: Knowledge) -> None:
    assert found(knowledge, "Công an tỉnh Tây Ninh, Sở Ngoại vụ Lạng Sơn; Sở Y tế tỉnh; Tỉnh đoàn, Hà Nội") == [
        "công an tỉnh tây ninh=cong-an-tinh@tay-ninh",
        "sở ngoại vụ lạng sơn=so-ngoai-vu@lang-son",
        "sở y tế tỉnh=so-y-te",
        "tỉnh đoàn=tinh-doan",
    ]


def test_offsets_lead_back_to_the_original(knowledge: Knowledge) -> None:
    from plancheck.text import nfc, squeeze

    text = nfc("Giao   Sở  Thông tin\u00a0và Truyền thông;  Công an  tỉnh.")
    squeezed = squeeze(text)
    words = [
        text[squeezed.original(hit.start) : squeezed.original(hit.end)]
        for hit in knowledge.find_agencies(squeezed.text)
    ]
    assert words == ["Sở  Thông tin\u00a0và Truyền thông", "Công an  tỉnh"]


@pytest.mark.parametrize(
    ("id", "function", "day", "yes"),
    [
        ("bo-tttt", "foreign-information", 20250228, True),
        ("bo-vhttdl", "foreign-information", 20250228, False),
        ("bo-vhttdl", "foreign-information", 20250301, True),
        ("so-tttt", "foreign-information", 20120103, True),
        ("so-vhttdl", "foreign-information", 20250228, False),
        ("so-vhttdl", "foreign-information", 20250301, True),
        ("so-vhtt", "foreign-information", 20250301, True),
        ("so-vhttdl", "culture", 20120103, True),
        ("so-ngoai-vu", "foreign-affairs", 20261122, True),
        ("ubnd-cac-huyen", "local", 20250630, True),
        ("ubnd-cac-xa", "local", 20250630, False),
        ("ubnd-cac-xa", "local", 20250701, True),
        ("so-tai-chinh", "finance", 20120103, True),
        ("cong-an-tinh", "police", 20120103, True),
    ],
)
def test_who_is_for_what_when(knowledge: Knowledge, id: str, function: str, day: int, yes: bool) -> None:
    agency = knowledge.agency(id)
    assert (function in functions_on(agency, day) and agency.status(day) == "current") is yes


@pytest.mark.parametrize(
    ("id", "day", "text"),
    [
        ("bo-tttt", 20250228, ""),
        ("bo-tttt", 20250301, "Bộ Văn hóa, Thể thao và Du lịch (báo chí, xuất bản, thông tin đối ngoại)"),
        ("so-tttt", 20260101, "Sở Văn hóa, Thể thao và Du lịch (hoặc Sở Văn hóa và Thể thao)"),
        ("so-khdt", 20250301, "Sở Tài chính"),
        ("bo-chi-huy-bdbp", 20250701, "Ban Chỉ huy Bộ đội Biên phòng"),
        ("ban-tuyen-giao-tinh-uy", 20250301, "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("cong-an-tinh", 20260101, ""),
    ],
)
def test_what_a_body_became(knowledge: Knowledge, id: str, day: int, text: str) -> None:
    assert knowledge.succession(knowledge.agency(id), day) == text


@pytest.mark.parametrize(
    ("province", "name"),
    [
        ("ha-noi", "Sở Văn hóa và Thể thao"),
        ("lang-son", "Sở Văn hóa, Thể thao và Du lịch"),
        ("", "Sở Văn hóa, Thể thao và Du lịch (hoặc Sở Văn hóa và Thể thao)"),
    ],
)
def test_a_body_by_its_name_in_the_province(knowledge: Knowledge, province: str, name: str) -> None:
    assert knowledge.local_name("so-vhttdl", province, 20260101) == name
    assert knowledge.succession(knowledge.agency("so-tttt"), 20260101, province) == name


def test_a_body_of_a_city(knowledge: Knowledge) -> None:
    assert knowledge.local_name("ban-tgdv-tinh-uy", "da-nang", 20260101) == "Ban Tuyên giáo và Dân vận Thành ủy"
    assert knowledge.local_name("ban-tgdv-tinh-uy", "lang-son", 20260101) == "Ban Tuyên giáo và Dân vận Tỉnh ủy"


def test_the_hit_that_lives(knowledge: Knowledge) -> None:
    (hit,) = knowledge.find_agencies("cục hải quan")
    assert knowledge.live(hit, 20140101) == ("cuc-hai-quan-tinh",)
    assert knowledge.live(hit, 20260101) == ("cuc-hai-quan",)
    (hit,) = knowledge.find_agencies("ban tuyên giáo")
    assert knowledge.live(hit, 20260101) == hit.ids


def test_a_collective_covers_groups_that_exist(knowledge: Knowledge) -> None:
    groups = {agency.group for agency in knowledge.agencies if agency.group}
    covered = {group for agency in knowledge.agencies for group in agency.covers}
    assert covered <= groups
    assert {"so", "ban-nganh", "press", "doan-the", "local-district", "local-commune", "bo"} <= covered


def test_finding_is_linear(knowledge: Knowledge) -> None:
    clause = (
        "giao sở thông tin và truyền thông chủ trì, phối hợp với công an tỉnh, các sở, ban, ngành và ubnd các huyện; "
    )

    def seconds(text: str) -> float:
        best = 9.0
        for attempt in range(5):
            gc.collect()
            gc.disable()
            start = time.process_time()
            knowledge.find_agencies(f"{text}{attempt}")
            knowledge.find_provinces(text)
            best = min(best, time.process_time() - start)
            gc.enable()
        return best

    assert seconds(clause * 400) < 30 * seconds(clause * 40)
    for hostile in ("các sở " * 3000, "ủy ban nhân dân các huyện, thị xã, " * 1000, "+" * 20000, "báo " * 5000):
        assert seconds(hostile) < 1


def test_a_body_named_beside_tells_which_has_the_work(knowledge: Knowledge) -> None:
    ended = knowledge.agency("so-tttt")
    assert knowledge.heir(ended, 20261110, "lang-son") == "Sở Văn hóa, Thể thao và Du lịch"
    assert knowledge.heir(ended, 20261110, "lang-son", {"so-du-lich"}) == "Sở Văn hóa và Thể thao"
    assert knowledge.succession(ended, 20261110, "", {"so-du-lich"}) == "Sở Văn hóa và Thể thao"
