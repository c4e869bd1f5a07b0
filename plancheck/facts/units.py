"""Units of administration named without their bodies: "huyện Cao Lộc", "thị trấn Đồng Đăng", "xã, phường, đặc khu".

They are mentions like those of bodies, for the rules that ask whether what is named stands on the day.
"""

from collections.abc import Iterator, Sequence

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.knowledge.register import Hit
from plancheck.knowledge.territory import DISTRICT
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage
from plancheck.text import right_before

_UNIT = lazily(rf"(?<!\w)(?P<unit>{DISTRICT}|thị trấn|đặc khu)(?!\w)")
_DISTRICT = "don-vi-huyen"
_IDS = {"thị trấn": "don-vi-thi-tran", "đặc khu": "don-vi-dac-khu"}
_WHOLE = Cue(r"(?<!\w)<unit.whole> $")
_LONGER = lazily(r" (?:[^\W\d]+ )?(?:ủy|đoàn|đội|lỵ)(?!\w)")
_NAME = lazily(r" (?:[^\W\d_]+|\d{1,2})(?:(?: ?- ?| )[^\W\d_]+)*")
_REACH = 60


def units(passage: Passage, context: Context) -> Iterator[Hit]:
    """Units of another era in a passage, outside the names of bodies that are of another era themselves.

    A huyện, quận or thị xã counts only with its name or where all of it is meant ("ngân sách huyện", "trong huyện");
    one beside a foreign place, or of the name of one, is abroad; one of which the text says that it was is history.
    """
    text = passage.folded.text
    bodies: Sequence[Hit] | None = None
    elsewhere, past = cues.anywhere(context.knowledge, "unit.elsewhere"), cues.anywhere(context.knowledge, "unit.past")
    foreign = cues.anywhere(context.knowledge, "places.abroad")
    for match in _UNIT.finditer(text):
        id = _IDS.get(match["unit"], _DISTRICT)
        if context.knowledge.agency(id).status(context.as_of) == "current":
            continue
        start, end = match.start(), named_end(passage, match.end())
        if id == _DISTRICT and end == match.end():
            meant = right_before(_WHOLE(context.knowledge), text, start)
            if meant is None or _LONGER.match(text, end):
                continue
            start = meant.start()
        around = text[max(0, match.start() - _REACH) : end + _REACH]
        if elsewhere.search(around) or past.search(around) or foreign.fullmatch(text[match.end() : end].strip()):
            continue
        if bodies is None:
            bodies = context.agency_hits(passage)
        over = next((hit for hit in bodies if hit.start <= match.start() <= hit.end + 1), None)
        if over is not None and (id == _DISTRICT or not _stands(over, context)):
            continue
        yield Hit(start, end, (id,))


def _stands(hit: Hit, context: Context) -> bool:
    return any(context.knowledge.agency(id).status(context.as_of) == "current" for id in hit.ids)


def named_end(passage: Passage, end: int) -> int:
    """Where the name behind a unit's word ends: its words begin with capitals."""
    text, original = passage.folded.text, passage.folded.original
    match = _NAME.match(text, end)
    if match is None:
        return end
    last = end
    for word in lazily(r"[^\W_]+").finditer(text, end, match.end()):
        first = passage.text[original(word.start())]
        if not (first.isupper() or first.isdigit()):
            break
        last = word.end()
    return last
