"""One HTML page that needs nothing else: the findings, and beside them the draft with the words they are about.

It works without its script, by links between findings and words; the script adds filters and keys. Its policy allows
only its own style and script, so that nothing from a draft can run or be fetched.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from plancheck.report.conditions import sentence
from plancheck.report.html_draft import Marked, asset, digest, draft, tag, text
from plancheck.report.model import SEVERITIES, Evidence, FileReport, Finding, Report, RuleText, Severity, Verdict
from plancheck.report.streaming import Aside, written
from plancheck.report.telling import about, by_reason, covered, details, ended, nothing, standing, state, unsettled
from plancheck.report.totals import Totals
from plancheck.report.view import PLAIN, View
from plancheck.report.wording import Language, counted, where, word
from plancheck.text import shorten

_QUOTE = 600
_PASSED_QUOTE = 160
_FEW = 3
_FOLDED = 10
"""More rules than these that could not be judged for the same reason are folded."""
_LONG = 3000

Tools = Callable[[Finding], str]

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Kết quả soát dự thảo", "Review of a draft"),
    "by": ("plancheck {version}, quy tắc {rules}", "plancheck {version}, rules {rules}"),
    "skip": ("Đến danh sách phát hiện", "Skip to the findings"),
    "files": ("Các tệp đã soát", "Files checked"),
    "judged": ("Đã xét", "Judged"),
    "filter": ("Lọc phát hiện", "Filter the findings"),
    "levels": ("Mức", "Severity"),
    "search": ("Tìm", "Search"),
    "search-hint": ("chữ hoặc mã quy tắc", "words or rule id"),
    "kind": ("Loại", "Kind"),
    "any-kind": ("tất cả", "all"),
    "around": ("Chữ quanh", "Words around"),
    "done": ("Đã xử lý", "Settled"),
    "skip-it": ("Bỏ qua, lý do", "Ignore, reason"),
    "export": ("Tải danh sách bỏ qua (.toml)", "Download what is ignored (.toml)"),
    "hide-done": ("ẩn chỗ đã xử lý, bỏ qua", "hide what is settled or ignored"),
    "ticked": ("Đã xử lý {done}, bỏ qua {ignored}.", "Settled: {done}; ignored: {ignored}."),
    "export-head": (
        "Phát hiện được bỏ qua, có lý do: chép vào plancheck.toml ở thư mục của dự thảo.",
        "Findings ignored, with the reason: to be put into plancheck.toml in the draft's folder.",
    ),
    "shown": ("Đang hiện {shown} trong {total} phát hiện.", "Showing {shown} of {total} findings."),
    "keys": ("Phím tắt", "Shortcut keys"),
    "keys-help": (
        "Phím tắt: j và k sang phát hiện sau, trước; Enter đến chữ trong dự thảo; Esc trở lại phát hiện; / để tìm.",
        "Keys: j and k for the next and previous finding; Enter to its words in the draft; Esc back; / to search.",
    ),
    "about": ("Văn bản", "The document"),
    "draft": ("Bản dự thảo", "The draft"),
    "no-draft": ("Báo cáo này không kèm nội dung bản dự thảo.", "This report comes without the text of the draft."),
    "findings": ("Phát hiện", "Findings"),
    "why": ("Vì sao", "Why"),
    "to-finding": ("phát hiện {number}", "finding {number}"),
    "closing": (
        "plancheck chỉ soát những gì viết trong dự thảo, không biết điều đó có đúng hay không. Người ký vẫn phải đọc.",
        "plancheck checks what the draft says, not whether it is true. The person who signs still reads.",
    ),
}


class Stream:
    """The page. What stands above the files tells what all of them come to: they are set aside till then.

    The draft is shown when the report holds it (``Options.detailed``).
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._rules: Mapping[str, RuleText] = {}
        self._rows, self._files = Aside(), Aside()
        self._count = 0
        self._shown = 0
        """Paragraphs and findings."""
        self._first = ""
        self._kinds: dict[str, int] = {}
        """How many findings are of each pack."""

    def begin(self, report: Report) -> str:
        """Nothing yet."""
        self._rules = {rule.id: rule for rule in report.rules}
        return ""

    def file(self, file: FileReport) -> str:
        """Nothing yet."""
        self._first = self._first or file.path
        for finding in standing(file):
            pack = _pack(finding, self._rules)
            self._kinds[pack] = self._kinds.get(pack, 0) + 1
        self._count += 1
        self._shown += len(file.paragraphs) + len(file.findings)
        id = f"f{self._count}"
        self._rows.write(_row(file, id, self._view.lang) + "\n")
        self._files.write("".join(line + "\n" for line in _file(file, id, self._rules, self._view)))
        return ""

    def end(self, report: Report, totals: Totals) -> Iterator[str]:
        """Everything."""
        lang, style = self._view.lang, asset("report.css")
        script = asset("report.js") + asset("ticks.js")
        yield from (line + "\n" for line in self._head(report, totals, style, script))
        if self._count > 1:
            yield _index_head(lang)
            yield from self._rows.read()
            yield "</tbody></table></nav>\n"
        yield from self._files.read()
        yield f"</main>\n<footer><p>{text(_say('closing', lang))}</p></footer>\n"
        yield f"<script>{script}</script>\n</body>\n</html>\n"

    def _head(self, report: Report, totals: Totals, style: str, script: str) -> Iterator[str]:
        lang = self._view.lang
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        )
        single = self._first if self._count == 1 else ""
        title = " – ".join(piece for piece in (single, _say("title", lang)) if piece)
        # A page so long that browsers must not lay out what is out of sight.
        long = ' class="long"' if self._shown > _LONG else ""
        yield "<!doctype html>"
        yield f'<html lang="{lang}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{text(title)}</title>"
        yield f"<style>{style}</style>"
        yield "</head>"
        ticks = " ".join(
            f'data-{name}="{text(_say(name, lang))}"' for name in ("done", "skip-it", "ticked", "export-head")
        )
        yield f'<body data-shown="{text(shown(lang))}" {ticks}{long}>'
        yield f'<a class="skip" href="#findings">{text(_say("skip", lang))}</a>'
        yield "<header>"
        yield f"<h1>{text(_say('title', lang))}</h1>"
        yield tag("p", text(_say("by", lang, version=report.version, rules=report.rules_version)), "by")
        if said := sentence(report, totals, lang):  # whoever is handed the page must know
            yield tag("p", text(said), "note")
        yield "</header>"
        yield from filter_form(totals, lang, _kinds(self._kinds, lang) + _ticks(lang))
        yield '<main id="findings" tabindex="-1">'


