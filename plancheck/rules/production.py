"""The language between the rules and the engines: productions over flat, typed facts. It knows nothing of plans.

A production system runs in strata. The productions of one stratum see the facts given and those derived in
earlier strata; what they derive is seen by later strata only, so what is absent is well defined.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from plancheck.records import NamedTuple, dataclass

Value = str | int
FactValues = Mapping[str, Value]
"""A flat fact: ``kind`` and its properties. A property holds values of one type, in all facts of a kind."""

Operator = Literal["==", "!=", "<", "<=", ">", ">="]
OPPOSITE: Mapping[str, Operator] = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
RESERVED = frozenset({"id", "sid", "kind"})
"""Names no property may have."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One property against a literal. Strings are only equal or not; integers are ordered."""

    property: str
    operator: Operator
    value: Value

    def __post_init__(self) -> None:
        if self.property in RESERVED:
            raise ValueError(f"{self.property} is not a property")
        if type(self.value) not in (str, int):
            raise TypeError(f"{self.property}: {self.value!r} is neither str nor int")
        if type(self.value) is str and self.operator not in ("==", "!="):
            raise ValueError(f"{self.property} {self.operator} {self.value!r}: strings have no order")


@dataclass(frozen=True, slots=True)
class Relation:
    """A property against others of the same fact: a number against a sum of products (``amount != quantity * price``).

    For predicates only: the engines compare with literals.
    """

    property: str
    operator: Operator
    terms: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Each a factor and the properties it is multiplied by."""
    other: str = ""
    """For texts: the property it is equal to or not."""

    def expression(self) -> str:
        """What it is compared with, as written."""
        terms = (f"{factor:+} * {' * '.join(names)}" if names else f"{factor:+}" for factor, names in self.terms)
        return self.other or " ".join(terms).removeprefix("+").replace("1 * ", "")


@dataclass(frozen=True, slots=True)
class Words:
    """A text holds one of some phrases, as whole words under the fold; or none of them. For predicates only."""

    property: str
    phrases: tuple[str, ...]
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Like:
    """A text has a stretch that one of some regular expressions matches, in any case; or none. For predicates only."""

    property: str
    expressions: tuple[str, ...]
    holds: bool = True


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds. Empty: always."""

    tests: "tuple[Test, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one test holds. Empty: never."""

    tests: "tuple[Test, ...]" = ()


Leaf = Comparison | Relation | Words | Like
Test = Leaf | AllOf | AnyOf
ALWAYS = AllOf()


class Join(NamedTuple):
    """This pattern's property equals a property of an earlier pattern of the production."""

    property: str
    pattern: int
    """Index in ``Production.patterns``."""
    other: str


class Pattern(NamedTuple):
    """A fact of a kind that passes a test and joins with earlier ones."""

    kind: str
    test: Test = ALWAYS
    joins: tuple[Join, ...] = ()


class Ref(NamedTuple):
    """A property of a matched pattern, as a value of the derived fact."""

    pattern: int
    property: str


@dataclass(frozen=True, slots=True)
class Production:
    """If every pattern has a fact and no absent pattern has one, derive a fact. Kinds of the patterns are distinct."""

    name: str
    stratum: int
    patterns: tuple[Pattern, ...]
    derive: str
    """Kind of the derived fact."""
    values: tuple[tuple[str, Value | Ref], ...] = ()
    absent: tuple[Pattern, ...] = ()

    def __post_init__(self) -> None:
        if not self.patterns:
            raise ValueError(f"{self.name}: a production needs a pattern")
        kinds = [pattern.kind for pattern in self.patterns]
        if len(set(kinds)) < len(kinds) or set(kinds) & {pattern.kind for pattern in self.absent}:
            raise ValueError(f"{self.name}: two patterns of one kind")
        for position, pattern in enumerate((*self.patterns, *self.absent)):
            for join in pattern.joins:
                if not 0 <= join.pattern < min(position, len(self.patterns)) or RESERVED & {join.property, join.other}:
                    raise ValueError(f"{self.name}: {pattern.kind} joins on something that is not an earlier property")
        for name, value in self.values:
            if name in RESERVED or (isinstance(value, Ref) and not 0 <= value.pattern < len(self.patterns)):
                raise ValueError(f"{self.name}: {name} refers to no pattern")


class Derivation(NamedTuple):
    """One way a production was satisfied."""

    production: str
    facts: tuple[int, ...]
    """One fact for each pattern, in order: its index among the given facts, or after them among the derived ones in
    the order in which they were first derived."""
    values: FactValues
    """The derived fact."""


def leaves(test: Test) -> list[Leaf]:
    """Everything a test asks of a property."""
    if isinstance(test, (AllOf, AnyOf)):  # a union of types would be made anew for each of thousands of tests
        return [leaf for part in test.tests for leaf in leaves(part)]
    return [test]


def properties(leaf: Leaf) -> tuple[str, ...]:
    """Those whose values one test needs."""
    if isinstance(leaf, Relation):
        return (leaf.property, *(name for _, names in leaf.terms for name in names), *filter(None, (leaf.other,)))
    return (leaf.property,)


def negated(test: Test) -> Test:
    """The test that holds exactly when this one does not."""
    if isinstance(test, Comparison):
        return Comparison(test.property, OPPOSITE[test.operator], test.value)
    if isinstance(test, Relation):
        return Relation(test.property, OPPOSITE[test.operator], test.terms, test.other)
    if isinstance(test, Words):
        return Words(test.property, test.phrases, not test.holds)
    if isinstance(test, Like):
        return Like(test.property, test.expressions, not test.holds)
    parts = tuple(negated(part) for part in test.tests)
    return AnyOf(parts) if isinstance(test, AllOf) else AllOf(parts)


def both(*tests: Test) -> Test:
    """All of the tests, flattened."""
    parts: list[Test] = []
    for test in tests:
        parts.extend(test.tests if isinstance(test, AllOf) else (test,))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def equals(property: str, values: Sequence[Value]) -> Test:
    """The property is one of the values."""
    parts = tuple(Comparison(property, "==", value) for value in values)
    return parts[0] if len(parts) == 1 else AnyOf(parts)
