"""Provinces named in the draft and whether they stand, under that kind of unit, on the as-of date."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts.citing import alternatives, role_at
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Province
from plancheck.knowledge.register import Hit
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Issuer, Passage, Role
from plancheck.text import fold, right_before

_SILENT = OUTSIDE_THE_DRAFT | {Role.STATE_NAME, Role.MOTTO, Role.NUMBER, Role.SIGNER, Role.DRAFT_MARK}
_LETTERHEAD = frozenset({Role.AGENCY, Role.SUPERIOR, Role.PLACE_DATE, Role.AUTHORITY, Role.SUBJECT})
_UNIT = lazily(r"(?:tỉnh|thành phố|tp\.?) ")
_LISTED = lazily(r"(?:các|những|hai|ba|\d+) (?:tỉnh|thành phố|tỉnh, thành phố|tỉnh, thành|tỉnh bạn)\b[^.;:()]*$")
_NAMED_AFTER = Cue(r"<province.lent> $")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``province`` fact for each mention of a province.

    ``live`` is a name used for a unit of today: not in a citation, not called former, and not lent to something else
    ("phường Hòa Bình"). The bare name of a merged province counts only with its unit word, in a list of provinces, or
    in the letterhead: as the name of a region it stays in use.
    """
    issuer = context.plan.issuer
    own = issuer.province
    uses = _Uses(context)
    for passage, hits in _found(context):
        text = passage.folded.text
        provinces = [context.knowledge.province(_chosen(hit.ids, context)) for hit in hits]
        if not any(uses.told(each) or context.may_tell("province", province=each.id, use="") for each in provinces):
            continue
        told = context.telling.uses(passage, hits, [_turned(hit, context) for hit in hits])
        for hit, province, use_of_name in zip(hits, provinces, told, strict=True):
            live = use_of_name in ("own", "defined")
            if passage.parts and role_at(passage, hit.start) in _SILENT:
                continue
            start, end = passage.folded.span(hit.start, hit.end)
            name = passage.text[start:end]
            unit = _UNIT.match(text, hit.start)
            initial = passage.folded.original(unit.end() if unit else hit.start)
            if not passage.text[initial].isupper():
                continue
            status = _status(province, unit.group().strip(" .") if unit else "", context.as_of)
            use = uses.use(passage, hit, province, unit is not None) if live else ""
            if unit is None and right_before(_NAMED_AFTER(context.knowledge), text, hit.start):
                live = False
            if unit is None and _is_commune(issuer, province):
                live = False
            if (
                live
                and status == "merged"
                and not (unit or _in_force(passage, hit.start) or uses.names_body(passage, hit))
            ):
                live = False
            successor = context.knowledge.province(province.successor) if province.successor else None
            yield fact(
                "province",
                passage.place(start, end),
                name,
                province=province.id,
                name=name,
                live="yes" if live else "no",
                status=status,
                successor=_display(successor or province, context.as_of) if status != "current" else "",
                own="yes" if own and province.id == own else "no",
                use=use,
            )


def _turned(hit: Hit, context: Context) -> int:
    """The day from which a name was no longer, or no longer that of a tỉnh; 0 if it stands."""
    province = context.knowledge.province(_chosen(hit.ids, context))
    return province.end or province.city_from


def _is_commune(issuer: Issuer, province: Province) -> bool:
    """Whether the issuer is a commune of that name: many capitals of merged provinces are wards called like them."""
    return issuer.level == "commune" and fold(issuer.name).endswith(f" {fold(province.name)}")


def _found(context: Context) -> Iterator[tuple[Passage, list[Hit]]]:
    """Province names of each passage."""
    for passage, first, hits in context.whole.apart(context.knowledge.find_provinces(context.whole.pieces)):
        if passage.role not in _SILENT or passage.parts:
            yield passage, [each._replace(start=each.start - first, end=each.end - first) for each in hits]


_USED = (BODY | {Role.SUBJECT, Role.AUTHORITY}) - {Role.NOTE}
_OF_THE_PLAN = frozenset({Role.SUBJECT, Role.ENACTING, Role.CLOSING})
"""Where a unit named is the one the plan is for."""


_AND_OTHERS = lazily(r" ?(?:,|và|-|/|đến) ?(?:tỉnh |thành phố )?\w+ ?\w* ?(?:,|và|\.|;|$)")
"""Behind a name, more of the kind."""


_RULES = Cue(r"(?<!\w)(?:theo|thực hiện|tuân thủ|chấp hành|đúng)(?: đúng)? <province.rules>(?: [^\W\d]+){0,8} của $")
"""What a ministry's units do as a province has laid down."""


