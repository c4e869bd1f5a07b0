"""The blocks of a document with what is found in each once, and what the walk over them finds."""

from plancheck.document import Block, Document
from plancheck.records import dataclass, field
from plancheck.structure.labels import NO_LABEL, Label, automatic_label, typed_label
from plancheck.structure.letterhead import PARTY_NAME, STATE_NAME, NumberLine
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.lines import WRAPPING, Line, letters, line_of
from plancheck.structure.plan import Part, Role
from plancheck.text import Folded, squeeze

_ROLES = {role.value: role for role in Role}


@dataclass(slots=True)
class Source:
    """The blocks with what is found in each once: folded text, label, given role."""

    document: Document
    words: Lexicon
    folded: list[Folded]
    labels: list[Label]
    hints: list[Role | None]
    order: list[int]
    """Indexes of the body's blocks that have text, in order."""
    columns: dict[int, int]
    """Columns of each table."""

    @property
    def pasted(self) -> bool:
        """Whether the text may have been copied from a page with other things on it."""
        return self.document.format in ("text", "markdown")

    def block(self, position: int) -> Block:
        """Block at a place in the order."""
        return self.document.blocks[self.order[position]]

    def content(self, index: int) -> str:
        """Folded text after the label."""
        folded, start = self.folded[index], self.labels[index].start
        return folded.text[folded.squeezed(start) :].lstrip() if start else folded.text

    def ahead(self, position: int, count: int) -> range:
        """Places in the order from one on, so many at most."""
        return range(position, min(position + count, len(self.order)))

    def key(self, position: int) -> str:
        """Its folded text."""
        return self.folded[self.order[position]].text

    def line(self, position: int) -> Line:
        """Its text as one line."""
        index = self.order[position]
        text = self.document.blocks[index].text
        if text[0] not in WRAPPING and text[-1] not in WRAPPING:
            return Line(index, 0, len(text), text, self.folded[index].text)
        return line_of(index, text, 0, len(text))


@dataclass(slots=True)
class Roles:
    """What the walk found. A role of None is body text that the tree tells apart."""

    roles: list[Role | None]
    parts: dict[int, tuple[Part, ...]] = field(default_factory=dict)
    body: list[int] = field(default_factory=list)
    """Indexes of the blocks that make the section tree, in order."""
    appendix: dict[int, int] = field(default_factory=dict)
    """Appendix number of each block inside one."""
    host: int = -1
    """Index of the first block of the attached plan, when a decision stands before it."""
    letterhead: bool = False
    number: tuple[int, int, NumberLine] | None = None
    """Block index, offset of the line in the block, and the number."""


def gather(document: Document, words: Lexicon) -> Source:
    """Fold and label every block once."""
    folded, labels, hints, order = [], [], [], []
    columns: dict[int, int] = {}
    for index, block in enumerate(document.blocks):
        text = block.text
        folded.append(squeeze(text))
        hints.append(_ROLES.get(block.hint) if block.hint else None)
        if block.part == "body" and text and not text.isspace():
            labels.append(automatic_label(block.label) if block.label else typed_label(text))
            order.append(index)
        else:
            labels.append(NO_LABEL)
        if block.cell is not None:
            cell = block.cell
            columns[cell.table] = max(columns.get(cell.table, 0), cell.column + cell.columns - 1)
    return Source(document, words, folded, labels, hints, [*_header(document, order), *order], columns)


_TOP = 12
"""Blocks at the top of the body among which a letterhead would begin."""


def _header(document: Document, order: list[int]) -> list[int]:
    """Blocks of the page header that holds the letterhead, where the body has none."""
    blocks = document.blocks
    if any(_is_title(blocks[index].text) for index in order[:_TOP]):
        return []
    part = next((block.part for block in blocks if block.part.startswith("header") and _is_title(block.text)), "")
    return [index for index, block in enumerate(blocks) if part and block.part == part and block.text.strip()]


def _is_title(text: str) -> bool:
    """Whether a block holds Quốc hiệu or the Party's name."""
    lines = letters(text)
    return any(title in lines for title in (STATE_NAME, PARTY_NAME))
