"""What a time says twice, or what no calendar has: weekday beside a date, months beside a quarter, "tháng 13", "quý V".

Also days counted beside their range, a day to be met outside its quarter, hours that run backwards.
"""

import datetime
from collections.abc import Iterator

from plancheck.data.days import parts
from plancheck.facts.calendar import Date, find_dates
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.numbered import QUARTER, numbered
from plancheck.facts.times import UNITS, apart, find_times
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage
from plancheck.text import right_before, sentences, words_up_to

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WORDS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
_WEEKDAY = lazily(r"(?<!\w)(?:thứ (?P<word>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>ch[ủú]a? nhật))(?!\w)")
_TIME_BEFORE = Cue(r"(?:^|[(\[),;:.+-]|\d|(?<!\w)<calendar.before>) ?$")
"""Before a weekday; after other words "thứ hai" counts ("lần thứ hai", "Kỳ họp thứ năm")."""
_TO_DATE = lazily(r" ?[,(-]? ?(?:ngày )?")
_FROM_DATE = lazily(r" ?(?:[,(-]|là|tức)(?: ?là)? ?(?:(?:vào|tức|nhằm|đúng|sáng|trưa|chiều|tối) )*")
_LISTED = lazily(r"(?:thứ \w+|chủ nhật) ?(?:,|và|-|hoặc|đến) ?$")
_AFTER_LIST = lazily(r" ?(?:,|và|-|hoặc|đến) ?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|chủ nhật)")
_COUNTING = lazily(r"(?<!\w)thứ nhất(?!\w)")

_SAID_YEAR = r"(?: ?/ ?20\d\d|,? năm 20\d\d)"
_NO_MONTH = lazily(
    r"(?<!\w)(?<!\d )tháng (?P<month>00?|1[3-9]|[2-9]\d)(?!\d)"
    rf"(?:{_SAID_YEAR}(?!\d)|(?<=trong tháng \d\d)(?= ?(?:[.;,)]|$)))"
)
_NO_QUARTER = lazily(
    rf"(?<!\w)quý (?:(?:iiii|vi{{0,3}}|iiv)(?!\w)(?!\.\w){_SAID_YEAR}?|(?:00?|0?[5-9]){_SAID_YEAR}(?!\d))"
)
_ROMAN = ("I", "II", "III", "IV")
_QUARTER = rf"quý (?P<quarter>{QUARTER})(?!\w)(?:{_SAID_YEAR}(?!\d))?"
_MONTHS = (
    r"tháng (?P<months>\d{1,2}(?!\d)(?: ?(?:,|và|đến|-) ?(?:tháng )?\d{1,2}(?!\d))*)(?:" + _SAID_YEAR + r"(?!\d))?"
)
_BEFORE = r"(?:trong|từ|vào|đầu|giữa|cuối|dự kiến|khoảng|thuộc)"
_SAID = rf"(?:{_BEFORE} )*"
_QUARTER_MONTHS = lazily(rf"(?<!\w){_QUARTER} ?\( ?{_SAID}{_MONTHS} ?\)")
_MONTHS_QUARTER = lazily(rf"(?<!\w){_MONTHS} ?\( ?{_SAID}{_QUARTER} ?\)")
_QUARTERS_BEFORE = lazily(rf"(?:(?<!\w)quý (?:{QUARTER}) ?(?:,|và) ?)+$")
"""Quarters joined to the one that the months stand behind: "quý II và quý III (tháng 6, 9)"."""
_ONE_QUARTER = lazily(rf"quý ({QUARTER})")
_FIGURE = lazily(r"\d+")
_ABOUT_PAST = Cue(r"(?<!\w)<calendar.past>(?!\w)[^.;]*$")
"""A report of one quarter is sent in the next."""
_PERIOD = (
    rf"(?:quý (?P<quarter>{QUARTER})(?!\w)(?:{_SAID_YEAR}(?!\d))?"
    rf"|(?:0?6|sáu) tháng (?P<half>đầu|cuối) năm(?: 20\d\d)?)"
)
_PERIOD_DAY = lazily(
    rf"(?<!\w)(?:trong |vào ){_PERIOD}(?P<between>,? [^,;.:()]{{1,80}} )"
    r"(?:trước|chậm nhất(?: là)?|không muộn hơn|vào) (?:ngày )?\d{1,2}(?:/| tháng )(?P<month>\d{1,2})(?!\d)"
)
_PERIOD_BY = lazily(
    rf"(?<!\w){_PERIOD} ?\( ?(?:hoàn thành|xong)? ?(?:trước|chậm nhất(?: là)?|không muộn hơn) (?:ngày )?"
    r"(?:0?[2-9]|[12]\d|3[01])(?:/| tháng )(?P<month>\d{1,2})(?!\d)"
)
"""A quarter with its latest day in brackets; the first of a month may be the day after it."""
_HALF_MONTHS = lazily(rf"(?<!\w){_PERIOD} ?\( ?{_SAID}tháng (?P<month>\d{{1,2}})(?:{_SAID_YEAR}(?!\d))? ?\)")
_OTHER_ACT = whole("calendar.acts")
"""What has a day of its own beside the quarter of the work."""
_CLOCK = lazily(r"\d ?(?:giờ|h\d\d)(?!\w)")
_HOUR = r"(?P<h{0}>\d{{1,2}}) ?(?:giờ|h)(?: ?(?P<m{0}>\d{{2}})(?: ?phút)?)?"
_NO_HOUR = lazily(r"(?<!\w)(?:lúc|vào lúc) " + _HOUR.format("") + r"(?!\w)")
_PART_OF_DAY = lazily(r"(?<!\w)" + _HOUR.format("") + r" (?:buổi )?(?P<part>sáng|chiều|tối)(?!\w)")
_HOURS_OF = {"sáng": range(12), "chiều": (*range(1, 7), *range(12, 19)), "tối": (*range(6, 12), *range(17, 24))}
"""Hours that a part of the day has, told on either dial."""
_HOURS = lazily(
    r"(?<!\w)từ " + _HOUR.format(1) + r" ?(?:đến|tới|-) ?" + _HOUR.format(2) + r"(?!\w)(?! ?(?:sáng )?hôm sau)"
)
_EVENING = 18
"""Hours from which on what begins may end on the next day."""
_COUNTED_DAYS = lazily(r"\d ngày(?! làm việc)")
_DAYS_BEHIND = lazily(r" ?\((?:trong |thời gian |tổng số |gồm )*(?P<days>\d{1,2}) ngày(?! làm việc)(?=[ ,;)])")
_DAYS_LONG = lazily(
    r"(?<!\w)(?:(?P<within>trong)(?: thời gian)?|kéo dài|tổ chức|diễn ra|gồm) (?P<days>\d{1,2}) ngày(?! làm việc)"
    r"[ ,(:]*$"
)


