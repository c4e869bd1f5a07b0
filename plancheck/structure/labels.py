"""Numbers, letters and dashes that open headings and items, and the levels they make."""

import re

from plancheck.patterns import lazily
from plancheck.records import NamedTuple


class Label(NamedTuple):
    """A label as written, its kind, and where the words after it begin."""

    text: str
    kind: str
    """``part``, ``chapter``, ``letter``, ``roman``, ``article``, ``arabic``, ``multi``, ``lower``, ``paren`` or
    ``bullet``."""
    start: int
    """Offset of the words after it."""
    depth: int = 1
    """Numbers in a multi-level label."""


NO_LABEL = Label("", "", 0)

# One pass over the start of a block. A dot or slash before a digit is a decimal, a date or a number, never a label.
_LABEL = lazily(
    r"""(?:\#{1,6}|\*\*|__)?\s*(?:
      (?P<part>(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ|Thứ)\s+\w+|[IVX]+|\d{1,2}|[A-Z])\b\s?[.:\-–]?)
    | (?P<chapter>(?:CHƯƠNG|Chương)\s+(?:[IVX]+|\d{1,2})\b\s?[.:\-–]?)
    | (?P<article>(?:ĐIỀU|Điều)\s+\d{1,3}[a-zđ]?\s?[.:])
    | (?P<roman>(?:[IVX]{1,7}|(?=l?[IVX])[IVXl]{2,7})
        (?:\s?[.)](?=[\s"“(]|[^\W\d_a-z])|\s?[-–/:](?=\s)|[-–](?=[^\W\d_a-z][^\W\d_])))
    | (?P<letter>[A-HK-UYĐ]\s?[.)](?=\s|[^\W\d_]{2})|[A-HK-UYĐ]\s?[-–/]\s)
    | (?P<multi>\d{1,2}(?:\.\d{1,2}){1,3}(?!\d)[.)]?(?=\s|[^\W\d_]))
    | (?P<arabic>\d{1,3}\s?[.)](?!\d)(?=\s*\S)|\d{1,2}/\s|\d{1,2}[-–]\s(?=[^\W\d_])|\d{1,2}[-–](?=[^\W\d_a-z]))
    | (?P<lower>[a-zđ]\d?\s?\)|[a-zđ]\.(?=\s)|[a-zđ]/\s)
    | (?P<paren>\((?:\d{1,2}|[a-zđ]|[ivx]{1,4})\)(?=\s*\S))
    | (?P<bullet>(?:[-–—]{1,2}(?![-–—_])|\+|[•●○▪■□◦·⁃‣►➢✓❖◆\uf000-\uf0ff]|\*(?!\*))(?=\s*\S))
    )[\s*_]*""",
    re.VERBOSE,
)


def typed_label(text: str) -> Label:
    """Label typed at the start of a block's text."""
    match = _LABEL.match(text, len(text) - len(text.lstrip()) if text[:1].isspace() else 0)
    if match is None:
        return NO_LABEL
    kind = match.lastgroup or ""
    label = match[kind].strip()
    return Label(
        label, kind, match.end(), label.count(".") + (not label.endswith((".", ")"))) if kind == "multi" else 1
    )


def automatic_label(text: str) -> Label:
    """Label that the word processor shows."""
    match = _LABEL.match(_LONG_NUMBER.sub("10", text) + " x")
    kind = (match and match.lastgroup) or "bullet"
    label = text.strip()
    return Label(label, kind, 0, label.rstrip(".)").count(".") + 1 if kind == "multi" else 1)


_LONG_NUMBER = lazily(r"\d{2,}")
_COUNTER = lazily(r"\d+|(?<![^\W\d_])(?:[ivxlcdm]+|[IVXLCDM]+|[a-zA-Z])(?![^\W\d_])")
"""What counts in a label of no known kind, such as "Bước 1:"."""
_DEEPEST = 9
"""Bullets, and labels of no known kind, that may be open at once: as many as a word processor has levels."""