class _Uses:
    """What another province's name is used for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._own = context.plan.issuer.province
        self._central = context.plan.issuer.level == "ministry"
        self._sent_to: set[str] | None = None
        terms = context.knowledge.vocabulary.terms
        partner = terms["province.partner"]
        self._partner = before_name(partner, within=True)
        self._partner_body = before_name((*partner, *terms["province.partner.body"]), within=True)
        self._land = lazily(
            rf"(?<!\w)(?<!ủy ban )(?<!hội đồng ){alternatives(terms['province.land'])} (?:(?:của|thuộc|trên) )?$"
        )
        self._joint = before_name(terms["province.joint"], within=True)
        self._territory = before_name(terms["province.territory"], within=False)
        self._of_others = before_name(terms["province.of-others"], within=True)
        self._requests = before_name(terms["province.requests"], within=True)
        self._rules = _RULES(context.knowledge)

    def told(self, province: Province) -> bool:
        """Whether anything is told of the use of a province's name: not where it is or was the issuer's."""
        return self._central or (bool(self._own) and not self._related(province))

    def use(self, passage: Passage, hit: Hit, province: Province, unit: bool) -> str:
        """``body``, ``territory``, ``recipient``, ``partner``, or empty for one that is or was the issuer's."""
        role = role_at(passage, hit.start)
        if self._central:
            by_its_rules = role in _USED and unit and right_before(self._rules, passage.folded.text, hit.start)
            return "rules" if by_its_rules else ""
        if not self.told(province):
            return ""
        if role is Role.RECIPIENT:
            return "recipient" if self._only_sent_to(province) and self.names_body(passage, hit) else "partner"
        if role not in _USED:
            return ""
        text = passage.folded.text
        clause = text[self._context.telling.clause(passage, hit.start)[0] : hit.start]
        if (
            self._land.search(clause)
            and not self._joint.search(clause, clause.rfind(",") + 1)
            and not _AND_OTHERS.match(text, hit.end)
        ):
            return "territory"
        if self._partner.search(clause):
            return "partner"
        if (unit and role in _OF_THE_PLAN) or self._territory.search(clause.rstrip()):
            return "territory"
        if unit and clause.endswith("của ") and not self._of_others.search(clause):
            return "territory"
        if self.names_body(passage, hit):
            return "partner" if self._partner_body.search(clause) or self._is_asked(passage) else "body"
        return "partner"

    def _is_asked(self, passage: Passage) -> bool:
        """Whether a passage stands under a heading of requests to others."""
        plan, each = self._context.plan, passage.section
        while each >= 0:
            if self._requests.search(plan.passages[plan.sections[each].heading].folded.text):
                return True
            each = plan.sections[each].parent
        return False

    def _related(self, province: Province) -> bool:
        """Whether a province is the issuer's, or became one with it in the draft's year or before."""
        day = self._context.as_of
        own = self._context.knowledge.province(self._own)
        return province.id == own.id or province.heir(day) == own.heir(day)

    def _only_sent_to(self, province: Province) -> bool:
        """Whether a province is named nowhere but in the list of recipients, and no further one is there."""
        if self._sent_to is None:
            named: set[str] = set()
            sent: set[str] = set()
            for passage, hits in _found(self._context):
                ids = {_chosen(hit.ids, self._context) for hit in hits}
                (sent if passage.role is Role.RECIPIENT else named).update(ids)
            self._sent_to = sent - named
        return self._sent_to == {province.id}

    def names_body(self, passage: Passage, hit: Hit) -> bool:
        """Whether the name is part of, or follows, that of a body of a province."""
        hits = self._context.agency_hits(passage)
        before = bisect_left(hits, hit.start, key=_start) - 1
        if before < 0 or hit.start > hits[before].end + 1:
            return False
        agency = self._context.knowledge.agency(hits[before].ids[0])
        return agency.level == "province" and not agency.covers


def _start(hit: Hit) -> int:
    return hit.start


@lru_cache(maxsize=8)
def before_name(terms: tuple[str, ...], *, within: bool) -> re.Pattern[str]:
    """Pattern of terms in the words before a name, or right before it."""
    return lazily(rf"(?<!\w){alternatives(terms)}(?!\w)" + ("" if within else "$"))


def _chosen(ids: tuple[str, ...], context: Context) -> str:
    own = context.plan.issuer.province
    return own if own in ids else ids[0]


def _display(province: Province, day: int) -> str:
    return f"{province.unit_on(day)} {province.name}"


def _status(province: Province, unit: str, day: int) -> str:
    if province.status(day) == "merged":
        return "merged"
    return "retyped" if unit == "tỉnh" and province.unit_on(day) != "tỉnh" else "current"


def _in_force(passage: Passage, start: int) -> bool:
    """Whether a bare name stands where only a unit of today can: letterhead, or a list of provinces."""
    return role_at(passage, start) in _LETTERHEAD or _LISTED.search(passage.folded.text, 0, start) is not None
