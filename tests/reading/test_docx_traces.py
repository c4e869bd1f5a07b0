"""What is left in a file that is not text of the draft."""

import pytest

from plancheck.document import Document
from plancheck.reading import read
from tests.reading.docx_builder import cell, docx, kind, packed, para, parts, run


def found(document: Document) -> list[tuple[str, str, int | None, str]]:
    """(kind, text, paragraph, the block's text it covers)."""
    rows = []
    for trace in document.traces:
        place = trace.place
        block = document.blocks[place.paragraph - 1] if place.paragraph else None
        rows.append((trace.kind, trace.text, place.paragraph, block.text[place.start : place.end] if block else ""))
    return rows


def test_tracked_changes_with_their_places() -> None:
    body = para("Mở đầu") + para(
        "Kê\u0301 ",
        f"<w:ins>{run('ho')}</w:ins><w:ins>{run('ạch')}</w:ins>",
        "<w:del><w:r><w:delText> cũ</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('đi')}</w:moveFrom><w:moveTo>{run(' mới')}</w:moveTo>",
    )
    assert found(read(docx(body))) == [
        ("insertion", "hoạch", 2, "hoạch"),
        ("deletion", " cũ", 2, ""),
        ("move", " mới", 2, " mới"),
    ]


def test_a_paragraph_deleted_whole_is_told_at_the_paragraph_before_it() -> None:
    gone = para("<w:del><w:r><w:delText>bỏ cả</w:delText></w:r></w:del>", properties="<w:rPr><w:del/></w:rPr>")
    document = read(docx(para("trước") + gone + para()))
    assert found(document) == [("deletion", "bỏ cả", 1, "")]


def test_comments_with_what_they_are_about() -> None:
    about = para(
        "Giao ",
        "<w:commentRangeStart w:id='4'/>",
        "Sở Ngoại vụ",
        "<w:commentRangeEnd w:id='4'/><w:r><w:commentReference w:id='4'/></w:r>",
        " chủ trì",
    )
    comments = f"<w:comment w:id='4'>{para('Xem lại')}{para('cơ quan')}</w:comment>"
    assert found(read(docx(about, comments=comments))) == [("comment", "Xem lại\ncơ quan", 1, "Sở Ngoại vụ")]


CELL_MARK = "<w:{} w:id='1'/>"


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ("<w:vanish/>", "hidden-text"),
        ("<w:strike/>", "struck-text"),
        ("<w:dstrike/>", "struck-text"),
        ("<w:strike/><w:dstrike w:val='0'/>", "struck-text"),
    ],
)
def test_what_is_not_shown_or_struck_out_is_no_text_and_told(properties: str, kind: str) -> None:
    document = read(docx(para("thấy ", run("ẩn", properties), run(" rõ"))))
    assert found(document) == [(kind, "ẩn", 1, "")]
    (block,) = document.blocks
    assert block.text == "thấy  rõ"
    assert [(item.start, item.node, item.node_start) for item in block.runs] == [(0, 0, 0), (5, 2, 0)]


def test_hidden_rows_and_deleted_cells_are_told() -> None:
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(para('ẩn'))}</w:tr>"
    removed = f"<w:tr>{cell(para('bỏ'), properties=CELL_MARK.format('cellDel'))}{cell(para('còn'))}</w:tr>"
    document = read(docx(f"<w:tbl>{hidden}{removed}</w:tbl>"))
    assert [block.text for block in document.blocks] == ["còn"]
    assert [(trace.kind, trace.text) for trace in document.traces] == [("hidden-text", "ẩn"), ("deletion", "bỏ")]


MARK = '<w:ins w:id="1" w:author="A"/>'


