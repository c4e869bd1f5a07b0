"""What is no evidence of a duty though its words are there: one gate for every recogniser.

A clause counts for the plan only if it says what is to be done. What was done in an earlier year, is lacking, is
denied, is reported by others, or is only told of, taught, paid for or built on, does not; nor does anything under a
heading on an earlier period. The words are the ``gate.*`` lists of the register.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from plancheck.facts.cues import Cue, Cues, whole
from plancheck.facts.tables import rows, tables
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import fold, right_before

_YEARS = lazily(
    r"(?:(?:trong|qua|riêng|từ|tính đến|hết|cuối|đầu|cả|đến|vào|ngay) )*(?:các |những )?"
    r"(?:(?P<part>tháng \d{1,2}(?: ?/ ?| năm )|quý \w+(?: ?/ ?| năm ))|giai đoạn |(?:\d+ tháng (?:đầu|cuối) )?năm )"
    r"(?P<year>\d{4})(?:(?: ?- ?| đến | đến năm )(?P<last>\d{4}))?(?!\d)"
)
_IN_YEAR = lazily(
    r"(?<!\w)(?P<day>ngày \d{1,2}(?: tháng | ?/ ?)\d{1,2} )?(?:năm|giai đoạn|nhiệm kỳ|tháng \d{1,2} ?/) ?\d{4}(?!\d)"
)
_ANY_YEAR = lazily(r"(?<![\d/.\-])(\d{4})(?![\d/])")
_WORD = lazily(r"\w+")
_NEVER = lazily(r"(?!)")
_BLANK = lazily(r"[\s:\-(,]*(?:\.{3,}|…|_{2,})[\s.…_;,)]*")
_LABEL_ONLY = lazily(r"[^:]*:[\s(]*(?:\.{3,}|…|_{2,})[\s.…_;,)]*(?:\([^)]*\))?[\s.;]*")
_OPEN = r"[\W_]*"
_ALWAYS = "denied-always"
_TOLD_AS = {_ALWAYS: "denied", "audited": "inspected", "named": "quoted"}
_AFFIRMED = 90
"""Characters behind a no in which a second one affirms it ("không tổ chức … khi chưa …")."""
_NAME = 40
"""Characters of a law's name."""
_AMOUNT = lazily(r"\d ?(?:(?:triệu|tỷ|tỉ|nghìn|ngàn) ?)?(?:đồng|vnđ|đ)(?!\w)|\d ?(?:triệu|tỷ)(?!\w)")


class Refusal(NamedTuple):
    """A stretch of a clause that is no evidence, as offsets into its text, and why."""

    reason: str
    """One of the values of ``topic.gate``."""
    start: int
    end: int


