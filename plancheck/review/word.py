"""A small writer of Word files: paragraphs and tables in, a .docx out. The same input gives the same bytes."""

import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from plancheck.records import NamedTuple

Align = Literal["left", "center", "right", "both"]
PageNumbers = Literal["top-center", "bottom-right", "bottom-center"]

Margins = tuple[float, float, float, float]
"""Top, right, bottom, left, in millimetres."""

PAGE_WIDTH = 165.0
"""Width of the text in millimetres: A4 less the margins of 30 and 15."""

_FONT = "Times New Roman"
_SIZE = 14.0
"""Points of text that says nothing else."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Run(NamedTuple):
    """Text set one way. ``size`` in points."""

    text: str
    size: float = _SIZE
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = ""
    """Six hex digits; empty: black."""
    highlight: bool = False
    """Yellow behind the text."""


class Paragraph(NamedTuple):
    """A paragraph. Indents in millimetres, spaces in points."""

    runs: tuple[Run, ...] = ()
    align: Align = "left"
    first_line: float = 0
    left: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    new_page: bool = False
    rule: float = 0
    """Length in millimetres of a line drawn under it."""
    rule_at: float = 0
    """Width in millimetres of the column the line is centred in."""
    number: int = 0
    """Which of Word's own numberings the paragraph is an item of (see ``write``); 0: none."""


class Cell(NamedTuple):
    """A cell of a table; it may span rows and columns."""

    paragraphs: tuple[Paragraph, ...] = (Paragraph(),)
    rows: int = 1
    columns: int = 1
    shade: str = ""
    """Six hex digits of the colour behind the text; empty: none."""


class Row(NamedTuple):
    """A row; a header is repeated on each page."""

    cells: tuple[Cell, ...]
    header: bool = False
    whole: bool = False
    """Not broken across pages."""


class Table(NamedTuple):
    """A table as wide as its columns, in millimetres."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    borders: bool = True


class NewPages(NamedTuple):
    """What follows begins a page and is numbered from 1."""


Block = Paragraph | Table | NewPages


class Numbering(NamedTuple):
    """A list that Word numbers itself: "upperRoman", "decimal", "lowerLetter" or "bullet", and how a label looks."""

    kind: str
    pattern: str


def write(
    blocks: Sequence[Block],
    page_numbers: PageNumbers = "top-center",
    numberings: Sequence[Numbering] = (),
    landscape: bool = False,
    margins: Margins = (20, 15, 20, 30),
    record: str = "",
) -> bytes:
    """A .docx on A4, in Times New Roman, pages numbered from the second on.

    ``record``: custom XML that Word keeps with the document and does not show.

    The n-th of ``numberings`` is what a paragraph with ``number`` n belongs to; each counts from 1.
    """
    top = page_numbers.startswith("top")
    parts = {
        "[Content_Types].xml": _content_types(bool(numberings), top, bool(record)),
        "_rels/.rels": _relationships((("officeDocument", "word/document.xml"),)),
        "word/document.xml": _document(blocks, top, landscape, margins),
        "word/_rels/document.xml.rels": _relationships(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("header", "header1.xml") if top else ("footer", "footer1.xml"),
                *([("numbering", "numbering.xml")] if numberings else []),
                *([("customXml", "../customXml/item1.xml")] if record else []),
            )
        ),
        "word/styles.xml": _STYLES,
        "word/settings.xml": _SETTINGS,
        f"word/{'header' if top else 'footer'}1.xml": _page_number(page_numbers),
    }
    if numberings:
        parts["word/numbering.xml"] = _numbering(numberings)
    if record:
        parts["customXml/item1.xml"] = _DECLARATION + record
        parts["customXml/itemProps1.xml"] = _RECORD_PROPERTIES
        parts["customXml/_rels/item1.xml.rels"] = _relationships((("customXmlProps", "itemProps1.xml"),))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            package.writestr(entry, content.encode())
    return stream.getvalue()


def _twips(millimetres: float) -> int:
    return round(millimetres / 25.4 * 1440)


def _document(blocks: Sequence[Block], top: bool, landscape: bool, margins: Margins) -> str:
    body, again = "", False
    for block in _closed(blocks):
        if isinstance(block, NewPages):
            body += f"<w:p><w:pPr>{_section(top, landscape, margins, again)}</w:pPr></w:p>"
            again = True
        else:
            body += _table(block) if isinstance(block, Table) else _paragraph(block)
    return (
        f'{_DECLARATION}<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:body>{body}{_section(top, landscape, margins, again)}</w:body></w:document>"
    )


def _section(top: bool, landscape: bool, margins: Margins, again: bool) -> str:
    """Pages and their numbers, which begin again in every section but the first."""
    width, height = (16840, 11907) if landscape else (11907, 16840)
    turned = ' w:orient="landscape"' if landscape else ""
    numbers = '<w:pgNumType w:start="1"/>' if again else ""
    named = zip(("top", "right", "bottom", "left"), margins, strict=True)
    edges = " ".join(f'w:{edge}="{math.ceil(width / 25.4 * 1440)}"' for edge, width in named)
    return (
        f'<w:sectPr><w:{"header" if top else "footer"}Reference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {edges} w:header="567" w:footer="567" w:gutter="0"/>'
        f"{numbers}<w:titlePg/></w:sectPr>"
    )


def _closed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Word joins tables that touch, and wants a paragraph last."""
    before: Block | None = None
    for block in blocks:
        if isinstance(before, Table) and isinstance(block, Table):
            yield Paragraph((Run("", 6),))
        yield block
        before = block
    if isinstance(before, Table):
        yield Paragraph((Run("", 1),))


