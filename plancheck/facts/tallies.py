"""One number told two ways: "04 video clip" in the text and "06 video clip" in the row of the same work, "12 thí sinh
dự Hội thi toàn quốc" in one part and "10 thí sinh dự Hội thi toàn quốc" in another, "16 thôn" and "18 thôn của xã".

Numbers are of one thing where unit, work, how often and years agree; a part of it is no other number of it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.figures import amount, decimal, money
from plancheck.facts.quantities import PART, YEAR, Number, Numbers, of_cell
from plancheck.facts.sole_units import sole_units
from plancheck.facts.tables import Line
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import Clause, words_of
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage
from plancheck.text import right_before, squeeze

_FAR = 4
"""A number that is less by more than this part of it is one of some of the units."""
_UNIT = 2
"""Words of a unit: what stands behind them says more of it."""
_FEWEST = 3
"""Words of a thing counted that tell it from others."""
_MOST = 3
"""Clauses of one work from which on its numbers are of its parts."""


def recognise(context: Context) -> Iterator[Fact]:
    """``tally`` facts of a draft."""
    if context.plan.nature != "draft":
        return
    numbers = Numbers(context.works, context.knowledge)
    told: set[tuple[int, int]] = set()
    areas = context.knowledge.vocabulary.terms["counted.units"]
    for row in context.works.rows:
        yield from _of_row(numbers, row, told, areas)
    yield from _of_parts(numbers, told, areas)
    for cell, other, agrees in sole_units(numbers, frozenset(areas)):
        if (other.passage.index, other.start) not in told:
            yield _tally(cell, other, agrees)
    yield from _of_rates(context)
    yield from _of_all(context)
    yield from _of_money(context)
    yield from _of_courses(context)


# A row against the text


def _of_row(numbers: Numbers, row: Clause, told: set[tuple[int, int]], areas: Collection[str]) -> Iterator[Fact]:
    """Numbers in a row's cells and name against those of the clauses of its work."""
    stated = [number for cell in (row.line.rest if row.line else ()) for number in of_cell(numbers.knowledge, cell)]
    stated += numbers.of(row)
    clauses = numbers.works.near(row)
    for cell in stated:
        same = [
            each
            for clause in clauses
            for each in numbers.of(clause)
            if _one_thing(cell, each, row.words, clause, areas)
        ]
        values = {each.number for each in same}
        if not same or len(same) > _MOST or (len(values) > 1 and not any(cell.number == each.number for each in same)):
            continue
        agrees = any(not cell.against(each) for each in same)
        told.update((each.passage.index, each.start) for each in same)
        yield _tally(cell, same[0], agrees)


def _one_thing(cell: Number, other: Number, work: Sequence[str], clause: Clause, areas: Collection[str]) -> bool:
    """Whether a cell's number and one of the text are of the same thing, as often, and of the work's row."""
    unit = [word for word in cell.thing if word not in ("mỗi", "một", cell.each)]
    shorter = min(len(unit), len(other.thing), _UNIT)
    if other.years or cell.each != other.each or list(other.thing[:shorter]) != unit[:shorter]:
        return False
    if unit[0] in areas and list(other.thing) != unit:
        return False  # "06 xã biên giới", "99 xã, phường"
    named = words_of(" ".join(other.thing[1:] if other.thing[0] == "%" else other.thing))
    return set(named) <= {*work, *unit} or f" {' '.join(work)} " in f" {' '.join(clause.words)} "


# One part against another


def _of_parts(numbers: Numbers, told: set[tuple[int, int]], areas: Collection[str]) -> Iterator[Fact]:
    """The same words behind two numbers, each the only one that its part gives of them."""
    found: dict[tuple[object, ...], dict[tuple[str, int], list[Number]]] = {}
    for clause in numbers.works.clauses:
        for each in numbers.of(clause):
            named = words_of(" ".join(each.thing))
            if len(named) >= _FEWEST + (each.thing[0] == "%"):
                key = (each.thing, each.each, each.years)
                found.setdefault(key, {}).setdefault(clause.part, []).append(each)
    for by_part in found.values():
        if len(by_part) < 2 or any(len({each.number for each in held}) > 1 for held in by_part.values()):
            continue
        first, *others = [held[0] for held in by_part.values()]
        for other in others:
            if first.thing[0] in areas and _of_some(other.number, first.number):
                continue
            if (other.passage.index, other.start) not in told:
                yield _tally(other, first, not first.against(other))


def _tally(number: Number, other: Number, agrees: bool) -> Fact:
    start, end = number.passage.folded.span(number.start, number.end)
    return fact(
        "tally", number.passage.place(start, end), number.quote, said=number.quote, other=other.quote,
        agrees="yes" if agrees else "no",
    )  # fmt: skip


# Shares by name

