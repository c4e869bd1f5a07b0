"""By when reports on half a year, a year and the whole plan are due, against the calendar and the plan's own years.

Each deadline is that of the report said last before it in its clause, or that which its label names; a list of reports
with a list of days behind it pairs them in order only where each has its own.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from plancheck.data.days import day_of
from plancheck.facts.calendar import Deadline, find_deadlines
from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import Cue, whole
from plancheck.facts.report_periods import labelled
from plancheck.facts.spans import Spans
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Role

_BY = r"(?=[ ,:(]*(?:trước|chậm nhất|muộn nhất|trong|vào|hạn|là|gửi|về|và|,|\())"
_KINDS = Cue(
    r"(?<!\w)(?:"
    r"(?P<half>(?:0?6|sáu) tháng(?! (?:cuối|một|0?1) (?:năm|lần))(?! ?/)(?: đầu năm)?)"
    r"|(?P<final>(?:báo cáo )?tổng kết(?: (?!năm |hằng |hàng |0?6 )[^\W\d]+){0,4}?"
    r" (?:<term.whole>|(?:0?\d|năm) năm)(?:,? \d{4} ?- ?\d{4})?)"
    rf"|(?P<year><term.reports>(?: (?:tổng kết|kết quả|thực hiện|công tác|định kỳ))* "
    r"(?:cả |hằng |hàng |mỗi )?năm(?! học)(?: (?P<of>20\d\d))?"
    rf"|(?:(?:cả |hằng |hàng )|(?<!\d )(?<! quý i )(?<!ii )(?<!iv ))năm{_BY}|cả năm (?=20\d\d))"
    r"|(?P<other><term.other>)"
    r"|(?P<plan>báo cáo)"
    r")(?!\w)"
)
_REPORTS = whole("term.reports")
_NOT_ON_THE_PLAN = whole("term.not-on-the-plan")
_BOTH_REVIEWS = lazily(
    r"(?<!\w)sơ kết(?:(?!20\d\d|tổng kết)[^.;]){0,60}?(?:năm |/)(?P<midway>20\d\d)(?:(?!20\d\d)[^.;]){0,40}?"
    r"tổng kết(?:(?!20\d\d)[^.;]){0,60}?(?:năm |/)(?P<final>20\d\d)"
)
_SPOKEN = whole("term.spoken")
_MID_YEAR = range(5, 9)
"""Months in which the first half of a year is reported on."""
_TOO_EARLY = range(4, 9)
"""Months in which no year is over nor near its end."""
_ROLES = frozenset({Role.ITEM, Role.PARAGRAPH, Role.HEADING, Role.CELL, Role.CLOSING})


class _Term(NamedTuple):
    of: str
    start: int
    end: int
    deadline: Deadline
    named: int
    """The year whose report it is said to be, 0 none."""


def recognise(context: Context) -> Iterator[Fact]:
    """``report-term`` facts of a draft."""
    plan = context.plan
    if plan.nature != "draft":
        return
    first = plan.period.first
    last = plan.period.last or first
    for sentence in context.sentences:
        text = sentence.text
        if sentence.passage.role not in _ROLES or not ("báo cáo" in text or "tổng kết" in text):
            continue
        deadlines = [each for each in find_deadlines(text) if each.month and not each.relative]
        said = _REPORTS(context.knowledge).search(text)
        if first and "sơ kết" in text and not context.refused(sentence, 0, None, "reporting"):
            yield from _reviews(context.knowledge, sentence, first)
        if not deadlines or said is None or context.refused(sentence, *said.span(), "reporting"):
            continue
        terms = list(_terms(context.knowledge, text, deadlines))
        crossed = _crossed(terms)
        for term in terms:
            if term.of == "plan":
                issue = "before-the-plan" if _early(context, text, term, first) else ""
            else:
                issue = "crossed" if term.of != "final" and crossed else _issue(term, first, last)
            yield _fact(context.knowledge, sentence, term, issue)


def _reviews(knowledge: Knowledge, sentence: Sentence, first: int) -> Iterator[Fact]:
    """A midway and a last review said in one breath, one of them in a year before the plan's first."""
    for match in _BOTH_REVIEWS.finditer(sentence.text):
        midway, final = int(match["midway"]), int(match["final"])
        early = "midway" if midway < first <= final else "final" if final < first <= midway else ""
        if early:
            start, end = match.span(early)
            deadline = Deadline(start, end, 0, 12, 0, int(match[early]))
            yield _fact(knowledge, sentence, _Term("review", start, end, deadline, 0), "before-the-plan")


