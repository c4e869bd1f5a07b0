"""Tasks that the plan says in so many words who leads, and who helps: the same task may have one lead only.

Two are one task where the words of one begin with all those of the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from plancheck.facts.acting import Group
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.items import LED
from plancheck.facts.leaders import issuer_ids
from plancheck.facts.tables import Row
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import Clause
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold, shorten

_OPENING = lazily(
    r"\W*(?:(?:là|làm) )?(?:cơ quan |đơn vị )?(?:(?:chịu trách nhiệm |có trách nhiệm )?chủ trì|đầu mối)"
    r"(?:,? ?(?:và )?phối hợp)?(?P<with>,? ?(?:chặt chẽ )?(?:với|cùng))?[ ,:]*"
)
_VERB = Cue(
    r"(?<!\w)(?<!với )(?<!ban )(?<!cục )(?<!phòng )(?<!tâm )(?<!đội )<lead.verbs>(?!\w)"  # "Ban Quản lý"
)
_GENERAL = Cue("<lead.general>")
_TAIL = Cue("(?: <lead.anywhere>)+$")
_DONE_BY = Cue(r",? <lead.done>(?: \w+){0,2} <lead.done-by>(?!\w)")
_MARKS = " .,;:/"
_FEWEST = 4
"""Words a task has at least: shorter ones are said of many things."""


_LED_BY = lazily(
    r"(?:[,;(] ?(?:do )|; ?(?:giao )?)"
    r"(?P<who>(?:(?! chủ trì)[^,;().]){4,80}(?:(?:, | và )(?:(?! chủ trì)[^,;().]){4,60})?)"
    r" (?:làm )?chủ trì(?: thực hiện)?(?= ?[,;.()]|$| phối hợp)"
)
"""Behind a task: "…, do Sở A chủ trì, phối hợp với …", "…; Sở A chủ trì, Sở B phối hợp."."""
_BROKEN = Cue(r"[;(]|,? ?<lead.breaks>(?!\w)|, do ")
_FOR = Cue(r" <lead.for>(?!\w)")
"""Behind a task, what it is for and where."""
_SAME = 8
"""Words from which on a task that another begins with is the same one."""


class _Led(NamedTuple):
    task: str
    passage: Passage
    leader: str
    bodies: str


def recognise(context: Context) -> Iterator[Fact]:
    """One ``lead`` fact for each item or row that names its lead and a task of its own, ``helper`` facts for bodies
    that help where the lead is named.
    """
    led = [*_of_text(context), *_of_tables(context)]
    tasks = _joined(context.knowledge, {each.task for each in led})
    yield from _of_pairs(context, Counter(tasks[each.task] for each in led), tasks)
    for each in led:
        passage = each.passage
        text = " ".join(passage.content.split())
        yield fact(
            "lead", passage.place(passage.content_start), passage.content.strip(), task=tasks[each.task],
            leader=each.leader, body=each.bodies, text=shorten(text, 80),
        )  # fmt: skip
    yield from _helpers(context)


def _joined(knowledge: Knowledge, tasks: set[str]) -> dict[str, str]:
    """Each task with the shortest it begins with."""
    joined: dict[str, str] = {}
    before = ""
    for task in sorted(tasks):
        begins = before and task.startswith(before) and not task[len(before) : len(before) + 1].isalnum()
        same = len(before.split()) >= _SAME or _FOR(knowledge).match(task, len(before)) is not None
        before = before if begins and same else task
        joined[task] = before
    return joined


def _of_pairs(context: Context, told: Mapping[str, int], tasks: Mapping[str, str]) -> Iterator[Fact]:
    """Rows that say who leads, and clauses of their work that say it too, where their words are not all the same."""
    works = context.works
    numbers = {row.passage.index: row.number for row in works.rows}
    issuers = issuer_ids(context)
    for table in context.task_tables if works.clauses else ():
        for row in table.rows:
            number = numbers.get(row.task[0].index, -1) if row.task else -1
            if len(row.lead) != 1 or number < 0:
                continue
            said = " ".join(cell.folded.text for cell in row.task)
            own = _task(context.knowledge, f"chủ trì {said}")
            clauses = works.pairs.get(number, ()) or works.opened.get(number, ())
            leaders = [leader for clause in clauses if (leader := _leader(context, clause))]
            bodies = _named(context, row.lead[0])
            if not bodies or not 0 < len(leaders) <= _MOST or told.get(tasks.get(own, own), 0) > 1:
                continue  # none to hold it against, a work of many parts, or told with its own words
            first = leaders[0]
            issued = any(issuers & set(each.bodies.split("+")) for each in leaders)
            same = issued or any(_same(bodies, each.bodies) for each in leaders)
            again = _Led("", row.lead[0], row.lead[0].text.strip(), first.bodies if same else bodies)
            for each in (first, again):
                passage = each.passage
                yield fact(
                    "lead", passage.place(passage.content_start), passage.content.strip(), task=f"{number} {said}",
                    leader=each.leader, body=each.bodies, text=shorten(row.task[0].text.strip(), 80),
                )  # fmt: skip


def _leader(context: Context, clause: Clause) -> _Led | None:
    """Who leads the work of a clause: named as its lead, or the body over it that is told to lead."""
    acting = context.acting
    passage = clause.passage
    groups = [group for group in acting.groups(passage) if group.role == "leads"]
    if len(groups) == 1 and _of_its_work(passage, groups[0], clause):
        start, end = passage.folded.span(groups[0].start, groups[0].end)
        return _Led("", passage, passage.text[start:end], "+".join(sorted(each.agency.id for each in groups[0].actors)))
    content = passage.folded.squeezed(passage.content_start)
    helps = _HELPS(context.knowledge).match(clause.text)
    if groups or helps or not _LEADS(context.knowledge).match(passage.folded.text, content):
        return None
    owner = acting.owner(passage)
    if owner is not None:
        heading, group = owner
        start, end = heading.folded.span(group.start, group.end)
        return _Led("", passage, heading.text[start:end], "+".join(sorted(each.agency.id for each in group.actors)))
    name = _heading_body(context, passage)
    return _Led("", passage, name, fold(name)) if name else None


def _of_its_work(passage: Passage, group: Group, clause: Clause) -> bool:
    """Whether a body said to lead leads the work of a clause: opens its passage, stands in it, or goes on."""
    if group.start < clause.end:
        return group.opens or clause.start <= group.start
    text = passage.folded.text
    stop = _STOP.search(text, group.end)
    return group.opens and LED.search(text, group.end, stop.start() if stop else len(text)) is not None


_STOP = lazily(r"[;.]")


def _heading_body(context: Context, passage: Passage) -> str:
    """The heading over a passage where it is a body's name that the register does not know."""
    index = context.works.section(passage)
    title = context.plan.sections[index].title.strip(" .:") if index >= 0 else ""
    return title if _BODY(context.knowledge).match(fold(title)) else ""


