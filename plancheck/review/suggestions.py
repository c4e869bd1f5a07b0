"""Suggestions in a Word file that nobody has accepted or rejected yet."""

from collections.abc import Iterator

from plancheck.document import SUGGESTER
from plancheck.records import NamedTuple
from plancheck.review.markup import Node, unescaped
from plancheck.review.package import WordFile, word_file

_PARTS = ("footnotes", "endnotes")


class Suggestion(NamedTuple):
    """What is suggested in one paragraph."""

    old: str
    """Words to go; empty where some are only put in."""
    new: str
    """Words to come; empty where some only go."""
    start: str
    """What the paragraph begins with as it would be, to find it by."""


def waiting(data: bytes) -> tuple[Suggestion, ...]:
    """The suggestions that wait for a person, in reading order. Raises ReadingError."""
    file = word_file(data)
    return tuple(each for name in _names(file) for each in _of_part(file, name))


def _names(file: WordFile) -> Iterator[str]:
    yield file.main
    yield from (name for kind in _PARTS if (name := file.related(kind)) and name in file)


def _of_part(file: WordFile, name: str) -> Iterator[Suggestion]:
    part = file.part(name)
    if SUGGESTER not in part.source:
        return
    for paragraph in part.tree.walk():
        if paragraph.local != "p":
            continue
        changes = [node for node in paragraph.walk() if node.local in ("ins", "del") and _is_suggested(node)]
        if changes:
            old, new = (
                " … ".join(filter(None, (_text(node, part.source) for node in changes if node.local == kind)))
                for kind in ("del", "ins")
            )
            yield Suggestion(old, new, _text(paragraph, part.source, without="del"))


def _is_suggested(node: Node) -> bool:
    return node.attribute("author") == SUGGESTER


def _text(node: Node, source: str, without: str = "") -> str:
    """The words in an element, but for those in elements of a name."""
    words = (
        unescaped(source[each.inner : each.inner_end])
        for each in node.walk()
        if each.local in ("t", "delText") and not (without and any(over.local == without for over in each.ancestors()))
    )
    return " ".join("".join(words).split())
