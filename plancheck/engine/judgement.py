"""Judge the facts of one draft by a rule set: which instruments govern it, and how each rule ends.

document → governs → applies → due; facts → evidence → met, doubt, violation, given; and of both → outcome. What a fact
or a document is alone, predicates tell; what follows from several, the productions of ``program``; the rest counts.
"""

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, compress, product
from typing import Literal

from plancheck.engine.evidence import Evidence, Inquiry, Question
from plancheck.engine.predicates import Circumstances, unknowns
from plancheck.engine.program import APPLICABILITY, OUTCOMES
from plancheck.engine.protocol import Engine, EngineError, EngineName, make_engine
from plancheck.facts.vocabulary import Asked, Fact, Value
from plancheck.failure import Failure, failed
from plancheck.prebuilt import prebuilt
from plancheck.records import NamedTuple, dataclass, replace
from plancheck.rules import checks
from plancheck.rules.model import Case, Check, Rule, RuleSet, Segment, Severity, holds
from plancheck.rules.production import AllOf, AnyOf, Comparison, FactValues, Leaf, Test, properties

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
    facts: tuple[int, ...]
    """In the order of the draft; it is shown at the first one."""
    count: int
    """Facts that break the check, or for a count the distinct values found."""
    first: Value
    second: Value
    """The two values of a ``consistent`` check that disagree."""
    given: int
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
    through: tuple[str, ...]
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
    traces: tuple[Trace, ...]
    """Of the rules asked for, in the order of the set."""
    failures: tuple[Failure, ...]
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


def derived(facts: Sequence[Fact], rules: RuleSet, engine: str | None = None) -> list[Fact]:
    """The facts, and behind them those of the kinds that the rules derive from them. Raises EngineError."""
    if not rules.derivations:
        return list(facts)
    return [*facts, *_bench(rules, engine_name(engine)).inquiry.derive(facts, rules.derivations)]


def asked(document: Fact, rules: RuleSet, engine: str | None = None) -> Asked:
    """What the rules due on a draft with this ``document`` fact ask of its other facts. Raises EngineError."""
    return _bench(rules, engine_name(engine)).charge(document.values).asked


def judge(
    facts: Sequence[Fact],
    rules: RuleSet,
    engine: str | None = None,
    trace: Collection[str] = (),
    unknown: Collection[str] = (),
    among: frozenset[str] | None = None,
) -> Judgement:
    """Judge facts in the order of the draft, exactly one of them a ``document``, and those derived from them.

    ``trace``: ids of rules to trace. ``unknown``: kinds of facts of which some may be missing; rules that ask for them
    are not evaluated, nor is a rule that breaks. ``among``: ids of the only rules that the facts are put to, None for
    all; the verdicts of others say nothing. Raises EngineError if the engine can't vouch for its answer: it never gives
    a silently shorter one.
    """
    name = engine_name(engine)
    flat: list[FactValues] = [{**fact.values, "kind": fact.kind, "quote": fact.quote} for fact in facts]
    documents = [fact for fact in flat if fact["kind"] == "document"]
    if len(documents) != 1:
        raise EngineError(f"a draft has one document fact, not {len(documents)}")
    document = documents[0]

    bench = _bench(rules, name)
    charge = bench.charge(document, among)
    askers = charge.askers
    failures = _Failures(rules)
    failures.take(charge.failures)
    evidence, broken = bench.inquiry.evidence(facts, flat, charge.question)
    for probe, error in broken.items():
        failures.add(error, *askers[probe])
    lacking = bench.inquiry.lacking(frozenset(unknown), rules.derivations) - bench.opinions if unknown else ()
    failures.rules.update(index for probe in lacking for index in askers.get(probe, ()))
    touched = sorted({index for probe in evidence for index in askers[probe]} - failures.rules)
    results = _results([due for index in touched for due in charge.dues[index]], evidence, flat, name, failures)
    verdicts = list(charge.verdicts)
    for index, each in results.items():
        try:
            verdicts[index] = _ended(rules.rules[index], charge.severities[index], each, document)
        except Exception as error:
            failures.add(error, index)
    for index in failures.rules:
        verdicts[index] = RuleVerdict(rules.rules[index].id, "not-evaluated", charge.severities[index], "failed")
    verdicts = list(_yielding(rules, verdicts, facts))
    traces: list[Trace] = []
    for index, rule in enumerate(rules.rules) if trace else ():
        if rule.id in trace:
            dues = () if index in failures.rules else charge.dues.get(index, ())
            each = results.get(index) or _results(dues, {}, (), name, failures).get(index, [])
            traces.append(_traced(rule, charge, each, verdicts[index]))
    return Judgement(name, charge.instruments, tuple(verdicts), tuple(traces), tuple(failures.told))


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

    given: tuple[int, ...]
    met: tuple[int, ...]
    doubt: tuple[int, ...]
    broken: tuple[int, ...]
    violations: tuple[Violation, ...]
    satisfied: bool


