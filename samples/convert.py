"""Make the .docx, Akoma Ntoso (.akn.xml) and .txt form of each sample plan from its plan XML.

    python samples/convert.py [NAME ...]

Without names every ``samples/NAME.xml`` is converted. The Word file is laid out as Appendix I of Decree 30/2020/NĐ-CP
asks, or as Party documents are. The same input gives the same bytes.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

SAMPLES = Path(__file__).parent
PLAN = "{https://plancheck.dev/plan/1}"
AUTOMATIC_NUMBERS = frozenset({"province-2022"})
"""Samples whose Word form has Word's own numbering instead of typed numbers."""

_LEFT = frozenset({"superior", "agency", "asterisk", "number", "draft-mark", "secrecy-mark"})


def main(names: list[str]) -> None:
    """Convert the named samples, or all."""
    for name in names or sorted(path.stem for path in SAMPLES.glob("*.xml") if not path.name.endswith(".akn.xml")):
        for suffix, content in converted(SAMPLES / f"{name}.xml").items():
            (SAMPLES / f"{name}{suffix}").write_bytes(content)


def converted(path: Path) -> dict[str, bytes]:
    """The other forms of a plan XML file, by file name ending."""
    plan = etree.parse(path).getroot()
    return {".docx": as_docx(plan, path.stem), ".akn.xml": as_akn(plan).encode(), ".txt": as_text(plan).encode()}


def text_of(element: etree._Element | None) -> str:
    """Text directly in an element, white space collapsed."""
    return "" if element is None else re.sub(r"[ \t\r\n]+", " ", element.text or "").strip(" ")


def local(element: etree._Element) -> str:
    """Element name without its namespace."""
    return etree.QName(element).localname


def is_party(plan: etree._Element) -> bool:
    """Whether this is a Party document."""
    return plan.find(f".//{PLAN}party-name") is not None


def year_of(plan: etree._Element) -> int:
    """Year of issue."""
    years = re.findall(r"năm (\d{4})", text_of(plan.find(f".//{PLAN}place-date")))
    return int(years[0]) if years else 2020


# Plain text


def as_text(plan: etree._Element) -> str:
    """One paragraph a line, parts set off by blank lines."""
    lines: list[str] = []
    for part in _parts(plan):
        if part.name in ("letterhead", "recipients", "signature"):
            lines += [_plain(element) for element in part.element]
        elif part.name == "table":
            for number, row in enumerate(part.element):
                lines.append("| " + " | ".join(_single(cell) for cell in row) + " |")
                if number == 0:
                    lines.append("|" + "---|" * len(row))
        else:
            lines.append(part.label + " " * bool(part.label) + text_of(part.element))
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _plain(element: etree._Element) -> str:
    return "*" if local(element) == "asterisk" else text_of(element)


def _single(cell: etree._Element) -> str:
    if len(cell) or "|" in (cell.text or ""):
        raise ValueError("a table cell with several paragraphs can't be written as text")
    return text_of(cell)


@dataclass(frozen=True)
class Part:
    """A paragraph or a part kept together, in reading order."""

    name: str
    element: etree._Element
    label: str = ""
    level: int = 0
    """Depth in sections and items, 1 = outermost."""


def _parts(element: etree._Element, level: int = 0) -> Iterator[Part]:
    for child in element:
        name = local(child)
        if name in ("bases", "body", "appendix"):
            yield from _parts(child)
        elif name == "section":
            heading, *_ = child
            yield Part("heading", heading, child.get("label", ""), level + 1)
            yield from _parts(child, level + 1)
        elif name == "item":
            yield Part("item", child, child.get("label", ""), level + 1)
            yield from _parts(child, level + 1)
        elif name != "heading":
            yield Part(name, child, level=level)


# Akoma Ntoso


