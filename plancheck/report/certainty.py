"""Whether words of the draft can be put right unasked: where they stand leaves no other reading.

What stands in a quotation is another's; where a name or a short form is being defined it is right as it is; a capital
within a sentence makes a name; a number that the register does not know is as its issuer wrote it. What is not certain
is still proposed, for a person to accept.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from plancheck.facts import cues
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import fold, sentences, words_up_to

_NUMBERING = frozenset({"gap", "duplicate"})
_BY_NUMBER = lazily(
    r"(?<!\w)(?:(?:mục|phần) [ivx]{1,5}|(?:nhiệm vụ|công việc|dòng|hàng|số thứ tự)(?: số)? \d+)(?![\w.]\w|\w)"
)
"""A part or a row spoken of by its number; at the start of a paragraph it is that part's own heading."""
_NAMING: Mapping[str, tuple[str, ...]] = {"citation": ("number",), "agency": ("agency",), "reporting": ("recipient",)}
"""Kinds of facts that name something, and what tells one thing named from another."""
_LISTS = frozenset({Role.BASIS, Role.HEADING, Role.RECIPIENT})
"""Roles of lines each of which names its own."""
_PAIRED = (("“", "”"), ("«", "»"), ("‘", "’"))
_MARK = lazily(r"[\"“”«»‘’]")
_GROUPED = lazily(r"\(\s*(?P<short>[\w&-]+)\s*[,)]")
_DEFINED = 60
"""Characters behind a defining cue in which what is defined stands."""
_FEW_WORDS = 200
"""Characters that no few words exceed: a paragraph may have a hundred thousand before them."""
_BEGINS = lazily(r"(?:^|[.!?;:/–-])\W*$")


class Certainty:
    """Judges the corrections of one draft."""

    def __init__(self, plan: Plan, knowledge: Knowledge, facts: Sequence[Fact]) -> None:
        self._plan = plan
        self._knowledge = knowledge
        self._facts = facts
        self._held: dict[tuple[str, Role], frozenset[int]] = {}
        self._named_in: dict[tuple[str, object, Role], set[tuple[object, ...]]] = {}

    def holds(self, fact: Fact, passage: Passage, start: int, end: int, new: str) -> bool:
        """Whether ``passage.text[start:end]``, which a fact speaks of, can only be meant as what is wrong.

        ``new``: what is to stand there.
        """
        if _quoted(passage.text, start) or self._as_words(passage, start):
            return False
        if fact.kind in _NAMING:
            return not self._said_twice(fact, passage, start, end, new)
        if fact.kind == "ordinal" or (fact.kind == "defect" and fact["defect"] in _NUMBERING):
            return not self._pointed_at
        if fact.kind == "defect" and fact["defect"] == "ending":
            return "." not in passage.text[:start]  # behind a stop a typist's mark
        if fact.kind != "wording":
            return True
        judge = _JUDGES.get(str(fact["issue"]), Certainty._is_no_name)
        return judge(self, passage, start, end)

    def _said_twice(self, fact: Fact, passage: Passage, start: int, end: int, new: str) -> bool:
        """Whether a name would stand twice in a paragraph, or in a list that names each once."""
        name = fold(new)
        listed = passage.role if passage.role in _LISTS else None
        if _stands(name, passage, start, end) or (listed and self._holding(name, listed) - {passage.index}):
            return True
        heir = fact.values.get("heir")
        if not heir:
            return False
        beside = self._with_heir.get((fact.kind, heir, passage.block.key), set())
        if listed:
            beside = beside | self._with_heir_in(fact.kind, heir, listed)
        return bool(beside - {_named(fact)})

    def _holding(self, name: str, role: Role) -> frozenset[int]:
        """Passages of a role that say a name, by their indices."""
        known = self._held.get((name, role))
        if known is None:
            said = (each.index for each in self._plan.of(role) if name in each.folded.text)
            known = self._held[name, role] = frozenset(said)
        return known

    @cached_property
    def _with_heir(self) -> Mapping[tuple[str, object, tuple[str, int]], set[tuple[object, ...]]]:
        """Kind of facts that name something, whose place it has, and block → what is named there."""
        found: dict[tuple[str, object, tuple[str, int]], set[tuple[object, ...]]] = {}
        for each in self._facts:
            heir = each.values.get("heir") if each.kind in _NAMING else ""
            if heir:
                key = each.place.part, each.place.paragraph or 0
                found.setdefault((each.kind, heir, key), set()).add(_named(each))
        return found

    def _with_heir_in(self, kind: str, heir: object, role: Role) -> set[tuple[object, ...]]:
        """The same of all passages of a role."""
        known = self._named_in.get((kind, heir, role))
        if known is None:
            each = (self._with_heir.get((kind, heir, passage.block.key), set()) for passage in self._plan.of(role))
            known = self._named_in[kind, heir, role] = set().union(*each)
        return known

    def _as_words(self, passage: Passage, start: int) -> bool:
        text = passage.folded.text
        before = text[: passage.folded.squeezed(start)].rstrip(' "')
        return _ends(before, _ending(self._knowledge, "certain.as-words"))

    def _is_no_name(self, passage: Passage, start: int, end: int) -> bool:
        """A capital inside a sentence belongs to a name."""
        if not passage.text[start].isupper():
            return True
        return _BEGINS.search(words_up_to(passage.text, start, passage.content_start)) is not None

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
        return not _ends(before, _ending(self._knowledge, "certain.kinds"))

    def _always(self, passage: Passage, start: int, end: int) -> bool:
        return True

    def _in_definition(self, text: str, at: int) -> bool:
        """Whether the sentence of an offset gives a name or a short form."""
        spans = _sentences(text)
        number = bisect_right(spans, (at, len(text) + 1)) - 1
        first, last = spans[number] if number >= 0 and at < spans[number][1] else (0, len(text))
        return _defines(self._knowledge, text, first, last)

    @cached_property
    def _pointed_at(self) -> bool:
        """Whether the draft speaks of its parts or of rows by their numbers, which must stay."""
        return any(fact.kind == "pointer" for fact in self._facts) or any(
            _BY_NUMBER.search(passage.folded.text, 1) for passage in self._plan.passages
        )

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


