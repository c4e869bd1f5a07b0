"""A draft as read from disk: blocks of text, how they look, and the way back from each character.

Knows nothing of plans or rules. Every reader gives this type; nothing after reading opens the file again.

Named tuples, here and in the other rooms, because they are made ten times as fast as frozen dataclasses (every start of
the program makes all classes) and their values three times as fast.
"""

from bisect import bisect_right

from plancheck.records import NamedTuple

OWN_AUTHOR = "plancheck"
"""Who the comments and tracked changes are by that plancheck itself puts into a copy of a draft."""
SUGGESTER = "plancheck (gợi ý)"
"""Who the tracked changes are by that only a person can judge."""
OWN_AUTHORS = frozenset({OWN_AUTHOR, SUGGESTER})
OWN = "own-"
"""Beginning of the kind of a trace that plancheck left itself: no leftover of drafting."""


class Cell(NamedTuple):
    """A table cell. Counts are 1-based; ``column`` is the grid column: merged cells keep their neighbours' columns."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    outer: "Cell | None" = None

    def __str__(self) -> str:
        own = f"T{self.table} R{self.row} C{self.column}"
        return f"{self.outer} > {own}" if self.outer else own


class Place(NamedTuple):
    """Where something stands. ``start`` and ``end`` are code points in the block's NFC text, end exclusive."""

    part: str = "body"
    """``body``, ``header1``, ``footer2``, ``footnotes``, ``endnotes``."""
    paragraph: int | None = None
    """1-based ordinal of the block in its part."""
    breadcrumb: tuple[str, ...] = ()
    """Headings above, outermost first, as written."""
    cell: str | None = None
    line: int | None = None
    """1-based; text and XML inputs only."""
    column: int | None = None
    start: int = 0
    end: int = 0
    page: int | None = None
    """Approximate, only from the page breaks Word last rendered."""

    @property
    def key(self) -> tuple[str, int]:
        """Which paragraph: its part and its ordinal there."""
        return self.part, self.paragraph or 0


class RunFormat(NamedTuple):
    """Resolved look of a run (styles, defaults and theme applied). None or empty: the input can't tell."""

    font: str = ""
    size: float | None = None
    """Points."""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    color: str = ""
    """Six hex digits, or empty for automatic."""
    struck: bool | None = None
    """Struck out, with one line or two."""
    marked: bool | None = None
    """A colour lies behind the letters, as from a marker pen."""


class Run(NamedTuple):
    """A stretch of a block with one look.

    ``node`` is the zero-based ordinal, in document order, of the source run element (``w:r``) in its part, -1 where the
    format has none; ``node_start`` the offset of this stretch in that element's own text, before NFC and decoding.
    """

    start: int
    end: int
    format: RunFormat = RunFormat()
    node: int = -1
    node_start: int = 0


class BlockFormat(NamedTuple):
    """Resolved paragraph look. Lengths in millimetres, spacing in points; None: the input can't tell."""

    style: str = ""
    alignment: str = ""
    """``left``, ``center``, ``right``, ``justify`` or empty."""
    outline_level: int | None = None
    indent_left: float | None = None
    indent_first: float | None = None
    space_before: float | None = None
    space_after: float | None = None
    line_spacing: float | None = None
    """Multiple of single spacing."""
    line_height: float | None = None
    """Exact height of a line, in points."""
    contextual: bool = False
    """No space to a neighbour of the same style."""


class Decoded(NamedTuple):
    """``text[start:end]`` of a block was written in an encoding before Unicode and is read decoded."""

    start: int
    end: int
    encoding: str
    """``tcvn3`` or ``vni``."""
    by: str
    """What tells: the ``font``, or the ``text`` where the font is one for Unicode."""
    written: str
    """As it stands in the file."""