def _paragraph(paragraph: Paragraph) -> str:
    inner = "".join(_run(run) for run in paragraph.runs if run.text)
    if paragraph.rule:
        inner += _rule(paragraph)
    return f"<w:p>{_paragraph_properties(paragraph)}{inner}</w:p>"


def _paragraph_properties(paragraph: Paragraph) -> str:
    """In the order that the schema asks for."""
    properties = ("<w:keepNext/>" if paragraph.keep_next else "") + (
        "<w:pageBreakBefore/>" if paragraph.new_page else ""
    )
    if paragraph.number:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{paragraph.number}"/></w:numPr>'
    properties += f'<w:spacing w:before="{round(paragraph.before * 20)}" w:after="{round(paragraph.after * 20)}"/>'
    lengths = {"left": paragraph.left, "firstLine": paragraph.first_line, "hanging": paragraph.hanging}
    indents = "".join(f' w:{name}="{_twips(length)}"' for name, length in lengths.items() if length)
    properties += f"<w:ind{indents}/>" if indents else ""
    properties += f'<w:jc w:val="{paragraph.align}"/>'
    if paragraph.runs:
        properties += f"<w:rPr>{_run_properties(paragraph.runs[0])}</w:rPr>"
    return f"<w:pPr>{properties}</w:pPr>"


def _run(run: Run) -> str:
    properties = _run_properties(run)
    pieces = run.text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{_plain(piece)}</w:t>' for piece in pieces)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def _run_properties(run: Run) -> str:
    properties = "<w:b/>" if run.bold else ""
    properties += "<w:i/>" if run.italic else ""
    properties += f"<w:color w:val={quoteattr(run.color)}/>" if run.color else ""
    size = round(run.size * 2)
    properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    properties += '<w:highlight w:val="yellow"/>' if run.highlight else ""
    properties += '<w:u w:val="single"/>' if run.underline else ""
    return properties


def _plain(text: str) -> str:
    """Text without the characters that XML can't hold."""
    return escape("".join(char for char in text if char >= " " or char == "\t").translate(_NO_CHARACTERS))


