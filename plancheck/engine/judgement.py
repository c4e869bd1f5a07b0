"""Judge the facts of one draft by a rule set: which instruments govern it, and how each rule ends.

document → governs → applies → due; facts → evidence → met, doubt, violation, given; and of both → outcome. The arrows
into ``governs``, ``applies``, ``evidence`` and ``outcome`` are productions; the rest is counting, done here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

from plancheck.engine.protocol import Engine, EngineError, EngineName, Names
from plancheck.facts.vocabulary import KINDS, Fact, Value
from plancheck.failure import Failure, failed
from plancheck.rules.compile import VERDICTS, recognition_name, regime_number, unknown_value
from plancheck.rules.model import Case, Check, Probe, Rule, RuleSet, Segment, Severity, holds
from plancheck.rules.production import AllOf, AnyOf, Comparison, Derivation, FactValues, Production, leaves

Status = Literal["pass", "fail", "not-applicable", "not-evaluated", "needs-review"]
Reason = Literal[
    "",
    "unknown-document",
    "article",
    "silent",
    "layout",
    "not-provable",
    "parameter",
    "doubt",
    "partial-date",
    "failed",
]

_LAYOUT = ("docx", "word-xml", "odt", "doc")
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


class CaseTrace(NamedTuple):
    """One case of a rule on the draft."""

    case: Case
    applies: bool
    through: tuple[str, ...] = ()
    """Instruments that govern the draft and that the case asks for."""


class CheckTrace(NamedTuple):
    """One check of a rule on the draft: what the facts gave, as indexes, and how it ended by which production."""

    check: Check
    segment: Segment
    given: tuple[int, ...]
    met: tuple[int, ...]
    doubt: tuple[int, ...]
    broken: tuple[int, ...]
    production: str
    status: Status


class Trace(NamedTuple):
    """How one verdict was derived."""

    regimes: tuple[int, ...]
    """Indexes of the regimes that hold for the document."""
    cases: tuple[CaseTrace, ...]
    chosen: int
    """The first case that applies, -1 if none does."""
    checks: tuple[CheckTrace, ...]
    verdict: RuleVerdict


class Judgement(NamedTuple):
    """Instruments that govern the draft, and a verdict for every rule of the set, in its order."""

    engine: EngineName
    instruments: tuple[str, ...]
    verdicts: tuple[RuleVerdict, ...]
    traces: tuple[Trace, ...] = ()
    """Of the rules asked for, in the order of the set."""
    failures: tuple[Failure, ...] = ()
    """What broke in judging; the rules it cost are not evaluated."""


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


def judge(
    facts: Sequence[Fact],
    rules: RuleSet,
    engine: str | None = None,
    trace: Collection[str] = (),
    unknown: Collection[str] = (),
) -> Judgement:
    """Judge facts in the order of the draft, exactly one of them a ``document``.

    ``trace``: ids of rules to trace. ``unknown``: kinds of facts of which some may be missing; rules that ask for them
    are not evaluated, nor is a rule that breaks. Raises EngineError if the engine can't vouch for its answer: it never
    gives a silently shorter one.
    """
    name = engine_name(engine)
    flat: list[FactValues] = [{"kind": fact.kind, **fact.values} for fact in facts]
    documents = [fact for fact in flat if fact["kind"] == "document"]
    if len(documents) != 1:
        raise EngineError(f"a draft has one document fact, not {len(documents)}")
    document = documents[0]

    situations = _situations(rules, name)
    situation = situations.of(document)
    failures = _Failures(rules)
    failures.take(situation.failures)
    lacking = frozenset(unknown)
    asked = situations.gates.open(flat, situation.asked)
    evidence = _evidence(_recognition_engine(rules, name), flat, asked, situation, failures)
    for index in situation.dues if lacking else ():
        if not lacking.isdisjoint(rules.probes[probe].kind for probe in situation.probes(index)):
            failures.rules.add(index)
    touched = sorted({index for probe in evidence for index in situation.askers[probe]} - failures.rules)
    results = _results([due for index in touched for due in situation.dues[index]], evidence, facts, name, failures)
    verdicts = list(situation.verdicts)
    for index, each in results.items():
        try:
            verdicts[index] = _ended(rules.rules[index], situation.severities[index], each, document)
        except Exception as error:
            failures.add(error, index)
    for index in failures.rules:
        verdicts[index] = RuleVerdict(rules.rules[index].id, "not-evaluated", situation.severities[index], "failed")
    traces: list[Trace] = []
    for index, rule in enumerate(rules.rules) if trace else ():
        if rule.id in trace:
            dues = () if index in failures.rules else situation.dues.get(index, ())
            each = results.get(index) or _results(dues, {}, (), name, failures).get(index, [])
            traces.append(_traced(rule, situation, each, verdicts[index]))
    return Judgement(name, situation.instruments, tuple(verdicts), tuple(traces), tuple(failures.told))


class _Failures:
    """Rules that broke in judging a draft, as indexes."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules.rules
        self.rules: set[int] = set()
        self.told: list[Failure] = []

    def take(self, other: "_Failures") -> None:
        """Add what broke before."""
        self.rules |= other.rules
        self.told += other.told

    def add(self, error: Exception, *rules: int) -> None:
        """Let an exception cost these rules."""
        self.rules.update(rules)
        ids = [self._rules[index].id for index in rules]
        self.told.append(failed(f"rule {', '.join(ids)}", error, rules=ids))


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
    broken: tuple[int, ...] = ()
    violations: tuple[Violation, ...] = ()
    satisfied: bool = False


