"""Tests as functions of one fact: recognition, which asks nothing of any other."""

import operator
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import prod
from typing import Any

from plancheck.facts.vocabulary import kinds
from plancheck.patterns import lazily
from plancheck.rules.model import Probe
from plancheck.rules.production import (
    AllOf,
    AnyOf,
    Comparison,
    FactValues,
    Like,
    Relation,
    Test,
    Value,
    Words,
    properties,
)
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
        if compare is operator.eq:  # most are, thousands of times a draft
            return lambda fact: fact[name] == value
        return lambda fact: compare(fact[name], value)
    if isinstance(test, Relation):
        return _related(test)
    if isinstance(test, Words):
        return _worded(test)
    if isinstance(test, Like):
        return _alike(test)
    if isinstance(test, AnyOf) and (known := _one_of(test)):
        only, values = known
        return lambda fact: fact[only] in values
    parts = [predicate(part) for part in test.tests]
    if len(parts) == 1:
        return parts[0]
    return _any(parts) if isinstance(test, AnyOf) else _all(parts)


def _one_of(test: AnyOf) -> tuple[str, frozenset[Value]] | None:
    """The property and the values where all that is asked is that it has one of them."""
    equal = [each for each in test.tests if isinstance(each, Comparison) and each.operator == "=="]
    if len(equal) < len(test.tests) or len({each.property for each in equal}) != 1:
        return None
    return equal[0].property, frozenset(each.value for each in equal)


def _all(parts: Sequence[Predicate]) -> Predicate:
    def holds(fact: FactValues) -> bool:
        for part in parts:  # noqa: SIM110 - a generator takes twice as long, thousands of times a draft
            if not part(fact):
                return False
        return True

    return holds


def _any(parts: Sequence[Predicate]) -> Predicate:
    def holds(fact: FactValues) -> bool:
        for part in parts:  # noqa: SIM110 - as above
            if part(fact):
                return True
        return False

    return holds


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


def _alike(test: Like) -> Predicate:
    name, wanted = test.property, test.holds
    patterns = [lazily(expression, re.IGNORECASE) for expression in test.expressions]
    return lambda fact: any(pattern.search(str(fact[name])) for pattern in patterns) is wanted


class Circumstances:
    """Tells which tests a document passes; what they have in common is asked once.

    ``relaxed``: where what is not known of the document may be anything.
    """

    def __init__(self, document: FactValues, relaxed: bool = False) -> None:
        self._document = document
        self._relaxed = relaxed
        self._known: dict[int, tuple[Test, bool]] = {}
        """By identity; with the test, so that no other gets it."""

    def __call__(self, test: Test) -> bool:
        """Whether it passes a test."""
        known = self._known.get(id(test))
        if known is None:
            known = self._known[id(test)] = test, self._passes(test)
        return known[1]

    def _passes(self, test: Test) -> bool:
        if isinstance(test, (AllOf, AnyOf)):
            decisive = isinstance(test, AnyOf)
            for part in test.tests:  # a generator takes twice as long, thousands of times a run
                if self(part) is decisive:
                    return decisive
            return not decisive
        value = self._document[test.property]
        if self._relaxed and value == _unknown_values().get(test.property, _NOTHING):
            return True
        if isinstance(test, Comparison):
            return _OPERATORS[test.operator](value, test.value)
        return predicate(test)(self._document)


def unknowns(document: FactValues) -> bool:
    """Whether something is not known of a document."""
    return any(document[name] == value for name, value in _unknown_values().items())


def unknown_value(name: str) -> Value | None:
    """Value by which a property of the document says that it is not known; None if it always is."""
    prop = kinds()["document"][name]
    if "unknown" in prop.values:
        return "unknown"
    if name == "date" or (prop.values and "" not in prop.values):
        return None
    return 0 if isinstance(prop.default, int) else ""


_NOTHING = object()


@cache
def _unknown_values() -> dict[str, Value]:
    return {name: value for name in kinds()["document"] if (value := unknown_value(name)) is not None}


_Index = tuple[list[int], dict[str, dict[Value, list[int]]]]
"""Probes that any fact of a kind may answer, and others by a property and the value they ask for."""


_MOST_INDEXES = 64


