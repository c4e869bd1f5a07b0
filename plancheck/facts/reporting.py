"""Duties to report under the plan: who, to whom, how often, by when."""

from collections.abc import Iterator, Sequence

from plancheck.facts import cues
from plancheck.facts.acting import Actor
from plancheck.facts.addressing import among_recipients
from plancheck.facts.calendar import Cadence, Deadline, find_cadences, find_dates, find_deadlines
from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import Cue, Cues, nothing_but, whole
from plancheck.facts.report_periods import labelled
from plancheck.facts.spans import NOWHERE
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold, words_up_to

_NEAR = 3
"""Passages within which a time that stands alone still belongs to the duty before it."""
_SHORT_HEADING = 100
"""Characters of a heading over items; longer ones are clauses themselves."""
_REPORT = whole("report.said")
_REPORT_OR_SEND = whole("report.sent")
_REVIEW = "sơ kết"
_ACTIVE = ("leads", "assigned")
_BARE_DAY = lazily(r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/])")
"""In a clause on reports no more is needed: "Báo cáo: 15/6, 15/11"."""
_IS_TOLD = lazily(r" được [^,;:.]{0,60}?báo cáo(?!\w)")
"""Behind a body: "Bộ … được Ủy ban nhân dân tỉnh báo cáo định kỳ"."""
_WINDOW = 64
"""Characters before a name in which the word that sends the report there stands."""


class _Cues(Cues):
    """The ``reporting.*`` lists of a register."""

    hidden = whole("reporting.hidden")
    sends = whole("reporting.sends")
    inspected = whole("reporting.inspected")
    inspection = whole("reporting.inspection")
    product = whole("reporting.product")
    regime = whole("reporting.regime")
    trouble = whole("reporting.trouble")
    incident = whole("reporting.incident")
    at_once = whole("reporting.at-once")
    decision = whole("reporting.decision")
    object = whole("reporting.object")
    result = whole("reporting.result")
    result_of = whole("reporting.result-of")
    to_someone = whole("reporting.to-someone")
    reference = whole("reporting.reference")
    sending = whole("reporting.sending")
    heading = whole("reporting.heading")
    event = whole("reporting.event")
    other_work = whole("reporting.other-work")
    own_work = whole("reporting.own-work")
    urgent = whole("reporting.urgent")
    ad_hoc = whole("reporting.ad-hoc")
    joint = nothing_but("reporting.joint", ",;+&/()-")
    to = Cue(r"(?:(?<!\w)<reporting.to>|[(,+:])(?: <reporting.fillers>)*:?\s*$")
    not_to = Cue(r"(?<!\w)<reporting.not-to>(?: các)?\s*$")
    unnamed = Cue(r"(?<!\w)<reporting.to>(?: <reporting.fillers>)* (?P<name><reporting.unnamed>)(?!\w)")
    time = Cue(r"\W*<reporting.time>(?!\w)")


class _Recipient(NamedTuple):
    agency: Agency | None
    name: str
    passes_on: bool = False
    """The report goes through it to others: "báo cáo Ủy ban nhân dân tỉnh (qua Sở …)"."""


class _Duty(NamedTuple):
    """One clause that has someone report."""

    sentence: Sentence
    reporter: str
    recipients: tuple[_Recipient, ...]
    timed: str
    cadence: str
    ad_hoc: bool
    month: int
    day: int
    of: str


def recognise(context: Context) -> Iterator[Fact]:
    """One ``reporting`` fact for each duty and recipient."""
    words = _Cues.of(context.knowledge)
    duties: list[_Duty] = []
    headings: dict[str, bool] = {}
    for sentence in context.sentences:
        text = sentence.text
        heading = sentence.passage.breadcrumb[-1] if sentence.passage.breadcrumb else ""
        if heading not in headings:
            headings[heading] = _about_reporting(heading, words)
        under = headings[heading]
        last = duties[-1] if duties and _near(duties[-1].sentence.passage, sentence.passage) else None
        if last is None and not under and not _REPORT_OR_SEND(context.knowledge).search(text):
            continue
        of = _of(context, sentence, text, under, words)
        if of:
            duty = _read(context, sentence, text, words)._replace(of=of)
            ad_hoc = duty.ad_hoc or of == "incident" or words.ad_hoc.search(text) is not None
            duty = duty._replace(ad_hoc=ad_hoc)
            if last is not None and not duty.recipients and duty.timed == "yes":
                duties = _attach(duties, text)
            duties.append(_inherit(duty, last))
        elif last is not None and _REVIEW not in text and words.time.match(text):
            duties = _attach(duties, text)
        elif last is not None and words.ad_hoc.match(text):
            duties[-1] = last._replace(ad_hoc=True)
    lasting = [duty for duty in duties if duty.timed != "no" and duty.of == "plan"]
    timed = {_body(each) for duty in lasting for each in duty.recipients or (_Recipient(None, ""),)}
    for duty in duties:
        yield from _facts(context, duty, "" in timed or any(_body(each) in timed for each in duty.recipients))


