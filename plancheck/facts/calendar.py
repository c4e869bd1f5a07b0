"""Dates, deadlines and cadences in folded text.

Everything here takes text folded by ``plancheck.text.squeeze`` and gives offsets into it. Nothing is judged: whether a
cadence is one of reporting is for those who know what stands around it.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator

from plancheck.data.days import day_of, exists
from plancheck.facts.numbered import QUARTER, numbered
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import remembered, right_before, says, words_up_to


class Date(NamedTuple):
    """A day and month, with or without a year (0)."""

    start: int
    end: int
    day: int
    month: int
    year: int

    @property
    def valid(self) -> bool:
        """Whether the calendar has it; 29/02 without a year does."""
        return (not self.year or 1000 <= self.year <= 2100) and exists(self.year, self.month, self.day)

    @property
    def number(self) -> int:
        """``yyyymmdd``, 0 without a year."""
        return day_of(self.year, self.month, self.day) if self.year else 0


class Deadline(NamedTuple):
    """By when, or in which month, quarter or part of the year. Parts not said are 0."""

    start: int
    end: int
    day: int = 0
    month: int = 0
    quarter: int = 0
    year: int = 0
    recurring: bool = False
    relative: bool = False
    """"trong vòng 07 ngày kể từ …": no calendar day."""


class Span(NamedTuple):
    """From when to when: first and last day it may mean, ``yyyymmdd``."""

    start: int
    end: int
    first: int
    last: int
    borrows: bool = False
    """The first end's year is taken from the second; it may be the year before where the months say so."""


class Cadence(NamedTuple):
    """How often: ``weekly``, ``monthly``, ``quarterly``, ``six-monthly``, ``annual``, ``periodic`` or ``ad-hoc``."""

    start: int
    end: int
    cadence: str
    months: float = 0
    """From one to the next, 0 when not told."""


_WORDED = (
    r"(?:ngày |m[ồù]ng |ngày m[ồù]ng )?(?P<d1>\d{1,2}) ?tháng (?P<m1>\d{1,2})(?!\d)"
    r"(?:,? ?năm (?P<y1>\d{4})(?!\d)|/(?P<y3>\d{4})(?!\d))?"
)
_SLASHED = r"(?P<d2>\d{1,2}) ?(?P<s>[/.-]) ?(?P<m2>\d{1,2})(?: ?(?P=s) ?(?P<y2>\d{4}))?(?![\d/%]|\.\d)"
_DAYS = ("ngày", "mồng", "mùng")
_DATE = lazily(rf"(?<![\d/.-])(?:{_WORDED}|{_SLASHED})")
_DAY_WORD = lazily(r"(?:ngày|trước|đến|hết|là|vào|và|nhất|,)(?: ngày)? ?$")


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    if match["d1"]:
        return int(match["d1"]), int(match["m1"]), int(match["y1"] or match["y3"] or 0)
    return int(match["d2"]), int(match["m2"]), int(match["y2"] or 0)


@remembered
def find_dates(folded: str) -> tuple[Date, ...]:
    """Dates with day and month: "ngày 07 tháng 9 năm 2015", "07/9/2015", "trước ngày 15/12".

    A figure like "15/12" counts only after a word that makes it a day, and only with "/"; impossible days are kept
    (``valid`` tells), so that "31 tháng 02" can be reported.
    """
    if not says(folded, "/", "tháng", "ngày"):
        return ()
    found: list[Date] = []
    for match in _DATE.finditer(folded):
        day, month, year = _numbers(match)
        if match["d2"]:
            if not year:
                follows = bool(found) and found[-1].end >= match.start() - 6
                if match["s"] != "/" or not right_before(_DAY_WORD, folded, match.start()):
                    continue
                before = words_up_to(folded, match.start()).rstrip()
                if before.endswith((",", "và")) and not follows:
                    continue
                if (month > 12 or day > 31) and not before.endswith("ngày"):
                    continue
        elif not year and not folded.startswith(_DAYS, match.start()):
            # "06 tháng 01 lần" is no day; "15 tháng 6 và 15 tháng 12" is.
            follows = bool(found) and found[-1].end >= match.start() - 6
            if folded.startswith(" lần", match.end()) or not (follows or folded.endswith("ngày ", 0, match.start())):
                continue
        found.append(Date(match.start(), match.end(), day, month, year))
    return tuple(found)


