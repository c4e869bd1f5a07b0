"""Conditions, dates and parameters become tests, scopes and segments."""

from collections.abc import Callable

import pytest

from plancheck.data.days import next_day, previous_day
from plancheck.engine.predicates import Circumstances, predicate, unknown_value
from plancheck.facts.vocabulary import kinds
from plancheck.rules.conditions import ConditionError, condition
from plancheck.rules.model import RuleSet, Segment
from plancheck.rules.production import AllOf, AnyOf, Comparison, Test, negated
from plancheck.rules.storage import decode, encode
from tests.rules.conftest import RULE

Build = Callable[[str], RuleSet]


@pytest.mark.parametrize(
    ("kind", "wanted", "expected"),
    [
        ("topic", {"topic": "training"}, Comparison("topic", "==", "training")),
        ("topic", {}, AllOf()),
        ("topic", {"topic": ["a", "b"]}, AnyOf((Comparison("topic", "==", "a"), Comparison("topic", "==", "b")))),
        ("topic", {"topic": {"not": "a"}}, Comparison("topic", "!=", "a")),
        (
            "topic",
            {"topic": {"not": ["a", "b"]}},
            AllOf((Comparison("topic", "!=", "a"), Comparison("topic", "!=", "b"))),
        ),
        (
            "topic",
            {"topic": "a", "strength": "clause"},
            AllOf((Comparison("topic", "==", "a"), Comparison("strength", "==", "clause"))),
        ),
        ("reporting", {"day": {"min": 6, "max": 7}}, AllOf((Comparison("day", ">=", 6), Comparison("day", "<=", 7)))),
        ("document", {"date": {"min": "2015-10-22"}}, Comparison("date", ">=", 20151022)),
        ("citation", {"ended": {"not": 0}}, Comparison("ended", "!=", 0)),
        (
            "citation",
            {"any": [{"known": "yes"}, {"year": 2012}]},
            AnyOf((Comparison("known", "==", "yes"), Comparison("year", "==", 2012))),
        ),
        ("reporting", {"recipient": "$who"}, Comparison("recipient", "==", "bo-tttt")),
        (
            "reporting",
            {"recipient": ["$who", "x"]},
            AnyOf((Comparison("recipient", "==", "bo-tttt"), Comparison("recipient", "==", "x"))),
        ),
    ],
)  # fmt: skip
def test_conditions(kind: str, wanted: dict[str, object], expected: Test) -> None:
    assert condition(kind, wanted, {"who": "bo-tttt"}) == expected


@pytest.mark.parametrize(
    ("kind", "wanted", "said", "path"),
    [
        ("topics", {}, "'topics' is not a kind of fact", ()),
        ("topic", {"topc": "a"}, "a topic has no 'topc'", ("topc",)),
        ("topic", {"strength": "strong"}, "strength is never 'strong'", ("strength",)),
        ("topic", {"topic": 5}, "topic is text, not 5: write it in quotation marks", ("topic",)),
        ("topic", {"topic": {"min": 1}}, "topic is text and has no order", ("topic", "min")),
        ("topic", {"topic": {"nott": "a"}}, "'nott' is no way of asking", ("topic", "nott")),
        ("topic", {"topic": {}}, "'' is no way of asking", ("topic", "")),
        ("topic", {"topic": {"like": ["a", "("]}}, "is no regular expression", ("topic", "like")),
        ("reporting", {"month": {"like": "a"}}, "is a regular expression", ("month", "like")),
        ("topic", {"topic": ["a", {"not": "b"}]}, "topic is text, not", ("topic", 1)),
        ("topic", {"strength": {"not": ["clause", "strong"]}}, "strength is never 'strong'", ("strength", "not", 1)),
        ("topic", {"topic": "$who"}, "there is no parameter 'who'", ("topic",)),
        ("reporting", {"month": "six"}, "month is a number, not 'six'", ("month",)),
        ("reporting", {"month": "2015-10-22"}, "month is a number", ("month",)),
        ("citation", {"any": {"known": "yes"}}, "any is a list of conditions", ("any",)),
        ("citation", {"any": [{"known": "yes"}, {"knwn": "yes"}]}, "a citation has no 'knwn'", ("any", 1, "knwn")),
    ],
)
def test_conditions_that_can_not_be(kind: str, wanted: dict[str, object], said: str, path: tuple[object, ...]) -> None:
    with pytest.raises(ConditionError, match=said.replace("$", r"\$")) as caught:
        condition(kind, wanted)
    assert caught.value.path == path


def test_the_negation_of_a_test_holds_where_the_test_does_not() -> None:
    test = condition("reporting", {"any": [{"month": {"min": 3, "max": 6}}, {"timed": ["yes", "no"], "ad_hoc": "no"}]})
    for month in range(9):
        for timed in ("yes", "no", "by-reference"):
            fact = {"month": month, "timed": timed, "ad_hoc": "no"}
            assert predicate(test)(fact) is not predicate(negated(test))(fact)


def test_days_around_a_day() -> None:
    assert (previous_day(20260301), next_day(20251231)) == (20260228, 20260101)


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("type", ""),
        ("level", ""),
        ("border", "unknown"),
        ("number", ""),
        ("period_from", 0),
        ("date", None),
        ("stage", None),
    ],
)
def test_how_the_document_says_that_it_does_not_know(name: str, unknown: object) -> None:
    assert unknown_value(name) == unknown


def test_every_property_of_the_document_has_its_unknown_value_or_none() -> None:
    for name, prop in kinds()["document"].items():
        value = unknown_value(name)
        assert value is None or type(value) is type(prop.default)


