"""Find many names in folded text at once: longest, leftmost, whole words, in time linear in the text.

Names are kept by their first two words, so that a stretch of text costs one dictionary look-up a word.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

SEPARATORS = ",.;:()\"'+/-&*[]!?…|•\n"
"""What may stand between words besides a space. Folding has made all dashes "-" and all quotes plain."""

Index = dict[str, dict[str, Any]]
"""First word → second word ("" for names of one word) → {"lengths": longest first, "names": name → payload}."""


def words(text: str) -> list[str]:
    """Pieces of the text between single separators; lengths plus one add up to offsets."""
    for separator in SEPARATORS:
        text = text.replace(separator, " ")
    return text.split(" ")


def index(names: Mapping[str, Any]) -> Index:
    """Index of folded names, as JSON data."""
    built: Index = {}
    for name in sorted(names):
        parts = words(name)
        second = parts[1] if len(parts) > 1 else ""
        bucket = built.setdefault(parts[0], {}).setdefault(second, {"lengths": [], "names": {}})
        bucket["names"][name] = names[name]
    for seconds in built.values():
        for bucket in seconds.values():
            bucket["lengths"] = sorted({len(name) for name in bucket["names"]}, reverse=True)
    return built


def match(names: Index, text: str, start: int, first: str, second: str) -> tuple[int, Any] | None:
    """End and payload of the longest name that begins at ``start``, where the words ``first`` and ``second`` stand."""
    seconds = names.get(first)
    if seconds is None:
        return None
    for key in (second, "") if second else ("",):
        bucket = seconds.get(key)
        if bucket is None:
            continue
        known = bucket["names"]
        for length in bucket["lengths"]:
            end = start + length
            if end > len(text):  # a slice cut short would look like a shorter name
                continue
            payload = known.get(text[start:end])
            if payload is not None and (end >= len(text) or not text[end].isalnum()):
                return end, payload
    return None


def match_at(names: Index, text: str, start: int) -> tuple[int, Any] | None:
    """The same where the words are not known yet."""
    pieces = words(text[start : start + 60])
    return match(names, text, start, pieces[0], pieces[1] if len(pieces) > 1 else "")


def scan(names: Index, text: str) -> Iterator[tuple[int, int, Any]]:
    """Start, end and payload of each name found."""
    pieces = words(text)
    pieces.append("")
    position, done = 0, 0
    for number, piece in enumerate(pieces):
        if piece in names and position >= done:
            found = match(names, text, position, piece, pieces[number + 1])
            if found is not None:
                done = found[0]
                yield position, done, found[1]
        position += len(piece) + 1


def longest_names(names: Iterable[str]) -> list[str]:
    """Names, longest first, then alphabetical."""
    return sorted(names, key=lambda name: (-len(name), name))
