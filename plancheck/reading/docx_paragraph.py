"""A paragraph of a Word document as it is read, and the block it becomes: decoded, composed, its runs in place."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from lxml import etree

from plancheck.document import Block, BlockFormat, Cell, Decoded, Place, Run, RunFormat, Trace
from plancheck.patterns import lazily
from plancheck.reading import legacy
from plancheck.reading.legacy import Encodings
from plancheck.reading.ooxml import XML_SPACE, W
from plancheck.reading.origins import Origins, followed, readable
from plancheck.reading.styles import Properties
from plancheck.reading.symbols import has_private, symbol, without_private
from plancheck.records import dataclass, field

_T, _DEL_TEXT, _SYM = W + "t", W + "delText", W + "sym"
CONVERTED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
"""Elements of a run that stand for one character; the soft hyphen is a letter in TCVN3 and else left out later."""
_LINE_ENDS = lazily(r"[\r\n]")
_PLAIN = BlockFormat()

Positions = Mapping[etree._Element, Sequence[tuple[int, int, int]]]
"""For each ``w:t`` of an input that has lines: (offset in its text, line, column) of each stretch of it, ascending."""


def own_text(run: etree._Element) -> list[tuple[etree._Element, str]]:
    """Elements of a ``w:r`` that give text, each with the text it gives; joined they are the run's own text."""
    pieces = []
    for child in run:
        tag = child.tag
        if tag == _T:
            text = written(child)
        elif tag in CONVERTED:
            text = CONVERTED[tag]
        elif tag == _SYM:
            text = symbol_text(child)
        else:
            continue
        if text:
            pieces.append((child, text))
    return pieces


def written(element: etree._Element) -> str:
    """Text of a ``w:t``: outer blanks count only where they are said to."""
    text = element.text
    if not text:
        return ""
    if (text[0] <= " " or text[-1] <= " ") and element.get(XML_SPACE) != "preserve":
        text = text.strip(" \n\t\r")
    return _LINE_ENDS.sub(" ", text) if "\n" in text or "\r" in text else text


@dataclass(slots=True)
class Paragraph:
    """A paragraph being read. Offsets are into the text as written, before decoding and NFC."""

    cell: Cell | None
    boxed: bool
    page: int | None = None
    style: str = ""
    table_style: str = ""
    direct: Properties = ()
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    stretches: list[tuple[int, RunFormat, int, int]] = field(default_factory=list)
    """(offset, look, node, offset in the node's own text), ascending."""
    format: BlockFormat = _PLAIN
    label: str = ""
    level: int = 0
    boxes: "list[Paragraph]" = field(default_factory=list)
    """Paragraphs of the text boxes anchored here."""
    traces: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    """(kind, start, end, pieces of text)."""
    anchors: list[tuple[int, int, int]] = field(default_factory=list)
    """(offset, line, column) where the input has lines."""
    lines: int = 0
    """Lines drawn in it or on its borders."""

    def write(self, text: str) -> None:
        """Add text that no run gives."""
        self.pieces.append(text)
        self.length += len(text)

    def anchor(self, element: etree._Element, text: str, positions: Positions) -> None:
        """Note where a ``w:t`` that is about to be written stands in the input."""
        lead = (element.text or "").find(text[0])
        for offset, line, column in positions.get(element, ()):
            before = max(lead - offset, 0)
            self.anchors.append((self.length + max(offset - lead, 0), line, column + before))

    def trace(self, kind: str, start: int, end: int, text: str) -> None:
        """Note a trace, as one with the trace before it where both are of one kind and side by side."""
        if self.traces and not kind.endswith("comment"):
            last_kind, last_start, last_end, pieces = self.traces[-1]
            if last_kind == kind and last_end == start:
                pieces.append(text)
                self.traces[-1] = (kind, last_start, end, pieces)
                return
        self.traces.append((kind, start, end, [text]))