class _Outcome(NamedTuple):
    """How a check ended, and the production that derived it."""

    status: Status
    production: str


_Result = tuple[_Due, _Found, _Outcome]


class _Gates:
    """Which probes can find anything: one that asks for a value is let in when a fact has that value.

    A draft has few of the values that all rules ask for, so that a rule whose value is not there costs nothing.
    """

    def __init__(self, probes: Sequence[Probe]) -> None:
        self._always: set[str] = set()
        self._keyed: dict[Value, dict[str, dict[Value, set[str]]]] = {}
        for number, probe in enumerate(probes):
            key, name = _key_of(probe), recognition_name(number)
            if key is None:
                self._always.add(name)
                continue
            by_value = self._keyed.setdefault(probe.kind, {}).setdefault(key[0], {})
            for value in key[1]:
                by_value.setdefault(value, set()).add(name)

    def open(self, facts: Sequence[FactValues], asked: Names) -> Names:
        """Productions, of those asked for, whose probes these facts may answer."""
        names = set(self._always)
        for fact in facts:
            for prop, by_value in self._keyed.get(fact["kind"], _NOTHING).items():
                if found := by_value.get(fact[prop]):
                    names |= found
        return asked & names


_NOTHING: Mapping[str, dict[Value, set[str]]] = {}


def _key_of(probe: Probe) -> tuple[str, tuple[Value, ...]] | None:
    """A property that a fact must have one of a few values of to pass, the one with most possible values; or None."""
    parts = probe.test.tests if isinstance(probe.test, AllOf) else (probe.test,)
    keys = []
    for part in parts:
        choices = part.tests if isinstance(part, AnyOf) else (part,)
        equal = [each for each in choices if isinstance(each, Comparison) and each.operator == "=="]
        if equal and len(equal) == len(choices) and len({each.property for each in equal}) == 1:
            closed = KINDS[probe.kind][equal[0].property].values
            keys.append((len(closed) or _OPEN, equal[0].property, tuple(each.value for each in equal)))
    return max(keys, key=lambda key: (key[0], -len(key[2])))[1:] if keys else None


_OPEN = 1000
"""Values a property may have whose values are not closed: more than any other."""


