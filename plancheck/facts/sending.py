"""The list of recipients (Nơi nhận), taken apart."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from plancheck.facts import cues
from plancheck.facts.acting import Acting
from plancheck.knowledge import Agency, Knowledge
from plancheck.knowledge.register import Hit
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import squeeze

_SEPARATOR = re.compile(r"[;\n]")
_BULLET = re.compile(r"[\s\-+*•.,]+")
_NOTE = re.compile(r"\([^)]*\)?")


class Recipient(NamedTuple):
    """One line or ";"-piece of the list: its place in the block's own text and the bodies it names."""

    passage: Passage
    start: int
    end: int
    folded: str
    agencies: tuple[Agency, ...]
    everyone: bool
    """"Như phần III", "các đơn vị được giao nhiệm vụ"."""
    filing: bool
    """"Lưu: VT"."""
    leader: bool
    """Leaders of the issuer, not bodies."""
    unit: bool
    """Units and clerks of the issuer's office."""


def find_recipients(
    plan: Plan, knowledge: Knowledge, hits: Callable[[Passage], list[Hit]], acting: Acting
) -> tuple[Recipient, ...]:
    """The recipients in order, joined ones ("Các Sở: A+B") with all their bodies. Empty when the plan has no list."""
    found: list[Recipient] = []
    for passage, first, last in plan.stretches(Role.RECIPIENT):
        text = passage.block.text
        start = first
        for match in [*_SEPARATOR.finditer(text, first, last), None]:
            end = match.start() if match else last
            found += _one(passage, start, end, knowledge, hits, acting)
            start = match.end() if match else last
    return tuple(found)


def _one(
    passage: Passage, start: int, end: int, knowledge: Knowledge, hits: Callable[[Passage], list[Hit]], acting: Acting
) -> Iterator[Recipient]:
    text = passage.block.text
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    end = start + len(text[start:end].rstrip(" .,;-"))
    if start >= end:
        return
    folded = squeeze(text[start:end]).text
    bare = _NOTE.sub(" ", folded).strip()
    filing = cues.anywhere(knowledge, "recipient.filing").match(bare) is not None
    original = passage.folded.original
    yield Recipient(
        passage,
        start,
        end,
        folded,
        () if filing else tuple(acting.agency(hit) for hit in hits(passage) if start <= original(hit.start) < end),
        cues.anywhere(knowledge, "recipient.everyone").search(bare) is not None,
        filing,
        cues.anywhere(knowledge, "recipient.leader").match(bare) is not None,
        cues.anywhere(knowledge, "recipient.unit").match(bare) is not None,
    )


def covers(wide: Agency, narrow: Agency) -> bool:
    """Whether naming one names the other: itself under this or another name, its group, the body it is a unit of."""
    return (
        wide.id == narrow.id
        or (wide.renaming != "" and wide.renaming == narrow.renaming)
        or (narrow.group != "" and narrow.group in wide.covers)
        or narrow.parent == wide.id
    )
