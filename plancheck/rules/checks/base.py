"""What every kind of check says of itself."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence

from plancheck.records import NamedTuple
from plancheck.rules.model import Check, Companion, Probe, Segment
from plancheck.rules.production import ALWAYS, Test, both

Values = Mapping[str, str | int]
"""Properties of a fact, with its words as ``quote``."""


Ids = Sequence[int]
"""Facts as indexes, in the order of the draft."""
Asking = Callable[[Probe], int]
"""Where the probes of a check are kept: gives the number of each."""


class Side(NamedTuple):
    """Facts that a check asks about: a kind, a test, and what must or must not stand with each."""

    fact: str
    test: Test = ALWAYS
    companions: tuple[Companion, ...] = ()

    @property
    def probe(self) -> Probe:
        """As a question."""
        return Probe(self.fact, self.test, self.companions)


class Fault(NamedTuple):
    """One thing that breaks a check: facts as indexes, in the order of the draft; empty: something is missing."""

    facts: tuple[int, ...] = ()
    number: int = 0
    """Facts that break it, or for a count the distinct values found."""
    first: str | int = ""
    second: str | int = ""
    """The two values that disagree."""


class Kind(ABC):
    """A kind of check. A subclass says which keys it needs, what it asks of facts, and when it is broken."""

    name: str
    asks = False
    """It asks for facts that meet it, and is broken for want of them; else it bars facts that break it."""
    needs: tuple[str, ...] = ("fact",)
    """Keys that it must have."""
    owns: tuple[str, ...] = ()
    """Keys that only it, or it among others, may have."""
    replaces = False
    """Its findings stand at words that a fix may replace."""
    shows: tuple[str, ...] = ()
    """Arguments of its messages beyond the properties of the fact."""
    about_given = False
    """Its messages show the facts that were given, as those it asks about are not there."""
    reviews = True
    """``review`` may say which facts a person judges."""

    def segment(self, asked: Side, given: Side | None, review: Test | None, ask: Asking) -> Segment:
        """The probes of a check."""
        return Segment(
            given=ask(given.probe) if given else -1,
            met=ask(asked.probe),
            doubt=ask(Probe(asked.fact, review)) if review is not None else -1,
        )

    def satisfied(self, check: Check, met: Ids, facts: Sequence[Values]) -> bool:
        """Whether the facts that meet it are enough."""
        return len(met) >= check.at_least

    @abstractmethod
    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """What breaks it, from the facts that meet it and those that answer its violation."""

    def identity(self, check: Check) -> tuple[str, ...]:
        """Properties of a finding's first fact that tell it from the check's other findings."""
        return ()


def grouped(check: Check, ids: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
    """Facts that a message shows alike are one finding."""
    groups: dict[tuple[str | int, ...], list[int]] = {}
    for id in ids:
        groups.setdefault(tuple(facts[id][name] for name in check.group_by), []).append(id)
    return (Fault(tuple(group), len(group)) for group in groups.values())


def unless(side: Side, other: int, test: Test) -> Side:
    """Facts of a side that pass a test and do not answer another probe."""
    other_than = Companion(other, (("fact", "fact"),), absent=True)
    return Side(side.fact, both(side.test, test), (*side.companions, other_than))
