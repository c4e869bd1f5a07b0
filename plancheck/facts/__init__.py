"""``Plan`` → facts: what the draft says and does, each with its place."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set

from plancheck.facts import (
    agencies,
    almanac,
    assignments,
    bases,
    characters,
    citations,
    clauses,
    components,
    compounds,
    contacts,
    counted_names,
    counts,
    dates,
    drafting,
    due,
    duties,
    echoes,
    focal,
    form,
    funding,
    headings,
    identity,
    instruments,
    language,
    layout,
    leads,
    leftovers,
    lettering,
    lists,
    localities,
    milestones,
    misnamed,
    money,
    neighbours,
    numbering,
    numerals,
    order,
    phases,
    pointers,
    press,
    products,
    programmes,
    provinces,
    recipients,
    references,
    report_terms,
    reporting,
    retold,
    rows,
    sayings,
    sections,
    self_names,
    series,
    signing,
    slips,
    strangers,
    sums,
    syllables,
    tabulated,
    tallies,
    topics,
    twice,
    years,
)
from plancheck.facts.context import Context
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Asked, Fact, Spot
from plancheck.failure import Failure, failed
from plancheck.knowledge import Knowledge
from plancheck.reading.errors import ReadingError
from plancheck.structure.plan import Plan

__all__ = ["Context", "Fact", "in_order", "recognise", "recognised", "second_opinion"]

Recogniser = Callable[[Context], Iterator[Fact]]
Reader = Callable[[Context, Sequence[Fact]], Iterator[Fact]]

_RECOGNISERS: Mapping[Recogniser, tuple[str, ...]] = {
    identity.recognise: ("document",),
    components.recognise: ("component", "defect"),
    numbering.recognise: ("defect",),
    drafting.recognise: ("defect",),
    sections.recognise: ("section",),
    citations.recognise: ("citation",),
    echoes.recognise: ("echo",),
    agencies.recognise: ("agency",),
    provinces.recognise: ("province",),
    localities.recognise: ("locality",),
    dates.recognise: ("date", "deadline", "cadence", "period", "span"),
    almanac.recognise: ("calendar",),
    self_names.recognise: ("self-name",),
    neighbours.recognise: ("self-name",),
    misnamed.recognise: ("misnamed",),
    retold.recognise: ("retold",),
    assignments.recognise: ("assignment",),
    recipients.recognise: ("recipient",),
    strangers.recognise: ("stranger",),
    duties.recognise: ("duty",),
    topics.recognise: ("topic",),
    reporting.recognise: ("reporting",),
    report_terms.recognise: ("report-term",),
    funding.recognise: ("funding",),
    money.recognise: ("money",),
    due.recognise: ("due",),
    numerals.recognise: ("numeral",),
    counts.recognise: ("count",),
    counted_names.recognise: ("count",),
    tallies.recognise: ("tally",),
    phases.recognise: ("phase",),
    series.recognise: ("series",),
    order.recognise: ("order",),
    leftovers.recognise: ("leftover", "encoding"),
    bases.recognise: ("basis",),
    milestones.recognise: ("milestone", "data-window"),
    press.recognise: ("press-conference", "foreign-reporters", "licence"),
    sayings.recognise: ("saying",),
    sums.recognise: ("sum",),
    lettering.recognise: ("defect",),
    signing.recognise: ("defect",),
    products.recognise: ("product",),
    tabulated.recognise: ("ordinal", "product", "sum"),
    references.recognise: ("appendix",),
    pointers.recognise: ("pointer",),
    language.recognise: ("wording",),
    slips.recognise: ("wording",),
    syllables.recognise: ("wording", "typing"),
    compounds.recognise: ("wording",),
    headings.recognise: ("wording",),
    lists.recognise: ("typing",),
    characters.recognise: ("typing",),
    years.recognise: ("plan-year",),
    leads.recognise: ("lead", "helper"),
    contacts.recognise: ("contact",),
    layout.recognise: ("page", "page-number"),
    form.recognise: ("form",),
    rows.recognise: ("row", "cell"),
}
"""Each with the kinds of facts it may give."""
_READERS: Mapping[Reader, tuple[tuple[str, ...], tuple[str, ...]]] = {
    twice.recognise: (("due", "tally", "lead"), ("twice",)),
    clauses.recognise: (("topic",), ("training", "course", "rebuttal")),
    milestones.consolidations: (("reporting",), ("consolidation",)),
    focal.recognise: (("topic", "reporting"), ("misdirected", "uncollected")),
    instruments.recognise: (("citation",), ("instrument",)),
    programmes.recognise: (("citation",), ("programme",)),
}
"""Recognisers that read other facts too: the kinds they read, and those they may give."""
_BY_THE_DAY: Set[Recogniser | Reader] = {
    identity.recognise,
    citations.recognise,
    milestones.recognise,
    instruments.recognise,
    programmes.recognise,
}
"""Those that ask of the day itself, or what instruments are on it; all others ask of bodies and provinces at most."""


def recognise(
    plan: Plan,
    knowledge: Knowledge,
    as_of: int,
    failures: list[Failure] | None = None,
    asked: Callable[[Fact], Asked | None] = lambda _: None,
) -> list[Fact]:
    """Facts of a plan on a day (yyyymmdd): see ``recognised``."""
    return recognised(Context(plan, knowledge, as_of), failures, asked)


def recognised(
    context: Context,
    failures: list[Failure] | None = None,
    asked: Callable[[Fact], Asked | None] = lambda _: None,
) -> list[Fact]:
    """Facts of a draft: the ``document`` fact first, then by place.

    A recogniser that breaks gives no facts and is added to ``failures``; without that list its exception is raised.
    ``asked`` tells what is asked of a draft with a ``document`` fact, None for all.
    """
    found: list[Fact] = []
    lacking: set[str] = set()
    before: Mapping[object, Sequence[Fact]] = {}

    def gather(recogniser: Callable[..., Iterator[Fact]], kinds: Collection[str], *given: object) -> None:
        try:
            known = before.get(recogniser)
            known = context.found[recogniser] = list(recogniser(*given)) if known is None else known
            found.extend(known)
        except ReadingError:
            raise
        except Exception as error:
            if failures is None:
                raise
            failures.append(failed(recogniser.__module__.removeprefix("plancheck."), error, kinds))
            lacking.update(kinds)

    wanted: Set[str] | None = None
    for recogniser, kinds in _RECOGNISERS.items():
        if wanted is None or not wanted.isdisjoint(kinds):
            gather(recogniser, kinds, context)
        if recogniser is identity.recognise and found:
            context.asked = asked(found[0])
            wanted = context.asked and _needed(context.asked.kinds)
            if context.before is not None and context.before.asked == context.asked:
                before = {each: facts for each, facts in context.before.found.items() if each not in _BY_THE_DAY}
    for reader, (read, kinds) in _READERS.items():
        if wanted is not None and wanted.isdisjoint(kinds):
            continue
        if not lacking.isdisjoint(read) and failures:
            failures[-1] = failures[-1]._replace(kinds=failures[-1].kinds | set(kinds))
        gather(reader, kinds, context, tuple(found))
    if not any(fact.kind == "document" for fact in found):
        found.append(identity.unknown(context))
    return in_order(_spotted(context.plan, found))


def _needed(kinds: frozenset[str]) -> frozenset[str]:
    """Kinds of facts, and those that others of them are read from."""
    return kinds.union(*(read for read, given in _READERS.values() if not kinds.isdisjoint(given)))


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts with the ``document`` fact first, then by place in the draft, those without a place last."""

    def position(fact: Fact) -> tuple[bool, bool, int, int]:
        block = fact.spot.block
        return fact.kind != "document", block < 0, max(block, 0), fact.place.start

    return sorted(facts, key=position)


