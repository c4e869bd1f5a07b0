"""Every time a text says, as the days it may mean, and when two of them can't be one."""

import pytest

from plancheck.facts.times import apart, find_times
from plancheck.text import squeeze


def said(text: str, year: int = 2026) -> list[tuple[int, int, str]]:
    return [(each.first, each.last, each.unit) for each in find_times(squeeze(text).text, year)]


@pytest.mark.parametrize(
    ("text", "first", "last", "unit"),
    [
        ("ngày 18 tháng 4 năm 2026", 20260418, 20260418, "day"),
        ("trước ngày 30/11", 20261130, 20261130, "day"),
        ("từ ngày 15 đến ngày 17 tháng 5 năm 2026", 20260515, 20260517, "day"),
        ("(ngày 23 - 24/7/2026)", 20260723, 20260724, "day"),
        ("các ngày 15, 16 và 17 tháng 5", 20260515, 20260517, "day"),
        ("từ ngày 25/4 đến ngày 02/5/2026", 20260425, 20260502, "day"),
        ("Tháng 6/2027", 20270601, 20270631, "month"),
        ("từ tháng 10/2025 đến tháng 3/2026", 20251001, 20260331, "month"),
        ("đợt 3 tháng 10", 20261001, 20261031, "month"),
        ("Quý I, II năm 2027", 20270101, 20270631, "quarter"),
        ("6 tháng cuối năm", 20260701, 20261231, "half"),
        ("giai đoạn 2026 - 2030", 20260101, 20301231, "year"),
    ],
)
def test_a_time_is_read_to_its_days(text: str, first: int, last: int, unit: str) -> None:
    assert said(text) == [(first, last, unit)]


@pytest.mark.parametrize(
    "text",
    ["trước ngày 20 tháng 11 hằng năm", "mỗi quý, trước ngày 10/12", "45/60 xã", "đạt 3/4 chỉ tiêu", "31 tháng 02",
     "06 tháng 01 lần"],
)  # fmt: skip
def test_what_is_no_one_time_is_left_out(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Quý III/2026", "trước ngày 30/9/2026", False),
        ("Quý III/2026", "trước ngày 01/10/2026", True),
        ("từ ngày 15 đến ngày 17/5/2026", "ngày 16/5/2026", False),
        ("từ ngày 15 đến ngày 17/5/2026", "từ ngày 16 đến ngày 18/5/2026", True),
        ("tháng 5/2027", "tháng 5", False),
        ("tháng 5/2027", "tháng 6", True),
        ("năm 2027", "Quý I/2028", True),
    ],
)
def test_times_are_apart_where_no_day_fits_both(one: str, other: str, differ: bool) -> None:
    first, second = find_times(squeeze(one).text)[0], find_times(squeeze(other).text)[0]
    assert apart(first, second) is differ
    assert apart(second, first) is differ
