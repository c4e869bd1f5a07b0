"""Reader of OpenDocument texts (.odt, and .fodt in one XML file): what a person sees with tracked changes accepted."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from plancheck.document import Block, Cell, Document, PageNumber, PageSetup, Place, RunFormat, Trace
from plancheck.patterns import lazily
from plancheck.reading.budget import Budget
from plancheck.reading.docx_leftovers import TINY
from plancheck.reading.docx_paragraph import Paragraph, finish
from plancheck.reading.errors import refusal
from plancheck.reading.guard import Archive, parse_xml
from plancheck.reading.legacy import Encodings, settled
from plancheck.reading.odt_lists import FORMATS, OUTLINE, Lists
from plancheck.reading.odt_styles import DRAW, OFFICE, STYLE, TABLE, TEXT, XLINK, Properties, Styles, whole
from plancheck.reading.origins import readable
from plancheck.reading.styles import is_white
from plancheck.records import NamedTuple

_P, _H, _LIST, _SPAN = (TEXT + name for name in ("p", "h", "list", "span"))
_TABLE, _ROW, _CELL, _COVERED = (TABLE + name for name in ("table", "table-row", "table-cell", "covered-table-cell"))
_ANNOTATION, _HREF, _STYLE_NAME = OFFICE + "annotation", XLINK + "href", TEXT + "style-name"
_CHANGED, _CHANGE_ID = TEXT + "changed-region", TEXT + "change-id"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SECTION = TEXT + "section"
_PAGE_NUMBER = TEXT + "page-number"
_SILENT = frozenset(TEXT + name for name in ("tracked-changes", "script", "note-citation", "ruby-text"))
"""Elements whose content nobody sees, or not there."""
_SHAPES = frozenset(DRAW + name for name in ("line", "connector", "custom-shape", "polyline", "path", "rect"))
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-header-rows", "table-row-group", "table-rows"))
_BLANKS = lazily(r"[ \t\r\n]+")
_OUTSIDE = lazily(r"(?:[a-z][a-z0-9+.-]+:|//|\.\./|/)", re.IGNORECASE)
_MAX_SPAN = 1000
_MANIFEST, _SETTINGS = "META-INF/manifest.xml", "settings.xml"


def read_odt(archive: Archive) -> Document:
    """Read an .odt or .ott file. Raises ReadingError."""
    names = set(archive)
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise refusal("encrypted")
    if "content.xml" not in names:
        raise refusal("truncated")
    content = archive.read("content.xml")
    common = archive.read("styles.xml") if "styles.xml" in names else b""
    root = parse_xml(content, "content.xml", archive.budget)
    document = _read(root, parse_xml(common, "styles.xml", archive.budget) if common.strip() else None)
    return document._replace(traces=(*document.traces, *_package_traces(archive, names)))


def read_flat_odt(root: etree._Element) -> Document:
    """Read an OpenDocument text in one XML file (.fodt). Raises ReadingError."""
    return _read(root, root)


def _read(root: etree._Element, common: etree._Element | None) -> Document:
    document = _read_as(root, common, Encodings())
    encodings = settled(document.blocks)
    return document if encodings is None else _read_as(root, common, encodings)


def _read_as(root: etree._Element, common: etree._Element | None, encodings: Encodings) -> Document:
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise refusal("not-a-docx")
    shared = _Shared(encodings, _changes(body))
    styles = Styles(common, root)
    story = _Story(shared, "body", styles, body.find(".//" + TEXT + "soft-page-break") is not None)
    story.read(body)
    blocks, traces = story.blocks, story.traces
    for part in ("footnotes", "endnotes"):
        notes = _Story(shared, part, styles)
        for note in shared.notes.get(part, ()):
            notes.read(note)
        blocks += notes.blocks
        traces += notes.traces
    sections = story.sections or [_Section("", 1, False)]
    masters = _masters([section.master for section in sections], styles)
    local = Styles(common, common)
    numbers: dict[PageNumber, None] = {}
    for name, element, first in _headers(masters, local):
        header = _Story(shared, name, local)
        header.read(element)
        blocks += header.blocks
        traces += header.traces
        position = "top" if name.startswith("header") else "bottom"
        for alignment, look, numerals in _page_numbers(element, local):
            numbers.setdefault(PageNumber(position, alignment, first, look, FORMATS.get(numerals, "decimal")))
    return Document(
        "odt",
        tuple(blocks),
        tuple(_pages(sections, styles)),
        tuple(traces),
        tuple(numbers),
        frozenset(story.lined_tables),
    )


class _Change(NamedTuple):
    kind: str
    text: str


def _changes(body: etree._Element) -> dict[str, _Change]:
    """Tracked changes by their id."""
    found = {}
    for region in body.iterfind(f"{TEXT}tracked-changes/{_CHANGED}"):
        name = region.get(TEXT + "id") or region.get(_XML_ID) or ""
        for kind in ("insertion", "deletion", "format-change"):
            change = region.find(TEXT + kind)
            if change is not None:
                paragraphs = ("".join(str(text) for text in each.itertext()) for each in change.iter(_P, _H))
                found[name] = _Change(kind, "\n".join(text for text in paragraphs if text))
    return found


class _Shared:
    """What all parts of a document share."""

    def __init__(self, encodings: Encodings, changes: Mapping[str, _Change]) -> None:
        self.encodings = encodings
        self.changes = changes
        self.notes: dict[str, list[etree._Element]] = {}
        self.budget = Budget()
        self.paragraphs = 0


class _Section(NamedTuple):
    """What a paragraph or table begins that calls for a master page."""

    master: str
    """Empty: the default."""
    first: int
    """Ordinal of its first block."""
    restarts: bool


class _Item(NamedTuple):
    """A paragraph's place in a list."""

    style: str
    level: int
    label: str
    properties: Properties