def _named(fact: Fact) -> tuple[object, ...]:
    """What a fact names."""
    return tuple(fact[key] for key in _NAMING[fact.kind])


def _stands(name: str, passage: Passage, start: int, end: int) -> bool:
    """Whether a folded name stands in a passage elsewhere than in a stretch of its text."""
    text = passage.folded.text
    first, last = passage.folded.squeezed(start), passage.folded.squeezed(end)
    return text.find(name, 0, first) >= 0 or text.find(name, last) >= 0


_JUDGES: Mapping[str, Callable[[Certainty, Passage, int, int], bool]] = {
    "shortened": Certainty._is_committee,
    "short-post": Certainty._is_in_words,
    "shortened-subject": Certainty._is_in_words,
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


def _ends(text: str, ending: re.Pattern[str]) -> bool:
    """Whether a text ends as a pattern of a few words says."""
    return ending.search(text, max(0, len(text) - _FEW_WORDS)) is not None


@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return sentences(text)


@lru_cache(maxsize=64)
def _defines(knowledge: Knowledge, text: str, first: int, last: int) -> bool:
    """Whether the words between two offsets give a name or a short form."""
    return cues.anywhere(knowledge, "certain.defining").search(text, first, last) is not None


def _quoted(text: str, at: int) -> bool:
    """Whether an offset lies between quotation marks."""
    marks = _marks(text)
    if bisect_left(marks['"'], at) % 2:
        return True
    return any(bisect_left(marks[opening], at) > bisect_left(marks[closing], at) for opening, closing in _PAIRED)


@lru_cache(maxsize=8)
def _marks(text: str) -> Mapping[str, list[int]]:
    """Where the quotation marks of a text stand, by the mark."""
    found: dict[str, list[int]] = {mark: [] for mark in '"' + "".join(map("".join, _PAIRED))}
    for match in _MARK.finditer(text):
        found[match.group()].append(match.start())
    return found
