"""GitLab Code Quality: a JSON list that merge requests show as a widget.

It has a place for faults only: a remark in it would be counted as one. What weakened the check is in the job's log.
"""

from collections import Counter
from typing import Any

from plancheck.digest import sha256
from plancheck.report.json_report import dumps
from plancheck.report.model import FileReport, Finding, Report
from plancheck.report.sanitise import clean
from plancheck.report.telling import headline, posix, standing
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, where

_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report, view: View = PLAIN) -> str:
    """One object a finding. Word files have no lines: theirs stand at line 1, with the place in the description."""
    seen: Counter[str] = Counter()
    issues = []
    for file in report.files:
        if file.error:
            fingerprint = _unique(f"{file.path}\n{file.error.code}", seen)
            issues.append(_issue(file, clean(file.error.message), file.error.code, fingerprint, "blocker", 1))
        for finding in standing(file):
            fingerprint = _unique(f"{file.path}\n{finding.rule}\n{finding.fingerprint}", seen)
            text, line = _description(finding, view.lang), finding.place.line or 1
            issues.append(_issue(file, text, finding.rule, fingerprint, _LEVELS[finding.severity], line))
    return dumps(issues)


def _issue(
    file: FileReport, description: str, check: str, fingerprint: str, severity: str, line: int
) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": posix(file.path), "lines": {"begin": line}},
    }


def _description(finding: Finding, lang: Language) -> str:
    at = "" if finding.place.line is not None else where(finding.place, lang)
    return clean(headline(finding, lang) + (f" ({at})" if at else ""))


def _unique(key: str, seen: Counter[str]) -> str:
    """32 hex digits that no other issue of the report has, the same from run to run."""
    seen[key] += 1
    return sha256(f"{key}\n{seen[key]}".encode(errors="backslashreplace")).hexdigest()[:32]
