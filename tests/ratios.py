"""Ratios that must not get worse: ``python -m tests.ratios``, a step of continuous integration.

Each is what plancheck takes of the processor, or holds in memory, beside something run in turn with it. One that is
more than LOSS above what is kept in ``ratios.json`` for this version of Python on this kind of processor is measured
anew, with more pairs; when it is so each time, that is a loss, and the step fails. Elsewhere the ratios are only told:
they differ between processors by more than that. After a change that is meant to cost, or that has gained:
``python -m tests.ratios --accept`` keeps the highest of what is measured now; commit the file, with the reason.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plancheck.pipeline import Options, check_bytes
from plancheck.prebuilt import prebuilt
from tests.installed import lay_out
from tests.measuring import Process, as_docx, command, imports, in_turn, otherwise, python_docx
from tests.real import ROOT

KEPT = Path(__file__).with_name("ratios.json")
LOSS = 0.15
TRIES = 4
"""Of a ratio that is too high, and of one to be kept."""
PLAN = ROOT / "samples" / "province-2012.txt"
SAMPLE = ROOT / "samples" / "province-2026.docx"
CPUS = Path("/proc/cpuinfo")

Ratios = Mapping[str, float]


class Measure(NamedTuple):
    """A ratio, and how to take it over so many pairs."""

    name: str
    pairs: int
    take: Callable[[int], float]


def measures(home: Path) -> Iterator[Measure]:
    """All that are kept, of the plancheck that lies at ``home`` with what is built when it is packed."""
    bare = imports(home)

    def start(name: str, pairs: int, ours: Process) -> Measure:
        return Measure(f"{name} / imports", pairs, lambda pairs: in_turn(ours, bare, pairs).ratio())

    yield start("check without any cache", 7, command(str(SAMPLE), home=home))
    yield start("--version", 3, command("--version", home=home))
    yield start("--help", 3, command("--help", home=home))
    yield start("explain", 3, command("explain", "SEC-001", home=home))
    yield start("law", 3, command("law", "30/2020/NĐ-CP", home=home))
    yield Measure(
        "memory of a check / of imports", 1, lambda _: command(str(SAMPLE), home=home).memory() / bare.memory()
    )

    lines = [line for line in PLAN.read_text("utf-8").splitlines() if line.strip()]
    plan, sample, number = as_docx(lines), SAMPLE.read_bytes(), iter(range(1 << 30))

    def unseen(pairs: int) -> float:
        drafts = iter([as_docx(otherwise(lines, next(number))) for _ in range(pairs + 1)])
        return in_turn(lambda: checked(next(drafts)), lambda: python_docx(plan), pairs).ratio()

    yield Measure(
        "warm check / python-docx, text",
        20,
        lambda pairs: in_turn(lambda: checked(plan), lambda: python_docx(plan), pairs).ratio(),
    )
    yield Measure("warm check of an unseen plan / python-docx, text", 12, unseen)
    yield Measure(
        "warm check of a sample / python-docx, text and styles",
        20,
        lambda pairs: in_turn(lambda: checked(sample), lambda: python_docx(sample, styles=True), pairs).ratio(),
    )


def checked(data: bytes) -> object:
    """A check of a draft whose kind of day does not change with the day of the run."""
    return check_bytes(data, "plan.docx", Options(as_of=20260110))


def home(temporary: Path) -> Path:
    """Where a plancheck lies that has what is built when it is packed: the checkout, if it was installed as it is."""
    return ROOT if prebuilt("rules") is not None else lay_out(temporary)


def machine() -> str:
    """The version of Python and the kind of processor."""
    lines = CPUS.read_text("utf-8").splitlines() if CPUS.exists() else []
    said = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    kind = " ".join(
        said[name] for name in ("model name", "cpu family", "model", "stepping", "cache size") if name in said
    )
    return f"Python {sys.version_info.major}.{sys.version_info.minor}, {kind or platform.machine()}"


def lost(kept: Ratios, now: Ratios) -> list[str]:
    """Names of ratios that are too high, or that are not kept."""
    return [name for name, ratio in now.items() if name not in kept or ratio > kept[name] * (1 + LOSS)]


def highest(measure: Measure) -> float:
    """A ratio: the highest of several tries, for a machine's state moves it too."""
    return max(measure.take(measure.pairs) for _ in range(TRIES))


def settled(measure: Measure, kept: Ratios | None) -> float:
    """A ratio: the least of several tries where the first are too high."""
    least = measure.take(measure.pairs)
    for again in range(1, TRIES):
        if kept is None or not lost(kept, {measure.name: least}):
            break
        least = min(least, measure.take(measure.pairs * (again + 1)))
    return least


def main() -> int:
    """Measure, and compare or keep."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accept", action="store_true", help="keep what is measured now")
    accept = parser.parse_args().accept
    every = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    kept: Ratios | None = None if accept else every.get(machine())
    with tempfile.TemporaryDirectory() as temporary:
        taken = measures(home(Path(temporary)))
        now = {each.name: highest(each) if accept else settled(each, kept) for each in taken}
    for name, ratio in now.items():
        print(f"{name:<55} {ratio:6.2f}" + (f"   kept {kept.get(name, 0):6.2f}" if kept else ""))
    if accept:
        every[machine()] = {name: round(ratio, 3) for name, ratio in now.items()}
        KEPT.write_text(json.dumps(every, indent=1, sort_keys=True) + "\n", "utf-8")
    if kept is None:
        return 0
    worse = lost(kept, now)
    for name in worse:
        print(f"tests.ratios: {name}: more than {LOSS:.0%} above what is kept in {KEPT.name}", file=sys.stderr)
    return int(bool(worse))


if __name__ == "__main__":
    sys.exit(main())
