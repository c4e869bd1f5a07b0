"""``Plan`` → facts: what the draft says and does, each with its place."""

from collections.abc import Callable, Iterator, Sequence

from plancheck.facts import (
    agencies,
    assignments,
    bases,
    characters,
    citations,
    clauses,
    components,
    contacts,
    dates,
    drafting,
    duties,
    form,
    funding,
    identity,
    language,
    layout,
    leads,
    leftovers,
    lettering,
    milestones,
    money,
    press,
    provinces,
    recipients,
    references,
    reporting,
    sections,
    slips,
    sums,
    topics,
    years,
)
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.structure.plan import Plan

__all__ = ["Fact", "recognise"]

_RECOGNISERS: tuple[Callable[[Context], Iterator[Fact]], ...] = (
    identity.recognise,
    components.recognise,
    drafting.recognise,
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
    bases.recognise,
    milestones.recognise,
    press.recognise,
    sums.recognise,
    lettering.recognise,
    references.recognise,
    language.recognise,
    slips.recognise,
    characters.recognise,
    years.recognise,
    leads.recognise,
    contacts.recognise,
    layout.recognise,
    form.recognise,
)
_READERS: tuple[Callable[[Context, Sequence[Fact]], Iterator[Fact]], ...] = (
    clauses.recognise,
    milestones.consolidations,
)
"""Recognisers that read other facts too."""


def recognise(plan: Plan, knowledge: Knowledge, as_of: int) -> list[Fact]:
    """Facts of a plan on a day (yyyymmdd): the ``document`` fact first, then by place in the draft."""
    context = Context(plan, knowledge, as_of)
    order = {(block.part, block.ordinal): index for index, block in enumerate(plan.document.blocks)}
    last = len(order)

    def position(fact: Fact) -> tuple[bool, int, int]:
        where = order.get((fact.place.part, fact.place.paragraph or 0), last)
        return fact.kind != "document", where, fact.place.start

    found = [each for recogniser in _RECOGNISERS for each in recogniser(context)]
    found += [each for reader in _READERS for each in reader(context, tuple(found))]
    return sorted(found, key=position)