class _Situation(NamedTuple):
    """What the document alone decides: all drafts whose documents answer every test alike are in one situation."""

    regimes: tuple[int, ...]
    instruments: tuple[str, ...]
    through: Mapping[int, tuple[str, ...]]
    """By scope that the document is in, the instruments of ``under`` that govern it."""
    verdicts: tuple[RuleVerdict, ...]
    """How each rule ends when no fact answers any of its probes."""
    severities: Mapping[int, Severity]
    """Of the rules that apply."""
    dues: Mapping[int, tuple[_Due, ...]]
    """Checks of the rules that are evaluated."""
    askers: Mapping[int, tuple[int, ...]]
    """Rules by the probes of their checks."""
    asked: Names
    """Productions of those probes."""
    failures: "_Failures"
    """Rules that break when no fact answers."""

    def probes(self, rule: int) -> Iterator[int]:
        """What the checks of a rule that is evaluated ask."""
        return (probe for due in self.dues[rule] for probe in _probes(due.segment))


_Shared = TypeVar("_Shared")


class _Situations:
    """The situations met so far under one rule set, so that a rule that does not apply costs nothing per draft."""

    def __init__(self, rules: RuleSet, name: EngineName) -> None:
        self._rules = rules
        self._name = name
        self._known: dict[tuple[object, ...], _Situation] = {}
        self._applicability = make_engine(rules.applicability, name)
        self._names = [recognition_name(probe) for probe in range(len(rules.probes))]
        self._kept: dict[Hashable, Any] = {}
        self.gates = _Gates(rules.probes)
        tests = [scope.test for scope in rules.scopes] + [regime.test for regime in rules.regimes]
        compared: dict[str, set[Value]] = {"date": set(_turns(rules))}
        for leaf in (leaf for test in tests for leaf in leaves(test)):
            compared.setdefault(leaf.property, set()).add(leaf.value)
        self._unknown = {prop: value for prop in sorted(compared) if (value := unknown_value(prop)) is not None}
        for prop, value in self._unknown.items():
            compared[prop].add(value)
        self._texts = {prop: frozenset(values) for prop, values in compared.items() if _is_text(prop)}
        self._numbers = {prop: sorted(map(int, values)) for prop, values in compared.items() if not _is_text(prop)}

    def of(self, document: FactValues) -> _Situation:
        """The situation of a document."""
        key = self._key(document)
        if key not in self._known:
            made = self._make(document)
            if made.failures.rules:
                return made
            if len(self._known) >= _MOST_SITUATIONS:
                del self._known[next(iter(self._known))]
            self._known[key] = made
        return self._known[key]

    def _key(self, document: FactValues) -> tuple[object, ...]:
        """The document's answers to all tests, in short: which of the values compared with it has or lies between."""
        texts = [value if (value := document[name]) in values else None for name, values in self._texts.items()]
        numbers = [
            (bisect_left(bounds, value), bisect_right(bounds, value))
            for name, bounds in self._numbers.items()
            if type(value := document[name]) is int
        ]
        return document["nature"] == "article", document["format"] in _LAYOUT, *texts, *numbers

    def _make(self, document: FactValues) -> _Situation:
        rules = self._rules
        regimes, through = _applicable(self._applicability.run([document]))
        possible = self._possible(document)
        verdicts: list[RuleVerdict] = []
        severities: dict[int, Severity] = {}
        dues: dict[int, tuple[_Due, ...]] = {}
        askers: dict[int, list[int]] = {}
        for index, rule in enumerate(rules.rules):
            severity = next((case.severity for case in rule.cases if case.scope in through), None)
            if severity is None:
                ended = _inapplicable(rule, possible)
                verdicts.append(self._shared(ended, ended))
                continue
            segments = _segments(rule, int(document["date"]))
            reason: Reason = _obstacle(rule, document)
            if not reason and segments is None:
                reason = "parameter"
            verdicts.append(RuleVerdict(rule.id, "not-evaluated", severity, reason))
            severities[index] = severity
            if segments is not None and not reason:
                dues[index] = self._shared(
                    tuple(
                        _Due(index, at, check, segment, check.severity or severity)
                        for at, (check, segment) in enumerate(zip(rule.checks, segments, strict=True))
                    ),
                    (index, severity, tuple(segments)),
                )
                for probe in {probe for segment in segments for probe in _probes(segment)}:
                    askers.setdefault(probe, []).append(index)
        failures = _Failures(rules)
        idle = _results([due for each in dues.values() for due in each], {}, (), self._name, failures)
        for index, results in idle.items():
            try:
                ended = _ended(rules.rules[index], severities[index], results, document)
            except Exception as error:
                failures.add(error, index)
                continue
            verdicts[index] = self._shared(ended, ended)
        instruments = dict.fromkeys(rules.regimes[index].instrument for index in regimes)
        return _Situation(
            regimes,
            tuple(instruments),
            through,
            tuple(verdicts),
            severities,
            dues,
            {probe: tuple(each) for probe, each in askers.items()},
            frozenset(self._names[probe] for probe in askers),
            failures,
        )

    def _shared(self, value: _Shared, key: Hashable) -> _Shared:
        """One object for what is equal in many situations."""
        return self._kept.setdefault(key, value)  # type: ignore[no-any-return]

    def _possible(self, document: FactValues) -> frozenset[int]:
        """Scopes the document might be in if what is not known of it were known."""
        if all(document[prop] != unknown for prop, unknown in self._unknown.items()):
            return frozenset()
        derived = [each.values for each in _possibility_engine(self._rules, self._name).run([document])]
        return frozenset(int(each["scope"]) for each in derived if each["kind"] == "applies")


