"""The full report, for a person: what plancheck took the draft for, what is wrong, what it could not judge."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from plancheck.report.lines import BLANK, Line, labelled, line, write
from plancheck.report.model import SEVERITIES, DocumentSummary, FileReport, Finding, Report, Severity, Verdict
from plancheck.report.streaming import written
from plancheck.report.telling import (
    about,
    by_reason,
    covered,
    ended,
    headline,
    nothing,
    of_several,
    standing,
    state,
    unsettled,
)
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, cited, counted, total, where, word
from plancheck.text import shorten

_LABEL = {"vi": 12, "en": 14}
_DETAIL = 4
_QUOTE = 240
_SHORT = 70
"""Characters of words and of a message where much is to be told."""
_FEW = 3
"""Proposed clauses from which on they are only listed."""
_LONGEST = 106
"""Lines in which what was found is told at length; of more, errors and warnings are told in two lines each, and notes
that need no thought are only named."""
_FEW_NOTES = 4
"""Rules whose notes are told in full; where there are more, each has one line."""


class Stream:
    """One file after the other, a blank line between them."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._started = False

    def begin(self, report: Report) -> str:
        """Nothing."""
        return ""

    def file(self, file: FileReport) -> str:
        """What is told of a file."""
        lines = list(_file(file, self._view))
        if not lines:
            return ""
        before = [BLANK] if self._started else []
        self._started = True
        return self._write([*before, *lines])

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """The sum of several files."""
        if totals.files > 1 and not self._view.quiet:
            yield self._write([BLANK, line(total(totals, self._view.lang), "heading")])

    def _write(self, lines: Iterable[Line]) -> str:
        return write(lines, width=self._view.width, color=self._view.color)


def render(report: Report, view: View = PLAIN) -> str:
    """The report as text."""
    return written(Stream(view), report)


def _file(file: FileReport, view: View) -> Iterator[Line]:
    lang, verbose, quiet = view.lang, view.verbose, view.quiet
    full = verbose or view.all
    if file.error:
        told = f": {word('unreadable', lang)} ({file.error.code}): "
        yield Line(((file.path, "path"), (told, "error"), (file.error.message, "")))
        return
    if quiet and not standing(file):
        return
    yield Line(((file.path, "path"), (of_several(file, lang), "")))
    if file.document and not quiet:
        yield from _header(file.document, lang)
    lines = list(_told(file, view, short=False))
    if len(lines) > _LONGEST and not full:
        lines = list(_told(file, view, short=True))
    yield from lines
    if not quiet:
        yield BLANK
        yield from _closing(file, view)
        yield from (line(note.message, "dim", 2) for note in file.notes)


def _told(file: FileReport, view: View, *, short: bool) -> Iterator[Line]:
    """What was found, and what could not be judged."""
    lang, verbose, quiet = view.lang, view.verbose, view.quiet
    full = verbose or view.all
    for severity in SEVERITIES:
        if found := standing(file, severity):
            yield BLANK
            yield from _briefly(severity, found, lang) if short else _findings(severity, found, lang, full)
    if quiet:
        return
    if review := ended(file, "needs-review"):
        yield BLANK
        yield from _reviews(review, lang, verbose, short)
    if unjudged := ended(file, "not-evaluated"):
        yield BLANK
        yield from _unjudged(unjudged, lang, verbose, short)
    for key, known in (("known-head", True), ("suppressed-head", False)):
        passed_over = [each for each in file.findings if each.suppressed is not None and each.known is known]
        if verbose and passed_over:
            yield BLANK
            yield from _suppressed(passed_over, key, lang)
    if verbose and (passed := ended(file, "pass")):
        yield BLANK
        yield from _passed(passed, lang)


def _header(document: DocumentSummary, lang: Language) -> Iterator[Line]:
    for label, value in about(document, lang):
        yield labelled(label, value or word("unknown", lang), 2, _LABEL[lang], "" if value else "dim")
    if text := state(document, lang):
        yield BLANK
        yield line(text, "" if document.nature == "draft" else "info", 2)


