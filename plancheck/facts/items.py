"""Works of the draft, each with what is said of it: a clause with those that go on about it, or a row of a table.

A clause that says only when, where or by whom the work before it is done is part of that work; labelled lines
("Thời gian: …") right under a heading are of the heading's work.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.counted_parts import ONE
from plancheck.facts.works import NAMED, Clause, without, words_of
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role

_NAMES = 5
"""Words of a label that names a work of its own: "Thời gian mở lớp cho người phát ngôn: …"."""
_LONGEST = 14
"""Words of a heading that names one work."""


class Item(NamedTuple):
    """One work as one place of the draft tells it."""

    number: int
    clause: Clause
    """What says what the work is."""
    words: tuple[str, ...]
    """What the work is, without words that any work begins with."""
    other: tuple[str, ...]
    """Words of the heading over it, where it is all that stands there."""
    section: tuple[str, int]
    """The innermost section, or the table, it stands in."""
    more: tuple[Clause, ...] = ()
    """Clauses that go on about it."""
    where: frozenset[str] = frozenset()
    """Those of its words that say at which place."""
    divided: bool = False
    """Its parts are works of their own beside it."""

    @property
    def part(self) -> tuple[str, int]:
        """The outermost section, or the table."""
        return self.clause.part

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All that is said of it."""
        return (self.clause, *self.more)


class _Words(NamedTuple):
    goes_on: re.Pattern[str]
    label: re.Pattern[str]
    opening: frozenset[tuple[str, ...]]
    alike: re.Pattern[str]
    """Other words for what the first of their group says."""
    first: Mapping[str, str]


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge) -> _Words:
    terms = knowledge.vocabulary.terms
    groups = [each.split(" / ") for each in terms["work.alike"]]
    first = {other: group[0] for group in groups for other in group[1:]}
    return _Words(
        lazily(rf"\W*(?:được )?{cues.expression(terms['work.goes-on'])}(?!\w)"),
        lazily(rf"\W*{cues.expression(terms['work.labels'])}(?: [^\W\d]+){{0,6}} ?:"),
        frozenset(words for term in terms["work.opening"] if (words := words_of(term))),
        lazily(rf"(?<!\w){cues.expression(tuple(first))}(?!\w)"),
        first,
    )


_AT = lazily(r"(?<!\w)tại [^,;.:()]+")
POINTS = lazily(r"(?<!\w)(?:khoản|điểm|mục|phần|phụ lục) (?:\d|[ivx]+(?!\w)|[a-zđ]\))")
"""What points at a part of the draft is the work told there (see ``twice``)."""
_TELLS = lazily(r"\d|tại |chủ trì|đầu mối|hằng |hàng |mỗi ")
"""In what says something that can be compared: a time, number or place, who leads, how often."""
LED = lazily(
    r"chủ trì(?: (?:thực hiện|triển khai|tổ chức|tham mưu|xây dựng kế hoạch|(?:việc|nhiệm vụ|nội dung|hoạt động) này))*"
    r"(?=[ ,.;]*$|,? (?:và )?(?:phối hợp|hoàn thành|xong|thống nhất|xin ý kiến|trao đổi)(?!\w))"
)
"""Says of the work before it who leads it, and names no work of its own."""


def find_items(context: Context) -> tuple[Item, ...]:
    """Works of clauses and rows of which something is said that can be compared, in order."""
    words = _words(context.knowledge)
    found: list[Item] = []
    for number, clauses in _passages(context).items():
        found += _of_passage(context, words, number, clauses, len(found))
    found = list(_under_headings(context, words, found))
    for row in context.works.rows:
        found.append(Item(len(found), row, _core(words, row.words), (), row.part, (), _where(row)))
    told = (each for each in found if each.clause.line or any(_TELLS.search(clause.text) for clause in each.clauses))
    return tuple(each._replace(number=number) for number, each in enumerate(told))


def named_alike(knowledge: Knowledge, said: Sequence[str]) -> tuple[str, ...]:
    """Words of a clause that say what work it is, in the first of the words for it."""
    return _core(_words(knowledge), said)


def opened(knowledge: Knowledge, said: Sequence[str]) -> tuple[str, ...]:
    """Words of a clause without those that any work may begin with."""
    return _opened(said, _words(knowledge).opening)


