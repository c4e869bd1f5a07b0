"""The words rules are written in: every kind of fact, its properties and their closed values: ``rules/facts.yaml``.

A fact is flat, typed and total: each property has one type (the type of its default) and is always there.
Dates are integers ``yyyymmdd``, 0 when unknown. Yes/no answers are the strings ``yes`` and ``no``.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from plancheck.document import Place
from plancheck.knowledge.store import cached, rules_dir, shipped
from plancheck.records import NamedTuple, dataclass

FILE = "facts.yaml"
Value = str | int


class Property(NamedTuple):
    """One property: its default, which gives its type, and its closed set of values if it has one."""

    default: Value
    values: tuple[str, ...] = ()
    day: bool = False


Properties = Mapping[str, Property]
Kinds = Mapping[str, Properties]
"""Kinds of facts and their properties: those recognised, or those derived too."""
_Shape = tuple[str | list[str], list[str], str]
"""What a property is, which values it may have besides, and which it has where nothing else is recognised."""
BUILT = "kinds"
"""What is kept of the file of kinds when plancheck is packed."""


class Spot(NamedTuple):
    """What a fact shares with those that stand by it. Facts without a place share nothing."""

    block: int
    """Index of its paragraph in the document."""
    section: int
    """Index of the innermost section, -1 outside all."""
    row: int
    """Number of the row of a table; outside tables a number of the paragraph's own."""


NOWHERE = Spot(-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing recognised in the draft, where it stands and the words it was read from."""

    kind: str
    values: Mapping[str, Value]
    place: Place
    quote: str = ""
    spot: Spot = NOWHERE

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


class Asked(NamedTuple):
    """What is asked of the facts of a draft: others may be left out."""

    kinds: frozenset[str]
    topics: frozenset[str] | None
    """None: any."""
    may: Callable[[str, Mapping[str, Value]], bool]
    """Whether a fact of a kind that has some values may be asked for, whatever it has for others."""


@cache
def kinds() -> Kinds:
    """Every kind of fact, in the order in which they are told. Raises RulesError."""
    made: Kinds | None = shipped(BUILT, _made)
    return made or cached([rules_dir() / FILE, Path(__file__)], shapes, BUILT, _made)


def shapes() -> dict[str, dict[str, _Shape]]:
    """What the file of kinds says of each property. Raises RulesError."""
    from plancheck.data.source import read

    return {
        kind: {
            name: (each.get("is", "text"), each.get("or", []), each.get("else", ""))
            for name, each in said["properties"].items()
        }
        for kind, said in read(rules_dir() / FILE).data.items()
    }


def _made(shapes: Mapping[str, Mapping[str, _Shape]]) -> Kinds:
    return {kind: {name: _property(*shape) for name, shape in each.items()} for kind, each in shapes.items()}


def _property(shape: str | list[str], more: list[str], default: str) -> Property:
    plain = _SHAPES[shape] if isinstance(shape, str) else Property(default, tuple(shape))
    return plain._replace(values=(*plain.values, *more))


_SHAPES = {
    "text": Property(""), "number": Property(0), "day": Property(0, day=True), "flag": Property("no", ("yes", "no")),
}  # fmt: skip


@cache
def days() -> frozenset[str]:
    """Names of the properties that hold a day."""
    return frozenset(name for properties in kinds().values() for name, prop in properties.items() if prop.day)


@cache
def _defaults() -> Mapping[str, dict[str, Value]]:
    return {kind: {name: prop.default for name, prop in properties.items()} for kind, properties in kinds().items()}


def fact(kind: str, place: Place, quote: str = "", **values: Value) -> Fact:
    """Make a total fact: what is not given takes its default.

    Where ``validating``, raises KeyError for an unknown kind or property, TypeError for a value of the wrong type,
    ValueError for a value outside a closed set: recognisers are held to the vocabulary by their tests.
    """
    if validating:
        _validate(kind, values)
    return Fact(kind, {**_defaults()[kind], **values}, place, quote)


validating = False
"""Whether each fact is held to the vocabulary: so in tests, not before each of the hundreds of facts of a draft."""


def _validate(kind: str, values: Mapping[str, Value]) -> None:
    properties = kinds()[kind]
    for name, value in values.items():
        prop = properties[name]
        if type(value) is not type(prop.default):
            raise TypeError(f"{kind}.{name}: {value!r} is not {type(prop.default).__name__}")
        if prop.values and value not in prop.values:
            raise ValueError(f"{kind}.{name}: {value!r} is not one of {', '.join(map(repr, prop.values))}")
