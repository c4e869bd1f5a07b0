"""A draft that differs from a compliant one in one thing gets the findings of that thing, and no other on form."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from plancheck.pipeline import Options, check_bytes
from plancheck.rules import load_rules
from tests.form import builder

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "deviations.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
LAYOUT = frozenset(rule.id for rule in load_rules().select(("layout", "FMT-020", "FMT-021", "FMT-022", "PTY-008")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join((case["sample"], *case["change"])))
def test_a_deviation_is_found_and_nothing_else(case: dict[str, Any], convert: ModuleType) -> None:
    draft = builder.compliant(convert, case["sample"])
    name, *arguments = case["change"]
    getattr(builder, name)(draft, *arguments)
    as_of = int(case["as_of"].replace("-", "")) if "as_of" in case else None
    report = check_bytes(builder.saved(draft), "draft.docx", Options(as_of=as_of))
    assert report.error is None
    findings = {finding.rule: finding.message for finding in report.findings if finding.rule in LAYOUT}
    assert set(findings) == set(case["found"]), findings
    for rule, words in case["found"].items():
        assert words in findings[rule]


def test_every_deviation_is_used() -> None:
    first = builder.unbold.__code__.co_firstlineno
    deviations = {
        name
        for name, value in vars(builder).items()
        if getattr(value, "__module__", "") == builder.__name__ and value.__code__.co_firstlineno >= first
    }
    assert deviations == {case["change"][0] for case in CASES}
