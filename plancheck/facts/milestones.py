"""Days on which reports and reviews recur, whether reports come in time to be put together, which figures they take."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from plancheck.data.days import day_of, parts
from plancheck.facts import cues
from plancheck.facts.calendar import Cadence, Deadline, find_cadences, find_dates, find_deadlines
from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import Cue, whole
from plancheck.facts.report_periods import labelled, paired
from plancheck.facts.vocabulary import Fact, Value, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.text import right_before, squeeze

_MIDDLE = (6, 7)
_NEXT_YEAR = Cue(r"<milestone.next-year>")
_YEAR = lazily(r"(?<!\w)(?:cả |cuối )?năm(?! \d)(?!\w)")
_FIRST_MONTHS = 3
"""A yearly deadline in the first months "năm sau" is one of the next year."""
_YEAR_END = 901
"""Deadlines before September are no yearly ones, whatever stands next to them."""
_SUBJECTS = lazily(r"(?<!\w)(?:(?P<report>báo cáo)|(?P<review>sơ kết|tổng kết)|(?P<meeting>giao ban|họp))(?!\w)")


def recognise(context: Context) -> Iterator[Fact]:
    """``milestone`` and ``data-window`` facts."""
    for sentence in context.sentences:
        text = sentence.text
        if "báo cáo" in text or "kết" in text or "giao ban" in text:
            yield from _milestones(sentence, text)
        if "số liệu" in text and "đến" in text:
            yield from _windows(context, sentence, text)


def _month_day(deadline: Deadline) -> int:
    return day_of(0, deadline.month, deadline.day or 31)


def _milestones(sentence: Sentence, text: str) -> Iterator[Fact]:
    said = _subjects(text)
    for cadence, times in paired(text):
        if cadence.cadence not in ("six-monthly", "annual") or "cuối năm" in text[cadence.start : cadence.end + 9]:
            continue
        best = next((each for each in times if each.month in _MIDDLE), times[0])
        start, end = min(cadence.start, best.start), max(best.end, cadence.end)
        yield fact(
            "milestone",
            sentence.place(start, end),
            sentence.quote(start, end),
            cadence=cadence.cadence,
            subject=_subject(said, cadence),
            month=best.month,
            month_day=_month_day(best),
        )


def _subject(said: Mapping[str, int], cadence: Cadence) -> str:
    """What a cadence is of: what has been said before its end."""
    kinds = ("report", "review", "meeting")
    return next((kind for kind in kinds if kind in said and said[kind] <= cadence.end), "report")


def _subjects(text: str) -> dict[str, int]:
    """Where each subject is first said to the end."""
    said: dict[str, int] = {}
    for match in _SUBJECTS.finditer(text):
        said.setdefault(str(match.lastgroup), match.end())
    return said


# Reports put together


_ABOVE = ("ministry-in-charge", "other-ministry", "committee", "lead-department", "party")
"""Whom a body that puts reports together reports to."""


def consolidations(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """One ``consolidation`` fact for each yearly or half-yearly report to the department in charge, to a body that
    reports itself, or to one that puts reports together.
    """
    reports = [each for each in facts if each.kind == "reporting"]
    for cadence, due in (("annual", partial(_yearly, context.knowledge)), ("six-monthly", _half_yearly)):
        yield from _put_together(context, [(each, day) for each in reports if (day := due(each))], cadence)


def _put_together(context: Context, dated: Sequence[tuple[Fact, int]], cadence: str) -> Iterator[Fact]:
    others = cues.anywhere(context.knowledge, "reporting.others")
    of_plan = [(each, day) for each, day in dated if each["of"] == "plan"]
    to_ministry = max((day for each, day in of_plan if each["recipient_class"] == "ministry-in-charge"), default=0)
    above = [day for each, day in of_plan if each["recipient_class"] in _ABOVE and each["collected"] != "yes"]
    by_reporter: dict[Value, int] = {}
    for each, day in of_plan:
        by_reporter[each["reporter"]] = max(day, by_reporter.get(each["reporter"], 0))
    for report, day in dated:
        in_charge, to = report["recipient_class"] == "lead-department", report["recipient"]
        own = max(to_ministry if in_charge else 0, by_reporter.get(to, 0) if to else 0)
        if not own and (report["collected"] == "yes" or (report["recipient_name"] and not to)):
            own = max(above, default=0)
        if not own and not (in_charge and cadence == "annual"):
            continue
        yield fact(
            "consolidation",
            report.place,
            report.quote,
            reporter="" if others.match(squeeze(report.quote).text) else report["reporter"],
            cadence=cadence,
            time=_written(day),
            month_day=day,
            own_month_day=own,
            own_time=_written(own) if own else "",
            late="unknown" if not own else "yes" if day > own else "no",
        )


def _half_yearly(report: Fact) -> int:
    """The day of a report of the year's first half as month * 100 + day, 0 none."""
    for cadence, times in paired(squeeze(report.quote).text):
        if cadence.cadence == "six-monthly" and times[0].day and times[0].month in _AROUND_JUNE:
            return _month_day(times[0])
    return 0


