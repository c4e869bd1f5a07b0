"""Word files of other projects' test suites: each gives a result or a refusal, soon; the telling ones exactly."""

import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from plancheck.document import Document
from plancheck.reading import ReadingError, read
from plancheck.reading.docx import main_part, own_text
from plancheck.reading.guard import Archive
from plancheck.reading.ooxml import W
from plancheck.reading.origins import readable
from plancheck.reading.package import ZipPackage
from tests.real import TORTURE

pytestmark = pytest.mark.real
FOLDER = TORTURE
FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.docx"))
NOT_REFUSED_FOR = {"no-text"}


@cache
def document(name: str) -> Document:
    (path,) = FOLDER.glob(f"*/{name}")
    return read(path.read_bytes(), name)


def main_runs(path: Path) -> list[str]:
    """Own text of every run of the main part, in document order."""
    package = ZipPackage(Archive(path.read_bytes()))
    return ["".join(text for _, text in own_text(run)) for run in package.xml(main_part(package)).iter(W + "r")]


def texts(name: str, part: str = "body") -> list[str]:
    return [block.text for block in document(name).blocks if block.part == part]


def labelled(name: str) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in document(name).blocks]


def test_there_is_something_to_be_tortured_by() -> None:
    assert len(FILES) > 200


@pytest.mark.parametrize("name", FILES)
def test_a_result_or_a_refusal_within_two_seconds(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    start = time.process_time()  # other tests run beside it
    try:
        found = read(data, name)
    except ReadingError as error:
        code = error.code
    else:
        code = ""
        for block in found.blocks:
            assert block.text.strip()
            assert all(0 <= item.start < item.end <= len(block.text) for item in block.runs)
            assert all(one.end == two.start for one, two in zip(block.runs, block.runs[1:], strict=False))
    assert time.process_time() - start < 2
    assert code in {"", *NOT_REFUSED_FOR}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Strict.docx", ["Some text"]),
        ("7691.docx", ["Some text"]),
        (
            "alternate_document_path.docx",
            [
                "Test",
                "This is italic, bold, underlined, italic underlined, bold underlined, bold italic underlined.",
            ],
        ),
        ("text-box.docx", ["Datum plane"]),
        ("drawingml.docx", ["Text 2", "Text 1", "Fig – Torque v/s Speed characteristics"]),
        ("track_changes_deletion.docx", ["This is a text with a deletion."]),
        ("track_changes_insertion.docx", ["This is a text with two exciting insertions."]),
        (
            "track_changes_move.docx",
            ["Here is some text.", "Here is the text to be moved.", "Here is some more text."],
        ),
        ("track_changes_scrubbed_metadata.docx", ["Here is a test document."]),
        ("paragraph_insertion_deletion.docx", ["This is a", "splitParagraph."]),
        ("nested_sdt.docx", ["Test Paragraph1", "Test Paragraph2", "Test Paragraph3"]),
        ("special_punctuation.docx", ["Soft hyphen: []", "Non-breaking hyphen: [-]"]),
        ("utf8-bom.docx", ["This XML has a byte order mark."]),
        ("ns0-reference.docx", ["ref"]),
        (
            "drop_cap.docx",
            ["Drop cap.", "Next paragraph.", "Drop cap in margin.", "Drop cap (not really)."],
        ),
    ],
)
def test_exact_text(name: str, expected: list[str]) -> None:
    assert texts(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("enumerated_headings.docx", ["1 H1", "1.1 H2", "1.1.1 H3", "And some text"]),
        ("lists_restarting.docx", ["2. Foo", "3. Bar", "4. Baz", "Interruption", "1. Bop."]),
        ("lists_sublist_reset.docx", ["1. Head 1", "1.1 Head 1.1", "1.2 Head 1.2", "2. Head 2", "1.1 Head 2.1"]),
        ("lists_multiple_initial.docx", ["(a) foo", "(b) bar", "- foo", "- bar"]),
        (
            "docx_list_resumed_numbering.docx",
            [
                "Ordered list resumed after an intervening bullet list",
                "1. First ordered item",
                "2. Second ordered item",
                "- bullet one",
                "- bullet two",
                "3. Third ordered item",
            ],
        ),
        ("numbered_header.docx", ["1. A Numbered Header."]),
    ],
)
def test_exact_numbers(name: str, expected: list[str]) -> None:
    assert labelled(name) == expected


