"""What rows and columns of a table say of one another: numbers down its first column, totals, amount × price.

What can't be read for sure is left alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.figures import (
    NUMBER,
    SIZES,
    amount,
    decimal,
    money,
    product_fact,
    sum_fact,
    written,
    written_money,
)
from plancheck.facts.references import appendices, figure
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage
from plancheck.text import shorten

_PLAIN = lazily(rf"(?:{NUMBER})(?: ?(?:đồng|đ))?$")
_ORDINAL = lazily(r"(?P<number>\d{1,3})\.?$")
_GROUP = lazily(r"\s*(?:[IVX]{1,5}|[A-H])[.)]?\s*$")
_ORDINALS_HEAD = Cue(r"(?:<table.number>|thứ tự)\W*$")
_TOTAL = Cue(r"\W*<table.total-rows>\W*(?:\([^)]*\))?\W*$")
_MONEY_HEAD = whole("table.money")
_COUNT_HEAD = Cue(r"(?<!\w)(?:<table.count>|năm 20\d\d|20\d\d|quý (?:iv|iii|ii|i))(?!\w)")
_NO_SUM_HEAD = Cue(r"(?<!\w)<table.no-sum>(?!\w)|%")
_SHARE_HEAD = Cue(r"(?<!\w)<table.share>(?!\w)[^%]*%|%")
_PERIOD_HEAD = lazily(r"\W*(?:(?:năm )?20\d\d|quý (?:iv|iii|ii|i)(?: ?/ ?20\d\d)?)\W*$")
_TOTAL_HEAD = Cue(r"^\W*<table.totals>\W*(?:\([^)]*\))?\W*$")
_QUANTITY_HEAD = Cue(r"^\W*<table.quantity>\W*(?:\([^)]*\))?$")
_PRICE_HEAD = Cue(r"^\W*<table.price>(?!\w)")
_RESULT_HEAD = Cue(r"^\W*<table.come-to>(?!\w)")
_OTHER_FACTOR = Cue(r"(?<!\w)(?:số (?!lượng|tt|thứ|hiệu)\w+|<table.factors>)(?!\w)")
_UNIT = lazily(r"(?<!\w)(?P<size>tỷ|triệu|nghìn|ngàn)? ?đồng(?!\w)")
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, -3, 6, -6))
"""Prices and amounts of one table may be in đồng, thousands and millions."""
_SAID_TOTAL = lazily(
    r"(?<!\w)tổng (?:mức |nhu cầu |nguồn )?(?:kinh phí|dự toán)(?: dự kiến)?(?: thực hiện)?(?: \w+){0,4}?"
    rf"(?: năm 20\d\d)?(?: là|:| là:)? ?{money('total')}"
)
_SAID_OF_ANNEX = Cue(
    rf"(?:^|[.;-] ?)(?:(?:<table.said-total>|năm 20\d\d)(?:,|:)? )+{money('total')}"
    r"(?: ?\([^()\d]*\))?(?:,? <sum.from>(?:[^.;,()\d]|20\d\d){0,80}?)?(?:,? ?\(?(?:<table.pointing> )*"
    r"(?:phụ lục(?: số)?(?: (?P<label>[ivx]{1,5}|\d{1,2}))?|phụ biểu|bảng)(?!\w))"
)
"""An amount that stands for all there is, and where it is divided."""
_WHOLE = 100
_TENTH = Decimal("0.1")


class _Cell(NamedTuple):
    passage: Passage
    text: str
    """Folded, with the label that Word sets."""


_Row = Mapping[int, _Cell]
"""Column → what it holds."""


class _Table(NamedTuple):
    heads: Mapping[int, str]
    rows: Sequence[_Row]
    knowledge: Knowledge

    def headed(self, cue: Cue) -> list[int]:
        """Columns whose heads a cue is found in."""
        return [column for column, head in self.heads.items() if cue(self.knowledge).search(head)]

    @property
    def totals(self) -> list[_Row]:
        """Rows of totals."""
        return [row for row in self.rows if _is_total(self.knowledge, row)]


def recognise(context: Context) -> Iterator[Fact]:
    """``ordinal``, ``product`` and ``sum`` facts of tables."""
    cells: dict[tuple[int, ...], list[Passage]] = {}
    for passage in context.plan.passages:
        if passage.block.cell is not None:
            cells.setdefault(table_key(passage.block.cell), []).append(passage)
    totals: list[tuple[_Cell, Decimal]] = []
    for passages in cells.values():
        table = _table(context.knowledge, passages)
        if table is None:
            continue
        yield from _ordinals(table)
        yield from _groups(table)
        yield from _columns(table)
        yield from _across(table)
        yield from _products(table)
        totals += _stated_totals(table)
    if len(totals) == 1:
        yield from _against_text(context, *totals[0])


def _table(knowledge: Knowledge, passages: Sequence[Passage]) -> _Table | None:
    """Heads by column, and the rows from the first that has a number, a group's letter or a total."""
    grid: dict[int, dict[int, _Cell]] = {}
    spans: dict[int, dict[int, int]] = {}
    for passage in passages:
        cell = passage.block.cell
        assert cell is not None
        held = grid.setdefault(cell.row, {})
        text = f"{passage.label} {passage.folded.text}".strip() if passage.block.label else passage.folded.text.strip()
        before = held.get(cell.column)
        held[cell.column] = (
            before._replace(text=f"{before.text} {text}".strip()) if before else _Cell(passage, text.lower())
        )
        spans.setdefault(cell.row, {})[cell.column] = max(cell.columns, 1)
    numbers = sorted(grid)
    first = next((at for at, row in enumerate(numbers) if _begins(knowledge, grid[row])), 0)
    if not first:
        return None
    heads: dict[int, str] = {}
    for row in numbers[:first]:
        for column, held_cell in grid[row].items():
            for covered in range(column, column + spans[row][column]):
                heads[covered] = f"{heads.get(covered, '')} {held_cell.text}".strip()
    return _Table(heads, [grid[row] for row in numbers[first:]], knowledge)


