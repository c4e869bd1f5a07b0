"""The role of each block, in one walk from the letterhead to the last annex."""

from enum import IntEnum

from plancheck.document import Block
from plancheck.structure import letterhead, signature
from plancheck.structure.beginning import find_letterhead, letterhead_marks, next_lines, top_of, type_stretch
from plancheck.structure.labels import NO_LABEL
from plancheck.structure.letterhead import NumberLine
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.lines import CAPITALS, Line, cut, line_of
from plancheck.structure.plan import Part, Role
from plancheck.structure.source import Roles, Source
from plancheck.text import lazily, squeeze


class State(IntEnum):
    """Where in the document the walk is."""

    HEAD = 0
    TITLE = 1
    PREAMBLE = 2
    BODY = 3
    APPENDIX_HEAD = 4
    RECIPIENTS = 5
    SIGNATURE = 6
    AFTER = 7


_AFTER_ROLE = {
    Role.AGENCY: State.HEAD, Role.SUPERIOR: State.HEAD, Role.STATE_NAME: State.HEAD, Role.MOTTO: State.HEAD,
    Role.PARTY_NAME: State.HEAD, Role.NUMBER: State.HEAD, Role.PLACE_DATE: State.HEAD, Role.TYPE: State.TITLE,
    Role.SUBJECT: State.TITLE, Role.BASIS: State.PREAMBLE, Role.ENACTING: State.BODY, Role.HEADING: State.BODY,
    Role.ITEM: State.BODY, Role.PARAGRAPH: State.BODY, Role.CELL: State.BODY, Role.CLOSING: State.BODY,
    Role.APPENDIX_TITLE: State.APPENDIX_HEAD, Role.RECIPIENTS_LABEL: State.RECIPIENTS, Role.RECIPIENT: State.RECIPIENTS,
    Role.AUTHORITY: State.SIGNATURE, Role.POST: State.SIGNATURE, Role.SIGNER: State.AFTER,
}  # fmt: skip
_IN_TREE = frozenset({
    Role.BASIS, Role.ENACTING, Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL, Role.CLOSING, Role.APPENDIX_TITLE,
    Role.RECIPIENTS_LABEL, Role.AUTHORITY, Role.SIGNER,
})  # fmt: skip
"""Roles that stand in the section tree or end it."""
_CONTENT = (Role.PARAGRAPH, Role.BASIS, Role.ENACTING)


def classify(source: Source) -> Roles:
    """Roles of all blocks of a draft."""
    return _Walk(source).run()


