"""Tasks that the plan says in so many words who leads: the same task may have one lead only."""

from collections.abc import Iterator

from plancheck.facts.acting import Group
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role
from plancheck.text import shorten

_OPENING = lazily(
    r"\W*(?:(?:là|làm) )?(?:cơ quan |đơn vị )?(?:(?:chịu trách nhiệm |có trách nhiệm )?chủ trì|đầu mối)"
    r"(?:,? ?(?:và )?phối hợp)?(?P<with>,? ?(?:chặt chẽ )?(?:với|cùng))?[ ,:]*"
)
_VERB = lazily(
    r"(?<!\w)(?:tham mưu|tổ chức|xây dựng|hướng dẫn|quản lý|thực hiện|triển khai|cung cấp|biên soạn|xuất bản|sản xuất"
    r"|mở|theo dõi|nắm|giới thiệu|quảng bá|tuyên truyền|kiểm tra|thanh tra|đôn đốc|cập nhật|vận hành|duy trì|thẩm định"
    r"|tổng hợp|tiếp|đón|định hướng|phát hành|nghiên cứu|rà soát|đề xuất|bố trí|lồng ghép|đấu tranh|giải thích)(?!\w)"
)
_GENERAL = lazily(
    r"nhiệm vụ được (?:giao|phân công)|kế hoạch này|theo chức năng|chức năng, nhiệm vụ|thuộc lĩnh vực"
    r"|lĩnh vực (?:quản lý|phụ trách)"
    r"|của (?:ngành|đơn vị|địa phương) mình|được phân công|phạm vi quản lý|tại địa phương|(?:các )?nội dung liên quan"
    r"|triển khai (?:thực hiện )?kế hoạch"
)
_TAIL = lazily(r"(?: trên địa bàn(?: toàn)?(?: tỉnh| thành phố| huyện)?| của tỉnh| theo quy định| trong tỉnh)+$")
_MARKS = " .,;:/"
_FEWEST = 6
"""Words a task has at least: shorter ones are said of many things."""


def recognise(context: Context) -> Iterator[Fact]:
    """One ``lead`` fact for each item or row that names its lead and a task of its own."""
    acting = context.acting
    for passage in context.plan.body:
        if passage.role not in (Role.ITEM, Role.PARAGRAPH) or passage.block.cell is not None:
            continue
        content = passage.folded.squeezed(passage.content_start)
        owner = acting.owner(passage)
        groups = [group for group in acting.groups(passage) if group.role == "leads" and group.opens]
        if groups:
            yield from _lead(passage, passage, groups[0], passage.folded.text[groups[0].end :])
        elif owner is not None and acting.takes_the_lead(passage):
            yield from _lead(passage, *owner, passage.folded.text[content:])
    for table in context.task_tables:
        for row in table.rows:
            task = " ".join(cell.folded.text for cell in row.task)
            for cell in row.lead[:1]:
                groups = [group for group in acting.groups(cell) if group.role != "coordinates"]
                if groups:
                    yield from _lead(row.task[0], cell, groups[0], f"chủ trì {task}")


def _lead(passage: Passage, holder: Passage, group: Group, said: str) -> Iterator[Fact]:
    task = _task(said)
    if not task:
        return
    folded = holder.folded
    leader = holder.text[folded.original(group.start) : folded.original(group.end - 1) + 1]
    text = " ".join(passage.content.split())
    ids = "+".join(sorted(actor.agency.id for actor in group.actors))
    place = passage.place(passage.content_start)
    yield fact("lead", place, passage.content.strip(), task=task, leader=leader, body=ids, text=shorten(text, 80))


def _task(said: str) -> str:
    """The task's own words: behind "chủ trì, phối hợp với …", from its verb on; empty where it is a general one."""
    opening = _OPENING.match(said)
    if opening is None:
        return ""
    start = opening.end()
    verb = _VERB.search(said, start) if opening["with"] else None
    if opening["with"] and verb is None:
        return ""
    task = _TAIL.sub("", said[verb.start() if verb else start :].strip(_MARKS)).strip(_MARKS)
    return task if len(task.split()) >= _FEWEST and not _GENERAL.search(task) else ""
