"""Documents made of a few lines, with the roles they should get."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plancheck.document import Block, Cell, Document

LINE = re.compile(
    r"(?P<role>[\w-]+)"
    r"(?: \[(?P<cell>\d+ \d+ \d+)\])?"
    r"(?: \{(?P<label>[^}]+)\})?"
    r"(?: \((?P<crumb>.*?)\))?"
    r" \| ?(?P<text>.*)$"
)


@dataclass
class Written:
    """A document written down as a case."""

    document: Document
    roles: list[str] = field(default_factory=list)
    crumbs: dict[int, str] = field(default_factory=dict)


def written(text: str, format: str = "docx") -> Written:
    blocks: list[Block] = []
    roles: list[str] = []
    crumbs: dict[int, str] = {}
    for line in text.splitlines():
        match = LINE.match(line)
        assert match, line
        cell = Cell(*map(int, match["cell"].split())) if match["cell"] else None
        content = match["text"].replace("⏎", "\n").replace("⇥", "\t")
        if match["crumb"]:
            crumbs[len(blocks)] = match["crumb"]
        roles.append(match["role"])
        blocks.append(Block(content, label=match["label"] or "", cell=cell))
    return Written(Document(format, renumbered(blocks)), roles, crumbs)


def renumbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with ordinals counted afresh per part."""
    counts: dict[str, int] = {}
    out = []
    for block in blocks:
        counts[block.part] = counts.get(block.part, 0) + 1
        out.append(block._replace(ordinal=counts[block.part]))
    return tuple(out)
