"""Comments that speak to plancheck, in every format that has comments."""

import io

import docx
import pytest

from plancheck.reading import read

SAID = "plancheck: bỏ qua SEC-001 – lý do"
PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<plan xmlns="https://plancheck.dev/plan/1" version="1">
{top}<letterhead><agency>ỦY BAN NHÂN DÂN TỈNH LÀO CAI</agency></letterhead>
<type>KẾ HOẠCH</type>{trailing}
<subject>Công tác thông tin đối ngoại</subject>
<body>
{before}
<section label="I."><heading>MỤC ĐÍCH</heading><p>Một {inside} hai</p></section>
</body>{end}
</plan>
"""


def plan(**comments: str) -> bytes:
    places = dict.fromkeys(("top", "trailing", "before", "inside", "end"), "")
    return PLAN.format(**(places | {name: f"<!-- {text} -->" for name, text in comments.items()})).encode()


@pytest.mark.parametrize(
    ("place", "paragraph"), [("top", None), ("trailing", 2), ("before", 4), ("inside", 5), ("end", 5)]
)
def test_in_plan_xml(place: str, paragraph: int | None) -> None:
    document = read(plan(**{place: SAID}), "a.xml")
    (directive,) = document.directives
    assert (directive.text, directive.place.paragraph) == (SAID, paragraph)
    assert document.blocks[4].text == "Một hai"
    assert document.traces == ()


def test_other_comments_are_nothing() -> None:
    assert read(plan(top="see plancheck: x"), "a.xml").directives == ()


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_in_text(name: str, end: str) -> None:
    lines = ["<!-- Plancheck: một -->", "KẾ HOẠCH", "", "Một hai", f"<!-- {SAID} -->", "Ba bốn"]
    document = read(end.join(lines).encode(), name)
    assert [block.text for block in document.blocks] == ["KẾ HOẠCH", "Một hai", "Ba bốn"]
    assert [directive.place.paragraph for directive in document.directives] == [None, 3]


def test_in_word() -> None:
    draft = docx.Document()
    paragraphs = [draft.add_paragraph(text) for text in ("KẾ HOẠCH", "Một hai", "Ba bốn")]
    draft.add_comment(paragraphs[1].runs, text=SAID, author="a")
    draft.add_comment(paragraphs[2].runs, text="Xem lại plancheck", author="a")
    buffer = io.BytesIO()
    draft.save(buffer)
    document = read(buffer.getvalue(), "a.docx")
    assert [trace.kind for trace in document.traces] == ["comment", "comment"]
    (directive,) = document.directives
    assert (directive.text, directive.place.paragraph) == (SAID, 2)
