"""Dates as a person types them."""

from datetime import date

from plancheck.data.days import day_of, parts
from plancheck.patterns import lazily

_ISO = lazily(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_VIETNAMESE = lazily(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def parse_day(text: str) -> int:
    """A day as ``yyyymmdd`` from "2026-11-01" or "01/11/2026". Raises ValueError when it is neither or no such day."""
    if match := _ISO.fullmatch(text.strip()):
        year, month, day = map(int, match.groups())
    elif match := _VIETNAMESE.fullmatch(text.strip()):
        day, month, year = map(int, match.groups())
    else:
        raise ValueError(text)
    date(year, month, day)
    return day_of(year, month, day)


def as_date(day: int) -> date | None:
    """``yyyymmdd`` as a date; None for 0."""
    return date(*parts(day)) if day else None
