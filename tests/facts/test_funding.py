"""Clauses about money and amounts: the wordings of data/funding.yaml and data/money.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft
from hypothesis import given
from hypothesis import strategies as st

from plancheck.facts import funding, money
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge
from plancheck.text import squeeze

DATA = Path(__file__).parent / "data"
CLAUSES = yaml.load((DATA / "funding.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
AMOUNTS = yaml.safe_load((DATA / "money.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CLAUSES, ids=[case["text"][:50] for case in CLAUSES])
def test_clause(case: dict[str, Any]) -> None:
    lines = [f"# {case['under']}"] if "under" in case else []
    context = Context(draft([*lines, "- " + case["text"]]), load_knowledge(), 20220101)
    found = list(funding.recognise(context))
    expected = case.get("funding", [])
    assert [{name: fact[name] for name in want} for fact, want in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)


def test_heading_alone_is_no_clause() -> None:
    context = Context(draft(["# IV. KINH PHÍ THỰC HIỆN", "# V. TỔ CHỨC THỰC HIỆN"]), load_knowledge(), 20220101)
    assert list(funding.recognise(context)) == []


@pytest.mark.parametrize("case", AMOUNTS, ids=[case["text"] for case in AMOUNTS])
def test_amount(case: dict[str, Any]) -> None:
    assert [amount.dong for amount in money.find_amounts(squeeze(case["text"]).text)] == case["dong"]


@given(st.integers(100, 10**12))
def test_grouped_figures_are_read_back(amount: int) -> None:
    text = f"{amount:,} đồng".replace(",", ".")
    assert [each.dong for each in money.find_amounts(text)] == [amount]


def test_money_facts_quote_the_draft() -> None:
    text = "- Kinh phí dự kiến:  30  triệu đồng, trong đó 1,5 tỷ đồng của tỉnh"
    context = Context(draft([text]), load_knowledge(), 20220101)
    found = list(money.recognise(context))
    assert [fact["amount"] for fact in found] == [30_000_000, 1_500_000_000]
    assert all(fact.quote == text[fact.place.start : fact.place.end] for fact in found)