def as_akn(plan: etree._Element) -> str:
    """Akoma Ntoso 3.0: hierarchy of numbered containers, roles in ``class``."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
        *_indented(_akn_document(plan, plan)),
        "</akomaNtoso>",
    ]
    return "\n".join(lines) + "\n"


def _indented(lines: list[str]) -> list[str]:
    return ["  " + line for line in lines]


def _akn_document(part: etree._Element, plan: etree._Element, annex: int = 0) -> list[str]:
    names = [local(child) for child in part]
    lines = [f'<doc name="{"annex" if annex else "plan"}">', *_indented(_akn_meta(plan, annex))]
    preface = [child for child in part if local(child) in ("type", "subject", "attached")]
    letterhead = part.find(f"{PLAN}letterhead")
    if letterhead is not None or preface:
        paragraphs = [*([] if letterhead is None else letterhead), *preface]
        lines += _indented(["<preface>", *_indented([_akn_p(child) for child in paragraphs]), "</preface>"])
    preamble = _akn_preamble(part)
    if preamble:
        lines += _indented(["<preamble>", *_indented(preamble), "</preamble>"])
    body = part.find(f"{PLAN}body")
    lines += _indented(["<mainBody>", *_indented(_akn_content([] if body is None else list(body))), "</mainBody>"])
    end = [_akn_p(child) for child in part if local(child) == "closing"]
    for name in ("recipients", "signature"):
        if name in names:
            paragraphs = [_akn_p(child) for child in part.find(f"{PLAN}{name}")]
            end += [f'<blockContainer class="{name}">', *_indented(paragraphs), "</blockContainer>"]
    if end:
        lines += _indented(["<conclusions>", *_indented(end), "</conclusions>"])
    appendices = [child for child in part if local(child) == "appendix"]
    if appendices:
        attachments: list[str] = []
        for number, appendix in enumerate(appendices, 1):
            inner = _akn_headings(appendix) + _akn_document(appendix, plan, number)
            attachments += ["<attachment>", *_indented(inner), "</attachment>"]
        lines += _indented(["<attachments>", *_indented(attachments), "</attachments>"])
    return [*lines, "</doc>"]


def _akn_headings(appendix: etree._Element) -> list[str]:
    titles = appendix.findall(f"{PLAN}appendix-title")
    return [
        f"<{name}>{escape(text_of(title))}</{name}>"
        for name, title in zip(("heading", "subheading"), titles, strict=False)
    ]


def _akn_meta(plan: etree._Element, annex: int) -> list[str]:
    date = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", text_of(plan.find(f".//{PLAN}place-date")))
    issued = f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else "1900-01-01"
    number = re.sub(r"^Số:?\s*", "", text_of(plan.find(f".//{PLAN}number"))) or "nn"
    work = "/akn/vn/doc/{}/{}".format(issued, re.sub(r"[^a-z0-9]+", "-", number.lower().replace("đ", "d")))
    component = f"/!annex_{annex}" if annex else ""
    lines = ["<meta>", '  <identification source="#plancheck">']
    for level, address in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/vie@"),
        ("FRBRManifestation", f"{work}/vie@.xml"),
    ):
        lines += [
            f"    <{level}>",
            f'      <FRBRthis value="{address}{component}"/>',
            f'      <FRBRuri value="{address}"/>',
            f'      <FRBRdate date="{issued}" name="generation"/>',
            '      <FRBRauthor href="#plancheck"/>',
        ]
        lines += ['      <FRBRcountry value="vn"/>'] if level == "FRBRWork" else []
        lines += ['      <FRBRlanguage language="vie"/>'] if level == "FRBRExpression" else []
        lines += [f"    </{level}>"]
    lines += ["  </identification>"]
    if not annex:
        lines += [
            '  <references source="#plancheck">',
            '    <TLCOrganization eId="plancheck" href="/ontology/organization/plancheck" showAs="plancheck"/>',
            "  </references>",
        ]
    return [*lines, "</meta>"]


_AKN_INLINE = {"agency": "docAuthority", "number": "docNumber", "place-date": "docDate", "type": "docType"}


def _akn_p(element: etree._Element) -> str:
    name = local(element)
    text = escape(_plain(element))
    inline = "docTitle" if name == "subject" else _AKN_INLINE.get(name)
    if inline == "docDate":
        date = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", text)
        if date is None:
            inline = None
        else:
            place, words = text[: date.start()], text[date.start() :]
            issued = f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}"
            return f'<p class="{name}">{place}<docDate date="{issued}">{words}</docDate></p>'
    return f'<p class="{name}">' + (f"<{inline}>{text}</{inline}>" if inline else text) + "</p>"


def _akn_preamble(part: etree._Element) -> list[str]:
    lines = []
    bases = part.findall(f"{PLAN}bases/{PLAN}basis")
    if bases:
        citations = [f"<citation><p>{escape(text_of(basis))}</p></citation>" for basis in bases]
        lines += ["<citations>", *_indented(citations), "</citations>"]
    for enacting in part.findall(f"{PLAN}enacting"):
        lines += [f'<formula name="enactingFormula"><p>{escape(text_of(enacting))}</p></formula>']
    return lines


def _akn_content(children: list[etree._Element]) -> list[str]:
    lines: list[str] = []
    for child in children:
        name = local(child)
        if name == "p":
            lines.append(f'<alinea><content><p class="paragraph">{escape(text_of(child))}</p></content></alinea>')
        elif name == "table":
            lines += ["<alinea><content>", *_indented(_akn_table(child)), "</content></alinea>"]
        elif name == "section":
            heading, *inner = child
            title = f"<heading>{escape(text_of(heading))}</heading>"
            lines += _akn_container("section", child.get("label", ""), title, inner)
        elif not len(child):
            content = f'<content><p class="item">{escape(text_of(child))}</p></content>'
            lines += _akn_container("point", child.get("label", ""), content, [])
        else:
            intro = f'<intro><p class="item">{escape(text_of(child))}</p></intro>'
            lines += _akn_container("point", child.get("label", ""), intro, list(child))
    return lines


def _akn_container(name: str, label: str, text: str, inner: list[etree._Element]) -> list[str]:
    number = [f"<num>{escape(label)}</num>"] if label else []
    return [f'<hcontainer name="{name}">', *_indented([*number, text, *_akn_content(inner)]), "</hcontainer>"]


def _akn_table(table: etree._Element) -> list[str]:
    lines = ["<table>"]
    for row in table:
        kind = "th" if row.get("header") in ("true", "1") else "td"
        lines.append("  <tr>")
        for cell in row:
            spans = "".join(
                f' {akn}="{cell.get(name)}"'
                for name, akn in (("rows", "rowspan"), ("columns", "colspan"))
                if cell.get(name)
            )
            paragraphs = [f"<p>{escape(text_of(cell))}</p>"] if text_of(cell) else []
            paragraphs += [f"<p>{escape(_labelled(child))}</p>" for child in cell]
            lines.append(f"    <{kind}{spans}>{''.join(paragraphs) or '<p/>'}</{kind}>")
        lines.append("  </tr>")
    return [*lines, "</table>"]


def _labelled(element: etree._Element) -> str:
    return " ".join(filter(None, (element.get("label"), text_of(element))))


# Word


@dataclass(frozen=True)
class Look:
    """How a paragraph is set. Sizes and spaces in points, lengths in millimetres."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first_line: float = 0
    before: float = 0
    after: float = 0
    rule: float = 0
    """Length of the rule drawn under the paragraph."""


