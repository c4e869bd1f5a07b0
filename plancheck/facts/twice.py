"""What the draft says twice of one work and not alike: its time, place, number, lead, how often it is done.

Works are aligned by their words (see ``alignment``), whichever words the second place tells them in; then each thing
said of both is compared. What one place tells of several works, and what a work has several of, is left alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from plancheck.data.days import day_of, year_of
from plancheck.facts import cues
from plancheck.facts.alignment import TITLE, Little, Pair, align
from plancheck.facts.calendar import Cadence, find_cadences
from plancheck.facts.context import Context
from plancheck.facts.cues import whole
from plancheck.facts.items import POINTS, Item, find_items, named_alike, opened
from plancheck.facts.leaders import Leader, issuer_ids, leaders
from plancheck.facts.pointed import Pointers
from plancheck.facts.pointers import names_others
from plancheck.facts.quantities import Number, Numbers, of_cell, of_quantity
from plancheck.facts.times import Time, apart
from plancheck.facts.venues import Venue, venues
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import words_of
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage
from plancheck.text import shorten, squeeze

_WORD = lazily(r"[^\W\d_]+")
_ROUND = lazily(
    r"(?<!\w)(?:đợt|lần|vòng|kỳ|lớp|buổi|giai đoạn|số|tập|khóa|đoàn|cuộc|hội nghị|phần) (?:thứ )?"
    r"(?P<number>\d{1,2}|[ivx]{1,4}|nhất|hai|ba|tư)(?!\w)"
)
"""One of several works of one name."""
_SENT = whole("twice.sent")
"""What is sent, or how far a stretch goes, has a time of its own."""
_HELD = lazily(r"(?<!\w)(?:khai mạc|khai giảng|diễn ra|được tổ chức)(?: (?:vào|trong|ngày|dự kiến))* ?$")
"""Before the time at which a work itself is held."""
_SURE = 6
_TOLD = whole("twice.told")
"""What is told of a work is told at times of its own."""
_ALONE = 2
"""Words that the stretch in which it is said how often has in common with the other place."""


class Said(NamedTuple):
    """A stretch of a passage's folded text that says something of a work."""

    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """As written."""
        return self.passage.written(self.start, self.end)


