"""A table of many files: the ones with faults in a line each, the rest counted, the most frequent faults."""

from collections.abc import Iterator

from plancheck.report.lines import BLANK, Line, line, write
from plancheck.report.model import SEVERITIES, FileReport, Report
from plancheck.report.statistics import frequent
from plancheck.report.streaming import written
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import counted, total, word

_COLUMNS = {"vi": (5, 10, 7, 9), "en": (6, 9, 6, 9)}
"""Widths of the counts and of the coverage."""
_RULES = 10


class Stream:
    """One row after the other."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._widths = _COLUMNS[view.lang]
        self._level = "info" if view.fail_on == "never" else view.fail_on
        self._shown = 0

    def begin(self, report: Report) -> str:
        """Nothing."""
        return ""

    def file(self, file: FileReport) -> str:
        """Its row, if it has a fault that counts or could not be read; with ``verbose`` always."""
        totals = Totals((file,))
        if not (file.error or totals.reach(self._level) or self._view.verbose):
            return ""
        head = [] if self._shown else [self._head()]
        self._shown += 1
        return self._write([*head, self._row(file, totals)])

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """How many files have no row, the sum, and the rules broken most often."""
        if not self._view.quiet:
            yield self._write(list(self._closing(totals)))

    def _closing(self, totals: Totals) -> Iterator[Line]:
        lang = self._view.lang
        if self._shown:
            yield BLANK
        if rest := totals.files - self._shown:
            yield line(word(f"rest-{self._level}", lang, files=counted(rest, "file", lang)))
        yield line(total(totals, lang), "heading")
        if totals.kinds:
            yield BLANK
            yield line(word("frequent", lang), "heading")
            yield from (line(row, "", 2) for row in frequent(totals, _RULES))

    def _head(self) -> Line:
        words = (
            *(word(f"column-{severity}", self._view.lang) for severity in SEVERITIES),
            word("judged-column", self._view.lang),
        )
        cells = "".join(text.rjust(width) for text, width in zip(words, self._widths, strict=True))
        return line(f"{cells}  {word('file-column', self._view.lang)}", "label")

    def _row(self, file: FileReport, totals: Totals) -> Line:
        width = sum(self._widths)
        if file.error:
            state = f"{word('unreadable', self._view.lang)} ({file.error.code})"
            return Line(((state.rjust(width), "error"), (f"  {file.path}", "path")))
        counts = tuple(
            (str(count or "–").rjust(width), severity if count else "dim")
            for severity, width in zip(SEVERITIES, self._widths, strict=False)
            for count in (totals.count(severity),)
        )
        judged = f"{file.coverage.evaluated}/{file.coverage.applicable}".rjust(self._widths[-1])
        return Line((*counts, (judged, "dim"), (f"  {file.path}", "path")))

    def _write(self, lines: list[Line]) -> str:
        return write(lines, color=self._view.color)


def render(report: Report, view: View = PLAIN) -> str:
    """The table."""
    return written(Stream(view), report)
