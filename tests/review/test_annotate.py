"""Annotated copies: comments on the exact words, everything else as it was."""

import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.document import Block, Document, Place
from plancheck.reading import ReadingError, read
from plancheck.report.model import Finding, LegalBasis
from plancheck.review.annotate import annotate
from plancheck.rules import load_rules
from tests.reading.docx_builder import NAMESPACES, cell, docx, packed, para, parts, run, table
from tests.real import documents

ROOT = Path(__file__).parents[2]
READABLE = documents("*.docx", "torture/**/*.docx", largest=300_000)
EDITED = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}


def finding(place: Place, message: str = "Sai", quote: str = "", suppressed: str | None = None) -> Finding:
    return Finding(
        rule="FMT-005", slug="number-zero-and-spaces", severity="warning", message=message, place=place, quote=quote,
        expected="Số: 05", actual="Số: 5", basis=(LegalBasis("30/2020/NĐ-CP", "Điều 8", "seen"),), remedy="Sửa lại.",
        fingerprint="0" * 16, suppressed=suppressed,
    )  # fmt: skip


def annotated(data: bytes, *findings: Finding) -> bytes:
    return annotate(data, read(data), findings, load_rules(), "2026-11-22", "vi").data


def commented(data: bytes) -> list[tuple[str, str]]:
    """(words, first line) of each comment, as the reader finds them."""
    document = read(data)
    blocks = {(block.part, block.ordinal): block for block in document.blocks}
    found = []
    for trace in document.traces:
        if trace.kind.endswith("comment"):
            block = blocks[trace.place.part, trace.place.paragraph or 0]
            found.append((block.text[trace.place.start : trace.place.end], trace.text.partition("\n")[0]))
    return found


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def at(document: Document, words: str) -> Place:
    """Where words first stand."""
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    return block.place(start, start + len(words))


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    return [(block.part, block.label, block.text) for block in blocks]


INS = '<w:ins w:id="7" w:author="Lan" w:date="2026-01-01T00:00:00Z">{}</w:ins>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (para("Số: 5/KH-UBND"), "5"),
        (para("Số: 5/KH-UBND"), "Số: 5/KH-UBND"),
        (para(run("Số: ", "<w:b/>"), run("5/KH"), run("-UBND")), "5/KH-U"),
        (para("<w:r><w:t>Số:</w:t><w:tab/><w:t>5</w:t><w:br/><w:t>/KH</w:t></w:r>"), "5\n/K"),
        (para("<w:r><w:t>A &amp; B &lt;C&gt; &#x110;</w:t></w:r>"), "B <C"),
        (para("<w:r><w:t>A<![CDATA[ & ]]>B</w:t></w:r>"), "& "),
        (para("Theo ", INS.format(run("Nghị định mới")), " này"), "định"),
        (para("Theo ", INS.format(run("Nghị định mới")), " này"), "mới này"),
        (para("Xem ", f'<w:hyperlink r:id="x">{run("trang chủ")}</w:hyperlink>', "."), "trang"),
        (para("Xem ", f"<w:sdt><w:sdtContent>{run('ô chọn')}</w:sdtContent></w:sdt>", "."), "chọn"),
        (f"<w:sdt><w:sdtContent>{para('Cả đoạn trong ô')}</w:sdtContent></w:sdt>", "đoạn trong"),
        (table(cell(para("Việc")) + cell(para("Sở Văn hóa"))), "Văn"),
        (para("Kê\u0301 hoa\u0323ch năm 2026"), "hoạch"),
        (para("Kế​ ho​ạch năm 2026"), "hoạch"),
        (para("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>",
              "<w:r><w:fldChar w:fldCharType='separate'/><w:t>12 trang</w:t><w:fldChar w:fldCharType='end'/></w:r>"),
         "trang"),
        (para(run("Kỹ sư", '<w:rPrChange w:id="3" w:author="Lan"><w:rPr/></w:rPrChange>')), "sư"),
    ],
)  # fmt: skip
def test_the_comment_is_on_the_exact_words(body: str, words: str) -> None:
    data = docx(body)
    before = read(data)
    after = annotated(data, finding(at(before, words), "Chưa đúng"))
    assert commented(after) == [(words, "CẢNH BÁO FMT-005: Chưa đúng")]
    assert shown(read(after).blocks) == shown(before.blocks)
    runs = [[item.format for item in block.runs for _ in range(item.start, item.end)] for block in before.blocks]
    assert [
        [item.format for item in block.runs for _ in range(item.start, item.end)] for block in read(after).blocks
    ] == runs


