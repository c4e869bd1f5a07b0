"""Rules on layout, shown on Word files: the samples as the converter lays them out, changed in one thing."""

import io
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from plancheck.pipeline import Options, check_bytes

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LAYOUT = ("FMT-020", "FMT-021", "FMT-022", "PTY-008")
Change = Callable[[Document], None]


def judged(convert: ModuleType, sample: str, change: Change, as_of: int | None = None) -> dict[str, list[str]]:
    """Messages of the layout rules that fail, by rule."""
    document = docx.Document(io.BytesIO(convert.converted(SAMPLES / f"{sample}.xml")[".docx"]))
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    report = check_bytes(saved.getvalue(), "draft.docx", Options(as_of=as_of))
    assert report.error is None
    found: dict[str, list[str]] = {}
    for finding in report.findings:
        if finding.rule in LAYOUT:
            assert finding.severity == "info"
            found.setdefault(finding.rule, []).append(finding.message)
    return found


def items(document: Document) -> list[docx.text.paragraph.Paragraph]:
    """Paragraphs of the body with long text."""
    return [paragraph for paragraph in document.paragraphs if len(paragraph.text) > 60]


def fonts(document: Document) -> None:
    for paragraph in items(document)[:3]:
        paragraph.runs[0].font.name = "Arial"


def sizes(document: Document) -> None:
    for paragraph in items(document)[2:4]:
        paragraph.runs[0].font.size = Pt(12)
    items(document)[5].runs[0].font.size = Pt(15)


def style_font(document: Document) -> None:
    document.styles["Normal"].font.name = "Calibri"


def style_size(document: Document) -> None:
    """A size in the style that every run overrides is not seen by anybody."""
    document.styles["Normal"].font.size = Pt(20)


def bullets(document: Document) -> None:
    """Marks and blanks may have any look, and so may tables, recipients and the letterhead in size."""
    items(document)[0].add_run(" – ").font.name = "Symbol"
    for row in document.tables[0].rows:
        row.cells[0].paragraphs[0].runs[0].font.size = Pt(12)


def half_points(document: Document) -> None:
    for paragraph in items(document):
        paragraph.runs[0].font.size = Pt(13.5)


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (fonts, ["Arial (3 đoạn"]),
        (sizes, ["là 12 ở 2 đoạn", "là 15 ở 1 đoạn"]),
        (style_font, ["Calibri ("]),
        (style_size, []),
        (bullets, []),
        (half_points, []),
    ],
)
def test_font_and_size(convert: ModuleType, change: Change, parts: list[str]) -> None:
    messages = judged(convert, "province-2022", change).get("FMT-020", [])
    assert len(messages) == len(parts)
    assert all(part in message for part, message in zip(sorted(parts), sorted(messages), strict=True))


def margins(top: float, bottom: float, left: float, right: float, landscape: bool = False) -> Change:
    def change(document: Document) -> None:
        section = document.sections[0]
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (margins(20, 20, 30, 15), ""),
        (margins(25, 25, 35, 20), ""),
        (margins(20.3, 20.3, 30.2, 15.2), ""),
        (margins(25.4, 25.4, 31.7, 20.3), ""),
        (margins(15, 20, 30, 15), "trên 15, dưới 20, trái 30, phải 15 mm"),
        (margins(20, 20, 25, 15), "trái 25"),
        (margins(20, 20, 30, 25.4), "phải 25,4"),
        (margins(30, 15, 20, 20, landscape=True), ""),
        (margins(20, 20, 30, 15, landscape=True), ""),
        (margins(10, 10, 10, 10, landscape=True), "trên 10"),
    ],
)
def test_margins(convert: ModuleType, change: Change, message: str) -> None:
    found = judged(convert, "province-2022", change).get("FMT-021", [])
    assert len(found) == bool(message)
    assert all(message in each for each in found)


def at_the_bottom(document: Document) -> None:
    section = document.sections[0]
    section.footer.is_linked_to_previous = False
    field = section.header.paragraphs[0]._p[-1]
    section.footer.paragraphs[0]._p.append(field)


def to_the_right(document: Document) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def on_the_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def nowhere_on_one_page(document: Document) -> None:
    """No number, on what is not known to have a second page."""
    nowhere(document)
    for paragraph in items(document)[5:]:
        paragraph._p.getparent().remove(paragraph._p)


def nowhere(document: Document) -> None:
    """No number, on more text than one page holds."""
    paragraph = document.sections[0].header.paragraphs[0]._p
    paragraph.remove(paragraph[-1])


def nowhere_on_two_pages(document: Document) -> None:
    nowhere_on_one_page(document)
    breaks = docx.oxml.OxmlElement("w:lastRenderedPageBreak")
    items(document)[1].runs[0]._r.insert(0, breaks)


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (at_the_bottom, ["lề dưới"]),
        (to_the_right, ["chưa canh giữa"]),
        (on_the_first_page, ["trang thứ nhất"]),
        (nowhere, ["không đánh số trang"]),
        (nowhere_on_one_page, []),
        (nowhere_on_two_pages, ["không đánh số trang"]),
    ],
)
def test_page_numbers(convert: ModuleType, change: Change, parts: list[str]) -> None:
    found = judged(convert, "province-2022", change).get("FMT-022", [])
    assert len(found) == len(parts)
    assert all(part in message for part, message in zip(parts, found, strict=True))


def test_layout_rules_have_their_dates(convert: ModuleType) -> None:
    def spoil(document: Document) -> None:
        margins(10, 10, 10, 10)(document)
        fonts(document)
        on_the_first_page(document)

    assert set(judged(convert, "province-2022", spoil)) == {"FMT-020", "FMT-021", "FMT-022"}
    assert set(judged(convert, "province-2022", spoil, as_of=20200304)) == {"FMT-021"}
    assert judged(convert, "province-2022", spoil, as_of=20110304) == {}
    assert judged(convert, "party-2014", margins(25, 25, 35, 20)) == {}
    assert judged(convert, "party-2014", margins(20, 20, 30, 15), as_of=20190101) == {}
    late = judged(convert, "party-2014", margins(25, 25, 35, 20), as_of=20190101)
    assert list(late) == ["PTY-008"]
    assert "trên 25, dưới 25, trái 35, phải 20 mm" in late["PTY-008"][0]
