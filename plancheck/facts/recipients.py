"""Who the plan is sent to."""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.sending import Lines, Recipient, meets
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.structure.plan import Role


def recognise(context: Context) -> Iterator[Fact]:
    """One ``recipient`` fact for each body, or for a line that names none."""
    if not context.recipients:
        return
    acting = context.acting
    elsewhere = [each for each in context.plan.passages if each.role is not Role.RECIPIENT]
    named = {actor.agency.id: actor.agency for passage in elsewhere for actor in acting.actors(passage)}
    cited = {hit.ids[0] for passage in elsewhere for hit in context.agency_hits(passage)}
    named |= {id: context.knowledge.agency(id) for id in cited}
    lines = Lines([passage.folded.text for passage in elsewhere], context.knowledge)
    for recipient in context.recipients:
        place = recipient.passage.place(recipient.start, recipient.end)
        quote = recipient.passage.block.text[recipient.start : recipient.end]
        for agency in recipient.agencies or (None,):
            kind = _class(recipient, agency)
            used = "unknown"
            if agency is not None and kind in ("department", "local", "press"):
                met = any(meets(each, agency, context.knowledge) for each in named.values())
                used = "yes" if met or lines.say(recipient.folded) else "no"
            name = quote if agency is None or len(recipient.agencies) == 1 else agency.name
            yield fact(
                "recipient", place, quote, agency=agency.id if agency else "", name=name, used=used, **{"class": kind}
            )


def _class(recipient: Recipient, agency: Agency | None) -> str:
    if recipient.filing:
        return "filing"
    if recipient.leader:
        return "leader"
    if agency is None:
        return "group" if recipient.everyone else "other"
    if agency.system == "party":
        return "party"
    if agency.level in ("central", "ministry") or agency.id in ("ubnd-tinh", "hdnd-tinh", "doan-dbqh"):
        return "superior"
    if agency.level in ("district", "commune"):
        return "local"
    if agency.covers and agency.system != "press":
        return "group"
    if agency.system == "press":
        return "press"
    return "other" if recipient.unit else "department"
