"""What else plancheck knows: its rules, the instruments, and reports as text."""

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from plancheck.api.checking import Day, Names, Paths, chosen, day_number, load, register
from plancheck.report.model import Report
from plancheck.report.names import Language, known_language

if TYPE_CHECKING:
    from plancheck.knowledge import Knowledge
    from plancheck.report.heard import Heard
    from plancheck.rules.model import Rule, RuleSet


def list_rules(select: Names = (), *, language: Language = "vi", rules: Paths = ()) -> tuple[Mapping[str, Any], ...]:
    """Rules (all, or those named) as ``plancheck rules list --format json`` tells them: id, slug, title, severity,
    status, basis. Arguments and exceptions as for ``check``.
    """
    from plancheck.report import explanation

    loaded, language = load(rules), known_language(language)
    named = chosen(loaded, select, "select", language)
    return tuple(explanation.summary(rule, language) for rule in (loaded.select(named) if named else loaded.rules))


def explain(rule: str, *, language: Language = "vi", rules: Paths = ()) -> Mapping[str, Any]:
    """One rule by id, slug or former id, as ``plancheck explain --format json`` tells it: what it asks, why, on what
    basis, how to fix, by which words it is heard, examples. Raises ValueError when there is no such rule, else as
    ``check``.
    """
    from plancheck.report import explanation

    loaded, language = load(rules), known_language(language)
    (name,) = chosen(loaded, rule, "rule", language) or ("",)
    found = loaded.get(name)
    if found is None:
        raise ValueError(f"rule: {rule!r} names not one rule")
    return explanation.as_dict(found, loaded, hearing(found, loaded, lambda: register(rules)), lang=language)


def hearing(rule: "Rule", rules: "RuleSet", register: "Callable[[], Knowledge]") -> "Heard | None":
    """By which words, and in which sentences, what a rule asks for is heard; None where words don't tell."""
    from plancheck.report.heard import prebuilt

    known = prebuilt()
    if known is not None and rules is load():
        return known.get(rule.id)

    from plancheck.pipeline import Options, heard

    return heard(rule, Options(rules=rules, knowledge=register()))


def law(number: str, as_of: Day = None, *, rules: Paths = ()) -> Mapping[str, Any] | None:
    """An instrument on a day (None: today) as ``plancheck law --format json`` tells it: title, in force or not, since
    and until when, what amended or replaced it. None when the register does not know it. Exceptions as ``check``.
    """
    from plancheck.report import instrument

    day = day_number(as_of) or day_number(datetime.date.today())
    assert day is not None
    found = register(rules).instrument(number)
    return instrument.as_dict(found, day) if found else None


def render(report: Report, format: str = "full", *, language: Language = "vi") -> str:
    """A report as text in a format of ``plancheck check --format``. Raises ValueError for one that is none."""
    from plancheck.report import formats
    from plancheck.report.view import View

    if format not in formats.TEXTS:
        raise ValueError(f"format: {format!r} is not one of {', '.join(formats.TEXTS)}")
    return formats.render(format, report, View(lang=known_language(language)))
