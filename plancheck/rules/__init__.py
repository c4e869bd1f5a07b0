"""Rules as data: YAML packs → :class:`RuleSet`, with the linter and the examples that hold the packs to their word."""

from plancheck.rules.errors import RulesError
from plancheck.rules.model import Rule, RuleSet, Severity, Text

__all__ = ["Rule", "RuleSet", "RulesError", "Severity", "Text", "lint_rules", "load_rules", "run_examples"]


def load_rules(extra: Sequence[Path] = ()) -> RuleSet:
    """The rules shipped with plancheck and those of more folders or files, compiled; from the cache when unchanged.

    Raises RulesError for the first thing that is wrong in a file, with its place.
    """
    raise NotImplementedError


def lint_rules(extra: Sequence[Path] = ()) -> list[RulesError]:
    """Everything that is wrong with the rules, in order of file and line; empty when all is well."""
    raise NotImplementedError
