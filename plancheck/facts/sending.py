"""The list of recipients (Nơi nhận), taken apart."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from plancheck.facts import cues
from plancheck.facts.acting import Acting
from plancheck.knowledge import Agency, Knowledge
from plancheck.knowledge.register import Hit
from plancheck.knowledge.territory import LEVELS
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import squeeze

_SEPARATOR = lazily(r"[;\n]")
_BULLET = lazily(r"[\s\-+*•.,]+")
_NOTE = lazily(r"\([^)]*\)?")


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
    own_units: bool
    """The bodies of the issuer's own level: "các cơ quan chuyên môn của UBND tỉnh", "các phòng, ban phường"."""


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
        cues.anywhere(knowledge, "recipient.own-units").search(bare) is not None,
    )


def covers(wide: Agency, narrow: Agency, knowledge: Knowledge) -> bool:
    """Whether naming one names the other: itself under this or another name, its group, the body it is a unit of."""
    if wide.id == narrow.id or (wide.renaming != "" and wide.renaming == narrow.renaming):
        return True
    if (narrow.group != "" and narrow.group in wide.covers) or narrow.parent == wide.id:
        return True
    above = knowledge.agency(narrow.parent) if narrow.parent else None
    if above is None:
        return False
    renamed = wide.renaming != "" and wide.renaming == above.renaming
    return renamed or (above.level in ("district", "commune") and covers(wide, above, knowledge))


def meets(one: Agency, other: Agency, knowledge: Knowledge) -> bool:
    """Whether naming either names the other."""
    return covers(one, other, knowledge) or covers(other, one, knowledge)


_COMMITTEE = "nhân dân"
"""What is left of a people's committee or council of any level, as of the people's court …"""
_OF_SOME = lazily(r"(?<!\w)(?:ubnd|ủy ban nhân dân) (?:\d+|các)(?!\w)")
_LEVEL = lazily(rf"(?<!\w)(?:{'|'.join(LEVELS)})(?!\w)(?! hội)")
_SMALL = lazily(r"(?<!\w)(?:và|các|của|thành phố|tp|cấp|ủy ban|ub)(?!\w)|[^\w\s]")


class Lines:
    """Folded lines that may name bodies in other words of joining or shortening.

    "công an, ban chqs phường" says "công an phường" and "ban chỉ huy quân sự phường", not "công an huyện".
    """

    def __init__(self, lines: Sequence[str], knowledge: Knowledge) -> None:
        self._lines = lines
        self._knowledge = knowledge

    @cached_property
    def _plain(self) -> list[str]:
        return [f" {_plain(line, self._knowledge)} " for line in self._lines]

    @cached_property
    def _whole(self) -> str:
        return "|".join(self._plain)

    def say(self, name: str) -> bool:
        """Whether one of them says a body's name, folded."""
        wanted = f" {_plain(name, self._knowledge)} "
        if wanted.count(" ") < _TWO_WORDS or wanted not in self._whole:
            return False
        own = _level_words(name)
        for line, plain in zip(self._lines, self._plain, strict=True):
            if wanted in plain and (wanted.strip() != _COMMITTEE or _OF_SOME.search(line)):
                said = _level_words(line)
                if not own or not said or own & said:
                    return True
        return False


_TWO_WORDS = 3
"""Blanks around and between two words."""


@lru_cache(maxsize=1024)
def _plain(text: str, knowledge: Knowledge) -> str:
    """Words of folded text spelled out, without levels and what joins them."""
    for short, meant in _shortenings(knowledge):
        text = short.sub(meant, text)
    return " ".join(_LEVEL.sub(" ", _SMALL.sub(" ", text)).split())


@lru_cache(maxsize=4)
def _shortenings(knowledge: Knowledge) -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = (entry.split(" > ") for entry in knowledge.vocabulary.terms["language.short"])
    ordered = sorted(entries, key=lambda entry: -len(entry[0]))
    return tuple((lazily(rf"(?<!\w){re.escape(short)}(?!\w)"), meant) for short, meant in ordered)


def _level_words(text: str) -> frozenset[str]:
    return frozenset(LEVELS[word] for word in _LEVEL.findall(text))
