"""Which bodies the plan gives work to, and what they are for."""

from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.facts.acting import Actor, Group, stronger
from plancheck.facts.context import Context
from plancheck.facts.sending import Recipient, covers
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.structure.plan import Passage, Role
from plancheck.text import lazily, squeeze

_SILENT = (Role.NOTE, Role.ENACTING, Role.CELL)
_ESTIMATE_TO = lazily(r"(?<!\w)(?:dự toán|dự trù)(?!\w)[^.;]{0,120}(?<!\w)(?:gửi|trình|qua)(?: về| cho| đến)? $")


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
    listed = context.recipients
    kept = _keepers(context, listed)
    for work in works.values():
        yield from _facts(context, work, listed, kept)


def _keepers(context: Context, listed: tuple[Recipient, ...]) -> tuple[Agency, ...]:
    """Bodies that have the plan without being sent it: the issuer, its office, and those in the line "Lưu"."""
    names = [squeeze(context.plan.issuer.name).text]
    names += [recipient.folded for recipient in listed if recipient.filing]
    kept = [context.acting.agency(hit) for name in names for hit in context.knowledge.find_agencies(name)]
    if any(agency.id == "ubnd-tinh" for agency in kept):
        kept.append(context.knowledge.agency("vp-ubnd-tinh"))
    return tuple(kept)


def _facts(context: Context, work: _Work, listed: tuple[Recipient, ...], kept: tuple[Agency, ...]) -> Iterator[Fact]:
    agency = work.actor.agency
    folded = work.passage.folded
    start, end = folded.original(work.actor.start), folded.original(work.actor.end)
    name = work.passage.text[start:end]
    functions = context.acting.functions(agency)
    if work.role == "coordinates" and not agency.level:  # "phối hợp với các sở, ban, ngành và địa phương"
        functions = ()
    for function in functions or ("",):
        yield fact(
            "assignment",
            work.passage.place(start, end),
            name,
            agency=agency.id,
            name=name,
            function=function,
            role=work.role,
            level=agency.level,
            listed=_listed(agency, listed, kept) if context.acting.exists(agency) else "unknown",
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
    return _ESTIMATE_TO.search(passage.folded.text, 0, group.start) is not None


def _listed(agency: Agency, listed: tuple[Recipient, ...], kept: tuple[Agency, ...]) -> str:
    if not listed:
        return "unknown"
    if any(each.id == agency.id or each.id == agency.parent for each in kept):
        return "yes"
    for recipient in listed:
        if recipient.everyone:
            return "yes"
        for each in recipient.agencies:
            if covers(each, agency) or covers(agency, each):
                return "yes"
    vague = agency.covers and not agency.functions
    if vague or agency.level in ("central", "ministry"):
        return "unknown"
    return "no"
