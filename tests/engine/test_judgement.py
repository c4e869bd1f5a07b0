"""How rules end, told by small packs and facts, on both engines."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from plancheck.data.days import next_day, previous_day
from plancheck.document import Place
from plancheck.engine import Judgement, engine_name, judge
from plancheck.engine.predicates import Recogniser, predicate
from plancheck.engine.protocol import EngineError
from plancheck.facts.vocabulary import Fact, Value, fact
from plancheck.knowledge.store import rules_dir
from plancheck.pipeline import understand
from plancheck.rules import load_rules
from plancheck.rules.assemble import assemble
from plancheck.rules.model import RuleSet
from plancheck.rules.production import leaves

HEAD = """
pack: tiny
title: {vi: Nhỏ, en: Tiny}
rules:
"""
RULE = """
  - id: TST-00%d
    slug: rule-%d
    since: "2026-11"
    title: {vi: Thử, en: Test}
    applies: {types: [KH]}
    message: {vi: "Sai.", en: Wrong.}
    why: {vi: Cần., en: Needed.}
    remedy: {vi: Thêm., en: Add.}
"""

Run = Callable[..., Judgement]


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., RuleSet]:
    """A rule set of rules given by what they add to, or put in place of, a plain one."""

    def make(*additions: str) -> RuleSet:
        text = HEAD
        for number, addition in enumerate(additions, 1):
            keys = {line.split(":")[0].strip() for line in addition.splitlines()}
            lines = (RULE % (number, number)).splitlines()
            kept = [line for line in lines if line.split(":")[0].strip() not in keys]
            text += "\n".join(kept) + "\n" + "\n".join(f"    {line}" for line in addition.strip().splitlines()) + "\n"
        path = tmp_path / "tiny.yaml"
        path.write_text(text, encoding="utf-8")
        return assemble([path], rules_dir())

    return make


@pytest.fixture(params=["durable-rules", "reference"])
def run(request: pytest.FixtureRequest) -> Run:
    return lambda rules, *facts: judge(facts, rules, request.param)


def document(**values: Value) -> Fact:
    known: dict[str, Value] = {
        "type": "KH", "paper": "plan", "system": "state", "level": "province", "nature": "draft",
        "subject": "foreign-information", "date": 20220218, "own_date": 20220218, "stage": "issued",
        "format": "plan-xml", "border": "yes",
    }  # fmt: skip
    return fact("document", Place(), **(known | values))


def reporting(**values: Value) -> Fact:
    return fact("reporting", Place(), "báo cáo", **values)


def topic(name: str, strength: str = "clause") -> Fact:
    return fact("topic", Place(), name, topic=name, strength=strength)


def ends(judgement: Judgement) -> list[str]:
    return [verdict.status for verdict in judgement.verdicts]


ASK = "check: {kind: require, fact: reporting, where: {timed: 'yes'}, review: {timed: by-reference}}"


@pytest.mark.parametrize(
    ("timed", "status", "evidence"),
    [
        ([], "fail", ()),
        (["yes"], "pass", (1,)),
        (["no"], "fail", ()),
        (["by-reference"], "needs-review", (1,)),
        (["no", "by-reference", "yes", "yes"], "pass", (3, 4)),
    ],
)
def test_require(
    run: Run, rules: Callable[..., RuleSet], timed: list[str], status: str, evidence: tuple[int, ...]
) -> None:
    (verdict,) = run(rules(ASK), document(), *(reporting(timed=each) for each in timed)).verdicts
    assert (verdict.status, verdict.evidence) == (status, evidence)
    assert len(verdict.violations) == (status == "fail")
    assert all(violation.facts == () for violation in verdict.violations)


def test_require_at_least(run: Run, rules: Callable[..., RuleSet]) -> None:
    two = rules("check: {kind: require, fact: reporting, at_least: 2}")
    assert [ends(run(two, document(), *[reporting()] * count)) for count in range(4)] == [
        ["fail"], ["fail"], ["pass"], ["pass"],
    ]  # fmt: skip


def test_given(run: Run, rules: Callable[..., RuleSet]) -> None:
    given = rules("check: {kind: require, given: {fact: reporting}, fact: reporting, where: {timed: 'yes'}}")
    assert ends(run(given, document())) == ["not-applicable"]
    failed = run(given, document(), topic("a"), reporting(timed="no")).verdicts[0]
    assert (failed.status, failed.violations[0].given, failed.evidence) == ("fail", 2, (2,))
    assert ends(run(given, document(), reporting(timed="yes"))) == ["pass"]


@pytest.mark.parametrize(
    ("timed", "status", "groups"),
    [
        ([], "pass", []),
        (["yes"], "pass", []),
        (["by-reference"], "needs-review", []),
        (["no", "yes", "by-reference", "no"], "fail", [(1, 4)]),
    ],
)
def test_forbid(
    run: Run, rules: Callable[..., RuleSet], timed: list[str], status: str, groups: list[tuple[int, ...]]
) -> None:
    forbid = rules("check: {kind: forbid, fact: reporting, where: {timed: 'no'}, review: {timed: by-reference}}")
    (verdict,) = run(forbid, document(), *(reporting(timed=each) for each in timed)).verdicts
    assert (verdict.status, [each.facts for each in verdict.violations]) == (status, groups)
    assert [each.count for each in verdict.violations] == [len(group) for group in groups]


def test_findings_are_grouped_by_what_is_shown(run: Run, rules: Callable[..., RuleSet]) -> None:
    forbid = "check: {kind: forbid, fact: reporting, where: {timed: 'no'}%s}"
    facts = [reporting(timed="no", recipient_name=name, month=month) for name, month in (("A", 1), ("B", 1), ("A", 2))]

    def groups(more: str, message: str = "x") -> list[tuple[int, ...]]:
        rule = rules(f"{forbid % more}\nmessage: {{vi: '{message}', en: x}}")
        return [each.facts for each in run(rule, document(), *facts).verdicts[0].violations]

    assert groups("") == [(1, 2, 3)]
    assert groups("", "{recipient_name}") == [(1, 3), (2,)]
    assert groups("", "{recipient_name} {month} {count}") == [(1,), (2,), (3,)]
    assert groups(", group_by: [month]", "{recipient_name}") == [(1, 2), (3,)]


@pytest.mark.parametrize(
    ("timed", "status", "broken"),
    [
        ([], "not-applicable", []),
        (["yes", "yes"], "pass", []),
        (["yes", "no"], "fail", [(2,)]),
        (["yes", "by-reference"], "needs-review", []),
        (["no", "by-reference"], "fail", [(1,)]),
    ],
)
def test_each(
    run: Run, rules: Callable[..., RuleSet], timed: list[str], status: str, broken: list[tuple[int, ...]]
) -> None:
    each = rules("check: {kind: each, given: {fact: reporting, where: {month: 6}}, where: {timed: 'yes'}, "
                 "review: {timed: by-reference}}")  # fmt: skip
    facts = [reporting(timed=word, month=6) for word in timed]
    (verdict,) = run(each, document(), *facts, reporting(timed="no", month=7)).verdicts
    assert (verdict.status, [violation.facts for violation in verdict.violations]) == (status, broken)


@pytest.mark.parametrize(
    ("topics", "status", "count"),
    [("", "fail", 0), ("aab", "fail", 2), ("abc", "pass", 0), ("abcd", "pass", 0), ("abcde", "fail", 5)],
)
def test_count(run: Run, rules: Callable[..., RuleSet], topics: str, status: str, count: int) -> None:
    three = rules("check: {kind: count, fact: topic, where: {strength: clause}, distinct: topic, "
                  "at_least: 3, at_most: 4}")  # fmt: skip
    facts = [topic(name) for name in topics]
    (verdict,) = run(three, document(), *facts, topic("z", "mention")).verdicts
    assert verdict.status == status
    assert [each.count for each in verdict.violations] == ([count] if status == "fail" else [])


def test_consistent(run: Run, rules: Callable[..., RuleSet]) -> None:
    rule = rules("check: {kind: consistent, fact: citation, key: number, value: issued}")

    def cited(number: str, issued: int) -> Fact:
        return fact("citation", Place(), number, number=number, issued=issued)

    facts = [cited("a", 20100101), cited("b", 0), cited("b", 20110101), cited("a", 0), cited("b", 20110101)]
    assert ends(run(rule, document(), *facts)) == ["pass"]
    (verdict,) = run(rule, document(), *facts, cited("a", 20100102), cited("a", 20100103)).verdicts
    (violation,) = verdict.violations
    assert (verdict.status, violation.facts) == ("fail", (6, 7, 1))
    assert (violation.first, violation.second) == (20100101, 20100102)


def test_the_first_case_that_matches_gives_the_severity(run: Run, rules: Callable[..., RuleSet]) -> None:
    rule = rules(ASK + "\nseverity: info\napplies: [{levels: [province], until: 2021-12-31, severity: error}, "
                 "{levels: [province], severity: warning}, {types: [KH]}]")  # fmt: skip

    def severity(**values: Value) -> str:
        return run(rule, document(**values)).verdicts[0].violations[0].severity

    assert severity(date=20211231) == "error"
    assert severity() == "warning"
    assert severity(level="district") == "info"


def test_several_checks_end_in_the_worst(run: Run, rules: Callable[..., RuleSet]) -> None:
    rule = rules(
        "checks: [{kind: require, fact: reporting, severity: info}, "
        "{kind: forbid, fact: topic, where: {topic: bad}, severity: error}, "
        "{kind: require, given: {fact: duty}, fact: topic}]"
    )
    assert ends(run(rule, document(), reporting())) == ["pass"]
    (verdict,) = run(rule, document(), topic("bad")).verdicts
    assert (verdict.status, verdict.severity) == ("fail", "error")
    assert [(each.check, each.severity) for each in verdict.violations] == [(0, "info"), (1, "error")]


@pytest.mark.parametrize(
    ("applies", "values", "status"),
    [
        ("{types: [KH]}", {"type": "HD"}, "not-applicable"),
        ("{types: [KH]}", {"type": ""}, "not-evaluated"),
        ("{types: [KH]}", {"type": "", "level": ""}, "not-evaluated"),
        ("{types: [KH], levels: [province]}", {"type": "", "level": "commune"}, "not-applicable"),
        ("{where: {border: 'yes'}}", {"border": "unknown"}, "not-evaluated"),
        ("{where: {border: 'yes'}}", {"border": "no"}, "not-applicable"),
        ("{where: {border: {not: 'yes'}}}", {"border": "unknown"}, "fail"),
        ("{from: 2022-02-18}", {}, "fail"),
        ("{from: 2022-02-19}", {}, "not-applicable"),
        ("{until: 2022-02-18}", {}, "fail"),
        ("{until: 2022-02-17}", {}, "not-applicable"),
        ("{subject: foreign-information}", {"subject": "other"}, "not-applicable"),
        ("{natures: [draft]}", {"nature": "article"}, "not-applicable"),
        ("{under: [72/2015/NĐ-CP]}", {}, "fail"),
        ("{under: [72/2015/NĐ-CP]}", {"date": 20151021}, "not-applicable"),
        ("{under: [79/2010/QĐ-TTg, 72/2015/NĐ-CP]}", {"date": 20151021}, "fail"),
        ("{under: [72/2015/NĐ-CP]}", {"subject": "other"}, "not-applicable"),
        ("{under: [72/2015/NĐ-CP]}", {"level": ""}, "not-evaluated"),
        ("[{types: [HD]}, {types: [KH]}]", {}, "fail"),
    ],
)  # fmt: skip
def test_where_a_rule_applies(
    run: Run, rules: Callable[..., RuleSet], applies: str, values: dict[str, Value], status: str
) -> None:
    assert ends(run(rules(f"applies: {applies}\n{ASK}"), document(**values))) == [status]


def test_an_article_about_the_document(run: Run, rules: Callable[..., RuleSet]) -> None:
    three = rules(ASK, ASK + "\non_article: review", ASK + "\non_article: not-evaluated")
    assert ends(run(three, document())) == ["fail", "fail", "fail"]
    judged = run(three, document(nature="article")).verdicts
    assert [each.status for each in judged] == ["needs-review", "needs-review", "not-evaluated"]
    assert [each.reason for each in judged] == ["silent", "silent", "article"]
    assert ends(run(three, document(nature="article"), reporting(timed="yes"))) == ["pass", "pass", "not-evaluated"]


def test_an_article_proves_what_is_there(run: Run, rules: Callable[..., RuleSet]) -> None:
    bars = "check: {kind: forbid, fact: reporting, where: {timed: 'no'}}"
    two = rules(bars, bars + "\non_article: review")
    judged = run(two, document(nature="article"), reporting(timed="no")).verdicts
    assert [(each.status, each.reason) for each in judged] == [("fail", ""), ("needs-review", "article")]
    assert ends(run(two, document(nature="article"))) == ["pass", "pass"]


def test_layout_is_known_of_word_files_only(run: Run, rules: Callable[..., RuleSet]) -> None:
    rule = rules(ASK + "\nneeds: layout")
    assert ends(run(rule, document())) == ["not-evaluated"]
    assert ends(run(rule, document(format="docx"))) == ["fail"]


def test_what_can_not_be_proved(run: Run, rules: Callable[..., RuleSet]) -> None:
    rule = rules("status: not-provable\nreason: {vi: Vì., en: Because.}")
    (verdict,) = run(rule, document()).verdicts
    assert (verdict.status, verdict.reason) == ("not-evaluated", "not-provable")
    assert ends(run(rule, document(type="HD"))) == ["not-applicable"]


def test_dated_parameters_in_conditions(run: Run, rules: Callable[..., RuleSet]) -> None:
    rule = rules(
        "check: {kind: require, fact: reporting, where: {recipient: $who}}\n"
        "parameters: {who: [{until: 2025-02-28, value: old}, {from: 2025-03-02, value: new}]}"
    )
    to_new = reporting(recipient="new")
    assert ends(run(rule, document(date=20250228), to_new)) == ["fail"]
    assert ends(run(rule, document(date=20250302), to_new)) == ["pass"]
    (verdict,) = run(rule, document(date=20250301), to_new).verdicts
    assert (verdict.status, verdict.reason) == ("not-evaluated", "parameter")


def test_instruments_through_time(run: Run) -> None:
    def governing(date: int) -> set[str]:
        return set(run(load_rules(), document(date=date)).instruments)

    assert "79/2010/QĐ-TTg" in governing(20120103)
    assert "72/2015/NĐ-CP" not in governing(20151021)
    assert "79/2010/QĐ-TTg" not in governing(20151022)
    assert {"72/2015/NĐ-CP", "22/2016/TT-BTTTT"} <= governing(20180101)
    assert "148/2026/NĐ-CP" in governing(20261101)


def test_every_rule_gets_one_verdict_and_both_engines_the_same() -> None:
    shipped = load_rules()
    facts = [document(), topic("training"), reporting(timed="no")]
    judged = {name: judge(facts, shipped, name) for name in ("durable-rules", "reference")}
    assert [each.rule for each in judged["reference"].verdicts] == [rule.id for rule in shipped.rules]
    assert judged["reference"].verdicts == judged["durable-rules"].verdicts
    assert [each.engine for each in judged.values()] == list(judged)


def test_what_is_remembered_of_a_situation_changes_nothing() -> None:
    """Documents on both sides of every day and value that rules ask for, judged after one another and afresh."""
    shipped = load_rules()
    days = sorted({leaf.value for scope in shipped.scopes for leaf in leaves(scope.test) if leaf.property == "date"})
    random = Random(5)
    documents = [
        document(
            date=random.choice((next_day, previous_day, int))(int(random.choice(days))),
            type=random.choice(("KH", "HD", "QĐ", "")),
            system=random.choice(("state", "party", "")),
            level=random.choice(("ministry", "province", "district", "commune", "")),
            subject=random.choice(("foreign-information", "other")),
            nature=random.choice(("draft", "draft", "article")),
            format=random.choice(("docx", "text")),
            border=random.choice(("yes", "no", "unknown")),
        )
        for _ in range(60)
    ]
    facts = [topic("training"), reporting(timed="no")]
    for each in documents:
        remembered = judge([each, *facts], shipped)
        fresh = judge([each, *facts], replace(shipped), "reference")
        assert remembered.verdicts == fresh.verdicts
        assert remembered.instruments == fresh.instruments


def test_a_probe_is_put_to_every_fact_that_may_answer_it(sample_drafts: list[bytes]) -> None:
    shipped = load_rules()
    recogniser = Recogniser(shipped.probes)
    tests = [predicate(probe.test) for probe in shipped.probes]
    everything = frozenset(range(len(tests)))
    for draft in sample_drafts:
        facts = [{"kind": fact.kind, **fact.values} for fact in understand(draft).facts]
        expected: dict[int, list[int]] = {}
        for number, (probe, holds) in enumerate(zip(shipped.probes, tests, strict=True)):
            for id, each in enumerate(facts):
                if each["kind"] == probe.kind and holds(each):
                    expected.setdefault(number, []).append(id)
        assert recogniser.answers(facts, everything) == (expected, {})


@pytest.fixture
def sample_drafts() -> list[bytes]:
    return [path.read_bytes() for path in sorted((rules_dir().parent / "samples").glob("*.xml"))[:12]]


def test_a_trace_holds_what_was_derived(run: Run, rules: Callable[..., RuleSet]) -> None:
    cases = """
