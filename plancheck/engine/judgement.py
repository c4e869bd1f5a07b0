"""Judge the facts of one draft by a rule set: which instruments govern it, and how each rule ends.

document → governs → applies → due; facts → evidence → met, doubt, violation, given; and of both → outcome. The arrows
into ``governs``, ``applies``, ``evidence`` and ``outcome`` are productions; the rest is counting, done here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from plancheck.engine.protocol import Engine, EngineError, EngineName
from plancheck.facts.vocabulary import Fact, Value
from plancheck.rules.compile import VERDICTS, unknown_value
from plancheck.rules.model import Check, Rule, RuleSet, Segment, Severity, holds
from plancheck.rules.production import FactValues, Production, leaves

Status = Literal["pass", "fail", "not-applicable", "not-evaluated", "needs-review"]
Reason = Literal["", "unknown-document", "article", "layout", "not-provable", "parameter", "doubt"]

_LAYOUT = ("docx", "word-xml")
"""Input formats that tell how the text looks."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a check. Facts are indexes into the facts judged; empty: something is missing."""

    check: int
    """Index in ``Rule.checks``."""
    severity: Severity
    facts: tuple[int, ...] = ()
    """In the order of the draft; it is shown at the first one."""
    count: int = 0
    """Facts that break the check, or for a count the distinct values found."""
    first: Value = ""
    second: Value = ""
    """The two values of a ``consistent`` check that disagree."""
    given: int = -1
    """The first fact that made the check apply, -1 if none was asked for."""


class RuleVerdict(NamedTuple):
    """How one rule ended."""

    rule: str
    status: Status
    severity: Severity
    reason: Reason = ""
    violations: tuple[Violation, ...] = ()
    evidence: tuple[int, ...] = ()
    """Facts it rests on, in the order of the draft."""


class Judgement(NamedTuple):
    """Instruments that govern the draft, and a verdict for every rule of the set, in its order."""

    engine: EngineName
    instruments: tuple[str, ...]
    verdicts: tuple[RuleVerdict, ...]


def engine_name(name: str | None = None) -> EngineName:
    """Engine in use: ``durable-rules`` wherever it can be loaded, else ``reference``.

    Raises EngineError when the engine asked for is not one of these or can't be had.
    """
    from plancheck.engine.durable import library

    if name not in (None, "durable-rules", "reference"):
        raise EngineError(f"there is no engine {name!r}: durable-rules or reference")
    if name == "reference":
        return "reference"
    if library() is not None:
        return "durable-rules"
    if name is not None:
        raise EngineError("durable-rules is not installed")
    return "reference"


def make_engine(productions: Sequence[Production], name: EngineName) -> Engine:
    """Make productions ready to run."""
    if name == "reference":
        from plancheck.engine.reference import ReferenceEngine

        return ReferenceEngine(productions)
    from plancheck.engine.durable import DurableEngine

    return DurableEngine(productions)


def judge(facts: Sequence[Fact], rules: RuleSet, engine: str | None = None) -> Judgement:
    """Judge facts in the order of the draft, exactly one of them a ``document``.

    Raises EngineError if the engine can't vouch for its answer: it never gives a silently shorter one.
    """
    name = engine_name(engine)
    flat: list[FactValues] = [{"kind": fact.kind, **fact.values} for fact in facts]
    documents = [fact for fact in flat if fact["kind"] == "document"]
    if len(documents) != 1:
        raise EngineError(f"a draft has one document fact, not {len(documents)}")
    document = documents[0]

    governing, scopes = _applicable(rules, document, name)
    possible = _possible(rules, document, name)
    ended: dict[int, RuleVerdict] = {}
    severities: dict[int, Severity] = {}
    dues: list[_Due] = []
    for index, rule in enumerate(rules.rules):
        severity = next((case.severity for case in rule.cases if case.scope in scopes), None)
        if severity is None:
            ended[index] = _inapplicable(rule, possible)
            continue
        severities[index] = severity
        if reason := _obstacle(rule, document):
            ended[index] = RuleVerdict(rule.id, "not-evaluated", severity, reason)
            continue
        segments = _segments(rule, int(document["date"]))
        if segments is None:
            ended[index] = RuleVerdict(rule.id, "not-evaluated", severity, "parameter")
            continue
        for at, (check, segment) in enumerate(zip(rule.checks, segments, strict=True)):
            dues.append(_Due(index, at, check, segment, check.severity or severity))

    evidence = _evidence(rules, flat, name)
    found = [_found(due, evidence, facts) for due in dues]
    outcomes = _outcomes(dues, found, name)
    by_rule: dict[int, list[tuple[_Due, _Found, Status]]] = {}
    for due, what, status in zip(dues, found, outcomes, strict=True):
        by_rule.setdefault(due.rule, []).append((due, what, status))
    article = document["nature"] == "article"
    for index, results in by_rule.items():
        ended[index] = _ended(rules.rules[index], severities[index], results, article)
    return Judgement(name, governing, tuple(ended[index] for index in range(len(rules.rules))))


