"""Places of the gazetteer that lie in another province than the issuer's.

"Cụm pa-nô tại cửa khẩu quốc tế Tịnh Biên" in a plan of Kiên Giang is left from the plan it was copied from; a partner,
a place to learn at, one end of a route and what is told with its province are not.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.gazetteer import Sight
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold

_SAID_IN = (BODY | {Role.SUBJECT}) - {Role.NOTE}
_NEAR = 60
"""Characters behind a name in which it may be said to be another's."""
_WHERE = lazily(r"(?<!\w)(?:tại|ở) ")
_ROUTE = lazily(r" - (?=\w)")


def recognise(context: Context) -> Iterator[Fact]:
    """``locality`` facts."""
    own = context.plan.issuer.province
    if context.plan.nature != "draft" or not own or context.plan.issuer.level == "ministry":
        return
    judge = _Judge(context, own)
    for passage, sights in _found(context):
        for sight in sights:
            if not judge.elsewhere(sight) or not _is_name(passage, sight):
                continue
            first, last = passage.folded.span(sight.start, sight.end)
            name = passage.text[first:last]
            homes = dict.fromkeys(context.knowledge.standing(id, context.as_of) for id in sight.provinces)
            yield fact(
                "locality",
                passage.place(first, last),
                name,
                name=name,
                of=sight.kind.id,
                province=" hoặc ".join(f"{home.unit_on(context.as_of)} {home.name}" for home in homes),
                use=judge.use(passage, sight),
            )


def _found(context: Context) -> Iterator[tuple[Passage, list[Sight]]]:
    """Places of each passage."""
    for passage, first, sights in context.whole.apart(context.knowledge.gazetteer.find(context.whole.pieces)):
        if passage.role in _SAID_IN:
            yield (
                passage,
                [
                    each._replace(start=each.start - first, name=each.name - first, end=each.end - first)
                    for each in sights
                ],
            )


def _is_name(passage: Passage, sight: Sight) -> bool:
    """Whether it is written as a name that ends there; in capitals nobody knows where it ends."""
    first, last = passage.folded.span(sight.name, sight.end)
    name, behind = passage.text[first:last], passage.text[last : last + 2]
    longer = behind[:1] == " " and behind[1:].isupper()
    return name.split()[-1][0].isupper() and not name.isupper() and not longer


class _Judge:
    """What another province's place is named for."""

    def __init__(self, context: Context, own: str) -> None:
        self._context = context
        self._knowledge = context.knowledge
        self._own = context.knowledge.standing(own, context.as_of).id
        issuer = context.plan.issuer
        self._issuer = fold(f"{issuer.superior} {issuer.name}")
        self._abroad = frozenset(context.knowledge.vocabulary.terms["places.abroad"])

    def _is_own(self, id: str) -> bool:
        return self._knowledge.standing(id, self._context.as_of).id == self._own

    def elsewhere(self, sight: Sight) -> bool:
        """Whether it lies in another province, and the issuer's has such places if that is asked."""
        if sight.anyone or any(map(self._is_own, sight.provinces)):
            return False
        return not sight.kind.where_own or any(map(self._is_own, self._knowledge.gazetteer.homes(sight.kind)))

    def use(self, passage: Passage, sight: Sight) -> str:
        """``own`` for one spoken of as the issuer's, else ``partner``."""
        text, start, end = passage.folded.text, sight.start, sight.end
        context = self._context
        if context.telling.use(passage, start, end) != "own":
            return "partner"
        first, last = context.telling.clause(passage, start)
        before, sentence = text[first:start], text[first:last]
        if self._is_partner(passage, sight, before):
            return "partner"
        kind = sight.kind
        if kind.at and not cues.terms(kind.at).search(before):
            return "partner"
        if kind.claimed and not cues.terms(kind.claimed).search(sentence):
            return "partner"
        return "partner" if self._is_told_with_province(text, sight) else "own"

    def _is_partner(self, passage: Passage, sight: Sight, before: str) -> bool:
        knowledge, text = self._knowledge, passage.folded.text
        name, behind = text[sight.name : sight.end], text[sight.end : sight.end + _NEAR]
        return (
            cues.anywhere(knowledge, "locality.elsewhere").search(before) is not None
            or _right_before(knowledge).search(_WHERE.split(before)[-1]) is not None
            or cues.anywhere(knowledge, "locality.former").match(behind.lstrip(" (")) is not None
            or name in self._issuer
            or name in self._abroad
            or self._is_abroad(passage, sight, behind)
            or (sight.kind.level != "" and (_ROUTE.match(behind) is not None or before.endswith(" - ")))
        )

    def _is_abroad(self, passage: Passage, sight: Sight, behind: str) -> bool:
        """Whether a country or city abroad stands right behind it: "(Đức)", not "(Đức Cơ)"."""
        abroad = cues.after(self._knowledge, "places.abroad", "places.units").match(behind)
        if abroad is None:
            return False
        after = passage.folded.original(sight.end + abroad.end() - 1) + 1
        return not (passage.text[after : after + 1] == " " and passage.text[after + 1 : after + 2].isupper())

    def _is_told_with_province(self, text: str, sight: Sight) -> bool:
        """Whether a province is named beside it that is not the issuer's, or it is the name of a province itself."""
        for hit in self._knowledge.find_provinces(text):
            within = hit.start < sight.end and sight.name < hit.end
            if within and hit.start == sight.name and not self._is_city(hit.ids):
                continue  # "cửa khẩu quốc tế Lào Cai", "Thành ủy Lạng Sơn"
            if within or not any(map(self._is_own, hit.ids)):
                return True
        return False

    def _is_city(self, ids: tuple[str, ...]) -> bool:
        return any(self._knowledge.province(id).unit_on(self._context.as_of) == "thành phố" for id in ids)


@lru_cache(maxsize=4)
def _right_before(knowledge: Knowledge) -> re.Pattern[str]:
    return lazily(rf"(?<!\w){cues.expression(knowledge.vocabulary.terms['locality.partner'])} $")
