"""Reader of Akoma Ntoso 3.0 (OASIS LegalDocML): any document type, text in document order.

Metadata (``meta``) is not text: a date in ``FRBRdate`` is not a date a person reads. A ``num`` becomes the label of the
first paragraph after it. Roles come from ``class`` where it names one of plancheck's, else from the standard elements
(``docNumber``, ``docTitle``, ``heading``, ``recital`` …).
"""

from lxml import etree

from plancheck.document import Cell, Document
from plancheck.reading.budget import Budget
from plancheck.reading.errors import ReadingError
from plancheck.reading.source import Element, Located, Rows, Stretch, collapsed, parse, span
from plancheck.records import dataclass, field

_INLINE_NAMES = """
    a abbr affectedDocument argument b change concept courtType date decoration def docAuthority docCommittee docDate
    docIntroducer docJurisdiction docNumber docProponent docPurpose docStage docStatus docTitle docType docketNumber
    embeddedText entity event extractText fillIn i inline ins judge lawyer legislature location mmod mod mref
    neutralCitation object omissis opinion organization outcome party person placeholder process quantity quotedText
    recordedTime ref relatedDocument remark rmod role rref session shortTitle signature span sub sup term time u vote
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_LEFT_OUT = frozenset({"meta", "del", "img", "noteRef", "eop", "toc", "componentRef", "documentRef", "marker"})

# Values of plancheck.structure.plan.Role, which a reader may not import.
_ROLE_NAMES = """
    agency superior state-name motto party-name asterisk number place-date type subject attached basis issuing enacting
    heading item paragraph cell compared closing recipients-label recipient authority post signer appendix-title
    draft-mark secrecy-mark stamp noise note
