"""Markdown for comments on pull requests, Teams and wikis: a table of the files, then the findings of each.

What comes from a draft stays text: no markup, no HTML, no link, no mention of a person.
"""

import re
from collections.abc import Iterator, Sequence

from plancheck.patterns import lazily
from plancheck.report.conditions import sentence
from plancheck.report.model import SEVERITIES, FileReport, Finding, Report, Verdict
from plancheck.report.sanitise import clean
from plancheck.report.streaming import Aside, written
from plancheck.report.telling import covered, details, ended, found, headline, posix, standing, unsettled
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, counted, day, where, word
from plancheck.text import shorten

_QUOTE = 240
_EVIDENCE = 3
_MARKUP = lazily(r"[\\`*_\[\]#|~$]|^[-+=]|^\d+[.)]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINKING = lazily(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=:)(?=[a-z+-][\w+-]*:)", re.IGNORECASE)
"""Where GitHub and Teams would begin to see a mention, a reference, a link or a pictogram."""
_APART = "\u2060"
"""Keeps such signs from what follows, and is seen by nobody."""


class Stream:
    """GitHub-flavoured Markdown, headings from level 2. The table of files stands first: all is set aside till then."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._rows, self._files = Aside(), Aside()

    def begin(self, report: Report) -> str:
        """Nothing yet."""
        return ""

    def file(self, file: FileReport) -> str:
        """Nothing yet."""
        self._rows.write(_row(file, self._view.lang) + "\n")
        self._files.write("".join(line + "\n" for line in ("", *_file(file, self._view))))
        return ""

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """Everything."""
        lang = self._view.lang
        yield f"## plancheck: {_total(totals, lang)}\n\n{_heads(lang)}\n"
        yield from self._rows.read()
        if said := sentence(report, totals, lang):
            yield f"\n{escaped(said)}\n"
        yield from self._files.read()


def render(report: Report, view: View = PLAIN) -> str:
    """The Markdown."""
    return written(Stream(view), report)


def escaped(text: str) -> str:
    """Text that shows as it is, on one line, wherever it stands in Markdown."""
    plain = clean(text).strip()
    for sign, entity in _ENTITIES.items():
        plain = plain.replace(sign, entity)
    return _LINKING.sub(_APART, _MARKUP.sub(_backslashed, plain))


def _quoted(words: str) -> str:
    return escaped(shorten(clean(words).strip(), _QUOTE))


def _backslashed(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def _total(totals: Totals, lang: Language) -> str:
    pieces = [counted(totals.count(severity), severity, lang) for severity in SEVERITIES]
    if totals.unreadable:
        pieces.append(f"{counted(totals.unreadable, 'file', lang)} {word('unreadable', lang)}")
    return ", ".join(pieces)


def _heads(lang: Language) -> str:
    heads = [word("file", lang), *(word(severity, lang).capitalize() for severity in SEVERITIES), word("rules", lang)]
    return "| " + " | ".join(heads) + " |\n|---|--:|--:|--:|--:|"


def _row(file: FileReport, lang: Language) -> str:
    cells = [str(len(standing(file, severity))) for severity in SEVERITIES]
    judged = f"{file.coverage.evaluated}/{file.coverage.applicable}"
    if file.error:
        cells, judged = ["–"] * 3, word("unreadable", lang)
    return f"| {escaped(posix(file.path))} | {' | '.join(cells)} | {judged} |"


def _file(file: FileReport, view: View) -> Iterator[str]:
    lang = view.lang
    yield f"### {escaped(posix(file.path))}"
    yield ""
    if file.error:
        yield f"**{word('unreadable', lang).capitalize()}:** {escaped(file.error.message)}"
        return
    outcome = " · ".join([f"**{found(file, lang)}**", *covered(file, lang, view.selected)]) + "."
    yield outcome + (f" {word('not-clear', lang)}" if unsettled(file) else "")
    if file.document and not view.quiet:
        yield ""
        yield escaped(f"{word('as-of', lang)} {day(file.document.as_of)}. {file.document.title}")
    for severity in SEVERITIES:
        if findings := standing(file, severity):
            yield from _heading(word(severity, lang), len(findings))
            for number, finding in enumerate(findings, 1):
                yield from _finding(number, finding, lang)
    if view.quiet:
        return
    for key, known in (("known-head", True), ("suppressed-head", False)):
        passed_over = [each for each in file.findings if each.suppressed is not None and each.known is known]
        if passed_over:
            yield from _heading(word(key, lang), len(passed_over))
            for finding in passed_over:
                yield f"- **{finding.rule}** {escaped(finding.message)} – {escaped(finding.suppressed or '')}"
    for note in file.notes:
        yield ""
        yield escaped(note.message)
    for status in ("needs-review", "not-evaluated"):
        if verdicts := ended(file, status):
            yield from _heading(word(status, lang), len(verdicts))
            yield from _reasons(verdicts, lang)


def _heading(text: str, count: int) -> Iterator[str]:
    yield from ("", f"#### {text.capitalize()} ({count})", "")


def _finding(number: int, finding: Finding, lang: Language) -> Iterator[str]:
    yield f"{number}. **{finding.rule}** {escaped(headline(finding, lang))}"
    indent = " " * (len(str(number)) + 2)
    if words := _quoted(finding.quote):
        yield f"{indent}> {words}"
        yield ""
    at = where(finding.place, lang)
    rows = [(word("place", lang), at)] if at else []
    for label, text in (*rows, *details(finding, lang)):
        yield f"{indent}- {label}: {escaped(text)}"


def _reasons(verdicts: Sequence[Verdict], lang: Language) -> Iterator[str]:
    by_reason: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_reason.setdefault(verdict.reason or word("reason-unknown", lang), []).append(verdict)
    for reason, alike in by_reason.items():
        yield f"- {escaped(reason)}"
        for verdict in alike:
            yield f"  - **{verdict.rule}** {escaped(verdict.title)}"
            for evidence in verdict.evidence[:_EVIDENCE] if verdict.status == "needs-review" else ():
                yield f"    - “{_quoted(evidence.quote)}” · {escaped(where(evidence.place, lang))}"
