"""Looks set as the form rules ask, as tracked format changes: accepted they pass, rejected the draft is back."""

import io
import zipfile

import pytest
from lxml import etree

from plancheck.api import Draft
from plancheck.document import Document, RunFormat
from plancheck.reading import read
from plancheck.rules import load_rules
from plancheck.rules.examples import make
from tests.review.test_fix import checker, corrected, settled, texts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = ("rPr", "pPr", "sectPr")


def rejected(data: bytes) -> bytes:
    """The file with every format change taken back, and every change of text too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(settled(data, accept=False))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("document.xml"):
                root = etree.fromstring(content)
                for kind in PROPERTIES:
                    for change in list(root.iter(f"{W}{kind}Change")):
                        properties = change.getparent()
                        assert properties is not None
                        kept = [each for each in properties if each.tag in _KEPT]
                        properties[:] = [*kept, *change[0]]
                content = etree.tostring(root)
            new.writestr(name, content)
    return out.getvalue()


_KEPT = {W + name for name in ("headerReference", "footerReference", "sectPr")}


def looks(document: Document) -> list[RunFormat]:
    """The look of each character of the body: taking a change of text back may leave its run cut in pieces."""
    runs = (run for block in document.blocks if block.part == "body" for run in block.runs)
    return [run.format for run in runs for _ in range(run.start, run.end)]


def first_bad_example(rule: str) -> tuple[bytes, str]:
    known = load_rules().get(rule)
    assert known is not None
    example = next(each for each in known.examples if each.outcome == "fail")
    day = str(example.as_of)
    return make(known, example), f"{day[:4]}-{day[4:6]}-{day[6:]}" if example.as_of else ""


@pytest.mark.parametrize(
    "rule",
    [
        "FMT-020",
        "FMT-021",
        "FMT-022",
        "FMT-050",
        "FMT-058",
        "FMT-066",
        "FMT-068",
        "FMT-077",
        "FMT-078",
        "PTY-015",
        "PTY-018",
    ],
)
def test_a_look_is_set_and_can_be_taken_back(rule: str) -> None:
    data, day = first_bad_example(rule)
    done = corrected(data, "a.docx", as_of=day)
    assert rule in {each.rule for each in done.layout}
    after = checker(day).check(Draft("a.docx", None, done.plain))
    assert rule not in {finding.rule for finding in after.findings}
    assert [text for text in texts(data) if text not in texts(done.data)] == [change.before for change in done.changes]
    assert texts(rejected(done.data)) == texts(data)
    back, before = read(rejected(done.data), "a.docx"), read(data, "a.docx")
    assert back.pages == before.pages
    assert [block.format for block in back.blocks if block.part == "body"] == [
        block.format for block in before.blocks if block.part == "body"
    ]
    assert looks(back) == looks(before)
    identities = [
        node.get(f"{W}id")
        for node in etree.fromstring(zipfile.ZipFile(io.BytesIO(done.data)).read("word/document.xml")).iter()
        if node.tag in {f"{W}{kind}Change" for kind in PROPERTIES}
    ]
    assert len(identities) == len(set(identities))
