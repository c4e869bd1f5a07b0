"""Rules as they run: frozen, with nothing left to look up or to check. Made by ``compile``, kept by ``storage``.

Dates are integers ``yyyymmdd``; ``start`` is the first day (0: open), ``until`` the last day (0: open).

Named tuples rather than dataclasses: they are made seven times as fast, which every start of the program feels.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal

from plancheck.patterns import lazily
from plancheck.records import NamedTuple, dataclass, field
from plancheck.rules.production import Ref, Test, Value

ARGUMENT = lazily(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
"""An argument in a message."""
Language = Literal["vi", "en"]
Severity = Literal["error", "warning", "info"]


class Text(NamedTuple):
    """Something said to the user."""

    vi: str = ""
    en: str = ""

    def get(self, language: str) -> str:
        """In a language, ``vi`` or ``en``; Vietnamese where the English is missing."""
        return (self.en or self.vi) if language == "en" else self.vi

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)


def holds(day: int, start: int, until: int) -> bool:
    """Whether a day lies in an interval, both ends included, 0 = open."""
    return start <= day and (not until or day <= until)


class Basis(NamedTuple):
    """An article a rule stands on."""

    instrument: str
    locator: str
    certainty: Literal["seen", "secondary", "unverified"]
    start: int
    until: int
    systems: tuple[str, ...]
    """Whose papers it binds, "state" or "party"; empty: all."""

    def binds(self, day: int, system: str) -> bool:
        """Whether it is law for a paper of this system on a day; of an unknown system all is."""
        return holds(day, self.start, self.until) and (not self.systems or not system or system in self.systems)


class Case(NamedTuple):
    """One set of circumstances in which a rule applies."""

    scope: int
    """Index in ``RuleSet.scopes``."""
    severity: Severity


class Scope(NamedTuple):
    """Circumstances: a test on the document, and instruments of which one must govern it (empty: none needed)."""

    test: Test
    under: tuple[str, ...]


class Regime(NamedTuple):
    """When an instrument governs a document."""

    instrument: str
    test: Test
    purpose: str


class ParameterValue(NamedTuple):
    """A parameter's value through an interval, and how it is shown."""

    value: str | int
    text: Text
    start: int
    until: int


class Companion(NamedTuple):
    """A fact that must stand with another, or must not: one that answers a probe and agrees with it."""

    probe: int
    """Index in ``RuleSet.probes``, lower than that of the probe it belongs to."""
    joins: tuple[tuple[str, str], ...]
    """Pairs of properties that are equal, the fact's own first; ``block``, ``section``, ``row`` and ``fact`` (itself)
    besides those of its kind. Empty: anywhere in the draft."""
    absent: bool


class Probe(NamedTuple):
    """A question to a fact, and to what stands with it."""

    kind: str
    test: Test
    companions: tuple[Companion, ...] = ()


class Derivation(NamedTuple):
    """A kind of fact made from others: one for each that answers a probe, at its place."""

    kind: str
    probe: int
    values: tuple[tuple[str, Value | Ref], ...]
    """``Ref`` 0 is the fact, 1 its first companion, and so on."""


class Segment(NamedTuple):
    """The probes of a check through an interval (one interval unless a condition uses a dated parameter).

    Each is an index in ``RuleSet.probes``, or -1: nothing is asked.
    """

    given: int = -1
    """Facts without which the check does not apply."""
    met: int = -1
    """Facts that satisfy it."""
    doubt: int = -1
    """Facts that only a person can judge."""
    violation: int = -1
    """Facts that break it."""
    opinion: int = -1
    """Sentences that examples make likely to meet it: for a person to judge, where nothing else is found."""
    start: int = 0
    until: int = 0


class Correction(NamedTuple):
    """What may be written into the draft. ``text`` may hold arguments, as a message does; it is Vietnamese."""

    action: Literal["replace", "insert", "remove", "recode", "format"]
    """The words at the place of each fact, or a new paragraph in the section of the anchor; ``remove``: its line is
    taken out; ``recode``: the same words, in Unicode; ``format``: the same words, looking otherwise."""
    text: str
    safe: bool = False
    """It can't be wrong."""
    words: str = ""
    """Words at the place that are replaced; empty: all of them."""
    looks: tuple[tuple[str, str], ...] = ()
    """How the component is to look: ("size", "13 - 14")."""
    over: str = ""
    """Words right behind the place that are replaced with it, where they stand there."""
    under: tuple[str, ...] = ()
    """Section roles an insertion goes to; empty: the check's anchor."""
    by: Literal["", "lead"] = ""
    """Whose part of such a section it goes to: where each body has its own, that of the first, which leads."""
    beside: Literal["", "below", "above"] = ""
    """An insertion is a line beside the fact's."""
    last: str = ""
    """Role of the lines below the last of which it goes instead."""
    out: Test | None = None
    """Facts whose line is taken out instead."""
    sure: Test | None = None
    """Facts of which it is safe; of others it is a suggestion. None: all."""


class Check(NamedTuple):
    """What a rule asks. Empty texts and severity: the rule's own."""

    kind: str
    """A name in ``checks.KINDS``."""
    fact: str
    segments: tuple[Segment, ...]
    at_least: int
    at_most: int
    """0: no limit."""
    distinct: str
    """Property whose distinct values are counted."""
    key: str
    value: str
    """Properties of a ``consistent`` or ``order`` check."""
    written: tuple[tuple[str, str], ...]
    """Regular expressions for what is wrong in the fact's ``text``, and what it is put right to."""
    order: tuple[str, ...]
    """Values in their order; empty: that of numbers."""
    group_by: tuple[str, ...]
    """Properties of the fact (and ``quote``) whose values set findings apart."""
    anchor: tuple[str, ...]
    """Section roles in order of preference."""
    severity: Severity | None
    message: Text
    expected: Text
    actual: Text
    remedy: Text
    fix: Correction | None
    """Its own, else the rule's."""


