"""Stretches of a text, asked what lies in them: found by bisection, for a line may hold thousands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

Span = tuple[int, int]
"""Start and end, exclusive."""


@lru_cache(maxsize=32)
def stretch(text: str, start: int, end: int) -> str:
    """Part of a text, made once: a sentence as long as a book, quoted by each of its thousand facts, is one string."""
    return text[start:end]


class Spans:
    """Stretches of one text, in order; those that lie in others are left out."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        kept: list[Span] = []
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not kept or end > kept[-1][1]:
                kept.append((start, end))
        self._starts = [start for start, _ in kept]
        self._ends = [end for _, end in kept]

    def __bool__(self) -> bool:
        return bool(self._starts)

    def cover(self, offset: int) -> bool:
        """Whether an offset lies in a stretch."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]

    def touching(self, start: int, end: int) -> list[Span]:
        """The stretches that have something in common with another."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return list(zip(self._starts[first:last], self._ends[first:last], strict=True))


NOWHERE = Spans()
