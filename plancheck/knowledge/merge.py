"""Files of the register as one: each held to its schema, later entries laid over earlier ones, each with its place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plancheck.data.errors import RulesError, near
from plancheck.data.fitting import problems, validated
from plancheck.data.source import At, Source, read
from plancheck.data.wording import Said, said
from plancheck.knowledge.schema import Extension, RegisterFile
from plancheck.records import NamedTuple

_IDENTITIES = {
    "instruments": "number",
    **dict.fromkeys(
        ("agencies", "provinces", "place_kinds", "sayings", "sections", "subjects", "kinds", "offices", "topics"), "id"
    ),
}
"""Entries that others may override or extend, and the key by which they are known."""
TABLES = tuple(Extension.model_fields)
LISTS = tuple(name for name in RegisterFile.model_fields if name not in (*TABLES, "extend"))
_CLOSED = ("terms", "classes", "macros")
"""Tables of lists that are asked for by name; those of the others are asked for by the words they begin with."""
_FREE = ("citation.type.", "citation.body.", "training.about.")
"""Beginnings of named lists that are read whatever follows."""


class Placed(NamedTuple):
    """An entry of a list, or the words of a named list, and where it stands."""

    entry: Any
    source: Source
    at: At

    def error(self, message: Said, *path: str | int, suggestion: str = "") -> RulesError:
        """An error in the entry, at a part of it."""
        return self.source.error(message, (*self.at, *path), suggestion=suggestion)


class Register(NamedTuple):
    """What all files say."""

    lists: Mapping[str, Sequence[Placed]]
    tables: Mapping[str, Mapping[str, Sequence[str]]]


def faults(files: Iterable[Path]) -> Iterator[RulesError]:
    """All that is wrong with the form of files of the register."""
    for file in files:
        try:
            source = read(file)
        except RulesError as error:
            yield error
        else:
            yield from problems(source, RegisterFile) if source.data is not None else ()


def merged(files: Iterable[Path], own: Collection[Path] = ()) -> Register:
    """The files as one. ``own`` are added to what is shipped: a list of words that they name must be there.

    A later file may change an entry of an earlier one: ``overrides: ID`` and the keys that are to be otherwise, or
    ``extend: ID`` and what is to be added to its lists. Raises RulesError.
    """
    lists: dict[str, list[Placed]] = {name: [] for name in LISTS}
    tables: dict[str, dict[str, list[str]]] = {name: {} for name in TABLES}
    for file in files:
        source = read(file)
        if source.data is None:
            continue
        content: RegisterFile = validated(source, RegisterFile)
        for name in LISTS:
            for number, entry in enumerate(getattr(content, name)):
                _lay(lists[name], Placed(entry, source, (name, number)), _IDENTITIES.get(name, ""))
        for name in TABLES:
            _add(tables[name], getattr(content, name), source, (name,), closed=name == "terms" and file in own)
            _extend(tables[name], getattr(content.extend, name), source, ("extend", name))
    return Register(lists, tables)


def _lay(known: list[Placed], placed: Placed, identity: str) -> None:
    """Add an entry, or lay it over the one it overrides or extends, in that one's place."""
    way = next((each for each in ("overrides", "extend") if identity and getattr(placed.entry, each)), "")
    if not way:
        known.append(placed)
        return
    wanted = getattr(placed.entry, way)
    names = [getattr(each.entry, identity) for each in known]
    if wanted not in names:
        words = said("there is nothing named '{name}' to change", name=wanted)
        raise placed.error(words, way, suggestion=near(wanted, names))
    number = names.index(wanted)
    base = known[number].entry
    changes = {name: getattr(placed.entry, name) for name in placed.entry.model_fields_set - {way, identity}}
    if way == "extend":
        for name, value in changes.items():
            if not isinstance(value, list):
                raise placed.error(said("extend adds to lists, and '{name}' is none", name=name), name)
            changes[name] = [*getattr(base, name), *value]
    known[number] = placed._replace(entry=base.model_copy(update=changes))


def _add(known: dict[str, list[str]], given: Mapping[str, list[str]], source: Source, at: At, closed: bool) -> None:
    for name, words in given.items():
        if name in known:
            told = said("'{name}' is given twice; to add to it write it under extend", name=name)
            raise source.error(told, (*at, name), True)
        if closed and not name.startswith(_FREE):
            raise _no_list(name, known, source, at)
        known[name] = words


def _extend(known: dict[str, list[str]], given: Mapping[str, list[str]], source: Source, at: At) -> None:
    for name, words in given.items():
        if name not in known and at[-1] in _CLOSED:
            raise _no_list(name, known, source, at)
        known[name] = [*known.get(name, ()), *words]


def _no_list(name: str, known: Collection[str], source: Source, at: At) -> RulesError:
    told = said("there is no list of words '{name}'", name=name)
    return source.error(told, (*at, name), True, near(name, known))
