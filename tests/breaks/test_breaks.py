"""A short seeded run keeps its bounds; ``python -m tests.breaks`` runs longer ones."""

import pytest

from plancheck.rules import load_rules
from tests.breaks.making import load
from tests.breaks.score import Score, run, wrong

FOUND = 0.95


@pytest.fixture(scope="module")
def score() -> Score:
    return run(seed=20261122, count=240)


def test_breaks_give_their_rule(score: Score) -> None:
    assert score.found >= FOUND, wrong(score.rules.values())


def test_breaks_give_no_other_rule(score: Score) -> None:
    assert score.unrelated == 0, wrong(score.rules.values())


def test_the_same_said_otherwise_changes_nothing(score: Score) -> None:
    assert score.false_alarms == 0, wrong(score.rewordings.values())


def test_every_rule_in_the_data_is_broken(score: Score) -> None:
    assert score.unbroken == ()
    data = load()
    named = {
        rule for family in ("topics", "agencies", "names", "reporting", "citations", "form") for rule in data[family]
    }
    assert named <= {rule.id for rule in load_rules().rules}
    assert named == set(score.rules)
