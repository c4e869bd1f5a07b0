"""The productions on durable-rules 2.0.28: its matcher, driven by hand and kept inside what is known to be sound.

The package's Python layer starts threads, swallows exceptions, drops actions after ten seconds and costs three times
the matching itself, so the extension module under it is called directly: assert, take every result, retract.

What the matcher sees are small integers only. Strings become numbers, each its own; values that no test names and no
join needs become 0; facts that then look alike are asserted once. That takes its string comparison (which confuses
"1" with 12, and orders by the JSON text), its number parser and its memory use out of play.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from math import prod
from threading import Lock
from types import ModuleType
from typing import Any

from plancheck.engine.protocol import EngineError, EngineName, Match, run_strata, strata
from plancheck.records import NamedTuple
from plancheck.rules.production import (
    AllOf,
    AnyOf,
    Comparison,
    Derivation,
    FactValues,
    Leaf,
    Pattern,
    Production,
    Test,
    Value,
    leaves,
)

_SID = "0"
_SENTINEL = 0
"""Kind of the fact asserted last. It triggers productions with absent patterns, and that it is seen proves that the
whole batch was read."""
_MAX_RULES = 50
_MAX_TESTS = 400
"""The matcher loops for ever over more than 511 different tests after one test."""
_MAX_PENDING = 56
"""Tests that may hold of one fact at once; the matcher's stack has room for 64."""
_MAX_FACTS = 500
"""Facts asserted at a time where no production needs two of them: each takes 11 kB in the matcher."""
_MAX_IDS = 200_000
"""Ids are known to the matcher by a 32-bit hash; the first 300,000 numbers have no two alike."""
_HANDLED, _NOT_ALL_HANDLED = 0, 1
_LIMIT = 1 << 53
_OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}

_decode = json.JSONDecoder().raw_decode

Column = tuple[str, bool]
"""A property as the matcher sees it: its name, and whether as a number (for order) or as a symbol (for equality)."""


@lru_cache(maxsize=1)
def library() -> ModuleType | None:
    """The extension module of durable-rules, None where it is not installed or can't be loaded."""
    try:
        if find_spec("durable") is None:
            return None
    except (ImportError, ValueError):
        return None
    # On Python 3.13 it names a function that is gone, but only calls it for storage callbacks, never used here.
    flags = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    try:
        if flags is not None:
            sys.setdlopenflags(os.RTLD_LAZY)
        return import_module("durable_rules_engine")
    except ImportError:
        return None
    finally:
        if flags is not None:
            sys.setdlopenflags(flags)


class DurableEngine:
    """Productions compiled to rule sets of the library, which are never freed: keep one for each set of productions."""

    name: EngineName = "durable-rules"

    def __init__(self, productions: Sequence[Production]) -> None:
        """Raises EngineError when durable-rules can't be loaded."""
        module = library()
        if module is None:
            raise EngineError("durable-rules is not installed")
        self._lock = Lock()
        self._layers = [
            (layer, partial(_match, [_Shard(module, part, layer) for part in _shards(layer)]))
            for layer in strata(productions)
        ]

    def run(self, facts: Sequence[FactValues]) -> list[Derivation]:
        """See :class:`plancheck.engine.protocol.Engine`."""
        with self._lock:
            return run_strata(self._layers, facts)


def _match(shards: Sequence["_Shard"], facts: Sequence[FactValues]) -> Iterable[Match]:
    by_kind: dict[str, list[int]] = {}
    for id, fact in enumerate(facts):
        by_kind.setdefault(str(fact["kind"]), []).append(id)
    matches: set[Match] = set()
    for shard in shards:
        if shard.possible(by_kind):
            matches.update(shard.match(facts, by_kind))
    return matches


class _Cost(NamedTuple):
    """What a production adds to a rule set."""

    alone: bool
    """It needs one fact only."""
    rules: int
    tests: int
    pending: dict[str, int]
    """By kind of fact, the tests that may hold of it at once."""


def _shards(productions: Sequence[Production]) -> list[list[int]]:
    """Indexes of productions that go into one rule set: those on the same kinds together, within the limits."""
    order = sorted(range(len(productions)), key=lambda index: (sorted(_kinds(productions[index])), index))
    shards: list[list[int]] = []
    filled: _Cost | None = None
    for index in order:
        cost = _cost(productions[index])
        if not _fits(cost):
            raise EngineError(f"{productions[index].name}: too many alternatives")
        if filled and filled.alone == cost.alone and _fits(together := _together(filled, cost)):
            shards[-1].append(index)
            filled = together
        else:
            shards.append([index])
            filled = cost
    return shards


