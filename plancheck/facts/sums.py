"""Totals and their parts: in a column of a table, in a sentence, in a list under it.

A wrong alarm about arithmetic is worse than none: where an amount may be a unit price, a share of another part, or
can't be read for sure, nothing is said at all.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import Passage, Role
from plancheck.text import lazily

_SIZES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3, "": 1}
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
_AMOUNT = lazily(
    rf"(?<![\w/.,])(?P<number>{_NUMBER})(?![\d.,]*\d) ?"
    r"(?:(?P<unit>tỷ|tỉ|triệu|nghìn|ngàn)(?: ?(?:việt nam )?(?:đồng|đ|vnđ|vnd)(?!\w))?(?!\w)"
    r"|(?:việt nam )?(?P<currency>đồng|đ|vnđ|vnd)(?!\w))"
)
_TOTAL = lazily(
    r"(?<!\w)tổng (?:số |cộng |mức |nguồn |dự toán |nhu cầu )*(?:kinh phí|dự toán|số tiền|chi phí|ngân sách|vốn)?"
    r"(?:[^.;\d]|năm 20\d\d|20\d\d ?- ?20\d\d){0,90}?(?::|là)? ?$"
)
_PARTS = lazily(
    r"[ ,;.(]*(?:được |số này |kinh phí này )?(?:bao gồm|gồm(?: có)?|chia ra|cụ thể gồm|(?P<some>trong đó)) ?:?"
)
_UNSURE = lazily(
    r"(?<!\w)(?:mỗi|một|từng|riêng|bình quân|trung bình|trong đó|gồm|bao gồm|đơn giá|định mức|khoảng|dự kiến thu"
    r"|tối đa|tối thiểu|không quá|hằng|hàng|thêm|tăng|giảm|còn lại|đối ứng|lượt|usd|đô la|euro|x)(?!\w)"
    r"|[x×*]\s?\d|\d\s?[x×*]"
    r"|/ ?(?:lớp|người|năm|tháng|quý|đợt|lần|cuốn|bản|số|kỳ|chuyến|buổi|ngày|hội nghị|cuộc)|[()%]"
)  # fmt: skip
_END = lazily(r"\.(?=\s|$)|\./")
_COUNTED = lazily(r" (?:lượt|người|khách|bản|tờ|cuốn|sản phẩm|việc làm|tấn|usd|đô)(?!\w)")


class _Amount(NamedTuple):
    start: int
    end: int
    dong: Decimal


def recognise(context: Context) -> Iterator[Fact]:
    """One ``sum`` fact for each total whose parts can all be read."""
    yield from _in_text(context.plan.body)
    tables: dict[int, list[Passage]] = {}
    for passage in context.plan.passages:
        cell = passage.block.cell
        if cell is not None and cell.outer is None and passage.role in _IN_TABLES:
            tables.setdefault(cell.table, []).append(passage)
    for passages in tables.values():
        yield from _in_table(passages)


# In text


def _amounts(text: str, start: int = 0) -> list[_Amount] | None:
    """Amounts in folded text, None if what looks like one can't be read for sure."""
    found = []
    for match in _AMOUNT.finditer(text, start):
        if _COUNTED.match(text, match.end()):
            return None
        size = _SIZES[match["unit"] or ""]
        found.append(_Amount(match.start(), match.end(), _decimal(match["number"]) * size))
    return found


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def _in_text(passages: Sequence[Passage]) -> Iterator[Fact]:
    for index, passage in enumerate(passages):
        text = passage.folded.text
        if "tổng" not in text or ("gồm" not in text and "chia ra" not in text and "trong đó" not in text):
            continue
        amounts = _amounts(text)
        for order, total in enumerate(amounts or ()):
            opening = _PARTS.match(text, total.end)
            if opening is None or not _TOTAL.search(text, max(0, total.start - 140), total.start):
                continue
            stop = _END.search(text, opening.end())
            end = stop.start() if stop else len(text)
            rest = text[opening.end() : end]
            if not rest.strip(" :") and not text[end:].strip(" ./"):
                parts = _listed(passages, index)
            else:
                parts = _stated(rest, [each for each in (amounts or ())[order + 1 :] if each.start < end])
            # Of what "trong đó" names, only too much is a fault: it need not be all.
            if parts is not None and not (opening["some"] and sum(parts) < total.dong):
                yield _of_text(passage, total, end, parts)
            break


def _stated(text: str, amounts: Sequence[_Amount]) -> list[Decimal] | None:
    """The parts named in the same sentence: at least two, each standing for itself."""
    if len(amounts) < 2 or _UNSURE.search(text):
        return None
    return [each.dong for each in amounts]


def _listed(passages: Sequence[Passage], index: int) -> list[Decimal] | None:
    """The parts in the items under "gồm:": each has one amount, or nothing is said."""
    head = passages[index]
    parts: list[Decimal] = []
    label = ""
    for item in passages[index + 1 :]:
        kind = _kind(item.label)
        if item.role is not Role.ITEM or kind == _kind(head.label) or (label and kind != label):
            break
        label = label or kind
        text = item.folded.text[item.folded.squeezed(item.content_start) :]
        amounts = _amounts(text)
        if amounts is None or len(amounts) != 1 or _UNSURE.search(text):
            return None
        parts.append(amounts[0].dong)
    return parts if len(parts) >= 2 else None


