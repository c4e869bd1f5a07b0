"""Whether a body gets the draft: it is among the recipients, or has it without being sent it."""

from plancheck.facts.context import Context
from plancheck.facts.sending import covers, meets
from plancheck.knowledge import Agency
from plancheck.patterns import lazily


def among_recipients(context: Context, agency: Agency, name: str) -> str:
    """``yes``, ``no``, or ``unknown`` where there is no list or the body is not there on the day.

    ``name`` is its name as the draft says it, folded: the list may have it in other words of joining or shortening.
    "Các đơn vị được giao nhiệm vụ" says nothing here.
    """
    listed = context.recipients
    if not listed or not context.acting.exists(agency):
        return "unknown"
    if any(each.id in (agency.id, agency.parent) for each in context.keepers):
        return "yes"
    for recipient in listed:
        if any(_names(each, agency, context) or agency.id in each.successors for each in recipient.agencies):
            return "yes"
    return "yes" if context.recipient_lines.say(name) else "no"


def _names(listed: Agency, agency: Agency, context: Context) -> bool:
    """Whether a body of the list is another or stands for it; one over others is not reached by what is not its own."""
    if covers(listed, agency, context.knowledge):
        return True
    return listed.system == agency.system and covers(agency, listed, context.knowledge)


_KINDS = lazily(r"(?<!\w)(?<!thị )(?:xã|phường|huyện)(?!\w)(?! hội)")


def left_out(context: Context, agency: Agency, name: str) -> bool:
    """Whether lines that name a group's bodies by kinds leave one out: "UBND các phường" for communes and wards."""
    wanted = set(_KINDS.findall(name))
    lines = [
        recipient
        for recipient in context.recipients
        if any(meets(each, agency, context.knowledge) for each in recipient.agencies)
    ]
    if len(wanted) < 2 or not agency.covers or any(each.everyone for each in context.recipients):
        return False
    said = [set(_KINDS.findall(line.folded)) for line in lines]
    return bool(said) and all(said) and not wanted <= set().union(*said)
