"""Reader of Word documents: what a person sees with every tracked change accepted, and where each character comes from.

``Run.node`` counts every ``w:r`` of the part in document order, also those that are deleted or stand in a fallback:
it is the index into ``list(root.iter(w:r))``. The run's own text, into which ``Run.node_start`` is an offset, is what
``own_text`` gives.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from plancheck.document import Block, BlockFormat, Cell, Document, PageSetup, Place, Run, RunFormat, Trace
from plancheck.reading import legacy
from plancheck.reading.errors import refusal
from plancheck.reading.guard import MAX_PARAGRAPHS, MAX_TEXT, MAX_XML, Archive, too_large, too_many
from plancheck.reading.numbering import Counters, Numbering
from plancheck.reading.ooxml import M_NS, MC_NS, R_ID, V_NS, VAL, XML_SPACE, W, integer, is_on, millimetres
from plancheck.reading.origins import Origins, followed, readable
from plancheck.reading.package import Package, Relationship, ZipPackage, relationships
from plancheck.reading.page_numbers import page_numbers
from plancheck.reading.styles import Properties, Styles, paragraph_properties, run_properties
from plancheck.reading.symbols import symbol

_P, _R, _T, _TBL, _TR, _TC, _SDT, _SDT_CONTENT = (
    W + name for name in ("p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent")
)
_P_PR, _R_PR, _TAB, _BR, _CR, _DEL, _INS = (W + name for name in ("pPr", "rPr", "tab", "br", "cr", "del", "ins"))
_SECT_PR, _SECT_PR_CHANGE, _FLD_CHAR, _NO_BREAK_HYPHEN, _SYM, _PTAB = (
    W + name for name in ("sectPr", "sectPrChange", "fldChar", "noBreakHyphen", "sym", "ptab")
)
_MOVE_FROM, _MOVE_TO, _DRAWING, _PICT, _OBJECT = (
    W + name for name in ("moveFrom", "moveTo", "drawing", "pict", "object")
)
_DEL_TEXT, _BOX, _ALT_CHUNK = W + "delText", W + "txbxContent", W + "altChunk"
_PAGE_BREAK, _COMMENT_START, _COMMENT = (
    W + name for name in ("lastRenderedPageBreak", "commentRangeStart", "commentReference")
)
_ALTERNATE, _CHOICE, _FALLBACK = (f"{{{MC_NS}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_MATH_TEXT = f"{{{M_NS}}}t"
_MATH = frozenset(f"{{{M_NS}}}{name}" for name in ("oMath", "oMathPara"))
_TEXT_PATH = f"{{{V_NS}}}textpath"
_TYPE, _ID = W + "type", W + "id"
_FIELD_TYPE = W + "fldCharType"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_TBL_PR, _TBL_STYLE, _TR_PR, _TC_PR, _GRID_BEFORE, _GRID_SPAN, _V_MERGE, _CELL_DEL = (
    W + name for name in ("tblPr", "tblStyle", "trPr", "tcPr", "gridBefore", "gridSpan", "vMerge", "cellDel")
)
_INSERTIONS = frozenset({_INS, _MOVE_TO})

_WRAPPERS = frozenset(
    W + name for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "sdtContent", "dir", "bdo", "subDoc")
)
"""Elements that merely hold what stands in them."""
_CONVERTED = {_TAB: "\t", _PTAB: "\t", _BR: "\n", _CR: "\n", _NO_BREAK_HYPHEN: "-"}
_OTHER_PACKAGES = {
    "xl/workbook.xml": "spreadsheet",
    "ppt/presentation.xml": "presentation",
    "META-INF/manifest.xml": "odt",
}
_LINE_ENDS = re.compile(r"[\r\n]")
_HEADER_NAME = re.compile(r"(?:header|footer)[1-9]\d*\Z")
_TEMPLATE_PARTS = ("styles", "theme")
_MAX_SPAN = 1000
_PLAIN = BlockFormat()
_UNKNOWN_LOOK = RunFormat()


def read_docx(archive: Archive) -> Document:
    """Read a .docx, .docm, .dotx or .dotm file. Raises ReadingError."""
    return read_package(ZipPackage(archive), "docx")


def own_text(run: etree._Element) -> list[tuple[etree._Element, str]]:
    """Elements of a ``w:r`` that give text, each with the text it gives; joined they are the run's own text."""
    pieces = []
    for child in run:
        tag = child.tag
        if tag == _T:
            text = _written(child)
        elif tag in _CONVERTED:
            text = _CONVERTED[tag]
        elif tag == _SYM:
            text = _symbol(child)
        else:
            continue
        if text:
            pieces.append((child, text))
    return pieces


