"""Types of the register: instruments, agencies and provinces through time, regimes and vocabulary.

Dates are integers ``yyyymmdd``; ``start`` is the first day, ``end`` the first day no longer (0: open or unknown).
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from plancheck.records import NamedTuple

Certainty = Literal["seen", "secondary", "unverified"]
CERTAINTIES: tuple[Certainty, ...] = ("seen", "secondary", "unverified")
"""Surest first."""


class Instrument(NamedTuple):
    """A legal or Party instrument."""

    number: str
    """Canonical: "72/2015/NĐ-CP", "26-CT/TW"; for a law cited by name only, its name."""
    type: str
    """Type code: NĐ, QĐ, TT, CT, KL, NQ, HD, LUẬT, PL, CV …"""
    title: str
    names: tuple[str, ...] = ()
    """Names it is cited by without a number ("Luật Báo chí năm 2016")."""
    issuer: str = ""
    """Display name of the issuer."""
    issuers: tuple[str, ...] = ()
    """Folded forms an issuer may be written in."""
    issued: int = 0
    start: int = 0
    end: int = 0
    period_end: int = 0
    """Last day + 1 of the programme's own period, for programmes that run out without being repealed."""
    ended_by: str = ""
    amended_by: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    group: str = ""
    certainty: Certainty = "unverified"
    issued_certainty: Certainty = "unverified"
    status_certainty: Certainty = "unverified"
    source: str = ""
    family: str = ""
    """Name shared by laws that replaced one another ("Luật Báo chí"): cited so, the version can't be told."""
    note: str = ""
    """What a reader should know about its status, for display."""
    province: str = ""
    """Province id, for an instrument of a province: other provinces have used the same number."""
    plan_year: int = 0
    """Year whose plans a letter of guidance is for."""
    uncertain_from: int = 0
    """Day from which it is not known whether it is still in force."""

    def status(self, day: int) -> str:
        """``in-force``, ``not-issued``, ``not-yet-in-force``, ``ended``, ``expired`` or ``unknown`` on a day."""
        if self.end and day >= self.end:
            return "ended"
        if self.period_end and day >= self.period_end:
            return "expired"
        if self.issued and day < self.issued:
            return "not-issued"
        if self.start and day < self.start:
            return "not-yet-in-force"
        return "in-force" if self.start or self.issued else "unknown"


class Agency(NamedTuple):
    """A body under one name. A renaming makes two agencies that share ``renaming``."""

    id: str
    name: str
    forms: tuple[str, ...] = ()
    """Folded ways of writing, one for each pattern of the register; the scanner knows their variants too."""
    level: str = ""
    system: str = ""
    start: int = 0
    end: int = 0
    successors: tuple[str, ...] = ()
    """Agency ids."""
    successor_text: str = ""
    """For display, where no single agency succeeds."""
    renaming: str = ""
    parent: str = ""
    """Body it is a unit of: mentioning the parent in the recipients covers it."""
    group: str = ""
    """Collective name that covers it in a list of recipients ("sở", "xã", "huyện", "press")."""
    functions: tuple["Function", ...] = ()
    certainty: Certainty = "unverified"
    source: str = ""
    covers: tuple[str, ...] = ()
    """Groups a collective name covers ("các sở, ban, ngành": so, ban-nganh)."""
    suffix: Literal["optional", "required", "unit", "no"] = "no"
    """Whether a province's name may follow the name; ``unit``: only "tỉnh" or "thành phố"."""
    handed: tuple["Handed", ...] = ()
    """Work that went elsewhere than the rest when it ended."""
    undivided: bool = False
    """All of its work went to its one successor when it ended."""
    locally: tuple[tuple[str, str], ...] = ()
    """Provinces that have another body for its work: province id, agency id."""
    beside: tuple[tuple[str, str], ...] = ()
    """Bodies that take part of its work where there is one, and the body that has the rest there: agency ids."""
    symbol: str = ""
    """What stands for it in the symbol of its papers ("BTGTU"), where it changed with the name."""

    @property
    def collective(self) -> bool:
        """Whether it stands for many: one that was founded on a day is one, whomever a line that names it reaches."""
        return bool(self.covers) and not self.start

    def status(self, day: int) -> str:
        """``current``, ``obsolete`` or ``not-yet`` on a day."""
        if self.end and day >= self.end:
            return "obsolete"
        return "not-yet" if self.start and day < self.start else "current"


