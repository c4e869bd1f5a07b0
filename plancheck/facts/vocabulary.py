"""The words rules are written in: every kind of fact, its properties and their closed values.

A fact is flat, typed and total: each property has one type (the type of its default) and is always there.
Dates are integers ``yyyymmdd``, 0 when unknown. Yes/no answers are the strings ``yes`` and ``no``.
"""

from collections.abc import Callable, Mapping

from plancheck.document import Place
from plancheck.records import NamedTuple, dataclass

Value = str | int


class Property(NamedTuple):
    """One property: its default, which gives its type, and its closed set of values if it has one."""

    default: Value
    values: tuple[str, ...] = ()


DATES = frozenset({"date", "own_date", "issued", "ended", "effective", "known_issued", "started"})
"""Properties that hold a day."""
TEXT = Property("")
NUMBER = Property(0)
FLAG = Property("no", ("yes", "no"))


def _one_of(*values: str) -> Property:
    return Property("", values)


def _flag(*more: str) -> Property:
    return Property("no", ("yes", "no", *more))


class Spot(NamedTuple):
    """What a fact shares with those that stand by it. Facts without a place share nothing."""

    block: int
    """Index of its paragraph in the document."""
    section: int
    """Index of the innermost section, -1 outside all."""
    row: int
    """Number of the row of a table; outside tables a number of the paragraph's own."""


