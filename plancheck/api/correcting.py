"""How a draft is checked while it is corrected, and what comments on it say."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from plancheck.api.checking import Checker
from plancheck.api.drafts import Draft
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple
from plancheck.report.names import told

if TYPE_CHECKING:
    from plancheck.report.model import FileReport, Finding


class Judge(NamedTuple):
    """How the corrections of a draft are judged and told."""

    check: "Callable[[bytes], FileReport]"
    """Raises ReadingError."""
    understand: Callable[[bytes], Any]
    """The plans of the papers it holds."""
    note: "Callable[[Finding], Sequence[str]]"


def answering(judge: Judge, fingerprints: Collection[str]) -> Judge:
    """The same, for corrections of findings with these fingerprints alone: no other can be put right."""

    def check(data: bytes) -> "FileReport":
        report = judge.check(data)
        findings = (f if f.fingerprint in fingerprints else f._replace(fixes=()) for f in report.findings)
        return report._replace(findings=tuple(findings))

    return judge._replace(check=check)


def judge(name: str, checker: Checker) -> Judge:
    """For the draft of a name."""
    from plancheck.review.annotate import lines

    def check(data: bytes) -> "FileReport":
        report = checker.check(Draft(name, None, data))
        if report.error is not None:
            raise ReadingError(report.error.code, report.error.message, report.error.message)
        return report

    def understand(data: bytes) -> Any:
        return [each.plan for each in checker.understand_each(Draft(name, None, data))]

    def note(finding: "Finding") -> Sequence[str]:
        head = told(
            checker.language,
            "GỢI Ý của plancheck: xem lại, sửa cho đúng rồi chấp nhận hoặc từ chối.",
            "A SUGGESTION by plancheck: look it over, adapt it, then accept or reject it.",
        )
        return [head, *lines(finding, checker.rules, checker.language)]

    return Judge(check, understand, note)