class _Guarded(NamedTuple):
    """A pattern that is tried only on texts with one of its first words: most have none."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]

    def opens(self, text: str, first: str) -> re.Match[str] | None:
        """Its match at the beginning of a text that begins with a word."""
        return self.pattern.match(text) if first in self.firsts else None

    def finds(self, text: str, said: frozenset[str]) -> Iterator[re.Match[str]]:
        """Its matches in a text of these words."""
        return iter(()) if said.isdisjoint(self.firsts) else self.pattern.finditer(text)


def _first_words(term: str) -> set[str]:
    """The words that a term of a list may begin with."""
    if not term.startswith("{"):
        return set(_WORD.findall(term)[:1])
    depth, start, found, empty = 0, 1, set[str](), False
    for at, char in enumerate(term):
        depth += (char == "{") - (char == "}")
        if (char == "|" and depth == 1) or depth == 0:
            way = term[start:at].strip()
            found |= _first_words(way) if way else set()
            empty = empty or not way
            start = at + 1
        if depth == 0:
            return found | (_first_words(term[at + 1 :].strip()) if empty else set())
    return found


def _opening(name: str) -> Cue:
    return Cue(rf"{_OPEN}<gate.{name}>(?!\w)")


def _guarded(name: str, cue: Cue | None = None) -> "cached_property[_Guarded]":
    """The words of a list anywhere, or as another cue has them."""

    def made(cues: Cues) -> _Guarded:
        terms = cues.knowledge.vocabulary.terms[f"gate.{name}"]
        firsts = frozenset(word for term in terms for word in _first_words(term))
        return _Guarded((cue or whole(f"gate.{name}"))(cues.knowledge), firsts)

    return cached_property(made)


def _first(name: str) -> "cached_property[_Guarded]":
    return _guarded(name, _opening(name))


def _in_quotes(name: str) -> Cue:
    return Cue(rf"(?<!\w)<gate.{name}>(?: [^\s\"]+){{0,3}}[ :]*\"(?P<said>[^\"]{{8,}})\"")


class _Cues(Cues):
    """The ``gate.*`` lists of a register: those that open a clause are matched at its beginning."""

    section = _opening("section")
    not_section = whole("gate.section.not")
    past = _first("past.opening")
    not_past = whole("gate.past.not")
    dated = whole("gate.past.dated")
    times = whole("gate.past.times")
    happened = _guarded("past.happened")
    ahead = whole("gate.ahead")
    deficient = _guarded("deficient")
    not_deficient = whole("gate.deficient.not")
    deficient_opening = _first("deficient.opening")
    some = _guarded("deficient.some")
    not_some = whole("gate.deficient.some.not")
    still = Cue(r"(?<!không )(?<!mà )(?<!ra )(?<!đó )(?<!\w)còn (?!(?:<gate.still.not>|<gate.acts>)(?!\w))")
    stated = _guarded("stated")
    stated_end = Cue(r"(?<!\w)<gate.stated.end>(?=[\s.;]*$)")
    not_stated = whole("gate.stated.not")
    denied = _guarded("denied")
    denied_opening = _first("denied.opening")
    denied_always = whole("gate.denied.always")
    not_denied = whole("gate.denied.not")
    hearsay = _first("hearsay")
    by_others = Cue(rf"{_OPEN}theo (?!<gate.accords>(?!\w))[^,;:]{{3,70}},(?! <gate.acts>(?!\w))")
    rumour = _first("rumour")
    others = _first("others")
    told = _first("told")
    taught = _first("taught")
    barred = _first("barred")
    inspected = _first("inspected")
    audited = _first("audited")
    spent = _first("spent")
    spent_head = whole("gate.spent-head")
    money_heading = whole("funding.heading")
    not_money_heading = whole("funding.heading.not")
    referred = _guarded("referred")
    not_referred = whole("gate.referred.not")
    title = _in_quotes("title")
    named = _in_quotes("title.acts")
    law = Cue(r"(?<!\w)<gate.law> ")
    acts = whole("gate.acts")
    nominal = _opening("nominal")
    next_act = Cue(r"(?:[,;.]| và) <gate.acts>(?!\w)| (?:để|nhằm|qua|thông qua) ")
    done_head = whole("gate.done-head")
    done = whole("gate.done-word")
    must = whole("gate.must")
    instead = Cue(r"(?<!\w)<gate.instead>(?!\w)|:")
    spends = whole("gate.spends")

    def _topics(self, name: str) -> frozenset[str]:
        return frozenset(self.knowledge.vocabulary.terms[f"topic.{name}"])

    @cached_property
    def open_to(self) -> dict[str, frozenset[str]]:
        """For a reason the topics that it refuses nothing of."""
        return {reason: self._topics(name) for reason, name in _OPEN_TO.items()}

    @cached_property
    def only(self) -> dict[str, frozenset[str]]:
        """For a reason the only topics it refuses: to tell of sovereignty is a duty, to tell of a course none."""
        acts = self._topics("acts")
        return {
            "told": acts,
            "named": acts,
            "taught": acts | self._topics("taught"),
            "spent": acts - self._topics("spendable"),
            "referred": self._topics("referred"),
        }


_OPEN_TO = {
    "barred": "bars", "denied": "denials", "inspected": "inspectable", "taught": "courses", "told": "tellable",
    "others": "others", "audited": "auditable",
}  # fmt: skip


class Evidence:
    """The gate for one draft."""

    def __init__(self, plan: Plan, knowledge: Knowledge) -> None:
        self._cues = _Cues.of(knowledge)
        self._year = plan.period.first or plan.date.year
        self._plan = plan
        self._article = plan.nature == "article"
        self._headings: dict[str, bool] = {}
        self._refusals: dict[str, tuple[Refusal, ...]] = {}

    @property
    def of_others(self) -> frozenset[str]:
        """Topics that are others' to do."""
        return self._cues.open_to["others"]

    def earlier(self, passage: Passage) -> bool:
        """Whether a passage stands under a heading, or in a table, on the work of an earlier period."""
        own = (passage.content,) if passage.role is Role.HEADING else ()
        return passage.index in self._past_cells or any(map(self._earlier, (*own, *passage.breadcrumb)))

    @cached_property
    def _past_cells(self) -> frozenset[int]:
        found: set[int] = set()
        for table in tables(self._plan):
            first = rows(table)[:1]
            before = self._plan.passages[table[0].index - 1] if table[0].index else None
            caption = before.folded.text.strip() if before is not None else ""
            if first and self._past_table(caption, " | ".join(cell.folded.text for cell in first[0])):
                found |= {cell.index for cell in table}
        return frozenset(found)

    def budget(self, passage: Passage, text: str, topic: str) -> bool:
        """Whether a clause is a line of a budget: what an act is paid, under a heading or in a table on money."""
        words = self._cues
        if topic not in words.only["spent"]:
            return False
        if passage.index in self._money_cells:
            return True
        spends = _AMOUNT.search(text) or words.spends.search(text)
        return spends is not None and any(map(self._on_money, passage.breadcrumb))

    @cached_property
    def _money_cells(self) -> frozenset[int]:
        found: set[int] = set()
        for table in tables(self._plan):
            heads = " | ".join(cell.folded.text for line in rows(table)[:1] for cell in line)
            if self._cues.spent_head.search(heads):
                found |= {cell.index for cell in table}
        return frozenset(found)

    def _on_money(self, heading: str) -> bool:
        words, text = self._cues, fold(heading)
        return words.money_heading.search(text) is not None and not words.not_money_heading.search(text)

    def _earlier(self, heading: str) -> bool:
        known = self._headings.get(heading)
        if known is None:
            known = self._headings[heading] = self._on_the_past(fold(heading))
        return known

    def _on_the_past(self, heading: str) -> bool:
        words = self._cues
        if not words.section.match(heading) or words.not_section.search(heading):
            return False
        return self._years_before(heading, True)

    def _years_before(self, text: str, none: bool) -> bool:
        """Whether all years named are before the plan's; ``none``: what holds where no year is named."""
        years = [int(year) for year in _ANY_YEAR.findall(text)]
        return max(years) < self._year if years and self._year else none

    def _past_table(self, caption: str, heads: str) -> bool:
        """Whether a table tells what was done: by its heads, or by the line above it that announces it."""
        if self._years_before(heads, False) or self._cues.done_head.search(heads):
            return True
        said = self._cues.done_head.search(caption) or self._cues.past.pattern.match(caption)
        return caption.endswith(":") and (self._years_before(caption, False) or bool(said))

    def refused(self, text: str, start: int, end: int | None, topic: str) -> str:
        """Why what a stretch of a clause says is no evidence of a duty; empty if it may be one.

        ``text`` is the folded clause; ``topic`` tells what the duty is: an act, or one that bars something.
        """
        last = len(text) if end is None else end
        if _BLANK.fullmatch(text, last) or _LABEL_ONLY.fullmatch(text):
            return "blank"
        words = self._cues
        for refusal in self._of(text):
            only = words.only.get(refusal.reason)
            if topic in words.open_to.get(refusal.reason, ()) or (only is not None and topic not in only):
                continue
            if refusal.start <= start and last <= refusal.end:
                return _TOLD_AS.get(refusal.reason, refusal.reason)
        return ""

    def certain(self, text: str) -> bool:
        """Whether no stretch of a clause is refused for what it says."""
        return not self._of(text) and not any(mark in text for mark in ("…", "...", "__"))

    def _of(self, text: str) -> tuple[Refusal, ...]:
        known = self._refusals.get(text)
        if known is None:
            known = self._refusals[text] = tuple(self._read(text))
        return known

    def _read(self, text: str) -> Iterator[Refusal]:
        words = self._cues
        end = len(text)
        each_word = _WORD.findall(text)
        said, first = frozenset(each_word), each_word[0] if each_word else ""
        if not self._article:
            opened = self._opens_in_the_past(text, first)
            if opened:
                yield Refusal("past", 0, self._until(text, opened))
            hearsay = words.hearsay.opens(text, first)
            if hearsay:
                yield Refusal("hearsay", 0, self._until(text, hearsay.end()))
            elif words.by_others.match(text):
                yield Refusal("hearsay", 0, self._until(text, 0))
            yield from self._of_earlier(text, said)
            if "đã" in said:
                yield from self._state("past", words.done.finditer(text), words.not_past, text)
        if words.rumour.opens(text, first):
            yield Refusal("hearsay", 0, end)
        others = words.others.opens(text, first)
        if others and not words.must.search(text, others.end()):
            yield Refusal("others", 0, end)
        wanting = words.deficient.finds(text, said)
        yield from self._state("deficient", wanting, words.not_deficient, text, True)
        yield from self._wanting(text, first, said)
        yield from self._denied(text, first, said)
        heads = (("told", words.told), ("taught", words.taught), ("barred", words.barred))
        for reason, pattern in (*heads, ("inspected", words.inspected), ("audited", words.audited)):
            head = pattern.opens(text, first)
            if head:
                yield Refusal(reason, head.end(), self._break(text, head.end()))
        spent = words.spent.opens(text, first)
        if spent:
            yield Refusal("spent", 0, end if _AMOUNT.search(text) else self._break(text, spent.end()))
        yield from self._referred(text, said)
        if '"' in text:
            for reason, title in (("quoted", words.title), ("named", words.named)):
                yield from (Refusal(reason, *each.span("said")) for each in title.finditer(text))
        for law in words.law.finditer(text):
            yield Refusal("told", law.start(), min(end, law.end() + _NAME))

    def _referred(self, text: str, said: frozenset[str]) -> Iterator[Refusal]:
        """What came out of an earlier act, on which the plan builds: "phát huy kết quả tổng kết năm 2021"."""
        words = self._cues
        for match in words.referred.finds(text, said):
            end = self._break(text, match.end())
            if not words.not_referred.search(text, match.start(), end) and self._years_before(text[:end], True):
                yield Refusal("referred", match.start(), end)

    def _of_earlier(self, text: str, said: frozenset[str]) -> Iterator[Refusal]:
        """A clause that names no time but earlier ones, and asks for no act before it names one."""
        yield from self._state("past", self._cues.times.finditer(text), _NEVER, text)
        year = _IN_YEAR.search(text)
        if year is None or year["day"] or not self._years_before(text, False):
            return
        if right_before(self._cues.dated, text, year.start()):
            return
        happened = any(each.end() <= year.end() for each in self._cues.happened.finds(text, said))
        if happened or not self._says_to_do(text, year.start()):
            yield Refusal("past", 0, min(self._until(text, year.end()), self._break(text, year.end())))

    def _wanting(self, text: str, first: str, said: frozenset[str]) -> Iterator[Refusal]:
        """A clause that tells how things stand, well or badly, and asks for no act before it does."""
        words = self._cues
        opened = words.deficient_opening.opens(text, first)
        if opened:
            yield Refusal("deficient", 0, self._until(text, opened.end()))
        yield from self._state("deficient", words.some.finds(text, said), words.not_some, text)
        if "còn" in said:
            yield from self._state("deficient", words.still.finditer(text), words.not_deficient, text)
        for found in (words.stated.finds(text, said), words.stated_end.finditer(text)):
            yield from self._state("stated", found, words.not_stated, text)

    def _denied(self, text: str, first: str, said: frozenset[str]) -> Iterator[Refusal]:
        words = self._cues
        opening = words.denied_opening.opens(text, first)
        for match in (*([opening] if opening else []), *words.denied.finds(text, said)):
            if words.not_denied.search(text, max(0, match.start() - 24), match.end() + _AFFIRMED):
                continue
            reason = _ALWAYS if words.denied_always.match(text, match.start()) else "denied"
            turn = words.instead.search(text, match.end())
            yield Refusal(reason, match.start(), turn.start() if turn else len(text))

    def _opens_in_the_past(self, text: str, first: str) -> int:
        """Where an opening on the past ends, 0 if there is none."""
        bare = len(text) - len(text.lstrip(' \t-+*•."'))
        match = _YEARS.match(text, bare)
        if match:
            year = int(match["last"] or match["year"])
            slip = match["part"] and self._cues.acts.match(
                text, match.end() + 2
            )  # "quý II năm 2021, tổ chức …": mistyped
            return 0 if year >= self._year or slip else match.end()
        opening = self._cues.past.opens(text, first)
        return opening.end() if opening else 0

    def _until(self, text: str, start: int) -> int:
        """Where the clause comes to what is to be done: at such words, or at the plan's own years."""
        turns = [match.start() for match in _ANY_YEAR.finditer(text, start) if int(match[1]) >= self._year > 0]
        turns += [match.start() for match in (self._cues.ahead.search(text, start),) if match]
        return min(turns, default=len(text))

    def _state(
        self, reason: str, said: Iterator[re.Match[str]], but: re.Pattern[str], text: str, always: bool = False
    ) -> Iterator[Refusal]:
        """A clause that says what was done or what is wanting; unless ``always`` none that asks for an act first."""
        for match in said:
            if but.search(text, max(0, match.start() - 24), match.end() + 24):
                continue
            asks = not always and not self._years_before(text, False) and self._says_to_do(text, match.start())
            if not asks and not self._cues.ahead.search(text, 0, match.start()):
                yield Refusal(reason, 0, self._until(text, match.end()))
            return

    def _says_to_do(self, text: str, before: int) -> bool:
        """Whether an act is asked for before a place in the clause, not only named as its subject."""
        if self._cues.nominal.match(text):
            return False
        return self._cues.acts.search(text, 0, before) is not None

    def _break(self, text: str, start: int) -> int:
        """Where the next act of the clause begins."""
        match = self._cues.next_act.search(text, start)
        return match.start() if match else len(text)
