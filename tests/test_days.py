"""Days as numbers: taken apart and put together, as offices and machines write them, the day before and after."""

import pytest

from plancheck.data.days import day_of, exists, iso, next_day, parts, previous_day, shown, year_of


@pytest.mark.parametrize(
    ("day", "apart", "short", "long"),
    [
        (20260305, (2026, 3, 5), "05/3/2026", "2026-03-05"),
        (20261231, (2026, 12, 31), "31/12/2026", "2026-12-31"),
        (9990101, (999, 1, 1), "01/01/999", "0999-01-01"),
        (1115, (0, 11, 15), "15/11/0", "0000-11-15"),
    ],
)
def test_a_day(day: int, apart: tuple[int, int, int], short: str, long: str) -> None:
    assert parts(day) == apart
    assert day_of(*apart) == day
    assert year_of(day) == apart[0]
    assert (shown(day), iso(day)) == (short, long)


@pytest.mark.parametrize(
    ("day", "after"), [(20260228, 20260301), (20240228, 20240229), (20251231, 20260101), (20260430, 20260501)]
)
def test_the_next(day: int, after: int) -> None:
    assert next_day(day) == after
    assert previous_day(after) == day


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ((2026, 2, 28), True), ((2026, 2, 29), False), ((2024, 2, 29), True), ((0, 2, 29), True), ((0, 2, 30), False),
        ((2026, 13, 1), False), ((2026, 0, 1), False), ((2026, 12, 31), True), ((2026, 4, 31), False),
    ],
)  # fmt: skip
def test_what_the_calendar_has(day: tuple[int, int, int], there: bool) -> None:
    assert exists(*day) == there