_MOST_SITUATIONS = 32


def _probes(segment: Segment) -> list[int]:
    return [probe for probe in (segment.given, segment.met, segment.doubt, segment.violation) if probe >= 0]


def _turns(rules: RuleSet) -> Iterator[int]:
    """Days on which a check comes to ask otherwise."""
    for segment in (segment for rule in rules.rules for check in rule.checks for segment in check.segments):
        yield from (day for day in (segment.start, segment.until) if day)


def _is_text(name: str) -> bool:
    return isinstance(KINDS["document"][name].default, str)


@lru_cache(maxsize=8)
def _situations(rules: RuleSet, name: EngineName) -> _Situations:
    return _Situations(rules, name)


@lru_cache(maxsize=8)
def _recognition_engine(rules: RuleSet, name: EngineName) -> Engine:
    return make_engine(rules.recognition, name)


@lru_cache(maxsize=8)
def _possibility_engine(rules: RuleSet, name: EngineName) -> Engine:
    return make_engine(rules.possibility, name)


@lru_cache(maxsize=2)
def _verdict_engine(name: EngineName) -> Engine:
    return make_engine(VERDICTS, name)


def _applicable(derivations: Sequence[Derivation]) -> tuple[tuple[int, ...], dict[int, tuple[str, ...]]]:
    """Regimes that hold, and the scopes the document is in, each with the instruments that it asks for and has."""
    governs = [each for each in derivations if each.values["kind"] == "governs"]
    instruments = list(dict.fromkeys(str(each.values["instrument"]) for each in governs))
    regimes = tuple(sorted(regime_number(each.production) for each in governs))
    through: dict[int, tuple[str, ...]] = {}
    for each in derivations:
        if each.values["kind"] == "applies":
            scope = int(each.values["scope"])
            through[scope] = (*through.get(scope, ()), *(instruments[id - 1] for id in each.facts[1:]))
    return regimes, through


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


def _evidence(
    recognition: Engine, flat: Sequence[FactValues], asked: Names, situation: _Situation, failures: _Failures
) -> Mapping[int, tuple[int, ...]]:
    """Facts that answer each probe asked for, in order. A probe that breaks the reference engine is left out."""
    try:
        derivations = recognition.run(flat, asked)
    except Exception:
        if recognition.name != "reference":
            raise
        derivations = []
        for probe, rules in situation.askers.items():
            try:
                derivations += recognition.run(flat, asked & {recognition_name(probe)})
            except Exception as error:
                failures.add(error, *rules)
    found: dict[int, list[int]] = {}
    for derivation in derivations:
        found.setdefault(int(derivation.values["probe"]), []).append(derivation.facts[0])
    return {probe: tuple(sorted(ids)) for probe, ids in found.items()}


def _found(due: _Due, evidence: Mapping[int, tuple[int, ...]], facts: Sequence[Fact]) -> _Found:
    segment, check = due.segment, due.check
    given = evidence.get(segment.given, ())
    met = evidence.get(segment.met, ())
    doubt = evidence.get(segment.doubt, ())
    first = given[0] if given else -1
    broken: tuple[int, ...] = ()
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
    return _Found(given, met, doubt, broken, violations, satisfied)


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


