"""What is understood of drafts is what was accepted.

After a change that is meant: ``ACCEPT=1 pytest tests/snapshots -n 0 -q``, then read the diff of ``kept/``. Where two
changes meet in a file, take either side and accept again. Of drafts that are varied at their edges only a digest is
kept; what is told of one shows ``python -m tests.snapshots ROOM NAME``, to be run before the change and after it.
"""

import hashlib
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
VARIED = "varied-"
"""How rooms are named of whose drafts only a digest is kept."""
_EVERY = 3
"""Of varied drafts every third is looked at; ``python -m tests.mutants`` tries them all."""


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


def entries(room: str, number: int, draft: Draft, whole: list[str]) -> tuple[list[str], list[str]]:
    """What is kept of a draft, by its number in the room, and what those behind it are told against."""
    now = said(draft, TRACED if room.startswith("samples-") and not number else ())
    if room.startswith(VARIED):
        return [_digest(now)], whole
    now = framed(now) if room.startswith("ends-") else now
    return (now, now) if not number or draft.whole else (list(differing(now, whole)), whole)


def _digest(lines: Sequence[str]) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=12).hexdigest()


@pytest.mark.parametrize("room", [room for room in ROOMS if room.startswith(VARIED)])
def test_what_is_understood_of_varied_drafts(room: str) -> None:
    file, drafts = KEPT / f"{room}.txt", list(ROOMS[room]())
    if golden.ACCEPT:
        golden.check("".join(f"== {draft.name}\n{_digest(said(draft))}\n" for draft in drafts), file)
    kept = file.read_text(encoding="utf-8").splitlines()
    assert kept[::2] == [f"== {draft.name}" for draft in drafts]
    for draft, digest in list(zip(drafts, kept[1::2], strict=True))[::_EVERY]:
        assert _digest(said(draft)) == digest, draft.name


@pytest.mark.parametrize("room", [room for room in ROOMS if not room.startswith(VARIED)])
def test_what_is_understood(room: str) -> None:
    lines: list[str] = []
    whole: list[str] = []
    for number, draft in enumerate(ROOMS[room]()):
        told, whole = entries(room, number, draft, whole)
        lines += (f"== {draft.name}", *told)
    golden.check("\n".join((*lines, "")), KEPT / f"{room}.txt")


def test_nothing_else_is_kept() -> None:
    assert {path.stem for path in KEPT.iterdir()} == {*ROOMS, "rules-typed-wrong"}
