"""Judge the facts of one draft by a rule set: which instruments govern it, and how each rule ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plancheck.facts.vocabulary import Fact
from plancheck.rules.model import RuleSet, Severity

Status = Literal["pass", "fail", "not-applicable", "not-evaluated", "needs-review"]
Reason = Literal["", "unknown-document", "article", "layout", "not-provable", "parameter", "doubt"]
EngineName = Literal["durable-rules", "reference"]


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a check. Facts are indexes into the facts judged; empty: something is missing."""

    check: int
    """Index in ``Rule.checks``."""
    severity: Severity
    facts: tuple[int, ...] = ()
    """In the order of the draft; the first one is where it is shown."""
    count: int = 0
    first: str | int = ""
    second: str | int = ""
    """The two values of a ``consistent`` check that disagree."""


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """How one rule ended."""

    rule: str
    status: Status
    reason: Reason = ""
    violations: tuple[Violation, ...] = ()
    evidence: tuple[int, ...] = ()
    """Facts it rests on, in the order of the draft."""
    parameters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Instruments that govern the draft, and a verdict for every rule of the set, in its order."""

    engine: EngineName
    instruments: tuple[str, ...]
    verdicts: tuple[RuleVerdict, ...]


def engine_name(name: str | None = None) -> EngineName:
    """Engine in use: ``durable-rules`` wherever it can be imported, else ``reference``."""
    raise NotImplementedError


def judge(facts: Sequence[Fact], rules: RuleSet, engine: EngineName | None = None) -> Judgement:
    """Judge facts in the order of the draft, exactly one of them a ``document``.

    Raises EngineError if the engine can't vouch for its answer: it never gives a silently shorter one.
    """
    raise NotImplementedError
