"""The slip as a Word file, on A4 lying."""

from collections.abc import Callable, Iterator, Sequence

from plancheck.review.slip import Fault, Group, Item, Point, Slip
from plancheck.review.slip_forms import COUNTED, MOTTO, PARTY_NAME, SIGNERS, STATE_NAME, form
from plancheck.review.slip_rounds import as_xml
from plancheck.review.word import Align, Block, Cell, Paragraph, Row, Run, Table, write

_WIDTH = 262.0
"""Millimetres between the margins of the lying page."""
_SHADE, _GROUP = "D9D9D9", "F2F2F2"
_SIZE, _SMALL = 10.5, 9


def render(slips: Sequence[Slip]) -> bytes:
    """A .docx, each slip from a new page; the same slips give the same bytes."""
    blocks: list[Block] = []
    for slip in slips:
        if blocks:
            blocks.append(Paragraph(new_page=True))
        blocks += _signed(slip)
        blocks += _annex(slip)
    record = as_xml(slips[0].record) if len(slips) == 1 else ""
    return write(blocks, "bottom-center", landscape=True, margins=(15, 15, 15, 20), record=record)


def _signed(slip: Slip) -> Iterator[Block]:
    """The two pages that people sign."""
    yield _letterhead(slip)
    yield _text(form("title", slip.language), 14, bold=True, align="center", before=6)
    yield _text(form("subtitle", slip.language), 13, bold=True, align="center", after=3)
    yield _heading("I", "draft", slip)
    yield _in_two_columns(slip.head)
    yield _heading("II", "result", slip)
    yield _text(f"{form('conclusion', slip.language)}: {slip.conclusion}", 12, bold=True)
    coverage = "; ".join(filter(None, (slip.coverage, slip.others)))
    yield _text(f"{form('coverage', slip.language)}: {coverage}.", _SIZE)
    if slip.round:
        yield _text(slip.round, 12, bold=True)
    yield _heading("III", "due", slip)
    yield from (_due(slip),) if slip.due else _none(slip)
    if slip.more:
        yield _text(slip.more, _SIZE, italic=True)
    yield _heading("IV", "confirmed", slip)
    yield from (_confirmed(slip),) if slip.unjudged else _none(slip)
    yield _heading("V", "signatures", slip)
    yield _signatures(slip)


def _annex(slip: Slip) -> Iterator[Block]:
    """All that was judged, and how."""
    yield Paragraph((Run(form("annex", slip.language), 14, bold=True),), "center", new_page=True)
    yield _heading("1", "counts", slip)
    yield _counts(slip)
    yield _heading("2", "faults", slip)
    yield from _section(_faults, "faults", slip) if slip.faults else _none(slip)
    yield _heading("3", "unjudged", slip)
    yield from _section(_unjudged, "unjudged", slip) if slip.unjudged else _none(slip)
    yield _heading("4", "met", slip)
    yield from _section(_met, "met", slip) if slip.met else _none(slip)
    yield _heading("5", "technical", slip)
    yield _pairs(slip.technical)


def _pairs(lines: Sequence[tuple[str, str]]) -> Table:
    return Table((60, _WIDTH - 60), tuple(_row(label, value) for label, value in lines))


def _in_two_columns(lines: Sequence[tuple[str, str]]) -> Table:
    """Two lines side by side in each row."""
    cells = [cell for label, value in lines for cell in _row(label, value).cells]
    cells += [Cell((_text(""),))] * (-len(cells) % 4)
    rows = (Row(tuple(cells[at : at + 4]), whole=True) for at in range(0, len(cells), 4))
    return Table((42, _WIDTH / 2 - 42) * 2, tuple(rows))


