"""Places that lie in one province, found by their names with the word for their kind: "cửa khẩu quốc tế Tịnh Biên".

Districts and towns of one province that stand side by side say it together: "cơ sở lưu trú ở Sa Pa, Bắc Hà".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from plancheck.knowledge.model import PlaceKind
from plancheck.knowledge.scanner import Names, Pieces
from plancheck.patterns import lazily
from plancheck.records import NamedTuple

_JOINT = lazily(r" ?, ?| và |, và |/")
"""Between names of a list that says their kind once."""
_AT = lazily(r"(?<!\w)(?:ở|tại|khu vực|địa bàn) $")
"""Before names without their kind."""
_REACH = 40
"""Characters before a name in which its kind is said."""


class Sight(NamedTuple):
    """A place named in folded text: offsets, and where it lies."""

    start: int
    name: int
    """Where its own name begins, behind the word for its kind."""
    end: int
    kind: PlaceKind
    provinces: tuple[str, ...]
    """Ids as in the register; of places that share the name, all."""
    anyone: bool
    """Plans of all provinces may name it."""


def _start(units: tuple[str, ...], text: str, position: int) -> int:
    """Where the longest of the words for a kind begins that stands right before a name; -1 if none does."""
    head = text[max(0, position - _REACH) : position].rstrip(" .:")
    if not head.endswith(units):
        return -1
    unit = next(each for each in units if head.endswith(each))
    whole = not head[: -len(unit)][-1:].isalnum()
    return max(0, position - _REACH) + len(head) - len(unit) if whole else -1


class Gazetteer:
    """The places of a register, from the data of ``build``."""

    def __init__(self, kinds: Sequence[PlaceKind], names: Mapping[str, Any], homes: Mapping[str, list[str]]) -> None:
        self.kinds = tuple(kinds)
        self._kinds = {kind.id: kind for kind in kinds}
        self._names = Names(names)
        self._homes = {id: frozenset(provinces) for id, provinces in homes.items()}
        self._units = {kind.id: tuple(sorted(kind.units, key=len, reverse=True)) for kind in kinds}

    def find(self, said: str | Pieces) -> list[Sight]:
        """Places named, in order; linear in the text."""
        found: list[Sight] = []
        bare: Sight | None = None
        pieces = Pieces(said) if isinstance(said, str) else said
        folded = pieces.text
        for number, position in self._names.candidates(pieces):
            if found and position < found[-1].end:
                continue
            named = self._names.match(pieces, number)
            sight = self._sight(folded, position, *named, found[-1] if found else None) if named else None
            if sight:
                found.append(sight)
            elif named and (other := self._bare(position, *named)):
                shared = tuple(each for each in bare.provinces if each in other.provinces) if bare else ()
                if bare and shared and _JOINT.fullmatch(folded, bare.end, position):
                    found.append(bare._replace(end=other.end, provinces=shared))
                bare = other if _AT.search(folded, max(0, position - _REACH), position) else None
        return found

    def _bare(self, position: int, end: int, known: list[Any]) -> Sight | None:
        """A district or town named without the word for its kind."""
        for id, provinces, anyone in known:
            if self._kinds[id].level == "district":
                return Sight(position, position, end, self._kinds[id], tuple(provinces), anyone)
        return None

    def _sight(self, text: str, position: int, end: int, known: list[Any], before: Sight | None) -> Sight | None:
        for id, provinces, anyone in known:
            kind, start = self._kinds[id], position
            if kind.units:
                start = _start(self._units[id], text, position)
                listed = before and before.kind is kind and _JOINT.fullmatch(text, before.end, position)
                if start < 0 and not listed:
                    continue
                start = position if start < 0 else start
            return Sight(start, position, end, kind, tuple(provinces), anyone)
        return None

    def homes(self, kind: PlaceKind) -> frozenset[str]:
        """Provinces that have such places."""
        return self._homes[kind.id]

    def town(self, folded: str, start: int) -> int:
        """Where the name of a district or town ends that begins at an offset; 0 if none does."""
        named = self._names.match_at(folded, start)
        return named[0] if named and any(self._kinds[id].level == "district" for id, *_ in named[1]) else 0
