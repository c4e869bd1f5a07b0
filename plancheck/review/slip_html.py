"""The slip as one HTML page that needs nothing else: escaped, printable, for any browser."""

from collections.abc import Iterator, Sequence
from html import escape

from plancheck.report.sanitise import clean
from plancheck.review.slip import Fault, Group, Item, Point, Slip
from plancheck.review.slip_forms import COUNTED, MOTTO, PARTY_NAME, SIGNERS, STATE_NAME, form
from plancheck.review.slip_rounds import RECORD

_STYLE = """
@page { size: A4 landscape; margin: 15mm 15mm 15mm 20mm; }
body { font: 12pt/1.25 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff; margin: 0 auto;
  max-width: 280mm; padding: 8mm; }
.top { display: grid; grid-template-columns: 2fr 3fr; text-align: center; }
.motto { display: inline-block; border-bottom: 1px solid; font-weight: bold; }
h1 { font-size: 15pt; text-align: center; margin: 3mm 0 0; }
.under { text-align: center; font-weight: bold; margin: 0 0 2mm; }
h2 { font-size: 12.5pt; margin: 3mm 0 1mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 10pt; line-height: 1.15; }
.fixed { table-layout: fixed; }
th, td { border: 1px solid #444; padding: .3mm 1.2mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
thead th { background: #ddd; text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tr.clean { break-inside: auto; }
tr.group { break-after: avoid; }
.small { font-size: 9pt; line-height: 1.08; }
.small td { padding: .2mm 1.2mm; }
.head th { width: 60mm; background: #f2f2f2; font-weight: normal; }
.number, .counts td { text-align: center; }
.group th { background: #f2f2f2; font-size: 10pt; padding: .2mm 1.2mm; }
p { margin: 0 0 .3mm; }
.quote, .hint, .date { font-style: italic; }
.id { font-size: 9pt; white-space: nowrap; }
.conclusion { font-weight: bold; }
.status-fail, .status-needs-review, .status-not-evaluated { font-weight: bold; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center; break-inside: avoid; }
.signers p:last-child { margin-bottom: 18mm; }
.annex { break-before: page; margin-top: 12mm; }
article + article { break-before: page; margin-top: 20mm; }
@media print { body { padding: 0; max-width: none; } .annex, article + article { margin-top: 0; } }
"""


