"""Days as whole numbers yyyymmdd; a month or day that is not known is 0."""

from datetime import date, timedelta

FOREVER = 99991231
"""The last day of what has no end."""


def day_of(year: int, month: int, day: int) -> int:
    """The number of a day."""
    return year * 10000 + month * 100 + day


def number_of(day: date) -> int:
    """The number of a date."""
    return day_of(day.year, day.month, day.day)


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
    """As offices write it in short: "07/9/2015", "05/02/2026", with the zeros of 30/2020/NĐ-CP."""
    return f"{day % 100:02}/{month_shown(day)}/{year_of(day)}"


def in_words(day: int) -> str:
    """As offices write it: "07 tháng 9 năm 2015"."""
    return f"{day % 100:02} tháng {month_shown(day)} năm {year_of(day)}"


def month_shown(day: int) -> str:
    """Its month, with a zero before 1 and 2."""
    month = day // 100 % 100
    return f"{month:02}" if month < 3 else str(month)


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
    return number_of(date(*parts(day)) + timedelta(days=by))
