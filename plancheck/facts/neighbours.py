"""Units of the issuer's own level that a draft of a district or commune names as its own.

"Nông sản của huyện Đức Trọng" in a plan of huyện Đơn Dương is left from the plan it was copied from; a partner, a place
to go to and one of a list are not.
"""

import re
from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.provinces import before_name
from plancheck.facts.units import named_end
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.territory import BELOW, DISTRICT
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold, right_before, squeeze

_UNITS = {
    "district": lazily(rf"(?<!\w)(?:{DISTRICT}|huyện ủy|quận ủy|thị ủy)(?!\w)(?! ủy(?!\w))"),
    "city": lazily(r"(?<!\w)(?:thành phố|huyện|thị xã|thành ủy|huyện ủy)(?!\w)(?! (?:trực thuộc|ủy)(?!\w))"),
    "commune": lazily(r"(?<!\w)(?:(?<!thị )xã|phường|thị trấn|đặc khu)(?!\w)"),
}
_CITY = lazily(r"(?<!\w)thành phố(?!\w)")
_OWN = lazily(rf"(?<!\w)(?:thành phố|{BELOW}|thị(?= ủy))(?: ủy)? (?P<name>.+)$")
_SAID_IN = (BODY | {Role.SUBJECT, Role.RECIPIENT, Role.ATTACHED}) - {Role.NOTE}
_OF_THE_PLAN = frozenset({Role.SUBJECT, Role.ENACTING, Role.CLOSING, Role.ATTACHED})
_BODY = Cue(r"(?<!\w)<neighbours.bodies>(?: cấp)? $")
_LISTED_BEFORE = lazily(r"(?<!\w)(?:các|những|mỗi|từng|hai|ba|hoặc|và|,|/|\() ?$")
_LISTED_AFTER = lazily(rf" ?(?:,|/|và|hoặc|-|–) ?(?:các )?(?:{BELOW})(?!\w)")


def recognise(context: Context) -> Iterator[Fact]:
    """``self-name`` facts (named)."""
    issuer = context.plan.issuer
    name = squeeze(issuer.name).text
    level = "city" if issuer.level == "district" and _CITY.search(name) else issuer.level
    pattern, own = _UNITS.get(level), _OWN.search(name)
    if context.plan.nature != "draft" or pattern is None or own is None:
        return
    found = [
        _Other(passage, match.start(), match.end(), named_end(passage, match.end()))
        for passage in context.plan.passages
        if passage.role in _SAID_IN
        for match in pattern.finditer(passage.folded.text)
    ]
    around = fold(context.knowledge.province(issuer.province).name) if issuer.province else ""
    others = [each for each in found if each.differs(own["name"]) and each.name != around]
    elsewhere = {other.name for other in others if other.passage.role is not Role.RECIPIENT}
    for other in others:
        passage = other.passage
        if passage.role is Role.RECIPIENT:
            left = other.name not in elsewhere and other.is_body(context.knowledge)
        else:
            left = _is_own(context, other)
        if left:
            first, last = passage.folded.span(other.start, other.end)
            text = passage.text[first:last]
            yield fact(
                "self-name", passage.place(first, last), text, issue="named", text=text, expected=_titled(own),
                agrees="no",
            )  # fmt: skip


def _titled(own: re.Match[str]) -> str:
    """The issuer's unit as it is written in a text: "đặc khu Lý Sơn"."""
    kind = own.group()[: own.start("name") - own.start()]
    return f"{kind}{own['name'].title()}"


class _Other(NamedTuple):
    """A unit by its kind and name; offsets into the folded text."""

    passage: Passage
    start: int
    kind_end: int
    end: int

    @property
    def name(self) -> str:
        """Without its kind."""
        return self.passage.folded.text[self.kind_end : self.end].strip()

    def differs(self, own: str) -> bool:
        """Whether it is named, and not as the issuer is."""
        return self.name != "" and not self.name.startswith(own) and not own.startswith(self.name)

    def is_body(self, knowledge: Knowledge) -> bool:
        """Whether its committee or another body of it is meant."""
        text = self.passage.folded.text
        party = text[self.start : self.kind_end].endswith(" ủy")
        return party or right_before(_BODY(knowledge), text, self.start) is not None


def _is_own(context: Context, other: _Other) -> bool:
    """Whether a unit is spoken of as the one the plan is for; in capitals nobody knows where its name ends."""
    passage, start, _, end = other
    text = passage.folded.text
    if passage.as_written(start, end).isupper():
        return False
    if right_before(_LISTED_BEFORE, text, start) or _LISTED_AFTER.match(text, end):
        return False
    if context.in_citation(passage, start) or context.telling.use(passage, start, end) != "own":
        return False
    clause = text[context.telling.clause(passage, start)[0] : start]
    terms = context.knowledge.vocabulary.terms
    partner, bodies = terms["province.partner"], terms["province.partner.body"]
    if before_name(partner, within=True).search(clause):
        return False
    if passage.role in _OF_THE_PLAN or before_name(terms["province.territory"], within=False).search(clause.rstrip()):
        return True
    if other.is_body(context.knowledge):
        return before_name((*partner, *bodies), within=True).search(clause) is None
    asked = before_name(terms["province.of-others"], within=True).search(clause, clause.rfind(",") + 1)
    return clause.endswith("của ") and not asked