def test_what_the_comment_says() -> None:
    data = docx(para("Số: 5/KH-UBND"))
    after = annotated(data, finding(at(read(data), "5")))
    (trace,) = [trace for trace in read(after).traces if trace.kind == "own-comment"]
    assert trace.text.split("\n") == [
        "CẢNH BÁO FMT-005: Sai",
        "Cách sửa: Sửa lại.",
        "Phải là: Số: 05",
        "Vì sao: Quy định kỹ thuật trình bày số, ký hiệu.",
        "Căn cứ: Điều 8, 30/2020/NĐ-CP [đã đọc nguyên văn]",
    ]


def test_comments_that_overlap_and_share_an_end() -> None:
    data = docx(para(run("một hai "), run("ba bốn", "<w:i/>"), run(" năm")))
    document = read(data)
    words = ["hai ba", "ba bốn", "một hai ba bốn năm", "ba", "bốn năm", "hai ba"]
    after = annotated(data, *(finding(at(document, each), str(index)) for index, each in enumerate(words)))
    assert sorted(commented(after), key=lambda each: each[1]) == [
        (each, f"CẢNH BÁO FMT-005: {index}") for index, each in enumerate(words)
    ]


def test_suppressed_findings_are_not_commented_on() -> None:
    data = docx(para("Số: 5/KH-UBND"))
    assert contents(annotated(data, finding(at(read(data), "5"), suppressed="đã hỏi"))) == contents(data)


def test_existing_comments_and_revisions_stay() -> None:
    old = '<w:comment w:id="4" w:author="Lan"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>'
    body = para(
        '<w:commentRangeStart w:id="4"/>', "Theo ", INS.format(run("Nghị định")), '<w:commentRangeEnd w:id="4"/>',
        '<w:r><w:commentReference w:id="4"/></w:r>',
        '<w:del w:id="8" w:author="Lan"><w:r><w:delText>cũ</w:delText></w:r></w:del>',
    )  # fmt: skip
    data = docx(body, comments=old)
    after = annotated(data, finding(at(read(data), "định")))
    text = contents(after)["word/comments.xml"].decode()
    assert text.startswith(contents(data)["word/comments.xml"].decode().removesuffix("</w:comments>"))
    assert 'w:id="5" w:author="plancheck"' in text
    assert commented(after) == [("định", "CẢNH BÁO FMT-005: Sai"), ("Theo Nghị định", "Xem lại")]
    main = contents(after)["word/document.xml"].decode()
    assert 'w:author="Lan" w:date="2026-01-01T00:00:00Z"><w:r><w:t xml:space="preserve">Nghị </w:t></w:r>' in main
    assert main.index("</w:ins>") < main.index('<w:commentReference w:id="5"/>')
    assert set(contents(after)) == set(contents(data)) | {"[Content_Types].xml"} - {"[Content_Types].xml"}


