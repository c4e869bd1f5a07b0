"""The rule set of a run; what is wrong with it is the user's to put right."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.cli.language import current, say
from plancheck.cli.problem import Problem, suggestion

if TYPE_CHECKING:
    from plancheck.cli.settings import Settings
    from plancheck.rules import RuleSet


def load(settings: "Settings") -> "RuleSet":
    """The shipped rules and those of ``rules``. Raises Problem."""
    from plancheck.rules import RulesError, load_rules

    folders = tuple(Path(folder) for folder in settings["rules"])
    for folder in folders:
        if not folder.exists():
            raise Problem(say(f"không có thư mục quy tắc “{folder}”.", f"there is no rule folder “{folder}”."))
    try:
        rules = load_rules(folders)
    except RulesError as error:
        raise Problem(error.text(current())) from None
    for name in ("select", "ignore"):
        known(rules, settings[name], f"--{name}" if settings.sources[name] == "option" else name)
    return rules


def known(rules: "RuleSet", patterns: Sequence[str], where: str = "") -> None:
    """Raise Problem for the first pattern that names no rule."""
    for pattern in patterns:
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
