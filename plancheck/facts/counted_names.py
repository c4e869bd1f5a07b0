"""Things counted against the names or rows that follow: "03 xã biên giới Ia Dom, Ia Nan, Ia Pnôn", "04 hội nghị tại A,
B, C và D", "07 nhiệm vụ như sau:" over a table, "07 nhiệm vụ tại Phụ lục".

Only names to the end of their list count; of what is held at places there may be more than places, but not fewer.
"""

import re
from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.counted_parts import WORDED, counted_fact, stated_count
from plancheck.facts.cues import Cue, Cues
from plancheck.facts.references import appendices, figure
from plancheck.facts.tables import tables
from plancheck.facts.vocabulary import Fact
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage
from plancheck.text import right_before, squeeze

_FIGURE = rf"(?<![\w/.,-])(?P<count>0[2-9]|[2-9]|[12]\d|{WORDED})(?: \(\w+(?: \w+)?\))?"
_NOT_ALL = Cue(r"(?<!\w)<count.not-all-named>(?: \w+)?[ (]*$")
_BETWEEN = lazily(r" ?(?:,|;) ?(?:và )?| và ")
_REMARK = lazily(r" \([^()]{2,40}\)")
_ENDS = Cue(r" ?(?:$|[;.)(:]|, | <count.list-ends>(?!\w))")
_LABELLED = lazily(r"\d{1,3}\.?$")
_HERE = lazily(
    r"[^.;:()]{0,60}? (?:tại|trong|theo|ở)(?: các)? (?:phụ lục|bảng)(?P<other> (?:\d|[ivx]+(?!\w)))?(?! của)"
)
_SO = lazily(r"[^.;:()]{0,60}? (?:như sau|sau đây|dưới đây|cụ thể)?:? ?$")


_MORE = r"(?: <counted.kinds>)*"
_UNIT = "(?:<counted.units>|<counted.places>)"


class _Words(Cues):
    """What is counted and then named."""

    units = Cue(rf"{_FIGURE} (?P<thing>{_UNIT}){_MORE}(?: ?(?::|\(|gồm:?|là:?) ?| )")
    """So many units of a place, before their names."""
    held = Cue(rf"{_FIGURE} (?P<thing><counted.held>)(?!\w)[^;.:()\d]{{0,120}}? (?:tại|ở) (?:các )?")
    """So many things that are at one place each, before their places."""
    work = Cue(rf"{_FIGURE} (?P<thing><counted.tasks>)(?!\w)")
    """So many tasks."""
    unit = Cue(rf"{_UNIT}{_MORE} ")
    """What may stand before a name."""


_AT_ANNEX = Cue(
    r"(?<![\w/.,-])(?P<count>0[2-9]|[2-9]|[12]\d) (?P<thing>[^\W\d]+)(?P<more>(?: [^\W\d]+){0,6}?),? "
    r"\(?(?:<table.pointing> )*phụ lục (?:số )?"
    r"(?P<label>[ivx]{1,5}|\d{1,2})(?![\w/])(?! (?:kèm theo )?(?:nghị|thông|quyết|của))"
)


def recognise(context: Context) -> Iterator[Fact]:
    """``count`` facts of names, places and rows."""
    if context.plan.nature != "draft":
        return
    words = _Words.of(context.knowledge)
    yield from _of_annexes(context)
    for passage in context.plan.passages:
        if passage.role not in BODY:
            continue
        text = passage.folded.text
        for pattern, listed in ((words.units, _units), (words.held, _places), (words.work, _tasks)):
            for match in pattern.finditer(text):
                not_all = right_before(_NOT_ALL(context.knowledge), text, match.start())
                if not_all or context.in_citation(passage, match.start()):
                    continue
                count = listed(context, words, passage, match)
                if count >= 2:
                    yield counted_fact(passage, match, count)


def _units(context: Context, words: _Words, passage: Passage, match: re.Match[str]) -> int:
    names = _names(words, passage, match.end())
    kinds = {name for name in names if name and name.split()[0] != match["thing"].split()[0]}
    higher = {"tỉnh", "huyện", "thành", "quận"} & {kind.split()[0] for kind in kinds}
    return 0 if higher else len(names)


def _places(context: Context, words: _Words, passage: Passage, match: re.Match[str]) -> int:
    """Places of things that are at one place each, where there are more of them or as many."""
    listed = len(_names(words, passage, match.end()))
    return listed if listed >= stated_count(match) else 0


