"""Facts that stand together, facts made from facts, order, comparisons within a fact: on both engines."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from plancheck.data.errors import RulesError
from plancheck.document import Place
from plancheck.engine import derived, judge
from plancheck.facts.vocabulary import Fact, Spot, Value, fact
from plancheck.knowledge.store import rules_dir
from plancheck.rules.assemble import assemble
from plancheck.rules.model import RuleSet

PACK = """
pack: tiny
title: {vi: Nhỏ, en: Tiny}
%srules:
  - id: TST-001
    slug: tiny-rule
    since: "2026-11"
    title: {vi: Thử, en: Test}
    applies: {types: [KH]}
    message: {vi: "Sai.", en: Wrong.}
    why: {vi: Cần., en: Needed.}
    remedy: {vi: Thêm., en: Add.}
    check: %s
"""

Build = Callable[..., RuleSet]


@pytest.fixture
def rules(tmp_path: Path) -> Build:
    def make(check: str, derive: str = "") -> RuleSet:
        path = tmp_path / "tiny.yaml"
        path.write_text(PACK % (derive, check), encoding="utf-8")
        return assemble([path], rules_dir())

    return make


@pytest.fixture(params=["durable-rules", "reference"])
def ended(request: pytest.FixtureRequest) -> Callable[..., tuple[str, list[int]]]:
    """Status and the facts that broke the rule, by their place among the facts given, from 1."""

    def run(made: RuleSet, *facts: Fact) -> tuple[str, list[int]]:
        every = derived([DOCUMENT, *facts], made, request.param)
        (verdict,) = judge(every, made, request.param).verdicts
        return verdict.status, [id for each in verdict.violations for id in each.facts]

    return run


DOCUMENT = fact("document", Place(), type="KH", system="state", date=20260101, nature="draft", format="docx")


def at(kind: str, block: int, row: int = -1, section: int = 0, **values: Value) -> Fact:
    made = fact(kind, Place("body", block + 1), f"{kind} {block}", **values)
    return replace(made, spot=Spot(block, section, row if row >= 0 else -2 - block))


TIMED = "{kind: each, given: {fact: topic, where: {topic: training}}, with: {fact: deadline, same: %s}}"


@pytest.mark.parametrize(
    ("same", "expected"),
    [("block", ("fail", [2, 3])), ("row", ("fail", [3])), ("section", ("pass", [])), ("draft", ("pass", []))],
)
def test_each_fact_with_another_beside_it(
    rules: Build, ended: Callable[..., object], same: str, expected: object
) -> None:
    training = [at("topic", block, row, topic="training") for block, row in ((1, -1), (2, 7), (4, 8))]
    deadlines = [at("deadline", 1), at("deadline", 3, 7)]
    assert ended(rules(TIMED % same), *training, *deadlines) == expected


def test_a_fact_in_no_table_is_in_a_row_of_its_own(rules: Build, ended: Callable[..., object]) -> None:
    made = rules(TIMED % "row")
    assert ended(made, at("topic", 1, topic="training"), at("deadline", 1)) == ("pass", [])
    assert ended(made, at("topic", 1, topic="training"), at("deadline", 2)) == ("fail", [1])


def test_facts_without_another_beside_them(rules: Build, ended: Callable[..., object]) -> None:
    made = rules("{kind: forbid, fact: duty, where: {lead: 'yes'}, without: {fact: deadline, same: row}}")
    duties = [at("duty", block, block, lead="yes") for block in (1, 2, 3)]
    assert ended(made, *duties, at("deadline", 9, 2)) == ("fail", [1, 3])
    assert ended(made, *duties) == ("fail", [1, 2, 3])
    assert ended(made, at("duty", 2, 2, lead="yes"), at("deadline", 9, 2)) == ("pass", [])


def test_a_companion_must_pass_its_own_condition(rules: Build, ended: Callable[..., object]) -> None:
    made = rules("{kind: require, fact: topic, with: {fact: deadline, where: {month: {min: 6}}, same: block}}")
    assert ended(made, at("topic", 1), at("deadline", 1, month=5))[0] == "fail"  # type: ignore[index]
    assert ended(made, at("topic", 1), at("deadline", 1, month=6))[0] == "pass"  # type: ignore[index]


def test_companions_that_agree_in_a_property(rules: Build, ended: Callable[..., object]) -> None:
    made = rules("{kind: forbid, fact: assignment, without: {fact: recipient, on: {agency: agency}}}")
    given = [at("assignment", 1, agency="so-tai-chinh"), at("assignment", 2, agency="so-ngoai-vu")]
    assert ended(made, *given, at("recipient", 9, agency="so-ngoai-vu")) == ("fail", [1])


def test_doubt_beside_companions(rules: Build, ended: Callable[..., object]) -> None:
    check = "{kind: each, given: {fact: duty}, with: {fact: deadline, same: block}, review: {coordination: 'yes'}}"
    made = rules(check)
    assert ended(made, at("duty", 1, coordination="yes")) == ("needs-review", [])
    assert ended(made, at("duty", 1, coordination="no")) == ("fail", [1])
    assert ended(made, at("duty", 1, coordination="yes"), at("deadline", 1)) == ("pass", [])
    barred = rules("{kind: forbid, fact: duty, with: {fact: deadline, same: block}, review: {coordination: 'yes'}}")
    assert ended(barred, at("duty", 1, coordination="yes")) == ("needs-review", [])
    assert ended(barred, at("duty", 1, coordination="yes"), at("deadline", 1)) == ("fail", [1])


def test_companions_have_companions(rules: Build, ended: Callable[..., object]) -> None:
    made = rules(
        "{kind: each, given: {fact: topic}, with: {fact: agency, same: block, with: {fact: deadline, same: section}}}"
    )
    beside = [at("topic", 1), at("agency", 1, section=3)]
    assert ended(made, *beside, at("deadline", 7, section=3)) == ("pass", [])
    assert ended(made, *beside, at("deadline", 7, section=4)) == ("fail", [1])


@pytest.mark.parametrize(
    ("where", "values", "holds"),
    [
        ("{parts: {not: '=total'}}", {"parts": 5, "total": 5}, False),
        ("{parts: {not: '=total'}}", {"parts": 5, "total": 6}, True),
        ("{parts: '=total'}", {"parts": 5, "total": 5}, True),
        ("{parts: {min: '=2 * total - 1'}}", {"parts": 5, "total": 3}, True),
        ("{parts: {min: '=2 * total - 1'}}", {"parts": 4, "total": 3}, False),
        ("{parts: {max: '=total * total'}}", {"parts": 10, "total": 3}, False),
        ("{total_text: '=parts_text'}", {"total_text": "5", "parts_text": "5"}, True),
        ("{total_text: {not: '=parts_text'}}", {"total_text": "5", "parts_text": "5"}, False),
        ("{total_text: {has: tổng kinh phí}}", {"total_text": "Tổng  kinh phí là"}, True),
        ("{total_text: {has: [kinh, tổng]}}", {"total_text": "các kinh phí"}, True),
        ("{total_text: {has: tổng kinh}}", {"total_text": "tổng kinhx"}, False),
        ("{total_text: {not: {has: tổng}}}", {"total_text": "các"}, True),
    ],
)
def test_a_property_against_others_of_the_fact(
    rules: Build, ended: Callable[..., tuple[str, list[int]]], where: str, values: dict[str, Value], holds: bool
) -> None:
    made = rules(f"{{kind: forbid, fact: sum, where: {where}}}")
    assert ended(made, at("sum", 1, **values))[0] == ("fail" if holds else "pass")


def test_order_of_a_list_of_values(rules: Build, ended: Callable[..., object]) -> None:
    made = rules("{kind: order, fact: basis, value: type, order: [LUẬT, NĐ, QĐ]}")
    given = [at("basis", number, type=type) for number, type in enumerate(("LUẬT", "QĐ", "CV", "NĐ", "QĐ"), 1)]
    assert ended(made, *given) == ("fail", [4, 2])
    assert ended(made, *given[:3], given[4]) == ("pass", [])


def test_order_of_numbers_for_each_key(rules: Build, ended: Callable[..., object]) -> None:
    made = rules("{kind: order, fact: period, value: first, key: source}")
    given = [at("period", number, first=first, source=source) for number, (first, source) in
             enumerate(((2020, "title"), (2019, "closing"), (2018, "closing"), (0, "title")), 1)]  # fmt: skip
    assert ended(made, *given) == ("fail", [3, 2])


DERIVE = """derive:
  - fact: timed-duty
    from: {fact: duty, where: {lead: "yes"}, with: {fact: deadline, same: row}}
    values: {who: =lead_name, month: =with.month, sure: "yes"}
  - fact: late-duty
    from: {fact: timed-duty, where: {month: {min: 10}}}
    values: {who: =who}