def _begins(knowledge: Knowledge, row: _Row) -> bool:
    """Whether a row is below the head: numbered, a group's, or a total with a number."""
    numbered = 1 in row and _ORDINAL.match(row[1].text) is not None
    counted = sum(1 for cell in row.values() if _PLAIN.match(cell.text) and not _PERIOD_HEAD.match(cell.text))
    named = 1 in row and lazily(r"[^\W\d]").search(row[1].text) is not None
    return _is_group(row) or numbered or (counted > 0 and _is_total(knowledge, row)) or (counted > 1 and named)


def _is_group(row: _Row) -> bool:
    """Whether a row is a group's: "I", "A" in its first column."""
    return 1 in row and _GROUP.match(row[1].passage.block.label or row[1].passage.text) is not None


def _is_total(knowledge: Knowledge, row: _Row) -> bool:
    return any(_TOTAL(knowledge).match(cell.text) for cell in row.values())


def _said(row: _Row, column: int) -> str:
    return row[column].text if column in row else ""


def _sums(knowledge: Knowledge, head: str) -> bool:
    """Whether a column's total is the sum of what stands in it."""
    counted = _MONEY_HEAD(knowledge).search(head) or _COUNT_HEAD(knowledge).search(head)
    return counted is not None and not _NO_SUM_HEAD(knowledge).search(head)


def _ordinals(table: _Table) -> Iterator[Fact]:
    """Numbers that are repeated or left out; a group may go on or count afresh, a table may go on from another page."""
    if not _ORDINALS_HEAD(table.knowledge).match(table.heads.get(1, "")):
        return
    expected = 0
    for row in table.rows:
        cell = row.get(1)
        match = _ORDINAL.match(cell.text) if cell else None
        if cell is None or match is None:
            continue
        number = int(match["number"])
        right = not expected or number in (expected, 1)
        yield fact(
            "ordinal", cell.passage.place(), cell.text, number=number, expected=expected if not right else number,
            row=shorten(row[2].passage.text.strip(), 60) if 2 in row else "", agrees="yes" if right else "no",
        )  # fmt: skip
        expected = expected + 1 if not right and number < expected else number + 1


# Totals down a column


def _groups(table: _Table) -> Iterator[Fact]:
    """A group's amount ("I", "A") against the rows "1", "2" … right under it."""
    for column, head in table.heads.items():
        if not _sums(table.knowledge, head):
            continue
        for at, row in enumerate(table.rows):
            if _is_group(row) and _PLAIN.match(_said(row, column)):
                parts = _parts(table.rows[at + 1 :], column)
                if len(parts) >= 2:
                    yield _sum(row[column], sum(parts, Decimal(0)))
        yield from _of_groups(table, column)


