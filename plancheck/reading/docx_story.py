"""Reads one part of a Word document: the body, the notes, a header.

``Run.node`` counts every ``w:r`` of the part in document order, also those that are deleted or stand in a fallback:
it is the index into ``list(root.iter(w:r))``. The run's own text, into which ``Run.node_start`` is an offset, is what
``own_text`` gives.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from plancheck.document import Block, Cell, Place, RunFormat, Trace
from plancheck.reading.budget import MAX_TEXT, Budget
from plancheck.reading.docx_leftovers import LIGHT, TINY, linked, made, marks, unseen
from plancheck.reading.docx_paragraph import CONVERTED, Paragraph, Positions, finish, plain, symbol_text, written
from plancheck.reading.docx_table import WRAPPERS, cell_lines, grid, has_vertical_lines
from plancheck.reading.legacy import Encodings
from plancheck.reading.numbering import Counters, Numbering
from plancheck.reading.ooxml import M_NS, MC_NS, R_NS, V_NS, VAL, W, integer
from plancheck.reading.styles import Properties, Styles, borders_across, paragraph_properties, run_properties

_P, _R, _T, _TBL, _SDT, _SDT_CONTENT = (W + name for name in ("p", "r", "t", "tbl", "sdt", "sdtContent"))
_P_PR, _R_PR, _BR, _DEL, _INS, _FLD_CHAR, _SYM = (
    W + name for name in ("pPr", "rPr", "br", "del", "ins", "fldChar", "sym")
)
_MOVE_FROM, _MOVE_TO, _DRAWING, _PICT, _OBJECT = (
    W + name for name in ("moveFrom", "moveTo", "drawing", "pict", "object")
)
_BOX, _ALT_CHUNK, _TBL_PR, _TBL_STYLE = (W + name for name in ("txbxContent", "altChunk", "tblPr", "tblStyle"))
_RUBY, _RUBY_BASE, _CHOICES, _ENTRY, _RESULT = (
    W + name for name in ("ruby", "rubyBase", "ddList", "listEntry", "result")
)
_PAGE_BREAK, _COMMENT_START, _COMMENT_END, _COMMENT = (
    W + name for name in ("lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference")
)
_ALTERNATE, _CHOICE, _FALLBACK = (f"{{{MC_NS}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_MATH_TEXT = f"{{{M_NS}}}t"
_MATH = frozenset(f"{{{M_NS}}}{name}" for name in ("oMath", "oMathPara"))
_TEXT_PATH = f"{{{V_NS}}}textpath"
_SHAPES = (
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp",
    *(f"{{{V_NS}}}{name}" for name in ("line", "shape", "rect", "polyline")),
)
_IMAGE = f"{{{V_NS}}}imagedata"
_BORDERS = W + "pBdr"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DIAGRAM_DATA = f"{{{R_NS}}}dm"
_TYPE, _ID = W + "type", W + "id"
_FIELD_TYPE = W + "fldCharType"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_INSERTIONS = {_INS: "insertion", _MOVE_TO: "move"}
_UNKNOWN_LOOK = RunFormat()


class Shared:
    """What all stories of a document share."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        comments: dict[str, tuple[str, str]],
        external: dict[str, str],
        positions: Positions | None,
        encodings: Encodings,
        diagram: Callable[[str], Sequence[str]] = lambda _: (),
    ) -> None:
        self.styles = styles
        self.numbering = numbering
        self.comments = comments
        self.external = external
        """Targets outside that the main part uses, by id of their relationship."""
        self.told: set[str] = set()
        """Those of them told where they are used."""
        self.positions = positions
        self.encodings = encodings
        self.diagram = diagram
        """Words of a SmartArt diagram, piece by piece, by the id of its relationship."""
        self.budget = Budget()