class _Story:
    """Reads one part: the body, the notes, a header."""

    def __init__(self, shared: _Shared, part: str, styles: Styles, has_pages: bool = False) -> None:
        self._shared = shared
        self._part = part
        self._styles = styles
        self._lists = Lists(styles)
        self.blocks: list[Block] = []
        self.traces: list[Trace] = []
        self.sections: list[_Section] = []
        self.lined_tables: set[int] = set()
        """Numbers of the outer tables with vertical lines."""
        self._blank = False
        """Only empty paragraphs since the last block."""
        self._page = 1 if has_pages else None
        self._tables = 0
        self._nested: dict[Cell, int] = {}
        self._chains: dict[str, str] = {}
        self._last: dict[str, str] = {}
        self._boxes: list[Paragraph] | None = None
        self._cell_style = ""
        self._spans: tuple[str, ...] = ()
        self._spaced = True
        """Blanks that follow are dropped: a blank or the beginning of the paragraph is before them."""
        self._revision = ""
        self._comments: dict[str, tuple[Paragraph, int, str]] = {}

    def read(self, container: etree._Element) -> None:
        """Read a body, note, header or footer."""
        self._blocks(container, None, False)

    # Blocks

    def _blocks(self, container: etree._Element, cell: Cell | None, boxed: bool) -> None:
        for child in container:
            tag = child.tag
            if tag in (_P, _H):
                self._paragraph(child, cell, boxed, None)
            elif tag == _LIST:
                self._list(child, cell, boxed, "", "", 0)
            elif tag == _TABLE:
                self._table(child, cell, boxed)
            elif tag == TEXT + "soft-page-break":
                self._turn()
            elif str(tag).startswith(DRAW):
                self._drawn(child, Paragraph(cell, boxed, self._page))
            elif tag == TEXT + "change-start":
                self._revision = self._kind(child)
            elif tag == TEXT + "change-end":
                self._revision = ""
            elif tag == _SECTION and child.get(TEXT + "display") == "none":
                self._hide(child, cell, boxed)
            elif str(tag).startswith(TEXT) and tag not in _SILENT:  # sections, indexes, numbered paragraphs
                self._blocks(child, cell, boxed)

    def _hide(self, section: etree._Element, cell: Cell | None, boxed: bool) -> None:
        """Leave a trace of a section nobody sees."""
        paragraph = Paragraph(cell, boxed, self._page)
        paragraph.trace("hidden-text", 0, 0, " ".join("".join(map(str, section.itertext())).split()))
        self._put(paragraph)

    def _paragraph(self, element: etree._Element, cell: Cell | None, boxed: bool, item: _Item | None) -> None:
        shared, style = self._shared, element.get(_STYLE_NAME) or ""
        shared.paragraphs += 1
        shared.budget.paragraph()
        self._call_master("paragraph", style, cell, boxed)
        outline = whole(element.get(TEXT + "outline-level"), 1, 10) if element.tag == _H else 0
        if outline and item is None and element.get(TEXT + "is-list-header") != "true":
            level = self._lists.level(OUTLINE, outline - 1)
            if level is not None and (level.format or level.bullet):
                label = self._lists.label(OUTLINE, OUTLINE, outline - 1, None)
                item = _Item(OUTLINE, outline - 1, label, level.properties)
        paragraph = Paragraph(cell, boxed, self._page)
        paragraph.style = style
        if item is not None:
            paragraph.label, paragraph.level = item.label, item.level
            shared.budget.label(len(item.label))
        saved = self._spans, self._spaced
        self._spans, self._spaced = (), True
        self._inside(element, paragraph)
        self._spans, self._spaced = saved
        if self._revision == "format-change":
            paragraph.trace("format-change", 0, paragraph.length, "")
        paragraph.format = self._styles.block_format(style, outline, item.properties if item else ())
        paragraph.lines += self._styles.lines_across("paragraph", style)
        shared.budget.text(paragraph.length)
        self._put(paragraph)

    def _put(self, paragraph: Paragraph) -> None:
        if self._boxes is not None:
            self._boxes += (paragraph, *paragraph.boxes)
            return
        blocks = self.blocks
        before = len(blocks)
        for each in (paragraph, *paragraph.boxes):
            finish(each, self._part, blocks, self.traces, self._shared.encodings)
        if len(blocks) == before:
            self._blank = True
        elif self._blank:
            blocks[before] = blocks[before]._replace(blank_above=True)
            self._blank = False

    def _call_master(self, family: str, style: str, cell: Cell | None, boxed: bool) -> None:
        """Note the master page a paragraph or table begins, and the page it turns."""
        if cell is not None or boxed:
            return
        name = self._styles.master_of(family, style)
        if name or not self.sections:
            if self.sections:
                self._turn()
            restarts = self._styles.restarts(family, style)
            self.sections.append(_Section(name, len(self.blocks) + 1, restarts))
        elif self._page is not None and self._styles.breaks(family, style):
            self._turn()

    def _turn(self) -> None:
        if self._page is not None:
            self._page += 1

    # Lists

    def _list(
        self, element: etree._Element, cell: Cell | None, boxed: bool, style: str, chain: str, depth: int
    ) -> None:
        """Read a list. ``style`` and ``chain`` are those of the list around it."""
        style = element.get(_STYLE_NAME) or style
        continued = self._chains.get(element.get(TEXT + "continue-list") or "")
        if continued is None and element.get(TEXT + "continue-numbering") == "true":
            continued = self._last.get(style)
        chain = continued or chain or f"{len(self._chains)}/{len(self._last)}/{self._shared.paragraphs}"
        self._chains[element.get(_XML_ID) or chain] = self._last[style] = chain
        level = self._lists.level(style, depth)
        properties = level.properties if level else ()
        for item in element:
            counted = item.tag == TEXT + "list-item"
            if not counted and item.tag != TEXT + "list-header":
                continue
            start = item.get(TEXT + "start-value")
            for child in item:
                if child.tag in (_P, _H):
                    label = ""
                    if counted:
                        number = whole(start, 1, 1 << 20) if start is not None else None
                        label = self._lists.label(style, chain, depth, number)
                    counted = False
                    self._paragraph(child, cell, boxed, _Item(style, depth, label, properties))
                elif child.tag == _LIST:
                    self._list(child, cell, boxed, style, chain, min(depth + 1, 8))
                elif child.tag == _TABLE:
                    self._table(child, cell, boxed)

    # Tables

    def _table(self, table: etree._Element, outer: Cell | None, boxed: bool) -> None:
        """Read a table. Tables in a cell are numbered within it."""
        self._call_master("table", table.get(TABLE + "style-name") or "", outer, boxed)
        if outer is None:
            self._tables = number = self._tables + 1
        else:
            self._nested[outer] = number = self._nested.get(outer, 0) + 1
        row = 0
        saved = self._cell_style
        for element in _rows(table):
            if element.tag == TEXT + "soft-page-break":
                self._turn()
                continue
            row += 1
            column = 1
            for each in element:
                if each.tag == _CELL:
                    rows = _span(each, "number-rows-spanned")
                    columns = _span(each, "number-columns-spanned")
                    self._shared.budget.cell(rows, columns)
                    self._cell_style = each.get(TABLE + "style-name") or ""
                    if row == 1 and outer is None and not boxed and self._styles.is_lined(self._cell_style):
                        self.lined_tables.add(number)
                    before = len(self.blocks)
                    self._blocks(each, Cell(number, row, column, rows, columns, outer), boxed)
                    if len(self.blocks) > before and (
                        lines := self._styles.lines_across("table-cell", self._cell_style)
                    ):
                        self.blocks[-1] = self.blocks[-1]._replace(lines=self.blocks[-1].lines + lines)
                if each.tag in (_CELL, _COVERED):
                    column += _span(each, "number-columns-repeated")
            row += _span(element, "number-rows-repeated") - 1
        self._cell_style = saved

    # What stands in a paragraph

    def _inside(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._say(paragraph, element.text)
        for child in element:
            tag = child.tag
            handler = _INLINE.get(tag)
            if handler is not None:
                handler(self, child, paragraph)
            elif str(tag).startswith(DRAW):
                self._drawn(child, paragraph)
            elif str(tag).startswith(TEXT) and tag not in _SILENT:
                self._inside(child, paragraph)
            self._say(paragraph, child.tail)

    def _say(self, paragraph: Paragraph, text: str | None) -> None:
        """Write text of which runs of white space count as one blank, and none at the beginning."""
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._spaced and text[0] == " ":
            text = text[1:]
        if text:
            self._write(paragraph, text)
            self._spaced = text[-1] == " "

    def _write(self, paragraph: Paragraph, text: str) -> None:
        start = paragraph.length
        look = self._styles.run_format(paragraph.style, self._spans)
        if look.hidden or look.struck:
            paragraph.trace("hidden-text" if look.hidden else "struck-text", start, start, text)
            return
        if not paragraph.stretches or paragraph.stretches[-1][1] is not look:
            paragraph.stretches.append((start, look, -1, start))
        paragraph.write(text)
        self._spaced = False
        if look.marked:
            paragraph.trace("marked-text", start, paragraph.length, text)
        if not paragraph.boxed and (look.size or 10) <= TINY:
            paragraph.trace("tiny-text", start, paragraph.length, text)
        elif not paragraph.boxed and is_white(look.color) and self._is_on_white(paragraph):
            paragraph.trace("white-text", start, paragraph.length, text)
        if self._revision == "insertion":
            paragraph.trace("insertion", start, paragraph.length, text)

    def _is_on_white(self, paragraph: Paragraph) -> bool:
        return self._styles.is_on_white(paragraph.style, self._spans, self._cell_style if paragraph.cell else "")

    def _span(self, element: etree._Element, paragraph: Paragraph) -> None:
        saved = self._spans
        self._spans = (*saved, element.get(_STYLE_NAME) or "")
        self._inside(element, paragraph)
        self._spans = saved

    def _blanks(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._shared.budget.longest(paragraph.length)
        self._write(paragraph, " " * max(whole(element.get(TEXT + "c"), 1, _MAX_SPAN), 1))

    def _turned(self, _: etree._Element, paragraph: Paragraph) -> None:
        self._turn()
        if not paragraph.length:
            paragraph.page = self._page

    def _note(self, element: etree._Element, _: Paragraph) -> None:
        """Keep a note for the part of the notes."""
        part = "endnotes" if element.get(TEXT + "note-class") == "endnote" else "footnotes"
        self._shared.notes.setdefault(part, []).extend(element.iterchildren(TEXT + "note-body"))

    def _comment(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraphs = ("".join(str(text) for text in each.itertext()) for each in element.iter(_P))
        words = "\n".join(text for text in paragraphs if text)
        name = element.get(OFFICE + "name") or ""
        if name:
            self._comments[name] = (paragraph, paragraph.length, words)
        else:
            paragraph.trace("comment", paragraph.length, paragraph.length, words)

    def _comment_end(self, element: etree._Element, paragraph: Paragraph) -> None:
        began, start, words = self._comments.pop(element.get(OFFICE + "name") or "", (None, 0, ""))
        if began is not None:
            paragraph.trace("comment", start if began is paragraph else 0, paragraph.length, words)

    def _placeholder(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Read a prompt nobody filled in, or a field of a mail merge."""
        start = paragraph.length
        self._inside(element, paragraph)
        words = "".join(map(str, element.itertext())) or element.get(TEXT + "column-name") or ""
        paragraph.trace("placeholder", start, paragraph.length, words)

    def _kind(self, element: etree._Element) -> str:
        change = self._shared.changes.get(element.get(_CHANGE_ID) or "")
        return change.kind if change else ""

    def _deleted(self, element: etree._Element, paragraph: Paragraph) -> None:
        change = self._shared.changes.get(element.get(_CHANGE_ID) or "")
        if change is not None and change.kind == "deletion":
            paragraph.trace("deletion", paragraph.length, paragraph.length, change.text or "¶")

    def _change_start(self, element: etree._Element, _: Paragraph) -> None:
        self._revision = self._kind(element)

    def _change_end(self, _: etree._Element, paragraph: Paragraph) -> None:
        if self._revision == "format-change":
            paragraph.trace("format-change", 0, paragraph.length, "")
        self._revision = ""

    def _drawn(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Read the text in a frame or shape; note an embedded object and a picture from outside."""
        saved = self._boxes, self._spans, self._spaced, self._revision
        self._boxes, self._spans, self._spaced, self._revision = paragraph.boxes, (), True, ""
        self._shape(element, paragraph)
        self._boxes, self._spans, self._spaced, self._revision = saved
        if self._boxes is None and not paragraph.length and not paragraph.style:  # drawn between two paragraphs
            self._put(paragraph)

    def _shape(self, element: etree._Element, paragraph: Paragraph) -> None:
        at = paragraph.length
        if element.tag in _SHAPES and next(element.itertext(), None) is None:
            paragraph.lines += 1
        tag, target = element.tag, element.get(_HREF) or ""
        if tag in (DRAW + "object", DRAW + "object-ole"):
            paragraph.trace("embedded-object", at, at, target.rpartition("/")[2] or "object")
        elif target and tag != DRAW + "a" and _OUTSIDE.match(target):
            paragraph.trace("external-link", at, at, target)
        for child in element:
            kind = child.tag
            if kind in (_P, _H):
                self._paragraph(child, paragraph.cell, True, None)
            elif kind == _LIST:
                self._list(child, paragraph.cell, True, "", "", 0)
            elif kind == _TABLE:
                self._table(child, paragraph.cell, True)
            elif str(kind).startswith(DRAW):
                self._shape(child, paragraph)


_Handler = Callable[[_Story, etree._Element, Paragraph], None]
_INLINE: Mapping[str, _Handler] = {
    _SPAN: _Story._span,
    TEXT + "s": _Story._blanks,
    TEXT + "tab": lambda story, _, paragraph: story._write(paragraph, "\t"),
    TEXT + "line-break": lambda story, _, paragraph: story._write(paragraph, "\n"),
    TEXT + "soft-page-break": _Story._turned,
    TEXT + "note": _Story._note,
    _ANNOTATION: _Story._comment,
    OFFICE + "annotation-end": _Story._comment_end,
    TEXT + "change": _Story._deleted,
    TEXT + "placeholder": _Story._placeholder,
    TEXT + "database-display": _Story._placeholder,
    TEXT + "change-start": _Story._change_start,
    TEXT + "change-end": _Story._change_end,
}
"""How what stands in a paragraph is read: by the class, for a story that held its own methods would never be free."""


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows of a table, also those in groups, and the page breaks between them."""
    for child in table:
        if child.tag in (_ROW, TEXT + "soft-page-break"):
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _span(element: etree._Element, name: str) -> int:
    return max(whole(element.get(TABLE + name), 1, _MAX_SPAN), 1)


def _default(styles: Styles) -> str:
    return "Standard" if "Standard" in styles.masters else next(iter(styles.masters), "")


def _run_of(name: str, styles: Styles) -> list[str]:
    """A master page and those that follow it, each once."""
    used: list[str] = []
    while name in styles.masters and name not in used:
        used.append(name)
        name = styles.masters[name].following
    return used


def _masters(called: list[str], styles: Styles) -> list[str]:
    """Master pages that are used, the first page's first."""
    runs = (_run_of(name or _default(styles), styles) for name in called or [""])
    return list(dict.fromkeys(name for run in runs for name in run))


def _pages(sections: list[_Section], styles: Styles) -> Iterator[PageSetup]:
    """Pages of each section, like ones side by side once."""
    last: PageSetup | None = None
    for section in sections:
        for name in _run_of(section.master or _default(styles), styles):
            page = styles.page(name, section.first, section.restarts)
            if page is not None and page != last:
                last = page
                yield page


def _headers(masters: list[str], styles: Styles) -> Iterator[tuple[str, etree._Element, bool]]:
    """(name, element, whether the first page shows it) of each header that is shown, then each footer."""
    for kind in ("header", "footer"):
        number = 0
        for index, name in enumerate(masters):
            page = styles.masters[name].element
            own_first = page.find(f"{STYLE}{kind}-first") is not None
            for variant in ("", "-first", "-left"):
                element = page.find(STYLE + kind + variant)
                if element is None or element.get(STYLE + "display") == "false":
                    continue
                number += 1
                first = index == 0 and (variant == "-first" if own_first else variant == "")
                yield f"{kind}{number}", element, first


def _page_numbers(header: etree._Element, styles: Styles) -> Iterator[tuple[str, RunFormat, str]]:
    """(alignment, look, kind of numerals) of each number of the page that is shown."""
    master = header.getparent()
    numerals = styles.numerals("" if master is None else master.get(STYLE + "name") or "")
    for element in header.iter(_PAGE_NUMBER):
        paragraph = next(element.iterancestors(_P, _H), None)
        if paragraph is None:
            continue
        style = paragraph.get(_STYLE_NAME) or ""
        spans = tuple(each.get(_STYLE_NAME) or "" for each in element.iterancestors(_SPAN))[::-1]
        alignment = styles.block_format(style, 0, ()).alignment.replace("justify", "left")
        yield alignment, styles.run_format(style, spans), element.get(STYLE + "num-format") or numerals


def _package_traces(archive: Archive, names: set[str]) -> Iterator[Trace]:
    """Macros, signatures and locks of a package."""
    for name in sorted(names):
        if name.startswith(("Basic/", "Scripts/")) and not name.endswith(("/", "script-lc.xml", "script-lb.xml")):
            yield Trace("macro", Place(), readable(name.rpartition("/")[2])[0])
    if "META-INF/documentsignatures.xml" in names:
        yield Trace("signature", Place())
    if _SETTINGS in names and b'config:name="LoadReadonly" config:type="boolean">true<' in archive.read(_SETTINGS):
        yield Trace("protection", Place(), "readOnly")