@pytest.mark.parametrize(
    "body",
    [
        f"<w:tbl><w:tr><w:trPr>{MARK}</w:trPr>{cell(para('x'))}</w:tr></w:tbl>",
        f"<w:tbl><w:tr>{cell(para('x'), properties=CELL_MARK.format('cellIns'))}</w:tr></w:tbl>",
        f"<w:tbl><w:tr>{cell(para('x'), properties=CELL_MARK.format('cellMerge'))}</w:tr></w:tbl>",
        f"<w:tbl><w:tblGrid><w:tblGridChange w:id='1'/></w:tblGrid><w:tr>{cell(para('x'))}</w:tr></w:tbl>",
        para("x", properties=f"<w:numPr><w:numId w:val='1'/>{MARK}</w:numPr>"),
        para("x", properties=f"<w:rPr>{MARK}</w:rPr>"),
        f"<w:ins w:id='1'>{para('x')}</w:ins>",
        f"<w:moveTo w:id='1'>{para('x')}</w:moveTo>",
        f"{para('x')}<w:del w:id='1'>{para('y')}</w:del>",
        f"<w:customXmlInsRangeStart w:id='1'/>{para('x')}",
        para("x", "<w:r><w:rPr><w:rPrChange w:id='1'/></w:rPr></w:r>"),
    ],
)
def test_every_mark_of_a_revision_is_told(body: str) -> None:
    document = read(docx(body))
    assert [block.text for block in document.blocks] == ["x"]
    assert {trace.kind for trace in document.traces} <= {"insertion", "deletion", "move", "format-change"}
    assert document.traces


PROMPT = "Click or tap here to enter text."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{para(PROMPT)}</w:sdtContent></w:sdt>", PROMPT),
        (
            para(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(PROMPT)}</w:sdtContent></w:sdt>"),
            PROMPT,
        ),
        (para('<w:fldSimple w:instr=" MERGEFIELD Ten_don_vi "/>', "x"), "«Ten_don_vi»"),
        (para(r"<w:r><w:instrText> MERGEFIELD ho_ten \* MERGEFORMAT</w:instrText></w:r>", "x"), "«ho_ten»"),
    ],
)
def test_what_nobody_filled_in_is_told(body: str, text: str) -> None:
    assert [(trace.kind, trace.text) for trace in read(docx(body)).traces] == [("placeholder", text)]


def test_embedded_objects() -> None:
    body = (
        para("Bảng", "<w:r><w:object><o:OLEObject ProgID='Excel.Sheet.12'/></w:object></w:r>")
        + "<w:altChunk r:id='x'/>"
    )
    assert found(read(docx(body))) == [
        ("embedded-object", "Excel.Sheet.12", 1, ""),
        ("alt-chunk", "altChunk", 1, ""),
    ]


def test_macros_and_links_to_outside() -> None:
    links = {
        "a": f'Type="{kind("image")}" Target="http://example.com/a.png" TargetMode="External"',
        "b": f'Type="{kind("hyperlink")}" Target="http://example.com" TargetMode="External"',
    }
    data = packed(parts(para("x"), relationships=links) | {"word/vbaProject.bin": b"macro"})
    assert found(read(data)) == [
        ("macro", "vbaProject.bin", None, ""),
        ("external-link", "http://example.com/a.png", None, ""),
    ]


@pytest.mark.parametrize("body", [para("sạch"), para(run("đậm", "<w:b/>"))])
def test_a_clean_draft_leaves_none(body: str) -> None:
    assert read(docx(body)).traces == ()


def test_a_comment_ends_where_its_range_ends() -> None:
    body = para(
        "Theo ", '<w:commentRangeStart w:id="4"/>', "Nghị định", '<w:commentRangeEnd w:id="4"/>', " này",
        '<w:r><w:commentReference w:id="4"/></w:r>',
    )  # fmt: skip
    comment = '<w:comment w:id="4" w:author="Lan"><w:p><w:r><w:t>Số?</w:t></w:r></w:p></w:comment>'
    (trace,) = read(docx(body, comments=comment)).traces
    assert (trace.place.start, trace.place.end, trace.text) == (5, 14, "Số?")
