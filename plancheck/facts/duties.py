"""Tasks the plan gives out, and whether each says who leads, who coordinates and by when."""

import re
from collections.abc import Iterator, Sequence

from plancheck.facts.acting import Acting, Group
from plancheck.facts.calendar import find_cadences, find_deadlines
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, Cues, whole
from plancheck.facts.tables import Row, TaskTable
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role

_START = 120
"""Characters of a task that are shown."""
_STOP = lazily(r"[;.)]")
_BLANK = " .,;:-…_"


_LINE_END = r"(?: <duty.line.fillers>){0,2}\s*:\s*"


class _Cues(Cues):
    """The ``duty.*`` lists of a register."""

    coordination = whole("duty.coordination")
    time = whole("duty.time")
    line = Cue(
        r"[\s\-+*•(]*(?:(?P<lead><duty.line.lead>)|(?P<coordination><duty.line.coordination>)|(?P<time><duty.line.time>))"
        + _LINE_END
    )
    """A line that says who or when under a task; the group tells which."""
    inline = Cue(r"[(;,.]\s*<duty.line.lead>" + _LINE_END)
    """The same within a task."""
    helped = Cue(r"[(;,.]\s*<duty.line.coordination>" + _LINE_END)
    """Within a task: who helps."""
    none = Cue(r"\W*<duty.none>(?!\w)")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``duty`` fact for each item given to a body, row of a table of tasks, and task whose lines say who."""
    yield from _items(context)
    for table in context.task_tables:
        for row in table.rows:
            yield _row(row, table, _Cues.of(context.knowledge))


def _items(context: Context) -> Iterator[Fact]:
    acting, words = context.acting, _Cues.of(context.knowledge)
    passages = [
        passage
        for passage in context.plan.body
        if passage.role in (Role.HEADING, Role.ITEM, Role.PARAGRAPH) and passage.block.cell is None
    ]
    heads = {section.heading for section in context.plan.sections if section.last > section.heading}
    index = 0
    while index < len(passages):
        passage = passages[index]
        lines = _lines(passages, index + 1, words)
        if lines:
            yield _task_with_lines(passage, lines, words)
            index += 1 + len(lines)
            continue
        index += 1
        text = passage.folded.text
        if words.none.match(text):
            continue
        inline = words.inline.search(text) if ":" in text else None
        if inline:
            yield _inline(passage, inline, words)
            continue
        if passage.index in heads or _only_bodies(acting, passage):
            continue
        own = _own(acting, passage)
        owner = acting.owner(passage)
        if own is None and owner is None and ":" in text and words.helped.search(text):
            yield _fact(passage, "item", "", True, _timed(text, words), lead=False)
        if own is None and owner is None:
            continue
        holder, group = (passage, own) if own is not None else owner  # type: ignore[misc]
        yield _fact(
            passage, "item", _written(holder, group), bool(words.coordination.search(text)), _timed(text, words)
        )


def _own(acting: Acting, passage: Passage) -> Group | None:
    """The bodies that the item itself gives its work to."""
    groups = acting.groups(passage)
    leading = [group for group in groups if group.role == "leads"]
    if leading:
        return leading[0]
    return groups[0] if groups and groups[0].role == "assigned" and groups[0].opens else None


def _only_bodies(acting: Acting, passage: Passage) -> bool:
    groups = acting.groups(passage)
    return bool(groups) and groups[0].alone


def _lines(passages: Sequence[Passage], first: int, words: _Cues) -> list[tuple[Passage, re.Match[str]]]:
    """Lines "Cơ quan chủ trì: …", "Thời gian: …" that follow a task, if any of them says who."""
    found = []
    for passage in passages[first : first + 6]:
        match = words.line.match(passage.folded.text)
        if match is None:
            break
        found.append((passage, match))
    return found if any(match["lead"] or match["coordination"] for _, match in found) else []


def _task_with_lines(passage: Passage, lines: Sequence[tuple[Passage, re.Match[str]]], words: _Cues) -> Fact:
    said = {"lead": "", "coordination": "", "time": ""}
    for line, match in lines:
        rest = line.text[line.folded.original(match.end()) :].strip(_BLANK)
        if match.lastgroup:
            said[match.lastgroup] = said[match.lastgroup] or rest
        if words.coordination.search(match.string, match.end()):
            said["coordination"] = rest
    text = passage.folded.text
    return _fact(
        passage,
        "item",
        said["lead"][:_START],
        bool(said["coordination"] or words.coordination.search(text)),
        bool(said["time"]) or _timed(text, words),
        lead=bool(said["lead"]),
    )


def _inline(passage: Passage, match: re.Match[str], words: _Cues) -> Fact:
    text = passage.folded.text
    name = _STOP.split(text[match.end() :], maxsplit=1)[0].strip(_BLANK)
    start = passage.folded.original(match.end())
    return _fact(
        passage,
        "item",
        passage.text[start : start + len(name)],
        bool(words.coordination.search(text)),
        _timed(text, words),
        lead=bool(name),
    )


def _row(row: Row, table: TaskTable, words: _Cues) -> Fact:
    text = " ".join(cell.folded.text for cell in (*row.lead, *row.task))
    task = " ".join(cell.folded.text for cell in row.task)
    return _fact(
        row.task[0],
        "table",
        ", ".join(cell.text.strip() for cell in row.lead)[:_START],
        bool(row.coordination or table.joint or words.coordination.search(text)),
        bool(row.time) or _timed(task, words),
        lead=bool(row.lead),
        product=("yes" if row.product else "no") if table.has_product else "none",
    )


def _timed(text: str, words: _Cues) -> bool:
    if words.time.search(text) or find_deadlines(text):
        return True
    return any(each.cadence not in ("periodic", "ad-hoc") for each in find_cadences(text))


def _written(passage: Passage, group: Group) -> str:
    folded = passage.folded
    return passage.text[folded.original(group.start) : folded.original(group.end)][:_START]


def _fact(
    passage: Passage,
    source: str,
    lead_name: str,
    coordination: bool,
    deadline: bool,
    lead: bool = True,
    product: str = "none",
) -> Fact:
    content = passage.content.strip().lstrip("-+* ")
    return fact(
        "duty",
        passage.place(),
        passage.text.strip(),
        source=source,
        lead="yes" if lead else "no",
        lead_name=lead_name,
        coordination="yes" if coordination else "no",
        deadline="yes" if deadline else "no",
        product=product,
        text=content[:_START],
    )
