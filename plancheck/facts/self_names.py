"""What a draft calls its own issuer: the committee of another kind of unit, another body that issues or closes it.

"Ủy ban nhân dân tỉnh" in a city's plan and "Ủy ban nhân dân phường" in a commune's are left from the plan it was copied
from. A unit of another kind that has its own name, or stands in a list, is another body.
"""

from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts.acting import Actor
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.territory import UNIT, UNITS
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold, right_before, squeeze

_ISSUER = lazily(rf"(?<!\w)(?P<unit>{UNIT}) (?P<name>.+)$")
_DISTRICT = "don-vi-huyen"
_SAID_IN = BODY | {Role.SUBJECT, Role.RECIPIENT}
_CAPITAL = lazily(r" (?P<word>[^\W\d_]+)")
_MANY_BEFORE = Cue(r"(?<!\w)(?:<self-names.many>|,|/) ?$")
_LIST_AFTER = lazily(rf" ?(?:,|/|và|hoặc) ?(?:{UNIT})(?!\w)")
_ISSUES = Cue(r" <self-names.issues>")
_CLOSES = lazily(r"\W*trên đây là (?:bản )?kế hoạch(?P<about>[^.;]*?) của $")
_WORD = lazily(r"[^\W\d_]+")
_ASKS = Cue(r" <self-names.asks>(?!\w)")
_PEERS = {"ministry": "bo", "department": "so"}
"""Kinds of offices whose papers are copied from one of another field, and the group of their like in the register."""
_TROUBLE = whole("self-names.trouble")
_TOLD_TO = Cue(r"(?<!\w)<self-names.told-to>(?!\w)[^.;]{0,60}$")
_OF_OTHERS = whole("self-names.of-others")


_COMMITTEE = Cue(rf"(?<!\w)<self-names.committees> (?P<unit>{UNIT})(?!\w)")
"""An authority's name without its unit's word, which is in the group ``unit``."""


def recognise(context: Context) -> Iterator[Fact]:
    """``self-name`` facts of a draft of a local authority."""
    if context.plan.nature != "draft":
        return
    own = _own_unit(context)
    if own:
        for passage in context.plan.passages:
            if passage.role in _SAID_IN:
                yield from _units(context, passage, *own)
                yield from _party(context, passage, own[0], own[2])
    yield from _issuers(context)
    yield from _symbol(context)


def _symbol(context: Context) -> Iterator[Fact]:
    """The abbreviation in the number that is another body's of the same kind: "KH-SDL" of a Sở Văn hóa."""
    plan = context.plan
    number, group = plan.number, _PEERS.get(plan.issuer.office, "")
    parts = number.symbol.split("-")
    if not group or len(parts) < 2 or number.passage < 0:
        return
    said = parts[1].replace("&", "").upper()
    own = squeeze(plan.issuer.name).text
    if said == _initials(own):
        return
    others = [
        each.name for each in context.knowledge.agencies if each.group == group and _initials(fold(each.name)) == said
    ]
    if others and not any(own.startswith(fold(name)) for name in others):
        passage = plan.passages[number.passage]
        yield fact(
            "self-name", passage.place(number.start, number.end), number.text, issue="symbol", text=number.symbol,
            expected=" hoặc ".join(others), agrees="no",
        )  # fmt: skip


@lru_cache(maxsize=512)
def _initials(name: str) -> str:
    """The first letters of a folded name's words, without what joins them."""
    return "".join(word[0] for word in _WORD.findall(name) if word != "và").upper()


def _own_unit(context: Context) -> tuple[str, str, tuple[str, ...]] | None:
    """The issuer's kind of unit and folded name, and the kinds that it is not."""
    issuer = context.plan.issuer
    letterhead = f"{issuer.superior} {issuer.name}" if issuer.office != "committee" else issuer.name
    said = _ISSUER.search(squeeze(letterhead).text)
    if issuer.level not in UNITS or said is None:
        return None
    level = UNITS[issuer.level]
    others = [unit for unit in level if unit != said["unit"]]
    districts = context.knowledge.agency(_DISTRICT).status(context.as_of) == "current"
    if said["unit"] not in level:
        return None
    if districts and issuer.level == "province":
        others = [unit for unit in others if unit != "thành phố"]  # one of its districts
    if issuer.level == "district":
        others = [unit for unit in others if unit != "thành phố"]  # the city it lies in
    return said["unit"], said["name"], tuple(others)


def _units(context: Context, passage: Passage, own: str, name: str, others: tuple[str, ...]) -> Iterator[Fact]:
    text = passage.folded.text
    for match in _COMMITTEE(context.knowledge).finditer(text):
        unit = match["unit"]
        if unit != own and unit not in others:
            continue
        start, end = match.span()
        if right_before(_MANY_BEFORE(context.knowledge), text, start) or _LIST_AFTER.match(text, end):
            continue
        named = _named(passage, end)
        if named and not text.startswith(f" {name}", end):
            continue
        if context.telling.use(passage, start, end) != "own":
            continue
        right = f"{text[start : match.start('unit')]}{own}"
        yield _fact(passage, start, end, "unit", unit == own, right)


_PARTY = lazily(r"(?<!\w)(?P<unit>tỉnh|thành) ủy(?!\w)")
_PARTY_LIST = lazily(r" ?(?:,|/|và|hoặc) ?(?:các )?(?:tỉnh|thành|huyện|quận|thị|đảng) ủy(?!\w)")
_PARTY_OF = {"tỉnh": "tỉnh", "thành": "thành phố"}


