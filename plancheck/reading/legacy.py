"""Vietnamese in the encodings before Unicode, TCVN3 (ABC, ".VnTime") and VNI ("VNI-Times"), told by the font or, where
its name is lost, by the words: what reads as Vietnamese once decoded and as no Vietnamese before.

Tables: TCVN 5712:1993 and the VNI encoding for Windows, as they appear once a Windows-1252 file has been turned into
Unicode code points.
"""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence

from plancheck.document import Block, Decoded
from plancheck.patterns import lazily
from plancheck.reading.origins import Origins
from plancheck.records import NamedTuple

TCVN3 = "tcvn3"
TCVN3_CAPITALS = "tcvn3-capitals"
"""Fonts whose lower-case letters are drawn as capitals (".VnTimeH")."""
VNI = "vni"


class Stretch(NamedTuple):
    """``text[start:end]`` is in an old encoding."""

    start: int
    end: int
    encoding: str


# Bytes A1…FE of TCVN 5712:1993; the bytes below hold Windows punctuation in these fonts.
_TCVN3_LETTERS = "".join(
    (
        "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323",
        "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíị",
        "òỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
    )
)
_TCVN3 = {chr(0xA1 + index): letter for index, letter in enumerate(_TCVN3_LETTERS)}

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    """Every letter of VNI, one or two characters, with its Unicode letter."""
    pairs = dict(_VNI_ALONE)
    for base in "aeiouy":
        pairs.update({base + mark: base + tone for mark, tone in _VNI_TONES.items()})
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        pairs.update({base + mark: letter + tone for mark, tone in _VNI_TONES.items()})
    for base in "aeo":
        pairs.update({base + mark: base + "\u0302" + tone for mark, tone in _VNI_CIRCUMFLEX.items()})
    pairs.update({"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()})
    table = {}
    for written, letter in pairs.items():
        composed = unicodedata.normalize("NFC", letter)
        table[written] = composed
        table[written.upper()] = composed.upper()
        if len(written) == 2:  # a capital followed by a mark typed small, and the reverse
            table[written[0].upper() + written[1]] = composed.upper()
            table[written[0] + written[1].upper()] = composed
    return table


_VNI = _vni_table()
VNI_LETTER = lazily("|".join(sorted(_VNI, key=len, reverse=True)))
_LEGACY_CHARACTER = lazily("[\u00a1-\u00ff]")
_ODD = lazily(
    "[\u00a1-\u00bf\u00c4-\u00c6\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e6\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)
UNICODE_LETTER = lazily("[\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")


def encoding_of(font: str) -> str:
    """Encoding a font stands for, empty for Unicode fonts."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return TCVN3_CAPITALS if name.endswith("h") else TCVN3
    if name.startswith(("vni-", "vni ")):
        return VNI
    return ""


def is_legacy(text: str) -> bool:
    """Whether a text in a legacy font is to be decoded: it has the encoding's letters and none of Unicode's.

    Many drafts name a legacy font in a style and yet hold Unicode.
    """
    return bool(_LEGACY_CHARACTER.search(text)) and not UNICODE_LETTER.search(text)


def noted(text: str, found: Sequence[Stretch], origins: Origins | None, length: int, by: str) -> tuple[Decoded, ...]:
    """What a block of ``length`` characters says of stretches of the ``text`` it was made from."""
    notes = []
    for start, end, encoding in found:
        first, last = (start, end) if origins is None else (bisect_left(origins, start), bisect_left(origins, end))
        last = min(last, length)
        if first < last:
            notes.append(Decoded(first, last, VNI if encoding == VNI else TCVN3, by, text[start:end]))
    return tuple(notes)


def decode(text: str, encoding: str) -> tuple[str, Origins | None]:
    """Unicode of a text in a legacy encoding, and its origins (None: one character for one)."""
    if encoding == VNI:
        return _decode_vni(text)
    decoded = "".join(_TCVN3.get(char, char) for char in text)
    return (decoded.upper() if encoding == TCVN3_CAPITALS else decoded), None


def _decode_vni(text: str) -> tuple[str, Origins | None]:
    pieces: list[str] = []
    origins: list[int] = []
    last = 0
    for match in VNI_LETTER.finditer(text):
        pieces.append(text[last : match.start()])
        origins.extend(range(last, match.start() + 1))
        pieces.append(_VNI[match.group()])
        last = match.end()
    pieces.append(text[last:])
    origins.extend(range(last, len(text) + 1))
    return "".join(pieces), tuple(origins)


def may_be_legacy(text: str) -> bool:
    """Whether a text has characters that Vietnamese in Unicode does without: a look before ``stretches``."""
    return _ODD.search(text) is not None


def decoded(text: str, found: Sequence[Stretch]) -> tuple[str, Origins]:
    """A text with stretches of it, ascending, turned into Unicode, and its origins."""
    pieces: list[str] = []
    origins: list[int] = []
    last = 0
    for start, end, encoding in found:
        read, own = decode(text[start:end], encoding)
        pieces += text[last:start], read
        origins.extend(range(last, start))
        origins.extend(start + offset for offset in (own[:-1] if own else range(len(read))))
        last = end
    pieces.append(text[last:])
    origins.extend(range(last, len(text) + 1))
    return "".join(pieces), tuple(origins)


class Encodings:
    """What is known of the encodings of one draft while it is read."""

    def __init__(self, assumed: str = "", alone: bool = False) -> None:
        self.assumed = assumed
        """Encoding that some paragraph was certainly found in when the draft was read before."""
        self._alone = alone
        self.fonts: dict[str, str] = {}
        """What each font stands for."""

    def stretches(self, text: str) -> list[Stretch]:
        """Stretches of a text in an old encoding by its words."""
        from plancheck.reading.legacy_words import stretches

        return stretches(text, self.assumed, self._alone)


def settled(blocks: Collection[Block]) -> Encodings | None:
    """With what to read a draft again in which some paragraphs were told by their words; None if none was.

    What is too short to be told by itself is then told by the company it keeps.
    """
    found = Counter(each.encoding for block in blocks for each in block.decoded if each.by == "text")
    if not found:
        return None
    alone = not any(UNICODE_LETTER.search(block.text) for block in blocks if not block.decoded)
    return Encodings(found.most_common(1)[0][0], alone)
