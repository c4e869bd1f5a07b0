"""A run that is broken off goes on where it was, and ends as one that was not."""

import datetime
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import plancheck
from plancheck import pipeline
from plancheck.api.resuming import ResumeError, begun
from tests.cli.scenario import run
from tests.conftest import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.docx"))
OPTIONS: dict[str, Any] = {"select": "LEG", "as_of": "2026-11-22"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, path in enumerate(SAMPLES[:5]):
        (tmp_path / f"{number}.docx").write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the drafts that were really checked."""
    names: list[str] = []
    check: Callable[..., Any] = pipeline.check_bytes

    def counted(data: bytes, name: str, options: pipeline.Options) -> Any:
        names.append(Path(name).name)
        return check(data, name, options)

    monkeypatch.setattr(pipeline, "check_bytes", counted)
    return names


def reports(folder: Path, **more: Any) -> Iterator[Any]:
    return plancheck.check_many(sorted(folder.glob("*.docx")), resume=folder / "p", **{**OPTIONS, **more})


def test_it_goes_on_where_it_was(folder: Path, checks: list[str]) -> None:
    expected = list(plancheck.check_many(sorted(folder.glob("*.docx")), **OPTIONS))
    checks.clear()
    broken = reports(folder)
    assert [next(broken) for _ in range(3)] == expected[:3]
    broken.close()  # type: ignore[attr-defined]
    assert (folder / "p").stat().st_mode & 0o077 == 0
    assert list(reports(folder)) == expected
    assert checks == ["0.docx", "1.docx", "2.docx", "3.docx", "4.docx"]
    assert not (folder / "p").exists()


def test_what_has_changed_is_checked_again(folder: Path, checks: list[str]) -> None:
    broken = reports(folder)
    for _ in range(3):
        next(broken)
    broken.close()  # type: ignore[attr-defined]
    (folder / "1.docx").write_bytes(SAMPLES[6].read_bytes())
    checks.clear()
    files = list(reports(folder))
    assert checks == ["1.docx", "3.docx", "4.docx"]
    assert files == list(plancheck.check_many(sorted(folder.glob("*.docx")), **OPTIONS))


def test_what_may_end_otherwise_is_kept_open(folder: Path, checks: list[str]) -> None:
    paths = [folder / "0.docx", folder / "5.docx"]
    for _ in range(2):
        files = list(plancheck.check_many(paths, resume=folder / "p", **OPTIONS))
        assert [file.error.code if file.error else "" for file in files] == ["", "not-found"]
    (folder / "5.docx").write_bytes(SAMPLES[5].read_bytes())
    files = list(plancheck.check_many(paths, resume=folder / "p", **OPTIONS))
    assert [file.error for file in files] == [None, None]
    assert checks == ["0.docx", "5.docx"]
    assert not (folder / "p").exists()


def test_the_day_is_that_of_the_beginning(folder: Path) -> None:
    first, later = datetime.date(2026, 11, 30), datetime.date(2026, 12, 1)
    broken = reports(folder, today=first, as_of=None)
    next(broken)
    broken.close()  # type: ignore[attr-defined]
    assert begun(folder / "p") == first
    expected = list(plancheck.check_many(sorted(folder.glob("*.docx")), today=first, select="LEG"))
    assert list(reports(folder, today=later, as_of=None)) == expected


def test_what_is_not_of_this_run_is_left_alone(folder: Path) -> None:
    broken = reports(folder)
    next(broken)
    with pytest.raises(ResumeError, match="locked"):
        reports(folder)
    broken.close()  # type: ignore[attr-defined]
    with pytest.raises(ResumeError, match="xóa đi"):
        reports(folder, ignore="LEG-014")
    (folder / "p").write_text("ghi chú")
    with pytest.raises(ResumeError, match="“"):
        reports(folder)
    assert (folder / "p").read_text() == "ghi chú"


@pytest.mark.parametrize("done", [0, 4096 * 8])
def test_the_command_is_killed_and_writes_the_same(folder: Path, done: int) -> None:
    """``done``: bytes of progress after which it is killed."""
    for number in range(5, 20):
        (folder / f"{number:02}.docx").write_bytes(SAMPLES[number % 5].read_bytes())
    ask = [".", "-q", "--select", "LEG", "--fail-on", "never", "--as-of", "2026-11-22", "-j", "1"]
    resumable = [*ask, "--resume", "p", "-o", "a.jsonl"]
    program = "from plancheck.api import resuming; resuming._EVERY = 0; from plancheck.cli.main import main; main()"
    process = subprocess.Popen([sys.executable, "-c", program, *resumable], cwd=folder, stderr=subprocess.DEVNULL)
    while process.poll() is None and not ((folder / "p").exists() and (folder / "p").stat().st_size >= done):
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert not (folder / "a.jsonl").exists()
    code = run(resumable, folder).exit
    assert (code, run([*ask, "-o", "b.jsonl"], folder).exit) == (0, 0)
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()
    assert not (folder / "p").exists()
    (folder / "p").write_text("của người khác")
    outcome = run([*resumable, "--force"], folder)
    assert (outcome.exit, outcome.stderr.count("\n")) == (2, 1)
    assert run([*ask, "--resume", "q", "-o", "q", "--format", "jsonl"], folder).exit == 2
