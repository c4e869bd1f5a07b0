"""Years that the text gives to the plan's own work: a year gone by is left from the plan it was copied from, a time
after the plan's last year is outside it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.data.days import day_of, year_of
from plancheck.facts.calendar import Deadline, find_deadlines
from plancheck.facts.citing import alternatives
from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import Cue, anywhere, whole
from plancheck.facts.times import find_times
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.model import Subject
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold, right_before

_OF_THE_WORK = Cue(r"(?<!\w)<year.of-work>(?:[ ,] ?(?!năm )[\w-]+){0,9} năm (?P<year>20\d\d)(?!\d| ?[-/])")
"""A heading that says of what year the work under it is."""
_OF_YEARS = Cue(
    r"(?<!\w)(?:<year.of-work>|<year.of-tables>)(?:[ ,] ?(?!giai đoạn |thời kỳ )[\w-]+){0,12}"
    r" (?:giai đoạn|thời kỳ) +(?:năm )?20\d\d ?(?:-|đến) ?(?:năm )?(?P<year>20\d\d)(?!\d)"
)
"""A heading, or an annex's title, that says of what years the work under it is; the last of them."""
_IN_YEARS = "thời kỳ  "
"""What "giai đoạn" is read as in a title; as long."""
_IN_THE_YEAR = lazily(
    r"(?<!\w)(?:trong|hoàn thành|thời gian:?|thực hiện:?) (?:năm )(?P<year>20\d\d)(?!\d| ?[-/]|,? (?:đã|và những))"
)
_TITLES = (Role.HEADING, Role.APPENDIX_TITLE)
_ROLES = frozenset({Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL, Role.APPENDIX_TITLE})


@lru_cache(maxsize=8)
def _year_of(subject: Subject | None) -> re.Pattern[str]:
    """ "<subject> … năm 2021": the year in the group ``year``."""
    names = [fold(name) for name in (subject.label, subject.abbreviation) if name] if subject else []
    return lazily(rf"{alternatives(names)}(?: (?!năm )[\w,-]+){{0,9}} năm (?P<year>20\d\d)(?!\d| ?[-/])")


_TASK = Cue(r"\W*<language.year.tasks>(?!\w)")
"""What a sentence that tells of a task begins with."""


_REPORTED = lazily(r"(?<!\w)báo cáo (?!tình hình)[^.;]{0,100}?(?:trước|chậm nhất)(?: là)?(?: ngày)? ?$")
"""Before a day on which the plan is reported on."""
_OF_NOW = Cue(r"(?<!\w)(?:<year.of-now>|kết quả năm 20\d\d)(?!\w)")
"""What is done in the year before the plan's."""
_OF_OLD = Cue(r"(?<!\w)<year.of-old>(?: [^\W\d]+){0,3} (?!từ ngày)$")
"""Before a day of the past in a sentence that tells of a task."""


