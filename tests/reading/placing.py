"""What every reader of an input that has lines must keep: each character knows its line and column."""

import re
import unicodedata

from plancheck.document import Block, Document

_LINE_END = re.compile(r"\r\n|\r|\n")


def rows(document: Document) -> list[tuple[str, str, str]]:
    """(hint, label, text) of each block."""
    return [(block.hint, block.label, block.text) for block in document.blocks]


def seen(document: Document) -> list[str]:
    """Each paragraph of the body as a person sees it, its number in front."""
    return [
        " ".join(filter(None, (block.label, block.text)))
        for block in document.blocks
        if block.part == "body" and (block.label or block.text.strip())
    ]


def misplaced(document: Document, source: str, written: dict[str, str] | None = None) -> list[tuple[int, int, str]]:
    """(block ordinal, offset, character) of every character whose place holds another character in the source.

    Spaces may stand for any white space or line end. ``written``: how some characters are written in the source.
    """
    lines = _LINE_END.split(source)
    wrong = []
    for block in document.blocks:
        for offset, character in enumerate(block.text):
            if character != " " and not _stands(block, offset, character, lines, written or {}):
                wrong.append((block.ordinal, offset, character))
    return wrong


def _stands(block: Block, offset: int, character: str, lines: list[str], written: dict[str, str]) -> bool:
    place = block.place(offset)
    assert place.line is not None
    assert place.column is not None
    line = lines[place.line - 1]
    if line.startswith(written.get(character, character), place.column - 1):
        return True
    found = line[place.column - 1 : place.column]
    # A composed character stands where its first part does.
    return unicodedata.normalize("NFD", character)[:1] == unicodedata.normalize("NFD", found)[:1]
