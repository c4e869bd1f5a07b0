"""“Soát kế hoạch” in a headless LibreOffice: comments at the right words, safe corrections tracked."""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from plancheck import check
from plancheck.desktop.libreoffice import packed
from tests.cli.scenario import run
from tests.real import ROOT

DRAFT = ROOT / "samples" / "copied-draft.docx"
PYTHON = "/usr/bin/python3"
"""The one that LibreOffice's own library is for."""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that whoever installs the extension may write to."""
    with tempfile.TemporaryDirectory(prefix="plancheck") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def added(extension: Path, profile: Path) -> bool:
    """Whether LibreOffice has taken an extension; its program for that refuses root, as whom containers run."""
    extension.chmod(0o644)
    nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    command = [
        "unopkg",
        "add",
        "--force",
        "--suppress-license",
        f"-env:UserInstallation=file://{profile}",
        str(extension),
    ]
    environment = {**os.environ, "HOME": str(extension.parent)}
    return (
        subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False, **nobody).returncode
        == 0
    )  # type: ignore[call-overload,no-any-return]


def install(home: Path, command: list[str]) -> Path:
    """A profile with the extension.

    Some builds of LibreOffice (Debian's 7.4.7-1+deb12u14) refuse every extension that holds configuration, whatever it
    is: there the component is installed alone, and its menu and its address are written into the profile.
    """
    extension = home / "plancheck.oxt"
    extension.write_bytes(packed(command))
    if added(extension, home / "profile"):
        return home / "profile"
    with zipfile.ZipFile(extension) as whole:
        entries = {name: whole.read(name).decode() for name in whole.namelist()}
    manifest = entries["META-INF/manifest.xml"]
    entries["META-INF/manifest.xml"] = re.sub(r'<manifest:file-entry[^>]*configuration-data"/>', "", manifest)
    bare = home / "bare.oxt"
    with zipfile.ZipFile(bare, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    profile = home / "other"
    assert added(bare, profile)
    items = []
    for name in ("Addons.xcu", "ProtocolHandler.xcu"):
        for node in ElementTree.fromstring(entries[name].encode()):
            inner = ElementTree.tostring(node, encoding="unicode")
            items.append(f'<item oor:path="/org.openoffice.Office.{name.removesuffix(".xcu")}">{inner}</item>')
    written = "".join(items)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{written}</oor:items>",
        encoding="utf-8",
    )
    return profile


@pytest.mark.alone
def test_the_open_document_is_commented_and_corrected(home: Path, tmp_path: Path) -> None:
    starter = home / "plancheck"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plancheck "$@"\n')
    starter.chmod(0o755)
    profile = install(home, [str(starter)])
    draft = tmp_path / "draft.docx"
    draft.write_bytes(DRAFT.read_bytes())
    copy = tmp_path / "copy.docx"
    office = [PYTHON, str(Path(__file__).with_name("office.py")), str(profile), str(draft), str(copy)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLANCHECK_")}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(office, capture_output=True, text=True, timeout=240, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    state = json.loads(done.stdout)

    assert state["offered"]["answers"]
    assert "Soát kế hoạch" in state["offered"]["menu"]
    assert state["offered"]["tool"] == "vnd.plancheck:review"

    found = check(copy).files[0].findings
    before = {each.rule: each.quote for each in check(draft).files[0].findings}
    comments = state["first"]["comments"]
    assert {each["author"] for each in comments} == {"plancheck"}
    by_rule = {match[1]: each for each in comments if (match := re.match(r"[^:]* (\w+-\d+): ", each["text"]))}
    checked = 0
    for finding in found:
        each = by_rule.get(finding.rule)
        alike = [other for other in found if other.rule == finding.rule]
        corrected = before.get(finding.rule, finding.quote) != finding.quote
        if each and len(alike) == 1 and finding.quote.strip() and finding.place.part == "body" and not corrected:
            assert " ".join(each["words"].split()) == " ".join(finding.quote.split()), finding.rule
            checked += 1
    assert checked >= 15
    assert "LEG-027" not in by_rule, "what is corrected needs no comment"
    assert set(state["first"]["redlines"]) <= {"Insert", "Delete"}
    assert state["first"]["redlines"]
    assert state["first"]["tracking"] is False
    again = [each["text"] for each in state["second"]["comments"]]
    # Comments are replaced; that changes are left to accept is told besides.
    assert {each["text"] for each in comments} <= set(again)
    assert len(again) <= len(comments) + 2
    assert state["second"]["redlines"] == state["first"]["redlines"], "and nothing is corrected again"

    assert "LEG-027" in {each.rule for each in check(DRAFT).files[0].findings}
    assert "LEG-027" not in {each.rule for each in found}
    with zipfile.ZipFile(copy) as archive:
        text = archive.read("word/document.xml").decode()
    assert re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*2015", text, re.DOTALL)


def test_the_extension_is_written_and_is_the_same_each_time(tmp_path: Path) -> None:
    outcome = run(["desktop", "libreoffice"], tmp_path)
    assert outcome.exit == 0
    assert run(["desktop", "libreoffice"], tmp_path).exit == 2, "nothing is written over"
    assert run(["desktop", "libreoffice", "-o", "a.docx"], tmp_path).exit == 2
    data = (tmp_path / "plancheck.oxt").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = archive.read("META-INF/manifest.xml").decode()
        for name in re.findall(r'full-path="([^"]+)"', manifest):
            assert archive.read(name)
        assert Path(json.loads(archive.read("command.json"))[0]).exists()
    assert packed(["plancheck"]) == packed(["plancheck"])
