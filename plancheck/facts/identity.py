"""What the document is: type, system, level, dates, issuer, province, stage."""

from collections.abc import Iterator, Mapping

from plancheck.data.days import day_of, shown
from plancheck.document import Place
from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, Value, fact, kinds
from plancheck.knowledge.territory import UNIT
from plancheck.patterns import lazily
from plancheck.structure.plan import Issuer, Role
from plancheck.text import squeeze

_UNIT = lazily(rf"(?<!\w)(?:{UNIT})(?!\w)")
_UNTYPED = "other"
"""Type of a paper that calls itself something that is no type: "PHIẾU TRÌNH"."""


def recognise(context: Context) -> Iterator[Fact]:
    """The one ``document`` fact."""
    plan = context.plan
    date = plan.date
    place, quote = _title(context)
    yield fact(
        "document",
        place,
        quote,
        type=plan.type_code or (_UNTYPED if plan.type_name else ""),
        type_name=plan.type_name,
        system=plan.issuer.system,
        level=_level(context),
        nature=plan.nature,
        paper=_paper(context),
        standing=plan.standing,
        office=plan.issuer.office,
        title=plan.subject,
        subject=plan.subject_id,
        date=context.as_of,
        own_date=context.own_date,
        dated=_dated(context),
        first_day=context.days.first,
        last_day=context.days.last,
        year=date.year,
        number=plan.number.canonical,
        place_name=date.place_name,
        issuer=plan.issuer.name,
        unit=_unit(plan.issuer),
        stage=_stage(context),
        period_from=plan.period.first,
        period_to=plan.period.last or plan.period.first,
        format=plan.document.format,
        **_against_its_year(context),
        **_province(context),
    )


def unknown(context: Context) -> Fact:
    """The ``document`` fact where ``recognise`` broke: what the plan says by itself, the rest not known."""
    plan = context.plan
    values: dict[str, Value] = {
        "type": plan.type_code,
        "type_name": plan.type_name,
        "system": plan.issuer.system,
        "nature": plan.nature,
        "subject": plan.subject_id,
        "date": context.as_of,
        "own_date": context.own_date,
        "first_day": context.days.first,
        "last_day": context.days.last,
        "number": plan.number.canonical,
        "issuer": plan.issuer.name,
        "unit": _unit(plan.issuer),
        "stage": "draft",
        "format": plan.document.format,
        **_NOWHERE,
    }
    closed = {name: prop.values for name, prop in kinds()["document"].items()}
    return fact(
        "document",
        Place(),
        "",
        **{name: value for name, value in values.items() if value in (closed[name] or (value,))},
    )


_NOWHERE: Mapping[str, Value] = dict.fromkeys(("border", "coastal", "gate", "foreign_affairs_office"), "unknown")


def _paper(context: Context) -> str:
    """Kind of paper, for an article that of what it tells of; empty where nothing tells it."""
    plan = context.plan
    if plan.nature == "article":
        kinds = context.knowledge.vocabulary.kinds
        return next((each.id for each in kinds if plan.type_code in each.types), "")
    return plan.kind if plan.kind != "other" or plan.type_name else ""


def _level(context: Context) -> str:
    """Level of the authority that issues; a body under one has the duties of its own kind and not of that level."""
    issuer = context.plan.issuer
    if not issuer.office:
        return issuer.level
    office = next(each for each in context.knowledge.vocabulary.offices if each.id == issuer.office)
    return issuer.level if office.level == "own" else office.level


def _unit(issuer: Issuer) -> str:
    """The word for what it answers for, from its own name or the one above it."""
    if issuer.level == "ministry":
        return "ngành"
    names = (squeeze(name).text.replace("thành ủy", "thành phố") for name in (issuer.name, issuer.superior))
    said = map(_UNIT.search, names)
    return next((match.group() for match in said if match), "cơ quan")


def _title(context: Context) -> tuple[Place, str]:
    """Where the document names itself."""
    for role in (Role.SUBJECT, Role.TYPE, Role.AGENCY):
        stretches = context.stretches(role)
        if stretches:
            passage, start, end = stretches[0]
            return passage.place(start, end), passage.text[start:end].strip()
    drafted = [passage for passage in context.plan.passages if passage.role not in (Role.NOISE, Role.STAMP)]
    if drafted:
        return drafted[0].place(), ""
    return Place(), ""


def _dated(context: Context) -> str:
    """The draft's own date as far as it says, else the last day its period leaves open."""
    date, last = context.plan.date, context.days.last
    if context.own_date or not date.year:
        return shown(last)
    return f"tháng {date.month} năm {date.year}" if 1 <= date.month <= 12 else f"năm {date.year}"


def _against_its_year(context: Context) -> Mapping[str, Value]:
    """When a plan of one year was issued, against that year; nothing is said of one for a later part of it."""
    date, period = context.plan.date, context.plan.period
    later = cues.anywhere(context.knowledge, "document.later-part")
    one_year = bool(context.own_date and period.first) and period.last in (0, period.first)
    if not one_year or any(later.search(each.folded.text) for each, *_ in context.stretches(Role.SUBJECT)):
        return {}
    return {
        "one_year": "yes",
        "months_before": max(0, (period.first - date.year) * 12 + 1 - date.month),
        "day_within": max(0, context.own_date - day_of(period.first, 0, 0)),
    }


def _stage(context: Context) -> str:
    """``draft`` while number, day or signer is blank or a mark says so; an article tells of an issued plan."""
    plan = context.plan
    if plan.nature == "article":
        return "issued"
    unfinished = (
        not plan.number.serial or not plan.date.day or not plan.signature.signer or context.stretches(Role.DRAFT_MARK)
    )
    return "draft" if unfinished else "issued"


def _where(context: Context, province: str, words: str) -> str:
    """Whether the issuer's own area lies there: not every district of a border province does; its own words tell."""
    if province != "yes" or context.plan.issuer.level not in ("district", "commune"):
        return province
    said = cues.anywhere(context.knowledge, f"document.{words}")
    return "yes" if any(said.search(passage.folded.text) for passage in context.plan.body) else "unknown"


def _province(context: Context) -> Mapping[str, Value]:
    id = context.plan.issuer.province
    if not id:
        return _NOWHERE
    province = context.knowledge.province(id)
    return {
        "province": id,
        "province_name": f"{province.unit_on(context.as_of)} {province.name}",
        "border": _where(context, province.border_on(context.as_of), "border"),
        "coastal": _where(context, province.coastal_on(context.as_of), "coast"),
        "gate": province.gate_on(context.as_of),
        "foreign_affairs_office": province.foreign_affairs_office,
    }