"""
_ROLES = frozenset(_ROLE_NAMES.split())
_IMPLIED = {"heading": "heading", "recital": "basis", "citation": "basis", "longTitle": "subject"}
# What an inline element makes of its paragraph, by the part of the document it stands in.
_FRONT = {
    "docType": "type",
    "docTitle": "subject",
    "docPurpose": "subject",
    "shortTitle": "subject",
    "docNumber": "number",
    "docDate": "place-date",
    "docAuthority": "agency",
    "docProponent": "superior",
}
_BACK = {"docDate": "place-date", "role": "post", "person": "signer"}
_PARTS = {"coverPage": _FRONT, "preface": _FRONT, "conclusions": _BACK, "preamble": {}, "body": {}, "mainBody": {}}


def read_akn(tree: "etree._ElementTree", data: bytes) -> Document:
    """Read an Akoma Ntoso document; ``tree`` is ``data`` parsed. Raises ReadingError."""
    reading = _Reading()
    reading.walk(parse(data), _Context())
    blocks = [
        located.block(ordinal, label, hint, cell, part)
        for part, paragraphs in (("body", reading.paragraphs), ("footnotes", reading.notes))
        for ordinal, (located, label, hint, cell) in enumerate(paragraphs, 1)
    ]
    if not blocks:
        raise ReadingError(
            "no-text",
            "Tài liệu Akoma Ntoso không có chữ nào ngoài siêu dữ liệu.",
            "The Akoma Ntoso document holds no text besides its metadata.",
        )
    return Document("akn", tuple(blocks))


_Paragraph = tuple[Located, str, str, Cell | None]
"""Text, label, hint, cell."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the elements around a paragraph say of it."""

    hint: str = ""
    cell: Cell | None = None
    inline: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Reading:
    """Paragraphs read so far, and the one being gathered."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    notes: list[_Paragraph] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    """Roles that inline elements give the paragraph."""
    context: _Context = _Context()
    number: Located | None = None
    """A ``num`` waiting for its paragraph."""
    tables: int = 0
    budget: Budget = field(default_factory=Budget)

    def walk(self, element: Element, context: _Context, parent: str = "") -> None:
        """Read a block-level element."""
        name = element.name
        hint = _declared(element) or _implied(element, parent)
        if hint:
            context = _Context(hint, context.cell, context.inline)
        if name in _PARTS:
            context = _Context(context.hint, context.cell, _PARTS[name])
        self._flush()
        if name == "table":
            self._table(element, context)
            return
        self._content(element, context)
        self._flush()
        if element.child("num") or not parent:
            self._label_alone()

    def _content(self, element: Element, context: _Context) -> None:
        """Text and children of an element; text between block-level children is a paragraph of its own."""
        for child in element.content:
            self._piece(child, context, element.name)

    def _piece(self, piece: "Element | Stretch", context: _Context, parent: str) -> None:
        if not isinstance(piece, Element):
            # White space between paragraphs is most of a file's text nodes.
            if self.stretches or not piece[0].isspace():
                self.context = context
                self.stretches.append(piece)
        elif piece.name in _LEFT_OUT:
            return
        elif piece.name in ("eol", "br"):
            self.stretches.append((" ", piece.line, piece.column))
        elif piece.name == "authorialNote":
            self._note(piece)
        elif piece.name == "num":
            self._flush()
            self._label_alone()
            self.number = collapsed(_texts(piece))
        elif piece.name in _INLINE:
            role = _declared(piece) or context.inline.get(piece.name)
            if role:
                self.marks.add(role)
            self._content(piece, context)
        else:
            self.walk(piece, context, parent)

    def _note(self, element: Element) -> None:
        """A footnote: read after the body."""
        inner = _Reading(paragraphs=self.notes, tables=self.tables, budget=self.budget)
        inner.walk(element, _Context("note"))

    def _table(self, element: Element, context: _Context) -> None:
        self.tables += 1
        rows = Rows(self.tables, self.budget, context.cell)
        for row in element.content:
            if not isinstance(row, Element) or row.name != "tr":
                self._piece(row, context, element.name)
                continue
            self._flush()
            rows.next_row()
            for piece in row.content:
                if isinstance(piece, Element) and piece.name in ("td", "th"):
                    spans = (span(piece.attributes.get(name)) for name in ("rowspan", "colspan"))
                    self.walk(piece, _Context(context.hint, rows.next_cell(*spans), context.inline), row.name)
                else:
                    self._piece(piece, context, row.name)
        self._flush()

    def _flush(self) -> None:
        """End the paragraph being gathered."""
        located = collapsed(self.stretches) if self.stretches else None
        if located:
            label = self.number.text if self.number else ""
            hint = self.context.hint or (next(iter(self.marks)) if len(self.marks) == 1 else "")
            self._emit(located, label, hint or ("item" if label else ""))
            self.number = None
        self.stretches = []
        self.marks = set()

    def _label_alone(self) -> None:
        """A num without a paragraph of its own."""
        if self.number:
            self._emit(Located("", self.number.anchors[:1]), self.number.text, "")
            self.number = None

    def _emit(self, located: Located, label: str, hint: str) -> None:
        self.budget.paragraph()
        self.budget.text(len(located.text))
        self.paragraphs.append((located, label, hint, self.context.cell))


def _declared(element: Element) -> str:
    """The role that ``class`` names, empty if it names none."""
    return next((name for name in element.attributes.get("class", "").split() if name in _ROLES), "")


def _implied(element: Element, parent: str) -> str:
    """The role a standard element has."""
    if parent == "attachment" and element.name in ("heading", "subheading"):
        return "appendix-title"
    if element.name == "formula" and "enact" in element.attributes.get("name", "").lower():
        return "enacting"
    return _IMPLIED.get(element.name, "")


def _texts(element: Element) -> list[Stretch]:
    """All text in an element."""
    texts: list[Stretch] = []
    for child in element.content:
        if not isinstance(child, Element):
            texts.append(child)
        elif child.name not in _LEFT_OUT and child.name != "authorialNote":
            texts.extend(_texts(child))
    return texts
