"""Tests as functions of one fact: recognition, which asks nothing of any other."""

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import prod
from typing import Any

from plancheck.facts.vocabulary import KINDS
from plancheck.patterns import lazily
from plancheck.rules.model import Probe
from plancheck.rules.production import AllOf, AnyOf, Comparison, FactValues, Relation, Test, Value, Words
from plancheck.text import fold

Predicate = Callable[[FactValues], bool]
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def predicate(test: Test) -> Predicate:
    """A test as a function of a fact."""
    if isinstance(test, Comparison):
        name, compare, value = test.property, _OPERATORS[test.operator], test.value
        return lambda fact: compare(fact[name], value)
    if isinstance(test, Relation):
        return _related(test)
    if isinstance(test, Words):
        return _worded(test)
    parts = [predicate(part) for part in test.tests]
    if len(parts) == 1:
        return parts[0]
    if isinstance(test, AnyOf):
        return lambda fact: any(part(fact) for part in parts)
    return lambda fact: all(part(fact) for part in parts)


def _related(test: Relation) -> Predicate:
    name, compare, terms, other = test.property, _OPERATORS[test.operator], test.terms, test.other
    if other:
        return lambda fact: compare(fact[name], fact[other])
    return lambda fact: compare(
        fact[name], sum(factor * prod(int(fact[each]) for each in names) for factor, names in terms)
    )


def _worded(test: Words) -> Predicate:
    said = "|".join(r"\s+".join(map(re.escape, fold(phrase).split())) for phrase in test.phrases)
    name, found, wanted = test.property, lazily(rf"(?<!\w)(?:{said})(?!\w)").search, test.holds
    return lambda fact: (found(fold(str(fact[name]))) is not None) is wanted


def relaxed(test: Test) -> Test:
    """A test on the document, where what is not known of it may be anything."""
    if isinstance(test, AllOf | AnyOf):
        parts = tuple(map(relaxed, test.tests))
        return AllOf(parts) if isinstance(test, AllOf) else AnyOf(parts)
    unknown = unknown_value(test.property)
    return test if unknown is None else AnyOf((test, Comparison(test.property, "==", unknown)))


def unknowns(document: FactValues) -> bool:
    """Whether something is not known of a document."""
    return any(document[name] == value for name, value in _UNKNOWN.items())


def unknown_value(name: str) -> Value | None:
    """Value by which a property of the document says that it is not known; None if it always is."""
    prop = KINDS["document"][name]
    if "unknown" in prop.values:
        return "unknown"
    if name == "date" or (prop.values and "" not in prop.values):
        return None
    return 0 if isinstance(prop.default, int) else ""


_UNKNOWN = {name: value for name in KINDS["document"] if (value := unknown_value(name)) is not None}


class Recogniser:
    """Which facts answer which probes, as far as a fact alone can tell.

    A probe that asks for a value is put only to facts that have it: a draft has few of the values that rules ask for.
    """

    def __init__(self, probes: Sequence[Probe]) -> None:
        self._probes = probes
        self._predicates: dict[int, Predicate] = {}
        self._always: dict[str, list[int]] = {}
        self._keyed: dict[str, dict[str, dict[Value, list[int]]]] = {}
        for number, probe in enumerate(probes):
            key = _key(probe)
            if key is None:
                self._always.setdefault(probe.kind, []).append(number)
                continue
            by_value = self._keyed.setdefault(probe.kind, {}).setdefault(key[0], {})
            for value in key[1]:
                by_value.setdefault(value, []).append(number)

    def answers(
        self, facts: Iterable[FactValues], asked: frozenset[int]
    ) -> tuple[dict[int, list[int]], dict[int, Exception]]:
        """By probe of those asked, the facts that answer it, as indexes in order; and the probes that break on one."""
        found: dict[int, list[int]] = {}
        broken: dict[int, Exception] = {}
        for id, fact in enumerate(facts):
            for number in self._candidates(fact):
                try:
                    if number in asked and self._predicate(number)(fact):
                        found.setdefault(number, []).append(id)
                except Exception as error:
                    broken.setdefault(number, error)
        return found, broken

    def _candidates(self, fact: FactValues) -> Iterable[int]:
        yield from self._always.get(str(fact["kind"]), ())
        for name, by_value in self._keyed.get(str(fact["kind"]), {}).items():
            yield from by_value.get(fact[name], ())

    def _predicate(self, number: int) -> Predicate:
        known = self._predicates.get(number)
        if known is None:
            known = self._predicates[number] = predicate(self._probes[number].test)
        return known


def _key(probe: Probe) -> tuple[str, tuple[Value, ...]] | None:
    """A property that a fact must have one of a few values of to pass, the one with most possible values; or None."""
    parts = probe.test.tests if isinstance(probe.test, AllOf) else (probe.test,)
    keys = []
    for part in parts:
        choices = part.tests if isinstance(part, AnyOf) else (part,)
        equal = [each for each in choices if isinstance(each, Comparison) and each.operator == "=="]
        if equal and len(equal) == len(choices) and len({each.property for each in equal}) == 1:
            name = equal[0].property
            closed = KINDS[probe.kind][name].values if probe.kind in KINDS else ()
            keys.append((len(closed) or _OPEN, name, tuple(dict.fromkeys(each.value for each in equal))))
    return max(keys, key=lambda key: (key[0], -len(key[2])))[1:] if keys else None


_OPEN = 1000
"""Values a property may have whose values are not closed: more than any other."""