def render(report: Report, view: View = PLAIN) -> str:
    """The page."""
    return written(Stream(view), report)


def articles(report: Report, view: View, tools: Tools) -> Iterator[str]:
    """Each file's findings and draft, side by side. ``tools``: HTML that stands at the end of a finding."""
    rules = {rule.id: rule for rule in report.rules}
    for number, file in enumerate(report.files, 1):
        yield from _file(file, f"f{number}", rules, view, tools)


def shown(lang: Language) -> str:
    """What the script says of the filter, with ``{shown}`` and ``{total}``."""
    return _say("shown", lang)


def is_long(report: Report) -> bool:
    """Whether a page is so long that browsers must not lay out what is out of sight."""
    return sum(len(file.paragraphs) + len(file.findings) for file in report.files) > _LONG


def _say(key: str, lang: Language, **values: object) -> str:
    said = _WORDS[key][lang == "en"]
    return said.format(**values) if values else said


def filter_form(totals: Totals, lang: Language, more: str = "") -> Iterator[str]:
    """Shown by the script, which alone can do what it offers.

    ``more``: HTML of further boxes; those with ``data-hides`` hide the findings that hold what its selector is for.
    """
    yield f'<form class="filter" role="search" aria-label="{text(_say("filter", lang))}" hidden>'
    yield f'<fieldset><legend class="unseen">{text(_say("levels", lang))}</legend>'
    for severity in SEVERITIES:
        label = text(counted(totals.count(severity), severity, lang))
        box = f'<input type="checkbox" name="severity" value="{severity}" checked>'
        yield f'<label class="chip {severity}">{box} {label}</label>'
    yield f"</fieldset>{more}"
    hint = text(_say("search-hint", lang))
    field = f'<input type="search" name="words" autocomplete="off" placeholder="{hint}" aria-keyshortcuts="/">'
    yield f'<label class="search"><span>{text(_say("search", lang))}</span> {field}</label>'
    yield '<output role="status"></output>'
    yield (
        f'<label class="keys" title="{text(_say("keys-help", lang))}">'
        f'<input type="checkbox" name="keys" checked> {text(_say("keys", lang))}</label>'
    )
    yield tag("p", text(_say("keys-help", lang)), "help")
    yield "</form>"


