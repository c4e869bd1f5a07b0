"""Text from a draft is data: nothing in it may steer a terminal or hide from a reader."""

import re

from plancheck.patterns import lazily

# C0 and C1 controls, zero-width and bidirectional controls, separators that start a line, tags, lone surrogates.
_LATER = (
    "\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
)
_STEERING = lazily(f"[\x00-\x1f{_LATER}]")
_BLANKS = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    if char in _BLANKS:
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\u2039U+{code:04X}\u203a"


def clean(text: str) -> str:
    """Text safe on one line of a terminal: line breaks become spaces, every other control is shown by name."""
    return text if text.isascii() and text.isprintable() else _STEERING.sub(_shown, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


_IN_JSON = lazily(f"[{_LATER}]")
"""JSON has escaped the first 32 itself."""


def clean_json(text: str) -> str:
    """Serialised JSON with the same characters escaped, which leaves its value unchanged."""
    return _IN_JSON.sub(_escaped, text)
