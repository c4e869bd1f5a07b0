"""The role of each block, in one walk from the letterhead to the last annex."""

from plancheck.document import Block
from plancheck.structure import letterhead
from plancheck.structure.beginning import attached_plan, find_letterhead, other_title, top_of, type_stretch
from plancheck.structure.comparison import compared
from plancheck.structure.ending import appendix_begins, open_appendix, tail_begins, take_appendix_head, take_tail
from plancheck.structure.lines import Line, line_of
from plancheck.structure.plan import Role
from plancheck.structure.preamble import take_preamble
from plancheck.structure.source import Roles, Source
from plancheck.structure.title import name_agencies, take_head
from plancheck.structure.walk import End, Head, State, Title, Walk

_AFTER_ROLE = {
    Role.AGENCY: State.HEAD, Role.SUPERIOR: State.HEAD, Role.STATE_NAME: State.HEAD, Role.MOTTO: State.HEAD,
    Role.PARTY_NAME: State.HEAD, Role.NUMBER: State.HEAD, Role.PLACE_DATE: State.HEAD, Role.TYPE: State.TITLE,
    Role.SUBJECT: State.TITLE, Role.BASIS: State.PREAMBLE, Role.ENACTING: State.BODY, Role.HEADING: State.BODY,
    Role.ITEM: State.BODY, Role.PARAGRAPH: State.BODY, Role.CELL: State.BODY, Role.CLOSING: State.BODY,
    Role.APPENDIX_TITLE: State.APPENDIX_HEAD, Role.RECIPIENTS_LABEL: State.RECIPIENTS, Role.RECIPIENT: State.RECIPIENTS,
    Role.AUTHORITY: State.SIGNATURE, Role.POST: State.SIGNATURE, Role.SIGNER: State.AFTER,
}  # fmt: skip
_POINTS = frozenset({"bullet", "arabic", "multi", "lower", "paren"})


def classify(source: Source) -> Roles:
    """Roles of all blocks of a draft."""
    walk = Walk(source)
    found = walk.found
    for index, block in enumerate(source.document.blocks):
        if block.part != "body":
            found.roles[index] = _outside(source, index, block)
        elif not block.text or block.text.isspace():
            found.roles[index] = source.hints[index] or (Role.NOISE if block.cell is None else Role.CELL)
    walk.forced.update((index, Role.COMPARED) for index in compared(source))
    top = find_letterhead(source)
    found.letterhead = top >= 0
    start, walk.state = _start(walk, top)
    attached = attached_plan(source)
    for position in range(len(source.order)):
        walk.position = position
        index = source.order[position]
        if position == attached:
            _enter_attached(walk, index)
        hint = source.hints[index]
        if hint is not None:
            _take_hint(walk, index, hint)
        elif index in walk.forced:
            walk.give(index, walk.forced[index])
        elif position < start:
            _before(walk, index)
        else:
            _step(walk, index)
    name_agencies(walk)
    if found.number is None and walk.plain_number is not None:
        found.number = walk.plain_number
    _name_subject(walk)
    return found


def _name_subject(walk: Walk) -> None:
    """What stands under the number of a letter, in its cell of the letterhead, is the subject without "V/v" too."""
    found, blocks = walk.found, walk.source.document.blocks
    told = {Role.TYPE, Role.SUBJECT}
    if found.number is None or not told.isdisjoint(found.roles) or found.parts:
        return
    index = found.number[0]
    cell = blocks[index].cell
    for below in range(index + 1, len(blocks)):
        if cell is None or blocks[below].cell != cell:
            return
        if found.roles[below] in (None, Role.PARAGRAPH, Role.CELL) and not walk.source.labels[below].kind:
            found.roles[below] = Role.SUBJECT


def _start(walk: Walk, top: int) -> tuple[int, State]:
    """Position where the draft begins and the state there."""
    source = walk.source
    if top >= 0:
        return (top if source.pasted else 0), State.HEAD
    for position in range(len(source.order)):
        line = source.line(position)
        label = source.labels[source.order[position]]
        if (type_stretch(line, walk.words) and line.text[:4].isupper()) or other_title(line, walk.words):
            return (top_of(source, position) if source.pasted else 0), State.HEAD
        if label.kind or walk.words.basis.match(line.key):
            break
    if not source.pasted:
        return 0, State.PREAMBLE
    start = 0
    while start < len(source.order) and walk.is_noise(source.line(start)):
        start += 1
    return start, State.PREAMBLE


