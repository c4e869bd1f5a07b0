"""Provinces named in the draft and whether they stand, under that kind of unit, on the as-of date."""

from collections.abc import Iterator

from plancheck.facts.agencies import cues, living
from plancheck.facts.citing import role_at
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Province
from plancheck.knowledge.register import Hit
from plancheck.structure.plan import OUTSIDE_THE_DRAFT, Passage, Role
from plancheck.text import lazily

_SILENT = OUTSIDE_THE_DRAFT | {Role.STATE_NAME, Role.MOTTO, Role.NUMBER, Role.SIGNER, Role.DRAFT_MARK}
_LETTERHEAD = frozenset({Role.AGENCY, Role.SUPERIOR, Role.PLACE_DATE, Role.AUTHORITY, Role.SUBJECT})
_UNIT = lazily(r"(?:tỉnh|thành phố|tp\.?) ")
_LISTED = lazily(r"(?:các|những|hai|ba|\d+) (?:tỉnh|thành phố|tỉnh, thành phố|tỉnh, thành|tỉnh bạn)\b[^.;:()]*$")
_NAMED_AFTER = lazily(
    r"(?:phường|xã|đặc khu|thị trấn|thị xã|quận|huyện|đường|phố|sông|cảng|ga|sân bay|cửa khẩu|cầu|chợ|khu công nghiệp"
    r"|đại học|trường|báo|đài|biển|vịnh|núi|đèo|hồ|trại|nhà máy|khách sạn|công viên|chiến thắng|chiến dịch) $"
)


def recognise(context: Context) -> Iterator[Fact]:
    """One ``province`` fact for each mention of a province.

    ``live`` is a name used for a unit of today: not in a citation, not called former, and not lent to something else
    ("phường Hòa Bình"). The bare name of a merged province counts only with its unit word, in a list of provinces, or
    in the letterhead: as the name of a region it stays in use.
    """
    words = cues(context.knowledge)
    own = context.plan.issuer.province
    for passage, hits in _found(context):
        text = passage.folded.text
        lives = living(passage, hits, words, context)
        for hit, live in zip(hits, lives, strict=True):
            if passage.parts and role_at(passage, hit.start) in _SILENT:
                continue
            start, end = passage.folded.original(hit.start), passage.folded.original(hit.end - 1) + 1
            name = passage.text[start:end]
            unit = _UNIT.match(text, hit.start)
            initial = passage.folded.original(unit.end() if unit else hit.start)
            if not passage.text[initial].isupper():
                continue
            province = context.knowledge.province(_chosen(hit.ids, context))
            status = _status(province, unit.group().strip(" .") if unit else "", context.as_of)
            if _NAMED_AFTER.search(text, max(0, hit.start - 20), hit.start):
                live = False
            if live and status == "merged" and not (unit or _in_force(passage, hit.start)):
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
            )


def _found(context: Context) -> Iterator[tuple[Passage, list[Hit]]]:
    """Province names of each passage. All passages are searched as one text: that costs half the time."""
    passages = [passage for passage in context.plan.passages if passage.role not in _SILENT or passage.parts]
    whole = "\n\n".join(passage.folded.text for passage in passages)
    hits = context.knowledge.find_provinces(whole)
    offset = position = 0
    for passage in passages:
        end = offset + len(passage.folded.text)
        own = []
        while position < len(hits) and hits[position].start < end:
            hit = hits[position]
            own.append(Hit(hit.start - offset, hit.end - offset, hit.ids, hit.province))
            position += 1
        if own:
            yield passage, own
        offset = end + 2


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
