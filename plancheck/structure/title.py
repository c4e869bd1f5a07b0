"""Letterhead and title: the role of each of their lines."""

from plancheck.document import Block
from plancheck.structure import letterhead
from plancheck.structure.beginning import letterhead_marks, next_lines, other_title, type_stretch
from plancheck.structure.labels import NO_LABEL
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.lines import Line, all_caps, cut, line_of
from plancheck.structure.plan import Part, Role
from plancheck.structure.preamble import CITED, opens_basis
from plancheck.structure.walk import State, Walk
from plancheck.text import squeeze


def take_head(walk: Walk, index: int) -> bool:
    """Letterhead and title; False when the block belongs after them."""
    source = walk.source
    block = source.document.blocks[index]
    text = block.text
    over = None
    if walk.state is State.HEAD and len(text) < 60:
        over = letterhead.fixed_over_lines(next_lines(source, walk.position))
    if over is not None:
        broken, count = over
        for later in range(count):
            walk.forced[source.order[walk.position + later]] = broken
        walk.give(index, broken)
        return True
    lines = [source.line(walk.position)]
    if letterhead.is_composite(text) and not (
        letterhead.date_line(lines[0].text) or letterhead.number_line(lines[0].text) or letterhead.fixed_line(lines[0])
    ):
        lines = cut(index, text, letterhead.COLUMNS)
    given: list[tuple[Line, Role | None]] = []
    left = False
    for piece in (piece for line in lines for piece in _split_title(line, walk.words)):
        role = None if left else _head_line(walk, index, block, piece)
        if role is None:
            if not given:
                return False
            left, walk.state = True, State.PREAMBLE
            opens = walk.words.basis.match(piece.key) is not None and len(piece.key) < 1500
            role = Role.BASIS if opens else Role.PARAGRAPH
        given.append((piece, role))
    if not given:
        walk.give(index, Role.NOISE)
        return True
    walk.give_lines(index, given)
    return True


def _split_title(line: Line, words: Lexicon) -> list[Line]:
    """Cut "DỰ THẢO KẾ HOẠCH Công tác … Căn cứ …" into its parts."""
    text, pieces, rest = line.text, [], line
    if rest.key.startswith("dự thảo ") and type_stretch(_tail_of(rest, 8), words):
        pieces.append(line_of(line.block, " " * rest.start + text[:7], rest.start, rest.start + 7))
        rest = _tail_of(rest, 8)
    stretch = type_stretch(rest, words)
    if stretch is None or stretch[1] >= len(rest.text):
        return [*pieces, rest]
    pieces.append(_slice(rest, 0, stretch[1]))
    rest = _tail_of(rest, stretch[1])
    opener = rest.text.find(" Căn cứ ")
    if opener > 0:
        pieces.append(_slice(rest, 0, opener))
        rest = _tail_of(rest, opener + 1)
    return [*pieces, rest]


def _head_line(walk: Walk, index: int, block: Block, line: Line) -> Role | None:
    """Role of one line of the letterhead or title; None when it belongs after them."""
    words, key = walk.words, line.key
    fixed = letterhead.fixed_line(line)
    if fixed is not None:
        walk.head.complete = True
        return fixed
    if letterhead.is_rule(line):
        walk.title.closed = walk.title.closed or (walk.title.lines > 0 and len(line.text) > 2)
        return Role.ASTERISK if line.text == "*" and walk.state is State.HEAD else Role.NOISE
    mark = letterhead.mark(line)
    if mark is not None:
        return mark
    numbered = _number_role(walk, index, line)
    if numbered is not None:
        return numbered
    if len(key) <= 90 and not walk.dated and letterhead.date_line(line.text):
        walk.dated = True
        return Role.PLACE_DATE
    if letterhead.is_stamp(line, words):
        return Role.STAMP
    if walk.title.attached or words.attached.match(key):
        walk.title.attached = (len(key) < 160 and ")" not in key and "(" in key) or (
            walk.title.attached and ")" not in key
        )
        walk.title.closed = True
        return Role.ATTACHED
    if _leaves_head(walk, index, line):
        return None
    if not walk.title.typed and type_stretch(line, words):
        walk.title.typed, walk.state, walk.title.lines = True, State.TITLE, 0
        walk.title.boxed = block.in_text_box
        return Role.TYPE
    if not walk.title.typed and walk.state is State.HEAD and other_title(line, words) and not words.agency.match(key):
        walk.title.typed, walk.state, walk.title.lines = True, State.TITLE, 0
        walk.title.boxed = block.in_text_box
        return Role.TYPE
    if letterhead.is_about(line) and len(key) < 300:
        walk.state = State.TITLE
        walk.title.lines += 1
        return Role.SUBJECT
    # A box of the letterhead may hang on the title's paragraph and so come after it.
    hanging = block.in_text_box and not walk.title.boxed and line.upper
    if walk.state is State.TITLE and not hanging:
        return _title_line(walk, line)
    return _letterhead_line(walk, index, block, line)


