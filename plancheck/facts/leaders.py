"""Who leads a work, by what is said of it: in its clause, behind it, over it, or in the cell of its row."""

from collections.abc import Iterator

from plancheck.facts.acting import Group
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.items import Item
from plancheck.facts.works import BODY, NAMED, Clause
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage
from plancheck.text import fold

_LEADS = Cue(r"\W*<leader.leads>(?!\w)")
_LABELLED = Cue(rf"\W*<leader.label> ?: ?(?P<who>{BODY}(?: [^\W\d]+|,(?= )| -){{1,14}}?) ?(?=[;.(]|$)")
_HELPS = Cue(r"\W*<leader.helps>(?!\w)")
_HEADS = Cue(rf"{BODY}(?!\w)")
"""A heading that is a body's name."""


class Leader(NamedTuple):
    """Bodies that lead a work."""

    ids: frozenset[str]
    """Register ids; the folded name of one that the register does not know."""
    passage: Passage
    start: int
    end: int
    """In the passage's folded text."""

    def same(self, other: "Leader") -> bool:
        """Whether they have a body in common, or one's name is within the other's."""
        return any(one in two or two in one for one in self.ids for two in other.ids)


def leaders(context: Context, item: Item) -> list[Leader]:
    """Bodies said to lead a work; of one body for all works none ("các sở, ban, ngành")."""
    if item.clause.line is not None:
        row = context.task_rows.get(item.clause.passage.index)
        cells = row.lead if row else ()
        return [found for cell in cells for found in _of_cell(context, cell)] if len(cells) == 1 else []
    return [found for clause in item.clauses for found in _of_clause(context, clause)]


def issuer_ids(context: Context) -> frozenset[str]:
    """Register ids of the issuer: what one of its own units leads, it leads."""
    index = context.plan.issuer.passage
    hits = context.agency_hits(context.plan.passages[index]) if index >= 0 else ()
    return frozenset(id for hit in hits for id in hit.ids)


def _of_cell(context: Context, cell: Passage) -> Iterator[Leader]:
    groups = [group for group in context.acting.groups(cell) if group.role != "coordinates"]
    text = cell.folded.text.strip(" .,;")
    if groups:
        yield from _of_group(cell, groups[0])
    elif _is_name(context.knowledge, text):
        yield Leader(frozenset({text}), cell, 0, len(cell.folded.text))


def _is_name(knowledge: Knowledge, text: str) -> bool:
    """Whether folded text is the name of one body, commas within it or not."""
    first, *more = lazily(r"[,;\n] ?| và ").split(text)
    return _HEADS(knowledge).match(first) is not None and not any(_HEADS(knowledge).match(each) for each in more)


def named_bodies(context: Context) -> tuple[str, ...]:
    """Folded names of bodies that stand in cells of those who lead or help, known to the register or not."""
    return tuple(
        {
            text
            for row in context.task_rows.values()
            for cell in (*row.lead, *row.coordination)
            if _is_name(context.knowledge, text := cell.folded.text.strip(" .,;"))
        }
    )


def _of_clause(context: Context, clause: Clause) -> Iterator[Leader]:
    acting, passage = context.acting, clause.passage
    text, content = passage.folded.text, passage.folded.squeezed(passage.content_start)
    said = [each for each in acting.groups_between(passage, clause.start, clause.end) if each.role == "leads"]
    if said:
        for group in said:
            yield from _of_group(passage, group)
        return
    if _HELPS(context.knowledge).match(clause.text):
        return
    labelled = _LABELLED(context.knowledge).match(clause.text)
    if labelled:
        yield from _by_name(passage, clause.start + labelled.start("who"), clause.start + labelled.end("who"))
        return
    named = [
        each
        for each in NAMED(context.knowledge).finditer(clause.text)
        if _LEADS(context.knowledge).match(clause.text, each.end())
    ]
    if named:
        for match in named:
            yield from _by_name(passage, clause.start + match.start("who"), clause.start + match.end("who"))
    elif _LEADS(context.knowledge).match(clause.text) or (
        clause.start <= content and _LEADS(context.knowledge).match(text, content)
    ):
        opens = NAMED(context.knowledge).match(text[content:])
        known = next((name for name in named_bodies(context) if text.startswith(f"{name} ", content)), "")
        if opens:
            yield from _by_name(passage, content + opens.start("who"), content + opens.end("who"))
        elif known:
            yield from _by_name(passage, content, content + len(known))
        else:
            yield from _over(context, clause)


def _over(context: Context, clause: Clause) -> Iterator[Leader]:
    """The body that a passage begins with, or the one that is the heading over it."""
    acting, passage = context.acting, clause.passage
    groups = acting.groups(passage)
    named = groups and groups[0].opens and groups[0].start < clause.start
    owner = acting.owner(passage)
    if named and groups[0].role in ("leads", "assigned"):
        yield from _of_group(passage, groups[0])
    elif named and passage.folded.text.startswith(":", groups[0].actors[0].end):
        yield from _of_group(passage, groups[0]._replace(actors=groups[0].actors[:1]))
    elif owner is not None:
        yield from _of_group(*owner)
    else:
        index = context.works.section(passage)
        heading = context.plan.passages[context.plan.sections[index].heading] if index >= 0 else None
        name = context.plan.sections[index].title.strip(" .:") if heading else ""
        if heading and _HEADS(context.knowledge).match(fold(name)):
            start = heading.folded.text.find(fold(name))
            yield Leader(frozenset({fold(name)}), heading, max(start, 0), max(start, 0) + len(name))


def _of_group(passage: Passage, group: Group) -> Iterator[Leader]:
    if not any(actor.agency.collective for actor in group.actors):
        yield Leader(frozenset(actor.agency.id for actor in group.actors), passage, group.start, group.end)


def _by_name(passage: Passage, start: int, end: int) -> Iterator[Leader]:
    if passage.text[passage.folded.original(start)].isupper():
        yield Leader(frozenset({passage.folded.text[start:end]}), passage, start, end)
