"""Reader of PDF files with a text layer, by the extra ``pdf``: their words, and the page of each; not their form."""

import subprocess
import sys
from bisect import bisect_right
from pathlib import Path

from plancheck.document import Document
from plancheck.reading.errors import ReadingError, refusal
from plancheck.reading.plain import read_text

PATIENCE = 20.0
"""Seconds that are waited for the text."""
_PROGRAM = Path(__file__).with_name("pdf_text.py")
_FAILURES = {2: "pdf", 3: "encrypted"}


def read_pdf(data: bytes) -> Document:
    """Read a PDF. Raises ReadingError."""
    pages = [_without_number(page.split("\n")) for page in _text(data).split("\x0c")]
    lines = [line for page in pages for line in page]
    if not any(line.strip() for line in lines):
        raise refusal("scanned-pdf")
    starts = [1]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    document = read_text("\n".join(lines).encode("utf-8", "replace"))
    blocks = tuple(
        block._replace(page=bisect_right(starts, block.line or 1), line=None, column=None, anchors=())
        for block in document.blocks
    )
    return Document("pdf", blocks)


def _text(data: bytes) -> str:
    """Text of the PDF, read in a process of its own."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_PROGRAM)], input=data, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise _unreadable() from None
    if done.returncode in _FAILURES:
        raise refusal(_FAILURES[done.returncode])
    if done.returncode:
        raise _unreadable()
    return done.stdout.decode("utf-8", "replace")


def _without_number(lines: list[str]) -> list[str]:
    """Lines of a page, its number, which stands alone at its top or bottom, blanked."""
    kept = list(lines)
    said = [index for index, line in enumerate(lines) if line.strip()]
    for index in {said[0], said[-1]} if said else ():
        if lines[index].strip(" -").isdecimal():
            kept[index] = ""
    return kept


def _unreadable() -> ReadingError:
    return ReadingError(
        "broken-pdf",
        "Không đọc được tệp PDF này (hỏng, quá lớn hoặc quá phức tạp); hãy dùng bản Word của dự thảo (.docx).",
        "This PDF can't be read (damaged, too large or too involved); give the Word file of the draft (.docx).",
    )
