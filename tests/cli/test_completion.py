"""What a shell is told when it asks what may come next."""

from pathlib import Path

import pytest

from tests.cli.scenario import run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plancheck ex", ["plain,explain", "file,ex"]),
        ("plancheck --fail", ["plain,--fail-on", "file,--fail"]),
        ("plancheck a.docx --stat", ["plain,--statistics", "file,--stat"]),
        ("plancheck check --fail-on war", ["plain,warning"]),
        ("plancheck check --format js", ["plain,json", "plain,jsonl"]),
        ("plancheck check dra", ["file,dra"]),
        ("plancheck rules li", ["plain,list", "plain,lint"]),
        ("plancheck completion z", ["plain,zsh"]),
    ],
)
def test_bash(words: str, expected: list[str], tmp_path: Path) -> None:
    environment = {
        "_PLANCHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    outcome = run([], tmp_path, environment=environment)
    assert (outcome.exit, outcome.stdout.splitlines(), outcome.stderr) == (0, expected, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_asks_plancheck(shell: str, tmp_path: Path) -> None:
    outcome = run(["completion", shell], tmp_path)
    assert outcome.exit == 0
    assert f"_PLANCHECK_COMPLETE={shell}_complete" in outcome.stdout


def test_another_shell(tmp_path: Path) -> None:
    outcome = run(["completion", "basj"], tmp_path)
    assert outcome.exit == 2
    assert outcome.stderr.endswith("Có phải: bash?\n")
