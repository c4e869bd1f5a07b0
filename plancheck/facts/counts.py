"""Things counted and then listed: "05 nhiệm vụ trọng tâm:" over its items, "03 nhiệm vụ: …; …; …".

Only where the list can't be mistaken: a line that ends with ":" or a heading that is the count itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancheck.facts.context import Context
from plancheck.facts.counted_parts import WORDED, counted_fact, parts_of
from plancheck.facts.cues import Cue, whole
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role

_NOT_ALL = whole("count.not-all")
_SAYING = BODY - {Role.NOTE} | {Role.ENACTING}
_NUMBER = lazily(r"(?P<number>\d{1,2})[.)-]?$")
_STOP = lazily(r"[.!?](?= |$)")
_IN_PART = lazily(
    r"[^:;.]{0,40}? (?:tại|ở|trong)(?: mục| phần) (?P<part>[ivx]{1,5})(?!\w)(?! [\w ]{0,12}(?:nghị|kế|quyết|luật))"
)

_HERE = Cue(r"(?: <count.such>)* (?:dưới|sau) đây(?!\w)")
_THINGS = Cue(r"<counted.things>")
_COUNTED = Cue(
    rf"(?<![\w/.,-])(?P<count>0[2-9]|[2-9]|[12]\d|{WORDED})(?: \(\w+(?: \w+)?\))? "
    r"(?P<thing><counted.things>|<counted.bodies>)(?!\w)"
)
"""How many of the things that lists are of."""


def recognise(context: Context) -> Iterator[Fact]:
    """``count`` facts."""
    if context.plan.nature != "draft":
        return
    counted, not_all = _COUNTED(context.knowledge), _NOT_ALL(context.knowledge)
    passages = [each for each in context.plan.passages if each.role in _SAYING]
    for index, passage in enumerate(passages):
        if passage.block.cell is not None:
            continue
        text = passage.folded.text
        if ":" in text or "gồm" in text or "(" in text or "trong đó" in text:
            yield from list(_tallies(context.knowledge, passage)) or parts_of(context, passage)
            yield from _timed(context.knowledge, passage)
        yield from _parts(context, passage)
        if text.endswith(":") or ": " in text:
            yield from _announced(context, passages, index)
        found = list(counted.finditer(text))
        if len(found) != 1 or context.in_citation(passage, found[0].start()) or not_all.search(text):
            continue
        match = found[0]
        content = passage.folded.squeezed(passage.content_start)
        behind = text[match.end() :]
        announced = behind.rstrip().endswith(":") and not _STOP.search(behind)
        titled = passage.role is Role.HEADING and not text[content : match.start()].strip() and ":" not in behind
        pointed = _IN_PART.match(behind)
        here = _HERE(context.knowledge).match(behind) is not None
        if pointed:
            listed = _under(context, passages, pointed["part"])
        elif announced or titled or here:
            listed = _below(passages, index, here)
        else:
            listed = _within(behind) or _bodies(context, passage, match)
        if listed:
            yield counted_fact(passage, match, listed)


def _under(context: Context, passages: Sequence[Passage], part: str) -> int:
    """How many items stand right under a part of the draft, named by its Roman number; 0 if there is no one such."""
    sections = [each for each in context.plan.sections if each.label.strip(" .").lower() == part and not each.appendix]
    at = [index for index, each in enumerate(passages) if sections and each.index == sections[0].heading]
    return _below(passages, at[0]) if len(sections) == 1 and at else 0


_BRACKETED = Cue(
    r"(?<![\w/.,-])(?P<count>0[2-9]|[2-9]|[12]\d) (?P<thing><counted.timed>)(?: [^\W\d]+){0,6}? "
    r"\((?P<parts>[^()]{12,240})\)"
)
_A_TIME = lazily(
    r"(?<!\w)(?:tháng|quý|ngày|tuần) (?:\d{1,2}|[ivx]+)(?![\w-])(?:/\d{1,2})?(?:/?(?: năm )?20\d\d)?(?! ?-)"
)
_AN_ORDER = lazily(r"(?<!\w)[^\W\d]+ (?:thứ )?(?P<number>\d{1,2}):?(?= )")


def _timed(knowledge: Knowledge, passage: Passage) -> Iterator[Fact]:
    """ "04 lớp (khu vực Đông tháng 5, khu vực Tây tháng 7)": each named with its own time, and nothing else counted."""
    original = passage.folded.original
    for match in _BRACKETED(knowledge).finditer(passage.folded.text):
        starts = [match.start("parts"), *(each.end() for each in _PARTED.finditer(match.string, *match.span("parts")))]
        parts = [each.strip() for each in _PARTED.split(match["parts"])]
        alike = len({part.split()[0] for part in parts if part}) == 1
        named = alike or all(passage.text[original(start)].isupper() for start in starts)
        if named and len(parts) >= 2 and all(_has_its_time(part, number) for number, part in enumerate(parts, 1)):
            yield counted_fact(passage, match, len(parts))


def _has_its_time(part: str, number: int) -> bool:
    order = _AN_ORDER.match(part)
    name = part[order.end() :] if order and int(order["number"]) == number else part
    rest = _A_TIME.sub("", name, count=1)
    return rest != name and not lazily(r"\d").search(rest) and len(part.split()) > _BARE


_PARTED = lazily(r"[,;] ?(?:và )?| và ")
_BARE = 2
"""Words of a time alone, in which more than one may be held."""
_OF_PARTS = Cue(r"(?<!\w)<count.wholes>(?: này)? <count.made-of> (?P<count>\d{1,2}) (?P<thing>phần)(?!\w)")


def _parts(context: Context, passage: Passage) -> Iterator[Fact]:
    """ "Kế hoạch này gồm 04 phần": the parts with Roman numbers."""
    match = _OF_PARTS(context.knowledge).search(passage.folded.text) if " phần" in passage.folded.text else None
    if match is None:
        return
    parts = [each for each in context.plan.sections if each.level == 1 and not each.appendix and each.label]
    if len(parts) >= 2:
        yield counted_fact(passage, match, len(parts))


def _within(behind: str) -> int:
    """How many the same sentence names behind ":", parted by ";"; 0 where that can't be told."""
    _, colon, rest = behind.partition(":")
    if not colon or _STOP.search(behind[: behind.find(":")]):
        return 0
    stop = _STOP.search(rest)
    parts = [each.strip() for each in rest[: stop.start() if stop else len(rest)].split(";")]
    parts = [each for each in parts if each and each != "và"]
    plain = all(not lazily(r",|:|(?<!\w)và(?!\w)").search(each.removeprefix("và ")) for each in parts)
    return (
        len(parts) if len(parts) >= 2 and plain and rest[stop.end() if stop else len(rest) :].strip(" ./") == "" else 0
    )


