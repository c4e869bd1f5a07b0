"""Where the keys of a TOML file stand: the parser of the standard library does not tell."""

import re

from plancheck.records import NamedTuple

At = tuple[str | int, ...]
"""Names of tables and keys, and numbers (from 0) of the tables of an array."""

_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_ARRAY = re.compile(rf"\s*\[\[\s*({_NAMES})\s*\]\]")
_TABLE = re.compile(rf"\s*\[\s*({_NAMES})\s*\]")
_KEY = re.compile(rf"\s*({_NAMES})\s*=\s*")
_PIECE = re.compile(_NAME)


class Place(NamedTuple):
    """1-based line and column of a key, and of its value."""

    line: int
    key: int
    value: int


def places(text: str) -> dict[At, Place]:
    """Place of each table and key of a text that is TOML. Where a key seems to be given twice the first counts.

    Keys of tables written within a line have the place of that line's key.
    """
    found: dict[At, Place] = {}
    table: At = ()
    number: dict[At, int] = {}
    for line, written in enumerate(text.splitlines(), 1):
        if match := _ARRAY.match(written):
            array = _split(match[1])
            number[array] = number.get(array, -1) + 1
            table = (*array, number[array])
            found.setdefault(array, Place(line, match.start(1) + 1, match.start(1) + 1))
            found.setdefault(table, Place(line, match.start(1) + 1, match.start(1) + 1))
        elif match := _TABLE.match(written):
            table = _split(match[1])
            found.setdefault(table, Place(line, match.start(1) + 1, match.start(1) + 1))
        elif match := _KEY.match(written):
            found.setdefault((*table, *_split(match[1])), Place(line, match.start(1) + 1, match.end() + 1))
    return found


def nearest(found: dict[At, Place], at: At) -> Place | None:
    """Place of a part of the file, or of what it stands in; None where nothing of it is found."""
    while at:
        if at in found:
            return found[at]
        at = at[:-1]
    return None


def _split(names: str) -> At:
    return tuple(piece.strip("\"'") for piece in _PIECE.findall(names))
