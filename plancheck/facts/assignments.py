"""Which bodies the plan gives work to, and what they are for."""

from collections.abc import Iterator

from plancheck.facts.acting import Actor, Group, stronger
from plancheck.facts.addressing import among_recipients, left_out
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.sending import Recipient, covers
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.records import dataclass
from plancheck.structure.plan import Passage, Role

_SILENT = (Role.NOTE, Role.ENACTING, Role.CELL)
_IN_AUTHORITY = Cue(r"(?<!\w)<recipient.party-in-authority>(?!\w)")
"""The Party's body in an authority, which has the authority's offices work."""
_ESTIMATE_TO = Cue(r"(?<!\w)<estimate.names>(?!\w)[^.;]{0,120}(?<!\w)<estimate.sent>(?: về| cho| đến)? $")


@dataclass(slots=True)
class _Work:
    """What was found of one body: its strongest role and where that stands first."""

    actor: Actor
    passage: Passage
    role: str


def recognise(context: Context) -> Iterator[Fact]:
    """One ``assignment`` fact for each body and function, with the strongest role the body has in the plan."""
    works: dict[str, _Work] = {}
    for passage, group in _groups(context):
        for actor in group.actors:
            known = works.get(actor.agency.id)
            if known is None:
                works[actor.agency.id] = _Work(actor, passage, group.role)
            elif stronger(group.role, known.role) != known.role:
                known.actor, known.passage, known.role = actor, passage, group.role
    listed = {id: _listed(context, work) for id, work in works.items()}
    missing: dict[int, list[str]] = {}
    for id, work in works.items():
        if listed[id] == "no":
            missing.setdefault(work.passage.index, []).append(_name(work))
    for id, work in works.items():
        together = ", ".join(f"“{name}”" for name in missing.get(work.passage.index, ()))
        yield from _facts(context, work, listed[id], together)


def _name(work: _Work) -> str:
    folded = work.passage.folded
    return work.passage.text[folded.original(work.actor.start) : folded.original(work.actor.end)]


def _facts(context: Context, work: _Work, listed: str, together: str) -> Iterator[Fact]:
    agency = work.actor.agency
    folded = work.passage.folded
    start, end = folded.original(work.actor.start), folded.original(work.actor.end)
    functions = context.acting.functions(agency)
    if work.role == "coordinates" and not agency.level:  # "phối hợp với các sở, ban, ngành và địa phương"
        functions = ()
    for function in functions or ("",):
        yield fact(
            "assignment",
            work.passage.place(start, end),
            _name(work),
            agency=agency.id,
            name=_name(work),
            function=function,
            role=work.role,
            level=agency.level,
            listed=listed,
            paragraph=work.passage.index,
            together=together,
        )


def _groups(context: Context) -> Iterator[tuple[Passage, Group]]:
    acting = context.acting
    for passage in context.plan.body:
        if passage.role in _SILENT:
            continue
        owner = acting.owner(passage)
        groups = acting.groups(passage)
        if owner is not None and owner[1].role == "assigned" and acting.takes_the_lead(passage):
            yield owner[0], Group(owner[1].actors, "leads", True)
        for group in groups:
            if group.role:
                yield passage, group
            elif _weighs_estimates(context, passage, group):
                yield passage, Group(group.actors, "coordinates", False)
    for table in context.task_tables:
        for row in table.rows:
            for cells, role in ((row.lead, "leads"), (row.coordination, "coordinates")):
                for cell in cells:
                    for group in acting.groups(cell):
                        own = "coordinates" if group.role == "coordinates" else role
                        yield cell, Group(group.actors, own, True)


def _weighs_estimates(context: Context, passage: Passage, group: Group) -> bool:
    """Whether estimates are sent to the finance body: "lập dự toán gửi Sở Tài chính thẩm định"."""
    if not any("finance" in context.acting.functions(actor.agency) for actor in group.actors):
        return False
    return _ESTIMATE_TO(context.knowledge).search(passage.folded.text, 0, group.start) is not None


def _listed(context: Context, work: _Work) -> str:
    """Whether a body is among the recipients: by itself, its group, a body over it or in other words."""
    agency = work.actor.agency
    name = work.passage.folded.text[work.actor.start : work.actor.end]
    listed = among_recipients(context, agency, name)
    if listed == "yes" and left_out(context, agency, name):
        return "no"
    if listed != "no":
        return listed
    if any(each.everyone or (each.own_units and _held(context, each, agency)) for each in context.recipients):
        return "yes"
    if _reached_through(context, work, agency) or _led_by_the_party(context, agency):
        return "yes"
    vague = agency.covers and not agency.functions
    peers = work.passage.role is Role.HEADING and agency.level == context.plan.issuer.level
    if (vague or agency.level in ("central", "ministry")) and not peers:
        return "unknown"
    return "no"


def _held(context: Context, units: Recipient, agency: Agency) -> bool:
    """Whether a body is one of the issuer's units as a line of recipients names them."""
    return _own(context, agency) or (agency.system == "front" and "đoàn thể" in units.folded)


_NOT_OF_A_DEPARTMENT = ("party", "armed", "press")


def _own(context: Context, agency: Agency) -> bool:
    """Whether a body is of the issuer's own level, no committee, no ministry; of a department's, none beside it."""
    issuer = context.plan.issuer
    if agency.level != issuer.level or agency.covers or agency.group == "bo" or agency.id.startswith(("ubnd", "hdnd")):
        return False
    return issuer.office != "department" or (agency.system not in _NOT_OF_A_DEPARTMENT and agency.group != "so")


def _led_by_the_party(context: Context, agency: Agency) -> bool:
    """Whether a Party paper goes to the Party's own body in the authority that a State body belongs to."""
    if context.plan.issuer.system != "party" or agency.system not in ("state", "armed"):
        return False
    return any(_IN_AUTHORITY(context.knowledge).search(each.folded) for each in context.recipients)


def _reached_through(context: Context, work: _Work, agency: Agency) -> bool:
    """Whether a body is given its work through one over it: "UBND huyện … chỉ đạo UBND các xã", "giao Phòng …"."""
    owner = context.acting.owner(work.passage)
    if owner is None or owner[0].index == work.passage.index:
        return False
    if any(covers(actor.agency, agency, context.knowledge) for actor in owner[1].actors):
        return True
    above = [actor.agency.level for actor in owner[1].actors]
    order = ("province", "district", "commune")
    return agency.level in order and any(
        level in order and order.index(level) < order.index(agency.level) for level in above
    )
