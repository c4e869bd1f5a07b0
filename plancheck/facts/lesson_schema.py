"""Example sentences as data (``rules/examples``): what they may contain. Only teaching reads them."""

from pathlib import Path

from plancheck.data.fields import Some, Strict
from plancheck.data.fitting import validated
from plancheck.data.source import read
from plancheck.data.wording import said
from plancheck.records import NamedTuple


class Examples(NamedTuple):
    """Sentences that are a clause of a topic, and near misses that are none."""

    right: tuple[str, ...]
    near: tuple[str, ...]


class Sentences(Strict):
    """Examples of one topic."""

    right: Some = []
    near: Some = []


def read_examples(folder: Path) -> dict[str, Examples]:
    """Examples by topic of all YAML files in a folder; ``background`` holds sentences of plans at large.

    Raises RulesError for anything but topics with ``right`` and ``near`` sentences, each topic once.
    """
    found: dict[str, Examples] = {}
    for file in sorted(folder.glob("*.yaml")):
        source = read(file)
        content: dict[str, Sentences] = validated(source, dict[str, Sentences])
        for topic, each in content.items():
            if topic in found:
                raise source.error(said("'{name}' is given twice", name=topic), (topic,), True)
            found[topic] = Examples(tuple(each.right), tuple(each.near))
    return found