_RATE = Cue(
    r"(?<!\w)<rate.names>(?P<name>(?: [^\W\d_]+){2,10}?)(?: <rate.reached>)*:? "
    r"(?P<number>\d{1,3}(?:,\d{1,2})?) ?%(?! ?(?:-|đến|lên) ?\d)"
)


def _of_rates(context: Context) -> Iterator[Fact]:
    """ "tỷ lệ cây sống đạt trên 90%" in one section and "… trên 85%" in another."""
    works, rate, part = context.works, _RATE(context.knowledge), PART(context.knowledge)
    found: dict[tuple[object, ...], tuple[int, Clause, int, int, Decimal]] = {}
    for clause in works.clauses:
        if "%" not in clause.text:
            continue
        years = frozenset(YEAR.findall(clause.text)) - {str(works.year)}
        for match in rate.finditer(clause.text):
            if right_before(part, clause.text, match.start()):
                continue
            section, number = works.section(clause.passage), decimal(match["number"])
            key = (match["name"], years)
            first = found.setdefault(key, (section, clause, match.start(), match.end(), number))
            if first[0] != section:
                start, end = clause.passage.folded.span(clause.start + match.start(), clause.start + match.end())
                other = _quoted((first[1].passage, first[1].start + first[2], first[1].start + first[3]))
                quote = clause.passage.text[start:end]
                yield fact(
                    "tally", clause.passage.place(start, end), quote, said=quote, other=other,
                    agrees="yes" if number == first[4] else "no",
                )  # fmt: skip


# All units of a place


_KINDS = r"(?P<kinds><counted.units>{0})(?!\w)"
_KIND, _MORE_KINDS = _KINDS.format(""), r"(?:(?:, | và |, và )<counted.units>)"
_FIGURE = r"(?P<number>\d{1,4})"
_UNITS = Cue(r"\d <counted.units>(?!\w)")
_ALL_UNITS = (
    Cue(rf"(?<![\w.,-])\d{{1,4}}/{_FIGURE} {_KINDS.format(_MORE_KINDS + '*')}"),
    Cue(rf"(?<![\w/.,-]){_FIGURE} {_KINDS.format(_MORE_KINDS + '+')}"),
    Cue(rf"(?<!\w)<tally.all> {_FIGURE} {_KIND}"),
    Cue(
        rf"(?<![\w/.,-]){_FIGURE} {_KIND} <tally.of-a-place>(?: toàn)? "
        r"(?:xã|phường|huyện|tỉnh|thành phố|thị trấn)(?!\w)"
    ),
)
"""How many units of one or more kinds a place has, said of all of them."""


def _of_all(context: Context) -> Iterator[Fact]:
    """ "16/16 thôn", "18 thôn của xã": all there are, told once one way and once another."""
    some, patterns = _UNITS(context.knowledge), [each(context.knowledge) for each in _ALL_UNITS]
    found: dict[str, list[tuple[int, Passage, int, int]]] = {}
    part = PART(context.knowledge)
    for passage in context.plan.passages:
        text = passage.folded.text
        if passage.role not in BODY or not some.search(text):
            continue
        seen: set[int] = set()
        for pattern in patterns:
            for match in pattern.finditer(text):
                at = match.start("number")
                if at in seen or context.in_citation(passage, at) or right_before(part, text, at):
                    continue
                seen.add(at)
                kinds = " ".join(sorted(lazily(r", và | và |, ").split(match["kinds"])))
                found.setdefault(kinds, []).append((int(match["number"]), passage, match.start(), match.end()))
    for kind, said in found.items():
        yield from _told_twice([*said, *_listed(context, kind)] if said else [])


def _listed(context: Context, kind: str) -> Iterator[tuple[int, Passage, int, int]]:
    """The rows of a table whose names are all units of a kind, as the head over them says."""
    tables: dict[int, list[Line]] = {}
    for row in context.works.rows:
        if row.line and row.line.head.strip(" .:").removeprefix("tên ") == kind:
            tables.setdefault(row.line.table, []).append(row.line)
    for lines in tables.values():
        named = [line for line in lines if "cộng" not in line.name[0].folded.text]
        if len({line.name[0].folded.text for line in named}) == len(named) >= _FEWEST:
            first = named[0].name[0]
            yield len(named), first, 0, len(first.folded.text)


def _of_some(one: Decimal, other: Decimal) -> bool:
    """Whether the lesser of two numbers of a place's units may be of some of them only."""
    return abs(one - other) * _FAR > max(one, other)


def _told_twice(said: Sequence[tuple[int, Passage, int, int]]) -> Iterator[Fact]:
    first = said[0]
    for number, passage, start, end in said[1:]:
        if _of_some(Decimal(number), Decimal(first[0])):
            continue
        begins, stops = passage.folded.span(start, end)
        quote = passage.text[begins:stops]
        yield fact(
            "tally", passage.place(begins, stops), quote, said=quote, other=_quoted(first[1:]),
            agrees="yes" if number == first[0] else "no",
        )  # fmt: skip


