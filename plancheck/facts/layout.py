"""How a Word file looks: margins, page numbers, fonts and sizes, as resolved from styles and direct formatting.

Values are stated; what they should be is the rules' to say. Inputs that carry no look give no facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from plancheck.document import Place
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import OUTSIDE_THE_DRAFT, Passage, Role

_RUNNING = frozenset({Role.BASIS, Role.ENACTING, Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CLOSING})
"""Roles whose words are the running text of the plan."""
_QUOTE = 60
_Key = TypeVar("_Key", str, int)


def recognise(context: Context) -> Iterator[Fact]:
    """``page``, ``page-number`` and ``look`` facts."""
    document = context.plan.document
    if not document.has_layout or not document.blocks:
        return
    top = document.blocks[0].place(0, 0)
    for number, page in enumerate(dict.fromkeys(document.pages), 1):
        lengths = {side: round(getattr(page, side) * 10) for side in ("top", "bottom", "left", "right")}
        yield fact(
            "page",
            top,
            orientation="landscape" if page.width > page.height else "portrait",
            text=_margins(lengths) + (f" (khổ trang thứ {number})" if number > 1 else ""),
            **lengths,
        )
    yield from _page_numbers(context, top)
    yield from _looks(context)


def _margins(lengths: Mapping[str, int]) -> str:
    words = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
    return ", ".join(f"{words[side]} {_decimal(tenths)}" for side, tenths in lengths.items()) + " mm"


def _decimal(tenths: int) -> str:
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"


def _page_numbers(context: Context, top: Place) -> Iterator[Fact]:
    document = context.plan.document
    for number in document.page_numbers:
        yield fact(
            "page-number",
            top,
            position=number.position,
            alignment=number.alignment,
            first_page="yes" if number.on_first else "no",
        )
    if not document.page_numbers and any((block.page or 1) > 1 for block in document.blocks):
        yield fact("page-number", top, position="none")


@dataclass(slots=True)
class _Seen:
    """Where one font or size stands first, and in how many paragraphs."""

    passage: Passage
    start: int
    end: int
    places: int = 0
    last: int = -1


def _looks(context: Context) -> Iterator[Fact]:
    fonts: dict[str, _Seen] = {}
    sizes: dict[int, _Seen] = {}
    for passage in context.plan.passages:
        block = passage.block
        if passage.role in OUTSIDE_THE_DRAFT or block.part != "body":
            continue
        text = block.text
        running = passage.role in _RUNNING and block.cell is None and not block.in_text_box and not passage.parts
        for run in block.runs:
            look = run.format
            if look.hidden or not _says(text[run.start : run.end]):
                continue
            if look.font:
                _note(fonts, look.font, passage, run.start, run.end)
            if running and look.size is not None:
                _note(sizes, round(look.size * 10), passage, run.start, run.end)
    for font, seen in fonts.items():
        yield _look(seen, aspect="font", font=font)
    for size, seen in sizes.items():
        yield _look(seen, aspect="size", size=size)


def _says(text: str) -> bool:
    """Whether a stretch has a letter or a digit: blanks and bullets may have any look."""
    return any(char.isalnum() for char in text)


def _note(seen: dict[_Key, _Seen], key: _Key, passage: Passage, start: int, end: int) -> None:
    known = seen.get(key)
    if known is None:
        known = seen[key] = _Seen(passage, start, end)
    if known.last != passage.index:
        known.places += 1
        known.last = passage.index


def _look(seen: _Seen, **values: str | int) -> Fact:
    text = seen.passage.text
    start, end = seen.start, min(seen.end, seen.start + _QUOTE)
    quote = text[start:end].strip()
    return fact("look", seen.passage.place(start, end), quote, places=seen.places, text=quote, **values)
