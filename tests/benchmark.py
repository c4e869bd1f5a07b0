"""Ratios that matter, each against something run in turn with it: ``python -m tests.benchmark``.

On three drafts: the plan (a sample, the real plan beside the clone where it is there, or a text given as argument), a
Word-made one where one is there, and a sample. Beside python-docx, and docx2txt and docx-plus where they are installed
(``pip install docx2txt docx-plus``). Every ratio is the median of pairs, by the clock and by processor time: where
other programs run, trust the latter. The ratios that must not get worse are in tests/ratios.py.
"""

import io
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import NamedTuple

from plancheck.pipeline import Options, check_bytes
from tests.hostile import SHAPES
from tests.installed import lay_out
from tests.measuring import (
    HEAD,
    TAIL,
    Cost,
    Process,
    as_docx,
    command,
    cost,
    imports,
    in_turn,
    otherwise,
    python_docx,
)
from tests.ratios import PLAN, SAMPLE
from tests.real import SHARED, TORTURE

REAL = SHARED / "seeds" / "001_bffe0003f475835b.txt"
WORD_MADE = TORTURE / "ericphan28+van-ban-plus" / "30_2020_ND_CP.docx"
IMPORTS = "importing lxml.etree, click, pydantic, rich.console"
LONGER = 100
MANY = 500
STARTS = 11
PAIRS = 20
GROWN = (10, 100, 1000)
"""How many times an honest draft's parts are repeated."""
HONEST = {
    "items-repeated": 10, "bases-repeated": 10, "headings-repeated": 3, "tasks-repeated": 3, "steps": 6,
    "parentheses": 6, "bordered-cells": 9, "short-paragraphs": 19, "citations-in-one-paragraph": 180,
    "sentences-in-one-paragraph": 180, "line-of-bodies": 190, "line-of-dates": 190, "line-of-money": 190,
    "short-forms-in-a-plan": 190, "provinces-in-a-plan": 190, "reports-in-a-plan": 190,
}  # fmt: skip
"""Shapes of tests/hostile.py that honest drafts have, and the size of each that is repeated."""


class Draft(NamedTuple):
    """A draft that is measured."""

    name: str
    data: bytes
    options: Options = Options()

    def check(self) -> object:
        """Check it in this process."""
        return check_bytes(self.data, "plan.docx", self.options)


def compare(name: str, bound: str, first: Callable[[], object], second: Callable[[], object], pairs: int) -> None:
    """Run two things in turn and print their medians and the medians of their ratios."""
    found = in_turn(first, second, pairs)
    print(f"{name} ({bound})")
    for clock in Cost._fields:
        ours, theirs = ([getattr(each, clock) for each in side] for side in found)
        ratios = found.ratios(clock)
        print(
            f"  {clock:<4} {statistics.median(ours) * 1000:9.1f} ms {statistics.median(theirs) * 1000:9.1f} ms"
            f"   ratio {statistics.median(ratios):6.2f}   ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            f"   of the least {min(ours) / min(theirs):6.2f}",
            flush=True,
        )


def lines_of(source: Path) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in source.read_text("utf-8").splitlines() if line.strip()]


def drafts(source: Path) -> Iterator[Draft]:
    """Those that are measured."""
    yield Draft("the plan", as_docx(lines_of(source)), Options(as_of=20120103))
    if WORD_MADE.exists():
        yield Draft("a Word-made draft", WORD_MADE.read_bytes())
    yield Draft("a sample with a small style sheet", SAMPLE.read_bytes())


def readers(data: bytes) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """What else reads or checks a .docx in this process, and what a check may take beside it."""
    yield "python-docx, text alone", "goal: at most 2.5", partial(python_docx, data)
    yield "python-docx, text and style names", "goal: at most 2.5", partial(python_docx, data, styles=True)
    if find_spec("docx2txt"):
        import docx2txt

        yield "docx2txt", "no goal", lambda: docx2txt.process(io.BytesIO(data))
    if find_spec("docx_plus"):
        import docx
        from docx_plus.lint import lint

        yield "docx-plus, lint", "below 1.0", lambda: list(lint(docx.Document(io.BytesIO(data))))


def others(path: Path, home: Path) -> Iterator[tuple[str, Process]]:
    """Other programs on a draft, from start to end."""
    text = f"import docx; [(p.text, p.style.name) for p in docx.Document({str(path)!r}).paragraphs]"
    yield "python-docx, text and style names", Process(("-c", text), home)
    if find_spec("docx2txt"):
        yield "docx2txt", Process(("-c", f"import docx2txt; docx2txt.process({str(path)!r})"), home)
    if find_spec("docx_plus"):
        lint = f"import sys; from docx_plus.cli import main; main(['lint', {str(path)!r}]); sys.exit()"
        yield "docx-plus, lint", Process(("-c", lint), home)