_AROUND_JUNE = range(5, 9)
"""Months in which the first half of a year is reported on."""


def _written(month_day: int) -> str:
    _, month, day = parts(month_day)
    said = f"{day:02}/{(month - 1) % 12 + 1}" if day < 31 else f"tháng {(month - 1) % 12 + 1}"
    return f"{said} năm sau" if month > 12 else said


_OF_FIGURES = lazily(r"\([^()]{0,80}số liệu[^()]{0,80}\)")
"""From when to when figures are taken, said beside the day of the report."""


def _yearly(knowledge: Knowledge, report: Fact) -> int:
    """The latest deadline of a yearly report as month * 100 + day, 0 none."""
    text = _OF_FIGURES.sub(lambda match: " " * len(match.group()), squeeze(report.quote).text)
    if "số liệu" in text:
        return 0
    cadences = [each for each in find_cadences(text) if each.cadence not in ("ad-hoc", "periodic")]
    ends = [each.end for each in cadences]
    named = {each.deadline: each.cadence for each in labelled(text)}
    latest = 0
    for deadline in find_deadlines(text):
        if not deadline.month or deadline.relative:
            continue
        number = bisect_right(ends, deadline.start) - 1
        before = named.get(deadline) or (cadences[number] if number >= 0 else None)
        if before and before.cadence != "annual" and not _YEAR.search(text, before.end, deadline.start):
            continue
        day = _month_day(deadline)
        if deadline.month <= _FIRST_MONTHS and _NEXT_YEAR(knowledge).search(text, deadline.start, deadline.end + 24):
            day += 1200
        latest = max(latest, day)
    return latest if latest >= _YEAR_END else 0


# Figures of a report

_FROM = lazily(r"(?<!\w)từ(?: hết)?(?: ngày)? ?$")
_TO = lazily(r"(?:[^;.]{0,40}?[ ,])?(?:đến|tới)(?: hết)?(?: ngày)? ?$")
_TAKEN = whole("milestone.taken")
_LONG = 10
"""Months from which on a period is that of a year."""


def _windows(context: Context, sentence: Sentence, text: str) -> Iterator[Fact]:
    """Periods that figures are to be taken from; not one gone by of which figures are told."""
    dates = [each for each in find_dates(text) if each.valid]
    for first, last in pairwise(dates):
        between = text[first.end : last.start]
        if not right_before(_FROM, text, first.start) or not _TO.fullmatch(between):
            continue
        months = last.month - first.month
        if months < 0 or "năm trước" in between or (first.year and last.year > first.year):
            months += 12
        if months < _LONG:
            continue
        past = (
            last.year and last.number <= (context.own_date or context.as_of) and (first.year or "năm trước" in between)
        )
        if past and not right_before(_TAKEN(context.knowledge), text, first.start):
            continue
        yield fact(
            "data-window",
            sentence.place(first.start, last.end),
            sentence.quote(first.start, last.end),
            first=day_of(0, first.month, first.day),
            last=day_of(0, last.month, last.day),
        )
