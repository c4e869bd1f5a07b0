"""Dates, deadlines, and the years the plan says it runs."""

import calendar
from collections.abc import Iterator

from plancheck.data.days import year_of
from plancheck.facts.calendar import Date, find_dates, find_deadlines, find_spans
from plancheck.facts.citing import role_at
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.spans import Spans, stretch
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Passage, Role
from plancheck.text import words_up_to

_DIGIT = lazily(r"\d")
_DATED = BODY | {Role.BASIS, Role.SUBJECT, Role.PLACE_DATE}


def recognise(context: Context) -> Iterator[Fact]:
    """``date``, ``deadline``, ``span`` and ``period`` facts."""
    for passage in context.plan.passages:
        if passage.role in OUTSIDE_THE_DRAFT or not (passage.role in _DATED or passage.parts):
            continue
        text = passage.folded.text
        if _DIGIT.search(text) or "ngày" in text or " năm" in text or "quý" in text:
            yield from _of_passage(passage, context)
    yield from _periods(context)


def _of_passage(passage: Passage, context: Context) -> Iterator[Fact]:
    text = passage.folded.text
    deadlines = [
        deadline
        for deadline in (find_deadlines(text) if passage.role in BODY else [])
        if not deadline.relative and not context.in_citation(passage, deadline.start)
    ]
    timed = Spans((deadline.start, deadline.end) for deadline in deadlines)
    for date in find_dates(text):
        place = role_at(passage, date.start)
        if place not in _DATED:
            continue
        if place is Role.PLACE_DATE:
            role = "own"
        elif context.in_citation(passage, date.start):
            role = "citation"
        elif timed.cover(date.start):
            role = "deadline"
        else:
            role = "text"
        start, end = passage.folded.span(date.start, date.end)
        yield fact(
            "date",
            passage.place(start, end),
            stretch(passage.text, start, end),
            day=date.day,
            month=date.month,
            year=date.year,
            valid="yes" if date.valid else "no",
            nearest=_nearest(passage.text[start:end], date),
            role=role,
        )
    for deadline in deadlines:
        start, end = passage.folded.span(deadline.start, deadline.end)
        yield fact(
            "deadline",
            passage.place(start, end),
            stretch(passage.text, start, end),
            day=deadline.day,
            month=deadline.month,
            quarter=deadline.quarter,
            year=deadline.year,
            recurring="yes" if deadline.recurring else "no",
        )
    yield from _from_its_day(passage, context) if passage.role in BODY else ()
    for span in find_spans(text):
        if role_at(passage, span.start) not in _DATED or context.in_citation(passage, span.start):
            continue
        if span.borrows and span.first > span.last and not _only_year(context, year_of(span.last)):
            continue  # from one year into the next
        start, end = passage.folded.span(span.start, span.end)
        yield fact(
            "span",
            passage.place(start, end),
            stretch(passage.text, start, end),
            starts=span.first,
            ends=span.last,
            ordered="yes" if span.first <= span.last else "no",
        )


_FROM_ITS_DAY = lazily(
    r"(?<!\w)(?:từ|kể từ) ngày (?:ký|ban hành|ký ban hành|có hiệu lực)(?: ban hành)?,? (?:đến|tới) (?:hết )?(?=ngày|\d)"
)


def _from_its_day(passage: Passage, context: Context) -> Iterator[Fact]:
    """ "từ ngày ký đến hết ngày 31/12/2026": begins on the first day the draft may be of."""
    text = passage.folded.text
    for match in _FROM_ITS_DAY.finditer(text):
        date = next(
            (each for each in find_dates(text) if match.end() <= each.start <= match.end() + len("ngày ")), None
        )
        if date is None or not date.year or not date.valid or context.in_citation(passage, match.start()):
            continue
        start, end = passage.folded.span(match.start(), date.end)
        yield fact(
            "span", passage.place(start, end), stretch(passage.text, start, end), starts=context.days.first,
            ends=date.number, ordered="yes" if context.days.first <= date.number else "no",
        )  # fmt: skip


def _only_year(context: Context, year: int) -> bool:
    """Whether the plan runs in a year and no other."""
    period = context.plan.period
    return period.first == year and period.last in (0, year)


