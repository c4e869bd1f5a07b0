"""What a file of the register may contain, as pydantic models. Only checking a register imports this."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from plancheck.facts.vocabulary import KINDS
from plancheck.rules.schema import Certainty, Day, Strict, YesNo
from plancheck.rules.wording import said

# ruff: noqa: RUF012 -- defaults of pydantic models are copied for each instance

Words = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]
Some = list[str]
Known = Literal["yes", "no", "unknown"]
Level = Literal["", "central", "ministry", "province", "district", "commune"]


def _day(value: object) -> object:
    return "0001-01-01" if value is None else value


Perhaps = Annotated[Day, BeforeValidator(_day)]
"""A day, or nothing where the key is left empty."""


class _Entry(Strict):
    """One entry; ``overrides`` lays its keys over an entry that is there, ``extend`` adds to its lists."""

    overrides: str = ""
    extend: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "_Entry":
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


class _Levels(Strict):
    row: Certainty
    issued: Certainty = "unverified"
    status: Certainty = "unverified"


class Instrument(_Entry):
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
    certainty: Certainty | _Levels = "unverified"
    source: str = ""
    note: str = ""
    province: str = ""
    plan_year: int = 0

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("number", "type", "title", "source")


class _Function(Strict):
    function: str
    start: Perhaps = Field(0, alias="from")
    until: Perhaps = 0


class _Handed(Strict):
    words: Words
    to: str


class Agency(_Entry):
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
    functions: list[str | _Function] = []
    handed: list[_Handed] = []
    symbol: str = ""
    locally: dict[str, list[str]] = {}
    certainty: Certainty = "unverified"
    source: str = ""
    suffix: Literal["optional", "required", "unit", "no"] | None = None

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "name")


class Province(_Entry):
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
    certainty: Certainty = "secondary"

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "name")


def _known_level(level: str) -> str:
    if level not in KINDS["document"]["level"].values:
        raise ValueError(said("{name} is never '{value}'", name="level", value=level))
    return level


class _Documents(Strict):
    types: Some = []
    kinds: Some = []
    systems: list[Literal["state", "party"]] = []
    levels: list[Annotated[str, AfterValidator(_known_level)]] = []
    subject: str = ""


class Regime(Strict):
    """An instrument governs documents of some kind."""

    instrument: str
    purpose: Literal["content", "format"]
    for_: _Documents = Field(_Documents(), alias="for")
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


class Topic(_Entry):
    """Something a plan may deal with."""

    id: str = ""
    label: str = ""
    patterns: list[Pattern] = []
    source: str = ""

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label", "patterns")


class SectionRole(_Entry):
    """A role a heading may fill."""

    id: str = ""
    label: str = ""
    words: Some = []
    but: Some = []

    @classmethod
    def needs(cls) -> tuple[str, ...]:
        """Keys of a whole entry."""
        return ("id", "label", "words")


class _Label(Strict):
    vi: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Subject(_Entry):
    """What plans may be about."""

    id: str = ""
    label: str | _Label = ""
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


class PaperKind(_Entry):
    """A kind of paper and what it owes."""

    id: str = ""
    label: str = ""
    types: Some = []
    owes: Some = []


class Office(_Entry):
    """What kind of body an issuer is."""

    id: str = ""
    label: str = ""
    level: str = ""
    words: Some = []


class Shared(Strict):
    """A form that several bodies share."""

    form: str
    ids: Words


class _Pair(Strict):
    pair: str = Field(pattern=".+ > .+")
    not_after: Some = []
    not_before: Some = []


class Slips(Strict):
    """Words written one way that should be another."""

    issue: str = Field(min_length=1)
    source: str = Field(min_length=1)
    pairs: list[Annotated[str, Field(pattern=".+ > .+")] | _Pair] = []


Lists = dict[str, Some]


class Extension(Strict):
    """Words added to named lists that are there."""

    terms: Lists = {}
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
    district_cities: Some = []
    regimes: list[Regime] = []
    sections: list[SectionRole] = []
    subjects: list[Subject] = []
    types: list[DocumentType] = []
    kinds: list[PaperKind] = []
    offices: list[Office] = []
    topics: list[Topic] = []
    slips: list[Slips] = []
    extend: Extension = Extension()


def json_schema() -> dict[str, Any]:
    """JSON Schema of a register file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RegisterFile.model_json_schema(by_alias=True)}
