"""One fault at a time in a draft that is right: is it told, and is its right neighbour left in peace?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import Finding
from tests.offices.office import draft

HERE = Path(__file__).parent
OPTIONS = Options(today=date(2026, 11, 22))
_OWED = ("PTY-033", "CNT-003", "CNT-004", "CNT-024", "FMT-034", "FMT-085", "FMT-029", "LNG-014")
"""What the words of a neighbour owe whether or not there is a fault: details of training, a column for coordinators,
a line that says what an annex goes with, names spelled out."""
_PLACES = ("task", "heading", "money", "report", "end", "annex")


@dataclass(frozen=True, slots=True)
class Case:
    """A fault and its right neighbour, as edits of a draft."""

    heading: str
    what: str
    base: str
    wrong: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]
    missed: bool
    """Not told yet."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was told of a case."""

    case: Case
    told: tuple[Finding, ...]
    """Of the fault, and not of its neighbour."""
    false: tuple[Finding, ...]
    """Of the neighbour, and not of the draft without it."""


def cases() -> Iterator[Case]:
    """All cases as written."""
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "cases.yaml").read_text("utf-8"))
    for heading, entries in data.items():
        for entry in entries:
            wrong, right = (_edits(entry, side) for side in ("wrong", "right"))
            yield Case(heading, entry["what"], entry.get("base", "tinh"), wrong, right, entry.get("missed", False))


def _edits(entry: dict[str, Any], side: str) -> tuple[tuple[str, str], ...]:
    if "edits" in entry:
        return tuple((find, said) for find, said in entry["edits"][side])
    if "of" in entry:
        find, wrong, right = entry["of"]
        return ((find, wrong if side == "wrong" else right),)
    return ((f"{{{entry['at']}}}", entry[side]),)


@cache
def findings(base: str, edits: tuple[tuple[str, str], ...]) -> tuple[Finding, ...]:
    """Findings on a draft with edits made.

    Raises:
        ValueError: an edit does not find its words, or the draft cannot be read.
    """
    text = (HERE / f"{base}.draft").read_text("utf-8")
    for find, said in edits:
        if find not in text:
            raise ValueError(f"{find!r} is not in {base}")
        text = text.replace(find, said, 1)
    for place in _PLACES:
        text = text.replace(f"{{{place}}}\n", "")
    report = check_bytes(draft(text), f"{base}.docx", OPTIONS)
    if report.error is not None:
        raise ValueError(f"{base} {edits}: {report.error.message}")
    return report.findings


def _fresh(found: tuple[Finding, ...], known: tuple[Finding, ...]) -> tuple[Finding, ...]:
    old = {(finding.rule, finding.message) for finding in known}
    return tuple(finding for finding in found if (finding.rule, finding.message) not in old)


def outcome(case: Case) -> Outcome:
    """What is told of a case."""
    wrong, right = findings(case.base, case.wrong), findings(case.base, case.right)
    false = tuple(each for each in _fresh(right, findings(case.base, ())) if each.rule not in _OWED)
    return Outcome(case, _fresh(wrong, right), false)