class Function(NamedTuple):
    """What an agency is for, and when."""

    function: str
    start: int = 0
    end: int = 0


class Handed(NamedTuple):
    """Part of an ended body's work, by the folded words that speak of it, and the body it went to, for display."""

    words: tuple[str, ...]
    to: str


class Province(NamedTuple):
    """A province or centrally run city under one name."""

    id: str
    name: str
    """Bare: "Tây Ninh"."""
    unit: str
    """``tỉnh`` or ``thành phố`` on its last day (or today)."""
    city_from: int = 0
    """Day it became a thành phố, 0 if it always had its unit."""
    end: int = 0
    """Day it was merged away, 0 if it stands."""
    successor: str = ""
    """Province id it went into."""
    border: str = "unknown"
    """``yes``, ``no`` or ``unknown``; same for the next three."""
    coastal: str = "unknown"
    gate: str = "unknown"
    foreign_affairs_office: str = "unknown"
    certainty: Certainty = "unverified"
    start: int = 0
    """Day it came to be under this name, 0 if before all plans."""
    border_from: int = 0
    """Day from which ``border`` is ``yes``, whatever it says for before; same for the next two."""
    coastal_from: int = 0
    gate_from: int = 0
    ambiguous: bool = False
    """Its name is also a word or another name: found in text only with its unit word."""
    city_before: bool = False
    """A city under the central Government that bears the name of a city under the province before it."""

    def border_on(self, day: int) -> str:
        """Whether it has a land border on a day: ``yes``, ``no`` or ``unknown``."""
        return "yes" if self.border_from and day >= self.border_from else self.border

    def coastal_on(self, day: int) -> str:
        """Whether it has a sea coast on a day."""
        return "yes" if self.coastal_from and day >= self.coastal_from else self.coastal

    def gate_on(self, day: int) -> str:
        """Whether it has an international land gate, seaport or airport on a day."""
        return "yes" if self.gate_from and day >= self.gate_from else self.gate

    def status(self, day: int) -> str:
        """``current``, ``merged`` (its name is no unit any more) or ``not-yet`` on a day."""
        if self.end and day >= self.end:
            return "merged"
        return "not-yet" if self.start and day < self.start else "current"

    def heir(self, day: int) -> str:
        """Id of the province that it is by the end of a day's year: its own, or what it was merged into by then."""
        merged = 0 < self.end < (day // 10000 + 1) * 10000
        return self.successor if merged else self.id

    def unit_on(self, day: int) -> str:
        """``tỉnh`` or ``thành phố`` on a day."""
        if self.city_from and day < self.city_from:
            return "tỉnh"
        return self.unit


class PlaceKind(NamedTuple):
    """A kind of places that lie in a province: districts, border gates, airports. Terms are folded."""

    id: str
    label: str
    label_en: str
    level: str = ""
    """``district`` or ``commune`` of units of administration."""
    units: tuple[str, ...] = ()
    """What stands before a name; none: the name says it itself."""
    where_own: bool = False
    """Told only of issuers whose province has one itself."""
    at: tuple[str, ...] = ()
    """One of these must stand in the clause before the name."""
    claimed: tuple[str, ...] = ()
    """One of these must stand in the sentence."""
    certainty: Certainty = "secondary"


class Regime(NamedTuple):
    """An instrument governs documents of some kind. Empty tuples and an empty subject stand for any."""

    instrument: str
    """Its number in the register."""
    purpose: Literal["content", "format"]
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    subject: str = ""
    start: int = 0
    end: int = 0
    certainty: Certainty = "unverified"
    note: str = ""


class Pattern(NamedTuple):
    """One way a topic is said within a sentence: every group must have a term in it, none of ``but`` may.

    Terms are folded. A group is a tuple of alternatives.
    """

    groups: tuple[tuple[str, ...], ...]
    but: tuple[str, ...] = ()
    strength: Literal["clause", "mention"] = "clause"
    under: tuple[str, ...] = ()
    """If given, one of these must stand in a heading above: for items that lean on their heading's words."""
    reach: int = 0
    """Words within which the groups must lie, 0: what is usual."""
    place: str = ""
    """``abroad``: a place abroad is named, as where something is done; with ``beside`` anywhere in the paragraph."""
    alone: str = ""
    """``yes``: nothing of weight is said beside the terms and the words of the list ``topic.alone``."""
    beside: tuple[str, ...] = ()
    """If given, one of these must stand in the paragraph or a heading above: for clauses that go on with its matter."""
    acting: str = ""
    """A body with this function must lead, be given work or coordinate in the clause, over it or in its row."""


class Topic(NamedTuple):
    """Something a plan may deal with."""

    id: str
    label: str
    patterns: tuple[Pattern, ...]
    source: str = ""


class Saying(NamedTuple):
    """What a sentence says, told by its words alone. Terms are folded, in the notation of cues."""

    id: str
    label: str
    words: tuple[str, ...]
    beside: tuple[tuple[str, ...], ...] = ()
    """Lists of each of which the sentence has a term, too."""
    but: tuple[str, ...] = ()
    place: Literal["", "abroad"] = ""
    time: Literal["", "limit", "limits", "ahead", "cadence"] = ""
    """What time it has to say: the first limit, each limit, or how often."""


class SectionRole(NamedTuple):
    """A role a heading may fill, known by concept words contained in it."""

    id: str
    label: str
    words: tuple[str, ...]
    """Folded; any one contained in the heading gives the role."""
    but: tuple[str, ...] = ()


class Slip(NamedTuple):
    """Words found in folded text that should be others: offsets, what the matter is, what is right."""

    start: int
    end: int
    issue: str
    right: str


class Subject(NamedTuple):
    """What a plan may be about. Words are folded."""

    id: str
    label: str
    label_en: str
    words: tuple[str, ...]
    """In a plan's own title."""
    but: tuple[str, ...] = ()
    """Beside these the words name something else."""
    abbreviation: str = ""
    """As written: "TTĐN"."""
    cited: tuple[str, ...] = ()
    """In the title of a cited instrument."""
    groups: tuple[str, ...] = ()
    """Groups of instruments on it."""
    function: str = ""
    """Function of the bodies in charge."""
    guidance: tuple[str, ...] = ()
    """In the title of a letter that guides plans on it."""


class DocumentType(NamedTuple):
    """A type of Appendix III of 30/2020/NĐ-CP or of the Party."""

    code: str
    name: str
    """"KẾ HOẠCH"."""
    symbols: tuple[str, ...] = ()
    """Other codes that it has in symbols."""


class PaperKind(NamedTuple):
    """A kind of paper: plan, decision, letter …"""

    id: str
    label: str
    types: tuple[str, ...]
    """Codes of its types."""
    owes: tuple[str, ...]
    """Components of form that are missing where they are not there."""


class Office(NamedTuple):
    """A kind of issuing body."""

    id: str
    label: str
    level: str
    """``own``: an authority of its level; else what stands in place of a level: ``department``, ``division``, ``press``
    or ``unit``."""
    words: tuple[str, ...]
    """Folded beginnings of names."""
    posts: tuple[str, ...] = ()
    """Folded beginnings of the posts that sign for it, the head's first; none: not known."""
    bodies: tuple[str, ...] = ()
    """Folded beginnings of the bodies it may sign for ("TM. ỦY BAN NHÂN DÂN"); none: not known."""
    superiors: tuple[str, ...] = ()
    """Folded beginnings of the body named above it in the letterhead; none: not known."""


class Vocabulary(NamedTuple):
    """Words of the field."""

    topics: Sequence[Topic] = ()
    sayings: tuple[Saying, ...] = ()
    sections: tuple[SectionRole, ...] = ()
    types: tuple[DocumentType, ...] = ()
    subjects: tuple[Subject, ...] = ()
    kinds: tuple[PaperKind, ...] = ()
    offices: tuple[Office, ...] = ()
    terms: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Named lists of folded terms (cues of leading, coordinating, reporting, negation …) that recognisers use."""
