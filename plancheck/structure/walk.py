"""The walk over a draft: where it is, what it has met, and the roles it gives."""

from enum import IntEnum

from plancheck.records import dataclass, field
from plancheck.structure.letterhead import NumberLine
from plancheck.structure.lines import Line
from plancheck.structure.plan import Part, Role
from plancheck.structure.source import Roles, Source


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


_IN_TREE = frozenset({
    Role.BASIS, Role.ENACTING, Role.HEADING, Role.ITEM, Role.PARAGRAPH, Role.CELL, Role.CLOSING, Role.APPENDIX_TITLE,
    Role.RECIPIENTS_LABEL, Role.AUTHORITY, Role.SIGNER,
})  # fmt: skip
"""Roles that stand in the section tree or end it."""
_CONTENT = (Role.PARAGRAPH, Role.BASIS, Role.ENACTING)


@dataclass(slots=True)
class Head:
    """What was met of a paper's letterhead and preamble."""

    bodies: list[Line] = field(default_factory=list)
    """Lines that name bodies."""
    complete: bool = False
    """Whether Quốc hiệu or the Party's name was met: the bodies' names are then complete."""
    loose: int = 0
    """Unrecognised lines met in the preamble."""


@dataclass(slots=True)
class Title:
    """What was met of a paper's title."""

    typed: bool = False
    """Whether its type was met."""
    boxed: bool = False
    """Whether the type stands in a text box."""
    lines: int = 0
    """Lines of the subject."""
    closed: bool = False
    attached: bool = False
    """Whether a note in brackets on what it is attached to goes on."""


@dataclass(slots=True)
class End:
    """What was met of a paper's end."""

    closed: bool = False
    """Whether the closing or "./." was met."""
    labelled: bool = False
    """Whether "Nơi nhận" was met."""
    cell: tuple[int, int] | None = None
    """Table and column of the recipients."""
    filed: bool = False
    """Whether the filing entry, the last of the recipients, was met."""
    signed: bool = False
    lines: int = 0
    """Lines of the signature."""
    noisy: bool = False
    """Whether the page around the draft has begun again."""


class Walk:
    """What the blocks met so far tell of those to come."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.words = source.words
        self.found = Roles([None] * len(source.folded))
        self.state = State.HEAD
        self.position = 0
        self.forced: dict[int, Role] = {}
        self.head = Head()
        self.title = Title()
        self.end = End()
        self.plain_number: tuple[int, int, NumberLine] | None = None
        self.dated = False
        self.appendix = 0

    def give(self, index: int, role: Role | None) -> None:
        """Give a block its role; None is body text that the tree tells apart."""
        self.found.roles[index] = role
        if self.appendix:
            self.found.appendix[index] = self.appendix
        if role is None or role in _IN_TREE:
            self.found.body.append(index)

    def give_lines(self, index: int, lines: list[tuple[Line, Role | None]]) -> None:
        """Give a block the roles of its lines."""
        roles = [role or Role.PARAGRAPH for _, role in lines]
        telling = [role for role in roles if role is not Role.NOISE]
        if len(set(telling)) <= 1:
            only = lines[0][1] if len(set(roles)) == 1 else (telling[0] if telling else Role.NOISE)
            self.give(index, only)
            return
        content = [role for role in telling if role in _CONTENT]
        self.give(index, content[0] if content else telling[0])
        self.found.parts[index] = tuple(
            Part(role, line.start, line.end)
            for (line, _), role in zip(lines, roles, strict=True)
            if role is not Role.NOISE
        )

    def above(self) -> int:
        """Index of the block above, -1 at the top."""
        return self.source.order[self.position - 1] if self.position else -1

    def comes_after(self, role: Role) -> bool:
        """Whether the block above has a role."""
        return self.position > 0 and self.found.roles[self.above()] is role

    def is_noise(self, line: Line) -> bool:
        """Whether a line is of the page around the draft."""
        return len(line.key) <= 60 and self.words.noise.match(line.key) is not None
