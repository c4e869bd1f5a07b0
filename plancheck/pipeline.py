"""The one way through: bytes → report."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plancheck.report.model import FileReport, Report
from plancheck.rules.model import Language, RuleSet


@dataclass(frozen=True, slots=True)
class Options:
    """How to check. Dates are ``yyyymmdd``."""

    as_of: int | None = None
    """Judge as of this day; None: the draft's own date, else its month, its period, or today."""
    language: Language = "vi"
    select: tuple[str, ...] = ()
    """Only these rules (id, beginning of an id, slug, tag, pack); empty: all."""
    ignore: tuple[str, ...] = ()
    rules: RuleSet | None = None
    """None: the rules shipped with plancheck."""
    today: datetime.date | None = None
    """None: the clock's."""
    engine: str | None = None
    """``durable-rules`` or ``reference``; None: the best there is."""


def check_bytes(data: bytes, name: str = "", options: Options = Options()) -> FileReport:
    """Check one draft. A draft that can't be read gives a report with an ``error``; nothing is raised for it.

    Raises KeyError with the pattern when ``select`` or ``ignore`` names no rule.
    """
    raise NotImplementedError


def check(inputs: str | Path | bytes | Sequence[str | Path | bytes], options: Options = Options()) -> Report:
    """Check drafts given as paths or as their bytes."""
    raise NotImplementedError