def _outside(source: Source, index: int, block: Block) -> Role:
    hint = source.hints[index]
    if hint is not None:
        return hint
    if block.text and not block.text.isspace():
        line = line_of(index, block.text, 0, len(block.text))
        mark = letterhead.mark(line)
        if mark is not None:
            return mark
    return Role.NOISE if block.part.startswith(("header", "footer")) else Role.NOTE


def _enter_attached(walk: Walk, index: int) -> None:
    """Leave the issuing decision: its title is no title of the plan."""
    found = walk.found
    found.host = index
    for earlier, role in enumerate(found.roles):
        if role in (Role.TYPE, Role.SUBJECT) and earlier < index:
            found.roles[earlier] = Role.PARAGRAPH
            found.parts.pop(earlier, None)
    name_agencies(walk)
    walk.state = State.HEAD
    walk.head, walk.title, walk.end = Head(), Title(), End(labelled=walk.end.labelled, lines=walk.end.lines)


def _take_hint(walk: Walk, index: int, role: Role) -> None:
    """Trust what the markup declares, and go on from there."""
    source = walk.source
    state = _AFTER_ROLE.get(role)
    if role is Role.APPENDIX_TITLE and walk.state is not State.APPENDIX_HEAD:
        walk.appendix += 1
    if state is not None:
        walk.state = state
    line = source.line(walk.position)
    if role is Role.NUMBER and walk.found.number is None:
        number = letterhead.number_line(line.text) or letterhead.plain_number(line.text)
        if number is not None:
            walk.found.number = (index, line.start, number)
    walk.title.typed = walk.title.typed or role is Role.TYPE
    walk.give(index, role)


def _before(walk: Walk, index: int) -> None:
    line = walk.source.line(walk.position)
    walk.give(index, letterhead.mark(line) or Role.NOISE)


def _step(walk: Walk, index: int) -> None:
    if walk.state is State.BODY and walk.source.labels[index].kind in _POINTS:
        _point(walk, index)
        return
    if walk.state <= State.TITLE:
        if take_head(walk, index):
            return
        walk.state = State.PREAMBLE
    if walk.state >= State.RECIPIENTS and take_tail(walk, index):
        return
    if walk.state is State.APPENDIX_HEAD and take_appendix_head(walk, index):
        return
    line = walk.source.line(walk.position)
    mark = letterhead.mark(line)
    if mark is not None:
        walk.give(index, mark)
        return
    if walk.state is not State.PREAMBLE or not take_preamble(walk, index, line):
        _body(walk, index, line)


def _body(walk: Walk, index: int, line: Line) -> None:
    source, words = walk.source, walk.words
    if tail_begins(walk, index, line):
        walk.state = State.SIGNATURE if not words.recipients.match(line.key) else State.RECIPIENTS
        if take_tail(walk, index):
            return
    if appendix_begins(walk, line):
        open_appendix(walk, index)
        return
    label = source.labels[index]
    key = line.key
    content = source.content(index) if label.kind else key
    block = source.document.blocks[index]
    if _closes(walk, index, content):
        walk.end.closed = True
        walk.give(index, Role.CLOSING)
        return
    if source.pasted and block.cell is None and not label.kind:
        if letterhead.is_rule(line) and "/" not in key:
            walk.give(index, Role.NOISE)
            return
        if len(key) <= 40 and (key.isdigit() or (words.noise.match(key) and not key.endswith((".", ";", ":")))):
            walk.give(index, Role.NOISE)
            return
    if "./." in key[-6:]:
        walk.end.closed = True
    walk.give(index, None)


def _point(walk: Walk, index: int) -> None:
    """A numbered or dashed point of the body, which can be little else."""
    content = walk.source.content(index)
    if "./." in content[-6:]:
        walk.end.closed = True
    walk.give(index, Role.CLOSING if _closes(walk, index, content) else None)


def _closes(walk: Walk, index: int, content: str) -> bool:
    """Whether a line begins as closings do; a numbered one without a full stop is a heading all the same."""
    if walk.source.document.blocks[index].cell is not None or len(content) <= 25:
        return False
    heads = walk.source.labels[index].kind and not content.rstrip().endswith((".", ";", ":", "/"))
    return not heads and walk.words.closing.match(content) is not None
