"""The backstop behind the budget: time and memory of one draft, where the system can bound them."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plancheck import limits
from plancheck.api.checking import Checker
from plancheck.api.drafts import Draft
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
SAMPLE = ROOT / "samples" / "province-2022.txt"


@pytest.fixture
def confined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_confined", True)


def busy() -> None:
    while True:
        pass


def surviving() -> None:
    """Go on after a failure, as the pipeline does when a recogniser breaks."""
    with limits.deadline(0.05):
        try:
            busy()
        except Exception:
            busy()


@pytest.mark.usefixtures("confined")
def test_what_takes_too_long_is_stopped_even_where_failures_are_survived() -> None:
    with pytest.raises(limits.OutOfTimeError):
        surviving()


@pytest.mark.usefixtures("confined")
def test_a_draft_that_takes_too_long_is_told_and_the_next_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    checker = Checker()
    draft = Draft("kh.txt", SAMPLE)
    assert checker.check(draft).error is None
    monkeypatch.setattr(limits, "SECONDS", 0.001)
    error = checker.check(draft).error
    assert error is not None
    assert error.code == "too-costly"
    assert "\n" not in error.message
    monkeypatch.undo()
    assert checker.check(draft).error is None


def test_another_program_s_process_is_left_alone() -> None:
    with limits.deadline(0.0):
        sum(range(100_000))


@pytest.mark.usefixtures("confined")
def test_another_thread_is_left_alone() -> None:
    done: list[int] = []

    def work() -> None:
        with limits.deadline(0.000001):
            done.append(sum(range(100_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


def test_memory_is_bounded_and_told(tmp_path: Path) -> None:
    script = (
        "import resource; from plancheck import limits; limits.confine(); "
        "assert resource.getrlimit(resource.RLIMIT_AS)[0] <= limits.MEMORY; "
        "from plancheck.api import checking; from plancheck import pipeline; "
        "pipeline.check_bytes = lambda *_: bytearray(4 << 30); "
        "print(checking.Checker().check(checking.Draft('a', None, b'x')).error.code)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "too-costly"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no memory this way")
def test_what_is_opened_for_a_person_has_the_memory_it_wants(tmp_path: Path) -> None:
    (tmp_path / "xdg-open").write_text('#!/bin/sh\nulimit -v > "$1"\n')
    (tmp_path / "xdg-open").chmod(0o755)
    shown = tmp_path / "shown"
    script = (
        "import resource, sys; from pathlib import Path; from plancheck import limits; limits.confine(); "
        "from plancheck.desktop import show; sys.platform = 'linux'; show.opened(Path(sys.argv[1])); "
        "assert resource.getrlimit(resource.RLIMIT_AS)[0] <= limits.MEMORY"
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([sys.executable, "-c", script, str(shown)], cwd=ROOT, check=True, env=environment)
    assert (
        shown.read_text().strip()
        == subprocess.run(["sh", "-c", "ulimit -H -v"], capture_output=True, text=True, check=True).stdout.strip()
    )


_SERIES = """
from pathlib import Path
from tests.hostile import headers
from plancheck.pipeline import check_bytes

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

large = headers(36)
assert check_bytes(large, "a.docx").error is None
before = held()
for _ in range(2):
    check_bytes(large, "a.docx")
print(held() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells what a process holds")
def test_what_a_large_draft_took_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", _SERIES], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 32 << 20
