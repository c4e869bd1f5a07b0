"""Tables as they are: rows, and cells under their heads."""

from collections.abc import Iterator

from plancheck.document import Cell
from plancheck.facts.context import Context
from plancheck.facts.money import find_amounts
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage

_WHOLE = lazily(r"(?:\d{1,3}(?:[. ]\d{3})+|\d{1,15})")


def recognise(context: Context) -> Iterator[Fact]:
    """A ``cell`` fact for each cell below the head of a table that says something, a ``row`` fact for its row.

    The head is the first row, with as many more as its highest cell covers.
    """
    tables: dict[tuple[int, ...], dict[tuple[int, int], list[Passage]]] = {}
    for passage in context.plan.passages:
        cell = passage.block.cell
        if cell is not None and passage.text.strip():
            tables.setdefault(table_key(cell), {}).setdefault((cell.row, cell.column), []).append(passage)
    for cells in tables.values():
        yield from _table(cells)


def _table(cells: dict[tuple[int, int], list[Passage]]) -> Iterator[Fact]:
    first = min(row for row, _ in cells)
    depth = max(_cell(held).rows for (row, _), held in cells.items() if row == first)
    heads: dict[int, str] = {}
    rows: dict[int, list[str]] = {}
    starts: dict[int, Passage] = {}
    for (row, column), held in sorted(cells.items()):
        text = " ".join(passage.text.strip() for passage in held)
        if row < first + depth:
            for covered in range(column, column + _cell(held).columns):
                heads[covered] = f"{heads.get(covered, '')} {text}".strip()
            continue
        rows.setdefault(row, []).append(text)
        starts.setdefault(row, held[0])
        head = heads.get(column, "")
        yield fact("cell", held[0].place(), text, head=head, text=text, number=_number(held), column=column)
    for row, texts in rows.items():
        whole = " | ".join(texts)
        yield fact("row", starts[row].place(), whole, text=whole, cells=len(texts))


def _cell(held: list[Passage]) -> Cell:
    cell = held[0].block.cell
    assert cell is not None
    return cell


def _number(held: list[Passage]) -> int:
    """The whole number or the amount of money that is all a cell says, 0 for anything else."""
    text = " ".join(passage.folded.text.strip() for passage in held)
    amounts = find_amounts(text)
    if len(amounts) == 1 and (amounts[0].start, amounts[0].end) == (0, len(text)):
        return amounts[0].dong
    return int(text.replace(".", "").replace(" ", "")) if _WHOLE.fullmatch(text) else 0
