"""Every time a text says, as the days it may mean: days and their ranges, months, quarters, halves of a year, years.

What is set anew each year or quarter is left out: it is no one time. Offsets are into the folded text.
"""

import re
from collections.abc import Iterator

from plancheck.data.days import day_of, exists
from plancheck.facts.numbered import QUARTER, numbered
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import right_before, says, words_up_to


class Time(NamedTuple):
    """From when to when, ``yyyymmdd``; ``mmdd`` where neither the text nor the plan's one year tells the year."""

    start: int
    end: int
    first: int
    last: int
    unit: str
    """What it is told in: ``day``, ``month``, ``quarter``, ``half`` or ``year``."""
    within: bool = False
    """Behind "trước", "chậm nhất", "đến hết": by when, not when."""

    @property
    def dated(self) -> bool:
        """Whether its year is known."""
        return self.first > _NO_YEAR


UNITS = ("day", "month", "quarter", "half", "year")
"""From the most exact on."""
_NO_YEAR = 10000
_YEAR = r"(?P<y{0}>20\d\d)(?!\d)"
_OF_YEAR = rf"(?: ?/ ?{_YEAR}|,? (?:của )?năm {_YEAR.replace('{0}', '{1}')})?"
_DAY = r"(?P<d{0}>\d{{1,2}})(?!\d)"
_MONTH = r"(?: ?/ ?(?P<m{0}>\d{{1,2}})(?![\d%])(?! ?[/.]\d{{1,3}}(?!\d))|,? tháng (?P<m{1}>\d{{1,2}})(?!\d))"
_TO = r" ?(?:-|đến|tới) ?(?:hết )?(?:thứ \w+,? )?(?:ngày )?"
_FROM_TO = lazily(
    r"(?<![\d/.,-])(?<!tháng )(?P<lead>từ )?(?P<says>ngày )?"
    + _DAY.format("a")
    + rf"(?:{_MONTH.format('a', 'b')}{_OF_YEAR.format('a', 'b')})?"
    + _TO
    + _DAY.format("c")
    + _MONTH.format("c", "d")
    + _OF_YEAR.format("c", "d")
    + r"(?![\d/])"
)
_DAYS = lazily(
    r"(?<![\d/.,-])(?:các )?ngày \d{1,2}(?:(?:, ?|,? và )(?:ngày )?\d{1,2})+"
    + _MONTH.format("c", "d")
    + _OF_YEAR.format("c", "d")
    + r"(?![\d/])"
)
_ONE_DAY = lazily(
    r"(?<![\d/.,-])(?<!tháng )(?<!đợt )(?<!lần )(?<!vòng )(?<!kỳ )(?<!bước )(?<!quý )(?<!số )"
    r"(?P<says>ngày |mùng |trước )?"
    + _DAY.format("c")
    + _MONTH.format("c", "d")
    + _OF_YEAR.format("c", "d")
    + r"(?![\d/])"
)
_MONTHS = lazily(
    r"(?<!\w)tháng (?P<a>\d{1,2})(?!\d)" + _OF_YEAR.format("a", "b") + r"(?:(?: ?(?:-|đến|và|,) ?)(?:hết )?"
    r"(?:tháng )?(?P<c>\d{1,2})(?![\d%]|/\d{1,2}(?!\d))(?= ?(?:$|[^\w ]|năm|và|tại|ở))"
    + _OF_YEAR.format("c", "d")
    + r")?"
    r"(?! lần)"
)
_DAY_BEFORE = lazily(r"ngày $|(?<!đợt )(?<!lần )(?<!vòng )(?<!kỳ )(?<!bước )(?<!\w)\d{1,2},? ?$")
"""A number before "tháng 10" that is its day, and not that of a round."""
_QUARTERS = lazily(
    rf"(?<!\w)quý (?P<a>{QUARTER})(?!\w)"
    + _OF_YEAR.format("a", "b")
    + rf"(?: ?(?:-|đến|và|,) ?(?:hết )?(?:quý )?(?P<c>{QUARTER})(?!\w)"
    + _OF_YEAR.format("c", "d")
    + r")?"
)
_HALF = lazily(r"(?<!\w)(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<ya>20\d\d)(?!\d))?")
_YEARS = lazily(
    r"(?<!\w)(?:năm|giai đoạn|thời kỳ|lộ trình) (?P<a>20\d\d)(?!\d)"
    r"(?: ?(?:-|đến) ?(?:hết )?(?:năm )?(?P<c>20\d\d)(?!\d))?"
    r"|(?<![\w/.,-])(?P<e>20\d\d) ?- ?(?P<f>20\d\d)(?![\w/])"
)
_FIGURE = lazily(r"\d+")
_AGAIN = lazily(r",? ?\(?(?:của )?(?:hằng|hàng|mỗi|các) (?:năm|tháng|quý)|,? (?:của )?năm (?:sau|kế hoạch|tiếp theo)")
_EACH = lazily(r"(?:hằng|hàng|mỗi|các) (?:năm|quý|tháng)[ ,:(]*(?:vào |trong |trước |từ )*(?:ngày )?$")
_SO_MANY = lazily(r"(?<!\w)(?:hằng|hàng|mỗi|từng) $")
"""Before "tháng 02 kỳ": no month, but so many a month."""
_BY = lazily(
    r"(?:trước|chậm nhất|muộn nhất|không muộn hơn|không quá|đến hết|hết|hạn chót|hạn cuối)(?: (?:là|vào|đến|hết))*"
    r"(?: ngày)? ?$"
)
_SAYS_DAY = ("ngày", "trước", "từ", "đến", "hết", "vào", "là", "nhất", "sáng", "chiều", "tối", "(", ":", "", "tới")
"""What stands before "15/5" where that is a day and no fraction."""


