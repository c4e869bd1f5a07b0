"""How the draft uses words of its own text: says them itself, or tells of the past, quotes, defines, cites.

One judge for every rule on names and wording. Whether a body of the past is told of as such is asked with the day it
ended: what was done before it was done by it. Offsets are into a passage's folded text.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from plancheck.data.days import day_of, parts
from plancheck.facts.calendar import Deadline, find_dates, find_deadlines
from plancheck.facts.cues import Cue, Cues, ahead, whole
from plancheck.facts.spans import NOWHERE, Spans
from plancheck.knowledge import Knowledge
from plancheck.knowledge.register import Hit
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Plan
from plancheck.text import right_before, sentences, words_up_to

Use = Literal["own", "former", "quoted", "defined", "cited"]
"""``former``: as what was; ``defined``: where a short form is given; ``cited``: in a citation, or as a law has it."""

_NOUN_GROUP = lazily(r"(?: [^\W_]+){0,5}")
"""What may stand between a name and what is said of it: the rest of a place's name."""
_YEAR = lazily(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_HOLDER = r"(?:[ ,][^\s;.]+){0,8}? (?:của|do|thuộc)(?: \S+){0,4} ?"
_AGENT = lazily(r"(?<!\w)do $")
_PHRASE = lazily(r"[^,;.:()]*")
"""What may stand between "do Bộ …" and the comma: what it did, and when."""
_UNTIL = lazily(r"(?<!\w)(?:trước|đến)(?: hết)?(?: ngày)? ?$")
_FILLERS = frozenset(
    {"và", "hoặc", "cùng", "với", "các", "những", "lãnh", "đạo", "đại", "diện", "cơ", "quan", "đơn", "vị", "sở", "ban",
     "ngành", "liên", "có", "địa", "phương", "tỉnh", "ubnd"}
)  # fmt: skip
_WORD = lazily(r"[^\W\d_]+")
_ISSUED_BY = lazily(r"(?<!\w)của (?:(?!về )[^\W\d]+ ){0,4}$")
_SETTLING = 2
"""Months in which papers may still be issued under the old name."""
_NEAR = 400
"""Characters before and behind a name that are looked at."""
_LEAD = 30
"""Items behind a line that ends in a colon which it may rule."""


class Words(Cues):
    """The ``history.*`` lists of a register."""

    before = ahead("history.before")
    verbs = Cue(r"(?<!\w)<history.verbs>(?!\w)[^,;.]*$")
    after = Cue(r"[ ,]*\(?<history.after>(?!\w)")
    becomes = Cue(r"(?: [^\s,;.()]+){0,4}?[ ,]*\(?<history.becomes>(?!\w)")
    clause = whole("history.clause")
    origin = ahead("history.origin")
    change = whole("history.change")
    renamed = whole("history.renamed")
    power = Cue(rf"(?<!\w)<history.power>{_HOLDER}$")
    ruled = Cue(r"[^;.]{0,90}?(?<!\w)<history.ruled>(?!\w)")
    done = whole("history.done")
    looked_back = whole("history.looked-back")
    to_be_done = whole("history.to-be-done")
    earlier = whole("history.earlier")
    repealed = whole("history.repealed")
    defined = Cue(r"(?:\(|(?<!\w)<language.explained-by>)[ \"':]*$")
    of_work = whole("year.of-work")
    due = Cue(r"(?<!\w)<telling.due>(?!\w)(?=[^.;]{0,80}(?<!\w)<telling.by>(?!\w))")
    """What has a day by which it is to be done, wherever it is said."""


class Telling:
    """Judges stretches of one draft."""

    def __init__(self, plan: Plan, knowledge: Knowledge, cited: Mapping[int, Spans]) -> None:
        """``cited``: passage index → its citations, in offsets into the folded text."""
        self._plan = plan
        self._words = Words.of(knowledge)
        self._cited = cited
        self._clauses: dict[int, Sequence[tuple[int, int]]] = {}
        self._back: dict[int, bool] = {}

    def use(self, passage: Passage, start: int, end: int, ended: int = 0) -> Use:
        """How ``[start, end)`` is used; ``ended`` is the day from which what it names was no longer, 0: it stands."""
        text = passage.folded.text
        if self._cited.get(passage.index, NOWHERE).cover(start):
            return "own" if ended and self._issued_since(text, start, ended) else "cited"
        if self._quoted(text, start, end):
            return "quoted"
        if right_before(self._words.defined, text, start):
            return "defined"
        if self._former(passage, start, end) or (ended and self._of_its_day(passage, start, end, ended)):
            return "former"
        if self._ruled(text, start, end):
            return "cited"
        return "own"

    def uses(self, passage: Passage, hits: Sequence[Hit], ended: Sequence[int]) -> list[Use]:
        """The same for names in order: what is said of one name of a list holds for all of it."""
        found = [self.use(passage, hit.start, hit.end, end) for hit, end in zip(hits, ended, strict=True)]
        text = passage.folded.text
        joined = [is_gap(text, one.end, two.start) for one, two in pairwise(hits)]
        for order, link in enumerate(joined):
            if link and found[order] == "former" and found[order + 1] == "own":
                found[order + 1] = "former"
        for order in reversed(range(len(joined))):
            if joined[order] and found[order + 1] == "former" and found[order] == "own" and ended[order]:
                found[order] = "former"
        return found

    def clause(self, passage: Passage, offset: int) -> tuple[int, int]:
        """The sentence or ";"-clause that holds an offset; of a very long one what stands near it."""
        spans = self._clauses.get(passage.index)
        if spans is None:
            spans = self._clauses[passage.index] = sentences(passage.folded.text)
        index = bisect_right(spans, (offset, len(passage.folded.text))) - 1
        first, last = spans[index] if index >= 0 else (0, len(passage.folded.text))
        return max(first, offset - _NEAR), min(last, offset + _NEAR)

    def _issued_since(self, text: str, start: int, ended: int) -> bool:
        """Whether a name stands for the issuer of something that bears a day well behind the name's last."""
        of = right_before(_ISSUED_BY, text, start)
        days = self._times(words_up_to(text, of.start())) if of else ()
        return any(_months(day) > _months(ended) + _SETTLING for day in days)

    def repealed(self, passage: Passage) -> bool:
        """Whether a passage is an item under a line that says that what it names is repealed."""
        lead = self._lead(passage)
        return lead is not None and self._words.repealed.search(lead.folded.text) is not None

    def _lead(self, passage: Passage) -> Passage | None:
        """The line with a colon of whose list a labelled passage is an item."""
        if not passage.label:
            return None
        for above in reversed(self._plan.passages[max(0, passage.index - _LEAD) : passage.index]):
            if above.folded.text.rstrip().endswith(":"):
                return above
            if not above.label:
                return None
        return None

    def _quoted(self, text: str, start: int, end: int) -> bool:
        """In quotation marks with more words than the name itself, or as words that are put in others' place."""
        if '"' not in text or text.count('"', 0, start) % 2 == 0:
            return False
        left, right = text.rfind('"', 0, start), text.find('"', end)
        if right < 0:
            return False
        if right - left - 1 > end - start + 4:
            return True
        around = words_up_to(text, left) + " " + text[right + 1 : right + 60]
        return self._words.renamed.search(around) is not None

    def _former(self, passage: Passage, start: int, end: int) -> bool:
        """Whether the words around a name say that it is of the past."""
        text, words = passage.folded.text, self._words
        first, last = self.clause(passage, start)
        if right_before(words.before, text, start, first) or words.after.match(text, end):
            return True
        if right_before(words.verbs, text, start, first) or words.becomes.match(text, end, last):
            return True
        if words.clause.search(text, first, last):
            return True
        if right_before(words.origin, text, start, first) and words.change.search(text, first, last):
            return True
        group = _NOUN_GROUP.match(text, end)
        if group and group.end() > end and self._is_name(passage, end, group.end()):
            return words.after.match(text, group.end()) is not None
        return False

    @staticmethod
    def _is_name(passage: Passage, start: int, end: int) -> bool:
        """Whether each word of a stretch has a capital."""
        written = passage.as_written(start, end).split()
        return all(word[0].isupper() for word in written)

    def _of_its_day(self, passage: Passage, start: int, end: int, ended: int) -> bool:
        """Whether the clause tells of something done before the body ended."""
        text, words = passage.folded.text, self._words
        first, last = self.clause(passage, start)
        before = any(0 < time < ended for time in self._times(text[first:last]))
        if (before and words.done.search(text, first, last)) or self._until(text, first, last, ended):
            return True
        if right_before(_AGENT, text, start, first):
            behind = _PHRASE.match(text, end, last)
            if behind and any(0 < time < ended for time in self._times(behind.group())):
                return True
        if not self._looks_back(passage):
            return False
        if words.earlier.search(text, first, start):
            return True
        return before or words.to_be_done.search(text, first, last) is None

    @staticmethod
    def _until(text: str, first: int, last: int, ended: int) -> bool:
        """Whether a clause speaks of the time before the very day on which the body ended."""
        said = text[first:last]
        return any(date.number == ended and _UNTIL.search(said, 0, date.start) for date in find_dates(said))

    @staticmethod
    def _times(said: str) -> list[int]:
        """Last days of the dates, months and years named in a stretch."""
        if not _YEAR.search(said):
            return []
        found = [date.number for date in find_dates(said) if date.valid]
        found += [_last_day(said, each) for each in find_deadlines(said) if each.year and not each.day and _month(each)]
        dated = [(date.start, date.end) for date in find_dates(said)]
        for match in _YEAR.finditer(said):
            if not any(start <= match.start() < end for start, end in dated):
                found.append(day_of(int(match[1]), 12, 31))
        return found

    def tells(self, passage: Passage, offset: int) -> bool:
        """Whether a clause under a heading of results asks for nothing: it tells how things were."""
        sections, section = self._plan.sections, passage.section
        if section >= 0 and sections[section].heading == passage.index:
            section = sections[section].parent
        if not self._under_results(section):
            return False
        first, last = self.clause(passage, offset)
        text, words = passage.folded.text, self._words
        return not (words.to_be_done.search(text, first, last) or words.due.search(text, first, last))

    def _looks_back(self, passage: Passage) -> bool:
        """Whether a passage is in a report, or is or stands under a heading of results."""
        return self._under_results(passage.section)

    def _under_results(self, section: int) -> bool:
        """Whether a section is of a report, or it or one over it of results."""
        if self._plan.type_code == "BC":
            return True
        known = self._back.get(section)
        if known is None:
            known, each = False, section
            while each >= 0 and not known:
                text = self._plan.passages[self._plan.sections[each].heading].folded.text
                known = self._words.looked_back.search(text) is not None or self._of_past_years(text)
                each = self._plan.sections[each].parent
            self._back[section] = known
        return known

    def _of_past_years(self, heading: str) -> bool:
        """Whether a heading is of years before the plan's first, and of no work to be done."""
        years = [int(year) for year in _YEAR.findall(heading)]
        past = bool(years) and max(years) < self._plan.period.first
        return past and not (self._words.to_be_done.search(heading) or self._words.of_work.search(heading))

    def _ruled(self, text: str, start: int, end: int) -> bool:
        """Whether a power of the body is told as a law has it: "thẩm quyền của … quy định tại …"."""
        if not right_before(self._words.power, text, start):
            return False
        return self._words.ruled.match(text, end) is not None


def _month(deadline: Deadline) -> int:
    return deadline.month or deadline.quarter * 3


def _last_day(said: str, deadline: Deadline) -> int:
    """The last day (``yyyymmdd``) of a month or quarter; of the time before it where it is "trước tháng 3 năm 2025"."""
    if deadline.month and said.endswith("trước ", 0, deadline.start):
        return day_of(deadline.year, deadline.month, 0)
    return day_of(deadline.year, _month(deadline), 31)


def is_gap(text: str, start: int, end: int) -> bool:
    """Whether only what joins the names of a list stands between."""
    between = text[start:end]
    if not between.strip():
        return True
    if len(between) > 60 or "." in between or not any(mark in between for mark in (",", "và", ";", "+", "-", "với")):
        return False
    return all(word in _FILLERS for word in _WORD.findall(between))


def _months(day: int) -> int:
    year, month, _ = parts(day)
    return year * 12 + month
