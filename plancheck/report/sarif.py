"""SARIF 2.1.0: for code scanning, editors and dashboards. Needs ``Options.detailed`` for what the rules say."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from plancheck.document import Place
from plancheck.report.conditions import pieces
from plancheck.report.json_report import Items, laid_out
from plancheck.report.markdown import escaped
from plancheck.report.model import FileReport, Finding, Report, RuleText, Verdict
from plancheck.report.sanitise import clean
from plancheck.report.streaming import Aside, written
from plancheck.report.telling import details, ended, headline
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, where, word

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


class Stream:
    """One run. Rules that do not apply to any of the drafts are left out; columns count code points.

    Results are written as they come; what SARIF tells of files and of the run beside them is set aside till the end.
    """

    def __init__(self, view: View) -> None:
        self._lang = view.lang
        self._titles: dict[str, str] = {}
        """Of the rules that apply to one of the drafts, or may, in the order in which they are first met."""
        self._index: dict[str, int] = {}
        self._results, self._artifacts, self._notifications = Items(" " * 6), Items(" " * 6), Items(" " * 10)
        self._aside, self._told = Aside(), Aside()

    def begin(self, report: Report) -> str:
        """What goes before the results."""
        log = {"$schema": SCHEMA, "version": "2.1.0"}
        run = {"language": self._lang, "columnKind": "unicodeCodePoints"}
        return f'{_open(log, "")}  "runs": [\n    {_open(run, "    ")}      "results": ['

    def file(self, file: FileReport) -> str:
        """The results of a file."""
        for verdict in file.verdicts:
            if verdict.status != "not-applicable":
                self._index.setdefault(verdict.rule, len(self._index))
                self._titles[verdict.rule] = verdict.title
        for notification in _notifications(file, self._index, self._lang):
            self._told.write(self._notifications.next(notification))
        self._aside.write(self._artifacts.next(_artifact(file)))
        return "" if file.error else "".join(map(self._results.next, self._of(file)))

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """What goes behind the results."""
        yield f'{self._results.closed},\n      "artifacts": ['
        yield from self._aside.read()
        yield f'{self._artifacts.closed},\n      "tool": {laid_out(self._tool(report), "      ")},\n'
        invocation = {
            "executionSuccessful": not totals.unreadable and not totals.broken,
            **_conditions(report, totals, self._lang),
        }
        yield f'      "invocations": [\n        {_open(invocation, "        ")}'
        yield '          "toolExecutionNotifications": ['
        yield from self._told.read()
        yield f"{self._notifications.closed}\n        }}\n      ]\n    }}\n  ]\n}}\n"

    def _tool(self, report: Report) -> dict[str, Any]:
        known = {rule.id: rule for rule in report.rules}
        unknown = (RuleText(id, id, "warning", title, "", "", ()) for id, title in self._titles.items())
        driver = {
            "name": "plancheck",
            "version": report.version,
            "language": self._lang,
            "rules": [_rule(known.get(rule.id, rule)) for rule in unknown],
            "properties": {"engine": report.engine, "rulesVersion": report.rules_version},
        }
        return {"driver": driver}

    def _of(self, file: FileReport) -> Iterator[dict[str, Any]]:
        yield from (_result(finding, file, self._index, self._lang) for finding in file.findings)
        yield from (_review(verdict, file, self._index, self._lang) for verdict in ended(file, "needs-review"))


def render(report: Report, view: View = PLAIN) -> str:
    """The log."""
    return written(Stream(view), report)


def _conditions(report: Report, totals: Totals, lang: Language) -> dict[str, Any]:
    """What may weaken the run, as SARIF tells of a configuration."""
    notes = [{"level": "note", "message": {"text": _text(piece)}} for piece in pieces(report, totals, lang)]
    return {"toolConfigurationNotifications": notes} if notes else {}


def _open(value: Mapping[str, object], indent: str) -> str:
    """An object, open for more members."""
    return f"{laid_out(value, indent).removesuffix(f'{indent}}}').rstrip()},\n"


def uri(path: str) -> str:
    """A path as a URI reference: relative ones stay relative, every byte that needs it percent-encoded."""
    pure = PurePath(path)
    written = quote(pure.as_posix(), errors="surrogateescape")
    return ("file://" + ("" if written.startswith("/") else "/") + written) if pure.is_absolute() else written


def _rule(rule: RuleText) -> dict[str, Any]:
    help_ = clean(rule.remedy or rule.title)
    return {
        "id": rule.id,
        "name": rule.slug,
        "shortDescription": {"text": _text(rule.title)},
        "fullDescription": {"text": _text(rule.why or rule.title)},
        "help": {"text": help_, "markdown": escaped(help_)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": list(rule.tags)},
    }


def _result(finding: Finding, file: FileReport, index: Mapping[str, int], lang: Language) -> dict[str, Any]:
    lines = [headline(finding, lang), *(f"{label}: {text}" for label, text in details(finding, lang))]
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index.get(finding.rule, -1),
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(_text(line) for line in lines)},
        "locations": [_location(file, finding.place, finding.quote, lang)],
        "partialFingerprints": {"plancheck/v1": finding.fingerprint},
    }
    if finding.fixable:
        result["properties"] = {"fix": finding.fixable}
    suppression = {"kind": "external", "status": "accepted", "justification": clean(finding.suppressed or "")}
    result["suppressions"] = [] if finding.suppressed is None else [suppression]
    return result


def _review(verdict: Verdict, file: FileReport, index: Mapping[str, int], lang: Language) -> dict[str, Any]:
    """What a person must judge is a result too, of its own kind and without a level."""
    places = [_location(file, evidence.place, evidence.quote, lang) for evidence in verdict.evidence]
    return {
        "ruleId": verdict.rule,
        "ruleIndex": index[verdict.rule],
        "kind": "review",
        "level": "none",
        "message": {"text": f"{_text(verdict.title)}\n{_text(verdict.reason or word('reason-unknown', lang))}"},
        "locations": places[:1] or [_location(file, Place(), "", lang)],
        **({"relatedLocations": places[1:]} if places[1:] else {}),
    }


def _location(file: FileReport, place: Place, words: str, lang: Language) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(file.path)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    # Word files have no lines: theirs stand at line 1, as code hosts show nothing that stands at none.
    region: dict[str, Any] = {"startLine": place.line or 1}
    if place.line is not None:
        region["startColumn"] = place.column or 1
    if words:
        region["snippet"] = {"text": clean(words)}
    physical["region"] = region
    if place.line is None and place.paragraph is not None:
        names = [*place.breadcrumb, f"{place.part}/{place.paragraph}"]
        location["logicalLocations"] = [
            {
                "name": clean(where(place._replace(breadcrumb=()), lang)),
                "fullyQualifiedName": clean(" › ".join(names)),
                "kind": "element",
            }
        ]
        if words:
            location["message"] = {"text": f"“{_text(words)}”"}
    return location


def _notifications(file: FileReport, index: Mapping[str, int], lang: Language) -> Iterator[dict[str, Any]]:
    location = [{"physicalLocation": {"artifactLocation": {"uri": uri(file.path)}}}]
    if file.error:
        yield {
            "descriptor": {"id": file.error.code},
            "level": "error",
            "message": {"text": _text(file.error.message)},
            "locations": location,
        }
    for note in file.notes:
        yield {
            "descriptor": {"id": note.code},
            "level": "error" if note.code == "internal" else "note",
            "message": {"text": _text(note.message)},
            "locations": location,
        }
    for verdict in ended(file, "not-evaluated"):
        reason = verdict.reason or word("reason-unknown", lang)
        yield {
            "associatedRule": {"id": verdict.rule, "index": index[verdict.rule]},
            "level": "note",
            "message": {"text": f"{_text(verdict.title)}: {_text(reason)}"},
            "locations": location,
        }


def _artifact(file: FileReport) -> dict[str, Any]:
    coverage = {"applicable": file.coverage.applicable, "evaluated": file.coverage.evaluated}
    return {
        "location": {"uri": uri(file.path)},
        **({"hashes": {"sha-256": file.sha256}} if file.sha256 else {}),
        "properties": {"coverage": coverage},
    }


def _text(text: str) -> str:
    """Text of a message, in which "[words](address)" would be a link."""
    return clean(text).replace("](", "\\](")
