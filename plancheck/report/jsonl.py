"""JSON lines, schema ``plancheck-lines/1``: a line a file, as in the JSON report, and the summary in the last line."""

import json
from collections.abc import Iterator

from plancheck.report.json_report import conditions_value, file_value, summary_value
from plancheck.report.model import FileReport, Report
from plancheck.report.sanitise import clean_json
from plancheck.report.streaming import written
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View

SCHEMA = "plancheck-lines/1"


class Stream:
    """One line after the other."""

    def __init__(self, view: View) -> None:
        pass

    def begin(self, report: Report) -> str:
        """Nothing."""
        return ""

    def file(self, file: FileReport) -> str:
        """The line of a file."""
        return _line(file_value(file))

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """The summary: where it is missing, the run was broken off."""
        yield _line(
            {
                "schema": SCHEMA,
                "version": report.version,
                "engine": report.engine,
                "rules_version": report.rules_version,
                "summary": summary_value(totals),
                **({"conditions": conditions_value(report.conditions)} if report.conditions else {}),
            }
        )


def render(report: Report, view: View = PLAIN) -> str:
    """All lines."""
    return written(Stream(view), report)


def _line(value: object) -> str:
    return clean_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) + "\n"
