"""One fault tried in a process of its own: by the drafts that run its line, and by the tests that do."""

import contextlib
import json
import os
import pickle
import resource
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.mutants import corpus
from tests.mutants.graft import graft
from tests.mutants.mutation import ROOT, Mutant
from tests.mutants.reached import Reached

if TYPE_CHECKING:
    from tests.mutants.stage import Stage

PYTEST = ("-p", "no:cacheprovider", "-n", "0", "-q", "-W", "ignore", "-o", "filterwarnings=")
_SECONDS = (60.0, 6.0)
"""How long the files of tests for one fault may take by what they took before, those of its module and others; the
longest are left out."""
_PATIENCE = 90
"""Seconds of processor after which a fault is taken to make an endless loop."""
_MEMORY = 4 << 30
_ROOMS = 6.0
"""Seconds of the rooms of drafts that are read whole where rules and knowledge must be made anew."""


class Way(NamedTuple):
    """What is tried on a fault, in this order."""

    pieces: Sequence[int]
    tests: Sequence[str]
    anew: bool
    """Whether it runs when rules and knowledge are made: all that was made by then must be made with it."""


class Known:
    """What was learned of the drafts and tests."""

    def __init__(self, folder: Path) -> None:
        self.pieces: list[corpus.Piece] = pickle.loads((folder / "drafts.pickle").read_bytes())
        self.seconds: dict[str, float] = json.loads((folder / "tests.json").read_text("utf-8"))
        self._drafts = Reached(folder / "drafts.coverage")
        self._tests = Reached(folder / "tests.coverage")

    def way(self, mutant: Mutant) -> Way:
        """What may notice a fault: drafts and tests that run its line, those of its module and the quick first.

        What runs when modules are imported is seen in all that runs its module.
        """
        drafts = self._drafts.by(mutant.file, mutant.site.line)
        tests = self._tests.by(mutant.file, mutant.site.line)
        judging = mutant.file.relative_to(ROOT).parts[1] in ("engine", "rules")
        anew = corpus.MAKING in drafts and (judging or bool(mutant.site.name))
        if corpus.MAKING in drafts:
            drafts = self._drafts.of(mutant.file) - {corpus.MAKING}
            tests |= self._tests.of(mutant.file)
        pieces = sorted(map(int, drafts), key=lambda at: self._order(mutant, at))
        return Way(pieces, chosen(mutant, tests, self.seconds), anew)

    def _order(self, mutant: Mutant, at: int) -> tuple[bool, float]:
        piece = self.pieces[at]
        return f"facts-{mutant.file.stem}-" not in f"{piece.room}-", piece.seconds

    def rooms(self, pieces: Sequence[int]) -> list[str]:
        """Tests of whole rooms of drafts, the quick ones of those that have some pieces."""
        seconds: dict[str, float] = {}
        for each in self.pieces:
            seconds[each.room] = seconds.get(each.room, 0.0) + each.seconds
        rooms, left = [], _ROOMS
        for room in sorted({self.pieces[at].room for at in pieces} or seconds, key=lambda room: seconds[room]):
            left -= seconds[room]
            if left > 0:
                rooms.append(f"tests/snapshots/test_snapshots.py::{_test_of(room)}[{room}]")
        return rooms


def _test_of(room: str) -> str:
    return f"test_what_is_understood{'_of_varied_drafts' if room.startswith('varied-') else ''}"


def chosen(mutant: Mutant, running: Collection[str], seconds: Mapping[str, float]) -> list[str]:
    """The files of tests that are tried on a fault: of its module, and of those that run it as many as time allows."""
    ranked = ((_rank(mutant, file), taken, file) for file, taken in seconds.items())
    chosen, left = [], list(_SECONDS)
    for rank, taken, file in sorted(each for each in ranked if each[0] == 0 or each[2] in running):
        if taken <= left[rank]:
            left[rank] -= taken
            chosen.append(file)
    return chosen


def _rank(mutant: Mutant, file: str) -> int:
    """0 for the tests of the fault's module, 1 for others."""
    return 0 if file.endswith(f"/test_{mutant.file.stem}.py") else 1


def noticed(mutant: Mutant, way: Way, known: Known, stage: "Stage") -> str:
    """What notices a fault; empty where nothing does."""
    if way.anew:
        return _apart(mutant, [*known.rooms(way.pieces), *way.tests])

    def trying(tell: Callable[[str], None]) -> None:
        os.environ["PLANCHECK_CACHE_DIR"] = ""  # what was kept there was made without the fault
        try:
            if not graft(mutant):
                tell(_APART)
                return
            first = stage.differing(mutant, way.pieces)
        except Exception as error:
            first = f"a draft: {error!r:.80}"
        if first:
            tell(first)
        elif way.tests and (failed := failing(way.tests)):
            tell(failed)

    told = forked(trying)
    return _apart(mutant, [*known.rooms(way.pieces), *way.tests]) if told == _APART else told


_APART = "it can't be put into modules that are imported"


def _apart(mutant: Mutant, tests: Sequence[str]) -> str:
    """The same where it is imported with the module."""
    environment = {**os.environ, "MUTANT": f"{mutant.place}:{mutant.number}", "PLANCHECK_CACHE_DIR": ""}
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutants.plugin", *PYTEST, "-x", *tests]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=10 * _PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return "an endless loop"
    if not done.returncode:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failed[0][:120] if failed else f"pytest: {done.returncode}"


class _First:
    """The first test that fails."""

    name = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.name = self.name or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.name = self.name or report.nodeid


def failing(tests: Sequence[str]) -> str:
    """The first test that fails; empty if none does."""
    first = _First()
    code = pytest.main([*PYTEST, "-x", *tests], plugins=[first])
    return first.name or ("" if code == 0 else f"pytest: {code}")


def forked(work: Callable[[Callable[[str], None]], None]) -> str:
    """Do work in a process of its own, and give what it tells."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        code = 1
        try:
            _alone()
            work(lambda told: os.write(writing, told.encode("utf-8", "replace")[:4000]) and None)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    ready, _, _ = select.select([reading], [], [], 10 * _PATIENCE)
    told = os.read(reading, 4096).decode("utf-8", "replace") if ready else ""
    os.close(reading)
    if not ready:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return told or ("" if status == 0 else "an endless loop" if os.WIFSIGNALED(status) else "an error")


def _alone() -> None:
    """A group of its own, quiet and within limits."""
    os.setpgid(0, 0)
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
