"""Tables of a Word document: which cell stands where in the grid."""

from collections.abc import Iterator

from lxml import etree

from plancheck.reading.docx_paragraph import plain
from plancheck.reading.ooxml import VAL, W, integer, is_on
from plancheck.reading.styles import borders_across, seen_borders
from plancheck.records import dataclass

_TR, _TC, _SDT, _DEL = (W + name for name in ("tr", "tc", "sdt", "del"))
_TR_PR, _TC_PR, _GRID_BEFORE, _GRID_SPAN, _V_MERGE, _CELL_DEL, _HIDDEN = (
    W + name for name in ("trPr", "tcPr", "gridBefore", "gridSpan", "vMerge", "cellDel", "hidden")
)
_INSERTED = frozenset(W + name for name in ("ins", "moveTo"))
WRAPPERS = frozenset(
    W + name for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "sdtContent", "dir", "bdo", "subDoc")
)
"""Elements that merely hold what stands in them."""
_MAX_SPAN = 1000


@dataclass(slots=True)
class GridCell:
    """A cell element and where it stands in its table's grid."""

    element: etree._Element
    row: int
    column: int
    columns: int
    rows: int = 1


Gone = tuple[str, str]
"""Kind of trace and text of a row or cell that is not shown."""


def grid(table: etree._Element) -> Iterator[list[GridCell] | Gone]:
    """Rows of a table, merged cells once with their spans; what is deleted or hidden stands before its row."""
    rows: list[list[GridCell] | Gone] = []
    merged: dict[int, GridCell] = {}
    number = 0
    for row in _through(table, _TR):
        properties = row.find(_TR_PR)
        column = 1
        if properties is not None:
            if properties.find(_DEL) is not None:
                rows.append(("deletion", plain(row)))
                continue
            hidden = properties.find(_HIDDEN)
            if hidden is not None and is_on(hidden.get(VAL)):
                rows.append(("hidden-text", plain(row)))
                continue
            column += _count(properties.find(_GRID_BEFORE), 0)
        number += 1
        cells: list[GridCell] = []
        merging: dict[int, GridCell] = {}
        for element in _through(row, _TC):
            properties = element.find(_TC_PR)
            columns, merge = 1, None
            if properties is not None:
                columns = _count(properties.find(_GRID_SPAN), 1)
                merge = properties.find(_V_MERGE)
                if properties.find(_CELL_DEL) is not None:
                    rows.append(("deletion", plain(element)))
                    column += columns
                    continue
            above = merged.get(column) if merge is not None and merge.get(VAL, "continue") != "restart" else None
            if above is not None:
                above.rows += 1
                merging[column] = above
            else:
                cell = GridCell(element, number, column, columns)
                cells.append(cell)
                if merge is not None:
                    merging[column] = cell
            column += columns
        merged = merging
        rows.append(cells)
    return iter(rows)


def has_vertical_lines(table: etree._Element, inherited: dict[str, bool]) -> bool:
    """Whether cells of the first row have a line beside them; ``inherited`` are the borders of the table's style."""
    sides = {**inherited, **seen_borders(table.find(f"{W}tblPr/{W}tblBorders"))}
    first = next(_through(table, _TR), None)
    cells = [] if first is None else list(_through(first, _TC))
    for number, cell in enumerate(cells):
        own = seen_borders(cell.find(f"{W}tcPr/{W}tcBorders"))
        left = sides.get("inside" if number else "left", False)
        right = sides.get("right" if number == len(cells) - 1 else "inside", False)
        if own.get("left", left) or own.get("right", right):
            return True
    return False


def cell_lines(cell: etree._Element) -> int:
    """How many of a cell's own borders above and below it can be seen."""
    return borders_across(cell.find(f"{W}tcPr/{W}tcBorders"))


def _through(container: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag == _SDT or child.tag in WRAPPERS or child.tag in _INSERTED:
            yield from _through(child, wanted)


def _count(element: etree._Element | None, default: int) -> int:
    return min(max(integer(element.get(VAL), default), default), _MAX_SPAN) if element is not None else default
