"""Ratios that matter, each against something run in turn with it: ``python -m tests.benchmark``.

Reads a sample, or a text draft given as argument. Every ratio is the median of pairs, by the clock and by processor
time: where other programs run, trust the latter.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import docx

from plancheck.pipeline import Options, check_bytes
from tests.hostile import SHAPES
from tests.installed import lay_out

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "samples" / "province-2012.txt"
SAMPLE = ROOT / "samples" / "province-2026.docx"
IMPORTS = "importing lxml.etree, click, pydantic, rich.console"
BASELINE = "import lxml.etree, click, pydantic, rich.console"
COMMAND = "import sys; from plancheck.cli.main import main; sys.exit(main())"
"""What the installed ``plancheck`` does."""
LONGER = 100
MANY = 500
UNSEEN = 40
GROWN = (10, 100, 1000)
"""How many times an honest draft's parts are repeated."""
HONEST = {
    "items-repeated": 10, "bases-repeated": 10, "headings-repeated": 3, "tasks-repeated": 3, "steps": 6,
    "parentheses": 6, "bordered-cells": 9, "short-paragraphs": 19, "citations-in-one-paragraph": 180,
    "sentences-in-one-paragraph": 180, "line-of-bodies": 190, "line-of-dates": 190, "line-of-money": 190,
    "short-forms-in-a-plan": 190, "provinces-in-a-plan": 190, "reports-in-a-plan": 190,
}  # fmt: skip
"""Shapes of tests/hostile.py that honest drafts have, and the size of each that is repeated."""


class Cost(NamedTuple):
    """Seconds by the clock and by the processor (user and system, children too)."""

    wall: float
    cpu: float


def cost(action: Callable[[], object]) -> Cost:
    """What it takes to do something once."""
    wall, cpu = time.perf_counter(), processor()
    action()
    return Cost(time.perf_counter() - wall, processor() - cpu)


def processor() -> float:
    """Seconds the processor has spent on this process and on its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def compare(name: str, bound: str, first: Callable[[], object], second: Callable[[], object], pairs: int) -> None:
    """Run two things in turn, once to warm up, and print their medians and the medians of their ratios."""
    first(), second()
    found = [(cost(first), cost(second)) for _ in range(pairs)]
    print(f"{name} ({bound})")
    for clock in Cost._fields:
        ours, theirs = ([getattr(each[side], clock) for each in found] for side in (0, 1))
        ratios = sorted(one / other for one, other in zip(ours, theirs, strict=True))
        print(
            f"  {clock:<4} {statistics.median(ours) * 1000:9.1f} ms {statistics.median(theirs) * 1000:9.1f} ms"
            f"   ratio {statistics.median(ratios):6.2f}   ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            f"   of the least {min(ours) / min(theirs):6.2f}"
        )


def as_docx(lines: list[str]) -> bytes:
    """A .docx with one paragraph for each line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def python_docx(data: bytes, styles: bool) -> list[tuple[str, str]]:
    """Text, and style name if asked, of every paragraph by python-docx."""
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [(p.text, (p.style.name or "") if styles and p.style else "") for p in paragraphs]


def process(*arguments: str, home: Path = ROOT, cache: Path | None = None) -> Callable[[], object]:
    """A Python process, which may keep its bytecode, as an installed program does; without a cache of results."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(home), "PLANCHECK_CACHE_DIR": str(cache or "")}

    def run() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True, cwd=home)

    return run


def starts() -> None:
    """Print what starts of the program cost: installed, and from a checkout that has run before."""
    with tempfile.TemporaryDirectory() as temporary:
        home, cache = lay_out(Path(temporary, "site")), Path(temporary, "cache")
        imports = process("-c", BASELINE, home=home)
        for name, bound, arguments in (
            ("check, installed, without any cache", "at most 2.0, goal 1.5", (str(SAMPLE),)),
            ("--version", "at most 1.2", ("--version",)),
            ("--help", "at most 1.2", ("--help",)),
            ("explain SEC-001", "at most 1.2", ("explain", "SEC-001")),
            ("law 30/2020/NĐ-CP", "at most 1.2", ("law", "30/2020/NĐ-CP")),
        ):
            compare(f"{name}: against {IMPORTS}", bound, process("-c", COMMAND, *arguments, home=home), imports, 15)
        compare(
            f"check, from a checkout: against {IMPORTS}",
            "goal 1.5",
            process("-c", COMMAND, str(SAMPLE), cache=cache),
            imports,
            15,
        )


def grown() -> None:
    """Print what a draft of each shape costs for each of its parts when it grows: the same, however long it is."""
    print("Milliseconds of processor time for each part, repeated " + ", ".join(f"{times} times" for times in GROWN))
    for name, size in HONEST.items():
        shape = SHAPES[name]
        costs = []
        for times in GROWN:
            data = shape.make(size * times)
            costs.append(cost(partial(check_bytes, data, f"x{shape.ending}", Options())).cpu / times)
        print(f"  {name:<28}" + "".join(f"{each * 1000:9.2f}" for each in costs) + f"   {costs[-1] / costs[1]:5.2f}")


def memory() -> float:
    """Most memory held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 10)


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else PLAN
    lines = [line for line in source.read_text("utf-8").splitlines() if line.strip()]
    head, body, tail = lines[:12], lines[12:-14], lines[-14:]
    repeated = [f"{line} {number}" for number in range(LONGER) for line in body]
    data, longer = as_docx(lines), as_docx(head + repeated + tail)
    options = Options(as_of=20120103)

    def check() -> object:
        return check_bytes(data, "plan.docx", options)

    def text_and_styles() -> object:
        return python_docx(data, styles=True)

    def text_alone() -> object:
        return python_docx(data, styles=False)

    starts()
    compare(
        "Warm check of the plan, against python-docx reading text and style names",
        "below 1.0",
        check,
        text_and_styles,
        30,
    )
    compare(
        "Warm check of the plan, against python-docx reading text alone",
        "goal: at most 2.5",
        check,
        text_alone,
        100,
    )
    unseen = iter([as_docx([f"{line} {number}" for line in lines]) for number in range(UNSEEN + 1)])
    compare(
        "Warm check of plans not seen before, against python-docx reading text alone",
        "goal: at most 3",
        lambda: check_bytes(next(unseen), "plan.docx", options),
        text_alone,
        UNSEEN,
    )
    sample = SAMPLE.read_bytes()
    compare(
        "Warm check of a sample with a small style sheet, against python-docx reading text and style names",
        "goal: at most 2.5",
        lambda: check_bytes(sample, "plan.docx", Options()),
        lambda: python_docx(sample, styles=True),
        50,
    )
    before = memory()
    for _ in range(MANY):
        check()
    print(f"Memory after {MANY} more checks: {memory():.0f} MB, before {before:.0f} MB (the same)")
    compare(
        f"Warm check of the plan with its body {LONGER} times, no two paragraphs alike, against the plan",
        f"at most {LONGER * 1.1:.0f}",
        lambda: check_bytes(longer, "plan.docx", options),
        check,
        5,
    )
    grown()


if __name__ == "__main__":
    main()