def render(slips: Sequence[Slip]) -> str:
    """A whole page, each slip an article that prints from a new sheet."""
    first = slips[0]
    title = f"{form('title', first.language)}: {dict(first.head).get(first.head[1][0], '')}"
    record = f'<meta name="{RECORD}" content="{_e(first.record)}">\n' if len(slips) == 1 else ""
    body = "\n".join(line for slip in slips for line in ("<article>", *_body(slip), "</article>"))
    return (
        f'<!DOCTYPE html>\n<html lang="{first.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{record}<title>{_e(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _e(text: str) -> str:
    return escape(clean(text), quote=True)


def _body(slip: Slip) -> Iterator[str]:
    language = slip.language
    yield '<header class="top">'
    yield f"<div><b>{_e(form('office', language))}</b><br>…………………………</div>"
    state = f'<b>{STATE_NAME}</b><br><span class="motto">{MOTTO}</span>'
    head = f'<span class="motto">{PARTY_NAME}</span>' if slip.system == "party" else state
    yield (f'<div>{head}<p class="date">{_e(form("place-date", language))}</p></div>')
    yield "</header>"
    yield f'<h1>{_e(form("title", language))}</h1><p class="under">{_e(form("subtitle", language))}</p>'
    yield _heading("I", "draft", slip)
    yield from _pairs(slip.head)
    yield _heading("II", "result", slip)
    yield f'<p class="conclusion">{_e(form("conclusion", language))}: {_e(slip.conclusion)}</p>'
    yield f"<p>{_e(form('coverage', language))}: {_e('; '.join(filter(None, (slip.coverage, slip.others))))}.</p>"
    if slip.round:
        yield f'<p class="conclusion">{_e(slip.round)}</p>'
    yield _heading("III", "due", slip)
    yield from _due(slip)
    yield _heading("IV", "confirmed", slip)
    yield from _confirmed(slip)
    yield _heading("V", "signatures", slip)
    yield '<section class="signers">'
    for signer in SIGNERS:
        yield (
            f'<div><b>{_e(form(signer, language))}</b><p class="hint">{_e(form("sign", language))}</p>'
            f"<p>{_e(form('opinion', language))}</p></div>"
        )
    yield "</section>"
    yield f'<section class="annex"><h1>{_e(form("annex", language))}</h1>'
    yield _heading("1", "counts", slip)
    yield from _counts(slip)
    yield _heading("2", "faults", slip)
    yield from _faults(slip)
    yield _heading("3", "unjudged", slip)
    yield from _unjudged(slip)
    yield _heading("4", "met", slip)
    yield from _met(slip)
    yield _heading("5", "technical", slip)
    yield from _pairs(slip.technical)
    yield "</section>"


def _pairs(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield '<table class="head"><tbody>'
    yield from (f'<tr><th scope="row">{_e(label)}</th><td>{_e(value)}</td></tr>' for label, value in lines)
    yield "</tbody></table>"


def _due(slip: Slip) -> Iterator[str]:
    if not slip.due:
        yield _none(slip)
        return
    yield f'<table class="fixed small">{_widths((4, 48, 42, 6))}'
    yield f"{_header(slip, ('no', 'fault', 'remedy', 'done'))}<tbody>"
    for number, due in enumerate(slip.due, 1):
        yield (
            f'<tr><td class="number">{number}</td><td><b>{_e(due.rule)} ({_e(due.severity)})</b> {_e(due.message)}'
            f'<p class="quote">{_e(due.place)}</p></td><td>{_e(due.remedy)}</td><td class="number">☐</td></tr>'
        )
    yield "</tbody></table>"
    if slip.more:
        yield f'<p class="hint">{_e(slip.more)}</p>'


def _confirmed(slip: Slip) -> Iterator[str]:
    if not slip.unjudged:
        yield _none(slip)
        return
    yield f'<table class="fixed small">{_widths((4, 36, 44, 16))}'
    yield f"{_header(slip, ('no', 'obligation', 'look', 'confirm'))}<tbody>"
    for number, item in enumerate(slip.unjudged, 1):
        yield (
            f'<tr><td class="number">{number}</td><td>{_asked(item)}</td><td>{_e(item.look)}</td>'
            f'<td class="number">{_e(form("sign-here", slip.language))}</td></tr>'
        )
    yield "</tbody></table>"


def _heading(number: str, key: str, slip: Slip) -> str:
    return f"<h2>{number}. {_e(form(key, slip.language))}</h2>"


def _widths(shares: Sequence[int]) -> str:
    """Columns by their share of the width in hundredths."""
    return "<colgroup>" + "".join(f'<col style="width: {share}%">' for share in shares) + "</colgroup>"


def _header(slip: Slip, keys: Sequence[str]) -> str:
    cells = "".join(f'<th scope="col">{_e(form(key, slip.language))}</th>' for key in keys)
    return f"<thead><tr>{cells}</tr></thead>"


def _counts(slip: Slip) -> Iterator[str]:
    yield f'<table class="counts">{_header(slip, ("group", "applicable", *COUNTED))}<tbody>'
    for group in slip.groups:
        yield _count_row(group.title, (group,))
    yield _count_row(form("total", slip.language), slip.groups)
    yield "</tbody></table>"


def _count_row(title: str, groups: Sequence[Group]) -> str:
    numbers = [sum(len(group.items) for group in groups)]
    numbers += [sum(item.status == status for group in groups for item in group.items) for status in COUNTED]
    return f'<tr><th scope="row">{_e(title)}</th>{"".join(f"<td>{number}</td>" for number in numbers)}</tr>'


def _hint(key: str, slip: Slip) -> str:
    return f'<p class="hint">{_e(form(key, slip.language))}</p>'


def _none(slip: Slip) -> str:
    return f"<p>{_e(form('none', slip.language))}</p>"


def _faults(slip: Slip) -> Iterator[str]:
    if not slip.faults:
        yield _none(slip)
        return
    yield _hint("explained-faults", slip)
    yield f'<table class="fixed">{_widths((4, 20, 32, 23, 15, 6))}'
    yield f"{_header(slip, ('no', 'obligation', 'fault', 'remedy', 'basis', 'done'))}"
    for number, fault in enumerate(slip.faults, 1):
        yield f"<tbody>{''.join(_fault(number, fault))}</tbody>"
    yield "</table>"


def _fault(number: int, fault: Fault) -> Iterator[str]:
    """A row for each point; what is said of all spans them."""
    item, span = fault.item, f'rowspan="{len(fault.points)}"'
    first, *others = (_point(point) for point in fault.points)
    told, remedy, done = first
    yield (
        f'{_row(item)}<td class="number" {span}>{number}</td><td {span}>{_asked(item)}'
        f'<p class="status-fail">{_e(item.result)}</p></td>{told}{remedy}'
        f'<td {span} class="small">{_lines(item.basis)}</td>{done}</tr>'
    )
    yield from (f"<tr>{told}{remedy}{done}</tr>" for told, remedy, done in others)


def _point(point: Point) -> tuple[str, str, str]:
    quote = f'<p class="quote">“{_e(point.quote)}”</p>' if point.quote else ""
    place = f'<p class="small">{_e(point.place)}</p>' if point.place else ""
    box = "" if point.suppressed else "☐"
    return (
        f"<td><p>{_e(point.message)}</p>{quote}{place}</td>",
        f"<td>{_e(point.remedy)}</td>",
        f'<td class="number">{box}</td>',
    )


def _unjudged(slip: Slip) -> Iterator[str]:
    if not slip.unjudged:
        yield _none(slip)
        return
    yield _hint("explained-unjudged", slip)
    yield f'<table class="fixed">{_widths((4, 25, 10, 34, 27))}'
    yield f"{_header(slip, ('no', 'obligation', 'verdict', 'evidence', 'basis'))}<tbody>"
    for number, item in enumerate(slip.unjudged, 1):
        yield (
            f'{_row(item)}<td class="number">{number}</td><td>{_asked(item)}</td>'
            f'<td class="status-{item.status}">{_e(item.result)}</td><td>{_lines(item.notes)}</td>'
            f'<td class="small">{_lines(item.basis)}</td></tr>'
        )
    yield "</tbody></table>"


def _met(slip: Slip) -> Iterator[str]:
    if not slip.met:
        yield _none(slip)
        return
    yield _hint("explained-met", slip)
    yield f'<table class="fixed small">{_widths((6, 26, 36, 25, 7))}'
    yield _header(slip, ("id", "obligation", "evidence", "basis", "by-program"))
    for group in slip.met:
        yield f'<tbody><tr class="group"><th colspan="5" scope="rowgroup">{_e(group.title)}</th></tr>'
        for item in group.shown:
            yield (
                f'{_row(item)}<td class="id">{_e(item.rule)}</td><td>{_e(item.title)}</td>'
                f"<td>{_e(item.evidence)}</td><td>{_e(item.basis_short)}</td>"
                f"<td>{_e(item.result)}</td></tr>"
            )
        if group.clean:
            told = " ".join(_clean(basis, items) for basis, items in group.clean.items())
            yield (
                f'<tr class="clean"><td colspan="4"><b>{_e(form("clean", slip.language))}.</b> {told}</td>'
                f"<td>{_e(form('pass', slip.language))}</td></tr>"
            )
        yield "</tbody>"
    yield "</table>"


def _clean(basis: str, items: Sequence[Item]) -> str:
    told = "; ".join(
        f'<span class="item" id="{_e(item.rule)}"><b>{_e(item.rule)}</b> {_e(item.title)}</span>' for item in items
    )
    return f"{told} <i>[{_e(basis)}]</i>." if basis else f"{told}."


def _row(item: Item) -> str:
    return f'<tr class="item" id="{_e(item.rule)}">'


def _asked(item: Item) -> str:
    return f'{_e(item.title)} <span class="id">({_e(item.rule)})</span>'


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"<p>{_e(line)}</p>" for line in lines)
