"""Rules as data: YAML packs → :class:`RuleSet`, with the linter and the examples that hold the packs to their word."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plancheck.data.errors import RulesError
from plancheck.rules.model import Rule, RuleSet, Severity, Text

__all__ = ["Rule", "RuleSet", "RulesError", "Severity", "Text", "lint_rules", "load_rules"]


def load_rules(extra: Sequence[Path] = (), parameters: Mapping[str, Any] | None = None) -> RuleSet:
    """The rules shipped with plancheck and those of more folders or files; from the cache when nothing changed.

    ``parameters``: values of the user's for parameters of rules, by name: a scalar, a mapping (value, from, until, vi,
    en) or a list of mappings. Raises RulesError for the first thing that is wrong in a file, with its place.
    """
    from plancheck.rules.ruleset import load

    return load(tuple(extra), parameters)


def lint_rules(extra: Sequence[Path] = ()) -> list[RulesError]:
    """Everything that is wrong with the rules, in order of file and line; empty when all is well."""
    from plancheck.rules.lint import lint

    return lint(tuple(extra))
