"""What plancheck finds in the draft that other programs were measured with."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import yaml

from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import Finding
from tests.peers.draft import good, planted, saved

OPTIONS = Options(today=date(2026, 11, 22))
FORM = ("FMT", "PTY", "LNG")
"""Beginnings of the ids of rules on form and language."""


class Seen(NamedTuple):
    """What of a finding stays when the words around it change."""

    rule: str
    severity: str
    message: str


@cache
def defects() -> dict[int, dict[Any, Any]]:
    """What is expected of each defect, by number."""
    loaded: dict[int, dict[Any, Any]] = yaml.safe_load((Path(__file__).parent / "defects.yaml").read_text("utf-8"))
    return loaded


def check(data: bytes) -> tuple[Finding, ...]:
    """Findings of a draft that can be read."""
    report = check_bytes(data, "draft.docx", OPTIONS)
    assert report.error is None, report.error
    return report.findings


@cache
def of_good(convert: ModuleType, year: int) -> tuple[Finding, ...]:
    """Findings of the draft without defects."""
    return check(saved(good(convert, year)))


@cache
def of_planted(convert: ModuleType, year: int, *numbers: int) -> tuple[Finding, ...]:
    """Findings of the draft with the defects of the given numbers, or with all."""
    return check(saved(planted(convert, year, *numbers)))


def seen(findings: tuple[Finding, ...]) -> Counter[Seen]:
    """Findings as a bag."""
    return Counter(Seen(each.rule, each.severity, each.message) for each in findings)


def found(findings: tuple[Finding, ...], expected: Mapping[str, str]) -> bool:
    """Whether every expected rule points to its words: in the quotation, the message or what is actually there."""
    return all(
        any(each.rule == rule and any(words in said for said in (each.quote, each.message, each.actual)) for each in
            findings)
        for rule, words in expected.items()
    )  # fmt: skip
