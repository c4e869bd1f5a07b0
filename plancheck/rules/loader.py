"""YAML → validated packs, with the line and column of whatever is wrong.

Scalars are strings unless they are plain whole numbers: "yes" stays a word and 2015-10-22 a date as written. Anchors
and aliases may be used within bounds; tags and merge keys may not.
"""

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from plancheck.rules import schema
from plancheck.rules.errors import RulesError
from plancheck.rules.schema import PackSpec, RuleSpec
from plancheck.rules.wording import Said, said
from plancheck.text import decoded

_MAX_NODES = 200_000
_MAX_DEPTH = 40
_WORD = re.compile(r"[a-z_]+")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_TAGS = {"tag:yaml.org,2002:" + name for name in ("str", "int", "bool", "float", "null", "timestamp", "seq", "map")}

_FORMS = {
    "string_type": "this must be text",
    "int_type": "this must be a whole number",
    "int_parsing": "this must be a whole number",
    "list_type": "this must be a list",
    "dict_type": "this must be a mapping",
    "model_type": "this must be a mapping",
    "string_too_short": "this must not be empty",
    "too_short": "this must not be empty",
}
"""What is said of pydantic's plainest complaints."""

Path_ = tuple[str | int, ...]
Mark = tuple[int, int]
_Model = TypeVar("_Model")


@dataclass(frozen=True, slots=True)
class Source:
    """Data of one YAML file and where each part of it stands."""

    path: Path
    data: Any
    marks: dict[Path_, Mark]
    """1-based line and column of a value; of a key under the path ending in ("<key>",)."""
    lines: tuple[str, ...]

    def error(self, message: Said, path: Path_ = (), key: bool = False, suggestion: str = "") -> RulesError:
        """An error at a part of the data, at its key if so asked."""
        mark = self.marks.get((*path, "<key>")) if key else None
        at = path
        while mark is None:
            mark = self.marks.get(at)
            if mark is None and not at:
                mark = (1, 1)
            at = at[:-1]
        return self.error_at(message, mark, suggestion)

    def error_at(self, message: Said, mark: Mark, suggestion: str = "") -> RulesError:
        """An error at a line and column."""
        line, column = mark
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return RulesError(message, self.path, line, column, text, suggestion)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that is well formed, with its source for errors found later."""

    source: Source
    spec: PackSpec


def read(path: Path) -> Source:
    """Read one YAML file. Raises RulesError."""
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise RulesError(said("it can't be opened: {reason}", reason=error.strerror or error), path) from error
    except UnicodeDecodeError as error:
        raise RulesError(said("this is not UTF-8"), path) from error
    return parse(text, path)


def parse(text: str, path: Path) -> Source:
    """The YAML text of a file. Raises RulesError."""
    lines = tuple(text.splitlines())
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = ": ".join(part for part in (error.context, error.problem) if part)
        raise Source(path, None, {}, lines).error_at(said("this is not YAML: {reason}", reason=reason), at) from error
    except yaml.YAMLError as error:
        raise RulesError(said("this is not YAML: {reason}", reason=str(error).splitlines()[0]), path) from error
    reader = _Reader(path, lines)
    data = reader.value(node, (), 0) if node is not None else None
    return Source(path, data, reader.marks, lines)


class _Reader:
    def __init__(self, path: Path, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.marks: dict[Path_, Mark] = {}
        self.left = _MAX_NODES

    def value(self, node: Any, at: Path_, depth: int) -> Any:
        mark = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.marks[at] = mark
        self.left -= 1
        if depth > _MAX_DEPTH or self.left < 0:
            self.fail(said("too deep or too large, perhaps through its aliases"), mark)
        if node.tag not in _TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.fail(said("tag {tag} can't be used here", tag=tag), mark)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*at, index), depth + 1) for index, child in enumerate(node.value)]
        found: dict[str, Any] = {}
        for key, child in node.value:
            place = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.fail(said("a key must be a word"), place)
            name = key.value
            if name == "<<":
                self.fail(said("merge keys can't be used here"), place)
            if name in found:
                self.fail(said("'{name}' is given twice", name=name), place)
            found[name] = self.value(child, (*at, name), depth + 1)
            self.marks[(*at, name, "<key>")] = place
        return found

    @staticmethod
    def scalar(node: Any) -> str | int | None:
        if node.style not in (None, ""):
            return str(node.value)
        if node.value in ("", "~", "null"):
            return None
        return int(node.value) if _INTEGER.fullmatch(node.value) else str(node.value)

    def fail(self, message: Said, mark: Mark) -> None:
        raise Source(self.path, None, {}, self.lines).error_at(message, mark)


def load_pack(path: Path) -> Pack:
    """One pack. Raises RulesError for the first thing wrong in it."""
    source = merged(read(path))
    return Pack(source, validated(source, PackSpec))


def merged(source: Source) -> Source:
    """The pack with its defaults in every rule: a rule's own key wins, ``applies`` is merged key by key."""
    data = source.data
    if not isinstance(data, dict):
        raise source.error(said("a rule pack is a mapping with pack, title and rules"))
    defaults = data.get("defaults", {})
    if not isinstance(defaults, dict):
        raise source.error(said("defaults is a mapping"), ("defaults",))
    for name in defaults:
        if name not in RuleSpec.model_fields:
            meant = near(name, RuleSpec.model_fields)
            raise source.error(said("no rule has '{name}'", name=name), ("defaults", name), True, meant)
    rules = data.get("rules")
    if not isinstance(rules, list):
        raise source.error(said("rules is a list"), ("rules",))
    marks = dict(source.marks)
    whole = []
    for index, rule in enumerate(rules):
        if not isinstance(rule, dict):
            raise source.error(said("a rule is a mapping"), ("rules", index))
        if "overrides" in rule:  # it has the other rule's keys, not those of its own pack
            whole.append(rule)
            continue
        whole.append(defaults | rule)
        for path, mark in source.marks.items():
            if path[:1] == ("defaults",) and len(path) > 1 and path[1] not in rule:
                marks[("rules", index, *path[1:])] = mark
        if isinstance(base := defaults.get("applies"), dict) and "applies" in rule:
            cases = rule["applies"]
            if isinstance(cases, dict):
                whole[-1]["applies"] = base | cases
            elif isinstance(cases, list):
                whole[-1]["applies"] = [base | case if isinstance(case, dict) else case for case in cases]
    rest = {name: value for name, value in data.items() if name != "defaults"}
    return Source(source.path, {**rest, "rules": whole}, marks, source.lines)


