"""What text is read from a Word document, and in which order."""

import unicodedata

import pytest

from plancheck.document import Block, Document
from plancheck.reading import ReadingError, read
from tests.reading.docx_builder import NAMESPACES, cell, docx, kind, packed, para, parts, run, table

STRICT = "http://purl.oclc.org/ooxml/"
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOX = "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
SHAPE = "<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"


def texts(document: Document, part: str = "body") -> list[str]:
    return [block.text for block in document.blocks if block.part == part]


def only(body: str) -> Block:
    (block,) = read(docx(body)).blocks
    return block


def test_paragraphs_in_document_order_without_the_empty_ones() -> None:
    document = read(docx(para("Một") + para() + para("   ") + para("Hai", " ba")))
    assert texts(document) == ["Một", "Hai ba"]
    assert [block.ordinal for block in document.blocks] == [1, 2]
    assert document.format == "docx"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<w:ins>{run('thêm')}</w:ins>", "thêm"),
        (f"<w:moveTo>{run('đến')}</w:moveTo>", "đến"),
        (f"<w:hyperlink r:id='x'>{run('liên kết')}</w:hyperlink>", "liên kết"),
        (f"<w:smartTag><w:smartTag>{run('thẻ')}</w:smartTag></w:smartTag>", "thẻ"),
        (CONTROL.format(CONTROL.format(run("ô"))), "ô"),
        (f"<w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple>", "7"),
        (f"<w:customXml>{run('tự đặt')}</w:customXml>", "tự đặt"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
        ("<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "KH-UBND"),
        ("<w:r><w:t>đối</w:t><w:softHyphen/><w:t>ngoại</w:t></w:r>", "đốingoại"),
        (run("đối\u00adngo\u200bại"), "đốingoại"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "☑"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>3</w:t></w:r>", "≥3"),
        ("<w:r><w:sym w:font='Arial' w:char='00A9'/></w:r>", "©"),
        ("<w:r><w:sym w:font='Arial' w:char='zz'/><w:t>x</w:t></w:r>", "x"),
        ("<w:r><w:t> thừa \n</w:t></w:r><w:r><w:t>trắng</w:t></w:r>", "thừatrắng"),
        (run("hai\ndòng"), "hai dòng"),
        (run("Ke\u0302\u0301 hoa\u0323ch"), "Kế hoạch"),
        (run("Kê") + run("\u0301") + run(" hoạch"), "Kế hoạch"),
        ("<w:r><w:footnoteReference w:id='2'/><w:t>chữ</w:t></w:r>", "chữ"),
    ],
)  # fmt: skip
def test_what_a_person_sees_is_read(content: str, text: str) -> None:
    assert only(para(content)).text == text


def test_deleted_and_moved_text_is_left_out() -> None:
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('đi')}</w:moveFrom>"
    assert only(para("giữ ", deleted, moved, "lại")).text == "giữ lại"


def test_text_inserted_and_then_deleted_is_left_out() -> None:
    nested = "<w:ins><w:del><w:r><w:delText>thử</w:delText></w:r></w:del></w:ins>"
    assert only(para("giữ", nested)).text == "giữ"


def test_a_paragraph_whose_mark_is_deleted_joins_the_next() -> None:
    first = para("Điều", properties="<w:jc w:val='center'/><w:rPr><w:del/></w:rPr>")
    block = only(first + para(" 1", properties="<w:jc w:val='right'/>"))
    assert block.text == "Điều 1"
    assert block.format.alignment == "right"


def test_a_deleted_mark_with_nothing_after_it_keeps_its_paragraph() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = table(cell(para("trong ô", properties=mark))) + para("cuối", properties=mark)
    assert texts(read(docx(body))) == ["trong ô", "cuối"]


def test_a_drop_capital_belongs_to_its_word() -> None:
    assert only(para("K", properties="<w:framePr w:dropCap='drop'/>") + para("ế hoạch")).text == "Kế hoạch"
    assert len(read(docx(para("K", properties="<w:framePr w:dropCap='none'/>") + para("x"))).blocks) == 2


