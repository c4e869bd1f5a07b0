"""What more is said of the topics found: subjects of training, who rebuts and how."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from plancheck.facts import cues
from plancheck.facts.calendar import find_cadences, find_dates, find_deadlines
from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import whole
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold

_ABOUT = "training.about."
"""Beginning of the names of the lists of words for subjects of training."""
_MARKS = " -+*•"
_LINES = 3
"""Lines under a task in which its body may stand ("Cơ quan chủ trì: …")."""
_LINE = lazily(
    r"[\s\-+*•(]*(?:cơ quan|đơn vị|bộ phận)?[ \w]{0,14}(?:chủ trì|thực hiện|phối hợp|chịu trách nhiệm)[ \w]{0,14}:"
)


def recognise(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """``training``, ``course`` and ``rebuttal`` facts from the ``topic`` facts."""
    topics = [each for each in facts if each.kind == "topic" and each["strength"] == "clause"]
    terms = context.knowledge.vocabulary.terms
    courses, rebuttals = terms["topic.courses"], terms["topic.rebuttals"]
    wanted = [each for each in topics if each["topic"] in (*courses, *rebuttals)]
    if not wanted:
        return
    passages = {each.block.key: each for each in context.plan.passages}
    by_passage: dict[int, list[Sentence]] = {}
    for sentence in context.sentences:
        by_passage.setdefault(sentence.passage.index, []).append(sentence)
    for topic in wanted:
        passage = passages.get(topic.place.key)
        if passage is None:
            continue
        carrier = _at(by_passage.get(passage.index, ()), passage.folded.squeezed(topic.place.start))
        if carrier is None:
            continue
        if topic["topic"] in courses:
            yield from _training(context, topic, carrier, by_passage)
        else:
            yield _rebuttal(context, topic, carrier)


def _at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    return next((each for each in sentences if offset < each.end), None)


def _training(
    context: Context, topic: Fact, sentence: Sentence, by_passage: Mapping[int, Sequence[Sentence]]
) -> Iterator[Fact]:
    texts = [sentence.text]
    for passage in _under(context, sentence.passage):
        texts += [each.text for each in by_passage.get(passage.index, ())]
    abouts = [name.removeprefix(_ABOUT) for name in _subjects(context.knowledge) if _said(context, name, texts)]
    for about in abouts:
        yield fact("training", topic.place, topic.quote, about=about)
    yield _course(context, topic, sentence, texts, bool(abouts))


@lru_cache(maxsize=4)
def _subjects(knowledge: Knowledge) -> tuple[str, ...]:
    """Lists of the words for what training is about."""
    return tuple(name for name in knowledge.vocabulary.terms if name.startswith(_ABOUT))


def _said(context: Context, name: str, texts: Sequence[str]) -> bool:
    pattern = cues.anywhere(context.knowledge, name)
    return any(pattern.search(text) for text in texts)


def _course(context: Context, topic: Fact, sentence: Sentence, texts: Sequence[str], subject: bool) -> Fact:
    """What a clause on training says of it, with the clauses, lines and cells of its row that detail it."""
    said = [*texts, *_details(context, sentence)]
    timed = _said(context, "training.time", said) or any(
        find_deadlines(text) or find_dates(text) or _often(text) for text in said
    )
    return fact(
        "course",
        topic.place,
        topic.quote,
        content="yes" if subject or _said(context, "training.content", said) else "no",
        audience="yes" if _said(context, "training.audience", said) else "no",
        time="yes" if timed else "no",
    )


def _details(context: Context, sentence: Sentence) -> Iterator[str]:
    passage, plan = sentence.passage, context.plan
    detail = cues.anywhere(context.knowledge, "training.line")
    for clause in lazily("[;.]").split(passage.folded.text[sentence.end :]):
        if detail.match(clause.lstrip(_MARKS)):
            yield clause
    for line in plan.passages[passage.index + 1 : passage.index + 1 + _LINES]:
        if not detail.match(line.folded.text.lstrip(_MARKS)):
            break
        yield line.folded.text
    cell = passage.block.cell
    if cell is not None:
        for other in plan.passages:
            beside = other.block.cell
            if beside is not None and beside.row == cell.row and table_key(beside) == table_key(cell):
                yield other.folded.text


def _often(text: str) -> bool:
    return any(each.cadence not in ("ad-hoc", "periodic") for each in find_cadences(text))


def _under(context: Context, passage: Passage) -> Iterator[Passage]:
    """What stands under a heading, or under an item that ends with a colon."""
    opens = passage.folded.text.rstrip().endswith(":")
    if passage.role is not Role.HEADING and not opens:
        return
    depth = len(passage.breadcrumb)
    for each in context.plan.passages[passage.index + 1 :]:
        if len(each.breadcrumb) <= depth and not (opens and each.role is Role.ITEM and each.label in ("-", "+")):
            return
        yield each


def _rebuttal(context: Context, topic: Fact, sentence: Sentence) -> Fact:
    passage = sentence.passage
    procedure = cues.anywhere(context.knowledge, "rebuttal.procedure").search(sentence.text)
    return fact(
        "rebuttal",
        topic.place,
        topic.quote,
        body="yes" if _body(context, sentence, passage) else "no",
        lead="yes" if _led(context, passage) else "no",
        beside="yes" if _led_beside(context, passage) else "no",
        procedure="yes" if procedure else "no",
    )


def _led(context: Context, passage: Passage) -> bool:
    """Whether a body by its own name, or the one in whose field it is, has part in a paragraph, in its row, or leads
    under its own small heading."""
    acting = context.acting
    row = context.task_rows.get(passage.index)
    if acting.owner(passage) is not None or (row is not None and row.lead):
        return True
    following = context.plan.passages[passage.index + 1 : passage.index + 1 + _LINES]
    lines = [passage, *(line for line in following if _LINE.match(line.folded.text))]
    if passage.role is Role.HEADING:
        lines += _under(context, passage)
    groups = [group for line in lines for group in acting.groups(line) if group.role in _ACTIVE]
    if any(not actor.agency.covers for group in groups for actor in group.actors):
        return True
    leads, competent = _LEADS(context.knowledge), _COMPETENT(context.knowledge)
    if any(leads.search(line.folded.text) or competent.search(line.folded.text) for line in lines):
        return True
    if not passage.breadcrumb or not _ON_REBUTTAL(context.knowledge).search(fold(passage.breadcrumb[-1])):
        return False
    return any(_LEADS(context.knowledge).search(each.folded.text) for each in _same_heading(context, passage))


def _led_beside(context: Context, passage: Passage) -> bool:
    """Whether most of the other tasks of the part name who leads them, two at least."""
    tasks = [
        each
        for each in context.plan.body
        if each.breadcrumb[:1] == passage.breadcrumb[:1]
        and each.role in (Role.ITEM, Role.PARAGRAPH)
        and each is not passage
    ]
    led = sum(_LEADS(context.knowledge).search(each.folded.text) is not None for each in tasks)
    return passage.breadcrumb != () and led >= _FEWEST and led * 2 >= len(tasks)


def _same_heading(context: Context, passage: Passage) -> Iterator[Passage]:
    return (each for each in context.plan.body if each.breadcrumb == passage.breadcrumb and each is not passage)


_FEWEST = 2
_ACTIVE = ("leads", "assigned", "coordinates")
_ON_REBUTTAL = whole("clause.rebuttal")
_LEADS = whole("clause.leads")
_COMPETENT = whole("rebuttal.competent")


def _body(context: Context, sentence: Sentence, passage: Passage) -> bool:
    acting = context.acting
    if acting.owner(passage) is not None or acting.actors_between(passage, sentence.start, sentence.end):
        return True
    following = context.plan.passages[passage.index + 1 : passage.index + 1 + _LINES]
    if any(_LINE.match(line.folded.text) and acting.actors(line) for line in following):
        return True
    row = context.task_rows.get(passage.index)
    if (row is not None and row.lead) or _led(context, passage):
        return True
    unnamed = cues.anywhere(context.knowledge, "rebuttal.unnamed")
    return any(unnamed.search(line.folded.text) for line in (passage, *_under(context, passage)))
