"""Skeletons of plans as data (``rules/skeletons``), as ``plancheck new`` fills them in."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.data.days import next_day
from plancheck.knowledge.store import rules_dir
from plancheck.records import NamedTuple

if TYPE_CHECKING:
    from plancheck.review import skeleton_schema as schema

_FLAGS = ("border", "coastal", "gate", "city", "foreign_affairs_office", "ward")


class Scope(NamedTuple):
    """Which drafts something is for. Empty tuples and zeros stand for any."""

    start: int = 0
    end: int = 0
    """First day no longer."""
    types: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    """Province ids."""
    flags: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What the province, or for "ward" the unit, must be: ("border", ("no", "unknown"))."""
    subject: str = ""
    """Id of the register's subject."""


class Line(NamedTuple):
    """A paragraph, or a heading with what stands under it."""

    text: str
    scope: Scope = Scope()
    element: str = ""
    """Element of the plan XML, in the parts that have several kinds of lines."""
    instrument: str = ""
    """A legal basis stands only while this is in force."""
    items: tuple["Line", ...] = ()
    rules: tuple[str, ...] = ()
    """Rules that it satisfies."""


class Choice(NamedTuple):
    """One way to fill a name: the first that holds is taken."""

    text: str = ""
    agency: str = ""
    """An agency of the register, while it stands."""
    instrument: str = ""
    """An instrument of the register, while it is in force: how it is cited."""
    scope: Scope = Scope()


class Skeleton(NamedTuple):
    """A draft to be, for some kind of documents."""

    id: str
    scopes: tuple[Scope, ...]
    short_dates: bool
    """Whether dates of cited instruments are written 15/6/2023."""
    comma_from: int
    """Day from which a comma stands before the date of a cited instrument; 0: never."""
    names: Mapping[str, tuple[Choice, ...]]
    parts: Mapping[str, tuple[Line, ...]]


@cache
def load_skeletons(extra: tuple[Path, ...] = ()) -> tuple[Skeleton, ...]:
    """The skeletons of the ``skeletons`` in more folders, then those shipped with plancheck.

    One of an id that is there already takes its place. ``names.yaml`` holds names that all of them share; a name given
    again is the later folder's. Raises RulesError for a file that can't be used.
    """
    from plancheck.review.skeleton_schema import SkeletonFile, read_file

    names: dict[str, tuple[Choice, ...]] = {}
    found: dict[str, Skeleton] = {}
    for folder in (rules_dir(), *extra):
        own: dict[str, Skeleton] = {}
        for file in skeleton_files(folder):
            content = read_file(file).content
            if isinstance(content, SkeletonFile):
                own[content.skeleton] = _skeleton(content)
            else:
                names |= _names(content.names)
        found = own | {id: skeleton for id, skeleton in found.items() if id not in own}
    return tuple(each._replace(names={**names, **each.names}) for each in found.values())


def skeleton_files(folder: Path) -> list[Path]:
    """Files of skeletons in a folder of rules."""
    return sorted((folder / "skeletons").glob("*.yaml"))


def _skeleton(content: "schema.SkeletonFile") -> Skeleton:
    return Skeleton(
        content.skeleton,
        tuple(map(_scope, content.applies)),
        content.dates == "short",
        content.comma_from,
        _names(content.names),
        {part: tuple(map(_line, lines)) for part, lines in content.parts()},
    )


def _names(given: "schema.Names") -> dict[str, tuple[Choice, ...]]:
    return {name: tuple(map(_choice, choices)) for name, choices in given.items()}


def _choice(spec: "schema.ChoiceSpec") -> Choice:
    return Choice(spec.text, spec.agency, spec.instrument, _scope(spec.for_))


def _line(spec: "schema.LineSpec") -> Line:
    items = tuple(map(_line, spec.under()))
    return Line(spec.text, _scope(spec.for_), spec.element(), spec.instrument, items, tuple(spec.rules))


def _scope(spec: "schema.ScopeSpec") -> Scope:
    return Scope(
        spec.start,
        next_day(spec.until) if spec.until else 0,
        tuple(spec.types),
        tuple(spec.systems),
        tuple(spec.levels),
        tuple(spec.provinces),
        tuple((flag, tuple(values)) for flag in _FLAGS if (values := getattr(spec, flag))),
        spec.subject,
    )