def _body(recipient: "_Recipient") -> str:
    return recipient.agency.id if recipient.agency else fold(recipient.name)


def _near(before: Passage, after: Passage) -> bool:
    if after.index - before.index > _NEAR:
        return False
    depth = min(len(before.breadcrumb), len(after.breadcrumb))
    return before.breadcrumb[:depth] == after.breadcrumb[:depth]


def _about_reporting(heading: str, words: _Cues) -> bool:
    """Whether the nearest heading above is about reporting."""
    if len(heading) >= _SHORT_HEADING:
        return False
    return words.heading.search(words.hidden.sub(" ", fold(heading))) is not None


def _of(context: Context, sentence: Sentence, text: str, under: bool, words: _Cues) -> str:
    """What a clause has someone report on: ``plan``, ``event``, ``incident`` or ``other``; empty for no such duty."""
    at = _REPORT_OR_SEND(context.knowledge).search(text)
    if at is not None and context.refused(sentence, *at.span(), "reporting"):
        return ""
    if _is_duty(context, sentence, text, under, words):
        other = words.other_work.search(text)
        if other is not None and text.count("báo cáo", 0, other.end()) == 1 and not words.own_work.search(text):
            return "other"
        return "event" if _on_an_event(context, sentence, text, words) else "plan"
    clean = words.hidden.sub(" ", context.uncited(sentence))
    if sentence.passage.role in (Role.ENACTING, Role.APPENDIX_TITLE, Role.NOTE) or not _REPORT(
        context.knowledge
    ).search(clean):
        return ""
    urgent = words.urgent.search(clean) or (words.at_once.search(clean) and words.incident.search(clean))
    return "incident" if urgent and not words.inspected.search(clean) else ""


def _on_an_event(context: Context, sentence: Sentence, text: str, words: _Cues) -> bool:
    """Whether a report is on one event: said so, or no regular one beside an event abroad in the same paragraph."""
    if words.event.search(text):
        return True
    once = "kết quả" in text or not find_cadences(text)
    return once and any(end <= sentence.start for _, end in context.abroad_in(sentence.passage))


def _is_duty(context: Context, sentence: Sentence, text: str, under: bool, words: _Cues) -> bool:
    """Whether a clause has someone report on the plan."""
    if not under and not _REPORT_OR_SEND(context.knowledge).search(text):
        return False
    passage = sentence.passage
    if passage.role in (Role.ENACTING, Role.APPENDIX_TITLE, Role.NOTE):
        return False
    clean = words.hidden.sub(" ", context.uncited(sentence))
    reports = _REPORT(context.knowledge).search(clean) is not None
    sends = reports or words.sends.search(clean) is not None or (under and words.sending.search(clean) is not None)
    if not sends or words.inspected.search(clean):
        return False
    to_someone = words.to_someone.search(clean) is not None
    if not to_someone and (_inspected(passage, clean, words) or words.product.search(clean)):
        return False
    cadences = find_cadences(clean)
    timed = any(each.cadence != "ad-hoc" for each in cadences) or bool(find_deadlines(clean))
    if timed:
        return True
    if not reports:
        return under or (words.result_of.search(clean) is not None and _sent_to_a_body(context, sentence, words))
    if passage.role is Role.HEADING or passage.block.cell is not None:
        return to_someone
    if words.trouble.search(clean):
        return False
    result = words.result.search(clean) is not None
    incident = words.incident.search(clean) is not None
    if not result and (incident or words.at_once.search(clean)):
        return bool(cadences) and not incident
    if not result and words.decision.search(clean):
        return False
    return bool(under or cadences or to_someone or words.object.search(clean) or words.regime.search(clean))


def _sent_to_a_body(context: Context, sentence: Sentence, words: _Cues) -> bool:
    return any(recipient.agency for recipient in _recipients(context, sentence, sentence.text, words))


