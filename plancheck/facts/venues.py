"""Where a work is done: the one place that is said for it, by its name and what sort of place it is."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.items import Item
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage
from plancheck.text import right_before

_STOP = r"(?=[,;.:()]|$| (?:<venue.ends>|\d)(?!\w))"
_AT = Cue(
    r"(?<!\w)(?:tại|ở|địa điểm(?: tổ chức| thực hiện)?(?: dự kiến)? ?:(?: tại)?) (?P<name>[^,;.:()]{2,80}?)" + _STOP
)
_OF_PEOPLE = Cue(r"(?<!\w)<venue.people>(?: [^\W\d]+){0,2} ?$")
"""Before a place these live or sit there; nothing is done there."""
_BRACKETED = lazily(r"\((?P<name>[^(),;:\d]{3,60}), ?(?=tháng|ngày|quý|năm|\d)")
_IN_CELL = lazily(r"\W*(?:(?:tại|ở) )?(?P<name>[^,;.:()\n]{2,60}?) ?(?:\([^()]*\))?\W*$")
_MORE = lazily(r"(?:,| và|, và| hoặc) ?(?=\w)")
_WORD = lazily(r"[^\W_]+")


class Venue(NamedTuple):
    """A place by name. Offsets are into the passage's folded text."""

    said: str
    """Folded."""
    kind: str
    """What sort of place it is: of its level, or a building; empty for a bare name that is none of a province."""
    head: str
    """The words that say so: "thư viện"."""
    names: frozenset[str]
    """Folded words of it that are names."""
    passage: Passage
    start: int
    end: int

    def same(self, other: "Venue", common: Set[str]) -> bool:
        """Whether they have a word of their names in common; of two sorts of places one that is not common to many."""
        return not (self.names & other.names).isdisjoint(self.names if self.head == other.head else self.names - common)


@lru_cache(maxsize=4)
def _kinds(knowledge: Knowledge) -> tuple[re.Pattern[str], ...]:
    groups = knowledge.vocabulary.terms["work.places"]
    return tuple(lazily(rf"{cues.expression(each.split(' / '))}(?!\w)") for each in groups)


def venues(context: Context, item: Item) -> list[Venue]:
    """Places said for a work; none where one of them is a list."""
    found: list[Venue] = []
    at, of_people = _AT(context.knowledge), _OF_PEOPLE(context.knowledge)
    for clause in item.clauses:
        if clause.line is not None:
            found += _of_cells(context, clause.line.place)
            continue
        for pattern in (at, _BRACKETED):
            for match in pattern.finditer(clause.text):
                if right_before(of_people, clause.text, match.start()):
                    continue
                start = clause.start + match.start("name")
                venue = _venue(context, clause.passage, start, clause.start + match.end("name"))
                if venue is None:
                    continue
                after = _MORE.match(clause.passage.folded.text, venue.end)
                if after and pattern is at and _capital(clause.passage, after.end()):
                    return []
                found.append(venue)
    return found


def _of_cells(context: Context, cells: Sequence[Passage]) -> Iterator[Venue]:
    """What is all that a row says of its place."""
    match = _IN_CELL.match(cells[0].folded.text) if len(cells) == 1 else None
    venue = _venue(context, cells[0], *match.span("name")) if match else None
    if venue:
        yield venue


def _venue(context: Context, passage: Passage, start: int, end: int) -> Venue | None:
    said = passage.folded.text[start:end]
    patterns = _kinds(context.knowledge)
    kind, head = next(
        ((str(at), match.end()) for at, each in enumerate(patterns) if (match := each.match(said))), ("", 0)
    )
    if cues.anywhere(context.knowledge, "work.events").match(said):
        return None
    if not kind and not passage.text[passage.folded.original(start)].isupper():
        return None
    if any(each.start == 0 and each.end == len(said) for each in context.knowledge.find_provinces(said)):
        kind = "province"
    words = list(_WORD.finditer(said, head))
    names = frozenset(match.group() for match in words if _capital(passage, start + match.start()))
    return Venue(said, kind, said[:head], names, passage, start, end) if names else None


def _capital(passage: Passage, offset: int) -> bool:
    char = passage.text[passage.folded.original(offset)]
    return char.isupper() or char.isdigit()
