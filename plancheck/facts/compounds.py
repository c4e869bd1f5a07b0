"""Words of two syllables with one of them mistyped: "kinh phi", "phố biến", "sản phẩn", "biên gới".

The register lists words that texts of the law are full of. Two syllables are a slip for such a word where they differ
from it in the marks of one of them, where neither belongs to another of these words, and where the one that differs is
not one that stands by itself everywhere. What is no syllable of any word of the register is a slip where one letter or
mark more, less or other makes a word of it and its neighbour.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from plancheck.facts.context import SYLLABLE, Context
from plancheck.facts.syllables import respelled
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold_each

_OWN = (BODY | {Role.SUBJECT, Role.BASIS, Role.RECIPIENT, Role.AGENCY, Role.SUPERIOR}) - {Role.NOTE}


class _Words(NamedTuple):
    known: frozenset[tuple[str, str]]
    """Words that a slip may be told for by its marks alone."""
    all: frozenset[tuple[str, str]]
    seconds: Mapping[str, tuple[str, ...]]
    """First syllable → the second ones it makes a word with."""
    firsts: Mapping[str, tuple[str, ...]]
    syllables: frozenset[str]
    by_first: Mapping[tuple[str, str], str]
    """First syllable, and the second without its marks, or its sound → the second; empty where it may be one of
    several."""
    by_second: Mapping[tuple[str, str], str]
    """The first without its marks, and the second → the first."""
    free: frozenset[str]


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge) -> _Words:
    return knowledge.kept("compounds", (), lambda: tuple(_indexed(knowledge)), lambda data: _Words(*data))


def _indexed(knowledge: Knowledge) -> _Words:
    terms = knowledge.vocabulary.terms
    known, more = (
        [(first, second) for first, _, second in (word.partition(" ") for word in fold_each(terms[name]))]
        for name in ("compound.words", "compound.more")
    )
    both = frozenset([*known, *more])
    seconds: dict[str, list[str]] = {}
    firsts: dict[str, list[str]] = {}
    for first, second in both:
        seconds.setdefault(first, []).append(second)
        firsts.setdefault(second, []).append(first)
    by_first: dict[tuple[str, str], str] = {}
    by_second: dict[tuple[str, str], str] = {}
    for first, second in known:
        for index, key, meant in (
            (by_first, (first, _bare(second)), second),
            (by_second, (_bare(first), second), first),
        ):
            index[key] = "" if key in index else meant
        for index, key, meant in (
            (by_first, (first, _sound(second)), second),
            (by_second, (_sound(first), second), first),
        ):
            index[key] = "" if index.get(key, meant) != meant else meant
    free = frozenset(fold_each(terms["compound.free"]))
    return _Words(
        frozenset(known),
        both,
        {first: tuple(found) for first, found in seconds.items()},
        {second: tuple(found) for second, found in firsts.items()},
        free.union(fold_each(terms["compound.syllables"]), seconds, firsts),
        by_first,
        by_second,
        free,
    )


@lru_cache(maxsize=8192)
def _bare(syllable: str) -> str:
    """A syllable without its marks."""
    letters = unicodedata.normalize("NFD", syllable).replace("đ", "d")
    return letters if letters.isascii() else "".join([each for each in letters if not unicodedata.combining(each)])


_ALIKE = lazily("^(?:tr|ch|s|x|gi|r|d|ngh)|(?:ng|n|t|c)$")
_AS_ONE = {"tr": "ch", "s": "x", "gi": "d", "r": "d", "ngh": "ng", "ng": "n", "c": "t"}
"""Beginnings and ends that are heard alike somewhere in the country, and so mistaken for each other."""


@lru_cache(maxsize=8192)
def _sound(syllable: str) -> str:
    """What a syllable shares with those that are written for it by ear, "~" before it: "xử" and "sử"."""
    return "~" + _ALIKE.sub(lambda match: _AS_ONE.get(match[0], match[0]), _bare(syllable))


def recognise(context: Context) -> Iterator[Fact]:
    """``wording`` facts (compound) of a draft's own words."""
    if context.plan.nature != "draft":
        return
    syllables, words = context.syllables, _words(context.knowledge)
    said = syllables.all
    meant = _meanings(context.knowledge)
    marked = syllables.by_passage([at for at, word in enumerate(map(meant.__getitem__, syllables.pairs)) if word])
    unknown = {one for one in set(said) - words.syllables if _SHORTEST <= len(one) <= _LONGEST}
    strange = syllables.by_passage([at for at, one in enumerate(said) if one in unknown]) if unknown else {}
    for index in sorted(marked.keys() | strange.keys()):
        passage = context.plan.passages[index]
        if passage.role in _OWN:
            said = syllables.of(passage)
            at = list(SYLLABLE.finditer(passage.folded.text))
            found = {each.place: each for each in _marks(context, passage, marked.get(index, ()), said, at)}
            found |= {each.place: each for each in _strange(context, passage, strange.get(index, ()), said, at)}
            yield from found.values()


