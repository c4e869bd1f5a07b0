"""Reader of Word documents: what a person sees with tracked changes accepted, and where each character comes from."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from lxml import etree

from plancheck.document import Document, PageSetup, Place, Trace
from plancheck.patterns import lazily
from plancheck.reading.docx_leftovers import made, package_traces, stale_entry
from plancheck.reading.docx_paragraph import Positions, own_text
from plancheck.reading.docx_story import Shared, Story
from plancheck.reading.errors import refusal
from plancheck.reading.guard import Archive
from plancheck.reading.legacy import Encodings, settled
from plancheck.reading.numbering import Numbering
from plancheck.reading.ooxml import A_NS, R_ID, VAL, W, is_on, millimetres
from plancheck.reading.package import Package, Relationship, ZipPackage, relationships
from plancheck.reading.page_numbers import page_numbers
from plancheck.reading.styles import Sheet, Styles, theme_fonts

__all__ = ["Positions", "main_part", "own_text", "read_docx", "read_package"]

_Made = TypeVar("_Made")
_P, _T, _TYPE = W + "p", W + "t", W + "type"
_SECT_PR, _SECT_PR_CHANGE = W + "sectPr", W + "sectPrChange"
_OTHER_PACKAGES = {
    "xl/workbook.xml": "spreadsheet",
    "ppt/presentation.xml": "presentation",
}
_HEADER_NAME = lazily(r"(?:header|footer)[1-9]\d*\Z")


def read_docx(archive: Archive) -> Document:
    """Read a .docx, .docm, .dotx or .dotm file. Raises ReadingError."""
    return read_package(ZipPackage(archive), "docx")


def main_part(package: Package) -> str:
    """Name of the part that holds the text. Raises ReadingError."""
    for relationship in relationships(package):
        if relationship.kind == "officeDocument" and not relationship.external and relationship.target in package:
            return relationship.target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise refusal(_OTHER_PACKAGES.get(next((name for name in package if name in _OTHER_PACKAGES), ""), "not-a-docx"))


def read_package(package: Package, format_name: str, positions: Positions | None = None) -> Document:
    """Read a Word document from its parts. Raises ReadingError."""
    document = _read(package, format_name, positions, Encodings())
    encodings = settled(document.blocks)
    return document if encodings is None else _read(package, format_name, positions, encodings)


def _read(package: Package, format_name: str, positions: Positions | None, encodings: Encodings) -> Document:
    main = main_part(package)
    root = package.xml(main)
    body = root.find(W + "body")
    if body is None:
        raise refusal("not-a-docx")
    related = relationships(package, main)
    parts = _Parts(package, related)
    shared = _shared(parts, positions, encodings)
    story = Story(shared, "body", root)
    story.read(body)
    blocks, traces = story.blocks, story.traces
    section_ends, lined_tables = story.section_ends, frozenset(story.lined_tables)
    for kind, element_name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = parts.root(kind)
        if notes is None:
            continue
        story = Story(shared, kind, notes)
        called = _called(root, element_name)
        for note in notes.iterchildren(W + element_name):
            if note.get(_TYPE, "normal") == "normal" and note.get(W + "id") in called:
                story.read(note)
        blocks += story.blocks
        traces += story.traces
    sections = [item for item in root.iter(_SECT_PR) if not _is_former(item)]
    shown: dict[str, etree._Element] = {}
    opening = _opening(sections, parts)
    opened: list[str] = []
    for name, part in _headers_and_footers(sections, parts):
        if part == opening:
            opened.append(name)
        header = shown[part] = package.xml(part)
        story = Story(shared, name, header)
        story.read(header)
        blocks += story.blocks
        traces += story.traces
    if any(block.format.style.lower().startswith("toc ") for block in blocks) and (entry := stale_entry(root)):
        traces.append(Trace("dirty-field", Place(), entry))
    traces.extend(package_traces(package, related, shared.told))
    numbers = page_numbers(sections, parts.by_id, shown, shared.styles)
    pages = tuple(_pages(sections, section_ends))
    return Document(format_name, tuple(blocks), pages, tuple(traces), tuple(numbers), lined_tables, tuple(opened))


def _called(root: etree._Element, note: str) -> set[str | None]:
    """Ids of the notes the text calls, those called from deleted text left out: Word shows no others."""
    calls = root.iter(f"{W}{note}Reference")
    return {call.get(W + "id") for call in calls if next(call.iterancestors(W + "del", W + "moveFrom"), None) is None}


_POINT = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}pt"


class _Parts:
    """Parts related to the main one, by the kind of relationship."""

    def __init__(self, package: Package, related: list[Relationship]) -> None:
        self._package = package
        self._related = related
        self.external = {item.id: item.target for item in related if item.external and item.kind != "hyperlink"}
        self.by_id = {item.id: item.target for item in related if not item.external and item.target in package}

    def root(self, kind: str) -> etree._Element | None:
        """Root of the first part of a kind, None if there is none."""
        target = self._first(kind)
        return self._package.xml(target) if target else None

    def template(self, kind: str, made: Callable[[etree._Element | None], _Made]) -> _Made:
        """What is made of the root of the first part of a kind, which many drafts have in common."""
        target = self._first(kind)
        return self._package.template(target, made) if target else made(None)

    def _first(self, kind: str) -> str:
        found = (item for item in self._related if item.kind == kind and not item.external)
        return next((item.target for item in found if item.target in self._package), "")

    def diagram(self, id: str) -> list[str]:
        """Words of a SmartArt diagram, piece by piece."""
        target = self.by_id.get(id)
        points = self._package.xml(target).iter(_POINT) if target else ()
        pieces = ("".join(text.text or "" for text in point.iter(f"{{{A_NS}}}t")) for point in points)
        return [piece for piece in pieces if piece.strip()]


def _shared(parts: _Parts, positions: Positions | None, encodings: Encodings) -> Shared:
    styles = Styles(parts.template("styles", Sheet), lambda: parts.template("theme", theme_fonts))
    numbering = Numbering(lambda: parts.root("numbering"), styles)
    comments = _comments(parts.root("comments"))
    return Shared(styles, numbering, comments, parts.external, positions, encodings, parts.diagram)


def _comments(root: etree._Element | None) -> dict[str, tuple[str, str]]:
    """Kind of trace and text of each comment by its id."""
    if root is None:
        return {}
    found = {}
    for comment in root.iterchildren(W + "comment"):
        paragraphs = ("".join(text.text or "" for text in p.iter(_T)) for p in comment.iter(_P))
        found[comment.get(W + "id") or ""] = made("comment", comment), "\n".join(text for text in paragraphs if text)
    return found


def _headers_and_footers(sections: list[etree._Element], parts: _Parts) -> Iterator[tuple[str, str]]:
    """(name, part name) of each header that is shown, then each footer, in order of first use."""
    even = _even_pages(sections, parts)
    for kind in ("header", "footer"):
        names: dict[str, str] = {}
        taken: set[str] = set()
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
                known = _HEADER_NAME.match(stem) and stem.startswith(kind) and stem not in taken
                names[part] = stem if known else _free_name(kind, taken)
                taken.add(names[part])
        for part, name in names.items():
            yield name, part


def _opening(sections: list[etree._Element], parts: _Parts) -> str:
    """Part name of the header of the first page, empty if it has none."""
    for section in sections[:1]:
        title = section.find(W + "titlePg")
        wanted = "first" if title is not None and is_on(title.get(VAL)) else "default"
        for reference in section.iterchildren(W + "headerReference"):
            if reference.get(_TYPE, "default") == wanted:
                return parts.by_id.get(reference.get(R_ID) or "", "")
    return ""


def _free_name(kind: str, taken: Collection[str]) -> str:
    number = len(taken) + 1
    while f"{kind}{number}" in taken:
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


def _pages(sections: list[etree._Element], ends: list[int]) -> Iterator[PageSetup]:
    """Page of each section that states one; ``ends`` are the blocks before the second section, the third …"""
    firsts = [0, *ends]
    for index, section in enumerate(sections):
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        if size is None or margins is None:
            continue
        lengths = [millimetres(size.get(W + name)) for name in ("w", "h")]
        lengths += [millimetres(margins.get(W + name)) for name in ("top", "bottom", "left", "right")]
        known = [length for length in lengths if length is not None]
        if len(known) == 6:
            numbers = section.find(W + "pgNumType")
            restarts = numbers is not None and numbers.get(W + "start") is not None
            width, height, top, bottom, left, right = known
            first = firsts[min(index, len(ends))] + 1
            yield PageSetup(width, height, top, bottom, left, right, first, restarts)