def _pack(finding: Finding, rules: Mapping[str, RuleText]) -> str:
    return rules[finding.rule].pack if finding.rule in rules else ""


def _kinds(counts: Mapping[str, int], lang: Language) -> str:
    """A choice among the packs that findings are of; the script shows one."""
    named = {pack: count for pack, count in counts.items() if pack}
    if len(named) < 2:
        return ""
    options = "".join(
        f'<option value="{text(pack)}">{text(pack)} ({count})</option>' for pack, count in sorted(named.items())
    )
    every = f'<option value="">{text(_say("any-kind", lang))}</option>'
    choice = f'<select name="kind">{every}{options}</select>'
    return f'<label class="kind"><span>{text(_say("kind", lang))}</span> {choice}</label>'


def _ticks(lang: Language) -> str:
    """What the script keeps in the browser: which findings are settled, which ignored and why."""
    hide = f'<input type="checkbox" data-hides=".tick:checked, .why:not([hidden])"> {text(_say("hide-done", lang))}'
    return (
        f'<span class="ticks"><label>{hide}</label> <span class="ticked"></span> '
        f'<button type="button" class="export" hidden>{text(_say("export", lang))}</button></span>'
    )


def _index_head(lang: Language) -> str:
    heads = [word("file", lang), *(word(severity, lang).capitalize() for severity in SEVERITIES), _say("judged", lang)]
    cells = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    nav = f'<nav class="index" aria-label="{text(_say("files", lang))}"><table>'
    return f"{nav}\n<thead><tr>{cells}</tr></thead><tbody>\n"


def _row(file: FileReport, id: str, lang: Language) -> str:
    name = f'<th scope="row"><a href="#{id}">{text(file.path)}</a></th>'
    if file.error:
        return f'<tr>{name}<td colspan="4" class="unread">{text(word("unreadable", lang))}</td></tr>'
    counts = [(severity, len(standing(file, severity))) for severity in SEVERITIES]
    cells = "".join(f'<td class="{severity if count else "zero"}">{count}</td>' for severity, count in counts)
    return f"<tr>{name}{cells}<td>{file.coverage.evaluated}/{file.coverage.applicable}</td></tr>"


