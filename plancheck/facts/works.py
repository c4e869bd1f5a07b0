"""What the draft says of one piece of work in several places: clauses of the text and rows of tables, by their words.

Two speak of one work where the words of a row stand in a clause as they are, or all of them but in another order.
Bodies, figures, times and words that lead to them are no part of the words. Found through runs of three words, so that
the time taken grows with the draft's length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import proxy

from plancheck.facts.cues import Cue
from plancheck.facts.tables import Line, table_lines
from plancheck.facts.times import Time, find_times
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold, right_before

if TYPE_CHECKING:
    from plancheck.facts.context import Context, Sentence

_WORD = lazily(r"ngày (?:hội|lễ|văn hóa)(?!\w)|[^\W\d_]+")
"""A word, or an event whose name begins like a time."""
_LEADING = frozenset(
    {"hoàn", "thành", "xong", "trước", "ngày", "trong", "thời", "gian", "tiến", "độ", "hạn", "vào", "chậm", "nhất",
     "là", "đến", "hết", "dự", "kiến", "chủ", "trì", "phối", "hợp", "với", "và", "các", "của", "cuối", "đầu", "giữa",
     "việc", "ít", "tối", "thiểu", "đa",
     "khoảng", "không", "quá", "do", "năm", "tháng", "quý", "mỗi", "hằng", "hàng", "những"}
)  # fmt: skip
"""Words that say nothing of what the work is: those that lead to a time, a body or a number."""
_OPENING = frozenset({"tổ", "chức", "thực", "hiện", "triển", "khai", "tiến", "hành", "kết", "quả", "công", "tác"})
"""Words that may be left out where the work is said again."""
_GOES_ON = lazily(
    r"(?:dự kiến )?(?:(?:thời gian|thời hạn|tiến độ)(?:(?! (?:[^\W\d]+ ){4,8}[^\W\d]+ ?:) |:)"
    r"|(?:hoàn thành|xong)(?: [^\W\d]+)?:? (?:trước|trong|vào|chậm|ngày|quý|tháng|năm|cuối|đầu|đến)(?!\w))"
)
"""What begins with these says by when the work before it is to be done."""
_AGAIN = lazily(r"(?<!\w)(?:hằng|hàng|mỗi) (?:năm|quý|tháng)(?!\w)")
_FROM_YEARS_AGO = lazily(r"/(?:19|20)\d\d ?- ?$")
_OFTEN = lazily(r"(?<!\w)(?:hằng|hàng|mỗi|từng|/) ?(?:năm|quý|tháng|tuần|ngày)(?!\w)")
BODY = "<work.bodies>"
"""What the name of a body that the register does not know begins with."""
NAMED = Cue(
    rf"(?:^|[.;(:] |,? do )\W*(?P<who>{BODY}(?: [^\W\d]+|,(?= )| -){{1,14}}?)"
    r" ?(?::|(?= (?:là (?:cơ quan|đơn vị) )?chủ trì(?!\w)))"
)
"""A body before the work that it leads; the register need not know it."""
_HEADS = ("tháng", "quý", "năm")
_RUN = 3
"""Words of a run by which works are found."""
_SHORTEST = 5
"""Words from which on they may stand in another order."""
_MOST = 12
"""Clauses with one run of words from which on it tells nothing."""


class Clause(NamedTuple):
    """A sentence or ";"-clause of the text, or a row of a table."""

    number: int
    words: tuple[str, ...]
    passage: Passage
    start: int
    end: int
    """In the passage's folded text."""
    text: str
    """Folded, what it cites blanked out."""
    part: tuple[str, int]
    """The outermost section or the table it stands in."""
    times: tuple[Time, ...]
    line: Line | None = None

    @property
    def quote(self) -> str:
        """As written."""
        start, end = self.passage.folded.span(self.start, self.end)
        return self.passage.text[start:end].strip(" -+*.;")


