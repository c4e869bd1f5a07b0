"""What is done with one draft in a worker process: judged, corrected, written as a copy or a slip."""

import datetime
import pickle
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from plancheck.api.checking import Checker
from plancheck.api.correcting import Judge, answering, judge
from plancheck.api.drafts import Draft
from plancheck.reading.errors import ReadingError
from plancheck.records import NamedTuple, replace
from plancheck.report.model import Conditions, FileReport
from plancheck.report.names import told
from plancheck.report.suppression import Suppression, number, suppress


class Task(NamedTuple):
    """A draft, and how it is to be looked at."""

    name: str
    data: bytes
    arguments: Mapping[str, Any]
    """Of ``Checker``."""
    answered: frozenset[str] = frozenset()
    """Fingerprints of the findings whose corrections are made."""
    ignored: tuple[Suppression, ...] = ()
    """Findings that are not to count."""
    path: str = ""
    """Where it lies, for suppressions that are for a path; empty: nowhere."""


class Judged(NamedTuple):
    """What came of a draft, as it is with its corrections."""

    report: FileReport
    refused: tuple[tuple[str, str], ...] = ()
    """Fingerprints whose corrections could not be made, and why."""


def judged(task: Task) -> Judged:
    """Judge a draft with the corrections asked for, all its paragraphs in the report."""
    detailed = _checker(task, detailed=True)
    if not task.answered:
        return Judged(_report(task, detailed, task.data))
    checker = _checker(task)
    try:
        done = _corrected(task, checker, task.answered)
    except ReadingError as error:
        why = told(checker.language, error.message_vi, error.message_en)
        return Judged(_report(task, detailed, task.data), tuple((each, why) for each in task.answered))
    report = _report(task, detailed, done.plain)
    return Judged(report, tuple(_refused(task, done, report, checker)))


def fixed_copy(task: Task) -> bytes:
    """The draft with the corrections asked for, else all safe ones, tracked in Word. Raises ReadingError."""
    data: bytes = _corrected(task, _checker(task), task.answered or None).data
    return data


def reviewed_copy(task: Task) -> bytes:
    """A Word copy with all corrections tracked and comments on the rest. Raises ReadingError."""
    from plancheck.review.reviewing import reviewed

    checker = _checker(task)
    _unsigned(task, checker)
    judge = _considerate(task, checker, None)
    return reviewed(
        task.data,
        task.name,
        judge.check,
        judge.understand,
        checker.rules,
        day=datetime.date.today().isoformat(),
        language=checker.language,
        note=judge.note,
    ).data


def slip(task: Task, ending: str) -> bytes:
    """The slip on the draft with its corrections, as ".docx" or ".html"."""
    from plancheck.review.slip import slip as filled

    checker = _checker(task)
    report = checker.report((considered(judged(task).report, task.ignored, checker),))
    report = replace(report, conditions=conditions(task.arguments, checker))
    selected = bool(task.arguments["select"] or task.arguments["ignore"])
    slips = [filled(report, paper, checker.rules, checker.language, selected) for paper in report.files]
    if ending == ".docx":
        from plancheck.review.slip_word import render as as_docx

        return as_docx(slips)
    from plancheck.review.slip_html import render as as_html

    return as_html(slips).encode()


def considered(report: FileReport, ignored: Collection[Suppression], checker: Checker) -> FileReport:
    """A report as what is ignored in it no longer counts."""
    today = number(datetime.date.today())
    return report._replace(findings=suppress(report.findings, tuple(ignored), checker.rules, today).findings)


def conditions(arguments: Mapping[str, Any], checker: Checker) -> Conditions:
    """What weakens a check on the page."""
    overridden = tuple(rule.id for rule in checker.rules.rules if rule.overrides)
    day = arguments["as_of"]
    return Conditions("", overridden, tuple(arguments["select"]), tuple(arguments["ignore"]), as_of=str(day or ""))


def _corrected(task: Task, checker: Checker, answered: Collection[str] | None) -> Any:
    """``Fixed``, of the findings answered; None: of all safe corrections."""
    from plancheck.reading import read
    from plancheck.report.model import WORD
    from plancheck.review.fixing import fixed
    from plancheck.review.withdraw import withdrawn

    _unsigned(task, checker)
    data = withdrawn(task.data) if read(task.data, task.name).format in WORD else task.data
    judge = _considerate(task, checker, answered)
    suggest = answered is not None
    return fixed(data, task.name, judge.check, judge.understand, suggest=suggest, note=judge.note)


def _considerate(task: Task, checker: Checker, answered: Collection[str] | None) -> Judge:
    """A judge to whom what is ignored does not count, and only what is ``answered`` (None: all) can be put right."""
    plain = judge(task.path or task.name, checker)
    judge_ = plain._replace(check=lambda data: considered(plain.check(data), task.ignored, checker))
    return judge_ if answered is None else answering(judge_, answered)


def _unsigned(task: Task, checker: Checker) -> None:
    """Raises ReadingError for a draft that is digitally signed: it is not changed."""
    from plancheck.reading import read
    from plancheck.review.package import state

    if state(task.data, read(task.data, task.name).format)[0]:
        raise ReadingError(
            "signed",
            "Văn bản đã ký số nên không sửa; hãy sửa bản chưa ký.",
            "It is digitally signed and is not changed; change the unsigned draft.",
        )


def _refused(task: Task, done: Any, report: FileReport, checker: Checker) -> Iterator[tuple[str, str]]:
    from plancheck.review.rewrite import OBSTACLES

    reasons = {left.rule: left for left in done.left}
    for finding in report.findings:
        if finding.fingerprint in task.answered and finding.rule in reasons:
            left = reasons[finding.rule]
            why = OBSTACLES[left.reason][checker.language == "en"].format(rules=", ".join(left.breaks))
            yield finding.fingerprint, why


def _report(task: Task, checker: Checker, data: bytes) -> FileReport:
    return checker.check(Draft(task.path or task.name, None, data))._replace(path=task.name)


def _checker(task: Task, detailed: bool = False) -> Checker:
    return _like(pickle.dumps({**task.arguments, "detailed": detailed}))


@lru_cache(maxsize=16)
def _like(arguments: bytes) -> Checker:
    return Checker(**pickle.loads(arguments))