def _due(slip: Slip) -> Table:
    rows = [_header(slip, ("no", "fault", "remedy", "done"), _SMALL)]
    for number, due in enumerate(slip.due, 1):
        told = Paragraph(
            (
                Run(f"{due.rule} ({due.severity}) ", _SMALL, bold=True),
                Run(f"{due.message} ", _SMALL),
                Run(due.place, _SMALL, italic=True),
            )
        )
        rows.append(
            Row(
                (
                    Cell((_text(str(number), _SMALL, align="center"),)),
                    Cell((told,)),
                    Cell((_text(due.remedy, _SMALL),)),
                    Cell((_text("☐", _SIZE, align="center"),)),
                ),
                whole=True,
            )
        )
    return Table((10, 134, 102, 16), tuple(rows))


def _confirmed(slip: Slip) -> Table:
    rows = [_header(slip, ("no", "obligation", "look", "confirm"), _SMALL)]
    for number, item in enumerate(slip.unjudged, 1):
        asked = Paragraph((Run(item.title, _SMALL), Run(f" ({item.rule})", _SMALL)))
        cells = (
            Cell((_text(str(number), _SMALL, align="center"),)),
            Cell((asked,)),
            Cell((_text(item.look, _SMALL),)),
            Cell((_text(form("sign-here", slip.language), _SMALL, align="center"),)),
        )
        rows.append(Row(cells, whole=True))
    return Table((10, 92, 118, 42), tuple(rows))


def _none(slip: Slip) -> Iterator[Block]:
    yield _text(form("none", slip.language), 13)


def _section(table: Callable[[Slip], Table], key: str, slip: Slip) -> Iterator[Block]:
    yield _text(form(f"explained-{key}", slip.language), _SIZE, italic=True, after=4, keep_next=True)
    yield table(slip)


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


def _heading(number: str, key: str, slip: Slip) -> Paragraph:
    return _text(f"{number}. {form(key, slip.language)}", 12, bold=True, before=5, after=2, keep_next=True)


def _letterhead(slip: Slip) -> Table:
    left = (
        _text(form("office", slip.language), 13, bold=True, align="center"),
        _text("…………………………", 13, align="center"),
    )
    head = (PARTY_NAME,) if slip.system == "party" else (STATE_NAME, MOTTO)
    *above, last = (_text(line, 13 if line == MOTTO else 12, bold=True, align="center") for line in head)
    right = (
        *above,
        last._replace(rule=56, rule_at=_WIDTH - 90),
        _text(form("place-date", slip.language), 13, italic=True, align="center", before=8),
    )
    return Table((90, _WIDTH - 90), (Row((Cell(left), Cell(right)), whole=True),), borders=False)


def _row(label: str, value: str) -> Row:
    return Row((Cell((_text(label, _SIZE),), shade=_GROUP), Cell((_text(value, _SIZE),))), whole=True)


def _header(slip: Slip, keys: Sequence[str], size: float = _SIZE) -> Row:
    cells = (Cell((_text(form(key, slip.language), size, bold=True, align="center"),), shade=_SHADE) for key in keys)
    return Row(tuple(cells), header=True, whole=True)


def _counts(slip: Slip) -> Table:
    rows = [_header(slip, ("group", "applicable", *COUNTED))]
    rows += [_count_row(group.title, (group,), bold=False) for group in slip.groups]
    rows.append(_count_row(form("total", slip.language), slip.groups, bold=True))
    return Table((112, 30, 30, 30, 30, 30), tuple(rows))


def _count_row(title: str, groups: Sequence[Group], *, bold: bool) -> Row:
    numbers = [sum(len(group.items) for group in groups)]
    numbers += [sum(item.status == status for group in groups for item in group.items) for status in COUNTED]
    cells = [Cell((_text(title, _SIZE, bold=bold),))]
    cells += [Cell((_text(str(number), _SIZE, bold=bold, align="center"),)) for number in numbers]
    return Row(tuple(cells), whole=True)


def _faults(slip: Slip) -> Table:
    rows = [_header(slip, ("no", "obligation", "fault", "remedy", "basis", "done"))]
    for number, fault in enumerate(slip.faults, 1):
        rows += _fault(number, fault)
    return Table((11, 52, 84, 59, 40, 16), tuple(rows))


