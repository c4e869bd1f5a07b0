"""Every way of writing a plan in cases.yaml: the role of each line, what is read from it, and where items stand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.knowledge import Knowledge
from plancheck.structure import analyse

from .written import written

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], knowledge: Knowledge) -> None:
    told = written(case["document"], case.get("format", "docx"))
    plan = analyse(told.document, knowledge)
    got = [f"{passage.role.value} | {passage.text}" for passage in plan.passages]
    assert got == [f"{role} | {passage.text}" for role, passage in zip(told.roles, plan.passages, strict=True)]
    for index, parts in case.get("parts", {}).items():
        assert [part.role.value for part in plan.passages[index].parts] == parts, plan.passages[index]
    for index, crumb in told.crumbs.items():
        assert plan.passages[index].breadcrumb[-1:] == (crumb,), plan.passages[index].text
    for index, number in case.get("appendices", {}).items():
        assert plan.passages[index].appendix == number
    for _, title, *roles in case.get("sections", []):
        section = next(section for section in plan.sections if section.title == title)
        assert set(roles) <= section.roles
    for path, value in case["expect"].items():
        found: Any = plan
        for name in path.split("."):
            found = getattr(found, name)
        assert (list(found) if isinstance(found, tuple) else found) == value, path
