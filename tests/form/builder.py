"""A compliant Word draft, and the ways to make it differ in one thing, each named after what one does in Word.

A deviation is a function that takes the document and words by which a paragraph is found; nothing else is changed.
"""

import copy
import io
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

SAMPLES = Path(__file__).parent.parent.parent / "samples"
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def compliant(convert: ModuleType, sample: str) -> Document:
    """A sample as the converter lays it out."""
    return docx.Document(io.BytesIO(convert.converted(SAMPLES / f"{sample}.xml")[".docx"]))


def saved(document: Document) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Paragraphs of the body and its tables, in order."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)


def found(document: Document, words: str) -> Paragraph:
    """The first paragraph that holds words."""
    return next(paragraph for paragraph in paragraphs(document) if words in paragraph.text)


def body(document: Document) -> list[Paragraph]:
    """Paragraphs outside tables that have text."""
    return [paragraph for paragraph in document.paragraphs if paragraph.text]


# Deviations


def unbold(document: Document, words: str) -> None:
    for run in found(document, words).runs:
        run.bold = False


def embolden(document: Document, words: str) -> None:
    for run in found(document, words).runs:
        run.bold = True


def italicise(document: Document, words: str) -> None:
    for run in found(document, words).runs:
        run.italic = True


def upright(document: Document, words: str) -> None:
    for run in found(document, words).runs:
        run.italic = False


def underline(document: Document, words: str) -> None:
    for run in found(document, words).runs:
        run.underline = True


def size(document: Document, words: str, points: float) -> None:
    for run in found(document, words).runs:
        run.font.size = Pt(float(points))


def colour(document: Document, words: str, rgb: str) -> None:
    for run in found(document, words).runs:
        run.font.color.rgb = RGBColor.from_string(rgb)


def align(document: Document, words: str, how: str) -> None:
    found(document, words).alignment = ALIGNMENTS[how]


def write(document: Document, words: str, new: str) -> None:
    for run in found(document, words).runs:
        run.text = run.text.replace(words, new)


def margins(document: Document, side: str, millimetres: float) -> None:
    setattr(document.sections[0], f"{side}_margin", Mm(float(millimetres)))


def indent(document: Document, words: str, millimetres: float) -> None:
    found(document, words).paragraph_format.first_line_indent = Mm(float(millimetres))


def tab_instead_of_indent(document: Document, words: str) -> None:
    paragraph = found(document, words)
    paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.runs[0].text = "\t" + paragraph.runs[0].text


def hanging(document: Document, words: str) -> None:
    paragraph = found(document, words)
    paragraph.paragraph_format.left_indent = Mm(19)
    paragraph.paragraph_format.first_line_indent = Mm(-6)


def exact_lines(document: Document, points: float) -> None:
    for paragraph in body(document):
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(float(points))


def no_space(document: Document) -> None:
    for paragraph in body(document):
        paragraph.paragraph_format.space_before = Pt(0)


def empty_lines_instead_of_space(document: Document) -> None:
    no_space(document)
    for paragraph in body(document):
        paragraph._p.addprevious(OxmlElement("w:p"))


