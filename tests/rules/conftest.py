"""Small packs to test with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.knowledge.store import rules_dir
from plancheck.rules.assemble import assemble
from plancheck.rules.model import RuleSet

RULE = """
pack: tiny
title: {vi: Nhỏ, en: Tiny}
rules:
  - id: TST-001
    slug: tiny-rule
    since: "2026-11"
    title: {vi: Thử, en: Test}
    applies: {types: [KH]}
    check: {kind: require, fact: reporting, where: {timed: "yes"}}
    message: {vi: Thiếu., en: Missing.}
    why: {vi: Cần., en: Needed.}
    remedy: {vi: Thêm., en: Add.}
    basis: [{instrument: 30/2020/NĐ-CP, locator: Điều 8, certainty: seen}]
    met: {vi: Có., en: There.}
    examples:
      base: province-2022
      fail: [{edits: [{remove: Trên đây là Kế hoạch}]}]
"""
"""A pack of one rule with nothing wrong."""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a pack file and give its path."""

    def write(text: str, name: str = "tiny.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def ruleset(write: Callable[..., Path]) -> Callable[[str], RuleSet]:
    """A rule set of one pack."""
    return lambda text: assemble([write(text)], rules_dir())