def _number_role(walk: Walk, index: int, line: Line) -> Role | None:
    if len(line.key) > 90 or ("s" not in line.key[:6] and not line.key[:1].isdigit()):
        return None
    number = letterhead.number_line(line.text)
    if number is not None:
        if walk.found.number is not None or (line.key[:1].isdigit() and walk.title.typed):
            return Role.STAMP if _near_stamp(walk) else Role.NOISE
        if _near_stamp(walk) and not letterhead.type_code(number.symbol, walk.words):
            return Role.STAMP
        walk.found.number = (index, line.start, number)
        return Role.NUMBER
    number = letterhead.plain_number(line.text)
    if number is None:
        return None
    if walk.state is State.TITLE or _near_stamp(walk) or walk.found.number or walk.plain_number:
        return Role.STAMP
    walk.plain_number = (index, line.start, number)
    return Role.NUMBER


def _near_stamp(walk: Walk) -> bool:
    """Whether a line just before or after is certainly of a stamp of arrival."""
    source = walk.source
    first, last = max(walk.position - 2, 0), min(walk.position + 4, len(source.order))
    return any(
        walk.words.stamp.match(source.key(position)) for position in range(first, last) if position != walk.position
    )


def _leaves_head(walk: Walk, index: int, line: Line) -> bool:
    words, key = walk.words, line.key
    label = walk.source.labels[index] if line.start == 0 or walk.source.document.blocks[index].label else NO_LABEL
    if opens_basis(key, words):
        return True
    if label.kind and label.kind != "letter":
        return True
    if key.startswith(("kính gửi", "kính trình", "kính thưa")) or words.closing.match(key):
        return True
    if key.endswith((":", ";")) and len(key) > 30:
        return True
    if walk.state is State.HEAD:
        return len(key) > 250
    return len(key) > 400 or (key.endswith(".") and len(key) > 120)


def _title_line(walk: Walk, line: Line) -> Role | None:
    words, key = walk.words, line.key
    if _in_stamp(walk, line):
        return Role.STAMP
    if walk.title.closed or walk.title.lines >= 6:
        return None
    if walk.title.lines and len(key) < 60 and words.first_heading.match(key):
        return None
    if walk.title.lines and line.upper and _issues(walk, line):
        return Role.ISSUING
    if walk.title.lines and words.soft_basis.match(key) and words.instrument.search(key) and CITED.search(key):
        return None
    if walk.title.lines and key.endswith((".", ";", ":")) and len(key) > 80:
        return None
    if walk.title.lines and 0 < key.find(": ") < 60:
        return None  # "Thời gian: …", "Địa điểm: …" of minutes and invitations
    walk.title.lines += 1
    return Role.SUBJECT


_UNFINISHED = (" của", " tại", " cho", " và", ",", " -", " trên địa bàn", " với", " thuộc")


def _issues(walk: Walk, line: Line) -> bool:
    """Whether a line in capitals under a title names who decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …", then the bases."""
    words, source = walk.words, walk.source
    above = walk.above()
    goes_on = above >= 0 and walk.found.roles[above] is Role.ISSUING
    if not goes_on:
        if not (words.post.match(line.key) or words.agency.match(line.key)):
            return False
        if above >= 0 and source.folded[above].text.rstrip().endswith(_UNFINISHED):
            return False
    for position in source.ahead(walk.position + 1, 4):
        below = source.line(position)
        if opens_basis(below.key.lstrip("- "), words):
            return True
        if not (letterhead.is_rule(below) or below.upper):
            return False
    return False


