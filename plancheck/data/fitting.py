"""Hold data to a pydantic model: what does not fit is told at its line and column, with what was probably meant."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from plancheck.data.errors import RulesError, likely, near
from plancheck.data.source import At, Source
from plancheck.data.wording import Said, said

_WORD = re.compile(r"[a-z_]+")
_FORMS = {
    "string_type": "this must be text",
    "int_type": "this must be a whole number",
    "int_parsing": "this must be a whole number",
    "list_type": "this must be a list",
    "dict_type": "this must be a mapping",
    "model_type": "this must be a mapping",
    "string_too_short": "this must not be empty",
    "too_short": "this must not be empty",
    "bool_type": "this must be true or false",
}
"""What is said of pydantic's plainest complaints."""

_Model = TypeVar("_Model")


def validated(source: Source, model: type[_Model] | Any) -> _Model:
    """Data as a model. Raises RulesError for the first thing that does not fit."""
    try:
        return TypeAdapter(model).validate_python(source.data)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise next(explained(source, error, model)) from None


def problems(source: Source, model: Any, leaving: Collection[int] = ()) -> list[RulesError]:
    """Everything about the data that does not fit a model, but for some of its ``rules``."""
    try:
        TypeAdapter(model).validate_python(source.data)
    except ValidationError as error:
        return list(explained(source, error, model, leaving))
    return []


def explained(
    source: Source, error: ValidationError, model: Any, leaving: Collection[int] = ()
) -> Iterator[RulesError]:
    """A complaint of pydantic's in our words, fault by fault, but for some of the ``rules``."""
    # An unknown key says more than the key that is missing in its stead.
    for problem in sorted(error.errors(), key=lambda each: each["type"] == "missing"):
        if problem["loc"][:1] == ("rules",) and problem["loc"][1] in leaving:
            continue
        path = problem["loc"]
        name = str(path[-1]) if path else ""
        match problem["type"]:
            case "extra_forbidden" if problem["input"] is None and not _WORD.fullmatch(name):
                words = "'{name}' is not known here: a text with a comma needs quotation marks"
                yield source.error(said(words, name=name), path, True)
            case "extra_forbidden":
                meant = near(name, dict.fromkeys(_keys(model, problem["loc"][:-1])))
                yield source.error(said("'{name}' is not known here", name=name), path, True, meant)
            case "missing":
                yield source.error(said("'{name}' is missing", name=name), path[:-1])
            case "literal_error":
                expected = str(problem["ctx"]["expected"]).replace("'", "")
                given = problem["input"]
                choices = re.split(r", | or ", expected)
                words = said("'{value}' is not one of {choices}", value=given, choices=", ".join(choices))
                yield source.error(words, path, suggestion=likely(given, choices))
            case "value_error":
                words = problem["ctx"]["error"].args[0]
                if not isinstance(words, Said):
                    words = said("this does not fit: {reason}", reason=words)
                yield source.error(words, path)
            case kind if kind in _FORMS:
                yield source.error(said(_FORMS[kind]), path)
            case _:
                yield source.error(said("this does not fit: {reason}", reason=problem["msg"]), path)


def _keys(model: Any, path: At) -> list[str]:
    """Keys that a part of a model knows, as they are written."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    whole = model.model_json_schema(by_alias=True)
    parts: list[Mapping[str, Any]] = [whole]
    for step in path:
        parts = [inner for part in parts for each in _ways(part, whole) for inner in _below(each, step)]
    return [name for part in parts for each in _ways(part, whole) for name in each.get("properties", ())]


def _ways(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a schema may stand for: itself, what it refers to, its alternatives."""
    if "$ref" in schema:
        yield from _ways(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    for other in schema.get("anyOf", ()):
        yield from _ways(other, whole)
    yield schema


def _below(schema: Mapping[str, Any], step: str | int) -> Iterator[Mapping[str, Any]]:
    if isinstance(step, int):
        if "items" in schema:
            yield schema["items"]
    elif step in schema.get("properties", ()):
        yield schema["properties"][step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]


def suggest_names(
    schema: Mapping[str, Any], fields: Mapping[str, Iterable[str]], known: Mapping[str, Iterable[str]]
) -> None:
    """Let editors suggest known names in a JSON schema; others may be written all the same.

    ``fields``: by list of the register, fields that name an entry of it ("Regime.instrument"); ``known``: its names.
    """
    for name, named in fields.items():
        for field in named:
            model, _, key = field.partition(".")
            whole = next(way for way in _ways(schema["$defs"][model], schema) if "properties" in way)
            for way in _ways(whole["properties"][key], schema):
                text = way.get("items", way)
                if text.get("type") == "string" and "enum" not in text:
                    text.clear()
                    text["anyOf"] = [{"enum": sorted(set(known[name]))}, {"type": "string"}]
