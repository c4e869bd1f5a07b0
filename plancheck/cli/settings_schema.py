"""JSON Schema of the configuration, out of the table of settings."""

from collections.abc import Iterable, Mapping
from typing import Any

from plancheck.cli.settings import KEYS, MOST_JOBS, Key
from plancheck.cli.suppressing import KEYS as SUPPRESSION

_TEXT = {"type": "string"}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DAY = {"type": "string", "pattern": r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$"}
_VALUE = {"type": ["string", "integer", "object"]}
_VALUES = {"anyOf": [_VALUE, {"type": "array", "items": _VALUE}]}
_ANSWER = {"enum": [True, False, "yes", "no", "unknown"]}


def json_schema(parameters: Iterable[str], provinces: Iterable[str], flags: Iterable[str]) -> dict[str, Any]:
    """What ``plancheck.toml`` may hold; the same stands under ``[tool.plancheck]`` of pyproject.toml.

    Given are names of the rules' parameters, ids of provinces and the flags that may be set of them.
    """
    answers = {"type": "object", "properties": dict.fromkeys(flags, _ANSWER), "additionalProperties": False}
    places = {"type": "object", "properties": dict.fromkeys(provinces, answers), "additionalProperties": answers}
    values = {**dict.fromkeys(parameters, _VALUES), "provinces": places}
    kinds: Mapping[str, dict[str, Any]] = {
        "day": _DAY,
        "names": _TEXTS,
        "paths": _TEXTS,
        "path": _TEXT,
        "flag": {"type": "boolean"},
        "jobs": {"anyOf": [{"const": "auto"}, {"type": "integer", "minimum": 0, "maximum": MOST_JOBS}]},
        "table": {"type": "object", "properties": values, "additionalProperties": False},
        "suppress": {"type": "array", "items": _suppression()},
    }
    settings = {written: _setting(key, kinds) for key in KEYS.values() for written in _ways(key.name)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plancheck.toml",
        "type": "object",
        "properties": settings,
        "additionalProperties": False,
    }


def _ways(name: str) -> dict[str, None]:
    """How a setting may be written."""
    return dict.fromkeys((name, name.replace("-", "_")))


def _setting(key: Key, kinds: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    schema = {"enum": list(key.told.choices)} if key.told.kind == "choice" else kinds[key.told.kind]
    return {"description": f"{key.told.vi} / {key.told.en}", **schema}


def _suppression() -> dict[str, Any]:
    texts = {name: _TEXTS if name == "rule" else _DAY if name == "until" else _TEXT for name in SUPPRESSION}
    return {"type": "object", "properties": texts, "required": list(SUPPRESSION[:2]), "additionalProperties": False}