_CENTER, _LEFTWARDS = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_BODY = Look(first_line=12.7, before=6)
_STATE = {
    "superior": Look(size=13, align=_CENTER),
    "agency": Look(size=13, bold=True, align=_CENTER, rule=25),
    "state-name": Look(size=12, bold=True, align=_CENTER),
    "motto": Look(size=13, bold=True, align=_CENTER, rule=56),
    "number": Look(size=13, align=_CENTER, before=6),
    "place-date": Look(size=13, italic=True, align=_CENTER, before=6),
    "draft-mark": Look(size=13, bold=True, align=_CENTER, before=6),
    "secrecy-mark": Look(size=13, bold=True, align=_CENTER, before=6),
    "type": Look(bold=True, align=_CENTER, before=18),
    "subject": Look(bold=True, align=_CENTER, after=12),
    "attached": Look(italic=True, align=_CENTER, after=12),
    "basis": Look(italic=True, first_line=12.7, before=6),
    "heading": Look(bold=True, first_line=12.7, before=6),
    "recipients-label": Look(size=12, bold=True, italic=True, align=_LEFTWARDS),
    "recipient": Look(size=11, align=_LEFTWARDS),
    "authority": Look(bold=True, align=_CENTER),
    "post": Look(bold=True, align=_CENTER),
    "signer": Look(bold=True, align=_CENTER, before=72),
    "appendix-title": Look(bold=True, align=_CENTER),
    "cell": Look(size=13, align=_LEFTWARDS),
    "cell-header": Look(size=13, bold=True, align=_CENTER),
}
_PARTY = _STATE | {
    "superior": Look(align=_CENTER),
    "agency": Look(bold=True, align=_CENTER),
    "asterisk": Look(align=_CENTER),
    "party-name": Look(size=15, bold=True, align=_CENTER, rule=64),
    "number": Look(align=_CENTER),
    "place-date": Look(italic=True, align=_CENTER, before=6),
    "type": Look(size=16, bold=True, align=_CENTER, before=18),
    "basis": _BODY,
    "recipients-label": Look(underline=True, align=_LEFTWARDS),
    "recipient": Look(size=12, align=_LEFTWARDS),
}
_ISSUED = datetime(2026, 1, 1)
_WIDTH, _LEFT_WIDTH = 165, 65


