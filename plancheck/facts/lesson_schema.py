"""Example sentences as data (``rules/examples``): what they may contain. Only teaching reads them."""

from pathlib import Path

from plancheck.data.fields import Some, Strict
from plancheck.data.fitting import validated
from plancheck.data.source import read
from plancheck.records import NamedTuple


class Examples(NamedTuple):
    """Sentences that are a clause of a topic, and near misses that are none."""

    right: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    """Topics whose right sentences may be of this one too: they are not held against it."""


class Sentences(Strict):
    """Examples of one topic."""

    right: Some = []
    near: Some = []
    kin: Some = []


def read_examples(folder: Path) -> dict[str, Examples]:
    """Examples by topic of all YAML files in a folder; ``background`` holds sentences of plans at large.

    A topic may have sentences in several files. Raises RulesError for anything but topics with ``right`` and ``near``
    sentences and their ``kin``.
    """
    found: dict[str, Examples] = {}
    for file in sorted(folder.glob("*.yaml")):
        source = read(file)
        content: dict[str, Sentences] = validated(source, dict[str, Sentences])
        for topic, each in content.items():
            before = found.get(topic, Examples())
            more = (tuple(each.right), tuple(each.near), tuple(each.kin))
            found[topic] = Examples(*(old + new for old, new in zip(before, more, strict=True)))
    return found
