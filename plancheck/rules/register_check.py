"""Hold files of the register to their schema, with the line and column of whatever is wrong."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import DataError
from plancheck.rules.errors import RulesError
from plancheck.rules.loader import Source, near, problems, read
from plancheck.rules.register_schema import RegisterFile
from plancheck.rules.wording import said

_FREE = ("citation.type.", "citation.body.")
"""Beginnings of named lists that are read whatever follows."""


def faults(files: Sequence[Path]) -> Iterator[RulesError]:
    """What is wrong with the form of files added to the shipped register, and with the names of their lists."""
    for file in files:
        try:
            source = read(file)
        except RulesError as error:
            yield error
            continue
        if source.data is None:
            continue
        wrong = problems(source, RegisterFile)
        yield from wrong
        if not wrong:
            yield from _unread_lists(source)


def _unread_lists(source: Source) -> Iterator[RulesError]:
    """Named lists of words that nothing reads: a misspelt name would be lost in silence."""
    known = load_knowledge().vocabulary.terms
    added = (source.data.get("extend") or {}).get("terms")
    for at, lists in (("terms",), source.data.get("terms")), (("extend", "terms"), added):
        for name in lists or {}:
            if name not in known and not name.startswith(_FREE):
                words = said("there is no list of words '{name}'", name=name)
                yield source.error(words, (*at, name), True, near(name, known))


def placed(error: DataError, files: Sequence[Path]) -> RulesError:
    """An error found in the register as a whole, at the first place in the files that names what it names."""
    words = said("this does not fit: {reason}", reason=error.message)
    if error.line:
        return RulesError(words, error.file, error.line, error.column)
    named = [*re.findall(r"'([^']+)'", error.message), *(word.strip(":,;") for word in error.message.split())]
    sources = [read(file) for file in files if error.file in (None, file)]
    for name in named:
        for source in sources:
            for path in source.marks:
                if path[-1:] == (name,) or _at(source, path) == name:
                    return source.error(words, path)
    return RulesError(words, error.file)


def _at(source: Source, path: tuple[str | int, ...]) -> object:
    value = source.data
    for part in path:
        if not isinstance(value, dict | list) or part == "<key>":
            return None
        value = value[part]  # type: ignore[index]
    return value
