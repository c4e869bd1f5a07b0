"""Which reader takes an input is told by the input itself."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.reading import ReadingError, read

SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = "Số: 02/KH-UBND\n\nKẾ HOẠCH\nCông tác thông tin đối ngoại năm 2012\n"
FLAT = (
    '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
    '<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>Kế hoạch</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
)


@pytest.mark.parametrize(
    ("sample", "format_name"),
    [
        ("province-2012.docx", "docx"),
        ("province-2012.xml", "plan-xml"),
        ("province-2012.akn.xml", "akn"),
        ("province-2012.txt", "text"),
    ],
)
@pytest.mark.parametrize("keeps_name", [True, False])
def test_samples(sample: str, format_name: str, keeps_name: bool) -> None:
    document = read((SAMPLES / sample).read_bytes(), sample if keeps_name else "")
    assert document.format == format_name
    assert any("năm 2012" in block.text for block in document.blocks)


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (TEXT.encode(), "", "text"),
        (TEXT.encode(), "a.md", "markdown"),
        (TEXT.encode("utf-16"), "a.txt", "text"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "a.txt", "text"),
        (FLAT.encode(), "", "word-xml"),
        (("<?xml version='1.0'?>\n" + FLAT).encode(), "a.doc", "word-xml"),
        (b"\xef\xbb\xbf" + FLAT.encode(), "a.xml", "word-xml"),
        (("<?xml version='1.0' encoding='UTF-16'?>" + FLAT).encode("utf-16"), "a.xml", "word-xml"),
        (("<!-- mẫu -->\n\n" + TEXT).encode(), "a.md", "markdown"),
        (("<div>\n\n" + TEXT).encode(), "", "text"),
    ],
)
def test_content_decides(data: bytes, name: str, format_name: str) -> None:
    assert read(data, name).format == format_name


@pytest.mark.parametrize("name", ["a.DOCX", "a.doc", "C:\\kế hoạch\\a.docx", "a.dotm"])
def test_text_under_a_word_name_is_refused(name: str) -> None:
    with pytest.raises(ReadingError) as refused:
        read(TEXT.encode(), name)
    assert refused.value.code == "not-a-docx"


@given(st.binary(max_size=200), st.sampled_from(("", "a.docx", "a.xml", "a.md", "a.txt", "~$a.docx")))
def test_any_bytes_give_a_result_or_a_refusal(data: bytes, name: str) -> None:
    with suppress(ReadingError):
        assert read(data, name).blocks


STARTS = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<?xml ",
    b"<?xml version='1.0'?><",
    b"\xff\xfe<\x00",
    b"<a xmlns=",
)


@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_bytes_after_a_known_beginning_give_a_result_or_a_refusal(start: bytes, rest: bytes) -> None:
    with suppress(ReadingError):
        assert read(start + rest).blocks