class _Meanings(dict[tuple[str, str], tuple[str, str] | None]):
    """Two syllables → the word meant where they differ from it in the marks of one of them; found when first asked."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __missing__(self, pair: tuple[str, str]) -> tuple[str, str] | None:
        if len(self) >= _MOST_MEANINGS:
            self.clear()
        meant = self[pair] = _meant(*pair, self._knowledge)
        return meant


_MOST_MEANINGS = 20_000
_meanings = lru_cache(maxsize=4)(_Meanings)


def _meant(first: str, second: str, knowledge: Knowledge) -> tuple[str, str] | None:
    words = _words(knowledge)
    if (first, second) in words.all:
        return None
    meant_second, meant_first = "", ""
    for key in (_bare, _sound):
        meant_second = meant_second or words.by_first.get((first, key(second)), "")
        meant_first = meant_first or ("" if meant_second else words.by_second.get((key(first), second), ""))
    wrong = second if meant_second else first
    if not (meant_first or meant_second) or wrong in words.free or _respelled(wrong, knowledge):
        return None
    return meant_first or first, meant_second or second


def _marks(
    context: Context, passage: Passage, marked: Iterable[int], said: Sequence[str], at: Sequence[re.Match[str]]
) -> Iterator[Fact]:
    words = _words(context.knowledge)
    for index in marked:
        if index + 1 == len(said):
            continue  # the second stands in the next passage
        first, second = said[index : index + 2]
        meant = _meanings(context.knowledge)[first, second]
        if meant is None or not _beside(passage.folded.text, at[index], at[index + 1]):
            continue
        if (index and (said[index - 1], first) in words.all) or (second, *said[index + 2 : index + 3]) in words.all:
            continue
        yield from _slip(context, passage, at[index].start(), at[index + 1].end(), *meant)


_SHORTEST, _LONGEST = 2, 7
"""Letters of a syllable that is looked at."""
_JOINTS = frozenset("-_@/&")
_VOWELS = frozenset("aeiouy")
_DOTTED = lazily(r"\.\w")


def _strange(
    context: Context, passage: Passage, unknown: Iterable[int], said: Sequence[str], found: Sequence[re.Match[str]]
) -> Iterator[Fact]:
    """Syllables of no word, beside one with which their next of kin makes a word."""
    text, words = passage.folded.text, _words(context.knowledge)
    capitals = passage.text.isupper()
    for index in unknown:
        strange, each = said[index], found[index]
        if _is_name(passage, each, capitals) or _respelled(strange, context.knowledge):
            continue
        meant = index > 0 and _only(strange, words.seconds.get(said[index - 1], ()))
        if meant and _beside(text, found[index - 1], each) and tuple(said[index - 2 : index]) not in words.all:
            yield from _slip(context, passage, found[index - 1].start(), each.end(), said[index - 1], meant)
            continue
        meant = index + 1 < len(found) and _only(strange, words.firsts.get(said[index + 1], ()))
        if meant and _beside(text, each, found[index + 1]) and tuple(said[index + 1 : index + 3]) not in words.all:
            yield from _slip(context, passage, each.start(), found[index + 1].end(), meant, said[index + 1])


def _respelled(syllable: str, knowledge: Knowledge) -> bool:
    """Whether a syllable is told as one with its tone on the wrong letter."""
    return respelled(syllable, knowledge) not in ("", syllable)


def _beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()] == " "


def _is_name(passage: Passage, syllable: re.Match[str], capitals: bool) -> bool:
    """Whether a syllable, of a passage all in ``capitals`` or not, may be one of a name, an abbreviation or another
    language."""
    text = syllable.string
    written = passage.as_written(syllable.start(), syllable.end())
    around = text[syllable.start() - 1 : syllable.start()] + text[syllable.end() : syllable.end() + 1]
    bare = _bare(written.lower())
    if set(around) & _JOINTS or _DOTTED.match(text, syllable.end()) or not bare.isascii() or not set(bare) & _VOWELS:
        return True
    if written.isupper():
        return not capitals
    return written[0].isupper() and not _opens(text, syllable.start())


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or an item begins at an offset. Looks back no further than it must."""
    while at and text[at - 1].isspace():
        at -= 1
    return not at or text[at - 1] in ".:;" or (text[at - 1] in "-+*" and not text[:at].strip(" -+*"))


def _only(said: str, candidates: Iterable[str]) -> str:
    """The one of the syllables that is one slip of a key away; empty if none or several are."""
    near = [each for each in candidates if _one_key_off(said, each)]
    return near[0] if len(near) == 1 else ""


def _one_key_off(one: str, other: str) -> bool:
    """Whether one letter or mark more, less or other, or two letters changed about, make one of the other."""
    if len(one) == len(other):
        apart = [at for at in range(len(one)) if one[at] != other[at]]
        if len(apart) == 2:
            first, second = apart
            return second == first + 1 and one[first] == other[second] and one[second] == other[first]
        return len(apart) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _slip(context: Context, passage: Passage, start: int, end: int, first: str, second: str) -> Iterator[Fact]:
    begin, stop = passage.folded.span(start, end)
    written = passage.text[begin:stop]
    syllables = written.split()
    if len(syllables) != 2 or context.in_citation(passage, start):
        return
    if all(each[0].isupper() for each in syllables) and not written.isupper():
        return  # a name
    if any(slip.issue == "spelling" for slip in context.knowledge.find_slips(passage.folded.text[start:end])):
        return  # told as that
    right = " ".join(map(_like, syllables, (first, second)))
    yield fact("wording", passage.place(begin, stop), written, issue="compound", written=written, expected=right)


def _like(written: str, meant: str) -> str:
    if written.isupper() and len(written) > 1:
        return meant.upper()
    return meant.capitalize() if written[0].isupper() else meant