def as_docx(plan: etree._Element, name: str) -> bytes:
    """A Word file laid out as the document's kind and year ask."""
    looks = _PARTY if is_party(plan) else _STATE
    document = Document()
    _strip_template(document)
    _page(document, year_of(plan) >= 2020 or is_party(plan))
    numbers = _Numbers(document) if name in AUTOMATIC_NUMBERS else None
    for part in _parts(plan):
        if part.name == "letterhead":
            _letterhead(document, part.element, looks)
        elif part.name == "table":
            _grid(document, part.element, looks)
        elif part.name == "recipients":
            signature = part.element.getnext()
            if signature is not None and local(signature) != "signature":
                signature = None
            _end(document, part.element, signature, looks)
        elif part.name == "signature":
            previous = part.element.getprevious()
            if previous is None or local(previous) != "recipients":
                _end(document, None, part.element, looks)
        else:
            _part(document, part, looks, numbers)
    return _repacked(document)


def _part(document: WordDocument, part: Part, looks: dict[str, Look], numbers: "_Numbers | None") -> None:
    look = looks.get(part.name, _BODY)
    text = text_of(part.element)
    automatic = numbers.number(part) if numbers and part.label else None
    if part.name == "appendix-title" and _is_first(part.element):
        _new_pages(document)
    if part.label and automatic is None:
        text = f"{part.label} {text}"
    paragraph = document.add_paragraph()
    _write(paragraph, text, look)
    if automatic is not None:
        properties = paragraph._p.get_or_add_pPr()
        number = properties._add_numPr()
        number.get_or_add_ilvl().val = 0
        number.get_or_add_numId().val = automatic
        if look.bold:
            # Word gives the number the look of the paragraph's mark.
            properties.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:b/></w:rPr>"))
    following = part.element.getnext()
    if look.after and following is not None and local(following) == part.name:
        paragraph.paragraph_format.space_after = Pt(0)
    if part.name in ("heading", "closing"):
        paragraph.paragraph_format.keep_with_next = True


def _is_first(element: etree._Element) -> bool:
    return element.getprevious() is None


