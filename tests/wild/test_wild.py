"""Drafts of many offices, written apart from the samples, are judged as a specialist would."""

import unicodedata
from collections.abc import Callable
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


SAME: dict[str, Callable[[str], str]] = {
    "marks apart": lambda text: unicodedata.normalize("NFD", text),
    "old tones": lambda text: text.replace("ủy", "uỷ").replace("hóa", "hoá").replace("Ủy", "Uỷ").replace("hòa", "hoà"),
    "long dashes": lambda text: text.replace(" - ", " – "),
    "no-break spaces": lambda text: text.replace("số ", "số\u00a0").replace("ngày ", "ngày\u00a0"),
    "other spelling": lambda text: text.replace("hằng năm", "hàng năm").replace("bảo đảm", "đảm bảo"),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: "\n".join(f"   {line}" for line in text.split("\n")),
}


@pytest.mark.parametrize("way", SAME)
def test_the_same_typed_otherwise_gives_the_same(way: str) -> None:
    for name, expected in EXPECTED.items():
        typed = SAME[way]((HERE / name).read_text("utf-8"))
        report = check_bytes(typed.encode(), name, OPTIONS)
        found = {finding.rule for finding in report.findings if finding.severity in ("error", "warning")}
        assert found == {*expected["errors"], *expected["warnings"]}, name
