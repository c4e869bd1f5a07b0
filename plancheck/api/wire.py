"""What came of drafts on its way between two processes.

Nine verdicts of ten rest on no words of the draft and are the same in every report: each is sent once, then its number.
"""

from typing import Any

from plancheck.api.checking import Attempt
from plancheck.report.model import FileReport, Verdict

_MOST = 4000
"""Verdicts that are known by a number: several for each rule."""

Sent = tuple[list[Verdict], Attempt]
"""Verdicts that get the next numbers, and an attempt with numbers for those that have one."""


class Sender:
    """One end, of the process that checks."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        """By identity: of verdicts that are made once and kept."""
        self._kept: list[Verdict] = []

    def packed(self, attempt: Attempt) -> Sent:
        """What to send."""
        known = len(self._kept)
        verdicts: Any = tuple([self._number(verdict) for verdict in attempt.report.verdicts])
        return self._kept[known:], _with(attempt, verdicts)

    def _number(self, verdict: Verdict) -> Verdict | int:
        number = self._numbers.get(id(verdict))
        if number is not None:
            return number
        if verdict.evidence or len(self._kept) >= _MOST:
            return verdict
        self._numbers[id(verdict)] = len(self._kept)
        self._kept.append(verdict)
        return len(self._kept) - 1


class Receiver:
    """The other end."""

    def __init__(self) -> None:
        self._known: list[Verdict] = []

    def unpacked(self, sent: Sent) -> Attempt:
        """What was sent."""
        fresh, attempt = sent
        self._known += fresh
        verdicts: Any = attempt.report.verdicts
        return _with(attempt, tuple([self._known[each] if type(each) is int else each for each in verdicts]))


def _with(attempt: Attempt, verdicts: tuple[Verdict, ...]) -> Attempt:
    report: FileReport = attempt.report._replace(verdicts=verdicts)
    return attempt._replace(report=report)