def _of_groups(table: _Table, column: int) -> Iterator[Fact]:
    """The total in the last row against groups that are all of one sort, "I", "II" or "A", "B"."""
    *rows, last = table.rows
    groups = [row for row in rows if _is_group(row)]
    romans = {(row[1].passage.block.label or row[1].passage.text).strip()[0] in "IVX" for row in groups}
    held = [_said(row, column) for row in [*groups, last]]
    if len(groups) < 2 or len(romans) > 1 or table.totals != [last] or not all(_PLAIN.match(text) for text in held):
        return
    if _is_group(rows[0]):
        yield _sum(last[column], sum((decimal(text) for text in held[:-1]), Decimal(0)))


def _parts(rows: Sequence[_Row], column: int) -> list[Decimal]:
    """Amounts of the rows numbered 1, 2, 3 …; none where one of them can't be read."""
    parts: list[Decimal] = []
    for row in rows:
        match = _ORDINAL.match(_said(row, 1))
        if match is None:
            # Rows below a row, or without a number, may belong to it: a sum of what is above, or a part of it.
            ends = _is_group(row) or any("cộng" in cell.text or "tổng" in cell.text for cell in row.values())
            return parts if ends else []
        text = _said(row, column)
        if int(match["number"]) != len(parts) + 1 or not _PLAIN.match(text):
            return []
        parts.append(decimal(text))
    return parts


def _columns(table: _Table) -> Iterator[Fact]:
    """The one total, above or below rows none of which is itself a sum of others."""
    totals = table.totals
    if len(totals) != 1 or not (totals[0] is table.rows[0] or totals[0] is table.rows[-1]):
        return
    total = totals[0]
    body = [row for row in table.rows if row is not total]
    if len(body) < 2 or any(_is_group(row) for row in body) or not _flat(table, body):
        return
    if any(
        max(cell.passage.block.cell.rows, 1) > 1 for row in body for cell in row.values() if cell.passage.block.cell
    ):
        return
    for column, head in table.heads.items():
        stated = _said(total, column)
        held = [text for row in body if (text := _said(row, column)) not in ("", "-", "0")]
        if len(held) < 2 or not _PLAIN.match(stated) or not all(_PLAIN.match(text) for text in held):
            continue
        numbers = [decimal(text) for text in held]
        come = sum(numbers, Decimal(0))
        if _SHARE_HEAD(table.knowledge).search(head):
            whole = decimal(stated) == _WHOLE and all(number < _WHOLE for number in numbers)
            if whole and 0.7 * _WHOLE < come < 1.3 * _WHOLE:
                near = abs(come - _WHOLE) <= _TENTH * len(numbers)
                yield _sum(total[column], decimal(stated) if near else come)
        elif not _NO_SUM_HEAD(table.knowledge).search(head) and not _explained(numbers, come - decimal(stated)):
            yield _sum(total[column], come)


def _flat(table: _Table, body: Sequence[_Row]) -> bool:
    """Whether rows are numbered 1, 2, 3 …, or have no column for numbers."""
    if _ORDINALS_HEAD(table.knowledge).match(table.heads.get(1, "")):
        ordinals = [_ORDINAL.match(_said(row, 1)) for row in body]
        return [int(each["number"]) for each in ordinals if each] == list(range(1, len(body) + 1))
    return all(_ORDINAL.match(_said(row, 1)) is None for row in body) or [
        _said(row, 1).rstrip(".") for row in body
    ] == [str(number) for number in range(1, len(body) + 1)]


def _explained(numbers: Sequence[Decimal], more: Decimal) -> bool:
    """Whether numbers that are the sum of two or more right below them are what the column has too much."""
    subtotals = [number for at, number in enumerate(numbers) if number in list(accumulate(numbers[at + 1 :]))[1:]]
    return more > 0 and more in (*subtotals, sum(subtotals, Decimal(0)))


def _sum(cell: _Cell, come: Decimal) -> Fact:
    text = cell.passage.text
    return sum_fact(
        cell.passage, 0, len(text), decimal(cell.text), come, source="table", said=text.strip(), parts=written(come)
    )


# Totals along a row


