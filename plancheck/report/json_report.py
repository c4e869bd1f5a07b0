"""The JSON report, schema ``plancheck-report/1``: for machines, byte-identical for identical input and options."""

import json
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring
from typing import Any

from plancheck.document import Place
from plancheck.report.model import Conditions, DocumentSummary, Evidence, FileReport, Finding, Note, Report, Verdict
from plancheck.report.sanitise import clean_json
from plancheck.report.streaming import written
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View

SCHEMA = "plancheck-report/1"


class Items:
    """A JSON list written item by item, after its "[" stands."""

    def __init__(self, indent: str = "") -> None:
        """``indent``: of the line on which the list begins."""
        self._indent = indent
        self._started = False

    def next(self, value: object) -> str:
        """One more item, after a comma if it is not the first."""
        before = ",\n" if self._started else "\n"
        self._started = True
        inner = self._indent + "  "
        return f"{before}{inner}{laid_out(value, inner)}"

    @property
    def closed(self) -> str:
        """The end of the list."""
        return f"\n{self._indent}]" if self._started else "]"


class Stream:
    """One JSON object, each file written as soon as it is known."""

    def __init__(self, view: View) -> None:
        self._files = Items("  ")

    def begin(self, report: Report) -> str:
        """What goes before the files."""
        head = {
            "schema": SCHEMA,
            "version": report.version,
            "engine": report.engine,
            "rules_version": report.rules_version,
        }
        return laid_out(head).removesuffix("\n}") + ',\n  "files": ['

    def file(self, file: FileReport) -> str:
        """A file, after a comma if it is not the first."""
        return self._files.next(file_value(file))

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """What goes behind the files."""
        tail = {
            "summary": summary_value(totals),
            **({"conditions": conditions_value(report.conditions)} if report.conditions else {}),
        }
        yield f"{self._files.closed},{laid_out(tail).removeprefix('{')}\n"


def render(report: Report, view: View = PLAIN) -> str:
    """One JSON object ending in a newline; Vietnamese stays readable, control characters are escaped."""
    return written(Stream(view), report)


def conditions_value(conditions: Conditions) -> dict[str, Any]:
    """What may weaken the run; null and empty lists where nothing does."""
    return {
        "configuration": conditions.configuration or None,
        "overridden": list(conditions.overridden),
        "select": list(conditions.select),
        "ignore": list(conditions.ignore),
        "fail_on": conditions.fail_on,
        "as_of": conditions.as_of or None,
        "baseline": conditions.baseline or None,
        "diff_from": conditions.diff_from or None,
    }


def dumps(value: object) -> str:
    """Serialise any command's JSON answer the way the report is."""
    return laid_out(value) + "\n"


def laid_out(value: object, indent: str = "") -> str:
    """What ``json.dumps`` writes with an indent of two, in half the time. Keys are strings.

    ``indent``: of the line on which it begins. Control characters are escaped.
    """
    return clean_json(_text(value, indent))


def _text(value: object, indent: str) -> str:
    inner = indent + "  "
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Mapping) and value:
        members = [f"{encode_basestring(name)}: {_text(each, inner)}" for name, each in value.items()]
    elif isinstance(value, list | tuple) and value:
        members = [_text(each, inner) for each in value]
    else:
        return json.dumps(value, ensure_ascii=False)
    opened, closed = "{}" if isinstance(value, Mapping) else "[]"
    return f"{opened}\n{inner}" + f",\n{inner}".join(members) + f"\n{indent}{closed}"


def place(place: Place) -> dict[str, Any]:
    """A place with its keys in the order of the contract."""
    return {
        "part": place.part,
        "paragraph": place.paragraph,
        "breadcrumb": list(place.breadcrumb),
        "cell": place.cell,
        "line": place.line,
        "column": place.column,
        "start": place.start,
        "end": place.end,
        "page": place.page,
    }


def summary_value(totals: Totals) -> dict[str, int]:
    """What a run comes to."""
    return {
        "error": totals.count("error"),
        "warning": totals.count("warning"),
        "info": totals.count("info"),
        "files": totals.files,
        "unreadable": totals.unreadable,
        "suppressed": totals.suppressed,
        "known": totals.known,
    }


def file_value(file: FileReport) -> dict[str, Any]:
    """What is told of a file."""
    return {
        "path": file.path,
        "sha256": file.sha256,
        "error": {"code": file.error.code, "message": file.error.message} if file.error else None,
        "document": _document(file.document) if file.document else None,
        "findings": [_finding(finding) for finding in file.findings],
        "verdicts": [_verdict(verdict) for verdict in file.verdicts],
        "coverage": {"applicable": file.coverage.applicable, "evaluated": file.coverage.evaluated},
        **({"trace": list(file.traces)} if file.traces else {}),
        **({"notes": [_note(note) for note in file.notes]} if file.notes else {}),
        **({"paper": {"number": file.paper[0], "count": file.paper[1]}} if file.paper[1] > 1 else {}),
    }


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "message": note.message, "place": place(note.place) if note.place else None}


def _document(document: DocumentSummary) -> dict[str, Any]:
    return {
        "type": document.type or None,
        "issuer": document.issuer or None,
        "system": document.system or None,
        "level": document.level or None,
        "number": document.number or None,
        "place": document.place or None,
        "date": document.date or None,
        "as_of": document.as_of,
        "subject": document.subject or None,
        "period": document.period or None,
        "instruments": list(document.instruments),
        "as_of_from": document.as_of_from,
        "nature": document.nature,
        "title": document.title or None,
        "kind": document.kind,
        "standing": document.standing,
        "office": document.office or None,
        "superior": document.superior or None,
        "remarks": list(document.remarks),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "slug": finding.slug,
        "severity": finding.severity,
        "message": finding.message,
        "place": place(finding.place),
        "quote": finding.quote,
        "expected": finding.expected,
        "actual": finding.actual,
        "basis": [
            {"instrument": basis.instrument, "locator": basis.locator, "certainty": basis.certainty}
            for basis in finding.basis
        ],
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "known": finding.known,
        "fix": finding.fixable or None,
        **({"gathers": [_finding(each) for each in finding.gathers]} if finding.gathers else {}),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule,
        "status": verdict.status,
        "evidence": [_evidence(evidence) for evidence in verdict.evidence],
        "reason": verdict.reason,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"place": place(evidence.place), "quote": evidence.quote}
