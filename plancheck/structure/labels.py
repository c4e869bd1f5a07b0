"""Numbers, letters and dashes that open headings and items, and the levels they make."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from plancheck.structure.lines import CAPITALS


class Label(NamedTuple):
    """A label as written, its kind, and where the words after it begin."""

    text: str
    kind: str
    """``part``, ``chapter``, ``letter``, ``roman``, ``article``, ``arabic``, ``multi``, ``lower``, ``paren`` or ``bullet``."""
    start: int
    """Offset of the words after it."""
    depth: int = 1
    """Numbers in a multi-level label."""


NO_LABEL = Label("", "", 0)

# One pass over the start of a block. A dot or slash before a digit is a decimal, a date or a number, never a label.
_LABEL = re.compile(
    rf"""\s*(?:\#{{1,6}}\s+|\*\*|__)?\s*(?:
      (?P<part>(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ|Thứ)\s+\w+|[IVX]+|\d{{1,2}}|[A-Z])\b\s?[.:\-–]?)
    | (?P<chapter>(?:CHƯƠNG|Chương)\s+(?:[IVX]+|\d{{1,2}})\b\s?[.:\-–]?)
    | (?P<article>(?:ĐIỀU|Điều)\s+\d{{1,3}}[a-zđ]?\s?[.:])
    | (?P<roman>[IVX]{{1,7}}(?:\s?[.)](?!\w\.)|\s?[-–/](?=\s)|[-–](?=[{CAPITALS}][^\W\d_]))|(?:VIII|VII|VI|IV|IX|XI|XII|III|II|I|V|X)\s?:(?=\s))
    | (?P<letter>[A-HK-UYĐ]\s?[.)](?=\s|[^\W\d_]{{2}})|[A-HK-UYĐ]\s?[-–/]\s)
    | (?P<multi>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?!\d)[.)]?(?=\s|[^\W\d_]))
    | (?P<arabic>\d{{1,3}}\s?[.)](?!\d)(?=\s*\S)|\d{{1,2}}/\s|\d{{1,2}}[-–]\s(?=[^\W\d_])|\d{{1,2}}[-–](?=[{CAPITALS}]))
    | (?P<lower>[a-zđ]\d?\s?\)|[a-zđ]\.(?=\s)|[a-zđ]/\s)
    | (?P<paren>\((?:\d{{1,2}}|[a-zđ]|[ivx]{{1,4}})\)(?=\s*\S))
    | (?P<bullet>(?:[-–—]{{1,2}}(?![-–—_])|\+|[•●○▪■□◦·⁃‣►➢✓❖◆\uf000-\uf0ff]|\*(?!\*))(?=\s*\S))
    )[\s*_]*""",
    re.VERBOSE,
)


def typed_label(text: str) -> Label:
    """Label typed at the start of a block's text."""
    match = _LABEL.match(text)
    if match is None:
        return NO_LABEL
    kind = match.lastgroup or ""
    label = match[kind].strip()
    return Label(label, kind, match.end(), label.count(".") + (not label.endswith((".", ")"))) if kind == "multi" else 1)


def automatic_label(text: str) -> Label:
    """Label that the word processor shows."""
    match = _LABEL.match(text + " x")
    kind = (match and match.lastgroup) or "bullet"
    label = text.strip()
    return Label(label, kind, 0, label.rstrip(".)").count(".") + 1 if kind == "multi" else 1)


_RANKS = {
    "part": 0, "chapter": 1, "letter": 2, "roman": 3, "upper": 3, "article": 3, "arabic": 4, "mixed": 4, "multi": 5,
    "lower": 9, "paren": 10, "bullet": 11,
}  # fmt: skip


def rank(label: Label) -> int:
    """How far in a label's kind usually stands; bullets are told apart by their glyph instead."""
    return _RANKS[label.kind] + (min(label.depth, 4) - 2 if label.kind == "multi" else 0)


@dataclass(slots=True)
class Open:
    """A label that is open above the current block."""

    rank: int
    glyph: str
    crumb: str
    """What it adds to the breadcrumb, empty for a mere item."""
    section: int


class Stack:
    """Open labels, outermost first. Bullets nest by order of appearance, everything else by rank."""

    def __init__(self) -> None:
        self.open: list[Open] = []
        self.letters_inside = False
        """Whether A. B. stand inside I. II. in this draft; known by which came first."""
        self._seen: set[str] = set()

    def enter(self, label: Label, crumb: str, section: int) -> int:
        """Close what the label ends, open it, and give its 1-based level."""
        own, glyph = self._rank(label), label.text if label.kind == "bullet" else ""
        while self.open and self._closes(own, glyph, self.open[-1]):
            self.open.pop()
        self.open.append(Open(own, glyph, crumb, section))
        return len(self.open)

    def _rank(self, label: Label) -> int:
        if label.kind == "letter" and "letter" not in self._seen and "roman" in self._seen:
            self.letters_inside = True
        self._seen.add(label.kind)
        if label.kind == "letter" and self.letters_inside:
            return _RANKS["roman"] * 2 + 1  # between roman and arabic once ranks are doubled
        return rank(label) * 2

    def _closes(self, own: int, glyph: str, last: Open) -> bool:
        if last.rank != own:
            return last.rank > own
        return not glyph or glyph == last.glyph or any(entry.glyph == glyph for entry in self.open)

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """Crumbs of what is open."""
        return tuple(entry.crumb for entry in self.open if entry.crumb)

    @property
    def section(self) -> int:
        """Innermost open section, -1 if none."""
        for entry in reversed(self.open):
            if entry.section >= 0:
                return entry.section
        return -1
