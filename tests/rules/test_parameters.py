"""Values of the user's for parameters of rules and flags of provinces."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.rules import RulesError, load_rules
from plancheck.rules.assemble import assemble
from plancheck.rules.model import RuleSet
from plancheck.rules.parameters import flags
from plancheck.rules.production import Comparison
from tests.rules.conftest import RULE

PARAMETERS = """
    parameters:
      who:
        - {until: 2025-02-28, value: so-tttt, vi: Sở TTTT}
        - {from: 2025-03-01, value: so-vhttdl}
      latest: [{value: 11}]
    check: {kind: require, fact: reporting, where: {recipient: $who, month: {max: $latest}}}
"""
TEXT = RULE.replace('    check: {kind: require, fact: reporting, where: {timed: "yes"}}\n', PARAMETERS)


@pytest.fixture
def given(write: Callable[..., Path]) -> Callable[..., RuleSet]:
    return lambda **parameters: assemble([write(TEXT)], rules_dir(), parameters=parameters)


def values(rules: RuleSet, name: str) -> list[tuple[object, str, int, int]]:
    return [(each.value, each.text.vi, each.start, each.until) for each in rules.rules[0].parameters[name]]


def test_a_number(given: Callable[..., RuleSet]) -> None:
    rules = given(latest=12)
    assert values(rules, "latest") == [(12, "12", 0, 0)]
    assert any(Comparison("month", "<=", 12) in getattr(probe.test, "tests", ()) for probe in rules.probes)
    assert values(rules, "who") == values(given(), "who")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("so-vhttdl", [("so-vhttdl", "Sở Văn hóa, Thể thao và Du lịch", 0, 0)]),
        ("Sở Văn hóa và Thể thao", [("so-vhtt", "Sở Văn hóa và Thể thao", 0, 0)]),
        ("Cơ quan lạ", [("Cơ quan lạ", "Cơ quan lạ", 0, 0)]),
        ({"value": "so-tttt", "vi": "Sở ta"}, [("so-tttt", "Sở ta", 0, 0)]),
        (
            [{"until": date(2024, 6, 30), "value": "so-tttt", "vi": "A"}, {"from": "2024-07-01", "value": "x"}],
            [("so-tttt", "A", 0, 20240630), ("x", "x", 20240701, 0)],
        ),
    ],
)
def test_a_body(given: Callable[..., RuleSet], value: Any, expected: list[tuple[object, str, int, int]]) -> None:
    assert values(given(who=value), "who") == expected


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("whom", "x", "parameter whom: no rule has a parameter of this name; did you mean 'who'?"),
        ("latest", "November", "parameter latest: this must be a whole number"),
        ("who", 3, "parameter who: this must be text"),
        ("who", [], "parameter who: this must not be empty"),
        ("who", {"vi": "x"}, "parameter who.value: 'value' is missing"),
        ("who", {"value": ["x"]}, "parameter who.value: this does not fit: Input should be a valid string"),
        ("who", {"value": "x", "form": "2020-01-01"}, "parameter who.form: 'form' is not known here"),
        ("who", {"value": "x", "from": "2020"}, "parameter who.from: '2020' is not a date like 2015-10-22"),
        ("who", [{"value": "x"}, {"value": "y"}], "parameter who: parameter 'who' has two values at once"),
        ("provinces", 3, "parameter provinces: this must be a mapping"),
    ],
)
def test_what_can_not_be(given: Callable[..., RuleSet], name: str, value: Any, said: str) -> None:
    settle = flags if name == "provinces" else lambda table, _: given(**table)
    with pytest.raises(RulesError) as caught:
        settle({name: value}, load_knowledge())
    assert caught.value.text("en") == said
    assert caught.value.text("vi").startswith("tham số ")


def test_a_closed_value_is_the_parameter_s_fault(write: Callable[..., Path]) -> None:
    text = TEXT.replace("recipient: $who", "timed: $who").replace("so-tttt", '"yes"').replace("so-vhttdl", '"no"')
    with pytest.raises(RulesError, match=r"parameter who: TST-001: timed is never 'maybe'"):
        assemble([write(text)], rules_dir(), parameters={"who": "maybe"})


def test_flags_of_provinces() -> None:
    known = load_knowledge()
    given = {"provinces": {"tay-ninh": {"gate": False}, "Cà Mau": {"foreign_affairs_office": True}}}
    expected = {"tay-ninh": {"gate": "no"}, "ca-mau": {"foreign_affairs_office": "yes"}}
    assert flags(given, known) == expected
    mine = load_knowledge((), expected)
    assert mine.province("tay-ninh").gate_on(20261101) == "no"
    assert mine.province("ca-mau").foreign_affairs_office == "yes"
    assert known.province("tay-ninh").gate == "yes"
    for wrong, said in (
        ({"tay-nin": {}}, "there is no province 'tay-nin'; did you mean 'tay-ninh'"),
        ({"tay-ninh": {"gat": True}}, "'gat' is not known here; did you mean 'gate'"),
        ({"tay-ninh": {"gate": "maybe"}}, "'maybe' is not one of yes, no, unknown"),
        ({"tay-ninh": True}, "this must be a mapping"),
    ):
        with pytest.raises(RulesError) as caught:
            flags({"provinces": wrong}, known)
        assert said in caught.value.text("en")


def test_a_flag_given_anew_holds_on_every_day() -> None:
    inland = load_knowledge((), {"an-giang": {"coastal": "no"}}).province("an-giang")
    assert [inland.coastal_on(day) for day in (20200101, 20261101)] == ["no", "no"]
    assert load_knowledge().province("an-giang").coastal_on(20261101) == "yes"


def test_the_shipped_rules_take_parameters_through_the_cache() -> None:
    for _ in range(2):
        rules = load_rules((), {"lead": "so-vhtt"})
        rule = rules.get("RPT-001")
        assert rule is not None
        assert [value.value for value in rule.parameters["lead"]] == ["so-vhtt"]
    shipped = load_rules().get("RPT-001")
    assert shipped is not None
    assert len(shipped.parameters["lead"]) == 2