def _findings(severity: Severity, found: Sequence[Finding], lang: Language, full: bool) -> Iterator[Line]:
    yield line(f"{word(severity, lang)} ({len(found)})", severity)
    additions = [each for each in found if _adds(each)] if severity == "info" and not full else []
    if len(additions) < _FEW:
        additions = []
    told = [each for each in found if not _adds(each)] if additions else found
    by_rule: dict[str, list[Finding]] = {}
    for finding in told:
        by_rule.setdefault(finding.rule, []).append(finding)
    if severity == "info" and not full and len(by_rule) > _FEW_NOTES:
        yield BLANK
        yield line(f"{word('notes', lang)} ({len(by_rule)}); {word('notes-on-request', lang)}", "", 2)
        yield from (_note(findings, lang) for findings in by_rule.values())
    else:
        before: Finding | None = None
        for findings in by_rule.values():
            yield BLANK
            yield from _rule(severity, findings, before, lang, full)
            before = findings[-1]
    if additions:
        yield BLANK
        yield line(f"{word('additions', lang)} ({len(additions)}); {word('on-request', lang)}", "", 2)
        for finding in additions:
            identity = f"    {finding.rule}  "
            yield Line(((headline(finding, lang), ""),), ((identity, severity),), len(identity))


def _briefly(severity: Severity, found: Sequence[Finding], lang: Language) -> Iterator[Line]:
    """Of many findings each in two or three lines; notes only named, where a clause or ``plancheck review`` is all."""
    yield line(f"{word(severity, lang)} ({len(found)}); {word('in-full', lang)}", severity)
    by_rule: dict[str, list[Finding]] = {}
    for finding in found:
        by_rule.setdefault(finding.rule, []).append(finding)
    if severity != "info":
        for findings in by_rule.values():
            yield from _rule_briefly(severity, findings, lang)
        return
    kinds = {"additions": _adds, "put-right": lambda each: each.fixable == "safe"}
    named = {key: [f for f in by_rule.values() if all(map(is_such, f))] for key, is_such in kinds.items()}
    rest = [findings for findings in by_rule.values() if not any(findings in each for each in named.values())]
    yield from (_note(findings, lang) for findings in rest)
    for key, each in named.items():
        if each:
            rules = "; ".join(f"{findings[0].rule} {_named(findings[0], lang)}" for findings in each)
            yield line(f"{word(key, lang)} ({len(each)}): {rules}.", "", _DETAIL)


def _named(finding: Finding, lang: Language) -> str:
    """What a finding is about, in a few words."""
    return shorten(finding.message.rstrip("."), _SHORT)


def _rule_briefly(severity: Severity, findings: Sequence[Finding], lang: Language) -> Iterator[Line]:
    """Each finding of a rule with its words and place in a line; how to settle them, once."""
    for finding in findings:
        identity = f"  {finding.rule}  "
        place = f" ({where(finding.place, lang)})" if _adds(finding) else ""
        yield Line(((headline(finding, lang) + place, "heading"),), ((identity, severity),), len(identity))
        if not place:
            quote = f"“{shorten(finding.quote.strip(), _SHORT)}”" if finding.quote else ""
            right = f" → {finding.expected}" if finding.expected and finding.expected not in finding.remedy else ""
            told = " · ".join(filter(None, (quote + right, where(finding.place, lang))))
            yield line(told, "quote", _DETAIL)
    for remedy, bases in dict.fromkeys((finding.remedy, finding.basis) for finding in findings):
        based = "; ".join(cited(basis, lang) for basis in bases)
        yield from _detail("remedy", f"{remedy} ({based})" if based else remedy, lang)


def _note(findings: Sequence[Finding], lang: Language) -> Line:
    """What a rule notes in one line: the first of its findings, and how many more there are."""
    first, *others = findings
    identity = f"    {first.rule}  "
    more = f"; {word('and-more', lang, count=len(others))}" if others else ""
    text = f"{headline(first, lang)} ({where(first.place, lang)}{more})"
    return Line(((text, ""),), ((identity, "info"),), len(identity))


def _adds(finding: Finding) -> bool:
    """Whether all that is said is that a clause might be added: the clause itself is shown on request."""
    return bool(finding.fixes) and all(fix.action == "insert" for fix in finding.fixes)


