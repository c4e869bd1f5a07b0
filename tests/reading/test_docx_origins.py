"""The way back from each character to the run it came from."""

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plancheck.document import Block
from plancheck.reading import read
from plancheck.reading.docx import own_text
from plancheck.reading.origins import followed, readable
from tests.reading.docx_builder import docx, para, run

LETTERS = "aăâeêioôơuưyđAĐ \u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u00ad\u200bếộự=\u1100\u1161\u11a8\u0958Q"
RUN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"


def traced(data: bytes) -> tuple[list[Block], list[str]]:
    """Body blocks, and the own text of every run of the main part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    runs = ["".join(text for _, text in own_text(element)) for element in root.iter(RUN)]
    return list(read(data).blocks), runs


@given(st.text(LETTERS, max_size=30))
def test_readable_text_is_composed_and_leads_back(text: str) -> None:
    made, origins = readable(text)
    kept = "".join(char for char in text if char not in "\u00ad\u200b")
    assert made == unicodedata.normalize("NFC", kept)
    if origins is None:
        assert made == text
        return
    assert len(origins) == len(made) + 1
    assert list(origins) == sorted(origins)
    assert origins[-1] == len(text)


@given(st.lists(st.tuples(st.sampled_from("aâấặêệiíoộơợuựyỹđĐẾ b1-"), st.sampled_from(("NFC", "NFD"))), max_size=20))
def test_what_lies_between_two_origins_composes_to_the_character(letters: list[tuple[str, str]]) -> None:
    written, starts = "", []
    for letter, form in letters:
        starts.append(len(written))
        written += unicodedata.normalize(form, letter)  # type: ignore[arg-type]
    made, origins = readable(written)
    assert made == "".join(letter for letter, _ in letters)
    assert (origins or tuple(range(len(made) + 1))) == (*starts, len(written))


def test_origins_compose() -> None:
    assert followed(None, (0, 2)) == (0, 2)
    assert followed((0, 1, 3), None) == (0, 1, 3)
    assert followed((0, 1, 3, 4), (0, 2, 3)) == (0, 3, 4)


def test_runs_lead_back_to_their_elements() -> None:
    deleted = "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/><w:t>mã</w:t><w:fldChar w:fldCharType='separate'/><w:t>thấy</w:t></w:r>"
    )
    (block,), runs = traced(docx(para("  Một ", deleted, field, run("hai "))))
    assert block.text == "Một thấyhai"
    found = [(block.text[item.start : item.end], item.node, item.node_start) for item in block.runs]
    assert found == [("Một ", 0, 2), ("thấy", 2, 2), ("hai", 3, 0)]
    assert runs[2] == "mãthấy"


def test_a_mark_in_the_next_run_belongs_to_the_letter_before_it() -> None:
    (block,), _ = traced(docx(para(run("Kê"), run("\u0301 x"), run("\u0323"), run("!"))))
    assert block.text == "Kế x\u0323!"
    assert [(block.text[item.start : item.end], item.node, item.node_start) for item in block.runs] == [
        ("Kế", 0, 0),
        (" x", 1, 1),
        ("\u0323", 2, 0),
        ("!", 3, 0),
    ]


@given(st.lists(st.tuples(st.text(LETTERS + "xyz", min_size=1, max_size=6), st.booleans()), min_size=1, max_size=8))
def test_however_a_text_is_cut_into_runs_it_is_the_same_text(pieces: list[tuple[str, bool]]) -> None:
    whole = "".join(text for text, _ in pieces)
    data = docx(para(run("("), *(run(text, "<w:b/>" if bold else "") for text, bold in pieces), run(")")))
    (block,), runs = traced(data)
    assert block.text == readable(f"({whole})")[0]
    assert block.runs[0].start == 0
    assert block.runs[-1].end == len(block.text)
    for one, two in zip(block.runs, block.runs[1:], strict=False):
        assert one.end == two.start
    before = 0
    offsets = []
    for text in runs:
        offsets.append(before)
        before += len(text)
    for item in block.runs:
        raw = block.origins[item.start] if block.origins else item.start
        assert raw == offsets[item.node] + item.node_start
        bold = item.node not in (0, len(runs) - 1) and pieces[item.node - 1][1]
        assert item.format.bold is bold


@pytest.mark.parametrize("text", ["abc", "Kế hoạch", "Kê\u0301 hoa\u0323ch", "ngo\u00adại"])
def test_each_character_comes_from_its_own_text(text: str) -> None:
    (block,), runs = traced(docx(para(run("Số: "), run(text))))
    raw = "".join(runs)
    origins = block.origins or tuple(range(len(block.text) + 1))
    for index, char in enumerate(block.text):
        piece = raw[origins[index] : origins[index + 1]].replace("\u00ad", "")
        assert unicodedata.normalize("NFC", piece) == char