def _written(element: etree._Element) -> str:
    """Text of a ``w:t``: outer blanks count only where they are said to."""
    text = element.text
    if not text:
        return ""
    if (text[0] <= " " or text[-1] <= " ") and element.get(XML_SPACE) != "preserve":
        text = text.strip(" \n\t\r")
    return _LINE_ENDS.sub(" ", text) if "\n" in text or "\r" in text else text


def main_part(package: Package) -> str:
    """Name of the part that holds the text. Raises ReadingError."""
    for relationship in relationships(package):
        if relationship.kind == "officeDocument" and not relationship.external and relationship.target in package:
            return relationship.target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise refusal(_OTHER_PACKAGES.get(next((name for name in package if name in _OTHER_PACKAGES), ""), "not-a-docx"))


Positions = Mapping[etree._Element, Sequence[tuple[int, int, int]]]
"""For each ``w:t`` of an input that has lines: (offset in its text, line, column) of each stretch of it, ascending."""


def read_package(package: Package, format_name: str, positions: Positions | None = None) -> Document:
    """Read a Word document from its parts. Raises ReadingError."""
    main = main_part(package)
    root = package.xml(main)
    body = root.find(W + "body")
    if body is None:
        raise refusal("not-a-docx")
    related = relationships(package, main)
    parts = _Parts(package, related)
    shared = _Shared(parts, positions)
    story = _Story(shared, "body", root)
    story.read(body)
    blocks, traces = story.blocks, story.traces
    for kind, element_name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = parts.root(kind)
        if notes is None:
            continue
        story = _Story(shared, kind, notes)
        for note in notes.iterchildren(W + element_name):
            if note.get(_TYPE, "normal") == "normal":
                story.read(note)
        blocks += story.blocks
        traces += story.traces
    sections = [item for item in root.iter(_SECT_PR) if not _is_former(item)]
    shown: dict[str, etree._Element] = {}
    for name, part in _headers_and_footers(sections, parts):
        header = shown[part] = package.xml(part)
        story = _Story(shared, name, header)
        story.read(header)
        blocks += story.blocks
        traces += story.traces
    traces.extend(_package_traces(package, related))
    numbers = page_numbers(sections, parts.by_id, shown, shared.styles)
    return Document(format_name, tuple(blocks), tuple(_pages(sections)), tuple(traces), tuple(numbers))


class _Parts:
    """Parts related to the main one, by the kind of relationship."""

    def __init__(self, package: Package, related: list[Relationship]) -> None:
        self._package = package
        self._related = related
        self.by_id = {item.id: item.target for item in related if not item.external and item.target in package}

    def root(self, kind: str) -> etree._Element | None:
        """Root of the first part of a kind, None if there is none."""
        for item in self._related:
            if item.kind == kind and not item.external and item.target in self._package:
                read = self._package.template if kind in _TEMPLATE_PARTS else self._package.xml
                return read(item.target)
        return None


class _Shared:
    """What all stories of a document share."""

    def __init__(self, parts: _Parts, positions: Positions | None) -> None:
        self.styles = Styles(parts.root("styles"), lambda: parts.root("theme"))
        self.numbering = Numbering(lambda: parts.root("numbering"), self.styles)
        self.comments = _comments(parts.root("comments"))
        self.positions = positions
        self.encodings: dict[str, str] = {}
        self.paragraphs = 0
        self.characters = 0


def _comments(root: etree._Element | None) -> dict[str, str]:
    """Text of each comment by its id."""
    if root is None:
        return {}
    found = {}
    for comment in root.iterchildren(W + "comment"):
        paragraphs = ("".join(text.text or "" for text in p.iter(_T)) for p in comment.iter(_P))
        found[comment.get(_ID) or ""] = "\n".join(text for text in paragraphs if text)
    return found


@dataclass(slots=True)
class _Paragraph:
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
    boxes: "list[_Paragraph]" = field(default_factory=list)
    """Paragraphs of the text boxes anchored here."""
    traces: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    """(kind, start, end, pieces of text)."""
    anchors: list[tuple[int, int, int]] = field(default_factory=list)
    """(offset, line, column) where the input has lines."""

    def write(self, text: str) -> None:
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
        if self.traces and kind != "comment":
            last_kind, last_start, last_end, pieces = self.traces[-1]
            if last_kind == kind and last_end == start:
                pieces.append(text)
                self.traces[-1] = (kind, last_start, end, pieces)
                return
        self.traces.append((kind, start, end, [text]))


