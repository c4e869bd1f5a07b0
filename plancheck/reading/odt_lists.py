"""Automatic numbers of an OpenDocument text (OpenDocument 1.3 part 3, 16.30)."""

import re

from lxml import etree

from plancheck.patterns import lazily
from plancheck.reading.numbering import LONGEST_PATTERN, MAX_LEVEL, bullet, formatted
from plancheck.reading.odt_styles import FO, STYLE, TEXT, Properties, Styles, whole
from plancheck.records import NamedTuple

FORMATS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
"""Kinds of numerals, as Word names them."""
_PLACEHOLDER = lazily("%([0-9]{1,2})%")
_LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
_MANY = 1 << 20


class Level(NamedTuple):
    """One level of a list style."""

    start: int = 1
    format: str = ""
    text: str | None = None
    """"%1%.%2%)" where given, else prefix, numbers of ``shown`` levels with dots between them, suffix."""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    bullet: str | None = None
    properties: Properties = ()


class Lists:
    """List styles and the running numbers of one part."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, list[int | None]] = {}

    def level(self, style: str, index: int) -> Level | None:
        """A level, 0-based, of a list style; the outline's where the style is ``outline``."""
        known = self._levels.get(style)
        if known is None:
            element = self._styles.outline if style == OUTLINE else self._styles.list_style(style)
            known = self._levels[style] = {}
            for child in element if element is not None else ():
                number = whole(child.get(TEXT + "level"), 0, MAX_LEVEL + 1) - 1
                if number >= 0:
                    known.setdefault(number, _level(child))
        return known.get(index)

    def label(self, style: str, chain: str, index: int, start: int | None) -> str:
        """Count one item of a list and give its label. Lists of one ``chain`` count on in each other."""
        shape = self.level(style, index)
        counts = self._counts.setdefault(chain, [None] * (MAX_LEVEL + 1))
        count = counts[index]
        first = shape.start if shape else 1
        counts[index] = start if start is not None else first if count is None else min(count + 1, _MANY)
        counts[index + 1 :] = [None] * (MAX_LEVEL - index)
        return "" if shape is None else self._shown(style, shape, index, counts)

    def _shown(self, style: str, shape: Level, index: int, counts: list[int | None]) -> str:
        if shape.bullet is not None:
            return bullet(shape.bullet)
        if not shape.format:
            return ""

        def number(at: int) -> str:
            other = self.level(style, at)
            count = counts[at]
            kind = FORMATS.get(other.format, "decimal") if other and other.format else "none"
            return formatted(count if count is not None else other.start if other else 1, kind)

        if shape.text is not None:

            def filled(match: re.Match[str]) -> str:
                at = int(match[1]) - 1
                return number(at) if 0 <= at <= index else ""

            return _PLACEHOLDER.sub(filled, shape.text).strip()
        numbers = [number(at) for at in range(max(index + 1 - shape.shown, 0), index + 1)]
        return (shape.prefix + ".".join(each for each in numbers if each) + shape.suffix).strip()


OUTLINE = "\x00outline"
"""Name of the style that numbers headings."""


def _level(element: etree._Element) -> Level:
    mark = element.get(TEXT + "bullet-char")
    if mark is None and element.tag == TEXT + "list-level-style-image":
        mark = "•"
    label = element.find(f"{STYLE}list-level-properties/{STYLE}list-level-label-alignment")
    named = ("margin-left", "text-indent")
    given = [(FO + name, label.get(FO + name)) for name in named] if label is not None else []
    return Level(
        start=whole(element.get(TEXT + "start-value"), 1, _MANY),
        format=element.get(STYLE + "num-format") or "",
        text=(element.get(_LO) or element.get(STYLE + "num-list-format") or "")[:LONGEST_PATTERN] or None,
        prefix=(element.get(STYLE + "num-prefix") or "")[:LONGEST_PATTERN],
        suffix=(element.get(STYLE + "num-suffix") or "")[:LONGEST_PATTERN],
        shown=whole(element.get(TEXT + "display-levels"), 1, MAX_LEVEL + 1),
        bullet=mark,
        properties=tuple((name, value) for name, value in given if value),
    )
