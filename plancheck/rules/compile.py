"""Packs → rule set: conditions become tests and productions, dated parameters become segments.

What repeats is compiled once: rules with equal circumstances share a scope, checks with equal questions a probe.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Literal

from plancheck.data.days import next_day, previous_day
from plancheck.data.wording import Said, said
from plancheck.facts.vocabulary import KINDS, Property
from plancheck.rules import checks
from plancheck.rules.checks import Side
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
    Override,
    ParameterValue,
    Probe,
    Regime,
    Rule,
    RuleSet,
    Scope,
    Segment,
    Text,
    holds,
)
from plancheck.rules.production import (
    AnyOf,
    Comparison,
    Operator,
    Ref,
    Relation,
    Test,
    Value,
    Words,
    both,
    equals,
    negated,
)

DATES = frozenset({"date", "own_date", "issued", "ended", "effective", "known_issued", "started"})
"""Integer properties that hold a day, yyyymmdd."""

Properties = Mapping[str, Property]
Kinds = Mapping[str, Properties]
"""Kinds of facts and their properties: those recognised and those derived."""

PLACES = ("block", "section", "row")
"""What a fact may share with one that stands with it, beyond its properties."""

ARGUMENT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
"""An argument in a message."""

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
def _told_under(*path: str | int) -> Iterator[None]:
    """Errors are told from further up."""
    try:
        yield
    except ConditionError as error:
        raise ConditionError(error.message, (*path, *error.path), error.known, error.key) from None


def condition(
    kind: str, wanted: Mapping[str, Any], parameters: Mapping[str, Value] | None = None, kinds: Kinds = KINDS
) -> Test:
    """A condition on one fact as a test.

    ``parameters`` gives the value of each parameter that may be named. Raises ConditionError.
    """
    if kind not in kinds:
        raise ConditionError(no_kind(kind), (), list(kinds))
    tests: list[Test] = []
    for name, value in wanted.items():
        if name == "any":
            if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
                raise ConditionError(said("any is a list of conditions"), (name,))
            parts = []
            for index, part in enumerate(value):
                with _told_under(name, index):
                    parts.append(condition(kind, part, parameters, kinds))
            tests.append(AnyOf(tuple(parts)))
            continue
        if name not in kinds[kind]:
            raise ConditionError(_no_property(kind, name), (name,), list(kinds[kind]), key=True)
        with _told_under(name):
            tests.append(_property_test(name, kinds[kind], value, parameters or {}))
    return both(*tests)


def no_kind(kind: str) -> Said:
    """That there is no such kind of fact."""
    return said("'{name}' is not a kind of fact", name=kind)


def _no_property(kind: str, name: str) -> Said:
    return said("a {kind} has no '{name}'", kind=kind, name=name)


def _property_test(name: str, known: Properties, value: object, parameters: Mapping[str, Value]) -> Test:
    """A test of one property. Errors lie where they are in its value."""
    prop = known[name]
    if isinstance(value, dict):
        tests = []
        for way, asked in value.items() or [("", None)]:
            if way not in _WAYS:
                raise ConditionError(said(_NO_WAY, name=way), (way,), _WAYS, key=True)
            with _told_under(way):
                tests.append(_way_test(way, name, known, asked, parameters))
        return both(*tests)
    values = value if isinstance(value, list) else [value]
    if len(values) == 1:
        return _against(name, known, "==", values[0], parameters)
    literals = []
    for index, one in enumerate(values):
        with _told_under(index):
            literals.append(_literal(name, prop, one, parameters))
    return equals(name, literals)


_WAYS = ("min", "max", "not", "has")
_NO_WAY = "'{name}' is no way of asking: a condition is a value, a list, {{not: …}}, {{has: …}} or {{min: …, max: …}}"


def _way_test(way: str, name: str, known: Properties, asked: object, parameters: Mapping[str, Value]) -> Test:
    if way == "not":
        return negated(_property_test(name, known, asked, parameters))
    if way == "has":
        return _words(name, known[name], asked)
    if not isinstance(known[name].default, int):
        raise ConditionError(said("{name} is text and has no order", name=name), ())
    return _against(name, known, ">=" if way == "min" else "<=", asked, parameters)


def _words(name: str, prop: Property, value: object) -> Test:
    phrases = value if isinstance(value, list) else [value]
    if not isinstance(prop.default, str) or not phrases or not all(isinstance(each, str) and each for each in phrases):
        raise ConditionError(said("{{has: …}} is words, or a list of them, that a text has"), ())
    return Words(name, tuple(map(str, phrases)))


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
_OWNER = re.compile(r"with[1-9]?")
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
        if isinstance(value, str) and name in DATES and _ISO.fullmatch(value):
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
    tests = []
    for key, values in asked.items():
        with _told_under(key):
            tests += [_property_test(DOCUMENT_KEYS[key], KINDS["document"], list(values), {})] if values else []
    if subject != "any":
        tests.append(condition("document", {"subject": subject}))
    dates = [Comparison("date", ">=", start)] * bool(start) + [Comparison("date", "<=", until)] * bool(until)
    with _told_under("where"):
        return both(*tests, *dates, condition("document", where or {}))


class Compiler:
    """Collects the derived facts and the rules of all packs from the specs of ``schema``."""

    def __init__(self, kinds: Kinds = KINDS) -> None:
        self.rules: list[Rule] = []
        self.kinds: dict[str, Properties] = dict(kinds)
        """Kinds of facts: those recognised and, as they come, those derived."""
        self._derivations: list[Derivation] = []
        self._scopes: dict[Scope, int] = {}
        self._probes: dict[Probe, int] = {}

    def ruleset(
        self,
        version: str,
        regimes: Iterable[Regime],
        redirects: Mapping[str, str],
        packs: Mapping[str, Text],
        subjects: Mapping[str, Text],
    ) -> RuleSet:
        """Everything collected, rules in order of id."""
        return RuleSet(
            version=version,
            rules=tuple(sorted(self.rules, key=lambda rule: rule.id)),
            regimes=tuple(regimes),
            scopes=tuple(self._scopes),
            probes=tuple(self._probes),
            derivations=tuple(self._derivations),
            redirects=redirects,
            packs=packs,
            subjects=subjects,
        )

    def add(self, spec: Any, pack: str, overrides: Sequence[Override] = ()) -> None:
        """Compile one rule. Raises ConditionError with the path in the rule."""
        parameters = {
            name: tuple(
                ParameterValue(each.value, Text(each.vi or str(each.value), each.en), each.start, each.until)
                for each in values
            )
            for name, values in spec.parameters.items()
        }
        checks = []
        for index, check in enumerate(spec.asked):
            at: tuple[str | int, ...] = ("check",) if spec.check else ("checks", index)
            shown = check.message or spec.message
            checks.append(self._check(check, parameters, f"{shown.vi} {shown.en}", at, check.fix or spec.fix))
        cases = tuple(self._case(case, spec.severity, index) for index, case in enumerate(spec.applies))
        self.rules.append(
            Rule(
                id=spec.id,
                slug=spec.slug,
                pack=pack,
                title=_text(spec.title),
                severity=cases[0].severity,
                status=spec.status,
                since=spec.since,
                tags=tuple(spec.tags),
                cases=cases,
                checks=tuple(checks),
                message=_text(spec.message),
                why=_text(spec.why),
                remedy=_text(spec.remedy),
                basis=tuple(
                    Basis(each.instrument, each.locator, each.certainty, each.start, each.until, tuple(each.systems))
                    for each in spec.basis
                ),
                on_article=spec.on_article,
                needs_layout=spec.needs == "layout",
                met=_text(spec.met),
                expected=_text(spec.expected),
                actual=_text(spec.actual),
                reason=_text(spec.reason),
                exceptions=_text(spec.exceptions),
                parameters=parameters,
                base=spec.examples.base if spec.examples else "",
                examples=_examples(spec.examples),
                changes=tuple(Change(each.at, _text(each)) for each in spec.changes),
                overrides=tuple(overrides),
                yields_to=tuple(spec.yields_to),
            )
        )

    def _case(self, case: Any, severity: Any, index: int) -> Case:
        with _told_under("applies", index):
            test = circumstances(
                case.types,
                case.kinds,
                case.systems,
                case.levels,
                case.natures,
                case.subject,
                case.start,
                case.until,
                case.where,
            )
        scope = Scope(test, tuple(case.under))
        return Case(self._scopes.setdefault(scope, len(self._scopes)), case.severity or severity)

    def _check(
        self,
        check: Any,
        parameters: Mapping[str, tuple[ParameterValue, ...]],
        message: str,
        at: tuple[str | int, ...],
        fix: Any,
    ) -> Check:
        used = parameters_named(check.where, check.review, *_conditions(check), *_conditions(check.given))
        segments = []
        for start, until in _intervals([value for name in sorted(used) for value in parameters.get(name, ())]):
            values = {}
            for name in used & set(parameters):
                valid = [each for each in parameters[name] if holds(start, each.start, each.until)]
                if valid:
                    values[name] = valid[0].value
            if len(values) == len(used & set(parameters)):
                segments.append(self._segment(check, values, start, until, at))
        fact = check.fact or check.given.fact
        return Check(
            kind=check.kind,
            fact=fact,
            segments=tuple(segments),
            at_least=check.at_least,
            at_most=check.at_most,
            distinct=check.distinct,
            key=check.key,
            value=check.value,
            order=tuple(check.order),
            group_by=self._shown(fact, message) if check.group_by is None else tuple(check.group_by),
            anchor=tuple(check.anchor),
            severity=check.severity,
            message=_text(check.message),
            expected=_text(check.expected),
            actual=_text(check.actual),
            remedy=_text(check.remedy),
            fix=_correction(fix),
        )

    def _segment(
        self, check: Any, values: Mapping[str, Value], start: int, until: int, at: tuple[str | int, ...]
    ) -> Segment:
        kind = checks.KINDS[check.kind]
        given = None
        if check.given:
            given = self._side(check.given.fact, check.given, values, (*at, "given"), (*at, "given", "fact"))
        fact = check.fact or check.given.fact
        asked = self._side(fact, check, values, at, (*at, "fact" if check.fact else "given", "fact"))
        review = None
        if check.review is not None:
            with _told_under(*at, "review"):
                review = condition(fact, check.review, values, self.kinds)
        opinion = -1
        if check.opinion:
            wanted = {"topic": check.opinion, "strength": "opinion"}
            opinion = self._probe(Probe("topic", condition("topic", wanted)))
        segment = kind.segment(asked, given, review, self._probe)
        return segment._replace(opinion=opinion, start=start, until=until)

    def _side(
        self, fact: str, spec: Any, values: Mapping[str, Value], at: tuple[str | int, ...], named: tuple[str | int, ...]
    ) -> Side:
        """Facts of a kind that ``spec`` asks for, with what stands with them."""
        if fact not in self.kinds:
            raise ConditionError(no_kind(fact), named, list(self.kinds))
        with _told_under(*at, "where"):
            test = condition(fact, spec.where, values, self.kinds)
        companions = [
            self._companion(fact, each, values, (*at, name, index), absent=name == "without")
            for name, specs in (("with", spec.with_), ("without", spec.without))
            for index, each in enumerate(specs)
        ]
        if len({each.probe for each in companions}) < len(companions):
            raise ConditionError(said("two conditions on the same facts: put them into one"), (*at, "with"))
        return Side(fact, test, tuple(companions))

    def _companion(
        self, fact: str, spec: Any, values: Mapping[str, Value], at: tuple[str | int, ...], *, absent: bool
    ) -> Companion:
        other = self._side(spec.fact, spec, values, at, (*at, "fact"))
        joins = [(spec.same, spec.same)] if spec.same in PLACES else []
        for own, theirs in spec.on.items():
            for kind, name in ((fact, own), (spec.fact, theirs)):
                if name not in self.kinds[kind]:
                    raise ConditionError(_no_property(kind, name), (*at, "on", own), list(self.kinds[kind]))
            if type(self.kinds[fact][own].default) is not type(self.kinds[spec.fact][theirs].default):
                raise ConditionError(
                    said("{name} and {other} are not of one type", name=own, other=theirs), (*at, "on")
                )
            joins.append((own, theirs))
        return Companion(self._probe(other.probe), tuple(joins), absent)

    def derive(self, spec: Any) -> None:
        """Take up a derived kind of fact. Raises ConditionError with the path in the entry."""
        if spec.fact in self.kinds:
            raise ConditionError(said("'{name}' is already a kind of fact", name=spec.fact), ("fact",))
        side = self._side(spec.source.fact, spec.source, {}, ("from",), ("from", "fact"))
        sources = [spec.source.fact, *(each.fact for each in spec.source.with_)]
        properties: dict[str, Property] = {}
        values: list[tuple[str, Value | Ref]] = []
        for name, value in spec.values.items():
            if not isinstance(value, str) or not value.startswith("="):
                properties[name] = Property("" if isinstance(value, str) else 0, "")
                values.append((name, value))
                continue
            owner, _, prop = value[1:].strip().rpartition(".")
            at = 0 if not owner else int(owner[4:] or 1) if _OWNER.fullmatch(owner) else -1
            if not 0 <= at < len(sources) or prop not in self.kinds[sources[at]]:
                known = [*self.kinds[sources[0]], *(f"with.{each}" for each in self.kinds[sources[-1]] if sources[1:])]
                raise ConditionError(_no_property(sources[0], value[1:].strip()), ("values", name), known)
            properties[name] = self.kinds[sources[at]][prop]
            values.append((name, Ref(at, prop)))
        self.kinds[spec.fact] = properties
        self._derivations.append(Derivation(spec.fact, self._probe(side.probe), tuple(values)))

    def _probe(self, probe: Probe) -> int:
        return self._probes.setdefault(probe, len(self._probes))

    def _shown(self, fact: str, message: str) -> tuple[str, ...]:
        """What a message shows of the fact it is about: properties, and its words."""
        return tuple(
            sorted({name for name in ARGUMENT.findall(message) if name in self.kinds[fact] or name == "quote"})
        )


def _conditions(spec: Any) -> list[Any]:
    """Conditions on facts that stand with those of a check, and on those given."""
    return [each.where for each in (*spec.with_, *spec.without)] + [spec.where] if spec else []


def _intervals(values: Iterable[ParameterValue]) -> list[tuple[int, int]]:
    """Intervals between the days on which one of the values begins or ends."""
    starts = {0}
    for value in values:
        starts.add(value.start)
        if value.until:
            starts.add(next_day(value.until))
    ordered = sorted(starts)
    return [(start, previous_day(after)) for start, after in pairwise(ordered)] + [(ordered[-1], 0)]


def _text(spec: Any) -> Text:
    return Text(spec.vi, spec.en) if spec else Text()


def _correction(spec: Any) -> Correction | None:
    if spec is None:
        return None
    if spec.insert is not None:
        return Correction("insert", spec.insert, under=tuple(spec.under))
    safe = spec.class_ == "safe"
    if spec.below is not None:
        looks = spec.looks.settings() if spec.looks else ()
        return Correction("insert", spec.below, safe, looks=looks, below=True, last=spec.last or "")
    if spec.looks is not None:
        return Correction("format", "", safe, looks=spec.looks.settings())
    if spec.recode:
        return Correction("recode", "", safe)
    return Correction("replace", spec.replace, safe, spec.words or "", over=spec.over or "")


def _examples(spec: Any) -> tuple[Example, ...]:
    if spec is None:
        return ()
    outcomes: tuple[tuple[Literal["pass", "fail"], Any], ...] = (("pass", spec.pass_), ("fail", spec.fail))
    return tuple(
        Example(outcome, tuple(_edit(edit) for edit in each.edits), each.as_of or 0, each.base, tuple(each.also))
        for outcome, examples in outcomes
        for each in examples
    )


def _edit(spec: Any) -> Edit:
    if spec.replace is not None:
        return Edit("replace", spec.replace, spec.with_)
    if spec.remove is not None:
        return Edit("remove", spec.remove)
    if spec.format is not None:
        return Edit("format", spec.format, spec.words, "", tuple(spec.settings().items()))
    return Edit("insert", spec.after, spec.insert, spec.role)