def _results(
    dues: Sequence[_Due],
    evidence: Mapping[int, tuple[int, ...]],
    facts: Sequence[Fact],
    name: EngineName,
    failures: _Failures,
) -> dict[int, list[_Result]]:
    """How checks ended, by rule; rules of which a check broke are left out."""
    looked: list[tuple[_Due, _Found]] = []
    for due in dues:
        try:
            looked.append((due, _found(due, evidence, facts)))
        except Exception as error:
            failures.add(error, due.rule)
    looked = [each for each in looked if each[0].rule not in failures.rules]
    outcomes = _outcomes([due for due, _ in looked], [what for _, what in looked], name)
    results: dict[int, list[_Result]] = {}
    for (due, what), outcome in zip(looked, outcomes, strict=True):
        results.setdefault(due.rule, []).append((due, what, outcome))
    return results


def _outcomes(dues: Sequence[_Due], found: Sequence[_Found], name: EngineName) -> list[_Outcome]:
    """How each check ended, by the productions that weigh what was found.

    Checks about which the same was found are in one situation, which is judged once.
    """
    situations: dict[tuple[str, str, tuple[str, ...]], int] = {}
    numbers = [situations.setdefault(_situation(*each), len(situations)) for each in zip(dues, found, strict=True)]
    flat: list[FactValues] = []
    for (mode, given, answers), number in situations.items():
        flat.append({"kind": "due", "check": number, "mode": mode, "given": given})
        flat.extend({"kind": answer, "check": number} for answer in answers)
    ended: dict[Value, _Outcome] = {}
    for derivation in _verdict_engine(name).run(flat):
        status: Status = derivation.values["status"]  # type: ignore[assignment]
        ended[derivation.values["check"]] = _Outcome(status, derivation.production)
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


def _ended(rule: Rule, severity: Severity, results: Sequence[_Result], document: FactValues) -> RuleVerdict:
    """The verdict of a rule from those of its checks: the worst of them."""
    status = min((each.status for _, _, each in results), key=_WORST.index)
    if status == "fail" and document["nature"] == "article":
        # An article proves what is there; of what it does not mention, only the document can tell.
        told = [each for each in results if each[2].status == "fail" and each[0].check.kind not in ("require", "count")]
        if not told or rule.on_article == "review":
            return RuleVerdict(rule.id, "needs-review", severity, "article" if told else "silent")
        results = [each for each in results if each in told or each[2].status != "fail"]
    if status == "fail":
        failed = [what for _, what, each in results if each.status == "fail"]
        violations = tuple(violation for what in failed for violation in what.violations)
        shown = {id for violation in violations for id in violation.facts}
        shown |= {violation.given for violation in violations if violation.given >= 0}
        worst = min((violation.severity for violation in violations), key=("error", "warning", "info").index)
        return RuleVerdict(rule.id, "fail", worst, "", violations, tuple(sorted(shown)))
    if status == "needs-review":
        doubts = {id for _, what, each in results if each.status == "needs-review" for id in what.doubt}
        return RuleVerdict(rule.id, "needs-review", severity, "doubt", (), tuple(sorted(doubts)))
    met = {id for _, what, each in results if each.status == "pass" for id in what.met}
    return RuleVerdict(rule.id, status, severity, "", (), tuple(sorted(met)) if status == "pass" else ())


def _traced(rule: Rule, situation: _Situation, results: Sequence[_Result], verdict: RuleVerdict) -> Trace:
    through = situation.through
    cases = tuple(CaseTrace(case, case.scope in through, through.get(case.scope, ())) for case in rule.cases)
    chosen = next((number for number, case in enumerate(cases) if case.applies), -1)
    checks = tuple(
        CheckTrace(
            due.check, due.segment, what.given, what.met, what.doubt, what.broken, outcome.production, outcome.status
        )
        for due, what, outcome in results
    )
    return Trace(situation.regimes, cases, chosen, checks, verdict)