"""


def test_facts_made_from_facts(rules: Build, ended: Callable[..., object]) -> None:
    made = rules("{kind: forbid, fact: late-duty, where: {who: Sở B}}", DERIVE)
    duties = [at("duty", block, block, lead="yes", lead_name=name) for block, name in ((1, "Sở A"), (2, "Sở B"))]
    deadlines = [at("deadline", 5, 1, month=11), at("deadline", 6, 2, month=3)]
    assert ended(made, *duties, *deadlines) == ("pass", [])
    assert ended(made, *duties, *deadlines, at("deadline", 7, 2, month=12)) == ("pass", [])  # the first one counts
    every = derived([DOCUMENT, *duties, at("deadline", 6, 2, month=12)], made)
    assert [(each.kind, dict(each.values)) for each in every[4:]] == [
        ("timed-duty", {"who": "Sở B", "month": 12, "sure": "yes"}),
        ("late-duty", {"who": "Sở B"}),
    ]
    assert every[4].place == duties[1].place
    assert ended(made, *duties, at("deadline", 6, 2, month=12)) == ("fail", [5])


OWN = "derive: [{fact: own, from: {fact: topic}, values: {a: %s}}]\n"


@pytest.mark.parametrize(
    ("check", "derive", "complaint"),
    [
        ("{kind: forbid, fact: duty, with: {fact: dedline}}", "", r"'dedline' is not a kind.*mean 'deadline'"),
        ("{kind: forbid, fact: duty, with: {fact: deadline, same: rov}}", "", r"13:\d+: 'rov' is not one of block"),
        ("{kind: forbid, fact: duty, with: {fact: deadline, where: {mont: 1}}}", "", "has no 'mont'.*'month'"),
        ("{kind: forbid, fact: duty, with: {fact: deadline, on: {lead: mont}}}", "", "a deadline has no 'mont'"),
        ("{kind: forbid, fact: duty, with: {fact: deadline, on: {lead: month}}}", "", "not of one type"),
        ("{kind: forbid, fact: sum, where: {parts: =totl}}", "", r"13:\d+: after = stands .*did you mean 'total'"),
        ("{kind: forbid, fact: sum, where: {parts: =total_text}}", "", "not of one type"),
        ("{kind: forbid, fact: sum, where: {parts: {has: x}}}", "", "is words"),
        ("{kind: order, fact: basis, order: [LUẬT]}", "", "needs `value`"),
        ("{kind: forbid, fact: basis, order: [LUẬT]}", "", "`order` belongs to checks of kind order"),
        ("{kind: forbid, fact: duty}", "derive: [{fact: duty, from: {fact: topic}}]\n", "4:.*'duty' is already"),
        ("{kind: forbid, fact: duty}", OWN % "=topik", "topic has no 'topik'"),
        ("{kind: forbid, fact: owns}", OWN % "=topic", "did you mean 'own'"),
    ],
)  # fmt: skip
def test_what_is_wrong_and_where(rules: Build, check: str, derive: str, complaint: str) -> None:
    with pytest.raises(RulesError, match=complaint):
        rules(check, derive)


def test_both_engines_agree_on_any_companions(rules: Build) -> None:
    made = rules(
        "{kind: each, given: {fact: duty, without: {fact: agency, same: section}},"
        " with: [{fact: deadline, same: row}, {fact: topic, same: block, on: {text: topic}}],"
        " without: {fact: money, same: draft}}"
    )
    random = Random(5)
    for _ in range(40):

        def some(kind: str, **values: Value) -> list[Fact]:
            spots = [
                (random.randrange(6), random.randrange(-1, 4), random.randrange(3)) for _ in range(random.randrange(4))
            ]
            return [at(kind, *spot, **values) for spot in spots]

        facts = [DOCUMENT, *some("duty", text="a"), *some("agency"), *some("deadline"), *some("topic", topic="a")]
        facts += some("money") if random.random() < 0.3 else []
        assert judge(facts, made, "durable-rules").verdicts == judge(facts, made, "reference").verdicts
