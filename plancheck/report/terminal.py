"""The full report, for a person: what plancheck took the draft for, what is wrong, what it could not judge."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from plancheck.report.lines import BLANK, Line, labelled, line, write
from plancheck.report.model import SEVERITIES, DocumentSummary, FileReport, Finding, Report, Severity, Verdict
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, cited, counted, day, shorten, where, word

_LABEL = {"vi": 12, "en": 14}
_DETAIL = 4
_QUOTE = 240


def render(report: Report, view: View = PLAIN) -> str:
    """The report as text."""
    return write(_report(report, view), width=view.width, color=view.color)


def _report(report: Report, view: View) -> Iterator[Line]:
    first = True
    for file in report.files:
        lines = list(_file(file, view))
        if lines:
            if not first:
                yield BLANK
            yield from lines
            first = False
    if len(report.files) > 1 and not view.quiet:
        yield BLANK
        yield line(_total(report, view.lang), "heading")


def _file(file: FileReport, view: View) -> Iterator[Line]:
    lang, verbose, quiet = view.lang, view.verbose, view.quiet
    if file.error:
        state = f": {word('unreadable', lang)} ({file.error.code}): "
        yield Line(((file.path, "path"), (state, "error"), (file.error.message, "")))
        return
    if quiet and not any(finding.suppressed is None for finding in file.findings):
        return
    yield line(file.path, "path")
    if file.document and not quiet:
        yield from _header(file.document, lang)
    for severity in SEVERITIES:
        found = [finding for finding in file.findings if finding.severity == severity and finding.suppressed is None]
        if found:
            yield BLANK
            yield from _findings(severity, found, lang, verbose)
    if quiet:
        return
    review = [verdict for verdict in file.verdicts if verdict.status == "needs-review"]
    if review:
        yield BLANK
        yield from _reviews(review, lang, verbose)
    unjudged = [verdict for verdict in file.verdicts if verdict.status == "not-evaluated"]
    if unjudged:
        yield BLANK
        yield from _unjudged(unjudged, lang, verbose)
    passed = [verdict for verdict in file.verdicts if verdict.status == "pass"]
    if passed and verbose:
        yield BLANK
        yield from _passed(passed, lang)
    yield BLANK
    yield from _closing(file, len(review), len(unjudged), lang, view.selected)


def _header(document: DocumentSummary, lang: Language) -> Iterator[Line]:
    def row(key: str, value: str) -> Line:
        return labelled(word(key, lang), value or word("unknown", lang), 2, _LABEL[lang], "" if value else "dim")

    draft = document.nature == "draft"
    yield row("type", document.type_name.capitalize() or document.type)
    sides = ", ".join(word(key, lang) for key in (document.system, document.level) if key)
    issuer = document.issuer or word("unknown", lang)
    yield row("issuer", f"{issuer} ({sides})" if sides else document.issuer)
    yield row("number", document.number or (word("blank", lang) if draft else ""))
    dated = ", ".join(piece for piece in (document.place, day(document.date)) if piece)
    yield row("date", dated if document.date else word("blank", lang) if draft else "")
    if document.title:
        yield row("title", shorten(document.title, _QUOTE))
    yield row("subject", word(document.subject, lang) if document.subject else "")
    if document.period:
        yield row("period", document.period)
    source = word("period-date" if document.as_of_from == "period" else document.as_of_from, lang)
    yield row("as-of", f"{day(document.as_of)} ({source})")
    if document.instruments:
        yield row("instruments", "; ".join(document.instruments))
    lacking = (("number", document.number), ("date", document.date))
    missing = "-".join(["no", *(key for key, value in lacking if not value)])
    if not draft:
        yield BLANK
        yield line(word("article", lang), "info", 2)
    elif missing != "no":
        yield BLANK
        yield line(word("draft", lang, missing=word(missing, lang)), "", 2)


def _findings(severity: Severity, found: Sequence[Finding], lang: Language, verbose: bool) -> Iterator[Line]:
    yield line(f"{word(severity, lang)} ({len(found)})", severity)
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule, []).append(finding)
    before: Finding | None = None
    for findings in by_rule.values():
        yield BLANK
        yield from _rule(severity, findings, before, lang, verbose)
        before = findings[-1]


def _rule(
    severity: Severity, findings: Sequence[Finding], before: Finding | None, lang: Language, verbose: bool
) -> Iterator[Line]:
    """Findings of one rule: alike ones share an entry; what the entries have in common is said once, at the end.

    A place and its words that were just shown (``before``) are not shown again.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.message, finding.expected), []).append(finding)
    remedies = {finding.remedy for finding in findings}
    bases = {finding.basis for finding in findings}
    for same in alike.values():
        first = same[0]
        identity = f"  {first.rule}  "
        yield Line(((first.message, "heading"),), ((identity, severity),), len(identity))
        again = before is not None and (before.place, before.quote) == (first.place, first.quote)
        before = same[-1]
        if first.quote and not again:
            yield line(f"“{_quotation(first.quote, verbose)}”", "quote", _DETAIL)
        yield from _detail("place", word("as-above", lang) if again else where(first.place, lang), lang)
        others = [where(other.place, lang) for other in same[1:]]
        if others:
            yield from _detail("also", "; ".join(others), lang)
        if first.actual != first.quote:
            yield from _detail("actual", first.actual, lang)
        yield from _detail("expected", first.expected, lang)
        if len(remedies) > 1:
            yield from _detail("remedy", first.remedy, lang)
        if len(bases) > 1:
            yield from _bases(first, lang)
    if len(remedies) == 1:
        yield from _detail("remedy", findings[0].remedy, lang)
    if len(bases) == 1:
        yield from _bases(findings[0], lang)


