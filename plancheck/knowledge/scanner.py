"""Find many names in folded text at once: longest, leftmost, whole words, in time linear in the text.

Names are kept by their first two words; only those whose two words occur in a text are ever unpacked.
"""

import marshal
from collections.abc import Mapping, Sequence
from typing import Any

from plancheck.patterns import lazily

_COMMON = ",.;:()\"'+/-&\n"
_RARE = lazily(r"[!#$%*<=>?@\\\[\]^_`{|}~…•·]")
"""What may stand between words besides a space. Folding has made all dashes "-" and all quotes plain."""

_WORD = lazily(r"[^\W_]+")
_WINDOW = 120
"""Longer than any name."""
_ALONE = "."
"""In the place of the second word of names of one word; no word is a full stop."""


def words(text: str) -> list[str]:
    """Pieces of the text between single separators; lengths plus one add up to offsets."""
    for separator in _COMMON:
        text = text.replace(separator, " ")
    if _RARE.search(text):
        text = _RARE.sub(" ", text)
    return text.split(" ")


def pack(names: Mapping[str, Any]) -> dict[str, Any]:
    """Names with their payloads as compact data.

    ``payloads``: each once; ``names``: first word → marshalled second word (``_ALONE`` for names of one word) → lines
    of a payload's number and the names it is for, parted by tabs.
    """
    payloads: list[Any] = []
    numbers: dict[str, int] = {}
    grouped: dict[str, dict[str, dict[int, list[str]]]] = {}
    for name in sorted(names):
        number = numbers.setdefault(repr(names[name]), len(payloads))
        if number == len(payloads):
            payloads.append(names[name])
        first, second = [*words(name), _ALONE][:2]
        grouped.setdefault(first, {}).setdefault(second, {}).setdefault(number, []).append(name)
    packed = {
        first: marshal.dumps(
            {
                second: "\n".join("\t".join((str(number), *members)) for number, members in lines.items())
                for second, lines in seconds.items()
            },
            4,
        )
        for first, seconds in grouped.items()
    }
    return {"payloads": payloads, "names": packed}


class _Seconds(dict[str, dict[str, str]]):
    """What follows on a first word, made out of what is packed when the word is first met."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def __missing__(self, first: str) -> dict[str, str]:
        known: dict[str, str] = marshal.loads(self._packed[first])
        self[first] = known
        return known


class Names:
    """Names of one kind, from the data of ``pack``."""

    def __init__(self, packed: Mapping[str, Any]) -> None:
        self._payloads: list[Any] = packed["payloads"]
        self._firsts: Mapping[str, bytes] = packed["names"]
        self._seconds = _Seconds(self._firsts)
        self._unpacked: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}

    def candidates(self, pieces: Sequence[str]) -> list[tuple[int, int]]:
        """Number and offset of each piece that a name may begin with."""
        firsts, known = self._firsts, self._seconds
        numbers = [number for number, piece in enumerate(pieces) if piece in firsts]
        found, last, offset, end = [], 0, 0, len(pieces) - 1
        for number in numbers:
            seconds = known[pieces[number]]
            if (number < end and pieces[number + 1] in seconds) or _ALONE in seconds:
                offset += sum(map(len, pieces[last:number])) + number - last
                last = number
                found.append((number, offset))
        return found

    def match(self, text: str, pieces: Sequence[str], number: int, start: int) -> tuple[int, Any] | None:
        """End and payload of the longest name that begins with piece ``number``, which stands at offset ``start``."""
        first = pieces[number]
        if first not in self._firsts:
            return None
        seconds = self._seconds[first]
        if number + 1 < len(pieces) and pieces[number + 1] in seconds:
            longest, names = self._unpack(first, pieces[number + 1])
            found = None
            end = start - 1
            for piece in pieces[number : number + 24]:
                end += len(piece) + 1
                if end - start > longest:
                    break
                payload = names.get(text[start:end])
                if payload is not None:
                    found = end, payload
            if found is not None:
                return found
        if _ALONE in seconds:
            return start + len(first), self._unpack(first, _ALONE)[1][first]
        return None

    def match_at(self, text: str, start: int) -> tuple[int, Any] | None:
        """The same at an offset where a word begins."""
        first = _WORD.match(text, start)
        if first is None or first.group() not in self._firsts:
            return None
        return self.match(text, words(text[start : start + _WINDOW]), 0, start)

    def _unpack(self, first: str, second: str) -> tuple[int, dict[str, Any]]:
        """Length of the longest name that begins with the two words, and the names with their payloads."""
        known = self._unpacked.get((first, second))
        if known is None:
            names = {}
            for line in self._seconds[first][second].split("\n"):
                payload, *members = line.split("\t")
                names.update(dict.fromkeys(members, self._payloads[int(payload)]))
            known = self._unpacked[first, second] = max(map(len, names)), names
        return known