def _bodies(context: Context, passage: Passage, match: re.Match[str]) -> int:
    """How many bodies the same sentence names behind ":", each between commas; 0 where that can't be told."""
    text = passage.folded.text
    if match["thing"] not in context.knowledge.vocabulary.terms["counted.bodies"]:
        return 0
    colon = text.find(":", match.end())
    stop = _STOP.search(text, max(colon, match.end()))
    end = stop.start() if stop else len(text)
    if colon < 0 or "." in text[match.end() : colon]:
        return 0
    hits = context.agency_hits.between(passage, colon + 1, end)
    parts = [hits[0].start, *(hit.end for hit in hits)] if hits else []
    gaps = [text[before.end : after.start] for before, after in pairwise(hits)]
    apart = all(_JOIN.fullmatch(gap) for gap in gaps)
    whole = bool(parts) and not text[colon + 1 : parts[0]].strip() and not text[parts[-1] : end].strip(" .;")
    plain = not any(context.knowledge.agency(hit.ids[0]).covers for hit in hits)
    return len(hits) if len(hits) >= 2 and apart and whole and plain else 0


def _sort(label: str) -> str:
    """Sort of a label: "1." and "2." are of one, "a)" and "-" of others."""
    return lazily(r"[a-zđ]").sub(
        "a", lazily(r"\d+").sub("1", lazily(r"^[IVX]+(?=\W|$)").sub("R", label.strip()).lower())
    )


