"""What several formats say alike: a finding's details, a file's outcome, paths as other programs write them."""

from collections.abc import Iterator
from pathlib import PurePath

from plancheck.report.model import SEVERITIES, FileReport, Finding, Severity, Verdict
from plancheck.report.wording import Language, cited, counted, word


def details(finding: Finding, lang: Language) -> Iterator[tuple[str, str]]:
    """Label and text of what stands beside the message, empty ones left out."""
    if finding.actual != finding.quote and finding.actual:
        yield word("actual", lang), finding.actual
    if finding.expected:
        yield word("expected", lang), finding.expected
    if finding.remedy:
        yield word("remedy", lang), finding.remedy
    if finding.basis:
        yield word("basis", lang), "; ".join(cited(basis, lang) for basis in finding.basis)


def standing(file: FileReport, severity: Severity | None = None) -> list[Finding]:
    """Findings that are not suppressed, of one severity or all."""
    return [f for f in file.findings if f.suppressed is None and severity in (None, f.severity)]


def ended(file: FileReport, status: str) -> list[Verdict]:
    """Rules that ended in a status."""
    return [verdict for verdict in file.verdicts if verdict.status == status]


def found(file: FileReport, lang: Language) -> str:
    """ "2 lỗi, 1 cảnh báo", or that nothing was found."""
    counts = [(len(standing(file, severity)), severity) for severity in SEVERITIES]
    return ", ".join(counted(count, severity, lang) for count, severity in counts if count) or word("none", lang)


def covered(file: FileReport, lang: Language, selected: bool) -> list[str]:
    """How much was judged, and what was not: the pieces of a sentence."""
    evaluated, applicable = file.coverage.evaluated, file.coverage.applicable
    pieces = [word("judged-chosen" if selected else "judged", lang, evaluated=evaluated, applicable=applicable)]
    numbers = {
        "review": len(ended(file, "needs-review")),
        "left": len(ended(file, "not-evaluated")),
        "suppressed": len(file.findings) - len(standing(file)),
    }
    return pieces + [word(key, lang, count=count) for key, count in numbers.items() if count]


def unsettled(file: FileReport) -> bool:
    """Whether nothing was found but something could not be judged: no reader may take it for a clean draft."""
    return not standing(file) and bool(ended(file, "needs-review") or ended(file, "not-evaluated"))


def posix(path: str) -> str:
    """A path with forward slashes and no "./", as repositories name files."""
    return PurePath(path).as_posix()
