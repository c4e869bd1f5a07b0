"""What a file of the register may contain, as pydantic models. Only building a register imports this."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from plancheck.data.fields import Certainty, Known, Perhaps, Short, Some, Strict, System, Words, YesNo, pattern
from plancheck.data.fitting import suggest_names
from plancheck.data.wording import said

Level = Literal["", "central", "ministry", "province", "district", "commune"]
IssuerLevel = Literal["ministry", "province", "district", "commune", "department", "division", "press", "unit", ""]
"""Level of the authority that issues a paper, or the kind of body under one."""


class Entry(Strict):
    """One entry; ``overrides`` lays its keys over an entry that is there, ``extend`` adds to its lists."""

    overrides: str = ""
    extend: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "Entry":
        if self.overrides or self.extend:
            return self
        for name in self.needs():
            if not getattr(self, name):
                raise ValueError(said("`{name}` is missing", name=name.rstrip("_")))
        return self

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label")


class Levels(Short):
    """How surely a row, the day of issue and the status are known."""

    row: Certainty
    issued: Certainty | None = None
    status: Certainty | None = None


class Instrument(Entry):
    """A legal or Party instrument."""

    number: str = ""
    type: str = ""
    title: str = ""
    names: Some = []
    family: str = ""
    issuer: str = ""
    issued: Perhaps = 0
    start: Perhaps = 0
    end: Perhaps = 0
    period_end: Perhaps = 0
    uncertain_from: Perhaps = 0
    ended_by: str = ""
    amended_by: Some = []
    replaced_by: Some = []
    group: str = ""
    certainty: Levels = Levels(row="unverified")
    source: str = ""
    note: str = ""
    province: str = ""
    plan_year: int = 0

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("number", "type", "title", "source")


class Function(Short):
    """What a body is for, through an interval."""

    function: str
    start: Perhaps = Field(0, alias="from")
    until: Perhaps = 0


class Handed(Strict):
    """Part of an ended body's work that went elsewhere, by words said beside it."""

    words: Words
    to: str


class Agency(Entry):
    """A body under one name."""

    id: str = ""
    name: str = ""
    forms: Some = []
    stems: Some = []
    city: Some = []
    list_only: Some = []
    head: str = ""
    level: Level = ""
    system: Literal["", "state", "party", "armed", "front", "press", "other"] = ""
    start: Perhaps = 0
    end: Perhaps = 0
    successors: Some = []
    successor_text: str = ""
    renaming: str = ""
    parent: str = ""
    group: str = ""
    covers: Some = []
    functions: list[Function] = []
    handed: list[Handed] = []
    undivided: YesNo = "no"
    symbol: str = ""
    locally: dict[str, list[str]] = {}
    beside: dict[str, str] = {}
    certainty: Certainty = "unverified"
    source: str = ""
    suffix: Literal["optional", "required", "unit", "no"] | None = None

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "name")


class Province(Entry):
    """A province or centrally run city under one name."""

    id: str = ""
    name: str = ""
    forms: Some = []
    unit: Literal["tỉnh", "thành phố"] = "tỉnh"
    start: Perhaps = 0
    city_from: Perhaps = 0
    end: Perhaps = 0
    border_from: Perhaps = 0
    coastal_from: Perhaps = 0
    gate_from: Perhaps = 0
    successor: str = ""
    border: Known = "unknown"
    coastal: Known = "unknown"
    gate: Known = "unknown"
    foreign_affairs_office: Known = "unknown"
    ambiguous: YesNo = "no"
    city_before: YesNo = "no"
    certainty: Certainty = "secondary"

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "name")


class PlaceKind(Entry):
    """A kind of places that lie in a province."""

    id: str = ""
    label: str = ""
    label_en: str = ""
    level: Literal["", "district", "commune"] = ""
    units: Some = []
    where_own: YesNo = "no"
    at: Some = []
    claimed: Some = []
    certainty: Certainty = "secondary"


class Places(Strict):
    """Names of a kind of places in a province, or in each of several."""

    kind: str
    provinces: Words
    names: Words
    anyone: YesNo = "no"


class Documents(Strict):
    """Which documents; a list left out stands for any."""

    types: Some = []
    kinds: Some = []
    systems: list[System] = []
    levels: list[IssuerLevel] = []
    subject: str = ""


class Regime(Strict):
    """An instrument governs documents of some kind."""

    instrument: str
    purpose: Literal["content", "format"]
    for_: Documents = Field(Documents(), alias="for")
    start: Perhaps = Field(0, alias="from")
    until: Perhaps = 0
    certainty: Certainty = "unverified"
    note: str = ""


class Pattern(Strict):
    """One way a topic is said."""

    groups: Annotated[list[Words], Field(min_length=1)]
    but: Some = []
    strength: Literal["clause", "mention"] = "clause"
    under: Some = []
    reach: int = Field(0, ge=0)
    place: Literal["", "abroad"] = ""
    alone: Literal["", "yes"] = ""
    acting: str = ""
    beside: Some = []


