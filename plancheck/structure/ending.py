"""What stands after the body: recipients, signature and annexes."""

from plancheck.document import Block
from plancheck.patterns import lazily
from plancheck.structure import letterhead, signature
from plancheck.structure.lines import CAPITALS, Line, all_caps, cut
from plancheck.structure.plan import Role
from plancheck.structure.walk import State, Walk

_CAPITALS = lazily(rf"[{CAPITALS}]{{2}}[. ]{{1,3}}[{CAPITALS}]{{2}}")
_SENTENCE = lazily(r"[.;:,]\s|[.;:]$")
_APPENDIX_ALONE = lazily(r"phụ (?:lục|biểu)(?:\s?(?:số|:))?\s?(?:[ivx]{1,5}|\d{1,2}|[a-zđ])?\s?(?:[.:)(-].{0,150})?$")


def tail_begins(walk: Walk, index: int, line: Line) -> bool:
    """Whether a line opens the recipients or the signature."""
    key, words = line.key, walk.words
    if walk.appendix and (walk.end.signed or walk.end.filed):
        return False
    if signature.is_recipients_label(key, words):
        return not _is_column(walk, index) or ":" in key
    if _is_column(walk, index):
        return False
    if walk.source.labels[index].kind in ("roman", "arabic", "lower", "multi", "bullet"):
        return False
    if "\n" in line.text and any(
        signature.is_recipients_label(part, words) or signature.authority_of(part) for part in _split_rows(line)
    ):
        return True
    if not line.text[:2].isupper():
        return False
    if signature.authority_of(line.text):
        return True
    return _post_ends(walk, line)


def _is_column(walk: Walk, index: int) -> bool:
    """Whether the block stands in a table of more columns than recipients and signature make."""
    cell = walk.source.document.blocks[index].cell
    return cell is not None and walk.source.columns[cell.table] > 3


def _post_ends(walk: Walk, line: Line) -> bool:
    """Whether a post in capitals standing alone opens the signature."""
    if not (line.upper and len(line.key) <= 60 and walk.words.post.match(line.key)):
        return False
    source = walk.source
    if walk.end.closed:
        return True
    last = min(walk.position + 5, len(source.order))
    return any(signature.is_person(source.line(later).text, walk.words) for later in range(walk.position + 1, last))


def take_tail(walk: Walk, index: int) -> bool:
    """Recipients, signature and what follows; False when an annex or another part begins."""
    source, words = walk.source, walk.words
    block = source.document.blocks[index]
    line = source.line(walk.position)
    if appendix_begins(walk, line):
        open_appendix(walk, index)
        return True
    text = block.text
    columns = len(text) <= 400 and ("\n" in text or "\t" in text or "    " in text or _CAPITALS.search(text))
    labelled = len(line.key) > 12 and signature.is_recipients_label(line.key, words)
    lines = cut(index, text, words.tail_columns) if columns or labelled else [line]
    given = [(piece, _tail_line(walk, block, piece)) for piece in lines]
    if any(role is None for _, role in given):
        label = source.labels[index]
        if walk.state is State.AFTER and label.kind in ("roman", "letter") and line.upper:
            walk.state = State.BODY
            return False
        given = [(piece, role or _left_over(walk, piece)) for piece, role in given]
    walk.give_lines(index, given)
    return True


def _tail_line(walk: Walk, block: Block, line: Line) -> Role | None:
    words, key = walk.words, line.key
    if letterhead.is_rule(line):
        return Role.NOISE
    mark = letterhead.mark(line)
    if mark is not None:
        return mark
    if signature.is_recipients_label(key, words):
        walk.state = State.RECIPIENTS
        walk.end.labelled, walk.end.filed = True, False
        if block.cell is not None:
            walk.end.cell = (block.cell.table, block.cell.column)
        return Role.RECIPIENTS_LABEL
    signing = _sign_line(walk, block, line)
    if signing is not None:
        return signing
    if _goes_to_recipients(walk, block, line):
        walk.end.filed = walk.end.filed or words.filing.match(key) is not None
        return Role.RECIPIENT
    if (
        signature.is_person(line.text, words)
        and (walk.state is State.SIGNATURE or signature.has_surname(line.text, words))
        and not walk.end.signed
    ):
        walk.end.signed = True
        walk.state = State.AFTER
        return Role.SIGNER
    return None