def starts(source: Path) -> None:
    """Print what starts of the program cost: installed, and from a checkout that has run before."""
    with tempfile.TemporaryDirectory() as temporary:
        home, cache = lay_out(Path(temporary, "site")), Path(temporary, "cache")
        bare, check = imports(home), ("check", "--fail-on", "never")
        first = partial(command, *check, str(SAMPLE), home=home)
        compare(f"check, installed, no cache: against {IMPORTS}", "at most 2.0, goal 1.5", first(), bare, STARTS)
        compare(f"check, installed, with a cache: against {IMPORTS}", "goal 1.5", first(cache=cache), bare, STARTS)
        checkout = command(*check, str(SAMPLE), cache=cache)
        compare(f"check, from a checkout that has run: against {IMPORTS}", "goal 1.5", checkout, bare, STARTS)
        for arguments in (("--version",), ("--help",), ("explain", "SEC-001"), ("law", "30/2020/NĐ-CP")):
            name = f"{' '.join(arguments)}: against {IMPORTS}"
            compare(name, "at most 1.2", command(*arguments, home=home), bare, STARTS)
        for draft in drafts(source):
            path = Path(temporary, "plan.docx")
            path.write_bytes(draft.data)
            for name, other in others(path, home):
                ours = command(*check, str(path), home=home)
                compare(f"{draft.name}, whole command: against {name}", "no goal", ours, other, STARTS // 3)
        held(home, Path(temporary))


def held(home: Path, folder: Path) -> None:
    """Print how much memory each command holds at most, on the sample."""
    print(f"Most memory held, MB ({IMPORTS}: {imports(home).memory():.0f})")
    draft, number = str(SAMPLE), iter(range(100))
    for arguments in (
        ("check", draft), ("check", draft, "--format", "json"), ("check", draft, "--format", "html"),
        ("facts", draft), ("explain", "SEC-001"), ("law", "30/2020/NĐ-CP"), ("rules", "list"),
        *((name, draft, "-o", str(folder / f"{next(number)}.docx")) for name in ("annotate", "fix", "slip", "review")),
    ):  # fmt: skip
        name = " ".join(each for each in arguments[:4] if not each.startswith(str(folder)) and each != "-o")
        print(f"  {name.replace(draft, 'DRAFT'):<40} {command(*arguments, home=home).memory():6.0f}")


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


def warm(source: Path) -> None:
    """Print what checks cost in a process that has checked before, of drafts met again and of others."""
    for draft in drafts(source):
        for name, bound, read in readers(draft.data):
            compare(f"Warm check of {draft.name}, repeated: against {name}", bound, draft.check, read, PAIRS)
    lines, options = lines_of(source), Options(as_of=20120103)
    plan, numbers = as_docx(lines), count()
    for name, bound, read in readers(plan):
        unseen = iter([as_docx(otherwise(lines, next(numbers))) for _ in range(PAIRS + 1)])
        compare(
            f"Warm check of plans not seen before: against {name}",
            bound,
            lambda unseen=unseen: check_bytes(next(unseen), "plan.docx", options),
            read,
            PAIRS,
        )


def longer(source: Path) -> None:
    """Print what a plan many times as long takes."""
    lines = lines_of(source)
    head, body, tail = lines[:HEAD], lines[HEAD:-TAIL], lines[-TAIL:]
    once = Draft("", as_docx(lines), Options(as_of=20120103))
    repeated = [f"{line} {number}" for number in range(LONGER) for line in body]
    many = once._replace(data=as_docx(head + repeated + tail))
    compare(
        f"Warm check of the plan with its body {LONGER} times, no two paragraphs alike, against the plan",
        f"at most {LONGER * 1.1:.0f}",
        many.check,
        once.check,
        5,
    )


def steady() -> None:
    """Print what a process holds after many checks."""
    code = (
        "import resource, sys; from plancheck.pipeline import check_bytes, Options\n"
        f"data = open({str(SAMPLE)!r}, 'rb').read()\n"
        "for _ in range(int(sys.argv[1])): check_bytes(data, 'x.docx', Options())"
    )
    few, many = (Process(("-c", code, str(count))).memory() for count in (20, MANY))
    print(f"Memory of a process after {MANY} checks: {many:.0f} MB, after 20: {few:.0f} MB (the same)")


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL if REAL.exists() else PLAN
    print(f"The plan: {source.name}")
    starts(source)
    warm(source)
    steady()
    longer(source)
    grown()


if __name__ == "__main__":
    main()
