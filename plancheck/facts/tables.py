"""Tables of tasks: which column holds the task, who leads, who coordinates, and by when."""

import re
from collections.abc import Mapping, Sequence

from plancheck.document import Cell
from plancheck.facts import cues
from plancheck.knowledge import Knowledge
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Plan, Role

_HEAD = 60
"""Characters that the head of a column has at most."""


class Row(NamedTuple):
    """A row of a table of tasks: each column's passages, none where the cell is empty or the column is missing."""

    task: tuple[Passage, ...]
    lead: tuple[Passage, ...]
    coordination: tuple[Passage, ...]
    time: tuple[Passage, ...]
    product: tuple[Passage, ...]


class TaskTable(NamedTuple):
    """A table of tasks, or the part of one that stands in a table of its own."""

    rows: tuple[Row, ...]
    leads: bool
    """The column of those who do it says that they lead ("Cơ quan chủ trì"), not only that it is theirs."""
    joint: bool
    """One column holds those who lead and those who help ("Chủ trì/phối hợp")."""
    has_product: bool
    """A column says what comes of each task ("Sản phẩm")."""


class Line(NamedTuple):
    """A row of any table with a head, by what its columns hold."""

    table: int
    """Number of the table in the draft."""
    head: str
    """Folded head over the names."""
    name: tuple[Passage, ...]
    """What the row is about."""
    time: tuple[Passage, ...]
    rest: tuple[Passage, ...]
    """Cells of the columns that are neither its name, its number, its time, its place nor a body."""
    time_head: str
    """Folded head over its time: "tháng" over bare numbers."""
    place: tuple[Passage, ...]
    quantity: tuple[Passage, ...]
    """How many of it, under a head that says no more than that."""
    unit: tuple[Passage, ...]


class Head(NamedTuple):
    """The head of a column: the cells below it, and the row of heads."""

    below: tuple[Passage, ...]
    row: tuple[Passage, ...]


class _Columns(NamedTuple):
    """What the columns of a table hold, as the last head above them says."""

    kinds: dict[int, str]
    leads: bool
    last: int
    """Index of the last passage of the table."""


def task_tables(plan: Plan, knowledge: Knowledge) -> tuple[TaskTable, ...]:
    """Tables of the plan and its annexes that have a column of tasks and one of those who do them.

    Merged cells count for every row and column they cover. Rows that only head the rows below are left out.
    """
    found: list[TaskTable] = []
    above: _Columns | None = None
    for passages in tables(plan):
        if above is not None and not _follows(plan, above, passages):
            above = None
        read = _read(passages, above, knowledge)
        above = None
        if read is not None:
            table, above = read
            if table.rows:
                found.append(table)
    return tuple(found)


def table_lines(plan: Plan, knowledge: Knowledge) -> tuple[Line, ...]:
    """Rows below the head of each table of the plan and its annexes that has a column for names."""
    found: list[Line] = []
    for number, passages in enumerate(tables(plan)):
        grid = _grid(passages)
        rows = sorted(grid)
        first = _first_row(grid, rows)
        depth = _header_depth(grid, rows[first:], knowledge)
        if not depth and any(_kind(text, knowledge) == "number" for text in _texts(grid[rows[first]])[:1]):
            depth = 1
        if not depth:
            continue
        heads = _heads(grid, rows[first : first + depth])
        kinds = _kinds(heads, knowledge)
        named = [column for column in sorted(kinds) if kinds[column] == "task"]
        named += [column for column in sorted(kinds) if kinds[column] not in _BESIDE]
        if not named:
            continue
        for row in rows[first + depth :]:
            name = _own(grid[row], named[0])
            held = [(kind, _own(grid[row], column)) for column, kind in kinds.items() if column != named[0]]
            time, place, quantity, unit = (
                tuple(cell for kind, cells in held if kind == said for cell in cells)
                for said in ("time", "place", "quantity", "unit")
            )
            rest = [cell for kind, cells in held if kind not in _BESIDE for cell in cells]
            over = next((heads[column].strip(" .:") for column, kind in kinds.items() if kind == "time"), "")
            if name:
                found.append(Line(number, heads[named[0]], name, time, tuple(rest), over, place, quantity, unit))
    return tuple(found)


_BESIDE = ("number", "lead", "coordination", "time", "place")
"""Columns that neither name a row nor say what comes of it."""