_SPAN = lazily(
    r"(?<!\w)(?:(?:các )?năm|giai đoạn|thời kỳ|trung hạn|dài hạn) ?(?P<a>20\d\d)(?!\d)"
    r"(?: ?(?:-|đến)(?: năm)? ?(?P<b>20\d\d)(?!\d)|(?:, ?20\d\d)*,? ?và ?(?:năm )?(?P<c>20\d\d)(?!\d))?"
)
_FAR = lazily(
    r"(?:tầm nhìn|định hướng|đến|từ|trước|sau|ngày [\d/]+|tháng \d+|kỷ niệm|qua|so với|kết quả)(?: \w+){0,3},? ?$"
)
_NO_PERIOD = lazily(r"(?:ngày|tháng) (?!(?:đầu|cuối) $)[\w ]{0,12}$")
_ISSUES = Cue(r"(?<!\w)<period.issues>(?= )")


def _periods(context: Context) -> Iterator[Fact]:
    plan = context.plan
    title = (plan.period.first, plan.period.last or plan.period.first)
    if title[0]:
        yield from _title_period(context, title)
    if plan.nature == "article":
        return
    for role, source in ((Role.ENACTING, "enacting"), (Role.CLOSING, "closing")):
        for passage, first, last in context.stretches(role):
            yield from _stated(context, passage, first, last, source, title)
    for passage, first, last in context.stretches(Role.BASIS)[-1:]:
        if passage.text.rstrip().endswith(":"):  # the bases and the sentence that issues it in one paragraph
            first = max(first, passage.text.rfind(";", first, last) + 1)
            yield from _stated(context, passage, first, last, "enacting", title)


def _title_period(context: Context, title: tuple[int, int]) -> Iterator[Fact]:
    """The title's own words where they can be found in it."""
    for passage, first, last in context.stretches(Role.SUBJECT):
        for span, start, end in _spans(context, passage, first, last):
            if span == title:
                yield _period(passage, start, end, span, "title")
                return


def _spans(context: Context, passage: Passage, first: int, last: int) -> list[tuple[tuple[int, int], int, int]]:
    text = passage.folded.text
    original = passage.folded.original
    found = []
    for match in _SPAN.finditer(text):
        start = original(match.start())
        if not first <= start < last or context.in_citation(passage, match.start()):
            continue
        before = words_up_to(text, match.start())
        if _NO_PERIOD.search(before) or _FAR.search(before):
            continue
        begin = int(match["a"])
        finish = int(match["b"] or match["c"] or begin)
        found.append(((begin, finish), start, original(match.end() - 1) + 1))
    return found


def _stated(
    context: Context, passage: Passage, first: int, last: int, source: str, title: tuple[int, int]
) -> Iterator[Fact]:
    """The years in the sentence that issues or closes the plan; a part of the title's period contradicts nothing."""
    if source == "enacting":
        issued = [match.start() for match in _ISSUES(context.knowledge).finditer(passage.folded.text)]
        first = max(first, passage.folded.original(issued[-1])) if issued else last
    elif not passage.folded.text.lstrip(" -").startswith("trên đây"):
        return
    else:
        stop = passage.folded.text.find(",")
        last = min(last, passage.folded.original(stop)) if stop >= 0 else last
    spans = _spans(context, passage, first, last)
    same = [each for each in spans if each[0] == title]
    for span, start, end in same[:1] or spans[:1]:
        inside = title[0] <= span[0] and span[1] <= title[1]
        if span == title or not (title[0] and inside):
            yield _period(passage, start, end, span, source, title)


def _period(
    passage: Passage, start: int, end: int, span: tuple[int, int], source: str, title: tuple[int, int] = (0, 0)
) -> Fact:
    first, last = span
    return fact(
        "period",
        passage.place(start, end),
        passage.text[start:end],
        first=first,
        last=last,
        years=last - first + 1,
        source=source,
        span=_years(span),
        titled=_years(title) if title[0] and title != span else "",
    )


def _years(span: tuple[int, int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}-{last}"


def _nearest(written: str, date: Date) -> str:
    """As written, with the last day its month has in place of one that it has not."""
    if date.valid or not 1 <= date.month <= 12 or not 28 < date.day <= 32:
        return ""
    last = calendar.monthrange(date.year or 2000, date.month)[1]
    return written.replace(str(date.day), str(last), 1)