def _sign_line(walk: Walk, block: Block, line: Line) -> Role | None:
    words, key = walk.words, line.key
    if walk.end.signed and walk.state is State.AFTER and walk.source.pasted and walk.end.lines > 6:
        return None
    role = None
    if signature.authority_of(line.text):
        role = Role.AUTHORITY
    elif words.post.match(key):
        signing = walk.state is State.SIGNATURE and len(key) <= 40 and not _SENTENCE.search(key)
        if signing or (len(key) <= 70 and (line.upper or all_caps(block, line))):
            role = Role.POST
    if role is not None:
        walk.state = State.SIGNATURE
        walk.end.lines += 1
    elif (
        walk.state is State.SIGNATURE
        and line.upper
        and not walk.end.signed
        and len(key) <= 60
        and (
            words.agency.match(key) or letterhead.is_unit(key) or (" " not in key and walk.comes_after(Role.AUTHORITY))
        )
    ):
        role = Role.AUTHORITY  # second line of "TM. ỦY BAN NHÂN DÂN / TỈNH …" or a body signing jointly
    return role


def _goes_to_recipients(walk: Walk, block: Block, line: Line) -> bool:
    if walk.end.cell is not None and block.cell is not None:
        same = (block.cell.table, block.cell.column) == walk.end.cell
        if same and not signature.is_person(line.text, walk.words):
            return not walk.end.filed or _runs_on(walk)
        if not same:
            return False
    if walk.state is State.RECIPIENTS and not walk.end.filed:
        if walk.words.noise.match(line.key) and walk.source.pasted:
            return False
        bulleted = line.text[:1] in "-–—+*•" or bool(block.label)
        return (
            bulleted
            or line.key.endswith((";", ",", "."))
            or not (signature.is_person(line.text, walk.words) and signature.has_surname(line.text, walk.words))
        )
    if walk.state is State.RECIPIENTS:
        return _runs_on(walk) or walk.words.filing.match(line.key) is not None
    bulleted = line.text[:1] in "-–—+" or block.label in ("-", "–", "+")
    return bulleted and not walk.end.filed and walk.state in (State.SIGNATURE, State.AFTER) and walk.end.labelled


def _runs_on(walk: Walk) -> bool:
    """Whether the line above, of the filing entry, is unfinished."""
    above = walk.above()
    key = walk.source.folded[above].text.rstrip()
    return above >= 0 and key.endswith((",", ";", " và", "-", "+", ":"))


def _left_over(walk: Walk, line: Line) -> Role | None:
    """What a line among or after recipients and signature is that is none of them."""
    if not walk.end.noisy and (walk.words.stamp.match(line.key) or signature.is_clerks_mark(line.text)):
        return Role.STAMP
    if walk.state is State.SIGNATURE:
        walk.end.lines += 1
        if walk.end.lines > 8:
            walk.state = State.AFTER
    if walk.source.pasted:
        walk.end.noisy = walk.state is State.AFTER
        return Role.NOISE
    return None


def _split_rows(line: Line) -> list[str]:
    return [row.strip() for row in line.text.split("\n")]


def appendix_begins(walk: Walk, line: Line) -> bool:
    """Whether a line is the heading of an annex."""
    words, key = walk.words, line.key
    if len(key) > 200:
        return False
    if key.startswith("phụ") and words.appendix.match(key):
        return _APPENDIX_ALONE.match(key) is not None or (line.upper and len(key) > 7)
    if walk.state is State.APPENDIX_HEAD or (walk.state < State.RECIPIENTS and not walk.appendix) or not line.upper:
        return False
    named = words.appendix.match(key) is not None
    if named and walk.end.signed and not walk.appendix:
        return True
    if not (named or words.other_paper.match(key) or words.type_start.match(key)):
        return False
    source = walk.source
    last = min(walk.position + 4, len(source.order))
    return any(words.attached.match(source.key(later)) for later in range(walk.position + 1, last))


def open_appendix(walk: Walk, index: int) -> None:
    """Begin the next annex at its heading."""
    walk.appendix += 1
    walk.title.lines = 0
    walk.state = State.APPENDIX_HEAD
    walk.give(index, Role.APPENDIX_TITLE)


def take_appendix_head(walk: Walk, index: int) -> bool:
    """Title lines of an annex; False when its text begins."""
    source, words = walk.source, walk.words
    line = source.line(walk.position)
    block = source.document.blocks[index]
    if letterhead.is_rule(line):
        walk.give(index, Role.NOISE)
        return True
    if words.attached.match(line.key) or (walk.title.attached and len(line.key) < 200):
        walk.title.attached = line.key.startswith(("(", "[")) and ")" not in line.key and not walk.title.attached
        walk.give(index, Role.ATTACHED)
        return True
    label = source.labels[index]
    title = (
        block.cell is None
        and walk.title.lines < 4
        and (not label.kind or label.kind == "letter")
        and len(line.key) <= 250
        and not line.key.endswith((".", ";", ":"))
        and (line.upper or block.format.alignment == "center" or source.pasted)
        and not appendix_begins(walk, line)
    )
    if title and (line.upper or block.format.alignment == "center" or walk.title.lines == 0):
        walk.title.lines += 1
        walk.give(index, Role.APPENDIX_TITLE)
        return True
    walk.state = State.BODY
    return False