def recognise(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """``twice`` facts of a draft, but for what ``due``, ``tally`` and ``lead`` facts already tell of."""
    if context.plan.nature != "draft":
        return
    told = _told(facts)
    for each in _compared(context):
        if (_ASPECTS.get(str(each["aspect"]), ""), each.place.part, each.place.paragraph) not in told:
            yield each


_ASPECTS = {"time": "due", "number": "tally", "lead": "lead"}
"""What other facts tell of."""


def _told(facts: Sequence[Fact]) -> set[tuple[str, str, int | None]]:
    """Kinds of facts with the paragraphs that they say contradict another."""
    bodies: dict[object, set[object]] = {}
    for each in facts:
        if each.kind == "lead":
            bodies.setdefault(each["task"], set()).add(each["body"])
    return {
        (each.kind, each.place.part, each.place.paragraph)
        for each in facts
        if (each.kind in ("due", "tally") and each["agrees"] == "no")
        or (each.kind == "lead" and len(bodies[each["task"]]) > 1)
    }


def _compared(context: Context) -> Iterator[Fact]:
    items = find_items(context)
    little = _little(context.knowledge)
    subject = frozenset(words_of(squeeze(f"{context.plan.subject} {context.plan.issuer.name}").text))
    little = little._replace(vague=little.vague | subject, general=little.general | subject)
    numbers = Numbers(context.works, context.knowledge)
    fellows: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        fellows.setdefault((item.section, item.words[:1]), []).append(item)
    yield from _pointing(context, items, little.vague)
    told: set[int] = set()  # rows against whose number another place is told already
    for pair in align(items, little, _section):
        if _one_work(context, pair):
            said = list(_of_pair(context, numbers, fellows, pair))
            against = {each["aspect"] for each in said if each["agrees"] == "no"}
            rows = {each.number for each in pair[:2] if each.clause.line}
            again = len(rows) == len(pair[:2]) and not told.isdisjoint(rows)
            if len(against) < _ANOTHER:
                yield from (each for each in said if not (again and each["aspect"] == "number"))
            told |= rows if "number" in against else set()


_ANOTHER = 2
"""Things said of two otherwise from which on they are two works."""


_Fellows = Mapping[tuple[object, ...], Sequence[Item]]
"""Section and first word → the items there that begin with it."""


def _of_pair(context: Context, numbers: Numbers, fellows: _Fellows, pair: Pair) -> Iterator[Fact]:
    steps = _steps(context, pair)
    if steps and not pair.several:
        yield from _leads(context, pair)
    apart_in_text = pair.first.part != pair.second.part
    if apart_in_text or _surely(pair):
        if not pair.several:
            yield from _often(context, pair)
        yield from _venues(context, pair)
    if apart_in_text:
        if not pair.several:
            yield from _times(context, pair, held=not steps)
        if not pair.loose:
            yield from _numbers(context, numbers, fellows, pair)


def _pointing(context: Context, items: Sequence[Item], vague: Set[str]) -> Iterator[Fact]:
    """What a clause says of the work that it points at: "chủ trì các hoạt động tại điểm b mục 2 phần II"."""
    pointers = Pointers(context.plan)
    told = sorted((each for each in items if each.clause.line is None), key=_index)
    for clause in context.works.clauses:
        found = list(pointers.of(clause.text)) if POINTS.search(clause.text) else []
        if len(found) != 1 or found[0].depth < _EXACT or names_others(context, clause.passage):
            continue
        at = found[0]
        said = clause.text[: at.start] + ";" * (at.end - at.start) + clause.text[at.end :]
        words = [word for word in named_alike(context.knowledge, words_of(said)) if word not in vague]
        first, last = bisect_left(told, at.first, key=_index), bisect_right(told, at.last, key=_index)
        if last - first > _FEW:
            continue
        held = [each for each in told[first:last] if each.clause.passage is not clause.passage]
        same = [each for each in held if words and {*pairwise(each.words)} & {*pairwise(words)}]
        led = [each for each in held if leaders(context, each)]
        here = Item(-1, clause._replace(text=said), tuple(words), (), ("pointing", clause.number))
        if len(same) == 1 or (len(led) == 1 and not words):
            pair = Pair(same[0] if same else led[0], here, several=False)
            yield from _leads(context, pair)
            if same:
                yield from _venues(context, pair)
                yield from _times(context, pair, held=not _steps(context, pair))


def _index(item: Item) -> int:
    return item.clause.passage.index


_FEW = 20
"""Works of a part that are looked at where it is pointed at, or as rounds of one; numbers of a work."""
_EXACT = 2
"""Labels that a pointer at one work goes down at least."""


@lru_cache(maxsize=4)
def _little(knowledge: Knowledge) -> Little:
    terms = knowledge.vocabulary.terms
    vague, general, small = (
        frozenset(word for term in terms[name] for word in words_of(term))
        for name in ("work.vague", "work.general", "language.doubled.small")
    )
    return Little(vague, vague | general, small)


def _section(item: Item) -> object:
    return item.section


def _twice(pair: Pair, aspect: str, first: Said, second: Said, agrees: bool) -> Fact:
    """A fact at the later place."""
    start, end = second.passage.folded.span(second.start, second.end)
    fuller = max(pair.first, pair.second, key=lambda each: len(each.words))
    return fact(
        "twice", second.passage.place(start, end), second.quote, aspect=aspect,
        task=shorten(fuller.clause.quote, 80), said=second.quote, other=first.quote, agrees="yes" if agrees else "no",
    )  # fmt: skip


# Whether two are one work


@lru_cache(maxsize=4)
def _exclusive(knowledge: Knowledge) -> tuple[re.Pattern[str], ...]:
    """One pattern for each group of words of which a work has one."""
    groups = knowledge.vocabulary.terms["work.exclusive"]
    return tuple(lazily(rf"(?<!\w){cues.expression(each.split(' / '))}(?!\w)") for each in groups)


def _one_work(context: Context, pair: Pair) -> bool:
    """Whether neither has a name, a number or a word of its own that makes it another work."""
    less, more = sorted((pair.first, pair.second), key=lambda each: len(each.words))
    texts = [item.clause.text for item in (less, more)]
    rounds = [{match["number"] for match in _ROUND.finditer(text)} for text in texts]
    if all(rounds) and rounds[0].isdisjoint(rounds[1]):
        return False
    for pattern in _exclusive(context.knowledge):
        said = [set(pattern.findall(text)) for text in texts]
        if all(said) and said[0].isdisjoint(said[1]):
            return False
    where = _place_words(context, less), _place_words(context, more)
    own = [
        (_names(one) & set(one.words)) - _known(two) - (at if all(where) else frozenset())
        for one, two, at in ((less, more, where[0] | less.where), (more, less, where[1] | more.where))
    ]
    return not (own[0] and (own[1] or len(less.words) < len(more.words)))


def _known(item: Item) -> set[str]:
    """All words said of a work."""
    return {*item.words, *item.other, *(word for clause in item.clauses for word in clause.words)}


def _names(item: Item) -> set[str]:
    """Folded words of an item that are written as names."""
    passages = item.clause.line.name if item.clause.line else (item.clause.passage,)
    found: set[str] = set()
    for passage in passages:
        first = passage.folded.squeezed(passage.content_start)
        start, end = (0, len(passage.folded.text)) if item.clause.line else (item.clause.start, item.clause.end)
        matches = list(_WORD.finditer(passage.folded.text, max(start, first), end))
        original = passage.folded.original
        found |= {match.group() for match in matches[1:] if passage.text[original(match.start())].isupper()}
    return found


def _place_words(context: Context, item: Item) -> frozenset[str]:
    return frozenset(word for each in venues(context, item) for word in _WORD.findall(each.said))


def _surely(pair: Pair) -> bool:
    """Whether two of one part have so many words in common that none but the same work has them."""
    return len(set(pair.first.words) & set(pair.second.words)) >= _SURE


def _steps(context: Context, pair: Pair) -> bool:
    """Whether both tell of the same step of the work: to prepare it, to hold it and to report on it differ."""
    one, two = (_steps_of(context, each) for each in pair[:2])
    return one == two or bool(one and two and (one <= two or two <= one))


def _steps_of(context: Context, item: Item) -> set[str]:
    return set(cues.anywhere(context.knowledge, "work.steps").findall(item.clause.text))


# What is compared


def _leads(context: Context, pair: Pair) -> Iterator[Fact]:
    one, two = leaders(context, pair.first), leaders(context, pair.second)
    if one and two and not (_of_issuer(context, one, two) or _of_issuer(context, two, one)):
        agrees = any(first.same(second) for first in one for second in two)
        yield _twice(pair, "lead", Said(*one[0][1:]), Said(*two[0][1:]), agrees)


def _of_issuer(context: Context, one: Sequence[Leader], two: Sequence[Leader]) -> bool:
    """Whether the issuer leads, and what the other is said to lead may be its work: of its unit, or of any under it."""
    own = issuer_ids(context)
    if not any(own & each.ids for each in one):
        return False
    special = context.plan.issuer.office in context.knowledge.vocabulary.terms["lead.special"]
    return not (special and all(_beside(context.knowledge, own, id) for each in two for id in each.ids))


def _beside(knowledge: Knowledge, own: Set[str], id: str) -> bool:
    """Whether a body is known, and none of the units of another."""
    return knowledge.knows_agency(id) and knowledge.agency(id).parent not in own


def _times(context: Context, pair: Pair, *, held: bool) -> Iterator[Fact]:
    one, two = (_times_of(context, item, held=held and bool(_steps_of(context, item))) for item in pair[:2])
    if one and two:
        agrees = any(not apart(first[1], second[1]) for first in one for second in two)
        yield _twice(pair, "time", one[0][0], two[0][0], agrees)


def _times_of(context: Context, item: Item, *, held: bool) -> list[tuple[Said, Time]]:
    """Times of a work; ``held``: only those at which it is held, and not made ready or told of."""
    if item.clause.line is not None:
        cells = item.clause.line.time
        if len(cells) != 1 or held:
            return []
        return [(Said(cells[0], 0, len(cells[0].folded.text)), time) for time in item.clause.times]
    begins = cues.anywhere(context.knowledge, "work.begins")
    found = []
    for clause in map(context.works.ahead, item.clauses):
        if len(TITLE.findall(clause.text)) > 1:
            continue  # each time is of one of several works
        for time in clause.times:
            before = clause.text[: time.start]
            if time.unit == "year" or _SENT(context.knowledge).search(before) or (held and not _HELD.search(before)):
                continue
            opened = begins.search(before) is not None
            known = time._replace(last=day_of(year_of(time.last), 12, 31)) if opened else time
            said = Said(clause.passage, clause.start + time.start, clause.start + time.end)
            found.append((said, known))
    return found


def _often(context: Context, pair: Pair) -> Iterator[Fact]:
    one, two = (_cadences(context, item) for item in pair[:2])
    if len({each[1] for each in one}) == 1 == len({each[1] for each in two}):
        common = [set(first.words) & set(second.words) for first, second in (pair[:2], pair[1::-1])]
        if all(len(words & common[0]) >= _ALONE for _, _, words in (*one[:1], *two[:1])):
            yield _twice(pair, "cadence", one[0][0], two[0][0], one[0][1] == two[0][1])


def _cadences(context: Context, item: Item) -> list[tuple[Said, str, set[str]]]:
    """How often, with the words of the stretch between commas in which it is said."""
    if item.clause.line is not None:
        cells = item.clause.line.time
        return [
            (Said(cell, each.start, each.end), each.cadence, set(item.words))
            for cell in cells
            for each in find_cadences(cell.folded.text)
            if _once(each)
        ]
    found = []
    for clause in item.clauses:
        for each in find_cadences(clause.text):
            first = clause.text.rfind(",", 0, each.start) + 1
            stop = clause.text.find(",", each.end)
            stretch = clause.text[first : stop if stop >= 0 else None]
            words = set(words_of(stretch))
            if _once(each) and not _TOLD(context.knowledge).search(stretch):
                said = Said(clause.passage, clause.start + each.start, clause.start + each.end)
                found.append((said, each.cadence, words))
    return found


def _once(cadence: Cadence) -> bool:
    """Whether something is done once each week, month, quarter, half-year or year."""
    return cadence.cadence in ("weekly", "monthly", "quarterly", "six-monthly", "annual") and not cadence.months % 1


def _venues(context: Context, pair: Pair) -> Iterator[Fact]:
    one, two = venues(context, pair.first), venues(context, pair.second)
    if len(one) == 1 == len(two):
        first, second = one[0], two[0]
        common = words_of(squeeze(context.plan.issuer.name).text)
        if first.kind == second.kind:
            yield _twice(pair, "place", _where(first), _where(second), first.same(second, frozenset(common)))


def _where(venue: Venue) -> Said:
    return Said(venue.passage, venue.start, venue.end)


def _numbers(context: Context, numbers: Numbers, fellows: _Fellows, pair: Pair) -> Iterator[Fact]:
    """Numbers of one unit that both give once. Rounds of one work, each in a row of its own, come to its number."""
    alike = pair.first.words == pair.second.words
    one, two = (_numbers_of(numbers, item, alike=alike) for item in pair[:2])
    if max(len(one), len(two)) > _FEW:
        return
    for first in one:
        same = [each for each in two if _one_thing(context, first, each)]
        others = [each for each in one if _one_thing(context, first, each)]
        if len(same) == 1 == len(others):
            said = [Said(each.passage, each.start, each.end) for each in (first, same[0])]
            agrees = not first.against(same[0]) or _in_rounds(context, numbers, fellows, pair, (first, same[0]))
            yield _twice(pair, "number", said[0], said[1], agrees)


def _in_rounds(context: Context, numbers: Numbers, fellows: _Fellows, pair: Pair, said: tuple[Number, Number]) -> bool:
    """Whether the fellows of one of two works come to the number of the other."""
    alike = pair.first.words == pair.second.words
    for item, other in zip(pair[:2], said[::-1], strict=True):
        rounds = fellows[item.section, item.words[:1]]
        if len(rounds) <= _FEW:
            held = [number for each in rounds for number in _numbers_of(numbers, each, alike=alike)]
            if sum(each.number for each in held if _one_thing(context, said[0], each)) == other.number:
                return True
    return False


def _numbers_of(numbers: Numbers, item: Item, *, alike: bool) -> Sequence[Number]:
    """``alike``: the other place says what the work is in the same words; a bare number is of all of it."""
    found = [number for clause in item.clauses for number in numbers.of(clause)]
    line = item.clause.line
    if line is not None:
        found += [number for cell in line.rest for number in of_cell(numbers.knowledge, cell)]
        found += of_quantity(line, opened(numbers.knowledge, item.clause.words) if alike else ())
    return found


def _one_thing(context: Context, one: Number, two: Number) -> bool:
    """Whether two numbers are of one unit, as often, of the same years."""
    if one.each != two.each or one.years or two.years:
        return False
    count = min(len(one.thing), len(two.thing), 2)
    alike = _alike(context.knowledge)
    heads = [alike.get(each.thing[0], each.thing[0]) for each in (one, two)]
    return heads[0] == heads[1] and (one.thing[0] != two.thing[0] or one.thing[1:count] == two.thing[1:count])


@lru_cache(maxsize=4)
def _alike(knowledge: Knowledge) -> Mapping[str, str]:
    """Unit → the first of those that count the same things: "bản" → "cuốn"."""
    groups = [each.split(" / ") for each in knowledge.vocabulary.terms["work.units"]]
    return {unit: group[0] for group in groups for unit in group}