def find_times(folded: str, year: int = 0) -> list[Time]:
    """Times of a text in order, none within another; a year that is not said is the one given."""
    taken = bytearray(len(folded))
    found = []
    for read, marks in _READERS:
        for time in read(folded, year) if says(folded, *marks) else ():
            if any(taken[time.start : time.end]):
                continue
            taken[time.start : time.end] = b"\1" * (time.end - time.start)
            before = words_up_to(folded, time.start)
            if not _AGAIN.match(folded, time.end) and not _EACH.search(before) and not _SO_MANY.search(before):
                found.append(_by(time, before))
    return sorted(found, key=lambda each: each.start)


def _by(time: Time, before: str) -> Time:
    """A time with whether it is the latest; before a month or quarter is in the one before it at the latest."""
    if _BY.search(before) is None:
        return time
    if not before.endswith("trước ") or time.unit not in ("month", "quarter") or time.first % 10000 <= _JANUARY:
        return time._replace(within=True)
    return time._replace(within=True, first=time.first - (100 if time.unit == "month" else 300))


_JANUARY = 131


def _said(match: re.Match[str], *names: str) -> int:
    """The first of the groups that has a number."""
    for name in names:
        if match[name]:
            return int(match[name])
    return 0


def _ranges(folded: str, year: int) -> Iterator[Time]:
    for match in _FROM_TO.finditer(folded):
        last_year, month = _said(match, "yc", "yd"), _said(match, "mc", "md")
        first_year, first_month = _said(match, "ya", "yb"), _said(match, "ma", "mb") or month
        first, last = _said(match, "da"), _said(match, "dc")
        known = last_year or year
        sure = match["says"] or match["lead"] or last_year or match["md"]
        if not sure or not exists(known, month, last) or not exists(first_year or known, first_month, first):
            continue
        begins = day_of(first_year or known, first_month, first)
        ends = day_of(known, month, last)
        if begins <= ends:
            yield Time(*match.span(), begins, ends, "day")
    for match in _DAYS.finditer(folded):
        month, known = _said(match, "mc", "md"), _said(match, "yc", "yd") or year
        stated = match.start("mc") if match["mc"] else match.start("md")
        days = [int(each) for each in _FIGURE.findall(folded[match.start() : stated])]
        if all(exists(known, month, day) for day in days):
            yield Time(*match.span(), day_of(known, month, min(days)), day_of(known, month, max(days)), "day")


def _days(folded: str, year: int) -> Iterator[Time]:
    for match in _ONE_DAY.finditer(folded):
        day, month, said = _said(match, "dc"), _said(match, "mc", "md"), _said(match, "yc", "yd")
        before = words_up_to(folded, match.start()).rstrip()
        sure = match["says"] or said or (match["mc"] and before.split(" ")[-1] in _SAYS_DAY)
        if sure and exists(said or year, month, day):
            number = day_of(said or year, month, day)
            yield Time(*match.span(), number, number, "day")


def _months(folded: str, year: int) -> Iterator[Time]:
    for match in _MONTHS.finditer(folded):
        if right_before(_DAY_BEFORE, folded, match.start()):
            continue
        yield from _stretch(match, int(match["a"]), int(match["c"] or 0), year, 12, "month")


def _quarters(folded: str, year: int) -> Iterator[Time]:
    for match in _QUARTERS.finditer(folded):
        yield from _stretch(match, numbered(match["a"]), numbered(match["c"]) if match["c"] else 0, year, 4, "quarter")


def _stretch(match: re.Match[str], first: int, last: int, year: int, most: int, unit: str) -> Iterator[Time]:
    ends = _said(match, "yc", "yd") or _said(match, "ya", "yb") or year
    begins = _said(match, "ya", "yb") or ends
    last = last or first
    months = 12 // most
    if 1 <= first <= most and 1 <= last <= most and (begins, first) <= (ends, last):
        yield Time(*match.span(), day_of(begins, (first - 1) * months + 1, 1), day_of(ends, last * months, 31), unit)


def _halves(folded: str, year: int) -> Iterator[Time]:
    for match in _HALF.finditer(folded):
        known = _said(match, "ya") or year
        first, last = (1, 6) if match["half"] == "đầu" else (7, 12)
        yield Time(*match.span(), day_of(known, first, 1), day_of(known, last, 31), "half")


def _years(folded: str, _: int) -> Iterator[Time]:
    for match in _YEARS.finditer(folded):
        first = int(match["a"] or match["e"])
        last = int(match["c"] or match["f"] or first)
        if first <= last:
            yield Time(*match.span(), day_of(first, 1, 1), day_of(last, 12, 31), "year")


_READERS = (
    (_ranges, ("/", "tháng")), (_days, ("/", "tháng")), (_months, ("tháng",)), (_quarters, ("quý",)),
    (_halves, ("tháng đầu", "tháng cuối")), (_years, ("20",)),
)  # fmt: skip
"""Each with what a text has one of where it finds anything; what is found first counts."""


def apart(one: Time, other: Time) -> bool:
    """Whether no day fits both; times told in days fit only where one lies within the other."""
    if one.dated != other.dated:
        one, other = _undated(one), _undated(other)
        if one.first > one.last or other.first > other.last:
            return False
    if one.unit == other.unit == "day" and not (one.within or other.within) and "day" in _ranged(one, other):
        inner, outer = sorted((one, other), key=lambda each: each.last - each.first)
        return not (outer.first <= inner.first and inner.last <= outer.last)
    return one.last < other.first or other.last < one.first


def _ranged(one: Time, other: Time) -> tuple[str, ...]:
    return ("day",) if one.first < one.last or other.first < other.last else ()


def _undated(time: Time) -> Time:
    return time._replace(first=time.first % _NO_YEAR, last=time.last % _NO_YEAR) if time.dated else time
