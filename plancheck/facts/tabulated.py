"""What rows of a table say of one another: numbers down its first column, groups over their rows, amount × price.

Also "3 lớp × 60 triệu đồng = 180 triệu đồng" in a sentence. What can't be read for sure is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancheck.facts.context import Context
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import BODY, Passage
from plancheck.text import lazily

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
_PLAIN = lazily(rf"(?:{_NUMBER})(?: ?(?:đồng|đ))?$")
_ORDINAL = lazily(r"(?P<number>\d{1,3})\.?$")
_GROUP = lazily(r"\s*(?:[IVX]{1,5}|[A-H])[.)]?\s*$")
_ORDINALS_HEAD = lazily(r"(?:tt|stt|số tt|số thứ tự|thứ tự)\W*$")
_TOTAL = lazily(r"\W*(?:tổng cộng|tổng số|tổng kinh phí|tổng|cộng)\W*(?:\([^)]*\))?\W*$")
_MONEY_HEAD = lazily(r"(?<!\w)(?:kinh phí|thành tiền|số tiền|dự toán)(?!\w)")
_NO_MONEY_HEAD = lazily(r"(?<!\w)(?:nguồn|đơn giá|định mức|ghi chú|đơn vị|nội dung|lũy kế|tỷ lệ)(?!\w)")
_QUANTITY_HEAD = lazily(r"\W*(?:số lượng|sl|khối lượng)\W*(?:\([^)]*\))?$")
_PRICE_HEAD = lazily(r"\W*đơn giá(?!\w)")
_RESULT_HEAD = lazily(r"\W*thành tiền(?!\w)")
_OTHER_FACTOR = lazily(r"(?<!\w)(?:số (?!lượng|tt|thứ|hiệu)\w+|hệ số|thuế|vat|tỷ lệ|thời gian|định mức)(?!\w)")
_SCALES = tuple(Decimal(10) ** power for power in (0, 3, -3, 6, -6))
"""Prices and amounts of one table may be in đồng, thousands and millions."""
_SIZES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3, None: 1}
_MONEY = rf"(?P<n%d>{_NUMBER}) ?(?:(?P<u%d>tỷ|tỉ|triệu|nghìn|ngàn)(?: ?(?:đồng|đ)(?!\w))?|(?:đồng|đ)(?!\w))"
_SENTENCE = lazily(
    r"(?<![\w.,/])(?<![x×*] )(?<![x×*])(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6}) (?:[^\W\d]+ ){1,4}?[x×*] ?"
    + _MONEY % (1, 1)
    + r"(?: ?/ ?[^\W\d]+(?: [^\W\d]+)?)? ?= ?"
    + _MONEY % (2, 2)
)


_Row = Mapping[int, tuple[Passage, str]]
"""Column → its first passage and its folded text."""


class _Table(NamedTuple):
    heads: Mapping[int, str]
    rows: Sequence[_Row]


def recognise(context: Context) -> Iterator[Fact]:
    """``ordinal``, ``product`` and ``sum`` facts of tables; ``product`` facts of sentences."""
    cells: dict[tuple[int, ...], list[Passage]] = {}
    for passage in context.plan.passages:
        cell = passage.block.cell
        if cell is not None:
            cells.setdefault(table_key(cell), []).append(passage)
        elif passage.role in BODY and "=" in passage.text:
            yield from _sentence(passage)
    for passages in cells.values():
        table = _table(passages)
        if table is None:
            continue
        yield from _ordinals(table)
        yield from _groups(table)
        yield from _products(table)


def _table(passages: Sequence[Passage]) -> _Table | None:
    """Heads by column, and the rows from the first that has a number or a group's letter in its first column."""
    grid: dict[int, dict[int, tuple[Passage, str]]] = {}
    for passage in passages:
        cell = passage.block.cell
        assert cell is not None
        held = grid.setdefault(cell.row, {})
        text = f"{passage.label} {passage.folded.text}".strip() if passage.block.label else passage.folded.text.strip()
        before = held.get(cell.column)
        held[cell.column] = (before[0], f"{before[1]} {text}".strip()) if before else (passage, text.lower())
    rows = [held for _, held in sorted(grid.items())]
    first = next((at for at, row in enumerate(rows) if _is_group(row) or (1 in row and _ORDINAL.match(row[1][1]))), 0)
    if not first:
        return None
    heads: dict[int, str] = {}
    for row in rows[:first]:
        for column, (_, text) in row.items():
            heads[column] = f"{heads.get(column, '')} {text}".strip()
    return _Table(heads, rows[first:])


def _is_group(row: _Row) -> bool:
    """Whether a row is a group's: "I", "A" in its first column."""
    return 1 in row and _GROUP.match(row[1][0].block.label or row[1][0].text) is not None


