"""The section tree: headings told from items, their levels, and the breadcrumb of every block."""

from plancheck.document import Block
from plancheck.patterns import lazily
from plancheck.records import NamedTuple, dataclass
from plancheck.structure.labels import NO_LABEL, Label, Stack, alike, rank
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.plan import Passage, Role, Section
from plancheck.structure.source import Roles, Source

_LONG = 260
"""Characters: what is longer is no heading."""
_LONGEST = 800
"""Characters of a heading at most, and only of one with numbered points below."""
_SHORT = 120
_WITH_LABEL = frozenset({Role.BASIS, Role.RECIPIENT, Role.HEADING, Role.ITEM})
_TOLD_APART = frozenset({None, Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL, Role.COMPARED})
_JOINED = lazily(r"[^\W\d_]{8}")  # no Vietnamese syllable is as long: words run together
_VERBS = lazily(
    r"\b(?:chủ trì|phối hợp|tham mưu|xây dựng|tổ chức (?!chính|đoàn|xã|hội|tôn|quốc|phi|đảng|trong|trực)|triển khai"
    r"|thực hiện|hướng dẫn|tăng cường|đẩy mạnh|chỉ đạo|cung cấp|báo cáo|bố trí|nâng cao|tuyên truyền|quán triệt)\b"
)
_INTRODUCES = ("sau:", "sau đây:", "gồm:", "là:", "cụ thể:")


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


class _Spot(NamedTuple):
    """Where a block stands in the tree."""

    role: Role
    level: int = 0
    breadcrumb: tuple[str, ...] = ()
    section: int = -1
    label: str = ""
    start: int = 0


def section_roles(key: str, words: Lexicon) -> frozenset[str]:
    """Roles that a heading's folded words fill."""
    held = key.__contains__
    if words.section_words.search(key):
        return frozenset(
            role.id for role in words.sections if any(map(held, role.words)) and not any(map(held, role.but))
        )
    if not _JOINED.search(key):
        return frozenset()
    compact = key.replace(" ", "")
    return frozenset(
        role.id
        for role in words.sections
        if any(" " in word and word.replace(" ", "") in compact for word in role.words)
    )


def build(source: Source, found: Roles, article: bool = False) -> tuple[tuple[Passage, ...], tuple[Section, ...]]:
    """Passages of all blocks and the sections, in order. In an article nothing stands under a point."""
    spots, sections = _Tree(source, found, article).grow()
    passages = []
    appendix, parts, labels, folded = found.appendix, found.parts, source.labels, source.folded
    for index, block in enumerate(source.document.blocks):
        spot = spots.get(index)
        if spot is None:
            role = found.roles[index] or Role.PARAGRAPH
            label = labels[index] if role in _WITH_LABEL else NO_LABEL
            spot = _Spot(role, 0, (), -1, label.text, label.start)
        passages.append(
            Passage(
                index, block, spot.role, folded[index], spot.label, spot.level, spot.start, spot.breadcrumb,
                spot.section, appendix.get(index, 0), parts.get(index, ()),
            )
        )  # fmt: skip
    return tuple(passages), sections


