"""JUnit XML, which every CI server shows: a suite for each draft, a test for each rule that applies to it.

A rule fails as a test when a finding of it makes the run fail (``View.fail_on``), so that the server and the exit code
say the same. What could not be judged is skipped, never passed. What weakened the check, and what is no more since the
baseline or the draft before, stands in the output of each suite, which servers show beside its tests.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from plancheck.records import NamedTuple
from plancheck.report.conditions import sentence
from plancheck.report.gathering import one_by_one
from plancheck.report.model import SEVERITIES, FileReport, Finding, Report, Verdict
from plancheck.report.sanitise import clean
from plancheck.report.streaming import Aside, written
from plancheck.report.telling import details, ended, headline, posix
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import where, word


class Counts(NamedTuple):
    """Tests of a suite, or of all."""

    tests: int
    failures: int
    errors: int
    skipped: int


class Stream:
    """One XML document. Its first line counts what the suites hold: they are set aside till then."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._suites = Aside()
        self._counts = Counts(0, 0, 0, 0)

    def begin(self, report: Report) -> str:
        """Nothing yet."""
        self._report = report
        return ""

    def file(self, file: FileReport) -> str:
        """Nothing yet."""
        counts, lines = _suite(file, self._view, sentence(self._report, file, self._view.lang))
        self._counts = Counts(*map(sum, zip(self._counts, counts, strict=True)))
        self._suites.write("".join(line + "\n" for line in lines))
        return ""

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """Everything."""
        tests, failures, errors, _ = self._counts
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<testsuites name="plancheck" tests="{tests}" failures="{failures}" errors="{errors}">\n'
        yield from self._suites.read()
        yield "</testsuites>\n"


def render(report: Report, view: View = PLAIN) -> str:
    """One XML document."""
    return written(Stream(view), report)


def _suite(file: FileReport, view: View, conditions: str) -> tuple[Counts, list[str]]:
    """What the suite holds, and its lines."""
    path = posix(file.path)
    if file.error:
        body = _element("error", clean(file.error.message), file.error.code, [])
        unread = Counts(1, 0, 1, 0)
        return unread, _enclosed(path, unread, _case(path, file.error.code, body))
    by_rule: dict[str, list[Finding]] = {}
    for finding in one_by_one(file.findings):
        by_rule.setdefault(finding.rule, []).append(finding)
    lines: list[str] = []
    failures = 0
    judged = [verdict for verdict in file.verdicts if verdict.status != "not-applicable"]
    for verdict in judged:
        findings = by_rule.get(verdict.rule, [])
        body = _outcome(verdict, findings, view)
        failures += bool(body) and body[0].startswith("<failure")
        lines += _case(path, f"{verdict.rule} {verdict.title}".strip(), body)
    skipped = len(ended(file, "needs-review")) + len(ended(file, "not-evaluated"))
    counts = Counts(len(judged), failures, 0, skipped)
    lines += _output([*filter(None, [conditions]), *(note.message for note in file.notes)])
    return counts, _enclosed(path, counts, lines)


def _enclosed(path: str, counts: Counts, lines: list[str]) -> list[str]:
    tests, failures, errors, skipped = counts
    numbers = f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0"'
    return [f"<testsuite name={_attribute(path)} {numbers}>", *lines, "</testsuite>"]


def _case(path: str, name: str, body: list[str]) -> list[str]:
    head = f'<testcase name={_attribute(name)} classname={_attribute(path)} time="0"'
    return [f"{head}>", *body, "</testcase>"] if body else [f"{head}/>"]


def _outcome(verdict: Verdict, findings: Sequence[Finding], view: View) -> list[str]:
    if verdict.status in ("needs-review", "not-evaluated"):
        reason = verdict.reason or word("reason-unknown", view.lang)
        quotes = [f"“{evidence.quote}” · {where(evidence.place, view.lang)}" for evidence in verdict.evidence]
        return _element("skipped", reason, verdict.status, quotes if verdict.status == "needs-review" else [])
    standing = [finding for finding in findings if finding.suppressed is None]
    counting = () if view.fail_on == "never" else SEVERITIES[: SEVERITIES.index(view.fail_on) + 1]
    told = [line for finding in findings for line in _told(finding, view)]
    if any(finding.severity in counting for finding in standing):
        worst = min((finding.severity for finding in standing), key=SEVERITIES.index)
        return _element("failure", headline(standing[0], view.lang), worst, told)
    return _output(told)


def _told(finding: Finding, view: View) -> list[str]:
    lang = view.lang
    lines = [f"{finding.severity}: {headline(finding, lang)}"]
    if finding.suppressed is not None:
        lines.append(word("old" if finding.known else "ignored", lang, reason=finding.suppressed))
    if finding.quote:
        lines.append(f"“{finding.quote}”")
    if at := where(finding.place, lang):
        lines.append(f"{word('place', lang)}: {at}")
    return [*lines, *(f"{label}: {text}" for label, text in details(finding, lang)), ""]


def _output(lines: list[str]) -> list[str]:
    return ["<system-out>" + _text(lines) + "</system-out>"] if lines else []


def _element(name: str, message: str, type_: str, lines: list[str]) -> list[str]:
    return [f"<{name} message={_attribute(message)} type={_attribute(type_)}>{_text(lines)}</{name}>"]


def _text(lines: Sequence[str]) -> str:
    return escape("\n".join(_allowed(line) for line in lines).rstrip())


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    """Without what XML can't hold, even as a reference."""
    return clean(text).replace("\ufffe", "").replace("\uffff", "")
