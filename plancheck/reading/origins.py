"""Text as a person reads it, with the way back to the text it was made from, character by character."""

import unicodedata

from plancheck.patterns import lazily

_IGNORED = lazily("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
"""Invisible characters that Word and web pages leave inside words."""
_WORD = lazily(" [^ ]*|[^ ]+")

Origins = tuple[int, ...]


def readable(text: str) -> tuple[str, Origins | None]:
    """NFC of a text without invisible characters, and for each character, and one past the end, its offset in ``text``.

    None when the text is already so. A composed character's origin is its first; where marks change places, the
    characters of one cluster keep the cluster's order of offsets.
    """
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _IGNORED.search(text)):
        return text, None
    pieces: list[str] = []
    origins: list[int] = []
    for word in _WORD.finditer(text):  # nothing composes across a space
        start, end = word.span()
        if unicodedata.is_normalized("NFC", word.group()) and not _IGNORED.search(text, start, end):
            pieces.append(word.group())
            origins.extend(range(start, end))
        else:
            _compose(text, start, end, pieces, origins)
    origins.append(len(text))
    return "".join(pieces), tuple(origins)


def _compose(text: str, start: int, end: int, pieces: list[str], origins: list[int]) -> None:
    """Compose one word, cluster by cluster."""
    while start < end:
        stop = start + 1
        while stop < end and _joins(text[stop]):
            stop += 1
        cluster = text[start:stop]
        kept = [start + index for index, char in enumerate(cluster) if not _IGNORED.match(char)]
        composed = unicodedata.normalize("NFC", "".join([text[index] for index in kept]))
        pieces.append(composed)
        # What composed did so with the cluster's first character; the rest still stand one for one at its end.
        lost = len(kept) - len(composed)
        if lost >= 0:
            origins.extend(kept[:1] if composed else ())
            origins.extend(kept[lost + 1 :])
        else:
            origins.extend([kept[0]] * -lost)
            origins.extend(kept)
        start = stop


def _joins(char: str) -> bool:
    """Whether a character may compose with, or change places within, the cluster before it."""
    if char < "\u00ad":
        return False
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or bool(_IGNORED.match(char))


def followed(first: Origins | None, second: Origins | None) -> Origins | None:
    """Origins through two steps: ``second`` leads into a text whose own way back is ``first``."""
    if first is None or second is None:
        return second if first is None else first
    return tuple(first[offset] for offset in second)
