"""One line a finding, for editors, pre-commit and grep. The words are the same in every language."""

from collections.abc import Iterator

from plancheck.document import Place
from plancheck.report.model import FileReport, Report
from plancheck.report.sanitise import clean
from plancheck.report.streaming import written
from plancheck.report.telling import headline
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View


class Stream:
    """``path:line:col: ID severity message`` where the input has lines, else ``path:¶12: …``."""

    def __init__(self, view: View) -> None:
        self._lang = view.lang

    def begin(self, report: Report) -> str:
        """Nothing."""
        return ""

    def file(self, file: FileReport) -> str:
        """The lines of a file."""
        path = clean(file.path)
        lines = [f"{path}: {file.error.code} error {clean(file.error.message)}"] if file.error else []
        lines.extend(
            f"{path}:{_position(each.place)} {each.rule} {each.severity} {clean(headline(each, self._lang))}"
            for each in file.findings
            if each.suppressed is None
        )
        return "".join(line + "\n" for line in lines)

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """Nothing more."""
        return iter(())


def render(report: Report, view: View = PLAIN) -> str:
    """All lines."""
    return written(Stream(view), report)


def _position(place: Place) -> str:
    if place.line is not None:
        return f"{place.line}:{place.column or 1}:"
    if place.paragraph is None:
        return ""
    part = "" if place.part == "body" else place.part
    return f"{part}¶{place.paragraph}:"
