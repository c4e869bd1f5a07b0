"""What is understood of drafts is what was accepted.

After a change that is meant: ``ACCEPT=1 pytest tests/snapshots -n 0 -q``, then read the diff of ``kept/``. Where two
changes meet in a file, take either side and accept again.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from plancheck.document import Document
from plancheck.facts import recognise
from plancheck.knowledge import load_knowledge
from plancheck.pipeline import Options, Understood, as_of_day, papers
from plancheck.rules import load_rules
from plancheck.structure import analyse
from tests import golden
from tests.snapshots.drafts import Draft, rooms
from tests.snapshots.telling import differing, framed, told

KEPT = Path(__file__).parent / "kept"
ROOMS = dict(rooms())
TRACED = tuple(rule.id for rule in load_rules().rules)
TODAY = date(2026, 11, 22)


def understood(draft: Draft) -> Iterator[Understood]:
    if not isinstance(draft.data, Document):
        yield from papers(draft.data, draft.file, Options(today=TODAY))
        return
    knowledge = load_knowledge()
    plan = analyse(draft.data, knowledge)
    day = as_of_day(plan, knowledge, None, TODAY)
    yield Understood(plan, tuple(recognise(plan, knowledge, day.day)), *day)


def said(draft: Draft, traced: Sequence[str] = ()) -> list[str]:
    return [entry for paper in understood(draft) for entry in told(paper, traced)]


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_understood(room: str) -> None:
    lines: list[str] = []
    whole: list[str] = []
    traced = TRACED if room.startswith("samples-") else ()
    for number, draft in enumerate(ROOMS[room]()):
        now = said(draft, () if number else traced)
        now = framed(now) if room.startswith("ends-") else now
        if not number or draft.whole:
            whole = now
            lines += (f"== {draft.name}", *now)
        else:
            lines += (f"== {draft.name}", *differing(now, whole))
    golden.check("\n".join((*lines, "")), KEPT / f"{room}.txt")


def test_nothing_else_is_kept() -> None:
    assert {path.stem for path in KEPT.iterdir()} == {*ROOMS, "rules-typed-wrong"}
