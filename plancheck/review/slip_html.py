"""The slip as one HTML page that needs nothing else: escaped, printable, for any browser."""

from collections.abc import Iterator, Sequence
from html import escape

from plancheck.report.sanitise import clean
from plancheck.review.slip import Group, Item, Slip
from plancheck.review.slip_forms import COUNTED, MOTTO, SIGNERS, STATE_NAME, form

_STYLE = """
@page { size: A4 landscape; margin: 15mm 15mm 15mm 20mm; }
body { font: 13pt/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff; margin: 0 auto;
  max-width: 280mm; padding: 8mm; }
.top { display: grid; grid-template-columns: 2fr 3fr; text-align: center; }
.motto { display: inline-block; border-bottom: 1px solid; font-weight: bold; }
h1 { font-size: 15pt; text-align: center; margin: 6mm 0 0; }
.under { text-align: center; font-weight: bold; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 5mm 0 1.5mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 1.2; }
.fixed { table-layout: fixed; }
th, td { border: 1px solid #444; padding: .5mm 1.2mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
thead th { background: #ddd; text-align: center; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.head th { width: 60mm; background: #f2f2f2; font-weight: normal; }
.number, .counts td { text-align: center; }
.group th { background: #f2f2f2; font-size: 12pt; }
p { margin: 0 0 .6mm; }
.quote, .hint, .date { font-style: italic; }
.id { font-size: 9pt; white-space: nowrap; }
.conclusion { font-weight: bold; }
.status-fail, .status-needs-review, .status-not-evaluated { font-weight: bold; }
.signers { display: grid; grid-template-columns: repeat(3, 1fr); text-align: center; break-inside: avoid; }
.signers p:last-child { margin-bottom: 25mm; }
@media print { body { padding: 0; max-width: none; } }
"""


def render(slip: Slip) -> str:
    """A whole page."""
    title = f"{form('title', slip.language)}: {dict(slip.head).get(slip.head[1][0], '')}"
    body = "\n".join(_body(slip))
    return (
        f'<!DOCTYPE html>\n<html lang="{slip.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_e(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _e(text: str) -> str:
    return escape(clean(text), quote=True)


def _body(slip: Slip) -> Iterator[str]:
    language = slip.language
    yield '<header class="top">'
    yield f"<div><b>{_e(form('office', language))}</b><br>…………………………</div>"
    yield (
        f'<div><b>{STATE_NAME}</b><br><span class="motto">{MOTTO}</span>'
        f'<p class="date">{_e(form("place-date", language))}</p></div>'
    )
    yield "</header>"
    yield f'<h1>{_e(form("title", language))}</h1><p class="under">{_e(form("subtitle", language))}</p>'
    yield _heading("I", "draft", slip)
    yield '<table class="head"><tbody>'
    yield from (f'<tr><th scope="row">{_e(label)}</th><td>{_e(value)}</td></tr>' for label, value in slip.head)
    yield "</tbody></table>"
    yield _heading("II", "result", slip)
    yield f'<p class="conclusion">{_e(form("conclusion", language))}: {_e(slip.conclusion)}</p>'
    yield f"<p>{_e(form('coverage', language))}: {_e(slip.coverage)}.</p>"
    yield from _counts(slip)
    yield _heading("III", "points", slip)
    yield from _points(slip)
    yield _heading("IV", "items", slip)
    yield f'<p class="hint">{_e(form("explained", language))}</p>'
    yield from _items(slip)
    if slip.not_applicable:
        yield f"<details><summary>V. {_e(form('others', language))} ({len(slip.not_applicable)})</summary><p>"
        yield "; ".join(f"{_e(rule)} {_e(title)}" for rule, title in slip.not_applicable) + ".</p></details>"
    yield _heading("VI" if slip.not_applicable else "V", "signatures", slip)
    yield '<section class="signers">'
    for signer in SIGNERS:
        yield (
            f'<div><b>{_e(form(signer, language))}</b><p class="hint">{_e(form("sign", language))}</p>'
            f"<p>{_e(form('opinion', language))}</p></div>"
        )
    yield "</section>"


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


def _points(slip: Slip) -> Iterator[str]:
    if not slip.points:
        yield f"<p>{_e(form('none', slip.language))}</p>"
        return
    yield f'<table class="fixed">{_widths((5, 38, 20, 29, 8))}'
    yield f"{_header(slip, ('no', 'fault', 'place', 'remedy', 'done'))}<tbody>"
    for number, point in enumerate(slip.points, 1):
        quote = f'<p class="quote">“{_e(point.quote)}”</p>' if point.quote else ""
        yield (
            f'<tr class="point"><td class="number">{number}</td><td><p><b>{_e(point.rule)} ({_e(point.severity)}).</b> '
            f"{_e(point.message)}</p>{quote}</td><td>{_e(point.place)}</td><td>{_e(point.remedy)}</td>"
            '<td class="number">☐</td></tr>'
        )
    yield "</tbody></table>"


def _items(slip: Slip) -> Iterator[str]:
    yield f'<table class="fixed">{_widths((4, 22, 9, 28, 23, 14))}'
    yield _header(slip, ("no", "obligation", "verdict", "evidence", "basis", "judge"))
    number = 0
    for group in slip.groups:
        yield f'<tbody><tr class="group"><th colspan="6" scope="rowgroup">{_e(group.title)}</th></tr>'
        for item in group.items:
            number += 1
            yield _item(number, item, slip)
        yield "</tbody>"
    yield "</table>"


def _item(number: int, item: Item, slip: Slip) -> str:
    blank = f"<p>{_e(form('sign-here', slip.language))}</p><p>{_e(form('sign-line', slip.language))}</p>"
    notes = "".join(f"<p>{_e(note)}</p>" for note in item.notes)
    basis = "".join(f"<p>{_e(each)}</p>" for each in item.basis)
    return (
        f'<tr class="item"><td class="number">{number}</td>'
        f'<td>{_e(item.title)} <span class="id">({_e(item.rule)})</span></td>'
        f'<td class="status-{item.status}">{_e(item.result)}</td><td>{notes}</td><td>{basis}</td>'
        f"<td>{_e(item.judge) if item.judge else blank}</td></tr>"
    )
