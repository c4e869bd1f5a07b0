"""Passages that a pointer at the draft's own parts means: "điểm b mục 2 phần II", "mục II.4", "mục III phần B"."""

import re
from collections.abc import Iterator, Sequence

from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan

_LABEL = r"(?:\d{1,2}|[ivx]{1,5}|[a-eđ])(?:\.\d{1,2}){0,2}(?![\w/])"
_STEP = lazily(rf"(?P<kind>điểm|tiết|khoản|tiểu mục|mục|phần) (?P<label>{_LABEL})")
_POINTER = lazily(rf"(?<!\w)(?:(?:điểm|tiết|khoản|tiểu mục|mục|phần) {_LABEL}(?:,| của| thuộc|,? ?tại)? ?){{1,4}}")
_SMALL = frozenset({"điểm", "tiết"})
"""What is labelled with small letters."""


class Pointed(NamedTuple):
    """A pointer in a folded text, and the passages it means."""

    start: int
    end: int
    first: int
    last: int
    """Index of the last passage, inclusive."""
    depth: int
    """Labels it goes down."""


def pointed(plan: Plan, folded: str) -> Iterator[Pointed]:
    """Pointers of a text at parts that the plan has once."""
    for match in _POINTER.finditer(folded):
        labels = _labels(match.group())
        at = _found(plan, labels)
        if at:
            yield Pointed(*match.span(), *at, len(labels))


def _labels(text: str) -> Sequence[str]:
    """Labels from the outermost in, as they stand in the draft."""
    steps = list(_STEP.finditer(text))
    return [
        label if step["kind"] in _SMALL else label.upper()
        for step in reversed(steps)
        for label in step["label"].split(".")
    ]


def _found(plan: Plan, labels: Sequence[str]) -> tuple[int, int] | None:
    """First and last passage of what has the labels; None where it is not there, or more than once."""
    body = [passage for passage in plan.body if passage.label and passage.block.cell is None and not passage.appendix]
    at: tuple[int, int] | None = None
    for label in labels:
        named = [each for each in body if _bare(each.label) == label]
        if at is None and len(named) > 1:
            named = [each for each in named if each.level == min(each.level for each in named)]
        if len(named) != 1:
            return None
        at = named[0].index, _last(plan, named[0])
        body = [each for each in body if at[0] < each.index <= at[1]]
    return at


def _bare(label: str) -> str:
    return re.sub(r"[^\w.]", "", label).strip(".").rsplit(".", 1)[-1]


def _last(plan: Plan, passage: Passage) -> int:
    """Index of the last passage under one with a label."""
    last = passage.index
    for each in plan.passages[passage.index + 1 :]:
        if each.appendix or (each.label and 0 < each.level <= passage.level):
            break
        last = each.index
    return last
