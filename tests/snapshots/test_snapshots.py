"""What is understood of drafts is what was accepted.

After a change that is meant: ``ACCEPT=1 pytest tests/snapshots -n 0 -q``, then read the diff of ``kept/``. Where two
changes meet in a file, take either side and accept again.
"""

from datetime import date
from pathlib import Path

import pytest

from plancheck.pipeline import Options, papers
from tests import golden
from tests.snapshots.drafts import Draft, rooms
from tests.snapshots.telling import differing, told

KEPT = Path(__file__).parent / "kept"
ROOMS = dict(rooms())
OPTIONS = Options(today=date(2026, 11, 22))


def said(draft: Draft) -> list[str]:
    return [entry for paper in papers(draft.data, draft.file, OPTIONS) for entry in told(paper)]


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_understood(room: str) -> None:
    drafts = ROOMS[room]()
    whole = said(next(drafts))
    lines = list(whole)
    for draft in drafts:
        lines += (f"== {draft.name}", *differing(said(draft), whole))
    golden.check("\n".join((*lines, "")), KEPT / f"{room}.txt")


def test_nothing_else_is_kept() -> None:
    assert {path.stem for path in KEPT.iterdir()} == set(ROOMS)
