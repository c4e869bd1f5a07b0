"""Reports written file by file, so that a run of thousands keeps none of them."""

from typing import TYPE_CHECKING, Protocol

from plancheck.records import replace
from plancheck.report.model import FileReport, Report
from plancheck.report.totals import Totals

if TYPE_CHECKING:
    from plancheck.report.view import View


class Stream(Protocol):
    """A report in the making."""

    def begin(self, report: Report) -> str:
        """What is written first; ``report`` has no files."""

    def file(self, file: FileReport) -> str:
        """What is written for a file."""

    def end(self, report: Report, totals: Totals) -> str:
        """What is written last; ``report`` has no files."""


class Whole:
    """A format that can be written only when all is known."""

    def __init__(self, name: str, view: "View") -> None:
        self._name = name
        self._view = view
        self._files: list[FileReport] = []

    def begin(self, report: Report) -> str:
        """Nothing yet."""
        return ""

    def file(self, file: FileReport) -> str:
        """Nothing yet."""
        self._files.append(file)
        return ""

    def end(self, report: Report, totals: Totals) -> str:
        """Everything."""
        from plancheck.report.formats import render

        return render(self._name, replace(report, files=tuple(self._files)), self._view)


def written(stream: Stream, report: Report) -> str:
    """A whole report, by way of a stream."""
    empty = replace(report, files=())
    pieces = [stream.begin(empty), *(stream.file(file) for file in report.files)]
    return "".join((*pieces, stream.end(empty, Totals(report.files))))
