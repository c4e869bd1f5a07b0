"""Packs → rule set: conditions become tests and productions, dated parameters become segments.

What repeats is compiled once: rules with equal circumstances share a scope, checks with equal questions a probe.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from plancheck.data.days import next_day, previous_day
from plancheck.data.wording import said
from plancheck.facts import vocabulary
from plancheck.facts.vocabulary import Kinds, Properties, Property
from plancheck.rules import checks
from plancheck.rules.checks import Side
from plancheck.rules.conditions import (
    ConditionError,
    circumstances,
    condition,
    no_kind,
    no_property,
    parameters_named,
    told_under,
)
from plancheck.rules.model import (
    ARGUMENT,
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
    holds,
)
from plancheck.rules.production import (
    Ref,
    Value,
    both,
)

PLACES = ("block", "section", "row")
"""What a fact may share with one that stands with it, beyond its properties."""

_OWNER = re.compile(r"with[1-9]?")


class Compiler:
    """Collects the derived facts and the rules of all packs from the specs of ``schema``."""

    def __init__(self, kinds: Kinds | None = None) -> None:
        self.rules: list[Rule] = []
        self.kinds: dict[str, Properties] = dict(kinds or vocabulary.kinds())
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
        gatherings: Mapping[str, Text],
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
            gatherings=gatherings,
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
                gather=Gathering(spec.gather.into, _text(spec.gather.as_)) if spec.gather else None,
            )
        )

    def _case(self, case: Any, severity: Any, index: int) -> Case:
        with told_under("applies", index):
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
            written=tuple((each.wrong, each.right) for each in check.written),
            order=tuple(check.order),
            group_by=self._shown(fact, message) if check.group_by is None else tuple(check.group_by),
            anchor=tuple(check.anchor),
            severity=check.severity,
            message=_text(check.message),
            expected=_text(check.expected),
            actual=_text(check.actual),
            remedy=_text(check.remedy),
            fix=self._correction(fix, fact, (*at, "fix") if check.fix else ("fix",)),
        )

    def _correction(self, spec: Any, fact: str, at: tuple[str | int, ...]) -> Correction | None:
        correction = _correction(spec)
        if correction is not None and spec.where:
            with told_under(*at, "where"):
                correction = correction._replace(sure=condition(fact, spec.where, {}, self.kinds))
        if correction is not None and spec.out:
            with told_under(*at, "out"):
                correction = correction._replace(out=condition(fact, spec.out, {}, self.kinds))
        return correction

    def _segment(
        self, check: Any, values: Mapping[str, Value], start: int, until: int, at: tuple[str | int, ...]
    ) -> Segment:
        kind = checks.KINDS[check.kind]
        given = None
        if check.given:
            given = self._side(check.given.fact, check.given, values, (*at, "given"), (*at, "given", "fact"))
        fact = check.fact or check.given.fact
        asked = self._side(fact, check, values, at, (*at, "fact" if check.fact else "given", "fact"))
        if check.written:
            with told_under(*at, "written"):
                wrong = condition(fact, {"text": {"like": [each.wrong for each in check.written]}}, {}, self.kinds)
            asked = asked._replace(test=both(asked.test, wrong))
        review = None
        if check.review is not None:
            with told_under(*at, "review"):
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
        with told_under(*at, "where"):
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
                    raise ConditionError(no_property(kind, name), (*at, "on", own), list(self.kinds[kind]))
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
                properties[name] = Property("" if isinstance(value, str) else 0)
                values.append((name, value))
                continue
            owner, _, prop = value[1:].strip().rpartition(".")
            at = 0 if not owner else int(owner[4:] or 1) if _OWNER.fullmatch(owner) else -1
            if not 0 <= at < len(sources) or prop not in self.kinds[sources[at]]:
                known = [*self.kinds[sources[0]], *(f"with.{each}" for each in self.kinds[sources[-1]] if sources[1:])]
                raise ConditionError(no_property(sources[0], value[1:].strip()), ("values", name), known)
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
        return Correction("insert", spec.insert, under=tuple(spec.under), by=spec.by or "")
    safe = spec.class_ == "safe"
    looks = spec.looks.settings() if spec.looks else ()
    if spec.below is not None or spec.above is not None:
        beside: Literal["below", "above"] = "above" if spec.below is None else "below"
        return Correction("insert", spec.below or spec.above, safe, looks=looks, beside=beside, last=spec.last or "")
    if spec.replace is not None:
        return Correction("replace", spec.replace, safe, spec.words or "", looks, spec.over or "")
    if spec.remove:
        return Correction("remove", "", safe)
    return Correction("format", "", safe, looks=looks) if looks else Correction("recode", "", safe)


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
