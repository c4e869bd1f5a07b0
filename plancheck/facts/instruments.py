"""What the register knows of the instruments that a draft cites."""

from collections.abc import Iterator, Sequence

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact


def recognise(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """An ``instrument`` fact for each one cited that is in the register, at its first citation."""
    told: set[str] = set()
    for citation in facts:
        number = str(citation["number"]) if citation.kind == "citation" else ""
        known = context.knowledge.instrument(number, context.plan.issuer.province) if number else None
        if known is None or number in told:
            continue
        told.add(number)
        ended = min((day for day in (known.end, known.period_end) if day), default=0)
        yield fact(
            "instrument",
            citation.place,
            citation.quote,
            number=number,
            type=known.type,
            title=known.title,
            issuer=known.issuer,
            group=known.group,
            issued=known.issued,
            effective=known.start,
            ended=ended if ended and ended <= context.as_of else 0,
            status=known.status(context.as_of),
            replaced_by=", ".join(known.replaced_by),
            amended="yes" if known.amended_by else "no",
            certainty=known.certainty,
        )
