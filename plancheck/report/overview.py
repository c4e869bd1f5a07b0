"""Many drafts at a glance: which draft meets which obligation, and how provinces, kinds and years stand."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from plancheck.records import NamedTuple
from plancheck.report.model import SEVERITIES, FileReport, Severity, Status
from plancheck.report.sanitise import clean
from plancheck.report.telling import standing
from plancheck.report.wording import Language, day, word
from plancheck.rules.model import RuleSet

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell of a spreadsheet must not begin with, or it is calculated."""


class Mark(NamedTuple):
    """How one obligation stands in one draft."""

    status: Status
    findings: int = 0
    """That count."""
    severity: Severity | None = None
    """The worst of them."""


class Row(NamedTuple):
    """One draft."""

    name: str
    href: str
    """Where its report is; empty: nowhere."""
    province: str
    kind: str
    year: str
    date: str
    """ISO; empty where it is not known."""
    counts: Mapping[Severity, int]
    marks: Mapping[str, Mark]
    """By rule, those that apply."""
    error: str = ""
    """Why it could not be read."""

    def ended(self, status: Status, rules: Iterable[str]) -> int:
        """How many of some obligations ended so."""
        return sum(self.marks[rule].status == status for rule in rules if rule in self.marks)


class Obligation(NamedTuple):
    """What a draft may owe."""

    rule: str
    title: str


class Overview(NamedTuple):
    """Drafts against obligations."""

    language: Language
    rows: tuple[Row, ...]
    packs: tuple[tuple[str, tuple[Obligation, ...]], ...]
    """Obligations that apply to some draft, under the title of their pack."""


class Part(NamedTuple):
    """Drafts that have a province, a kind or a year in common."""

    name: str
    drafts: int
    with_errors: int
    counts: Mapping[Severity, int]
    met: int
    judged: int
    """Obligations judged, met or not."""


def overview(
    files: Iterable[FileReport],
    rules: RuleSet,
    language: Language = "vi",
    hrefs: Sequence[str] = (),
) -> Overview:
    """Make it of reports on papers. ``hrefs``: where each paper's own report is."""
    known = chain(hrefs, repeat(""))
    rows = tuple(_row(file, language, href) for file, href in zip(files, known, strict=False))
    due = {rule for row in rows for rule in row.marks}
    packs: dict[str, list[Obligation]] = {}
    for rule in rules.rules:
        if rule.id in due:
            title = (rule.met or rule.title).get(language)
            packs.setdefault(rules.packs[rule.pack].get(language), []).append(Obligation(rule.id, title))
    return Overview(language, rows, tuple((title, tuple(held)) for title, held in packs.items()))


def _row(file: FileReport, language: Language, href: str) -> Row:
    number = f" ({file.paper[0]}/{file.paper[1]})" if file.paper[1] > 1 else ""
    name = clean(file.path) + number
    if file.error or file.document is None:
        message = file.error.message if file.error else ""
        return Row(name, href, "", "", "", "", dict.fromkeys(SEVERITIES, 0), {}, clean(message))
    document = file.document
    found = standing(file)
    marks = {}
    for verdict in file.verdicts:
        if verdict.status != "not-applicable":
            severities = [finding.severity for finding in found if finding.rule == verdict.rule]
            worst = min(severities, key=SEVERITIES.index, default=None)
            marks[verdict.rule] = Mark(verdict.status, len(severities), worst)
    kind = document.type_name or document.type or (word("letter", language) if document.kind == "letter" else "")
    year = document.period or (document.date or document.as_of)[:4]
    counts: dict[Severity, int] = {
        severity: sum(each.severity == severity for each in found) for severity in SEVERITIES
    }
    return Row(
        name, href, clean(document.province), clean(kind.capitalize()), clean(year), document.date or "", counts, marks
    )


def parts(view: Overview, of: Callable[[Row], str]) -> Iterator[Part]:
    """Drafts that could be read by what they have in common, in the order of its name."""
    groups: dict[str, list[Row]] = {}
    for row in view.rows:
        if not row.error:
            groups.setdefault(of(row), []).append(row)
    for name, rows in sorted(groups.items()):
        statuses = [mark.status for row in rows for mark in row.marks.values()]
        met = statuses.count("pass")
        yield Part(
            name,
            len(rows),
            sum(row.counts["error"] > 0 for row in rows),
            {severity: sum(row.counts[severity] for row in rows) for severity in SEVERITIES},
            met,
            met + statuses.count("fail"),
        )


def as_csv(view: Overview) -> str:
    """The matrix as CSV for a spreadsheet: a line for each draft, a column for each obligation."""
    obligations = [each for _, held in view.packs for each in held]
    heads = [
        *(word(key, view.language) for key in ("file", "province-column", "type", "period", "date")),
        *(word(f"column-{severity}", view.language) for severity in SEVERITIES),
        word("unreadable", view.language),
        *(each.rule for each in obligations),
    ]
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write(_harmless(heads))
    for row in view.rows:
        cells = [row.name, row.province, row.kind, row.year, day(row.date) if row.date else ""]
        cells += [*(str(row.counts[severity]) for severity in SEVERITIES), row.error]
        cells += [_told(row.marks.get(each.rule), view.language) for each in obligations]
        write(_harmless(cells))
    return "\ufeff" + out.getvalue()


def _told(mark: Mark | None, language: Language) -> str:
    if mark is None:
        return ""
    said = word(f"mark-{mark.status}", language)
    return f"{said} ({mark.findings})" if mark.findings else said


def _harmless(cells: Sequence[str]) -> list[str]:
    """Cells that no spreadsheet calculates."""
    return [f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in cells]
