"""What things cost, and how many times more than others: run in turn, so that what else the machine does costs both."""

import io
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import docx

from tests.real import ROOT

IMPORTS = "import lxml.etree, click, pydantic, rich.console"
"""What any program of this kind imports: the measure of a start."""
COMMAND = "import sys; from plancheck.cli.main import main; sys.exit(main())"
"""What the installed ``plancheck`` does."""


_WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Tells what its child held at most: a child of a larger process would begin with what that holds."""


class Cost(NamedTuple):
    """Seconds by the clock and by the processor (user and system, children too)."""

    wall: float
    cpu: float


class Pairs(NamedTuple):
    """What two things cost each time they were run in turn."""

    ours: tuple[Cost, ...]
    theirs: tuple[Cost, ...]

    def ratios(self, clock: str = "cpu") -> list[float]:
        """How many times as much the first took as the second, ascending."""
        both = zip(self.ours, self.theirs, strict=True)
        return sorted(getattr(one, clock) / getattr(other, clock) for one, other in both)

    def ratio(self) -> float:
        """The median by the processor's time: where other programs run, the clock says little."""
        return statistics.median(self.ratios())


def cost(action: Callable[[], object]) -> Cost:
    """What it takes to do something once."""
    wall, cpu = time.perf_counter(), processor()
    action()
    return Cost(time.perf_counter() - wall, processor() - cpu)


def processor() -> float:
    """Seconds the processor has spent on this process and on its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def in_turn(first: Callable[[], object], second: Callable[[], object], pairs: int) -> Pairs:
    """Run two things in turn, once to warm up."""
    first(), second()
    found = [(cost(first), cost(second)) for _ in range(pairs)]
    return Pairs(tuple(one for one, _ in found), tuple(other for _, other in found))


class Process(NamedTuple):
    """A Python process, which may keep its bytecode, as an installed program does; without a cache of results."""

    arguments: Sequence[str]
    home: Path = ROOT
    """Where plancheck lies."""
    cache: Path | None = None

    def __call__(self) -> None:
        """Run it."""
        nowhere = subprocess.DEVNULL
        subprocess.run(
            self._command(), env=self._environment(), stdout=nowhere, stderr=nowhere, check=True, cwd=self.home
        )

    def memory(self) -> float:
        """MB it held at most."""
        told = subprocess.run(
            [sys.executable, "-c", _WATCHED, *self._command()],
            env=self._environment(), stdout=subprocess.PIPE, check=True, cwd=self.home,
        )  # fmt: skip
        return int(told.stdout) / 1024

    def _command(self) -> list[str]:
        return [sys.executable, *self.arguments]

    def _environment(self) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        places = [str(self.home), *filter(None, [os.environ.get("PYTHONPATH")])]
        return kept | {"PYTHONPATH": os.pathsep.join(places), "PLANCHECK_CACHE_DIR": str(self.cache or "")}


def imports(home: Path = ROOT) -> Process:
    """The bare imports."""
    return Process(("-c", IMPORTS), home)


def command(*arguments: str, home: Path = ROOT, cache: Path | None = None) -> Process:
    """``plancheck`` with arguments."""
    return Process(("-c", COMMAND, *arguments), home, cache)


def as_docx(lines: Sequence[str]) -> bytes:
    """A .docx with one paragraph for each line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def otherwise(lines: Sequence[str], number: int) -> list[str]:
    """A plan's lines with a number behind each of its body's: another plan of the same length and kind."""
    return [*lines[:HEAD], *(f"{line} {number}" for line in lines[HEAD:-TAIL]), *lines[-TAIL:]]


HEAD, TAIL = 12, 14
"""Lines before a plan's body and behind it."""


def python_docx(data: bytes, styles: bool = False) -> list[tuple[str, str]]:
    """Text, and style name if asked, of every paragraph by python-docx."""
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [(p.text, (p.style.name or "") if styles and p.style else "") for p in paragraphs]