def recognise(context: Context) -> Iterator[Fact]:
    """``calendar`` facts."""
    counting: bool | None = None
    year = context.works.year
    yield from _backwards(context)
    for passage in context.plan.passages:
        if passage.role not in BODY:
            continue
        text = passage.folded.text
        if "nhật" in text or "thứ " in text:
            if counting is None:
                counting = any(_COUNTING.search(each.folded.text) for each in context.plan.body)
            yield from _weekdays(context.knowledge, passage, text, counting)
        if "quý " in text or "tháng " in text:
            yield from _impossible(passage, text)
            yield from _quarters(context.knowledge, passage, text)
            yield from _days_of_periods(context.knowledge, passage, text)
            yield from _held_in_periods(context.knowledge, passage, text)
        if _COUNTED_DAYS.search(text):
            yield from _lengths(passage, text, year)
        if _CLOCK.search(text):
            yield from _hours(passage, text)


def _backwards(context: Context) -> Iterator[Fact]:
    """ "Tháng 9 - tháng 6" in a column of times of a plan of one year."""
    for row in context.works.rows if context.works.year else ():
        for cell in row.line.time if row.line else ():
            for match in _BACK.finditer(cell.folded.text):
                ends = [numbered(each) for each in (match["from"], match["to"])]
                yield _calendar(cell, *match.span(), "backwards", ends[0] <= ends[1])


_BACK = lazily(
    r"(?<!\w)(?P<unit>tháng|quý) (?P<from>\d{1,2}|iv|iii|ii|i)(?!\w) ?(?:-|đến) ?(?:hết )?(?:(?P=unit) )?"
    r"(?P<to>\d{1,2}|iv|iii|ii|i)(?![\w/])(?! (?:năm|/))"
)


