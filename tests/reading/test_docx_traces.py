"""What is left in a file that is not text of the draft."""

import pytest

from plancheck.document import Document
from plancheck.reading import read
from tests.reading.docx_builder import docx, kind, packed, para, parts, run


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


def test_hidden_text_is_kept_and_told() -> None:
    document = read(docx(para("thấy ", run("ẩn", "<w:vanish/>"))))
    assert found(document) == [("hidden-text", "ẩn", 1, "ẩn")]
    assert [item.format.hidden for item in document.blocks[0].runs] == [False, True]


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
