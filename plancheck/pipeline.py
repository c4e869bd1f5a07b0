"""The one way through: bytes → report."""

import datetime
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, Literal

from plancheck.data.days import exists, iso
from plancheck.digest import sha256
from plancheck.document import OWN
from plancheck.engine import (
    Judgement,
    Trace,
    agree,
    asked,
    derived,
    doubted_topics,
    doubting,
    engine_name,
    judge,
    missed_topics,
    turns_between,
)
from plancheck.facts import Context, days, in_order, recognised, second_opinion
from plancheck.facts.vocabulary import Asked, Fact
from plancheck.failure import Failure, failed
from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.limits import tidily
from plancheck.reading import ReadingError, read
from plancheck.records import NamedTuple, dataclass, replace
from plancheck.report.build import build, coverage, paragraphs, rule_texts
from plancheck.report.model import DocumentSummary, FileReport, Note, Report
from plancheck.report.model import ReadingError as Unreadable
from plancheck.report.names import told
from plancheck.report.papers import apart, joined
from plancheck.report.remarks import remarks
from plancheck.report.wording import word
from plancheck.rules import RuleSet, load_rules
from plancheck.rules.model import Language, Rule
from plancheck.structure import plans
from plancheck.structure.plan import Plan, Role
from plancheck.text import shorten
from plancheck.version import __version__

if TYPE_CHECKING:
    from plancheck.facts.lessons import Hearing
    from plancheck.report.heard import Heard

