"""Word's flat XML reads as the same document, and knows its lines and columns."""

from collections.abc import Mapping

import pytest

from plancheck.reading import ReadingError, read
from tests.reading.docx_builder import cell, docx, numbered, packed, para, parts, run, table

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BODY = (
    para("ỦY BAN NHÂN DÂN")
    + "\n"
    + numbered("Mục đích", 1)
    + table(cell(para("Kê\u0301", run(" hoạch & chương", "<w:b/>"))) + "\n  " + cell(para("Số")))
    + para("<w:r><w:t>\n  đầu dòng</w:t></w:r>")
)


def flat(contents: Mapping[str, str]) -> bytes:
    written = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', '<?mso-application progid="Word.Document"?>']
    written.append('<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">')
    for name, content in contents.items():
        written.append(f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>')
    written.append(
        '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part></pkg:package>'
    )
    return "\n".join(written).encode()


def test_it_reads_as_the_docx_does() -> None:
    packaged = read(docx(BODY, numbering=NUMBERING))
    document = read(flat(parts(BODY, numbering=NUMBERING)), "ke-hoach.xml")
    assert document.format == "word-xml"
    assert document.has_layout
    plain = [(block.text, block.label, block.cell, block.runs, block.format) for block in document.blocks]
    assert plain == [(block.text, block.label, block.cell, block.runs, block.format) for block in packaged.blocks]
    assert [block.text for block in document.blocks][2] == "Kế hoạch & chương"


def test_every_character_stands_where_its_place_says() -> None:
    data = flat(parts(BODY, numbering=NUMBERING))
    lines = data.decode().split("\n")
    for block in read(data).blocks:
        for offset, char in enumerate(block.text):
            place = block.place(offset)
            assert place.line is not None
            assert place.column is not None
            written = lines[place.line - 1][place.column - 1 :]
            assert written.startswith((char, "ê\u0301", "&amp;")), (block.text, offset)


@pytest.mark.parametrize("name", ["document", "none"])
def test_a_flat_package_without_its_main_part_is_refused(name: str) -> None:
    contents = {"word/styles.xml": "<a/>"} if name == "none" else {"word/document.xml": "<a/>"}
    with pytest.raises(ReadingError) as refused:
        read(flat(contents))
    assert refused.value.code == "not-a-docx"
    with pytest.raises(ReadingError) as refused:
        read(packed(contents))
    assert refused.value.code == "not-a-docx"