def test_numbers_that_restart_with_each_list() -> None:
    labels = [block.label for block in document("lists_restart_8367.docx").blocks if block.label]
    assert labels == ["1.", "2.", "3.", "1.", "2.", "3.", "4."]
    headings = [block.label for block in document("lists_level_override.docx").blocks if block.label]
    assert headings == ["1.", "2.", "3.", "4.", "5.", "6."]
    numbers = [line.split()[0] for line in labelled("unit_test_headers_numbered.docx") if line[0].isdigit()]
    assert numbers[:7] == ["1.", "1.1.", "1.2.", "1.2.1.", "2.", "2.1.1.", "2.1."]
    assert numbers[10:12] == ["2.3.1.", "2.3.2."]


@pytest.mark.parametrize("name", FILES)
def test_every_run_leads_back_to_its_element(name: str) -> None:
    path = FOLDER / name
    if path.stat().st_size > 200_000:  # the long ones add nothing but time
        path = FOLDER / FILES[0]
    runs = main_runs(path)
    with suppress(ReadingError):
        for block in read(path.read_bytes()).blocks:
            for item in block.runs if block.part == "body" else ():
                written = block.text[item.start : item.end]
                if item.node >= 0 and block.origins is None:
                    assert runs[item.node][item.node_start :].startswith(written)
                elif item.node >= 0 and block.origins is not None:
                    length = block.origins[item.end] - block.origins[item.start]
                    own = runs[item.node][item.node_start :][:length]
                    assert readable(own)[0].startswith(written[: len(own)])


def test_words_inside_smart_tags_and_fields() -> None:
    assert texts("nested_smart_tags.docx")[1] == "I heard"
    (linked,) = texts("instrText_hyperlink.docx")
    assert linked.startswith("希望深入了解的读者可以去看David French Belding和Kevin J. Mitchell的Foundations")
    assert "HYPERLINK" not in linked
    (nested,) = texts("nested_instrText.docx")
    assert "Analysis, 1/16/18 8:40:00 AM, 2nd Edition" in nested
    assert "SAVEDATE" not in nested


def test_notes_headers_and_footers() -> None:
    assert texts("notes.docx") == ["A footnote", "Test footnote. Test endnote."]
    assert texts("notes.docx", "footnotes") == ["My note."]
    assert texts("notes.docx", "endnotes") == ["This is an endnote at the end of the document."]
    assert texts("docx-hdrftr.docx", "header2")[0] == "First header para"
    footer = [f"{block.cell} {block.text}" for block in document("docx-hdrftr.docx").blocks if block.part == "footer2"]
    assert footer[3:6] == ["T1 R1 C2 > T1 R1 C1 b", "T1 R1 C2 > T1 R1 C3 c", "T1 R1 C2 > T1 R2 C2 d"]


def test_text_boxes_are_read_once() -> None:
    boxes = [block.text for block in document("textbox.docx").blocks if block.in_text_box]
    assert boxes[:2] == ["Student falls ill", boxes[1]]
    assert boxes[1].startswith("Suggested Reportable Symptoms:\n＊ Fever\n")
    assert sum(text == "Case closed." for text in boxes) == 1


def test_cells_in_a_grid() -> None:
    cells = {str(block.cell): block.text for block in document("table_gridbefore.docx").blocks if block.cell}
    assert cells["T1 R1 C2"] == "Bits"
    assert cells["T1 R4 C11"] == "TEXT"
    merged = {block.text: block.cell for block in document("table_header_rowspan.docx").blocks if block.cell}
    wide = merged["E"]
    assert wide is not None
    assert (wide.row, wide.column, wide.rows, wide.columns) == (1, 5, 1, 3)
    controls = [(str(block.cell), block.text) for block in document("sdt_elements.docx").blocks]
    assert controls[4] == ("T1 R2 C2", "Body copy")


def test_traces_of_tracked_changes() -> None:
    scrubbed = document("track_changes_scrubbed_metadata.docx").traces
    assert [(trace.kind, trace.text) for trace in scrubbed] == [
        ("deletion", "dummy"),
        ("insertion", "test"),
        ("comment", "With a comment!"),
    ]
    assert [trace.kind for trace in document("track_changes_move.docx").traces] == ["move"]
    assert [trace.text for trace in document("rlink.docx").traces] == ["file:///tmp/test_rlink.txt"]


def test_pages_and_letterhead_of_a_real_decree() -> None:
    decree = document("30_2020_ND_CP.docx")
    assert [str(block.cell) for block in decree.blocks[:7]] == ["T1 R1 C1"] * 3 + ["T1 R1 C2"] * 4
    assert decree.blocks[7].text == "NGHỊ ĐỊNH"
    assert decree.blocks[7].format.alignment == "center"
    assert decree.blocks[7].runs[0].format.bold is True
    assert (decree.pages[0].width, decree.pages[0].height) == (210.03, 297.04)
