"""Reporting duties: the wordings of data/reporting.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft

from plancheck.facts import reporting
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge

CASES = yaml.load((Path(__file__).parent / "data" / "reporting.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def facts(case: dict[str, Any]) -> list[Fact]:
    context = Context(draft(case["lines"]), load_knowledge(), int(case.get("as_of", 20220101)))
    return list(reporting.recognise(context))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_wording(case: dict[str, Any]) -> None:
    found = facts(case)
    expected = case.get("duties", [])
    seen = [{name: str(fact[name]) for name in want} for fact, want in zip(found, expected, strict=False)] + [
        dict(fact.values) for fact in found[len(expected) :]
    ]
    assert seen == expected


def test_quotation_is_copied_from_the_draft() -> None:
    case = next(case for case in CASES if case["name"] == "Tây Ninh 2012, no time")
    text = case["lines"][-1]
    for fact in facts(case):
        assert fact.quote == text[fact.place.start : fact.place.end]


def test_a_time_far_below_is_not_taken() -> None:
    lines = ["- Báo cáo kết quả về UBND tỉnh theo quy định.", "- Tuyên truyền.", "- Quảng bá.", "- Kiểm tra.",
             "- Thời gian gửi: trước ngày 15/11."]  # fmt: skip
    assert [fact["timed"] for fact in facts({"lines": lines})] == ["no"]
