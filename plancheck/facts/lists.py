"""Lists as they are typed: the last point ends with a full stop, the line over them with a colon, none stands twice."""

from collections.abc import Iterator, Sequence

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role
from plancheck.text import words_around

_ANNOUNCES = Cue(r"(?<!\w)<list.announces>$")
_OVER = (Role.HEADING, Role.ITEM, Role.PARAGRAPH)
_FEWEST = 5
"""Words of a point that nobody says twice by chance."""


def recognise(context: Context) -> Iterator[Fact]:
    """``typing`` facts (list-end, no-colon, point-twice) of a draft."""
    if context.plan.nature != "draft":
        return
    passages = [each for each in context.plan.passages if each.block.cell is None]
    for index, passage in enumerate(passages):
        below = passages[index + 1] if index + 1 < len(passages) else None
        if passage.role is Role.ITEM and passage.text.rstrip().endswith(";") and _ends(passages, index, below):
            end = len(passage.text.rstrip())
            yield _typing(passage, end - 1, end, "list-end", ".")
        elif passage.role in _OVER and below is not None and below.role is Role.ITEM:
            match = _ANNOUNCES(context.knowledge).search(passage.folded.text.rstrip())
            if match and below.level > passage.level and below.section == passage.section:
                end = len(passage.text.rstrip())
                start = passage.text.rfind(" ", 0, end) + 1
                yield _typing(passage, start, end, "no-colon", f"{passage.text[start:end]}:")
    yield from _twice(context)


def _ends(passages: Sequence[Passage], index: int, below: Passage | None) -> bool:
    """Whether a point is the last of two or more of its sort, and of its section."""
    passage, above = passages[index], passages[index - 1]
    if index == 0 or above.role is not Role.ITEM or _sort(above) != _sort(passage) or above.section != passage.section:
        return False
    return below is None or (below.role not in (Role.ITEM, Role.PARAGRAPH) and below.section != passage.section)


def _sort(passage: Passage) -> str:
    return lazily(r"[a-zđ]").sub("a", lazily(r"\d+").sub("1", passage.label.strip().lower()))


def _twice(context: Context) -> Iterator[Fact]:
    """Points of one section with the same words."""
    seen: set[tuple[int, int, str]] = set()
    over: list[Passage] = []
    for passage in context.plan.body:
        if passage.role is not Role.ITEM or passage.block.cell is not None:
            over = [] if passage.role is Role.HEADING else over
            continue
        while over and over[-1].level >= passage.level:
            over.pop()
        above = over[-1].index if over else -1
        over.append(passage)
        words = passage.folded.text[passage.folded.squeezed(passage.content_start) :].strip(" .;,")
        if words.count(" ") + 1 < _FEWEST:
            continue
        key = passage.section, above, words
        if key in seen:
            yield _typing(passage, passage.content_start, len(passage.text.rstrip(" .;,")), "point-twice", "")
        seen.add(key)


def _typing(passage: Passage, start: int, end: int, fault: str, expected: str) -> Fact:
    written = passage.text[start:end]
    shown = passage.text[words_around(passage.text, start - 1, end)[0] : end] if len(written) == 1 else written
    return fact(
        "typing", passage.place(start, end), shown.strip(), fault=fault, written=shown.strip(), expected=expected
    )
