"""One copy to go through in Word: what is safe corrected, the rest suggested or, failing that, commented on."""

from collections.abc import Callable, Sequence

from plancheck.reading import read
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple
from plancheck.report.model import WORD, FileReport, Finding
from plancheck.report.wording import Language
from plancheck.review.annotate import annotate
from plancheck.review.corrections import Fixed
from plancheck.review.fixing import fixed
from plancheck.review.trying import Check, Understand, Wanted
from plancheck.review.withdraw import withdrawn
from plancheck.rules.model import RuleSet


class Reviewed(NamedTuple):
    """A copy with tracked changes and comments."""

    data: bytes
    fixed: Fixed
    report: FileReport
    """On what is left."""
    comments: int
    """On what is left, one a place."""


def reviewed(
    data: bytes,
    name: str,
    check: Check,
    understand: Understand,
    rules: RuleSet,
    *,
    day: str,
    language: Language = "vi",
    wanted: Wanted = lambda rule: True,
    note: Callable[[Finding], Sequence[str]],
) -> Reviewed:
    """Review a Word file; what plancheck wrote into it before is taken out first.

    ``day``: ISO, of all marks; the rest as for ``fixed``. Raises ReadingError.
    """
    if read(data, name).format not in WORD:
        raise ReadingError(
            "no-review",
            "Chỉ ghi được tệp Word (.docx) đã soát; hãy mở tệp này bằng Word, Lưu thành .docx rồi chạy lại.",
            "Only a Word file (.docx) takes a review; open this one in Word, save it as .docx and run again.",
        )
    done = fixed(withdrawn(data), name, check, understand, day=day, suggest=True, wanted=wanted, note=note)
    left = [finding for finding in done.report.findings if wanted(finding.rule)]
    commented = annotate(done.data, read(done.data, name), left, rules, day, language)
    return Reviewed(commented.data, done, done.report, commented.comments)
