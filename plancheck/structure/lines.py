"""Lines of a letterhead or signature: blocks cut where one block holds several things."""

import re

from plancheck.document import Block
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import bare, squeeze

CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""For a character class: the capitals of Vietnamese, which Unicode strews among the small letters."""
_NOT_LETTERS = lazily(r"[\W\d_]+")
WRAPPING = " \t\r\n\u00a0\u3000*_#|\ufeff\u200b"


class Line(NamedTuple):
    """``text`` is block ``block``'s text from ``start`` to ``end``, without outer space and Markdown emphasis."""

    block: int
    start: int
    end: int
    text: str
    key: str
    """Folded, squeezed."""

    @property
    def upper(self) -> bool:
        """Whether all its letters are capitals."""
        return self.text.isupper()


def line_of(block: int, text: str, start: int, end: int) -> Line:
    """The line that ``text[start:end]`` makes, trimmed."""
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip(WRAPPING))
    trimmed = piece.strip(WRAPPING)
    if not trimmed:  # "*" and rules stay as they are
        lead, trimmed = len(piece) - len(piece.lstrip()), piece.strip()
    first = start + lead
    return Line(block, first, first + len(trimmed), trimmed, squeeze(trimmed).text)


def all_caps(block: Block, line: Line) -> bool:
    """Whether the line is shown in capitals by its format."""
    runs = [
        run
        for run in block.runs
        if run.start < line.end and run.end > line.start and block.text[run.start : run.end].strip()
    ]
    return bool(runs) and all(run.format.caps for run in runs)


def letters(text: str) -> str:
    """Letters alone, without case, diacritics, spaces and marks: what damaged text has in common with sound text."""
    return _NOT_LETTERS.sub("", bare(text))


def cut(block: int, text: str, pattern: re.Pattern[str]) -> list[Line]:
    """Lines of a block: cut at line breaks and column bars, then at the start and end of whatever ``pattern`` finds.

    Only non-empty lines are given.
    """
    found = []
    for first, last in _rows(text):
        start = first
        for match in pattern.finditer(text, first, last):
            for edge in match.span():
                found.append((start, edge))
                start = edge
        found.append((start, last))
    return [line_of(block, text, first, last) for first, last in found if text[first:last].strip(" \t\u00a0\u3000|")]


_ROW_END = lazily(r"[\n\r\u000b\u2028|]+")


def _rows(text: str) -> list[tuple[int, int]]:
    rows, start = [], 0
    for match in _ROW_END.finditer(text):
        rows.append((start, match.start()))
        start = match.end()
    rows.append((start, len(text)))
    return rows