def _own(cells: Mapping[int, Sequence[Passage]], column: int) -> tuple[Passage, ...]:
    """Passages that say something in a cell of one row."""
    held = cells.get(column, ())
    single = all(each.block.cell and max(each.block.cell.rows, each.block.cell.columns) <= 1 for each in held)
    return tuple(each for each in held if _says(each)) if single else ()


def _grid(passages: Sequence[Passage]) -> dict[int, dict[int, list[Passage]]]:
    """Passages by row and column; a merged cell stands in each that it covers."""
    grid: dict[int, dict[int, list[Passage]]] = {}
    for passage in passages:
        cell = passage.block.cell
        assert cell is not None
        for row in range(cell.row, cell.row + max(cell.rows, 1)):
            for column in range(cell.column, cell.column + max(cell.columns, 1)):
                grid.setdefault(row, {}).setdefault(column, []).append(passage)
    return grid


def tables(plan: Plan) -> tuple[tuple[Passage, ...], ...]:
    """Passages of each table of the plan and its annexes, in order."""
    found: dict[tuple[int, ...], list[Passage]] = {}
    for passage in plan.passages:
        cell = passage.block.cell
        if cell is not None and passage.role in (Role.CELL, Role.HEADING, Role.ITEM, Role.PARAGRAPH):
            found.setdefault(table_key(cell), []).append(passage)
    return tuple(tuple(passages) for passages in found.values())


