"""What docs/reports.md shows works, and it names every format."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.report.formats import FORMATS, by_suffix
from tests.cli.scenario import run
from tests.conftest import ROOT
from tests.report import picture

GUIDE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def commands() -> list[str]:
    """Every command line of plancheck in it, those in the jobs included."""
    jobs: list[Any] = [yaml.safe_load(block) for block in blocks("yaml")]
    steps = [step.get("run", "") for step in jobs[0]["jobs"]["drafts"]["steps"]]
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in (*lines, *steps, *jobs[1]["plancheck"]["script"]) if line.startswith("plancheck ")]


@pytest.mark.parametrize("command", commands())
def test_its_commands_work(command: str, tmp_path: Path) -> None:
    (tmp_path / "du-thao").mkdir()
    for name in ("ke-hoach.docx", "du-thao/một.docx"):
        shutil.copyfile(ROOT / "samples" / "copied-draft.docx", tmp_path / name)
    shutil.copyfile(ROOT / "samples" / "province-2012.txt", tmp_path / "du-thao" / "hai.txt")
    outcome = run(command.split()[1:], tmp_path)
    assert outcome.exit == (0 if "--fail-on never" in command else 1)
    assert all(line.startswith("plancheck: Điều kiện xét: ") for line in outcome.stderr.splitlines())
    for name in re.findall(r"[:\s]([\w-]+\.(?:html|sarif|json|xml|md))\b", command):
        assert (tmp_path / name).stat().st_size > 1000


def test_its_jobs_take_what_the_commands_write() -> None:
    assert len(commands()) == 5
    written = {name for command in commands() for name in re.findall(r"\w+:([\w.-]+)", command)}
    github, gitlab = map(json.dumps, map(yaml.safe_load, blocks("yaml")[:2]))
    for name in ("soat.html", "soat.sarif"):
        assert name in written
        assert name in github
    for name in ("soat.html", "soat.xml", "quality.json"):
        assert name in written
        assert name in gitlab


def test_it_names_every_format_and_its_file_names() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| *(?:`(\.\w+)`)? *\|$", GUIDE, re.MULTILINE))
    assert set(rows) == set(FORMATS)
    assert all(by_suffix("a" + suffix) == name for name, suffix in rows.items() if suffix)


def test_the_picture_can_be_taken_and_is_small(tmp_path: Path) -> None:
    picture.take(tmp_path / "report.png")
    for file in (tmp_path / "report.png", picture.PICTURE):
        data = file.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) > 50_000
    assert picture.PICTURE.stat().st_size < 200_000
