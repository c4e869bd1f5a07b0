"""Papers of offices that are no plans, or plans of schools: each is told for what it is and accused of nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from plancheck.pipeline import Options, check_bytes

HERE = Path(__file__).parent
PAPERS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "papers.yaml").read_text("utf-8"))
TODAY = Options(today=date(2026, 11, 22))


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_told_by_its_kind_and_accused_of_nothing(name: str) -> None:
    report = check_bytes((HERE / f"{name}.txt").read_bytes(), f"{name}.txt", TODAY)
    document = report.document
    assert document is not None
    told = {key: getattr(document, key) or None for key in PAPERS[name]}
    assert told == PAPERS[name]
    assert document.standing == PAPERS[name].get("standing", "own")
    assert [f"{each.rule} {each.message}" for each in report.findings if each.severity != "info"] == []


def test_every_paper_is_labelled() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(PAPERS)
