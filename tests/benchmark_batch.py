"""Throughput of many drafts in one process and in several: ``python -m tests.benchmark_batch [DRAFTS [PROCESSES]]``.

Both check the same drafts, no two alike, in turn and write JSON lines; the best of three rounds counts. Then what a
second run takes by what the first remembered, and what memory the program and the largest of its processes hold for few
and for many drafts. By the clock it tells the truth when nothing else runs.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from plancheck.api.jobs import cores
from tests.archive import write
from tests.real import ROOT

ROUNDS = 3
PROGRAM = """
import resource, sys
from plancheck.cli.main import run
code = run(sys.argv[1:])
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(sum(each.ru_utime + each.ru_stime for each in used), *(each.ru_maxrss >> 10 for each in used))
sys.exit(code)
"""
"""Says the seconds of processor it took, and how many MB itself and the largest of its processes held at most."""


class Cost(NamedTuple):
    """Seconds by the clock and by all processors together, and MB."""

    seconds: float
    cpu: float
    own: int
    others: int


def run(folder: Path, jobs: int, *more: str) -> Cost:
    """What a check of a folder takes."""
    options = ["-j", str(jobs), "--fail-on", "never", "--format", "jsonl", "-o", os.devnull, "-q", *more]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), *options],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    cpu, own, others = done.stdout.split()
    return Cost(time.perf_counter() - start, float(cpu), int(own), int(others))


def fill(folder: Path, count: int) -> Path:
    """A folder with so many drafts."""
    folder.mkdir()
    write(folder, count)
    return folder


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    many = int(sys.argv[2]) if len(sys.argv) > 2 else cores()
    with tempfile.TemporaryDirectory() as temporary:
        few, drafts = fill(Path(temporary, "few"), count // 10), fill(Path(temporary, "drafts"), count)
        memory = {(jobs, count // 10): run(few, jobs) for jobs in (1, many)}
        rounds = [(run(drafts, 1), run(drafts, many)) for _ in range(ROUNDS)]
        memory |= {(1, count): rounds[0][0], (many, count): rounds[0][1]}
        one, several = (min(each[side].seconds for each in rounds) for side in (0, 1))
        print(f"{count} drafts: {count / one:.1f} a second in one process, {count / several:.1f} in {many}")
        print(f"ratio {one / several:.2f} (two processes on two cores: at least 1.9)")
        one, several = (min(each[side].cpu for each in rounds) for side in (0, 1))
        print(f"ratio {one / several * many:.2f} by processor time, if no other program wanted the cores")
        remembered = ("--remember", str(Path(temporary, "remembered")))
        first, second = (run(drafts, 1, *remembered) for _ in range(2))
        print(
            f"a second run takes {second.cpu / first.cpu:.3f} of the first, {second.cpu / count * 1000:.1f} ms a draft"
        )
        for (jobs, number), cost in sorted(memory.items()):
            print(f"{jobs} process(es), {number} drafts: {cost.own} MB, in the largest other {cost.others} MB")


if __name__ == "__main__":
    main()