class Works:
    """Clauses and rows of a draft, and which rows speak of the work of which clauses."""

    def __init__(self, context: "Context") -> None:
        self._context = proxy(context)  # which holds this: neither would be free before garbage is collected
        period = context.plan.period
        self.year = period.first if period.last in (0, period.first) else 0
        """The plan's one year, 0 where it has several or none."""

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Clauses of the text, in order, without what tells of results."""
        return tuple(self._clauses())

    @cached_property
    def rows(self) -> tuple[Clause, ...]:
        """Rows of tables, in order."""
        lines = table_lines(self._context.plan, self._context.knowledge)
        return tuple(self._row(number, line) for number, line in enumerate(lines))

    def _clauses(self) -> Iterator[Clause]:
        telling = self._context.telling
        said = [
            each
            for each in self._context.sentences
            if each.passage.role in (Role.ITEM, Role.PARAGRAPH)
            and each.passage.block.cell is None
            and not telling.tells(each.passage, each.start)
        ]
        joined: list[Sentence] = []
        for sentence in said:
            if joined and joined[-1].passage is sentence.passage and _GOES_ON.match(sentence.text):
                joined[-1] = joined[-1].until(sentence.end)
            else:
                joined.append(sentence)
        for number, sentence in enumerate(joined):
            yield self._clause(number, sentence)

    def _clause(self, number: int, sentence: "Sentence") -> Clause:
        text = self._context.uncited(sentence)
        again = _AGAIN.search(text) is not None
        times = tuple(each for each in find_times(text, self.year) if each.dated or not again)
        bodies = [
            (hit.start - sentence.start, hit.end - sentence.start)
            for hit in self._context.agency_hits.between(sentence.passage, sentence.start, sentence.end)
        ]
        named = (
            [match.span("who") for match in NAMED(self._context.knowledge).finditer(text)]
            if "chủ trì" in text or ":" in text
            else []
        )
        often = [match.span() for match in _OFTEN.finditer(text)]
        words = words_of(without(text, [*bodies, *named, *often, *((each.start, each.end) for each in times)]))
        part = ("text", self._top(sentence.passage))
        return Clause(number, words, sentence.passage, sentence.start, sentence.end, text, part, times)

    def ahead(self, clause: Clause) -> Clause:
        """A clause with those of its times that may be of its work: not over, no anniversary ("1999 - 04/12/2024")."""
        born, text = self._context.born, clause.text
        times = (
            each for each in clause.times if each.last >= born and not right_before(_FROM_YEARS_AGO, text, each.start)
        )
        return clause._replace(times=tuple(times))

    def heading(self, section: int) -> Clause | None:
        """The title of a section as a clause, None where it says nothing."""
        passage = self._context.plan.passages[self._context.plan.sections[section].heading]
        said = self._context.sentences_of(passage)
        return self._clause(-1, said[0]) if said else None

    def _row(self, number: int, line: Line) -> Clause:
        text = " ".join(cell.folded.text.strip() for cell in line.name)
        said = " ".join(cell.folded.text.strip() for cell in line.time)
        if line.time_head in _HEADS and said[:1].isdigit():
            said = f"{line.time_head} {said}"  # "6" under "Tháng"
        times = tuple(find_times(said, self.year))
        first = line.name[0]
        part = ("table", line.table)
        return Clause(number, words_of(text), first, 0, len(first.folded.text), text, part, times, line)

    def _top(self, passage: Passage) -> int:
        """Index of the outermost section a passage stands in."""
        sections = self._context.plan.sections
        index = passage.section
        while index >= 0 and sections[index].parent >= 0:
            index = sections[index].parent
        return index

    def section(self, passage: Passage) -> int:
        """Index of the innermost section over a passage that is not its own, -1 for none."""
        sections = self._context.plan.sections
        own = passage.section >= 0 and sections[passage.section].heading == passage.index
        return sections[passage.section].parent if own else passage.section

    def title(self, clause: Clause) -> str:
        """Folded title of the section over a clause."""
        index = self.section(clause.passage)
        return fold(self._context.plan.sections[index].title) if index >= 0 else ""

    @cached_property
    def _by_run(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Run of words → numbers of the clauses that have it."""
        found: dict[tuple[str, ...], list[int]] = {}
        for clause in self.clauses:
            for run in set(_runs(clause.words)):
                found.setdefault(run, []).append(clause.number)
        return found

    def near(self, row: Clause) -> list[Clause]:
        """Clauses that have a run of words of a row, and those beside them in their passages."""
        runs = [self._by_run.get(run, ()) for run in _runs(_core(row.words))]
        passages = {self.clauses[at].passage.index for found in runs if len(found) <= _MOST for at in found}
        return [clause for index in sorted(passages) for clause in self._of_passage[index]]

    @cached_property
    def _of_passage(self) -> Mapping[int, Sequence[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.passage.index, []).append(clause)
        return found

    @cached_property
    def opened(self) -> Mapping[int, tuple[Clause, ...]]:
        """Number of a row → the clauses that are the first words of its name, where no other row begins with them."""
        starts: dict[tuple[str, ...], int] = {}
        for row in self.rows:
            for count in range(_RUN + 1, len(row.words)):
                starts[row.words[:count]] = -1 if row.words[:count] in starts else row.number
        found: dict[int, tuple[Clause, ...]] = {}
        for clause in self.clauses:
            number = starts.get(clause.words, -1)
            if number >= 0:
                found[number] = (*found.get(number, ()), clause)
        return found

    @cached_property
    def pairs(self) -> Mapping[int, tuple[Clause, ...]]:
        """Number of a row → the clauses that speak of its work."""
        found = {}
        for row in self.rows:
            core = _core(row.words)
            near = {
                at for run in _runs(core) if len(self._by_run.get(run, ())) <= _MOST for at in self._by_run.get(run, ())
            }
            same = tuple(self.clauses[at] for at in sorted(near) if speaks_of(self.clauses[at].words, core))
            if same:
                found[row.number] = same
        return found


def words_of(text: str) -> tuple[str, ...]:
    """The words of folded text that tell what a work is."""
    return tuple(word for word in _WORD.findall(text) if word not in _LEADING)


def speaks_of(words: Sequence[str], core: Sequence[str]) -> bool:
    """Whether words hold those of a work, as they are or, where there are enough, in another order."""
    if len(core) < _RUN:
        return False
    return f" {' '.join(core)} " in f" {' '.join(words)} " or (len(core) >= _SHORTEST and set(core) <= set(words))


def _core(words: Sequence[str]) -> Sequence[str]:
    """The words of a row without those that it may open with."""
    first = next((at for at, word in enumerate(words) if word not in _OPENING), 0)
    return words[first:] if len(words) - first >= _RUN else words


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


def without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """A text with stretches of it blanked out."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(stretches):
        pieces += text[done:start], " ; "
        done = max(done, end)
    return "".join([*pieces, text[done:]])
