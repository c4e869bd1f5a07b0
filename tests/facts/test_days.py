"""The days a draft may be of, and what is said of it when they disagree."""

import datetime

import pytest

from plancheck.facts.days import Days, dated, possible
from plancheck.knowledge import load_knowledge
from plancheck.pipeline import Options, check_bytes
from plancheck.reading import read
from plancheck.structure import analyse

TODAY = datetime.date(2026, 11, 22)


def draft(date: str, issuer: str = "UBND TỈNH BÌNH THUẬN", number: str = "Số:      /KH-UBND", body: str = "") -> bytes:
    return f"""{issuer}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{number}
{date}

KẾ HOẠCH
Chuyển đổi số

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
{body}
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Nâng cao nhận thức.
""".encode()


@pytest.mark.parametrize(
    ("date", "issuer", "expected"),
    [
        ("Phan Thiết, ngày 05 tháng 3 năm 2025", "UBND TỈNH BÌNH THUẬN", Days(20250305, 20250305)),
        ("Phan Thiết, ngày     tháng 3 năm 2025", "UBND TỈNH BÌNH THUẬN", Days(20250301, 20250331)),
        ("Phan Thiết, ngày     tháng 02 năm 2024", "UBND TỈNH BÌNH THUẬN", Days(20240201, 20240229)),
        ("Phan Thiết, ngày     tháng     năm 2024", "UBND TỈNH BÌNH THUẬN", Days(20240101, 20241231)),
        # the province ended on 01/7/2025, the department on 01/3/2025
        ("Phan Thiết, ngày     tháng     năm 2025", "UBND TỈNH BÌNH THUẬN", Days(20250101, 20250630)),
        ("Phan Thiết, ngày     tháng     năm 2025", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", Days(20250101, 20250228)),
        ("Đà Lạt, ngày     tháng     năm 2025", "UBND TỈNH LÂM ĐỒNG", Days(20250101, 20251231)),
        # a province that became a city narrows by the word in its name
        ("Biên Hòa, ngày     tháng     năm 2026", "UBND TỈNH ĐỒNG NAI", Days(20260101, 20260429)),
        ("Biên Hòa, ngày     tháng     năm 2026", "UBND THÀNH PHỐ ĐỒNG NAI", Days(20260430, 20261231)),
        # a lifetime that ended before is no narrowing, but a fault
        ("Phan Thiết, ngày     tháng     năm 2026", "UBND TỈNH BÌNH THUẬN", Days(20260101, 20261231)),
        ("Phan Thiết, ngày     tháng     năm", "UBND TỈNH BÌNH THUẬN", Days()),
    ],
)
def test_a_date_known_in_part_is_an_interval(date: str, issuer: str, expected: Days) -> None:
    knowledge = load_knowledge()
    plan = analyse(read(draft(date, issuer), "x.txt"), knowledge)
    assert dated(plan, knowledge) == expected


def test_the_period_of_an_undated_plan_is_when_it_is_drafted() -> None:
    knowledge = load_knowledge()
    data = draft("Phan Thiết, ngày     tháng     năm").replace("số\n".encode(), "số năm 2024\n".encode())
    plan = analyse(read(data, "x.txt"), knowledge)
    assert possible(plan, knowledge) == Days(20231001, 20241231)


def verdicts(data: bytes, *rules: str, today: datetime.date = TODAY) -> list[str]:
    found = check_bytes(data, "x.txt", Options(select=rules, today=today)).verdicts
    return [verdict.status for verdict in found]


@pytest.mark.parametrize(
    ("date", "basis", "expected"),
    [
        ("Phan Thiết, ngày     tháng 3 năm 2025", "12 tháng 6 năm 2025", "fail"),
        ("Phan Thiết, ngày     tháng 3 năm 2025", "01 tháng 4 năm 2025", "fail"),
        ("Phan Thiết, ngày     tháng 3 năm 2025", "31 tháng 3 năm 2025", "pass"),
        ("Phan Thiết, ngày     tháng     năm 2024", "01 tháng 01 năm 2025", "fail"),
        ("Phan Thiết, ngày     tháng     năm 2024", "31 tháng 12 năm 2024", "pass"),
        ("Phan Thiết, ngày 05 tháng 3 năm 2025", "06 tháng 3 năm 2025", "fail"),
        ("Phan Thiết, ngày     tháng     năm", "12 tháng 6 năm 2030", "fail"),
        ("Phan Thiết, ngày     tháng     năm", "12 tháng 6 năm 2026", "pass"),
    ],
)
def test_a_basis_younger_than_every_day_of_the_draft(date: str, basis: str, expected: str) -> None:
    body = f"Căn cứ Quyết định số 12/QĐ-UBND ngày {basis} của Ủy ban nhân dân tỉnh về chuyển đổi số;"
    data = draft(date, body=body).replace("ngày 16 tháng 6 năm 2025".encode(), "ngày 19 tháng 6 năm 2015".encode())
    assert verdicts(data, "LEG-023") == [expected]


@pytest.mark.parametrize(
    ("date", "number", "today", "expected"),
    [
        ("ngày 30 tháng 6 năm 2025", "Số: 12/KH-UBND", TODAY, "not-applicable"),
        ("ngày 01 tháng 7 năm 2025", "Số: 12/KH-UBND", TODAY, "fail"),
        ("ngày     tháng 6 năm 2025", "Số:     /KH-UBND", TODAY, "not-applicable"),
        ("ngày     tháng 7 năm 2025", "Số:     /KH-UBND", TODAY, "fail"),
        # right until June, wrong from July on: for a person, when the date is filled in
        ("ngày     tháng     năm 2025", "Số:     /KH-UBND", TODAY, "needs-review"),
        ("ngày     tháng     năm 2024", "Số:     /KH-UBND", TODAY, "not-applicable"),
        ("ngày     tháng     năm 2026", "Số:     /KH-UBND", TODAY, "fail"),
        # not issued yet, its year running on: of today at the earliest, unless it has a number
        ("ngày     tháng     năm 2025", "Số:     /KH-UBND", datetime.date(2025, 8, 1), "fail"),
        ("ngày     tháng     năm 2025", "Số: 12/KH-UBND", datetime.date(2025, 8, 1), "needs-review"),
    ],
)
def test_a_name_that_ended_in_the_interval(date: str, number: str, today: datetime.date, expected: str) -> None:
    body = "Phối hợp với tỉnh Bắc Kạn học tập kinh nghiệm;"
    data = draft(f"Đà Lạt, {date}", "UBND TỈNH LÂM ĐỒNG", number, body)
    assert verdicts(data, "ORG-011", today=today) == [expected]


def test_an_issuer_is_not_accused_of_its_own_name() -> None:
    data = draft("Phan Thiết, ngày     tháng     năm 2025")
    assert verdicts(data, "ORG-011") == ["not-applicable"]


def test_what_hangs_on_the_day_is_told_as_such() -> None:
    data = draft("Đà Lạt, ngày     tháng     năm 2025", "UBND TỈNH LÂM ĐỒNG", body="Phối hợp với tỉnh Bắc Kạn;")
    report = check_bytes(data, "x.txt", Options(select=("ORG-011",), today=TODAY))
    (verdict,) = report.verdicts
    assert not report.findings
    assert "để trống" in verdict.reason
    assert [evidence.quote for evidence in verdict.evidence] == ["tỉnh Bắc Kạn"]
