"""The same draft as plan XML, Akoma Ntoso, text and Word gives the same paragraphs."""

import zipfile
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from plancheck.document import Document
from plancheck.reading import read
from tests.reading.placing import seen

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.xml") if not path.name.endswith(".akn.xml"))
OTHERS = (".akn.xml", ".txt", ".docx")


def sample(name: str) -> Document:
    return read((SAMPLES / name).read_bytes(), name)


def test_there_is_a_sample_of_every_era() -> None:
    assert {"province-2012", "party-2014", "district-2018", "province-2022", "province-2026"} <= set(NAMES)


@pytest.mark.parametrize("ending", OTHERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_form_of_a_draft_has_the_same_paragraphs(name: str, ending: str) -> None:
    found = seen(sample(name + ending))
    if ending == ".docx":
        # Word sets the name of a body in two lines of one paragraph, and leaves room for a number and a day.
        found = [" ".join(paragraph.split()) for paragraph in found]
    assert found == seen(sample(f"{name}.xml"))


@pytest.mark.parametrize("name", NAMES)
def test_plan_xml_and_akoma_ntoso_declare_the_same_roles(name: str) -> None:
    def declared(document: Document) -> list[tuple[str, str]]:
        return [(block.hint, block.text) for block in document.blocks if block.cell is None]

    assert declared(sample(f"{name}.akn.xml")) == declared(sample(f"{name}.xml"))


@pytest.mark.parametrize("ending", OTHERS)
@pytest.mark.parametrize("name", NAMES)
def test_cells_stand_in_the_same_rows_and_columns(name: str, ending: str) -> None:
    def cells(document: Document) -> list[tuple[str, int, int]]:
        tables = max((block.cell.table for block in document.blocks if block.cell), default=0)
        return [
            (block.text, block.cell.row, block.cell.column)
            for block in document.blocks
            # Word sets the letterhead and the signature in tables too; the samples' own table is the last.
            if block.cell and block.cell.table == tables and block.text
        ]

    expected = cells(sample(f"{name}.xml"))
    if expected:
        assert cells(sample(name + ending)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_converted_afresh(name: str, convert: ModuleType) -> None:
    made = convert.converted(SAMPLES / f"{name}.xml")
    assert set(made) == set(OTHERS)
    for ending, content in made.items():
        stored = (SAMPLES / f"{name}{ending}").read_bytes()
        if ending == ".docx":
            # Packed bytes depend on the compression library, the parts do not.
            assert parts(stored) == parts(content)
        else:
            assert stored == content


def test_conversion_gives_the_same_bytes_twice(convert: ModuleType) -> None:
    path = SAMPLES / "province-2022.xml"
    assert convert.converted(path) == convert.converted(path)


@pytest.mark.parametrize("name", NAMES)
def test_word_samples_are_laid_out_as_the_decree_asks(name: str) -> None:
    document = sample(f"{name}.docx")
    assert document.pages
    for page in document.pages:
        assert (round(page.width), round(page.height)) == (210, 297)
        assert all(20 <= side <= 25 for side in (page.top, page.bottom))
        assert 30 <= page.left <= 35
        assert 15 <= page.right <= 20
    body = [block for block in document.blocks if block.text]
    assert {run.format.font for block in body for run in block.runs} == {"Times New Roman"}
    assert all(run.format.color in ("", "000000") for block in body for run in block.runs)
    assert not document.traces


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
