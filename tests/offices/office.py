"""Word drafts as offices type them: a head of settings, then one line of the draft a line."""

from io import BytesIO
from typing import Any, cast

import yaml
from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

# What most offices do; a draft's head says where its own office does otherwise.
USUAL: dict[str, Any] = {
    "letterhead": "table",
    "parent": "",
    "agency": [],
    "number": "",
    "place": "",
    "kind": "KẾ HOẠCH",
    "title": [],
    "margins": [20, 20, 30, 15],
    "size": 14,
    "font": "Times New Roman",
    "page": "top",
    "auto": False,
    "styles": False,
    "runs": False,
    "bases": "italic",
    "sign": [],
    "to": [],
    "signature": "table",
}
PARTY = ["ĐẢNG CỘNG SẢN VIỆT NAM"]
STATE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
FORMATS = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    """The office's settings and the lines of the draft."""
    head, _, body = text.partition("\n---\n")
    return USUAL | cast("dict[str, Any]", yaml.safe_load(head)), [line for line in body.splitlines() if line.strip()]


def draft(text: str) -> bytes:
    """The draft as a Word file."""
    settings, lines = read(text)
    return _Office(settings).write(lines)


class _Office:
    def __init__(self, settings: dict[str, Any]) -> None:
        self.ways = settings
        self.word: Word = Document()
        self.size = float(settings["size"])
        normal = self.word.styles["Normal"]
        normal.font.name = settings["font"]
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(name), settings["font"])
        normal.font.size = Pt(self.size)
        normal.paragraph_format.space_after = Pt(0)
        section = self.word.sections[0]
        top, bottom, left, right = settings["margins"]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        if settings["page"]:
            self._page_number(section, settings["page"])
        if settings["auto"]:
            self._lists()

    def write(self, lines: list[str]) -> bytes:
        self._letterhead()
        table: list[list[str]] = []
        for line in [*lines, ""]:
            if line.startswith("|"):
                table.append([cell.strip() for cell in line.strip()[1:-1].split("|")])
                continue
            if table:
                self._table(table)
                table = []
            self._line(line)
        out = BytesIO()
        self.word.save(out)
        return out.getvalue()

    # -- parts

    def _page_number(self, section: Any, where: str) -> None:
        section.different_first_page_header_footer = True
        paragraph = (section.header if where == "top" else section.footer).paragraphs[0]
        paragraph.alignment = ALIGN.CENTER if where == "top" else ALIGN.RIGHT
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        paragraph._p.append(field)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "2"
        run.append(shown)
        field.append(run)

    def _lists(self) -> None:
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:suff w:val="space"/>'
            f'<w:lvlText w:val="{mark}"/></w:lvl>'
            for level, (shape, mark) in enumerate(FORMATS)
        )
        root = self.word.part.numbering_part.element
        root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def _letterhead(self) -> None:
        ways = self.ways
        agency = [*([ways["parent"]] if ways["parent"] else []), *ways["agency"]]
        nation = ways.get("nation") or (PARTY if ways.get("party") else STATE)
        shape = ways["letterhead"]
        if shape == "paragraphs":
            for line in nation:
                self._put(self.word.add_paragraph(), line, align=ALIGN.CENTER, bold=True, size=13)
            for line in agency:
                bold = line != ways["parent"]
                self._put(self.word.add_paragraph(), line, align=ALIGN.LEFT, bold=bold, size=13)
            if ways["number"]:
                self._put(self.word.add_paragraph(), ways["number"], align=ALIGN.LEFT, size=13)
            self._put(self.word.add_paragraph(), ways["place"], align=ALIGN.RIGHT, italic=True)
        elif shape == "tabs":
            left = [*agency, "", ways["number"]]
            right = [*nation, "", ways["place"]]
            while len(left) < len(right):
                left.insert(len(agency), "")
            while len(right) < len(left):
                right.insert(len(nation), "")
            for one, two in zip(left, right, strict=True):
                if not one and not two:
                    continue
                paragraph = self.word.add_paragraph()
                self._put(paragraph, one, bold=one in agency and one != ways["parent"], size=13, align=ALIGN.LEFT)
                date = two == ways["place"]
                self._put(paragraph, f"\t{two}", bold=not date, italic=date, size=13)
        else:
            rows = 1 if shape == "table" else 2
            table = self.word.add_table(rows, 2)
            left_lines = [(line, line != ways["parent"], False) for line in agency]
            right_lines = [(line, True, False) for line in nation]
            last_left, last_right = [(ways["number"], False, False)], [(ways["place"], False, True)]
            if rows == 1:
                self._cell(table.cell(0, 0), left_lines + last_left)
                self._cell(table.cell(0, 1), right_lines + last_right)
            else:
                self._cell(table.cell(0, 0), left_lines)
                self._cell(table.cell(0, 1), right_lines)
                self._cell(table.cell(1, 0), last_left)
                self._cell(table.cell(1, 1), last_right)
        self.word.add_paragraph()
        self._put(self.word.add_paragraph(), ways["kind"], align=ALIGN.CENTER, bold=True)
        if ways.get("title_break"):
            self._put(self.word.add_paragraph(), "\n".join(ways["title"]), align=ALIGN.CENTER, bold=True)
        else:
            for line in ways["title"]:
                self._put(self.word.add_paragraph(), line, align=ALIGN.CENTER, bold=True)
        self.word.add_paragraph()

    def _cell(self, cell: _Cell, lines: list[tuple[str, bool, bool]]) -> None:
        paragraph = cell.paragraphs[0]
        for index, (line, bold, italic) in enumerate(one for one in lines if one[0]):
            target = paragraph if index == 0 else cell.add_paragraph()
            self._put(target, line, align=ALIGN.CENTER, bold=bold, italic=italic, size=13)

    def _table(self, rows: list[list[str]]) -> None:
        table = self.word.add_table(len(rows), max(map(len, rows)))
        table.style = "Table Grid"
        cells = [row.cells for row in table.rows]  # ``table.cell`` lays out the whole table each time
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text == "^":
                    cells[number - 1][column].merge(cells[number][column])
                else:
                    self._put(cells[number][column].paragraphs[0], text, bold=number == 0, size=12)

    def _line(self, line: str) -> None:
        mark, _, text = line.partition(" ")
        if line == "@sign":
            self._signature()
        elif line == "@break":
            self.word.add_page_break()
        elif mark == "=":
            self._body(text, italic=self.ways["bases"] == "italic")
        elif mark == "^":
            self._put(self.word.add_paragraph(), text, align=ALIGN.CENTER, bold=True)
        elif mark == "~":
            self._put(self.word.add_paragraph(), text, align=ALIGN.CENTER, italic=True)
        elif mark in ("#", "##", "###"):
            self._heading(len(mark), text)
        elif line:
            self._body(line)

    def _heading(self, level: int, text: str) -> None:
        paragraph = self.word.add_paragraph()
        if self.ways["styles"]:
            paragraph.style = self.word.styles[f"Heading {level}"]
            font = paragraph.style.font
            font.name, font.size, font.bold, font.italic = self.ways["font"], Pt(self.size), True, False
            font.color.rgb = None
            color = paragraph.style.element.rPr.find(qn("w:color"))
            if color is not None:
                paragraph.style.element.rPr.remove(color)
            fonts = paragraph.style.element.rPr.rFonts
            for name in list(fonts.attrib):
                if name.endswith("Theme"):
                    del fonts.attrib[name]
            for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
                fonts.set(qn(name), self.ways["font"])
        if self.ways["auto"] and level < 3:
            text = text.partition(" ")[2]
            numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val = level - 1
            numbering.get_or_add_numId().val = 90
        self._put(paragraph, text, bold=True, align=ALIGN.JUSTIFY, body=True)

    def _body(self, text: str, italic: bool = False) -> None:
        self._put(self.word.add_paragraph(), text, italic=italic, align=ALIGN.JUSTIFY, body=True)

    def _signature(self) -> None:
        to, sign = self.ways["to"], self.ways["sign"]
        self.word.add_paragraph()
        if self.ways["signature"] == "table":
            table = self.word.add_table(1, 2)
            left, right = table.cell(0, 0), table.cell(0, 1)
        else:
            left = right = cast("_Cell", self.word)
        first = left.paragraphs[0] if self.ways["signature"] == "table" else self.word.add_paragraph()
        self._put(first, "Nơi nhận:", bold=True, italic=True, size=12)
        for line in to:
            self._put(left.add_paragraph(), line, size=11)
        for index, line in enumerate(sign):
            blank = index == 0 and self.ways["signature"] == "table"
            self._put(right.paragraphs[0] if blank else right.add_paragraph(), line, bold=True, align=ALIGN.CENTER)

    def _put(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        align: Any = None,
        body: bool = False,
    ) -> None:
        if align is not None:
            paragraph.alignment = align
        if body:
            paragraph.paragraph_format.first_line_indent = Mm(12.7)
            paragraph.paragraph_format.space_before = Pt(6)
        for place, part in enumerate(text.split("**")):
            for piece in self._pieces(part):
                run = paragraph.add_run(piece.replace("⏎", "\n").replace("⇥", "\t"))
                run.bold, run.italic = bold or place % 2 == 1 or None, italic or None
                if size:
                    run.font.size = Pt(size)

    def _pieces(self, text: str) -> list[str]:
        """Word cuts what was typed in several sittings, in the middle of words too."""
        if not self.ways["runs"] or len(text) < 20:
            return [text]
        return [text[start : start + 17] for start in range(0, len(text), 17)]