class _Due(NamedTuple):
    """A check that applies."""

    rule: int
    at: int
    check: Check
    segment: Segment
    severity: Severity


class _Found(NamedTuple):
    """What the facts say about a check that applies, as indexes of facts."""

    given: tuple[int, ...] = ()
    met: tuple[int, ...] = ()
    doubt: tuple[int, ...] = ()
    violations: tuple[Violation, ...] = ()
    satisfied: bool = False


@lru_cache(maxsize=8)
def _engines(rules: RuleSet, name: EngineName) -> dict[str, Engine]:
    return {
        "applicability": make_engine(rules.applicability, name),
        "recognition": make_engine(rules.recognition, name),
    }


@lru_cache(maxsize=8)
def _possibility_engine(rules: RuleSet, name: EngineName) -> Engine:
    return make_engine(rules.possibility, name)


@lru_cache(maxsize=2)
def _verdict_engine(name: EngineName) -> Engine:
    return make_engine(VERDICTS, name)


@lru_cache(maxsize=8)
def _asked_of_document(rules: RuleSet) -> tuple[tuple[str, Value], ...]:
    """Properties of the document that scopes and regimes ask for, with the value that says they are not known."""
    tests = [scope.test for scope in rules.scopes] + [regime.test for regime in rules.regimes]
    names = sorted({leaf.property for test in tests for leaf in leaves(test)})
    return tuple((name, value) for name in names if (value := unknown_value(name)) is not None)


def _applicable(rules: RuleSet, document: FactValues, name: EngineName) -> tuple[tuple[str, ...], frozenset[int]]:
    """Instruments that govern the document, in the order of the regimes, and the scopes it is in."""
    derived = [each.values for each in _engines(rules, name)["applicability"].run([document])]
    governing = {each["instrument"] for each in derived if each["kind"] == "governs"}
    scopes = frozenset(int(each["scope"]) for each in derived if each["kind"] == "applies")
    instruments = dict.fromkeys(regime.instrument for regime in rules.regimes if regime.instrument in governing)
    return tuple(instruments), scopes


def _possible(rules: RuleSet, document: FactValues, name: EngineName) -> frozenset[int]:
    """Scopes the document might be in if what is not known of it were known."""
    if all(document[prop] != unknown for prop, unknown in _asked_of_document(rules)):
        return frozenset()
    derived = [each.values for each in _possibility_engine(rules, name).run([document])]
    return frozenset(int(each["scope"]) for each in derived if each["kind"] == "applies")


def _inapplicable(rule: Rule, possible: frozenset[int]) -> RuleVerdict:
    """The verdict of a rule none of whose cases is the document's, as far as is known."""
    if any(case.scope in possible for case in rule.cases):
        return RuleVerdict(rule.id, "not-evaluated", rule.severity, "unknown-document")
    return RuleVerdict(rule.id, "not-applicable", rule.severity)


def _obstacle(rule: Rule, document: FactValues) -> Reason:
    """Why a rule that applies is not evaluated on this document; empty if it is."""
    if rule.status == "not-provable":
        return "not-provable"
    if rule.on_article == "not-evaluated" and document["nature"] == "article":
        return "article"
    return "layout" if rule.needs_layout and document["format"] not in _LAYOUT else ""


def _segments(rule: Rule, day: int) -> list[Segment] | None:
    """What each check asks on a day; None if a parameter has no value then."""
    segments = []
    for check in rule.checks:
        for segment in check.segments:
            if holds(day, segment.start, segment.until):
                segments.append(segment)
                break
    return segments if len(segments) == len(rule.checks) else None


def _evidence(rules: RuleSet, flat: Sequence[FactValues], name: EngineName) -> Mapping[int, tuple[int, ...]]:
    """Facts that answer each probe, in order."""
    found: dict[int, list[int]] = {}
    for derivation in _engines(rules, name)["recognition"].run(flat):
        found.setdefault(int(derivation.values["probe"]), []).append(derivation.facts[0])
    return {probe: tuple(sorted(ids)) for probe, ids in found.items()}


