"""What README.md and README.vi.md show is so."""

import re
import shlex
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from plancheck.rules import load_rules
from tests.cli.scenario import run
from tests.conftest import ROOT

READMES = ("README.md", "README.vi.md")
DRAFT = ROOT / "samples" / "copied-draft.docx"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every `plancheck …` in a table, as typed."""
    return list(dict.fromkeys(each for name in READMES for each in re.findall(r"`(plancheck [^`]+)`", text(name))
                              if "FILE" not in each and "->" not in each and "DIR" not in each))  # fmt: skip


@pytest.mark.parametrize("command", commands())
def test_its_commands_work(command: str, tmp_path: Path) -> None:
    for name in ("draft.docx", "du-thao.docx"):
        shutil.copyfile(DRAFT, tmp_path / name)
    arguments = shlex.split(command)[1:]
    outcome = run(arguments, tmp_path)
    assert outcome.exit in (0, 1), outcome.stderr
    assert outcome.stdout or outcome.stderr
    written = [each.rpartition(":")[2] for before, each in pairwise(arguments)
               if before in ("-o", "--report")]  # fmt: skip
    assert all((tmp_path / each).stat().st_size > 1000 for each in written)


def test_the_report_it_shows_is_the_real_one() -> None:
    (shown,) = re.findall(r"```\n(samples/copied-draft.docx\n.*?)```", text("README.md"), re.DOTALL)
    outcome = run(["samples/copied-draft.docx", "--as-of", "2026-11-22"], ROOT)
    real = outcome.stdout.splitlines()
    position = -1
    for line in shown.splitlines():
        if line.strip() not in ("", "…"):
            position = real.index(line, position + 1)


def test_it_counts_the_rules() -> None:
    rules = load_rules()
    words = {8: "eight", 17: "seventeen", 18: "eighteen", 19: "nineteen"}
    unproved = sum(rule.status == "not-provable" for rule in rules.rules)
    assert f"{len(rules.rules)} rules in {words[len(rules.packs)]} packs" in text("README.md")
    assert f"The {words[unproved]} that no draft can prove" in text("README.md")
    packs = re.findall(r"^\| ([\w, -]+?) \| [A-Z]{3}", text("README.md"), re.MULTILINE)
    assert sorted(pack for row in packs for pack in row.split(", ")) == sorted(rules.packs)


def test_its_links_lead_somewhere() -> None:
    for name in READMES:
        for target in re.findall(r"\]\(([^)#]+)\)", text(name)):
            assert (ROOT / target).exists(), f"{name}: {target}"
