"""Rules that were renamed are still known by their former names, and it is said what they are now."""

from dataclasses import replace

import pytest

from plancheck.cli import language
from plancheck.cli.loading import known
from plancheck.cli.problem import Problem
from plancheck.report import explanation
from plancheck.rules import load_rules
from plancheck.rules.model import RuleSet


@pytest.fixture
def renamed() -> RuleSet:
    return replace(load_rules(), redirects={"OLD-001": "RPT-002", "no-time-to-report": "RPT-002"})


@pytest.mark.parametrize("name", ["OLD-001", "old-001", "no-time-to-report"])
def test_a_former_name_selects_the_rule_and_is_noted(
    renamed: RuleSet, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    language.use("vi")
    assert [rule.id for rule in renamed.select([name])] == ["RPT-002"]
    known(renamed, [name, "LEG"], "--select")
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"plancheck: --select: {name} nay là RPT-002.\n")


def test_names_in_use_are_not_noted(renamed: RuleSet, capsys: pytest.CaptureFixture[str]) -> None:
    known(renamed, ["RPT-002", "rpt", "reporting-without-time", "all"])
    assert capsys.readouterr().err == ""
    with pytest.raises(Problem, match="OLD-002"):
        known(renamed, ["OLD-002"])


def test_the_explanation_tells_former_names(renamed: RuleSet) -> None:
    (rule,) = renamed.select(["OLD-001"])
    text = explanation.render(rule, renamed)
    assert "trước là OLD-001, no-time-to-report" in text
    assert "OLD-001" not in explanation.render(renamed.rules[0], renamed)
