"""Skeletons of plans as data (``rules/skeletons``): read, checked, and told which lines hold for a draft to be."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.knowledge.build import after, day
from plancheck.knowledge.store import DataError, read_yaml, rules_dir

_FLAGS = ("border", "coastal", "gate", "city", "foreign_affairs_office")
_FLAG_VALUES = ("yes", "no", "unknown")
_SCOPE = frozenset({"from", "until", "types", "systems", "levels", "subject", "provinces", *_FLAGS})
_PARTS = ("letterhead", "type", "subject", "bases", "enacting", "body", "closing", "recipients", "signature")
_LINE = frozenset({"text", "as", "for", "rules", "instrument", "items"})
_SKELETON = frozenset({"skeleton", "title", "applies", "dates", "comma_from", "names", *_PARTS})


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
    """What the province must be: ("border", ("no", "unknown"))."""
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
    again is the later folder's. Raises DataError for a file that can't be used.
    """
    names: dict[str, tuple[Choice, ...]] = {}
    found: dict[str, Skeleton] = {}
    for folder in (rules_dir(), *extra):
        own: dict[str, Skeleton] = {}
        for file in sorted((folder / "skeletons").glob("*.yaml")):
            content = read_yaml(file)
            try:
                if file.stem == "names":
                    names |= _names(_table(content, "names.yaml").get("names", {}))
                else:
                    skeleton = _skeleton(content)
                    own[skeleton.id] = skeleton
            except (ValueError, DataError) as error:
                raise DataError(str(error), file) from None
        found = own | {id: skeleton for id, skeleton in found.items() if id not in own}
    return tuple(each._replace(names={**names, **each.names}) for each in found.values())


def lines(skeleton: Skeleton) -> Iterator[Line]:
    """Every line, outer ones first."""
    for part in skeleton.parts.values():
        yield from _inner(part)


def _inner(each: Iterable[Line]) -> Iterator[Line]:
    for line in each:
        yield line
        yield from _inner(line.items)


def _skeleton(content: Any) -> Skeleton:
    table = _table(content, "skeleton", _SKELETON)
    for key in ("skeleton", "applies"):
        if key not in table:
            raise ValueError(f"a skeleton needs {key!r}")
    applies = table["applies"]
    scopes = tuple(_scope(each) for each in (applies if isinstance(applies, list) else [applies]))
    parts = {part: tuple(_line(each, part) for each in _list(table.get(part), part)) for part in _PARTS}
    dates = table.get("dates", "long")
    if dates not in ("long", "short"):
        raise ValueError(f"dates: {dates!r} is neither 'long' nor 'short'")
    return Skeleton(
        str(table["skeleton"]),
        scopes,
        dates == "short",
        day(table.get("comma_from"), "comma_from"),
        _names(table.get("names", {})),
        parts,
    )


def _names(raw: Any) -> dict[str, tuple[Choice, ...]]:
    return {
        name: tuple(_choice(each, name) for each in _list(choices, name))
        for name, choices in _table(raw, "names").items()
    }


def _choice(raw: Any, name: str) -> Choice:
    if isinstance(raw, str):
        return Choice(raw)
    table = _table(raw, name, frozenset({"text", "agency", "instrument", "for"}))
    given = [key for key in ("text", "agency", "instrument") if key in table]
    if len(given) != 1:
        raise ValueError(f"{name}: give one of text, agency, instrument")
    return Choice(
        str(table.get("text", "")),
        str(table.get("agency", "")),
        str(table.get("instrument", "")),
        _scope(table.get("for", {})),
    )


def _line(raw: Any, part: str) -> Line:
    if isinstance(raw, str):
        return Line(raw)
    table = _table(raw, part, _LINE)
    if "text" not in table:
        raise ValueError(f"{part}: a line needs 'text'")
    if "items" in table and part != "body":
        raise ValueError(f"{part}: only lines of the body hold items")
    return Line(
        str(table["text"]),
        _scope(table.get("for", {})),
        str(table.get("as", "")),
        str(table.get("instrument", "")),
        tuple(_line(each, part) for each in _list(table.get("items"), "items")),
        tuple(map(str, _list(table.get("rules"), "rules"))),
    )


def _scope(raw: Any) -> Scope:
    table = _table(raw, "for", _SCOPE)
    types, systems, levels, provinces = (
        tuple(map(str, _list(table.get(key), key))) for key in ("types", "systems", "levels", "provinces")
    )
    return Scope(
        day(table.get("from"), "from"),
        after(table.get("until"), "until"),
        types,
        systems,
        levels,
        provinces,
        tuple((flag, _values(table[flag], flag)) for flag in _FLAGS if flag in table),
        str(table.get("subject", "")),
    )


def _values(raw: Any, flag: str) -> tuple[str, ...]:
    values = tuple(map(str, raw if isinstance(raw, list) else [raw]))
    wrong = [value for value in values if value not in _FLAG_VALUES]
    if wrong:
        raise ValueError(f"{flag}: {wrong[0]!r} is none of {', '.join(_FLAG_VALUES)}")
    return values


def _table(raw: Any, what: str, known: frozenset[str] | None = None) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ValueError(f"{what}: a table is needed, not {raw!r}")
    unknown = [key for key in raw if known is not None and key not in known]
    if unknown:
        raise ValueError(f"{what}: unknown key {unknown[0]!r} (known: {', '.join(sorted(known or ()))})")
    return raw


def _list(raw: Any, what: str) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise ValueError(f"{what}: a list is needed, not {raw!r}")
    return raw