def validated(source: Source, model: type[_Model] | Any) -> _Model:
    """Data as a model. Raises RulesError for the first thing that does not fit."""
    try:
        return TypeAdapter(model).validate_python(source.data)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise next(_explained(source, error)) from None


def problems(source: Source, model: Any, leaving: Collection[int] = ()) -> list[RulesError]:
    """Everything about the data that does not fit a model, but for some of its rules."""
    try:
        TypeAdapter(model).validate_python(source.data)
    except ValidationError as error:
        return list(_explained(source, error, leaving))
    return []


def _explained(source: Source, error: ValidationError, leaving: Collection[int] = ()) -> Iterator[RulesError]:
    # An unknown key says more than the key that is missing in its stead.
    for problem in sorted(error.errors(), key=lambda each: each["type"] == "missing"):
        if problem["loc"][:1] == ("rules",) and problem["loc"][1] in leaving:
            continue
        path = _written(source, problem["loc"])
        name = str(path[-1]) if path else ""
        match problem["type"]:
            case "extra_forbidden" if problem["input"] is None and not _WORD.fullmatch(name):
                words = "'{name}' is not known here: a text with a comma needs quotation marks"
                yield source.error(said(words, name=name), path, True)
            case "extra_forbidden":
                yield source.error(
                    said("'{name}' is not known here", name=name), path, True, near(name, _field_names())
                )
            case "missing":
                yield source.error(said("'{name}' is missing", name=name), path[:-1])
            case "literal_error":
                expected = str(problem["ctx"]["expected"]).replace("'", "")
                given = problem["input"]
                choices = re.split(r", | or ", expected)
                words = said("'{value}' is not one of {choices}", value=given, choices=", ".join(choices))
                yield source.error(words, path, suggestion=near(str(given), choices))
            case "value_error":
                words = problem["ctx"]["error"].args[0]
                if not isinstance(words, Said):
                    words = said("this does not fit: {reason}", reason=words)
                yield source.error(words, path)
            case kind if kind in _FORMS:
                yield source.error(said(_FORMS[kind]), path)
            case _:
                yield source.error(said("this does not fit: {reason}", reason=problem["msg"]), path)


def _written(source: Source, path: Path_) -> Path_:
    """A path of the model as it is in the file, where a list of one may be written without its brackets."""
    written: Path_ = ()
    for part in path:
        if part == 0 and (*written, part) not in source.marks:
            continue
        written = (*written, part)
    return written


def _field_names() -> list[str]:
    models = [item for item in vars(schema).values() if isinstance(item, type) and issubclass(item, BaseModel)]
    return [info.alias or name for model in models for name, info in model.model_fields.items()]


def near(word: str, known: Any) -> str:
    """The known word most like another, empty if none is."""
    found = difflib.get_close_matches(word, [str(item) for item in known], 1, 0.6)
    return found[0] if found else ""