def _below(passages: Sequence[Passage], index: int, here: bool = False) -> int:
    """How many items of one sort follow right under a line; 0 where the list can't be told from what comes after.

    ``here``: the line says that they do.
    """
    head = passages[index]
    above = _sort(head.label)
    sort, number, listed, ended, said = "", 0, 0, ";", False
    for item in passages[index + 1 :]:
        label = _sort(item.label)
        if item.appendix != head.appendix or (label and label == above):
            break
        if not sort:
            if not label and head.role is Role.HEADING and item.role is Role.PARAGRAPH and item.block.cell is None:
                said = True  # before the items, or over some of them
                continue
            if not label or item.block.cell is not None or (head.level and item.level and item.level <= head.level):
                return 0
            if said and not _NUMBER.fullmatch(item.label.strip()):
                return 0
            sort = label
        if label != sort:
            if _above(label, sort) or (not label and sort in _MARKS):
                break
            continue
        figure = _NUMBER.fullmatch(item.label.strip())
        if figure:
            if not number <= int(figure["number"]) <= number + 2 or (number and int(figure["number"]) == 1):
                break  # a number that is repeated or left out is one item all the same
            number = int(figure["number"])
        elif sort in _MARKS and listed and ended == ".":
            break
        listed += 1
        last = item.text.rstrip()[-1:]
        ended = last if ended == ";" or listed == 1 else ended
    if listed < 2 or (not head.label and number and not here and not head.text.rstrip().endswith(":")):
        return 0
    return listed


_ANNOUNCED = lazily(
    r"(?<![\w/.,-])(?P<count>0[2-9]|[2-9]|[12]\d)(?: \(\w+(?: \w+)?\))? (?P<thing>[^\W\d]+)"
    r"(?P<more>(?: [^\W\d]+){0,9}?)(?: (?:theo|như|tại|trong)? ?(?:bảng|biểu)?(?: chi tiết)?"
    r"(?: dưới đây| sau(?: đây)?)?)? ?:(?P<rest>.*)$"
)
_NAMED = lazily(r"[^\W\d][^,;:.()\d]{0,40}$")


def _announced(context: Context, passages: Sequence[Passage], index: int) -> Iterator[Fact]:
    """Things that say what they are: items or rows that begin with the word counted, names between commas."""
    passage = passages[index]
    text = passage.folded.text
    match = _ANNOUNCED.search(text)
    if (
        match is None
        or _NOT_ALL(context.knowledge).search(text[: match.start("rest")])
        or context.in_citation(passage, match.start())
    ):
        return
    if _THINGS(context.knowledge).match(match["thing"] + match["more"]):
        return  # told with any list
    if match["rest"].strip():
        listed = _numbered(match) or _names(context, passage, match)
    else:
        below = context.plan.passages[passage.index + 1 : passage.index + 2]
        if below and below[0].block.cell is not None:
            listed = _rows(context, below[0], match["thing"])
        else:
            first = passages[index + 1] if index + 1 < len(passages) else passage
            named = first.folded.text[first.folded.squeezed(first.content_start) :].startswith(f"{match['thing']} ")
            listed = _below(passages, index) if named and first.label else 0
    if listed >= 2:
        yield counted_fact(passage, match, listed, match.end("more"))


def _numbered(match: re.Match[str]) -> int:
    """How many the same sentence numbers from 1 on: "đợt 1 …, đợt 2 …, đợt 3 …"; 0 where they don't follow."""
    stop = _STOP.search(match["rest"])
    said = match["rest"][: stop.start() if stop else None]
    numbers = [int(each[1]) for each in _OF_NUMBER.findall(said) if each[0] == match["thing"]]
    return len(numbers) if len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1)) else 0


_OF_NUMBER = lazily(r"(?<!\w)([^\W\d]+) (?:thứ )?(\d{1,2})(?!\w)")


