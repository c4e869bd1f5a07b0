"""Words to plancheck in comments of the file: Word's own, ``<!-- plancheck: … -->`` in XML, text and Markdown."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from plancheck.document import Block, Document, Place, Trace
from plancheck.patterns import lazily
from plancheck.text import nfc, told_encoding

_MARK = b"plancheck:"
_COMMENT = lazily(r"<!--(.*?)-->", re.DOTALL)
_LINE_END = lazily(r"\r\n|\r|\n")
_CLOSED = lazily(r"</[^<>]*>\s*\Z")


def noted(document: Document, data: bytes) -> Document:
    """The document with the comments of its file that speak to plancheck as its directives."""
    told = [trace for trace in document.traces if trace.kind == "comment" and speaks(trace.text)]
    if not document.has_layout and _MARK in data.replace(b"\x00", b""):
        told += _in_source(document, data.decode(told_encoding(data) or "utf-8", "replace"))
    return document._replace(directives=tuple(told)) if told else document


def speaks(text: str) -> bool:
    """Whether a comment is meant for plancheck."""
    return text.lstrip()[: len(_MARK)].lower() == _MARK.decode()


def _in_source(document: Document, text: str) -> Iterator[Trace]:
    blocks = [block for block in document.blocks if block.line is not None]
    starts = [(block.line or 0, block.column or 1) for block in blocks]
    ends = [match.end() for match in _LINE_END.finditer(text)]
    for match in _COMMENT.finditer(text):
        words = nfc(" ".join(match[1].split()))
        if speaks(words):
            yield Trace("comment", _place(text, match.start(), ends, blocks, starts), words)


def _place(text: str, position: int, ends: list[int], blocks: list[Block], starts: list[tuple[int, int]]) -> Place:
    """Where a comment belongs: the paragraph it stands in or ends the line of, else the next one; ``ends`` are those of
    lines.

    Before the first paragraph it belongs to the whole draft: no paragraph.
    """
    passed = bisect_right(ends, position)
    line, before = passed + 1, text[ends[passed - 1] if passed else 0 : position]
    after = bisect_right(starts, (line, len(before) + 1))
    if not after:
        return Place(line=line, column=len(before) + 1)
    inside = before.strip() and (not before.rstrip().endswith(">") or _CLOSED.search(before))
    return blocks[after - 1 if inside or after == len(blocks) else after].place()
