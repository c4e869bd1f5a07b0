"""What is asked of facts before they are made: nothing that would have answered is left out."""

from pathlib import Path
from random import Random

import pytest

from plancheck.engine.predicates import Likelihood, Recogniser
from plancheck.facts.vocabulary import Value
from plancheck.pipeline import understand
from plancheck.rules import load_rules
from plancheck.rules.model import Probe
from plancheck.rules.production import AllOf, AnyOf, Comparison, Relation, Words

SAMPLES = Path(__file__).parents[2] / "samples"
ENDED = Comparison("status", "==", "obsolete")
LIVE = Comparison("live", "==", "yes")
LED = AnyOf((Comparison("role", "==", "leads"), Comparison("role", "==", "assigned")))


@pytest.mark.parametrize(
    ("known", "may"),
    [
        ({"status": "obsolete"}, True),
        ({"status": "current"}, False),
        ({"role": "leads"}, True),
        ({"role": "mentioned"}, False),
        ({"role": "mentioned", "status": "obsolete"}, False),
        ({"name": "Sở Ngoại vụ"}, True),
        ({"status": "obsolete", "live": "yes", "role": "leads"}, True),
        ({}, True),
    ],
)
def test_a_fact_may_answer_by_what_is_known_of_it(known: dict[str, Value], may: bool) -> None:
    likelihood = Likelihood([Probe("agency", AllOf((ENDED, LIVE, LED)))])
    assert likelihood.may("agency", known) is may
    assert not likelihood.may("province", known)


def test_one_of_several_tests_that_can_not_be_told_may_hold() -> None:
    likelihood = Likelihood([Probe("agency", AnyOf((ENDED, Words("name", ("sở",)))))])
    assert likelihood.may("agency", {"status": "current"})
    assert not likelihood.may("agency", {"status": "current", "name": "Ban"})


def test_a_property_compared_with_others_is_told_by_all_of_them() -> None:
    likelihood = Likelihood([Probe("product", Relation("amount", "!=", ((1, ("quantity", "price")),)))])
    assert likelihood.may("product", {"amount": 6, "quantity": 2})
    assert not likelihood.may("product", {"amount": 6, "quantity": 2, "price": 3})
    assert likelihood.may("product", {"amount": 6, "quantity": 2, "price": "?"})


@pytest.mark.parametrize("name", ["province-2012.docx", "copied-draft.docx", "party-2014.txt"])
def test_what_answers_was_always_likely(name: str) -> None:
    random, probes = Random(name), load_rules().probes
    facts = understand((SAMPLES / name).read_bytes(), name).facts
    flat = [{**each.values, "kind": each.kind, "quote": each.quote} for each in facts]
    answers, _ = Recogniser(probes).answers(flat, frozenset(range(len(probes))))
    likelihood = Likelihood(probes)
    assert answers
    for id in {id for ids in answers.values() for id in ids}:
        names = random.sample(sorted(facts[id].values), random.randint(0, len(facts[id].values)))
        assert likelihood.may(facts[id].kind, {each: facts[id][each] for each in names})
