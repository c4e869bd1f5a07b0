"""Automatic numbers of a Word document, as the reader of the printed page sees them (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable

from lxml import etree

from plancheck.patterns import lazily
from plancheck.reading.ooxml import VAL, W, integer, is_on
from plancheck.reading.styles import Properties, Styles, paragraph_properties
from plancheck.records import NamedTuple, dataclass

MAX_LEVEL = 8
LONGEST_PATTERN = 255
"""Characters of the text of a level: Word takes no more."""
_PLACEHOLDER = lazily(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LIMIT = 1 << 20


class Level(NamedTuple):
    """One level of a list. ``restart``: the 1-based level whose use restarts it, 0 never, None any higher one."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    properties: Properties = ()


@dataclass(slots=True)
class _List:
    """A ``w:num``: the abstract list it counts in, and what it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Lists of a document; the part is read when a paragraph asks for a number."""

    def __init__(self, load: Callable[[], etree._Element | None], styles: Styles) -> None:
        self._load = load
        self._loaded = False
        self._styles = styles
        self._abstracts: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, dict[int, Level]] = {}

    def _read_part(self) -> None:
        self._loaded = True
        root = self._load()
        for child in root if root is not None else ():
            if child.tag == W + "abstractNum":
                self._abstracts.setdefault(child.get(W + "abstractNumId") or "", child)
            elif child.tag == W + "num":
                self._numbers.setdefault(child.get(W + "numId") or "", child)

    def level(self, number: str, level: int) -> Level | None:
        """A level of a list, None if there is no such list or level."""
        found = self._list(number)
        return found.levels.get(level) if found else None

    def level_of_style(self, number: str, style: str) -> int:
        """Level a paragraph style is tied to, 0 if none."""
        found = self._list(number)
        for index, level in found.levels.items() if found else ():
            if level.style == style:
                return index
        return 0

    def _list(self, number: str) -> _List | None:
        if not self._loaded:
            self._read_part()
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        if element is None:
            return None
        abstract = _value(element, "abstractNumId")
        linked, seen = self._link(abstract), {abstract}
        while linked and linked not in seen:
            abstract = linked
            seen.add(linked)
            linked = self._link(abstract)
        levels = dict(self._abstract_levels(abstract))
        starts = {}
        for override in element.iterchildren(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl"), -1)
            if not 0 <= index <= MAX_LEVEL:
                continue
            replacement = override.find(W + "lvl")
            if replacement is not None:
                levels[index] = _level(replacement)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[index] = integer(start.get(VAL), 0)
        return _List(abstract, levels, starts)

    def _link(self, abstract: str) -> str:
        """Abstract list a list style leads to, empty if this one is not by reference."""
        element = self._abstracts.get(abstract)
        link = element.find(W + "numStyleLink") if element is not None else None
        if link is None:
            return ""
        number, _ = self._styles.sheet.number(link.get(VAL) or "")
        target = self._numbers.get(number)
        return _value(target, "abstractNumId") if target is not None else ""

    def _abstract_levels(self, abstract: str) -> dict[int, Level]:
        known = self._levels.get(abstract)
        if known is None:
            known = self._levels[abstract] = {}
            element = self._abstracts.get(abstract)
            for child in element.iterchildren(W + "lvl") if element is not None else ():
                index = integer(child.get(W + "ilvl"), -1)
                if 0 <= index <= MAX_LEVEL:
                    known[index] = _level(child)
        return known

    def abstract_of(self, number: str) -> str:
        """Abstract list a list counts in: lists that share one count on in each other."""
        found = self._list(number)
        return found.abstract if found else ""

    def starts_of(self, number: str) -> dict[int, int]:
        """Levels a list starts afresh on its first use, with their first number."""
        found = self._list(number)
        return found.starts if found else {}


def _value(element: etree._Element, name: str) -> str:
    child = element.find(W + name)
    return (child.get(VAL) or "") if child is not None else ""


def _level(element: etree._Element) -> Level:
    restart = element.find(W + "lvlRestart")
    legal = element.find(W + "isLgl")
    text = element.find(W + "lvlText")
    shown = text is not None and not is_on(text.get(W + "null", "0"))
    return Level(
        start=integer(_value(element, "start"), 0),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText")[:LONGEST_PATTERN] if shown else "",
        restart=integer(restart.get(VAL)) if restart is not None else None,
        legal=legal is not None and is_on(legal.get(VAL)),
        style=_value(element, "pStyle"),
        properties=paragraph_properties(element.find(W + "pPr")),
    )


class Counters:
    """Running numbers of one story (body, notes, one header)."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, number: str, level: int) -> str:
        """Count one paragraph of a list and give its label; empty where the list shows none."""
        numbering = self._numbering
        shape = numbering.level(number, level)
        if shape is None:
            return ""
        counts = self._counts.setdefault(numbering.abstract_of(number), [None] * (MAX_LEVEL + 1))
        starts = numbering.starts_of(number)
        for index in starts:
            if index <= level and (number, index) not in self._started:
                self._started.add((number, index))
                counts[index] = None
        count = counts[level]
        counts[level] = starts.get(level, shape.start) if count is None else min(count + 1, _LIMIT)
        for index in range(level + 1, MAX_LEVEL + 1):
            if counts[index] is not None and self._restarts(number, index, level):
                counts[index] = None
        return self._shown(shape, number, level, counts)

    def _restarts(self, number: str, index: int, used: int) -> bool:
        shape = self._numbering.level(number, index)
        restart = shape.restart if shape else None
        return restart is None or used < restart

    def _shown(self, shape: Level, number: str, level: int, counts: list[int | None]) -> str:
        if shape.format == "bullet":
            return bullet(shape.text)

        def filled(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = shape if index == level else self._numbering.level(number, index)
            if other is None or index > level:
                return ""
            start = self._numbering.starts_of(number).get(index, other.start)
            count = counts[index]
            plain = shape.legal and other.format not in ("none", "bullet")
            return formatted(start if count is None else count, "decimal" if plain else other.format)

        return _PLACEHOLDER.sub(filled, shape.text).strip()


def bullet(text: str) -> str:
    """Mark of an item without a number: "+" and "*" as they are, every dash, dot, square or arrow as "-"."""
    mark = text.strip()
    if not mark:
        return ""
    return mark if mark in ("+", "*") else "-"


def formatted(count: int, kind: str) -> str:
    """A count in one of Word's number formats; formats not used in Vietnamese text show as decimal."""
    if kind in ("none", "bullet"):
        return ""
    if count <= 0 and kind in ("upperRoman", "lowerRoman", "upperLetter", "lowerLetter"):
        return "0" if count == 0 else str(count)
    if kind == "upperRoman":
        return _roman(count)
    if kind == "lowerRoman":
        return _roman(count).lower()
    if kind in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30)
        return letter if kind == "upperLetter" else letter.lower()
    if kind == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    if count > 32767:  # Word's own limit
        return str(count)
    pieces = []
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        pieces.append(letters * times)
    return "".join(pieces)