def test_fields_give_their_result() -> None:
    code = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    inner = code.format("begin") + run("trong mã") + code.format("separate") + run("lồng") + code.format("end")
    field = code.format("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner
    field += code.format("separate") + run("kết quả") + code.format("end")
    assert only(para("Trước ", field, " sau")).text == "Trước kết quả sau"


def test_a_field_may_span_paragraphs() -> None:
    code = "<w:fldChar w:fldCharType='{}'/>"
    begin = f"<w:r>{code.format('begin')}<w:instrText>TOC</w:instrText>{code.format('separate')}</w:r>"
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert texts(read(docx(para(begin, "Mục một") + para("Mục hai") + para(end) + para("Thân")))) == [
        "Mục một",
        "Mục hai",
        "Thân",
    ]


def test_an_unfinished_field_does_not_swallow_the_rest() -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    assert texts(read(docx(para("Đầu", begin) + para("Thân")))) == ["Đầu", "Thân"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{SHAPE.format(para('DỰ THẢO'))}</mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX.format(para('DỰ THẢO'))}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(docx(para("ỦY BAN ", both, "NHÂN DÂN") + para("Số")))
    assert texts(document) == ["ỦY BAN NHÂN DÂN", "DỰ THẢO", "Số"]
    assert [block.in_text_box for block in document.blocks] == [False, True, False]


@pytest.mark.parametrize(
    "drawing",
    [
        f"<w:pict>{BOX.format(para('HỎA TỐC'))}</w:pict>",
        f"<mc:AlternateContent><mc:Fallback>{BOX.format(para('HỎA TỐC'))}</mc:Fallback></mc:AlternateContent>",
        f"<w:object>{BOX.format(para('HỎA TỐC'))}</w:object>",
        "<w:pict><v:shape><v:textpath string='HỎA TỐC'/></v:shape></w:pict>",
    ],
)
def test_every_kind_of_text_box_is_read(drawing: str) -> None:
    block = only(para(f"<w:r>{drawing}</w:r>"))
    assert (block.text, block.in_text_box) == ("HỎA TỐC", True)


def test_drawn_lines_without_text_give_nothing() -> None:
    rule = "<w:r><w:pict><v:line/></w:pict></w:r><w:r><w:drawing><a:graphic/></w:drawing></w:r>"
    assert texts(read(docx(para("Tiêu ngữ", rule) + para(rule)))) == ["Tiêu ngữ"]


def test_block_level_content_controls_are_read() -> None:
    control = CONTROL.format(para("Trong") + CONTROL.format(para("Sâu")))
    assert texts(read(docx(control + para("Ngoài")))) == ["Trong", "Sâu", "Ngoài"]


def test_cells_know_their_place_in_the_grid() -> None:
    wide, down, on = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    body = table(
        cell(para("a"), properties=down) + cell(para("b"), properties=wide),
        cell(para(), properties=on) + cell(para("c")) + cell(para("d")),
        cell(para(), properties=on) + cell(para("e"), properties=wide),
    )
    cells = {block.text: block.cell for block in read(docx(body + table(cell(para("f"))))).blocks}
    found = {
        text: place and (place.table, place.row, place.column, place.rows, place.columns)
        for text, place in cells.items()
    }
    assert found == {
        "a": (1, 1, 1, 3, 1),
        "b": (1, 1, 2, 1, 2),
        "c": (1, 2, 2, 1, 1),
        "d": (1, 2, 3, 1, 1),
        "e": (1, 3, 2, 1, 2),
        "f": (2, 1, 1, 1, 1),
    }


def test_rows_that_begin_late_and_rows_that_are_deleted() -> None:
    late = f"<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>{cell(para('muộn'))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(para('bỏ'))}</w:tr>"
    document = read(docx(f"<w:tbl>{gone}{late}</w:tbl>" + para("sau")))
    assert [(block.text, str(block.cell)) for block in document.blocks] == [("muộn", "T1 R1 C3"), ("sau", "None")]
    assert [(trace.kind, trace.text) for trace in document.traces] == [("deletion", "bỏ")]


def test_nested_tables_are_numbered_in_their_cell() -> None:
    inner = table(cell(para("trong"))) + table(cell(para("nữa")))
    blocks = read(docx(table(cell(para("trước") + inner + para("sau"))) + table(cell(para("hai"))))).blocks
    assert [(block.text, str(block.cell)) for block in blocks] == [
        ("trước", "T1 R1 C1"),
        ("trong", "T1 R1 C1 > T1 R1 C1"),
        ("nữa", "T1 R1 C1 > T2 R1 C1"),
        ("sau", "T1 R1 C1"),
        ("hai", "T2 R1 C1"),
    ]


def test_notes_come_after_the_body_without_their_separators() -> None:
    notes = (
        f"<w:footnote w:id='0' w:type='separator'>{para('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{para('<w:r><w:footnoteRef/></w:r>', ' Chú thích')}</w:footnote>"
    )
    ends = f"<w:endnote w:id='2'>{para('Cuối')}</w:endnote>"
    calls = "<w:r><w:footnoteReference w:id='2'/><w:endnoteReference w:id='2'/></w:r>"
    notes += f"<w:footnote w:id='3'>{para('Không còn chỗ gọi')}</w:footnote>"
    document = read(docx(para("Thân", calls), footnotes=notes, endnotes=ends))
    assert [(block.part, block.ordinal, block.text) for block in document.blocks] == [
        ("body", 1, "Thân"),
        ("footnotes", 1, "Chú thích"),
        ("endnotes", 1, "Cuối"),
    ]


def header_document(section: str, settings: str = "") -> Document:
    extra = {
        f"word/{name}.xml": f"<w:{tag} {NAMESPACES}>{para(name)}</w:{tag}>"
        for name, tag in (("header1", "hdr"), ("header2", "hdr"), ("header3", "hdr"), ("footer1", "ftr"))
    }
    links = {
        name: f'Type="{kind(name[:6])}" Target="{name}.xml"' for name in ("header1", "header2", "header3", "footer1")
    }
    references = (
        "<w:headerReference w:type='even' r:id='header1'/><w:headerReference w:type='default' r:id='header2'/>"
        "<w:headerReference w:type='first' r:id='header3'/><w:footerReference w:type='default' r:id='footer1'/>"
    )
    body = para("Thân") + f"<w:sectPr>{references}{section}</w:sectPr>"
    return read(docx(body, extra=extra, relationships=links, settings=settings))


def test_headers_and_footers_that_are_shown() -> None:
    assert [block.part for block in header_document("").blocks] == ["body", "header2", "footer1"]
    assert [block.part for block in header_document("<w:titlePg/>").blocks] == ["body", "header2", "header3", "footer1"]
    even = header_document("", "<w:evenAndOddHeaders/>")
    assert [block.part for block in even.blocks] == ["body", "header1", "header2", "footer1"]


def test_pages_are_counted_from_what_word_rendered() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>"
    by_hand = para("<w:r><w:br w:type='page'/></w:r>") + para(broken.format("ba"))
    row = table(cell(para(broken.format("trái"))) + cell(para(broken.format("phải"))))
    blocks = read(docx(para("một") + para("một", broken.format("hai")) + by_hand + row + para("bốn"))).blocks
    assert [(block.text, block.page) for block in blocks] == [
        ("một", 1),
        ("mộthai", 1),
        ("ba", 3),
        ("trái", 4),
        ("phải", 4),
        ("bốn", 4),
    ]
    assert only(para("<w:r><w:br w:type='page'/><w:t>chữ</w:t></w:r>")).page is None


def test_page_setup_of_each_section_in_millimetres() -> None:
    portrait = "<w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='1134' w:bottom='1134' w:left='1701' w:right='851'/>"
    landscape = "<w:pgSz w:w='297mm' w:h='210mm'/><w:pgMar w:top='2cm' w:bottom='2cm' w:left='1in' w:right='72pt'/>"
    body = (
        para("một", properties=f"<w:sectPr>{portrait}</w:sectPr>") + para("hai") + f"<w:sectPr>{landscape}</w:sectPr>"
    )
    first, second = read(docx(body)).pages
    assert (first.width, first.height, first.top, first.left, first.right) == (210.01, 297.0, 20.0, 30.0, 15.01)
    assert (second.width, second.height, second.top, second.left, second.right) == (297.0, 210.0, 20.0, 25.4, 25.4)
    assert read(docx(para("một") + "<w:sectPr/>")).pages == ()


def test_the_main_part_is_the_one_the_package_names() -> None:
    assert texts(read(docx(para("Có"), main="word/document22.xml"))) == ["Có"]


def test_strict_documents_are_read() -> None:
    transitional = "http://schemas.openxmlformats.org/"
    contents = {
        name: text.replace(transitional + "wordprocessingml/2006/main", STRICT + "wordprocessingml/main").replace(
            transitional + "officeDocument/2006/relationships", STRICT + "officeDocument/relationships"
        )
        for name, text in parts(para("Nghiêm", properties="<w:jc w:val='end'/>")).items()
    }
    (block,) = read(packed(contents)).blocks
    assert (block.text, block.format.alignment) == ("Nghiêm", "right")


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ReadingError) as refused:
        read(docx(para()))
    assert refused.value.code == "no-text"


