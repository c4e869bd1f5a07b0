"""The rule set and the register of a run; what is wrong with them is the user's to put right."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.cli import streams
from plancheck.cli.dates import as_date
from plancheck.cli.language import current, say
from plancheck.cli.problem import Problem
from plancheck.cli.settings import near

if TYPE_CHECKING:
    import datetime

    from plancheck.api import Checker
    from plancheck.cli.settings import Settings
    from plancheck.knowledge import Knowledge
    from plancheck.report.model import Conditions
    from plancheck.rules import RulesError, RuleSet


def load(settings: "Settings") -> "RuleSet":
    """The shipped rules and those of ``rules``, with ``parameters``. Raises Problem."""
    from plancheck.api.checking import load as load_rules
    from plancheck.report.suppression import too_wide
    from plancheck.rules import RulesError

    try:
        rules = load_rules(_folders(settings), settings.parameters)
    except RulesError as error:
        raise _problem(error, settings) from None
    for name in ("select", "ignore"):
        given = f"--{name}" if settings.sources[name] == "option" else name
        known(rules, settings[name], _at(settings.place(name), given))
    for index, each in enumerate(settings.suppress):
        where = _at(settings.place("suppress", index, "rule"), f"suppress {index + 1}")
        known(rules, each.rules, where)
        for pattern in each.rules:
            if fault := too_wide(pattern, rules, current()):
                raise Problem(f"{where}: {fault}")
    return rules


def register(settings: "Settings") -> "Knowledge":
    """The shipped register and that of ``rules``, with the flags of provinces from ``parameters``. Raises Problem."""
    from plancheck.api.checking import register as load_register
    from plancheck.rules import RulesError

    try:
        return load_register(_folders(settings), settings.parameters)
    except RulesError as error:
        raise _problem(error, settings) from None


def prepared(
    settings: "Settings",
    rules: "RuleSet | None" = None,
    trace: Sequence[str] = (),
    detailed: bool = False,
    slim: bool = False,
    remember: str = "",
    today: "datetime.date | None" = None,
) -> "Checker":
    """A checker that goes by the settings; ``rules`` are those ``load`` gave. Raises Problem."""
    from plancheck.api import Checker
    from plancheck.rules import RulesError

    try:
        return Checker(
            as_of=as_date(settings.as_of),
            language=settings.lang,
            select=settings.select,
            ignore=settings.ignore,
            rules=_folders(settings),
            parameters=settings.parameters,
            preview=settings.preview,
            trace=trace,
            detailed=detailed,
            slim=slim,
            remember=remember,
            today=today,
            suppressions=settings.suppress,
            comments=not settings.all_counts,
            folder=settings.file.parent if settings.file else "",
            loaded=rules,
        )
    except RulesError as error:
        raise _problem(error, settings) from None


def _folders(settings: "Settings") -> tuple[Path, ...]:
    folders = tuple(Path(folder) for folder in settings.rules)
    for folder in folders:
        if not folder.exists():
            raise Problem(say(f"không có thư mục quy tắc “{folder}”.", f"there is no rule folder “{folder}”."))
        if not folder.is_dir() and folder.suffix.lower() not in _ENDINGS:
            text = say("tệp quy tắc phải là .yaml hoặc .yml.", "a file of rules ends in .yaml or .yml.")
            raise Problem(f"{near(folder)}: {text}")
        if settings.sources["rules"] == "file":
            _confined(folder)
    return folders


_ENDINGS = (".yaml", ".yml")


def _confined(folder: Path) -> None:
    """Raise Problem for a link by which the rules of a configuration leave their folder."""
    root = folder.resolve()
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            text = say(
                "liên kết ra ngoài thư mục quy tắc; không đọc.", "the link leaves the rules' folder; it is not read."
            )
            raise Problem(f"{near(path)}: {text}")


def conditions(settings: "Settings", rules: "RuleSet", previous: str = "") -> "Conditions":
    """What a check goes by beside the law and the shipped rules."""
    from plancheck.report.model import Conditions

    day = as_date(settings.as_of)
    return Conditions(
        str(near(settings.file).as_posix()) if settings.file else "",
        tuple(rule.id for rule in rules.rules if rule.overrides),
        settings.select,
        settings.ignore,
        settings.fail_on,
        day.isoformat() if day else "",
        near(Path(settings.baseline)).as_posix() if settings.baseline else "",
        previous,
    )


def _problem(error: "RulesError", settings: "Settings") -> Problem:
    """What is wrong with a file of rules, or with the configuration's parameters."""
    told = error.text(current())
    return Problem(told if error.path else _at(settings.place("parameters", *error.at), told))


def _at(place: str, told: str) -> str:
    return f"{place}: {told}" if place else told


def known(rules: "RuleSet", patterns: Sequence[str], where: str = "") -> None:
    """Raise Problem for the first pattern that names no rule; note those that name one by a former id."""
    if not patterns:
        return

    from plancheck.report.suppression import unknown_rule

    for pattern in patterns:
        if (former := rules.former(pattern)) is not None:
            text = say(f"{pattern} nay là {former.id}.", f"{pattern} is now {former.id}.")
            streams.note(f"plancheck: {where + ': ' if where else ''}{text}")
        if (fault := unknown_rule(pattern, rules, current())) is not None:
            raise Problem((f"{where}: " if where else "") + fault)