class Topic(Entry):
    """Something a plan may deal with."""

    id: str = ""
    label: str = ""
    patterns: list[Pattern] = []
    source: str = ""

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label")


def _closed(value: str) -> str:
    """Words whose braces match, as ``cues`` reads them."""
    depth = 0
    for char in value:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    if depth:
        raise ValueError(said("the braces of '{value}' do not match", value=value))
    return value


Term = Annotated[str, AfterValidator(_closed)]
"""Words with ``{a|b}`` for one of several."""


class Saying(Entry):
    """What a sentence says, told by its words alone."""

    id: str = ""
    label: str = ""
    words: list[Term] = []
    with_: list[Annotated[list[Term], Field(min_length=1)]] = Field([], alias="with")
    but: list[Term] = []
    place: Literal["", "abroad"] = ""
    time: Literal["", "limit", "limits", "ahead", "cadence"] = ""

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label", "words")


class SectionRole(Entry):
    """A role a heading may fill."""

    id: str = ""
    label: str = ""
    words: Some = []
    but: Some = []

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label", "words")


class Label(Short):
    """A name in both languages, or one that is the same in both."""

    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @classmethod
    def of(cls, word: str) -> dict[str, str]:
        """The same in both."""
        return {"vi": word, "en": word}


class Subject(Entry):
    """What plans may be about."""

    id: str = ""
    label: Label | None = None
    words: Some = []
    but: Some = []
    abbreviation: str = ""
    cited: Some = []
    groups: Some = []
    function: str = ""
    guidance: Some = []

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label", "words")


class DocumentType(Strict):
    """A type of documents."""

    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    symbols: Some = []
    """Other codes that it has in symbols."""


class PaperKind(Entry):
    """A kind of paper and what it owes."""

    id: str = ""
    label: str = ""
    types: Some = []
    owes: Some = []


class Office(Entry):
    """What kind of body an issuer is."""

    id: str = ""
    label: str = ""
    level: str = ""
    words: Some = []
    posts: Words = []
    bodies: Words = []
    superiors: Words = []


class Shared(Strict):
    """A form that several bodies share."""

    form: str
    ids: Words


class Pair(Short):
    """What is written > what is right, and the words around it that make it right after all."""

    pair: Annotated[str, pattern(".+ > .+", "written > right")]
    not_after: Some = []
    not_before: Some = []


class Slips(Strict):
    """Words written one way that should be another."""

    issue: str = Field(min_length=1)
    source: str = Field(min_length=1)
    pairs: list[Pair] = []


Lists = dict[str, Some]
Terms = dict[str, list[Term]]


class Extension(Strict):
    """Words added to named lists that are there."""

    terms: Terms = {}
    classes: Lists = {}
    synonyms: Lists = {}
    macros: Lists = {}
    issuers: Lists = {}
    not_after: Lists = {}
    not_before: Lists = {}


class RegisterFile(Extension):
    """One file of the register: lists of entries, named lists of words, and what is added to those that are there."""

    instruments: list[Instrument] = []
    agencies: list[Agency] = []
    shared: list[Shared] = []
    not_agencies: Some = []
    provinces: list[Province] = []
    not_provinces: Some = []
    place_kinds: list[PlaceKind] = []
    places: list[Places] = []
    regimes: list[Regime] = []
    sections: list[SectionRole] = []
    subjects: list[Subject] = []
    types: list[DocumentType] = []
    kinds: list[PaperKind] = []
    offices: list[Office] = []
    topics: list[Topic] = []
    sayings: list[Saying] = []
    slips: list[Slips] = []
    extend: Extension = Extension()


_ENTRIES: Mapping[str, type[Entry]] = {
    "instruments": Instrument,
    "agencies": Agency,
    "provinces": Province,
    "place_kinds": PlaceKind,
    "topics": Topic,
    "sayings": Saying,
    "sections": SectionRole,
    "subjects": Subject,
    "kinds": PaperKind,
    "offices": Office,
}
_NAMED = {
    "instruments": ("Regime.instrument", "Instrument.amended_by", "Instrument.replaced_by", "Instrument.ended_by"),
    "provinces": ("Province.successor", "Instrument.province", "Places.provinces"),
    "place_kinds": ("Places.kind",),
    "agencies": ("Agency.successors", "Agency.parent", "Shared.ids"),
    "subjects": ("Documents.subject",),
    "kinds": ("Documents.kinds",),
    "types": ("Documents.types", "PaperKind.types"),
}
"""Fields that name an entry, by the list it is in."""


def json_schema(known: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """JSON Schema of a register file. ``known``: names of the entries of each list, and of lists of words."""
    schema = RegisterFile.model_json_schema(by_alias=True)
    changed = {name: [f"{model.__name__}.{way}" for way in ("overrides", "extend")] for name, model in _ENTRIES.items()}
    for fields in (_NAMED, changed):
        suggest_names(schema, fields, known)
    terms = schema["$defs"]["Extension"]["properties"]["terms"]
    terms["properties"] = dict.fromkeys(sorted(known["terms"]), terms["additionalProperties"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
