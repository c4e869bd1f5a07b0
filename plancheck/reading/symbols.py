"""Unicode for the characters of Word's symbol fonts, in ``w:sym`` or in text."""

from plancheck.patterns import lazily

_SYMBOL = dict(
    zip(
        range(0x41, 0x5B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
        strict=True,
    )
)
_SYMBOL.update(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOL.update({0x2D: "-", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
                0xAE: "→", 0xAC: "←", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑"})  # fmt: skip
_WINGDINGS = {0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖",
              0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗",
              0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "☐"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


_PRIVATE = lazily("[\uf020-\uf0ff]")


def has_private(text: str) -> bool:
    """Whether letters of a text stand in the private area."""
    return _PRIVATE.search(text) is not None


def without_private(text: str, font: str) -> str:
    """A text whose letters stand in the private area, as those of fonts with a table of their own do, made readable.

    As long as it was. Fonts of the encodings before Unicode have the letters of the Windows code page there.
    """
    name = font.strip().lower()
    table = _FONTS.get(name)
    if table is None:
        if not name.startswith((".vn", "vni")):
            return text
        return _PRIVATE.sub(lambda match: bytes([ord(match[0]) - 0xF000]).decode("cp1252", "replace"), text)
    return _PRIVATE.sub(lambda match: table.get(ord(match[0]) - 0xF000, match[0]), text)


def symbol(font: str, code: str) -> str:
    """Character of a ``w:sym``: ``code`` is hexadecimal, in symbol fonts often F000 above the font's own code.

    The code point itself where the font's table does not have it; empty for nonsense.
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    name = font.strip().lower()
    table = _FONTS.get(name)
    if name.startswith(".vn") and 0xF020 <= point <= 0xF0FF:
        point -= 0xF000
    if table is not None:
        own = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
        if own in table:
            return table[own]
    if not 0x20 <= point <= 0xFFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    return chr(point)