_RECURRING = lazily(
    r",? ?\(?(?:(?:của )?(?:hằng|hàng|mỗi|các) (?:năm|tháng|quý)|(?:của )?năm (?:sau|liền kề|tiếp theo|kế tiếp))"
)
_OPENER = lazily(
    r"(?:trước|chậm nhất|muộn nhất|trễ nhất|không muộn hơn|không quá|hạn chót|hạn cuối|thời hạn|thời gian|tiến độ"
    r"|hoàn thành|xong|dự kiến|đến hết|hết|đến|vào|trong|đầu|giữa|cuối)"
    r"(?: (?:là|vào|đến|trong|thời gian|khoảng|hoàn thành|gửi|báo cáo|cuối|đầu|giữa|hết))*:? ?(?:các )?(?:ngày )?\(?$"
)  # fmt: skip
_LINK = lazily(r" ?(?:,|và|hoặc|;|-|đến) ?(?:chậm nhất |trước )?(?:là )?(?:ngày )?$")
_QUARTER = lazily(
    rf"(?<!\w)quý (?P<q>{QUARTER})(?!\w)(?P<more>(?: ?(?:,|và|-|đến) ?(?:quý )?(?:{QUARTER})(?!\w))*)"
    r"(?: ?/ ?(?P<y1>\d{4})| ?,? năm (?P<y2>\d{4}))?"
)
_MORE_QUARTERS = lazily(QUARTER)
_MONTH = lazily(
    r"(?<!\w)(?<!\d )tháng (?P<m>\d{1,2})(?!\d|[/-]\d{1,2}(?!\d)| lần)"
    r"(?: ?/ ?(?P<y1>\d{4})| ?,? năm (?P<y2>\d{4}))?"
)
_MONTH_LINK = lazily(r"tháng \d{1,2}(?: ?,| và| đến| -) ?$")
_DAY_OF_PERIOD = lazily(
    r"ngày (?P<d>\d{1,2})(?:,? (?:của )?(?:tháng (?:cuối|đầu|đầu tiên|sau|cuối cùng)(?: của)?(?: (?:hằng|hàng|mỗi))?"
    r"(?: (?:quý|kỳ|năm))?|(?:hằng|hàng|mỗi) (?:tháng|quý)))"
)
_PART_OF_YEAR = lazily(
    r"(?<!\w)(?:(?P<half>(?:0?6|sáu) tháng (?P<which>đầu|cuối) năm)|(?P<end>(?:cuối|đầu|giữa) năm))"
    r"(?: (?P<y>\d{4}))?(?!\w)"
)
_HALVES = {"đầu": 6, "cuối": 12}
_PARTS = {"đầu": 1, "giữa": 6, "cuối": 12}
"""Part of the year → the month it ends in, or stands for."""
_RELATIVE = lazily(
    r"(?<!\w)(?:trong(?: vòng| thời hạn)?|chậm nhất(?: là)?|sau|không quá|trước) \d{1,3} (?:ngày|giờ|tháng)"
    r"(?: làm việc)?(?=[^.;]{0,60}?(?:kể từ|từ khi|sau khi|trước khi|từ ngày|kết thúc))"
    r"|(?<!\w)(?:sau khi|kể từ khi|sau) (?:kết thúc|hoàn thành)(?: [^\s.;,]+){0,5}? \d{1,3} ngày(?!\w)"
)


