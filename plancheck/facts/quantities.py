"""Numbers of things as clauses and cells say them: how many, of what, how often, of which years."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plancheck.facts.cues import Cue
from plancheck.facts.figures import decimal
from plancheck.facts.spans import Spans
from plancheck.facts.tables import Line
from plancheck.facts.works import Clause, Works
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage
from plancheck.text import right_before

_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d{1,6}(?:,\d{1,2})?"
_BOUND = r"(?:<quantity.bounds>|(?P<rough><quantity.rough>)) "
_COUNTED = Cue(
    rf"(?<![\w/.,-])(?:{_BOUND})?(?P<number>{_FIGURE})(?! ?[-/x×*+=] ?\d)"
    r"(?:(?P<share> ?%)(?: số)?|(?: \(\w+(?: \w+)?\))?)(?P<thing>(?: [^\W\d_]+){0,10})(?:/(?P<each>[^\W\d_]+))?"
)
_NO_THINGS = Cue(r"<quantity.no-things>$")
"""Words behind a number with which it counts no things."""
_ENDS = Cue(r"<quantity.ends>$")
"""Words that end the name of what is counted."""
_OFTEN = lazily(
    r"(?<!\w)(?:(?:mỗi|từng|/) ?(?P<each>[^\W\d_]+)|(?:hằng|hàng|một) (?P<time>năm|quý|tháng|tuần|kỳ|ngày))(?!\w)"
)
_RATE = lazily(r"(?<!\w)\d{1,2} (?:năm|quý|tháng|tuần|ngày|kỳ) (?:tổ chức |họp |có )?$")
"""Before a number that is of each of so many: "02 tháng 01 buổi"."""
_DIGIT = lazily(r"\d")
_NEXT = lazily(r"[\d;.:()]")
_OWN_NUMBER = lazily(r" \d")
"""Behind "mỗi quý": a number of its own, "04 buổi, mỗi quý 01 buổi"."""
_SOON = 40
"""Characters behind a thing in which it is said how often."""
PART = Cue(r"(?<!\w)(?:<quantity.part>|đợt \d+)(?!\w)")
"""Numbers beside these are of a part, or of what is already there."""
YEAR = lazily(r"(?<!\d)20\d\d(?!\d)")
_OPENING_YEAR = lazily(r"\W*(?:[a-zđ]\) |\d+\. )?(?:trong )?năm (?P<year>20\d\d)(?!\d)")
_SENTENCE = 600
"""Characters before a clause in which its sentence begins."""
_CELL = Cue(
    rf"\W*(?:{_BOUND})?(?P<number>{_FIGURE})(?:(?P<share> ?%)|(?: \(\w+(?: \w+)?\))?)(?P<thing>(?: [^\W\d_]+){{0,8}})"
    r"(?:/(?P<each>[^\W\d_]+))?(?P<rest>[^\d]*)$"
)


class Number(NamedTuple):
    """So many of a thing, said of the whole of it."""

    number: Decimal
    rough: bool
    thing: tuple[str, ...]
    """Words of what is counted; the first is its unit, "%" for a share."""
    each: str
    """"năm" where it is said of each year; empty."""
    years: frozenset[str]
    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """As written."""
        return self.passage.written(self.start, self.end)

    def against(self, other: "Number") -> bool:
        """Whether both can't be true."""
        return not (self.rough or other.rough or self.number == other.number)


