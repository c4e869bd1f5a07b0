"""Work that the draft times twice: a task in the text, and the same one in a table or in another part.

Two are one task where they have all their words in common, but for those who do it and those that lead to a time. A
task said several times in one part or table is a series, each with its own time: none of them is judged.
"""

from collections.abc import Iterator, Sequence

from plancheck.facts.calendar import Deadline, find_deadlines
from plancheck.facts.context import Context, Sentence
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role
from plancheck.text import shorten

_WORD = lazily(r"\w+")
_LEADING = frozenset(
    {"hoàn", "thành", "xong", "trước", "ngày", "trong", "thời", "gian", "thực", "hiện", "tiến", "độ", "hạn", "vào",
     "chậm", "nhất", "là", "đến", "hết", "dự", "kiến", "chủ", "trì", "phối", "hợp", "với", "và", "các", "của", "tổ",
     "chức", "cuối", "đầu", "giữa", "việc", "công", "tác", "kết", "quả", "sản", "phẩm", "do", "năm"}
)  # fmt: skip
"""Words that say nothing of what the task is."""
_FEWEST = 4
"""Words that tell a task from others."""


class _Work(NamedTuple):
    key: frozenset[str]
    first: int
    last: int
    """First and last day it may be done on, month * 100 + day; in one year."""
    part: tuple[str, int]
    passage: Passage
    start: int
    end: int
    task: str
    said: str


def recognise(context: Context) -> Iterator[Fact]:
    """``due`` facts."""
    groups: dict[frozenset[str], list[_Work]] = {}
    for work in (*_of_text(context), *_of_tables(context)):
        if len(work.key) >= _FEWEST:
            groups.setdefault(work.key, []).append(work)
    for works in groups.values():
        parts = {work.part for work in works}
        if len(works) == len(parts) == 2:
            one, other = works
            agrees = one.first <= other.last and other.first <= one.last
            yield fact(
                "due", other.passage.place(other.start, other.end), other.passage.text[other.start : other.end].strip(),
                task=shorten(other.task, 80), first=one.said, second=other.said, agrees="yes" if agrees else "no",
            )  # fmt: skip


def _of_text(context: Context) -> Iterator[_Work]:
    for sentence in context.sentences:
        passage = sentence.passage
        if passage.role not in (Role.ITEM, Role.PARAGRAPH) or passage.block.cell is not None:
            continue
        text = context.uncited(sentence)
        due = _one(text)
        if due is None:
            continue
        bodies = [(hit.start - sentence.start, hit.end - sentence.start) for hit in context.agency_hits(passage)]
        cut = [(start, end) for start, end in bodies if 0 <= start < len(text)]
        key = _key(_without(text, [*cut, (due.start, due.end)]))
        part = ("text", _top(context, passage))
        start, end = passage.folded.span(sentence.start + due.start, sentence.start + due.end)
        yield _work(key, due, part, passage, start, end, _quoted(sentence))


def _of_tables(context: Context) -> Iterator[_Work]:
    for number, table in enumerate(context.task_tables):
        for row in table.rows:
            times = " ".join(cell.folded.text for cell in row.time)
            due = _one(times)
            if due is None or len(row.time) != 1 or not row.task:
                continue
            task = " ".join(cell.folded.text for cell in row.task)
            cell = row.time[0]
            yield _work(_key(task), due, ("table", number), cell, 0, len(cell.text), row.task[0].text.strip())


def _quoted(sentence: Sentence) -> str:
    return sentence.quote().strip(" -+*.;")


def _work(
    key: frozenset[str], due: Deadline, part: tuple[str, int], passage: Passage, start: int, end: int, task: str
) -> _Work:
    first, last = _days(due)
    return _Work(key, first, last, part, passage, start, end, task, passage.text[start:end].strip())


def _one(text: str) -> Deadline | None:
    """The only time set in folded text, with its month or quarter and not set anew each year."""
    found = [each for each in find_deadlines(text) if not each.relative]
    if len(found) != 1 or found[0].recurring or not (found[0].month or found[0].quarter):
        return None
    return found[0]


def _days(due: Deadline) -> tuple[int, int]:
    if due.quarter:
        return due.quarter * 300 - 199, due.quarter * 300 + 31
    return due.month * 100 + (due.day or 1), due.month * 100 + (due.day or 31)


def _top(context: Context, passage: Passage) -> int:
    """Index of the outermost section a passage stands in."""
    index = passage.section
    while index >= 0 and context.plan.sections[index].parent >= 0:
        index = context.plan.sections[index].parent
    return index


def _without(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(stretches, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _key(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text)) - _LEADING
