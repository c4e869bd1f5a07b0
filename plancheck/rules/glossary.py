"""What kinds of facts and their properties are, in words: ``rules/facts.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from plancheck.facts.vocabulary import FILE
from plancheck.knowledge.store import cached, rules_dir
from plancheck.records import NamedTuple

Text = tuple[str, str]
"""In Vietnamese and in English."""


class Meaning(NamedTuple):
    """What a kind of fact is, and what each of its properties says."""

    title: Text
    properties: Mapping[str, Text]


@cache
def glossary() -> Mapping[str, Meaning]:
    """By kind of fact. Raises RulesError."""
    file = rules_dir() / FILE
    made = cached([file, Path(__file__)], lambda: _read(file), "facts")
    return {kind: Meaning(title, properties) for kind, (title, properties) in made.items()}


def _read(file: Path) -> dict[str, tuple[Text, dict[str, Text]]]:
    from plancheck.data.source import read

    return {
        kind: (_text(said["title"]), {name: _text(each) for name, each in said["properties"].items()})
        for kind, said in read(file).data.items()
    }


def _text(said: Mapping[str, str]) -> Text:
    return said["vi"], said["en"]
