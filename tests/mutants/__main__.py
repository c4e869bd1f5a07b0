"""``python -m tests.mutants --sample 60 --seed 1``: put faults in one at a time and see whether the tests notice.

First the drafts of ``tests/snapshots`` and the tests are run once to learn which lines each of them runs (``--known
FOLDER`` keeps that for the next time); then each fault is tried, in a process of its own, by the drafts that run its
line, the quick ones first, and then by such tests, until something is told otherwise or a test fails. What survives is
listed with its place and the fault; ``equivalent.yaml`` names those that change nothing, and why. Drafts and most tests
take well under a second for a fault; to learn takes some ten minutes.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tests.mutants.mutation import ROOT, Mutant, read, sites
from tests.mutants.trial import PYTEST, Known, noticed

if TYPE_CHECKING:
    from tests.mutants.stage import Stage

ROOMS = ("facts", "structure", "engine", "rules")
TESTS = (
    *("tests/facts", "tests/structure", "tests/engine", "tests/rules", "tests/keeper", "tests/told"),
    *("tests/snapshots/test_typing.py", "tests/test_pipeline.py"),
)
_EQUIVALENT = Path(__file__).with_name("equivalent.yaml")


def all_mutants(only: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every fault in the rooms, or in files whose path holds one of some words."""
    for room in ROOMS:
        for file in sorted((ROOT / "plancheck" / room).rglob("*.py")):
            if not only or any(word in str(file.relative_to(ROOT)) for word in only):
                yield from (Mutant(file, number, site) for number, site in enumerate(sites(read(file))))


def learn(folder: Path) -> None:
    """Run the drafts and the tests once and note what they run."""

    folder.mkdir(parents=True, exist_ok=True)
    anew = {**os.environ, "PLANCHECK_CACHE_DIR": ""}
    subprocess.run([sys.executable, "-m", "tests.mutants.corpus", str(folder)], cwd=ROOT, env=anew, check=True)
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutants.plugin", *PYTEST, *TESTS, "-m", "not real"]
    environment = {**os.environ, "MUTANTS_MAP": str(folder)}
    subprocess.run([*command, "--continue-on-collection-errors"], cwd=ROOT, env=environment, check=False)


def staged(known: Known) -> "Stage":
    """The drafts understood without a fault; plancheck is imported no sooner, for what is learned of its import."""
    import tests.conftest  # noqa: F401  # as strict as the tests are
    from tests.mutants.stage import Stage

    return Stage(known.pieces)


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
    parser.add_argument("--known", type=Path, help="folder with what the drafts and tests run; made if it is not there")
    given = parser.parse_args()
    folder = given.known or Path(tempfile.mkdtemp())
    if not (folder / "tests.json").exists():
        print("learning which drafts and tests run what …", flush=True)
        learn(folder)
    same, every = equivalent(), list(all_mutants(given.only))
    chosen = random.Random(given.seed).sample(every, min(given.sample, len(every)))
    ends: Counter[str] = Counter()
    start = time.monotonic()
    asked = [mutant for mutant in chosen if (mutant.place, mutant.change) not in same]
    known = Known(folder)
    stage = staged(known)
    for mutant in asked:
        way = known.way(mutant)
        by = noticed(mutant, way, known, stage)
        ends[bool(by)] += 1
        told = f"noticed by {by}" if by else f"SURVIVES {len(way.pieces)} drafts, {len(way.tests)} tests"
        where = f"{mutant.place}:{mutant.site.line} {mutant.site.name}"
        print(f"{where} [{mutant.site.kind}] {mutant.change}\n    {told}", flush=True)
    share = ends[True] / len(asked) if asked else 1.0
    print(f"{len(every)} faults, {len(chosen)} chosen: {ends[True]} of {len(asked)} noticed ({share:.0%}), "
          f"{len(chosen) - len(asked)} change nothing; {time.monotonic() - start:.0f} s")  # fmt: skip
    return 1 if ends[False] else 0


if __name__ == "__main__":
    sys.exit(main())
