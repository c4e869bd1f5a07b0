"""``python -m tests.mutants --sample 60 --seed 1``: put faults in one at a time and see whether the tests notice.

First the tests are run once to learn which functions each of them runs (``--map FILE`` keeps that for the next time);
then each fault is tried by the tests that run its function, those named like its module and the quick ones first, until
one fails. What survives is listed with its place and the fault; ``equivalent.yaml`` names those that change nothing,
and why.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.mutants.mutation import Site, mutated, read, sites

ROOT = Path(__file__).parents[2]
ROOMS = ("facts", "structure", "engine", "rules")
TESTS = (
    *("tests/facts", "tests/structure", "tests/engine", "tests/rules", "tests/snapshots", "tests/edges"),
    *("tests/keeper", "tests/test_pipeline.py"),
    *(f"tests/{drafts}" for drafts in ("form", "letterhead", "offices", "papers", "peers", "sentences", "wild")),
)
_EQUIVALENT = Path(__file__).with_name("equivalent.yaml")
_KEEN = ("tests/snapshots/", "tests/edges/")
"""Tests that see most of what a fault changes."""
_SECONDS = (30.0, 30.0, 12.0)
"""How long the tests of one fault may take by what they took before, of its module, those that see most, and others;
the longest are left out."""
_PATIENCE = 8
_KEPT = ("topics", "lexicon", "patterns", "vocabulary")
"""Modules whose work is kept in the cache from run to run, as that of the rules is: there it must be done anew."""


class Mutant(NamedTuple):
    """A fault in a file."""

    file: Path
    number: int
    site: Site

    @property
    def name(self) -> str:
        """Where it is, as in a report."""
        return f"{self.file.relative_to(ROOT)}:{self.site.line}"

    @property
    def change(self) -> str:
        """The line before and after."""
        return mutated(read(self.file), self.number)[1]


def all_mutants(only: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every fault in the rooms, or in files whose path holds one of some words."""
    for room in ROOMS:
        for file in sorted((ROOT / "plancheck" / room).rglob("*.py")):
            if not only or any(word in str(file.relative_to(ROOT)) for word in only):
                yield from (Mutant(file, number, site) for number, site in enumerate(sites(read(file))))


def learn(target: Path) -> None:
    """Run the tests once and note what they run."""
    environment = {**os.environ, "MUTANTS_MAP": str(target)}
    _pytest([*TESTS, "-m", "not real", "--continue-on-collection-errors"], environment, None)


def covering(mutant: Mutant, tests: dict[str, Any]) -> list[str]:
    """Tests that run the fault's function; of what no test is seen to run, those of its module.

    Those of its module go first, then those that see most, then the quick ones.

    What is made once and kept (at the top of a module, or behind a cache) is run when tests are gathered, or by the
    first of them only, so the tests named like the module go too.
    """
    file = str(mutant.file.relative_to(ROOT))
    place = f"{file}:{mutant.site.name}"

    def running(begins: str, whole: bool) -> list[tuple[int, float, str]]:
        def runs(each: str) -> bool:
            return each == begins or (not whole and each.startswith(begins))

        ranked = ((_rank(mutant, id), id, each) for id, each in tests.items())
        return [
            (rank, each["seconds"], id) for rank, id, each in ranked if rank == 0 or any(map(runs, each["functions"]))
        ]

    held = (mutant.site.name and (running(place, True) or running(f"{place}.", False))) or running(f"{file}:", False)
    chosen, left = [], list(_SECONDS)
    for rank, seconds, id in sorted(held):
        if seconds <= left[rank]:
            left[rank] -= seconds
            chosen.append(id)
    return chosen


def _rank(mutant: Mutant, id: str) -> int:
    """0 for the tests of the fault's module, 1 for those that see most, 2 for others."""
    return 0 if f"/test_{mutant.file.stem}.py::" in id else 1 if id.startswith(_KEEN) else 2


def survives(mutant: Mutant, ids: Sequence[str], seconds: float) -> bool:
    """Whether none of the tests notices; those that see most are run before the others are even gathered."""
    keen, others = ([id for id in ids if (_rank(mutant, id) < 2) is first] for first in (True, False))
    return all(_passes(mutant, each, seconds) for each in (keen, others) if each)


def _passes(mutant: Mutant, ids: Sequence[str], seconds: float) -> bool:
    environment = {**os.environ, "MUTANT": f"{mutant.file.relative_to(ROOT)}:{mutant.number}"}
    if mutant.file.parts[-2] in ("rules", "checks") or mutant.file.stem in _KEPT:
        environment["PLANCHECK_CACHE_DIR"] = ""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(ids))
        listed.flush()
        return _pytest(["-x", f"@{listed.name}"], environment, 60 + _PATIENCE * seconds)


def _pytest(arguments: Sequence[str], environment: dict[str, str], timeout: float | None) -> bool:
    """Whether all tests pass."""
    command = [sys.executable, "-W", "ignore", "-m", "pytest", "-p", "tests.mutants.plugin", "-p", "no:cacheprovider"]
    command += ["-n", "0", "-q", "-o", "filterwarnings=", *arguments]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def equivalent() -> dict[tuple[str, str], str]:
    """Faults that change nothing, by file and change, and why."""
    listed = yaml.safe_load(_EQUIVALENT.read_text(encoding="utf-8")) or []
    return {(each["file"], each["change"]): each["why"] for each in listed}


def main() -> int:
    """Run the campaign and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=(), help="words in the paths of the files")
    parser.add_argument("--map", type=Path, help="which tests run what; made if it is not there")
    given = parser.parse_args()
    target = given.map or Path(tempfile.mkdtemp()) / "map.json"
    if not target.exists():
        print("learning which tests run what …", flush=True)
        learn(target)
    tests = json.loads(target.read_text(encoding="utf-8"))
    known, every = equivalent(), list(all_mutants(given.only))
    chosen = random.Random(given.seed).sample(every, min(given.sample, len(every)))
    killed, same, alive = 0, 0, []
    for mutant in chosen:
        change = mutant.change
        ids = covering(mutant, tests)
        if (str(mutant.file.relative_to(ROOT)), change) in known:
            same += 1
            told = "equivalent"
        elif not ids or survives(mutant, ids, sum(tests[id]["seconds"] for id in ids)):
            alive.append(mutant)
            told = f"SURVIVES {len(ids)} tests"
        else:
            killed += 1
            told = "killed"
        print(f"{told:18} {mutant.name} {mutant.site.name}: {change}", flush=True)
    tried = killed + len(alive)
    share = killed / tried if tried else 1.0
    print(f"{len(every)} faults, {len(chosen)} tried: {killed} of {tried} noticed ({share:.0%}), {same} change nothing")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