NOWHERE = Spot(-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing recognised in the draft, where it stands and the words it was read from."""

    kind: str
    values: Mapping[str, Value]
    place: Place
    quote: str = ""
    spot: Spot = NOWHERE

    def __getitem__(self, name: str) -> Value:
        return self.values[name]


class Asked(NamedTuple):
    """What is asked of the facts of a draft: others may be left out."""

    kinds: frozenset[str]
    topics: frozenset[str] | None
    """None: any."""
    may: Callable[[str, Mapping[str, Value]], bool]
    """Whether a fact of a kind that has some values may be asked for, whatever it has for others."""


KINDS: Mapping[str, Mapping[str, Property]] = {
    "document": {
        "type": TEXT, "type_name": TEXT, "system": _one_of("state", "party", ""),
        "level": _one_of("ministry", "province", "district", "commune", "department", "division", "press", "unit", ""),
        "paper": TEXT, "standing": _one_of("own", "with-decision", "attached"), "office": TEXT,
        "nature": _one_of("draft", "article"), "title": TEXT, "subject": TEXT, "date": NUMBER, "own_date": NUMBER,
        "dated": TEXT, "first_day": NUMBER, "last_day": NUMBER, "year": NUMBER, "number": TEXT, "place_name": TEXT,
        "issuer": TEXT, "unit": TEXT, "province": TEXT, "province_name": TEXT, "stage": _one_of("draft", "issued"),
        "period_from": NUMBER, "period_to": NUMBER, "format": TEXT, "one_year": FLAG, "months_before": NUMBER,
        "day_within": NUMBER, "border": _flag("unknown"), "coastal": _flag("unknown"), "gate": _flag("unknown"),
        "foreign_affairs_office": _flag("unknown"),
    },
    "component": {
        "component": _one_of(
            "state-name", "motto", "party-name", "asterisk", "agency", "superior", "number", "place-date", "type",
            "subject", "basis", "enacting", "closing", "end-mark", "recipients", "filing", "authority", "post",
            "signer",
        ),
        "text": TEXT, "whole": TEXT, "letters": TEXT, "words": NUMBER, "owed": FLAG,
        "state": Property("there", ("there", "blank", "missing")), "model": TEXT,
    },
    "defect": {
        "component": _one_of(
            "state-name", "motto", "party-name", "asterisk", "agency", "superior", "number", "place-date", "type",
            "subject", "basis", "heading", "item", "end-mark", "recipients", "filing", "authority", "post", "signer",
            "citation", "appendix",
        ),
        "defect": _one_of(
            "misspelled", "wrong-form", "wrong-type", "no-comma", "ending", "gap", "duplicate", "order", "mixed",
            "skipped", "title", "no-deputy", "no-kt", "other-system",
            "other-place", "other-date", "no-superior", "short-name", "about", "no-number-word", "depth", "mark",
            "typed-mark", "post-for-body", "head-regime", "body-for-post", "own-deputy", "addressee", "unnumbered",
            "not-roman", "no-reference", "no-host", "other-number", "old-symbol", "other-office", "other-level",
            "permanent", "two-authorities", "other-superior", "deputy-for-deputy", "by-order", "collective-deputy",
            "no-collective", "as-above",
        ),
        "expected": TEXT, "actual": TEXT,
    },
    "section": {
        "role": TEXT, "label": TEXT, "title": TEXT, "level": NUMBER,
    },
    "citation": {
        "number": TEXT, "as_written": TEXT, "type": TEXT, "title": TEXT, "issuer": TEXT, "issued": NUMBER,
        "year": NUMBER, "role": _one_of("basis", "mention", "history"), "live": FLAG, "first": FLAG, "known": FLAG,
        "status": _one_of("in-force", "not-issued", "not-yet-in-force", "ended", "expired", "unknown"),
        "status_certainty": _one_of("seen", "secondary", "unverified", ""), "leaned": FLAG,
        "title_status": _one_of("match", "mismatch", "other-period", "unknown"), "title_said": TEXT, "title_of": TEXT,
        "instead": TEXT, "heir": TEXT, "forerunner": TEXT, "retitled": TEXT,
        "identified": FLAG, "whole": TEXT, "redated": TEXT, "reissued": TEXT, "ended": NUMBER,
        "effective": NUMBER, "replaced_by": TEXT, "known_issued": NUMBER,
        "date_status": _one_of("match", "mismatch", "none", "unknown"),
        "date_certainty": _one_of("seen", "secondary", "unverified", ""), "year_conflict": FLAG, "terse": FLAG,
        "after_document": FLAG, "well_formed": FLAG, "expected_number": TEXT,
        "issuer_status": _one_of("match", "mismatch", "none", "unknown"), "known_issuer": TEXT,
        "amendment_mentioned": FLAG, "complete": FLAG, "group": TEXT, "form": _one_of("number", "name"), "about": TEXT,
        "guidance": _one_of("this-year", "other-year", ""), "guided_year": NUMBER, "status_said": FLAG,
        "relieved": FLAG,
    },
    "instrument": {
        "number": TEXT, "type": TEXT, "title": TEXT, "issuer": TEXT, "group": TEXT, "issued": NUMBER,
        "effective": NUMBER, "ended": NUMBER,
        "status": _one_of("in-force", "not-issued", "not-yet-in-force", "ended", "expired", "unknown"),
        "replaced_by": TEXT, "amended": FLAG, "certainty": _one_of("seen", "secondary", "unverified"),
    },
    "echo": {
        "issue": _one_of("date", "number", "serial"), "text": TEXT, "other": TEXT, "agrees": FLAG,
    },
    "basis": {
        "number": TEXT, "type": TEXT, "law": FLAG, "dated": FLAG, "issuer": FLAG, "titled": FLAG,
    },
    "programme": {
        "number": TEXT, "status": _one_of("in-force", "not-issued", "not-yet-in-force", "ended", "expired", "unknown"),
        "role": _one_of("basis", "mention", "history"), "last_year": NUMBER, "over": FLAG,
    },
    "agency": {
        "agency": TEXT, "name": TEXT, "canonical": TEXT,
        "level": _one_of("central", "ministry", "province", "district", "commune", ""),
        "system": _one_of("state", "party", "press", "armed", "front", "other", ""),
        "role": _one_of("leads", "coordinates", "assigned", "receives-report", "issues", "recipient", "mentioned"),
        "live": FLAG, "cited": FLAG, "status": _one_of("current", "obsolete", "not-yet", "unknown"),
        "certainty": _one_of("seen", "secondary", "unverified"), "started": NUMBER, "ended": NUMBER, "successor": TEXT,
        "heir": TEXT, "inherits": _one_of("all", "subject", "part", ""), "entire": FLAG, "predecessor": TEXT,
        "forerunner": TEXT, "era": _one_of("old", "new", ""), "renaming": TEXT,
        "spelling": _one_of("full", "explained", "unexplained"),
    },
    "assignment": {
        "agency": TEXT, "name": TEXT, "function": TEXT, "role": _one_of("leads", "assigned", "coordinates"),
        "level": _one_of("central", "ministry", "province", "district", "commune", ""), "listed": _flag("unknown"),
        "paragraph": NUMBER, "together": TEXT,
    },
    "recipient": {
        "agency": TEXT, "name": TEXT,
        "class": _one_of("department", "local", "leader", "superior", "party", "press", "group", "filing", "other"),
        "used": _flag("unknown"),
    },
    "duty": {
        "source": _one_of("item", "table"), "lead": FLAG, "lead_name": TEXT, "coordination": FLAG, "deadline": FLAG,
        "product": _flag("none"), "text": TEXT,
    },
    "topic": {
        "topic": TEXT, "strength": _one_of("clause", "mention", "refused", "opinion"),
        "gate": _one_of(
            "", "section", "past", "deficient", "denied", "hearsay", "others", "told", "taught", "barred", "inspected",
            "quoted", "stated", "blank", "spent", "referred",
        ),
        "by": TEXT,
    },
    "reporting": {
        "reporter": TEXT, "recipient": TEXT, "recipient_name": TEXT,
        "recipient_inherited": _one_of("all", "subject", "part", ""),
        "recipient_class": _one_of(
            "ministry-in-charge", "other-ministry", "lead-department", "committee", "party", "other", "",
        ),
        "cadence": _one_of(
            "weekly", "monthly", "quarterly", "six-monthly", "annual", "several", "periodic", "ad-hoc", "once", "",
        ),
        "timed": _one_of("yes", "no", "by-reference"), "timed_elsewhere": FLAG, "collected": FLAG, "ad_hoc": FLAG,
        "of": _one_of("plan", "event", "incident", "other"), "month": NUMBER, "day": NUMBER, "listed": _flag("unknown"),
    },
    "cadence": {
        "cadence": _one_of("weekly", "monthly", "quarterly", "six-monthly", "annual", "periodic", "ad-hoc"),
        "subject": _one_of("report", "meeting", "review", "other"),
    },
    "deadline": {
        "day": NUMBER, "month": NUMBER, "quarter": NUMBER, "year": NUMBER, "recurring": FLAG,
    },
    "due": {
        "task": TEXT, "said": TEXT, "other": TEXT, "agrees": FLAG,
    },
    "milestone": {
        "cadence": _one_of("six-monthly", "annual"), "subject": _one_of("report", "review", "meeting"), "month": NUMBER,
        "month_day": NUMBER,
    },
    "report-term": {
        "of": _one_of("half", "year", "final", "plan", "review"), "time": TEXT, "month": NUMBER, "year": NUMBER,
        "month_day": NUMBER, "spoken": FLAG,
        "issue": _one_of("crossed", "mid-year", "before-the-plan", "before-its-end", ""),
    },
    "consolidation": {
        "reporter": TEXT, "cadence": _one_of("annual", "six-monthly"), "time": TEXT, "month_day": NUMBER,
        "own_month_day": NUMBER, "own_time": TEXT, "late": _flag("unknown"),
    },
    "data-window": {
        "first": NUMBER, "last": NUMBER,
    },
    "training": {
        "about": TEXT,
    },
    "course": {
        "content": FLAG, "audience": FLAG, "time": FLAG,
    },
    "rebuttal": {
        "body": FLAG, "procedure": FLAG, "lead": FLAG, "beside": FLAG,
    },
    "misdirected": {
        "recipient_name": TEXT, "contact_name": TEXT,
    },
    "uncollected": {
        "name": TEXT,
    },
    "press-conference": {
        "months": NUMBER,
    },
    "saying": {
        "saying": TEXT, "hours": NUMBER, "months": NUMBER, "text": TEXT,
    },
    "foreign-reporters": {
        "path": FLAG,
    },
    "licence": {
        "giver": _one_of("province", "ministry", ""),
    },
    "funding": {
        "source": FLAG, "estimate": FLAG, "amount": FLAG,
    },
    "money": {
        "amount": NUMBER, "text": TEXT,
    },
    "numeral": {
        "figure": NUMBER, "words": NUMBER, "agrees": FLAG, "figure_text": TEXT, "words_text": TEXT, "words_said": TEXT,
        "words_right": TEXT,
    },
    "count": {
        "stated": NUMBER, "listed": NUMBER, "agrees": FLAG, "right": TEXT,
    },
    "tally": {
        "said": TEXT, "other": TEXT, "agrees": FLAG,
    },
    "series": {
        "issue": _one_of("order", "quarter", "year"), "text": TEXT, "year": NUMBER, "other": TEXT, "before": NUMBER,
        "agrees": FLAG,
    },
    "twice": {
        "aspect": _one_of("time", "place", "number", "lead", "cadence"), "task": TEXT, "said": TEXT, "other": TEXT,
        "agrees": FLAG,
    },
    "ordinal": {
        "row": TEXT, "number": NUMBER, "expected": NUMBER, "agrees": FLAG,
    },
    "product": {
        "text": TEXT, "product_text": TEXT, "agrees": FLAG,
    },
    "sum": {
        "source": _one_of("table", "text"), "total": NUMBER, "parts": NUMBER, "adds_up": FLAG, "total_text": TEXT,
        "parts_text": TEXT,
    },
    "date": {
        "day": NUMBER, "month": NUMBER, "year": NUMBER, "valid": FLAG, "nearest": TEXT,
        "role": _one_of("own", "citation", "deadline", "text"),
    },
    "span": {
        "starts": NUMBER, "ends": NUMBER, "ordered": FLAG,
    },
    "calendar": {
        "issue": _one_of("weekday", "month", "quarter", "hour", "quarter-month", "hours", "days", "held", "backwards"),
        "agrees": FLAG, "expected": TEXT, "said": TEXT,
    },
    "phase": {
        "text": TEXT, "other": TEXT, "issue": _one_of("", "overlap", "gap", "outside"),
    },
    "order": {
        "issue": _one_of("final-review", "midway-review", "report", "round", "effect", "too-late"), "text": TEXT,
        "other": TEXT, "agrees": FLAG,
    },
    "period": {
        "first": NUMBER, "last": NUMBER, "years": NUMBER, "source": _one_of("title", "enacting", "closing"),
        "span": TEXT, "titled": TEXT,
    },
    "province": {
        "province": TEXT, "name": TEXT, "live": FLAG, "status": _one_of("current", "merged", "retyped"),
        "successor": TEXT, "own": FLAG, "use": _one_of("body", "territory", "rules", "recipient", "partner", ""),
    },
    "locality": {
        "name": TEXT, "of": TEXT, "province": TEXT, "use": _one_of("own", "partner"),
    },
    "retold": {
        "issue": _one_of("title", "kind", "number", "annexes"), "text": TEXT, "other": TEXT, "agrees": FLAG,
    },
    "misnamed": {
        "name": TEXT, "expected": TEXT,
    },
    "self-name": {
        "issue": _one_of("unit", "body", "leaders", "named", "symbol"), "text": TEXT, "expected": TEXT, "agrees": FLAG,
    },
    "appendix": {
        "label": TEXT, "status": _one_of("matched", "absent", "unreferred"),
    },
    "pointer": {
        "text": TEXT, "agrees": FLAG,
    },
    "page": {
        "orientation": _one_of("portrait", "landscape"), "short": NUMBER, "long": NUMBER, "paper": TEXT, "table": FLAG,
        "top": NUMBER, "bottom": NUMBER, "left": NUMBER, "right": NUMBER, "text": TEXT,
    },
    "page-number": {
        "position": _one_of("top", "bottom", "none"), "alignment": _one_of("left", "center", "right", ""),
        "first_page": FLAG, "size": NUMBER, "upright": FLAG, "arabic": FLAG,
    },
    "form": {
        "component": _one_of(
            "text", "body", "state-name", "motto", "party-name", "agency", "superior", "number", "place-date", "type",
            "subject", "about", "attached", "basis", "paragraph", "part", "roman", "letter", "khoan", "article",
            "addressee", "recipients-label", "recipient", "authority", "post", "signer", "appendix-label",
            "appendix-title", "appendix", "letterhead", "end",
        ),
        "aspect": _one_of(
            "font", "color", "size", "bold", "italic", "underline", "capitals", "alignment", "indent", "gap",
            "line-spacing", "line-height", "lines", "rule", "border", "page", "page-number",
        ),
        "value": TEXT, "number": NUMBER, "places": NUMBER, "text": TEXT,
    },
    "row": {
        "text": TEXT, "cells": NUMBER,
    },
    "cell": {
        "head": TEXT, "text": TEXT, "number": NUMBER, "column": NUMBER,
    },
    "contact": {
        "contact": _one_of("phone", "email"), "owner": _one_of("person", "spokesperson", "body"), "text": TEXT,
        "public": FLAG,
    },
    "wording": {
        "issue": _one_of(
            "capital-people", "capital-state", "capital-body", "capital-post", "capital-name", "common-noun",
            "shortened-subject", "shortened", "short-post", "short-recipient", "spelling", "repeated", "yearly",
            "ensure", "proposal", "capital-part", "compound", "heading",
        ),
        "written": TEXT, "expected": TEXT,
    },
    "typing": {
        "fault": _one_of(
            "spaces", "grouping", "space-before", "no-space-after", "look-alike", "private-use", "invisible", "apart",
            "dash", "unpaired", "tones", "title-tone", "no-stop", "list-end", "no-colon", "point-twice", "marks",
            "unfinished",
        ),
        "written": TEXT, "expected": TEXT,
    },
    "plan-year": {
        "year": NUMBER, "source": _one_of("work", "deadline", "money"), "status": _one_of("agrees", "past", "beyond"),
        "expected": TEXT, "meant": TEXT,
    },
    "lead": {
        "task": TEXT, "leader": TEXT, "body": TEXT, "text": TEXT,
    },
    "helper": {
        "body": TEXT, "name": TEXT, "leads": FLAG,
    },
    "stranger": {
        "name": TEXT, "listed": FLAG,
    },
    "encoding": {
        "encoding": _one_of("tcvn3", "vni"), "by": _one_of("font", "text"), "written": TEXT, "text": TEXT,
    },
    "leftover": {
        "leftover": _one_of(
            "draft-mark", "placeholder", "secrecy-mark", "stamp", "insertion", "deletion", "move", "format-change",
            "comment", "hidden-text", "struck-text", "white-text", "tiny-text", "marked-text", "macro",
            "embedded-object", "alt-chunk", "external-link", "template", "protection", "final", "signature",
            "dirty-field", "field-error", "converted", "remark",
        ),
        "text": TEXT,
    },
}  # fmt: skip
"""What each kind and its properties say stands in ``rules/facts.yaml``."""


_DEFAULTS: Mapping[str, dict[str, Value]] = {
    kind: {name: prop.default for name, prop in properties.items()} for kind, properties in KINDS.items()
}


def fact(kind: str, place: Place, quote: str = "", **values: Value) -> Fact:
    """Make a total fact: what is not given takes its default.

    Where ``validating``, raises KeyError for an unknown kind or property, TypeError for a value of the wrong type,
    ValueError for a value outside a closed set: recognisers are held to the vocabulary by their tests.
    """
    if validating:
        _validate(kind, values)
    return Fact(kind, {**_DEFAULTS[kind], **values}, place, quote)


validating = False
"""Whether each fact is held to the vocabulary: so in tests, not before each of the hundreds of facts of a draft."""


def _validate(kind: str, values: Mapping[str, Value]) -> None:
    properties = KINDS[kind]
    for name, value in values.items():
        prop = properties[name]
        if type(value) is not type(prop.default):
            raise TypeError(f"{kind}.{name}: {value!r} is not {type(prop.default).__name__}")
        if prop.values and value not in prop.values:
            raise ValueError(f"{kind}.{name}: {value!r} is not one of {', '.join(map(repr, prop.values))}")
