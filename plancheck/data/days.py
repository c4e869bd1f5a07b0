"""Days as whole numbers yyyymmdd; a month or day that is not known is 0."""

from datetime import date, timedelta

FOREVER = 99991231
"""The last day of what has no end."""


def day_of(year: int, month: int, day: int) -> int:
    """The number of a day."""
    return year * 10000 + month * 100 + day


def parts(day: int) -> tuple[int, int, int]:
    """Its year, month and day of the month."""
    return day // 10000, day // 100 % 100, day % 100


def year_of(day: int) -> int:
    """Its year."""
    return day // 10000


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has a day; 29 February where its year is not known."""
    try:
        date(year or _LEAP, month, day)
    except ValueError:
        return False
    return True


_LEAP = 2000


def shown(day: int) -> str:
    """As offices write it in short: "05/3/2026"."""
    year, month, in_month = parts(day)
    return f"{in_month:02}/{month}/{year}"


def iso(day: int) -> str:
    """As machines write it: "2026-03-05"."""
    year, month, in_month = parts(day)
    return f"{year:04}-{month:02}-{in_month:02}"


def next_day(day: int) -> int:
    """The day after."""
    return _moved(day, 1)


def previous_day(day: int) -> int:
    """The day before."""
    return _moved(day, -1)


def _moved(day: int, by: int) -> int:
    moved = date(*parts(day)) + timedelta(days=by)
    return day_of(moved.year, moved.month, moved.day)