def _new_pages(document: WordDocument) -> None:
    """A section whose pages are numbered from 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(numbers)


def _write(paragraph: Paragraph, text: str, look: Look) -> None:
    """Text with direct formatting, as offices do."""
    shape = paragraph.paragraph_format
    shape.alignment = look.align
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    if look.first_line:
        shape.first_line_indent = Mm(look.first_line)
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    run.bold = look.bold or None
    run.italic = look.italic or None
    run.underline = look.underline or None


def _rule(paragraph: Paragraph, look: Look, width: float) -> None:
    """A line drawn under the paragraph's last line; no text."""
    start = (width - 4 - look.rule) / 2 / 25.4 * 72
    end = start + look.rule / 25.4 * 72
    under = (1 + paragraph.text.count("\n")) * look.size * 1.15 + 1.5
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
            f'<v:line style="position:absolute;z-index:1" from="{start:.1f}pt,{under:.1f}pt" '
            f'to="{end:.1f}pt,{under:.1f}pt" strokeweight=".75pt"/></w:pict>'
        )
    )


def _letterhead(document: WordDocument, letterhead: etree._Element, looks: dict[str, Look]) -> None:
    """Two columns; the next row begins where the reading goes back from right to left."""
    rows: list[tuple[list[etree._Element], list[etree._Element]]] = [([], [])]
    for element in letterhead:
        left = local(element) in _LEFT
        if left and rows[-1][1]:
            rows.append(([], []))
        rows[-1][0 if left else 1].append(element)
    table = _layout(document, len(rows))
    for row, sides in zip(table.rows, rows, strict=True):
        for cell, elements, width in zip(row.cells, sides, (_LEFT_WIDTH, _WIDTH - _LEFT_WIDTH), strict=True):
            for element, paragraph in _filled(cell, elements):
                look = looks.get(local(element), looks["agency"])
                _write(paragraph, _in_lines(_plain(element)), look)
                following = element.getnext()
                if look.rule and (following is None or local(following) != local(element)):
                    _rule(paragraph, look, width)


def _in_lines(name: str) -> str:
    """A long name of a State body as it is set: the place in a line of its own."""
    for place in (" TỈNH ", " THÀNH PHỐ ", " HUYỆN ", " THỊ XÃ ", " QUẬN ", " XÃ ", " PHƯỜNG ", " ĐẶC KHU "):
        if name.startswith("ỦY BAN NHÂN DÂN" + place):
            return name.replace(place, "\n" + place[1:], 1)
    return name


def _end(
    document: WordDocument,
    recipients: etree._Element | None,
    signature: etree._Element | None,
    looks: dict[str, Look],
) -> None:
    """Recipients on the left, signature on the right."""
    spacer = document.add_paragraph()
    _write(spacer, "", Look(size=6))
    spacer.paragraph_format.keep_with_next = True
    row = _layout(document, 1).rows[0]
    for cell, part in zip(row.cells, (recipients, signature), strict=True):
        for element, paragraph in _filled(cell, [] if part is None else list(part)):
            _write(paragraph, text_of(element), looks[local(element)])