def test_an_empty_comments_part_is_opened() -> None:
    data = packed(parts(para("một hai"), extra={"word/comments.xml": f"<w:comments {NAMESPACES} />"},
                        relationships={"c": 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
                                            '/comments" Target="comments.xml"'}))  # fmt: skip
    assert commented(annotated(data, finding(at(read(data), "hai")))) == [("hai", "CẢNH BÁO FMT-005: Sai")]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    f"{para('DỰ THẢO lần 2')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    f"<w:txbxContent>{para('DỰ THẢO lần 2')}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_words_in_a_text_box_are_commented_on_where_it_hangs() -> None:
    data = docx(para("Trước. ", BOX, "Sau."))
    after = annotated(data, finding(at(read(data), "lần 2")))
    assert [text for _, text in commented(after)] == ["CẢNH BÁO FMT-005: Sai"]
    main = contents(after)["word/document.xml"].decode()
    assert main.count("commentRangeStart") == 1
    assert main.index("commentRangeStart") < main.index("AlternateContent")


def test_notes_and_headers_are_commented_on_in_the_body() -> None:
    note = f'<w:footnote w:id="2">{para("Điều 5 sai")}</w:footnote>'
    header = f"<w:hdr {NAMESPACES}>{para('Đầu trang sai')}</w:hdr>"
    body = (
        para("Một.")
        + para("Hai", '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + ('<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>')
    )
    data = packed(
        parts(
            body,
            footnotes=note,
            extra={"word/header1.xml": header},
            relationships={"h": 'Type="http://x/header" Target="header1.xml"'},
        )
    )
    document = read(data)
    after = annotated(
        data,
        finding(at(document, "Điều 5"), quote="Điều 5"),
        finding(at(document, "Đầu trang"), quote="Đầu trang"),
    )
    places = {trace.place.paragraph: trace.text.split("\n")[2] for trace in read(after).traces}
    assert places == {
        1: "Chỗ sai: “Đầu trang” (đầu trang 1 · đoạn 1)",
        2: "Chỗ sai: “Điều 5” (cước chú · đoạn 1)",
    }
    assert contents(after)["word/footnotes.xml"] == contents(data)["word/footnotes.xml"]
    assert contents(after)["word/header1.xml"] == contents(data)["word/header1.xml"]


def test_the_strict_form_of_word_keeps_its_namespaces() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = para("Số: 5/KH-UBND")
    changed = {
        name: text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, text in parts(body).items()
    }
    data = packed(changed)
    after = contents(annotated(data, finding(at(read(data), "5"))))
    assert strict in after["word/comments.xml"].decode()
    assert "purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"].decode()
    assert commented(packed(after)) == [("5", "CẢNH BÁO FMT-005: Sai")]  # type: ignore[arg-type]


def test_a_default_namespace_and_another_prefix() -> None:
    for prefix in ("", "x:"):
        xml = docx(para("Số: 5/KH-UBND"))
        text = contents(xml)["word/document.xml"].decode()
        text = text.replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
        text = text.replace("xmlns:w=", f"xmlns:{prefix[:-1]}=" if prefix else "xmlns=")
        text = text.replace(
            "<document ", '<document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        )
        data = packed({**contents(xml), "word/document.xml": text})
        assert commented(annotated(data, finding(at(read(data), "5/KH")))) == [("5/KH", "CẢNH BÁO FMT-005: Sai")]


def test_the_same_input_gives_the_same_bytes_and_other_parts_stay() -> None:
    data = (ROOT / "samples" / "copied-draft.docx").read_bytes()
    document = read(data)
    findings = [finding(block.place(0, min(5, len(block.text)))) for block in document.blocks]
    once = annotated(data, *findings)
    assert once == annotated(data, *findings)
    before, after = contents(data), contents(once)
    assert list(after) == [*before, "word/comments.xml"]
    assert {name for name in before if before[name] != after[name]} <= EDITED
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(once)) as new:
        for entry in old.infolist():
            copy = new.getinfo(entry.filename)
            kept = (entry.date_time, entry.compress_type, entry.external_attr, entry.create_system)
            assert (copy.date_time, copy.compress_type, copy.external_attr, copy.create_system) == kept


@cache
def tortured(path: Path) -> tuple[bytes, Document] | None:
    data = path.read_bytes()
    try:
        return data, read(data)
    except ReadingError:
        return None