class _Tree:
    def __init__(self, source: Source, found: Roles, article: bool) -> None:
        self.article = article
        self.source = source
        self.blocks = source.document.blocks
        self.found = found
        self.words = source.words
        self.stack = Stack()
        self.sections: list[_Open] = []
        self.spots: dict[int, _Spot] = {}
        self.appendix = 0
        self.letters = False
        """Whether "A." has been met: before it, a capital with a dot is no label."""
        self.bases: set[int] = set()
        """Sections that hold nothing but legal bases."""

    def grow(self) -> tuple[dict[int, _Spot], tuple[Section, ...]]:
        body = self.found.body
        labels = [self._label(index) for index in body]
        following = self._following(body, labels)
        previous = -1
        for position, index in enumerate(body):
            coming = following[position]
            next_label = labels[coming] if coming >= 0 else NO_LABEL
            self._place(index, labels[position], body[coming] if coming >= 0 else -1, next_label, previous)
            if self.stack.section >= 0:
                self.sections[self.stack.section].last = index
            previous = index
        for entry in reversed(self.sections):
            if entry.parent >= 0:
                parent = self.sections[entry.parent]
                parent.last = max(parent.last, entry.last)
        sections = tuple(
            Section(
                number, entry.label, entry.title, entry.level, entry.roles, entry.heading, entry.heading, entry.last,
                entry.parent, entry.appendix,
            )
            for number, entry in enumerate(self.sections)
        )  # fmt: skip
        return self.spots, sections

    def _label(self, index: int) -> Label:
        """The block's label, if it is one here."""
        label = self.source.labels[index]
        if label.kind == "letter":
            if not self.letters and label.text[0] != "A" and not self.blocks[index].label:
                return NO_LABEL
            self.letters = True
        return label

    def _following(self, body: list[int], labels: list[Label]) -> list[int]:
        """For each place in the body the next that begins something: not the rest of a wrapped line."""
        following = [-1] * len(body)
        coming = -1
        for position in range(len(body) - 1, -1, -1):
            following[position] = coming
            if labels[position].kind or not self._goes_on(body[position], body[position - 1] if position else -1):
                coming = position
        return following

    def _goes_on(self, index: int, above: int) -> bool:
        """Whether an unlabelled block is the rest of the line above, broken by hand."""
        if not self.source.pasted or above < 0 or self.blocks[index].cell is not None:
            return False
        first = next((char for char in self.blocks[index].text if char.isalpha()), "")
        return first.islower() and not self.source.folded[above].text.rstrip().endswith((".", ";", ":", "!", "?"))

    # --- one block ---

    def _place(self, index: int, label: Label, next_index: int, next_label: Label, previous: int) -> None:
        role, block = self.found.roles[index], self.blocks[index]
        if role is None and label.kind == "bullet" and block.cell is None:
            self._item(index, label, next_index, next_label)
        elif role is Role.APPENDIX_TITLE:
            self._enter_appendix(index, block)
        elif role in (Role.BASIS, Role.ENACTING):
            self._stand(index, role, label)
        elif role is Role.CLOSING:
            if not label.kind:
                self._leave()
            self._stand(index, role, label)
        elif role not in _TOLD_APART:
            self._leave()
        elif role is None and block.cell is not None:
            self._stand(index, Role.CELL, label)
        elif role in (Role.CELL, Role.COMPARED, Role.PARAGRAPH):
            self._stand(index, role, NO_LABEL)
        else:
            kind = role or self._kind(index, label, next_index, next_label, previous)
            if kind is Role.HEADING:
                self._heading(index, label, previous)
            elif kind is Role.ITEM and label.kind:
                self._item(index, label, next_index, next_label)
            else:
                self._paragraph(index, kind)

    def _leave(self) -> None:
        """Close all sections, but stay in the appendix."""
        self.stack = Stack(self.stack.breadcrumb[:1] if self.appendix else ())

    def _stand(self, index: int, role: Role, label: Label) -> None:
        """Put a block under what is open."""
        stack = self.stack
        self.spots[index] = _Spot(role, 0, stack.breadcrumb, stack.section, label.text, label.start)

    def _paragraph(self, index: int, role: Role) -> None:
        if self.article:
            self.stack = Stack()
        self._stand(index, Role.BASIS if self.stack.section in self.bases else role, NO_LABEL)

    def _enter_appendix(self, index: int, block: Block) -> None:
        number = self.found.appendix.get(index, 0)
        if number == self.appendix:
            self.spots[index] = _Spot(Role.APPENDIX_TITLE, 0, self.stack.breadcrumb)
            return
        self.appendix = number
        self.stack = Stack((" ".join(block.text.split()),))
        self.letters = False
        self.spots[index] = _Spot(Role.APPENDIX_TITLE)

    # --- headings and items ---

    def _heading(self, index: int, label: Label, previous: int) -> None:
        text = self._words(index, label)
        above = self.spots.get(previous)
        if not label.kind and above is not None and above.role is Role.HEADING and self._wraps(index, previous):
            self._join_heading(index, text, above)
            return
        shown = label if label.kind else Label("", "upper" if self.blocks[index].text.isupper() else "mixed", 0)
        roles = section_roles(self._key(index, label), self.words)
        self._open(index, shown, Role.HEADING, f"{label.text} {text}".strip(), text, roles)

    def _open(self, index: int, label: Label, role: Role, crumb: str, title: str, roles: frozenset[str] | None) -> None:
        """Put a block with a label into the tree, and open a section if it has roles (an empty set will do)."""
        stack = self.stack
        stack.close(label)
        crumbs, parent = stack.breadcrumb, stack.section
        number = -1
        if roles is not None:
            number = len(self.sections)
            level = stack.level + 1
            self.sections.append(_Open(label.text, title, level, roles, index, index, parent, self.appendix))
            if (roles == {"bases"}) or (not roles and parent in self.bases):
                self.bases.add(number)
        stack.open(crumb, number)
        section = number if number >= 0 else parent
        if role is Role.ITEM and parent in self.bases and number < 0:
            self.spots[index] = _Spot(Role.BASIS, 0, crumbs, section, label.text, label.start)
        else:
            self.spots[index] = _Spot(role, stack.level, crumbs, section, label.text, label.start)

    def _item(self, index: int, label: Label, next_index: int, next_label: Label) -> None:
        text = self.blocks[index].text
        colon = text.find(":", label.start, label.start + 92)
        runs_in = colon > 0 and colon < len(text.rstrip()) - 1
        parent = next_index >= 0 and self._is_child(label, next_label, next_index)
        if not runs_in and not parent:
            self._open(index, label, Role.ITEM, "", "", None)
            return
        key = self._key(index, label)
        title, crumb = "", ""
        roles: frozenset[str] | None = None
        if runs_in:
            title = " ".join(text[label.start : colon].split()).strip("*_ ")
            filled = section_roles(key[: key.find(":")], self.words) if label.kind != "bullet" else frozenset()
            if filled and len(title) <= 60:
                roles = filled
            if filled or self.words.agency_heading.match(key):
                crumb = f"{label.text} {title}"
        if parent and not crumb and len(text) <= _LONG and not key.endswith((".", ";")):
            crumb = f"{label.text} {self._words(index, label)}"
        self._open(index, label, Role.ITEM, crumb, title, roles)

    def _words(self, index: int, label: Label) -> str:
        """Words after the label, as written, on one line."""
        return " ".join(self.blocks[index].text[label.start :].split()).strip("*_# ")

    def _key(self, index: int, label: Label) -> str:
        key = self.source.content(index) if label.kind else self.source.folded[index].text
        return key.strip(" *_#")

    def _is_child(self, label: Label, next_label: Label, next_index: int) -> bool:
        """Whether the next block stands under a block with this label."""
        if self.found.roles[next_index] not in _TOLD_APART:
            return False
        if not next_label.kind:
            return True
        if label.kind == "bullet" and next_label.kind == "bullet":
            return not alike(label, next_label) and not self.stack.has_bullet(next_label)
        return rank(next_label) > rank(label)

    # --- a heading in two lines ---

    def _wraps(self, index: int, previous: int) -> bool:
        """Whether an unlabelled line goes on with the heading above it."""
        if self._goes_on(index, previous):
            return True
        above, key = self.source.folded[previous].text.rstrip(), self.source.folded[index].text
        if not (self.source.pasted and self.source.labels[previous].kind) or above.endswith((":", ".")):
            return False
        if not (self.blocks[index].text.isupper() and self.blocks[previous].text.isupper()):
            return False
        if above.endswith((",", " và", " -")) or key.startswith("và "):
            return True
        meant = self.words.section_words.search
        return not meant(above) or not meant(key)

    def _join_heading(self, index: int, text: str, above: _Spot) -> None:
        section = self.sections[above.section]
        if len(section.title) < _LONG:
            section.title = f"{section.title} {text}"
            section.roles |= section_roles(" ".join(section.title.lower().split()), self.words)
            self.stack.rename(text)
        self.spots[index] = _Spot(Role.HEADING, above.level, above.breadcrumb, above.section)

    # --- heading or item ---

    def _kind(self, index: int, label: Label, next_index: int, next_label: Label, previous: int) -> Role:
        if not label.kind:
            return self._unlabelled(index, next_index, next_label, previous)
        if label.kind == "bullet":
            return Role.ITEM
        key = self._key(index, label)
        length = len(key)
        if length > _LONG and not self._heads(label, next_label, key):
            return Role.ITEM
        if label.kind in ("part", "chapter"):
            return Role.HEADING
        if label.kind in ("roman", "letter"):
            sentence = key.endswith(";") or (key.endswith(".") and length > 80) or _runs_in(key)
            return Role.ITEM if sentence else Role.HEADING
        if key.endswith((";", ",", "./.")) or _runs_in(key):
            return Role.ITEM
        child = next_index >= 0 and self._is_child(label, next_label, next_index)
        if label.kind == "article":
            return Role.HEADING if child and length <= _SHORT and not key.endswith((".", ":")) else Role.ITEM
        block = self.blocks[index]
        shown = _is_bold(block) or block.text[label.start :].isupper() or block.format.outline_level is not None
        if key.endswith("."):
            meant = shown or self.words.section_words.search(key) is not None
            return Role.HEADING if child and length <= 60 and meant else Role.ITEM
        if key.endswith(":"):
            return Role.HEADING if (length <= _SHORT or shown) and not key.endswith(_INTRODUCES) else Role.ITEM
        if shown and length <= 200:
            return Role.HEADING
        names = self.words.agency_heading.match(key) is not None
        if child and (next_label.kind or ((length <= _SHORT or names) and not self.article)):
            return Role.HEADING
        if length <= _SHORT and names and not _VERBS.search(key):
            return Role.HEADING
        return Role.HEADING if length <= 40 and section_roles(key, self.words) else Role.ITEM

    @staticmethod
    def _heads(label: Label, next_label: Label, key: str) -> bool:
        """Whether a long numbered block is the heading of "3.1" or "a)" below it: a sentence would end in a mark."""
        below = next_label.kind in ("multi", "lower", "arabic") and rank(next_label) > rank(label)
        return below and len(key) <= _LONGEST and not key.endswith((".", ";", ":", ","))

    def _unlabelled(self, index: int, next_index: int, next_label: Label, previous: int) -> Role:
        block = self.blocks[index]
        if len(block.text) > 220:
            return Role.PARAGRAPH
        key = self._key(index, NO_LABEL)
        above = self.spots.get(previous)
        if above is not None and above.role is Role.HEADING and self._wraps(index, previous):
            return Role.HEADING
        level = block.format.outline_level
        if level is not None and level < 9 and not key.endswith((".", ";")):
            return Role.HEADING
        if next_index < 0 or key.endswith((".", ";", ",")) or len(key) < 4:
            return Role.PARAGRAPH
        meant = self.words.section_words.search(key) is not None
        if block.text.isupper():
            return Role.HEADING if meant or _is_bold(block) or block.format.alignment == "center" else Role.PARAGRAPH
        if len(key) > _SHORT or _runs_in(key):
            return Role.PARAGRAPH
        names = self.words.agency_heading.match(key) is not None
        if _is_bold(block) and (meant or names):
            return Role.HEADING
        listed = names and len(key) <= 90 and next_label.kind == "bullet" and not _VERBS.search(key)
        return Role.HEADING if listed else Role.PARAGRAPH


def _runs_in(key: str) -> bool:
    """Whether the words after a colon go on in the same block."""
    return 0 < key.find(": ") < len(key) - 3


def _is_bold(block: Block) -> bool:
    """Whether all words of a block are bold."""
    text = block.text
    shown = [run for run in block.runs if text[run.start : run.end].strip()]
    return bool(shown) and all(run.format.bold for run in shown)