def _kind(label: str) -> str:
    """Sort of a label: "1." and "2." are of one, "a)" and "-" of others."""
    return re.sub(r"[a-zđ]", "a", re.sub(r"\d+", "1", label.lower()))


def _of_text(passage: Passage, total: _Amount, end: int, parts: Sequence[Decimal]) -> Fact:
    original = passage.folded.original
    start, stop = original(total.start), original(max(total.end, end) - 1) + 1
    last = original(total.end - 1) + 1
    come = sum(parts, Decimal(0))
    return fact(
        "sum",
        passage.place(start, stop),
        passage.text[start:stop],
        source="text",
        total=int(total.dong),
        parts=int(come),
        adds_up="yes" if come == total.dong else "no",
        total_text=passage.text[start:last],
        parts_text=_money(come, total.dong),
    )


def _money(dong: Decimal, like: Decimal) -> str:
    """An amount as it is written: in millions where it and the total are full hundred thousands of them."""
    if like >= 10**6 and dong % 10**5 == 0 == like % 10**5:
        return f"{_written(dong / 10**6)} triệu đồng"
    return f"{_written(dong)} đồng"


def _written(number: Decimal) -> str:
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


# In tables

_IN_TABLES = (Role.CELL, Role.HEADING, Role.ITEM, Role.PARAGRAPH)
_MONEY_HEAD = lazily(r"(?<!\w)(?:kinh phí|thành tiền|số tiền|dự toán|ngân sách|tổng kinh phí)(?!\w)")
_NOT_MONEY_HEAD = lazily(r"(?<!\w)(?:nguồn|đơn giá|định mức|ghi chú|căn cứ|đơn vị|nội dung|lũy kế|tỷ lệ)(?!\w)")
_TOTAL_ROW = lazily(r"\W*(?:tổng cộng|tổng số|tổng kinh phí|tổng|cộng|cộng tổng|tổng chi)\W*(?:\([^)]*\))?\W*$")
_PLAIN = lazily(rf"(?:{_NUMBER})$")
_ORDINAL = lazily(r"\d{1,2}\.?$")


class _Row(NamedTuple):
    cells: dict[int, list[Passage]]
    texts: dict[int, str]


def _in_table(passages: Sequence[Passage]) -> Iterator[Fact]:
    if not any("tổng" in each.folded.text or "cộng" in each.folded.text for each in passages):
        return
    rows = _rows(passages)
    if rows is None or len(rows) < 4:
        return
    totals = [at for at, row in enumerate(rows) if any(_TOTAL_ROW.match(text) for text in row.texts.values())]
    if len(totals) != 1:
        return
    head = 0
    while head < len(rows) and not any(_PLAIN.match(text) and len(text) > 2 for text in rows[head].texts.values()):
        head += 1
    if not head or totals[0] not in (len(rows) - 1, head):
        return
    body = [row for at, row in enumerate(rows) if at >= head and at != totals[0]]
    ordinals = [row.texts.get(min(row.texts, default=0), "") for row in body]
    if len(body) < 2 or not all(_ORDINAL.match(text) for text in ordinals):
        return
    if [int(text.rstrip(".")) for text in ordinals] != list(range(1, len(body) + 1)):
        return  # groups and sub-groups: a row may be a sum itself
    for column in sorted(rows[totals[0]].texts):
        title = " ".join(row.texts.get(column, "") for row in rows[:head])
        if _MONEY_HEAD.search(title) and not _NOT_MONEY_HEAD.search(title):
            yield from _column(column, rows[totals[0]], body)


def _rows(passages: Sequence[Passage]) -> list[_Row] | None:
    """Rows of a table; None where a cell of the body covers several rows."""
    grid: dict[int, dict[int, list[Passage]]] = {}
    for passage in passages:
        cell = passage.block.cell
        assert cell is not None
        if cell.rows > 1 and cell.row > 2:
            return None
        grid.setdefault(cell.row, {}).setdefault(cell.column, []).append(passage)
    return [
        _Row(cells, {at: " ".join(each.folded.text for each in held).strip() for at, held in cells.items()})
        for _, cells in sorted(grid.items())
    ]


def _column(column: int, last: _Row, body: Sequence[_Row]) -> Iterator[Fact]:
    stated = last.texts[column]
    if not _PLAIN.match(stated):
        return
    numbers = []
    for row in body:
        text = row.texts.get(column, "")
        if text in ("", "-", "0"):
            continue
        if not _PLAIN.match(text):
            return
        numbers.append(_decimal(text))
    if len(numbers) < 2:
        return
    total, come = _decimal(stated), sum(numbers, Decimal(0))
    passage = last.cells[column][0]
    yield fact(
        "sum",
        passage.place(),
        passage.text.strip(),
        source="table",
        total=int(total),
        parts=int(come),
        adds_up="yes" if come == total else "no",
        total_text=passage.text.strip(),
        parts_text=_written(come),
    )
