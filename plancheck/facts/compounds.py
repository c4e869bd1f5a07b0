"""Words of two syllables with one of them under wrong marks: "kinh phi", "phố biến", "nhân dan".

The register lists words that texts of the law are full of. Two syllables are a slip for such a word where they differ
from it in the marks of one of them, where neither belongs to another of these words, and where the one that differs is
not one that stands by itself everywhere.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, Passage, Role

_OWN = (BODY | {Role.SUBJECT, Role.BASIS, Role.RECIPIENT, Role.AGENCY, Role.SUPERIOR}) - {Role.NOTE}
_SYLLABLE = lazily(r"[^\W\d_]+")


class _Words(NamedTuple):
    known: frozenset[tuple[str, str]]
    by_first: Mapping[tuple[str, str], str]
    """First syllable, and the second without its marks → the second; empty where it may be one of several."""
    by_second: Mapping[tuple[str, str], str]
    """The first without its marks, and the second → the first."""
    free: frozenset[str]


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge) -> _Words:
    terms = knowledge.vocabulary.terms
    known = [(first, second) for first, _, second in (word.partition(" ") for word in terms["compound.words"])]
    by_first: dict[tuple[str, str], str] = {}
    by_second: dict[tuple[str, str], str] = {}
    for first, second in known:
        for index, key, meant in (
            (by_first, (first, _bare(second)), second),
            (by_second, (_bare(first), second), first),
        ):
            index[key] = "" if key in index else meant
    return _Words(frozenset(known), by_first, by_second, frozenset(terms["compound.free"]))


@lru_cache(maxsize=8192)
def _bare(syllable: str) -> str:
    """A syllable without its marks."""
    letters = unicodedata.normalize("NFD", syllable).replace("đ", "d")
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


def recognise(context: Context) -> Iterator[Fact]:
    """``wording`` facts (compound) of a draft's own words."""
    if context.plan.nature != "draft":
        return
    words = _words(context.knowledge)
    for passage in context.plan.passages:
        if passage.role in _OWN:
            yield from _of_passage(context, passage, words)


def _of_passage(context: Context, passage: Passage, words: _Words) -> Iterator[Fact]:
    text = passage.folded.text
    found = list(_SYLLABLE.finditer(text))
    said = [each.group() for each in found]
    for index in range(len(found) - 1):
        first, second = said[index : index + 2]
        if (first, second) in words.known or text[found[index].end() : found[index + 1].start()] != " ":
            continue
        meant_second = words.by_first.get((first, _bare(second)), "")
        meant_first = "" if meant_second else words.by_second.get((_bare(first), second), "")
        if not (meant_first or meant_second) or (second if meant_second else first) in words.free:
            continue
        if (index and (said[index - 1], first) in words.known) or (second, *said[index + 2 : index + 3]) in words.known:
            continue
        yield from _slip(
            context, passage, found[index].start(), found[index + 1].end(), meant_first or first, meant_second or second
        )


def _slip(context: Context, passage: Passage, start: int, end: int, first: str, second: str) -> Iterator[Fact]:
    original = passage.folded.original
    begin, stop = original(start), original(end - 1) + 1
    written = passage.text[begin:stop]
    syllables = written.split()
    if len(syllables) != 2 or context.in_citation(passage, start):
        return
    if all(each[0].isupper() for each in syllables) and not written.isupper():
        return  # a name
    right = " ".join([_like(old, new) for old, new in zip(syllables, (first, second), strict=True)])
    yield fact("wording", passage.place(begin, stop), written, issue="compound", written=written, expected=right)


def _like(written: str, meant: str) -> str:
    if written.isupper() and len(written) > 1:
        return meant.upper()
    return meant.capitalize() if written[0].isupper() else meant
