"""Reports under the plan against its one contact: those sent past it, those put together that nobody is to send.

The contact is the body that the draft names as one ("là cơ quan đầu mối", "cơ quan thường trực"); a draft that names
several has none that could be passed by.
"""

from collections.abc import Iterator, Sequence

from plancheck.facts.acting import Actor
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.knowledge.territory import BELOW
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage
from plancheck.text import squeeze

_HUB = Cue(r"(?<!\w)<focal.hub>(?!\w)(?! <focal.of-one-work>(?!\w))")
_OF_MONEY = whole("focal.of-money")
_PUTS_TOGETHER = Cue(
    r"(?<!\w)tổng hợp(?: [^\W\d]+){0,4}? <report.said>(?: (?!của)[^\W\d]+){0,4}? của (?P<whom>[^.;:]{3,120})"
)
_REGULAR = ("quarterly", "six-monthly", "annual")
_LOWER = ("commune", "district")
_FROM_BELOW = whole("focal.from-below")
_UNIT = f"(?:{BELOW})"
_UNITS = lazily(rf"(?<!\w){_UNIT}(?!\w)(?:(?:, | và ){_UNIT}(?!\w))*")


def recognise(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """``misdirected`` and ``uncollected`` facts of a draft."""
    if context.plan.nature != "draft":
        return
    reports = [each for each in facts if each.kind == "reporting" and each["of"] == "plan"]
    contact = _contact(context)
    if contact is not None:
        yield from _misdirected(context, contact, reports)
    yield from _uncollected(context, reports)


def _contact(context: Context) -> tuple[Agency, str] | None:
    """The one body that the draft names as its contact, and how it calls it."""
    found: dict[str, tuple[Agency, str]] = {}
    for passage in context.plan.body:
        match = _HUB(context.knowledge).search(passage.folded.text)
        if match is None:
            continue
        actor = _before(context, passage, match.start())
        if actor is not None:
            found.setdefault(actor.agency.id, (actor.agency, actor.agency.name))
    return next(iter(found.values())) if len(found) == 1 else None


def _before(context: Context, passage: Passage, at: int) -> Actor | None:
    """The body that begins the clause in which it is called the contact, or that the clause stands under."""
    begin = max(passage.folded.text.rfind(mark, 0, at) for mark in (";", ". ")) + 1
    actors = context.acting.actors_between(passage, begin, at)
    if actors:
        return actors[-1]
    owner = context.acting.owner(passage)
    return owner[1].actors[0] if owner is not None else None


def _misdirected(context: Context, contact: tuple[Agency, str], reports: Sequence[Fact]) -> Iterator[Fact]:
    agency, name = contact
    if not agency.group and not agency.parent:
        return
    by_sentence: dict[tuple[object, str], list[Fact]] = {}
    for each in reports:
        by_sentence.setdefault((each.place, each.quote), []).append(each)
    for (_, quote), told in by_sentence.items():
        ids = {str(each["recipient"]) for each in told}
        if agency.id in ids or agency.parent in ids or _OF_MONEY(context.knowledge).search(squeeze(quote).text):
            continue
        for each in told:
            other = context.knowledge.agency(str(each["recipient"])) if each["recipient"] else None
            if other is None or not _put_together(context, each) or other.parent == agency.id:
                continue
            if other.id == each["reporter"] or not _peers(agency, other):
                continue
            yield fact("misdirected", each.place, each.quote, recipient_name=each["recipient_name"], contact_name=name)


def _put_together(context: Context, report: Fact) -> bool:
    """Whether a report is for somebody to put together: it says so, or those below send it regularly."""
    return report["collected"] == "yes" or (report["cadence"] in _REGULAR and _asked(context, report))


def _peers(one: Agency, other: Agency) -> bool:
    """Whether two bodies are of one rank: departments of a province, divisions of a committee."""
    if one.level != other.level or one.system != other.system or other.covers:
        return False
    return bool(one.group and one.group == other.group) or bool(one.parent and one.parent == other.parent)


def _uncollected(context: Context, reports: Sequence[Fact]) -> Iterator[Fact]:
    """Communes or districts whose reports somebody puts together, where none of them is asked for any."""
    if not reports:
        return
    for sentence in context.sentences:
        match = _PUTS_TOGETHER(context.knowledge).search(sentence.text)
        units = _UNITS.search(sentence.text, *match.span("whom")) if match else None
        if match is None or units is None:
            continue
        span = match.start("whom"), units.end()
        if context.refused(sentence, *span, "reporting") in ("past", "section"):
            continue
        if not any(_asked(context, each) for each in reports if each.place != sentence.place()):
            name = sentence.quote(*span)
            yield fact("uncollected", sentence.place(*span), name, name=name)
        return


def _asked(context: Context, report: Fact) -> bool:
    """Whether a report is one that those below may be meant to send."""
    reporter = context.knowledge.agency(str(report["reporter"])) if report["reporter"] else None
    if reporter is None or reporter.covers or reporter.level in _LOWER:
        return True
    return _FROM_BELOW(context.knowledge).search(squeeze(report.quote).text) is not None