def shown(body: str, **inner: str) -> list[str]:
    return [block.text for block in read(docx(body, **inner)).blocks]


def test_word_art_with_blanks_or_decomposed_letters() -> None:
    for words in ("DỰ THẢO ", " DỰ THẢO", unicodedata.normalize("NFD", "DỰ THẢO")):
        art = f'<w:r><w:pict><v:shape><v:textpath string="{words}"/></v:shape></w:pict></w:r>'
        assert shown(para("x") + para(art)) == ["x", "DỰ THẢO"]


def test_what_word_shows_besides_its_runs_text() -> None:
    choices = "<mc:Choice Requires='w16se'/><mc:Fallback><w:t>☺</w:t></mc:Fallback>"
    emoji = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"
    assert shown(para("a ", emoji, " b")) == ["a ☺ b"]
    ruby = f"<w:r><w:ruby><w:rt>{run('とう')}</w:rt><w:rubyBase>{run('東')}</w:rubyBase></w:ruby></w:r>"
    assert shown(para("a ", ruby, " b")) == ["a 東 b"]
    listed = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='Sở A'/><w:listEntry w:val='Sở B'/></w:ddList>"
    field = f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{listed}</w:ffData></w:fldChar></w:r>"
    rest = "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    assert shown(para("Gửi ", field, rest, ".")) == ["Gửi Sở B."]