class _Walk:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.words = source.words
        self.found = Roles([None] * len(source.folded))
        self.state = State.HEAD
        self.position = 0
        self.forced: dict[int, Role] = {}
        self.agency_lines: list[Line] = []
        self.subject_lines = 0
        self.title_closed = False
        self.attached_open = False
        self.plain_number: tuple[int, int, NumberLine] | None = None
        self.dated = False
        self.typed = False
        self.title_boxed = False
        self.loose = 0
        """Unrecognised lines met in the preamble."""
        self.ended = False
        """Whether the closing or "./." was met."""
        self.appendix = 0
        self.recipients_cell: tuple[int, int] | None = None
        self.labelled = False
        """Whether "Nơi nhận" was met."""
        self.filed = False
        self.signed = False
        self.sign_lines = 0
        self.noisy = False
        """Whether the page around the draft has begun again."""

    def run(self) -> Roles:
        source, found = self.source, self.found
        for index, block in enumerate(source.document.blocks):
            if block.part != "body":
                found.roles[index] = self._outside(index, block)
            elif not block.text or block.text.isspace():
                found.roles[index] = source.hints[index] or (Role.NOISE if block.cell is None else Role.CELL)
        top = find_letterhead(source)
        found.letterhead = top >= 0
        start, self.state = self._start(top)
        attached = self._attached_plan()
        for position in range(len(source.order)):
            self.position = position
            index = source.order[position]
            if position == attached:
                self._enter_attached(index)
            hint = source.hints[index]
            if hint is not None:
                self._take_hint(index, hint)
            elif index in self.forced:
                self._give(index, self.forced[index])
            elif position < start:
                self._before(index)
            else:
                self._step(index)
        self._name_agencies()
        if found.number is None and self.plain_number is not None:
            found.number = self.plain_number
        return found

    def _start(self, top: int) -> tuple[int, State]:
        """Position where the draft begins and the state there."""
        source = self.source
        if top >= 0:
            return (top if source.pasted else 0), State.HEAD
        for position in range(len(source.order)):
            line = source.line(position)
            label = source.labels[source.order[position]]
            if type_stretch(line, self.words) and line.text[:4].isupper():
                return (top_of(source, position) if source.pasted else 0), State.HEAD
            if label.kind or self.words.basis.match(line.key):
                break
        if not source.pasted:
            return 0, State.PREAMBLE
        start = 0
        while start < len(source.order) and self._is_noise(source.line(start)):
            start += 1
        return start, State.PREAMBLE

    def _outside(self, index: int, block: Block) -> Role:
        hint = self.source.hints[index]
        if hint is not None:
            return hint
        if block.text and not block.text.isspace():
            line = line_of(index, block.text, 0, len(block.text))
            if letterhead.is_draft_mark(line):
                return Role.DRAFT_MARK
            if letterhead.is_secrecy_mark(line):
                return Role.SECRECY_MARK
        return Role.NOISE if block.part.startswith(("header", "footer")) else Role.NOTE

    # --- a plan issued under a decision ---

    def _attached_plan(self) -> int:
        """Position where the plan begins that the document before it issues, -1 if none."""
        source, words = self.source, self.words
        for position, index in enumerate(source.order):
            if source.hints[index] is not None or not words.attached_host.match(source.key(position)):
                continue
            for above in range(position - 1, max(position - 7, 0), -1):
                line = source.line(above)
                if type_stretch(line, words) and line.text[:4].isupper():
                    return top_of(source, above) if self._has_host(above) else -1
        return -1

    def _has_host(self, position: int) -> bool:
        source, words = self.source, self.words
        return any(
            words.basis.match(source.key(above)) or words.recipients.match(source.key(above))
            for above in range(position)
        )

    def _enter_attached(self, index: int) -> None:
        """Leave the issuing decision: its title is no title of the plan."""
        found = self.found
        found.host = index
        for earlier, role in enumerate(found.roles):
            if role in (Role.TYPE, Role.SUBJECT) and earlier < index:
                found.roles[earlier] = Role.PARAGRAPH
                found.parts.pop(earlier, None)
        self._name_agencies()
        self.agency_lines = []
        self.state = State.HEAD
        self.subject_lines, self.title_closed, self.typed, self.loose = 0, False, False, 0
        self.ended = self.filed = self.signed = False
        self.recipients_cell = None

    # --- giving roles ---

    def _give(self, index: int, role: Role | None) -> None:
        self.found.roles[index] = role
        if self.appendix:
            self.found.appendix[index] = self.appendix
        if role is None or role in _IN_TREE:
            self.found.body.append(index)

    def _give_lines(self, index: int, lines: list[tuple[Line, Role | None]]) -> None:
        """Give a block the roles of its lines."""
        roles = [role or Role.PARAGRAPH for _, role in lines]
        telling = [role for role in roles if role is not Role.NOISE]
        if len(set(telling)) <= 1:
            only = lines[0][1] if len(set(roles)) == 1 else (telling[0] if telling else Role.NOISE)
            self._give(index, only)
            return
        content = [role for role in telling if role in _CONTENT]
        self._give(index, content[0] if content else telling[0])
        self.found.parts[index] = tuple(
            Part(role, line.start, line.end)
            for (line, _), role in zip(lines, roles, strict=True)
            if role is not Role.NOISE
        )

    def _take_hint(self, index: int, role: Role) -> None:
        """Trust what the markup declares, and go on from there."""
        source = self.source
        state = _AFTER_ROLE.get(role)
        if role is Role.APPENDIX_TITLE and self.state is not State.APPENDIX_HEAD:
            self.appendix += 1
        if state is not None:
            self.state = state
        line = source.line(self.position)
        if role is Role.NUMBER and self.found.number is None:
            number = letterhead.number_line(line.text) or letterhead.plain_number(line.text)
            if number is not None:
                self.found.number = (index, line.start, number)
        self.typed = self.typed or role is Role.TYPE
        self._give(index, role)

    def _before(self, index: int) -> None:
        line = self.source.line(self.position)
        self._give(index, self._mark(line) or Role.NOISE)

    def _mark(self, line: Line) -> Role | None:
        if letterhead.is_draft_mark(line):
            return Role.DRAFT_MARK
        if letterhead.is_secrecy_mark(line):
            return Role.SECRECY_MARK
        return None

    def _is_noise(self, line: Line) -> bool:
        return len(line.key) <= 60 and self.words.noise.match(line.key) is not None

    # --- one block ---

    def _step(self, index: int) -> None:
        if self.state is State.BODY and self.source.labels[index].kind in _POINTS:
            self._point(index)
            return
        if self.state <= State.TITLE:
            if self._head(index):
                return
            self.state = State.PREAMBLE
        if self.state >= State.RECIPIENTS and self._tail(index):
            return
        if self.state is State.APPENDIX_HEAD and self._appendix_head(index):
            return
        line = self.source.line(self.position)
        mark = self._mark(line)
        if mark is not None:
            self._give(index, mark)
            return
        if self.state is not State.PREAMBLE or not self._preamble(index, line):
            self._body(index, line)

    # --- letterhead and title ---

    def _head(self, index: int) -> bool:
        """Letterhead and title; False when the block belongs after them."""
        source = self.source
        block = source.document.blocks[index]
        text = block.text
        over = None
        if self.state is State.HEAD and len(text) < 60:
            over = letterhead.fixed_over_lines(next_lines(source, self.position))
        if over is not None:
            broken, count = over
            for later in range(count):
                self.forced[source.order[self.position + later]] = broken
            self._give(index, broken)
            return True
        lines = [source.line(self.position)]
        if letterhead.is_composite(text) and not (
            letterhead.date_line(lines[0].text)
            or letterhead.number_line(lines[0].text)
            or letterhead.fixed_line(lines[0])
        ):
            lines = cut(index, text, letterhead.COLUMNS)
        given: list[tuple[Line, Role | None]] = []
        left = False
        for piece in (piece for line in lines for piece in self._split_title(line)):
            role = None if left else self._head_line(index, block, piece)
            if role is None:
                if not given:
                    return False
                left, self.state = True, State.PREAMBLE
                opens = self.words.basis.match(piece.key) is not None and len(piece.key) < 1500
                role = Role.BASIS if opens else Role.PARAGRAPH
            given.append((piece, role))
        if not given:
            self._give(index, Role.NOISE)
            return True
        self._give_lines(index, given)
        return True

    def _split_title(self, line: Line) -> list[Line]:
        """Cut "DỰ THẢO KẾ HOẠCH Công tác … Căn cứ …" into its parts."""
        text, pieces, rest = line.text, [], line
        if rest.key.startswith("dự thảo ") and type_stretch(_tail_of(rest, 8), self.words):
            pieces.append(line_of(line.block, " " * rest.start + text[:7], rest.start, rest.start + 7))
            rest = _tail_of(rest, 8)
        stretch = type_stretch(rest, self.words)
        if stretch is None or stretch[1] >= len(rest.text):
            return [*pieces, rest]
        pieces.append(_slice(rest, 0, stretch[1]))
        rest = _tail_of(rest, stretch[1])
        opener = rest.text.find(" Căn cứ ")
        if opener > 0:
            pieces.append(_slice(rest, 0, opener))
            rest = _tail_of(rest, opener + 1)
        return [*pieces, rest]

    def _head_line(self, index: int, block: Block, line: Line) -> Role | None:
        """Role of one line of the letterhead or title; None when it belongs after them."""
        words, key = self.words, line.key
        fixed = letterhead.fixed_line(line)
        if fixed is not None:
            return fixed
        if letterhead.is_rule(line):
            self.title_closed = self.title_closed or (self.subject_lines > 0 and len(line.text) > 2)
            return Role.ASTERISK if line.text == "*" and self.state is State.HEAD else Role.NOISE
        mark = self._mark(line)
        if mark is not None:
            return mark
        numbered = self._number_role(index, line)
        if numbered is not None:
            return numbered
        if len(key) <= 90 and not self.dated and letterhead.date_line(line.text):
            self.dated = True
            return Role.PLACE_DATE
        if letterhead.is_stamp(line, words):
            return Role.STAMP
        if self.attached_open or words.attached.match(key):
            self.attached_open = (len(key) < 160 and ")" not in key and "(" in key) or (
                self.attached_open and ")" not in key
            )
            self.title_closed = True
            return Role.ATTACHED
        if self._leaves_head(index, line):
            return None
        if not self.typed and type_stretch(line, words):
            self.typed, self.state, self.subject_lines = True, State.TITLE, 0
            self.title_boxed = block.in_text_box
            return Role.TYPE
        if letterhead.is_about(line) and len(key) < 300:
            self.state = State.TITLE
            self.subject_lines += 1
            return Role.SUBJECT
        # A box of the letterhead may hang on the title's paragraph and so come after it.
        hanging = block.in_text_box and not self.title_boxed and line.upper
        if self.state is State.TITLE and not hanging:
            return self._title_line(line)
        return self._letterhead_line(index, block, line)

    def _number_role(self, index: int, line: Line) -> Role | None:
        if len(line.key) > 90 or ("s" not in line.key[:6] and not line.key[:1].isdigit()):
            return None
        number = letterhead.number_line(line.text)
        if number is not None:
            if self.found.number is not None or (line.key[:1].isdigit() and self.typed):
                return Role.STAMP if self._near_stamp() else Role.NOISE
            if self._near_stamp() and not letterhead.type_code(number.symbol, self.words):
                return Role.STAMP
            self.found.number = (index, line.start, number)
            return Role.NUMBER
        number = letterhead.plain_number(line.text)
        if number is None:
            return None
        if self.state is State.TITLE or self._near_stamp() or self.found.number or self.plain_number:
            return Role.STAMP
        self.plain_number = (index, line.start, number)
        return Role.NUMBER

    def _near_stamp(self) -> bool:
        """Whether a line just before or after is certainly of a stamp of arrival."""
        source = self.source
        first, last = max(self.position - 2, 0), min(self.position + 4, len(source.order))
        return any(
            self.words.stamp.match(source.key(position)) for position in range(first, last) if position != self.position
        )

    def _leaves_head(self, index: int, line: Line) -> bool:
        words, key = self.words, line.key
        label = self.source.labels[index] if line.start == 0 or self.source.document.blocks[index].label else NO_LABEL
        if words.basis.match(key) or _BASIS_NOISE.match(key):
            return True
        if label.kind and label.kind != "letter":
            return True
        if key.startswith("kính gửi") or words.closing.match(key):
            return True
        if key.endswith((":", ";")) and len(key) > 30:
            return True
        if self.state is State.HEAD:
            return len(key) > 250
        return len(key) > 400 or (key.endswith(".") and len(key) > 120)

    def _title_line(self, line: Line) -> Role | None:
        words, key = self.words, line.key
        if self._in_stamp(line):
            return Role.STAMP
        if self.title_closed or self.subject_lines >= 6:
            return None
        if self.subject_lines and len(key) < 60 and words.first_heading.match(key):
            return None
        if self.subject_lines and words.soft_basis.match(key) and words.instrument.search(key) and _CITED.search(key):
            return None
        if self.subject_lines and _looks_like_sentence(key, words):
            return None
        self.subject_lines += 1
        return Role.SUBJECT

    def _in_stamp(self, line: Line) -> bool:
        """Whether a body's name in the title zone heads a stamp of arrival."""
        if not (line.upper and self.words.agency.match(line.key)):
            return False
        source = self.source
        last = min(self.position + 4, len(source.order))
        return any(self.words.stamp.match(source.key(position)) for position in range(self.position + 1, last))

    def _letterhead_line(self, index: int, block: Block, line: Line) -> Role | None:
        words, key = self.words, line.key
        capitals = line.upper or _all_caps(block, line)
        named = words.agency.match(key) is not None
        upto = 110 if capitals else 80
        if self.agency_lines and len(key) <= 50 and letterhead.is_unit(key):
            named = True
        numbered = self.found.number is not None or self.plain_number is not None
        complete = numbered and self.dated and bool(self.agency_lines) and not named
        enough = complete or len(self.agency_lines) >= (8 if capitals else 3)
        if (capitals or named) and len(key) <= upto and not enough and not key.endswith((".", ";", ":")):
            self.agency_lines.append(line)
            return Role.AGENCY
        if (numbered or self.dated) and len(key) <= 300 and not self._more_letterhead():
            self.state = State.TITLE
            self.subject_lines = 1
            return Role.SUBJECT
        if self.source.pasted:
            return Role.NOISE if len(key) <= 120 else None
        return None if len(key) > 120 else Role.PARAGRAPH

    def _more_letterhead(self) -> bool:
        """Whether number, date or type are still to come."""
        source = self.source
        for position in range(self.position + 1, min(self.position + 8, len(source.order))):
            if letterhead_marks(source, position) or type_stretch(source.line(position), self.words):
                return True
        return False

    def _name_agencies(self) -> None:
        """Tell the issuing body from the one above it: the last whole name is the issuer's."""
        names: list[list[Line]] = []
        for line in self.agency_lines:
            if names and not self._starts_name(line, names[-1]):
                names[-1].append(line)
            else:
                names.append([line])
        for name in names[:-1]:
            for line in name:
                if self.found.roles[line.block] is Role.AGENCY:
                    self.found.roles[line.block] = Role.SUPERIOR
                parts = self.found.parts.get(line.block)
                if parts:
                    self.found.parts[line.block] = tuple(
                        Part(Role.SUPERIOR, part.start, part.end) if part.start == line.start else part
                        for part in parts
                    )

    def _starts_name(self, line: Line, above: list[Line]) -> bool:
        if not self.words.agency.match(line.key):
            return False
        last = above[-1].key
        return not (
            last in ("ủy", "y")
            or self.words.agency.match(above[0].key) is None
            or last.endswith((" và", ",", " -", " của"))
        )

    # --- bases and the enacting sentence ---

    def _preamble(self, index: int, line: Line) -> bool:
        """Bases and enacting sentence; False when the body has begun."""
        words, source = self.words, self.source
        label = source.labels[index]
        key = source.content(index) if label.kind else line.key
        basis = words.basis.match(key) is not None or _BASIS_NOISE.match(key) is not None
        cell = source.document.blocks[index].cell
        if key.startswith("kính gửi"):
            self._give(index, Role.PARAGRAPH)
            return True
        if not basis and words.soft_basis.match(key):
            goes_on = label.kind in ("", "bullet") or self._after_basis()
            basis = (key.endswith((";", ",")) and goes_on) or (
                not label.kind and words.instrument.search(key, 0, 160) is not None and _CITED.search(key) is not None
            )
        enacting = key.endswith(":") and words.enacting_end.search(key, max(len(key) - 40, 0)) is not None
        if basis and not (
            label.kind in ("roman", "letter", "part")
            or (label.kind == "arabic" and len(key) < 60 and not _CITED.search(key))
        ):
            self._give(index, Role.BASIS)
            if enacting:
                self.state = State.BODY
            return True
        if label.kind and (label.kind != "bullet" or not self._goes_on_basis(index, key)):
            self.state = State.BODY
            return False
        if cell is not None and not self.found.letterhead and cell.columns + cell.column > 2:
            self.state = State.BODY
            return False
        if enacting or (words.enacting.search(key) and words.enacts.search(key) and len(key) < 700):
            self._give(index, Role.ENACTING)
            if enacting or key.endswith((":", ".")):
                self.state = State.BODY
            return True
        if _DECIDES.match(line.text):
            self._give(index, Role.ENACTING)
            self.state = State.BODY
            return True
        if self._goes_on_basis(index, key):
            self._give(index, Role.BASIS)
            return True
        if self._tail_begins(index, line) or self._is_heading_line(line):
            self.state = State.BODY
            return False
        self.loose += 1
        if self.loose > 4:
            self.state = State.BODY
            return False
        if self.source.pasted and self._is_noise(line):
            self._give(index, Role.NOISE)
            return True
        self._give(index, None)
        return True

    def _goes_on_basis(self, index: int, key: str) -> bool:
        """Whether a line without opener goes on with the bases above it."""
        if not self._after_basis():
            return False
        above = self._above()
        if key.endswith((";", ",")):
            return True
        last = self.source.folded[above].text.rstrip()
        first = self.source.document.blocks[index].text.lstrip(" -–\t")[:1]
        return not last.endswith((";", ".", ":", ",")) or first.islower()

    def _above(self) -> int:
        """Index of the block above, -1 at the top."""
        return self.source.order[self.position - 1] if self.position else -1

    def _after_basis(self) -> bool:
        return self.position > 0 and self.found.roles[self._above()] is Role.BASIS

    # --- body ---

    def _is_heading_line(self, line: Line) -> bool:
        return line.upper and 4 < len(line.key) <= 120 and self.words.section_words.search(line.key) is not None

    def _point(self, index: int) -> None:
        """A numbered or dashed point of the body, which can be little else."""
        content = self.source.content(index)
        if "./." in content[-6:]:
            self.ended = True
        closes = len(content) > 25 and self.words.closing.match(content) is not None
        self._give(index, Role.CLOSING if closes and self.source.document.blocks[index].cell is None else None)

    def _body(self, index: int, line: Line) -> None:
        source, words = self.source, self.words
        if self._tail_begins(index, line):
            self.state = State.SIGNATURE if not words.recipients.match(line.key) else State.RECIPIENTS
            if self._tail(index):
                return
        if self._appendix_begins(line):
            self._open_appendix(index)
            return
        label = source.labels[index]
        key = line.key
        content = source.content(index) if label.kind else key
        block = source.document.blocks[index]
        if block.cell is None and words.closing.match(content) and len(content) > 25:
            self.ended = True
            self._give(index, Role.CLOSING)
            return
        if source.pasted and block.cell is None and not label.kind:
            if letterhead.is_rule(line) and "/" not in key:
                self._give(index, Role.NOISE)
                return
            if len(key) <= 40 and (key.isdigit() or (words.noise.match(key) and not key.endswith((".", ";", ":")))):
                self._give(index, Role.NOISE)
                return
        if "./." in key[-6:]:
            self.ended = True
        self._give(index, None)

    # --- recipients and signature ---

    def _tail_begins(self, index: int, line: Line) -> bool:
        key, words = line.key, self.words
        if self.appendix and (self.signed or self.filed):
            return False
        if signature.is_recipients_label(key, words):
            return not self._is_column(index) or ":" in key
        if self._is_column(index):
            return False
        if self.source.labels[index].kind in ("roman", "arabic", "lower", "multi", "bullet"):
            return False
        if "\n" in line.text and any(
            signature.is_recipients_label(part, words) or signature.authority_of(part) for part in _split_rows(line)
        ):
            return True
        if len(key) > 160 or not line.text[:2].isupper():
            return False
        if signature.authority_of(line.text):
            return True
        return self._post_ends(line)

    def _is_column(self, index: int) -> bool:
        """Whether the block stands in a table of more columns than recipients and signature make."""
        cell = self.source.document.blocks[index].cell
        return cell is not None and self.source.columns[cell.table] > 3

    def _post_ends(self, line: Line) -> bool:
        """Whether a post in capitals standing alone opens the signature."""
        if not (line.upper and len(line.key) <= 60 and self.words.post.match(line.key)):
            return False
        source = self.source
        if self.ended:
            return True
        last = min(self.position + 5, len(source.order))
        return any(signature.is_person(source.line(later).text, self.words) for later in range(self.position + 1, last))

    def _tail(self, index: int) -> bool:
        """Recipients, signature and what follows; False when an annex or another part begins."""
        source, words = self.source, self.words
        block = source.document.blocks[index]
        line = source.line(self.position)
        if self._appendix_begins(line):
            self._open_appendix(index)
            return True
        text = block.text
        columns = len(text) <= 400 and ("\n" in text or "\t" in text or "    " in text or _CAPITALS.search(text))
        labelled = len(line.key) > 12 and signature.is_recipients_label(line.key, words)
        lines = cut(index, text, words.tail_columns) if columns or labelled else [line]
        given = [(piece, self._tail_line(index, block, piece)) for piece in lines]
        if any(role is None for _, role in given):
            label = source.labels[index]
            if self.state is State.AFTER and label.kind in ("roman", "letter") and line.upper:
                self.state = State.BODY
                return False
            given = [(piece, role or self._left_over(piece, block)) for piece, role in given]
        self._give_lines(index, given)
        return True

    def _tail_line(self, index: int, block: Block, line: Line) -> Role | None:
        words, key = self.words, line.key
        if letterhead.is_rule(line):
            return Role.NOISE
        mark = self._mark(line)
        if mark is not None:
            return mark
        if signature.is_recipients_label(key, words):
            self.state = State.RECIPIENTS
            self.labelled, self.filed = True, False
            if block.cell is not None:
                self.recipients_cell = (block.cell.table, block.cell.column)
            return Role.RECIPIENTS_LABEL
        signing = self._sign_line(block, line)
        if signing is not None:
            return signing
        if self._goes_to_recipients(index, block, line):
            self.filed = self.filed or words.filing.match(key) is not None
            return Role.RECIPIENT
        if (
            signature.is_person(line.text, words)
            and (self.state is State.SIGNATURE or signature.has_surname(line.text, words))
            and not self.signed
        ):
            self.signed = True
            self.state = State.AFTER
            return Role.SIGNER
        return None

    def _sign_line(self, block: Block, line: Line) -> Role | None:
        words, key = self.words, line.key
        if len(key) > 120 or (self.signed and self.state is State.AFTER and self.source.pasted and self.sign_lines > 6):
            return None
        role = None
        if signature.authority_of(line.text):
            role = Role.AUTHORITY
        elif words.post.match(key):
            signing = self.state is State.SIGNATURE and len(key) <= 40 and not _SENTENCE.search(key)
            if signing or (len(key) <= 70 and (line.upper or _all_caps(block, line))):
                role = Role.POST
        if role is not None:
            self.state = State.SIGNATURE
            self.sign_lines += 1
        elif (
            self.state is State.SIGNATURE
            and line.upper
            and not self.signed
            and len(key) <= 60
            and (words.agency.match(key) or letterhead.is_unit(key) or (" " not in key and self._after_authority()))
        ):
            role = Role.AUTHORITY  # second line of "TM. ỦY BAN NHÂN DÂN / TỈNH …" or a body signing jointly
        return role

    def _after_authority(self) -> bool:
        return self.position > 0 and self.found.roles[self._above()] is Role.AUTHORITY

    def _goes_to_recipients(self, index: int, block: Block, line: Line) -> bool:
        if self.recipients_cell is not None and block.cell is not None:
            same = (block.cell.table, block.cell.column) == self.recipients_cell
            if same and not signature.is_person(line.text, self.words):
                return not self.filed or self._runs_on()
            if not same:
                return False
        if self.state is State.RECIPIENTS and not self.filed:
            if self.words.noise.match(line.key) and self.source.pasted:
                return False
            bulleted = line.text[:1] in "-–—+*•" or bool(block.label)
            return (
                bulleted
                or line.key.endswith((";", ",", "."))
                or not (signature.is_person(line.text, self.words) and signature.has_surname(line.text, self.words))
            )
        if self.state is State.RECIPIENTS:
            return self._runs_on() or self.words.filing.match(line.key) is not None
        bulleted = line.text[:1] in "-–—+" or block.label in ("-", "–", "+")
        return bulleted and not self.filed and self.state in (State.SIGNATURE, State.AFTER) and self.labelled

    def _runs_on(self) -> bool:
        """Whether the line above, of the filing entry, is unfinished."""
        above = self._above()
        key = self.source.folded[above].text.rstrip()
        return above >= 0 and key.endswith((",", ";", " và", "-", "+", ":"))

    def _left_over(self, line: Line, block: Block) -> Role | None:
        """What a line among or after recipients and signature is that is none of them."""
        if not self.noisy and (self.words.stamp.match(line.key) or signature.is_clerks_mark(line.text)):
            return Role.STAMP
        if self.state is State.SIGNATURE:
            self.sign_lines += 1
            if self.sign_lines > 8:
                self.state = State.AFTER
        if self.source.pasted:
            self.noisy = self.state is State.AFTER
            return Role.NOISE
        return None

    # --- annexes ---

    def _appendix_begins(self, line: Line) -> bool:
        words, key = self.words, line.key
        if len(key) > 200 or not words.appendix.match(key):
            return False
        if self.state is State.APPENDIX_HEAD and not key.startswith("phụ"):
            return False
        if key.startswith("phụ"):
            return _APPENDIX_ALONE.match(key) is not None or (line.upper and len(key) > 7)
        if (self.state < State.RECIPIENTS and not self.appendix) or not line.upper:
            return False
        source = self.source
        last = min(self.position + 4, len(source.order))
        return any(words.attached.match(source.key(later)) for later in range(self.position + 1, last))

    def _open_appendix(self, index: int) -> None:
        self.appendix += 1
        self.subject_lines = 0
        self.state = State.APPENDIX_HEAD
        self._give(index, Role.APPENDIX_TITLE)

    def _appendix_head(self, index: int) -> bool:
        """Title lines of an annex; False when its text begins."""
        source, words = self.source, self.words
        line = source.line(self.position)
        block = source.document.blocks[index]
        if letterhead.is_rule(line):
            self._give(index, Role.NOISE)
            return True
        if words.attached.match(line.key) or (self.attached_open and len(line.key) < 200):
            self.attached_open = line.key.startswith(("(", "[")) and ")" not in line.key and not self.attached_open
            self._give(index, Role.ATTACHED)
            return True
        label = source.labels[index]
        title = (
            block.cell is None
            and self.subject_lines < 4
            and (not label.kind or label.kind == "letter")
            and len(line.key) <= 250
            and not line.key.endswith((".", ";", ":"))
            and (line.upper or block.format.alignment == "center" or source.pasted)
            and not self._appendix_begins(line)
        )
        if title and (line.upper or block.format.alignment == "center" or self.subject_lines == 0):
            self.subject_lines += 1
            self._give(index, Role.APPENDIX_TITLE)
            return True
        self.state = State.BODY
        return False


