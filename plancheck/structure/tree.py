"""The section tree: headings told from items, their levels, and the breadcrumb of every block."""

import re
from dataclasses import dataclass

from plancheck.document import Block
from plancheck.structure.classify import Roles, Source
from plancheck.structure.labels import NO_LABEL, Label, Stack, rank
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.plan import Passage, Role, Section

_LONG_HEADING = 260
_SHORT = 120


@dataclass(slots=True)
class _Open:
    """A section whose end is not yet known."""

    label: str
    title: str
    level: int
    roles: frozenset[str]
    heading: int
    last: int
    parent: int
    appendix: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a block stands in the tree."""

    role: Role
    level: int = 0
    breadcrumb: tuple[str, ...] = ()
    section: int = -1
    label: str = ""
    start: int = 0


def section_roles(key: str, words: Lexicon) -> frozenset[str]:
    """Roles that a heading's folded words fill."""
    if not words.section_words.search(key):
        compact = key.replace(" ", "")
        return frozenset(
            role.id for role in words.sections if any(word.replace(" ", "") in compact for word in role.words if " " in word)
        )
    return frozenset(
        role.id
        for role in words.sections
        if any(word in key for word in role.words) and not any(word in key for word in role.but)
    )


def build(source: Source, found: Roles, article: bool = False) -> tuple[tuple[Passage, ...], tuple[Section, ...]]:
    """Passages of all blocks and the sections, in order. In an article the line after a point is seldom under it."""
    spots, sections = _Tree(source, found, article).grow()
    passages = []
    for index, block in enumerate(source.document.blocks):
        spot = spots.get(index)
        if spot is None:
            label = source.labels[index]
            role = found.roles[index] or Role.PARAGRAPH
            keeps = role in (Role.BASIS, Role.RECIPIENT, Role.HEADING, Role.ITEM)
            passages.append(
                Passage(
                    index, block, role, source.folded[index], label.text if keeps else "", 0, label.start if keeps else 0, (), -1,
                    found.appendix.get(index, 0), found.parts.get(index, ()),
                )
            )  # fmt: skip
            continue
        passages.append(
            Passage(
                index, block, spot.role, source.folded[index], spot.label, spot.level, spot.start, spot.breadcrumb, spot.section,
                found.appendix.get(index, 0), found.parts.get(index, ()),
            )
        )  # fmt: skip
    return tuple(passages), sections


