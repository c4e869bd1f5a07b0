"""Whether a draft is judged alike before and after another program has saved it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plancheck.pipeline import Options, check_bytes

OPTIONS = Options(today=date(2026, 11, 22))


class Told(NamedTuple):
    """What is said of a draft, without where it stands."""

    document: tuple[Any, ...]
    findings: Counter[tuple[str, str, str]]
    """Rule, message and the words pointed to."""
    statuses: Counter[tuple[str, str]]


class Change(NamedTuple):
    """A difference that LibreOffice is to blame for."""

    draft: str
    """Name of the draft, ``*`` for any."""
    rule: str
    words: str
    """In the message that comes or goes."""
    why: str


def told(data: bytes) -> Told:
    """What is said of a Word or OpenDocument file; of one that can't be read only the error."""
    report = check_bytes(data, "draft", OPTIONS)
    if report.document is None:
        return Told((report.error,), Counter(), Counter())
    return Told(
        report.document,
        Counter((each.rule, each.message, " ".join(each.quote.split())) for each in report.findings),
        Counter((each.rule, each.status) for each in report.verdicts),
    )


@cache
def changes() -> tuple[Change, ...]:
    """The differences that are argued."""
    loaded = yaml.safe_load((Path(__file__).parent / "changes.yaml").read_text("utf-8"))
    return tuple(Change(**each) for each in loaded["changes"])


def differences(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """How what is said of a draft differs, beyond what is argued."""
    one, other = told(before), told(after)
    argued = [change for change in changes() if change.draft in (name, "*")]
    if one.document != other.document:
        yield f"{name}: {one.document} → {other.document}"
    for sign, these in (("-", one.findings - other.findings), ("+", other.findings - one.findings)):
        for rule, message, quote in these:
            if not any(change.rule == rule and change.words in message for change in argued):
                yield f"{name} {sign} {rule} {message} “{quote}”"
    rules = {change.rule for change in argued}
    for sign, verdicts in (("-", one.statuses - other.statuses), ("+", other.statuses - one.statuses)):
        for rule, status in verdicts:
            if rule not in rules:
                yield f"{name} {sign} {rule} {status}"
