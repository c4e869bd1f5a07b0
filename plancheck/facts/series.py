"""Aims told year by year: what rises does not fall in between, and a year has one aim in the text and in the table.

"năm 2026 đạt 30%; năm 2028 đạt 100%; năm 2030 đạt 60%", or a row of a table with a column for each year.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.figures import NUMBER, decimal
from plancheck.facts.numbered import QUARTER, numbered
from plancheck.facts.tables import rows as table_rows
from plancheck.facts.tables import tables
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import words_of
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, Passage

_STEP = Cue(
    rf"(?<!\w)năm (?P<year>20\d\d)(?: ?:| ?là)?(?: <series.reached>)* (?P<number>{NUMBER})(?P<share> ?%)?(?![\d/.,]*\d)"
)
_QUARTER = Cue(
    rf"(?<!\w)quý (?P<quarter>{QUARTER})(?: ?:| ?là)?(?: <series.reached>)* (?P<number>{NUMBER})(?![\d/.,%]*\d)"
)
_YEAR = lazily(r"(?:năm )?(20\d\d)$")
_NUMBER = lazily(rf"({NUMBER}) ?%?$")
_AIM = lazily(
    r"\W*(?:phấn đấu )?đến (?:hết |cuối )?năm (?P<year>20\d\d),? (?:có )?(?:ít nhất )?(?P<number>\d{1,3}(?:,\d)?)"
    r" ?%(?P<of>[^.;:]+)"
)
_RISES = whole("series.rises")
_FALLING = whole("series.falling")
"""What is to become less."""
_MANY = 3
_SURE = 4
"""Numbers of a series of things from which on one that falls is a slip; of shares two are enough."""


class _Step(NamedTuple):
    year: int
    """Or quarter."""
    number: Decimal
    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """As written, with its "%"."""
        return self.passage.written(self.start, self.end, mark="%")


def recognise(context: Context) -> Iterator[Fact]:
    """``series`` facts of plans that run for years, or tell of several."""
    if context.plan.nature != "draft":
        return
    falling = _FALLING(context.knowledge)
    rises = _RISES(context.knowledge)
    for passage in context.plan.passages:
        text = passage.folded.text
        if passage.role in BODY and passage.block.cell is None and text.count("năm 20") > 1:
            found = list(_STEP(context.knowledge).finditer(text))
            shares = {match["share"] is not None for match in found}
            steps = [
                _Step(int(match["year"]), decimal(match["number"]), passage, *match.span("number")) for match in found
            ]
            if len(shares) == 1 and not falling.search(text):
                yield from _judged(steps, next(iter(shares)), rising=rises.search(text) is not None)
        elif passage.role in BODY and passage.block.cell is None and text.count("quý ") > 1 and rises.search(text):
            quarters = [
                _Step(numbered(match["quarter"]), decimal(match["number"]), passage, *match.span("number"))
                for match in _QUARTER(context.knowledge).finditer(text)
            ]
            yield from _judged(quarters, False, rising=True, issue="quarter")
    for cells in tables(context.plan):
        yield from _of_table(context, cells, falling)


def _judged(steps: Sequence[_Step], share: bool, *, rising: bool = False, issue: str = "order") -> Iterator[Fact]:
    """Steps of one series, by year: one that is less than the one before it, where the series rises."""
    years = [step.year for step in steps]
    if years != sorted(set(years)) or len(steps) < (2 if share or rising else _SURE):
        return
    down = [(one, two) for one, two in pairwise(steps) if two.number < one.number]
    if len(down) > 1 and not rising:
        return  # a series that falls, or goes up and down
    for one, two in pairwise(steps):
        yield _fact(one, two, (one, two) not in down, issue)


def _fact(one: _Step, two: _Step, agrees: bool, issue: str) -> Fact:
    place = two.passage.place(*two.passage.folded.span(two.start, two.end))
    return fact(
        "series", place, two.quote, issue=issue, text=two.quote, year=two.year, before=one.year, other=one.quote,
        agrees="yes" if agrees else "no",
    )  # fmt: skip


def _of_table(context: Context, cells: Sequence[Passage], falling: re.Pattern[str]) -> Iterator[Fact]:
    """Rows of a table whose head has the years: shares, and numbers that are said to add up."""
    heads: dict[int, int] = {}
    for row in table_rows(cells):
        held = {each.block.cell.column: each for each in row if each.block.cell}
        said = {column: each.folded.text.strip() for column, each in held.items()}
        years = {column: int(match[1]) for column, text in said.items() if (match := _YEAR.match(text))}
        if len(years) >= _MANY:
            heads = years
            continue
        name = " ".join(text for column, text in said.items() if column not in heads)
        steps = [
            _Step(heads[column], decimal(match[1]), held[column], 0, len(held[column].folded.text))
            for column, text in said.items()
            if column in heads and (match := _NUMBER.match(text))
        ]
        share = "%" in name or "tỷ lệ" in name
        if len(steps) < _MANY or not (share or "lũy kế" in name) or falling.search(name):
            continue
        yield from _judged(steps, True)
        if share:
            yield from _against_text(context, name, steps)


def _against_text(context: Context, name: str, steps: Sequence[_Step]) -> Iterator[Fact]:
    """ "Đến năm 2030, 90% cơ sở lưu trú …" in the text, and 100 for 2030 in the row of the same words."""
    words = set(words_of(name))
    for passage in context.plan.body:
        match = _AIM.match(passage.folded.text) if passage.block.cell is None else None
        of = set(words_of(match["of"])[:_SURE]) if match else set()
        step = next((each for each in steps if match and each.year == int(match["year"])), None)
        if match and step and len(of) == _SURE and of <= words:
            said = _Step(int(match["year"]), decimal(match["number"]), passage, *match.span("number"))
            yield _fact(step, said, step.number == said.number, "year")
