"""All drafts as read and understood without a fault, and the part of the way through done anew with one.

A fault in ``facts`` is looked for in what the recognisers give whose modules lead to its own, one in ``structure`` in
the plans, one in ``engine`` in how the rules end: a small part of what a draft costs. Where that differs the whole is
told anew, as ``tests/snapshots`` keeps it.
"""

import ast
import pickle
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.document import Document
from plancheck.facts import _READERS, _RECOGNISERS
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.pipeline import as_of_day
from plancheck.reading import read
from plancheck.structure import analyse, plans
from plancheck.structure.plan import Plan
from tests.mutants.corpus import Piece, digest
from tests.mutants.mutation import ROOT, Mutant
from tests.snapshots.telling import of_the_frame
from tests.snapshots.test_snapshots import TODAY, entries

_DOUBTED = 12
"""Drafts in which something differs that are told anew."""
_WHOLE = 120
"""Drafts that are told anew for a fault elsewhere."""
_WITHOUT_FILES = ("structure-cases",)


class Paper(NamedTuple):
    """A paper understood without a fault."""

    plan: Plan
    day: int
    given: dict[Any, list[Any]]
    """What each recogniser gave."""
    facts: tuple[Fact, ...]


class Stage:
    """The drafts, understood."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._knowledge, self._leading = load_knowledge(), _leading()
        self._read = [_document(piece) for piece in pieces]
        pairs = zip(self._read, pieces, strict=True)
        self._papers = [tuple(self._understood(document, piece)) for document, piece in pairs]

    def _plans(self, document: Document, piece: Piece) -> list[Plan]:
        if piece.room in _WITHOUT_FILES:
            return [analyse(document, self._knowledge)]
        return list(plans(document, self._knowledge))

    def _understood(self, document: Document, piece: Piece) -> Iterator[Paper]:
        for plan in self._plans(document, piece):
            day = as_of_day(plan, self._knowledge, None, TODAY).day
            context = Context(plan, self._knowledge, day)
            found = {recogniser: list(recogniser(context)) for recogniser in _RECOGNISERS}
            facts = tuple(each for held in found.values() for each in held)
            found |= {reader: list(reader(context, facts)) for reader in _READERS}
            yield Paper(plan, day, {by: _kept(held, piece) for by, held in found.items()}, facts)

    def _given(self, paper: Paper, wanted: Collection[Any], piece: Piece) -> Iterator[tuple[Any, list[Any]]]:
        context = Context(paper.plan, self._knowledge, paper.day)
        for recogniser in _RECOGNISERS:
            if recogniser in wanted:
                yield recogniser, _kept(recogniser(context), piece)
        for reader in _READERS:
            if reader in wanted:
                yield reader, _kept(reader(context, paper.facts), piece)

    def differing(self, mutant: Mutant, chosen: Sequence[int]) -> str:
        """The first of the chosen drafts of which something else is told now; empty if there is none."""
        room, doubted = mutant.file.relative_to(ROOT).parts[1], 0
        whole = room not in ("facts", "structure") or (room == "facts" and not self._leading.get(mutant.file.stem, ()))
        for number in chosen:
            if whole or self._differs(mutant, number):
                if self._told_otherwise(number):
                    piece = self.pieces[number]
                    return f"{piece.room} {piece.number}"
                doubted += 1
                if doubted == (_WHOLE if whole else _DOUBTED):
                    break
        return ""

    def _differs(self, mutant: Mutant, number: int) -> bool:
        piece, papers = self.pieces[number], self._papers[number]
        if mutant.file.parent.name == "structure":
            return self._plans(self._read[number], piece) != [paper.plan for paper in papers]
        return any(
            given != paper.given[recogniser]
            for paper in papers
            for recogniser, given in self._given(paper, self._leading.get(mutant.file.stem, ()), piece)
        )

    def _told_otherwise(self, number: int) -> bool:
        piece = self.pieces[number]
        whole: list[str] = []
        if piece.base != number:
            base = self.pieces[piece.base]
            now, whole = entries(base.room, base.number, pickle.loads(base.draft), [])
            if digest(now) != base.digest:
                return True
        return digest(entries(piece.room, piece.number, pickle.loads(piece.draft), whole)[0]) != piece.digest


def _document(piece: Piece) -> Document:
    draft = pickle.loads(piece.draft)
    return draft.data if isinstance(draft.data, Document) else read(draft.data, draft.file)


def _kept(facts: Iterable[Fact], piece: Piece) -> list[Any]:
    """What is kept of facts, as what can be compared."""
    kept = facts if not piece.room.startswith("ends-") else (each for each in facts if of_the_frame(each))
    return [(each.kind, dict(each.values), each.place, each.quote) for each in kept]


def _leading() -> dict[str, set[Any]]:
    """Recognisers whose modules import a module of ``facts``, by whatever way, by its name."""
    direct = {file.stem: set(_imported(file)) for file in (ROOT / "plancheck/facts").glob("*.py")}
    leading: dict[str, set[Any]] = {stem: set() for stem in direct}
    for recogniser in (*_RECOGNISERS, *_READERS):
        known, left = set(), [recogniser.__module__.rpartition(".")[2]]
        while left:
            stem = left.pop()
            if stem in direct and stem not in known:
                known.add(stem)
                left += direct[stem]
        for stem in known:
            leading[stem].add(recogniser)
    return leading


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "plancheck.facts":
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.removeprefix("plancheck.facts.")
