"""GitLab Code Quality: a JSON list that merge requests show as a widget.

It has a place for faults only: a remark in it would be counted as one. What weakened the check is in the job's log.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from plancheck.digest import sha256
from plancheck.report.json_report import Items
from plancheck.report.model import FileReport, Finding, Report
from plancheck.report.sanitise import clean
from plancheck.report.streaming import written
from plancheck.report.telling import headline, posix, standing
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, where

_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


class Stream:
    """One object a finding. Word files have no lines: theirs stand at line 1, with the place in the description."""

    def __init__(self, view: View) -> None:
        self._lang = view.lang
        self._seen: Counter[str] = Counter()
        """Of the last file: the path is part of what is counted."""
        self._path = ""
        self._items = Items()

    def begin(self, report: Report) -> str:
        """The list opens."""
        return "["

    def file(self, file: FileReport) -> str:
        """The objects of a file."""
        if file.path != self._path:
            self._path = file.path
            self._seen.clear()
        return "".join(map(self._items.next, self._issues(file)))

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """The list closes."""
        yield f"{self._items.closed}\n"

    def _issues(self, file: FileReport) -> Iterator[dict[str, Any]]:
        if file.error:
            fingerprint = self._unique(f"{file.path}\n{file.error.code}")
            yield _issue(file, clean(file.error.message), file.error.code, fingerprint, "blocker", 1)
        for finding in standing(file):
            fingerprint = self._unique(f"{file.path}\n{finding.rule}\n{finding.fingerprint}")
            text, line = _description(finding, self._lang), finding.place.line or 1
            yield _issue(file, text, finding.rule, fingerprint, _LEVELS[finding.severity], line)

    def _unique(self, key: str) -> str:
        """32 hex digits that no other issue of the report has, the same from run to run."""
        self._seen[key] += 1
        return sha256(f"{key}\n{self._seen[key]}".encode(errors="backslashreplace")).hexdigest()[:32]


def render(report: Report, view: View = PLAIN) -> str:
    """The list."""
    return written(Stream(view), report)


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
