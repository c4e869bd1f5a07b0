"""What every recogniser works on: the plan, the register, the as-of date, and things found once for all of them."""

from dataclasses import dataclass
from functools import cached_property

from plancheck.document import Place
from plancheck.knowledge import Knowledge
from plancheck.structure.plan import Passage, Plan
from plancheck.text import sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or ";"-clause of a passage. Offsets are into ``passage.folded.text``."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Folded text."""
        return self.passage.folded.text[self.start : self.end]

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Place of a stretch given by offsets into ``self.text``."""
        first, last = self._original(start, end)
        return self.passage.place(first, last)

    def quote(self, start: int = 0, end: int | None = None) -> str:
        """Original words of a stretch given by offsets into ``self.text``."""
        first, last = self._original(start, end)
        return self.passage.text[first:last]

    def _original(self, start: int, end: int | None) -> tuple[int, int]:
        folded = self.passage.folded
        stop = self.end if end is None else self.start + end
        return folded.original(self.start + start), folded.original(stop)


class Context:
    """One draft being recognised."""

    def __init__(self, plan: Plan, knowledge: Knowledge, as_of: int) -> None:
        self.plan = plan
        self.knowledge = knowledge
        self.as_of = as_of
        """yyyymmdd"""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the body (headings, items, paragraphs, cells, notes), in order."""
        return tuple(
            Sentence(passage, start, end)
            for passage in self.plan.body
            for start, end in sentences(passage.folded.text)
        )
