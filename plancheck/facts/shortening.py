"""Shortened names of bodies ("Sở TT&TT") and whether the plan spelled them out before."""

import re
from functools import lru_cache

from plancheck.facts.context import Context
from plancheck.facts.language import pairs
from plancheck.knowledge import Knowledge
from plancheck.knowledge.register import Hit
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Passage, Role

_JUDGED = (BODY | {Role.BASIS, Role.SUBJECT}) - {Role.CELL, Role.NOTE}
"""Lists of recipients, signatures and tables shorten by custom."""
_PLAIN = re.compile(r"[\W_]+|(?<!\w)và(?!\w)")
_NEVER = 1 << 30


@lru_cache(maxsize=4)
def _meanings(knowledge: Knowledge) -> dict[str, str]:
    return {short: f" {_plain(meant)} " for short, meant in pairs(knowledge.vocabulary.terms["language.short"])}


def _plain(folded: str) -> str:
    """Words only, one space between."""
    return " ".join(_PLAIN.sub(" ", folded).split())


class Shortening:
    """Tells for each name of a body how it is written. Texts are searched only where something is shortened."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._meanings = _meanings(context.knowledge)
        self._spelled: dict[str, int] = {}
        self._texts: list[str] | None = None

    def spelling(self, passage: Passage, hit: Hit) -> str:
        """``full``, ``explained`` or ``unexplained``."""
        text = passage.folded.text
        shorts = [word for word in text[hit.start : hit.end].split() if word.strip(".,") in self._meanings]
        if not shorts:
            return "full"
        if passage.role not in _JUDGED or text[: hit.start].rstrip().endswith("("):
            return "explained"
        if self._context.in_citation(passage, hit.start):
            return "explained"
        return "explained" if all(self._known(word.strip(".,"), passage, hit) for word in shorts) else "unexplained"

    def _known(self, short: str, passage: Passage, hit: Hit) -> bool:
        meaning = self._meanings[short]
        first = self._spelled.get(short)
        if first is None:
            found = (index for index, text in enumerate(self._plain_texts()) if meaning in text)
            first = self._spelled[short] = next(found, _NEVER)
        if first == passage.index:
            return meaning in f" {_plain(passage.folded.text[: hit.start])} "
        return first < passage.index

    def _plain_texts(self) -> list[str]:
        if self._texts is None:
            self._texts = [
                "" if passage.role in OUTSIDE_THE_DRAFT else f" {_plain(passage.folded.text)} "
                for passage in self._context.plan.passages
            ]
        return self._texts
