"""Passages that a pointer at the draft's own parts means: "điểm b mục 2 phần II", "mục II.4", "mục III phần B"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

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


class Pointers:
    """Finds what pointers of one draft mean; its labels are read once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._ends: dict[int, int] = {}
        self._outer: dict[str, Passage | None] = {}

    def of(self, folded: str) -> Iterator[Pointed]:
        """Pointers of a text at parts that the plan has once."""
        for match in _POINTER.finditer(folded):
            labels = _labels(match.group())
            at = self._found(labels)
            if at:
                yield Pointed(*match.span(), *at, len(labels))

    @cached_property
    def _by_label(self) -> Mapping[str, Sequence[Passage]]:
        """Label without its mark → passages of the text that have it, in order."""
        found: dict[str, list[Passage]] = {}
        for passage in self._plan.body:
            if passage.label and passage.block.cell is None and not passage.appendix:
                found.setdefault(_bare(passage.label), []).append(passage)
        return found

    def _found(self, labels: Sequence[str]) -> tuple[int, int] | None:
        """First and last passage of what has the labels; None where it is not there, or more than once."""
        at: tuple[int, int] | None = None
        for label in labels:
            named = self._within(label, *at) if at else self._outermost(label)
            if named is None:
                return None
            at = named.index, self._last(named)
        return at

    def _outermost(self, label: str) -> Passage | None:
        """The one passage with a label on the outermost level that has it."""
        if label not in self._outer:
            held = self._by_label.get(label, ())
            level = min((each.level for each in held), default=0)
            named = [each for each in held if each.level == level]
            self._outer[label] = named[0] if len(named) == 1 else None
        return self._outer[label]

    def _within(self, label: str, first: int, last: int) -> Passage | None:
        """The one passage with a label behind one passage, up to another."""
        held = self._by_label.get(label, ())
        at = bisect_right(held, first, key=_index)
        return held[at] if bisect_right(held, last, lo=at, key=_index) == at + 1 else None

    def _last(self, passage: Passage) -> int:
        """Index of the last passage under one with a label."""
        last = self._ends.get(passage.index)
        if last is None:
            last = passage.index
            passages = self._plan.passages
            for each in (passages[index] for index in range(passage.index + 1, len(passages))):
                if each.appendix or (each.label and 0 < each.level <= passage.level):
                    break
                last = each.index
            self._ends[passage.index] = last
        return last


def _index(passage: Passage) -> int:
    return passage.index


def _bare(label: str) -> str:
    return re.sub(r"[^\w.]", "", label).strip(".").rsplit(".", 1)[-1]


def _labels(text: str) -> Sequence[str]:
    """Labels from the outermost in, as they stand in the draft."""
    steps = list(_STEP.finditer(text))
    return [
        label if step["kind"] in _SMALL else label.upper()
        for step in reversed(steps)
        for label in step["label"].split(".")
    ]
