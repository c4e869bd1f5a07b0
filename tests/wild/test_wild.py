"""Drafts of many offices, written apart from the samples, are judged as a specialist would."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.pipeline import Options, check_bytes, understand

HERE = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))
OPTIONS = Options(today=date(2026, 11, 22))


def test_every_draft_is_settled() -> None:
    assert set(EXPECTED) == {path.name for path in HERE.glob("*.txt")}


@pytest.mark.parametrize("name", EXPECTED)
def test_draft_is_understood(name: str) -> None:
    expected = EXPECTED[name]
    report = check_bytes((HERE / name).read_bytes(), name, OPTIONS)
    assert report.error is None
    assert report.document is not None
    understood = {key: getattr(report.document, key) for key in expected["document"]}
    assert understood == {key: value and str(value) for key, value in expected["document"].items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_draft_gives_what_a_specialist_signs(name: str) -> None:
    report = check_bytes((HERE / name).read_bytes(), name, OPTIONS)
    for severity in ("error", "warning"):
        found = sorted({f"{f.rule}: {f.message}" for f in report.findings if f.severity == severity})
        assert sorted({line.partition(":")[0] for line in found}) == sorted(EXPECTED[name][f"{severity}s"]), found


@pytest.mark.parametrize("name", EXPECTED)
def test_topics_are_recognised(name: str) -> None:
    facts = understand((HERE / name).read_bytes(), name, OPTIONS).facts
    clauses = {str(fact["topic"]) for fact in facts if fact.kind == "topic" and fact["strength"] == "clause"}
    assert not set(EXPECTED[name].get("topics", ())) - clauses, "missed"
    assert not set(EXPECTED[name].get("never", ())) & clauses, "seen where there is none"
