"""What a file of skeletons may contain, as pydantic models. Only reading skeletons imports this."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from plancheck.data.fields import Known, Listed, Perhaps, Short, Some, Strict, TextSpec
from plancheck.data.fitting import suggest_names, validated
from plancheck.data.source import Source, read
from plancheck.data.wording import said
from plancheck.records import NamedTuple

Flag = Annotated[list[Known], Listed()]


class ScopeSpec(Strict):
    """Drafts that something is for; what is left out stands for any."""

    start: Perhaps = Field(0, alias="from")
    until: Perhaps = 0
    types: Some = []
    systems: list[Literal["state", "party"]] = []
    levels: list[Literal["ministry", "province", "district", "commune"]] = []
    provinces: Some = []
    subject: str = ""
    border: Flag = []
    coastal: Flag = []
    gate: Flag = []
    city: Flag = []
    foreign_affairs_office: Flag = []
    ward: Flag = []


_ANY = ScopeSpec.model_validate({})


class LineSpec(Short):
    """A paragraph."""

    text: str
    for_: ScopeSpec = Field(_ANY, alias="for")
    rules: Some = []
    instrument: str = ""

    def element(self) -> str:
        """Element of the plan XML, where the part has several kinds of lines."""
        return getattr(self, "as_", "")

    def under(self) -> Sequence["LineSpec"]:
        """Lines that stand under it."""
        return getattr(self, "items", ())


class HeadSpec(LineSpec):
    """A line of the letterhead."""

    as_: Literal["superior", "agency", "state-name", "motto", "party-name", "asterisk", "number", "place-date"] = Field(
        alias="as"
    )


class RecipientSpec(LineSpec):
    """A line of the recipients."""

    as_: Literal["", "recipients-label", "recipient"] = Field("", alias="as")


class SignatureSpec(LineSpec):
    """A line of the signature."""

    as_: Literal["authority", "post", "signer"] = Field(alias="as")


class BodySpec(LineSpec):
    """A line of the body: a heading with what stands under it, or a paragraph."""

    items: list["BodySpec"] = []


class ChoiceSpec(Short):
    """One way to fill a name."""

    text: str = ""
    agency: str = ""
    instrument: str = ""
    for_: ScopeSpec = Field(_ANY, alias="for")

    @model_validator(mode="after")
    def _one(self) -> "ChoiceSpec":
        if sum(map(bool, (self.text, self.agency, self.instrument))) != 1:
            raise ValueError(said("give one of `text`, `agency`, `instrument`"))
        return self


Names = dict[str, Annotated[list[ChoiceSpec], Field(min_length=1)]]


class NamesFile(Strict):
    """``names.yaml``: names that all skeletons share."""

    names: Names = {}


class SkeletonFile(NamesFile):
    """A draft to be."""

    skeleton: str = Field(min_length=1)
    title: TextSpec | None = None
    applies: Annotated[list[ScopeSpec], Listed()]
    dates: Literal["long", "short"] = "long"
    comma_from: Perhaps = 0
    letterhead: list[HeadSpec] = []
    type: list[LineSpec] = []
    subject: list[LineSpec] = []
    bases: list[LineSpec] = []
    enacting: list[LineSpec] = []
    body: list[BodySpec] = []
    closing: list[LineSpec] = []
    recipients: list[RecipientSpec] = []
    signature: list[SignatureSpec] = []

    def parts(self) -> Iterator[tuple[str, Sequence[LineSpec]]]:
        """Lines of each part."""
        for part in _PARTS:
            yield part, getattr(self, part)


_PARTS = ("letterhead", "type", "subject", "bases", "enacting", "body", "closing", "recipients", "signature")


class Read(NamedTuple):
    """A file that fits its schema."""

    source: Source
    content: NamesFile


def read_file(file: Path) -> Read:
    """A file of skeletons: ``names.yaml`` or a skeleton. Raises RulesError."""
    source = read(file)
    return Read(source, validated(source, NamesFile if file.stem == "names" else SkeletonFile))


_NAMED = {
    "instruments": ("ChoiceSpec.instrument", "LineSpec.instrument", "BodySpec.instrument"),
    "agencies": ("ChoiceSpec.agency",),
    "subjects": ("ScopeSpec.subject",),
    "types": ("ScopeSpec.types",),
    "provinces": ("ScopeSpec.provinces",),
}
"""Fields that name an entry of the register, by the list it is in."""


def json_schema(known: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """JSON Schema of a skeleton, or of ``names.yaml``. ``known``: names of the entries of each list of the register."""
    schema = SkeletonFile.model_json_schema(by_alias=True)
    suggest_names(schema, _NAMED, known)
    del schema["required"]
    schema["anyOf"] = [{"required": ["skeleton", "applies"]}, {"not": {"required": ["skeleton"]}}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
