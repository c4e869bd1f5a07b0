"""YAML with the line and column of every part of it.

Scalars are strings unless they are plain whole numbers: "yes" stays a word and 2015-10-22 a date as written. Anchors
and aliases may be used within bounds; tags and merge keys may not.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from plancheck.data.errors import RulesError
from plancheck.data.wording import Said, said
from plancheck.records import dataclass
from plancheck.text import decoded

_MAX_NODES = 200_000
_MAX_DEPTH = 40
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_TAGS = {"tag:yaml.org,2002:" + name for name in ("str", "int", "bool", "float", "null", "timestamp", "seq", "map")}

At = tuple[str | int, ...]
"""Keys and numbers that lead to a part of the data."""
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """Data of one file and where each part of it stands."""

    path: Path
    data: Any
    marks: dict[At, Mark]
    """1-based line and column of a value; of a key under the path ending in ("<key>",)."""
    lines: tuple[str, ...]

    def error(self, message: Said, path: At = (), key: bool = False, suggestion: str = "") -> RulesError:
        """An error at a part of the data, at its key if so asked."""
        path = self._written(path)
        mark = self.marks.get((*path, "<key>")) if key else None
        at = path
        while mark is None:
            mark = self.marks.get(at)
            if mark is None and not at:
                mark = (1, 1)
            at = at[:-1]
        return self.error_at(message, mark, suggestion)

    def _written(self, path: At) -> At:
        """A path as it is in the file, where a list of one may be written without its brackets."""
        written: At = ()
        for part in path:
            if part == 0 and (*written, part) not in self.marks:
                continue
            written = (*written, part)
        return written

    def error_at(self, message: Said, mark: Mark, suggestion: str = "") -> RulesError:
        """An error at a line and column."""
        line, column = mark
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        return RulesError(message, self.path, line, column, text, suggestion)


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
        raise Source(path, None, {}, lines).error_at(
            said("this is not YAML: {reason}", reason=_why(error)), at
        ) from error
    except yaml.YAMLError as error:
        raise RulesError(said("this is not YAML: {reason}", reason=str(error).splitlines()[0]), path) from error
    reader = _Reader(path, lines)
    data = reader.value(node, (), 0) if node is not None else None
    return Source(path, data, reader.marks, lines)


_REASONS = {
    "found character that cannot start any token": "a line is indented with spaces, not with tabs",
    "did not find expected ',' or": "a comma or a closing bracket is missing",
    "mapping values are not allowed": "a text with a colon needs quotation marks, or the line is indented too far",
    "could not find expected ':'": "this line has no colon",
    "found unexpected end of stream": "a quotation mark is not closed",
    "did not find expected key": "a line is indented too little or too far, or a text needs quotation marks",
    "did not find expected '-' indicator": "a line is indented too little or too far, or a text needs quotation marks",
    "found undefined alias": "there is no anchor of this name",
}
"""What the parser says, by its beginning, and what is meant."""


def _why(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    known = next((reason for told, reason in _REASONS.items() if problem.startswith(told)), None)
    return said(known) if known else ": ".join(part for part in (error.context, problem) if part)


class _Reader:
    def __init__(self, path: Path, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.marks: dict[At, Mark] = {}
        self.left = _MAX_NODES

    def value(self, node: Any, at: At, depth: int) -> Any:
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