def test_rules_that_ask_the_same_share_scope_and_probe(ruleset: Build) -> None:
    second = RULE.partition("rules:")[2].replace("TST-001", "TST-002").replace("tiny-rule", "other-rule")
    rules = ruleset(RULE + second)
    assert [rule.id for rule in rules.rules] == ["TST-001", "TST-002"]
    assert (len(rules.scopes), len(rules.probes)) == (1, 1)


def test_a_dated_parameter_splits_a_check(ruleset: Build) -> None:
    parameters = """
    parameters:
      who:
        - {until: 2025-02-28, value: bo-tttt}
        - {from: 2025-03-01, value: bo-vhttdl}
    check: {kind: require, fact: reporting, where: {recipient: $who}}
"""
    text = RULE.replace('    check: {kind: require, fact: reporting, where: {timed: "yes"}}\n', parameters)
    rules = ruleset(text)
    assert rules.rules[0].checks[0].segments == (
        Segment(met=0, until=20250228),
        Segment(met=1, start=20250301),
    )
    assert [probe.test for probe in rules.probes] == [
        Comparison("recipient", "==", "bo-tttt"),
        Comparison("recipient", "==", "bo-vhttdl"),
    ]
    gap = ruleset(text.replace("from: 2025-03-01", "from: 2025-04-01"))
    assert [(each.start, each.until) for each in gap.rules[0].checks[0].segments] == [(0, 20250228), (20250401, 0)]


def test_findings_are_set_apart_by_what_the_message_shows(ruleset: Build) -> None:
    forbid = RULE.replace("kind: require", "kind: forbid")
    shown = forbid.replace("vi: Thiếu.", 'vi: "“{quote}” gửi {recipient_name} ({document.type}), {count}"')
    assert ruleset(shown).rules[0].checks[0].group_by == ("quote", "recipient_name")
    assert ruleset(forbid).rules[0].checks[0].group_by == ()
    chosen = shown.replace("{kind: forbid", "{group_by: [recipient], kind: forbid")
    assert ruleset(chosen).rules[0].checks[0].group_by == ("recipient",)


@pytest.mark.parametrize(
    ("check", "probes"),
    [
        ("{kind: require, fact: duty, where: {lead: 'yes'}, review: {coordination: 'yes'}}", {"met": 0, "doubt": 1}),
        ("{kind: require, given: {fact: reporting}, fact: duty}", {"given": 0, "met": 1}),
        ("{kind: forbid, fact: duty, where: {lead: 'yes'}}", {"violation": 0}),
        (
            "{kind: forbid, fact: duty, where: {lead: 'yes'}, review: {coordination: 'yes'}}",
            {"violation": 0, "doubt": 1},
        ),
        ("{kind: each, given: {fact: duty}, where: {lead: 'yes'}}", {"given": 0, "met": 1, "violation": 2}),
        (
            "{kind: each, given: {fact: duty}, where: {lead: 'yes'}, review: {coordination: 'yes'}}",
            {"given": 0, "met": 1, "violation": 2, "doubt": 3},
        ),
        ("{kind: count, fact: topic, where: {strength: clause}, distinct: topic, at_least: 3}", {"met": 0}),
        ("{kind: consistent, fact: period, value: span}", {"met": 0}),
    ],
)
def test_what_each_kind_of_check_asks(ruleset: Build, check: str, probes: dict[str, int]) -> None:
    rules = ruleset(RULE.replace('{kind: require, fact: reporting, where: {timed: "yes"}}', check))
    assert rules.rules[0].checks[0].segments == (Segment(**probes),)
    assert len(rules.probes) == len(probes)


def test_relaxed_scopes_let_the_unknown_be_anything(ruleset: Build) -> None:
    rules = ruleset(RULE.replace("{types: [KH]}", "{types: [KH], where: {border: 'yes'}, from: 2020-01-01}"))
    (scope,) = rules.scopes
    known = {"type": "KH", "border": "yes", "date": 20200101}
    assert Circumstances(known, relaxed=True)(scope.test)
    assert Circumstances(known | {"type": ""}, relaxed=True)(scope.test)
    assert Circumstances(known | {"border": "unknown"}, relaxed=True)(scope.test)
    assert not Circumstances(known | {"border": "no"}, relaxed=True)(scope.test)
    assert not Circumstances(known | {"type": "", "date": 20191231}, relaxed=True)(scope.test)


def test_the_cache_gives_back_the_same(ruleset: Build) -> None:
    rules = ruleset(RULE)
    again = decode(encode(rules))
    names = ("version", "rules", "regimes", "scopes", "probes", "redirects", "packs")
    assert all(getattr(again, name) == getattr(rules, name) for name in names)


def test_the_shipped_rules_survive_the_cache() -> None:
    from plancheck.cache import packed, unpacked
    from plancheck.rules import load_rules

    rules = load_rules()
    again = decode(unpacked(packed(encode(rules))))
    assert encode(again) == encode(rules)
    assert again.rules == rules.rules
    assert rules.regimes
    assert len(rules.rules) > 60


def test_rules_are_named_in_many_ways(ruleset: Build) -> None:
    rules = ruleset(RULE.replace("    title:", "    tags: [small]\n    title:"))
    for name in ("TST-001", "tst-001", "TST", "tiny-rule", "small", "tiny", "all"):
        assert [rule.id for rule in rules.select([name])] == ["TST-001"], name
    with pytest.raises(KeyError, match="XYZ"):
        rules.select(["TST", "XYZ"])
    assert rules.get("Tiny-Rule") is rules.rules[0]
    assert rules.get("nothing") is None
