"""The overview as one HTML page that needs nothing else; its script sorts and filters, without it all is shown."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from plancheck.report.html_draft import asset, digest, tag, text
from plancheck.report.model import SEVERITIES
from plancheck.report.overview import Mark, Obligation, Overview, Part, Row, parts
from plancheck.report.wording import Language, day, word

_SIGNS = {"pass": "✓", "needs-review": "?", "not-evaluated": "–", "fail": "✗"}
_WORDS = {
    "title": ("Tổng quan các dự thảo", "Overview of drafts"),
    "drafts": ("Dự thảo", "Drafts"),
    "with-errors": ("Có lỗi", "With errors"),
    "met": ("Đạt", "Met"),
    "matrix": ("Dự thảo × nghĩa vụ", "Drafts × obligations"),
    "by-province": ("Theo tỉnh", "By province"),
    "by-kind": ("Theo loại", "By kind"),
    "by-year": ("Theo năm", "By year"),
    "all": ("tất cả", "all"),
    "filter": ("Lọc các dự thảo", "Filter the drafts"),
    "none": ("Chưa có dự thảo nào.", "There are no drafts yet."),
    "unknown": ("chưa rõ", "unknown"),
    "pending": (
        "Còn {count} dự thảo đang soát, chưa có trong bảng; tải lại trang sau ít phút.",
        "{count} drafts are still being checked and not in it; load the page again in a few minutes.",
    ),
    "legend": (
        "✓ đạt · ✗ và số: chưa đạt, số phát hiện · ? cần người xem · – chưa xét được · ô trống: không áp dụng",
        "✓ met · ✗ and number: not met, findings · ? for a person to judge · – not evaluated · empty: does not apply",
    ),
    "sort": ("Bấm tên cột để sắp xếp.", "Click a column's name to sort."),
    "met-of": ("đạt trên số nghĩa vụ đã xét", "met, of the obligations judged"),
}


def render(view: Overview, back: str = "", sheet: str = "", pending: int = 0) -> str:
    """The page. ``back``: where the desk is, ``sheet``: where the CSV is; empty where there is none.

    ``pending``: drafts that are not judged yet, and not in it.
    """
    lang = view.language
    style, script = (asset(name) for name in ("overview.css", "overview.js"))
    lines = [
        "<!doctype html>",
        f'<html lang="{lang}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_say('title', lang)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<header>",
        *((f'<p class="links">{_links(back, sheet, lang)}</p>',) if back or sheet else ()),
        f"<h1>{_say('title', lang)}</h1>",
        *((tag("p", _say("pending", lang).format(count=pending), "pending"),) if pending else ()),
        "</header>",
        "<main>",
        *(_body(view) if view.rows else (tag("p", _say("none", lang)),)),
        "</main>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def policy() -> str:
    """The page's policy: its own style and script alone."""
    style, script = (digest(asset(name)) for name in ("overview.css", "overview.js"))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; "
        "form-action 'none'"
    )


def _say(key: str, lang: Language) -> str:
    return text(_WORDS[key][lang == "en"])


def _links(back: str, sheet: str, lang: Language) -> str:
    links = [(back, "plancheck"), (sheet, "CSV")]
    return " · ".join(f'<a href="{text(href)}">{label}</a>' for href, label in links if href)


def _body(view: Overview) -> Iterator[str]:
    lang = view.language
    rules = tuple(each.rule for _, held in view.packs for each in held)
    yield from _filter(view)
    yield '<div class="parts">'
    for key in ("province", "kind", "year"):
        yield from _parts(_say(f"by-{key}", lang), list(parts(view, attrgetter(key))), lang)
    yield "</div>"
    yield tag("p", f'{_say("legend", lang)}. <span class="scripted" hidden>{_say("sort", lang)}</span>', "note")
    yield from _summary(view, rules)
    for title, held in view.packs:
        yield from _matrix(title, held, view)


def _filter(view: Overview) -> Iterator[str]:
    """Shown by the script."""
    lang = view.language
    yield f'<form class="filter" aria-label="{_say("filter", lang)}" hidden>'
    for key in ("province", "kind", "year"):
        values = sorted({str(getattr(row, key)) for row in view.rows if not row.error})
        options = "".join(f'<option value="{text(each)}">{_named(each, lang)}</option>' for each in values)
        every = f'<option value="*">{_say("all", lang)}</option>'
        yield f'<label>{_say(f"by-{key}", lang)} <select name="{key}">{every}{options}</select></label>'
    yield '<output role="status"></output></form>'


