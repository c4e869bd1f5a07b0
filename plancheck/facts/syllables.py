"""Syllables that cannot be Vietnamese, words written twice, letters and figures that only look like others.

A syllable is onset, rhyme and one tone, whose mark has its letter; what breaks that in a word with Vietnamese marks is
a slip of typing. Names, foreign words and what stands in citations, addresses and capitals are left alone.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import eq

from plancheck.facts.context import SYLLABLE, Context, Syllables
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role

_OWN = (BODY | {Role.SUBJECT, Role.BASIS, Role.RECIPIENT}) - {Role.NOTE}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")
_LONGEST = 7
_PAIR = lazily(
    r"(?<![\w.-])(?P<word>[^\W\d_]{1,7}) (?P<again>(?i:(?P=word)))(?![\w-])(?P<rest>[ ,.;:)]|$)(?P<next>[^\W\d_]*)"
)
_TWICE = lazily(r"(?<![\w-])(?P<words>(?:[^\W\d_]{2,7} ){1,3}[^\W\d_]{2,7}) (?P<again>(?i:(?P=words)))(?![\w-])")
_REPEATED = (2, 3, 4)
"""Words more than one that are found written twice."""
_MIXED = lazily(r"\d[lIOo]|[lIOo]\d|[IVX][l1|]|[l1|][IVX]|[\u0370-\u03ff\u0400-\u04ff]")
"""What a draft has somewhere in which letters may stand for figures, figures for letters, or letters for others."""
_FIGURES = lazily(
    r"(?<![\w./-])(?:(?:ngày|tháng|năm|khoản|điều|quý|số) )(?P<figure>[lIOo\d]{1,4}(?:/[lIOo\d]{1,4}){0,2})(?![\w/-])",
    re.IGNORECASE,
)
_ROMANS = lazily(
    r"(?<!\w)(?i:quý|mục|phần|chương|phụ lục|khóa|khoá) "
    r"(?P<figure>(?=[VXl1|]*I|[Il1|]*[VX])(?=[IVX]*[l1|])[IVXl1|]{2,5})(?!\w)"
)
_LOOKS = str.maketrans("lIOo", "1100")
_TO_ROMAN = str.maketrans("l1|", "III")
_OTHER_SCRIPTS = lazily("[\u0370-\u03ff\u0400-\u04ff]")
_LATIN = dict(zip("АВЕЅІЈКМНОРСТУХаеорсухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaeopcyxisjABEZHIKMNOPTYXo", strict=True))


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge, name: str) -> frozenset[str]:
    return frozenset(knowledge.vocabulary.terms[name])


def recognise(context: Context) -> Iterator[Fact]:
    """``wording`` (spelling, repeated) and ``typing`` (look-alike) facts of the draft's own words."""
    if context.plan.nature != "draft":
        return
    passages = [passage for passage in context.plan.passages if passage.role in _OWN]
    whole = "\n".join([passage.text for passage in passages])
    slips = _slips(whole, context.knowledge) if _misspelt(context.syllables.all, context.knowledge) else {}
    alike = _MIXED.search(whole) is not None
    again = _again(context.syllables)
    for passage in passages:
        if slips:
            for match in SYLLABLE.finditer(passage.text):
                if match.group() in slips:
                    yield from _wording(context, passage, *match.span(), "spelling", slips[match.group()])
        if passage.index in again:
            yield from _doubled(context, passage)
        if alike:
            yield from _alike(passage)


def _wording(context: Context, passage: Passage, start: int, end: int, issue: str, expected: str) -> Iterator[Fact]:
    written = passage.text[start:end]
    if not context.in_citation(passage, passage.folded.squeezed(start)):
        yield fact("wording", passage.place(start, end), written, issue=issue, written=written, expected=expected)


# Syllables


def _misspelt(folded: Iterable[str], knowledge: Knowledge) -> bool:
    """Whether some syllable is misspelt: most drafts have none, however they are written."""
    words = [each for each in set(folded) if len(each) <= _LONGEST and not each.isascii()]
    return any(respelled(each, knowledge) not in ("", each) for each in words)


def _slips(text: str, knowledge: Knowledge) -> dict[str, str]:
    """The misspelt syllables of a text, and how each is spelt."""
    found = {}
    for word in set(SYLLABLE.findall(text)):
        if len(word) <= _LONGEST and not word.isascii() and word[1:].islower():
            right = respelled(word, knowledge)
            if right and right != word:
                found[word] = right
    return found


@lru_cache(maxsize=8192)
def respelled(word: str, knowledge: Knowledge) -> str:
    """The syllable meant where only the tone mark stands on a wrong letter; empty where nothing can be said.

    "trứơc" → "trước", "đựơc" → "được", "ngòai" → "ngoài"; "hòa" and "hoà", "thúy" and "thuý" are both right.
    """
    bare, tones, at = _taken_apart(word)
    if len(tones) != 1:
        return ""
    parts = _onset_and_rhyme(bare.lower(), knowledge)
    if parts is None:
        return ""
    onset, rhyme = parts
    right = _places(rhyme)
    place = at[0] - len(onset)
    if place in right or (rhyme.endswith(_STOPPED) and tones[0] not in _STOP_TONES):
        return ""
    index = len(onset) + right[0]
    return unicodedata.normalize("NFC", bare[: index + 1] + tones[0] + bare[index + 1 :])


