"""The productions in plain Python: the oracle of the durable engine, and what runs where that one can't be had."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from plancheck.engine.predicates import Predicate, predicate
from plancheck.engine.protocol import EngineName, Match, run_strata, strata
from plancheck.rules.production import Derivation, FactValues, Pattern, Production


class ReferenceEngine:
    """Nested loops over the facts of each kind, joined through an index of the join's values."""

    name: EngineName = "reference"

    def __init__(self, productions: Sequence[Production]) -> None:
        self._layers = [(layer, partial(_match, [_Matcher(each) for each in layer])) for layer in strata(productions)]

    def run(self, facts: Sequence[FactValues]) -> list[Derivation]:
        """See :class:`plancheck.engine.protocol.Engine`."""
        return run_strata(self._layers, facts)


class _Matcher:
    """A production with its tests made into functions."""

    def __init__(self, production: Production) -> None:
        self.patterns = [(pattern, predicate(pattern.test)) for pattern in production.patterns]
        self.absent = [(pattern, predicate(pattern.test)) for pattern in production.absent]

    def matches(self, facts: Sequence[FactValues], by_kind: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, ...]]:
        if any(pattern.kind not in by_kind for pattern, _ in self.patterns):
            return
        first, holds = self.patterns[0]
        chosen: list[tuple[int, ...]] = [(id,) for id in by_kind[first.kind] if holds(facts[id])]
        for pattern, holds in self.patterns[1:]:
            if not chosen:
                return
            index = _index(pattern, holds, facts, by_kind)
            chosen = [(*ids, id) for ids in chosen for id in index.get(_wanted(pattern, ids, facts), ())]
        for pattern, holds in self.absent:
            index = _index(pattern, holds, facts, by_kind)
            chosen = [ids for ids in chosen if _wanted(pattern, ids, facts) not in index]
        yield from chosen


def _match(matchers: Sequence[_Matcher], facts: Sequence[FactValues]) -> Iterator[Match]:
    by_kind: dict[str, list[int]] = {}
    for id, fact in enumerate(facts):
        by_kind.setdefault(str(fact["kind"]), []).append(id)
    for number, matcher in enumerate(matchers):
        for ids in matcher.matches(facts, by_kind):
            yield number, ids


def _index(
    pattern: Pattern, holds: Predicate, facts: Sequence[FactValues], by_kind: Mapping[str, Sequence[int]]
) -> dict[tuple[object, ...], list[int]]:
    """Facts of a pattern by the values it joins on."""
    index: dict[tuple[object, ...], list[int]] = {}
    for id in by_kind.get(pattern.kind, ()):
        fact = facts[id]
        if holds(fact):
            index.setdefault(tuple(fact[join.property] for join in pattern.joins), []).append(id)
    return index


def _wanted(pattern: Pattern, ids: tuple[int, ...], facts: Sequence[FactValues]) -> tuple[object, ...]:
    return tuple(facts[ids[join.pattern]][join.other] for join in pattern.joins)