def _named(value: str, lang: Language) -> str:
    return text(value) if value else f"({_say('unknown', lang)})"


def _parts(title: str, held: Sequence[Part], lang: Language) -> Iterator[str]:
    yield f"<section><h2>{title}</h2><table><thead><tr><td></td>"
    for head in (
        _say("drafts", lang),
        _say("with-errors", lang),
        *(text(word(f"column-{s}", lang)) for s in SEVERITIES),
    ):
        yield f'<th scope="col">{head}</th>'
    yield f'<th scope="col" title="{_say("met-of", lang)}">{_say("met", lang)}</th></tr></thead><tbody>'
    for part in held:
        numbers = (part.drafts, part.with_errors, *(part.counts[severity] for severity in SEVERITIES))
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        share = f"{part.met * 100 // part.judged}%" if part.judged else "–"
        yield f'<tr><th scope="row">{_named(part.name, lang)}</th>{cells}<td>{share}</td></tr>'
    yield "</tbody></table></section>"


def _heads(lang: Language, more: Iterator[str] | Sequence[str]) -> str:
    return f'<thead><tr><th scope="col">{text(word("file", lang))}</th>{"".join(more)}</tr></thead><tbody>'


def _row(row: Row) -> str:
    name = f'<a href="{text(row.href)}">{text(row.name)}</a>' if row.href else text(row.name)
    data = "".join(f' data-{key}="{text(getattr(row, key))}"' for key in ("province", "kind", "year"))
    return f'<tr{data}><th scope="row">{name}</th>'


def _summary(view: Overview, rules: Sequence[str]) -> Iterator[str]:
    lang = view.language
    labels = [text(word(key, lang)) for key in ("province-column", "type", "period", "date")]
    labels += [text(word(f"column-{severity}", lang)) for severity in SEVERITIES]
    labels += [text(word(f"mark-{status}", lang)) for status in ("pass", "fail", "needs-review", "not-evaluated")]
    yield f'<section class="wide"><h2>{_say("drafts", lang)}</h2><table class="drafts">'
    yield _heads(lang, [f'<th scope="col">{label}</th>' for label in labels])
    for row in view.rows:
        yield _row(row)
        if row.error:
            yield f'<td colspan="{len(labels)}" class="unread">{text(row.error)}</td></tr>'
            continue
        yield f"<td>{_named(row.province, lang)}</td><td>{_named(row.kind, lang)}</td><td>{_named(row.year, lang)}</td>"
        yield f'<td data-value="{text(row.date)}">{text(day(row.date)) if row.date else ""}</td>'
        for severity in SEVERITIES:
            style = severity if row.counts[severity] else "zero"
            yield f'<td class="number {style}">{row.counts[severity]}</td>'
        for status in ("pass", "fail", "needs-review", "not-evaluated"):
            yield f'<td class="number">{row.ended(status, rules)}</td>'
        yield "</tr>"
    yield "</tbody></table></section>"


def _matrix(title: str, held: Sequence[Obligation], view: Overview) -> Iterator[str]:
    lang = view.language
    yield f'<section class="wide"><h2>{text(title)}</h2><table class="matrix">'
    heads = [f'<th scope="col" title="{text(each.title)}"><span>{text(each.rule)}</span></th>' for each in held]
    yield _heads(lang, [*heads, f'<th scope="col"><span>{_say("met", lang)}</span></th>'])
    rules = [each.rule for each in held]
    for row in view.rows:
        if row.error:
            continue
        yield _row(row)
        yield from (_cell(row.marks.get(each.rule), each, lang) for each in held)
        met, failed = row.ended("pass", rules), row.ended("fail", rules)
        share = f"{met}/{met + failed}" if met + failed else "–"
        yield f'<td class="number" data-value="{met / (met + failed) if met + failed else -1:.3f}">{share}</td></tr>'
    yield "</tbody></table></section>"


def _cell(mark: Mark | None, obligation: Obligation, lang: Language) -> str:
    if mark is None:
        return '<td data-value="-1"></td>'
    sign = str(mark.findings) if mark.findings else _SIGNS[mark.status]
    style = f"fail {mark.severity or ''}".strip() if mark.status == "fail" else mark.status
    said = text(f"{obligation.rule}: {word(f'mark-{mark.status}', lang)}")
    order = {"pass": 0, "not-evaluated": 1, "needs-review": 2}.get(mark.status, 3 + mark.findings)
    return f'<td class="{style}" data-value="{order}" title="{said}">{sign}</td>'
