"""What was found in a draft is kept, and believed as long as nothing has changed."""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import plancheck
from plancheck import cache, pipeline
from tests.conftest import ROOT

SAMPLE = ROOT / "samples" / "province-2022.docx"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the drafts that were really checked."""
    names: list[str] = []
    check: Callable[..., Any] = pipeline.check_bytes

    def counted(data: bytes, name: str, options: pipeline.Options) -> Any:
        names.append(name)
        return check(data, name, options)

    monkeypatch.setattr(pipeline, "check_bytes", counted)
    return names


def test_a_draft_is_checked_once(tmp_path: Path, checks: list[str]) -> None:
    draft = plancheck.Draft("a.docx", tmp_path / "a.docx")
    shutil.copyfile(SAMPLE, tmp_path / "a.docx")
    options: dict[str, Any] = {"as_of": "2026-11-22", "remember": tmp_path / "kept"}
    first = plancheck.Checker(**options).check(draft)
    assert plancheck.Checker(**options).check(draft) == first
    assert checks == ["a.docx"]
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0
    for other in (
        {"language": "en"},
        {"as_of": "2026-11-23"},
        {"ignore": "LEG"},
        {"slim": True},
        {"engine": "reference"},
    ):
        plancheck.Checker(**{**options, **other}).check(draft)
    assert len(checks) == 6
    checker = plancheck.Checker(**options)
    checker.check(draft._replace(name="b.docx"))
    (tmp_path / "a.docx").write_bytes((ROOT / "samples" / "party-2014.docx").read_bytes())
    assert checker.check(draft) != first
    assert checks[6:] == ["b.docx", "a.docx"]


def test_rules_of_ones_own_count(tmp_path: Path, checks: list[str]) -> None:
    pack = tmp_path / "own.yaml"
    text = (ROOT / "tests" / "rules" / "conftest.py").read_text(encoding="utf-8").split('"""')[3]
    for since in ("2026-11", "2026-10"):
        pack.write_text(text.replace("2026-11", since), encoding="utf-8")
        for _ in range(2):
            plancheck.Checker(rules=pack, remember=tmp_path / "kept").check(plancheck.Draft("a.docx", SAMPLE))
    assert len(checks) == 2


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return print, ("evil",)


@pytest.mark.parametrize("poison", ["damaged", "open", "evil", "link"])
def test_what_can_not_be_believed_is_checked_again(
    tmp_path: Path, checks: list[str], poison: str, capsys: pytest.CaptureFixture[str]
) -> None:
    checker = plancheck.Checker(remember=tmp_path / "kept")
    draft = plancheck.Draft("a.docx", SAMPLE)
    first = checker.check(draft)
    (entry,) = (each for each in (tmp_path / "kept").rglob("*") if each.is_file())
    if poison == "damaged":
        entry.write_bytes(entry.read_bytes()[:-9])
    elif poison == "open":
        entry.parent.chmod(0o777)
    elif poison == "evil":
        cache.put(entry, pickle.dumps(Evil()))
    else:
        entry.rename(tmp_path / "elsewhere")
        entry.symlink_to(tmp_path / "elsewhere")
    assert checker.check(draft) == first
    assert len(checks) == 2
    assert "evil" not in capsys.readouterr().out
