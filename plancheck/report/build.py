"""Judgement → what is reported: findings with their words, places and fingerprints; a verdict for every rule."""

from collections.abc import Sequence

from plancheck.engine import Judgement
from plancheck.facts.vocabulary import Fact
from plancheck.report.model import Coverage, Finding, Verdict
from plancheck.rules import RuleSet
from plancheck.rules.model import Language
from plancheck.structure.plan import Plan


def build(
    facts: Sequence[Fact], plan: Plan, rules: RuleSet, judgement: Judgement, language: Language = "vi"
) -> tuple[tuple[Finding, ...], tuple[Verdict, ...], Coverage]:
    """Say in one language what was judged. Findings are ordered by severity, place and rule."""
    raise NotImplementedError
