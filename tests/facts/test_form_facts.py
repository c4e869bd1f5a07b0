"""How the looks of components are told."""

import pytest

from plancheck.facts import recognise
from plancheck.facts.form import measure
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.reading import read
from plancheck.structure import analyse


@pytest.mark.parametrize(
    ("number", "parts", "written"),
    [(140, 10, "14"), (135, 10, "13,5"), (141, 10, "14,1"), (115, 100, "1,15"), (100, 100, "1"), (0, 10, "0")],
)
def test_measures_are_written_as_people_write_them(number: int, parts: int, written: str) -> None:
    assert measure(number, parts) == written


def test_what_has_no_measure_has_none_and_lies_where_it_is() -> None:
    data = (rules_dir().parent / "samples" / "province-2022.docx").read_bytes()
    plan = analyse(read(data, "plan.docx"), load_knowledge())
    found = [fact for fact in recognise(plan, load_knowledge(), 20220205) if fact.kind == "form"]
    fonts = [fact for fact in found if fact["aspect"] == "font"]
    indents = [fact for fact in found if fact["aspect"] == "indent"]
    assert fonts
    assert {fact["number"] for fact in fonts} == {0}
    said = [fact for fact in found if fact["value"] in ("yes", "no", "mixed", "unknown")]
    assert {"bold", "italic", "capitals", "rule"} <= {fact["aspect"] for fact in said}
    assert {fact["number"] for fact in said} == {0}
    assert indents
    assert {fact.place.start for fact in indents} == {0}
