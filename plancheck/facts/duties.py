"""Tasks the plan gives out, and whether each says who leads, who coordinates and by when."""

import re
from collections.abc import Iterator, Sequence

from plancheck.facts.acting import Acting, Group
from plancheck.facts.calendar import find_cadences, find_deadlines
from plancheck.facts.context import Context
from plancheck.facts.tables import Row, task_tables
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import Passage, Role

_START = 120
"""Characters of a task that are shown."""
_COORDINATION = re.compile(r"(?<!\w)(?:phối hợp|phối kết hợp|cùng với|hiệp đồng|với sự tham gia của)(?!\w)")
_TIMELESS = re.compile(r"(?<!\w)(?:thường xuyên|hằng năm|hàng năm|hằng tháng|hàng tháng|hằng quý|hàng quý|cả năm|trong năm|liên tục)(?!\w)")
_LINE = re.compile(
    r"^[\s\-+*•(]*(?:(?P<lead>(?:(?:cơ quan|đơn vị|bộ phận)(?: \w+){0,2} )?(?:chủ trì|đầu mối|phụ trách|chịu trách nhiệm(?: chính)?|thực hiện)|phân công(?: thực hiện)?)"
    r"|(?P<coordination>(?:(?:cơ quan|đơn vị|bộ phận)(?: \w+){0,2} )?phối hợp)|(?P<time>thời gian|thời hạn|tiến độ|thời điểm|hoàn thành))"
    r"(?: (?:thực hiện|triển khai|tham mưu|chính|hoàn thành|tổ chức|gồm|là|dự kiến)){0,2}\s*:\s*"
)
_INLINE = re.compile(r"[(;,.]\s*(?:(?:cơ quan|đơn vị|bộ phận)(?: \w+){0,2} )?(?:chủ trì|phụ trách|thực hiện|đầu mối)(?: (?:thực hiện|triển khai|chính|tham mưu))?\s*:\s*")
_NOT_TASKS = re.compile(r"^\W*(?:trên đây|trong quá trình|nơi nhận|căn cứ)\b")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``duty`` fact for each item that a body is given, each row of a table of tasks, and each task whose lines say who."""
    yield from _items(context)
    for table in task_tables(context.plan):
        for row in table.rows:
            yield _row(row)


def _items(context: Context) -> Iterator[Fact]:
    acting = context.acting
    passages = [
        passage
        for passage in context.plan.body
        if passage.role in (Role.HEADING, Role.ITEM, Role.PARAGRAPH) and passage.block.cell is None
    ]
    heads = {section.heading for section in context.plan.sections if section.last > section.heading}
    index = 0
    while index < len(passages):
        passage = passages[index]
        lines = _lines(passages, index + 1)
        if lines:
            yield _task_with_lines(passage, lines)
            index += 1 + len(lines)
            continue
        index += 1
        text = passage.folded.text
        if _NOT_TASKS.match(text):
            continue
        if _INLINE.search(text):
            yield _inline(passage)
            continue
        if passage.index in heads or _only_bodies(acting, passage):
            continue
        own = _own(acting, passage)
        owner = acting.owner(passage)
        if own is None and owner is None:
            continue
        holder, group = (passage, own) if own is not None else owner  # type: ignore[misc]
        yield _fact(passage, "item", _written(holder, group), bool(_COORDINATION.search(text)), _timed(text))


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


def _lines(passages: Sequence[Passage], first: int) -> list[re.Match[str]]:
    """Lines "Cơ quan chủ trì: …", "Thời gian: …" that follow a task, if any of them says who."""
    found = []
    for passage in passages[first : first + 6]:
        match = _LINE.match(passage.folded.text)
        if match is None:
            break
        found.append(match)
    return found if any(match["lead"] or match["coordination"] for match in found) else []


def _task_with_lines(passage: Passage, lines: Sequence[re.Match[str]]) -> Fact:
    said = {kind: "" for kind in ("lead", "coordination", "time")}
    for match in lines:
        rest = match.string[match.end() :].strip(" .,;:-…_")
        inline = _INLINE.search(match.string, match.end() - 1)
        said[str(match.lastgroup)] = rest or said[str(match.lastgroup)]
        if inline or "phối hợp:" in rest:
            said["coordination"] = rest
    text = passage.folded.text
    lead = said["lead"]
    return _fact(
        passage, "item", lead[:_START], bool(said["coordination"] or _COORDINATION.search(text)),
        bool(said["time"]) or _timed(text), lead=bool(lead),
    )  # fmt: skip


def _inline(passage: Passage) -> Fact:
    text = passage.folded.text
    match = _INLINE.search(text)
    assert match is not None
    rest = re.split(r"[;.)]", text[match.end() :], maxsplit=1)[0].strip(" .,:-…_")
    start = passage.folded.original(match.end())
    return _fact(
        passage, "item", passage.text[start : start + len(rest)], bool(_COORDINATION.search(text)), _timed(text), lead=bool(rest)
    )


def _row(row: Row) -> Fact:
    lead = ", ".join(cell.text.strip() for cell in row.lead)
    text = " ".join(cell.folded.text for cell in row.lead)
    task = " ".join(cell.folded.text for cell in row.task)
    return _fact(
        row.task[0], "table", lead[:_START], bool(row.coordination) or bool(_COORDINATION.search(f"{text} {task}")),
        bool(row.time) or _timed(task), lead=bool(row.lead),
    )  # fmt: skip


def _timed(text: str) -> bool:
    return bool(_TIMELESS.search(text) or find_deadlines(text) or find_cadences(text))


def _written(passage: Passage, group: Group) -> str:
    folded = passage.folded
    return passage.text[folded.original(group.start) : folded.original(group.end)][:_START]


def _fact(
    passage: Passage, source: str, lead_name: str, coordination: bool, deadline: bool, lead: bool = True
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
        text=content[:_START],
    )