_CAPITALS = lazily(rf"[{CAPITALS}]{{2}}[. ]{{1,3}}[{CAPITALS}]{{2}}")
_POINTS = frozenset({"bullet", "arabic", "multi", "lower", "paren"})
_BASIS_NOISE = lazily(r"\W*\S{1,6} căn cứ\b(?! vào chức năng)")
_CITED = lazily(r"\bsố\s?[\d:]|\d/|\bngày \d|-kl/|-ct/|-nq/|\bsố …")
_DECIDES = lazily(r"QUYẾT\s+(?:ĐỊNH|NGHỊ)\s*:|KẾT\s+LUẬN\s*:")
_SENTENCE = lazily(r"[.;:,]\s|[.;:]$")
_APPENDIX_ALONE = lazily(r"phụ (?:lục|biểu)(?:\s?(?:số|:))?\s?(?:[ivx]{1,5}|\d{1,2}|[a-zđ])?\s?(?:[.:)(-].{0,150})?$")


def _looks_like_sentence(key: str, words: Lexicon) -> bool:
    return key.endswith((".", ";", ":")) and len(key) > 80


def _all_caps(block: Block, line: Line) -> bool:
    """Whether the line is shown in capitals by its format."""
    runs = [
        run
        for run in block.runs
        if run.start < line.end and run.end > line.start and block.text[run.start : run.end].strip()
    ]
    return bool(runs) and all(run.format.caps for run in runs)


def _slice(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    trimmed = text.strip()
    first = line.start + start + lead
    return Line(line.block, first, first + len(trimmed), trimmed, squeeze(trimmed).text)


def _tail_of(line: Line, start: int) -> Line:
    return _slice(line, start, len(line.text))


def _split_rows(line: Line) -> list[str]:
    return [row.strip() for row in line.text.split("\n")]