def _calendar(
    passage: Passage, start: int, end: int, issue: str, agrees: bool, expected: str = "", said: str = ""
) -> Fact:
    first, last = passage.folded.span(start, end)
    return fact(
        "calendar",
        passage.place(first, last),
        passage.text[first:last],
        issue=issue,
        agrees="yes" if agrees else "no",
        expected=expected,
        said=said,
    )


def _weekdays(knowledge: Knowledge, passage: Passage, text: str, counting: bool) -> Iterator[Fact]:
    """Weekdays right before or behind a whole date; of several in a row nobody knows which is whose."""
    dates = [date for date in find_dates(text) if date.year and date.valid]
    if not dates:
        return
    starts = {date.start: date for date in dates}
    at = 0
    for match in _WEEKDAY.finditer(text):
        before = words_up_to(text, match.start())
        if not _TIME_BEFORE(knowledge).search(before) or _LISTED.search(before) or _AFTER_LIST.match(text, match.end()):
            continue
        if counting and match["word"] and not match["word"].isdigit() and before.strip()[-1:] in ("", ".", "-", "+"):
            continue  # "Thứ hai, …": secondly
        while at < len(dates) and dates[at].end <= match.start():
            at += 1
        date = _next(text, match.end(), starts)
        if date is None and at and _FROM_DATE.fullmatch(text, dates[at - 1].end, match.start()):
            date = dates[at - 1]
        if date is None:
            continue
        said = 6 if match["sunday"] else _WORDS.get(match["word"], ord(match["word"][0]) - ord("2"))
        right = datetime.date(date.year, date.month, date.day).weekday()
        start, end = min(match.start(), date.start), max(match.end(), date.end)
        written = passage.as_written(match.start(), match.end())
        yield _calendar(passage, start, end, "weekday", said == right, _WEEKDAYS[right], written)


def _next(text: str, offset: int, starts: dict[int, Date]) -> Date | None:
    """The date that begins right behind a weekday, with or without "ngày"."""
    link = _TO_DATE.match(text, offset)
    ends = link.end() if link else offset
    return starts.get(ends) or starts.get(ends - len("ngày "))


def _impossible(passage: Passage, text: str) -> Iterator[Fact]:
    for match in _NO_MONTH.finditer(text):
        yield _calendar(passage, *match.span(), "month", False)
    for match in _NO_QUARTER.finditer(text):
        yield _calendar(passage, *match.span(), "quarter", False)


