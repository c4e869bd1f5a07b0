"""Vietnamese text as it is compared: NFC, case and tone placement folded, every offset kept.

Everything that looks something up in a draft compares folded text and reports original offsets, so
what is quoted is always copied from the draft.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache, partial, wraps
from typing import TypeVar

from plancheck.patterns import lazily
from plancheck.records import NamedTuple

_Answer = TypeVar("_Answer")
_REMEMBERED = 2000
"""Characters of the longest text whose answers are kept."""


def remembered(asked: Callable[[str], _Answer], most: int = 1024) -> Callable[[str], _Answer]:
    """A function of a text that keeps its last answers: recognisers ask the same of the same sentences in turn.

    Nothing is kept of a long text: a few of them, out of a draft made to be large, would hold a process's memory.
    """
    known = lru_cache(maxsize=most)(asked)

    @wraps(asked)
    def answer(text: str) -> _Answer:
        return known(text) if len(text) <= _REMEMBERED else asked(text)

    return answer


def says(text: str, *marks: str) -> bool:
    """Whether a text has one of some stretches: asked before a pattern that needs one of them is tried."""
    for mark in marks:  # noqa: SIM110 - a generator takes three times as long, thousands of times a draft
        if mark in text:
            return True
    return False


_TONES = {"a": "àáảãạ", "e": "èéẻẽẹ", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹỵ"}


def _tone_pairs() -> dict[str, str]:
    """Old placement → new placement of the tone mark in open oa, oe, uy ("hoà" → "hòa")."""
    pairs = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in range(5):
            pairs[first + _TONES[second][tone]] = _TONES[first][tone] + second
    return pairs


_OLD_TO_NEW = _tone_pairs()
# "quý", "quà" keep their mark: there the u belongs to the consonant. Written so that the scan is for one letter.
_OLD_TONE = lazily(rf"(?:o(?<!qo)[{_TONES['a']}{_TONES['e']}]|u(?<!qu)[{_TONES['y']}])(?!\w)")
_NEW_TO_OLD = {new: old for old, new in _OLD_TO_NEW.items()}
_NEW_TONE = lazily(rf"(?:[{_TONES['o']}][ae]|[{_TONES['u']}]y)(?!\w)", re.IGNORECASE)
_CHARACTERS = (
    {
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\t": " ", "\n": " ",
        "\r": " ", "\u000b": " ", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00d0": "đ", "\u00f0": "đ",
    }
)  # fmt: skip
LOOK_ALIKES = {
    **dict(zip("АВЕКМНОРСТУХІЅЈаеорсухіѕјһο", "ABEKMHOPCTYXISJaeopcyxisjho", strict=True)),
    **{chr(0xFF00 + code - 0x20): chr(code) for code in range(0x21, 0x7F)},
}
"""Letters of other scripts that look like Latin ones, and the wide forms of Asian keyboards."""
# After a text is in lower case: what looks alike as a capital counts too.
_CHARACTERS.update({char.lower(): like.lower() for char, like in LOOK_ALIKES.items()})
# Seldom found and searched for at once: many times faster than str.translate.
_CHARACTER = lazily("[" + "".join(map(re.escape, _CHARACTERS)) + "]")
_SPACES = lazily(r"  +")


def nfc(text: str) -> str:
    """Compose combining marks; the form in which all text is held."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@partial(remembered, most=8192)
def fold(text: str) -> str:
    """Fold case, tone placement, dashes, quotes and kinds of space, one character for one character."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" and its like grow; never Vietnamese
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    lowered = _CHARACTER.sub(lambda match: _CHARACTERS[match.group()], lowered)
    return _OLD_TONE.sub(lambda match: _OLD_TO_NEW[match.group()], lowered)


def fold_each(texts: Iterable[str]) -> list[str]:
    """Texts folded: many short ones at once take a fraction of what they take one by one."""
    every = list(texts)
    return fold(_APART.join(every)).split(_APART) if every else []


_APART = "\0"
"""Stands in no text, and is no part of a word."""


def tones(text: str) -> tuple[int, int]:
    """How many words have their tone mark in the old place ("uỷ", "hoà") and in the new one ("ủy", "hòa")."""
    lowered = text.lower()
    return len(_OLD_TONE.findall(lowered)), len(_NEW_TONE.findall(lowered))


def old_toned(text: str) -> str:
    """Text with tone marks in the old place: "ủy" → "uỷ"."""

    def moved(match: re.Match[str]) -> str:
        old = _NEW_TO_OLD.get(match.group().lower(), match.group())
        return "".join([new.upper() if was.isupper() else new for new, was in zip(old, match.group(), strict=True)])

    return _NEW_TONE.sub(moved, text)


class Folded(NamedTuple):
    """Folded text with runs of spaces squeezed to one, and the way back to the original's offsets.

    ``shifts`` is empty when nothing was squeezed: then offsets are the same in both.
    """

    text: str
    shifts: tuple[tuple[int, int], ...] = ()
    """(offset in the squeezed text, characters dropped before it), ascending."""

    def original(self, offset: int) -> int:
        """Offset in the original of an offset in the folded text."""
        if not self.shifts:
            return offset
        index = bisect_right(self.shifts, (offset, 1 << 60)) - 1
        return offset if index < 0 else offset + self.shifts[index][1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the folded text that is not empty."""
        return self.original(start), self.original(end - 1) + 1

    def squeezed(self, offset: int) -> int:
        """Offset in the folded text of an offset in the original: the way back of ``original``."""
        index = bisect_right(self.shifts, offset, key=sum)
        return min(offset - (self.shifts[index - 1][1] if index else 0), len(self.text))