_RANKS = {
    "part": 0, "chapter": 1, "letter": 2, "roman": 3, "upper": 3, "article": 3, "arabic": 4, "mixed": 4, "multi": 5,
    "lower": 9, "paren": 10, "bullet": 11,
}  # fmt: skip


def rank(label: Label) -> int:
    """How far in a label's kind usually stands; bullets are told apart by their glyph instead."""
    return _RANKS[label.kind] + (min(label.depth, 4) - 2 if label.kind == "multi" else 0)


def alike(first: Label, second: Label) -> bool:
    """Whether two bullets, or labels of no known kind, are of one list."""
    return _glyph(first) == _glyph(second)


class Open(NamedTuple):
    """A label that is open above the current block."""

    rank: int
    glyph: str
    """Of a bullet, what does not count of a label of no known kind; empty for everything else."""
    crumbs: tuple[str, ...]
    """Breadcrumb of what stands under it."""
    section: int
    """Innermost section of what stands under it, -1 if none."""


class Stack:
    """Open labels, outermost first. Bullets nest by order of appearance, everything else by rank."""

    def __init__(self, crumbs: tuple[str, ...] = ()) -> None:
        self._open: list[Open] = []
        self._crumbs = crumbs
        self._letters_inside = False
        """Whether A. B. stand inside I. II. in this draft; known by which came first."""
        self._seen: set[str] = set()
        self._coming = (0, "")

    @property
    def breadcrumb(self) -> tuple[str, ...]:
        """Breadcrumb of what comes next."""
        return self._open[-1].crumbs if self._open else self._crumbs

    @property
    def section(self) -> int:
        """Innermost open section, -1 if none."""
        return self._open[-1].section if self._open else -1

    @property
    def level(self) -> int:
        """Number of open labels."""
        return len(self._open)

    def close(self, label: Label) -> None:
        """Close what the label ends; the label itself is then opened with ``open``."""
        own, glyph = self._coming = self._rank(label), _glyph(label)
        while self._open and self._closes(own, glyph, self._open[-1]):
            self._open.pop()
        if glyph and sum(1 for entry in self._open if entry.glyph) >= _DEEPEST:
            self._open.pop()

    def open(self, crumb: str, section: int) -> None:
        """Open the label closed for last, with what it adds to the breadcrumb and its section (empty, -1: nothing)."""
        above = self._open[-1] if self._open else None
        crumbs = above.crumbs if above else self._crumbs
        if section < 0:
            section = above.section if above else -1
        self._open.append(Open(*self._coming, (*crumbs, crumb) if crumb else crumbs, section))

    def rename(self, more: str) -> None:
        """Add words to the crumb of the innermost label."""
        last = self._open[-1]
        self._open[-1] = last._replace(crumbs=(*last.crumbs[:-1], f"{last.crumbs[-1]} {more}"))

    def has_bullet(self, label: Label) -> bool:
        """Whether a bullet with the glyph of this one is open."""
        return self._has_glyph(_glyph(label))

    def _has_glyph(self, glyph: str) -> bool:
        return any(entry.glyph == glyph for entry in self._open)

    def _rank(self, label: Label) -> int:
        kind = label.kind
        if kind in ("letter", "roman"):
            if kind == "letter" and "letter" not in self._seen and "roman" in self._seen:
                self._letters_inside = True
            self._seen.add(kind)
            if kind == "letter" and self._letters_inside:
                return _RANKS["roman"] * 2 + 1  # between roman and arabic once ranks are doubled
        return rank(label) * 2

    def _closes(self, own: int, glyph: str, last: Open) -> bool:
        if last.rank != own:
            return last.rank > own
        return not glyph or glyph == last.glyph or self._has_glyph(glyph)


def _glyph(label: Label) -> str:
    if label.kind != "bullet":
        return ""
    return "-" if label.text in ("–", "—") else _COUNTER.sub("#", label.text)
