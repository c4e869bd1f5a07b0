"""Both engines derive the same from random productions of every compiled shape and random facts."""

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plancheck.engine.durable import DurableEngine, library
from plancheck.engine.program import OUTCOMES
from plancheck.engine.protocol import EngineError
from plancheck.engine.reference import ReferenceEngine
from tests.engine import campaign, generate


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_random_programs(seed: int) -> None:
    random = Random(seed)
    productions = generate.productions(random)
    try:
        durable = DurableEngine(productions)
    except EngineError:
        assume(False)
    reference = ReferenceEngine(productions)
    for most in (60, 8, 60):
        facts = generate.facts(random, most)
        assert durable.run(facts) == reference.run(facts)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_verdicts_of_any_situation(data: st.DataObject) -> None:
    numbers = range(data.draw(st.integers(1, 20)))
    modes, answers = st.sampled_from(("asks", "bars")), st.sampled_from(("yes", "no"))
    facts: list[dict[str, str | int]] = [
        {"kind": "due", "check": number, "mode": data.draw(modes), "given": data.draw(answers)} for number in numbers
    ]
    for kind in ("given", "met", "doubt", "violation"):
        facts += [{"kind": kind, "check": number} for number in numbers if data.draw(st.booleans())]
    derived = DurableEngine(OUTCOMES).run(facts)
    assert derived == ReferenceEngine(OUTCOMES).run(facts)
    assert sorted(int(each.values["check"]) for each in derived) == list(numbers)


def test_the_campaign_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert campaign.main(25, 7) == 0
    assert "no difference" in capsys.readouterr().out


def test_durable_rules_is_installed_where_the_tests_run() -> None:
    assert library() is not None
