"""Facts of a draft on another day are those found anew, whatever of them is kept from the first."""

from pathlib import Path

import pytest

from plancheck.facts import Context, recognised
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse
from plancheck.structure.plan import IssueDate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.docx"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_kept_of_one_day_holds_on_another(path: Path) -> None:
    knowledge = load_knowledge()
    plan = analyse(read(path.read_bytes(), path.name), knowledge)
    kept = 0
    for date in (plan.date._replace(day=0), IssueDate("", 0, 3, 2025), IssueDate("", 0, 0, 2016), IssueDate("", 0, 0)):
        undated = plan._replace(date=date)
        year = date.year or 2022
        first = Context(undated, knowledge, year * 10000 + (date.month or 1) * 100 + 1)
        recognised(first)
        for day in (first.as_of + 30, year * 10000 + 1231):
            other = first.on(day)
            kept += other.before is first
            assert recognised(other) == recognised(Context(undated, knowledge, day))
    assert kept > 2


def test_nothing_is_kept_where_a_body_or_a_province_turns() -> None:
    knowledge = load_knowledge()
    plan = analyse(read(SAMPLES[0].read_bytes(), "a.docx"), knowledge)._replace(date=IssueDate("", 0, 0, 2025))
    context = Context(plan, knowledge, 20250228)
    assert context.on(20250301).before is None
    assert context.on(20250227).before is context
