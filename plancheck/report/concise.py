"""One line a finding, for editors, pre-commit and grep. The words are the same in every language."""

from plancheck.document import Place
from plancheck.report.model import Report
from plancheck.report.sanitise import clean
from plancheck.report.view import PLAIN, View


def render(report: Report, view: View = PLAIN) -> str:
    """``path:line:col: ID severity message`` where the input has lines, else ``path:¶12: …``."""
    lines = []
    for file in report.files:
        path = clean(file.path)
        if file.error:
            lines.append(f"{path}: {file.error.code} error {clean(file.error.message)}")
        lines.extend(
            f"{path}:{_position(finding.place)} {finding.rule} {finding.severity} {clean(finding.message)}"
            for finding in file.findings
            if finding.suppressed is None
        )
    return "".join(line + "\n" for line in lines)


def _position(place: Place) -> str:
    if place.line is not None:
        return f"{place.line}:{place.column or 1}:"
    if place.paragraph is None:
        return ""
    part = "" if place.part == "body" else place.part
    return f"{part}¶{place.paragraph}:"