def _found(due: _Due, evidence: Mapping[int, tuple[int, ...]], facts: Sequence[Fact]) -> _Found:
    segment, check = due.segment, due.check
    given = evidence.get(segment.given, ())
    met = evidence.get(segment.met, ())
    doubt = evidence.get(segment.doubt, ())
    first = given[0] if given else -1
    violations: tuple[Violation, ...] = ()
    satisfied = len(met) >= check.at_least
    match check.kind:
        case "require":
            if not satisfied:
                violations = (Violation(due.at, due.severity, count=len(met), given=first),)
        case "count":
            count = len({facts[id][check.distinct] for id in met} - {"", 0})
            satisfied = count >= check.at_least and (not check.at_most or count <= check.at_most)
            violations = (Violation(due.at, due.severity, met, count, given=first),)
        case "consistent":
            violations = tuple(_disagreements(due, met, facts, first))
        case "forbid" | "each":
            broken = evidence.get(segment.violation, ())
            violations = tuple(
                Violation(due.at, due.severity, ids, len(ids), given=first) for ids in _grouped(due, broken, facts)
            )
    return _Found(given, met, doubt, violations, satisfied)


def _disagreements(due: _Due, ids: Iterable[int], facts: Sequence[Fact], given: int) -> Iterable[Violation]:
    """For each key whose facts give two values: the first fact with the first value and those with another."""
    check = due.check
    groups: dict[Value, list[int]] = {}
    for id in ids:
        if facts[id][check.value] not in ("", 0):
            groups.setdefault(facts[id][check.key] if check.key else "", []).append(id)
    for members in groups.values():
        first = facts[members[0]][check.value]
        others = [id for id in members if facts[id][check.value] != first]
        if others:
            second = facts[others[0]][check.value]
            yield Violation(due.at, due.severity, (*others, members[0]), len(others), first, second, given)


def _grouped(due: _Due, ids: Sequence[int], facts: Sequence[Fact]) -> Iterable[tuple[int, ...]]:
    groups: dict[tuple[Value, ...], list[int]] = {}
    for id in ids:
        fact = facts[id]
        key = tuple(fact.quote if name == "quote" else fact[name] for name in due.check.group_by)
        groups.setdefault(key, []).append(id)
    return (tuple(group) for group in groups.values())


def _outcomes(dues: Sequence[_Due], found: Sequence[_Found], name: EngineName) -> list[Status]:
    """How each check ended, by the productions that weigh what was found.

    Checks about which the same was found are in one situation, which is judged once.
    """
    situations: dict[tuple[str, str, tuple[str, ...]], int] = {}
    numbers = [situations.setdefault(_situation(*each), len(situations)) for each in zip(dues, found, strict=True)]
    flat: list[FactValues] = []
    for (mode, given, answers), number in situations.items():
        flat.append({"kind": "due", "check": number, "mode": mode, "given": given})
        flat.extend({"kind": answer, "check": number} for answer in answers)
    ended: dict[Value, Status] = {}
    for derivation in _verdict_engine(name).run(flat):
        ended[derivation.values["check"]] = derivation.values["status"]  # type: ignore[assignment]
    if len(ended) != len(situations):
        raise EngineError("a check was left without a verdict")
    return [ended[number] for number in numbers]


def _situation(due: _Due, what: _Found) -> tuple[str, str, tuple[str, ...]]:
    """Whether a check asks for or bars facts, whether it needs something given, and what was found."""
    asks = due.check.kind in ("require", "count")
    answers = (
        ("given", bool(what.given)),
        ("met", what.satisfied if asks else bool(what.met)),
        ("doubt", bool(what.doubt)),
        ("violation", not asks and bool(what.violations)),
    )
    given = "no" if due.segment.given < 0 else "yes"
    return "asks" if asks else "bars", given, tuple(kind for kind, is_so in answers if is_so)


_WORST: Sequence[Status] = ("fail", "needs-review", "pass", "not-applicable")


def _ended(
    rule: Rule, severity: Severity, results: Sequence[tuple[_Due, _Found, Status]], article: bool
) -> RuleVerdict:
    """The verdict of a rule from those of its checks: the worst of them."""
    status = min((each for _, _, each in results), key=_WORST.index)
    if status == "fail" and article and rule.on_article == "review":
        return RuleVerdict(rule.id, "needs-review", severity, "article")
    if status == "fail":
        violations = tuple(violation for _, what, each in results if each == "fail" for violation in what.violations)
        shown = {id for violation in violations for id in violation.facts}
        shown |= {violation.given for violation in violations if violation.given >= 0}
        worst = min((violation.severity for violation in violations), key=("error", "warning", "info").index)
        return RuleVerdict(rule.id, "fail", worst, "", violations, tuple(sorted(shown)))
    if status == "needs-review":
        doubts = {id for _, what, each in results if each == "needs-review" for id in what.doubt}
        return RuleVerdict(rule.id, "needs-review", severity, "doubt", (), tuple(sorted(doubts)))
    met = {id for _, what, each in results if each == "pass" for id in what.met}
    return RuleVerdict(rule.id, status, severity, "", (), tuple(sorted(met)) if status == "pass" else ())