def _cost(production: Production) -> _Cost:
    patterns = (*production.patterns, *production.absent)
    alone = _alone(production)
    tests = [test for pattern in patterns if (test := _simplified(pattern.test)) is not None]
    rules = 1 if alone else prod(len(_alternatives(test)) for test in tests)
    pending: dict[str, int] = {}
    for pattern in patterns:
        pending[pattern.kind] = pending.get(pattern.kind, 0) + rules * _pending(pattern.test)
    return _Cost(alone, rules, rules * sum(1 for test in tests for _ in leaves(test)), pending)


def _together(one: _Cost, other: _Cost) -> _Cost:
    pending = dict(one.pending)
    for kind, count in other.pending.items():
        pending[kind] = pending.get(kind, 0) + count
    return _Cost(one.alone and other.alone, one.rules + other.rules, one.tests + other.tests, pending)


def _fits(cost: _Cost) -> bool:
    within = cost.rules <= _MAX_RULES and cost.tests <= _MAX_TESTS
    return within and all(count <= _MAX_PENDING for count in cost.pending.values())


def _alone(production: Production) -> bool:
    return len(production.patterns) == 1 and not production.absent


def _kinds(production: Production) -> set[str]:
    return {pattern.kind for pattern in (*production.patterns, *production.absent)}


def _pending(test: Test) -> int:
    """Most branches of a test that can hold at once."""
    if not isinstance(test, AllOf | AnyOf):
        return 1
    if isinstance(test, AllOf):
        count = 1
        for part in test.tests:
            count *= _pending(part)
        return count
    names = {part.property if isinstance(part, Comparison) and part.operator == "==" else "" for part in test.tests}
    exclusive = len(names) == 1 and "" not in names
    return 1 if exclusive else max(1, sum(_pending(part) for part in test.tests))


def _simplified(test: Test) -> Test | None:
    """The test without tests that always hold; None if it never holds."""
    if not isinstance(test, AllOf | AnyOf):
        return test
    parts = [_simplified(part) for part in test.tests]
    if isinstance(test, AllOf):
        if any(part is None for part in parts):
            return None
        kept = [part for part in parts if part is not None and part != AllOf()]
        return kept[0] if len(kept) == 1 else AllOf(tuple(kept))
    if any(part == AllOf() for part in parts):
        return AllOf()
    kept = [part for part in parts if part is not None]
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else AnyOf(tuple(kept))


def _alternatives(test: Test) -> list[tuple[Leaf, ...]]:
    """The test as alternatives of comparisons that all hold."""
    if not isinstance(test, AllOf | AnyOf):
        return [(test,)]
    parts = [_alternatives(part) for part in test.tests]
    if isinstance(test, AnyOf):
        return [branch for part in parts for branch in part]
    return [tuple(leaf for branch in branches for leaf in branch) for branches in product(*parts)]


def _compared(leaf: Leaf) -> Comparison:
    """A test that the matcher can make. Raises EngineError for another: predicates make those."""
    if not isinstance(leaf, Comparison):
        raise EngineError(f"{leaf.property} is not compared with a literal")
    return leaf


class _Codes(dict[Value, int]):
    """Numbers of the literals that tests compare with; 0 for every other value."""

    def __missing__(self, value: Value) -> int:
        return 0


class _Symbols(dict[Value, int]):
    """Numbers of all values met in one run: the literals' own, then others."""

    def __missing__(self, value: Value) -> int:
        self[value] = code = len(self) + 1
        return code