class _Outcome(NamedTuple):
    """How a check ended, and the production that derived it."""

    status: Status
    production: str


_Result = tuple[_Due, _Found, _Outcome]


class _Charge(NamedTuple):
    """What the document alone decides."""

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
    question: Question
    """These probes."""
    failures: _Failures
    """Rules that break when no fact answers."""
    asked: Asked
    """What their probes, and those of derived facts, ask for."""


_Holding = tuple[tuple[int, ...], tuple[int, ...]]
"""Regimes and scopes whose tests hold for a document, instruments that must govern it aside."""


class _Bench:
    """A rule set made ready to judge by, with the charges of the last kinds of documents."""

    def __init__(self, rules: RuleSet, name: EngineName) -> None:
        self._rules = rules
        self._name = name
        self.inquiry = Inquiry(rules.probes, name)
        self.opinions = {segment.opinion for rule in rules.rules for check in rule.checks for segment in check.segments}
        """Probes that no verdict waits for."""
        self._applicability = make_engine(APPLICABILITY, name)
        self._turns = sorted(set(_turns(rules)))
        tests = [each.test for each in rules.regimes] + [each.test for each in rules.scopes]
        asked = [*_distinct(tests)]
        compared = {leaf.property for leaf in asked if isinstance(leaf, Comparison)} - {"date"}
        self._asked = sorted(compared.union(*(map(_named, asked))))
        days = [int(leaf.value) for leaf in asked if isinstance(leaf, Comparison) and leaf.property == "date"]
        self._days = sorted({turn for day in days for turn in (day, day + 1)})
        self._held: dict[tuple[object, ...], tuple[_Holding, _Holding]] = {}
        self._known: dict[tuple[object, ...], _Charge] = {}

    def _holding(self, document: FactValues) -> tuple[_Holding, _Holding]:
        """What holds for a document, and what may hold where something is not known of it."""
        key = (*[document[name] for name in self._asked], bisect(self._days, int(document["date"])))
        known = self._held.get(key)
        if known is None:
            holding = self._holds(document)
            known = holding, self._holds(document, relaxed=True) if unknowns(document) else holding
            if len(self._held) >= _MOST_HELD:
                self._held.clear()
            self._held[key] = known
        return known

    def _holds(self, document: FactValues, relaxed: bool = False) -> _Holding:
        holds = Circumstances(document, relaxed)
        regimes = tuple(at for at, each in enumerate(self._rules.regimes) if holds(each.test))
        return regimes, tuple(at for at, each in enumerate(self._rules.scopes) if holds(each.test))

    def charge(self, document: FactValues, among: frozenset[str] | None = None) -> _Charge:
        """What rules apply to a document, those ``among`` some ids: the same for all that answer every test alike."""
        day = int(document["date"])
        holding, possible = self._holding(document)
        known = document["nature"] == "article", document["format"] in _LAYOUT, bisect(self._turns, day)
        key = (holding, possible, *known, among)
        charge = self._known.pop(key, None) or (
            self._charge(document, holding, possible) if among is None else self._part(self.charge(document), among)
        )
        if charge.failures.rules:
            return charge
        self._known[key] = charge
        if len(self._known) > _MOST_CHARGES:
            del self._known[next(iter(self._known))]
        return charge

    def _part(self, charge: _Charge, among: frozenset[str]) -> _Charge:
        """A charge that puts nothing to rules but those that have one of some ids."""
        rules = {index for index in charge.dues if self._rules.rules[index].id in among}
        every = ((probe, tuple(filter(rules.__contains__, each))) for probe, each in charge.askers.items())
        askers = {probe: each for probe, each in every if each}
        return charge._replace(askers=askers, question=self.inquiry.question(askers))

    def _applicable(self, holding: _Holding) -> dict[int, tuple[str, ...]]:
        """The scopes the document is in, each with the instruments that it asks for and has."""
        regimes, scopes = (self._rules.regimes, self._rules.scopes)
        given: list[FactValues] = [{"kind": "regime", "instrument": regimes[each].instrument} for each in holding[0]]
        for each in holding[1]:
            under = scopes[each].under
            given += [{"kind": "needs", "scope": each, "instrument": number} for number in under]
            if not under:
                given.append({"kind": "scope", "scope": each})
        through: dict[int, list[str]] = {}
        for derivation in self._applicability.run(given):
            if derivation.values["kind"] == "applies":
                found = through.setdefault(int(derivation.values["scope"]), [])
                found += [number for number in [str(derivation.values["through"])] if number and number not in found]
        order = {regime.instrument: at for at, regime in reversed(list(enumerate(regimes)))}
        return {scope: tuple(sorted(numbers, key=order.__getitem__)) for scope, numbers in through.items()}

    def _charge(self, document: FactValues, holding: _Holding, possible: _Holding) -> _Charge:
        rules = self._rules
        through = self._applicable(holding)
        perhaps = self._applicable(possible).keys() if possible != holding else frozenset()
        verdicts: list[RuleVerdict] = []
        severities: dict[int, Severity] = {}
        dues: dict[int, tuple[_Due, ...]] = {}
        askers: dict[int, list[int]] = {}
        for index, rule in enumerate(rules.rules):
            severity = next((case.severity for case in rule.cases if case.scope in through), None)
            if severity is None:
                verdicts.append(_inapplicable(rule, perhaps))
                continue
            segments = _segments(rule, int(document["date"]))
            reason: Reason = _obstacle(rule, document)
            if not reason and segments is None:
                reason = "parameter"
            verdicts.append(RuleVerdict(rule.id, "not-evaluated", severity, reason))
            severities[index] = severity
            if segments is not None and not reason:
                dues[index] = tuple(
                    _Due(index, at, check, segment, check.severity or severity)
                    for at, (check, segment) in enumerate(zip(rule.checks, segments, strict=True))
                )
                for probe in {probe for segment in segments for probe in _probes(segment)}:
                    askers.setdefault(probe, []).append(index)
        failures = _Failures(rules)
        idle = _results([due for each in dues.values() for due in each], {}, (), self._name, failures)
        for index, results in idle.items():
            try:
                verdicts[index] = _ended(rules.rules[index], severities[index], results, document)
            except Exception as error:
                failures.add(error, index)
        return _Charge(
            holding[0],
            tuple(dict.fromkeys(rules.regimes[index].instrument for index in holding[0])),
            through,
            tuple(verdicts),
            severities,
            dues,
            {probe: tuple(each) for probe, each in askers.items()},
            self.inquiry.question(askers),
            failures,
            self.inquiry.asked({*askers, *(each.probe for each in rules.derivations)}),
        )


