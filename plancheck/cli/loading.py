"""The rule set and the register of a run; what is wrong with them is the user's to put right."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.cli import streams
from plancheck.cli.language import current, say
from plancheck.cli.problem import Problem, suggestion
from plancheck.cli.settings import near

if TYPE_CHECKING:
    from plancheck.cli.settings import Settings
    from plancheck.knowledge import Knowledge
    from plancheck.rules import RulesError, RuleSet


def load(settings: "Settings") -> "RuleSet":
    """The shipped rules and those of ``rules``, with ``parameters``. Raises Problem."""
    from plancheck.rules import RulesError, load_rules

    folders = _folders(settings)
    try:
        rules = load_rules(folders, settings["parameters"])
    except RulesError as error:
        raise _problem(error, settings) from None
    for name in ("select", "ignore"):
        known(rules, settings[name], f"--{name}" if settings.sources[name] == "option" else name)
    return rules


def register(settings: "Settings") -> "Knowledge":
    """The shipped register and that of ``rules``, with the flags of provinces from ``parameters``. Raises Problem."""
    from plancheck.knowledge import load_knowledge

    folders, parameters = _folders(settings), settings["parameters"]
    if not folders and not parameters:
        return load_knowledge()

    from plancheck.rules import RulesError
    from plancheck.rules.ruleset import extra_register, known

    try:
        files = extra_register(folders)
        knowledge = known(files)
        if "provinces" not in parameters:
            return knowledge

        from plancheck.rules.parameters import flags

        return load_knowledge(files, flags(parameters, knowledge))
    except RulesError as error:
        raise _problem(error, settings) from None


def _folders(settings: "Settings") -> tuple[Path, ...]:
    folders = tuple(Path(folder) for folder in settings["rules"])
    for folder in folders:
        if not folder.exists():
            raise Problem(say(f"không có thư mục quy tắc “{folder}”.", f"there is no rule folder “{folder}”."))
    return folders


def _problem(error: "RulesError", settings: "Settings") -> Problem:
    """What is wrong with a file of rules, or with the configuration's parameters."""
    told = error.text(current())
    return Problem(f"{near(settings.file)}: {told}" if settings.file and not error.path else told)


def known(rules: "RuleSet", patterns: Sequence[str], where: str = "") -> None:
    """Raise Problem for the first pattern that names no rule; note those that name one by a former id."""
    for pattern in patterns:
        if (former := rules.former(pattern)) is not None:
            text = say(f"{pattern} nay là {former.id}.", f"{pattern} is now {former.id}.")
            streams.note(f"plancheck: {where + ': ' if where else ''}{text}")
        try:
            rules.select((pattern,))
        except KeyError:
            names = [name for rule in rules.rules for name in (rule.id, rule.slug, *rule.tags)]
            start = f"{where}: " if where else ""
            raise Problem(
                start
                + say(f"không có quy tắc nào tên “{pattern}”.", f"no rule is named “{pattern}”.")
                + suggestion(pattern, names)
            ) from None
