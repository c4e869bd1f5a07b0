"""Packs → rule set: conditions become tests and productions, dated parameters become segments.

What repeats is compiled once: rules with equal circumstances share a scope, checks with equal questions a probe.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from plancheck.facts.vocabulary import KINDS, Property
from plancheck.rules.model import (
    Basis,
    Case,
    Change,
    Check,
    Correction,
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
    ALWAYS,
    AllOf,
    AnyOf,
    Comparison,
    Join,
    Pattern,
    Production,
    Ref,
    Test,
    Value,
    both,
    equals,
    negated,
)
from plancheck.rules.wording import Said, said

DATES = frozenset({"date", "own_date", "issued", "ended", "effective", "known_issued"})
"""Integer properties that hold a day, yyyymmdd."""

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


def condition(kind: str, wanted: Mapping[str, Any], parameters: Mapping[str, Value] | None = None) -> Test:
    """A condition on one fact as a test.

    ``parameters`` gives the value of each parameter that may be named. Raises ConditionError.
    """
    if kind not in KINDS:
        raise ConditionError(_no_kind(kind), (), list(KINDS))
    tests: list[Test] = []
    for name, value in wanted.items():
        if name == "any":
            if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
                raise ConditionError(said("any is a list of conditions"), (name,))
            tests.append(AnyOf(tuple(_within((name, at), kind, part, parameters) for at, part in enumerate(value))))
            continue
        if name not in KINDS[kind]:
            raise ConditionError(_no_property(kind, name), (name,), list(KINDS[kind]), key=True)
        tests.append(_property_test(name, KINDS[kind][name], value, parameters or {}))
    return both(*tests)


def _no_kind(kind: str) -> Said:
    return said("'{name}' is not a kind of fact", name=kind)


def _no_property(kind: str, name: str) -> Said:
    return said("a {kind} has no '{name}'", kind=kind, name=name)


def _within(
    path: tuple[str | int, ...], kind: str, wanted: Mapping[str, Any], parameters: Mapping[str, Value] | None
) -> Test:
    try:
        return condition(kind, wanted, parameters)
    except ConditionError as error:
        raise ConditionError(error.message, path + error.path, error.known, error.key) from None


def _property_test(name: str, prop: Property, value: object, parameters: Mapping[str, Value]) -> Test:
    if isinstance(value, dict):
        if set(value) == {"not"}:
            return negated(_property_test(name, prop, value["not"], parameters))
        if not value or not set(value) <= {"min", "max"}:
            raise ConditionError(
                said("a condition is a value, a list, {{not: …}} or {{min: …, max: …}}"), (name,), ("not", "min", "max")
            )
        if not isinstance(prop.default, int):
            raise ConditionError(said("{name} is text and has no order", name=name), (name,))
        bounds = []
        if "min" in value:
            bounds.append(Comparison(name, ">=", _literal(name, prop, value["min"], parameters)))
        if "max" in value:
            bounds.append(Comparison(name, "<=", _literal(name, prop, value["max"], parameters)))
        return both(*bounds)
    values = value if isinstance(value, list) else [value]
    return equals(name, [_literal(name, prop, one, parameters) for one in values])


def _literal(name: str, prop: Property, value: object, parameters: Mapping[str, Value]) -> Value:
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in parameters:
            raise ConditionError(said("there is no parameter '{name}'", name=value[1:]), (name,), list(parameters))
        value = parameters[value[1:]]
    if isinstance(prop.default, int):
        if isinstance(value, str) and name in DATES and _ISO.fullmatch(value):
            value = int(value.replace("-", ""))
        if type(value) is not int:
            raise ConditionError(said("{name} is a number, not '{value}'", name=name, value=value), (name,))
        return value
    if not isinstance(value, str):
        words = "{name} is text, not {value}: write it in quotation marks"
        raise ConditionError(said(words, name=name, value=value), (name,))
    if prop.values and value not in prop.values:
        raise ConditionError(said("{name} is never '{value}'", name=name, value=value), (name,), prop.values)
    return value


def parameters_named(*conditions: object) -> set[str]:
    """Names of the parameters that conditions use."""
    found: set[str] = set()
    for value in conditions:
        if isinstance(value, str) and value.startswith("$"):
            found.add(value[1:])
        elif isinstance(value, Mapping):
            found |= parameters_named(*value.values())
        elif isinstance(value, list):
            found |= parameters_named(*value)
    return found


def circumstances(
    types: Sequence[str] = (),
    systems: Sequence[str] = (),
    levels: Sequence[str] = (),
    natures: Sequence[str] = (),
    subject: str = "any",
    start: int = 0,
    until: int = 0,
    where: Mapping[str, Any] | None = None,
) -> Test:
    """A test on the document. Raises ConditionError."""
    wanted: dict[str, Any] = {}
    for name, values in (("type", types), ("system", systems), ("level", levels), ("nature", natures)):
        if values:
            wanted[name] = list(values)
    if subject != "any":
        wanted["subject"] = subject
    dates = [Comparison("date", ">=", start)] * bool(start) + [Comparison("date", "<=", until)] * bool(until)
    return both(condition("document", wanted), *dates, _within(("where",), "document", where or {}, None))


class Compiler:
    """Collects the rules of all packs from the specs of ``schema``."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
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
                    Basis(each.instrument, each.locator, each.certainty, each.start, each.until) for each in spec.basis
                ),
                on_article=spec.on_article,
                needs_layout=spec.needs == "layout",
                expected=_text(spec.expected),
                actual=_text(spec.actual),
                reason=_text(spec.reason),
                exceptions=_text(spec.exceptions),
                parameters=parameters,
                base=spec.examples.base if spec.examples else "",
                examples=_examples(spec.examples),
                changes=tuple(Change(each.at, _text(each)) for each in spec.changes),
                overrides=tuple(overrides),
            )
        )

    def _case(self, case: Any, severity: Any, index: int) -> Case:
        try:
            test = circumstances(
                case.types, case.systems, case.levels, case.natures, case.subject, case.start, case.until, case.where
            )
        except ConditionError as error:
            raise ConditionError(error.message, ("applies", index, *error.path), error.known, error.key) from None
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
        used = parameters_named(check.where, check.review, check.given.where if check.given else {})
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
            group_by=_shown(fact, message) if check.group_by is None else tuple(check.group_by),
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
        fact = check.fact or check.given.fact
        for kind, path in ((check.fact, ("fact",)), (check.given and check.given.fact, ("given", "fact"))):
            if kind and kind not in KINDS:
                raise ConditionError(_no_kind(kind), (*at, *path), list(KINDS))
        where = _within((*at, "where"), fact, check.where, values)
        review = _within((*at, "review"), fact, check.review, values) if check.review is not None else None
        given = None
        if check.given:
            given = _within((*at, "given", "where"), check.given.fact, check.given.where, values)
        probes = {"given": -1, "met": -1, "doubt": -1, "violation": -1}
        if check.given and given is not None:
            probes["given"] = self._probe(check.given.fact, given)
        if check.kind == "each" and given is not None:
            broken = both(given, negated(where))
            probes["met"] = self._probe(fact, both(given, where))
            probes["violation"] = self._probe(fact, both(broken, negated(review)) if review else broken)
            probes["doubt"] = self._probe(fact, both(broken, review)) if review else -1
        elif check.kind == "forbid":
            probes["violation"] = self._probe(fact, where)
            probes["doubt"] = self._probe(fact, both(review, negated(where))) if review else -1
        else:
            probes["met"] = self._probe(fact, where)
            probes["doubt"] = self._probe(fact, review) if review else -1
        return Segment(**probes, start=start, until=until)

    def _probe(self, kind: str, test: Test) -> int:
        return self._probes.setdefault(Probe(kind, test), len(self._probes))


