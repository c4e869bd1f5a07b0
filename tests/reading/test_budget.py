"""What a draft may cost: counted in one place, told in one line; small files that would take a machine are stopped."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.reading import ReadingError, budget, read
from plancheck.reading.budget import Budget
from tests.hostile import MEMORY, SHAPES, bound, costs

REFUSED = {
    "odt-spans": "too-large-table",
    "akn-spans": "too-large-table",
    "plan-spans": "too-large-table",
    "docx-spans": "too-large-table",
    "long-numbers": "too-long-numbers",
    "headers": "too-much-markup",
    "entries": "too-many-parts",
}
"""Shapes that no honest draft has, by the code of the refusal."""
ELSEWHERE = ("rtf-groups", "pdf-objects")
"""Shapes other programs read, or nobody."""
PATIENCE = 3.0
"""How many times the bound of a quiet machine is allowed on one that runs tests."""


NAMES = sorted(SHAPES.keys() - set(ELSEWHERE))
TOGETHER = 8
"""Shapes that one process checks: to start one takes as long as most of them."""


@pytest.mark.parametrize("names", [NAMES[at : at + TOGETHER] for at in range(0, len(NAMES), TOGETHER)], ids=", ".join)
@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
def test_no_shape_takes_the_machine(names: list[str], tmp_path: Path) -> None:
    files = [tmp_path / f"{name}{SHAPES[name].ending}" for name in names]
    for name, file in zip(names, files, strict=True):
        file.write_bytes(SHAPES[name].make(SHAPES[name].small))
    for name, told in zip(names, costs(files), strict=True):
        assert (name, told.code) == (name, REFUSED.get(name, "-")), told.message
        assert told.seconds < PATIENCE * bound(told.text), name
        assert told.memory < MEMORY, name


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_nobody_reads_is_refused_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_OFFICE", "no")
    shape = SHAPES[name]
    with pytest.raises(ReadingError) as caught:
        read(shape.make(shape.small), f"x{shape.ending}")
    assert caught.value.code in ("rtf", "broken-pdf", "scanned-pdf", "pdf")


def spent_twice(spend: Callable[[Budget], None], left: Budget) -> None:
    spend(left)
    spend(left)


@pytest.mark.parametrize(
    ("name", "limit", "spend", "code"),
    [
        ("MAX_UNPACKED", 10, lambda each: each.unpack(6), "too-large"),
        ("MAX_MARKUP", 9, lambda each: each.markup(b"<a b='c'/><d e='f'/><g/>"), "too-much-markup"),
        ("MAX_PARAGRAPHS", 1, lambda each: each.paragraph(), "too-many-paragraphs"),
        ("MAX_TEXT", 10, lambda each: each.text(6), "too-large"),
        ("MAX_PARAGRAPH", 5, lambda each: each.text(6), "too-large"),
        ("MAX_LINES", 1, lambda each: each.line(1), "too-large"),
        ("MAX_GRID", 10, lambda each: each.cell(2, 3), "too-large-table"),
        ("MAX_LABELS", 10, lambda each: each.label(6), "too-long-numbers"),
    ],
)
def test_each_kind_of_work_is_counted(
    name: str, limit: int, spend: Callable[[Budget], None], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, name, limit)
    left = Budget()
    with pytest.raises(ReadingError) as caught:
        spent_twice(spend, left)
    assert caught.value.code == code
    for message in (caught.value.message_vi, caught.value.message_en):
        assert "\n" not in message


@pytest.mark.parametrize("name", ["steps", "parentheses"])
def test_labels_of_no_known_kind_are_siblings(name: str) -> None:
    from plancheck.knowledge import load_knowledge
    from plancheck.structure import analyse

    plan = analyse(read(SHAPES[name].make(150)), load_knowledge())
    assert max(len(passage.breadcrumb) for passage in plan.passages) <= 2
