"""Annotated and corrected files opened by another program: the text is the draft's, comments and changes are there."""

import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from plancheck.api import Checker, Draft
from plancheck.reading import read
from plancheck.review.annotate import annotate
from samples.convert import as_docx
from tests.review.revisions import W, settled
from tests.review.test_fix import corrected, parts_of

NAMES = ("copied-draft", "district-2018", "province-2012", "province-2022", "province-2026")
SAMPLES = Path(__file__).parents[2] / "samples"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def draft(name: str) -> bytes:
    """A sample with slips, as a Word file."""
    text = (SAMPLES / f"{name}.xml").read_text("utf-8")
    text = re.sub("<number>Số: *[0-9]*/", "<number>Số: 6 /", text).replace("Độc lập - Tự", "Độc lập – Tự")
    return as_docx(etree.fromstring(text.encode()), name)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file in its versions, saved by LibreOffice as flat OpenDocument."""
    folder = tmp_path_factory.mktemp("office")
    checker = Checker(as_of="2026-11-22")
    for name in NAMES:
        data = draft(name)
        report = checker.check(Draft(name, None, data))
        done = corrected(data, name, suggest=True, as_of="2026-11-22")
        versions = {
            "original": data,
            "annotated": annotate(data, read(data), report.findings, checker.rules, "2026-11-22", "vi").data,
            "tracked": done.data,
            "rejected": settled(done.data, accept=False),
            "accepted": settled(done.data, accept=True),
            "plain": corrected(data, name, suggest=True, tracked=False, as_of="2026-11-22").data,
        }
        for version, content in versions.items():
            (folder / f"{name}.{version}.docx").write_bytes(content)
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "fodt", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


def root(folder: Path, name: str, version: str) -> etree._Element:
    return etree.parse(folder / f"{name}.{version}.fodt", etree.XMLParser(huge_tree=True)).getroot()


def shown(document: etree._Element, without: str = "deletion") -> list[str]:
    """Paragraphs of the body, comments apart, without the text of one kind of tracked change."""
    regions = {
        region.get(f"{TEXT}id"): next(iter(region)).tag.removeprefix(TEXT)
        for region in document.iter(f"{TEXT}changed-region")
    }
    found: list[list[str]] = []
    hidden = 0
    for event, element in etree.iterwalk(document.find(f"{OFFICE}body"), events=("start", "end")):
        if any(each.tag in (f"{OFFICE}annotation", f"{TEXT}tracked-changes") for each in _around(element)):
            if event == "end" and element.tag == f"{OFFICE}annotation" and not hidden:
                found[-1].append(element.tail or "")
            continue
        if event == "start":
            if element.tag in (f"{TEXT}p", f"{TEXT}h"):
                found.append([])
            kind = regions.get(element.get(f"{TEXT}change-id") or "")
            if kind == without:
                hidden += {f"{TEXT}change-start": 1, f"{TEXT}change-end": -1}.get(element.tag, 0)
            if found and not hidden:
                found[-1].append(" " if element.tag == f"{TEXT}s" else element.text or "")
        elif found and not hidden:
            found[-1].append(element.tail or "")
    texts = (" ".join("".join(pieces).split()) for pieces in found)
    return [text for text in texts if text]


def _around(element: etree._Element) -> list[etree._Element]:
    return [element, *element.iterancestors()]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_draft_s(opened: Path, name: str) -> None:
    original = shown(root(opened, name, "original"))
    assert shown(root(opened, name, "annotated")) == original
    assert shown(root(opened, name, "rejected")) == original
    accepted = shown(root(opened, name, "accepted"))
    assert accepted == shown(root(opened, name, "plain"))
    assert accepted == shown(root(opened, name, "tracked"))
    assert original == shown(root(opened, name, "tracked"), "insertion")
    assert accepted != original


@pytest.mark.parametrize("name", NAMES)
def test_comments_are_on_their_words(opened: Path, name: str) -> None:
    document = root(opened, name, "annotated")
    comments = list(document.iter(f"{OFFICE}annotation"))
    written = etree.fromstring(parts_of((opened / f"{name}.annotated.docx").read_bytes())["word/comments.xml"])
    assert len(comments) == len(list(written.iter(f"{W}comment")))
    assert {comment.findtext(CREATOR) for comment in comments} == {"plancheck"}
    number = next(comment for comment in comments if "FMT-005: Số" in "".join(comment.itertext()))
    ends = {end.get(f"{OFFICE}name"): end for end in document.iter(f"{OFFICE}annotation-end")}
    end = ends[number.get(f"{OFFICE}name")]
    between = document.xpath(
        "//text()[preceding::*[@*[name()='office:name']=$n] and following::*[name()='office:annotation-end' and "
        "@*[name()='office:name']=$n] and not(ancestor::*[name()='office:annotation'])]",
        n=number.get(f"{OFFICE}name"),
    )
    assert end is not None
    assert "".join(between).strip().startswith("Số: 6 /")


@pytest.mark.parametrize("name", NAMES)
def test_changes_are_tracked(opened: Path, name: str) -> None:
    document = root(opened, name, "tracked")
    regions = [region for changes in document.iter(f"{TEXT}tracked-changes") for region in changes]
    authors = {creator.text for region in regions for creator in region.iter(CREATOR)}
    suggested = set() if name == "province-2026" else {"plancheck (gợi ý)"}  # all its slips are put right for certain
    assert authors == {"plancheck"} | suggested
    kinds = {next(iter(region)).tag for region in regions}
    assert (
        {f"{TEXT}insertion", f"{TEXT}deletion"}
        <= kinds
        <= {f"{TEXT}{kind}" for kind in ("insertion", "deletion", "format-change")}
    )