def _inspected(passage: Passage, clean: str, words: _Cues) -> bool:
    """Whether a reporting regime stands under a heading about inspections, as a thing to be inspected."""
    if not passage.breadcrumb or not words.regime.search(clean):
        return False
    return words.inspection.search(fold(passage.breadcrumb[-1])) is not None


def _read(context: Context, sentence: Sentence, text: str, words: _Cues) -> _Duty:
    cadences, deadlines = find_cadences(text), find_deadlines(text)
    first = next((each for each in deadlines if each.month or each.day), None)
    regular = {each.cadence for each in (*cadences, *(each.cadence for each in labelled(text)))} - {"ad-hoc"}
    return _Duty(
        sentence,
        _reporter(context, sentence, text),
        tuple(_recipients(context, sentence, text, words)),
        _timed(context, sentence, text, regular, deadlines, words),
        _cadence(regular, cadences, deadlines),
        any(each.cadence == "ad-hoc" for each in cadences),
        first.month if first else 0,
        first.day if first else 0,
        "plan",
    )


def _timed(
    context: Context, sentence: Sentence, text: str, regular: set[str], deadlines: Sequence[Deadline], words: _Cues
) -> str:
    if (
        regular - {"periodic"}
        or deadlines
        or _BARE_DAY.search(text)
        or any(not date.valid for date in find_dates(text))
    ):
        return "yes"  # a day that is not in the calendar is reported as such
    head = context.column_heads.get(sentence.passage.index)
    if head is not None and any(find_deadlines(cell.folded.text) for cell in head.below):
        return "yes"
    if words.reference.search(text):
        return "by-reference"
    cited = context.citation_spans.get(sentence.passage.index, NOWHERE).touching(sentence.start, sentence.end)
    if any(sentence.start <= start for start, _ in cited) and "theo" in text:
        return "by-reference"
    return "no"


def _cadence(regular: set[str], cadences: Sequence[Cadence], deadlines: Sequence[Deadline]) -> str:
    named = regular - {"periodic"}
    if len(named) > 1:
        return "several"
    if named:
        return named.pop()
    if any(each.recurring for each in deadlines):
        return "annual"
    if any(each.day or each.month or each.quarter or each.relative for each in deadlines):
        return "once"
    if regular:
        return "periodic"
    return "ad-hoc" if cadences else ""


def _reporter(context: Context, sentence: Sentence, text: str) -> str:
    at = _REPORT(context.knowledge).search(text)
    limit = sentence.start + (at.start() if at else len(text))
    acting = context.acting
    for group in acting.groups_between(sentence.passage, sentence.start, limit):
        if group.role in _ACTIVE:
            return group.actors[0].agency.id
    for group in acting.groups(sentence.passage)[:1]:
        if group.role in _ACTIVE and group.start < limit:
            return group.actors[0].agency.id
    row = context.task_rows.get(sentence.passage.index)
    for cell in row.lead if row is not None else ():
        for actor in acting.actors(cell)[:1]:
            return actor.agency.id
    owner = acting.owner(sentence.passage)
    return owner[1].actors[0].agency.id if owner is not None else ""


def _recipients(context: Context, sentence: Sentence, text: str, words: _Cues) -> Iterator[_Recipient]:
    """Bodies the report goes to: those behind "báo cáo", "gửi", "về", "qua" … and those listed with them."""
    passage = sentence.passage
    folded = passage.folded.text
    at = _REPORT_OR_SEND(context.knowledge).search(text)
    begin = sentence.start + (at.start() if at else 0)
    last: Actor | None = None
    told = False
    seen: set[str] = set()
    for actor in context.acting.actors_between(passage, begin, sentence.end):
        before = words_up_to(folded, actor.start, begin)
        if last is None or words.joint.fullmatch(folded, last.end, actor.start) is None:
            told = words.not_to.search(before) is None and words.to.search(before) is not None
        last = actor
        if not told:
            continue
        if actor.agency.id in seen:
            continue
        seen.add(actor.agency.id)
        start, end = passage.folded.original(actor.start), passage.folded.original(actor.end)
        yield _Recipient(actor.agency, passage.text[start:end], _THROUGH.search(before) is not None)
    for actor in () if seen else context.acting.actors_between(passage, sentence.start, begin):
        if _IS_TOLD.match(folded, actor.end, sentence.end):
            seen.add(actor.agency.id)
            start, end = passage.folded.original(actor.start), passage.folded.original(actor.end)
            yield _Recipient(actor.agency, passage.text[start:end])
    own = _OWN_UNIT.search(sentence.quote()) if not seen else None
    if own is not None:
        yield _Recipient(None, own["name"])
    elif not seen:
        unnamed = words.unnamed.search(text)
        if unnamed:
            yield _Recipient(None, sentence.quote(unnamed.start("name"), unnamed.end("name")))