def _across(table: _Table) -> Iterator[Fact]:
    """A row's total against its years or quarters, or against the columns that it is the sum of in most rows."""
    totals = table.headed(_TOTAL_HEAD)
    periods = [column for column, head in table.heads.items() if _PERIOD_HEAD.match(head)]
    if len(totals) != 1:
        return
    if len(periods) < 2:
        periods = _summed(table, totals[0])
    if len(periods) < 2:
        return
    for row in table.rows:
        if _is_total(table.knowledge, row):
            continue  # its own totals are held against their columns
        stated = _said(row, totals[0])
        held = [text for column in periods if (text := _said(row, column)) not in ("", "-", "0")]
        if _PLAIN.match(stated) and len(held) >= 2 and all(_PLAIN.match(text) for text in held):
            yield _sum(row[totals[0]], sum((decimal(text) for text in held), Decimal(0)))


def _summed(table: _Table, total: int) -> list[int]:
    """The columns right before a total that it is the sum of in most rows; none where no columns are."""
    before = [column for column in sorted(table.heads) if column < total]
    rows = [row for row in table.rows if not _is_total(table.knowledge, row) and _PLAIN.match(_said(row, total))]
    for count in range(len(before), 1, -1):
        columns = before[-count:]
        kept = sum(1 for row in rows if _adds_up(row, columns, total))
        if kept >= _SURE and kept * _MOSTLY[1] >= len(rows) * _MOSTLY[0]:
            return columns
    return []


_SURE = 3
_MOSTLY = (2, 3)
"""Rows, and the part of all rows, that have to add up before another one is wrong."""


def _adds_up(row: _Row, columns: Sequence[int], total: int) -> bool:
    held = [text for column in columns if (text := _said(row, column)) not in ("", "-")]
    if len(held) < 2 or not all(_PLAIN.match(text) for text in held):
        return False
    return sum((decimal(text) for text in held), Decimal(0)) == decimal(_said(row, total))


# The total in the text


def _stated_totals(table: _Table) -> Iterator[tuple[_Cell, Decimal]]:
    """The total of a table's one column of money, in đồng where the head says what it is in."""
    prices = table.headed(_PRICE_HEAD)
    columns = [column for column in table.headed(_TOTAL_HEAD) if _UNIT.search(table.heads[column])] or [
        column for column in table.headed(_MONEY_HEAD) if column not in prices
    ]
    rows = table.totals
    if len(columns) != 1 or len(rows) != 1 or columns[0] not in rows[0]:
        return
    cell = rows[0][columns[0]]
    unit = _UNIT.search(table.heads[columns[0]]) or _UNIT.search(cell.text)
    if unit and _PLAIN.match(cell.text):
        yield cell, decimal(cell.text) * SIZES[unit["size"] or ""]


def _against_text(context: Context, cell: _Cell, dong: Decimal) -> Iterator[Fact]:
    """The one total that the text states, or says is divided in its annex, against that of the only table of money."""
    texts = [each for each in context.plan.body if each.block.cell is None and "đồng" in each.folded.text]
    said = [(passage, match) for passage in texts for match in _SAID_TOTAL.finditer(passage.folded.text)]
    if not said:
        of_annex = _SAID_OF_ANNEX(context.knowledge)
        own = {figure(label) for passage, label in appendices(context) if passage.appendix == cell.passage.appendix}
        found = [(passage, match) for passage in texts for match in of_annex.finditer(passage.folded.text)]
        said = [each for each in found if not each[1]["label"] or figure(each[1]["label"].lstrip("0")) in own]
    if len(said) != 1:
        return
    passage, match = said[0]
    start, end = passage.folded.span(match.start("total"), match.end())
    total = amount(match, "total")
    yield sum_fact(
        passage, start, end, total, dong, source="table", said=passage.text[start:end], parts=written_money(dong, total)
    )


# Quantity × price


def _products(table: _Table) -> Iterator[Fact]:
    """Quantity × price in each row, where a table has one column for each and no other factor."""
    columns = [table.headed(cue) for cue in (_QUANTITY_HEAD, _PRICE_HEAD, _RESULT_HEAD)]
    if any(len(each) != 1 for each in columns) or table.headed(_OTHER_FACTOR):
        return
    (quantity,), (price,), (result,) = columns
    for row in table.rows:
        held = [_said(row, column) for column in (quantity, price, result)]
        if all(_PLAIN.match(text) for text in held):
            count, each, stated = (decimal(text) for text in held)
            come = [count * each * scale for scale in _SCALES]
            agrees = any(abs(number - stated) <= abs(stated) / 1000 for number in come)
            passage = row[result].passage
            yield product_fact(passage, 0, len(passage.text), agrees, written(count * each))
