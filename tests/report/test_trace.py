"""The chain behind a verdict: its single conditions never say otherwise than the engine's derivations."""

import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.report import json_report, trace
from plancheck.report.model import FileReport, Report
from plancheck.rules import load_rules

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.xml"))


def traced(path: Path, *names: str, **options: Any) -> FileReport:
    return check_bytes(path.read_bytes(), path.name, Options(trace=names, **options))


@pytest.mark.parametrize("path", SAMPLES[:8], ids=lambda path: path.stem)
def test_conditions_agree_with_what_was_derived(path: Path) -> None:
    report = traced(path, "all")
    assert [chain["rule"] for chain in report.traces] == [rule.id for rule in load_rules().rules]
    assert report.document is not None
    statuses = {verdict.rule: verdict.status for verdict in report.verdicts}
    found = {finding.rule: 0 for finding in report.findings}
    for finding in report.findings:
        found[finding.rule] += 1
    for chain in report.traces:
        assert chain["status"] == statuses[chain["rule"]]
        assert chain["findings"] == found.get(chain["rule"], 0)
        for instrument in chain["instruments"]:
            assert instrument["governs"] == (instrument["instrument"] in report.document.instruments)
            assert instrument["governs"] == all(each["holds"] for each in instrument["conditions"])
        for case in chain["cases"]:
            holds = all(each["holds"] for each in case["conditions"])
            assert case["applies"] == (holds and bool(case["through"] or not case["under"])), chain["rule"]
        chosen = [number for number, case in enumerate(chain["cases"]) if case["chosen"]]
        assert chosen == [number for number, case in enumerate(chain["cases"]) if case["applies"]][:1]
        for check in chain["checks"]:
            assert all(fact["failed"] for fact in check["others"]["facts"]), chain["rule"]
            for question in check["questions"]:
                assert (question["count"] > 0) == bool(question["facts"])


def test_both_engines_tell_the_same() -> None:
    path = ROOT / "samples" / "province-2022.xml"
    assert traced(path, "all").traces == traced(path, "all", engine="reference").traces


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_chain_can_be_told(lang: Any) -> None:
    for chain in traced(SAMPLES[0], "all", language=lang).traces:
        text = trace.render(chain, lang=lang, width=80)
        assert chain["rule"] in text
        assert chain["status"] in text


def test_it_is_in_the_json_report_only_when_asked_for() -> None:
    files = (traced(SAMPLES[0], "RPT-002"), traced(SAMPLES[0]))
    first, second = json.loads(json_report.render(Report("1", "reference", "2026-11-22", files)))["files"]
    assert [chain["rule"] for chain in first["trace"]] == ["RPT-002"]
    assert list(first)[-1] == "trace"
    assert "trace" not in second
