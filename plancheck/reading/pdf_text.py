"""Prints the text of the PDF on standard input, pages parted by form feeds. A program of its own, not imported.

The library that reads PDF is native code and the file is untrusted: it works in a process with little memory and time.
Exit codes: 0 well, 2 the library is missing, 3 a password is needed, 4 the file can't be read.
"""

import ctypes
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from plancheck.records import NamedTuple

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000
# Parts of the size of the letters: what still is one line, a blank between words, the width of a letter.
_SAME_LINE = 0.3
_BLANK = 0.13
_WIDTH = 0.5
_APART = 1.25
"""How much more than the usual step between lines sets a paragraph apart."""


def main() -> int:
    """Read, print."""
    try:
        import pypdfium2
    except ImportError:
        return 2
    data = sys.stdin.buffer.read()
    _limit()
    try:
        document = pypdfium2.PdfDocument(data)
        pages = []
        left = MAX_CHARACTERS
        for index in range(min(len(document), MAX_PAGES)):
            signs = list(_signs(document[index].get_textpage(), pypdfium2.raw))
            left -= len(signs)
            if left < 0:
                return 4
            pages.append("\n".join(_lines(signs)))
    except pypdfium2.PdfiumError as error:
        return 3 if "password" in str(error).lower() else 4
    sys.stdout.buffer.write("\x0c".join(pages).encode("utf-8", "replace"))
    return 0


class _Sign(NamedTuple):
    """A character that is seen: its baseline, its sides and its size, in points."""

    text: str
    base: float
    left: float
    right: float
    size: float


def _signs(page: Any, raw: Any) -> Iterator[_Sign]:
    """Characters of a page in the order they are drawn, which need not be that of reading."""
    box = [ctypes.c_double() for _ in range(6)]
    left, right, bottom, top, x, base = (ctypes.byref(value) for value in box)
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        if code <= 0x20 or code in (0xA0, 0xAD, 0xFFFE) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(page, index, x, base)
        size = raw.FPDFText_GetFontSize(page, index) or 12.0
        yield _Sign(chr(code), box[5].value, box[4].value, box[1].value, min(max(size, 4.0), 40.0))


def _lines(signs: list[_Sign]) -> Iterator[str]:
    """Lines of a page, laid out with blanks; an empty line where a paragraph is set apart."""
    rows: list[list[_Sign]] = []
    for sign in sorted(signs, key=lambda sign: -sign.base):
        if rows and abs(rows[-1][0].base - sign.base) < sign.size * _SAME_LINE:
            rows[-1].append(sign)
        else:
            rows.append([sign])
    edge = min((sign.left for sign in signs), default=0.0)
    steps = [above[0].base - below[0].base for above, below in pairwise(rows)]
    usual = sorted(steps)[len(steps) // 3] if steps else 0.0
    for row, step in zip(rows, [0.0, *steps], strict=False):
        if step > usual * _APART:
            yield ""
        yield _line(sorted(row, key=lambda sign: sign.left), edge)


def _line(row: list[_Sign], edge: float) -> str:
    pieces: list[str] = []
    end = edge
    for sign in row:
        gap = (sign.left - end) / sign.size
        if gap > _BLANK or not pieces:
            pieces.append(" " * min(max(int(gap / _WIDTH), 1 if pieces else 0), 200))
        pieces.append(sign.text)
        end = max(end, sign.right)
    return "".join(pieces)


def _limit() -> None:
    """Half a gigabyte and ten seconds of processor time, where the system can hold a process to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


if __name__ == "__main__":
    sys.exit(main())