Origin = Literal["option", "document", "partial-date", "period", "issuer", "today"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to check. Dates are ``yyyymmdd``."""

    as_of: int | None = None
    """Judge as of this day; None: the draft's own date, else its month, its period, or today."""
    language: Language = "vi"
    select: tuple[str, ...] = ()
    """Only these rules (id, beginning of an id, slug, tag, pack); empty: all."""
    ignore: tuple[str, ...] = ()
    rules: RuleSet | None = None
    """None: the rules shipped with plancheck."""
    today: datetime.date | None = None
    """None: the clock's."""
    engine: str | None = None
    """``durable-rules`` or ``reference``; None: the best there is."""
    knowledge: Knowledge | None = None
    """None: the register shipped with plancheck."""
    preview: bool = False
    """Report preview rules too."""
    trace: tuple[str, ...] = ()
    """Tell how the verdicts of these rules were derived (named as in ``select``)."""
    detailed: bool = False
    """Give along the draft's paragraphs and the rules' texts, for the reports that show them."""
    comments: bool = True
    """Heed comments in the draft that suppress findings."""


class Understood(NamedTuple):
    """A draft read and recognised, before any rule is asked."""

    plan: Plan
    facts: tuple[Fact, ...]
    as_of: int
    as_of_from: Origin
    other_days: tuple[int, ...] = ()
    """The ends of the days that a date known in part leaves open, but ``as_of`` itself."""
    failures: tuple[Failure, ...] = ()
    """What broke; the kinds of facts it tells of are not all there."""
    opinions: tuple[Fact, ...] = ()
    """Those of ``facts`` that are a second opinion."""
    context: Context | None = None
    """What the facts were recognised by, for a second opinion; None: made anew."""


def understand(data: bytes, name: str = "", options: Options | None = None) -> Understood:
    """Read a draft and recognise its facts, those of the first where a file holds several whole papers.

    Raises plancheck.reading.ReadingError.
    """
    return next(papers(data, name, options))


def papers(data: bytes, name: str = "", options: Options | None = None, *, whole: bool = True) -> Iterator[Understood]:
    """Each whole paper of a file, read and recognised; ``whole``: with what no rule asks for.

    Raises plancheck.reading.ReadingError.
    """
    options = options or Options()
    knowledge = options.knowledge or load_knowledge()
    for plan in plans(read(data, name), knowledge):
        yield _understood(plan, knowledge, options, whole)


def _understood(plan: Plan, knowledge: Knowledge, options: Options, whole: bool) -> Understood:
    as_of, origin, others = as_of_day(plan, knowledge, options.as_of, options.today or datetime.date.today())
    failures: list[Failure] = []
    context = Context(plan, knowledge, as_of)
    facts = tuple(_facts(context, options, failures, whole))
    return Understood(plan, facts, as_of, origin, others, tuple(failures), context=context)


def _facts(context: Context, options: Options, failures: list[Failure], whole: bool = False) -> list[Fact]:
    """What is recognised in a plan on a day, and what the rules derive from it.

    Unless the ``whole`` is wanted, kinds and topics that no rule asks for are left out.
    """
    rules = options.rules or load_rules()

    def needed(document: Fact) -> Asked | None:
        try:
            due = None if whole or options.trace else asked(document, rules, options.engine)
        except Exception:  # told when it is to judge
            return None
        return due and due._replace(kinds=due.kinds | _TOLD)

    facts = recognised(context, failures, needed)
    for engine in (options.engine, "reference"):
        try:
            return derived(facts, rules, engine)
        except Exception as error:
            failures.append(failed("engine", error))
    failures[-1] = failures[-1]._replace(kinds=frozenset(each.kind for each in rules.derivations))
    return facts


_TOLD = frozenset({"agency", "recipient", "pointer"})
"""Kinds of facts that reports read beside those a rule asks for."""


def check_bytes(data: bytes, name: str = "", options: Options | None = None) -> FileReport:
    """Check one draft. A draft that can't be read gives a report with an ``error``; nothing is raised for it.

    What breaks costs the verdicts that needed it, and is told in a note ``internal``; the rest is reported. Raises
    KeyError with the pattern when ``select``, ``ignore`` or ``trace`` names no rule.
    """
    options = options or Options()
    rules = options.rules or load_rules()
    wanted = _wanted(rules, options)
    digest = sha256(data).hexdigest()
    try:
        with tidily():
            drafts = papers(data, name, options, whole=False)
            return joined([_checked(draft, name, digest, rules, wanted, options) for draft in drafts])
    except ReadingError as error:
        message = error.message_en if options.language == "en" else error.message_vi
        return FileReport(name, digest, Unreadable(error.code, message))


def _checked(
    draft: Understood, name: str, digest: str, rules: RuleSet, wanted: Set[str] | None, options: Options
) -> FileReport:
    """The report on one paper."""
    traced = rules.select(options.trace)
    failures = list(draft.failures)
    draft, judgement = _looked_at_twice(draft, rules, options, failures, frozenset(rule.id for rule in traced))
    knowledge = options.knowledge or load_knowledge()
    told = build(draft.facts, draft.plan, rules, judgement, knowledge, options.language)
    findings, verdicts, covered, broken = told
    failures += broken
    if wanted is not None:
        findings = tuple(finding for finding in findings if finding.rule in wanted)
        verdicts = tuple(verdict for verdict in verdicts if verdict.rule in wanted)
        covered = coverage(verdicts)
    said = tuple(remarks(draft.facts[0], judgement, rules, options.knowledge or load_knowledge(), options.language))
    summary = _summary(draft, judgement.instruments, rules, options.language)._replace(remarks=said)
    traces: list[Mapping[str, Any]] = []
    for rule, trace in zip(traced, judgement.traces, strict=True):
        try:
            traces.append(_chain(trace, rule, draft, rules, options))
        except Exception as error:
            failures.append(failed(f"trace {rule.id}", error))
    shown = paragraphs(draft.plan) if options.detailed else ()
    document = draft.plan.document
    file = FileReport(
        name, digest, None, summary, findings, verdicts, covered, tuple(traces), shown,
        first=next((block.ordinal for block in document.blocks if block.part == "body"), 1),
        format=document.format,
        reviewed=any(trace.kind.startswith(OWN) for trace in document.traces),
    )  # fmt: skip
    if document.directives and options.comments:
        try:
            file = _suppressed(file, draft, rules, options)
        except Exception as error:
            failures.append(failed("report.suppression", error))
    if not failures:
        return file
    lost = {verdict.rule for verdict in judgement.verdicts if verdict.reason == "failed"}
    lost |= {rule for each in broken for rule in each.rules}
    return _told(file, failures, lost, options.language)


def _told(file: FileReport, failures: Sequence[Failure], lost: Set[str], language: Language) -> FileReport:
    """The report with one note on all that broke, and on the rules ``lost`` by it."""
    cost = [verdict.rule for verdict in file.verdicts if verdict.rule in lost]
    parts = "; ".join(f"{each.part}: {shorten(each.error, _ERROR)}" for each in failures[:_FEW])
    more = f"; … ({len(failures)})" if len(failures) > _FEW else ""
    ids = ", ".join(cost[:_FEW]) + (", …" if len(cost) > _FEW else "")
    vi = f"lỗi bên trong chương trình ({parts}{more}); " + (
        f"{len(cost)} quy tắc chưa xét được vì lỗi này: {ids}" if cost else "không quy tắc nào bị ảnh hưởng"
    )
    en = f"internal error ({parts}{more}); " + (
        f"rules not evaluated for it: {len(cost)} ({ids})" if cost else "it cost no rule"
    )
    note = Note("internal", told(language, vi, en) + ".", detail="\n".join(each.trace for each in failures))
    return file._replace(notes=(*file.notes, note))


_ERROR = 120
"""Characters of an exception in a note."""
_FEW = 3
"""Of what broke, and of the rules it cost, that are named in a note."""


def _suppressed(file: FileReport, draft: Understood, rules: RuleSet, options: Options) -> FileReport:
    """The report as the comments in the draft have it."""
    from plancheck.report.suppression import by_comments, comments

    titles = frozenset(
        (passage.block.part, passage.block.ordinal)
        for passage, _, _ in draft.plan.stretches(Role.SUBJECT, Role.TYPE, Role.ENACTING)
    )
    directives = [(trace.text, trace.place) for trace in draft.plan.document.directives]
    today = options.today or datetime.date.today()
    return by_comments(file, list(comments(directives, titles)), rules, today, options.language)


def _chain(trace: Trace, rule: Rule, draft: Understood, rules: RuleSet, options: Options) -> Mapping[str, Any]:
    from plancheck.report.trace import derived

    knowledge = options.knowledge or load_knowledge()
    return derived(trace, rule, rules, draft.facts, knowledge, options.language)


def report(files: Sequence[FileReport], options: Options) -> Report:
    """What was found in the files of one run, checked with these options."""
    rules = options.rules or load_rules()
    texts = rule_texts(rules, options.language) if options.detailed else ()
    each = tuple(paper for file in files for paper in apart(file))
    return Report(__version__, engine_name(options.engine), rules.version, each, texts)


class AsOf(NamedTuple):
    """Day to judge a draft as of, where it comes from, and the ends of the days it may be of besides."""

    day: int
    origin: Origin
    others: tuple[int, ...] = ()


def as_of_day(plan: Plan, knowledge: Knowledge, option: int | None, today: datetime.date) -> AsOf:
    """An incomplete date gives the day of its month or year nearest to today, and the ends of that month or year.

    A draft without a number is not issued yet, so that it can't be of a day gone by while its month or year runs on.
    The period of an undated plan gives a day likewise: a plan of a year is drafted from October of the year before.
    What is of no known kind and tells no day is of the time in which its issuer stood.
    """
    if option:
        return AsOf(option, "option")
    now = today.year * 10000 + today.month * 100 + today.day
    dated = days.dated(plan, knowledge)
    if dated.first:
        if dated.first == dated.last and plan.date.day:
            return AsOf(dated.first, "document")
        if dated.first <= now <= dated.last and not plan.number.serial:
            dated = days.Days(now, dated.last)
        day = dated.clamped(now)
        return AsOf(day, "partial-date", tuple(sorted({*dated} - {day})))
    drafted = days.possible(plan, knowledge)
    if drafted.first:
        return AsOf(min(drafted.clamped(now), plan.period.first * 10000 + 1231), "period")
    stood = days.standing(plan, knowledge)
    if plan.kind == "other" and stood.clamped(now) != now:
        return AsOf(stood.clamped(now), "issuer")
    return AsOf(now, "today")


def _looked_at_twice(
    draft: Understood,
    rules: RuleSet,
    options: Options,
    failures: list[Failure],
    traced: frozenset[str] = frozenset(),
) -> tuple[Understood, Judgement]:
    """The judgement, with a second opinion on topics that rules miss: it may ask for a person where they would fail.

    What breaks is added to ``failures``; those of the draft are among them already.
    """
    context = draft.context or Context(draft.plan, options.knowledge or load_knowledge(), draft.as_of)
    others = list(_on_other_days(draft, context, rules, options))
    judgement = _judge(draft, others, rules, options, [], among=doubting(rules))
    missed = missed_topics(judgement, rules)
    try:
        found = second_opinion(context, missed) if missed else []
    except Exception as error:
        failures.append(failed("facts.opinion", error))
        found = []
    if found:
        draft = draft._replace(facts=tuple(in_order([*draft.facts, *found])), opinions=tuple(found))
    return draft, _judge(draft, others, rules, options, failures, traced)


_OnAnotherDay = tuple[Sequence[Fact], Sequence[Failure]]
"""Facts of a draft as of another day that it may be of, and what broke in finding them."""


def _on_other_days(draft: Understood, context: Context, rules: RuleSet, options: Options) -> Iterator[_OnAnotherDay]:
    """For each of the other days that a draft may be of, where it may be judged otherwise on it."""
    for day in draft.other_days:
        if turns_between(rules, context.knowledge, draft.as_of, day):
            lacking: list[Failure] = []
            yield _facts(context.on(day), options, lacking), lacking


def _judge(
    draft: Understood,
    others: Sequence[_OnAnotherDay],
    rules: RuleSet,
    options: Options,
    failures: list[Failure],
    traced: frozenset[str] = frozenset(),
    among: frozenset[str] | None = None,
) -> Judgement:
    """What the rules say of a draft on the day it is judged as of, and on the others; ``among`` as for ``judge``."""
    judgement = _judged(draft.facts, draft.failures, rules, options, failures, traced, among)
    for known, lacking in others:
        facts = in_order([*known, *draft.opinions])
        other = _judged(facts, lacking, rules, options, failures, among=among)
        judgement = agree(judgement, draft.facts, other, facts)
    return judgement


def _judged(
    facts: Sequence[Fact],
    lacking: Sequence[Failure],
    rules: RuleSet,
    options: Options,
    failures: list[Failure],
    traced: frozenset[str] = frozenset(),
    among: frozenset[str] | None = None,
) -> Judgement:
    """The judgement of the engine, or, when that breaks, of the one that is easier to survive with."""
    unknown = frozenset[str]().union(*(each.kinds for each in lacking))
    try:
        judgement = judge(facts, rules, options.engine, traced, unknown, among)
    except Exception as error:
        failures.append(failed("engine", error))
        judgement = judge(facts, rules, "reference", traced, unknown, among)
    failures += judgement.failures
    return judgement


def _wanted(rules: RuleSet, options: Options) -> frozenset[str] | None:
    """Ids of the rules to report, None for all."""
    hidden = frozenset() if options.preview else rules.preview
    if not options.select and not options.ignore and not hidden:
        return None
    chosen = {rule.id for rule in (rules.select(options.select) if options.select else rules.rules)}
    return frozenset(chosen - {rule.id for rule in rules.select(options.ignore)} - hidden)


def _summary(draft: Understood, instruments: tuple[str, ...], rules: RuleSet, language: Language) -> DocumentSummary:
    plan = draft.plan
    document = next(fact for fact in draft.facts if fact.kind == "document")
    date, period = plan.date, plan.period
    whole = date.year > 0 and exists(date.year, date.month, date.day)
    years = "-".join(str(year) for year in dict.fromkeys(period) if year)
    return DocumentSummary(
        nature=plan.nature,
        type=plan.type_code,
        type_name=plan.type_name,
        issuer=plan.issuer.name,
        system=plan.issuer.system,
        level=plan.issuer.level,
        province=str(document["province_name"]),
        number=plan.number.canonical,
        place=date.place_name,
        date=f"{date.year:04}-{date.month:02}-{date.day:02}" if whole else None,
        as_of=iso(draft.as_of),
        as_of_from=draft.as_of_from,
        subject=str(document["subject"]),
        title=plan.subject,
        period=years,
        instruments=instruments,
        subject_label=_label(plan.subject_id, rules, language),
        kind=plan.kind,
        standing=plan.standing,
        office=plan.issuer.office,
        superior=plan.issuer.superior,
    )


def _label(subject: str, rules: RuleSet, language: Language) -> str:
    """What a subject is called; for any other, which subjects have rules of their own."""
    if subject in rules.subjects:
        return rules.subjects[subject].get(language)
    return word("other", language, subjects=", ".join(each.get(language) for each in rules.subjects.values()))


def statuses(data: bytes, as_of: int = 0, options: Options | None = None) -> dict[str, str]:
    """Status of every rule on a draft by rule id, as of a day (0: the draft's own): what examples are held against.

    Raises plancheck.reading.ReadingError.
    """
    options = replace(options or Options(), as_of=as_of or None)
    first = next(papers(data, "", options, whole=False))
    _, judgement = _looked_at_twice(first, options.rules or load_rules(), options, [])
    return {verdict.rule: verdict.status for verdict in judgement.verdicts}


def hearings(chosen: Sequence[Rule], options: Options) -> "Iterator[Hearing]":
    """How the example sentences are heard of the topics that rules ask a second opinion about."""
    from plancheck.facts.lesson_schema import read_examples
    from plancheck.facts.lessons import hearings as heard
    from plancheck.facts.opinion import load, weights_file

    rules, knowledge = options.rules or load_rules(), options.knowledge or load_knowledge()
    file = weights_file()
    models, examples = load(file), read_examples(file.parent)
    topics = dict.fromkeys(topic for rule in chosen for topic in doubted_topics(rule, rules))
    for topic in (topic for topic in topics if topic in models and topic in examples):
        yield from heard(topic, examples[topic], models[topic], knowledge)


def heard(rule: Rule, options: Options) -> "Heard | None":
    """By which words, and in which example sentences, what a rule asks for is heard; None where words don't tell."""
    from plancheck.report.heard import heard as shown

    rules, knowledge = options.rules or load_rules(), options.knowledge or load_knowledge()
    asked = set(doubted_topics(rule, rules))
    topics = [topic for topic in knowledge.vocabulary.topics if topic.id in asked]
    return shown(topics, hearings((rule,), options)) if topics else None
