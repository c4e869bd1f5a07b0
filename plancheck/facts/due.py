"""Work that the draft times twice: in the text and in a row of a table, or in two of its parts.

What is said several times in one part is a series, each with its own time: none of them is judged.
"""

from collections.abc import Iterable, Iterator, Sequence

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.times import UNITS, Time, apart
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import Clause, Works, words_of
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage
from plancheck.text import shorten, words_up_to

_NO_WORK = whole("due.no-work")
"""What is sent, or how far a stretch goes, has a time of its own."""
_SENT = Cue(r"(?<!\w)<due.sent>(?!\w)[^;.]*$")
"""What is sent to a body whose name has commas: its last words name no event."""
_EVENT = Cue(r"(?:^|[,:;(.]|(?<!\w)<due.event>)(?P<name>[^,:;(.]*)$")
_BEFORE_TIME = Cue(r"(?:[ :,(]|(?<!\w)(?:<due.before-time>|\d+ giờ(?: \d+)?|thứ \d))+$")
_WHEN = lazily(r"\W*thời gian(?: tổ chức| thực hiện| khai mạc)?(?: dự kiến)? ?:")
"""What its heading is about."""
_LONG = 5
"""Words of a name that no two works of one part have by chance."""
_REACH = 160
"""Characters before a time in which the name of what is held then stands."""
_FIGURE = lazily(r"\d+(?:[.,]\d+)*")
_FEWEST = 3
"""Words that an event's name has at least."""


class _Said(NamedTuple):
    name: tuple[str, ...]
    time: Time
    part: tuple[str, int]
    passage: Passage
    start: int
    end: int
    shown: str

    @property
    def quote(self) -> str:
        start, end = self.passage.folded.span(self.start, self.end)
        return self.passage.text[start:end].strip()


def recognise(context: Context) -> Iterator[Fact]:
    """``due`` facts."""
    if context.plan.nature != "draft":
        return
    works = context.works
    told: set[tuple[int, int]] = set()
    rows = {row.number: said for row in works.rows if (said := _of_row(row))}
    for number, said in rows.items():
        paired = map(works.ahead, works.pairs.get(number, ()))
        clauses = _finest([each for each in paired if _sole(context.knowledge, each)])
        texts = [_of_clause(each, each.times[0]) for each in clauses]
        if not texts or _others_fit(works, rows, said, clauses):
            continue
        told.update((each.passage.index, each.start) for each in texts)
        told.add((said.passage.index, said.start))
        yield _due(texts[0], said, any(not apart(said.time, each.time) for each in texts))
    yield from _events(context, rows, told)


def _of_row(row: Clause) -> _Said | None:
    """What a row says of its time, where that is one time."""
    if row.line is None or len(row.times) != 1 or len(row.line.time) != 1:
        return None
    cell = row.line.time[0]
    return _Said(row.words, row.times[0], row.part, cell, 0, len(cell.folded.text), row.quote)


def _sole(knowledge: Knowledge, clause: Clause) -> bool:
    """Whether a clause says one time, and of the work."""
    return len(clause.times) == 1 and not _NO_WORK(knowledge).search(clause.text, 0, clause.times[0].start)


def _finest(clauses: Sequence[Clause]) -> list[Clause]:
    """Those whose time is told most exactly: a phase of the plan says less than a day in it."""
    finest = min((UNITS.index(each.times[0].unit) for each in clauses), default=0)
    return [each for each in clauses if UNITS.index(each.times[0].unit) == finest]


def _of_clause(clause: Clause, time: Time, name: tuple[str, ...] = ()) -> _Said:
    start, end = clause.start + time.start, clause.start + time.end
    return _Said(name, time, clause.part, clause.passage, start, end, " ".join(name) or clause.quote)


def _others_fit(works: Works, rows: dict[int, _Said], said: _Said, clauses: Sequence[Clause]) -> bool:
    """Whether another row of the same clauses has their time: the clause is about that one."""
    numbers = {clause.number for clause in clauses}
    for number, other in rows.items() if len(numbers) == 1 else ():
        paired = {each.number for each in works.pairs.get(number, ())}
        if other is not said and numbers & paired and not apart(other.time, clauses[0].times[0]):
            return True
    return False


def _due(first: _Said, again: _Said, agrees: bool) -> Fact:
    start, end = again.passage.folded.span(again.start, again.end)
    return fact(
        "due", again.passage.place(start, end), again.quote, task=shorten(again.shown, 80), said=again.quote,
        other=first.quote, agrees="yes" if agrees else "no",
    )  # fmt: skip


# Events by name


def _events(context: Context, rows: dict[int, _Said], told: set[tuple[int, int]]) -> Iterator[Fact]:
    """What is named right before its time, in two parts of the draft: "Vòng sơ khảo: ngày 18/4"."""
    works = context.works
    named: dict[tuple[str, ...], list[_Said]] = {}
    said = [each for clause in map(works.ahead, works.clauses) for each in _named(context, clause)]
    for each in [*said, *rows.values()]:
        if len(each.name) >= _FEWEST:
            named.setdefault(each.name[-_FEWEST:], []).append(each)
    for group in named.values():
        yield from _of_one_name(works, group, told)
    openings = _openings(rows.values())
    for each in said:
        row = openings.get(each.name)
        if row and (each.passage.index, each.start) not in told:
            yield _due(row, each, not apart(row.time, each.time))


def _openings(rows: Iterable[_Said]) -> dict[tuple[str, ...], _Said]:
    """The first words of a row's name, where no other begins with them → the row."""
    found: dict[tuple[str, ...], _Said | None] = {}
    for row in rows:
        for count in range(_FEWEST + 1, len(row.name)):
            found[row.name[:count]] = None if row.name[:count] in found else row
    return {name: row for name, row in found.items() if row}


def _named(context: Context, clause: Clause) -> Iterator[_Said]:
    works, knowledge = context.works, context.knowledge
    for time in clause.times:
        before = _FIGURE.sub(" ", words_up_to(clause.text, time.start, reach=_REACH))
        link = _BEFORE_TIME(knowledge).search(before)
        match = _EVENT(knowledge).search(before[: link.start()] if link else before)
        name = words_of(match["name"]) if match else ()
        if _WHEN.match(clause.text):
            name = words_of(works.title(clause))
        sent = _SENT(knowledge).search(before) or _NO_WORK(knowledge).search(match["name"] if match else "")
        if name and not sent and time.unit != "year":
            yield _of_clause(clause, time, name)


def _of_one_name(works: Works, group: Sequence[_Said], told: set[tuple[int, int]]) -> Iterator[Fact]:
    """Times of what has one name, where each part of the draft gives it one; of a long name, each section."""
    short = min((each.name for each in group), key=len)
    same = [each for each in group if each.name[-len(short) :] == short]
    by_part: dict[tuple[str, int], list[_Said]] = {}
    for each in same:
        inner = len(short) >= _LONG and each.part[0] == "text"
        by_part.setdefault(("text", works.section(each.passage)) if inner else each.part, []).append(each)
    if len(by_part) < 2 or any(len({each.time[2:4] for each in held}) > 1 for held in by_part.values()):
        return
    first, *others = [held[0] for held in by_part.values()]
    for other in others:
        if (other.passage.index, other.start) not in told or (first.passage.index, first.start) not in told:
            yield _due(first, other, not apart(first.time, other.time))