def recognise(context: Context) -> Iterator[Fact]:
    """``plan-year`` facts of a draft that states its period.

    ``work``: "công tác thông tin đối ngoại năm 2021" said of what is to be done; ``deadline``: by when something is to
    be done. What ends before the first day the plan may be of is past, and so is a year before its period's first in
    which no more than its last weeks are left.
    """
    plan = context.plan
    if plan.nature != "draft" or not plan.period.first:
        return
    born = context.born
    last = plan.period.last or plan.period.first
    expected = str(plan.period.first) if last == plan.period.first else f"{plan.period.first} - {last}"
    of_the_subject = _year_of(context.subject)
    past, acts, told, beyond, settled = (
        anywhere(context.knowledge, f"language.year.{name}") for name in ("past", "acts", "told", "beyond", "settled")
    )
    surely, opening = anywhere(context.knowledge, "language.year.gone"), _TASK(context.knowledge)
    open_ended = beyond.search(fold(plan.subject)) is not None
    for sentence in context.sentences:
        passage = sentence.passage
        if passage.role not in _ROLES or "20" not in sentence.text:
            continue
        text = context.uncited(sentence)
        if passage.role in _TITLES and _OF_YEARS(context.knowledge).search(text):
            text = text.replace("giai đoạn", _IN_YEARS)  # here it says when, not what was
        found = [
            (each.start(), each.end(), int(each["year"]), "work", _year_end(each))
            for each in _years(context.knowledge, passage, text, of_the_subject)
        ]
        deadlines = [each for each in find_deadlines(text) if each.year]
        found += [(each.start, each.end, each.year, "deadline", _end(each)) for each in deadlines]
        turned = {each.start for each in deadlines if _is_turn(context.knowledge, text, each)}
        if not _VISION(context.knowledge).search(fold(plan.subject)) and not _VISION(context.knowledge).search(text):
            yield from _aims(sentence, text, last, expected)
        yield from _money(context, sentence, text, expected)
        if not found:
            continue
        over = past.search(text) is not None
        task = opening.match(text) is not None
        done = over or acts.search(text) is not None
        spoken = done or told.search(text) is not None
        for start, end, year, source, ends in found:
            gone = done
            if source == "deadline" and _is_to_be_done(context.knowledge, text, start, acts):
                gone = surely.search(text) is not None
            elif source == "deadline" and task:
                gone = (
                    surely.search(text) is not None or right_before(_OF_OLD(context.knowledge), text, start) is not None
                )
            gone_by = ends < born or (source == "work" and year < plan.period.first and ends < born + _LAST_WEEKS)
            stale = gone_by and not (spoken if source == "work" else gone)
            if stale and (context.telling.tells(passage, sentence.start + start) or _compared(context, passage)):
                stale = False
            if source == "deadline" and (year < plan.period.first - _COPIED or start in turned):
                stale = False
            late = source == "deadline" and ends > day_of(last + 1, 1, 1) and not open_ended
            if late and (
                beyond.search(text)
                or not _has_month(text, start, end)
                or _FAR(context.knowledge).search(text, 0, start)
            ):
                late = False
            if late and ends < day_of(last + 1, _FIRST_MONTHS + 1, 1) and settled.search(text):
                late = False
            next_year = plan.period.first == year_of(born) + 1
            early = source == "deadline" and next_year and born <= ends < day_of(plan.period.first, 1, 1)
            if (
                early
                and right_before(_REPORTED, text, start, reach=120)
                and not _OF_NOW(context.knowledge).search(text)
            ):
                late = True
            status = "past" if stale else "beyond" if late else "agrees"
            yield _fact(sentence, start, end, year, source, status, expected)
    yield from _cells(context, born, expected)


_COPIED = 2
"""Years before a plan's first that a plan it was copied from may be of; before them it is history that is told."""
_FINISHED = lazily(r"(?<!\w)(?:hoàn thành|xong)(?!\w)[^,;.]*$")


def _is_turn(knowledge: Knowledge, text: str, deadline: Deadline) -> bool:
    """Whether a time is when bodies or territory changed: "tên các huyện trước ngày 01/7/2025"."""
    day = day_of(deadline.year, deadline.month, deadline.day or 1)
    return day in knowledge.standing_turns and right_before(_FINISHED, text, deadline.start, reach=120) is None


def _compared(context: Context, passage: Passage) -> bool:
    """Whether a head of a column stands beside one with a year of the plan's: how it was beside how it is to be."""
    head = context.column_heads.get(passage.index)
    years = [int(year) for each in (head.row if head else ()) for year in _A_YEAR.findall(each.folded.text)]
    return any(year >= context.plan.period.first for year in years)


_TAKEN_FROM = Cue(r"(?<!\w)<years.money>[^.;\d]{0,80}? năm (?P<year>20\d\d)(?! ?[-/]\d|\d)")
_LEFT_OVER = whole("years.left-over")
_A_YEAR = lazily(r"(?<!\d)20\d\d(?!\d)")


