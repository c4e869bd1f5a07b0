"""Citations written anew: the instrument in force instead, the right date or issuer, in the draft's own form."""

import pytest

from tests.facts.test_citations import cited, one

DAY = 20261201


@pytest.mark.parametrize(
    ("line", "heir"),
    [
        (
            "Căn cứ Nghị định số 88/2012/NĐ-CP ngày 23 tháng 10 năm 2012 của Chính phủ;",
            "Nghị định số 262/2026/NĐ-CP ngày 30 tháng 6 năm 2026 của Chính phủ",
        ),
        (
            "Căn cứ Nghị định số 88/2012/NĐ-CP, ngày 23/10/2012 của Chính phủ;",
            "Nghị định số 262/2026/NĐ-CP, ngày 30/6/2026 của Chính phủ",
        ),
        ("Thực hiện Nghị định 88/2012/NĐ-CP;", "Nghị định 262/2026/NĐ-CP"),
        (
            "Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30/11/2010 của Thủ tướng Chính phủ ban hành Quy chế quản lý nhà "
            "nước về thông tin đối ngoại;",
            "Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại",
        ),
        (
            "Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;",
            "Luật Bảo vệ bí mật nhà nước ngày 10 tháng 12 năm 2025",
        ),
        (
            "Căn cứ Luật Bảo vệ bí mật nhà nước số 29/2018/QH14 ngày 15/11/2018;",
            "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15 ngày 10/12/2025",
        ),
        (
            "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;",
            "Luật Tổ chức chính quyền địa phương ngày 16/6/2025",
        ),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;", ""),
    ],
)
def test_the_instrument_in_force_instead(line: str, heir: str) -> None:
    assert one(line, DAY)["heir"] == heir


def test_what_is_among_the_bases_already_is_no_heir() -> None:
    dead, alive = cited(
        "= Căn cứ Nghị định số 88/2012/NĐ-CP ngày 23/10/2012 của Chính phủ;",
        "= Căn cứ Nghị định số 262/2026/NĐ-CP ngày 30/6/2026 của Chính phủ;",
        day=DAY,
    )
    assert (dead["heir"], alive["heir"]) == ("", "")


@pytest.mark.parametrize(
    ("line", "redated"),
    [
        (
            "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 09 tháng 7 năm 2015 của Chính phủ;",
            "Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ",
        ),
        ("Căn cứ Chỉ thị số 26-CT/TW ngày 10/8/2008;", "Chỉ thị số 26-CT/TW ngày 10/9/2008"),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;", ""),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP của Chính phủ;", ""),
    ],
)
def test_the_right_date(line: str, redated: str) -> None:
    assert one(line, DAY)["redated"] == redated


@pytest.mark.parametrize(
    ("line", "reissued"),
    [
        (
            "Thực hiện Chỉ thị số 26-CT/TW ngày 10/9/2008 của Bộ Chính trị;",
            "Chỉ thị số 26-CT/TW ngày 10/9/2008 của Ban Bí thư",
        ),
        ("Thực hiện Chỉ thị số 26-CT/TW ngày 10/9/2008 của Ban Bí thư;", ""),
    ],
)
def test_the_right_issuer(line: str, reissued: str) -> None:
    assert one(line, DAY)["reissued"] == reissued


@pytest.mark.parametrize(
    ("line", "day", "forerunner"),
    [
        (
            "Căn cứ Luật Bảo vệ bí mật nhà nước ngày 10 tháng 12 năm 2025;",
            20260115,
            "Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018",
        ),
        (
            "Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;",
            20190125,
            "Pháp lệnh Bảo vệ bí mật nhà nước ngày 28 tháng 12 năm 2000",
        ),
        ("Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;", 20210101, ""),
    ],
)
def test_what_was_in_force_before_what_is_not_yet(line: str, day: int, forerunner: str) -> None:
    assert one(line, day)["forerunner"] == forerunner


def test_a_title_with_its_own_period() -> None:
    line = "Căn cứ Quyết định số 1486/QĐ-TTg ngày 06/11/2018 ban hành Kế hoạch thông tin đối ngoại giai đoạn {}–{};"
    assert "giai đoạn 2018–2020" in str(one(line.format(2019, 2021), 20190125)["retitled"])
    assert one(line.format(2018, 2020), 20190125)["retitled"] == ""


@pytest.mark.parametrize(
    ("line", "identified"),
    [
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;", "yes"),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 09/7/2015 của Chính phủ;", "yes"),  # the number holds the year
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 12/5/2019 của Chính phủ;", "no"),
        ("Căn cứ Chỉ thị số 26-CT/TW ngày 10/8/2008 của Ban Bí thư;", "no"),  # numbers without a year come again
        (
            "Căn cứ Chỉ thị số 26-CT/TW ngày 10/8/2008 của Ban Bí thư về tiếp tục đổi mới và tăng cường công tác thông "
            "tin đối ngoại trong tình hình mới;",
            "yes",
        ),
        ("Căn cứ Chỉ thị số 26-CT/TW ngày 10/9/2008 của Bộ Chính trị;", "yes"),
        ("Căn cứ Chỉ thị số 26-CT/TW ngày 10/8/2008 của Bộ Chính trị;", "no"),
    ],
)
def test_which_instrument_is_meant(line: str, identified: str) -> None:
    assert one(line, DAY)["identified"] == identified


def test_what_came_after_the_draft_is_not_meant() -> None:
    line = "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/3/2015 của Chính phủ;"
    assert [one(line, day)["identified"] for day in (20150601, 20151201)] == ["no", "yes"]
