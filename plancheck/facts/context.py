"""What every recogniser works on: the plan, the register, the as-of date, and things found once for all of them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, groupby, pairwise
from typing import Protocol, TypeVar

from plancheck.data.days import day_of
from plancheck.document import Place
from plancheck.facts.acting import Acting
from plancheck.facts.citing import AgencyHits, Citation, find_citations
from plancheck.facts.days import Days, possible
from plancheck.facts.evidence import Evidence
from plancheck.facts.inheriting import Inheriting
from plancheck.facts.lexicon import apart, words
from plancheck.facts.places import done_abroad
from plancheck.facts.sending import Lines, Recipient, find_recipients
from plancheck.facts.spans import NOWHERE, Span, Spans, stretch
from plancheck.facts.tables import Head, Row, TaskTable, column_heads, task_tables
from plancheck.facts.telling import Telling
from plancheck.facts.vocabulary import Asked, Fact, Value
from plancheck.facts.works import Works
from plancheck.knowledge import Agency, Knowledge
from plancheck.knowledge.model import Subject
from plancheck.knowledge.scanner import Pieces
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import fold, sentences, squeeze

SYLLABLE = lazily(r"[^\W\d_]+")
_OPENING = 8
"""Characters within which a clause begins with the body it is about."""


class Sentence(NamedTuple):
    """One sentence or ";"-clause of a passage. Offsets are into ``passage.folded.text``."""

    passage: Passage
    start: int
    end: int
    text: str
    """Folded text."""

    @classmethod
    def of(cls, passage: Passage, start: int, end: int) -> "Sentence":
        """What stands between two offsets."""
        return cls(passage, start, end, stretch(passage.folded.text, start, end))

    def until(self, end: int) -> "Sentence":
        """The same that goes on to another offset."""
        return self.of(self.passage, self.start, end)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Place of a stretch given by offsets into ``self.text``."""
        first, last = self._original(start, end)
        return self.passage.place(first, last)

    def quote(self, start: int = 0, end: int | None = None) -> str:
        """Original words of a stretch given by offsets into ``self.text``."""
        first, last = self._original(start, end)
        return stretch(self.passage.text, first, last)

    def _original(self, start: int, end: int | None) -> tuple[int, int]:
        folded = self.passage.folded
        stop = self.end if end is None else self.start + end
        return folded.original(self.start + start), folded.original(stop)


class Clause(Protocol):
    """A sentence, or what is read as one: folded text that knows where it stands."""

    @property
    def passage(self) -> Passage:
        """Where it begins."""

    @property
    def text(self) -> str:
        """Folded text."""

    @property
    def start(self) -> int:
        """Offset in the passage's folded text."""

    @property
    def end(self) -> int:
        """Offset behind it."""

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Place of a stretch given by offsets into ``self.text``."""

    def quote(self, start: int = 0, end: int | None = None) -> str:
        """Original words of a stretch given by offsets into ``self.text``."""


class _Placed(Protocol):
    """What was found in a text, by its offset."""

    @property
    def start(self) -> int: ...


_Named = TypeVar("_Named", bound=_Placed)


class Syllables:
    """Runs of letters in the folded text of a draft, in order: what looks at words looks at all of them at once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.all: list[str] = []
        self._ends: list[int] = []
        for passage in passages:
            self.all += SYLLABLE.findall(passage.folded.text)
            self._ends.append(len(self.all))

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Each with the next: the last of a passage with the first of the next one too."""
        return list(pairwise(self.all))

    def of(self, passage: Passage) -> list[str]:
        """Those of one passage."""
        return self.all[self._first(passage.index) : self._ends[passage.index]]

    def by_passage(self, found: Iterable[int]) -> dict[int, list[int]]:
        """Positions in ``all``, ascending, as positions in the passages they are in, by the index of each."""
        grouped = groupby(found, partial(bisect_right, self._ends))
        return {index: [at - self._first(index) for at in each] for index, each in grouped}

    def _first(self, index: int) -> int:
        return self._ends[index - 1] if index else 0


class Whole:
    """All passages of a draft as one text, in which names are looked for at once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        texts = [passage.folded.text for passage in passages]
        self.pieces = Pieces(_BETWEEN.join(texts))
        self._passages = passages
        self._starts = list(accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0))

    def apart(self, found: Iterable[_Named]) -> Iterator[tuple[Passage, int, list[_Named]]]:
        """What was found, in order, by passage, with the offset at which that begins."""
        for number, each in groupby(found, lambda named: bisect_right(self._starts, named.start) - 1):
            yield self._passages[number], self._starts[number], list(each)


