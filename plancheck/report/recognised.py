"""What was recognised in a draft, and where: its sections, then its facts kind by kind."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from plancheck.facts import vocabulary
from plancheck.facts.vocabulary import Fact, Value
from plancheck.report.json_report import place as place_as_dict
from plancheck.report.lines import BLANK, Line, line, write
from plancheck.report.wording import Language, day_from_number, where
from plancheck.rules.glossary import glossary
from plancheck.structure.plan import Plan, Section
from plancheck.text import shorten

SCHEMA = "plancheck-facts/1"

_COPIED = frozenset({"text", "as_written", "name", "actual", "type_name", "recipient_name", "lead_name"})


def render(
    path: str,
    plan: Plan,
    facts: Sequence[Fact],
    labels: Mapping[str, str],
    *,
    kinds: Collection[str] = (),
    lang: Language = "vi",
    width: int | None = None,
    color: bool = False,
) -> str:
    """Sections and facts as text. ``labels`` names section roles and topics; ``kinds`` empty: every kind."""
    return write(_lines(path, plan, facts, labels, kinds, lang), width=width, color=color)


def as_dict(path: str, plan: Plan, facts: Sequence[Fact], *, kinds: Collection[str] = ()) -> dict[str, Any]:
    """The same as JSON values; sections in the order of the draft, facts in the order of their places."""
    return {
        "schema": SCHEMA,
        "path": path,
        "format": plan.document.format,
        "sections": [_section(section, plan) for section in plan.sections],
        "facts": [
            {"kind": fact.kind, "values": dict(fact.values), "place": place_as_dict(fact.place), "quote": fact.quote}
            for fact in facts
            if not kinds or fact.kind in kinds
        ],
    }


def _section(section: Section, plan: Plan) -> dict[str, Any]:
    return {
        "label": section.label,
        "title": section.title,
        "level": section.level,
        "roles": sorted(section.roles),
        "parent": section.parent if section.parent >= 0 else None,
        "appendix": section.appendix or None,
        "place": place_as_dict(plan.passages[section.heading].place()),
    }


_ONLY_WHEN_ASKED = ("section", "row", "cell")
"""Kinds that are shown otherwise, or would drown the others."""


def _lines(
    path: str,
    plan: Plan,
    facts: Sequence[Fact],
    labels: Mapping[str, str],
    kinds: Collection[str],
    lang: Language,
) -> Iterator[Line]:
    yield line(path, "path")
    if not kinds or "section" in kinds:
        yield BLANK
        yield line("BỐ CỤC" if lang == "vi" else "STRUCTURE", "heading")
        yield from _tree(plan, labels, lang)
    by_kind: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind in kinds or not (kinds or fact.kind in _ONLY_WHEN_ASKED):
            by_kind.setdefault(fact.kind, []).append(fact)
    told = glossary()
    for kind in dict.fromkeys((*vocabulary.kinds(), *by_kind)):
        found = [] if kind == "section" else by_kind.get(kind, [])
        if found:
            yield BLANK
            title = told[kind].title[lang == "en"].upper() if kind in told else kind
            yield line(f"{title} ({kind}: {len(found)})", "heading")
            for fact in found:
                yield from _fact(fact, labels, lang)


def _tree(plan: Plan, labels: Mapping[str, str], lang: Language) -> Iterator[Line]:
    if not plan.sections:
        yield line("không có đề mục" if lang == "vi" else "no headings", "dim", 2)
    for section in plan.sections:
        indent = "  " * max(section.level, 1)
        title = " ".join(piece for piece in (section.label, shorten(section.title, 100)) if piece)
        roles = ", ".join(labels.get(role, role) for role in sorted(section.roles))
        passage = plan.passages[section.heading]
        tail = f"  [{roles}]" if roles else ""
        text = ((title, ""), (tail, "good"), (f"  {where(passage.block.place(0, 0), lang)}", "dim"))
        yield Line(text, ((indent, ""),), len(indent) + 2)


def _fact(fact: Fact, labels: Mapping[str, str], lang: Language) -> Iterator[Line]:
    quote = f"“{shorten(fact.quote.strip(), 160)}”" if fact.quote else ""
    place = fact.place._replace(breadcrumb=())
    located = "" if fact.kind == "document" or place.paragraph is None else where(place, lang)
    said = "; ".join(_values(fact, labels))
    if quote:
        yield Line(((quote, "quote"), (f"  {located}", "dim")), (("  ", ""),), 2)
        if said:
            yield line(said, "", 4)
    else:
        yield Line(((said, ""), (f"  {located}", "dim")), (("  ", ""),), 2)


def _values(fact: Fact, labels: Mapping[str, str]) -> Iterator[str]:
    """Properties that say something: neither unknown, nor a plain no, nor the quotation again."""
    for name, value in fact.values.items():
        if value in ("", 0, "no") or (name in _COPIED and str(value) in fact.quote):
            continue
        yield name if value == "yes" else f"{name}: {_value(fact.kind, name, value, labels)}"


def _value(kind: str, name: str, value: Value, labels: Mapping[str, str]) -> str:
    if isinstance(value, int):
        return day_from_number(value) if name in vocabulary.days() else str(value)
    return labels.get(value, value) if (kind, name) == ("topic", "topic") else shorten(value, 80)