class _Story:
    """Reads one part: the body, the notes, one header."""

    def __init__(self, shared: _Shared, part: str, root: etree._Element) -> None:
        self._shared = shared
        self._styles = shared.styles
        self._part = part
        self.blocks: list[Block] = []
        self.traces: list[Trace] = []
        self._runs = root.iter(_R)
        self._node = -1
        """How many runs of the part have been passed, read or not."""
        self._counters = Counters(shared.numbering)
        self._default_style = shared.styles.default("paragraph")
        self._default_table_style = shared.styles.default("table")
        self._table_style = ""
        self._tables = 0
        self._nested: dict[Cell, int] = {}
        self._page = 1 if part == "body" and next(root.iter(_PAGE_BREAK), None) is not None else None
        self._broken = False
        """A page was just turned by a break written by hand, which Word then also records as rendered."""
        self._revision = ""
        self._fields: list[bool] = []
        """For each open field whether its instruction, which nobody sees, is being read; then how many are."""
        self._unseen = 0
        self._open: _Paragraph | None = None
        """A paragraph the next one continues: its mark was deleted, or it is a drop capital."""
        self._boxes: list[_Paragraph] | None = None
        """Paragraphs of the text box being read: they wait for the paragraph they are anchored in."""
        self._comment_starts: dict[str, tuple[_Paragraph, int]] = {}
        self._inline: dict[str, Callable[[etree._Element, _Paragraph], None]] = {
            _R: self._run,
            _SDT: self._content_control,
            _INS: self._inserted,
            _MOVE_TO: self._moved,
            _DEL: self._deleted,
            _MOVE_FROM: self._moved_away,
            _ALTERNATE: self._alternate,
            _COMMENT_START: self._comment_start,
            **dict.fromkeys(_WRAPPERS, self._inside),
            **dict.fromkeys(_MATH, self._math),
        }
        self._in_run: dict[str, Callable[[etree._Element, _Paragraph], None]] = {
            _FLD_CHAR: self._field,
            _PAGE_BREAK: self._rendered_break,
            _COMMENT: self._comment,
            _ALTERNATE: self._drawn,
            _DRAWING: self._drawn,
            _PICT: self._drawn,
            _OBJECT: self._drawn,
        }

    def read(self, container: etree._Element) -> None:
        """Read a body, note, header or footer."""
        self._blocks(container, None, False)
        self._close()

    # Blocks

    def _blocks(self, container: etree._Element, cell: Cell | None, boxed: bool) -> None:
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, cell, boxed)
            elif tag == _TBL:
                self._close()
                self._table(child, cell, boxed)
            elif tag == _SDT:
                for content in child.iterchildren(_SDT_CONTENT):
                    self._blocks(content, cell, boxed)
            elif tag in _WRAPPERS or tag in _INSERTIONS:
                self._blocks(child, cell, boxed)
            elif tag == _ALTERNATE:
                if (branch := _branch(child)) is not None:
                    self._blocks(branch, cell, boxed)
            elif tag == _ALT_CHUNK:
                self._note("embedded-object", "altChunk", cell, boxed)

    def _paragraph(self, element: etree._Element, cell: Cell | None, boxed: bool) -> None:
        shared = self._shared
        shared.paragraphs += 1
        if shared.paragraphs > MAX_PARAGRAPHS:
            raise too_many()
        paragraph, self._open = self._open, None
        if paragraph is None:
            paragraph = _Paragraph(cell, boxed, self._page)
        paragraph.direct = ()
        paragraph.style = self._default_style
        paragraph.table_style = self._table_style
        joins = False
        inline = self._inline
        for child in element:
            tag = child.tag
            if tag == _P_PR:
                paragraph.direct = paragraph_properties(child)
                for name, value in paragraph.direct:
                    if name == "style":
                        paragraph.style = value or self._default_style
                    elif name == "joins":
                        joins = True
                continue
            handler = inline.get(tag)
            if handler is not None:
                handler(child, paragraph)
        if self._unseen:  # an unfinished field must not swallow the rest of the document
            self._fields = [False] * len(self._fields)
            self._unseen = 0
        if joins:
            self._open = paragraph
        else:
            self._end(paragraph)

    def _end(self, paragraph: _Paragraph) -> None:
        """Number and format a paragraph whose mark is reached, and put it in its place."""
        self._shared.characters += paragraph.length
        if self._shared.characters > MAX_TEXT:
            raise too_large(MAX_XML)
        numbered = self._number(paragraph)
        paragraph.format = self._styles.block_format(paragraph.style, paragraph.table_style, numbered, paragraph.direct)
        self._put(paragraph)

    def _put(self, paragraph: _Paragraph) -> None:
        if self._boxes is None:
            self._finish(paragraph)
            for boxed in paragraph.boxes:
                self._finish(boxed)
        else:
            self._boxes.append(paragraph)
            self._boxes.extend(paragraph.boxes)

    def _close(self) -> None:
        """End a paragraph that has nothing to read on into."""
        if self._open is not None:
            paragraph, self._open = self._open, None
            if "".join(paragraph.pieces).strip():
                self._end(paragraph)
            else:
                self._put(paragraph)

    def _note(self, kind: str, text: str, cell: Cell | None, boxed: bool) -> None:
        """Leave a trace between two paragraphs."""
        self._close()
        paragraph = _Paragraph(cell, boxed)
        paragraph.trace(kind, 0, 0, text)
        self._put(paragraph)

    def _number(self, paragraph: _Paragraph) -> Properties:
        """Give a paragraph its automatic number; what the numbering level says of its look."""
        number, level = self._styles.number(paragraph.style)
        for name, value in paragraph.direct:
            if name == "number":
                number = value or ""
            elif name == "level":
                level = value or ""
        if not number or number == "0":
            return ()
        numbering = self._shared.numbering
        depth = integer(level) if level else numbering.level_of_style(number, paragraph.style)
        shape = numbering.level(number, depth)
        if shape is None:
            return ()
        paragraph.label = self._counters.label(number, depth)
        paragraph.level = depth
        return shape.properties

    # Tables

    def _table(self, table: etree._Element, outer: Cell | None, boxed: bool) -> None:
        """Read a table. Tables in a cell are numbered within it."""
        properties = table.find(_TBL_PR)
        reference = properties.find(_TBL_STYLE) if properties is not None else None
        saved = self._table_style
        self._table_style = (reference.get(VAL) if reference is not None else None) or self._default_table_style
        if outer is None:
            self._tables = number = self._tables + 1
        else:
            self._nested[outer] = number = self._nested.get(outer, 0) + 1
        for row in _grid(table):
            if isinstance(row, str):
                self._note("deletion", row, outer, boxed)
                continue
            page = latest = self._page
            for place in row:
                # A row that crosses a page has the break in each of its cells.
                self._page = page
                cell = Cell(number, place.row, place.column, place.rows, place.columns, outer)
                self._blocks(place.element, cell, boxed)
                self._close()
                if self._page is not None and latest is not None:
                    latest = max(latest, self._page)
            self._page = latest
        self._table_style = saved

    # What stands in a paragraph

    def _inside(self, element: etree._Element, paragraph: _Paragraph) -> None:
        inline = self._inline
        for child in element:
            handler = inline.get(child.tag)
            if handler is not None:
                handler(child, paragraph)

    def _content_control(self, element: etree._Element, paragraph: _Paragraph) -> None:
        for content in element.iterchildren(_SDT_CONTENT):
            self._inside(content, paragraph)

    def _inserted(self, element: etree._Element, paragraph: _Paragraph) -> None:
        self._revised("insertion", element, paragraph)

    def _moved(self, element: etree._Element, paragraph: _Paragraph) -> None:
        self._revised("move", element, paragraph)

    def _revised(self, kind: str, element: etree._Element, paragraph: _Paragraph) -> None:
        saved, self._revision = self._revision, kind
        self._inside(element, paragraph)
        self._revision = saved

    def _deleted(self, element: etree._Element, paragraph: _Paragraph) -> None:
        paragraph.trace("deletion", paragraph.length, paragraph.length, _plain(element))

    def _moved_away(self, element: etree._Element, paragraph: _Paragraph) -> None:
        """Leave out what was moved: it is read, and its trace noted, where it went."""

    def _alternate(self, element: etree._Element, paragraph: _Paragraph) -> None:
        if (branch := _branch(element)) is not None:
            self._inside(branch, paragraph)

    def _comment_start(self, element: etree._Element, paragraph: _Paragraph) -> None:
        self._comment_starts[element.get(_ID) or ""] = (paragraph, paragraph.length)

    def _math(self, element: etree._Element, paragraph: _Paragraph) -> None:
        text = "".join(item.text or "" for item in element.iter(_MATH_TEXT))
        if text:
            paragraph.stretches.append((paragraph.length, _UNKNOWN_LOOK, -1, 0))
            paragraph.write(text)

    def _run(self, element: etree._Element, paragraph: _Paragraph) -> None:
        properties: Properties = ()
        look: RunFormat | None = None
        start, first = paragraph.length, len(paragraph.pieces)
        own = 0
        fresh = True
        for passed in self._runs:
            self._node += 1
            if passed is element:
                break
        node = self._node
        positions = self._shared.positions
        for child in element:
            tag = child.tag
            if tag == _T:
                text = _written(child)
            elif tag == _R_PR:
                properties = run_properties(child)
                continue
            elif tag in _CONVERTED:
                text = _CONVERTED[tag]
                if tag == _BR and child.get(_TYPE) == "page":
                    self._turn_page()
            elif tag == _SYM:
                text = _symbol(child)
            else:
                handler = self._in_run.get(tag)
                if handler is not None:
                    handler(child, paragraph)
                continue
            if self._unseen:
                fresh = True
            elif text:
                if fresh:
                    look = self._styles.run_format(paragraph.style, paragraph.table_style, properties)
                    paragraph.stretches.append((paragraph.length, look, node, own))
                    fresh = False
                if positions is not None and tag == _T:
                    paragraph.anchor(child, text, positions)
                paragraph.pieces.append(text)
                paragraph.length += len(text)
                if tag == _T:
                    self._broken = False
            own += len(text)
        if look is not None and (look.hidden or self._revision):
            text = "".join(paragraph.pieces[first:])
            if look.hidden:
                paragraph.trace("hidden-text", start, paragraph.length, text)
            if self._revision:
                paragraph.trace(self._revision, start, paragraph.length, text)

    def _field(self, element: etree._Element, _: _Paragraph) -> None:
        kind = element.get(_FIELD_TYPE)
        if kind == "begin":
            self._fields.append(True)
            self._unseen += 1
        elif self._fields and kind in ("separate", "end"):
            self._unseen -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def _turn_page(self) -> None:
        if self._page is not None:
            self._page += 1
            self._broken = True

    def _rendered_break(self, _: etree._Element, paragraph: _Paragraph) -> None:
        if not self._broken:
            self._turn_page()
        self._broken = False
        if not paragraph.length:
            paragraph.page = self._page

    def _comment(self, element: etree._Element, paragraph: _Paragraph) -> None:
        identifier = element.get(_ID) or ""
        began, start = self._comment_starts.get(identifier, (paragraph, paragraph.length))
        if began is not paragraph:
            start = 0
        paragraph.trace("comment", start, paragraph.length, self._shared.comments.get(identifier, ""))

    def _drawn(self, element: etree._Element, paragraph: _Paragraph) -> None:
        """Read the text boxes of a drawing; note an embedded object."""
        if element.tag == _OBJECT:
            program = next((item.get("ProgID") or "" for item in element.iter(_OLE)), None)
            if program is not None:
                paragraph.trace("embedded-object", paragraph.length, paragraph.length, program)
        if next(element.iter(_BOX, _TEXT_PATH), None) is None:
            return
        drawing = _branch(element) if element.tag == _ALTERNATE else element
        if drawing is None:
            return
        saved = self._boxes, self._fields, self._unseen, self._table_style, self._revision
        self._boxes, self._fields, self._unseen, self._table_style = paragraph.boxes, [], 0, ""
        for box in _boxes(drawing):
            if box.tag == _BOX:
                self._blocks(box, paragraph.cell, True)
                self._close()
            elif text := box.get("string"):  # lettering drawn as a shape, such as a "DỰ THẢO" watermark
                lettering = _Paragraph(paragraph.cell, True, paragraph.page)
                lettering.write(text)
                self._put(lettering)
        self._boxes, self._fields, self._unseen, self._table_style, self._revision = saved

    # The finished block

    def _finish(self, paragraph: _Paragraph) -> None:
        blocks, traces = self.blocks, self.traces
        text, origins = self._readable(paragraph)
        if not text:
            ordinal = len(blocks) or None
            for kind, _, _, pieces in paragraph.traces:
                words = readable("".join(pieces))[0]
                if words.strip() or kind == "comment":
                    traces.append(Trace(kind, Place(self._part, ordinal, page=paragraph.page), words))
            return
        block = Block(
            text,
            self._part,
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
        if paragraph.anchors:
            block = block._replace(anchors=tuple(paragraph.anchors))
            first = block.place()
            block = block._replace(line=first.line, column=first.column)
        blocks.append(block)
        for kind, start, end, pieces in paragraph.traces:
            if origins is not None:
                start, end = bisect_left(origins, start), bisect_left(origins, end)
            start, end = min(start, len(text)), min(end, len(text))
            traces.append(Trace(kind, block.place(start, end), readable("".join(pieces))[0]))

    def _readable(self, paragraph: _Paragraph) -> tuple[str, Origins | None]:
        """Text of a paragraph as a person reads it: decoded, composed, without white space at its ends."""
        pieces = paragraph.pieces
        written = pieces[0] if len(pieces) == 1 else "".join(pieces)
        origins: Origins | None = None
        text = written
        if not written.isascii():
            text, origins = self._decoded(paragraph, written)
            text, composed = readable(text)
            origins = followed(origins, composed)
        if text[:1].isspace() or text[-1:].isspace():
            kept = text.strip()
            lead = text.find(kept)
            trimmed = tuple(range(lead, lead + len(kept) + 1))
            text, origins = kept, followed(origins, trimmed)
        return text, origins

    def _decoded(self, paragraph: _Paragraph, written: str) -> tuple[str, Origins | None]:
        """Text with its stretches in legacy fonts turned into Unicode."""
        encodings = self._shared.encodings
        groups: list[tuple[int, str]] = []
        for offset, look, _, _ in paragraph.stretches:
            encoding = encodings.get(look.font)
            if encoding is None:
                encoding = encodings[look.font] = legacy.encoding_of(look.font)
            if not groups or groups[-1][1] != encoding:
                groups.append((offset, encoding))
        if not any(encoding for _, encoding in groups):
            return written, None
        ends = [offset for offset, _ in groups[1:]] + [len(written)]
        coded = "".join(written[start:end] for (start, encoding), end in zip(groups, ends, strict=True) if encoding)
        if not legacy.is_legacy(coded):
            return written, None
        decoded: list[str] = []
        origins: list[int] = []
        for (start, encoding), end in zip(groups, ends, strict=True):
            text, own = legacy.decode(written[start:end], encoding) if encoding else (written[start:end], None)
            decoded.append(text)
            origins.extend(start + offset for offset in (own[:-1] if own else range(len(text))))
        origins.append(len(written))
        return "".join(decoded), tuple(origins)


def _runs(stretches: list[tuple[int, RunFormat, int, int]], length: int, origins: Origins | None) -> tuple[Run, ...]:
    """Runs of a block. A mark that composed with a letter of the run before belongs to that run."""
    if origins is None:
        ends = [stretch[0] for stretch in stretches[1:]]
        ends.append(length)
        return tuple(
            [Run(start, end, look, node, own) for (start, look, node, own), end in zip(stretches, ends, strict=False)]
        )
    starts = [min(bisect_left(origins, stretch[0]), length) for stretch in stretches]
    ends = [*starts[1:], length]
    return tuple(
        Run(start, end, look, node, own + origins[start] - offset)
        for start, end, (offset, look, node, own) in zip(starts, ends, stretches, strict=True)
        if start < end
    )


def _symbol(element: etree._Element) -> str:
    return symbol(element.get(W + "font") or "", element.get(W + "char") or "")


def _plain(element: etree._Element) -> str:
    """Text below an element, deleted or not."""
    return "".join(item.text or "" for item in element.iter(_T, _DEL_TEXT))


def _branch(alternate: etree._Element) -> etree._Element | None:
    """What is read of alternate content: its first choice, else its fallback."""
    choice = alternate.find(_CHOICE)
    return choice if choice is not None else alternate.find(_FALLBACK)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Outermost text boxes and drawn letterings of a drawing, each once."""
    for child in element:
        tag = child.tag
        if tag in (_BOX, _TEXT_PATH):
            yield child
        elif tag == _ALTERNATE:
            if (branch := _branch(child)) is not None:
                yield from _boxes(branch)
        else:
            yield from _boxes(child)


@dataclass(slots=True)
class _GridCell:
    """A cell element and where it stands in its table's grid."""

    element: etree._Element
    row: int
    column: int
    columns: int
    rows: int = 1


def _grid(table: etree._Element) -> Iterator[list[_GridCell] | str]:
    """Rows of a table, merged cells once with their spans; for a deleted row its text."""
    rows: list[list[_GridCell] | str] = []
    merged: dict[int, _GridCell] = {}
    number = 0
    for row in _through(table, _TR):
        properties = row.find(_TR_PR)
        column = 1
        if properties is not None:
            if properties.find(_DEL) is not None:
                rows.append(_plain(row))
                continue
            column += _count(properties.find(_GRID_BEFORE), 0)
        number += 1
        cells: list[_GridCell] = []
        merging: dict[int, _GridCell] = {}
        for element in _through(row, _TC):
            properties = element.find(_TC_PR)
            columns, merge = 1, None
            if properties is not None:
                columns = _count(properties.find(_GRID_SPAN), 1)
                merge = properties.find(_V_MERGE)
                if properties.find(_CELL_DEL) is not None:
                    column += columns
                    continue
            above = merged.get(column) if merge is not None and merge.get(VAL, "continue") != "restart" else None
            if above is not None:
                above.rows += 1
                merging[column] = above
            else:
                cell = _GridCell(element, number, column, columns)
                cells.append(cell)
                if merge is not None:
                    merging[column] = cell
            column += columns
        merged = merging
        rows.append(cells)
    return iter(rows)


def _through(container: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag == _SDT or child.tag in _WRAPPERS:
            yield from _through(child, wanted)


def _count(element: etree._Element | None, default: int) -> int:
    return min(max(integer(element.get(VAL), default), default), _MAX_SPAN) if element is not None else default


def _headers_and_footers(sections: list[etree._Element], parts: _Parts) -> Iterator[tuple[str, str]]:
    """(name, part name) of each header that is shown, then each footer, in order of first use."""
    even = _even_pages(sections, parts)
    for kind in ("header", "footer"):
        names: dict[str, str] = {}
        for section in sections:
            title = section.find(W + "titlePg")
            shown = {"default"}
            if title is not None and is_on(title.get(VAL)):
                shown.add("first")
            if even:
                shown.add("even")
            for reference in section.iterchildren(f"{W}{kind}Reference"):
                part = parts.by_id.get(reference.get(R_ID) or "")
                if part is None or part in names or reference.get(_TYPE, "default") not in shown:
                    continue
                stem = part.rpartition("/")[2].removesuffix(".xml")
                known = _HEADER_NAME.match(stem) and stem.startswith(kind) and stem not in names.values()
                names[part] = stem if known else _free_name(kind, names)
        for part, name in names.items():
            yield name, part


def _free_name(kind: str, names: dict[str, str]) -> str:
    number = len(names) + 1
    while f"{kind}{number}" in names.values():
        number += 1
    return f"{kind}{number}"


def _even_pages(sections: list[etree._Element], parts: _Parts) -> bool:
    """Whether even pages have headers of their own."""
    kinds = (item.get(_TYPE) for section in sections for item in section)
    if "even" not in kinds:
        return False
    settings = parts.root("settings")
    switch = settings.find(W + "evenAndOddHeaders") if settings is not None else None
    return switch is not None and is_on(switch.get(VAL))


def _is_former(section: etree._Element) -> bool:
    """Whether section properties are those before a tracked change."""
    parent = section.getparent()
    return parent is not None and parent.tag == _SECT_PR_CHANGE


def _pages(sections: list[etree._Element]) -> Iterator[PageSetup]:
    """Page of each section that states one."""
    for section in sections:
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        if size is None or margins is None:
            continue
        lengths = [millimetres(size.get(W + name)) for name in ("w", "h")]
        lengths += [millimetres(margins.get(W + name)) for name in ("top", "bottom", "left", "right")]
        known = [length for length in lengths if length is not None]
        if len(known) == 6:
            yield PageSetup(*known)


def _package_traces(package: Package, related: list[Relationship]) -> Iterator[Trace]:
    """Macros and links to outside that Word would follow by itself."""
    for name in package:
        if name.lower().endswith("vbaproject.bin"):
            yield Trace("macro", Place(), name.rpartition("/")[2])
    for item in related:
        if item.external and item.kind != "hyperlink":
            yield Trace("external-link", Place(), readable(item.target)[0])