_BETWEEN = "\n\n"
"""No name goes on behind it."""


class Context:
    """One draft being recognised."""

    def __init__(self, plan: Plan, knowledge: Knowledge, as_of: int) -> None:
        self.plan = plan
        self.knowledge = knowledge
        self.as_of = as_of
        """yyyymmdd"""
        self.asked: Asked | None = None
        """What is asked of the facts, None where all are wanted."""
        self.found: dict[object, Sequence[Fact]] = {}
        """Facts by what recognised them."""
        self._abroad: dict[int, list[tuple[int, int]]] = {}
        self._matters: dict[tuple[int, tuple[str, ...]], bool] = {}
        self.before: Context | None = None
        """The same draft on a day on which all bodies and provinces are what they are on this one, if it was such."""

    def on(self, day: int) -> "Context":
        """The same draft on another day: what it says on any day is not found again."""
        other = Context(self.plan, self.knowledge, day)
        vars(other).update({name: vars(self)[name] for name in _ON_ANY_DAY if name in vars(self)})
        first, last = sorted((self.as_of, day))
        if other.days == self.days and not any(first < turn <= last for turn in self.knowledge.standing_turns):
            other.before = self
        return other

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the body (headings, items, paragraphs, cells, notes), in order, without their labels."""
        return tuple(sentence for passage in self.plan.body for sentence in _sentences(passage))

    @cached_property
    def _by_passage(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.passage.index, []).append(sentence)
        return found

    def sentences_of(self, passage: Passage) -> Sequence[Sentence]:
        """Those of ``sentences`` that a passage has."""
        return self._by_passage.get(passage.index, ())

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        """The sentences, a line each, and where each begins."""
        texts = [sentence.text for sentence in self.sentences]
        ends = accumulate(len(text) + 1 for text in texts)
        return "\n".join(texts), [0, *ends]

    def sentences_with(self, pattern: re.Pattern[str]) -> Iterator[Sentence]:
        """Sentences in which a pattern, that goes over no end of a line, is found: all are searched as one text."""
        whole, starts = self._whole
        match = pattern.search(whole)
        while match:
            after = bisect_right(starts, match.start())
            yield self.sentences[after - 1]
            match = pattern.search(whole, starts[after])

    @cached_property
    def spoken(self) -> list[list[str]]:
        """Words of each of the sentences, for lexicons."""
        return apart([sentence.text for sentence in self.sentences])

    @cached_property
    def whole(self) -> Whole:
        """The passages as one text."""
        return Whole(self.plan.passages)

    @cached_property
    def syllables(self) -> Syllables:
        """Those of the whole draft."""
        return Syllables(self.plan.passages)

    def may_tell(self, kind: str, **values: Value) -> bool:
        """Whether a fact of a kind that has some values may be asked for, whatever it has for others."""
        return self.asked is None or self.asked.may(kind, values)

    @property
    def subject(self) -> Subject | None:
        """The register's subject that the plan is about, None for any other."""
        return self.knowledge.subject(self.plan.subject_id)

    @cached_property
    def owed(self) -> frozenset[str]:
        """Components that a paper of the draft's kind must have; of an unknown kind none."""
        kinds = self.knowledge.vocabulary.kinds
        return next((frozenset(kind.owes) for kind in kinds if kind.id == self.plan.kind), frozenset())

    @property
    def own_date(self) -> int:
        """The document's own full date, 0 while it is undated."""
        date = self.plan.date
        return day_of(date.year, date.month, date.day) if date.day and date.month and date.year else 0

    @cached_property
    def born(self) -> int:
        """The first day the draft may be of; of an undated plan that of the year before it (``yyyymmdd``)."""
        first = self.plan.period.first
        return self.days.first if self.plan.date.year or not first else day_of(first - 1, 1, 1)

    @cached_property
    def days(self) -> Days:
        """The days the draft may be of; the one it is judged as of where it says nothing."""
        days = possible(self.plan, self.knowledge)
        return days if days.first else Days(self.as_of, self.as_of)

    @cached_property
    def agency_hits(self) -> AgencyHits:
        """``context.agency_hits(passage)``: agency names in a passage's folded text, found once for each passage."""
        return AgencyHits(self.knowledge)

    @cached_property
    def named(self) -> frozenset[str]:
        """Ids of the bodies that the draft names somewhere, by a name that is no other's."""
        hits = (hit for passage in self.plan.passages for hit in self.agency_hits(passage))
        return frozenset(hit.ids[0] for hit in hits if len(hit.ids) == 1)

    @cached_property
    def _stretches(self) -> dict[Role, list[tuple[Passage, int, int]]]:
        found: dict[Role, list[tuple[Passage, int, int]]] = {}
        for passage in self.plan.passages:
            if passage.parts:
                for part in passage.parts:
                    found.setdefault(part.role, []).append((passage, part.start, part.end))
            else:
                found.setdefault(passage.role, []).append((passage, 0, len(passage.block.text)))
        return found

    def stretches(self, role: Role) -> list[tuple[Passage, int, int]]:
        """Stretches (passage, start, end) with a role, in order, as ``Plan.stretches`` gives them, gathered once."""
        return self._stretches.get(role, [])

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Citations as written, in order."""
        return find_citations(self.plan, self.knowledge, self.agency_hits)

    @cached_property
    def citation_spans(self) -> dict[int, Spans]:
        """Passage index → its citations with their titles, in offsets into the folded text.

        A body, province or topic named inside belongs to the cited instrument: it is history, no actor and no clause.
        """
        spans: dict[int, list[Span]] = {}
        for citation in self.citations:
            spans.setdefault(citation.passage.index, []).append((citation.start, citation.end))
        return {index: Spans(each) for index, each in spans.items()}

    def in_citation(self, passage: Passage, offset: int) -> bool:
        """Whether an offset into a passage's folded text lies in a citation."""
        return self.citation_spans.get(passage.index, NOWHERE).cover(offset)

    def uncited(self, sentence: Sentence) -> str:
        """Folded text of a sentence with what it cites blanked out, offsets kept: a title's words are not its own."""
        text = sentence.text
        pieces: list[str] = []
        done = 0
        cited = self.citation_spans.get(sentence.passage.index, NOWHERE)
        for start, end in cited.touching(sentence.start, sentence.start + len(text)):
            first, last = max(start - sentence.start, done), min(end - sentence.start, len(text))
            pieces += text[done:first], " " * (last - first)
            done = last
        return "".join([*pieces, text[done:]]) if done else text

    @cached_property
    def telling(self) -> Telling:
        """How words are used: the draft's own, or told of the past, quoted, defined, cited."""
        return Telling(self.plan, self.knowledge, self.citation_spans)

    @cached_property
    def acting(self) -> Acting:
        """Who leads, is given work or coordinates in each passage."""
        return Acting(self.plan, self.knowledge, self.as_of, self.agency_hits, self.citation_spans)

    @cached_property
    def inheriting(self) -> Inheriting:
        """How much of an ended body's work the one in its place has."""
        return Inheriting(self.plan, self.knowledge, self.as_of, self.named, self.agency_hits, self.acting)

    @cached_property
    def evidence(self) -> Evidence:
        """What of a clause is no evidence of a duty."""
        return Evidence(self.plan, self.knowledge)

    def refused(self, sentence: Clause, start: int, end: int | None, topic: str) -> str:
        """Why a stretch of a clause is no evidence of a duty (see ``Evidence``); ``section``: for where it stands."""
        if self.evidence.earlier(sentence.passage):
            return "section"
        if self.evidence.budget(sentence.passage, sentence.text, topic):
            return "spent"
        return self.evidence.refused(sentence.text, start, end, topic) or self._by_others(sentence, topic)

    def _by_others(self, sentence: Clause, topic: str) -> str:
        """``others`` where a clause begins with a central body: a plan of a province gives it no work."""
        if self.plan.issuer.level in ("", "ministry", "central") or topic in self.evidence.of_others:
            return ""
        passage = sentence.passage
        groups = self.acting.groups_between(passage, sentence.start, min(sentence.end, sentence.start + _OPENING))
        if not groups or passage.folded.text[sentence.start : groups[0].start].strip(" -+*"):
            return ""
        if passage.folded.text.startswith(" được ", groups[0].end):  # it has something done for it
            return ""
        central = all(actor.agency.level in ("central", "ministry") for actor in groups[0].actors)
        return "others" if central and groups[0].role != "coordinates" else ""

    def abroad(self, sentence: Clause) -> list[tuple[int, int]]:
        """Where a clause says that something is done abroad, as offsets into its text."""
        return done_abroad(sentence.text, sentence.quote(), self.knowledge)

    def abroad_in(self, passage: Passage) -> list[tuple[int, int]]:
        """The same of a whole passage, as offsets into its folded text."""
        known = self._abroad.get(passage.index)
        if known is None:
            known = self._abroad[passage.index] = self.abroad(Sentence.of(passage, 0, len(passage.folded.text)))
        return known

    def on_matter(self, passage: Passage, terms: tuple[str, ...]) -> bool:
        """Whether a passage or a heading above it says one of some terms."""
        known = self._matters.get((passage.index, terms))
        if known is None:
            around = f" {' '.join(words(' ; '.join((passage.folded.text, *map(fold, passage.breadcrumb)))))} "
            known = self._matters[passage.index, terms] = any(f" {term} " in around for term in terms)
        return known

    @cached_property
    def recipients(self) -> tuple[Recipient, ...]:
        """The list of recipients, taken apart; empty when the plan has none."""
        return find_recipients(self.plan, self.knowledge, self.agency_hits, self.acting)

    @cached_property
    def recipient_lines(self) -> Lines:
        """Lines of the list of recipients, the filing line left out."""
        return Lines([recipient.folded for recipient in self.recipients if not recipient.filing], self.knowledge)

    @cached_property
    def keepers(self) -> tuple[Agency, ...]:
        """Bodies that have the plan without being sent it: the issuer, its office, and those in the line "Lưu"."""
        names = [squeeze(self.plan.issuer.name).text]
        names += [recipient.folded for recipient in self.recipients if recipient.filing]
        kept = [self.acting.agency(hit) for name in names for hit in self.knowledge.find_agencies(name)]
        if any(agency.id == "ubnd-tinh" for agency in kept):
            kept.append(self.knowledge.agency("vp-ubnd-tinh"))
        return tuple(kept)

    @cached_property
    def works(self) -> Works:
        """What clauses and rows of tables say of one piece of work."""
        return Works(self)

    @cached_property
    def task_tables(self) -> tuple[TaskTable, ...]:
        """Tables of tasks in the plan and its annexes."""
        return task_tables(self.plan, self.knowledge)

    @cached_property
    def column_heads(self) -> dict[int, Head]:
        """Heads of columns of the draft's tables, by the index of each passage."""
        return column_heads(self.plan)

    @cached_property
    def task_rows(self) -> dict[int, Row]:
        """Rows of tables of tasks, by the index of each passage that says the task."""
        return {passage.index: row for table in self.task_tables for row in table.rows for passage in row.task}

    @cached_property
    def task_cells(self) -> dict[int, str]:
        """Role that a table of tasks gives the bodies in a cell, by the index of the passage: ``leads``, ``assigned``
        or ``coordinates``.
        """
        cells: dict[int, str] = {}
        for table in self.task_tables:
            for row in table.rows:
                cells.update((passage.index, "leads" if table.leads else "assigned") for passage in row.lead)
                cells.update((passage.index, "coordinates") for passage in row.coordination)
        return cells


_ON_ANY_DAY = (
    "sentences", "_by_passage", "_whole", "spoken", "whole", "syllables", "owed", "agency_hits", "named", "_stretches",
    "citations", "citation_spans", "_abroad", "_matters", "telling", "evidence", "works", "task_tables", "task_rows",
    "task_cells", "column_heads",
)  # fmt: skip
"""What of a context is the same on every day."""


def _sentences(passage: Passage) -> Iterator[Sentence]:
    first = passage.folded.squeezed(passage.content_start)
    for start, end in sentences(passage.folded.text):
        if end > first:
            yield Sentence.of(passage, max(start, first), end)
