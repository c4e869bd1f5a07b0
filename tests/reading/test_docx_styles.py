"""How a run and a paragraph look once everything they inherit is applied."""

import pytest

from plancheck.document import BlockFormat, RunFormat
from plancheck.reading import ReadingError, package, read
from tests.reading.docx_builder import NAMESPACES, cell, docx, level, para, run, table

DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)
THEME = (
    f"<a:theme {NAMESPACES}><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface='Cambria'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)


def style(identifier: str, inside: str, kind: str = "paragraph", base: str = "", default: bool = False) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    mark = ' w:default="1"' if default else ""
    name = f'<w:name w:val="{identifier} name"/>'
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"{mark}>{name}{based}{inside}</w:style>'


def look(body: str, styles: str = "", theme: str = "", numbering: str = "") -> tuple[RunFormat, BlockFormat]:
    more = {"styles": styles, "numbering": numbering} | ({"theme": theme} if theme else {})
    block = read(docx(body, **more)).blocks[0]
    return block.runs[0].format, block.format


def test_without_a_style_sheet_word_s_own_defaults_hold() -> None:
    font, paragraph = look(para("x"))
    assert font == RunFormat("", 10.0, *[False] * 5, "", False, False)
    assert paragraph == BlockFormat("", "left", None, 0.0, 0.0, 0.0, 0.0, 1.0)


def test_defaults_and_theme() -> None:
    font, paragraph = look(para("x"), DEFAULTS, THEME)
    assert (font.font, font.size) == ("Calibri", 11.0)
    assert (paragraph.space_after, paragraph.line_spacing) == (8.0, 1.079)


def test_styles_inherit_and_direct_formatting_wins() -> None:
    normal = style(
        "Normal",
        "<w:pPr><w:jc w:val='both'/></w:pPr><w:rPr><w:rFonts w:ascii='Times New Roman'/><w:sz w:val='28'/></w:rPr>",
        default=True,
    )
    heading = style(
        "H",
        "<w:pPr><w:jc w:val='center'/><w:outlineLvl w:val='0'/></w:pPr><w:rPr><w:b/><w:color w:val='ff0000'/></w:rPr>",
        base="Normal",
    )
    body = para(
        run("x", "<w:sz w:val='26'/><w:color w:val='auto'/><w:u w:val='single'/>"), properties="<w:pStyle w:val='H'/>"
    )
    font, paragraph = look(body, DEFAULTS + normal + heading)
    assert font == RunFormat("Times New Roman", 13.0, True, False, True, False, False, "", False, False)
    assert (paragraph.style, paragraph.alignment, paragraph.outline_level) == ("H name", "center", 0)
    font, paragraph = look(para("x"), DEFAULTS + normal + heading)
    assert (font.size, font.bold, paragraph.style, paragraph.alignment) == (14.0, False, "Normal name", "justify")


def test_a_switch_set_by_two_styles_is_off_again_and_direct_formatting_settles_it() -> None:
    styles = style("H", "<w:rPr><w:b/><w:i/></w:rPr>") + style("Strong", "<w:rPr><w:b/></w:rPr>", "character")
    inside = "<w:pStyle w:val='H'/>"
    font, _ = look(para(run("x", "<w:rStyle w:val='Strong'/>"), properties=inside), styles)
    assert (font.bold, font.italic) == (False, True)
    font, _ = look(para(run("x", "<w:rStyle w:val='Strong'/><w:b/>"), properties=inside), styles)
    assert font.bold is True
    font, _ = look(para(run("x", "<w:b w:val='0'/><w:i w:val='false'/>"), properties=inside), styles)
    assert (font.bold, font.italic) == (False, False)


def test_table_styles_lie_under_paragraph_styles() -> None:
    styles = style("T", "<w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:sz w:val='20'/><w:i/></w:rPr>", "table")
    styles += style("Small", "<w:rPr><w:sz w:val='18'/></w:rPr>")
    body = table(cell(para("x", properties="<w:pStyle w:val='Small'/>"))).replace(
        "<w:tbl>", "<w:tbl><w:tblPr><w:tblStyle w:val='T'/></w:tblPr>"
    )
    font, paragraph = look(body, styles)
    assert (font.size, font.italic, paragraph.alignment) == (9.0, True, "center")
    assert read(docx(body + para("y"), styles=styles)).blocks[1].format.alignment == "left"


@pytest.mark.parametrize(
    ("written", "alignment"),
    [
        ("left", "left"),
        ("start", "left"),
        ("right", "right"),
        ("end", "right"),
        ("center", "center"),
        ("both", "justify"),
        ("distribute", "justify"),
        ("?", ""),
    ],
)
def test_alignment(written: str, alignment: str) -> None:
    assert look(para("x", properties=f"<w:jc w:val='{written}'/>"))[1].alignment == alignment


def test_indents_and_spacing() -> None:
    inside = "<w:spacing w:before='120' w:after='60' w:line='360'/><w:ind w:left='567' w:firstLine='567'/>"
    paragraph = look(para("x", properties=inside))[1]
    assert (paragraph.indent_left, paragraph.indent_first) == (10.0, 10.0)
    assert (paragraph.space_before, paragraph.space_after, paragraph.line_spacing) == (6.0, 3.0, 1.5)
    exact = look(para("x", properties="<w:spacing w:line='360' w:lineRule='exact' w:beforeAutospacing='1'/>"))[1]
    assert (exact.line_spacing, exact.space_before) == (None, None)
    hanging = style("Hang", "<w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr>")
    assert look(para("x", properties="<w:pStyle w:val='Hang'/>"), hanging)[1].indent_first == -6.35
    over = look(para("x", properties="<w:pStyle w:val='Hang'/><w:ind w:firstLine='567'/>"), hanging)[1]
    assert (over.indent_left, over.indent_first) == (12.7, 10.0)


def test_a_number_given_directly_brings_its_indent_over_the_style() -> None:
    shape = level(0, "decimal", "%1.", start=1).replace("</w:lvl>", "<w:pPr><w:ind w:left='1440'/></w:pPr></w:lvl>")
    numbering = f'<w:abstractNum w:abstractNumId="0">{shape}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    number = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    plain = style("S", "<w:pPr><w:ind w:left='720'/></w:pPr>")
    tied = style("S", f"<w:pPr>{number}<w:ind w:left='720'/></w:pPr>")
    assert (
        look(para("x", properties=f"<w:pStyle w:val='S'/>{number}"), plain, numbering=numbering)[1].indent_left == 25.4
    )
    assert look(para("x", properties="<w:pStyle w:val='S'/>"), tied, numbering=numbering)[1].indent_left == 12.7


@pytest.mark.parametrize(
    ("properties", "name", "value"),
    [
        ("<w:caps/>", "caps", True),
        ("<w:highlight w:val='yellow'/>", "marked", True),
        ("<w:highlight w:val='none'/>", "marked", False),
        ("<w:shd w:val='clear' w:fill='FFFF00'/>", "marked", True),
        ("<w:u w:val='none'/>", "underline", False),
        ("<w:color w:val='00ab12'/>", "color", "00AB12"),
        ("<w:rFonts w:hAnsi='Arial'/>", "font", "Arial"),
        ("<w:rFonts w:asciiTheme='majorHAnsi' w:ascii='Arial'/>", "font", "Cambria"),
        ("<w:sz w:val='27'/>", "size", 13.5),
        ("<w:sz w:val='abc'/>", "size", 10.0),
        ("<w:sz w:val='13pt'/>", "size", 13.0),
    ],
)
def test_direct_run_properties(properties: str, name: str, value: object) -> None:
    assert getattr(look(para(run("x", properties)), theme=THEME)[0], name) == value


def test_styles_based_on_each_other_end() -> None:
    styles = style("A", "<w:rPr><w:b/></w:rPr>", base="B") + style("B", "", base="A")
    assert look(para("x", properties="<w:pStyle w:val='A'/>"), styles)[0].bold is True


def test_what_a_style_sheet_says_is_worked_out_once_for_drafts_that_have_the_same() -> None:
    body, styles = para("x", properties="<w:pStyle w:val='Once'/>"), style("Once", "<w:rPr><w:b/></w:rPr>")
    before = package._kept.cache_info()
    assert [look(each, styles)[0].bold for each in (body, body + body)] == [True, True]
    after = package._kept.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 1)
    assert not look(body, styles.replace("<w:b/>", ""))[0].bold


def test_a_style_sheet_whose_list_of_parts_tells_otherwise_is_read_anew() -> None:
    good = docx(para("x"), styles=style("Listed", ""))
    at = good.rindex(b"word/styles.xml") - 46  # its entry in the list of parts
    assert good[at : at + 4] == b"PK\x01\x02"
    assert read(good)
    with pytest.raises(ReadingError):
        read(good[: at + 16] + b"\0\0\0\0" + good[at + 20 :])  # another checksum
    with pytest.raises(ReadingError):
        read(good[: at + 8] + b"\x01\0" + good[at + 10 :])  # said to be encrypted


def test_a_style_sheet_larger_than_told_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(para("x"), styles=style("Large", ""))
    at = data.rindex(b"word/styles.xml") - 46
    monkeypatch.setattr(package, "_MAX_KEPT", 20)
    package._kept.cache_clear()
    assert read(data[: at + 24] + b"\x0a\0\0\0" + data[at + 28 :])
    assert package._kept.cache_info().currsize == 0