_HELPS = Cue(r"<leader.helps>(?!\w)")
_LEADS = Cue(r"<lead.leads>(?!\w)")
_BODY = Cue(r"<work.bodies>(?!\w)")
"""A heading that is a body's name."""
_MOST = 2
"""Clauses of one row that say who leads; more are of its parts."""


def _named(context: Context, cell: Passage) -> str:
    """Bodies of a cell by their ids, by its words where it holds one that the register does not know."""
    groups = [group for group in context.acting.groups(cell) if group.role != "coordinates"]
    if groups:
        return "+".join(sorted(actor.agency.id for group in groups for actor in group.actors))
    text = cell.folded.text.strip(" .,;")
    return text if _BODY(context.knowledge).match(text) and "," not in text else ""


def _same(one: str, other: str) -> bool:
    """Whether two sets of bodies have one in common, or one name is within the other."""
    return bool(set(one.split("+")) & set(other.split("+"))) or one in other or other in one


def _of_text(context: Context) -> Iterator[_Led]:
    acting = context.acting
    leads = _LEADS(context.knowledge)
    for passage in context.plan.body:
        if passage.role not in (Role.ITEM, Role.PARAGRAPH) or passage.block.cell is not None:
            continue
        text = passage.folded.text
        content = passage.folded.squeezed(passage.content_start)
        owner = acting.owner(passage)
        groups = [group for group in acting.groups(passage) if group.role == "leads" and group.opens]
        if groups:
            yield from _lead(context.knowledge, passage, passage, groups[0], text[groups[0].end :])
        elif owner is not None and acting.takes_the_lead(passage):
            yield from _lead(context.knowledge, passage, *owner, text[content:])
        elif unknown := _UNKNOWN(context.knowledge).match(text, content):
            yield from _led_by_words(context.knowledge, passage, unknown)
        elif owner is None and leads.match(text, content) and (name := _heading_body(context, passage)):
            yield from (_Led(task, passage, name, fold(name)) for task in _tasks(context.knowledge, text[content:]))
        elif "chủ trì" in text:
            yield from _led_behind(context, passage, content)


_UNKNOWN = Cue(
    r"(?P<who>(?:<work.bodies>|trạm)"
    r"(?: [^\W\d]+){1,12}?)(?= (?:là (?:cơ quan|đơn vị) )?chủ trì(?!\w))"
)
"""A body that the register does not know, said to lead."""


def _led_by_words(knowledge: Knowledge, passage: Passage, match: re.Match[str]) -> Iterator[_Led]:
    task = _task(knowledge, passage.folded.text[match.end() :])
    start, end = passage.folded.span(*match.span("who"))
    if task and passage.text[start].isupper():
        yield _Led(task, passage, passage.text[start:end], match["who"])


