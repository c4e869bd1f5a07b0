"""Workflow commands: GitHub shows each finding beside the file in the run and in the pull request."""

from plancheck.report.conditions import sentence
from plancheck.report.model import Report
from plancheck.report.sanitise import clean
from plancheck.report.telling import details, headline, posix, standing
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import where

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, view: View = PLAIN) -> str:
    """One command a finding: ``::error file=…,line=…,title=…::message``. Word files have no lines.

    What weakened the check, and what is to be known of a file, are notices.
    """
    said = sentence(report, view.lang)
    lines = [_command("notice", {"title": "plancheck"}, [said])] if said else []
    for file in report.files:
        path = posix(file.path)
        if file.error:
            lines.append(_command("error", {"file": path, "title": file.error.code}, [file.error.message]))
        for finding in standing(file):
            place = finding.place
            properties = {"file": path}
            if place.line is not None:
                properties |= {"line": str(place.line), "col": str(place.column or 1)}
            properties["title"] = f"{finding.rule} {finding.slug}"
            told = [f"{label}: {text}" for label, text in details(finding, view.lang)]
            at = [] if place.line is not None else [where(place, view.lang)]
            message = [headline(finding, view.lang), *(text for text in at if text), *told]
            lines.append(_command(_LEVELS[finding.severity], properties, message))
        for note in file.notes:
            level = "error" if note.code == "internal" else "notice"
            lines.append(_command(level, {"file": path, "title": "plancheck"}, [note.message]))
    return "".join(line + "\n" for line in lines)


def _command(level: str, properties: dict[str, str], message: list[str]) -> str:
    written = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    return f"::{level} {written}::" + "%0A".join(_data(line) for line in message)


def _data(text: str) -> str:
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
