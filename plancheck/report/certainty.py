"""Whether words of the draft can be put right unasked: where they stand leaves no other reading.

What stands in a quotation is another's; where a name or a short form is being defined it is right as it is; a capital
within a sentence makes a name; a number that the register does not know is as its issuer wrote it. What is not certain
is still proposed, for a person to accept.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from plancheck.facts import cues
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import sentences

_PAIRED = (("“", "”"), ("«", "»"), ("‘", "’"))
_GROUPED = lazily(r"\(\s*(?P<short>[\w&-]+)\s*[,)]")
_DEFINED = 60
"""Characters behind a defining cue in which what is defined stands."""
_BEGINS = lazily(r"(?:^|[.!?;:/–-])\W*$")


class Certainty:
    """Judges the corrections of one draft."""

    def __init__(self, plan: Plan, knowledge: Knowledge) -> None:
        self._plan = plan
        self._knowledge = knowledge

    def holds(self, fact: Fact, passage: Passage, start: int, end: int) -> bool:
        """Whether ``passage.text[start:end]``, which a fact speaks of, can only be meant as what is wrong."""
        if _quoted(passage.text, start) or self._as_words(passage, start):
            return False
        if fact.kind == "citation":
            return fact["known"] == "yes"
        if fact.kind == "defect" and fact["defect"] == "ending":
            return "." not in passage.text[:start]  # behind a stop a typist's mark
        if fact.kind == "defect" and fact["defect"] == "wrong-type":
            return False  # the number or the type may be the one that is wrong
        if fact.kind != "wording":
            return True
        judge = _JUDGES.get(str(fact["issue"]), Certainty._is_no_name)
        return judge(self, passage, start, end)

    def _as_words(self, passage: Passage, start: int) -> bool:
        text = passage.folded.text
        before = text[: passage.folded.squeezed(start)].rstrip(' "')
        return _ending(self._knowledge, "certain.as-words").search(before) is not None

    def _is_no_name(self, passage: Passage, start: int, end: int) -> bool:
        """A capital inside a sentence belongs to a name."""
        first = passage.text[start]
        return not first.isupper() or _BEGINS.search(passage.text[passage.content_start : start]) is not None

    def _is_committee(self, passage: Passage, start: int, end: int) -> bool:
        """A committee's short form in running words, which the draft gives nowhere for one it will use."""
        text = passage.folded.text
        first, last = passage.folded.squeezed(start), passage.folded.squeezed(end)
        if text[:first].endswith("(") or text[first:last] in self._defined or self._in_definition(text, first):
            return False
        return cues.after(self._knowledge, "certain.committee").match(text, last) is not None

    def _is_in_words(self, passage: Passage, start: int, end: int) -> bool:
        """A shortened post outside the lists that shorten by custom."""
        text = passage.folded.text
        first = passage.folded.squeezed(start)
        return passage.role is not Role.RECIPIENT and not self._in_definition(text, first)

    def _is_one_body(self, passage: Passage, start: int, end: int) -> bool:
        """The name of one body, and not the word for bodies of its kind."""
        before = passage.folded.text[: passage.folded.squeezed(start)].rstrip()
        return _ending(self._knowledge, "certain.kinds").search(before) is None

    def _always(self, passage: Passage, start: int, end: int) -> bool:
        return True

    def _in_definition(self, text: str, at: int) -> bool:
        """Whether the sentence of an offset gives a name or a short form."""
        defining = cues.anywhere(self._knowledge, "certain.defining")
        first, last = next(((start, end) for start, end in sentences(text) if start <= at < end), (0, len(text)))
        return defining.search(text, first, last) is not None

    @cached_property
    def _defined(self) -> frozenset[str]:
        """Short forms that the draft gives for longer ones: "(UBND)", "sau đây viết tắt là UBND tỉnh"."""
        found: set[str] = set()
        defining = cues.anywhere(self._knowledge, "certain.defining")
        for passage in self._plan.passages:
            text = passage.folded.text
            if "(" in text:
                found.update(match["short"] for match in _GROUPED.finditer(text))
            for cue in defining.finditer(text):
                found.update(lazily(r"[\w&-]+").findall(text[cue.end() : cue.end() + _DEFINED]))
        return frozenset(found)


_JUDGES: Mapping[str, Callable[[Certainty, Passage, int, int], bool]] = {
    "shortened": Certainty._is_committee,
    "short-post": Certainty._is_in_words,
    "capital-body": Certainty._is_one_body,
    "capital-name": Certainty._is_one_body,
    "capital-post": Certainty._always,
    "capital-part": Certainty._always,
    "common-noun": Certainty._always,
}
"""How each issue of a ``wording`` fact is judged; others by whether the words are a name."""


@lru_cache(maxsize=8)
def _ending(knowledge: Knowledge, name: str) -> re.Pattern[str]:
    """Pattern of a named list at the end of a text."""
    return lazily(rf"(?<!\w){cues.expression(knowledge.vocabulary.terms[name])}$")


def _quoted(text: str, at: int) -> bool:
    """Whether an offset lies between quotation marks."""
    if text.count('"', 0, at) % 2:
        return True
    return any(text.count(opening, 0, at) > text.count(closing, 0, at) for opening, closing in _PAIRED)
