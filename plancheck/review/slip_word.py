"""The slip as a Word file, on A4 lying."""

from collections.abc import Iterator, Sequence

from plancheck.review.slip import Group, Item, Slip
from plancheck.review.slip_forms import COUNTED, MOTTO, SIGNERS, STATE_NAME, form
from plancheck.review.word import Align, Block, Cell, Paragraph, Row, Run, Table, write

_WIDTH = 252.0
"""Millimetres between the margins of the lying page."""
_SHADE, _GROUP = "D9D9D9", "F2F2F2"
_SIZE = 10.5


def render(slip: Slip) -> bytes:
    """A .docx; the same slip gives the same bytes."""
    return write(list(_blocks(slip)), "bottom-center", landscape=True)


def _blocks(slip: Slip) -> Iterator[Block]:
    yield _letterhead(slip)
    yield _text(form("title", slip.language), 14, bold=True, align="center", before=12)
    yield _text(form("subtitle", slip.language), 13, bold=True, align="center", after=6)
    yield _heading(1, "draft", slip)
    yield Table((60, _WIDTH - 60), tuple(_row(label, value) for label, value in slip.head))
    yield _heading(2, "result", slip)
    yield _text(f"{form('conclusion', slip.language)}: {slip.conclusion}", 13, bold=True, after=3)
    yield _text(f"{form('coverage', slip.language)}: {slip.coverage}.", 13, after=6)
    yield _counts(slip)
    yield _heading(3, "points", slip)
    yield _points(slip) if slip.points else _text(form("none", slip.language), 13)
    yield _heading(4, "items", slip)
    yield _text(form("explained", slip.language), _SIZE, italic=True, after=4)
    yield _items(slip)
    if slip.not_applicable:
        yield _heading(5, "others", slip)
        yield _text("; ".join(f"{rule} {title}" for rule, title in slip.not_applicable) + ".", 9, align="both")
    yield _heading(6 if slip.not_applicable else 5, "signatures", slip)
    yield _signatures(slip)


def _text(
    text: str,
    size: float = _SIZE,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Align = "left",
    before: float = 0,
    after: float = 0,
    keep_next: bool = False,
) -> Paragraph:
    run = Run(text, size, bold=bold, italic=italic)
    return Paragraph((run,), align, before=before, after=after, keep_next=keep_next)


def _heading(number: int, key: str, slip: Slip) -> Paragraph:
    roman = ("I", "II", "III", "IV", "V", "VI")[number - 1]
    return _text(f"{roman}. {form(key, slip.language)}", 13, bold=True, before=10, after=4, keep_next=True)


def _letterhead(slip: Slip) -> Table:
    left = (
        _text(form("office", slip.language), 13, bold=True, align="center"),
        _text("…………………………", 13, align="center"),
    )
    right = (
        _text(STATE_NAME, 12, bold=True, align="center"),
        _text(MOTTO, 13, bold=True, align="center")._replace(rule=56, rule_at=_WIDTH - 90),
        _text(form("place-date", slip.language), 13, italic=True, align="center", before=8),
    )
    return Table((90, _WIDTH - 90), (Row((Cell(left), Cell(right)), whole=True),), borders=False)


def _row(label: str, value: str) -> Row:
    return Row((Cell((_text(label, 12),), shade=_GROUP), Cell((_text(value, 12),))), whole=True)


def _header(slip: Slip, keys: Sequence[str]) -> Row:
    cells = (Cell((_text(form(key, slip.language), _SIZE, bold=True, align="center"),), shade=_SHADE) for key in keys)
    return Row(tuple(cells), header=True, whole=True)


def _counts(slip: Slip) -> Table:
    rows = [_header(slip, ("group", "applicable", *COUNTED))]
    rows += [_count_row(group.title, (group,), bold=False) for group in slip.groups]
    rows.append(_count_row(form("total", slip.language), slip.groups, bold=True))
    return Table((102, 30, 30, 30, 30, 30), tuple(rows))


def _count_row(title: str, groups: Sequence[Group], *, bold: bool) -> Row:
    numbers = [sum(len(group.items) for group in groups)]
    numbers += [sum(item.status == status for group in groups for item in group.items) for status in COUNTED]
    cells = [Cell((_text(title, _SIZE, bold=bold),))]
    cells += [Cell((_text(str(number), _SIZE, bold=bold, align="center"),)) for number in numbers]
    return Row(tuple(cells), whole=True)


def _points(slip: Slip) -> Table:
    rows = [_header(slip, ("no", "fault", "place", "remedy", "done"))]
    for number, point in enumerate(slip.points, 1):
        told = [Paragraph((Run(f"{point.rule} ({point.severity}). ", _SIZE, bold=True), Run(point.message, _SIZE)))]
        if point.quote:
            told.append(_text(f"“{point.quote}”", _SIZE, italic=True))
        cells = (
            Cell((_text(str(number), align="center"),)),
            Cell(tuple(told)),
            Cell((_text(point.place),)),
            Cell((_text(point.remedy),)),
            Cell((_text("☐", 14, align="center"),)),
        )
        rows.append(Row(cells, whole=True))
    return Table((12, 95, 50, 73, 22), tuple(rows))


def _items(slip: Slip) -> Table:
    rows = [_header(slip, ("no", "obligation", "verdict", "evidence", "basis", "judge"))]
    number = 0
    for group in slip.groups:
        rows.append(
            Row((Cell((_text(group.title, 12, bold=True, keep_next=True),), columns=6, shade=_GROUP),), whole=True)
        )
        for item in group.items:
            number += 1
            rows.append(_item(number, item, slip))
    return Table((11, 55, 24, 68, 60, 34), tuple(rows))


def _item(number: int, item: Item, slip: Slip) -> Row:
    judge = [item.judge] if item.judge else [form("sign-here", slip.language), form("sign-line", slip.language)]
    return Row(
        (
            Cell((_text(str(number), align="center"),)),
            Cell((Paragraph((Run(item.title, _SIZE), Run(f" ({item.rule})", 9))),)),
            Cell((_text(item.result, bold=item.status != "pass"),)),
            Cell(tuple(_text(note, 10) for note in item.notes) or (Paragraph(),)),
            Cell(tuple(_text(basis, 9) for basis in item.basis) or (Paragraph(),)),
            Cell(tuple(_text(line, 10, after=0 if item.judge else 4) for line in judge)),
        ),
        whole=True,
    )


def _signatures(slip: Slip) -> Table:
    cells = []
    for signer in SIGNERS:
        cells.append(
            Cell(
                (
                    _text(form(signer, slip.language), 13, bold=True, align="center", keep_next=True),
                    _text(form("sign", slip.language), 12, italic=True, align="center"),
                    _text(form("opinion", slip.language), 12, align="center", before=6, after=60),
                )
            )
        )
    return Table((_WIDTH / 3,) * 3, (Row(tuple(cells), whole=True),), borders=False)