def _money(context: Context, sentence: Sentence, text: str, expected: str) -> Iterator[Fact]:
    """ "lấy từ dự toán năm 2025" in a plan for 2026: the only year of the sentence is before the plan's."""
    first = context.plan.period.first
    match = _TAKEN_FROM(context.knowledge).search(text)
    years = {int(each) for each in _A_YEAR.findall(text)} if match else set()
    if match and not _LEFT_OVER(context.knowledge).search(sentence.text):
        status = "past" if max(years) < first else "agrees"
        yield _fact(sentence, *match.span(), int(match["year"]), "money", status, expected)


_AIM = lazily(r"\W*(?:phấn đấu )?đến (?:hết |cuối )?năm (?P<year>20\d\d)(?!\d)")
_VISION = whole("year.vision")
_STRATEGY = 5
"""Plans may look on to years that national strategies end with, 2030, 2045."""


def _aims(sentence: Sentence, text: str, last: int, expected: str) -> Iterator[Fact]:
    """ "Đến năm 2032, 100% …": an aim for a year after the plan's last."""
    match = _AIM.match(text)
    if match and int(match["year"]) > last and int(match["year"]) % _STRATEGY:
        yield _fact(sentence, *match.span("year"), int(match["year"]), "deadline", "beyond", expected)


def _cells(context: Context, born: int, expected: str) -> Iterator[Fact]:
    """Bare days in columns of times: what the column says makes them deadlines."""
    for row in context.works.rows:
        for cell in row.line.time if row.line else ():
            text = cell.folded.text
            for time in find_times(text):
                if time.unit == "day" and time.dated and not find_deadlines(text):
                    status = "past" if time.last < born else "agrees"
                    sentence = Sentence.of(cell, 0, len(text))
                    yield _fact(sentence, time.start, time.end, year_of(time.last), "deadline", status, expected)


_BEFORE = Cue(r"(?<!\w)<year.by>(?: (?:là|trong|vào|trước|hết|ngày))*,? ?$")
"""What makes a day the last one on which something is to be done."""


def _is_to_be_done(knowledge: Knowledge, text: str, start: int, acts: re.Pattern[str]) -> bool:
    """Whether the day at an offset ends the time for an act with an object: "ban hành trước ngày …" has none."""
    bound = right_before(_BEFORE(knowledge), text, start)
    return bound is not None and not any(
        not text[act.end() : bound.start()].strip() for act in acts.finditer(text, 0, bound.start())
    )


_FIRST_MONTHS = 3
"""Months of the next year in which reports, accounts and reviews of a year are made."""
_FAR = Cue(r"(?<!\w)<year.far>(?: (?:hết|cuối|đầu|giữa|ngày|tháng|quý|nay|năm))*,? ?$")
"""What runs into the next years is a range."""


def _has_month(text: str, start: int, end: int) -> bool:
    return lazily(r"tháng|quý|\d/\d").search(text[start:end]) is not None


_LAST_WEEKS = 300
"""A plan of October or later has no year's work left to do in its own year (``yyyymmdd`` counted on by 300)."""


def _years(
    knowledge: Knowledge, passage: Passage, text: str, of_the_subject: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    yield from of_the_subject.finditer(text)
    yield from _IN_THE_YEAR.finditer(text)
    if passage.role in _TITLES:
        yield from _OF_THE_WORK(knowledge).finditer(text)
        yield from _OF_YEARS(knowledge).finditer(text)


def _year_end(match: re.Match[str]) -> int:
    return day_of(int(match["year"]), 12, 31)


def _end(deadline: Deadline) -> int:
    """The last day a deadline may mean."""
    month = deadline.month or deadline.quarter * 3 or 12
    return day_of(deadline.year, month, deadline.day or 31)


def _fact(sentence: Sentence, start: int, end: int, year: int, source: str, status: str, expected: str) -> Fact:
    return fact(
        "plan-year",
        sentence.place(start, end),
        sentence.quote(start, end),
        year=year,
        source=source,
        status=status,
        expected=expected,
        meant=expected if expected.isdecimal() and expected != str(year) else "",
    )
