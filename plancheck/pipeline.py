"""The one way through: bytes → report."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from plancheck.engine import Judgement, agree, engine_name, judge, turns_between
from plancheck.facts import days, recognise
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.reading import ReadingError, read
from plancheck.report.build import build, coverage, paragraphs, rule_texts
from plancheck.report.model import DocumentSummary, FileReport, Report
from plancheck.report.model import ReadingError as Unreadable
from plancheck.report.wording import word
from plancheck.rules import RuleSet, load_rules
from plancheck.rules.model import Language, Rule
from plancheck.structure import analyse
from plancheck.structure.plan import Plan, Role
from plancheck.version import __version__

Origin = Literal["option", "document", "partial-date", "period", "today"]


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


class Understood(NamedTuple):
    """A draft read and recognised, before any rule is asked."""

    plan: Plan
    facts: tuple[Fact, ...]
    as_of: int
    as_of_from: Origin
    other_days: tuple[int, ...] = ()
    """The ends of the days that a date known in part leaves open, but ``as_of`` itself."""


def understand(data: bytes, name: str = "", options: Options | None = None) -> Understood:
    """Read a draft and recognise its facts. Raises plancheck.reading.ReadingError."""
    options = options or Options()
    knowledge = options.knowledge or load_knowledge()
    plan = analyse(read(data, name), knowledge)
    as_of, origin, others = as_of_day(plan, knowledge, options.as_of, options.today or datetime.date.today())
    return Understood(plan, tuple(recognise(plan, knowledge, as_of)), as_of, origin, others)


def check_bytes(data: bytes, name: str = "", options: Options | None = None) -> FileReport:
    """Check one draft. A draft that can't be read gives a report with an ``error``; nothing is raised for it.

    Raises KeyError with the pattern when ``select``, ``ignore`` or ``trace`` names no rule.
    """
    options = options or Options()
    rules = options.rules or load_rules()
    wanted = _wanted(rules, options)
    digest = hashlib.sha256(data).hexdigest()
    try:
        draft = understand(data, name, options)
    except ReadingError as error:
        message = error.message_en if options.language == "en" else error.message_vi
        return FileReport(name, digest, Unreadable(error.code, message))
    traced = rules.select(options.trace)
    judgement = _judge(draft, rules, options, frozenset(rule.id for rule in traced))
    findings, verdicts, covered = build(draft.facts, draft.plan, rules, judgement, options.language)
    if wanted is not None:
        findings = tuple(finding for finding in findings if finding.rule in wanted)
        verdicts = tuple(verdict for verdict in verdicts if verdict.rule in wanted)
        covered = coverage(verdicts)
    summary = _summary(draft, judgement.instruments, rules, options.language)
    traces = tuple(_chains(traced, judgement, draft, rules, options)) if traced else ()
    shown = paragraphs(draft.plan) if options.detailed else ()
    file = FileReport(name, digest, None, summary, findings, verdicts, covered, traces, shown)
    if not draft.plan.document.directives:
        return file

    from plancheck.report.suppression import by_comments, comments

    titles = frozenset(
        (passage.block.part, passage.block.ordinal)
        for passage, _, _ in draft.plan.stretches(Role.SUBJECT, Role.TYPE, Role.ENACTING)
    )
    told = [(trace.text, trace.place) for trace in draft.plan.document.directives]
    today = options.today or datetime.date.today()
    return by_comments(file, list(comments(told, titles)), rules, today, options.language)


def _chains(
    traced: Sequence[Rule], judgement: Judgement, draft: Understood, rules: RuleSet, options: Options
) -> Iterator[Mapping[str, Any]]:
    from plancheck.report.trace import derived

    knowledge = options.knowledge or load_knowledge()
    for rule, trace in zip(traced, judgement.traces, strict=True):
        yield derived(trace, rule, rules, draft.facts, knowledge, options.language)


def report(files: Sequence[FileReport], options: Options) -> Report:
    """What was found in the files of one run, checked with these options."""
    rules = options.rules or load_rules()
    texts = rule_texts(rules, options.language) if options.detailed else ()
    return Report(__version__, engine_name(options.engine), rules.version, tuple(files), texts)


class AsOf(NamedTuple):
    """Day to judge a draft as of, where it comes from, and the ends of the days it may be of besides."""

    day: int
    origin: Origin
    others: tuple[int, ...] = ()


def as_of_day(plan: Plan, knowledge: Knowledge, option: int | None, today: datetime.date) -> AsOf:
    """An incomplete date gives the day of its month or year nearest to today, and the ends of that month or year.

    A draft without a number is not issued yet, so that it can't be of a day gone by while its month or year runs on.
    The period of an undated plan gives a day likewise: a plan of a year is drafted from October of the year before.
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
    return AsOf(now, "today")


def _judge(draft: Understood, rules: RuleSet, options: Options, traced: frozenset[str] = frozenset()) -> Judgement:
    """What the rules say of a draft on the day it is judged as of, and on the other days it may be of."""
    judgement = judge(draft.facts, rules, options.engine, traced)
    knowledge = options.knowledge or load_knowledge()
    for day in draft.other_days:
        if turns_between(rules, knowledge, draft.as_of, day):
            facts = recognise(draft.plan, knowledge, day)
            judgement = agree(judgement, draft.facts, judge(facts, rules, options.engine), facts)
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
    whole = days.exists(date.year, date.month, date.day)
    years = "" if not period.first else str(period.first)
    if period.last and period.last != period.first:
        years = f"{period.first}-{period.last}"
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
        as_of=f"{draft.as_of // 10000:04}-{draft.as_of // 100 % 100:02}-{draft.as_of % 100:02}",
        as_of_from=draft.as_of_from,
        subject=str(document["subject"]),
        title=plan.subject,
        period=years,
        instruments=instruments,
        subject_label=_label(plan.subject_id, rules, language),
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
    judgement = _judge(understand(data, "", options), options.rules or load_rules(), options)
    return {verdict.rule: verdict.status for verdict in judgement.verdicts}
