"""Which facts answer which probes: each alone by its predicate, then with what stands with it by the engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from plancheck.engine.predicates import Likelihood, Recogniser, predicate, wanted
from plancheck.engine.program import alone, answers, companionship, joined
from plancheck.engine.protocol import Engine, EngineName, make_engine
from plancheck.facts.vocabulary import Asked, Fact, Value
from plancheck.records import NamedTuple
from plancheck.rules.model import Companion, Derivation, Probe
from plancheck.rules.production import FactValues, Ref

Evidence = Mapping[int, tuple[int, ...]]
"""By probe, the facts that answer it, as indexes in order."""


class Question(NamedTuple):
    """Probes put to facts at once."""

    asked: frozenset[int]
    needed: frozenset[int]
    """Those that others of them are told by."""


class Inquiry:
    """The probes of a rule set, made ready. Keep one: what it compiles is never freed."""

    def __init__(self, probes: Sequence[Probe], name: EngineName) -> None:
        self._probes = probes
        self._name = name
        self._recogniser = Recogniser(probes)
        self._needed: list[frozenset[int]] = []
        for probe in probes:
            self._needed.append(self._closure(probe) if probe.companions else frozenset())
        self._joined = {number: sorted(names) for number, names in joined(probes).items()}

    def _closure(self, probe: Probe) -> frozenset[int]:
        """The next probe, those that stand with it, and with those."""
        own = frozenset([each.probe for each in probe.companions])
        return own.union(*(self._needed[each] for each in own), [len(self._needed)])

    @cached_property
    def _engine(self) -> Engine:
        return make_engine(companionship(self._probes), self._name)

    def question(self, asked: Iterable[int]) -> Question:
        """Some probes as a question: put it together once."""
        own = frozenset(asked)
        return Question(own, frozenset().union(*(self._needed[number] for number in own)))

    def evidence(
        self, facts: Sequence[Fact], flat: Sequence[FactValues], question: Question
    ) -> tuple[Evidence, Mapping[int, Exception]]:
        """The facts that answer the probes asked for, and the probes that break on one of them."""
        asked, needed = question
        found, broken = self._recogniser.answers(flat, needed | asked)
        lost = {
            number: broken[part]
            for number in (asked if broken else ())
            for part in self._needed[number] | {number}
            if part in broken
        }
        if needed:
            whole: dict[int, dict[int, None]] = {}
            begun = frozenset().union(*(self._needed[number] for number in asked if found.get(number)))
            for values in self._derived(facts, found, begun) if begun else ():
                whole.setdefault(int(str(values["kind"]).split()[1]), {})[int(values["fact"])] = None
            for number in needed:
                if self._probes[number].companions:
                    found[number] = sorted(whole.get(number, ()))
        return {number: tuple(ids) for number, ids in found.items() if ids and number in asked}, lost

    def lacking(self, kinds: frozenset[str], derivations: Sequence[Derivation]) -> set[int]:
        """Probes that ask for facts of some kinds, or of kinds derived from them."""

        def asks(probe: int) -> bool:
            return any(self._probes[part].kind in kinds for part in self._needed[probe] | {probe})

        for each in derivations:
            kinds |= {each.kind} if asks(each.probe) else set()
        return set(filter(asks, range(len(self._probes))))

    def asked(self, numbers: Iterable[int]) -> Asked:
        """What facts must be to answer some probes, or to stand with those that do."""
        probes = [self._probes[each] for each in frozenset().union(*(self._needed[at] | {at} for at in numbers))]
        topics = [wanted(probe.test, "topic") for probe in probes if probe.kind == "topic"]
        named = frozenset(str(topic) for each in topics for topic in each)
        return Asked(frozenset(probe.kind for probe in probes), named if all(topics) else None, Likelihood(probes).may)

    def _derived(
        self, facts: Sequence[Fact], found: Mapping[int, Sequence[int]], needed: Iterable[int]
    ) -> list[FactValues]:
        given: list[FactValues] = []
        for number in sorted(needed):
            whole = not self._probes[number].companions
            seen = set()
            for id in found.get(number, ()):
                shared = {name: _property(facts, id, name) for name in self._joined[number]}
                key = tuple(shared.values())
                if not whole or key not in seen:  # one companion is as good as another
                    given.append({"kind": answers(number) if whole else alone(number), **shared, "fact": id})
                seen.add(key)
        return [each.values for each in self._engine.run(given)]

    def derive(self, facts: Sequence[Fact], derivations: Sequence[Derivation]) -> list[Fact]:
        """Facts of derived kinds, each at the place of the fact it was made from; one for each such fact.

        A kind may be derived from kinds derived before it.
        """
        known = list(facts)
        for each in derivations:
            flat: list[FactValues] = [{"kind": fact.kind, **fact.values} for fact in known]
            needed = self._needed[each.probe]
            found, broken = self._recogniser.answers(flat, needed | {each.probe})
            for error in broken.values():
                raise error
            if needed:
                ways = [v for v in self._derived(known, found, needed) if v["kind"] == answers(each.probe)]
            else:
                ways = [{"fact": id} for id in found.get(each.probe, ())]
            first = {int(way["fact"]): way for way in reversed(ways)}
            known += [_made(each, known, first[id]) for id in sorted(first)]
        return known[len(facts) :]


def beside(facts: Sequence[Fact], id: int, probe: Probe, probes: Sequence[Probe]) -> Fact | None:
    """What first stands with a fact that answers a probe, as its first companion asks; None: it asks for none."""
    asked = next((each for each in probe.companions if not each.absent), None)
    found = _standing_with(facts, id, asked, probes) if asked else iter(())
    return next((facts[at] for at in found), None)


def _standing_with(facts: Sequence[Fact], id: int, asked: Companion, probes: Sequence[Probe]) -> Iterator[int]:
    probe = probes[asked.probe]
    holds = predicate(probe.test)
    joined = [(_property(facts, id, own), theirs) for own, theirs in asked.joins]
    for at, fact in enumerate(facts):
        if fact.kind == probe.kind and holds(fact.values):
            there = all(_property(facts, at, theirs) == value for value, theirs in joined)
            if there and all(
                any(_standing_with(facts, at, each, probes)) is not each.absent for each in probe.companions
            ):
                yield at


def _property(facts: Sequence[Fact], id: int, name: str) -> Value:
    if name == "fact":
        return id
    spot = facts[id].spot
    return getattr(spot, name) if name in spot._fields else facts[id][name]


def _made(derivation: Derivation, facts: Sequence[Fact], way: FactValues) -> Fact:
    source = facts[int(way["fact"])]

    def value(given: Value | Ref) -> Value:
        if not isinstance(given, Ref):
            return given
        owner = source if given.pattern == 0 else facts[int(way[f"with{given.pattern}"])]
        return owner[given.property]

    values = {name: value(given) for name, given in derivation.values}
    return Fact(derivation.kind, values, source.place, source.quote, source.spot)