def _rule(
    severity: Severity, findings: Sequence[Finding], before: Finding | None, lang: Language, verbose: bool
) -> Iterator[Line]:
    """Findings of one rule: alike ones share an entry; what the entries have in common is said once, at the end.

    A place and its words that were just shown (``before``) are not shown again.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((headline(finding, lang), finding.expected), []).append(finding)
    remedies = {finding.remedy for finding in findings}
    bases = {finding.basis for finding in findings}
    for same in alike.values():
        first = same[0]
        identity = f"  {first.rule}  "
        yield Line(((headline(first, lang), "heading"),), ((identity, severity),), len(identity))
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


def _reviews(verdicts: Sequence[Verdict], lang: Language, verbose: bool, short: bool) -> Iterator[Line]:
    yield line(f"{word('needs-review', lang)} ({len(verdicts)})", "heading")
    for reason, rules in by_reason(verdicts, lang):
        yield line(reason, "", 2)
        for verdict in rules:
            yield _entry(verdict, verdict.title)
            for evidence in verdict.evidence if verbose else verdict.evidence[:3]:
                if short:
                    quote = f"“{shorten(evidence.quote.strip(), _SHORT)}” · " if evidence.quote else ""
                    yield line(f"{quote}{where(evidence.place, lang)}", "quote", _DETAIL)
                    continue
                if evidence.quote:
                    yield line(f"“{_quotation(evidence.quote, verbose)}”", "quote", _DETAIL)
                yield from _detail("place", where(evidence.place, lang), lang)


def _unjudged(verdicts: Sequence[Verdict], lang: Language, verbose: bool, short: bool) -> Iterator[Line]:
    yield line(f"{word('not-evaluated', lang)} ({len(verdicts)})", "heading")
    for reason, rules in by_reason(verdicts, lang):
        if short:
            yield line(f"{_ranges(verdict.rule for verdict in rules)}: {reason}", "", 2)
            continue
        yield line(f"{counted(len(rules), 'rule', lang)}: {reason}", "", 2)
        if verbose:
            for verdict in rules:
                yield _entry(verdict, verdict.title, "dim")
        else:
            yield line(_ranges(verdict.rule for verdict in rules), "dim", _DETAIL)


def _suppressed(findings: Sequence[Finding], key: str, lang: Language) -> Iterator[Line]:
    yield line(f"{word(key, lang)} ({len(findings)})", "heading")
    for finding in findings:
        identity = f"  {finding.rule}  "
        yield Line(((finding.message, ""),), ((identity, "id"),), len(identity))
        yield from _detail("place", where(finding.place, lang), lang)
        yield from _detail("reason", finding.suppressed or "", lang)


def _passed(verdicts: Sequence[Verdict], lang: Language) -> Iterator[Line]:
    yield line(f"{word('pass', lang)} ({len(verdicts)})", "heading")
    for verdict in verdicts:
        yield _entry(verdict, verdict.met or verdict.title, "dim")
        for evidence in verdict.evidence[:1]:
            if evidence.quote:
                text = f"“{shorten(evidence.quote.strip(), 100)}” · {where(evidence.place, lang)}"
                yield line(text, "dim", _DETAIL)


def _ranges(ids: Iterable[str]) -> str:
    """Rule ids with the family said once and neighbours drawn together: "FMT-001, 003; LEG-002-006"."""
    families = groupby(sorted(ids), key=lambda id: id.partition("-")[0])
    return "; ".join(f"{family}-{', '.join(_runs([id[len(family) + 1 :] for id in ids]))}" for family, ids in families)


def _runs(numbers: Sequence[str]) -> Iterator[str]:
    """Numbers as written, four and more in a row as "050-085"."""
    first = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or int(numbers[at]) != int(numbers[at - 1]) + 1:
            row = numbers[first:at]
            yield from [f"{row[0]}-{row[-1]}"] if len(row) > 3 else row
            first = at


def _closing(file: FileReport, view: View) -> Iterator[Line]:
    lang = view.lang
    text: list[tuple[str, str]] = []
    for severity in SEVERITIES:
        if count := len(standing(file, severity)):
            text += [(", ", "")] if text else []
            text.append((counted(count, severity, lang), severity))
    text = text or [(nothing(file, lang), "")]
    text.append((" · " + " · ".join(covered(file, lang, view.selected)) + ".", ""))
    if unsettled(file):
        text.append((" " + word("not-clear", lang), ""))
    yield Line(tuple(text))
