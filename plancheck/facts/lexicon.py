"""Find many terms in one pass over the words of a text.

A term is a run of whole words: "ban" is never found inside "bản". Commas, semicolons, colons and brackets are
words too, so "an toàn thông tin" is not found in "an toàn, thông tin"; dashes, quotes and slashes are not, so
"kinh tế - xã hội" and "kinh tế xã hội" are the same. A comma inside a term may be there or not.
"""

import re
from collections.abc import Iterable
from itertools import product

_WORD = re.compile(r"\w+|[,;:()]")


Match = tuple[int, int, int]
"""A term found: its position in the list given to the lexicon, its first word and the word after its last."""


def words(folded: str) -> list[str]:
    """Words and separating marks of folded text."""
    return _WORD.findall(folded)


def offsets(folded: str) -> list[tuple[int, int]]:
    """Span of each of ``words(folded)``."""
    return [match.span() for match in _WORD.finditer(folded)]


class Lexicon:
    """A set of terms to look for.

    ``masks`` are phrases in which no term is seen that doesn't hold the whole phrase ("báo cáo viên" hides "báo cáo"); where only a part of
    the phrase hides, the part stands in square brackets ("kiều bào [ở nước ngoài]").
    """

    def __init__(self, terms: Iterable[str], masks: Iterable[str] = ()) -> None:
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        for index, term in enumerate(terms):
            self._add(term, index)
        self._masks: list[tuple[int, int, int]] = []
        for mask in masks:
            before, opened, rest = mask.partition("[")
            part, _, after = rest.partition("]")
            first = len(words(before)) if opened else 0
            last = first + len(words(part)) if opened else len(words(mask))
            self._masks.append((first, last, last - first + bool(opened)))
            self._add(before + part + after, -len(self._masks))

    def _add(self, term: str, index: int) -> None:
        pieces = [("", ",") if word == "," else (word,) for word in words(term)]
        for variant in product(*pieces):
            node = self._root
            for word in variant:
                if word:
                    node = node.setdefault(word, {})
            node.setdefault("", []).append(index)

    def find(self, text: list[str]) -> list[Match]:
        """Every term in the words of a text, overlapping ones too, in order of their first word. Linear."""
        found: list[Match] = []
        hidden: list[tuple[int, int, int]] = []
        root = self._root
        last_word = len(text)
        for first, word in enumerate(text):
            if word not in root:
                continue
            node = root[word]
            last = first + 1
            while True:
                if "" in node:
                    for index in node[""]:
                        if index < 0:
                            start, end, enough = self._masks[-index - 1]
                            hidden.append((first + start, first + end, enough))
                        else:
                            found.append((index, first, last))
                if last == last_word:
                    break
                word = text[last]
                if word not in node:
                    break
                node = node[word]
                last += 1
        return [match for match in found if not _is_hidden(match, hidden)] if hidden else found


def _is_hidden(match: Match, hidden: list[tuple[int, int, int]]) -> bool:
    """Whether a match touches a hiding stretch without holding all of it."""
    _, first, last = match
    return any(
        start < last and first < end and not (first <= start and end <= last and last - first >= enough)
        for start, end, enough in hidden
    )
