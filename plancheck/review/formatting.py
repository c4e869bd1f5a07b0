"""How a draft is to look where it looks wrong: for each run, paragraph and section what must be set, nothing else.

What is asked comes from the rules; where the draft looks wrong is told by the same recogniser that judges it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from plancheck.document import Block, Document
from plancheck.facts.form import Look, has_middle
from plancheck.records import NamedTuple
from plancheck.structure.plan import Plan

Key = tuple[str, int]
"""Part and ordinal of a block."""
Settings = dict[str, str]
_ASPECTS = {"align": "alignment", "line": "line-spacing", "restart": "page-number"}
"""Aspects of ``form`` facts that are not called as the setting that answers them."""
_OF_RUNS = ("bold", "italic", "underline", "capitals", "size", "font", "color")
_OF_PARAGRAPHS = ("align", "indent", "gap", "line")
_SIDES = ("top", "bottom", "left", "right")
_SHARE = 0.42
"""Of the length of the words: between a third and half is prescribed."""
_CAPITAL, _SMALL = 0.68, 0.46
"""Width of letters of Times New Roman, as parts of their size, about."""
_SIZE = 13.0
_MM_IN_POINT = 25.4 / 72
_LONGEST = 85.0
"""Millimetres of a line in half a page."""
_PARTS = {"line": 100}
"""Parts of a unit that a ``Look.number`` counts; else tenths."""


class Wanted(NamedTuple):
    """What a component, or the ``page``, or the ``page-number`` is to look like: ("size", "13 - 14")."""

    component: str
    settings: tuple[tuple[str, str], ...]


class Stretch(NamedTuple):
    """``text[start:end]`` of a block, and what is to be set in it."""

    block: Key
    start: int
    end: int
    name: str
    value: str


class Formats(NamedTuple):
    """What is to be set, in stretches of words, by paragraph, by section (in order), for page numbers, and drawn."""

    stretches: Sequence[Stretch]
    paragraphs: Mapping[Key, Settings]
    sections: Mapping[int, Settings]
    numbers: Settings
    rules: Mapping[Key, float] = {}
    """Lengths in millimetres of lines to be drawn under paragraphs."""

    def of(self, block: Key) -> tuple[tuple[str, str], ...]:
        """What is to be set in a block and in its words."""
        stretches = ((each.name, each.value) for each in self.stretches if each.block == block)
        return (*self.paragraphs.get(block, {}).items(), *stretches)


NOTHING = Formats((), {}, {}, {})


def formats(plan: Plan, looks: Sequence[Look], wanted: Iterable[Wanted]) -> Formats:
    """What has to be set in a draft for its components to look as wanted."""
    found = _Finder(plan, looks)
    for each in wanted:
        for name, value in each.settings:
            found.set(each.component, name, value)
    return Formats(found.stretches, found.paragraphs, found.sections, found.numbers, found.rules)


def of_paragraph(looks: Iterable[tuple[str, str]]) -> Settings:
    """Those of the settings that are of paragraphs, not of their words."""
    return {name: value for name, value in looks if name in _OF_PARAGRAPHS}


def together(each: Sequence[Formats]) -> Formats:
    """What is to be set in all papers of a file."""
    if len(each) == 1:
        return each[0]
    return Formats(
        [stretch for one in each for stretch in one.stretches],
        {key: settings for one in each for key, settings in one.paragraphs.items()},
        {index: settings for one in each for index, settings in one.sections.items()},
        {name: value for one in each for name, value in one.numbers.items()},
        {key: length for one in each for key, length in one.rules.items()},
    )


class _Finder:
    def __init__(self, plan: Plan, looks: Sequence[Look]) -> None:
        self._document: Document = plan.document
        self._looks = looks
        self.stretches: list[Stretch] = []
        self.paragraphs: dict[Key, Settings] = {}
        self.sections: dict[int, Settings] = {}
        self.numbers: Settings = {}
        self.rules: dict[Key, float] = {}

    def set(self, component: str, name: str, value: str) -> None:
        if component == "page":
            self._page(name, value)
        elif component == "page-number":
            self.numbers[name] = _nearest(value, 0.0)[1] if name == "size" else value
        elif name == "restart":
            self._restart()
        elif name == "rule":
            self._rule(component)
        else:
            self._component(component, name, value)

    def _component(self, component: str, name: str, value: str) -> None:
        aspect = _ASPECTS.get(name, name)
        own = [look for look in self._looks if look.component == component and look.aspect == aspect]
        usual = _usual(own, value, name)
        for look in own:
            right = _right(look, name, value, usual)
            if right is None:
                continue
            block = look.passage.block
            if name in _OF_PARAGRAPHS:
                self.paragraphs.setdefault((block.part, block.ordinal), {})[name] = right
            elif name in _OF_RUNS and not (name == "font" and block.decoded):
                end = look.end if name == "underline" else _with_signs(block, look.end)
                self.stretches.append(Stretch((block.part, block.ordinal), look.start, end, name, right))

    def _rule(self, component: str) -> None:
        """Draw a line under what has none: as long as the motto, a bit less than half of other lines."""
        for look in self._looks:
            block = look.passage.block
            if has_middle(block, look.start) and (look.component, look.aspect, look.value) == (
                component,
                "rule",
                "no",
            ):
                share = 1.0 if component == "motto" else _SHARE
                self.rules[block.part, block.ordinal] = share * _length(block)

    def _page(self, name: str, value: str) -> None:
        for index, page in enumerate(self._document.pages):
            landscape = page.width > page.height
            if name in ("short", "long"):
                side = "height" if (name == "long") != landscape else "width"
                self.sections.setdefault(index, {})[side] = value
            elif name in _SIDES:
                ok, nearest = _nearest(value, getattr(page, name), 0.5)
                if not ok:
                    self.sections.setdefault(index, {})[name] = nearest

    def _restart(self) -> None:
        """Number pages afresh where an appendix begins a section."""
        firsts = {page.first: index for index, page in enumerate(self._document.pages)}
        for look in self._looks:
            if (look.component, look.aspect, look.value) == ("appendix", "page-number", "no"):
                index = firsts.get(look.passage.block.ordinal)
                if index is not None:
                    self.sections.setdefault(index, {})["restart"] = "yes"


def _length(block: Block) -> float:
    """About how long the longest line of a block is set, in millimetres."""
    size = next((run.format.size for run in block.runs if run.format.size), None) or _SIZE
    ems = max(sum(_CAPITAL if char.isupper() else _SMALL for char in line) for line in block.text.split("\n"))
    return min(ems * size * _MM_IN_POINT, _LONGEST)


def _with_signs(block: Block, end: int) -> int:
    """Where the last run with a sign ends of those without letters that follow ``end``: they are no look of their own.

    Blanks behind it stay as they are: a run may hold them together with words of another look.
    """
    at = end
    for run in block.runs:
        if run.start == at < run.end and not any(map(str.isalnum, block.text[at : run.end])):
            at = run.end
            end = at if block.text[run.start : at].strip() else end
    return end


def _usual(looks: Sequence[Look], span: str, name: str) -> str:
    """The measure within a span that most of the words have; empty where none has one."""
    if name != "size":
        return ""
    lengths: Counter[int] = Counter()
    for look in looks:
        if _nearest(span, look.number / 10)[0]:
            lengths[look.number] += look.end - look.start
    return f"{lengths.most_common(1)[0][0] / 10:g}" if lengths else ""


def _right(look: Look, name: str, value: str, usual: str) -> str | None:
    """What is to be set, None where it looks right."""
    if name == "font":
        return None if look.value.replace(" ", "").startswith(value.replace(" ", "")) else value
    if name == "color":
        return value
    if look.value:
        return None if look.value == value else value
    if name == "gap":
        return None if look.number / 10 >= float(value) else value
    ok, nearest = _nearest(value, look.number / _PARTS.get(name, 10), 0.6 if name == "indent" else 0.0)
    return None if ok else usual or nearest


def _nearest(span: str, measure: float, tolerance: float = 0.0) -> tuple[bool, str]:
    """Whether a measure lies in a span ("13 - 14", "11"), and the end of the span nearest to it."""
    low, _, high = span.partition(" - ")
    first, last = float(low), float(high or low)
    if first - tolerance <= measure <= last + tolerance:
        return True, f"{measure:g}"
    return False, low if measure < first else high or low