def squeeze(text: str) -> Folded:
    """Fold and squeeze a block's text for searching."""
    folded = fold(text)
    if "  " not in folded:
        return Folded(folded)
    shifts, dropped, pieces, last = [], 0, [], 0
    for match in _SPACES.finditer(folded):
        pieces.append(folded[last : match.start() + 1])
        last = match.end()
        dropped += match.end() - match.start() - 1
        shifts.append((match.end() - dropped, dropped))
    pieces.append(folded[last:])
    return Folded("".join(pieces), tuple(shifts))


_CLOSE = 60
"""Characters in which words lie that stand right before others."""


def words_up_to(text: str, at: int, begin: int = 0, reach: int = _CLOSE) -> str:
    """The words right before an offset, none before where they begin."""
    return text[max(begin, at - reach) : at]


def right_before(
    pattern: re.Pattern[str], text: str, at: int, begin: int = 0, reach: int = _CLOSE
) -> re.Match[str] | None:
    """What a pattern finds in the words right before an offset, at its place in the text."""
    return pattern.search(text, max(begin, at - reach), at)


_LONGEST_WORD = 400
"""Characters without a space of which an address may be; what is longer is cut."""


def words_around(text: str, start: int, end: int, reach: int = _LONGEST_WORD) -> tuple[int, int]:
    """Where the words, from space to space, begin and end that hold a stretch, cut where they reach too far."""
    start = max(start, 0)
    begin, stop = max(start - reach, 0), min(end + reach, len(text))
    first, last = text.rfind(" ", begin, start), text.find(" ", end, stop)
    return first + 1 if first >= 0 else begin, last if last >= 0 else stop


_MARKS = {ord(c): None for c in "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"}


@partial(remembered, most=8192)
def bare(text: str) -> str:
    """Fold and drop every diacritic, for OCR-damaged text only. Not length-preserving."""
    return unicodedata.normalize("NFD", fold(text)).translate(_MARKS).replace("đ", "d")


def shorten(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, cut between words and marked with "…"."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit - 1)
    return text[: cut if cut > 0 else limit - 1].rstrip() + "…"


# Every branch begins with a mark, so that the scan is for marks.
_SENTENCE_END = lazily(r"(?:\.(?<![.\d]\.)(?![./\d])|\.\.\.|…|;|\./\.|!|\?)(?=\s|$)")
_ABBREVIATION = lazily(
    r"(?:\b(?:tp|tx|tt|ts|ths|pgs|gs|đ/c|tr|st|vv|v\.v|p|q|h|kt|tm|tl|tuq)|(?:^|\s)\d{1,2})\.$", re.I
)


@remembered
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end) of the sentences and ";"-separated clauses of one block, in order, without outer space."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _ABBREVIATION.search(text, max(start, match.end() - 8), match.end()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = []
    for first, last in spans:
        piece = text[first:last]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            trimmed.append((first + lead, first + len(piece.rstrip())))
    return tuple(trimmed)


_MARKED = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_START = 4096


def decoded(data: bytes) -> str:
    """Text of a file that a person wrote, in any encoding editors on Windows save Unicode in.

    That is UTF-8, or what its byte order mark says, or UTF-16 without one: every other byte of what people write in
    Latin letters is then zero. Line ends are made "\\n". Raises UnicodeDecodeError.
    """
    return data.decode(told_encoding(data) or "utf-8").replace("\r\n", "\n").replace("\r", "\n")


def told_encoding(data: bytes) -> str:
    """Encoding that the beginning of a text file gives away, empty where it may be UTF-8 or anything else."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return encoding
    start = data[:_START]
    zeros = start.count(0)
    if zeros * 4 > len(start):
        for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if start[first::2].count(0) == zeros:
                return encoding
    return ""


def looks_alike(one: str, other: str) -> bool:
    """Whether two stretches differ at most in kinds and number of spaces, which nobody sees."""
    return one.split() == other.split()


def closest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """Known names most like a mistyped one in any case of letters, the likeliest first."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    return [by_lower[name] for name in get_close_matches(word.lower(), by_lower, count, 0.6)]