def _file(
    file: FileReport, id: str, rules: Mapping[str, RuleText], view: View, tools: Tools = lambda _: ""
) -> Iterator[str]:
    lang, name = view.lang, text(file.path)
    yield f'<article id="{id}" class="file" data-path="{name}" aria-labelledby="{id}-name">'
    yield f'<h2 id="{id}-name">{name}</h2>'
    if file.error:
        yield tag("p", f"<strong>{text(word('unreadable', lang).capitalize())}:</strong> {text(file.error.message)}")
        yield "</article>"
        return
    marked = Marked(id, file, lang)
    yield from _outcome(file, view)
    if file.document:
        if note := state(file.document, lang):
            yield tag("p", text(note), "note")
        yield f'<details class="about" open><summary>{text(_say("about", lang))}</summary><dl>'
        for label, value in about(file.document, lang):
            shown = text(value) if value else f"<em>{text(word('unknown', lang))}</em>"
            yield f"<div><dt>{text(label)}</dt><dd>{shown}</dd></div>"
        yield "</dl></details>"
    yield '<div class="sides">'
    yield f'<section class="list" aria-label="{text(_say("findings", lang))}: {name}">'
    for severity in SEVERITIES:
        numbered = [pair for pair in marked.numbered if pair[1].severity == severity]
        yield from _group(severity, numbered, marked, rules, tools)
    yield from _reviews(ended(file, "needs-review"), marked)
    yield from _unjudged(ended(file, "not-evaluated"), lang)
    for key, known in (("known-head", True), ("suppressed-head", False)):
        passed_over = [each for each in file.findings if each.suppressed is not None and each.known is known]
        yield from _passed_over(key, passed_over, marked)
    yield from _passed(ended(file, "pass"), marked)
    yield "</section>"
    yield f'<section class="draft" aria-label="{text(_say("draft", lang))}: {name}">'
    yield f"<h3>{text(_say('draft', lang))}</h3>"
    if file.paragraphs:
        yield from draft(file.paragraphs, marked, _say("to-finding", lang))
    else:
        yield tag("p", text(_say("no-draft", lang)), "note")
    yield "</section></div></article>"


def _outcome(file: FileReport, view: View) -> Iterator[str]:
    """What was found and how much was judged; where something is not judged, that nothing can be said of it."""
    counts = [(len(standing(file, severity)), severity) for severity in SEVERITIES]
    badges = [f'<b class="{s}">{text(counted(count, s, view.lang))}</b>' for count, s in counts if count]
    found = " ".join(badges) or text(nothing(file, view.lang))
    yield tag("p", f"{found} · {text(' · '.join(covered(file, view.lang, view.selected)))}.", "outcome")
    if unsettled(file):
        yield tag("p", text(word("not-clear", view.lang)), "note")
    yield from (tag("p", text(note.message), "note") for note in file.notes)


def _group(
    severity: Severity,
    numbered: Sequence[tuple[int, Finding]],
    marked: Marked,
    rules: Mapping[str, RuleText],
    tools: Tools,
) -> Iterator[str]:
    if not numbered:
        return
    yield f'<section class="group {severity}"><h3>{_head(severity, len(numbered), marked.lang)}</h3><ol>'
    for number, finding in numbered:
        rule = rules.get(finding.rule)
        yield from _card(number, finding, marked, rule.why if rule else "", tools(finding), _pack(finding, rules))
    yield "</ol></section>"


def _head(key: str, count: int, lang: Language) -> str:
    return f"{text(word(key, lang).capitalize())} ({count})"


def _card(number: int, finding: Finding, marked: Marked, why: str, tools: str, pack: str) -> Iterator[str]:
    lang = marked.lang
    anchor = marked.anchor(number)
    marks = "" if anchor is None else f' data-at="{anchor}" data-marks="{marked.stretch(number)}"'
    name = f"{marked.id}-{number}"
    about = f'data-rule="{text(finding.rule)}" data-key="{text(finding.fingerprint)}" data-kind="{text(pack)}"'
    yield f'<li class="finding {finding.severity}" value="{number}" data-severity="{finding.severity}" {about}{marks}>'
    href = f'href="#{anchor}"' if anchor else 'tabindex="-1"'
    title = f'<span class="number">{number}</span> <span class="rule">{text(finding.rule)}</span> '
    yield f'<h4><a id="{name}" {href}>{title}{text(finding.message)}</a>{_fixable(finding, lang)}</h4>'
    if finding.quote:
        yield f"<blockquote>{text(shorten(finding.quote.strip(), _QUOTE))}</blockquote>"
    around = marked.around(finding.place)
    places = [(word("place", lang), where(finding.place, lang)), (_say("around", lang), around)]
    yield from _rows([*places, *details(finding, lang)])
    if why:
        yield f"<details><summary>{text(_say('why', lang))}</summary><p>{text(why)}</p></details>"
    yield f"{tools}</li>"