def _terms(knowledge: Knowledge, text: str, deadlines: Sequence[Deadline]) -> Iterator[_Term]:
    """Each report whose own deadline follows it before the next report is said, or is labelled with it."""
    named = labelled(text)
    for deadline, cadence in named:
        kind = "half" if cadence.cadence == "six-monthly" else "year"
        yield _Term(kind, deadline.start, max(deadline.end, cadence.end), deadline, 0)
    taken = Spans(
        [
            *((each.start, each.end) for each in deadlines),
            *((deadline.start, cadence.end) for deadline, cadence in named),
        ]
    )
    marks = [mark for mark in _KINDS(knowledge).finditer(text) if not taken.cover(mark.start())]
    claimed = {each.deadline for each in named}
    deadlines = [each for each in deadlines if each not in claimed]
    starts = [each.start for each in deadlines]
    follows_one = True
    for order, mark in enumerate(marks):
        kind = str(mark.lastgroup) if mark.lastgroup != "of" else "year"
        end = marks[order + 1].start() if order + 1 < len(marks) else len(text)
        within = deadlines[bisect_left(starts, mark.end()) : bisect_left(starts, end)]
        between = text[mark.end() : within[0].start] if within else ""
        if kind != "other" and follows_one and len(within) == 1 and ";" not in between and ". " not in between:
            yield _Term(kind, mark.start(), within[0].end, within[0], int(mark["of"] or 0))
        follows_one = bool(within) or kind == "plan"


def _crossed(terms: Sequence[_Term]) -> bool:
    """Whether the report of the half-year is due at the year's end, that of the year in its middle."""
    halves = [each.deadline.month for each in terms if each.of == "half"]
    years = [each.deadline.month for each in terms if each.of == "year"]
    return any(month >= 10 for month in halves) and any(month in _MID_YEAR for month in years)


def _issue(term: _Term, first: int, last: int) -> str:
    month, year = term.deadline.month, term.deadline.year
    if first and year and year < first and not (term.named and term.named < first):
        return "before-the-plan"
    if term.of == "final":
        return "before-its-end" if first and last > first and year and year < last else ""
    if term.of == "year" and month in _TOO_EARLY and not (term.named and year > term.named):
        return "mid-year" if not year or not last or year <= last else ""
    return ""


def _early(context: Context, text: str, term: _Term, first: int) -> bool:
    """Whether a report that is on nothing else than the plan is due in a year before the plan's first."""
    deadline = term.deadline
    if not first or not 0 < deadline.year < first:
        return False
    day = day_of(deadline.year, deadline.month, deadline.day or 28)
    tail = text.find(";", deadline.end)
    return day >= context.days.first and not _NOT_ON_THE_PLAN(context.knowledge).search(
        text, term.start, tail if tail >= 0 else len(text)
    )


def _fact(knowledge: Knowledge, sentence: Sentence, term: _Term, issue: str) -> Fact:
    deadline = term.deadline
    text = sentence.text
    return fact(
        "report-term",
        sentence.place(term.start, term.end),
        sentence.quote(term.start, term.end),
        of=term.of,
        time=sentence.quote(deadline.start, deadline.end),
        month=deadline.month,
        year=deadline.year,
        month_day=day_of(0, deadline.month, deadline.day or 31),
        spoken="yes" if _SPOKEN(knowledge).search(text, max(0, term.start - 40), deadline.start) else "no",
        issue=issue,
    )