class Edit(NamedTuple):
    """A change to a sample. ``action`` is ``replace``, ``remove``, ``insert`` or ``format``."""

    action: Literal["replace", "remove", "insert", "format"]
    words: str
    """Words that must be found; for an insertion the words after whose paragraph it goes; for a format the component
    (or ``page``, ``page-number``) of the sample's Word form."""
    text: str = ""
    """Words put in their place, or the new paragraph."""
    role: str = ""
    """Element name of a new paragraph, empty: that of the paragraph before."""
    settings: tuple[tuple[str, str], ...] = ()
    """What a format sets: ("bold", "no"), ("size", "11"); only in paragraphs that hold ``text``, empty: in all."""


class Example(NamedTuple):
    """A sample changed so that the rule passes or fails."""

    outcome: Literal["pass", "fail"]
    edits: tuple[Edit, ...]
    as_of: int = 0
    base: str = ""
    """Another sample than the rule's."""
    also: tuple[str, ...] = ()
    """Other rules that fail as well, unavoidably; ``any``: whichever."""


class Change(NamedTuple):
    """What became otherwise in a rule, and when ("2026-11")."""

    at: str
    text: Text


class Gathering(NamedTuple):
    """Notes of one cause that readers are told in one."""

    into: str
    """An id in ``RuleSet.gatherings``."""
    item: Text
    """What the rule's finding is called among the others; it may hold arguments. Empty: its message."""


class Override(NamedTuple):
    """A pack file of the user's that overrides a rule, and the keys it gives."""

    file: str
    keys: tuple[str, ...]


class Rule(NamedTuple):
    """One rule."""

    id: str
    slug: str
    pack: str
    title: Text
    severity: Severity
    """Of its first case."""
    status: Literal["stable", "preview", "not-provable"]
    since: str
    tags: tuple[str, ...]
    cases: tuple[Case, ...]
    checks: tuple[Check, ...]
    message: Text
    why: Text
    remedy: Text
    basis: tuple[Basis, ...]
    on_article: Literal["judged", "review", "not-evaluated"]
    """On an article about the document: as on the document; what fails is for a person to judge; or not at all."""
    needs_layout: bool
    met: Text
    """What holds of a draft that satisfies it."""
    expected: Text
    actual: Text
    reason: Text
    """Why it can't be proved."""
    exceptions: Text
    parameters: Mapping[str, tuple[ParameterValue, ...]]
    base: str
    """Sample the examples start from."""
    examples: Sequence[Example]
    changes: tuple[Change, ...]
    overrides: tuple[Override, ...]
    yields_to: tuple[str, ...]
    """Rules that say more of a fact than this one: what they report, this one does not."""
    gather: Gathering | None

    @property
    def family(self) -> str:
        """Letters of the id."""
        return self.id.partition("-")[0]

    def parameter(self, name: str, day: int) -> ParameterValue | None:
        """Value of a parameter on a day."""
        return next((value for value in self.parameters[name] if holds(day, value.start, value.until)), None)


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All rules of a run. Compare by identity: engines are kept for the rule set they were built for."""

    version: str
    rules: tuple[Rule, ...]
    regimes: tuple[Regime, ...]
    scopes: tuple[Scope, ...]
    probes: tuple[Probe, ...]
    derivations: tuple[Derivation, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    packs: Mapping[str, Text] = field(default_factory=dict)
    """Titles by pack id."""
    subjects: Mapping[str, Text] = field(default_factory=dict)
    """What plans may be about, by id."""
    gatherings: Mapping[str, Text] = field(default_factory=dict)
    """What notes told in one come to, by id; ``{items}`` and ``{count}`` stand for them."""

    @cached_property
    def by_name(self) -> Mapping[str, Rule]:
        """Rules by id in upper case, by slug, and by a former id."""
        names = {rule.id: rule for rule in self.rules} | {rule.slug: rule for rule in self.rules}
        return names | {old: names[new] for old, new in self.redirects.items() if new in names}

    def get(self, name: str) -> Rule | None:
        """Rule by id, slug or former id, in any case of letters."""
        return self.by_name.get(name.upper()) or self.by_name.get(name.lower())

    def former(self, name: str) -> Rule | None:
        """The rule that a former id, in any case of letters, names today; None for any other name."""
        new = self.redirects.get(name.upper()) or self.redirects.get(name.lower())
        return self.get(new) if new else None

    def select(self, patterns: Sequence[str]) -> tuple[Rule, ...]:
        """Rules that a pattern names: an id ("RPT-002"), its beginning ("RPT"), a slug, a tag, a pack or ``all``.

        Raises KeyError with the pattern that names no rule.
        """
        if not patterns:
            return ()
        chosen: set[str] = set()
        for pattern in patterns:
            named = self.get(pattern)
            found = {named.id} if named else {rule.id for rule in self.rules if _named(rule, pattern)}
            if not found:
                raise KeyError(pattern)
            chosen |= found
        return tuple(rule for rule in self.rules if rule.id in chosen)

    @cached_property
    def preview(self) -> frozenset[str]:
        """Ids of the rules on trial."""
        return frozenset(rule.id for rule in self.rules if rule.status == "preview")


def _named(rule: Rule, pattern: str) -> bool:
    lowered = pattern.lower()
    return lowered == "all" or rule.id.lower().startswith(lowered) or lowered in (rule.pack, *rule.tags)
