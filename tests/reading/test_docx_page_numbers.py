"""Where a Word document numbers its pages."""

import pytest

from plancheck.reading import read
from tests.reading.docx_builder import NAMESPACES, docx, kind, para, run

SIMPLE = '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/>'
CODE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
INSTRUCTION = "<w:r><w:instrText>{}</w:instrText></w:r>"
CENTER, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
REFERENCE = '<w:{}Reference w:type="{}" r:id="{}"/>'
TITLE = "<w:titlePg/>"


def field(instruction: str) -> str:
    """A page number made of field characters."""
    return (
        CODE.format("begin") + INSTRUCTION.format(instruction) + CODE.format("separate") + run("2") + CODE.format("end")
    )


def numbered(section: str, *more: str, **content: str) -> list[tuple[str, str, bool]]:
    """(position, alignment, whether on the first page) of the page numbers of a document.

    Its last section is ``section``, its headers and footers are ``content``.
    """
    extra = {
        f"word/{name}.xml": f"<w:{name[:3]} {NAMESPACES}>{inside}</w:{name[:3]}>".replace("w:hea", "w:hdr").replace(
            "w:foo", "w:ftr"
        )
        for name, inside in content.items()
    }
    links = {name: f'Type="{kind(name.rstrip("123"))}" Target="{name}.xml"' for name in content}
    body = "".join(para("Chữ", properties=f"<w:sectPr>{each}</w:sectPr>") for each in more)
    data = docx(f"{body}{para('Hết')}<w:sectPr>{section}</w:sectPr>", extra=extra, relationships=links)
    return [each[:3] for each in read(data).page_numbers]


HEADER = REFERENCE.format("header", "default", "header1")
FIRST = REFERENCE.format("header", "first", "header2")
FOOTER = REFERENCE.format("footer", "default", "footer1")


@pytest.mark.parametrize(
    ("section", "content", "expected"),
    [
        (HEADER + TITLE, {"header1": para(SIMPLE, properties=CENTER)}, [("top", "center", False)]),
        (HEADER, {"header1": para(SIMPLE, properties=CENTER)}, [("top", "center", True)]),
        (HEADER + TITLE, {"header1": para(field(" PAGE "), properties=RIGHT)}, [("top", "right", False)]),
        (FOOTER + TITLE, {"footer1": para(field("page"))}, [("bottom", "left", False)]),
        (HEADER + TITLE, {"header1": para("Trang ", field("NUMPAGES"))}, []),
        (HEADER + TITLE, {"header1": para(field(" PAGEREF x "))}, []),
        (HEADER, {"header1": para(field(' IF PAGE > 1 "2" "" '), properties=CENTER)}, [("top", "center", False)]),
        (HEADER + TITLE, {"header1": para("<w:r><w:tab/></w:r>", SIMPLE)}, [("top", "", False)]),
        (
            HEADER + TITLE,
            {"header1": para(SIMPLE, properties='<w:framePr w:wrap="around" w:xAlign="center" w:y="1"/>')},
            [("top", "center", False)],
        ),
        (
            HEADER + FIRST + TITLE,
            {"header1": para(SIMPLE, properties=CENTER), "header2": para(SIMPLE, properties=CENTER)},
            [("top", "center", False), ("top", "center", True)],
        ),
        (
            HEADER + FIRST,
            {"header1": para("Kế hoạch"), "header2": para(SIMPLE)},
            [],
        ),
    ],
)
def test_page_numbers(section: str, content: dict[str, str], expected: list[tuple[str, str, bool]]) -> None:
    assert numbered(section, **content) == expected


def test_later_sections_go_on_with_the_header_and_have_no_first_page_of_the_document() -> None:
    header = {"header1": para(SIMPLE, properties=CENTER)}
    assert numbered("", HEADER + TITLE, **header) == [("top", "center", False)]
    assert numbered(HEADER, TITLE, **header) == [("top", "center", False)]


def test_a_document_without_fields_or_layout_has_none() -> None:
    assert read(docx(para("Chữ"))).page_numbers == ()
    assert read("KẾ HOẠCH\nTrang 2".encode()).page_numbers == ()
