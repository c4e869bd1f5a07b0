"""Pages of a Word file: paper, margins, orientation and where the pages are numbered.

Values are stated; what they should be is the rules' to say. Inputs that carry no look give no facts.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from plancheck.document import Document, PageSetup, Place
from plancheck.facts.context import Context
from plancheck.facts.form import measure
from plancheck.facts.vocabulary import Fact, fact

_WIDE = 3
"""Columns of a table that may need a page turned on its side."""
_MOST_ON_A_PAGE = 4500
"""Characters: more than fifty full lines of size 13."""


def recognise(context: Context) -> Iterator[Fact]:
    """``page`` and ``page-number`` facts."""
    document = context.plan.document
    if not document.has_layout or not document.blocks:
        return
    known: dict[tuple[PageSetup, bool], PageSetup] = {}
    for page, end in _sections(document):
        key = page._replace(first=1, restarts=False), _has_wide_table(document, page.first, end)
        known.setdefault(key, page)
    for number, ((page, table), section) in enumerate(known.items(), 1):
        yield _page(document, page, table, section.first, number)
    yield from _page_numbers(document)


def _sections(document: Document) -> Iterator[tuple[PageSetup, int]]:
    """Each page setup, and the ordinal at which its section has ended."""
    pages = document.pages
    for page, following in pairwise(pages):
        yield page, following.first
    if pages:
        yield pages[-1], len(document.blocks) + 1


def _has_wide_table(document: Document, first: int, end: int) -> bool:
    """Whether a body's blocks, which come first in a document, hold a wide table between two ordinals."""
    for block in document.blocks[first - 1 : end - 1]:
        cell = block.cell
        if cell is not None and block.part == "body" and cell.column + cell.columns > _WIDE:
            return True
    return False


def _page(document: Document, page: PageSetup, table: bool, first: int, number: int) -> Fact:
    lengths = {side: round(getattr(page, side) * 10) for side in ("top", "bottom", "left", "right")}
    short, long = sorted((round(page.width * 10), round(page.height * 10)))
    return fact(
        "page",
        document.blocks[min(first, len(document.blocks)) - 1].place(0, 0),
        orientation="landscape" if page.width > page.height else "portrait",
        short=short,
        long=long,
        paper=f"{measure(short)} x {measure(long)} mm",
        table="yes" if table else "no",
        text=_margins(lengths) + (f" (khổ trang thứ {number})" if number > 1 else ""),
        **lengths,
    )


def _margins(lengths: Mapping[str, int]) -> str:
    words = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
    return ", ".join(f"{words[side]} {measure(tenths)}" for side, tenths in lengths.items()) + " mm"


def _has_several_pages(document: Document) -> bool:
    """Whether Word counted more than one page, or there is more text than one can hold."""
    characters = 0
    for block in document.blocks:
        if (block.page or 1) > 1:
            return True
        characters += len(block.text)
    return characters > _MOST_ON_A_PAGE


def _page_numbers(document: Document) -> Iterator[Fact]:
    top: Place = document.blocks[0].place(0, 0)
    for number in document.page_numbers:
        look = number.format
        yield fact(
            "page-number",
            top,
            position=number.position,
            alignment=number.alignment,
            first_page="yes" if number.on_first else "no",
            size=round((look.size or 0) * 10),
            upright="no" if look.bold or look.italic else "yes",
            arabic="yes" if number.numerals == "decimal" else "no",
        )
    if not document.page_numbers and _has_several_pages(document):
        yield fact("page-number", top, position="none")