def _distinct(tests: Iterable[Test]) -> Iterator[Leaf]:
    """Everything that tests ask of a property, what they have in common once."""
    left, seen = [*tests], set[int]()
    while left:
        test = left.pop()
        if id(test) not in seen:
            seen.add(id(test))
            if isinstance(test, (AllOf, AnyOf)):
                left += test.tests
            else:
                yield test


def _named(leaf: Leaf) -> Sequence[str]:
    """Properties whose values a test needs, where it does not compare one with a literal."""
    if isinstance(leaf, Comparison):
        return ()
    return properties(leaf)


_MOST_CHARGES = 64
_MOST_HELD = 512


def _probes(segment: Segment) -> list[int]:
    asked = (segment.given, segment.met, segment.doubt, segment.violation, segment.opinion)
    return [probe for probe in asked if probe >= 0]


def _turns(rules: RuleSet) -> Iterator[int]:
    """First days on which a check comes to ask otherwise."""
    for segment in (segment for rule in rules.rules for check in rule.checks for segment in check.segments):
        yield segment.start
        if segment.until:
            yield segment.until + 1


@lru_cache(maxsize=8)
def _bench(rules: RuleSet, name: EngineName) -> _Bench:
    return _Bench(rules, name)


@lru_cache(maxsize=2)
def _outcome_engine(name: EngineName) -> Engine:
    return make_engine(OUTCOMES, name)


def _inapplicable(rule: Rule, possible: Collection[int]) -> RuleVerdict:
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


def _found(due: _Due, evidence: Evidence, facts: Sequence[FactValues]) -> _Found:
    segment, check = due.segment, due.check
    kind = checks.KINDS[check.kind]
    given, met = evidence.get(segment.given, ()), evidence.get(segment.met, ())
    broken = evidence.get(segment.violation, ())
    first = given[0] if given else -1
    violations = tuple(
        Violation(due.at, due.severity, fault.facts, fault.number, fault.first, fault.second, first)
        for fault in kind.faults(check, met, broken, facts)
    )
    satisfied = kind.satisfied(check, met, facts) if kind.asks else bool(met)
    doubt = {*evidence.get(segment.doubt, ()), *evidence.get(segment.opinion, ())}
    return _Found(given, met, tuple(sorted(doubt)), broken, violations, satisfied)


_SAID = ("given", "met", "doubt", "violation")