def _layout(document: WordDocument, rows: int) -> "object":
    """A table without borders, as wide as the text."""
    table = document.add_table(rows, 2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        row.cells[0].width, row.cells[1].width = Mm(_LEFT_WIDTH), Mm(_WIDTH - _LEFT_WIDTH)
    for column, width in zip(table.columns, (_LEFT_WIDTH, _WIDTH - _LEFT_WIDTH), strict=True):
        column.width = Mm(width)
    return table


def _filled(cell: _Cell, elements: list[etree._Element]) -> Iterator[tuple[etree._Element, Paragraph]]:
    for number, element in enumerate(elements):
        yield element, cell.paragraphs[0] if number == 0 else cell.add_paragraph()


def _grid(document: WordDocument, element: etree._Element, looks: dict[str, Look]) -> None:
    """A table with borders."""
    rows = list(element)
    width = max(sum(int(cell.get("columns", 1)) for cell in row) for row in rows)
    table = document.add_table(len(rows), width)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    if text_of(rows[0][0]) in ("TT", "STT"):
        table.autofit = False
        for number, column in enumerate(table.columns):
            column.width = Mm(_WIDTH / width * 0.5) if number == 0 else Mm(_WIDTH * (1 - 0.5 / width) / (width - 1))
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        header = row.get("header") in ("true", "1")
        if header:
            mark = OxmlElement("w:tblHeader")
            table.rows[number]._tr.get_or_add_trPr().append(mark)
        column = 0
        for source in row:
            while (number, column) in taken:
                column += 1
            down, across = int(source.get("rows", 1)), int(source.get("columns", 1))
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
            cell = table.cell(number, column)
            if down > 1 or across > 1:
                cell = cell.merge(table.cell(number + down - 1, column + across - 1))
            texts = [text_of(source)] if text_of(source) or not len(source) else []
            texts += [_labelled(child) for child in source]
            for index, text in enumerate(texts):
                paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
                _write(paragraph, text, looks["cell-header" if header else "cell"])


class _Numbers:
    """Word's own numbering for runs of labels that it can make: "I.", "1.", "a)", "-"."""

    _KINDS = (("upperRoman", "%1."), ("decimal", "%1."), ("lowerLetter", "%1)"), ("bullet", "-"))

    def __init__(self, document: WordDocument) -> None:
        self._root = document.part.numbering_part.element
        for child in list(self._root):
            self._root.remove(child)
        for number, (kind, pattern) in enumerate(self._KINDS):
            self._root.append(
                parse_xml(
                    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
                    f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/>'
                    f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
                )
            )
        self._counts: dict[etree._Element, tuple[int, int, int]] = {}
        self._numbers = 0

    def number(self, part: Part) -> int | None:
        """``w:numId`` for the paragraph; None if its label must be typed."""
        owner = part.element.getparent() if part.name == "heading" else part.element
        siblings = owner.getparent()
        kind, value = self._kind(part.label)
        last_kind, last_value, number = self._counts.get(siblings, (-1, 0, 0))
        if kind < 0 or (value and value != (last_value + 1 if kind == last_kind else 1)):
            self._counts.pop(siblings, None)
            return None
        if kind != last_kind:
            self._numbers += 1
            number = self._numbers
            self._root.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
                    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
                )
            )
        self._counts[siblings] = (kind, value, number)
        return number

    @staticmethod
    def _kind(label: str) -> tuple[int, int]:
        romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
        if label == "-":
            return 3, 0
        if label.endswith(".") and label[:-1] in romans:
            return 0, romans.index(label[:-1]) + 1
        if re.fullmatch(r"[1-9]\d?\.", label):
            return 1, int(label[:-1])
        if re.fullmatch(r"[a-d]\)", label):
            return 2, ord(label[0]) - ord("a") + 1
        return -1, 0


def _page(document: WordDocument, number_on_top: bool) -> None:
    """A4, margins, base font, page number from the second page on."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    section = document.sections[0]
    # As Word itself writes 210 × 297, 20, 30 and 15 mm.
    section.page_width, section.page_height = Twips(11907), Twips(16840)
    section.top_margin, section.bottom_margin = Twips(1134), Twips(1134)
    section.left_margin, section.right_margin = Twips(1701), Twips(851)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    place = section.header if number_on_top else section.footer
    place.is_linked_to_previous = False
    paragraph = place.paragraphs[0]
    paragraph.alignment = _CENTER if number_on_top else WD_ALIGN_PARAGRAPH.RIGHT
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>'))


def _strip_template(document: WordDocument) -> None:
    """Take out what the library's template brings and the draft has not."""
    package = document.part.package
    for identifier, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[identifier]
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = properties.keywords = ""
    properties.created = properties.modified = _ISSUED
    properties.revision = 1


def _repacked(document: WordDocument) -> bytes:
    """The package with fixed times in it."""
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o644 << 16
            fixed.create_system = 3
            target.writestr(fixed, source.read(entry))
    return last.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