_THROUGH = lazily(r"(?<!\w)qua ?$")
_OWN_UNIT = lazily(
    r"(?<!\w)(?:về|gửi|cho|qua) (?P<name>(?:Phòng|Chi cục|Trung tâm|Văn phòng|Vụ|Cục|Tổ|Bộ phận) [^,;.(]{3,60}?)"
    r"(?= để | trước | tổng hợp| định kỳ| theo |[,;.(]|$)"
)
"""A unit of the issuer's own that the register does not know, as what a report goes to."""


def _inherit(duty: _Duty, last: _Duty | None) -> _Duty:
    """A clause that names no one to report to continues the one before it."""
    if last is None or duty.recipients or not last.recipients:
        return duty
    return duty._replace(recipients=last.recipients, reporter=duty.reporter or last.reporter)


def _attach(duties: list[_Duty], text: str) -> list[_Duty]:
    """Give the time that stands in a clause of its own to the duties before it that have none."""
    deadlines = find_deadlines(text)
    regular = {each.cadence for each in find_cadences(text)} - {"ad-hoc", "periodic"}
    if not deadlines and not regular:
        return duties
    first = next((each for each in deadlines if each.month or each.day), None)
    place = duties[-1].sentence.passage.index
    return [
        duty._replace(
            timed="yes",
            cadence=_cadence(regular, (), deadlines) if duty.cadence in ("", "periodic", "ad-hoc") else duty.cadence,
            month=duty.month or (first.month if first else 0),
            day=duty.day or (first.day if first else 0),
        )
        if duty.timed != "yes" and duty.sentence.passage.index == place
        else duty
        for duty in duties
    ]


def _facts(context: Context, duty: _Duty, timed_elsewhere: bool) -> Iterator[Fact]:
    collected = cues.anywhere(context.knowledge, "reporting.collected").search(duty.sentence.text) is not None
    sentence = duty.sentence
    next_clause = sentence.passage.folded.text[sentence.end : sentence.end + _WINDOW * 2]
    passed_on = any(each.passes_on and _listed(context, each) == "yes" for each in duty.recipients)
    for recipient in duty.recipients or (_Recipient(None, ""),):
        yield fact(
            "reporting",
            duty.sentence.place(),
            duty.sentence.quote(),
            reporter=duty.reporter,
            recipient=recipient.agency.id if recipient.agency else "",
            recipient_name=recipient.name,
            recipient_inherited=context.inheriting.of(recipient.agency) if recipient.agency else "",
            recipient_class=_class(context, recipient),
            cadence=duty.cadence,
            timed=duty.timed,
            timed_elsewhere="yes" if timed_elsewhere else "no",
            collected="yes" if _body(recipient) and (collected or _puts_together(recipient, next_clause)) else "no",
            ad_hoc="yes" if duty.ad_hoc else "no",
            month=duty.month,
            day=duty.day,
            of=duty.of,
            listed="yes" if passed_on else _listed(context, recipient),
        )


def _listed(context: Context, recipient: _Recipient) -> str:
    return among_recipients(context, recipient.agency, fold(recipient.name)) if recipient.agency else "unknown"


def _puts_together(recipient: _Recipient, clause: str) -> bool:
    """Whether the clause behind goes on with what the recipient does with the reports: "Phòng … tổng hợp"."""
    name = fold(recipient.name)
    return bool(name) and clause.lstrip(" ;.").startswith(name) and "tổng hợp" in clause[: len(name) + _WINDOW // 2]


def _class(context: Context, recipient: _Recipient) -> str:
    agency = recipient.agency
    if agency is None:
        return "other" if recipient.name else ""
    acting = context.acting
    parent = (context.knowledge.agency(agency.parent),) if agency.parent else ()
    subject = context.subject
    in_charge = subject is not None and any(subject.function in acting.functions(each) for each in (agency, *parent))
    if agency.system == "party":
        return "party"
    if agency.level in ("central", "ministry"):
        return "ministry-in-charge" if in_charge else "other-ministry"
    if in_charge:
        return "lead-department"
    if agency.id.startswith(("ubnd", "bcd")):
        return "committee"
    return "other"