def second_opinion(context: Context, topics: Collection[str]) -> list[Fact]:
    """Sentences that examples make likely to be a clause of topics that were not found: ``topic`` facts, opinions."""
    from plancheck.facts.opinion import opinions

    return _spotted(context.plan, opinions(context, topics))


def _spotted(plan: Plan, found: Iterable[Fact]) -> list[Fact]:
    """Facts with where they stand."""
    spots = _spots(plan)
    spotted = []
    for number, each in enumerate(found):
        spot = spots.get((each.place.part, each.place.paragraph))
        if spot is None:
            spot = Spot(-2 - number, -2 - number, _OUTSIDE - number)
        spotted.append(Fact(each.kind, each.values, each.place, each.quote, spot))
    return spotted


_OUTSIDE = -1_000_000
"""Rows of facts without a place are numbered down from here: each has one of its own."""


def _spots(plan: Plan) -> dict[tuple[str, int | None], Spot]:
    """Where each paragraph stands."""
    rows: dict[tuple[tuple[int, ...], int], int] = {}
    spots: dict[tuple[str, int | None], Spot] = {}
    for passage in plan.passages:
        cell = passage.block.cell
        row = -2 - passage.index
        if cell is not None:
            row = rows.setdefault((table_key(cell), cell.row), len(rows))
        spots[passage.block.part, passage.block.ordinal] = Spot(passage.index, passage.section, row)
    return spots
