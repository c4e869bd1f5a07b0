"""Hostile and broken input: a refusal of one line, soon, in little memory, and never anything else."""

import io
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.reading import ReadingError, budget, guard, read
from tests.reading.docx_builder import document_xml, docx, packed, para, parts, run

ROOT = Path(__file__).parent.parent.parent
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is converted here."""
    monkeypatch.setenv("PLANCHECK_OFFICE", "no")


def refused(data: bytes, name: str = "") -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(data, name)
    error = caught.value
    for message in (error.message_vi, error.message_en):
        assert message
        assert "\n" not in message
    return error


def entity_bomb(inner: str = "&b;&b;") -> str:
    levels = "".join(f'<!ENTITY {chr(98 + index)} "{f"&{chr(99 + index)};" * 10}">' for index in range(9))
    return f'<?xml version="1.0"?><!-- x --><!DOCTYPE w:document [{levels}<!ENTITY k "ha">]>{document_xml(inner)}'


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        (bytes(500), "a.doc", "empty"),
        (b"\xef\xbb\xbf", "", "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "legacy-doc"),
        (OLE + "Workbook".encode("utf-16-le"), "a.docx", "spreadsheet"),
        (OLE, "a.docx", "not-a-docx"),
        (b"%PDF-1.7 ...", "a.docx", "broken-pdf"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (b"\x89PNG\r\n", "a.docx", "picture"),
        (b"<!DOCTYPE html><html></html>", "a.doc", "html-not-docx"),
        (b"<html><body>x</body></html>", "", "html-not-docx"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "a.xml", "html-not-docx"),
        (b"<!-- saved --><html><body>x</body></html>", "a.doc", "html-not-docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "a.doc", "html-not-docx"),
        (b"version https://git-lfs", "handbook.docx", "not-a-docx"),
        (b"\x05User" + bytes(157), "~$ke hoach.docx", "lock-file"),
        (b"PK\x03\x04 and no more", "a.docx", "truncated"),
        (b"PK\x05\x06" + bytes(18), "a.docx", "not-a-docx"),
        (packed({"a.txt": "x"}), "a.docx", "not-a-docx"),
        (packed({"xl/workbook.xml": "<x/>"}), "a.docx", "spreadsheet"),
        (packed({"ppt/presentation.xml": "<x/>"}), "a.docx", "presentation"),
        (packed({"META-INF/manifest.xml": "<x/>"}), "a.docx", "not-a-docx"),
        (packed({"word/document.xml": "<x/>"}), "a.docx", "not-a-docx"),
        (packed({"word/document.xml": "<x"}), "a.docx", "malformed-xml"),
        (packed({"word/document.xml": ""}), "a.docx", "malformed-xml"),
        (packed({"word/document.xml": document_xml("<q:p/>")}), "a.docx", "malformed-xml"),
        (b"<?xml version='1.0'?><plan", "a.xml", "malformed-xml"),
        (b"<?xml version='1.0' encoding='klingon'?><plan/>", "a.xml", "malformed-xml"),
        (b"<?xml version='1.0'?><svg/>", "a.xml", "unknown-xml"),
        (b"<?xml version='1.0'?><!DOCTYPE plan><plan/>", "a.xml", "dtd"),
        (b"<?xml version='1.0'?><!DOCTYPE plan [<!ENTITY a 'b'>]><plan/>", "a.xml", "dtd"),
        (b"<?xml version='1.0'?><!DOCTYPE p [<!ENTITY a SYSTEM 'file:///x'>]><p>&a;</p>", "a.xml", "external-entity"),
        (b"<?xml version='1.0'?><!DOCTYPE p [<!ENTITY % a PUBLIC 'x' 'y'>%a;]><p/>", "a.xml", "external-entity"),
        (entity_bomb().encode(), "a.xml", "xml-bomb"),
        (entity_bomb().encode("utf-16"), "a.xml", "xml-bomb"),
        (packed({"word/document.xml": entity_bomb()}), "a.docx", "xml-bomb"),
        (
            packed({"word/document.xml": "<!DOCTYPE x [<!ENTITY x SYSTEM 'http://x/'>]>" + document_xml("&x;")}),
            "a.docx",
            "external-entity",
        ),
        (
            b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "a.xml",
            "word-2003-xml",
        ),
    ],
)  # fmt: skip
def test_refusals(data: bytes, name: str, code: str) -> None:
    assert refused(data, name).code == code


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:/x.xml", "..\\evil.xml", "a/../../b.xml", ".."])
def test_part_names_that_lead_outside_are_refused(name: str) -> None:
    error = refused(packed(parts(para("x")) | {name: "x"}))
    assert error.code == "unsafe-part-name"


def test_a_name_cut_by_a_nul_is_refused_and_shown_harmlessly() -> None:
    data = packed(parts(para("x")) | {"word/a\x1b[31mb.xml": "x"}).replace(b"a\x1b[31m", b"a\x00[31m")
    assert refused(data).code == "unsafe-part-name"
    assert guard.shown("a\x1b[31m\nb") == "“a?[31m?b”"
    assert len(guard.shown("x" * 500)) < 70


def test_a_part_that_stands_twice_is_refused() -> None:
    stream = io.BytesIO(docx(para("x")))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", document_xml(para("y")))
    assert refused(stream.getvalue()).code == "duplicate-part"
    assert refused(packed(parts(para("x")) | {"Word/Document.xml": "x"})).code == "duplicate-part"


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(docx(para("x")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    flags = struct.unpack_from("<H", data, start + 8)[0]
    struct.pack_into("<H", data, start + 8, flags | 1)
    assert refused(bytes(data)).code == "encrypted"


def test_a_part_whose_checksum_is_wrong_is_refused() -> None:
    data = bytearray(packed({"word/document.xml": document_xml(para("x" * 200))}))
    data[60] ^= 0xFF
    assert refused(bytes(data)).code == "truncated"


def test_only_what_is_read_is_held_to_a_size() -> None:
    assert read(docx(para("x") + "<w:p/>" * 5_000)).blocks[0].text == "x"
    bomb = packed({"word/document.xml": document_xml(para("x") + " " * (21 << 20))})
    assert refused(bomb).code == "zip-bomb"
    large = packed({"word/document.xml": document_xml(para("x") + "<!-- -->" * (3 << 20))}, zipfile.ZIP_STORED)
    assert "“word/document.xml” khi giải nén hơn 20 MB" in refused(large).message_vi
    unread = packed(
        parts(para("x")) | {"word/media/image1.bmp": bytes(40 << 20), "customXml/item1.xml": " " * (60 << 20)}
    )
    assert read(unread).blocks[0].text == "x"


@pytest.mark.parametrize("spelled", [str.upper, str.lower, lambda name: name.replace("/", "\\")])
def test_part_names_are_read_as_word_reads_them(spelled: Callable[[str], str]) -> None:
    contents = {spelled(name): content for name, content in parts(para("x"), styles="<w:styles/>").items()}
    assert read(packed(contents)).blocks[0].text == "x"


def test_the_directory_counts_where_a_local_header_disagrees() -> None:
    data = packed({"word/document.xml": document_xml(para("x"))})
    assert read(data.replace(b"word/document.xml", b"Word/document.xml", 1)).blocks[0].text == "x"


def test_a_part_nobody_reads_may_be_damaged() -> None:
    picture = b"picture" * 50
    data = packed(parts(para("x")) | {"word/media/image1.png": picture}, zipfile.ZIP_STORED)
    assert read(data.replace(b"picturepicture", b"pictureXicture", 1)).blocks[0].text == "x"


def test_a_part_packed_as_word_never_does_is_refused_by_its_cause() -> None:
    assert refused(packed(parts(para("x")), zipfile.ZIP_LZMA)).code == "odd-packing"


def test_declared_sizes_are_not_believed() -> None:
    data = bytearray(packed({"word/document.xml": document_xml(" " * (30 << 20))}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    struct.pack_into("<I", data, start + 24, 1000)
    assert refused(bytes(data)).code in ("zip-bomb", "truncated")


def test_many_parts_are_refused() -> None:
    assert refused(packed({f"{index}": "" for index in range(10_001)})).code == "too-many-parts"


def test_the_list_of_parts_is_not_read_when_it_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_DIRECTORY", 20_000)
    assert refused(packed({f"{index}": "" for index in range(1_000)})).code == "too-many-parts"


def test_parts_that_are_large_together_are_refused_once_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_UNPACKED", 300_000)
    contents = parts(para("x"), styles="<w:styles/>" + "<!-- -->" * 40_000)
    assert refused(packed(contents)).code == "too-large"


def test_markup_of_all_parts_counts_together() -> None:
    filler = "".join(f"<w:b{index % 977}/>" for index in range(600_000))
    assert refused(packed(parts(para("x") + filler, styles=filler), zipfile.ZIP_STORED)).code == "too-much-markup"


def test_depth_is_bounded() -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + para("x") + "</w:sdtContent></w:sdt>" * 200
    assert refused(docx(deep)).code == "too-deep"
    tables = "<w:tbl><w:tr><w:tc>" * 80 + para("x") + "</w:tc></w:tr></w:tbl>" * 80
    assert read(docx(tables)).blocks[0].text == "x"
    inline = "<w:ins>" * 240 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 240
    assert read(docx(f"<w:p>{inline}</w:p>")).blocks[0].text == "x"


def test_a_million_paragraphs_are_refused() -> None:
    start = time.process_time()
    code = refused(packed({"word/document.xml": document_xml("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 600_000)})).code
    assert code == "too-much-markup"
    varied = "".join(f"<w:p><w:r><w:t>{index * 7919 % 1000003:x}</w:t></w:r></w:p>" for index in range(60_000))
    assert refused(docx(varied)).code == "too-many-paragraphs"
    assert time.process_time() - start < 4


def test_inputs_above_the_limit_are_refused() -> None:
    assert refused(b"x" * (budget.MAX_INPUT + 1)).code == "too-large"
    assert refused(b"<?xml version='1.0'?><a>" + b"x" * budget.MAX_XML + b"</a>").code == "too-large"
    assert refused(b"<?xml version='1.0'?><a>" + b"<b/>" * 2_000_001 + b"</a>").code == "too-much-markup"


def test_comments_before_a_declaration_do_not_hide_or_slow_it() -> None:
    start = time.process_time()
    assert (
        refused(b"<?xml version='1.0'?>" + b"<!--a-->" * 100_000 + b"<!DOCTYPE p [" + b"<!ENTITY " * 9000, "a.xml").code
        == "dtd"
    )
    assert refused(b"<?xml version='1.0'?><!-- <!DOCTYPE p> --", "a.xml").code == "malformed-xml"
    assert read(docx("<!-- <!DOCTYPE x> -->" + para(run("<!DOCTYPE")))).blocks
    assert time.process_time() - start < 1


DRAFT = docx(para("Kế hoạch") + para("Nội dung"), styles="", numbering="")


@pytest.mark.parametrize("length", range(0, len(DRAFT), 3))
def test_a_file_cut_off_anywhere_is_refused(length: int) -> None:
    refused(DRAFT[:length], "a.docx")


@given(st.lists(st.tuples(st.integers(0, len(DRAFT) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_flipped_bytes_give_a_result_or_a_refusal(changes: list[tuple[int, int]]) -> None:
    data = bytearray(DRAFT)
    for position, value in changes:
        data[position] = value
    with suppress(ReadingError):
        read(bytes(data), "a.docx")


LEAVES = (
    "chữ", "<w:del/>", "<w:numPr/>", "<w:ilvl w:val='-3'/>", "<w:gridSpan w:val='99999999999'/>", "<w:vMerge/>",
    "<w:gridBefore w:val='-1'/>", "<w:br w:type='page'/>", "<w:fldChar w:fldCharType='end'/>", "<w:sym/>",
    "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar/>", "<w:spacing w:line='nan'/>", "<w:ind w:left='1e99'/>",
    "<w:sz w:val='-'/>", "<w:jc/>", "<w:pStyle/>", "<w:commentReference/>", "<w:altChunk/>", "<w:pgSz w:w='a'/>",
)  # fmt: skip
ELEMENTS = (
    "p", "r", "t", "tbl", "tr", "tc", "pPr", "rPr", "tcPr", "trPr", "ins", "del", "moveFrom", "sdt", "sdtContent",
    "pict", "txbxContent", "sectPr", "hyperlink", "object",
)  # fmt: skip


def element(name: str, inner: list[str]) -> str:
    return f"<w:{name}>{''.join(inner)}</w:{name}>"


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(element, st.sampled_from(ELEMENTS), st.lists(inner, max_size=4))


@given(st.recursive(st.sampled_from(LEAVES), nested, max_leaves=25))
def test_any_well_formed_markup_gives_a_result(body: str) -> None:
    assert read(docx(body + para("cuối"))).blocks[-1].text.endswith("cuối")


PROBE = """
import re, sys, time
from plancheck.reading import ReadingError, read
data = open(sys.argv[1], "rb").read()
started = time.process_time()
try:
    read(data)
except ReadingError as error:
    seconds = time.process_time() - started
    # Not ru_maxrss: a child starts with its parent's.
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
    print(error.code, seconds, peak >> 10)
"""


@pytest.mark.parametrize("kind", ["elements", "attributes", "paragraphs"])
def test_refusals_stay_within_two_seconds_and_300_megabytes(kind: str, tmp_path: Path) -> None:
    bodies = {
        "elements": "".join(f"<w:b{index % 977}/>" for index in range(815_000)),
        "attributes": "".join(f"<w:b a='{index:x}' c='' d=''/>" for index in range(207_000)),
        "paragraphs": "".join(
            f"<w:p><w:r><w:t>{index * 7919 % 100003:x}</w:t></w:r></w:p>" for index in range(250_000)
        ),
    }
    path = tmp_path / "bomb.docx"
    path.write_bytes(packed(parts(bodies[kind]), zipfile.ZIP_STORED))
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=20
    )
    code, seconds, megabytes = done.stdout.split()
    assert code == {"paragraphs": "too-much-markup"}.get(kind, "no-text")
    assert float(seconds) < 2
    assert int(megabytes) < 300