class _Shard:
    """One rule set of the library."""

    def __init__(self, module: ModuleType, indexes: Sequence[int], productions: Sequence[Production]) -> None:
        self._module = module
        self._indexes = list(indexes)
        self._productions = [productions[index] for index in indexes]
        self._single = all(map(_alone, self._productions))
        self._kinds = {kind: code for code, kind in enumerate(sorted(set().union(*map(_kinds, self._productions))), 1)}
        self._first = {pattern.kind for each in self._productions for pattern in each.patterns}
        self._columns: dict[str, list[Column]] = {kind: [] for kind in self._kinds}
        self._names: dict[Column, str] = {}
        self._joined: set[tuple[str, str]] = set()
        self._codes = _Codes()
        for production in self._productions:
            self._survey(production)
        self._owners: list[int] = []
        self._rules = self._definition()
        self._handle: int | None = None

    def possible(self, by_kind: Mapping[str, object]) -> bool:
        """Whether there are facts that a pattern could match."""
        return not self._first.isdisjoint(by_kind)

    def match(self, facts: Sequence[FactValues], by_kind: Mapping[str, Sequence[int]]) -> Iterator[Match]:
        """Every match, some perhaps more than once."""
        alike = self._alike(facts, by_kind)
        step = _MAX_FACTS if self._single else _MAX_IDS
        if not self._single and len(alike) > step:
            raise EngineError(f"{len(alike)} facts are too many for one rule set")
        entries = list(alike.items())
        for start in range(0, len(entries), step):
            batch = entries[start : start + step]
            for number, matched in self._results([key for key, _ in batch]):
                yield from ((self._indexes[number], ids) for ids in product(*(batch[id - 1][1] for id in matched)))

    def _survey(self, production: Production) -> None:
        """Note the columns, the joined properties and the literals a production uses."""
        for pattern in (*production.patterns, *production.absent):
            for leaf in map(_compared, leaves(pattern.test)):
                ordered = leaf.operator not in ("==", "!=")
                self._column(pattern.kind, leaf.property, ordered)
                if ordered and abs(int(leaf.value)) >= _LIMIT:
                    raise EngineError(f"{production.name}: {leaf.value} is too large to compare")
                if not ordered:
                    self._codes.setdefault(leaf.value, len(self._codes) + 1)
            for join in pattern.joins:
                other = production.patterns[join.pattern].kind
                self._column(pattern.kind, join.property, False)
                self._column(other, join.other, False)
                self._joined |= {(pattern.kind, join.property), (other, join.other)}

    def _column(self, kind: str, property: str, ordered: bool) -> None:
        if (property, ordered) not in self._columns[kind]:
            self._columns[kind].append((property, ordered))
            self._names.setdefault((property, ordered), f"p{len(self._names)}")

    def _definition(self) -> str:
        rules: dict[str, Any] = {"sentinel": {"all": [{"end": {"kind": _SENTINEL}}]}}
        for number, production in enumerate(self._productions):
            for patterns in self._variants(production):
                lead = [{"end": {"kind": _SENTINEL}}] if production.absent else []
                rules[str(len(self._owners))] = {"all": [*lead, *patterns]}
                self._owners.append(number)
        return json.dumps(rules)

    def _variants(self, production: Production) -> Iterator[list[dict[str, Any]]]:
        """The production as rules of the library; several where a test with alternatives stands beside a join."""
        names = [f"p{position}" for position in range(len(production.patterns))]
        names += [f"n{position}$not" for position in range(len(production.absent))]
        patterns = (*production.patterns, *production.absent)
        tests = [_simplified(pattern.test) for pattern in patterns]
        if any(test is None for test in tests[: len(production.patterns)]):
            return
        # An absent pattern is not split: each of its alternatives must be absent, as a pattern of its own.
        choices: list[list[list[dict[str, Any]]]] = []
        for name, pattern, test in zip(names, patterns, tests, strict=True):
            if test is None:
                continue
            if self._single:
                choices.append([[{name: self._conjunction(pattern, [self._test(test)])}]])
                continue
            branches = [
                self._conjunction(pattern, [self._test(leaf) for leaf in branch]) for branch in _alternatives(test)
            ]
            if name.endswith("$not"):
                stem = name.removesuffix("$not")
                choices.append([[{f"{stem}_{at}$not": branch} for at, branch in enumerate(branches)]])
            else:
                choices.append([[{name: branch}] for branch in branches])
        for combination in product(*choices):
            yield [pattern for part in combination for pattern in part]

    def _conjunction(self, pattern: Pattern, tests: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        names = self._names
        joins = [
            {names[join.property, False]: {f"p{join.pattern}": names[join.other, False]}} for join in pattern.joins
        ]
        return {"$and": [{"kind": self._kinds[pattern.kind]}, *(test for test in tests if test), *joins]}

    def _test(self, test: Test) -> dict[str, Any]:
        if isinstance(test, AllOf | AnyOf):
            name = "$or" if isinstance(test, AnyOf) else "$and"
            return {name: [self._test(part) for part in test.tests]} if test.tests else {}
        test = _compared(test)
        if test.operator == "==":
            return {self._names[test.property, False]: self._codes[test.value]}
        if test.operator == "!=":
            return {"$neq": {self._names[test.property, False]: self._codes[test.value]}}
        return {_OPERATORS[test.operator]: {self._names[test.property, True]: test.value}}

    def _alike(
        self, facts: Sequence[FactValues], by_kind: Mapping[str, Sequence[int]]
    ) -> dict[tuple[str, tuple[int, ...]], list[int]]:
        """Facts of this shard's kinds by what the matcher sees of them."""
        symbols = _Symbols(self._codes)
        alike: dict[tuple[str, tuple[int, ...]], list[int]] = {}
        for kind in self._kinds:
            if kind not in by_kind:
                continue
            columns = [(name, self._encoder(kind, name, ordered, symbols)) for name, ordered in self._columns[kind]]
            for id in by_kind[kind]:
                fact = facts[id]
                key = (kind, tuple([encode(fact[name]) for name, encode in columns]))
                if key in alike:
                    alike[key].append(id)
                else:
                    alike[key] = [id]
        return alike

    def _encoder(self, kind: str, name: str, ordered: bool, symbols: "_Symbols") -> Callable[[Value], int]:
        if ordered:
            return partial(_number, name)
        return symbols.__getitem__ if (kind, name) in self._joined else self._codes.__getitem__

    def _results(self, keys: Sequence[tuple[str, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
        """Assert what the keys describe, with ids from 1; collect (production, ids); forget all of it."""
        module, last = self._module, len(keys) + 1
        texts = [self._text(id, kind, seen) for id, (kind, seen) in enumerate(keys, 1)]
        texts.append(f'{{"id":{last},"sid":"{_SID}","kind":{_SENTINEL}}}')
        handle, self._handle = self._handle, None  # until the run ends well
        results, complete = [], False
        try:
            if handle is None:
                handle = module.create_ruleset("plancheck", self._rules)
            code, state = module.assert_facts(handle, f"[{','.join(texts)}]")
            started = module.start_action_for_state(handle, state) if code in (_HANDLED, _NOT_ALL_HANDLED) else None
            message = started[1] if started else None
            while message:
                ((name, matched),) = _decode(message)[0].items()
                if name == "sentinel":
                    complete = True
                else:
                    results.append(self._read(name, matched))
                message = module.complete_and_start_action(handle, state)
            if complete:
                self._forget(handle, state, last)
        except Exception as error:
            raise EngineError(f"durable-rules failed: {error}") from error
        if not complete:
            raise EngineError("durable-rules did not take in every fact")
        self._handle = handle
        return results

    def _forget(self, handle: int, state: int, last: int) -> None:
        """Leave nothing of this run behind.

        Retracting is quick, but of a result with two facts the library loses count and reads beyond its memory. So
        there the whole state goes. That in turn is only safe once an action has run in it: the sentinel's has.
        """
        if not self._single:
            self._module.delete_state(handle, _SID)
            return
        gone = ",".join(f'{{"id":{id},"sid":"{_SID}"}}' for id in range(1, last + 1))
        self._module.retract_facts(handle, f"[{gone}]")
        if self._module.start_action_for_state(handle, state) is not None:
            raise EngineError("durable-rules kept a fact")

    def _text(self, id: int, kind: str, seen: tuple[int, ...]) -> str:
        columns = zip(self._columns[kind], seen, strict=True)
        pairs = "".join(f',"{self._names[column]}":{value}' for column, value in columns)
        return f'{{"id":{id},"sid":"{_SID}","kind":{self._kinds[kind]}{pairs}}}'

    def _read(self, name: str, matched: Mapping[str, Mapping[str, int]]) -> tuple[int, tuple[int, ...]]:
        number = self._owners[int(name)]
        return number, tuple(matched[f"p{at}"]["id"] for at in range(len(self._productions[number].patterns)))


def _number(name: str, value: Value) -> int:
    if type(value) is not int:
        raise EngineError(f"{name}: {value!r} is not a number")
    return max(-_LIMIT, min(value, _LIMIT))