def _in_stamp(walk: Walk, line: Line) -> bool:
    """Whether a body's name in the title zone heads a stamp of arrival."""
    if not (line.upper and walk.words.agency.match(line.key)):
        return False
    source = walk.source
    return any(walk.words.stamp.match(source.key(position)) for position in source.ahead(walk.position + 1, 3))


def _letterhead_line(walk: Walk, index: int, block: Block, line: Line) -> Role | None:
    words, key = walk.words, line.key
    capitals = line.upper or all_caps(block, line)
    named = words.agency.match(key) is not None
    upto = 110 if capitals else 80
    if walk.head.bodies and len(key) <= 50 and letterhead.is_unit(key):
        named = True
    if capitals and not named and walk.head.complete and walk.head.bodies and not _goes_on_name(walk, index, line):
        walk.state, walk.title.lines = State.TITLE, 1
        return Role.SUBJECT
    numbered = walk.found.number is not None or walk.plain_number is not None
    complete = numbered and walk.dated and bool(walk.head.bodies) and not named
    enough = complete or len(walk.head.bodies) >= (8 if capitals else 3)
    if (capitals or named) and len(key) <= upto and not enough and not key.endswith((".", ";", ":")):
        walk.head.bodies.append(line)
        return Role.AGENCY
    if (numbered or walk.dated) and len(key) <= 300 and not _more_letterhead(walk):
        walk.state = State.TITLE
        walk.title.lines = 1
        return Role.SUBJECT
    if len(key) > 120:
        return None
    return Role.NOISE if walk.source.pasted else Role.PARAGRAPH


def _goes_on_name(walk: Walk, index: int, line: Line) -> bool:
    """Whether a line goes on with the issuing body's name although the right-hand column was met."""
    last = walk.head.bodies[-1]
    cell, own = (walk.source.document.blocks[each].cell for each in (last.block, index))
    if last.block == index or (own is not None and own == cell):
        return True
    source = walk.source
    if any(letterhead_marks(source, position) for position in source.ahead(walk.position, 6)):
        return True
    return last.key.endswith(_UNFINISHED) or line.key.startswith(("và ", "- ", "(", "thuộc "))


def _more_letterhead(walk: Walk) -> bool:
    """Whether number, date or type are still to come."""
    source = walk.source
    for position in source.ahead(walk.position + 1, 7):
        if letterhead_marks(source, position) or type_stretch(source.line(position), walk.words):
            return True
    return False


def name_agencies(walk: Walk) -> None:
    """Tell the issuing body from the one above it: the last whole name is the issuer's."""
    names: list[list[Line]] = []
    for line in walk.head.bodies:
        if names and not _starts_name(line, names[-1], walk.words):
            names[-1].append(line)
        else:
            names.append([line])
    own = {line.block for line in names[-1]} if names else set()
    for line in (line for name in names[:-1] for line in name):
        if line.block in own and line.block not in walk.found.parts:  # "UBND TỈNH …" and "SỞ …" in one paragraph
            here = [each for each in walk.head.bodies if each.block == line.block]
            walk.found.parts[line.block] = tuple(Part(Role.AGENCY, each.start, each.end) for each in here)
        elif line.block not in own and walk.found.roles[line.block] is Role.AGENCY:
            walk.found.roles[line.block] = Role.SUPERIOR
        parts = walk.found.parts.get(line.block, ())
        if parts:
            walk.found.parts[line.block] = tuple(
                Part(Role.SUPERIOR, part.start, part.end) if part.start == line.start else part for part in parts
            )


def _starts_name(line: Line, above: list[Line], words: Lexicon) -> bool:
    if not words.agency.match(line.key):
        return False
    last = above[-1].key
    return not (
        last in ("ủy", "y") or words.agency.match(above[0].key) is None or last.endswith((" và", ",", " -", " của"))
    )


def _slice(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    trimmed = text.strip()
    first = line.start + start + lead
    return Line(line.block, first, first + len(trimmed), trimmed, squeeze(trimmed).text)


def _tail_of(line: Line, start: int) -> Line:
    return _slice(line, start, len(line.text))
