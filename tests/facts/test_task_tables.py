"""Tables of tasks give the duties that prose gives, whatever their heads and however their cells are merged."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import yaml

from plancheck.pipeline import Options, understand
from tests.letterhead.drafts import HEADS, packed, text
from tests.letterhead.layouts import two_rows
from tests.reading.docx_builder import cell, para, table

Grid = Sequence[Sequence[str]]

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "task_tables.yaml").read_text("utf-8"))
SAMPLE = (Path(__file__).parents[2] / "samples" / "province-2022.xml").read_text("utf-8")
TITLE = "(Kèm theo Kế hoạch số 56/KH-UBND ngày 18 tháng 02 năm 2022 của Ủy ban nhân dân tỉnh Lào Cai)"
OPTIONS = Options(today=date(2026, 11, 22))


def spans(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """Rows and columns that a cell covers."""
    across, down = 1, 1
    while column + across < len(grid[row]) and grid[row][column + across] == "<":
        across += 1
    while row + down < len(grid) and grid[row + down][column] == "^":
        down += 1
    return down, across


def as_word(grid: Grid) -> str:
    rows = []
    for number, row in enumerate(grid):
        cells = []
        for column, words in enumerate(row):
            down, across = spans(grid, number, column)
            look = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
            if words == "^":
                cells.append(cell(para(), properties="<w:vMerge/>"))
            elif words != "<":
                look += '<w:vMerge w:val="restart"/>' if down > 1 else ""
                cells.append(cell(para(words) if words else para(), properties=look))
        rows.append("".join(cells))
    return table(*rows)


def as_plan_xml(grid: Grid) -> str:
    rows = []
    for number, row in enumerate(grid):
        cells = []
        for column, words in enumerate(row):
            if words not in "<^" or not words:
                down, across = spans(grid, number, column)
                cells.append(f'<cell rows="{down}" columns="{across}">{escape(words)}</cell>')
        rows.append(f"<row>{''.join(cells)}</row>")
    return f"<table>{''.join(rows)}</table>"


def word_draft(tables: str) -> bytes:
    annex = para("PHỤ LỤC", properties='<w:jc w:val="center"/>') + para(TITLE)
    return packed(two_rows(HEADS["issued"]) + text() + annex + tables)


def xml_draft(tables: str) -> bytes:
    annex = f"<appendix><appendix-title>PHỤ LỤC</appendix-title><attached>{TITLE}</attached><body>{tables}</body>"
    return SAMPLE.replace("</plan>", f"{annex}</appendix></plan>").encode()


def said(data: bytes, name: str) -> tuple[list[str], list[str]]:
    """The duties and the roles of bodies in the tables of the annex, as the data have them."""
    draft = understand(data, name, OPTIONS)
    places = {
        passage.block.ordinal for passage in draft.plan.passages if passage.appendix and passage.block.cell is not None
    }
    facts = [fact for fact in draft.facts if fact.place.cell and fact.place.paragraph in places]
    duties = [
        f"{fact['text']} | {fact['lead_name']} | {fact['coordination']} | {fact['deadline']}"
        for fact in facts
        if fact.kind == "duty" and fact["source"] == "table"
    ]
    return duties, [f"{fact['name']} {fact['role']}" for fact in facts if fact.kind == "agency"]


@pytest.mark.parametrize("heads", DATA["heads"], ids=lambda heads: heads[1])
def test_columns_are_known_by_their_heads(heads: list[str]) -> None:
    grid = [heads, *DATA["rows"]]
    expected = DATA["duties"], DATA["roles"]
    assert said(word_draft(as_word(grid)), "draft.docx") == expected
    assert said(xml_draft(as_plan_xml(grid)), "draft.xml") == expected


@pytest.mark.parametrize("name", DATA["tables"])
def test_rows_are_duties(name: str) -> None:
    entry = DATA["tables"][name]
    expected = entry["duties"], entry["roles"]
    assert said(word_draft(as_word(entry["rows"])), "draft.docx") == expected
    assert said(xml_draft(as_plan_xml(entry["rows"])), "draft.xml") == expected


@pytest.mark.parametrize("again", [False, True])
def test_a_table_goes_on_after_a_page_break(again: bool) -> None:
    heads = DATA["heads"][0]
    first, last = ([heads, DATA["rows"][0]], [*([heads] if again else []), DATA["rows"][1]])
    found = said(word_draft(as_word(first) + para() + as_word(last)), "draft.docx")
    assert found == (DATA["duties"], DATA["roles"])
    apart = said(word_draft(as_word(first) + para("Danh sách khách mời:") + as_word(last)), "draft.docx")
    assert apart[0] == DATA["duties"][: 2 if again else 1]


def test_a_table_in_a_cell_and_one_with_other_columns_stand_alone() -> None:
    grid = [DATA["heads"][0], *DATA["rows"]]
    inside = table(cell(as_word(grid) + para()))
    assert said(word_draft(inside), "draft.docx") == (DATA["duties"], DATA["roles"])
    other = as_word([["1", "Sở Ngoại vụ", "02 người"]])
    assert said(word_draft(as_word(grid) + para() + other), "draft.docx")[0] == DATA["duties"]


def test_a_report_in_a_row_has_its_reporter_and_its_day() -> None:
    grid = [
        DATA["heads"][0],
        ["1", "Báo cáo kết quả về Ủy ban nhân dân tỉnh", "Sở Ngoại vụ", "", "Trước ngày 15/12/2022"],
    ]
    facts = understand(word_draft(as_word(grid)), "draft.docx", OPTIONS).facts
    (report,) = (fact for fact in facts if fact.kind == "reporting" and fact.quote.startswith("Báo cáo kết quả về Ủy"))
    assert (report["reporter"], report["recipient"], report["month"], report["day"]) == (
        "so-ngoai-vu",
        "ubnd-tinh",
        12,
        15,
    )


def test_a_column_of_money_is_added_up() -> None:
    heads = ["TT", "Nhiệm vụ", "Chủ trì", "Kinh phí (triệu đồng)"]
    rows = [["1", "Mở lớp tập huấn", "Sở Ngoại vụ", "300"], ["2", "Sản xuất phim", "Công an tỉnh", "500"]]
    grid = [heads, *rows, ["", "Tổng cộng", "", "1.000"]]
    facts = understand(word_draft(as_word(grid)), "draft.docx", OPTIONS).facts
    assert [(fact["total"], fact["parts"]) for fact in facts if fact.kind == "sum"] == [(1000, 800)]
    assert sum(fact.kind == "duty" and fact["source"] == "table" for fact in facts) == 2
