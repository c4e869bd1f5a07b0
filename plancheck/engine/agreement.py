"""Two judgements of one draft, as of two days it may be of: a fault is one only if it is one on both.

What stands or falls with the day is left to a person.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from plancheck.engine.judgement import Judgement, RuleVerdict, Violation
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.records import replace
from plancheck.rules.model import RuleSet
from plancheck.rules.production import Comparison, leaves

_WEAKER = {"error": 0, "warning": 1, "info": 2}


def turns_between(rules: RuleSet, knowledge: Knowledge, one: int, two: int) -> bool:
    """Whether any rule or any entry of the register is another on one day than on the other."""
    turns = _turns(rules, knowledge)
    return bisect_right(turns, one) != bisect_right(turns, two)


@lru_cache(maxsize=8)
def _turns(rules: RuleSet, knowledge: Knowledge) -> tuple[int, ...]:
    """Days, in order, from which on something is otherwise."""
    tests = [scope.test for scope in rules.scopes] + [regime.test for regime in rules.regimes]
    compared = [leaf for test in tests for leaf in leaves(test) if isinstance(leaf, Comparison)]
    days = {leaf.value for leaf in compared if leaf.property == "date"}
    segments = [segment for rule in rules.rules for check in rule.checks for segment in check.segments]
    days |= {day for segment in segments for day in (segment.start, segment.until)}
    after = {int(day) + 1 for day in days if day}  # a rule holds to the end of its last day
    return tuple(sorted({int(day) for day in days} | after | knowledge.turns))


def agree(judgement: Judgement, facts: Sequence[Fact], other: Judgement, others: Sequence[Fact]) -> Judgement:
    """The first judgement with the faults that the other has too. ``facts`` and ``others`` are what each judged.

    A rule that fails on one of the days only is ``needs-review`` (reason ``partial-date``); one that broke on one of
    them is not evaluated.
    """
    verdicts = tuple(
        two
        if two.reason == "failed"
        else one
        if one.reason == "failed" or (one.status != "fail" and two.status != "fail")
        else _shared(one, facts, two, others)
        for one, two in zip(judgement.verdicts, other.verdicts, strict=True)
    )
    return judgement._replace(verdicts=verdicts)


def _shared(one: RuleVerdict, facts: Sequence[Fact], two: RuleVerdict, others: Sequence[Fact]) -> RuleVerdict:
    kept = []
    for violation in one.violations:
        same = [each for each in two.violations if _same(violation, facts, each, others)]
        if same:
            severity = max((each.severity for each in (violation, *same)), key=_WEAKER.__getitem__)
            kept.append(replace(violation, severity=severity))
    if kept:
        return one._replace(violations=tuple(kept))
    told = one.violations or two.violations
    places = {(fact.kind, fact.place) for each in told for fact in _of(each, facts if one.violations else others)}
    evidence = tuple(index for index, fact in enumerate(facts) if (fact.kind, fact.place) in places)
    return RuleVerdict(one.rule, "needs-review", one.severity, "partial-date", (), evidence)


def _of(violation: Violation, facts: Sequence[Fact]) -> list[Fact]:
    return [facts[index] for index in violation.facts]


def _same(one: Violation, facts: Sequence[Fact], two: Violation, others: Sequence[Fact]) -> bool:
    """Whether two violations are one: of the same check, and with a fact in common unless nothing is there."""
    if one.check != two.check or bool(one.facts) != bool(two.facts):
        return False
    places = {(fact.kind, fact.place) for fact in _of(one, facts)}
    return not places or any((fact.kind, fact.place) in places for fact in _of(two, others))
