"""Word files as other programs, old versions and accidents leave them: each is checked, or refused in one line."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.reading import ReadingError, read
from plancheck.reading.ooxml import A_NS, R_NS, W_NS
from tests.reading.docx_builder import cell, docx, kind, level, numbered, packed, para, parts, run, table
from tests.rounds.agreement import differences

SAMPLE = Path(__file__).parents[2] / "samples" / "province-2022.docx"
STRICT = {
    W_NS: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    R_NS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    A_NS: "http://purl.oclc.org/ooxml/drawingml/main",
}


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def sample_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(SAMPLE.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sample_without(*endings: str) -> bytes:
    return packed({name: data for name, data in sample_parts().items() if not name.endswith(endings)})


def findings(data: bytes) -> list[str]:
    report = check_bytes(data, "a.docx", Options())
    assert report.error is None, report.error
    return sorted(finding.rule for finding in report.findings)


def test_strict_office_open_xml() -> None:
    changed: dict[str, str | bytes] = {}
    for name, data in sample_parts().items():
        if name.endswith((".xml", ".rels")):
            text = data.decode()
            for old, new in STRICT.items():
                text = text.replace(f'"{old}', f'"{new}')
            changed[name] = text
    assert list(differences("strict.docx", SAMPLE.read_bytes(), packed(changed))) == []


@pytest.mark.parametrize(
    "missing",
    [
        ("word/styles.xml",),
        ("word/numbering.xml",),
        ("theme1.xml",),
        ("word/settings.xml",),
        ("fontTable.xml", "webSettings.xml"),
        ("[Content_Types].xml",),
        ("docProps/app.xml", "docProps/core.xml"),
        ("word/styles.xml", "word/numbering.xml", "theme1.xml", "word/settings.xml", "[Content_Types].xml"),
        ("_rels/.rels",),
    ],
)
def test_without_some_of_its_parts(missing: tuple[str, ...]) -> None:
    whole = [block.text for block in read(SAMPLE.read_bytes()).blocks if block.part == "body"]
    data = sample_without(*missing)
    assert [block.text for block in read(data).blocks if block.part == "body"] == whole
    assert isinstance(findings(data), list)


def test_a_wrong_content_type_does_not_matter() -> None:
    contents = sample_parts()
    contents["[Content_Types].xml"] = b"<Types/>"
    assert list(differences("types.docx", SAMPLE.read_bytes(), packed(contents))) == []


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels"]
)
def test_a_broken_part_is_named(part: str) -> None:
    contents = sample_parts()
    contents[part] = contents[part][: len(contents[part]) // 2]
    report = check_bytes(packed(contents), "a.docx", Options())
    error = report.error
    if error is None:  # a part that nothing asks for may be broken
        assert part == "word/settings.xml"
    else:
        assert error.code == "malformed-xml"
        assert part in error.message
        assert "\n" not in error.message


def test_namespaces_declared_late_and_under_other_prefixes() -> None:
    late = f'<y:r xmlns:y="{W_NS}"><y:t>Kế hoạch</y:t></y:r>'
    body = f'<x:document xmlns:x="{W_NS}"><x:body><x:p>{late}</x:p></x:body></x:document>'
    assert texts(packed(parts("") | {"word/document.xml": body})) == ["Kế hoạch"]
    inner = f'<document xmlns="{W_NS}"><body><p><r><t>Kế hoạch</t></r></p></body></document>'
    assert texts(packed(parts("") | {"word/document.xml": inner})) == ["Kế hoạch"]


def test_alternate_content_is_read_once() -> None:
    branches = '<mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
    choice = f"<mc:AlternateContent>{branches}</mc:AlternateContent>"
    assert texts(docx(choice.format(para("mới"), para("cũ")))) == ["mới"]
    assert texts(docx(para("a ", choice.format(run("mới"), run("cũ"))))) == ["a mới"]
    only_fallback = f"<mc:AlternateContent><mc:Fallback>{para('cũ')}</mc:Fallback></mc:AlternateContent>"
    assert texts(docx(only_fallback)) == ["cũ"]
    assert texts(docx("<mc:AlternateContent/>" + para("còn lại"))) == ["còn lại"]


def timed(data: bytes) -> float:
    start = time.process_time()
    report = check_bytes(data, "a.docx", Options())
    assert report.error is None, report.error
    return time.process_time() - start


def test_ten_thousand_paragraphs() -> None:
    lines = (
        f"- Sở Ngoại vụ chủ trì việc thứ {number} trong năm 2022, báo cáo trước ngày 15/12." for number in range(10_000)
    )
    data = docx("".join(map(para, lines)))
    assert len(read(data).blocks) == 10_000


def test_a_table_of_a_thousand_rows() -> None:
    rows = [
        cell(para(f"{number}")) + cell(para("Tổ chức họp báo")) + cell(para("Sở Ngoại vụ")) for number in range(1000)
    ]
    head = cell(para("TT")) + cell(para("Nội dung")) + cell(para("Đơn vị chủ trì"))
    data = docx(para("KẾ HOẠCH") + table(head, *rows))
    assert read(data).blocks[-1].cell is not None
    assert str(read(data).blocks[-1].cell) == "T1 R1001 C3"
    assert timed(data) < 10


def test_twenty_levels_of_tables() -> None:
    body = para("trong cùng")
    for _ in range(20):
        body = table(cell(body))
    (block,) = read(docx(body)).blocks
    assert str(block.cell).count("T1 R1 C1") == 20
    timed(docx(body))


def test_twenty_levels_of_lists_end_at_nine() -> None:
    levels = "".join(level(index, "decimal", f"%{index + 1}.") for index in range(9))
    used = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{used}'
    blocks = read(docx("".join(numbered("x", 1, depth) for depth in range(20)), numbering=numbering)).blocks
    assert [block.label for block in blocks] == ["1."] * 9 + [""] * 11


def test_what_another_file_would_bring_is_told() -> None:
    links = {"x": f'Type="{kind("aFChunk")}" Target="chunk.html"'}
    data = packed(
        parts(para("KẾ HOẠCH") + '<w:altChunk r:id="x"/>', relationships=links) | {"word/chunk.html": "<p>ẩn</p>"}
    )
    assert [(trace.kind, trace.text) for trace in read(data).traces] == [("alt-chunk", "altChunk")]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:pStyle w:val="vòng"/>',
        '<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr>',
        '<w:ind w:left="1e400" w:hanging="nan"/><w:spacing w:line="x" w:before="99999999999999999999"/>',
        '<w:jc w:val="ngang"/><w:outlineLvl w:val="-5"/>',
        '<w:framePr w:dropCap="drop"/>',
        "<w:rPr><w:del/></w:rPr>",
    ],
)
def test_nonsense_in_properties(properties: str) -> None:
    styles = '<w:style w:styleId="vòng"><w:basedOn w:val="vòng"/></w:style>'
    nonsense = run("chữ", '<w:sz w:val="-3"/><w:color w:val="đỏ"/><w:b w:val="có"/><w:rStyle w:val="vòng"/>')
    assert "".join(texts(docx(para(nonsense, properties=properties) + para(" sau"), styles=styles))).startswith("chữ")


@pytest.mark.parametrize("depth", [100, 300, 5000])
def test_any_depth_gives_a_result_or_a_refusal(depth: int) -> None:
    for opening, closing in (("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:ins>", "</w:ins>")):
        data = docx(opening * depth + para("x") + closing * depth)
        try:
            assert texts(data) == ["x"]
        except ReadingError as error:
            assert error.code == "too-deep"  # noqa: PT017
