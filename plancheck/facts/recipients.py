"""Who the plan is sent to."""

from collections.abc import Iterator, Sequence

from plancheck.facts.context import Context
from plancheck.facts.sending import Recipient, meets, says
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.structure.plan import Passage, Role


def recognise(context: Context) -> Iterator[Fact]:
    """One ``recipient`` fact for each body, or for a line that names none."""
    if not context.recipients:
        return
    acting = context.acting
    elsewhere = [each for each in context.plan.passages if each.role is not Role.RECIPIENT]
    named = {actor.agency.id: actor.agency for passage in elsewhere for actor in acting.actors(passage)}
    cited = {hit.ids[0] for passage in elsewhere for hit in context.agency_hits(passage)}
    named |= {id: context.knowledge.agency(id) for id in cited}
    for recipient in context.recipients:
        place = recipient.passage.place(recipient.start, recipient.end)
        quote = recipient.passage.block.text[recipient.start : recipient.end]
        for agency in recipient.agencies or (None,):
            kind = _class(recipient, agency)
            used = "unknown"
            if agency is not None and kind in ("department", "local", "press"):
                met = any(meets(each, agency, context.knowledge) for each in named.values())
                used = "yes" if met or _is_said(recipient, elsewhere, context) else "no"
            name = quote if agency is None or len(recipient.agencies) == 1 else agency.name
            yield fact(
                "recipient", place, quote, agency=agency.id if agency else "", name=name, used=used, **{"class": kind}
            )


def _is_said(recipient: Recipient, passages: Sequence[Passage], context: Context) -> bool:
    """Whether the draft names a recipient in other words of joining or shortening."""
    return any(says(passage.folded.text, recipient.folded, context.knowledge) for passage in passages)


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