def _shown(fact: str, message: str) -> tuple[str, ...]:
    """What a message shows of the fact it is about: properties, and its words."""
    return tuple(sorted({name for name in ARGUMENT.findall(message) if name in KINDS[fact] or name == "quote"}))


def _intervals(values: Iterable[ParameterValue]) -> list[tuple[int, int]]:
    """Intervals between the days on which one of the values begins or ends."""
    starts = {0}
    for value in values:
        starts.add(value.start)
        if value.until:
            starts.add(next_day(value.until))
    ordered = sorted(starts)
    return [(start, previous_day(after)) for start, after in pairwise(ordered)] + [(ordered[-1], 0)]


def next_day(day: int) -> int:
    """The day after, yyyymmdd."""
    return _moved(day, 1)


def previous_day(day: int) -> int:
    """The day before, yyyymmdd."""
    return _moved(day, -1)


def _moved(day: int, by: int) -> int:
    moved = date(day // 10000, day // 100 % 100, day % 100) + timedelta(days=by)
    return moved.year * 10000 + moved.month * 100 + moved.day


def _text(spec: Any) -> Text:
    return Text(spec.vi, spec.en) if spec else Text()


def _correction(spec: Any) -> Correction | None:
    if spec is None:
        return None
    if spec.insert is not None:
        return Correction("insert", spec.insert)
    safe = spec.class_ == "safe"
    return (
        Correction("recode", "", safe) if spec.recode else Correction("replace", spec.replace, safe, spec.words or "")
    )


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


def applicability(rules: RuleSet) -> tuple[Production, ...]:
    """document → ``governs`` {instrument}; document and governs → ``applies`` {scope}."""
    return _applicability(rules, lambda test: test)


def possibility(rules: RuleSet) -> tuple[Production, ...]:
    """The same, where what is not known of the document may be anything."""
    return _applicability(rules, _relaxed)


def _applicability(rules: RuleSet, adapt: Callable[[Test], Test]) -> tuple[Production, ...]:
    productions = [
        Production(
            f"regime {regime.instrument} {index}",
            0,
            (Pattern("document", adapt(regime.test)),),
            "governs",
            (("instrument", regime.instrument),),
        )
        for index, regime in enumerate(rules.regimes)
    ]
    for index, scope in enumerate(rules.scopes):
        patterns = [Pattern("document", adapt(scope.test))]
        if scope.under:
            patterns.append(Pattern("governs", equals("instrument", scope.under)))
        productions.append(Production(f"scope {index}", 1, tuple(patterns), "applies", (("scope", index),)))
    return tuple(productions)


def regime_number(production: str) -> int:
    """Index of the regime that a production of ``applicability`` was made from."""
    return int(production.rpartition(" ")[2])


def _relaxed(test: Test) -> Test:
    if isinstance(test, Comparison):
        unknown = unknown_value(test.property)
        return test if unknown is None else AnyOf((test, Comparison(test.property, "==", unknown)))
    parts = tuple(_relaxed(part) for part in test.tests)
    return AllOf(parts) if isinstance(test, AllOf) else AnyOf(parts)


def unknown_value(name: str) -> Value | None:
    """Value by which a property of the document says that it is not known; None if it always is."""
    prop = KINDS["document"][name]
    if "unknown" in prop.values:
        return "unknown"
    if name == "date" or (prop.values and "" not in prop.values):
        return None
    return 0 if isinstance(prop.default, int) else ""


def recognition(rules: RuleSet) -> tuple[Production, ...]:
    """fact → ``evidence`` {probe}. Probes of the same scopes stand together: they are asked for together."""
    scopes: dict[int, set[int]] = {}
    for rule in rules.rules:
        for segment in (segment for check in rule.checks for segment in check.segments):
            for probe in (segment.given, segment.met, segment.doubt, segment.violation):
                scopes.setdefault(probe, set()).update(case.scope for case in rule.cases)
    order = sorted(range(len(rules.probes)), key=lambda probe: (sorted(scopes[probe]), probe))
    return tuple(
        Production(
            recognition_name(probe),
            0,
            (Pattern(rules.probes[probe].kind, rules.probes[probe].test),),
            "evidence",
            (("probe", probe),),
        )
        for probe in order
    )


def recognition_name(probe: int) -> str:
    """Name of the production that asks a probe."""
    return f"probe {probe}"


def _verdicts() -> tuple[Production, ...]:
    """What is due, with what was found for it → ``outcome`` {check, status}.

    A check that is ``due`` has a ``mode``: it ``asks`` for facts that meet it, or ``bars`` facts that break it. What
    was found are facts ``given``, ``met``, ``doubt`` and ``violation`` with the check's number.
    """

    def found(kind: str) -> Pattern:
        return Pattern(kind, ALWAYS, (Join("check", 0, "check"),))

    def due(mode: str, given: str) -> tuple[Pattern, ...]:
        test = AllOf((Comparison("mode", "==", mode), Comparison("given", "==", given)))
        return (Pattern("due", test), *((found("given"),) if given == "yes" else ()))

    def outcome(name: str, status: str, patterns: tuple[Pattern, ...], absent: tuple[Pattern, ...] = ()) -> Production:
        return Production(name, 0, patterns, "outcome", (("check", Ref(0, "check")), ("status", status)), absent)

    productions = [
        outcome(
            "nothing given",
            "not-applicable",
            (Pattern("due", Comparison("given", "==", "yes")),),
            (found("given"),),
        )
    ]
    for mode, decisive, status, opposite in (("asks", "met", "pass", "fail"), ("bars", "violation", "fail", "pass")):
        for given in ("no", "yes"):
            lead = due(mode, given)
            name = f"{mode} given {given}"
            productions.append(outcome(f"{name}: {decisive}", status, (*lead, found(decisive))))
            productions.append(outcome(f"{name}: doubt", "needs-review", (*lead, found("doubt")), (found(decisive),)))
            productions.append(outcome(f"{name}: nothing", opposite, lead, (found(decisive), found("doubt"))))
    return tuple(productions)


VERDICTS = _verdicts()
"""due, given, met, doubt, violation → ``outcome``; the same for every rule set."""
