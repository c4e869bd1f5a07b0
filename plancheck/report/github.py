"""Workflow commands: GitHub shows each finding beside the file in the run and in the pull request."""

from collections.abc import Iterator

from plancheck.report.conditions import sentence
from plancheck.report.model import FileReport, Report
from plancheck.report.sanitise import clean
from plancheck.report.streaming import written
from plancheck.report.telling import details, headline, posix, standing
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, where

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


class Stream:
    """One command a finding: ``::error file=…,line=…,title=…::message``. Word files have no lines.

    What is to be known of a file, and what weakened the check, are notices.
    """

    def __init__(self, view: View) -> None:
        self._lang = view.lang

    def begin(self, report: Report) -> str:
        """Nothing."""
        return ""

    def file(self, file: FileReport) -> str:
        """The commands of a file."""
        return "".join(line + "\n" for line in _commands(file, self._lang))

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """What weakened the check."""
        if said := sentence(report, totals, self._lang):
            yield _command("notice", {"title": "plancheck"}, [said]) + "\n"


def render(report: Report, view: View = PLAIN) -> str:
    """All commands."""
    return written(Stream(view), report)


def _commands(file: FileReport, lang: Language) -> Iterator[str]:
    path = posix(file.path)
    if file.error:
        yield _command("error", {"file": path, "title": file.error.code}, [file.error.message])
    for finding in standing(file):
        place = finding.place
        properties = {"file": path}
        if place.line is not None:
            properties |= {"line": str(place.line), "col": str(place.column or 1)}
        properties["title"] = f"{finding.rule} {finding.slug}"
        told = [f"{label}: {text}" for label, text in details(finding, lang)]
        at = [] if place.line is not None else [where(place, lang)]
        yield _command(
            _LEVELS[finding.severity], properties, [headline(finding, lang), *(text for text in at if text), *told]
        )
    for note in file.notes:
        level = "error" if note.code == "internal" else "notice"
        yield _command(level, {"file": path, "title": "plancheck"}, [note.message])


def _command(level: str, properties: dict[str, str], message: list[str]) -> str:
    written = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    return f"::{level} {written}::" + "%0A".join(_data(line) for line in message)


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