@pytest.mark.parametrize("path", READABLE)
def test_files_of_any_program_survive(path: Path) -> None:
    """Every readable one takes comments on stretches of its paragraphs, and reads as before."""
    known = tortured(path)
    if known is None:
        return
    data, document = known
    random = Random(path.name)
    body = [block for block in document.blocks if block.part == "body"]
    chosen = random.sample(body, min(len(body), 5)) + [block for block in document.blocks if block.part != "body"][:2]
    if not body:
        return
    findings = []
    for index, block in enumerate(chosen):
        start = random.randrange(len(block.text))
        end = random.randrange(start, len(block.text)) + 1
        findings.append(finding(block.place(start, end), f"thử {index}", block.text))
    if not any(block.runs for block in body):
        with pytest.raises(ReadingError, match="no paragraph to put a comment on"):
            annotated(data, *findings)
        return
    after = read(annotated(data, *findings))
    assert shown(after.blocks) == shown(document.blocks)
    comments = {trace.text.partition("\n")[0]: trace.place for trace in after.traces if "FMT-005: thử" in trace.text}
    assert len(comments) == len(findings)
    for index, (block, each) in enumerate(zip(chosen, findings, strict=True)):
        place = comments[f"CẢNH BÁO FMT-005: thử {index}"]
        held = all(item.node >= 0 for item in block.runs) and block.runs and not block.in_text_box
        if block.part == "body" and held:
            assert (place.part, place.paragraph) == ("body", block.ordinal)
            assert block.text[place.start : place.end].strip() == block.text[each.place.start : each.place.end].strip()


WORDS = st.text("aăâ đếộ\u0301 &<>\"'\t​-", min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_any_stretch_of_any_runs(texts: list[str], data: st.DataObject) -> None:
    source = docx(para(*(run(text) for text in texts)) + para("cuối"))
    document = read(source)
    block = document.blocks[0]
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    after = annotated(source, finding(block.place(start, end)))
    assert shown(read(after).blocks) == shown(document.blocks)
    ((words, _),) = commented(after)
    assert words == block.text[start:end]


PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<plan xmlns="https://plancheck.dev/plan/1" version="1">
  <type>KẾ HOẠCH</type>
  <body><section label="I."><heading>MỤC -- ĐÍCH</heading>
      <item label="1.">Một việc.</item>
  </section></body>
</plan>
"""


def test_xml_gets_comments_before_the_element() -> None:
    data = PLAN.encode()
    document = read(data)
    after = annotated(
        data,
        finding(at(document, "việc"), "Sai -- rồi -"),
        finding(at(document, "ĐÍCH"), "Hai"),
        finding(Place(), "Ba"),
    ).decode()
    assert "      <!-- plancheck: CẢNH BÁO FMT-005: Sai - - rồi - \n" in after
    assert after.index("Sai - -") < after.index("<item")
    assert '<section label="I."><!-- plancheck: CẢNH BÁO FMT-005: Hai' in after
    assert shown(read(after.encode()).blocks) == shown(document.blocks)
    kept = after.replace("\n      <!--", "<!--")
    assert len(kept) > len(PLAN)


def test_comments_in_akoma_ntoso_stand_before_the_paragraph() -> None:
    data = (ROOT / "samples" / "province-2022.akn.xml").read_bytes()
    document = read(data)
    after = annotated(data, finding(at(document, "56/KH-UBND")))
    lines = after.decode().splitlines()
    first = next(index for index, line in enumerate(lines) if "plancheck:" in line)
    below = next(line for line in lines[first:] if "-->" not in line and "56/KH" in line)
    assert below.lstrip().startswith("<")
    assert shown(read(after).blocks) == shown(document.blocks)


def test_text_takes_no_comments() -> None:
    data = "KẾ HOẠCH\nCông tác thông tin đối ngoại\n".encode()
    with pytest.raises(ReadingError, match="no-comments"):
        annotated(data, finding(Place(line=1)))