def _fixable(finding: Finding, lang: Language) -> str:
    how = finding.fixable
    return f' <span class="fixable {how}">{text(word(how, lang))}</span>' if how else ""


def _rows(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield "<dl>"
    for label, value in rows:
        if value:
            yield f"<div><dt>{text(label)}</dt><dd>{text(value)}</dd></div>"
    yield "</dl>"


def _reviews(verdicts: Sequence[Verdict], marked: Marked) -> Iterator[str]:
    """What a person must judge, with the words to look at."""
    if not verdicts:
        return
    yield f'<section class="review"><h3>{_head("needs-review", len(verdicts), marked.lang)}</h3>'
    for reason, alike in by_reason(verdicts, marked.lang):
        yield f"{tag('p', text(reason))}<ul>"
        for verdict in alike:
            yield f"<li>{_rule(verdict)}"
            for evidence in verdict.evidence[:_FEW]:
                yield _evidence(evidence, marked, _QUOTE)
            yield "</li>"
        yield "</ul>"
    yield "</section>"


def _unjudged(verdicts: Sequence[Verdict], lang: Language) -> Iterator[str]:
    if not verdicts:
        return
    yield f'<section class="unjudged"><h3>{_head("not-evaluated", len(verdicts), lang)}</h3>'
    for reason, alike in by_reason(verdicts, lang):
        many = len(alike) > _FOLDED
        told = f"{counted(len(alike), 'rule', lang)}: {reason}" if many else reason
        yield f"<details><summary>{text(told)}</summary>" if many else tag("p", text(told))
        yield "<ul>"
        yield from (f"<li>{_rule(verdict)}</li>" for verdict in alike)
        yield "</ul></details>" if many else "</ul>"
    yield "</section>"


def _passed_over(key: str, findings: Sequence[Finding], marked: Marked) -> Iterator[str]:
    """Findings that do not count: the old ones, or those suppressed with a reason."""
    if not findings:
        return
    lang = marked.lang
    yield f'<details class="suppressed"><summary>{_head(key, len(findings), lang)}</summary><ul>'
    for finding in findings:
        yield f'<li><span class="rule">{text(finding.rule)}</span> {text(finding.message)}'
        yield _evidence(Evidence(finding.place, finding.quote), marked, _QUOTE)
        why = word("old" if finding.known else "ignored", lang, reason=finding.suppressed)
        yield tag("p", text(why), "reason") + "</li>"
    yield "</ul></details>"


def _passed(verdicts: Sequence[Verdict], marked: Marked) -> Iterator[str]:
    if not verdicts:
        return
    yield f'<details class="passed"><summary>{_head("pass", len(verdicts), marked.lang)}</summary><ul>'
    for verdict in verdicts:
        yield f'<li><span class="rule">{text(verdict.rule)}</span> {text(verdict.met or verdict.title)}'
        for evidence in verdict.evidence[:1]:
            yield _evidence(evidence, marked, _PASSED_QUOTE)
        yield "</li>"
    yield "</ul></details>"


def _rule(verdict: Verdict) -> str:
    return f'<span class="rule">{text(verdict.rule)}</span> {text(verdict.title)}'


def _evidence(evidence: Evidence, marked: Marked, limit: int) -> str:
    """Words of the draft and the way to their paragraph."""
    quote = f"<q>{text(shorten(evidence.quote.strip(), limit))}</q> " if evidence.quote else ""
    at, anchor = text(where(evidence.place, marked.lang)), marked.paragraph(evidence.place)
    return tag("p", quote + (f'<a href="#{anchor}">{at}</a>' if anchor else at), "evidence")