def list_style(document: Document, words: str) -> None:
    """The style Word gives to lists: no space between paragraphs of it."""
    style = document.styles.add_style("Danh mục", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.element.get_or_add_pPr().append(OxmlElement("w:contextualSpacing"))
    for paragraph in body(document):
        if words in paragraph.text:
            paragraph.style = style


def bold_by_style(document: Document, words: str) -> None:
    """Bold from the style of the paragraph instead of the run."""
    style = document.styles.add_style("Đậm", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.bold = True
    paragraph = found(document, words)
    paragraph.style = style
    for run in paragraph.runs:
        run.bold = None


def bold_twice_by_style(document: Document, words: str) -> None:
    """Bold in the paragraph's style and in a character style: the one takes the other off."""
    bold_by_style(document, words)
    style = document.styles.add_style("Đậm chữ", WD_STYLE_TYPE.CHARACTER)
    style.font.bold = True
    for run in found(document, words).runs:
        run.style = style


def legacy_style_nobody_uses(document: Document) -> None:
    style = document.styles.add_style("VnTime", WD_STYLE_TYPE.PARAGRAPH)
    style.font.name = ".VnTime"


def split_with_plain_blanks(document: Document, words: str) -> None:
    """Each word a run of its own, the blanks between them not bold and of another font."""
    paragraph = found(document, words)
    (run, *_) = [run for run in paragraph.runs if run.text.strip()]
    for piece in run.text.split():
        word = copy.deepcopy(run._r)
        blank = copy.deepcopy(run._r)
        run._r.addprevious(word)
        run._r.addprevious(blank)
        for element, text in ((word, piece), (blank, " ")):
            element.find(qn("w:t")).text = text
            element.find(qn("w:t")).set(qn("xml:space"), "preserve")
        properties = blank.find(qn("w:rPr"))
        for bold in properties.findall(qn("w:b")):
            properties.remove(bold)
        fonts = OxmlElement("w:rFonts")
        fonts.set(qn("w:ascii"), "Calibri")
        properties.insert(0, fonts)
    run._r.getparent().remove(run._r)


def bold_lead(document: Document, words: str) -> None:
    """The first words of a paragraph bold."""
    run = found(document, words).runs[0]
    lead = copy.deepcopy(run._r)
    run._r.addprevious(lead)
    first, rest = run.text[:20], run.text[20:]
    lead.find(qn("w:t")).text, run.text = first, rest
    properties = lead.find(qn("w:rPr"))
    properties.insert(0, OxmlElement("w:b"))


def half_bold(document: Document, words: str) -> None:
    """The last word of a bold line not bold."""
    run = found(document, words).runs[0]
    last = copy.deepcopy(run._r)
    run._r.addnext(last)
    head, _, tail = run.text.rpartition(" ")
    run.text = head + " "
    last.find(qn("w:t")).text = tail
    for bold in last.find(qn("w:rPr")).findall(qn("w:b")):
        last.find(qn("w:rPr")).remove(bold)


def letterhead_by_tabs(document: Document) -> None:
    """The letterhead without a table: left and right side of each line parted by a tab."""
    table = document.tables[0]
    for row in table.rows:
        sides = [cell.paragraphs for cell in row.cells]
        for left, right in zip(*sides, strict=False):
            if not right.text:
                continue
            line = copy.deepcopy(left._p)
            tab = OxmlElement("w:r")
            tab.append(OxmlElement("w:tab"))
            line.append(tab)
            for run in right._p.findall(qn("w:r")):
                line.append(copy.deepcopy(run))
            table._tbl.addprevious(line)
        for extra in sides[1][len(sides[0]) :]:
            table._tbl.addprevious(copy.deepcopy(extra._p))
    table._tbl.getparent().remove(table._tbl)


def signature_in_one_paragraph(document: Document) -> None:
    """Authority and post broken with Shift+Enter."""
    cell = document.tables[-1].rows[0].cells[1]
    first, *others = [paragraph for paragraph in cell.paragraphs if "KT." in paragraph.text or "PHÓ" in paragraph.text]
    for other in others:
        first.runs[0].add_break()
        first.runs[0].add_text(other.text)
        other._p.getparent().remove(other._p)


def box_borders(document: Document, table: int) -> None:
    properties = document.tables[int(table)]._tbl.tblPr
    for known in properties.findall(qn("w:tblBorders")):
        properties.remove(known)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        borders.append(line)
    properties.append(borders)


def rule_under_cells(document: Document, table: int) -> None:
    """Lines under the cells only, as some draw the rule under the motto."""
    for cell in document.tables[int(table)].rows[0].cells:
        borders = OxmlElement("w:tcBorders")
        line = OxmlElement("w:bottom")
        line.set(qn("w:val"), "single")
        borders.append(line)
        cell._tc.get_or_add_tcPr().append(borders)


def undraw(document: Document, *words: str) -> None:
    """Take out the lines drawn under paragraphs, there or in the empty paragraph that follows."""
    for each in words:
        paragraph = found(document, each)._p
        for near in (paragraph, paragraph.getnext()):
            for drawing in [] if near is None else list(near.iter(qn("w:pict"))):
                drawing.getparent().remove(drawing)


def draw_as_shape(document: Document, words: str) -> None:
    """The line as Word 2010 and later draw it."""
    undraw(document, words)
    line = (
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:s="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<a:graphic><a:graphicData><s:wsp><s:cNvCnPr/><s:spPr><a:prstGeom prst="line"/></s:spPr></s:wsp>'
        "</a:graphicData></a:graphic></w:drawing>"
    )
    found(document, words).add_run()._r.append(parse_xml(line))


def draw_as_border(document: Document, words: str) -> None:
    undraw(document, words)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    line.set(qn("w:val"), "single")
    borders.append(line)
    found(document, words)._p.get_or_add_pPr().append(borders)


def draw_from_elsewhere(document: Document, words: str, anchor: str) -> None:
    """The line anchored in another paragraph: where it shows can't be told."""
    taken = found(document, words)._p.find(f".//{qn('w:pict')}")
    found(document, anchor).add_run()._r.append(taken)


def type_a_line(document: Document, words: str) -> None:
    undraw(document, words)
    found(document, words).add_run("\n-------")


def write_in_bold(document: Document, words: str, new: str) -> None:
    """Other words, all bold."""
    first, *others = found(document, words).runs
    first.text, first.bold = new, True
    for other in others:
        other.text = ""
