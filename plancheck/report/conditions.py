"""What may weaken a check, in words: no run passes over it in silence."""

from collections.abc import Iterator

from plancheck.report.model import Conditions, FileReport, Report
from plancheck.report.names import Language
from plancheck.report.totals import Totals
from plancheck.report.wording import day, word

_FEW = 8


def told(conditions: Conditions, suppressed: int, known: int, lang: Language) -> Iterator[str]:
    """One piece for each thing; nothing where a check is as strict as it comes. The counts are of findings."""
    if conditions.configuration:
        yield word("with-configuration", lang, path=conditions.configuration)
    if conditions.overridden:
        yield word("with-overridden", lang, rules=_names(conditions.overridden))
    if conditions.select:
        yield word("with-select", lang, rules=_names(conditions.select))
    if conditions.ignore:
        yield word("with-ignore", lang, rules=_names(conditions.ignore))
    if suppressed:
        yield word("with-suppressed", lang, count=suppressed)
    if conditions.baseline:
        yield word("with-baseline", lang, path=conditions.baseline, count=known)
    if conditions.diff_from:
        yield word("with-previous", lang, path=conditions.diff_from)
    if conditions.fail_on != "error":
        yield f"fail-on = {conditions.fail_on}"
    if conditions.as_of:
        yield word("with-day", lang, day=day(conditions.as_of))


def line(conditions: Conditions, suppressed: int, known: int, lang: Language) -> str:
    """All in one sentence; empty when there is nothing to tell."""
    return _joined(list(told(conditions, suppressed, known, lang)), lang)


def pieces(report: Report, counted: Totals | FileReport, lang: Language) -> list[str]:
    """What weakened a run; nothing where whoever ran it has not told.

    Suppressed and old findings are those of all files (``Totals``), or of one.
    """
    if report.conditions is None:
        return []
    totals = counted if isinstance(counted, Totals) else Totals((counted,))
    return list(told(report.conditions, totals.suppressed, totals.known, lang))


def sentence(report: Report, counted: Totals | FileReport, lang: Language) -> str:
    """The same in one sentence; empty when there is nothing to tell."""
    return _joined(pieces(report, counted, lang), lang)


def _joined(pieces: list[str], lang: Language) -> str:
    return f"{word('conditions', lang)}: {'; '.join(pieces)}." if pieces else ""


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_FEW]) + (f", … ({len(names)})" if len(names) > _FEW else "")
