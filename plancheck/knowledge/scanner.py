"""Find many names in folded text at once: longest, leftmost, whole words, in time linear in the text.

Names are kept by their first two words; only those whose two words occur in a text are ever unpacked.
"""

import marshal
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any

from plancheck.patterns import lazily

_COMMON = ",.;:()\"'+/-&\n"
_RARE = lazily(r"[!#$%*<=>?@\\\[\]^_`{|}~…•·]")
"""What may stand between words besides a space. Folding has made all dashes "-" and all quotes plain."""

_WORD = lazily(r"[^\W_]+")
_WINDOW = 120
"""Longer than any name."""
_MOST = 24
"""Pieces a name has at most."""
_ALONE = "."
"""In the place of the second word of names of one word; no word is a full stop."""


def words(text: str) -> list[str]:
    """Pieces of the text between single separators; lengths plus one add up to offsets."""
    for separator in _COMMON:
        text = text.replace(separator, " ")
    if _RARE.search(text):
        text = _RARE.sub(" ", text)
    return text.split(" ")


class Pieces:
    """A folded text taken apart, once for all kinds of names that are looked for in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = words(text)

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each piece, and that of one that would follow the last."""
        return list(accumulate((len(piece) + 1 for piece in self.all), initial=0))


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

    def candidates(self, pieces: Pieces) -> list[tuple[int, int]]:
        """Number and offset of each piece that a name may begin with."""
        firsts, known, every = self._firsts, self._seconds, pieces.all
        found, last = [], len(every) - 1
        for number in [number for number, piece in enumerate(every) if piece in firsts]:
            seconds = known[every[number]]
            if (number < last and every[number + 1] in seconds) or _ALONE in seconds:
                found.append((number, pieces.starts[number]))
        return found

    def match(self, pieces: Pieces, number: int) -> tuple[int, Any] | None:
        """End and payload of the longest name that begins with a piece."""
        first = pieces.all[number]
        if first not in self._firsts:
            return None
        seconds = self._seconds[first]
        if number + 1 < len(pieces.all) and pieces.all[number + 1] in seconds:
            longest, names = self._unpack(first, pieces.all[number + 1])
            text, start = pieces.text, pieces.starts[number]
            found = None
            for following in pieces.starts[number + 1 : number + 1 + _MOST]:
                if following - 1 - start > longest:
                    break
                payload = names.get(text[start : following - 1])
                if payload is not None:
                    found = following - 1, payload
            if found is not None:
                return found
        if _ALONE in seconds:
            return pieces.starts[number] + len(first), self._unpack(first, _ALONE)[1][first]
        return None

    def match_at(self, text: str, start: int) -> tuple[int, Any] | None:
        """The same at an offset where a word begins."""
        first = _WORD.match(text, start)
        if first is None or first.group() not in self._firsts:
            return None
        found = self.match(Pieces(text[start : start + _WINDOW]), 0)
        return found and (start + found[0], found[1])

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
