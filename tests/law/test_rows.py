"""A part of the register's rows in each run, all in the campaign (``python -m tests.law``)."""

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.rules import load_rules
from tests.law.rows import Case, body_cases, faults, instrument_cases, said

STEP = 9
"""One case in so many is tried."""


def _some() -> list[Case]:
    knowledge = load_knowledge()
    return [*instrument_cases(knowledge)][::STEP] + [*body_cases(knowledge)][::STEP]


@pytest.mark.parametrize("case", _some(), ids=lambda case: f"{case.row} {case.day}")
def test_what_does_not_stand_on_the_day_is_reported_and_nothing_else(case: Case) -> None:
    assert not faults(case, said(case, load_knowledge(), load_rules()))