def _fault(number: int, fault: Fault) -> Iterator[Row]:
    """A row for each point; what is said of all spans them."""
    item, span = fault.item, len(fault.points)
    first, *others = (_point(point) for point in fault.points)
    told, remedy, done = first
    asked = (_asked(item), _text(item.result, bold=True))
    yield Row(
        (
            Cell((_text(str(number), align="center"),), rows=span),
            Cell(asked, rows=span),
            told,
            remedy,
            Cell(_lines(item.basis, _SMALL), rows=span),
            done,
        ),
        whole=True,
    )
    yield from (Row(cells, whole=True) for cells in others)


def _point(point: Point) -> tuple[Cell, Cell, Cell]:
    told = [_text(point.message)]
    if point.quote:
        told.append(_text(f"“{point.quote}”", italic=True))
    if point.place:
        told.append(_text(point.place, _SMALL))
    box = "" if point.suppressed else "☐"
    return Cell(tuple(told)), Cell((_text(point.remedy),)), Cell((_text(box, 14, align="center"),))


def _unjudged(slip: Slip) -> Table:
    rows = [_header(slip, ("no", "obligation", "verdict", "evidence", "basis"))]
    for number, item in enumerate(slip.unjudged, 1):
        cells = (
            Cell((_text(str(number), align="center"),)),
            Cell((_asked(item),)),
            Cell((_text(item.result, bold=True),)),
            Cell(_lines(item.notes, 10)),
            Cell(_lines(item.basis, _SMALL)),
        )
        rows.append(Row(cells, whole=True))
    return Table((11, 66, 28, 90, 67), tuple(rows))


def _met(slip: Slip) -> Table:
    rows = [_header(slip, ("id", "obligation", "evidence", "basis", "by-program"), _SMALL)]
    for group in slip.met:
        title = _text(group.title, _SIZE, bold=True, keep_next=True)
        rows.append(Row((Cell((title,), columns=5, shade=_GROUP),), whole=True))
        for item in group.shown:
            told = (item.rule, item.title, item.evidence, item.basis_short, item.result)
            rows.append(Row(tuple(Cell((_text(text, _SMALL),)) for text in told), whole=True))
        if group.clean:
            passed = _text(form("pass", slip.language), _SMALL)
            rows.append(Row((Cell((_clean(group, slip),), columns=4), Cell((passed,)))))
    return Table((18, 68, 94, 64, 18), tuple(rows))


def _clean(group: Group, slip: Slip) -> Paragraph:
    """Rules that found nothing, one after the other."""
    runs = [Run(f"{form('clean', slip.language)}.", _SMALL, bold=True)]
    for basis, items in group.clean.items():
        for item in items:
            end = "" if item is items[-1] else ";"
            runs += [Run(f" {item.rule}", _SMALL, bold=True), Run(f" {item.title}{end}", _SMALL)]
        runs.append(Run(f" [{basis}]." if basis else ".", _SMALL, italic=True))
    return Paragraph(tuple(runs))


def _asked(item: Item) -> Paragraph:
    return Paragraph((Run(item.title, _SIZE), Run(f" ({item.rule})", _SMALL)))


def _lines(lines: Sequence[str], size: float) -> tuple[Paragraph, ...]:
    return tuple(_text(line, size) for line in lines) or (Paragraph(),)


def _signatures(slip: Slip) -> Table:
    cells = []
    for signer in SIGNERS:
        cells.append(
            Cell(
                (
                    _text(form(signer, slip.language), 13, bold=True, align="center", keep_next=True),
                    _text(form("sign", slip.language), 12, italic=True, align="center"),
                    _text(form("opinion", slip.language), 12, align="center", before=6, after=34),
                )
            )
        )
    return Table((_WIDTH / 3,) * 3, (Row(tuple(cells), whole=True),), borders=False)