class Numbers:
    """Numbers of things in clauses and rows, read once."""

    def __init__(self, works: Works, knowledge: Knowledge) -> None:
        self.works = works
        self.knowledge = knowledge
        self._read: dict[tuple[bool, int], tuple[Number, ...]] = {}

    def of(self, clause: Clause) -> tuple[Number, ...]:
        """Numbers that a clause gives of the whole of something."""
        key = clause.line is None, clause.number
        known = self._read.get(key)
        if known is None:
            known = self._read[key] = tuple(self._of(clause))
        return known

    def _of(self, clause: Clause) -> Iterator[Number]:
        text = clause.text
        if not _DIGIT.search(text):
            return
        years = self._years(text, _opening_year(clause))
        times = Spans(() if clause.line else ((each.start, each.end) for each in clause.times))
        often = [(match.start(), match["each"] or match["time"]) for match in _OFTEN.finditer(text)]
        for match in _COUNTED(self.knowledge).finditer(text):
            at = match.start("number")
            if times.cover(at) or right_before(PART(self.knowledge), text, at) or right_before(_RATE, text, at):
                continue
            thing = _thing(self.knowledge, match)
            if thing:
                each = match["each"] or _next_each(text, match) or next((word for end, word in often if end < at), "")
                end = match.start("thing") + sum(len(word) + 1 for word in thing if word != "%")
                yield Number(
                    decimal(match["number"]), match["rough"] is not None, thing, each, years, clause.passage,
                    clause.start + match.start(), clause.start + end,
                )  # fmt: skip

    def _years(self, text: str, opening: str) -> frozenset[str]:
        """Years it is said of, the plan's only one left out."""
        return frozenset([*YEAR.findall(text), opening]) - {str(self.works.year), ""}


def _opening_year(clause: Clause) -> str:
    """The year that the sentence of a ";"-clause begins with: "Năm 2023, tỉnh đón …; tổ chức …"."""
    text = clause.passage.folded.text
    if not clause.start:
        return ""
    first = max(clause.start - _SENTENCE, 0)
    full = text.rfind(". ", first, clause.start)
    if full < 0 < first:
        return ""
    match = _OPENING_YEAR.match(text, full + 1, clause.start)
    return match["year"] if match else ""


def _next_each(text: str, match: re.Match[str]) -> str:
    """How often, inside the name of the thing or behind it: "10 tin, ảnh mỗi quý"."""
    inside = _OFTEN.search(text, match.end("number"), match.end("thing"))
    stop = _NEXT.search(text, match.end("thing"), match.end("thing") + _SOON)
    behind = _OFTEN.search(text, match.end("thing"), stop.start() if stop else match.end("thing") + _SOON)
    found = inside or (behind if behind and not _OWN_NUMBER.match(text, behind.end()) else None)
    each = (found["each"] or found["time"]) if found else ""
    return "" if match["thing"].startswith(f" {each} ") else each  # "09 tổ, mỗi tổ 07 người": of each of them


def _thing(knowledge: Knowledge, match: re.Match[str]) -> tuple[str, ...]:
    words: list[str] = ["%"] if match["share"] else []
    for word in match["thing"].split():
        if _ENDS(knowledge).match(word):
            break
        words.append(word)
    if not words or _NO_THINGS(knowledge).match(words[0]) or (len(words) < 2 and match["share"]):
        return ()
    return tuple(words)


def of_cell(knowledge: Knowledge, cell: Passage) -> Iterator[Number]:
    """The number that is all a cell says, with its unit."""
    text = cell.folded.text
    match = _CELL(knowledge).match(text)
    words = ("%",) if match and match["share"] else tuple(match["thing"].split()) if match else ()
    if match and words and not _NO_THINGS(knowledge).match(words[0]):
        often = _OFTEN.search(text)
        each = match["each"] or ((often["each"] or often["time"]) if often else "")
        yield Number(
            decimal(match["number"]), match["rough"] is not None, words, each, frozenset(), cell, match.start("number"),
            len(text.rstrip()),
        )  # fmt: skip


_BARE = lazily(rf"\W*(?P<number>{_FIGURE})\W*$")
_IN_BRACKETS = lazily(r"\((?P<unit>[^\W\d_]+)(?: [^\W\d_]+){0,2}\) ?$")


def of_quantity(line: Line, words: Sequence[str]) -> Iterator[Number]:
    """A bare number of a row's column for it: of the unit said beside it, or of what the row's words begin with."""
    match = _BARE.match(line.quantity[0].folded.text) if len(line.quantity) == 1 else None
    bracket = _IN_BRACKETS.search(line.name[-1].folded.text)
    said = line.unit[0].folded.text.split() if line.unit else [bracket["unit"]] if bracket else words
    if match and said:
        cell = line.quantity[0]
        yield Number(decimal(match["number"]), False, tuple(said[:1]), "", frozenset(), cell, *match.span("number"))