def _names(context: Context, passage: Passage, match: re.Match[str]) -> int:
    """How many names stand between commas behind ":" to the end of the sentence; 0 where one of them may be none."""
    text = passage.folded.text
    stop = lazily(r"[;.]").search(text, match.start("rest"))
    end = stop.start() if stop else len(text)
    if context.agency_hits.between(passage, match.start("rest"), end):
        return 0  # names of bodies hold commas
    said = passage.as_written(match.start("rest"), end)
    names = [each.strip() for each in lazily(r",| và ").split(said) if each.strip()]
    plain = all(_NAMED.match(each) and each[0].isupper() for each in names)
    return len(names) if plain and len(names) >= _ENOUGH else 0


_ENOUGH = 3
"""Names between commas from which on they are a list."""


def _rows(context: Context, cell: Passage, thing: str) -> int:
    """How many rows of a table are such things: its names begin with the word, or the head of their column does."""
    assert cell.block.cell is not None
    key = table_key(cell.block.cell)
    lines = [row.line for row in context.works.rows if row.line]
    held = [line for line in lines if (at := line.name[0].block.cell) and table_key(at) == key]
    named = [line for line in held if line.name[0].folded.text.strip().startswith(f"{thing} ")]
    return len(held) if held and len(named) == len(held) else 0


_JOIN = lazily(r" ?(?:,|;|và|, và) ?")
_TALLY = lazily(
    r"(?<![\w/.,-])(?P<count>\d{1,3}(?:\.\d{3})|\d{1,4}) (?P<thing>[^\W\d]+)(?P<rest>(?: [^\W_]+){0,8}?)"
    r"(?P<opening>:|,? (?:bao gồm|gồm có|gồm|(?P<some>trong đó)):?| ?\((?=\d)(?:gồm )?) ?"
    r"(?P<parts>(?:[^.:;()]|(?<=\d)\.(?=\d))+(?:; ?(?:[^.:;()]|(?<=\d)\.(?=\d))+)*)(?=[.;)]?$|\. |\))"
)
_BETWEEN = lazily(r" ?[,;] ?(?:và )?| và (?=\d)")
_ONE = lazily(
    r"(?P<first>\d{1,3}(?:\.\d{3})+|\d{1,4}) (?P<thing>[^\W\d]+(?: [^\W\d]+)?)(?: [^\d]*)?$"
    r"|[^\d]+ (?P<last>\d{1,3}(?:\.\d{3})+|\d{1,4}) (?P<end>[^\W\d]+)$"
)
_MONEY = ("nghìn", "ngàn", "triệu", "tỷ", "tỉ")
"""Units of amounts, which sums are held against elsewhere."""


_PEOPLE = Cue(r"<counted.people>(?!\w)")
"""Words that people are counted in, "học viên", "cán bộ", "phó chủ tịch"."""


def _tallies(knowledge: Knowledge, passage: Passage) -> Iterator[Fact]:
    """ "08 cụm pa nô: Hữu Nghị 03 cụm, Chi Ma 02 cụm": numbers that are parts of the one before them.

    Parts are counted in the unit of the whole, or all of them are people.
    """
    people = _PEOPLE(knowledge)
    for match in _TALLY.finditer(passage.folded.text):
        stated = match["parts"].split(";")[0] if match["some"] else match["parts"]
        found = [_ONE.fullmatch(part.strip()) for part in _BETWEEN.split(stated)]
        parts = [(each["first"] or each["last"], each["thing"] or each["end"]) for each in found if each]
        thing = match["thing"]
        if thing in _MONEY:
            continue
        whole = people.match(f"{thing}{match['rest']}") is not None
        same = all(unit.split()[0] == thing or (whole and people.match(unit)) for _, unit in parts)
        said = match.group()
        if match["some"]:
            said = said[: match.start("parts") - match.start() + len(stated)].replace("trong đó", "", 1)
        come = sum(int(number.replace(".", "")) for number, _ in parts)
        if len(parts) < 2 or len(parts) != len(found) or not same or _NOT_ALL(knowledge).search(said):
            continue
        if not (match["some"] and come < int(match["count"].replace(".", ""))):
            yield counted_fact(passage, match, come, match.start("opening"))


_MARKS = ("-", "+", "*", "•")


def _above(label: str, sort: str) -> bool:
    """Whether a label is of a sort that stands over another."""
    order = ("R.", "1.", "1.1", "1.1.", "a)", "-", "+")
    return label in order and sort in order and order.index(label) < order.index(sort)
