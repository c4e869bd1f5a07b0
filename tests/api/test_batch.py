"""Many drafts in several processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import plancheck
from plancheck.api.jobs import WORTHWHILE, cores, processes
from tests.conftest import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.docx"))
SABOTAGE = """
import os, signal, sys
if "--multiprocessing-fork" in sys.orig_argv:
    if os.environ["SABOTAGE"] == "start":
        os._exit(9)
    from plancheck.api.checking import Checker
    attempt = Checker.attempt
    def attempt_or_die(self, draft):
        if "exit" in draft.name:
            os._exit(0)
        if "kill" in draft.name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "segv" in draft.name:
            os.kill(os.getpid(), signal.SIGSEGV)
        return attempt(self, draft)
    Checker.attempt = attempt_or_die
"""


def test_the_results_are_those_of_one_process_in_the_same_order() -> None:
    checker = plancheck.Checker(as_of="2026-11-22", select="LEG", language="en")
    drafts = [plancheck.Draft(path.name, path) for path in SAMPLES]
    drafts.insert(1, plancheck.Draft("bytes", None, SAMPLES[0].read_bytes()))
    drafts.insert(2, plancheck.Draft("more bytes", None, SAMPLES[1].read_bytes()))
    drafts.append(plancheck.Draft("missing", Path("missing")))
    expected = [checker.check(draft) for draft in drafts]
    assert list(checker.check_all(drafts, jobs=2)) == expected
    assert expected[-1].error is not None


def test_who_stops_listening_stops_the_processes() -> None:
    checker = plancheck.Checker(select="LEG")
    results = checker.check_all([plancheck.Draft(path.name, path) for path in SAMPLES], jobs=2)
    assert next(results).path == SAMPLES[0].name
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("jobs", "drafts", "expected"),
    [(1, 9, 1), (4, 9, 4), (4, 2, 2), (4, 0, 1), (None, 1, 1), (None, WORTHWHILE * 2 - 1, 1)],
)
def test_how_many_processes(jobs: int | None, drafts: int, expected: int) -> None:
    assert processes(jobs, drafts) == expected
    assert processes(None, 10**6) == cores()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve drafts, three of which kill the process that checks them."""
    (tmp_path / "drafts").mkdir()
    for number in range(12):
        fate = {2: "-exit", 3: "-kill", 7: "-segv"}.get(number, "")
        shutil.copyfile(SAMPLES[number % len(SAMPLES)], tmp_path / "drafts" / f"{number:02}{fate}.docx")
    (tmp_path / "sitecustomize.py").write_text(SABOTAGE, encoding="utf-8")
    return tmp_path


def run(folder: Path, sabotage: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "SABOTAGE": sabotage}
    command = [sys.executable, "-m", "plancheck", "drafts", "-j", "2", "--select", "LEG", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_a_process_that_dies_loses_only_its_draft(folder: Path) -> None:
    result = run(folder, "drafts", "--format", "jsonl", "--lang", "en")
    *files, last = map(json.loads, result.stdout.splitlines())
    assert [file["path"] for file in files] == sorted(f"drafts{os.sep}{path.name}" for path in folder.glob("drafts/*"))
    crashed = {file["path"]: file["error"] for file in files if file["error"]}
    assert [error["code"] for error in crashed.values()] == ["crashed"] * 3
    assert [path[-9:-5] for path in crashed] == ["exit", "kill", "segv"]
    assert "SIGKILL" in crashed[f"drafts{os.sep}03-kill.docx"]["message"]
    assert all(file["coverage"]["evaluated"] for file in files if not file["error"])
    assert last["summary"]["unreadable"] == 3
    assert result.returncode == 2
    *died, conditions = result.stderr.splitlines()
    assert [line.partition(": ")[2].partition(".docx")[0][-4:] for line in died] == ["exit", "kill", "segv"]
    assert conditions == "plancheck: Conditions: only LEG."


def test_where_no_process_can_be_started_this_one_does_the_work(folder: Path) -> None:
    result = run(folder, "start", "--format", "summary", "--fail-on", "never")
    assert result.returncode == 0
    assert "12 tệp;" in result.stdout


def test_an_interrupted_run_ends_quietly_and_leaves_no_process(tmp_path: Path) -> None:
    shutil.copyfile(SAMPLES[0], tmp_path / "000.docx")
    for number in range(1, 400):
        os.link(tmp_path / "000.docx", tmp_path / f"{number:03}.docx")
    process = subprocess.Popen(
        [sys.executable, "-m", "plancheck", ".", "-j", "2", "--format", "jsonl"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"path":"000.docx"')
    os.killpg(process.pid, signal.SIGINT)
    rest, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == b""
    assert b'"summary"' not in rest
    assert ended(process.pid)


def ended(group: int) -> bool:
    """Whether a group of processes is no more; those that were told to end may still be at it."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False
