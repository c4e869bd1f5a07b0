"""Tables as rows and cells, and what the register knows of the instruments cited."""

import pytest

from plancheck.facts import instruments, rows
from plancheck.facts.citations import recognise as citations
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse

PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<plan xmlns="https://plancheck.dev/plan/1" version="1"><type>KẾ HOẠCH</type><subject>Công tác năm 2026</subject>
<bases><basis>Căn cứ Nghị định số 72/2015/NĐ-CP;
Quyết định số 79/2010/QĐ-TTg; Nghị định số 72/2015/NĐ-CP;</basis></bases>
<body><section label="I."><heading>NHIỆM VỤ</heading>
<table>%s</table></section></body></plan>"""


def context(table: str = "", as_of: int = 20260101) -> Context:
    lines = "".join(
        "<row>" + "".join(f"<cell>{cell}</cell>" for cell in line.split("|")) + "</row>" for line in table.split("\n")
    )
    document = read((PLAN % lines).encode(), "plan.xml")
    return Context(analyse(document, load_knowledge()), load_knowledge(), as_of)


def test_rows_and_cells_below_the_head() -> None:
    found = list(rows.recognise(context("TT|Nội dung|Số tiền\n1|In tờ rơi|1.500.000\n2||2 triệu đồng")))
    cells = [(each["head"], each["text"], each["number"], each["column"]) for each in found if each.kind == "cell"]
    assert cells == [
        ("TT", "1", 1, 1), ("Nội dung", "In tờ rơi", 0, 2), ("Số tiền", "1.500.000", 1500000, 3),
        ("TT", "2", 2, 1), ("Số tiền", "2 triệu đồng", 2000000, 3),
    ]  # fmt: skip
    assert [(each["text"], each["cells"]) for each in found if each.kind == "row"] == [
        ("1 | In tờ rơi | 1.500.000", 3), ("2 | 2 triệu đồng", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1 200", 1200), ("1,5", 0), ("12/2026", 0), ("khoảng 12", 0), ("500.000 đồng", 500000), ("01", 1)],
)
def test_the_number_that_is_all_a_cell_says(text: str, number: int) -> None:
    *_, cell, _ = rows.recognise(context(f"TT|Số\nA|{text}"))
    assert (cell["head"], cell["number"]) == ("Số", number)


@pytest.mark.parametrize(("as_of", "ended", "status"), [(20150101, 0, "in-force"), (20260101, 20151022, "ended")])
def test_an_instrument_cited_is_told_once_as_of_the_day(as_of: int, ended: int, status: str) -> None:
    draft = context(as_of=as_of)
    found = list(instruments.recognise(draft, list(citations(draft))))
    assert [each["number"] for each in found] == ["72/2015/NĐ-CP", "79/2010/QĐ-TTg"]
    assert (found[1]["ended"], found[1]["status"], found[1]["group"]) == (ended, status, "foreign-information")
