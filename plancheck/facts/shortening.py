"""Shortened names of bodies ("Sở TT&TT") and whether the plan spelled them out before."""

import re
from functools import lru_cache

from plancheck.facts.context import Context
from plancheck.facts.language import pairs
from plancheck.knowledge import Knowledge
from plancheck.knowledge.register import Hit
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Passage, Role

_JUDGED = (BODY | {Role.BASIS, Role.SUBJECT}) - {Role.CELL, Role.NOTE}
"""Lists of recipients, signatures and tables shorten by custom."""
_BETWEEN = r"(?:[\W_]|(?<!\w)và(?!\w)){1,8}"
"""What may stand between the words of a name: "Văn hóa, Thể thao và Du lịch", "văn hóa - thể thao - du lịch"."""
_WORD = lazily(r"(?<!\w)(?!và(?!\w))[^\W_]+")
_NOWHERE = (1 << 30, 0)


@lru_cache(maxsize=4)
def _meanings(knowledge: Knowledge) -> dict[str, re.Pattern[str]]:
    """What each shortening stands for, as a pattern over folded text."""
    return {
        short: lazily(rf"(?<!\w){_BETWEEN.join(_WORD.findall(meant))}(?!\w)")
        for short, meant in pairs(knowledge.vocabulary.terms["language.short"])
    }


class Shortening:
    """Tells for each name of a body how it is written. Texts are searched only where something is shortened."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._meanings = _meanings(context.knowledge)
        self._spelled: dict[str, tuple[int, int]] = {}
        """Passage and offset where each is first spelled out."""

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
        first = self._spelled.get(short)
        if first is None:
            first = self._spelled[short] = self._first(self._meanings[short])
        return first < (passage.index, hit.start)

    def _first(self, meaning: re.Pattern[str]) -> tuple[int, int]:
        for passage in self._context.plan.passages:
            if passage.role not in OUTSIDE_THE_DRAFT and (match := meaning.search(passage.folded.text)):
                return passage.index, match.end()
        return _NOWHERE