class Story:
    """Reads one part: the body, the notes, one header."""

    def __init__(self, shared: Shared, part: str, root: etree._Element) -> None:
        self._shared = shared
        self._styles = shared.styles
        self._part = part
        self.blocks: list[Block] = []
        self.traces: list[Trace] = []
        self._marks = marks(root)
        self.traces += [Trace(kind, Place(), text) for kind, text in self._marks.get(None, ())]
        self._runs = root.iter(_R)
        self._node = -1
        """How many runs of the part have been passed, read or not."""
        self._counters = Counters(shared.numbering)
        self._default_style = shared.styles.sheet.default("paragraph")
        self._default_table_style = shared.styles.sheet.default("table")
        self._table_style = ""
        self._tables = 0
        self.lined_tables: set[int] = set()
        """Numbers of the outer tables with vertical lines."""
        self.section_ends: list[int] = []
        """How many blocks there are at the end of each section but the last."""
        self._blank = False
        """Only empty paragraphs since the last block."""
        self._nested: dict[Cell, int] = {}
        self._page = 1 if part == "body" and next(root.iter(_PAGE_BREAK), None) is not None else None
        self._broken = False
        """A page was just turned by a break written by hand, which Word then also records as rendered."""
        self._revision = ""
        self._fields: list[bool] = []
        """For each open field whether its instruction, which nobody sees, is being read; then how many are."""
        self._unseen = 0
        self._open: Paragraph | None = None
        """A paragraph the next one continues: its mark was deleted, or it is a drop capital."""
        self._boxes: list[Paragraph] | None = None
        """Paragraphs of the text box being read: they wait for the paragraph they are anchored in."""
        self._comment_starts: dict[str, tuple[Paragraph, int]] = {}
        self._comment_ends: dict[str, tuple[Paragraph, int]] = {}

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
            elif tag in _INSERTIONS:
                saved, self._revision = self._revision, made(_INSERTIONS[tag], child)
                self._blocks(child, cell, boxed)
                self._revision = saved
            elif tag == _DEL:
                self._note(made("deletion", child), plain(child), cell, boxed)
            elif tag in WRAPPERS:
                self._blocks(child, cell, boxed)
            elif tag == _ALTERNATE:
                if (branch := _branch(child)) is not None:
                    self._blocks(branch, cell, boxed)
            elif tag == _ALT_CHUNK:
                self._note("alt-chunk", "altChunk", cell, boxed)

    def _paragraph(self, element: etree._Element, cell: Cell | None, boxed: bool) -> None:
        shared = self._shared
        shared.budget.paragraph()
        paragraph, self._open = self._open, None
        if paragraph is None:
            paragraph = Paragraph(cell, boxed, self._page)
        paragraph.direct = ()
        paragraph.style = self._default_style
        paragraph.table_style = self._table_style
        if self._marks:
            for kind, text in self._marks.get(element, ()):
                paragraph.trace(kind, 0, MAX_TEXT, text)
        joins = ends = False
        for child in element:
            tag = child.tag
            if tag == _P_PR:
                paragraph.direct = paragraph_properties(child)
                paragraph.lines += borders_across(child.find(_BORDERS))
                for name, value in paragraph.direct:
                    if name == "style":
                        paragraph.style = value or self._default_style
                    elif name == "joins":
                        joins = True
                    elif name == "section":
                        ends = True
                continue
            handler = _INLINE.get(tag)
            if handler is not None:
                handler(self, child, paragraph)
        if self._unseen:  # an unfinished field must not swallow the rest of the document
            self._fields = [False] * len(self._fields)
            self._unseen = 0
        if joins:
            self._open = paragraph
        else:
            self._end(paragraph)
        if ends:
            self.section_ends.append(len(self.blocks))

    def _end(self, paragraph: Paragraph) -> None:
        """Number and format a paragraph whose mark is reached, and put it in its place."""
        self._shared.budget.text(paragraph.length)
        numbered = self._number(paragraph)
        paragraph.format = self._styles.block_format(paragraph.style, paragraph.table_style, numbered, paragraph.direct)
        self._put(paragraph)

    def _put(self, paragraph: Paragraph) -> None:
        if self._boxes is None:
            blocks = self.blocks
            before = len(blocks)
            for each in (paragraph, *paragraph.boxes):
                finish(each, self._part, blocks, self.traces, self._shared.encodings)
            if len(blocks) == before:
                self._blank = True
            elif self._blank:
                blocks[before] = blocks[before]._replace(blank_above=True)
                self._blank = False
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
        paragraph = Paragraph(cell, boxed)
        paragraph.trace(kind, 0, 0, text)
        self._put(paragraph)

    def _number(self, paragraph: Paragraph) -> Properties:
        """Give a paragraph its automatic number; what the numbering level says of its look."""
        number, level = self._styles.sheet.number(paragraph.style)
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
        self._shared.budget.label(len(shape.text) + len(paragraph.label))
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
            if not boxed and has_vertical_lines(table, self._styles.sheet.borders(self._table_style)):
                self.lined_tables.add(number)
        else:
            self._nested[outer] = number = self._nested.get(outer, 0) + 1
        for row in grid(table):
            if isinstance(row, tuple):
                self._note(*row, outer, boxed)
                continue
            page = latest = self._page
            for place in row:
                # A row that crosses a page has the break in each of its cells.
                self._page = page
                cell = Cell(number, place.row, place.column, place.rows, place.columns, outer)
                self._shared.budget.cell(place.rows, place.columns)
                before = len(self.blocks)
                self._blocks(place.element, cell, boxed)
                self._close()
                if len(self.blocks) > before and (lines := cell_lines(place.element)):
                    last = self.blocks[-1]
                    self.blocks[-1] = last._replace(lines=last.lines + lines)
                if self._page is not None and latest is not None:
                    latest = max(latest, self._page)
            self._page = latest
        self._table_style = saved

    # What stands in a paragraph

    def _inside(self, element: etree._Element, paragraph: Paragraph) -> None:
        for child in element:
            handler = _INLINE.get(child.tag)
            if handler is not None:
                handler(self, child, paragraph)

    def _content_control(self, element: etree._Element, paragraph: Paragraph) -> None:
        for content in element.iterchildren(_SDT_CONTENT):
            self._inside(content, paragraph)

    def _inserted(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._revised("insertion", element, paragraph)

    def _moved(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._revised("move", element, paragraph)

    def _revised(self, kind: str, element: etree._Element, paragraph: Paragraph) -> None:
        saved, self._revision = self._revision, made(kind, element)
        self._inside(element, paragraph)
        self._revision = saved

    def _deleted(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.trace(made("deletion", element), paragraph.length, paragraph.length, plain(element))

    def _moved_away(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Leave out what was moved: it is read, and its trace noted, where it went."""

    def _alternate(self, element: etree._Element, paragraph: Paragraph) -> None:
        if (branch := _branch(element)) is not None:
            self._inside(branch, paragraph)

    def _comment_start(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._comment_starts[element.get(_ID) or ""] = (paragraph, paragraph.length)

    def _comment_end(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._comment_ends[element.get(_ID) or ""] = (paragraph, paragraph.length)

    def _math(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._say("".join(item.text or "" for item in element.iter(_MATH_TEXT)), paragraph)

    def _say(self, text: str, paragraph: Paragraph) -> None:
        """Write text that is no run's own."""
        if text:
            paragraph.stretches.append((paragraph.length, _UNKNOWN_LOOK, -1, 0))
            paragraph.write(text)

    def _ruby(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Read the characters a reading is set above; not the reading."""
        for base in element.iterchildren(_RUBY_BASE):
            self._inside(base, paragraph)

    def _alternate_in_run(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Read what is drawn, or the letters that stand for a symbol older programs don't know."""
        self._drawn(element, paragraph)
        fallback = element.find(_FALLBACK)
        if fallback is not None and not self._unseen:
            self._say("".join(written(text) for text in fallback.iterchildren(_T)), paragraph)

    def _run(self, element: etree._Element, paragraph: Paragraph) -> None:
        properties: Properties = ()
        look: RunFormat | None = None
        start, first = paragraph.length, len(paragraph.pieces)
        own = 0
        fresh = True
        unshown: list[str] = []
        for passed in self._runs:
            self._node += 1
            if passed is element:
                break
        node = self._node
        positions = self._shared.positions
        for child in element:
            tag = child.tag
            if tag == _T:
                text = written(child)
            elif tag == _R_PR:
                properties = run_properties(child)
                continue
            elif tag in CONVERTED:
                text = CONVERTED[tag]
                if tag == _BR and child.get(_TYPE) == "page":
                    self._turn_page()
            elif tag == _SYM:
                text = symbol_text(child)
            else:
                handler = _IN_RUN.get(tag)
                if handler is not None:
                    before = paragraph.length
                    handler(self, child, paragraph)
                    fresh = fresh or paragraph.length != before
                continue
            if self._unseen:
                fresh = True
            elif text:
                if look is None:
                    look = self._styles.run_format(paragraph.style, paragraph.table_style, properties)
                if look.hidden or look.struck:
                    unshown.append(text)
                    own += len(text)
                    continue
                if fresh:
                    paragraph.stretches.append((paragraph.length, look, node, own))
                    fresh = False
                if positions is not None and tag == _T:
                    paragraph.anchor(child, text, positions)
                paragraph.pieces.append(text)
                paragraph.length += len(text)
                if tag == _T:
                    self._broken = False
            own += len(text)
        if look is None:
            return
        if unshown:
            kind = "hidden-text" if look.hidden else "struck-text"
            paragraph.trace(kind, paragraph.length, paragraph.length, "".join(unshown))
        elif look.marked or look.color >= LIGHT or self._revision or (look.size or 10) <= TINY:
            text = "".join(paragraph.pieces[first:])
            kind = (
                "" if paragraph.boxed else unseen(element, look, self._styles, paragraph.style, paragraph.table_style)
            )
            for each in (kind, "marked-text" if look.marked else "", self._revision):
                if each:
                    paragraph.trace(each, start, paragraph.length, text)

    def _letter(self, words: str, paragraph: Paragraph) -> None:
        """Put words that are drawn beside the paragraph they are anchored in."""
        lettering = Paragraph(paragraph.cell, True, paragraph.page)
        lettering.write(words)
        paragraph.boxes.append(lettering)

    def _field(self, element: etree._Element, paragraph: Paragraph) -> None:
        kind = element.get(_FIELD_TYPE)
        if kind == "begin":
            if not self._unseen and (chosen := _chosen(element)):
                self._say(chosen, paragraph)
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

    def _rendered_break(self, _: etree._Element, paragraph: Paragraph) -> None:
        if not self._broken:
            self._turn_page()
        self._broken = False
        if not paragraph.length:
            paragraph.page = self._page

    def _comment(self, element: etree._Element, paragraph: Paragraph) -> None:
        identifier = element.get(_ID) or ""
        began, start = self._comment_starts.get(identifier, (paragraph, paragraph.length))
        if began is not paragraph:
            start = 0
        ended, end = self._comment_ends.get(identifier, (paragraph, paragraph.length))
        end = end if ended is paragraph and end >= start else paragraph.length
        kind, words = self._shared.comments.get(identifier, ("comment", ""))
        paragraph.trace(kind, start, end, words)

    def _drawn(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Read the text boxes of a drawing; note an embedded object."""
        if element.tag == _OBJECT:
            program = next((item.get("ProgID") or "" for item in element.iter(_OLE)), None)
            if program is not None:
                paragraph.trace("embedded-object", paragraph.length, paragraph.length, program)
        if self._shared.external and self._part == "body":
            for identifier, target in linked(element, self._shared.external):
                self._shared.told.add(identifier)
                paragraph.trace("external-link", paragraph.length, paragraph.length, target)
        if self._part == "body":
            for diagram in element.iter(_DIAGRAM):
                for words in self._shared.diagram(diagram.get(_DIAGRAM_DATA) or ""):
                    self._letter(words, paragraph)
        drawing = _branch(element) if element.tag == _ALTERNATE else element
        if drawing is None:
            return
        paragraph.lines += _lines(drawing)
        if next(drawing.iter(_BOX, _TEXT_PATH), None) is None:
            return
        saved = self._boxes, self._fields, self._unseen, self._table_style, self._revision
        self._boxes, self._fields, self._unseen, self._table_style = paragraph.boxes, [], 0, ""
        for box in _boxes(drawing):
            if box.tag == _BOX:
                self._blocks(box, paragraph.cell, True)
                self._close()
            elif text := box.get("string"):  # lettering drawn as a shape, such as a "DỰ THẢO" watermark
                self._letter(text, paragraph)
        self._boxes, self._fields, self._unseen, self._table_style, self._revision = saved


_Handler = Callable[[Story, etree._Element, Paragraph], None]
_INLINE: Mapping[str, _Handler] = {
    _R: Story._run,
    _SDT: Story._content_control,
    _INS: Story._inserted,
    _MOVE_TO: Story._moved,
    _DEL: Story._deleted,
    _MOVE_FROM: Story._moved_away,
    _ALTERNATE: Story._alternate,
    _COMMENT_START: Story._comment_start,
    _COMMENT_END: Story._comment_end,
    **dict.fromkeys(WRAPPERS, Story._inside),
    **dict.fromkeys(_MATH, Story._math),
}
"""How what stands in a paragraph is read: by the class, for a story that held its own methods would never be free."""
_IN_RUN: Mapping[str, _Handler] = {
    _FLD_CHAR: Story._field,
    _PAGE_BREAK: Story._rendered_break,
    _COMMENT: Story._comment,
    _ALTERNATE: Story._alternate_in_run,
    _DRAWING: Story._drawn,
    _PICT: Story._drawn,
    _OBJECT: Story._drawn,
    _RUBY: Story._ruby,
}


def _chosen(field: etree._Element) -> str:
    """The entry of a drop-down list of a form that is shown, empty for any other field."""
    choices = next(field.iter(_CHOICES), None)
    if choices is None:
        return ""
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(_ENTRY)]
    result = choices.find(_RESULT)
    number = integer(result.get(VAL)) if result is not None else 0
    return entries[number] if 0 <= number < len(entries) else ""


def _branch(alternate: etree._Element) -> etree._Element | None:
    """What is read of alternate content: its first choice, else its fallback."""
    choice = alternate.find(_CHOICE)
    return choice if choice is not None else alternate.find(_FALLBACK)


def _lines(drawing: etree._Element) -> int:
    """Shapes of a drawing that hold neither words nor a picture: in a letterhead, lines."""
    shapes = drawing.iter(*_SHAPES)
    return sum(1 for shape in shapes if next(shape.iter(_BOX, _TEXT_PATH, _IMAGE), None) is None)


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
