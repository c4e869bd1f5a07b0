"""What a Word file tells of its layout beside the looks of runs and paragraphs."""

import pytest

from plancheck.document import RunFormat
from plancheck.reading import read
from tests.reading.docx_builder import NAMESPACES, cell, docx, kind, para

PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1" w:bottom="1" w:left="1" w:right="1"/>'
LINE, NONE = '<w:{} w:val="single"/>', '<w:{} w:val="nil"/>'
GRID = (
    '<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders>'
    + "".join(LINE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders></w:tblPr></w:style>"
)


def test_sections_know_their_first_block_and_whether_their_pages_start_afresh() -> None:
    last = para("hai", properties=f"<w:sectPr>{PAGE}</w:sectPr>")
    own = para(properties=f'<w:sectPr>{PAGE}<w:pgNumType w:start="1"/></w:sectPr>')
    document = read(docx(para("một") + last + para("ba") + own + para("bốn") + f"<w:sectPr>{PAGE}</w:sectPr>"))
    assert [(page.first, page.restarts) for page in document.pages] == [(1, False), (3, True), (4, False)]


def test_a_tracked_change_of_a_section_is_no_section() -> None:
    changed = f"<w:sectPr>{PAGE}<w:sectPrChange><w:sectPr>{PAGE}</w:sectPr></w:sectPrChange></w:sectPr>"
    document = read(docx(para("một", properties=changed) + para("hai") + f"<w:sectPr>{PAGE}</w:sectPr>"))
    assert [page.first for page in document.pages] == [1, 2]


def test_empty_paragraphs_above_are_told() -> None:
    document = read(docx(para("một") + para("hai") + para() + para("  ") + para("ba") + para("bốn")))
    assert [block.blank_above for block in document.blocks] == [False, False, True, False]


@pytest.mark.parametrize(
    ("properties", "cells", "lined"),
    [
        ("", ("", ""), False),
        ('<w:tblStyle w:val="Grid"/>', ("", ""), True),
        (f'<w:tblStyle w:val="Grid"/><w:tblBorders>{NONE.format("insideV")}</w:tblBorders>', ("", ""), True),
        (
            '<w:tblStyle w:val="Grid"/><w:tblBorders>'
            + "".join(NONE.format(side) for side in ("left", "right", "insideV"))
            + "</w:tblBorders>",
            ("", ""),
            False,
        ),
        (f"<w:tblBorders>{LINE.format('insideV')}</w:tblBorders>", ("", ""), True),
        (f"<w:tblBorders>{LINE.format('bottom')}</w:tblBorders>", ("", ""), False),
        ('<w:tblBorders><w:left w:val="single" w:color="FFFFFF"/></w:tblBorders>', ("", ""), False),
        ("", (f"<w:tcBorders>{LINE.format('bottom')}</w:tcBorders>", ""), False),
        ("", ("", f"<w:tcBorders>{LINE.format('right')}</w:tcBorders>"), True),
        (
            f"<w:tblBorders>{LINE.format('insideV')}</w:tblBorders>",
            (f"<w:tcBorders>{NONE.format('right')}</w:tcBorders>", f"<w:tcBorders>{NONE.format('left')}</w:tcBorders>"),
            False,
        ),
    ],
)
def test_tables_with_vertical_lines(properties: str, cells: tuple[str, str], lined: bool) -> None:
    row = "".join(cell(para("chữ"), properties=each) for each in cells)
    body = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr>{row}</w:tr></w:tbl>"
    assert read(docx(body, styles=GRID)).lined_tables == ({1} if lined else set())


def test_a_list_style_keeps_its_paragraphs_together() -> None:
    style = '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:contextualSpacing/></w:pPr></w:style>'
    off = '<w:pStyle w:val="L"/><w:contextualSpacing w:val="0"/>'
    body = para("a", properties='<w:pStyle w:val="L"/>') + para("b", properties=off) + para("c")
    assert [block.format.contextual for block in read(docx(body, styles=style)).blocks] == [True, False, False]


def test_page_numbers_know_their_look_and_numerals() -> None:
    field = '<w:r><w:rPr><w:i/><w:sz w:val="26"/></w:rPr><w:instrText> PAGE </w:instrText></w:r>'
    header = f"<w:hdr {NAMESPACES}>{para(field)}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:pgNumType w:fmt="upperRoman"/></w:sectPr>'
    links = {"h": f'Type="{kind("header")}" Target="header1.xml"'}
    (number,) = read(docx(para("a") + section, extra={"word/header1.xml": header}, relationships=links)).page_numbers
    assert number.format == RunFormat("", 13.0, False, True, False, False, False, "", False, False)
    assert number.numerals == "upperRoman"
