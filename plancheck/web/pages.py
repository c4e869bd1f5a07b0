"""The pages as HTML: templates filled with what lies on the desk; the report on a draft as the HTML report shows it."""

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plancheck.formats import DRAFTS
from plancheck.records import NamedTuple
from plancheck.report.html_draft import text
from plancheck.report.html_report import articles, filter_form, is_long, shown
from plancheck.report.model import SEVERITIES, Finding, Report, Severity
from plancheck.report.names import Language
from plancheck.report.sanitise import clean
from plancheck.report.telling import standing
from plancheck.report.totals import Totals
from plancheck.report.view import View
from plancheck.report.wording import day, day_from_number
from plancheck.review.rewrite import edits
from plancheck.text import shorten
from plancheck.version import __version__
from plancheck.web.desk import Comparison, Entry
from plancheck.web.uploads import FILES
from plancheck.web.words import say

_COPIED = (".docx", ".docm", ".dotx", ".dotm")
_WRITTEN = (*_COPIED, ".xml", ".txt", ".md", ".markdown", ".mdown", ".mkd")
_SHOWN_FIXES = 2
_FIX = 160
_BESIDE = 24
_IGNORED_FOR = datetime.timedelta(days=90)
"""Until when a finding is ignored, unless its person says otherwise."""


class Place(NamedTuple):
    """Where the pages are shown: what all of them need to know."""

    language: Language
    packs: Mapping[str, Any]
    """Titles by id."""
    folder: str = ""
    """Name of the desk's folder; empty: there is none."""
    most: int = 0
    """Bytes one form may have."""


class Line(NamedTuple):
    """A draft in a list."""

    entry: Entry
    state: str
    kind: str
    date: str
    counts: Mapping[Severity, int] | None


@lru_cache(maxsize=1)
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(name: str, place: Place, **values: Any) -> str:
    """A template filled."""
    template = _templates().get_template(name)
    filled: str = template.render(
        lang=place.language,
        other="vi" if place.language == "en" else "en",
        say=partial(_said, place.language),
        packs={id: title.get(place.language) for id, title in place.packs.items()},
        folder=place.folder,
        version=__version__,
        accept=",".join(DRAFTS),
        files=FILES,
        most=place.most // (1024 * 1024),
        **values,
    )
    return filled


def _said(lang: Language, key: str, **values: object) -> str:
    return say(key, lang, **{name: clean(value) if isinstance(value, str) else value for name, value in values.items()})


def lines(entries: Iterable[Entry], language: Language) -> list[Line]:
    """Drafts as lists show them."""
    return [_line(entry, language) for entry in entries]


def _line(entry: Entry, language: Language) -> Line:
    if entry.state != "done" or entry.report is None:
        return Line(entry, say(f"state-{entry.state}", language), "", "", None)
    if entry.report.error or entry.report.document is None:
        return Line(entry, say("state-unreadable", language), "", "", None)
    document = entry.report.document
    counting = [each for each in standing(entry.report) if each.fingerprint not in entry.ignored]
    seen = sum(each.fingerprint in entry.seen for each in counting)
    key = "nothing" if not counting else "new" if not seen else "seen" if seen == len(counting) else "begun"
    applicable, evaluated = entry.report.coverage
    state = say(f"state-{key}", language, seen=seen, total=len(counting), evaluated=evaluated, applicable=applicable)
    counts = {severity: sum(each.severity == severity for each in counting) for severity in SEVERITIES}
    kind = clean((document.type_name or document.type).capitalize())
    return Line(entry, state, kind, day(document.date) if document.date else "", counts)


def draft(entry: Entry, report: Report, comparison: Comparison | None, others: Iterable[Entry], place: Place) -> str:
    """The report on a draft, with what can be done about each finding."""
    lang = place.language
    tools = partial(_tools, entry, comparison, lang)
    more = _box("seen", "[data-seen]", say("hide-seen", lang))
    if comparison:
        more += _box("fresh", "[data-open]", say("only-new", lang))
    safe = {each.fingerprint for file in report.files for each in standing(file) if each.fixable == "safe"}
    readable = [file for file in report.files if not file.error]
    return page(
        "draft.html",
        place,
        entry=entry,
        draft=clean(entry.name),
        shown=shown(lang),
        long=is_long(report),
        readable=bool(readable),
        filter=Markup("".join(filter_form(Totals(report.files), lang, more)) if readable else ""),
        articles=Markup("\n".join(articles(report, View(lang, selected=bool(entry.wish.packs)), tools))),
        comparison=comparison,
        fixed=[_brief(each, lang) for each in comparison.fixed] if comparison else [],
        others=[each for each in others if each.id != entry.id and each.report is not None],
        safe=len(safe),
        can_review=entry.name.lower().endswith(_COPIED),
        can_fix=entry.name.lower().endswith(_WRITTEN),
        ignored=[
            (key, each.rules[0], clean(each.reason), day_from_number(each.until) if each.until else "")
            for key, each in entry.ignored.items()
        ],
        keys=[line.split("|") for line in say("keys-list", lang).splitlines()],
        message=clean(entry.message),
    )


def _box(name: str, hides: str, label: str) -> str:
    box = f'<input type="checkbox" name="{name}" data-hides="{text(hides)}">'
    return f'<label class="chip plain">{box} {text(label)}</label>'


def _brief(finding: Finding, lang: Language) -> tuple[str, str, str]:
    return finding.rule, clean(finding.message), clean(shorten(finding.quote.strip(), _FIX))


def _tools(entry: Entry, comparison: Comparison | None, lang: Language, finding: Finding) -> str:
    """What can be done about a finding."""
    template = _templates().get_template("tools.html")
    today = datetime.date.today()
    standing_before = "" if comparison is None else "new" if finding.fingerprint in comparison.new else "open"
    filled: str = template.render(
        id=entry.id,
        finding=finding,
        seen=finding.fingerprint in entry.seen,
        before=standing_before,
        fixes=[_Shown(each.action, _pieces(each.old, each.new)) for each in finding.fixes[:_SHOWN_FIXES]],
        more=len(finding.fixes) - _SHOWN_FIXES,
        today=today.isoformat(),
        until=(today + _IGNORED_FOR).isoformat(),
        say=partial(_said, lang),
    )
    return filled


class _Shown(NamedTuple):
    """A correction as the page shows it."""

    action: str
    pieces: tuple[tuple[str, str, str], ...]
    """What stays, what is taken out behind it, what is put there."""


def _pieces(old: str, new: str) -> tuple[tuple[str, str, str], ...]:
    """Words before and after: what stays shortened, so that the change is seen."""
    pieces: list[tuple[str, str, str]] = []
    position = 0
    for edit in edits(old, new):
        pieces.append((_kept(old[position : edit.start], bool(pieces)), old[edit.start : edit.end], edit.new))
        position = edit.end
    pieces.append((_kept(old[position:], True, False), "", ""))
    return tuple((clean(kept), clean(taken), clean(shorten(put, _FIX))) for kept, taken, put in pieces)


def _kept(words: str, begins: bool, ends: bool = True) -> str:
    """The words next to a change, of what stays."""
    if len(words) <= 2 * _BESIDE:
        return words
    first = words[:_BESIDE] if begins else ""
    last = words[-_BESIDE:] if ends else ""
    return f"{first}…{last}"