def _ordinals(table: _Table) -> Iterator[Fact]:
    """Numbers that are repeated or left out; a group may go on or count afresh, a table may go on from another page."""
    if not _ORDINALS_HEAD.match(table.heads.get(1, "")):
        return
    expected = 0
    for row in table.rows:
        passage, text = row.get(1, (None, ""))
        match = _ORDINAL.match(text)
        if match is None or passage is None:
            continue
        number = int(match["number"])
        right = not expected or number in (expected, 1)
        yield fact(
            "ordinal", passage.place(), text, number=number, expected=expected if not right else number,
            agrees="yes" if right else "no",
        )  # fmt: skip
        expected = expected + 1 if not right and number < expected else number + 1


def _groups(table: _Table) -> Iterator[Fact]:
    """A group's amount ("I", "A") against the rows "1", "2" … right under it."""
    for column, head in table.heads.items():
        if not _MONEY_HEAD.search(head) or _NO_MONEY_HEAD.search(head):
            continue
        for at, row in enumerate(table.rows):
            if _is_group(row) and column in row and _PLAIN.match(row[column][1]):
                parts = _parts(table.rows[at + 1 :], column)
                if len(parts) >= 2:
                    yield _sum(*row[column], sum(parts, Decimal(0)))
        yield from _of_groups(table, column)


def _of_groups(table: _Table, column: int) -> Iterator[Fact]:
    """The total in the last row against groups that are all of one sort, "I", "II" or "A", "B"."""
    *rows, last = table.rows
    groups = [row for row in rows if _is_group(row)]
    romans = {(row[1][0].block.label or row[1][0].text).strip()[0] in "IVX" for row in groups}
    totals = [row for row in table.rows if any(_TOTAL.match(text) for _, text in row.values())]
    held = [row.get(column, (None, ""))[1] for row in [*groups, last]]
    if len(groups) < 2 or len(romans) > 1 or totals != [last] or not all(_PLAIN.match(text) for text in held):
        return
    if _is_group(rows[0]):
        yield _sum(*last[column], sum((_decimal(text) for text in held[:-1]), Decimal(0)))


def _parts(rows: Sequence[_Row], column: int) -> list[Decimal]:
    """Amounts of the rows numbered 1, 2, 3 …; none where one of them can't be read."""
    parts: list[Decimal] = []
    for row in rows:
        label = row[1][1] if 1 in row else ""
        match = _ORDINAL.match(label)
        if match is None:
            # Rows below a row, or without a number, may belong to it: a sum of what is above, or a part of it.
            ends = _is_group(row) or any("cộng" in text or "tổng" in text for _, text in row.values())
            return parts if ends else []
        text = row[column][1] if column in row else ""
        if int(match["number"]) != len(parts) + 1 or not _PLAIN.match(text):
            return []
        parts.append(_decimal(text))
    return parts


def _sum(passage: Passage, text: str, come: Decimal) -> Fact:
    total = _decimal(text)
    return fact(
        "sum", passage.place(), passage.text.strip(), source="table", total=int(total), parts=int(come),
        adds_up="yes" if come == total else "no", total_text=passage.text.strip(), parts_text=_written(come),
    )  # fmt: skip


def _products(table: _Table) -> Iterator[Fact]:
    """Quantity × price in each row, where a table has one column for each and no other factor."""
    columns = [
        [column for column, head in table.heads.items() if pattern.match(head)]
        for pattern in (_QUANTITY_HEAD, _PRICE_HEAD, _RESULT_HEAD)
    ]
    if any(len(each) != 1 for each in columns) or any(_OTHER_FACTOR.search(head) for head in table.heads.values()):
        return
    (quantity,), (price,), (result,) = columns
    for row in table.rows:
        held = [row.get(column, (None, ""))[1] for column in (quantity, price, result)]
        if all(_PLAIN.match(text) for text in held):
            count, each, stated = (_decimal(text) for text in held)
            come = [count * each * scale for scale in _SCALES]
            agrees = any(abs(number - stated) <= abs(stated) / 1000 for number in come)
            yield _product(row[result][0], 0, len(row[result][0].text), agrees, _written(count * each))


def _sentence(passage: Passage) -> Iterator[Fact]:
    text = passage.folded.text
    original = passage.folded.original
    for match in _SENTENCE.finditer(text):
        each = _decimal(match["n1"]) * _SIZES[match["u1"]]
        stated = _decimal(match["n2"]) * _SIZES[match["u2"]]
        come = int(match["count"].replace(".", "")) * each
        start, end = original(match.start()), original(match.end() - 1) + 1
        size = Decimal(_SIZES[match["u2"]])
        written = f"{_written(come / size)} {match['u2'] or 'đồng'}"
        yield _product(passage, start, end, come == stated, written)


def _product(passage: Passage, start: int, end: int, agrees: bool, come: str) -> Fact:
    quote = passage.text[start:end].strip()
    return fact(
        "product", passage.place(start, end), quote, text=quote, product_text=come, agrees="yes" if agrees else "no"
    )


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,]", "", text).replace(",", "."))


def _written(number: Decimal) -> str:
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")
