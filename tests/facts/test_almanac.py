"""Weekdays against dates, months against quarters, months and quarters that no year has."""

import pytest
from drafts import draft

from plancheck.facts import almanac
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge


def found(*lines: str) -> list[tuple[str, str, str]]:
    context = Context(draft(list(lines)), load_knowledge(), 20261110)
    return [(str(each["issue"]), str(each["agrees"]), str(each["expected"])) for each in almanac.recognise(context)]


@pytest.mark.parametrize(
    ("text", "agrees", "right"),
    [
        ("Họp vào thứ Bảy, ngày 20 tháng 3 năm 2024.", "no", "thứ Tư"),
        ("Khai mạc thứ Tư ngày 20/3/2024.", "yes", "thứ Tư"),
        ("Ngày 02/01/2011 (thứ 2)", "no", "Chủ nhật"),
        ("Ngày 02/01/2011 (Chủ nhật)", "yes", "Chủ nhật"),
        ("Diễn ra ngày 01/6/2019 (thứ Hai).", "no", "thứ Bảy"),
        ("08 giờ 00 thứ Hai (ngày 14/4/2026)", "no", "thứ Ba"),
        ("Từ 14/4/2026, sáng thứ Sáu, ngày 17/4/2026", "yes", "thứ Sáu"),
        ("lớp thứ nhất khai giảng thứ Bảy, ngày 20 tháng 3 năm 2024", "no", "thứ Tư"),
        ("ngày 29/02/2024 (thứ Năm)", "yes", "thứ Năm"),
        ("ngày 01/01/2027, thứ 6", "yes", "thứ Sáu"),
        ("Phát sóng thứ Hai hằng tuần; khai mạc thứ Bảy, ngày 20/3/2024", "no", "thứ Tư"),
        ("Kỳ họp thứ hai khai mạc thứ Tư, ngày 20/3/2024", "yes", "thứ Tư"),
    ],
)
def test_weekdays(text: str, agrees: str, right: str) -> None:
    assert found(text) == [("weekday", agrees, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị lần thứ hai, ngày 20/3/2024.",
        "Kỳ họp thứ Năm ngày 20/3/2024.",
        "Thứ Bảy, Chủ nhật, ngày 20/3/2024.",
        "Thứ Bảy ngày 20/3.",
        "Phát sóng thứ Bảy hằng tuần từ ngày 20/3/2024.",
        "ngày 29/02/2023 (thứ Hai)",
        "Đại hội đại biểu khóa X, nhiệm kỳ thứ năm, ngày 20 tháng 3 năm 2024",
        "Trao giải thứ ba ngày 20/3/2024",
    ],
)
def test_what_is_no_weekday_of_a_date(text: str) -> None:
    assert found(text) == []


def test_secondly_is_no_weekday() -> None:
    assert found("Thứ nhất, chuẩn bị nội dung.", "Thứ hai, ngày 20/3/2024 tổ chức hội thảo.") == []


@pytest.mark.parametrize(
    ("text", "issue", "agrees"),
    [
        ("Hoàn thành trong tháng 13.", "month", "no"),
        ("Tổ chức tháng 13/2026", "month", "no"),
        ("Báo cáo tháng 00/2026.", "month", "no"),
        ("Trình phương án trong quý V/2026.", "quarter", "no"),
        ("Quý VI năm 2026", "quarter", "no"),
        ("Quý 5/2026", "quarter", "no"),
        ("Thực hiện trong quý V.", "quarter", "no"),
        ("Tổ chức quý III (tháng 4)", "quarter-month", "no"),
        ("Quý II và quý III (tháng 6, 9)", "quarter-month", "yes"),
        ("Tuyên truyền vào quý I và quý III (tháng 4) năm 2026", "quarter-month", "no"),
        ("Trong quý III/2026, in xong cẩm nang trước ngày 15/11/2026", "quarter-month", "no"),
        ("Trong quý III/2026, in xong cẩm nang trước ngày 15/9/2026", "quarter-month", "yes"),
        ("6 tháng đầu năm (tháng 8/2026)", "quarter-month", "no"),
        ("Sáu tháng cuối năm 2026 (tháng 8/2026)", "quarter-month", "yes"),
        ("Họp lúc 25 giờ ngày 10/3/2026", "hour", "no"),
        ("Họp từ 14 giờ 00 đến 8 giờ 00", "hours", "no"),
        ("Họp từ 8h00 đến 11h30", "hours", "yes"),
        ("Trong 03 ngày, từ ngày 10/5/2026 đến ngày 15/5/2026", "days", "no"),
        ("Trong 03 ngày (từ ngày 10 đến ngày 12/5/2026)", "days", "yes"),
        ("diễn ra 02 ngày, từ ngày 10 đến ngày 12/5/2026", "days", "yes"),
        ("Quý III/2026 (tháng 7, 8, 10)", "quarter-month", "no"),
        ("Tháng 10/2021 (quý III): tổ chức đoàn", "quarter-month", "no"),
        ("Quý III (tháng 7 - tháng 9)", "quarter-month", "yes"),
        ("Tháng 12/2026 (quý IV/2026)", "quarter-month", "yes"),
        ("Quý I (dự kiến trong tháng 3/2026)", "quarter-month", "yes"),
    ],
)
def test_months_and_quarters(text: str, issue: str, agrees: str) -> None:
    assert [each[:2] for each in found(text)] == [(issue, agrees)]


@pytest.mark.parametrize(
    "text",
    [
        "Mỗi tháng 15 tin, bài; hằng tháng 20.",
        "Thực hiện 06 tháng 15 ngày.",
        "Mỗi quý 5 chuyên mục; một quý 06 số.",
        "Kính mời quý vị đại biểu.",
        "Báo cáo quý III (tháng 10)",
        "Hoàn thành trong tháng 12.",
        "Quý IV/2026, tháng 12/2026",
        "tháng 30 triệu đồng",
    ],
)
def test_what_the_calendar_has_or_says_nothing_of(text: str) -> None:
    assert found(text) == []