def _names(words: _Words, passage: Passage, start: int) -> list[str]:
    """The word before each name of a list, empty where there is none; of a list whose end is not sure none."""
    folded = passage.folded.text
    found: list[str] = []
    at = start
    while at < len(folded):
        unit = words.unit.match(folded, at)
        name = _capitals(passage, unit.end() if unit else at)
        if not name:
            break
        found.append(unit.group().strip() if unit else "")
        at = name
        remark = _REMARK.match(folded, at)
        after = remark.end() if remark else at
        between = _BETWEEN.match(folded, after)
        if between is None:
            return found if _ENDS(words.knowledge).match(folded, after) else []
        at = between.end()
        if "và" in between.group():
            unit = words.unit.match(folded, at)
            last = _capitals(passage, unit.end() if unit else at)
            remark = _REMARK.match(folded, last) if last else None
            ends = last and _ENDS(words.knowledge).match(folded, remark.end() if remark else last)
            return [*found, unit.group().strip() if unit else ""] if ends else []
    return found


def _capitals(passage: Passage, start: int) -> int:
    """Where the words that begin with capitals end, 0 for none."""
    folded, original = passage.folded.text, passage.folded.original
    end = 0
    for match in _WORD.finditer(folded, start):
        gap = folded[end or start : match.start()]
        written = passage.text[original(match.start())]
        if gap not in _GAPS[bool(end)] or not (written.isupper() or (end and written.isdigit())):
            break
        end = match.end()
    return end


_WORD = lazily(r"[^\W_]+")
_GAPS = (("",), (" ", "-", " - ", "'"))


def _tasks(context: Context, words: _Words, passage: Passage, match: re.Match[str]) -> int:
    """Rows of the table right below, or of the only table of the annexes."""
    behind = passage.folded.text[match.end() :]
    plan = context.plan
    there = _HERE.match(behind)
    held = tables(plan)
    if behind.rstrip().endswith(":") and _SO.match(behind):
        below = next((_numbered(each) for each in held if each[0].index == passage.index + 1), 0)
        if below:
            return below
    if there and not there["other"]:
        held = tuple(each for each in held if each[0].appendix)
        return _numbered(held[0]) if len(held) == 1 else 0
    return 0


def _of_annexes(context: Context) -> Iterator[Fact]:
    """ "05 sự kiện ở nước ngoài (Phụ lục II)": rows of the only table of an annex that is of such things."""
    held = [each for each in tables(context.plan) if each[0].appendix]
    if not held:
        return
    annexes = {figure(label): passage for passage, label in appendices(context) if label}
    at_annex, not_all = _AT_ANNEX(context.knowledge), _NOT_ALL(context.knowledge)
    for passage in context.plan.passages:
        if passage.role not in BODY or passage.appendix or "phụ lục" not in passage.folded.text:
            continue
        for match in at_annex.finditer(passage.folded.text):
            annex = annexes.get(figure(match["label"].lstrip("0")))
            there = [each for each in held if annex and each[0].appendix == annex.appendix]
            some = right_before(not_all, passage.folded.text, match.start())
            if len(there) == 1 and not some and _is_of(context, there[0], match):
                listed = _numbered(there[0])
                if listed >= 2:
                    yield counted_fact(passage, match, listed, match.end("more"))


def _is_of(context: Context, table: tuple[Passage, ...], match: re.Match[str]) -> bool:
    """Whether the head of a column is the thing that is counted, and the title over the table names all of it."""
    said = f"{match['thing']}{match['more']}"
    heads = [each.folded.text.strip(" .:") for each in table if each.block.cell and each.block.cell.row == 1]
    over = squeeze(" ".join(each.text for each in context.plan.passages[max(0, table[0].index - 3) : table[0].index]))
    return any(said == head or (said.startswith(f"{head} ") and said in over.text) for head in heads)


def _numbered(passages: tuple[Passage, ...]) -> int:
    """Rows of a table that are numbered 1, 2, 3 …; 0 where they are not."""
    numbers = [
        int(text.rstrip("."))
        for passage in passages
        if passage.block.cell is not None and passage.block.cell.column == 1
        if _LABELLED.match(text := (passage.block.label or passage.text).strip())
    ]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0