def _quoted(at: tuple[Passage, int, int]) -> str:
    start, end = at[0].folded.span(*at[1:])
    return at[0].text[start:end]


# All the money of the plan

_MONEY = Cue(
    r"(?<!\w)(?P<total>tổng (?:mức |nhu cầu |nguồn |số )?)?<tally.money>(?: dự kiến)?"
    r"(?: (?:thực hiện|tổ chức|triển khai))*(?P<of>[^.;:,\d()]{0,80}?)(?: dự kiến)?(?: là|:| là:)? ?" + money("amount")
)
_OF_PART = whole("tally.money-of-parts")


def _of_money(context: Context) -> Iterator[Fact]:
    """What the whole plan, or the event it is about, costs: told in one part and again in another."""
    title = words_of(squeeze(context.plan.subject).text)
    said: list[tuple[Decimal, Passage, int, int]] = []
    for passage in context.plan.body:
        text = passage.folded.text
        if passage.block.cell is not None or "đồng" not in text:
            continue
        for match in _MONEY(context.knowledge).finditer(text):
            if _whole(context.knowledge, match, title) and not context.in_citation(passage, match.start()):
                said.append((amount(match, "amount"), passage, match.start(), match.end()))
    for dong, passage, start, end in said[1:]:
        first = said[0]
        if passage is not first[1]:
            begins, stops = passage.folded.span(start, end)
            quote = passage.text[begins:stops]
            yield fact(
                "tally", passage.place(begins, stops), quote, said=quote, other=_quoted(first[1:]),
                agrees="yes" if dong == first[0] else "no",
            )  # fmt: skip


def _whole(knowledge: Knowledge, match: re.Match[str], title: Sequence[str]) -> bool:
    """Whether money is that of the plan: "kinh phí thực hiện Kế hoạch", "tổng kinh phí", or of what its title names."""
    of = match["of"].strip()
    if not of:
        return match["total"] is not None
    if _OF_PART(knowledge).search(of):
        return False
    words = words_of(of)
    named = len(words) >= 2 and f" {' '.join(words)} " in f" {' '.join(title)} "
    return named or lazily(r"(?:kế hoạch|chương trình|đề án)(?: này)?$").match(of) is not None


# Those who are taught

_COURSES = Cue(
    r"(?<![\w/.,-])(?P<count>\d{1,2}) (?P<thing>lớp|khóa)(?!\w)"
    r"(?:[^.;:\d()]|\([^()]{0,160}\)|(?:\d{1,2}/){1,2}20\d\d){0,80}?"
    r"(?<!\w)mỗi (?P=thing)(?: có| gồm| từ)? (?P<each>\d{1,3}) <counted.people>(?!\w)"
)
"""So many courses, so many people each."""
_TAUGHT = Cue(
    r"(?<!\w)<tally.taught>(?P<gap>[^.;]{0,60}?)(?<![\w/.,-])(?P<total>\d{2,4}) lượt <counted.people>(?!\w)"
    r"|(?<![\w/.,-])(?P<count>\d{1,2}) (?:lớp|khóa)(?P<more>[^.;\d]{0,40}), (?P<people>\d{2,4}) (?:lượt )?"
    r"<counted.people>(?!\w)"
)
"""How many are taught in all."""


def _of_courses(context: Context) -> Iterator[Fact]:
    """ "02 lớp, mỗi lớp 80 người" and "bồi dưỡng cho 180 lượt người": the plan's only courses, and their people."""
    courses, taught, part = _COURSES(context.knowledge), _TAUGHT(context.knowledge), _NOT_EACH(context.knowledge)
    passages = [each for each in context.plan.passages if each.role in BODY and _TEACHES.search(each.folded.text)]
    said = [(each, match) for each in passages for match in courses.finditer(each.folded.text)]
    if len(said) != 1 or part.search(said[0][1].group()):
        return
    where, course = said[0]
    come = int(course["count"]) * int(course["each"])
    found = [
        (passage, match)
        for passage in passages
        for match in taught.finditer(passage.folded.text)
        if not (passage is where and match.start() < course.end() and course.start() < match.end())
        and not part.search(passage.folded.text, max(0, match.start() - _NEAR), match.end())
    ]
    in_all = sum(match["total"] is not None for _, match in found)
    for passage, match in found:
        alone = in_all == 1 if match["total"] else int(match["count"]) == int(course["count"])
        total = int(match["total"] or match["people"])
        if alone and abs(total - come) * 2 <= come:
            start, end = passage.folded.span(*match.span())
            yield fact(
                "tally", passage.place(start, end), passage.text[start:end], said=passage.text[start:end],
                other=_quoted((where, *course.span())), agrees="yes" if total == come else "no",
            )  # fmt: skip


_TEACHES = lazily(r"(?<!\w)(?:lớp|khóa|lượt)(?!\w)")
_NEAR = 24
"""Characters before a number in which it is said to be of some."""
_NOT_EACH = whole("tally.not-all-taught")
