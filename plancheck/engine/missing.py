"""Which topics the rules missed: those a second opinion is asked about."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from plancheck.engine.judgement import Judgement
from plancheck.rules.model import Rule, RuleSet
from plancheck.rules.production import Comparison, leaves


def missed_topics(judgement: Judgement, rules: RuleSet) -> frozenset[str]:
    """Topics of the rules that failed, where an opinion that a clause is there would have a person look."""
    doubted = _doubted(rules)
    failed = (verdict.rule for verdict in judgement.verdicts if verdict.status == "fail")
    return frozenset(topic for rule in failed for topic in doubted.get(rule, ()))


@lru_cache(maxsize=8)
def doubting(rules: RuleSet) -> frozenset[str]:
    """Ids of the rules by whose verdicts ``missed_topics`` is told: those that ask a second opinion, and what these
    yield to.
    """
    asking = frozenset(_doubted(rules))
    return asking.union(*(rule.yields_to for rule in rules.rules if rule.id in asking))


@lru_cache(maxsize=8)
def _doubted(rules: RuleSet) -> Mapping[str, tuple[str, ...]]:
    """The topics of each rule that asks a second opinion."""
    every = {rule.id: tuple(doubted_topics(rule, rules)) for rule in rules.rules}
    return {rule: topics for rule, topics in every.items() if topics}


def doubted_topics(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """Topics that a rule asks a second opinion about."""
    segments = [segment for check in rule.checks for segment in check.segments]
    for probe in (rules.probes[at] for segment in segments for at in (segment.doubt, segment.opinion) if at >= 0):
        every = leaves(probe.test) if probe.kind == "topic" else ()
        asked = [leaf for leaf in every if isinstance(leaf, Comparison)]
        if any(leaf.property == "strength" and leaf.value == "opinion" for leaf in asked):
            yield from (str(leaf.value) for leaf in asked if leaf.property == "topic")
