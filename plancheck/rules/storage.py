"""Rule sets as plain data and back, for what is kept of them: without YAML, pydantic or the compiler."""

import marshal
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from plancheck.later import Later
from plancheck.rules.model import (
    Basis,
    Case,
    Change,
    Check,
    Companion,
    Correction,
    Derivation,
    Edit,
    Example,
    Gathering,
    Override,
    ParameterValue,
    Probe,
    Regime,
    Rule,
    RuleSet,
    Scope,
    Segment,
    Text,
)
from plancheck.rules.production import AllOf, AnyOf, Comparison, Like, Ref, Relation, Test, Value, Words

Decoder = Callable[[Any], Any]
_TESTS: Mapping[str, type] = {"all": AllOf, "any": AnyOf, "relation": Relation, "words": Words, "like": Like}
_NAMES = {kind: name for name, kind in _TESTS.items()}
_NOTHING = Text()
_EXAMPLES = Rule._fields.index("examples")


def encode(value: Any) -> Any:
    """A rule set, or a part of one, as data that can be packed: objects become tuples of their fields."""
    if isinstance(value, Comparison):
        return value.operator, value.property, value.value
    if isinstance(value, AllOf | AnyOf | Relation | Words | Like):
        return _NAMES[type(value)], *(encode(getattr(value, name)) for name in value.__match_args__)
    if isinstance(value, RuleSet):
        return tuple(encode(getattr(value, name)) for name in RuleSet.__match_args__)
    if isinstance(value, Rule):
        examples = marshal.dumps(encode(tuple(value.examples)), 4)
        return *map(encode, value[:_EXAMPLES]), examples, *map(encode, value[_EXAMPLES + 1 :])
    if isinstance(value, Text) and not value:
        return None
    if isinstance(value, tuple):  # a named tuple too
        return tuple(map(encode, value))
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value


def decode(data: Any) -> RuleSet:
    """The rule set that ``encode`` was given."""
    known: dict[Any, Test] = {}

    def test(data: Any) -> Test:
        made = known.get(data)
        if made is None:
            made = known[data] = _test(data, test)
        return made  # most are asked for by several rules

    return _ruleset(test)(data)  # type: ignore[no-any-return]


def _test(data: Any, part: Callable[[Any], Test]) -> Test:
    name, *parts = data
    kind = _TESTS.get(name)
    if kind is None:
        return Comparison(parts[0], name, parts[1])
    if kind in (AllOf, AnyOf):
        parts = [tuple(map(part, parts[0]))]
    return kind(*parts)  # type: ignore[no-any-return]


def _made_of(cls: Callable[..., Any], names: Sequence[str], special: Mapping[str, Decoder]) -> Decoder:
    """Makes an object of the values of its fields, of which some are not as they are kept."""
    found = [(at, special[name]) for at, name in enumerate(names) if name in special]

    def decode(data: Any) -> Any:
        values = list(data)
        for at, decoder in found:
            values[at] = decoder(values[at])
        return cls(*values)

    return decode


def _plain(cls: Callable[..., Any]) -> Decoder:
    return lambda data: cls(*data)


def _many(decoder: Decoder) -> Decoder:
    return lambda data: tuple([decoder(item) for item in data])


def _mapping(decoder: Decoder) -> Decoder:
    return lambda data: {key: decoder(item) for key, item in data.items()}


def _value(data: Any) -> Value | Ref:
    return Ref(*data) if isinstance(data, tuple) else data


def _text(data: Any) -> Text:
    return Text(*data) if data else _NOTHING


def _examples(held: bytes) -> Sequence[Example]:
    """Not made before they are asked for: they are a quarter of all, and only tests and explanations need them."""
    example = _made_of(Example, Example._fields, {"edits": _many(_plain(Edit))})
    return Later(lambda: _many(example)(marshal.loads(held)))


def _ruleset(test: Decoder) -> Decoder:
    """The decoder of a rule set, by that of a test."""

    def texts(*names: str) -> Mapping[str, Decoder]:
        return dict.fromkeys(names, _text)

    def optional(decoder: Decoder) -> Decoder:
        return lambda data: None if data is None else decoder(data)

    check = {
        "segments": _many(_plain(Segment)),
        "fix": optional(_made_of(Correction, Correction._fields, {"out": optional(test), "sure": optional(test)})),
        **texts("message", "expected", "actual", "remedy"),
    }
    rule = {
        "cases": _many(_plain(Case)),
        "checks": _many(_made_of(Check, Check._fields, check)),
        "basis": _many(_plain(Basis)),
        "parameters": _mapping(_many(_made_of(ParameterValue, ParameterValue._fields, texts("text")))),
        "examples": _examples,
        "changes": _many(_made_of(Change, Change._fields, texts("text"))),
        "overrides": _many(_plain(Override)),
        "gather": optional(_made_of(Gathering, Gathering._fields, texts("item"))),
        **texts("title", "met", "message", "why", "remedy", "expected", "actual", "reason", "exceptions"),
    }
    probe = {"test": test, "companions": _many(_plain(Companion))}
    derivation = {"values": _many(lambda data: (data[0], _value(data[1])))}
    rules = {
        "rules": _many(_made_of(Rule, Rule._fields, rule)),
        "regimes": _many(_made_of(Regime, Regime._fields, {"test": test})),
        "scopes": _many(_made_of(Scope, Scope._fields, {"test": test})),
        "probes": _many(_made_of(Probe, Probe._fields, probe)),
        "derivations": _many(_made_of(Derivation, Derivation._fields, derivation)),
        "packs": _mapping(_text),
        "subjects": _mapping(_text),
        "gatherings": _mapping(_text),
    }
    return _made_of(RuleSet, RuleSet.__match_args__, rules)
