"""A bad draft becomes one that is issued: review → the rest by hand → slip → hook → finalize, as a drafter does it."""

import copy
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.text.paragraph import Paragraph
from lxml import html

from plancheck.reading import read
from plancheck.reading.convert import office
from tests.review.revisions import settled
from tests.test_hooks import commit, git

ROOT = Path(__file__).parent.parent.parent
DRAFT = ROOT / "samples" / "copied-draft.docx"
"""A plan for 2027 copied from the one of 2022."""
HAND = yaml.safe_load((Path(__file__).parent / "by-hand.yaml").read_text("utf-8"))
DAY = "2026-11-22"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plancheck(*arguments: str | Path, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "plancheck", *map(str, arguments), "--as-of", DAY],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def findings(path: Path, code: int = 0) -> list[dict[str, Any]]:
    (file,) = json.loads(plancheck("check", path, "--format", "json", code=code))["files"]
    return [each for finding in file["findings"] for each in finding.get("gathers", [finding])]


def paragraphs(document: Any) -> list[Paragraph]:
    """All paragraphs, those of the letterhead and signature tables too."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]


def rewrite(paragraph: Paragraph, text: str) -> None:
    """Give a paragraph another text in the look of its first run."""
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run._element.getparent().remove(run._element)


def typed(data: bytes, edits: list[dict[str, str]]) -> bytes:
    """The file after the drafter's own edits; each must find its words."""
    document = docx.Document(io.BytesIO(data))
    for edit in edits:
        words = edit.get("replace") or edit.get("after") or edit["remove"]
        found = [each for each in paragraphs(document) if words in each.text]
        assert found, words
        for paragraph in found:
            if "replace" in edit:
                rewrite(paragraph, paragraph.text.replace(words, edit["with"]))
            elif "remove" in edit:
                paragraph._element.getparent().remove(paragraph._element)
        if "after" in edit:
            element = copy.deepcopy(found[0]._element)
            found[0]._element.addnext(element)
            rewrite(Paragraph(element, found[0]._parent), edit["add"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def without_comments(data: bytes) -> bytes:
    """The file after Review › Delete All Comments."""
    document = docx.Document(io.BytesIO(data))
    marks = [f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"]
    for mark in list(document.element.body.iter(*marks)):
        mark.getparent().remove(mark)
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/comments"):
            del document.part.rels[name]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repository(folder: Path) -> Path:
    """A repository of plans with the hook on."""
    folder.mkdir()
    git(folder, "init", "--quiet")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    entry = f"env PYTHONPATH={ROOT} {sys.executable} -m {hook['entry']}"
    config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system", "entry": entry}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=folder, capture_output=True, check=True)
    return folder


def test_a_copied_draft_becomes_one_that_may_be_signed(tmp_path: Path) -> None:
    before = findings(DRAFT, code=1)
    assert {"error", "warning", "info"} == {each["severity"] for each in before}

    reviewed = tmp_path / "reviewed.docx"
    plancheck("review", DRAFT, "-o", reviewed)
    marks = read(reviewed.read_bytes(), reviewed.name).traces
    assert {trace.kind for trace in marks} == {"own-comment", "own-insertion", "own-deletion"}
    accepted = settled(reviewed.read_bytes(), accept=True)
    final = tmp_path / "final.docx"
    final.write_bytes(without_comments(typed(accepted, HAND)))
    answered = {rule for edit in HAND for rule in edit.get("answers", "").split(", ") if rule}
    assert answered <= {each["rule"] for each in before}, "an edit answers nothing"
    # What is still blank is filled in on issue.
    assert [each["rule"] for each in findings(final)] == ["FMT-026"]

    slip = tmp_path / "slip.html"
    plancheck("slip", final, "-o", slip)
    page = html.fromstring(slip.read_text("utf-8"))
    rows = page.xpath("//*[@class='item']/@id")
    confirmed = page.xpath("//tr[contains(., 'Chưa đạt ☐')]//span[@class='id']/text()")
    (file,) = json.loads(plancheck("check", final, "--format", "json"))["files"]
    open_ = [each["rule"] for each in file["verdicts"] if each["status"] in ("needs-review", "not-evaluated")]
    assert sorted(each.strip("()") for each in confirmed) == sorted(open_)
    assert sorted(rows) == sorted(each["rule"] for each in file["verdicts"] if each["status"] != "not-applicable")
    assert len(rows) == file["coverage"]["applicable"]
    assert file["coverage"]["evaluated"] + len(open_) == file["coverage"]["applicable"]

    plans = repository(tmp_path / "plans")
    shutil.copyfile(DRAFT, plans / "ke-hoach.docx")
    refused = commit(plans, tmp_path / "home")
    assert refused.returncode == 1
    assert "LEG-014" in refused.stderr
    shutil.copyfile(final, plans / "ke-hoach.docx")
    taken = commit(plans, tmp_path / "home")
    assert taken.returncode == 0, taken.stderr

    # The day it is issued, its number is given and its signer named.
    issued = tmp_path / "issued.docx"
    blank = ("finalize", final, "-o", issued)
    plancheck(*blank, code=1)
    assert not issued.exists()
    plancheck(*blank, "--number", "215", "--date", "2026-11-24", "--signer", "Nguyễn Văn An")
    assert findings(issued) == []
    (file,) = json.loads(plancheck("check", issued, "--format", "json"))["files"]
    assert (file["document"]["number"], file["document"]["date"]) == ("215/KH-UBND", "2026-11-24")
    assert read(issued.read_bytes(), issued.name).traces == ()
    if office():
        assert issued.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