def _quarters(knowledge: Knowledge, passage: Passage, text: str) -> Iterator[Fact]:
    """Months in brackets behind their quarter, or the quarter behind its months."""
    for pattern in (_QUARTER_MONTHS, _MONTHS_QUARTER):
        for match in pattern.finditer(text):
            if right_before(_ABOUT_PAST(knowledge), text, match.start()):
                continue
            quarter = numbered(match["quarter"])
            joined = right_before(_QUARTERS_BEFORE, text, match.start())
            quarters = {quarter, *(numbered(each) for each in _ONE_QUARTER.findall(joined.group() if joined else ""))}
            months = [int(figure) for figure in _FIGURE.findall(match["months"])]
            if all(1 <= month <= 12 for month in months):
                agrees = all((month + 2) // 3 in quarters for month in months)
                right = f"quý {_ROMAN[quarter - 1]} gồm các tháng {quarter * 3 - 2} - {quarter * 3}"
                yield _calendar(passage, *match.span(), "quarter-month", agrees, right)


def _days_of_periods(knowledge: Knowledge, passage: Passage, text: str) -> Iterator[Fact]:
    """A day, or a month in brackets, to be met outside the quarter or half-year of the same work."""
    for pattern in (_PERIOD_DAY, _PERIOD_BY, _HALF_MONTHS):
        for match in pattern.finditer(text):
            said = match.groupdict()
            between = said.get("between")
            if (between and _OTHER_ACT(knowledge).search(between)) or not 1 <= int(said["month"]) <= 12:
                continue
            if right_before(_ABOUT_PAST(knowledge), text, match.start()):
                continue
            quarter, month = numbered(said["quarter"] or "0"), int(said["month"])
            if quarter and pattern is _HALF_MONTHS:
                continue  # told with its other months
            if quarter:
                first, last, name = quarter * 3 - 2, quarter * 3, f"quý {_ROMAN[quarter - 1]}"
            else:
                first, last = (1, 6) if said["half"] == "đầu" else (7, 12)
                name = f"6 tháng {said['half']} năm"
            right = f"{name} gồm các tháng {first} - {last}"
            yield _calendar(passage, *match.span(), "quarter-month", first <= month <= last, right)


def _held_in_periods(knowledge: Knowledge, passage: Passage, text: str) -> Iterator[Fact]:
    """Days on which something is held outside the quarter, half-year or month said for it in the same sentence."""
    for start, end in sentences(text):
        times = find_times(text[start:end])
        if len(times) != 2:
            continue
        days, period = sorted(times, key=lambda time: UNITS.index(time.unit))
        first, second = times
        between = text[start + first.end : start + second.start]
        bracketed = period.unit in ("quarter", "half") and days.unit == "month" and _REMARK.match(between)
        if (
            period.unit in ("day", "year")
            or (days.unit != "day" and not bracketed)
            or len(between) > _REACH
            or _APART(knowledge).search(between)
            or _RANGE.fullmatch(between)
            or (
                _NEXT_ACT(knowledge).search(between)
                and not (first is period and _opens(text[start : start + first.start]))
            )
        ):
            continue
        if period.within or days.within or _ABOUT_PAST(knowledge).search(text, start, start + first.start):
            continue
        right = f"ngày này không thuộc {text[start + period.start : start + period.end]}"
        yield _calendar(passage, start + first.start, start + second.end, "held", not apart(period, days), right)


def _opens(before: str) -> bool:
    """Whether a time begins its sentence: what follows is what is done then."""
    return _NOT_YET.fullmatch(before) is not None


_REACH = 80
_RANGE = lazily(r" ?(?:-|đến|tới)(?: hết)?(?: ngày)? ?")
_NEXT_ACT = Cue(r"[,;](?! ?(?:<calendar.beside>(?!\w)|[^\w ]|$))")
"""A comma behind which neither a time nor a place of the same work stands."""
_NOT_YET = lazily(rf"\W*(?:[a-zđ]\) |\d+(?:\.\d+)*\.? |[ivx]+\. )?(?:{_BEFORE}|đến|[ ,])*")
_REMARK = lazily(rf" ?\((?! ?{_SAID}$)")
"""A bracket that says more than the months of its quarter."""
_APART = Cue(r"(?<!\w)<calendar.apart>(?!\w)|:(?! ?(?:từ |vào |ngày |dự kiến |[\w ]{3,40}(?:vào )?(?:ngày )?$))")
"""Between a period and days these part one work from another."""


def _lengths(passage: Passage, text: str, year: int) -> Iterator[Fact]:
    """Days counted beside the range they are: both ends count; of "kéo dài 02 ngày" one may be the day of coming."""
    for time in find_times(text, year):
        before = right_before(_DAYS_LONG, text, time.start)
        said = before or _DAYS_BEHIND.match(text, time.end)
        if said is None or time.unit != "day" or time.first == time.last:
            continue
        long = (_day(time.last) - _day(time.first)).days + 1
        start, end = min(said.start(), time.start), max(said.end(), time.end)
        right = (long, long - 1) if before and not before["within"] else (long,)
        yield _calendar(passage, start, end, "days", int(said["days"]) in right, f"{long} ngày")


def _day(number: int) -> datetime.date:
    year, month, day = parts(number)
    return datetime.date(year or 2000, month, day)


def _hours(passage: Passage, text: str) -> Iterator[Fact]:
    for match in _NO_HOUR.finditer(text):
        if int(match["h"]) > 24 or int(match["m"] or 0) > 59:
            yield _calendar(passage, *match.span(), "hour", False)
    for match in _PART_OF_DAY.finditer(text):
        yield _calendar(passage, *match.span(), "hour", int(match["h"]) in _HOURS_OF[match["part"]])
    for match in _HOURS.finditer(text):
        begins, ends = (int(match[f"h{end}"]) * 60 + int(match[f"m{end}"] or 0) for end in (1, 2))
        if begins < _EVENING * 60:
            yield _calendar(passage, *match.span(), "hours", begins <= ends)