def rows(passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """Passages of each row of a table that begin in it and say something, top down."""
    found: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.block.cell is not None and _says(passage):
            found.setdefault(passage.block.cell.row, []).append(passage)
    return tuple(tuple(found[row]) for row in sorted(found))


def column_heads(plan: Plan) -> dict[int, Head]:
    """Cells of the first row of each table of several rows and columns, by the index of each passage."""
    found: dict[int, Head] = {}
    for passages in tables(plan):
        first, *more = rows(passages) or [()]
        columns: dict[int, list[Passage]] = {}
        for passage in (cell for row in more for cell in row):
            columns.setdefault(passage.block.cell.column if passage.block.cell else 0, []).append(passage)
        for head in first if more and len(first) > 1 else ():
            below = columns.get(head.block.cell.column if head.block.cell else 0, ())
            found[head.index] = Head(tuple(below), first)
    return found


def table_key(cell: Cell) -> tuple[int, ...]:
    """Tells a table from all others: tables inside cells are counted afresh in each."""
    outer = (*table_key(cell.outer), cell.outer.row, cell.outer.column) if cell.outer else ()
    return (*outer, cell.table)


def _follows(plan: Plan, above: _Columns, passages: Sequence[Passage]) -> bool:
    """Whether nothing stands between a table and the one above it: the same table, broken by a page."""
    return all(not _says(passage) for passage in plan.passages[above.last + 1 : passages[0].index])


def _read(
    passages: Sequence[Passage], above: _Columns | None, knowledge: Knowledge
) -> tuple[TaskTable, _Columns] | None:
    grid = _grid(passages)
    rows = sorted(grid)
    first = _first_row(grid, rows)
    depth = _header_depth(grid, rows[first:], knowledge)
    heads = _heads(grid, rows[first : first + depth])
    if depth:
        kinds, leads = _columns(heads, knowledge)
    elif above is not None and max(above.kinds) == max(column for row in grid.values() for column in row):
        kinds, leads = above.kinds, above.leads
    else:
        return None
    if "task" not in kinds.values() or "lead" not in kinds.values():
        return None
    said_above = [_texts(grid[row]) for row in rows[first : first + depth]]
    body = []
    for row in rows[first + depth :] if depth else rows:
        if _texts(grid[row]) in said_above:
            continue
        found = _row(grid[row], kinds)
        if found is not None:
            body.append(found)
    joint = any(cues.anywhere(knowledge, "table.joint").search(head) for head in heads.values())
    said = kinds.values()
    table = TaskTable(tuple(body), leads, joint, "product" in said)
    return table, _Columns(kinds, leads, max(passage.index for passage in passages))


def _first_row(grid: dict[int, dict[int, list[Passage]]], rows: Sequence[int]) -> int:
    """Where the head begins: under the rows that hold one thing, the table's title or unit."""
    first = 0
    while first < min(2, len(rows) - 1) and len(_texts(grid[rows[first]])) == 1 < len(_texts(grid[rows[first + 1]])):
        first += 1
    return first


def _texts(cells: dict[int, list[Passage]]) -> list[str]:
    """What a row says, cell by cell, empty cells left out."""
    own = {cell.index: cell.folded.text.strip() for held in cells.values() for cell in held if _says(cell)}
    return [own[index] for index in sorted(own)]


def _heads(grid: dict[int, dict[int, list[Passage]]], rows: Sequence[int]) -> dict[int, str]:
    heads: dict[int, str] = {}
    for row in rows:
        for column, cells in grid[row].items():
            text = " ".join(cell.folded.text for cell in cells)
            if text not in heads.get(column, ""):
                heads[column] = f"{heads.get(column, '')} {text}".strip()
    return heads


def _row(filled: dict[int, list[Passage]], kinds: Mapping[int, str]) -> Row | None:
    """A row of tasks; None for one that only heads those below or says nothing of who and when."""
    columns: dict[str, list[Passage]] = {kind: [] for kind in Row._fields}
    spread = len({cell.index for cells in filled.values() for cell in cells}) == 1
    for column, kind in kinds.items():
        if kind in columns:
            columns[kind] += [cell for cell in filled.get(column, ()) if cell not in columns[kind]]
    said = {kind: [cell for cell in each if _says(cell)] for kind, each in columns.items()}
    if not said["task"] or spread or not (said["lead"] or said["coordination"] or said["time"]):
        return None
    if said["task"] == said["lead"]:
        return None
    return Row(*(tuple(said[kind]) for kind in Row._fields))


def _says(passage: Passage) -> bool:
    return any(char.isalnum() for char in passage.folded.text)


def _header_depth(grid: dict[int, dict[int, list[Passage]]], rows: Sequence[int], knowledge: Knowledge) -> int:
    """How many rows head the table: those that name columns, from the first on."""
    depth = 0
    for row in rows[:3]:
        own = [cell for cells in grid[row].values() for cell in cells if cell.block.cell and cell.block.cell.row == row]
        texts = [cell.folded.text for cell in own if _says(cell)]
        if depth and len(own) > 1 and len({cell.index for cell in own}) == 1:
            break  # a title over the rows below, whatever columns its words would name
        named = sum(1 for text in texts if len(text) < _HEAD and _kind(text, knowledge))
        if depth == 0 and named < 2:
            break
        if depth and not (texts and (named == len(texts) or all(text.strip("()= ").isdigit() for text in texts))):
            break
        depth += 1
    return depth


def _columns(heads: dict[int, str], knowledge: Knowledge) -> tuple[dict[int, str], bool]:
    """What each column holds, and whether those who do the tasks are said to lead them."""
    kinds = _kinds(heads, knowledge)
    leads = cues.anywhere(knowledge, "table.leads")
    sure = {column for column, kind in kinds.items() if kind == "lead" and leads.search(heads[column])}
    if sure:
        kinds = {column: "" if kind == "lead" and column not in sure else kind for column, kind in kinds.items()}
    return kinds, bool(sure)


def _kinds(heads: Mapping[int, str], knowledge: Knowledge) -> dict[int, str]:
    """What each column holds; "đơn vị" beside quantities and prices is what is counted, no body."""

    def named(name: str) -> set[int]:
        pattern = cues.anywhere(knowledge, name)
        return {column for column, text in heads.items() if pattern.fullmatch(text.strip(" .:()"))}

    counted = named("table.quantity")
    measured = named("table.unit") if counted or named("table.price") else set()
    kinds = {column: _kind(text, knowledge) for column, text in heads.items()}
    return kinds | dict.fromkeys(counted, "quantity") | dict.fromkeys(measured, "unit")


def _kind(text: str, knowledge: Knowledge) -> str:
    """What a column headed by folded text holds: ``number``, ``task``, ``lead``, ``coordination``, ``time``, ``place``,
    ``product``, ``other``, or empty where the words tell nothing. The first words of a head tell more than later ones.
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
    for kind in ("time", "place", "product", "other", "task", "lead"):
        if of(kind).match(bare):
            return kind
    for kind in ("time", "lead", "task", "place", "other"):
        if of(kind).search(bare):
            return kind
    return ""