def test_words_of_a_diagram() -> None:
    spaces = (
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawing = f"<w:r><w:drawing><dgm:relIds {spaces} r:dm='d'/></w:drawing></w:r>"
    points = "".join(f"<dgm:pt><dgm:t><a:p><a:r><a:t>{each}</a:t></a:r></a:p></dgm:t></dgm:pt>" for each in ("A", "B"))
    extra = {"word/diagrams/data1.xml": f"<dgm:dataModel {spaces}>{points}</dgm:dataModel>"}
    links = {"d": f'Type="{kind("diagramData")}" Target="diagrams/data1.xml"'}
    blocks = read(docx(para("Sơ đồ", drawing), extra=extra, relationships=links)).blocks
    assert [(block.text, block.in_text_box) for block in blocks] == [("Sơ đồ", False), ("A", True), ("B", True)]


def test_letters_of_symbol_fonts_in_the_private_area() -> None:
    wingdings = run("\uf0fe", "<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>")
    (block,) = read(docx(para(wingdings, " Đồng ý"))).blocks
    assert (block.text, block.written) == ("☑ Đồng ý", "\uf0fe Đồng ý")


@pytest.mark.parametrize("letter", ["\u00ad", "<w:softHyphen/>", "<w:sym w:font='.VnTime' w:char='F0AD'/>"])
def test_the_letter_of_tcvn3_that_looks_like_an_optional_hyphen(letter: str) -> None:
    properties = "<w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr>"
    piece = letter if letter.startswith("<") else f"<w:t>{letter}</w:t>"
    assert shown(para(f"<w:r>{properties}<w:t>tr</w:t>{piece}<w:t>íc n\u00adíc</w:t></w:r>")) == ["trước nước"]


def test_the_header_of_the_first_page_is_known() -> None:
    links = {name: f'Type="{kind("header")}" Target="{name}.xml"' for name in ("header1", "header2")}
    extra = {f"word/{name}.xml": f"<w:hdr {NAMESPACES}>{para(name)}</w:hdr>" for name in links}
    references = (
        "<w:headerReference w:type='default' r:id='header1'/><w:headerReference w:type='first' r:id='header2'/>"
    )
    for title, opening in (("", "header1"), ("<w:titlePg/>", "header2")):
        section = f"<w:sectPr>{references}{title}</w:sectPr>"
        assert read(docx(para("x") + section, extra=extra, relationships=links)).opening == (opening,)


@pytest.mark.parametrize(
    ("target", "main"),
    [
        ("/word/document.xml", "word/document.xml"),
        ("word\\document.xml", "word/document.xml"),
        ("./word/../word/document.xml", "word/document.xml"),
        ("WORD/Document.xml", "word/document.xml"),
        ("doc/v%C4%83n%20b%E1%BA%A3n.xml", "doc/văn bản.xml"),
        ("doc/a%20b.xml", "doc/a%20b.xml"),
    ],
)
def test_relationships_lead_where_word_finds_them(target: str, main: str) -> None:
    contents = parts(para("x"), main=main)
    kind_of_main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    contents["_rels/.rels"] = (
        '<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<r:Relationship Id="a" Type="{kind_of_main}" Target="{target}"/></r:Relationships>'
    )
    assert [block.text for block in read(packed(contents)).blocks] == ["x"]