def _results(
    dues: Sequence[_Due], evidence: Evidence, facts: Sequence[FactValues], name: EngineName, failures: _Failures
) -> dict[int, list[_Result]]:
    """How checks ended, by rule: what is due and what was found for it, weighed by the productions.

    Rules of which a check broke are left out.
    """
    results: dict[int, list[_Result]] = {}
    for due in dues:
        try:
            what = _found(due, evidence, facts)
        except Exception as error:
            failures.add(error, due.rule)
            continue
        asks = checks.KINDS[due.check.kind].asks
        answers = what.given, what.satisfied, what.doubt, not asks and what.violations
        said = tuple(compress(_SAID, answers))
        outcome = _outcome("asks" if asks else "bars", "no" if due.segment.given < 0 else "yes", said, name)
        results.setdefault(due.rule, []).append((due, what, outcome))
    return {rule: each for rule, each in results.items() if rule not in failures.rules}


KEPT = "outcomes"
"""What ``outcomes`` is kept as when plancheck is packed."""
_Ending = tuple[str, str, tuple[str, ...]]
"""Whether a check ``asks`` or ``bars``, whether something must be given (``yes``, ``no``), and what was found."""


@lru_cache(maxsize=256)
def _outcome(mode: str, given: str, said: tuple[str, ...], name: EngineName) -> _Outcome:
    """How a check ends by what was found for it: the same for all of which the same was found."""
    known = _kept().get((mode, given, said))
    return _inferred(mode, given, said, name) if known is None else _Outcome(*known)


@lru_cache(maxsize=1)
def _kept() -> Mapping[_Ending, _Outcome]:
    return prebuilt(KEPT) or {}


def outcomes() -> dict[_Ending, _Outcome]:
    """How checks end, by all that may be found."""
    found = [said for count in range(len(_SAID) + 1) for said in combinations(_SAID, count)]
    endings = product(("asks", "bars"), ("no", "yes"), found)
    return {ending: _inferred(*ending, engine_name()) for ending in endings}


def _inferred(mode: str, given: str, said: tuple[str, ...], name: EngineName) -> _Outcome:
    facts: list[FactValues] = [{"kind": "due", "check": 0, "mode": mode, "given": given}]
    facts += [{"kind": kind, "check": 0} for kind in said]
    ended = _outcome_engine(name).run(facts)
    if len(ended) != 1:
        raise EngineError("a check was left without a verdict, or got two")
    return _Outcome(ended[0].values["status"], ended[0].production)  # type: ignore[arg-type]


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


def _yielding(rules: RuleSet, verdicts: Sequence[RuleVerdict], facts: Sequence[Fact]) -> Iterator[RuleVerdict]:
    """The verdicts where a rule is silent about the facts that a rule it yields to reports."""
    reported = {
        each.rule: {id for what in each.violations for id in what.facts} for each in verdicts if each.violations
    }
    for rule, verdict in zip(rules.rules, verdicts, strict=True):
        if not rule.yields_to or not verdict.violations:
            yield verdict
            continue
        said = {id for name in rule.yields_to for id in reported.get(name, ())}
        broken = {id for violation in verdict.violations for id in violation.facts}
        taken = {id for id in broken if id in said or any(_names(facts[other], facts[id]) for other in said)}
        yield _without(verdict, taken) if taken else verdict


def _names(reported: Fact, fact: Fact) -> bool:
    """Whether a fact stands within a reported one that names it."""
    outer, inner = reported.place, fact.place
    within = (outer.part, outer.paragraph) == (inner.part, inner.paragraph) and (
        outer.start <= inner.start and inner.end <= outer.end
    )
    return within and fact.quote in reported.values.values()


def _without(verdict: RuleVerdict, taken: Collection[int]) -> RuleVerdict:
    """A failed rule's verdict without some of the facts that break it: nothing is left to apply to if those are all."""
    left = []
    for violation in verdict.violations:
        facts = tuple(id for id in violation.facts if id not in taken)
        if facts or not violation.facts:
            left.append(replace(violation, facts=facts, count=violation.count - len(violation.facts) + len(facts)))
    if not left:
        return RuleVerdict(verdict.rule, "not-applicable", verdict.severity)
    worst = min((each.severity for each in left), key=("error", "warning", "info").index)
    evidence = tuple(id for id in verdict.evidence if id not in taken)
    return verdict._replace(severity=worst, violations=tuple(left), evidence=evidence)


def _traced(rule: Rule, charge: _Charge, results: Sequence[_Result], verdict: RuleVerdict) -> Trace:
    through = charge.through
    cases = tuple(CaseTrace(case, case.scope in through, through.get(case.scope, ())) for case in rule.cases)
    chosen = next((number for number, case in enumerate(cases) if case.applies), -1)
    checks = tuple(
        CheckTrace(
            due.check, due.segment, what.given, what.met, what.doubt, what.broken, outcome.production, outcome.status
        )
        for due, what, outcome in results
    )
    return Trace(charge.regimes, cases, chosen, checks, verdict)
