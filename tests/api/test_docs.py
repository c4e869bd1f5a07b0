"""What docs/api.md shows is what happens."""

import doctest
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(ROOT / "samples" / "copied-draft.docx", tmp_path / "ke-hoach.docx")
    monkeypatch.chdir(tmp_path)
    page = ROOT / "docs" / "api.md"
    failed, run = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert (failed, run > 10) == (0, True)
