"""What the files of a run come to, counted while they are checked, so that none need be kept."""

from collections import Counter
from collections.abc import Iterable

from plancheck.records import NamedTuple
from plancheck.report.gathering import one_by_one
from plancheck.report.model import SEVERITIES, FileReport, Severity


class Kind(NamedTuple):
    """Findings of a rule at one severity."""

    rule: str
    severity: Severity
    slug: str


class Totals:
    """Counts that grow file by file."""

    def __init__(self, files: Iterable[FileReport] = ()) -> None:
        self.files = 0
        self.unreadable = 0
        self.broken = 0
        """Files on which part of plancheck broke."""
        self.suppressed = 0
        self.known = 0
        """Old findings, still there: in a baseline or in the draft before."""
        self.severities: Counter[Severity] = Counter()
        """Findings that are not suppressed."""
        self.kinds: Counter[Kind] = Counter()
        """The same by rule, those that are told in one each of its own."""
        for file in files:
            self.add(file)

    def add(self, file: FileReport) -> None:
        """Count one more file."""
        self.files += file.paper[0] == 1
        self.unreadable += file.error is not None
        self.broken += file.broken
        for finding in file.findings:
            if finding.suppressed is None:
                self.severities[finding.severity] += 1
                self.kinds.update(Kind(each.rule, each.severity, each.slug) for each in one_by_one((finding,)))
            elif finding.known:
                self.known += 1
            else:
                self.suppressed += 1

    def count(self, severity: Severity) -> int:
        """Findings of a severity that are not suppressed."""
        return self.severities[severity]

    def reach(self, level: str) -> bool:
        """Whether a finding that is not suppressed is at or above a severity; none is above ``never``."""
        return level != "never" and any(map(self.count, SEVERITIES[: SEVERITIES.index(level) + 1]))