class Block(NamedTuple):
    """One paragraph."""

    text: str
    """NFC, as a person reads it with tracked changes accepted, without the automatic number."""
    part: str = "body"
    ordinal: int = 1
    """1-based position in its part."""
    label: str = ""
    """Automatic number as shown ("I.", "1.", "a)", "-"); empty when the number, if any, is typed in the text."""
    label_level: int = 0
    """0-based level of the automatic number."""
    cell: Cell | None = None
    hint: str = ""
    """Role the source markup declares (a Role value), empty when it declares none."""
    runs: tuple[Run, ...] = ()
    format: BlockFormat = BlockFormat()
    line: int | None = None
    column: int | None = None
    page: int | None = None
    in_text_box: bool = False
    origins: tuple[int, ...] | None = None
    """For each character of ``text`` (and one past the end) its offset before NFC; None: the same offset."""
    anchors: tuple[tuple[int, int, int], ...] = ()
    """Text and XML inputs: (offset, line, column) of each stretch of the text before NFC that lies in one piece in the
    source, ascending; empty when the whole text is one stretch, starting at ``line`` and ``column``."""
    decoded: tuple[Decoded, ...] = ()
    blank_above: bool = False
    """Empty paragraphs stand between it and the block before."""
    written: str = ""
    """The text that ``origins`` lead into; empty where there are none."""
    lines: int = 0
    """Lines drawn here: shapes without words anchored in it, borders under or above it or its cell, and those of the
    empty paragraphs that follow it."""

    @property
    def key(self) -> tuple[str, int]:
        """Which paragraph: its part and its ordinal there."""
        return self.part, self.ordinal

    def place(self, start: int = 0, end: int | None = None, breadcrumb: tuple[str, ...] = ()) -> Place:
        """Place of ``text[start:end]``; line and column are those of ``start`` for inputs that have lines."""
        stop = len(self.text) if end is None else end
        line, column = self.line, self.column
        offset = start if self.origins is None else self.origins[start]
        if self.anchors:
            first, line, column = self.anchors[max(bisect_right(self.anchors, (offset, 1 << 60, 0)) - 1, 0)]
            column += offset - first
        elif line is not None:
            column = (column or 1) + offset
        cell = str(self.cell) if self.cell else None
        return Place(self.part, self.ordinal, breadcrumb, cell, line, column, start, stop, self.page)


class PageSetup(NamedTuple):
    """Page of one Word section, in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    first: int = 1
    """Ordinal of the section's first block in the body."""
    restarts: bool = False
    """Pages are numbered from a number of the section's own."""


class PageNumber(NamedTuple):
    """A place where Word shows the number of the page."""

    position: str
    """``top`` or ``bottom``."""
    alignment: str
    """``left``, ``center`` or ``right``; empty: the input can't tell."""
    on_first: bool
    """Whether the document's first page shows it."""
    format: RunFormat = RunFormat()
    numerals: str = "decimal"
    """Kind of numerals, as Word names them: ``decimal``, ``upperRoman`` …"""


class Trace(NamedTuple):
    """Something left in the file that is not text of the draft."""

    kind: str
    """``insertion``, ``deletion``, ``move``, ``format-change``, ``comment``; ``hidden-text`` and ``struck-text``, which
    are not in the blocks, ``white-text``, ``tiny-text``, ``marked-text``; ``placeholder``: something a template or a
    mail merge was to fill; ``macro``, ``embedded-object``, ``alt-chunk``, ``external-link``, ``template``;
    ``protection``, ``final``, ``signature``; ``dirty-field``; ``converted``: the input was turned into something else
    to be read. With ``OWN`` before it: plancheck's own comment or change."""
    place: Place
    text: str = ""


class Document(NamedTuple):
    """What a reader gives: blocks in reading order (body, then notes, headers, footers)."""

    format: str
    """``docx``, ``word-xml``, ``odt``, ``doc``, ``pdf``, ``plan-xml``, ``akn``, ``text`` or ``markdown``."""
    blocks: tuple[Block, ...]
    pages: tuple[PageSetup, ...] = ()
    traces: tuple[Trace, ...] = ()
    page_numbers: tuple[PageNumber, ...] = ()
    lined_tables: frozenset[int] = frozenset()
    """Outer tables of the body whose cells have a vertical line to be seen, by the number in ``Cell.table``."""
    opening: tuple[str, ...] = ()
    """Parts that stand at the top of the first page: its headers."""
    directives: tuple[Trace, ...] = ()
    """Comments of the file that speak to plancheck, with the paragraph each belongs to, None for the whole draft."""

    @property
    def has_layout(self) -> bool:
        """Whether fonts, sizes and margins are known."""
        return self.format in ("docx", "word-xml", "odt", "doc")
