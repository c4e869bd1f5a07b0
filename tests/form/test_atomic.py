"""Every rule on form has a Word draft that passes and one that fails it."""

from types import ModuleType

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.rules import load_rules
from plancheck.rules.model import Rule
from tests.form.atomic import as_of, pair, shown


@pytest.mark.parametrize("rule", shown(), ids=lambda rule: rule.id)
def test_a_pair_of_word_files_for_each_rule(rule: Rule, convert: ModuleType) -> None:
    statuses = []
    for data in pair(rule, convert):
        report = check_bytes(data, "draft.docx", Options(as_of=as_of(rule)))
        statuses.append({verdict.rule: verdict.status for verdict in report.verdicts}[rule.id])
    passed, failed = statuses
    assert failed == "fail"
    if any(example.edits for example in rule.examples if example.outcome == "fail"):  # else the day alone decides
        assert passed in ("pass", "not-applicable")


def test_only_rules_shown_elsewhere_have_no_pair() -> None:
    """What no draft can prove, and what is left in a file, have none."""
    without = {rule.id for rule in load_rules().rules if rule.family in ("FMT", "PTY")} - {rule.id for rule in shown()}
    assert all(
        rule.status == "not-provable" or rule.pack == "preflight" for rule in map(load_rules().get, without) if rule
    )
