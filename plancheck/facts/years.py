"""Years that the text gives to the plan's own work: a year gone by is left from the plan it was copied from."""

import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts.calendar import find_deadlines
from plancheck.facts.citing import alternatives
from plancheck.facts.context import Context, Sentence
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.model import Subject
from plancheck.structure.plan import Role
from plancheck.text import fold

_ROLES = frozenset({Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL})


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge, name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(knowledge.vocabulary.terms[name])}(?!\w)")


@lru_cache(maxsize=8)
def _year_of(subject: Subject | None) -> re.Pattern[str]:
    """ "<subject> … năm 2021": the year in the group ``year``."""
    names = [fold(name) for name in (subject.label, subject.abbreviation) if name] if subject else []
    return re.compile(rf"{alternatives(names)}(?: (?!năm )[\w,-]+){{0,9}} năm (?P<year>20\d\d)(?!\d| ?[-/])")


def recognise(context: Context) -> Iterator[Fact]:
    """``plan-year`` facts of a draft that states its period.

    ``work``: "công tác thông tin đối ngoại năm 2021" said of what is to be done; ``deadline``: by when something is to
    be done. A year is past when it lies before the plan's period and before its own date.
    """
    plan = context.plan
    if plan.nature != "draft" or not plan.period.first:
        return
    earliest = min(plan.period.first, plan.date.year or plan.period.first - 1)
    last = plan.period.last or plan.period.first
    expected = str(plan.period.first) if last == plan.period.first else f"{plan.period.first} - {last}"
    of_the_subject = _year_of(context.subject)
    past, told = (_words(context.knowledge, f"language.year.{name}") for name in ("past", "told"))
    for sentence in context.sentences:
        passage = sentence.passage
        if passage.role not in _ROLES or "20" not in sentence.text:
            continue
        text = context.uncited(sentence)
        found = [(match.start("year"), match.end("year"), int(match["year"]), "work")
                 for match in of_the_subject.finditer(text)]  # fmt: skip
        found += [(each.start, each.end, each.year, "deadline") for each in find_deadlines(text) if each.year]
        if not found:
            continue
        gone = past.search(text) is not None
        spoken = gone or told.search(text) is not None
        for start, end, year, source in found:
            stale = year < earliest and not (spoken if source == "work" else gone)
            yield _fact(sentence, start, end, year, source, stale, expected)


def _fact(sentence: Sentence, start: int, end: int, year: int, source: str, is_past: bool, expected: str) -> Fact:
    return fact(
        "plan-year",
        sentence.place(start, end),
        sentence.quote(start, end),
        year=year,
        source=source,
        status="past" if is_past else "agrees",
        expected=expected,
    )
