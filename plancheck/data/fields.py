"""Fields that schemas of several kinds of files share. Only checking a file imports this."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import core_schema

from plancheck.data.wording import said

Certainty = Literal["seen", "secondary", "unverified"]
System = Literal["state", "party"]
YesNo = Literal["yes", "no"]
Known = Literal["yes", "no", "unknown"]
Some = list[str]
Words = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WRITTEN_DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}


class Strict(BaseModel):
    """A mapping that knows its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Short(Strict):
    """A mapping that may be written as one word: its first key."""

    @classmethod
    def of(cls, word: str) -> dict[str, str]:
        """What the word stands for."""
        return {next(iter(cls.model_fields)): word}

    @model_validator(mode="before")
    @classmethod
    def _spelt(cls, value: object) -> object:
        return cls.of(value) if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler(core)
        word = next(iter(handler.resolve_ref_schema(whole)["properties"].values()))
        return {"anyOf": [word, whole]}


def iso_day(text: object) -> int:
    """ISO date → yyyymmdd. Raises ValueError for anything else."""
    match = _ISO.fullmatch(text) if isinstance(text, str) else None
    if not match:
        raise ValueError(said("'{value}' is not a date like 2015-10-22", value=text))
    year, month, day = map(int, match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(said("'{value}' is not in the calendar", value=text)) from None
    return year * 10000 + month * 100 + day


def pattern(expression: str, what: str) -> AfterValidator:
    """A text is to match an expression; ``what`` ends the sentence "'x' is not …"."""
    compiled = re.compile(expression)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError(said("'{value}' is not " + what, value=value))
        return value

    return AfterValidator(check)


class Listed:
    """A list; of one thing it may be written without its brackets."""

    @staticmethod
    def _made(value: object) -> object:
        return value if isinstance(value, list) else [value]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_before_validator_function(self._made, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler(core)
        return {"anyOf": [whole, handler.resolve_ref_schema(whole)["items"]]}


def spoken(value: object) -> object:
    """Vietnamese and English; what is the same in both may be written once."""
    return {"vi": value, "en": value} if isinstance(value, str) else value


Day = Annotated[int, BeforeValidator(iso_day), WithJsonSchema(_WRITTEN_DAY)]
Perhaps = Annotated[
    int,
    BeforeValidator(lambda value: 0 if value is None else iso_day(value)),
    WithJsonSchema({"anyOf": [_WRITTEN_DAY, {"type": "null"}]}),
]
"""A day, or nothing where the key is left empty."""

Slug = Annotated[str, pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "a slug like reporting-without-time")]


class TextSpec(Short):
    """Something said in Vietnamese and, the linter asks of what is shipped, English; in Vietnamese alone one word."""

    vi: str = Field(min_length=1)
    en: str = ""
