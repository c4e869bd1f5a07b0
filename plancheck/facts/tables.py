"""Tables of tasks: which column holds the task, who leads, who coordinates, and by when."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancheck.facts import cues
from plancheck.knowledge import Knowledge
from plancheck.structure.plan import Passage, Plan, Role

_HEAD = 60
"""Characters that the head of a column has at most."""


class Row(NamedTuple):
    """A row of a table of tasks: each column's passages, none where the cell is empty or the column is missing."""

    task: tuple[Passage, ...]
    lead: tuple[Passage, ...]
    coordination: tuple[Passage, ...]
    time: tuple[Passage, ...]


class TaskTable(NamedTuple):
    """A table of tasks."""

    rows: tuple[Row, ...]
    has_coordination: bool
    has_time: bool


def task_tables(plan: Plan, knowledge: Knowledge) -> tuple[TaskTable, ...]:
    """Tables of the plan and its annexes that have a column of tasks and one of those who do them.

    Merged cells count for every row and column they cover. Rows that only head the rows below are left out.
    """
    tables: dict[int, list[Passage]] = {}
    for passage in plan.passages:
        cell = passage.block.cell
        if cell is not None and passage.role in (Role.CELL, Role.HEADING, Role.ITEM, Role.PARAGRAPH):
            tables.setdefault(cell.table, []).append(passage)
    found = (_read(passages, knowledge) for passages in tables.values())
    return tuple(table for table in found if table is not None)


def _read(passages: Sequence[Passage], knowledge: Knowledge) -> TaskTable | None:
    grid: dict[int, dict[int, list[Passage]]] = {}
    for passage in passages:
        cell = passage.block.cell
        assert cell is not None
        for row in range(cell.row, cell.row + max(cell.rows, 1)):
            for column in range(cell.column, cell.column + max(cell.columns, 1)):
                grid.setdefault(row, {}).setdefault(column, []).append(passage)
    rows = sorted(grid)
    depth = _header_depth(grid, rows, knowledge)
    if not depth:
        return None
    heads: dict[int, str] = {}
    for row in rows[:depth]:
        for column, cells in grid[row].items():
            text = " ".join(cell.folded.text for cell in cells)
            if text not in heads.get(column, ""):
                heads[column] = f"{heads.get(column, '')} {text}".strip()
    kinds = _columns(heads, knowledge)
    if "task" not in kinds.values() or "lead" not in kinds.values():
        return None
    body = []
    for row in rows[depth:]:
        filled = grid[row]
        columns: dict[str, list[Passage]] = {"task": [], "lead": [], "coordination": [], "time": []}
        spread = len({cell.index for cells in filled.values() for cell in cells}) == 1
        for column, kind in kinds.items():
            if kind in columns:
                columns[kind] += [cell for cell in filled.get(column, ()) if cell not in columns[kind]]
        said = {kind: [cell for cell in each if _says(cell)] for kind, each in columns.items()}
        if not said["task"] or spread or not (said["lead"] or said["coordination"] or said["time"]):
            continue
        if said["task"] == said["lead"]:
            continue
        body.append(Row(*(tuple(said[kind]) for kind in ("task", "lead", "coordination", "time"))))
    if not body:
        return None
    return TaskTable(tuple(body), "coordination" in kinds.values(), "time" in kinds.values())


def _says(passage: Passage) -> bool:
    return any(char.isalnum() for char in passage.folded.text)


def _header_depth(grid: dict[int, dict[int, list[Passage]]], rows: Sequence[int], knowledge: Knowledge) -> int:
    """How many rows head the table: those that name columns, from the first on."""
    depth = 0
    for row in rows[:3]:
        own = [cell for cells in grid[row].values() for cell in cells if cell.block.cell and cell.block.cell.row == row]
        texts = [cell.folded.text for cell in own if _says(cell)]
        named = sum(1 for text in texts if len(text) < _HEAD and _kind(text, knowledge))
        if depth == 0 and named < 2:
            break
        if depth and not (texts and (named == len(texts) or all(text.strip("()= ").isdigit() for text in texts))):
            break
        depth += 1
    return depth


def _columns(heads: dict[int, str], knowledge: Knowledge) -> dict[int, str]:
    kinds = {column: _kind(text, knowledge) for column, text in heads.items()}
    leads = cues.anywhere(knowledge, "table.leads")
    sure = {column for column, kind in kinds.items() if kind == "lead" and leads.search(heads[column])}
    if sure:
        kinds = {column: "" if kind == "lead" and column not in sure else kind for column, kind in kinds.items()}
    return kinds


def _kind(text: str, knowledge: Knowledge) -> str:
    """What a column headed by folded text holds: ``number``, ``task``, ``lead``, ``coordination``, ``time``, ``other``,
    or empty where the words tell nothing. The first words of a head tell more than the later ones.
    """

    def of(kind: str) -> re.Pattern[str]:
        return cues.anywhere(knowledge, f"table.{kind}")

    bare = text.strip(" .:()")
    if of("number").fullmatch(bare):
        return "number"
    if of("leads").search(bare):
        return "lead"
    if of("coordination").search(bare):
        return "coordination"
    for kind in ("time", "other", "task", "lead"):
        if of(kind).match(bare):
            return kind
    for kind in ("time", "lead", "task", "other"):
        if of(kind).search(bare):
            return kind
    return ""