_NO_CHARACTERS = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def _rule(paragraph: Paragraph) -> str:
    """A line drawn under the paragraph's last line; it is no text."""
    size = paragraph.runs[0].size if paragraph.runs else _SIZE
    under = (1 + sum(run.text.count("\n") for run in paragraph.runs)) * size * 1.15 + 1.5
    points = 72 / 25.4
    start = (paragraph.rule_at - 4 - paragraph.rule) / 2 * points
    end = start + paragraph.rule * points
    return (
        f'<w:r><w:pict><v:line style="position:absolute;z-index:1" from="{start:.1f}pt,{under:.1f}pt" '
        f'to="{end:.1f}pt,{under:.1f}pt" strokeweight=".75pt"/></w:pict></w:r>'
    )


def _table(table: Table) -> str:
    total = sum(_twips(width) for width in table.widths)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in edges)
    borders = f"<w:tblBorders>{line}</w:tblBorders>" if table.borders else ""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in table.widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(_rows(table))}</w:tbl>'
    )


def _rows(table: Table) -> Iterator[str]:
    below: dict[int, tuple[int, int]] = {}
    """Column → how many more rows a cell above takes, and how wide it is."""
    for row in table.rows:
        properties = "<w:cantSplit/>" if row.whole else ""
        properties += "<w:tblHeader/>" if row.header else ""
        cells = iter(row.cells)
        column, inner = 0, ""
        while column < len(table.widths):
            left, across = below.pop(column, (0, 0))
            if left:
                inner += _cell(Cell(columns=across), table, column, "<w:vMerge/>")
                if left > 1:
                    below[column] = (left - 1, across)
                column += across
                continue
            cell = next(cells, Cell())
            merged = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            inner += _cell(cell, table, column, merged)
            if cell.rows > 1:
                below[column] = (cell.rows - 1, cell.columns)
            column += cell.columns
        yield f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def _cell(cell: Cell, table: Table, column: int, merged: str) -> str:
    width = sum(_twips(width) for width in table.widths[column : column + cell.columns])
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    properties += merged
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill={quoteattr(cell.shade)}/>' if cell.shade else ""
    inner = "".join(_paragraph(paragraph) for paragraph in cell.paragraphs or (Paragraph(),))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _content_types(numbered: bool, top: bool, recorded: bool) -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    kinds |= {"header1": "header"} if top else {"footer1": "footer"}
    kinds |= {"numbering": "numbering"} if numbered else {}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    if recorded:
        overrides += (
            '<Override PartName="/customXml/itemProps1.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
        )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _page_number(where: PageNumbers) -> str:
    name = "hdr" if where.startswith("top") else "ftr"
    align = where.rpartition("-")[2]
    return (
        f'{_DECLARATION}<w:{name} xmlns:w="{_WORD}"><w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>'
        f'<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:{name}>'
    )


def _numbering(numberings: Sequence[Numbering]) -> str:
    kinds = list(dict.fromkeys(numberings))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{each.kind}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{each.pattern}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        for number, each in enumerate(kinds)
    )
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kinds.index(each)}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, each in enumerate(numberings, 1)
    )
    return f'{_DECLARATION}<w:numbering xmlns:w="{_WORD}">{abstract}{lists}</w:numbering>'


_RECORD_PROPERTIES = (
    f'{_DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{5C0B6F0E-7A55-4B0E-9B5B-0D5B2F1C9A11}"><ds:schemaRefs/></ds:datastoreItem>'
)
_FONTS = "".join(f' w:{script}="{_FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
_STYLES = (
    f'{_DECLARATION}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{_FONTS}/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    f'<w:name w:val="Normal"/><w:qFormat/><w:rPr><w:rFonts{_FONTS}/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
    '</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
)
_SETTINGS = (
    f'{_DECLARATION}<w:settings xmlns:w="{_WORD}"><w:defaultTabStop w:val="720"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