def _detail(key: str, text: str, lang: Language) -> Iterator[Line]:
    if text:
        yield labelled(word(key, lang), text, _DETAIL, _LABEL[lang])


def _bases(finding: Finding, lang: Language) -> Iterator[Line]:
    yield from _detail("basis", "; ".join(cited(basis, lang) for basis in finding.basis), lang)


def _quotation(text: str, verbose: bool) -> str:
    shown = text.strip()
    return shown if verbose else shorten(shown, _QUOTE)


def _entry(verdict: Verdict, text: str, style: str = "") -> Line:
    identity = f"  {verdict.rule}  "
    return Line(((text, style),), ((identity, "id"),), len(identity))


def _reviews(verdicts: Sequence[Verdict], lang: Language, verbose: bool) -> Iterator[Line]:
    yield line(f"{word('needs-review', lang)} ({len(verdicts)})", "heading")
    for reason, rules in _by_reason(verdicts, lang):
        yield line(reason, "", 2)
        for verdict in rules:
            yield _entry(verdict, verdict.title)
            for evidence in verdict.evidence if verbose else verdict.evidence[:3]:
                if evidence.quote:
                    yield line(f"“{_quotation(evidence.quote, verbose)}”", "quote", _DETAIL)
                yield from _detail("place", where(evidence.place, lang), lang)


def _unjudged(verdicts: Sequence[Verdict], lang: Language, verbose: bool) -> Iterator[Line]:
    yield line(f"{word('not-evaluated', lang)} ({len(verdicts)})", "heading")
    for reason, rules in _by_reason(verdicts, lang):
        yield line(f"{counted(len(rules), 'rule', lang)}: {reason}", "", 2)
        if verbose:
            for verdict in rules:
                yield _entry(verdict, verdict.title, "dim")
        else:
            yield line(_ranges(verdict.rule for verdict in rules), "dim", _DETAIL)


def _by_reason(verdicts: Sequence[Verdict], lang: Language) -> list[tuple[str, list[Verdict]]]:
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.reason or word("reason-unknown", lang), []).append(verdict)
    return list(groups.items())


def _passed(verdicts: Sequence[Verdict], lang: Language) -> Iterator[Line]:
    yield line(f"{word('pass', lang)} ({len(verdicts)})", "heading")
    for verdict in verdicts:
        yield _entry(verdict, verdict.title, "dim")
        for evidence in verdict.evidence[:1]:
            if evidence.quote:
                text = f"“{shorten(evidence.quote.strip(), 100)}” · {where(evidence.place, lang)}"
                yield line(text, "dim", _DETAIL)


def _ranges(ids: Iterable[str]) -> str:
    """Rule ids with the family said once: "FMT-001, 003, 004; LEG-002"."""
    families = groupby(sorted(ids), key=lambda id: id.partition("-")[0])
    return "; ".join(
        ", ".join(id if number == 0 else id.partition("-")[2] for number, id in enumerate(members))
        for _, members in families
    )


def _closing(file: FileReport, review: int, unjudged: int, lang: Language, selected: bool) -> Iterator[Line]:
    counts = [(severity, _count(file, severity)) for severity in SEVERITIES]
    found = [(counted(count, severity, lang), severity) for severity, count in counts if count]
    text: list[tuple[str, str]] = []
    for piece in found:
        text += [(", ", ""), piece] if text else [piece]
    if not text:
        text.append((word("none", lang), ""))
    coverage = file.coverage
    judged = "judged-chosen" if selected else "judged"
    pieces = [word(judged, lang, evaluated=coverage.evaluated, applicable=coverage.applicable)]
    if review:
        pieces.append(word("review", lang, count=review))
    if unjudged:
        pieces.append(word("left", lang, count=unjudged))
    suppressed = sum(finding.suppressed is not None for finding in file.findings)
    if suppressed:
        pieces.append(word("suppressed", lang, count=suppressed))
    text.append((" · " + " · ".join(pieces) + ".", ""))
    if not found and (review or unjudged):
        text.append((" " + word("not-clear", lang), ""))
    yield Line(tuple(text))


def _count(file: FileReport, severity: Severity) -> int:
    return sum(finding.severity == severity and finding.suppressed is None for finding in file.findings)


def _total(report: Report, lang: Language) -> str:
    pieces = [counted(len(report.files), "file", lang)]
    if report.unreadable:
        pieces[0] += f" ({counted(report.unreadable, 'unreadable', lang)})"
    pieces += [counted(report.count(severity), severity, lang) for severity in SEVERITIES]
    total = "Tổng cộng" if lang == "vi" else "Total"
    return f"{total}: {pieces[0]}; {', '.join(pieces[1:])}."