class Recogniser:
    """Which facts answer which probes, as far as a fact alone can tell.

    A probe that asks for a value is put only to facts that have it: a draft has few of the values that rules ask for.
    """

    def __init__(self, probes: Sequence[Probe]) -> None:
        self._probes = probes
        self._predicates: dict[int, Predicate] = {}
        self._of_kind: dict[str, list[int]] = {}
        for number, probe in enumerate(probes):
            self._of_kind.setdefault(probe.kind, []).append(number)
        self._keys: dict[int, tuple[str, frozenset[Value]] | None] = {}
        self._indexes: dict[frozenset[int], dict[str, _Index]] = {}

    def answers(
        self, facts: Iterable[FactValues], asked: frozenset[int]
    ) -> tuple[dict[int, list[int]], dict[int, Exception]]:
        """By probe of those asked, the facts that answer it, as indexes in order; and the probes that break on one."""
        found: dict[int, list[int]] = {}
        broken: dict[int, Exception] = {}
        indexes = self._indexed(asked)
        for id, fact in enumerate(facts):
            kind = str(fact["kind"])
            if kind not in indexes:
                indexes[kind] = self._index(number for number in self._of_kind.get(kind, ()) if number in asked)
            candidates, keyed = indexes[kind]
            for name, by_value in keyed.items():
                if fact[name] in by_value:
                    candidates = [*candidates, *by_value[fact[name]]]
            for number in candidates:
                try:
                    if self._predicate(number)(fact):
                        found.setdefault(number, []).append(id)
                except Exception as error:
                    broken.setdefault(number, error)
        return found, broken

    def _indexed(self, asked: frozenset[int]) -> dict[str, "_Index"]:
        """Those asked, by kind, as far as facts of the kind have been met."""
        if asked not in self._indexes:
            if len(self._indexes) >= _MOST_INDEXES:
                self._indexes.clear()
            self._indexes[asked] = {}
        return self._indexes[asked]

    def _index(self, numbers: Iterable[int]) -> "_Index":
        always: list[int] = []
        keyed: dict[str, dict[Value, list[int]]] = {}
        for number in numbers:
            if number not in self._keys:
                self._keys[number] = _key(self._probes[number])
            key = self._keys[number]
            if key is None:
                always.append(number)
                continue
            by_value = keyed.setdefault(key[0], {})
            for value in key[1]:
                by_value.setdefault(value, []).append(number)
        return always, keyed

    def _predicate(self, number: int) -> Predicate:
        known = self._predicates.get(number)
        if known is None:
            known = self._predicates[number] = predicate(_rest(self._probes[number].test, self._keys[number]))
        return known


class Likelihood:
    """Whether a fact may answer one of some probes, by what is known of it so far."""

    def __init__(self, probes: Iterable[Probe]) -> None:
        self._tests: dict[str, list[Test]] = {}
        for probe in probes:
            self._tests.setdefault(probe.kind, []).append(probe.test)
        self._predicates: dict[tuple[str, ...], list[Predicate]] = {}

    def may(self, kind: str, values: FactValues) -> bool:
        """Whether a fact of a kind that has some values may answer, whatever it has for others."""
        known = self._predicates.get((kind, *values))
        if known is None:
            known = [predicate(_relaxed(test, values)) for test in self._tests.get(kind, ())]
            self._predicates[kind, *values] = known
        try:
            return any(holds(values) for holds in known)
        except Exception:  # told when the fact is put to the probe
            return True


def _relaxed(test: Test, known: Container[str]) -> Test:
    """What of a test can be told by some properties alone: it holds wherever the test may."""
    if isinstance(test, (AllOf, AnyOf)):
        parts = tuple(_relaxed(part, known) for part in test.tests)
        return AllOf() if isinstance(test, AnyOf) and AllOf() in parts else type(test)(parts)
    return test if all(name in known for name in properties(test)) else AllOf()


def wanted(test: Test, name: str) -> frozenset[Value]:
    """Values of a property of which a fact must have one to pass a test; none where it may have any."""
    return next((values for known, values in _equalities(test) if known == name), frozenset())


def _equalities(test: Test) -> Iterator[tuple[str, frozenset[Value]]]:
    """Properties of which a fact must have one of a few values to pass a test, and these."""
    return filter(None, map(_equality, test.tests if isinstance(test, AllOf) else (test,)))


def _equality(test: Test) -> tuple[str, frozenset[Value]] | None:
    if isinstance(test, Comparison) and test.operator == "==":
        return test.property, frozenset([test.value])
    return _one_of(test) if isinstance(test, AnyOf) else None


def _rest(test: Test, key: tuple[str, frozenset[Value]] | None) -> Test:
    """What of a test is to be asked of facts that have the key's values."""
    parts = test.tests if isinstance(test, AllOf) else (test,)
    return AllOf(tuple(part for part in parts if key is None or _equality(part) != key))


def _key(probe: Probe) -> tuple[str, frozenset[Value]] | None:
    """A property that a fact must have one of a few values of to pass, the one with most possible values; or None."""
    keys = []
    for name, values in _equalities(probe.test):
        closed = kinds()[probe.kind][name].values if probe.kind in kinds() else ()
        keys.append((len(closed) or _OPEN, name, values))
    return max(keys, key=lambda key: (key[0], -len(key[2])))[1:] if keys else None


_OPEN = 1000
"""Values a property may have whose values are not closed: more than any other."""
