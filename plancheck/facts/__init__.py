"""``Plan`` → facts: what the draft says and does, each with its place."""

from collections.abc import Callable, Iterator

from plancheck.facts import (
    agencies,
    assignments,
    citations,
    components,
    dates,
    duties,
    funding,
    identity,
    leftovers,
    money,
    provinces,
    recipients,
    reporting,
    sections,
    topics,
)
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.structure.plan import Plan

__all__ = ["Fact", "recognise"]

_RECOGNISERS: tuple[Callable[[Context], Iterator[Fact]], ...] = (
    identity.recognise,
    components.recognise,
    sections.recognise,
    citations.recognise,
    agencies.recognise,
    provinces.recognise,
    dates.recognise,
    assignments.recognise,
    recipients.recognise,
    duties.recognise,
    topics.recognise,
    reporting.recognise,
    funding.recognise,
    money.recognise,
    leftovers.recognise,
)


def recognise(plan: Plan, knowledge: Knowledge, as_of: int) -> list[Fact]:
    """Facts of a plan on a day (yyyymmdd): the ``document`` fact first, then by place in the draft."""
    context = Context(plan, knowledge, as_of)
    order = {(block.part, block.ordinal): index for index, block in enumerate(plan.document.blocks)}
    last = len(order)

    def position(fact: Fact) -> tuple[bool, int, int]:
        where = order.get((fact.place.part, fact.place.paragraph or 0), last)
        return fact.kind != "document", where, fact.place.start

    found = [each for recogniser in _RECOGNISERS for each in recogniser(context)]
    return sorted(found, key=position)
