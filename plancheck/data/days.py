"""Days as whole numbers yyyymmdd."""

from datetime import date, timedelta


def next_day(day: int) -> int:
    """The day after, yyyymmdd."""
    return _moved(day, 1)


def previous_day(day: int) -> int:
    """The day before, yyyymmdd."""
    return _moved(day, -1)


def _moved(day: int, by: int) -> int:
    moved = date(day // 10000, day // 100 % 100, day % 100) + timedelta(days=by)
    return moved.year * 10000 + moved.month * 100 + moved.day
