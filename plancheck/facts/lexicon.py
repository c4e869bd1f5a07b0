"""Find many terms in one pass over the words of a text.

A term is a run of whole words: "ban" is never found inside "bản". Commas, semicolons, colons and brackets are
words too, so "an toàn thông tin" is not found in "an toàn, thông tin"; dashes, quotes and slashes are not, so
"kinh tế - xã hội" and "kinh tế xã hội" are the same. A comma inside a term may be there or not.
"""

import marshal
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

Match = tuple[int, int, int]
"""A term found: its position in the list given to the lexicon, its first word and the word after its last."""

LEXICON = __file__
"""The code that a kept lexicon depends on."""
_BREAK = "\0"
"""Stands in no text: put between texts that are taken apart as one."""
_MARKS = ",;:()"
_IGNORED = ".\"'/+-&?!*[]…|•_%"


def words(folded: str) -> list[str]:
    """Words and separating marks of folded text."""
    if folded.replace(" ", "").isalnum():
        return folded.split()
    for mark in _IGNORED:
        folded = folded.replace(mark, " ")
    for mark in _MARKS:
        folded = folded.replace(mark, f" {mark} ")
    return folded.split()


def apart(texts: Sequence[str]) -> list[list[str]]:
    """``words`` of each of some folded texts, all taken apart at once."""
    found: list[list[str]] = [[]]
    for word in words(f" {_BREAK} ".join(texts)):
        if word == _BREAK:
            found.append([])
        else:
            found[-1].append(word)
    return found[: len(texts)]


def offsets(folded: str, said: Iterable[str]) -> list[tuple[int, int]]:
    """Span of each of the words of a folded text."""
    spans, end = [], 0
    for word in said:
        start = folded.index(word, end)
        end = start + len(word)
        spans.append((start, end))
    return spans


class Lexicon:
    """A set of terms to look for.

    ``masks`` are phrases in which no term is seen that doesn't hold the whole phrase ("báo cáo viên" hides "báo cáo");
    where only a part of the phrase hides, the part stands in square brackets ("kiều bào [ở nước ngoài]").
    """

    def __init__(self, terms: Iterable[str], masks: Iterable[str] = ()) -> None:
        root: dict[str, Any] = {}
        for index, term in enumerate(terms):
            _add(root, term, index)
        self._masks: list[tuple[int, int, int]] = []
        for mask in masks:
            before, opened, rest = mask.partition("[")
            part, _, after = rest.partition("]")
            first = len(words(before)) if opened else 0
            last = first + len(words(part)) if opened else len(words(mask))
            self._masks.append((first, last, last - first + bool(opened)))
            _add(root, before + part + after, -len(self._masks))
        self._root: dict[str, Any] = _settled(root)[1]

    @classmethod
    def of(cls, data: tuple[Any, ...]) -> "Lexicon":
        """The lexicon whose ``data`` these are."""
        made = cls(())
        packed, made._masks = data
        made._root = dict(packed)
        return made

    @property
    def data(self) -> tuple[Any, ...]:
        """All there is to it, as plain data: what follows a first word is unpacked when the word is met."""
        rests = {first: rest if type(rest) is bytes else marshal.dumps(rest, 4) for first, rest in self._root.items()}
        return rests, self._masks

    def find(self, text: list[str]) -> list[Match]:
        """Every term in the words of a text, overlapping ones too, in order of their first word, masks applied."""
        return self.visible(self.scan(text))

    def scan(self, text: list[str]) -> list[Match]:
        """The same before masks are applied, with the masks found among them. Linear."""
        found: list[Match] = []
        root = self._root
        said = [*text, None]
        for first in [at for at, word in enumerate(text) if word in root]:
            word = text[first]
            node = root[word]
            if type(node) is bytes:
                node = root[word] = marshal.loads(node)
            last = first + 1
            while node is not None:
                terms, following = node
                for index in terms:
                    found.append((index, first, last))
                node = following.get(said[last])
                last += 1
        return found

    def visible(self, found: list[Match]) -> list[Match]:
        """Terms that no mask among the matches of one sentence hides."""
        masks = [(at, *self._masks[-index - 1]) for index, at, _ in found if index < 0]
        if not masks:
            return found
        hidden = [(at + start, at + end, enough) for at, start, end, enough in masks]
        covered = {at for start, end, _ in hidden for at in range(start, end)}
        hidden.sort()
        longest = max(end - start for start, end, _ in hidden)
        return [
            match
            for match in found
            if match[0] >= 0
            and (covered.isdisjoint(range(match[1], match[2])) or not _is_hidden(match, hidden, longest))
        ]


def _add(root: dict[str, Any], term: str, index: int) -> None:
    """Put a term, in each way that its commas may be there or not, among others: word → what follows, "" → terms."""
    pieces = [("", ",") if word == "," else (word,) for word in words(term)]
    for variant in product(*pieces):
        node = root
        for word in variant:
            if word:
                node = node.setdefault(word, {})
        node[""] = (*node.get("", ()), index)


def _settled(node: dict[str, Any]) -> tuple[tuple[int, ...], dict[str, Any]]:
    """The terms that end with a word, and what may follow it."""
    return node.pop("", ()), {word: _settled(rest) for word, rest in node.items()}


def _is_hidden(match: Match, hidden: list[tuple[int, int, int]], longest: int) -> bool:
    """Whether a match touches a hiding stretch, of which none is longer than ``longest``, without holding all of it."""
    _, first, last = match
    near = bisect_left(hidden, (first - longest, 0, 0)), bisect_left(hidden, (last, 0, 0))
    for start, end, enough in hidden[slice(*near)]:
        if first < end and not (first <= start and end <= last and last - first >= enough):
            return True
    return False
