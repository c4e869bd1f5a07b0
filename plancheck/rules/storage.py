"""Rule sets as JSON data and back, for the cache: without YAML, pydantic or the compiler."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

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


def encode(value: Any) -> Any:
    """A rule set, or a part of one, as JSON data: objects become lists of their fields."""
    if isinstance(value, AllOf | AnyOf):
        return {"all" if isinstance(value, AllOf) else "any": [encode(part) for part in value.tests]}
    if isinstance(value, Relation | Words | Like):
        name = type(value).__name__.lower()
        return {name: [encode(getattr(value, each.name)) for each in fields(value)]}
    if is_dataclass(value):
        return [encode(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, tuple):  # a named tuple too
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value


def decode(data: Any) -> RuleSet:
    """The rule set that ``encode`` was given."""
    return _decoder(RuleSet)(data)  # type: ignore[no-any-return]


def _many(decoder: Decoder) -> Decoder:
    return lambda data: tuple([decoder(item) for item in data])


def _mapping(decoder: Decoder) -> Decoder:
    return lambda data: {key: decoder(item) for key, item in data.items()}


def _test(data: Any) -> Test:
    if isinstance(data, list):
        return Comparison(*data)
    ((name, parts),) = data.items()
    if name == "relation":
        return Relation(parts[0], parts[1], tuple([(factor, tuple(names)) for factor, names in parts[2]]), parts[3])
    if name in ("words", "like"):
        return (Words if name == "words" else Like)(parts[0], tuple(parts[1]), parts[2])
    tests = tuple([_test(part) for part in parts])
    return AllOf(tests) if name == "all" else AnyOf(tests)


def _words(data: Any) -> tuple[str, ...]:
    return tuple(data)


def _pairs(data: Any) -> tuple[tuple[str, str], ...]:
    return tuple([(name, value) for name, value in data])


def _value(data: Any) -> Value | Ref:
    return Ref(*data) if isinstance(data, list) else data


def _text(data: Any) -> Text:
    return Text(*data)


def _correction(data: Any) -> Correction | None:
    if not data:
        return None
    action, text, safe, words, looks, over, under, below, last, sure = data
    set_ = tuple((name, value) for name, value in looks)
    return Correction(
        action, text, safe, words, set_, over, tuple(under), below, last, None if sure is None else _test(sure)
    )


def _gathering(data: Any) -> Gathering | None:
    return Gathering(data[0], _text(data[1])) if data else None


def _decoder(cls: type) -> Decoder:
    special = _SPECIAL.get(cls, {})
    names = [each.name for each in fields(cls)] if is_dataclass(cls) else cls._fields  # type: ignore[attr-defined]
    found = [(at, special[name]) for at, name in enumerate(names) if name in special]

    def decode(data: Any) -> Any:
        for at, decoder in found:
            data[at] = decoder(data[at])
        return cls(*data)

    return decode


_SPECIAL: dict[type, dict[str, Decoder]] = {}
"""Fields that are not as they stand in JSON."""
_SPECIAL[Edit] = {"settings": _pairs}
_SPECIAL[Example] = {"edits": _many(_decoder(Edit)), "also": _words}
_SPECIAL[Basis] = {"systems": _words}
_SPECIAL[Change] = {"text": _text}
_SPECIAL[Override] = {"keys": _words}
_SPECIAL[ParameterValue] = {"text": _text}
_SPECIAL[Companion] = {"joins": _pairs}
_SPECIAL[Probe] = {"test": _test, "companions": _many(_decoder(Companion))}
_SPECIAL[Derivation] = {"values": _many(lambda data: (data[0], _value(data[1])))}
_SPECIAL[Scope] = {"test": _test, "under": _words}
_SPECIAL[Regime] = {"test": _test}
_SPECIAL[Check] = {
    "segments": _many(_decoder(Segment)),
    "group_by": _words,
    "anchor": _words,
    "order": _words,
    "written": _pairs,
    "fix": _correction,
    **dict.fromkeys(("message", "expected", "actual", "remedy"), _text),
}
_SPECIAL[Rule] = {
    "tags": _words,
    "cases": _many(_decoder(Case)),
    "checks": _many(_decoder(Check)),
    "basis": _many(_decoder(Basis)),
    "parameters": _mapping(_many(_decoder(ParameterValue))),
    "examples": _many(_decoder(Example)),
    "changes": _many(_decoder(Change)),
    "overrides": _many(_decoder(Override)),
    "yields_to": _words,
    "gather": _gathering,
    **dict.fromkeys(("title", "met", "message", "why", "remedy", "expected", "actual", "reason", "exceptions"), _text),
}
_SPECIAL[RuleSet] = {
    "rules": _many(_decoder(Rule)),
    "regimes": _many(_decoder(Regime)),
    "scopes": _many(_decoder(Scope)),
    "probes": _many(_decoder(Probe)),
    "derivations": _many(_decoder(Derivation)),
    "packs": _mapping(_text),
    "subjects": _mapping(_text),
    "gatherings": _mapping(_text),
}