def finish(paragraph: Paragraph, part: str, blocks: list[Block], traces: list[Trace], encodings: Encodings) -> None:
    """Add the block of a paragraph, if it has text, and its traces."""
    text, origins, decoded, raw = _readable(paragraph, encodings)
    if not text:
        if paragraph.lines and blocks and blocks[-1].cell == paragraph.cell:
            blocks[-1] = blocks[-1]._replace(lines=blocks[-1].lines + paragraph.lines)
        ordinal = len(blocks) or None
        for kind, _, _, pieces in paragraph.traces:
            words = readable("".join(pieces))[0]
            if words.strip() or kind.endswith("comment"):
                traces.append(Trace(kind, Place(part, ordinal, page=paragraph.page), words))
        return
    block = Block(
        text,
        part,
        len(blocks) + 1,
        paragraph.label,
        paragraph.level,
        paragraph.cell,
        "",
        _runs(paragraph.stretches, len(text), origins),
        paragraph.format,
        None,
        None,
        paragraph.page,
        paragraph.boxed,
        origins,
    )
    if decoded:
        block = block._replace(decoded=decoded)
    if paragraph.anchors:
        block = block._replace(anchors=tuple(paragraph.anchors))
        first = block.place()
        block = block._replace(line=first.line, column=first.column)
    if origins is not None:
        block = block._replace(written=raw)
    if paragraph.lines:
        block = block._replace(lines=paragraph.lines)
    blocks.append(block)
    for kind, start, end, pieces in paragraph.traces:
        if origins is not None:
            start, end = bisect_left(origins, start), bisect_left(origins, end)
        start, end = min(start, len(text)), min(end, len(text))
        traces.append(Trace(kind, block.place(start, end), readable("".join(pieces))[0]))


def _readable(paragraph: Paragraph, encodings: Encodings) -> tuple[str, Origins | None, tuple[Decoded, ...], str]:
    """Text of a paragraph as a person reads it: decoded, composed, without white space at its ends; and as it is."""
    pieces = paragraph.pieces
    raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
    origins: Origins | None = None
    text = raw
    found: Sequence[legacy.Stretch] = ()
    by = "font"
    if not raw.isascii():
        if not raw.isprintable() and has_private(raw):  # letters of the private area are not printable
            text, origins = _in_public(paragraph, raw), tuple(range(len(raw) + 1))
        found = _by_font(paragraph, text, encodings)
        if not found and (encodings.assumed or legacy.may_be_legacy(text)):
            by, found = "text", encodings.stretches(text)
        if found:
            text, origins = legacy.decoded(text, found)
        text, composed = readable(text)
        origins = followed(origins, composed)
    if text[:1].isspace() or text[-1:].isspace():
        kept = text.strip()
        lead = text.find(kept)
        trimmed = tuple(range(lead, lead + len(kept) + 1))
        text, origins = kept, followed(origins, trimmed)
    decoded = legacy.noted(raw, found, origins, len(text), by) if found else ()
    return text, origins, decoded, raw


def _in_public(paragraph: Paragraph, raw: str) -> str:
    """Text of a paragraph in which letters of symbol fonts are those they show."""
    starts = [offset for offset, _, _, _ in paragraph.stretches]
    pieces = [raw[: starts[0]] if starts else raw]
    for (start, look, _, _), end in zip(paragraph.stretches, [*starts[1:], len(raw)], strict=False):
        pieces.append(without_private(raw[start:end], look.font))
    return "".join(pieces)


def _by_font(paragraph: Paragraph, raw: str, encodings: Encodings) -> list[legacy.Stretch]:
    """Stretches of a text whose font stands for an old encoding, if what they hold is in it."""
    groups: list[tuple[int, str]] = []
    fonts = encodings.fonts
    for offset, look, _, _ in paragraph.stretches:
        encoding = fonts.get(look.font)
        if encoding is None:
            encoding = fonts[look.font] = legacy.encoding_of(look.font)
        if not groups or groups[-1][1] != encoding:
            groups.append((offset, encoding))
    if not any(encoding for _, encoding in groups):
        return []
    ends = [offset for offset, _ in groups[1:]] + [len(raw)]
    found = [
        legacy.Stretch(start, end, encoding) for (start, encoding), end in zip(groups, ends, strict=True) if encoding
    ]
    return found if legacy.is_legacy("".join(raw[each.start : each.end] for each in found)) else []


def _runs(stretches: list[tuple[int, RunFormat, int, int]], length: int, origins: Origins | None) -> tuple[Run, ...]:
    """Runs of a block. A mark that composed with a letter of the run before belongs to that run."""
    if origins is None:
        ends = [stretch[0] for stretch in stretches[1:]]
        ends.append(length)
        return tuple(
            [Run(start, end, look, node, own) for (start, look, node, own), end in zip(stretches, ends, strict=False)]
        )
    starts = [min(bisect_left(origins, stretch[0]), length) for stretch in stretches]
    ends = [*starts[1:], length] if starts else []
    return tuple(
        Run(start, end, look, node, own + origins[start] - offset)
        for start, end, (offset, look, node, own) in zip(starts, ends, stretches, strict=True)
        if start < end
    )


def symbol_text(element: etree._Element) -> str:
    """Character a ``w:sym`` shows."""
    return symbol(element.get(W + "font") or "", element.get(W + "char") or "")


def plain(element: etree._Element) -> str:
    """Text below an element, deleted or not."""
    return "".join(item.text or "" for item in element.iter(_T, _DEL_TEXT))
