"""TCVN3 and VNI told by the words where no font tells: what reads as Vietnamese once decoded and is none as written.

Certain or not at all: Vietnamese in Unicode, French, German and English stay as they are.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from plancheck.patterns import lazily
from plancheck.reading.legacy import TCVN3, UNICODE_LETTER, VNI, VNI_LETTER, Stretch, decode
from plancheck.reading.syllables import is_syllable
from plancheck.records import NamedTuple

_SIGN = lazily("[\u00a1-\u00bf\u00d7\u00f7]")
_WORD = lazily("[^\\W\\d_]+[\u0300-\u0323]*(?:[^\\W\\d_]|[\u0300-\u0323])*")
_CAPITALS = lazily("[A-ZĐ]")
_TCVN3_WORD = lazily("(?:[^\\W\\d_]|[\u00a1-\u00ff\u0300-\u0323])+")


class _Word(NamedTuple):
    start: int
    end: int
    kind: str
    """``unicode``: can only be Vietnamese in Unicode; ``legacy``: a syllable once decoded only; ``either``: one
    both ways; ``plain``: the same both ways; ``foreign``: ASCII but no syllable; ``neither``.
    """


def stretches(text: str, assumed: str = "", alone: bool = False) -> list[Stretch]:
    """Stretches of a text that are certainly in an old encoding, by the spelling of their words.

    ``assumed`` is an encoding found elsewhere in the draft: fewer words do then. ``alone``: and nothing in the draft is
    Vietnamese in Unicode.
    """
    for encoding in (assumed,) if assumed else (TCVN3, VNI):
        found = list(_stretches(text, encoding, assumed != "", alone))
        if found:
            return found
    return []


def _stretches(text: str, encoding: str, assumed: bool, alone: bool) -> Iterator[Stretch]:
    groups: list[list[_Word]] = [[]]
    for match in (_TCVN3_WORD if encoding == TCVN3 else _WORD).finditer(text):
        kind = _kind(match.group(), encoding)
        if kind == "unicode":
            groups.append([])
        else:
            groups[-1].append(_Word(match.start(), match.end(), kind))
    if len(groups) == 1 and _is_certain(groups[0], text, encoding, assumed, alone):
        yield Stretch(0, len(text), encoding)
        return
    for group in groups:
        certain = [word for word in group if word.kind == "legacy"]
        if certain and _is_certain(group, text, encoding):
            yield Stretch(certain[0].start, certain[-1].end, encoding)


def _kind(word: str, encoding: str) -> str:
    if word.isascii():
        return "plain" if word.isupper() or is_syllable(word) else "foreign"
    if UNICODE_LETTER.search(word):
        return "unicode"
    if not any(char.isalpha() and char.isascii() for char in word):
        return "plain"  # "«", "µ", "ý": a sign as well as a syllable
    read = decode(word, encoding)[0]
    if read.isupper() and not _CAPITALS.sub("", read):
        return "either"  # "Q§", "HÑND"
    left = encoding == VNI and any(char > "\u00a0" for char in VNI_LETTER.sub("", word))
    if left or not is_syllable(unicodedata.normalize("NFC", read)):
        return "unicode" if is_syllable(word) else "neither"
    return "either" if is_syllable(word) else "legacy"


def _is_certain(group: Sequence[_Word], text: str, encoding: str, assumed: bool = False, alone: bool = False) -> bool:
    counts = Counter(word.kind for word in group)
    legacy, either = counts["legacy"], counts["either"]
    if counts["neither"] * 10 > legacy + either or counts["foreign"] * 2 > len(group):
        return False
    if assumed:
        return legacy > 0 or (alone and either > 0)
    if encoding == VNI:
        return legacy > 2
    return legacy > 1 and any(_SIGN.search(text, word.start, word.end) for word in group if word.kind == "legacy")
