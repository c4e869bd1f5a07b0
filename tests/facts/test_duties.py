"""Tasks given out: the drafts of data/duties.yaml, and tables with merged cells."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from drafts import draft

from plancheck.document import Cell
from plancheck.facts import duties
from plancheck.facts.context import Context
from plancheck.facts.tables import task_tables
from plancheck.knowledge import load_knowledge
from plancheck.structure.plan import Plan

CASES = yaml.load((Path(__file__).parent / "data" / "duties.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_draft(case: dict[str, Any]) -> None:
    context = Context(draft(case["lines"]), load_knowledge(), 20220101)
    found = list(duties.recognise(context))
    assert [{name: fact[name] for name in want} for fact, want in zip(found, case["duties"], strict=False)] == case[
        "duties"
    ]
    assert len(found) == len(case["duties"])


def merged(lines: list[str], spans: dict[int, Cell]) -> Plan:
    plan = draft(lines)
    passages = tuple(
        replace(passage, block=passage.block._replace(cell=spans.get(passage.index, passage.block.cell)))
        for passage in plan.passages
    )
    return plan._replace(passages=passages)


def test_merged_cells_count_for_all_they_cover() -> None:
    lines = [
        "| TT | Nhiệm vụ | Cơ quan thực hiện",
        "| Chủ trì | Phối hợp",
        "| 1 | Tập huấn | Sở TTTT | Sở Nội vụ",
        "| 2 | Quảng bá | Sở Ngoại vụ",
    ]
    spans = {
        0: Cell(1, 1, 1, rows=2), 1: Cell(1, 1, 2, rows=2), 2: Cell(1, 1, 3, columns=2),
        3: Cell(1, 2, 3), 4: Cell(1, 2, 4),
        5: Cell(1, 3, 1), 6: Cell(1, 3, 2), 7: Cell(1, 3, 3, rows=2), 8: Cell(1, 3, 4),
        9: Cell(1, 4, 1), 10: Cell(1, 4, 2), 11: Cell(1, 4, 4),
    }  # fmt: skip
    (table,) = task_tables(merged(lines, spans), load_knowledge())
    read = [([c.text for c in row.lead], [c.text for c in row.coordination]) for row in table.rows]
    assert read == [(["Sở TTTT"], ["Sở Nội vụ"]), (["Sở TTTT"], ["Sở Ngoại vụ"])]