applies:
  - {types: [KH], from: 2026-01-01, severity: error}
  - {types: [KH], under: [30/2020/NĐ-CP]}
check: {kind: require, given: {fact: reporting}, fact: topic, where: {topic: training}}
"""
    judgement = judge([document(), reporting()], made := rules(cases, ASK), trace=("TST-001",))
    (trace,) = judgement.traces
    assert trace.verdict == judgement.verdicts[0]
    assert [case.applies for case in trace.cases] == [False, True]
    assert trace.cases[1].through == ("30/2020/NĐ-CP",)
    assert trace.chosen == 1
    assert {made.regimes[each].instrument for each in trace.regimes} == set(judgement.instruments)
    (check,) = trace.checks
    assert (check.given, check.met, check.production, check.status) == ((1,), (), "asks given yes: nothing", "fail")
    (none,) = judge([document(type="CT"), reporting()], made, trace=("TST-002",)).traces
    assert (none.chosen, none.checks, none.verdict.status) == (-1, (), "not-applicable")


def test_what_is_asked_of_the_judge(rules: Callable[..., RuleSet]) -> None:
    with pytest.raises(EngineError, match="one document fact, not 0"):
        judge([], rules(ASK))
    with pytest.raises(EngineError, match="there is no engine 'fast'"):
        judge([document()], rules(ASK), "fast")
    assert engine_name("reference") == "reference"
    assert engine_name() == "durable-rules"