class _Tree:
    def __init__(self, source: Source, found: Roles, article: bool) -> None:
        self.article = article
        self.source = source
        self.found = found
        self.words = source.words
        self.stack = Stack()
        self.sections: list[_Open] = []
        self.spots: dict[int, _Spot] = {}
        self.appendix = 0
        self.appendix_crumb: tuple[str, ...] = ()
        self.letters = False
        """Whether "A." has been met: before it, a capital with a dot is no label."""

    def grow(self) -> tuple[dict[int, _Spot], tuple[Section, ...]]:
        body = self.found.body
        labels = [self._label(index) for index in body]
        following = self._following(body, labels)
        previous = -1
        for position, index in enumerate(body):
            self._place(index, labels[position], following[position], previous, labels)
            previous = index
        sections = tuple(
            Section(number, entry.label, entry.title, entry.level, entry.roles, entry.heading, entry.heading, entry.last, entry.parent, entry.appendix)
            for number, entry in enumerate(self.sections)
        )
        return self.spots, sections

    def _label(self, index: int) -> Label:
        """The block's label, if it is one here."""
        label = self.source.labels[index]
        if label.kind == "letter":
            if not self.letters and label.text[0] != "A" and not self.source.document.blocks[index].label:
                return NO_LABEL
            self.letters = True
        return label

    def _following(self, body: list[int], labels: list[Label]) -> list[int]:
        """For each place in the body the next block that begins something: not the rest of a wrapped line."""
        following = [-1] * len(body)
        coming = -1
        for position in range(len(body) - 1, -1, -1):
            following[position] = coming
            index = body[position]
            if labels[position].kind or not self._goes_on(index, body[position - 1] if position else -1):
                coming = position
        return following

    def _goes_on(self, index: int, above: int) -> bool:
        """Whether an unlabelled block is the rest of the line above, broken by hand."""
        if not self.source.pasted or above < 0 or self.source.document.blocks[index].cell is not None:
            return False
        first = next((char for char in self.source.document.blocks[index].text if char.isalpha()), "")
        return first.islower() and not self.source.folded[above].text.rstrip().endswith((".", ";", ":", "!", "?"))

    # --- one block ---

    def _place(self, index: int, label: Label, following: int, previous: int, labels: list[Label]) -> None:
        found, source = self.found, self.source
        role, block = found.roles[index], source.document.blocks[index]
        if role is Role.APPENDIX_TITLE:
            self._enter_appendix(index, block)
            return
        if role is not None and role not in (Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL, Role.BASIS, Role.ENACTING, Role.CLOSING):
            if role is Role.SIGNER:
                self.stack = Stack()
            return
        hinted = role is not None and role is source.hints[index]
        if role in (Role.BASIS, Role.ENACTING):
            self.spots[index] = _Spot(role, 0, self._crumbs(), self.stack.section, label.text, label.start)
            self._extend(index)
            return
        if role is Role.CLOSING:
            if not label.kind:
                self.stack = Stack()
            self.spots[index] = _Spot(role, 0, self._crumbs(), self.stack.section, label.text, label.start)
            self._extend(index)
            return
        if block.cell is not None and not (hinted and role in (Role.HEADING, Role.ITEM)) and role is None:
            self.spots[index] = _Spot(Role.CELL, 0, self._crumbs(), self.stack.section, label.text, label.start)
            self._extend(index)
            return
        if role is Role.CELL or (role is Role.PARAGRAPH and hinted):
            self.spots[index] = _Spot(role, 0, self._crumbs(), self.stack.section, "", 0)
            self._extend(index)
            return
        next_index = self.found.body[following] if following >= 0 else -1
        next_label = labels[following] if following >= 0 else NO_LABEL
        kind = role if hinted and role is not None else self._kind(index, label, next_index, next_label, previous)
        if kind is Role.HEADING:
            self._heading(index, label, previous)
        elif kind is Role.ITEM:
            self._item(index, label, next_index, next_label)
        else:
            self._paragraph(index, previous)

    def _paragraph(self, index: int, previous: int) -> None:
        role = Role.PARAGRAPH
        section = self.stack.section
        if section >= 0 and self._lists_bases(section):
            role = Role.BASIS
        self.spots[index] = _Spot(role, 0, self._crumbs(), section)
        self._extend(index)

    def _lists_bases(self, section: int) -> bool:
        """Whether a section, or one it stands in, holds nothing but legal bases."""
        while section >= 0:
            entry = self.sections[section]
            if entry.roles and entry.roles <= {"bases"}:
                return True
            if entry.roles:
                return False
            section = entry.parent
        return False

    def _enter_appendix(self, index: int, block: Block) -> None:
        number = self.found.appendix.get(index, 0)
        text = " ".join(block.text.split())
        if number != self.appendix:
            self.appendix = number
            self.stack = Stack()
            self.letters = False
            self.appendix_crumb = (text,)
            self.spots[index] = _Spot(Role.APPENDIX_TITLE)
        else:
            self.spots[index] = _Spot(Role.APPENDIX_TITLE, 0, self.appendix_crumb)

    def _crumbs(self) -> tuple[str, ...]:
        return self.appendix_crumb + self.stack.breadcrumb

    def _extend(self, index: int) -> None:
        section = self.stack.section
        while section >= 0:
            self.sections[section].last = index
            section = self.sections[section].parent

    # --- headings ---

    def _heading(self, index: int, label: Label, previous: int) -> None:
        block = self.source.document.blocks[index]
        text = " ".join(block.text[label.start :].split()).strip("*_ ")
        above = self.spots.get(previous)
        if not label.kind and above is not None and above.role is Role.HEADING and self._wraps(index, previous):
            self._join_heading(index, text, above)
            return
        shown = label if label.kind else Label("", "upper" if block.text.isupper() else "mixed", 0)
        crumb = f"{label.text} {text}".strip()
        self._open(index, shown, label, crumb, text, Role.HEADING, section_roles(self._key(index, label), self.words))

    def _wraps(self, index: int, previous: int) -> bool:
        if self._goes_on(index, previous):
            return True
        blocks = self.source.document.blocks
        above = self.source.folded[previous].text.rstrip()
        return (
            self.source.pasted
            and bool(self.source.labels[previous].kind)
            and blocks[index].text.isupper()
            and blocks[previous].text.isupper()
            and not above.endswith((":", "."))
            and len(above) > 12
        )

    def _join_heading(self, index: int, text: str, above: _Spot) -> None:
        """Second line of a heading broken by hand."""
        section = self.sections[above.section]
        section.title = f"{section.title} {text}"
        section.roles = section.roles | section_roles(" ".join(section.title.lower().split()), self.words)
        entry = self.stack.open[-1]
        entry.crumb = f"{entry.crumb} {text}"
        self.spots[index] = _Spot(Role.HEADING, above.level, above.breadcrumb, above.section)
        self._extend(index)

    def _open(
        self, index: int, shown: Label, label: Label, crumb: str, title: str, role: Role, roles: frozenset[str], section: bool = True
    ) -> None:
        number = len(self.sections) if section else -1
        level = self.stack.enter(shown, crumb, number)
        own = self.stack.open.pop()
        crumbs, parent = self._crumbs(), self.stack.section
        self.stack.open.append(own)
        if section:
            self.sections.append(_Open(label.text, title, level, roles, index, index, parent, self.appendix))
        self.spots[index] = _Spot(role, level, crumbs, number if section else parent, label.text, label.start)
        self._extend(index)

    def _item(self, index: int, label: Label, next_index: int, next_label: Label) -> None:
        key = self._key(index, label)
        text = " ".join(self.source.document.blocks[index].text[label.start :].split()).strip("*_ ")
        colon = text.find(":")
        runs_in = 0 < colon <= 90 and colon < len(text) - 1
        head = text[:colon] if runs_in else text
        roles: frozenset[str] = frozenset()
        names = bool(self.words.agency_heading.match(key))
        if runs_in and label.kind not in ("bullet", ""):
            roles = section_roles(key[: key.find(":")], self.words)
        parent_child = next_index >= 0 and self._is_child(label, next_label, next_index)
        crumb = ""
        if runs_in and (names or roles):
            crumb = f"{label.text} {head}".strip()
        elif parent_child and len(text) <= _LONG_HEADING and not text.endswith((".", ";")):
            crumb = f"{label.text} {text}".strip()
        section = self.stack.section
        if label.kind and rank(label) >= 0:
            role = Role.ITEM
            opens = bool(runs_in and roles and colon <= 60)
            self._open(index, label, label, crumb, head, role, roles, section=opens)
            own = self.spots[index]
            if section >= 0 and not opens and self._lists_bases(section):
                self.spots[index] = _Spot(Role.BASIS, 0, own.breadcrumb, own.section, own.label, own.start)

    def _key(self, index: int, label: Label) -> str:
        key = self.source.folded[index].text
        if not label.start:
            return key.strip(" *_")
        # Folding keeps length but for squeezed spaces, which only make it shorter.
        return key[len(key) - len(self._squeezed_rest(index, label)) :].strip(" *_")

    def _squeezed_rest(self, index: int, label: Label) -> str:
        folded = self.source.folded[index]
        if not folded.shifts:
            return folded.text[label.start :]
        low, high = 0, len(folded.text)
        while low < high:
            middle = (low + high) // 2
            if folded.original(middle) < label.start:
                low = middle + 1
            else:
                high = middle
        return folded.text[low:]

    def _is_child(self, label: Label, next_label: Label, next_index: int) -> bool:
        """Whether the next block stands under a block with this label."""
        if self.found.roles[next_index] not in (None, Role.ITEM, Role.PARAGRAPH, Role.HEADING, Role.CELL):
            return False
        if not next_label.kind:
            return True
        if label.kind == "bullet" and next_label.kind == "bullet":
            return label.text != next_label.text and all(entry.glyph != next_label.text for entry in self.stack.open)
        return rank(next_label) > rank(label)

    # --- heading or item ---

    def _kind(self, index: int, label: Label, next_index: int, next_label: Label, previous: int) -> Role:
        block = self.source.document.blocks[index]
        if not label.kind:
            return self._unlabelled(index, block, next_index, next_label, previous)
        if label.kind == "bullet":
            return Role.ITEM
        key = self._key(index, label)
        length = len(key)
        if length > _LONG_HEADING:
            return Role.ITEM
        ends = key[-1:]
        if label.kind in ("part", "chapter"):
            return Role.HEADING
        if label.kind in ("roman", "letter"):
            return Role.ITEM if ends in (";",) or (ends == "." and length > 80) or self._runs_in(key) else Role.HEADING
        if label.kind == "article" or ends in (";", ",") or key.endswith("./."):
            return Role.ITEM
        if self._runs_in(key):
            return Role.ITEM
        child = next_index >= 0 and self._is_child(label, next_label, next_index)
        shown = _is_bold(block) or block.text[label.start :].isupper() or block.format.outline_level is not None
        if ends == ".":
            if length > 60 or not child:
                return Role.ITEM
            return Role.HEADING if shown or self.words.section_words.search(key) else Role.ITEM
        if ends == ":":
            introduces = key.endswith(("sau:", "sau đây:", "gồm:", "là:", "cụ thể:"))
            return Role.HEADING if (length <= _SHORT or shown) and not introduces else Role.ITEM
        if shown and length <= 200:
            return Role.HEADING
        if child and (next_label.kind or length <= _SHORT or self.words.agency_heading.match(key)):
            return Role.ITEM if self.article and not next_label.kind else Role.HEADING
        if length <= _SHORT and self.words.agency_heading.match(key) and not _VERBS.search(key):
            return Role.HEADING
        return Role.HEADING if length <= 40 and section_roles(key, self.words) else Role.ITEM

    def _runs_in(self, key: str) -> bool:
        """Whether the words after a colon go on in the same block."""
        colon = key.find(": ")
        return 0 < colon < len(key) - 3

    def _unlabelled(self, index: int, block: Block, next_index: int, next_label: Label, previous: int) -> Role:
        text = block.text.strip(" *_#\t\n")
        key = self.source.folded[index].text.strip(" *_#")
        if len(text) > 200 or not text:
            return Role.PARAGRAPH
        above = self.spots.get(previous)
        if above is not None and above.role is Role.HEADING and previous >= 0 and self._wraps(index, previous):
            return Role.HEADING
        if block.text.lstrip().startswith("#") and self.source.document.format == "markdown":
            return Role.HEADING
        if block.format.outline_level is not None and block.format.outline_level < 9 and not key.endswith((".", ";")):
            return Role.HEADING
        if next_index < 0 or key.endswith((".", ";", ",")) or not any(char.isalpha() for char in text):
            return Role.PARAGRAPH
        meant = self.words.section_words.search(key) is not None
        if text.isupper() and len(key) > 5:
            return Role.HEADING if meant or _is_bold(block) or block.format.alignment == "center" else Role.PARAGRAPH
        if len(key) > _SHORT or self._runs_in(key):
            return Role.PARAGRAPH
        if _is_bold(block) and (meant or self.words.agency_heading.match(key)):
            return Role.HEADING
        names = self.words.agency_heading.match(key) is not None and len(key) <= 90 and next_label.kind == "bullet"
        return Role.HEADING if names and not _VERBS.search(key) else Role.PARAGRAPH


def _is_bold(block: Block) -> bool:
    """Whether all words of a block are bold."""
    text = block.text
    shown = [run for run in block.runs if text[run.start : run.end].strip()]
    return bool(shown) and all(run.format.bold for run in shown)


_VERBS = re.compile(
    r"\b(?:chủ trì|phối hợp|tham mưu|xây dựng|tổ chức|triển khai|thực hiện|hướng dẫn|tăng cường|đẩy mạnh|chỉ đạo|cung cấp|báo cáo|bố trí)\b"
)