def _party(context: Context, passage: Passage, own: str, others: tuple[str, ...]) -> Iterator[Fact]:
    """ "Thường trực Thành ủy" in a tỉnh's draft and "Tỉnh ủy" in that of a city under the centre."""
    text = passage.folded.text
    for match in _PARTY.finditer(text) if " ủy" in text else ():
        start, end = match.span()
        unit = _PARTY_OF[match["unit"]]
        many = right_before(_MANY_BEFORE(context.knowledge), text, start) or _PARTY_LIST.match(text, end)
        beside = text[:start].removesuffix("và ").rstrip(" ,/").endswith(" ủy")
        if unit not in others or many or beside or _named(passage, end):
            continue
        if not context.in_citation(passage, start) and context.telling.use(passage, start, end) == "own":
            yield _fact(passage, start, end, "unit", False, "Tỉnh ủy" if own == "tỉnh" else "Thành ủy")


def _named(passage: Passage, end: int) -> bool:
    """Whether the unit's own name stands behind its kind."""
    match = _CAPITAL.match(passage.folded.text, end)
    return match is not None and passage.text[passage.folded.original(match.start("word"))].isupper()


def _issuers(context: Context) -> Iterator[Fact]:
    """Bodies that are said to issue the plan, or whose plan it is said to be where it closes."""
    plan = context.plan
    issuer = squeeze(plan.issuer.name).text
    own = {id for hit in context.knowledge.find_agencies(issuer) for id in hit.ids}
    said = _ISSUER.search(issuer)
    unit = f" {said['unit']}" if said else ""
    if not own:
        return
    for passage in plan.passages:
        if passage.role not in (Role.ENACTING, Role.CLOSING, Role.BASIS, Role.PARAGRAPH, Role.ITEM):
            continue
        text = passage.folded.text
        troubled = plan.issuer.office in _PEERS and _TROUBLE(context.knowledge).search(text)
        if "kế hoạch" not in text and not troubled and "lãnh đạo " not in text:
            continue
        for actor in context.acting.actors(passage):
            closes = _closes(context.knowledge, text, actor) or (
                passage.role is Role.CLOSING and _asks(context.knowledge, text, actor)
            )
            leads = _led_by(context, passage, actor)
            told = closes or leads or (troubled and _answers(context, passage, actor))
            if _issues(context.knowledge, passage, actor) or told:
                short = bool(unit) and text[: actor.end].endswith(unit)  # "Ủy ban nhân dân thành phố" of a district
                same = short or actor.agency.id in own or any(_is_part(context, actor, id) for id in own)
                issue = "leaders" if leads else "body"
                yield _fact(passage, actor.start, actor.end, issue, same, plan.issuer.name)


def _issues(knowledge: Knowledge, passage: Passage, actor: Actor) -> bool:
    """Whether a body begins the clause "<body> ban hành Kế hoạch … như sau:"."""
    text = passage.folded.text
    opens = not text[: actor.start].strip() or text[: actor.start].rstrip()[-1] in ",;."
    return (
        opens and _ISSUES(knowledge).match(text, actor.end) is not None and text.rstrip().endswith(("sau:", "sau đây:"))
    )


def _closes(knowledge: Knowledge, text: str, actor: Actor) -> bool:
    match = _CLOSES.fullmatch(text[: actor.start])
    rest = text[actor.end : actor.end + 2].strip()
    return match is not None and not _OF_OTHERS(knowledge).search(match["about"]) and (not rest or rest[0] in ".,;")


def _asks(knowledge: Knowledge, text: str, actor: Actor) -> bool:
    """Whether a body begins the clause "…, <body> yêu cầu các đơn vị … thực hiện" with which a plan ends."""
    opens = text[: actor.start].rstrip()[-1:] in ("", ",", ";", ".")
    return opens and _ASKS(knowledge).match(text, actor.end) is not None


def _answers(context: Context, passage: Passage, actor: Actor) -> bool:
    """Whether difficulties are told to a body of the issuer's own kind that has no other part in the plan."""
    group = _PEERS[context.plan.issuer.office]
    if actor.agency.group != group or not _TOLD_TO(context.knowledge).search(passage.folded.text, 0, actor.start):
        return False
    return not any(
        other.agency.id == actor.agency.id
        for each in context.plan.body
        if each.index != passage.index
        for other in context.acting.actors(each)
    )


def _led_by(context: Context, passage: Passage, actor: Actor) -> bool:
    """Whether work goes up to the leaders of a body of the issuer's own kind: "trình Lãnh đạo Bộ …"."""
    group = _PEERS.get(context.plan.issuer.office, "")
    leaders = right_before(_TO_LEADERS(context.knowledge), passage.folded.text, actor.start)
    return group == actor.agency.group != "" and leaders is not None


_TO_LEADERS = Cue(r"(?<!\w)<self-names.goes-up>[^.;,]{0,20} lãnh đạo $")


def _is_part(context: Context, actor: Actor, id: str) -> bool:
    """Whether a body is another by its other name, or its standing board, or has that as its own."""
    one, other = actor.agency, context.knowledge.agency(id)
    if one.renaming and one.renaming == other.renaming:
        return True
    return other.id == one.parent or one.id == other.parent


def _fact(passage: Passage, start: int, end: int, issue: str, agrees: bool, expected: str) -> Fact:
    first, last = passage.folded.span(start, end)
    text = passage.text[first:last]
    return fact(
        "self-name", passage.place(first, last), text, issue=issue, text=text, expected=expected,
        agrees="yes" if agrees else "no",
    )  # fmt: skip
