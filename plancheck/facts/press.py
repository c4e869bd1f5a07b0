"""The press: how often it is met, who receives foreign reporters and who licenses them."""

from collections.abc import Iterator

from plancheck.facts import cues
from plancheck.facts.calendar import find_cadences
from plancheck.facts.context import Context, Sentence
from plancheck.facts.numbered import numbered
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily

_CONFERENCE = lazily(r"(?<!\w)họp báo(?!\w)")
_COUNTED = lazily(
    r"(?<!\w)(?P<n>\d{1,2}|một|hai|ba|bốn) (?:cuộc|buổi|lần|kỳ|đợt) họp báo"
    r"(?: (?:định kỳ|thường kỳ|trong|một|mỗi|hằng|hàng|/))* ?/? ?năm(?! \d{4})"
    r"|(?<!\w)(?:mỗi|hằng|hàng|một) năm,?(?: [^\W\d]+){0,4} (?P<m>\d{1,2}|một|hai|ba|bốn)"
    r" (?:cuộc|buổi|lần|kỳ|đợt) họp báo"
)
_NEXT = 12
"""Characters at most between a body and the verb that it is the subject of: "xem xét, "."""
_LOCAL = ("province", "district", "commune")


def recognise(context: Context) -> Iterator[Fact]:
    """``press-conference``, ``foreign-reporters`` and ``licence`` facts."""
    for sentence in context.sentences:
        text = sentence.text
        if "họp báo" in text:
            yield from _conference(context, sentence, context.uncited(sentence))
        if "nước ngoài" in text or "quốc tế" in text or "thường trú" in text or "phép" in text:
            yield from _reporters(context, sentence)


def _conference(context: Context, sentence: Sentence, text: str) -> Iterator[Fact]:
    match = _CONFERENCE.search(text)
    if match is None or context.refused(sentence, *match.span(), "press-conference"):
        return
    counted = _COUNTED.search(text)
    behind = [each.months for each in find_cadences(text) if each.months and each.start >= match.start()]
    before = [each.months for each in find_cadences(text) if each.months and each.end <= match.start()]
    months = min(behind or before or _in_its_row(context, sentence), default=0)
    if counted:
        months = 12 / (numbered(counted["n"] or counted["m"]) or 1)
    if months and cues.after(context.knowledge, "press.of-an-event").match(text, match.end()):
        months = 0
    yield fact("press-conference", sentence.place(), sentence.quote(), months=round(months))


def _in_its_row(context: Context, sentence: Sentence) -> list[float]:
    """How often the row of a table of tasks says it is done."""
    row = context.task_rows.get(sentence.passage.index)
    times = row.time if row is not None else ()
    return [each.months for cell in times for each in find_cadences(cell.folded.text) if each.months]


def _reporters(context: Context, sentence: Sentence) -> Iterator[Fact]:
    knowledge = context.knowledge
    text = context.uncited(sentence)
    foreign = cues.anywhere(knowledge, "press.foreign-reporters")
    licensed = cues.anywhere(knowledge, "press.licenses").search(text)
    told_before = licensed and foreign.search(sentence.passage.folded.text, 0, sentence.start)
    if not (foreign.search(text) or told_before):
        return
    if licensed and not cues.anywhere(knowledge, "press.assistants").search(text):
        yield fact("licence", sentence.place(), sentence.quote(), giver=_giver(context, sentence, text))
    work = cues.anywhere(knowledge, "press.work").search(text) or cues.anywhere(knowledge, "press.path").search(text)
    if work is not None and not context.refused(sentence, *work.span(), "foreign-press"):
        yield fact(
            "foreign-reporters", sentence.place(), sentence.quote(), path="yes" if _path(context, sentence) else "no"
        )


def _giver(context: Context, sentence: Sentence, text: str) -> str:
    """Who gives the licence: a body of the province only where the clause has it do so itself."""
    knowledge = context.knowledge
    if cues.anywhere(knowledge, "press.licensor").search(text):
        return "ministry"
    match = cues.anywhere(knowledge, "press.licenses").search(text)
    assert match is not None
    acting = context.acting
    named = acting.actors_between(sentence.passage, sentence.start, sentence.start + match.start())
    local = [actor for actor in named if actor.agency.level in _LOCAL and actor.agency.system == "state"]
    if local and sentence.start + match.start() - local[-1].end <= _NEXT:
        return "province"
    if cues.anywhere(knowledge, "press.licence-of-others").search(text):
        return ""
    if local:
        return "province"
    owner = acting.owner(sentence.passage)
    issuer = context.plan.issuer
    own = issuer.level if issuer.system == "state" else ""
    doer = owner[1].actors[0].agency.level if owner is not None else own
    return "province" if not named and doer in _LOCAL else ""


def _path(context: Context, sentence: Sentence) -> bool:
    """Whether a clause on reporters' work says who receives or guides them, or by which rules."""
    if cues.anywhere(context.knowledge, "press.path").search(sentence.text):
        return True
    acting = context.acting
    actors = [*acting.actors_between(sentence.passage, sentence.start, sentence.end)]
    owner = acting.owner(sentence.passage)
    actors += owner[1].actors if owner is not None else ()
    row = context.task_rows.get(sentence.passage.index)
    if row is not None:
        actors += [actor for cell in (*row.lead, *row.coordination) for actor in acting.actors(cell)]
    terms = context.knowledge.vocabulary.terms
    functions = {*terms["press.host-functions"], *([context.subject.function] if context.subject else ())}
    return any(
        actor.agency.id in terms["press.hosts"] or functions.intersection(acting.functions(actor.agency))
        for actor in actors
    )
