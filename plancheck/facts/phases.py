"""Phases that the draft divides its years into: each begins where the one before it ends, none lies outside them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import Cue, whole
from plancheck.facts.vocabulary import Fact, fact
from plancheck.records import NamedTuple
from plancheck.structure.plan import Role

_PHASE = Cue(
    r"\W*(?:<phase.names>(?: (?:\d{1,2}|[ivx]{1,4}|(?:thứ )?(?:một|nhất|hai|ba|bốn)))?"
    r"[ :(,-]*(?:từ )?(?:năm )?"
    r"|(?:trong )?(?:hai|ba|02|03) năm (?:đầu )?\(?|từ năm )"
    r"(?P<first>20\d\d)(?: ?(?:-|đến)(?: hết)?(?: năm)? ?(?P<last>20\d\d))?(?!\d)"
)
_ROLES = frozenset({Role.ITEM, Role.PARAGRAPH, Role.HEADING, Role.CELL})
_TOLD = whole("gate.done-word")


class _Phase(NamedTuple):
    sentence: Sentence
    start: int
    end: int
    first: int
    last: int


def recognise(context: Context) -> Iterator[Fact]:
    """``phase`` facts of a draft that runs for years."""
    period = context.plan.period
    if context.plan.nature != "draft" or not period.first or period.last <= period.first:
        return
    found: dict[int, list[_Phase]] = {}
    for sentence in context.sentences:
        passage = sentence.passage
        if passage.role not in _ROLES or "20" not in sentence.text:
            continue
        match = _PHASE(context.knowledge).match(sentence.text)
        if match is None or context.in_citation(passage, sentence.start + match.start("first")):
            continue
        phase = _Phase(
            sentence, match.start("first"), match.end(), int(match["first"]), int(match["last"] or match["first"])
        )
        if (phase.first, phase.last) != period and not _TOLD(context.knowledge).search(sentence.text):
            found.setdefault(_list_of(context, sentence), []).append(phase)
    for phases in found.values():
        if len(phases) >= 2:
            yield from _judged(phases, period.first, period.last)


def _list_of(context: Context, sentence: Sentence) -> int:
    """The section over a sentence; of a heading, the one over the heading."""
    passage = sentence.passage
    if passage.role is Role.HEADING and passage.section >= 0:
        return context.plan.sections[passage.section].parent
    return passage.section


def _judged(phases: Sequence[_Phase], first: int, last: int) -> Iterator[Fact]:
    for each in phases:
        if each.last < first:
            return  # what was done before the plan
    yield _fact(phases[0], None, "outside" if not first <= phases[0].first <= phases[0].last <= last else "")
    for before, each in pairwise(phases):
        issue = ""
        if not first <= each.first <= each.last <= last:
            issue = "outside"
        elif each.first <= before.last:
            issue = "overlap"
        elif each.first > before.last + 1:
            issue = "gap"
        yield _fact(each, before, issue)


def _fact(phase: _Phase, before: _Phase | None, issue: str) -> Fact:
    quote = phase.sentence.quote(phase.start, phase.end)
    other = before.sentence.quote(before.start, before.end) if before else ""
    return fact("phase", phase.sentence.place(phase.start, phase.end), quote, text=quote, other=other, issue=issue)