class _Spans:
    """Spans that don't overlap, asked whether an offset lies in one."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        insort(self._spans, (start, end))

    def cover(self, offset: int) -> bool:
        index = bisect_right(self._spans, (offset, 1 << 60)) - 1
        return index >= 0 and self._spans[index][0] <= offset < self._spans[index][1]

    def begin_within(self, offset: int, reach: int) -> bool:
        """Whether a span begins at the offset or up to ``reach`` characters behind it."""
        index = bisect_left(self._spans, (offset, 0))
        return index < len(self._spans) and self._spans[index][0] - offset <= reach


@remembered
def find_deadlines(folded: str) -> tuple[Deadline, ...]:
    """Deadlines and times set: "trước ngày 15/12 hằng năm", "chậm nhất là ngày 20/6/2018", "quý III/2014".

    A bare date is none; it needs a word that sets it ("trước", "chậm nhất", "đến hết" …) or repeats it ("hằng năm").
    """
    found: list[Deadline] = []
    previous: Deadline | None = None
    for date in find_dates(folded):
        linked = previous is not None and _LINK.fullmatch(folded, previous.end, date.start) is not None
        tail = _RECURRING.match(folded, date.end)
        if not (linked or tail or right_before(_OPENER, folded, date.start)):
            previous = None
            continue
        if not date.valid:
            continue
        end = tail.end() if tail else date.end
        previous = Deadline(date.start, end, date.day, date.month, 0, date.year, tail is not None)
        if linked and tail and found:
            last = found[-1]
            found[-1] = Deadline(last.start, last.end, last.day, last.month, 0, last.year, True)
        found.append(previous)
    taken = _Spans((each.start, each.end) for each in found)
    if "ngày" in folded:
        for match in _DAY_OF_PERIOD.finditer(folded):
            if not taken.cover(match.start()) and 1 <= int(match["d"]) <= 31:
                found.append(Deadline(match.start(), match.end(), int(match["d"]), recurring=True))
        for match in _RELATIVE.finditer(folded):
            found.append(Deadline(match.start(), match.end(), relative=True))
    if "quý" in folded:
        for match in _QUARTER.finditer(folded):
            year = int(match["y1"] or match["y2"] or 0)
            recurring = _RECURRING.match(folded, match.end()) is not None
            quarters = [match["q"], *_MORE_QUARTERS.findall(match["more"] or "")]
            for quarter in quarters:
                found.append(Deadline(match.start(), match.end(), 0, 0, numbered(quarter), year, recurring))
    if "tháng" in folded:
        for match in _MONTH.finditer(folded):
            found.extend(_month(folded, match, taken))
    if "năm" in folded:
        for match in _PART_OF_YEAR.finditer(folded):
            opened = right_before(_OPENER, folded, match.start()) or match["end"]
            if opened and not taken.cover(match.start()):
                month = _HALVES[match["which"]] if match["half"] else _PARTS[match["end"].split()[0]]
                found.append(Deadline(match.start(), match.end(), 0, month, 0, int(match["y"] or 0), not match["y"]))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _month(folded: str, match: re.Match[str], taken: _Spans) -> Iterator[Deadline]:
    month, year = int(match["m"]), int(match["y1"] or match["y2"] or 0)
    if not 1 <= month <= 12 or taken.cover(match.start()):
        return
    tail = _RECURRING.match(folded, match.end())
    opened = match.start() == 0 or right_before(_OPENER, folded, match.start())
    before = words_up_to(folded, match.start())
    linked = right_before(_MONTH_LINK, folded, match.start()) is not None
    counted = before.rstrip(" ,")[-1:].isdigit() and not linked
    if counted or before.endswith(("ngày ", "rằm ", "mùng ", "mồng ")):
        return
    if tail or opened or linked or year >= 2000:
        yield Deadline(match.start(), match.end(), 0, month, 0, year, tail is not None)


_GOES_ON = (
    r"(?= ?(?:$|[^\w\s]|\d|(?:và|hoặc|hay|cùng|gửi|về|cho|theo|của|với|trước|sau|vào|đến|để|tới|lên|qua|trong|tại"
    r"|từ|bằng|kèm|nếu|khi|phải|được|có|cần|là|không|do|gồm|bao gồm|nêu|tính|một|ít nhất|tối thiểu|kết quả|tình hình"
    r"|tiến độ|công tác|số liệu|nội dung|thực hiện|việc|tổng|sơ kết|báo cáo|định kỳ|đột xuất|đầu|cuối|nửa|cả|tháng|quý"
    r"|năm|tuần)(?!\w)))"
)
"""What may stand behind a bare "tuần", "tháng", "quý" or "năm" that tells how often; behind the name of an event ("Tuần
lễ văn hóa", "Tháng Thanh niên", "Năm Du lịch quốc gia") stands the rest of the name."""
_UNIT = (
    r"(?:"
    r"(?:(?:hằng|hàng|mỗi|từng) )?(?P<n{0}>\d{{1,2}}|một|hai|ba|sáu|chín) (?:tháng|năm|quý|tuần)(?! \d{{4}})"
    r"(?: (?:đầu|cuối) năm)?"
    r"|(?:(?:hằng|hàng|mỗi|từng) |(?=\w+" + _GOES_ON.replace("{", "{{").replace("}", "}}") + r"))"
    r"(?:tuần(?! lễ)|tháng(?! (?:\d|tới|sau|trước(?! (?:ngày|\d))|này))|quý(?! (?:[ivx\d]|cơ quan|đơn vị|vị|ông|bà))"
    r"|năm(?! (?:\d|(?:học|nay|sau|trước(?! (?:ngày|\d|tháng \d))|tới|liền|kế|qua)(?!\w))))"
    r"|(?:(?:hằng|hàng|mỗi|từng) )?(?:cả năm|nửa năm))(?!\w)"
)
_ONE = _UNIT.format("")
_LISTED = lazily(
    r"(?<!\w)(?P<opener>(?:theo )?định kỳ(?: (?:vào|theo))?|(?:chế độ )?báo cáo(?: định kỳ| sơ kết| tổng kết| kết quả)?"
    r"|sơ kết|tổng kết|giao ban(?: định kỳ)?|họp|theo|(?=(?:hằng|hàng|mỗi|từng) (?:tuần|tháng|quý|năm|\d)))"
    r"(?:\s*\(|:)? ?(?P<list>" + lazily(r"\?P<n>").sub("?:", _ONE)
    + r"(?: ?(?:,|và|hoặc|hay|/|;)(?: và| hoặc)? ?(?:sơ kết |tổng kết |báo cáo |định kỳ )?"
    + lazily(r"\?P<n>").sub("?:", _ONE) + r"){0,5})"
)  # fmt: skip
_EACH = lazily(_ONE)
_TIMES = lazily(
    r"(?<!\w)(?:(?:(?P<n>\d{1,2}|một|hai|ba|sáu) )?(?P<unit>tuần|tháng|quý|năm) ?(?:/|họp|ít nhất|tối thiểu|tổ chức)? ?"
    r"(?:(?P<times>0?\d|một|hai|ba|bốn) ?(?:lần|kỳ|cuộc)|lần)"
    r"|(?P<times2>0?\d|một|hai|ba|bốn) (?:lần|kỳ|cuộc|buổi)(?: ?/ ?| (?:một|mỗi|trong|hằng|hàng)(?: (?:một|mỗi))? )"
    r"(?:(?P<n2>\d{1,2}|một|hai|ba|sáu) )?(?P<unit2>tuần|tháng|quý|năm))(?!\w)"
)
_PERIODIC = lazily(r"(?<!\w)định kỳ(?!\w)")
_AD_HOC = lazily(
    r"(?<!\w)(?:đột xuất|(?:khi|nếu|lúc)(?: (?:được|có|cơ quan|cấp))*(?: [\w]+){0,4}? yêu cầu"
    r"|theo yêu cầu(?=[,.;:)]|$| của (?!công|nhiệm|tình|thực))|khi cần(?: thiết)?)(?!\w)"
)
_MONTHS = {"tuần": 0, "tháng": 1, "quý": 3, "năm": 12}


def _name(months: float) -> str:
    if months < 1:
        return "weekly"
    return {1: "monthly", 3: "quarterly", 6: "six-monthly", 12: "annual"}.get(int(months), "periodic")


_BOTH_HALVES = lazily(
    r"(?<![\w/])(?P<half>(?:0?6|sáu) tháng),?(?: và)? (?P<year>(?:(?:0?1|một) )?năm),?"
    r"(?: (?:gửi|phải|lập|có|tổng hợp)){0,2} báo cáo(?!\w)"
)
""" "6 tháng, năm báo cáo"."""


@remembered
def find_cadences(folded: str) -> tuple[Cadence, ...]:
    """How often something recurs: "định kỳ 6 tháng, năm" gives six-monthly and annual, "06 tháng 01 lần" six-monthly,
    "hằng quý" quarterly, "2 lần/năm" six-monthly, "đột xuất" and "khi có yêu cầu" ad-hoc; "định kỳ" alone is periodic.

    "năm 2014", "tháng 9", "quý III" are times, not cadences.
    """
    found: list[Cadence] = []
    taken = _Spans()
    if says(folded, "lần", "/", "kỳ", "cuộc"):
        for match in _TIMES.finditer(folded):
            unit = match["unit"] or match["unit2"]
            months = _MONTHS[unit] * numbered(match["n"] or match["n2"] or "1")
            times = numbered(match["times"] or match["times2"] or "1")
            apart = months / max(times, 1)
            found.append(Cadence(match.start(), match.end(), _name(apart), apart))
            taken.add(match.start(), match.end())
    if says(folded, "hằng", "hàng", "mỗi", "từng", "định kỳ", "báo cáo", "kết", "giao ban", "họp", "theo"):
        for match in _LISTED.finditer(folded):
            first = match.start()
            for unit in _EACH.finditer(folded, match.start("list"), match.end("list")):
                if taken.cover(unit.start()) or taken.cover(unit.end() - 1):
                    continue
                text = unit.group()
                kind = next(word for word in ("tháng", "quý", "tuần", "năm") if word in text)
                if kind == "năm" and numbered(unit["n"] or "1") > 1:
                    continue
                months = 6 if text == "nửa năm" else _MONTHS[kind] * numbered(unit["n"] or "1")
                found.append(Cadence(unit.start(), unit.end(), _name(months), months))
                taken.add(first, unit.end())
                first = unit.end()
    if "báo cáo" in folded:
        for match in _BOTH_HALVES.finditer(folded):
            if not taken.cover(match.start()):
                found.append(Cadence(*match.span("half"), _name(6), 6))
                found.append(Cadence(*match.span("year"), _name(12), 12))
                taken.add(*match.span())
    if "định kỳ" in folded:
        for match in _PERIODIC.finditer(folded):
            if not taken.cover(match.start()) and not taken.begin_within(match.end(), 12):
                found.append(Cadence(match.start(), match.end(), "periodic"))
    if says(folded, "đột xuất", "yêu cầu", "khi cần"):
        for match in _AD_HOC.finditer(folded):
            found.append(Cadence(match.start(), match.end(), "ad-hoc"))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


_POINT = (
    r"(?:(?:hết |đầu |giữa |cuối )?(?:ngày )?(?:(?P<d{0}>\d{{1,2}}) ?(?:/|tháng) ?(?P<m{0}>\d{{1,2}})"
    r"|(?:tháng )?(?P<n{0}>\d{{1,2}})(?= ?/ ?\d{{4}}|,? năm)|quý (?P<q{0}>iv|iii|ii|i|[1-4]))"
    r"(?: ?/ ?|,? năm )|năm )(?P<y{0}>\d{{4}})(?![\d/])"
)
_SPAN = lazily(rf"(?<!\w)từ {_POINT.format(1)} ?(?:đến|tới|-) ?{_POINT.format(2)}")
_BORROWING = lazily(
    r"(?<!\w)từ (?:(?:hết |đầu |giữa |cuối )?(?:(?:ngày )?(?P<d1>\d{1,2}) ?(?:/|tháng) ?(?P<m1>\d{1,2})"
    r"|ngày (?P<o1>\d{1,2})|tháng (?P<n1>\d{1,2})|quý (?P<q1>iv|iii|ii|i|[1-4])))"
    rf" ?(?:đến|tới|-) ?{_POINT.format(2)}"
)
_DASHED = lazily(
    r"(?:\(|(?<!\w)(?:ngày|thời gian:) ?)(?P<d1>\d{1,2})/(?P<m1>\d{1,2})(?P<o1>)(?P<n1>)(?P<q1>) ?- ?(?:ngày )?"
    r"(?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?P<n2>)(?P<q2>)/(?P<y2>20\d\d)(?![\d/])"
)
_YEARS = lazily(r"(?<!\w)(?:giai đoạn|thời kỳ|các năm) ?(?P<y1>\d{4}) ?(?:-|đến) ?(?:năm )?(?P<y2>\d{4})(?![\d/])")


def find_spans(folded: str) -> list[Span]:
    """Stretches of time: "từ tháng 10/2012 đến tháng 3/2013", "giai đoạn 2021-2025".

    A first end takes from the second the month and year it doesn't say ("từ ngày 15 đến ngày 20/6/2027"); one whose
    second end says no year may run into the next and is left out.
    """
    found = []
    if "từ " in folded:
        for match in _SPAN.finditer(folded):
            first, last = _bound(match, 1), _bound(match, 2)
            if first and last:
                found.append(Span(match.start(), match.end(), first, last))
    for pattern in (_BORROWING,) if "từ " in folded else (_DASHED,) if "/20" in folded else ():
        for match in pattern.finditer(folded):
            first, last = _borrowed(match), _bound(match, 2)
            if first and last:
                found.append(Span(match.start(), match.end(), first, last, borrows=first // 100 != last // 100))
    if "giai đoạn" in folded or "thời kỳ" in folded or "các năm" in folded:
        for match in _YEARS.finditer(folded):
            first, last = day_of(int(match["y1"]), 1, 1), day_of(int(match["y2"]), 12, 31)
            found.append(Span(match.start(), match.end(), first, last))
    return found


def _bound(match: re.Match[str], end: int) -> int:
    """First day that the first end of a stretch may mean, last day that the second may; 0 if there is no such day."""
    day, month, year = int(match[f"d{end}"] or 0), int(match[f"m{end}"] or match[f"n{end}"] or 0), int(match[f"y{end}"])
    if month > 12 or day > 31:
        return 0
    quarter = numbered(match[f"q{end}"]) if match[f"q{end}"] else 0
    if end == 1:
        return day_of(year, month or (quarter * 3 - 2 if quarter else 1), day or 1)
    return day_of(year, month or quarter * 3 or 12, day or 31)


def _borrowed(match: re.Match[str]) -> int:
    """First day that a first end without its year may mean in the year of the second; 0 if there is no such day."""
    day = int(match["d1"] or match["o1"] or 1)
    month = int(match["m1"] or match["n1"] or 0)
    if match["o1"]:
        month = int(match["m2"] or 0)
    elif match["q1"]:
        month = numbered(match["q1"]) * 3 - 2
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return 0
    return day_of(int(match["y2"]), month, day)
