"""What is said to be put right is put right: in drafts made of the rules' own examples, and in offices' drafts."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from plancheck.api import Checker
from plancheck.api.correcting import judge
from plancheck.report.model import Finding
from plancheck.review.fixing import fixed
from plancheck.rules import load_rules
from plancheck.rules.examples import make
from plancheck.rules.model import Example, Rule
from tests.real import documents

_LOOKS = 4
"""Of the rules that only set how a draft looks one in so many is tried."""


def cases() -> list[tuple[Rule, Example]]:
    """Of each rule that puts something right unasked, an example of what breaks it."""
    found: list[tuple[Rule, Example]] = []
    looks = 0
    for rule in load_rules().rules:
        actions = {check.fix.action for check in rule.checks if check.fix is not None and check.fix.safe}
        looks += actions == {"format"}
        if actions and (actions != {"format"} or looks % _LOOKS == 0):
            found += [(rule, each) for each in rule.examples if each.outcome == "fail"][:1]
    return found


@cache
def checker(as_of: int) -> Checker:
    return Checker(as_of=date(as_of // 10000, as_of // 100 % 100, as_of % 100) if as_of else None)


def untrue(data: bytes, name: str, as_of: int = 0) -> set[tuple[str, str]]:
    """Rule and words of what is said to be put right and is not."""
    judged = judge(name, checker(as_of))
    promised = {_said(each) for each in judged.check(data).findings if each.fixable == "safe"}
    if not promised:
        return set()
    done = fixed(data, name, judged.check, judged.understand, day="2026-11-30")
    return promised & {_said(finding) for finding in done.report.findings}


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.quote


@pytest.mark.parametrize(("rule", "example"), cases(), ids=lambda each: each.id if isinstance(each, Rule) else "")
def test_what_an_example_promises_is_kept(rule: Rule, example: Example) -> None:
    name = "a.docx" if rule.needs_layout else "a.xml"
    assert untrue(make(rule, example), name, example.as_of) == set()


@pytest.mark.real
@pytest.mark.parametrize("path", documents("cases/*/*.docx", "seeds/*.txt"))
def test_what_a_draft_of_an_office_promises_is_kept(path: Path) -> None:
    assert untrue(path.read_bytes(), path.name) == set()