def _led_behind(context: Context, passage: Passage, content: int) -> Iterator[_Led]:
    """A task whose lead stands behind it; a body that the register does not know goes by its words."""
    text = passage.folded.text
    match = _LED_BY.search(text, content)
    broken = _BROKEN(context.knowledge).search(text, content)
    task = _own_words(context.knowledge, text[content : broken.start()]) if broken else ""
    if match is None or not task:
        return
    start, end = match.span("who")
    leader = passage.as_written(start, end)
    actors = context.acting.actors_between(passage, start, end)
    if actors or leader[:1].isupper():
        yield _Led(task, passage, leader, "+".join(sorted(actor.agency.id for actor in actors)) or match["who"])


def _of_tables(context: Context) -> Iterator[_Led]:
    for table in context.task_tables:
        for row in table.rows:
            task = " ".join(cell.folded.text for cell in row.task)
            for cell in row.lead[:1]:
                groups = [group for group in context.acting.groups(cell) if group.role != "coordinates"]
                if groups:
                    yield from _lead(context.knowledge, row.task[0], cell, groups[0], f"chủ trì {task}")


def _lead(knowledge: Knowledge, passage: Passage, holder: Passage, group: Group, said: str) -> Iterator[_Led]:
    leader = holder.text[slice(*holder.folded.span(group.start, group.end))]
    bodies = "+".join(sorted(actor.agency.id for actor in group.actors))
    for task in _tasks(knowledge, said):
        yield _Led(task, passage, leader, bodies)


def _tasks(knowledge: Knowledge, said: str) -> Iterator[str]:
    """The tasks that "chủ trì" opens: its own, and those behind ";" that begin with what is to be done."""
    first, *others = said.split(";")
    if _OPENING.match(said) is None:
        return
    begun = [each for each in others if _VERB(knowledge).match(each.strip())]
    tasks = [_task(knowledge, first), *(_own_words(knowledge, each) for each in begun)]
    yield from (task for task in tasks if task)


def _helpers(context: Context) -> Iterator[Fact]:
    """Bodies that help with a task of one passage or row; its lead is not to be among them."""
    acting = context.acting
    for passage in context.plan.body:
        if passage.role in (Role.ITEM, Role.PARAGRAPH) and passage.block.cell is None:
            groups = acting.groups(passage)
            leads = {actor.agency.id for group in groups if group.role == "leads" for actor in group.actors}
            for group in groups:
                if leads and group.role == "coordinates":
                    yield from _helping(passage, group, leads)
    for table in context.task_tables:
        for row in table.rows:
            leads = _bodies(context, row)
            for cell in row.coordination:
                for group in acting.groups(cell):
                    yield from _helping(cell, group, leads)
                if not leads:
                    yield from _named_alike(row, cell)


def _named_alike(row: Row, cell: Passage) -> Iterator[Fact]:
    """A lead that the register does not know, among those that help, by the words of its cell."""
    for lead in row.lead:
        name = lead.folded.text.strip(_MARKS)
        match = lazily(rf"(?<!\w){re.escape(name)}(?=\s*(?:[,;.\n]|và\s|$))").search(cell.folded.text)
        if match and name.count(" ") and lead.text.strip()[0].isupper():
            start, end = cell.folded.span(*match.span())
            written = cell.text[start:end]
            yield fact("helper", cell.place(start, end), written, body=name, name=written, leads="yes")


def _bodies(context: Context, row: Row) -> set[str]:
    groups = [group for cell in row.lead for group in context.acting.groups(cell) if group.role != "coordinates"]
    return {actor.agency.id for group in groups for actor in group.actors}


def _helping(passage: Passage, group: Group, leads: set[str]) -> Iterator[Fact]:
    for actor in group.actors:
        if actor.agency.covers:
            continue  # "các sở, ban, ngành" beside one of them
        start, end = passage.folded.span(actor.start, actor.end)
        name = passage.text[start:end]
        yield fact(
            "helper", passage.place(start, end), name, body=actor.agency.id, name=name,
            leads="yes" if actor.agency.id in leads else "no",
        )  # fmt: skip


def _task(knowledge: Knowledge, said: str) -> str:
    """The task's own words: behind "chủ trì, phối hợp với …", from its verb on; empty where it is a general one."""
    opening = _OPENING.match(said)
    if opening is None:
        return ""
    start = opening.end()
    verb = _VERB(knowledge).search(said, start) if opening["with"] else None
    if opening["with"] and verb is None:
        return ""
    return _own_words(knowledge, said[verb.start() if verb else start :])


def _own_words(knowledge: Knowledge, said: str) -> str:
    done = _DONE_BY(knowledge).search(said)
    task = _TAIL(knowledge).sub("", said[: done.start() if done else None].strip(_MARKS)).strip(_MARKS)
    return task if len(task.split()) >= _FEWEST and not _GENERAL(knowledge).search(task) else ""