def _core(words: _Words, said: Sequence[str]) -> tuple[str, ...]:
    """What a work is, in the first of the words for it."""
    opened = " ".join(_opened(said, words.opening))
    return tuple(words.alike.sub(lambda match: words.first[match.group()], opened).split())


def _opened(words: Sequence[str], opening: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Words without those at their beginning that any work may begin with."""
    at = 0
    while step := next((count for count in (2, 1) if tuple(words[at : at + count]) in opening), 0):
        at += step
    return tuple(words[at:]) if at < len(words) else tuple(words)


def _passages(context: Context) -> Mapping[int, Sequence[Clause]]:
    found: dict[int, list[Clause]] = {}
    for clause in context.works.clauses:
        found.setdefault(clause.passage.index, []).append(clause)
    return found


def _of_passage(context: Context, words: _Words, index: int, clauses: Sequence[Clause], number: int) -> Iterator[Item]:
    item: Item | None = None
    passage = clauses[0].passage
    section = ("text", context.works.section(passage))
    if passage.role is Role.ITEM and (section[1] < 0 or _of_body(context, passage)):
        section = ("text", -2 - index)
    for clause in clauses:
        if POINTS.search(clause.text) or context.evidence.earlier(passage):
            continue
        if item is not None and _says_more(words, clause):
            item = item._replace(more=(*item.more, clause))
            continue
        if item is not None:
            yield item
        item = Item(number, clause, _core(words, clause.words), (), section, (), _where(clause))
        for part in _parts_of(clause):
            yield item._replace(clause=part, words=_core(words, part.words), where=_where(part), divided=False)
            item = item._replace(divided=True)
    if item is not None:
        yield item


def _parts_of(clause: Clause) -> Iterator[Clause]:
    """Works that a clause tells one by one, each with its own time: "một lớp cho … trong tháng 6 và một lớp cho …"."""
    heads = ONE.finditer(clause.text) if len(clause.times) > 1 else ()
    starts = [match.start("count") for match in heads]
    for start, end in zip(starts, [*starts[1:], len(clause.text)], strict=True) if len(starts) > 1 else ():
        times = tuple(
            each._replace(start=each.start - start, end=each.end - start)
            for each in clause.times
            if start <= each.start < end
        )
        if len(times) == 1:
            text = clause.text[start:end]
            words = words_of(without(text, [(times[0].start, times[0].end)]))
            first = clause.start + start
            yield clause._replace(words=words, text=text, start=first, end=clause.start + end, times=times)


def _where(clause: Clause) -> frozenset[str]:
    at = _AT.search(clause.text)
    return frozenset(words_of(at.group()) if at else ())


def _of_body(context: Context, passage: Passage) -> bool:
    """Whether an item begins with the body whose work it tells: "2. Phòng Khoa giáo: chủ trì …"."""
    text, content = passage.folded.text, passage.folded.squeezed(passage.content_start)
    groups = context.acting.groups(passage)
    return (groups[:1] and groups[0].opens and groups[0].start <= content + 1) or NAMED(context.knowledge).match(
        text[content:]
    ) is not None


def _says_more(words: _Words, clause: Clause) -> bool:
    label = words.label.match(clause.text)
    return (
        len(clause.words) < 2
        or (words.goes_on.match(clause.text) is not None and label is None)
        or (label is not None and len(words_of(label.group())) < _NAMES)
        or LED.search(clause.text) is not None
    )


def _under_headings(context: Context, words: _Words, items: Sequence[Item]) -> Iterator[Item]:
    """Items with the words of their heading: labelled lines all of its work, one clause alone under it."""
    by_section: dict[tuple[str, int], list[Item]] = {}
    for item in items:
        by_section.setdefault(item.section, []).append(item)
    sections = context.plan.sections
    for key, held in by_section.items():
        title: tuple[str, ...] = ()
        if key[0] == "text" and key[1] >= 0 and sections[key[1]].parent >= 0:
            heading = context.works.heading(key[1])
            title = _core(words, heading.words) if heading else ()
            labelled = [each for each in held if words.label.match(each.clause.text)]
            if heading and 2 <= len(title) <= _LONGEST and labelled and len(labelled) * 2 > len(held):
                said = tuple(clause for each in labelled for clause in each.clauses)
                yield Item(0, heading, title, (), key, said)
                held = [each for each in held if each not in labelled]
        alone = len({each.clause.passage.index for each in held}) == 1
        for each in held:
            yield each._replace(other=title) if alone and each is held[0] and 2 <= len(title) <= _LONGEST else each
