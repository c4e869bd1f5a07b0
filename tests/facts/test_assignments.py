"""Who is given work: the drafts of data/assignments.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft

from plancheck.facts import assignments
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge

CASES = yaml.load((Path(__file__).parent / "data" / "assignments.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_draft(case: dict[str, Any]) -> None:
    context = Context(draft(case["lines"]), load_knowledge(), int(case.get("as_of", 20220101)))
    found = list(assignments.recognise(context))
    roles = {str(fact["agency"]): fact["role"] for fact in found}
    expected = case["roles"]
    if expected:
        assert {agency: roles.get(agency) for agency in expected} == expected
    else:
        assert roles == {}
    for agency in case.get("none", ()):
        assert agency not in roles
    for agency, listed in case.get("listed", {}).items():
        assert {fact["listed"] for fact in found if fact["agency"] == agency} == {listed}
    for agency, functions in case.get("functions", {}).items():
        assert sorted(str(fact["function"]) for fact in found if fact["agency"] == agency) == sorted(functions)


def test_one_fact_for_each_body_and_function() -> None:
    lines = [
        "# Tổ chức thực hiện",
        "## 1. Sở Văn hóa, Thể thao và Du lịch",
        "- Chủ trì.",
        "- Phối hợp với Sở Văn hóa, Thể thao và Du lịch.",
    ]
    found = list(assignments.recognise(Context(draft(lines), load_knowledge(), 20220101)))
    keys = [(fact["agency"], fact["function"]) for fact in found]
    assert len(keys) == len(set(keys))
    assert {fact["role"] for fact in found} == {"leads"}
