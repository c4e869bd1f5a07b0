"""The same draft gives the same findings as Word, plan XML, Akoma Ntoso and text, places apart."""

from pathlib import Path
from types import ModuleType

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.rules import load_rules
from plancheck.rules.examples import materialise

SAMPLES = Path(__file__).parent.parent / "samples"
DRAFTS = sorted(path.stem for path in SAMPLES.glob("*.xml") if not path.name.endswith(".akn.xml"))
RULES = load_rules().rules
LAYOUT = frozenset(rule.id for rule in RULES if rule.needs_layout)
"""What only Word files can be judged by."""


def told(data: bytes, name: str, as_of: int | None) -> tuple[list[tuple[str, str, str, str]], dict[str, str], object]:
    report = check_bytes(data, name, Options(as_of=as_of))
    assert report.error is None, report.error
    findings = sorted(
        (f.rule, f.severity, f.message, f.actual.lstrip("-– ")) for f in report.findings if f.rule not in LAYOUT
    )
    return findings, {v.rule: v.status for v in report.verdicts if v.rule not in LAYOUT}, report.document


def agree(path: Path, others: dict[str, bytes], as_of: int | None) -> None:
    expected = told(path.read_bytes(), path.name, as_of)
    for name, data in others.items():
        assert told(data, name, as_of) == expected, name


@pytest.mark.parametrize("name", DRAFTS)
def test_samples_agree(name: str, convert: ModuleType) -> None:
    path = SAMPLES / f"{name}.xml"
    agree(path, convert.converted(path), None)


@pytest.mark.parametrize("name", [name for name in DRAFTS if name != "copied-draft"])
def test_compliant_samples_have_no_error_and_no_warning(name: str) -> None:
    findings, statuses, _ = told((SAMPLES / f"{name}.xml").read_bytes(), name, None)
    assert [finding for finding in findings if finding[1] != "info"] == []
    assert "pass" in statuses.values()


@pytest.mark.parametrize("name", DRAFTS)
def test_layout_is_judged_on_word_files_only(name: str, convert: ModuleType) -> None:
    path = SAMPLES / f"{name}.xml"
    for suffix, data in {".xml": path.read_bytes(), **convert.converted(path)}.items():
        report = check_bytes(data, f"{name}{suffix}")
        statuses = {verdict.status for verdict in report.verdicts if verdict.rule in LAYOUT}
        expected = {"pass", "not-applicable"} if suffix == ".docx" else {"not-evaluated", "not-applicable"}
        assert statuses <= expected, suffix


FAILING = [rule.id for rule in RULES if any(each.outcome == "fail" for each in rule.examples)]


@pytest.mark.parametrize(("turn", "rule"), list(enumerate(rule for rule in FAILING if rule not in LAYOUT)))
def test_failing_drafts_agree(turn: int, rule: str, convert: ModuleType, tmp_path: Path) -> None:
    """A failing draft of each rule says the same in one other format, by turns: samples are tried in all of them."""
    (chosen,) = (each for each in RULES if each.id == rule)
    fails = next(example for example in chosen.examples if example.outcome == "fail")
    path = tmp_path / f"{rule}.xml"
    path.write_bytes(materialise(chosen)[1])
    others = sorted(convert.converted(path).items())
    agree(path, dict([others[turn % len(others)]]), fails.as_of or None)
