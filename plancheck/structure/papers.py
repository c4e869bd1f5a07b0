"""Whole papers that stand one after the other in one file: "Tờ trình", "Quyết định" and "Kế hoạch" sent together.

A decision and the paper it issues are one; so are a plan and the forms in its annexes.
"""

from itertools import pairwise

from plancheck.document import Block, Document, Trace
from plancheck.structure import letterhead
from plancheck.structure.beginning import letterhead_marks, type_stretch
from plancheck.structure.plan import Role
from plancheck.structure.signature import authority_of, is_recipients_label
from plancheck.structure.source import Source, gather
from plancheck.text import says

_TITLES = frozenset({Role.STATE_NAME.value, Role.PARTY_NAME.value})
_LINES = 3
"""Blocks at most above the one that ends Quốc hiệu or the Party's name, where each line is a block."""
_HEAD = 24
"""Blocks at most from the first line of a letterhead to the title."""
_FORMS = ("phụ lục", "phụ biểu", "mẫu ", "biểu mẫu", "biểu số")
"""What opens an annex that may hold forms with letterheads of their own."""
_TITLE = 7
"""Blocks at most from a type's name to the line that says what the paper is issued with."""
_CLIMB = 10
"""Blocks at most that stand above Quốc hiệu in a letterhead."""


def split(source: Source) -> tuple[Source, ...]:
    """The papers of a file, each with the places it has in the file; the file itself where there is one."""
    document = source.document
    opening = [position for position in range(len(source.order)) if _may_open(source.block(position))]
    if len(opening) < 2 or any(block.hint for block in document.blocks):
        return (source,)
    near = sorted({at for position in opening for at in range(max(0, position - _LINES), position + 1)})
    tops = [position for position in near if letterhead_marks(source, position) & _TITLES]
    if len(tops) < 2:
        return (source,)
    starts: list[int] = []
    before = 0
    for number, position in enumerate(tops[1:], 1):
        start = _top(source, position, before)
        end = tops[number + 1] if number + 1 < len(tops) else len(source.order)
        if start > before and _is_whole(source, start, position, end) and _is_ended(source, before, start):
            starts.append(start)
            before = start
    if not starts:
        return (source,)
    edges = [0, *(source.order[start] for start in starts), len(document.blocks)]
    return tuple(gather(_part(document, first, last), source.words) for first, last in pairwise(edges))


def _may_open(block: Block) -> bool:
    """Whether a block may hold Quốc hiệu or the Party's name, or its last line: asked of every block, so cheap."""
    return says(block.text, "VIỆT NAM", "VIET NAM", "Việt Nam")


def _top(source: Source, position: int, before: int) -> int:
    """Climb from Quốc hiệu to the bodies' names above it."""
    words, top = source.words, position
    for above in range(position - 1, max(position - _CLIMB, before), -1):
        line = source.line(above)
        named = words.agency.match(line.key) or letterhead.is_unit(line.key) or line.key.startswith("và ")
        body = line.upper and named and not authority_of(line.text) and not words.post.match(line.key)
        if not (body or line.text == "*" or letterhead_marks(source, above) or letterhead.mark(line)):
            break
        top = above
    return top


def _is_whole(source: Source, start: int, position: int, end: int) -> bool:
    """Whether a letterhead opens a paper with number or date and title, which somebody signs or receives."""
    words, kinds, titled, received = source.words, set[str](), 0, False
    for later in range(start, end):
        line = source.line(later)
        if later < position + _HEAD and not titled:
            kinds |= letterhead_marks(source, later)
            about = letterhead.is_about(line) or line.key.startswith("kính gửi")
            titled = later if about or type_stretch(line, words) is not None else 0
        elif later < titled + _TITLE and words.attached.match(line.key):
            return False
        received = received or is_recipients_label(line.key, words) or bool(authority_of(line.text))
    return bool(kinds & {"number", "place-date"}) and titled > 0 and received


def _is_ended(source: Source, first: int, start: int) -> bool:
    """Whether the paper before has its recipients or signature, and no annex whose form the letterhead may be of."""
    words, ended = source.words, False
    for position in range(first, start):
        line = source.line(position)
        if is_recipients_label(line.key, words) or authority_of(line.text):
            ended = True
        elif ended and line.key.startswith(_FORMS) and len(line.key) < 200 and line.text[:1].isupper():
            return False
    return ended


def _part(document: Document, first: int, last: int) -> Document:
    """The blocks from ``first`` to before ``last``; notes, headers and what has no place go with the first paper."""
    blocks = document.blocks
    body = [block for block in blocks[first:last] if block.part == "body"]
    if first == 0:
        return document._replace(
            blocks=(*body, *(block for block in blocks if block.part != "body")),
            traces=tuple(trace for trace in document.traces if not _is_beyond(trace, body)),
            directives=tuple(trace for trace in document.directives if not _is_beyond(trace, body)),
        )
    ordinals = {block.ordinal for block in body}
    sections = [page for page in document.pages if page.first <= body[-1].ordinal]
    begun = [index for index, page in enumerate(sections) if page.first <= body[0].ordinal]

    def own(traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
        return tuple(each for each in traces if each.place.part == "body" and each.place.paragraph in ordinals)

    return document._replace(
        blocks=tuple(body),
        pages=tuple(sections[begun[-1] if begun else 0 :]),
        traces=own(document.traces),
        directives=own(document.directives),
    )


def _is_beyond(trace: Trace, body: list[Block]) -> bool:
    """Whether a trace lies in the body behind these blocks."""
    place = trace.place
    return place.part == "body" and place.paragraph is not None and bool(body) and place.paragraph > body[-1].ordinal