def _taken_apart(word: str) -> tuple[str, list[str], list[int]]:
    """The word without tones, the tones, and the letters that bear them."""
    letters: list[str] = []
    tones: list[str] = []
    at: list[int] = []
    for char in unicodedata.normalize("NFC", word):
        letter, borne = _untoned(char)
        for tone in borne:
            tones.append(tone)
            at.append(len(letters))
        letters.append(letter)
    return "".join(letters), tones, at


@lru_cache(maxsize=512)
def _untoned(char: str) -> tuple[str, str]:
    """A letter without tones, and the tones."""
    marks = unicodedata.normalize("NFD", char)
    letter = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", letter), "".join(mark for mark in marks if mark in _TONES)


def _onset_and_rhyme(bare: str, knowledge: Knowledge) -> tuple[str, str] | None:
    onsets, rhymes = _words(knowledge, "syllable.onsets"), _words(knowledge, "syllable.rhymes")
    for length in (3, 2, 1, 0):
        onset, rhyme = bare[:length], bare[length:]
        if (not onset or onset in onsets) and rhyme in rhymes:
            return onset, rhyme
    return None


def _places(rhyme: str) -> tuple[int, ...]:
    """Letters of a rhyme that may bear the tone, the usual one first."""
    marked = [index for index, char in enumerate(rhyme) if char in "ăâêôơư"]
    if marked:
        return (marked[-1],)
    vowels = [index for index, char in enumerate(rhyme) if char in "aeiouy"]
    if len(vowels) == 1:
        return (vowels[0],)
    if rhyme in ("oa", "oe", "uy"):
        return (vowels[0], vowels[1])
    if len(vowels) == 3 or vowels[-1] != len(rhyme) - 1 or rhyme.startswith(("oa", "oe", "uy")):
        return (vowels[1],)
    return (vowels[0],)


# Written twice


def _again(syllables: Syllables) -> Collection[int]:
    """Indexes of the passages where a word, or two to four of them, stand right behind themselves, and some others."""
    said, pairs = syllables.all, syllables.pairs
    found = [at for at, same in enumerate(map(eq, said, said[1:])) if same]
    for words in _REPEATED:
        if any(map(eq, pairs, pairs[words:])):
            found += [at for at, same in enumerate(map(eq, pairs, pairs[words:])) if same]
    return syllables.by_passage(sorted(found)).keys()


def _doubled(context: Context, passage: Passage) -> Iterator[Fact]:
    text = passage.text
    kept, counted, small = (
        _words(context.knowledge, "language.doubled.kept"),
        _words(context.knowledge, "language.doubled.counted"),
        _words(context.knowledge, "language.doubled.small"),
    )
    for match in _TWICE.finditer(text):
        words = match["words"].lower()
        if (match["again"][0].isupper() and match["words"][0].islower()) or set(words.split()) & kept:
            continue
        if text[: match.start()].rstrip().rpartition(" ")[2].lower() in counted:
            continue
        yield from _wording(context, passage, match.start(), match.end("again"), "repeated", match["words"])
    for match in _PAIR.finditer(text):
        word, following = match["word"].lower(), match["next"].lower()
        begins = match.start() <= passage.content_start or text[: match.start()].rstrip()[-1:] in ("", ".", ":", "“")
        named = match["again"][0].isupper() or (match["word"][0].isupper() and not begins)
        if word in kept or named or (word.isascii() and len(word) < 2):
            continue
        ends = match["rest"] != " " or not following or following in small
        if word in small or ends:
            yield from _wording(context, passage, match.start(), match.end("again"), "repeated", match["word"])


# Looks like others


def _alike(passage: Passage) -> Iterator[Fact]:
    text = passage.text
    if _OTHER_SCRIPTS.search(text):
        for match in SYLLABLE.finditer(text):
            word = match.group()
            strange = _OTHER_SCRIPTS.findall(word)
            if strange and len(strange) < len(word) and all(char in _LATIN for char in strange):
                yield _typing(passage, *match.span(), "".join(_LATIN.get(char, char) for char in word))
    for match in _FIGURES.finditer(text):
        figure = match["figure"]
        parts = figure.split("/")
        if all(any(char.isdigit() for char in part) for part in parts) and not all(part.isdigit() for part in parts):
            yield _typing(passage, match.start("figure"), match.end("figure"), figure.translate(_LOOKS))
    for match in _ROMANS.finditer(text):
        yield _typing(passage, match.start("figure"), match.end("figure"), match["figure"].translate(_TO_ROMAN))


def _typing(passage: Passage, start: int, end: int, expected: str) -> Fact:
    written = passage.text[start:end]
    place = passage.place(start, end)
    return fact("typing", place, written, fault="look-alike", written=written, expected=expected)
