"""What productions mean, on both engines."""

from collections.abc import Callable, Sequence

import pytest

from plancheck.engine.durable import DurableEngine
from plancheck.engine.protocol import Engine, EngineError
from plancheck.engine.reference import ReferenceEngine
from plancheck.rules.production import (
    ALWAYS,
    AllOf,
    AnyOf,
    Comparison,
    Derivation,
    FactValues,
    Join,
    Pattern,
    Production,
    Ref,
    Test,
    negated,
)

Make = Callable[[Sequence[Production]], Engine]


@pytest.fixture(params=[DurableEngine, ReferenceEngine])
def make(request: pytest.FixtureRequest) -> Make:
    return request.param  # type: ignore[no-any-return]


def matched(make: Make, test: Test, facts: Sequence[FactValues]) -> list[int]:
    engine = make([Production("p", 0, (Pattern("f", test),), "found")])
    return [derivation.facts[0] for derivation in engine.run(facts)]


def of(**values: str | int) -> FactValues:
    return {"kind": "f", **values}


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (Comparison("t", "==", "1"), [0]),
        (Comparison("t", "!=", "1"), [1, 2, 3]),
        (Comparison("t", "==", ""), [2]),
        (Comparison("n", "==", 12), [1]),
        (Comparison("n", "<", 12), [0, 2]),
        (Comparison("n", ">=", 12), [1, 3]),
        (AllOf((Comparison("t", "!=", ""), Comparison("n", ">", 1))), [1, 3]),
        (AnyOf((Comparison("t", "==", ""), Comparison("n", "==", 12))), [1, 2]),
        (negated(AnyOf((Comparison("t", "==", ""), Comparison("n", "==", 12)))), [0, 3]),
        (ALWAYS, [0, 1, 2, 3]),
        (AnyOf(()), []),
        (AllOf((ALWAYS, AnyOf((ALWAYS, Comparison("t", "==", "x"))))), [0, 1, 2, 3]),
    ],
)
def test_tests(make: Make, test: Test, expected: list[int]) -> None:
    facts = [of(t="1", n=1), of(t="12", n=12), of(t="", n=0), of(t='hoà "x" \\ \u0000', n=10**30)]
    assert matched(make, test, facts) == expected


def test_text_is_compared_exactly(make: Make) -> None:
    facts = [of(t="hòa"), of(t="hoà"), of(t="hòa "), of(t="Hòa")]
    assert matched(make, Comparison("t", "==", "hòa"), facts) == [0]


def test_joins_compare_values_and_their_types(make: Make) -> None:
    joined = Pattern("b", ALWAYS, (Join("x", 0, "y"),))
    engine = make([Production("p", 0, (Pattern("a"), joined), "c", (("z", Ref(1, "x")),))])
    facts: list[FactValues] = [
        {"kind": "a", "y": "1"},
        {"kind": "b", "x": 1},
        {"kind": "b", "x": "1"},
        {"kind": "a", "y": 1},
        {"kind": "b", "x": "12"},
    ]
    assert engine.run(facts) == [
        Derivation("p", (0, 2), {"kind": "c", "z": "1"}),
        Derivation("p", (3, 1), {"kind": "c", "z": 1}),
    ]


def test_what_is_absent(make: Make) -> None:
    missing = Production(
        "missing", 0, (Pattern("duty"),), "fault", (), (Pattern("done", ALWAYS, (Join("d", 0, "d"),)),)
    )
    engine = make([missing])
    facts: list[FactValues] = [{"kind": "duty", "d": 1}, {"kind": "done", "d": 2}, {"kind": "duty", "d": 2}]
    assert [each.facts for each in engine.run(facts)] == [(0,)]
    assert [each.facts for each in engine.run([*facts, {"kind": "done", "d": 1}])] == []
    assert [each.facts for each in engine.run(facts)] == [(0,)]


def test_each_alternative_must_be_absent(make: Make) -> None:
    either = AnyOf((Comparison("d", "==", 1), Comparison("d", "==", 2)))
    engine = make([Production("p", 0, (Pattern("duty"),), "fault", (), (Pattern("done", either),))])
    assert len(engine.run([{"kind": "duty"}, {"kind": "done", "d": 3}])) == 1
    assert len(engine.run([{"kind": "duty"}, {"kind": "done", "d": 2}])) == 0


def test_strata_see_what_was_derived_before_them_and_not_beside_them(make: Make) -> None:
    engine = make(
        [
            Production("second", 1, (Pattern("b"),), "c"),
            Production("first", 0, (Pattern("a"),), "b"),
            Production("not yet", 0, (Pattern("b"),), "d"),
            Production("late", 1, (Pattern("a"),), "e", (), (Pattern("b"),)),
        ]
    )
    found = engine.run([{"kind": "a"}, {"kind": "a"}])
    assert [(each.production, each.facts) for each in found] == [("first", (0,)), ("first", (1,)), ("second", (2,))]


def test_equal_facts_are_each_matched(make: Make) -> None:
    assert matched(make, Comparison("t", "==", "x"), [of(t="x"), of(t="x"), of(t="y"), of(t="x")]) == [0, 1, 3]


def test_facts_no_production_speaks_of_do_not_matter(make: Make) -> None:
    assert matched(make, ALWAYS, [{"kind": "other"}, of(t="x"), {"kind": "more", "any": 1}]) == [1]
    assert matched(make, ALWAYS, []) == []


def test_a_missing_property_is_an_error(make: Make) -> None:
    engine = make([Production("p", 0, (Pattern("f", Comparison("t", "==", "x")),), "found")])
    with pytest.raises((EngineError, KeyError)):
        engine.run([{"kind": "f"}])
    assert len(engine.run([of(t="x")])) == 1


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Comparison("id", "==", 1),
        lambda: Comparison("sid", "==", "x"),
        lambda: Comparison("t", "<", "x"),
        lambda: Comparison("t", "==", True),
        lambda: Comparison("t", "==", 1.5),
        lambda: Production("p", 0, (), "x"),
        lambda: Production("p", 0, (Pattern("a"), Pattern("a")), "x"),
        lambda: Production("p", 0, (Pattern("a"),), "x", (), (Pattern("a"),)),
        lambda: Production("p", 0, (Pattern("a", ALWAYS, (Join("x", 0, "x"),)),), "x"),
        lambda: Production("p", 0, (Pattern("a"),), "x", (("id", 1),)),
        lambda: Production("p", 0, (Pattern("a"),), "x", (("y", Ref(1, "z")),)),
    ],
)
def test_what_is_outside_the_sound_subset_can_not_be_written(broken: Callable[[], object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        broken()
