"""Conditions on facts, as packs write them → tests; what is wrong with one is told where it is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from plancheck.data.wording import Said, said
from plancheck.facts import vocabulary
from plancheck.facts.vocabulary import Kinds, Properties, Property, days
from plancheck.rules.production import (
    AnyOf,
    Comparison,
    Like,
    Operator,
    Relation,
    Test,
    Value,
    Words,
    both,
    equals,
    negated,
)

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


class ConditionError(Exception):
    """A condition that can't be compiled: what is wrong, where in it, and the names known there.

    ``key``: it is the key that is wrong, not its value.
    """

    def __init__(
        self, message: Said, path: tuple[str | int, ...], known: Sequence[str] = (), key: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.known = known
        self.key = key


@contextmanager
def told_under(*path: str | int) -> Iterator[None]:
    """Errors are told from further up."""
    try:
        yield
    except ConditionError as error:
        raise ConditionError(error.message, (*path, *error.path), error.known, error.key) from None


def condition(
    kind: str,
    wanted: Mapping[str, Any],
    parameters: Mapping[str, Value] | None = None,
    among: Kinds | None = None,
) -> Test:
    """A condition on one fact as a test.

    ``parameters`` gives the value of each parameter that may be named, ``among`` the kinds there are: else those
    recognised. Raises ConditionError.
    """
    kinds = vocabulary.kinds() if among is None else among
    if kind not in kinds:
        raise ConditionError(no_kind(kind), (), list(kinds))
    tests: list[Test] = []
    for name, value in wanted.items():
        if name == "any":
            if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
                raise ConditionError(said("any is a list of conditions"), (name,))
            parts = []
            for index, part in enumerate(value):
                with told_under(name, index):
                    parts.append(condition(kind, part, parameters, kinds))
            tests.append(AnyOf(tuple(parts)))
            continue
        if name not in kinds[kind]:
            raise ConditionError(no_property(kind, name), (name,), list(kinds[kind]), key=True)
        with told_under(name):
            tests.append(_property_test(name, kinds[kind], value, parameters or {}))
    return both(*tests)


def no_kind(kind: str) -> Said:
    """That there is no such kind of fact."""
    return said("'{name}' is not a kind of fact", name=kind)


def no_property(kind: str, name: str) -> Said:
    """That a kind of fact has no such property."""
    return said("a {kind} has no '{name}'", kind=kind, name=name)


def _property_test(name: str, known: Properties, value: object, parameters: Mapping[str, Value]) -> Test:
    """A test of one property. Errors lie where they are in its value."""
    prop = known[name]
    if isinstance(value, dict):
        tests = []
        for way, asked in value.items() or [("", None)]:
            if way not in _WAYS:
                raise ConditionError(said(_NO_WAY, name=way, names=", ".join(_WAYS)), (way,), _WAYS, key=True)
            with told_under(way):
                tests.append(_way_test(way, name, known, asked, parameters))
        return both(*tests)
    values = value if isinstance(value, list) else [value]
    if len(values) == 1:
        return _against(name, known, "==", values[0], parameters)
    literals = []
    for index, one in enumerate(values):
        with told_under(index):
            literals.append(_literal(name, prop, one, parameters))
    return equals(name, literals)


_WAYS = ("min", "max", "not", "has", "like")
_NO_WAY = "'{name}' is no way of asking: a condition is a value, a list or one of {names}"


def _way_test(way: str, name: str, known: Properties, asked: object, parameters: Mapping[str, Value]) -> Test:
    if way == "not":
        return negated(_property_test(name, known, asked, parameters))
    if way == "has":
        return _words(name, known[name], asked)
    if way == "like":
        return _like(name, known[name], asked)
    if not isinstance(known[name].default, int):
        raise ConditionError(said("{name} is text and has no order", name=name), ())
    return _against(name, known, ">=" if way == "min" else "<=", asked, parameters)


def _words(name: str, prop: Property, value: object) -> Test:
    phrases = value if isinstance(value, list) else [value]
    if not isinstance(prop.default, str) or not phrases or not all(isinstance(each, str) and each for each in phrases):
        raise ConditionError(said("{{has: …}} is words, or a list of them, that a text has"), ())
    return Words(name, tuple(map(str, phrases)))


def _like(name: str, prop: Property, value: object) -> Test:
    expressions = [str(each) for each in value] if isinstance(value, list) else [str(value)]
    if not isinstance(prop.default, str) or not expressions:
        raise ConditionError(said("{{like: …}} is a regular expression, or a list of them, for a text"), ())
    for expression in expressions:
        try:
            re.compile(expression)
        except re.error as error:
            words = said("'{value}' is no regular expression: {why}", value=expression, why=error)
            raise ConditionError(words, ()) from None
    return Like(name, tuple(expressions))


def _against(name: str, known: Properties, operator: Operator, value: object, parameters: Mapping[str, Value]) -> Test:
    """A property against a value, or after ``=`` against other properties of the same fact."""
    if not isinstance(value, str) or not value.startswith("="):
        return Comparison(name, operator, _literal(name, known[name], value, parameters))
    expression = value[1:].strip()
    if isinstance(known[name].default, str):
        _operand(name, expression, known, str)
        return Relation(name, operator, other=expression)
    terms = []
    for sign, term in _TERM.findall(f"+{expression}"):
        factor, names = -1 if sign == "-" else 1, []
        for part in (each.strip() for each in term.split("*")):
            given = parameters.get(part[1:]) if part.startswith("$") else part
            if isinstance(given, int) or (isinstance(given, str) and given.isdecimal()):
                factor *= int(given)
            else:
                names.append(_operand(name, part, known, int))
        terms.append((factor, tuple(names)))
    return Relation(name, operator, tuple(terms))


_TERM = re.compile(r"([+-])([^+-]+)")
_NAMED = re.compile(r"\$([\w-]+)")


def _operand(name: str, other: str, known: Properties, type_: type) -> str:
    """The name of a property of a type. Raises ConditionError."""
    if other not in known:
        words = said("after = stands a property of the same fact, or a sum of products: '{name}' is none", name=other)
        raise ConditionError(words, (), list(known))
    if not isinstance(known[other].default, type_):
        raise ConditionError(said("{name} and {other} are not of one type", name=name, other=other), ())
    return other


def _literal(name: str, prop: Property, value: object, parameters: Mapping[str, Value]) -> Value:
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in parameters:
            raise ConditionError(said("there is no parameter '{name}'", name=value[1:]), (), list(parameters))
        value = parameters[value[1:]]
    if isinstance(prop.default, int):
        if isinstance(value, str) and name in days() and _ISO.fullmatch(value):
            value = int(value.replace("-", ""))
        if type(value) is not int:
            raise ConditionError(said("{name} is a number, not '{value}'", name=name, value=value), ())
        return value
    if not isinstance(value, str):
        words = "{name} is text, not {value}: write it in quotation marks"
        raise ConditionError(said(words, name=name, value=value), ())
    if prop.values and value not in prop.values:
        raise ConditionError(said("{name} is never '{value}'", name=name, value=value), (), prop.values)
    return value


def parameters_named(*conditions: object) -> set[str]:
    """Names of the parameters that conditions use."""
    found: set[str] = set()
    for value in conditions:
        if isinstance(value, str) and value.startswith(("$", "=")):
            found.update(_NAMED.findall(value))
        elif isinstance(value, Mapping):
            found |= parameters_named(*value.values())
        elif isinstance(value, list):
            found |= parameters_named(*value)
    return found


DOCUMENT_KEYS = {"types": "type", "kinds": "paper", "systems": "system", "levels": "level", "natures": "nature"}
"""Lists in a case, and the property of the document that each asks about."""


def circumstances(
    types: Sequence[str] = (),
    kinds: Sequence[str] = (),
    systems: Sequence[str] = (),
    levels: Sequence[str] = (),
    natures: Sequence[str] = (),
    subject: str = "any",
    start: int = 0,
    until: int = 0,
    where: Mapping[str, Any] | None = None,
) -> Test:
    """A test on the document. Raises ConditionError."""
    asked = {"types": types, "kinds": kinds, "systems": systems, "levels": levels, "natures": natures}
    properties = vocabulary.kinds()["document"]
    tests = []
    for key, values in asked.items():
        with told_under(key):
            tests += [_property_test(DOCUMENT_KEYS[key], properties, list(values), {})] if values else []
    if subject != "any":
        tests.append(condition("document", {"subject": subject}))
    dates = [Comparison("date", ">=", start)] * bool(start) + [Comparison("date", "<=", until)] * bool(until)
    with told_under("where"):
        return both(*tests, *dates, condition("document", where or {}))
