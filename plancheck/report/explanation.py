"""A rule explained: what it asks, why, when it applies, good and bad examples, how to fix, on what basis."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from plancheck.report.lines import BLANK, Line, labelled, line, write
from plancheck.report.wording import Language, article, day_from_number, word
from plancheck.rules.model import Basis, Edit, Example, Rule, RuleSet, Scope
from plancheck.rules.production import AllOf, AnyOf, Comparison, Test

_COLUMN = {"vi": 14, "en": 14}

_WORDS: Mapping[str, tuple[str, str]] = {
    "asks": ("Yêu cầu", "Requirement"),
    "says": ("Thông báo", "Message"),
    "why": ("Vì sao", "Why"),
    "applies": ("Áp dụng cho", "Applies to"),
    "good": ("Đúng", "Good"),
    "bad": ("Sai", "Bad"),
    "also-good": ("Cũng đúng", "Also good"),
    "fix": ("Cách sửa", "How to fix"),
    "basis": ("Căn cứ", "Basis"),
    "exceptions": ("Ngoại lệ", "Exceptions"),
    "not-provable": ("Không xét được", "Not provable"),
    "parameters": ("Giá trị", "Values"),
    "added": ("thêm đoạn", "paragraph added"),
    "as-is": ("(văn bản mẫu giữ nguyên)", "(the sample as it is)"),
    "left-out": ("bỏ", "left out"),
    "removed": ("bỏ đoạn có", "paragraph removed that has"),
    "on-day": ("xét ngày", "judged on"),
    "every": ("mọi văn bản", "every document"),
    "under": ("khi được điều chỉnh bởi", "when governed by"),
    "or": (" hoặc ", " or "),
    "not": ("không phải ", "not "),
    "unknown": ("chưa rõ có phải ", "not known whether "),
    "from": ("từ", "from"),
    "until": ("đến", "until"),
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "info": ("lưu ý", "note"),
    "preview": ("thử nghiệm", "preview"),
    "article": (
        "bài viết về văn bản: không xét quy tắc này",
        "articles about a document: this rule is not judged",
    ),
    "layout": (
        "cần bản Word: tệp văn bản trơn và XML không có phông chữ, cỡ chữ, lề",
        "needs a Word file: plain text and XML carry no fonts, sizes or margins",
    ),
    "foreign-information": ("chủ đề thông tin đối ngoại", "foreign information"),
    "other": ("chủ đề khác", "another subject"),
    "border": ("tỉnh biên giới", "land-border province"),
    "coastal": ("tỉnh ven biển", "coastal province"),
    "gate": ("tỉnh có cửa khẩu quốc tế", "province with an international gate"),
    "foreign_affairs_office": ("tỉnh có Sở Ngoại vụ", "province with a foreign-affairs department"),
}


def render(rule: Rule, rules: RuleSet, *, lang: Language = "vi", width: int | None = None, color: bool = False) -> str:
    """The explanation as text; ``width`` None: nothing is wrapped."""
    return write(_lines(rule, rules, lang), width=width, color=color)


def as_dict(rule: Rule, rules: RuleSet, *, lang: Language = "vi") -> dict[str, Any]:
    """The explanation as JSON values."""
    return {
        **summary(rule, lang),
        "since": rule.since,
        "tags": list(rule.tags),
        "message": [text.get(lang) for text in _messages(rule)],
        "why": rule.why.get(lang),
        "applies": [f"{_say(case.severity, lang)}: {_scope(rules.scopes[case.scope], lang)}" for case in rule.cases],
        "remedy": [text.get(lang) for text in _remedies(rule)],
        "exceptions": rule.exceptions.get(lang),
        "examples": [
            {
                "outcome": example.outcome,
                "as_of": day_from_number(example.as_of) or None,
                "edits": [
                    {"action": edit.action, "words": edit.words, "text": edit.text or None} for edit in example.edits
                ],
            }
            for example in rule.examples
        ],
    }


def summary(rule: Rule, lang: Language) -> dict[str, Any]:
    """What ``rules list`` tells of a rule."""
    return {
        "id": rule.id,
        "slug": rule.slug,
        "title": rule.title.get(lang),
        "severity": rule.severity,
        "status": rule.status,
        "basis": [
            {
                "instrument": basis.instrument,
                "locator": basis.locator,
                "certainty": basis.certainty,
                "from": _iso(basis.start),
                "until": _iso(basis.until),
            }
            for basis in rule.basis
        ],
    }


def _lines(rule: Rule, rules: RuleSet, lang: Language) -> Iterator[Line]:
    state = "" if rule.status != "preview" else f" · {_say('preview', lang)}"
    identity = (rule.id, rule.severity)
    yield Line((identity, (f" · {rule.slug} · {_say(rule.severity, lang)}{state}", "dim")))
    yield line(rule.title.get(lang), "heading")
    yield BLANK
    for text in _messages(rule):
        yield _row("says", _template(text.get(lang)), lang)
    yield _row("why", rule.why.get(lang), lang)
    for case in rule.cases:
        severity = f" → {_say(case.severity, lang)}" if len(rule.cases) > 1 else ""
        yield _row("applies", _scope(rules.scopes[case.scope], lang) + severity, lang)
    if rule.on_article == "not-evaluated":
        yield _row("", _say("article", lang), lang)
    if rule.needs_layout:
        yield _row("", _say("layout", lang), lang)
    for values in rule.parameters.values():
        for value in values:
            shown = value.text.get(lang) or str(value.value)
            yield _row("parameters", shown + _interval(value.start, value.until, lang), lang)
    if rule.status == "not-provable":
        yield _row("not-provable", rule.reason.get(lang), lang)
    yield from _examples(rule.examples, lang)
    yield BLANK
    for text in _remedies(rule):
        yield _row("fix", _template(text.get(lang)), lang)
    if rule.exceptions:
        yield _row("exceptions", rule.exceptions.get(lang), lang)
    for basis in rule.basis:
        yield _row("basis", _basis(basis, lang), lang)


def _row(key: str, text: str, lang: Language, style: str = "") -> Line:
    return labelled(_say(key, lang) if key else "", text, 2, _COLUMN[lang], style)


def _say(key: str, lang: Language) -> str:
    return _WORDS[key][lang == "en"]


def _messages(rule: Rule) -> list[Any]:
    return _distinct([check.message or rule.message for check in rule.checks] or [rule.message])


def _remedies(rule: Rule) -> list[Any]:
    return _distinct([check.remedy or rule.remedy for check in rule.checks] or [rule.remedy])


def _distinct(texts: Iterable[Any]) -> list[Any]:
    return [text for text in dict.fromkeys(texts) if text]


def _template(text: str) -> str:
    """A message with what comes from the draft shown as "…"."""
    return re.sub(r"\{[^{}]*\}", "…", text)


def _examples(examples: Sequence[Example], lang: Language) -> Iterator[Line]:
    for example in sorted(examples, key=lambda example: example.outcome):
        yield BLANK
        dated = f" ({_say('on-day', lang)} {day_from_number(example.as_of)})" if example.as_of else ""
        after = "; ".join(_after(edit, lang) for edit in example.edits) or _say("as-is", lang)
        if example.outcome == "fail":
            if before := "; ".join(text for edit in example.edits if (text := _before(edit))):
                yield _row("good", before, lang, "good")
            yield _row("bad", after + dated, lang, "error")
        else:
            yield _row("also-good", after + dated, lang, "good")


def _before(edit: Edit) -> str:
    return f"“{_words(edit.words)}”" if edit.action == "replace" and _words(edit.words) else ""


def _after(edit: Edit, lang: Language) -> str:
    if edit.action == "remove":
        return f"({_say('removed', lang)} “{_words(edit.words)}”)"
    if edit.action == "insert":
        return f"({_say('added', lang)}) “{_words(edit.text)}”"
    return f"“{_words(edit.text)}”" if _words(edit.text) else f"({_say('left-out', lang)} “{_words(edit.words)}”)"


def _words(text: str) -> str:
    """Words of an edit without the tags of the sample."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", text)).split())


def _basis(basis: Basis, lang: Language) -> str:
    shown = article(basis.instrument, basis.locator)
    return f"{shown} [{word(basis.certainty, lang)}]{_interval(basis.start, basis.until, lang)}"


def _interval(start: int, until: int, lang: Language) -> str:
    pieces = []
    if start:
        pieces.append(f"{_say('from', lang)} {day_from_number(start)}")
    if until:
        pieces.append(f"{_say('until', lang)} {day_from_number(until)}")
    return ", " + " ".join(pieces) if pieces else ""


def _iso(day: int) -> str | None:
    return f"{day // 10000}-{day // 100 % 100:02}-{day % 100:02}" if day else None


def _scope(scope: Scope, lang: Language) -> str:
    tests = scope.test.tests if isinstance(scope.test, AllOf) else (scope.test,)
    phrases = [phrase for test in tests if (phrase := condition(test, lang))]
    if all(isinstance(test, Comparison) and test.property == "date" for test in tests):
        phrases.insert(0, _say("every", lang))
    if dates := [phrase for phrase in phrases if phrase.startswith((_say("from", lang), _say("until", lang)))]:
        phrases = [phrase for phrase in phrases if phrase not in dates] + [" ".join(dates)]
    if scope.under:
        phrases.append(f"{_say('under', lang)} {_say('or', lang).join(scope.under)}")
    return ", ".join(phrases)


def condition(test: Test, lang: Language) -> str:
    """A test on the document in words; empty for one that always holds."""
    if isinstance(test, Comparison):
        return _comparison(test, lang)
    phrases = [condition(part, lang) for part in test.tests]
    return (_say("or", lang) if isinstance(test, AnyOf) else ", ").join(phrase for phrase in phrases if phrase)


_TYPES = {"KH": "kế hoạch", "HD": "hướng dẫn", "QĐ": "quyết định", "CT": "chỉ thị", "TB": "thông báo", "CV": "công văn"}


def _comparison(test: Comparison, lang: Language) -> str:
    name, value = test.property, test.value
    if isinstance(value, int):
        day = day_from_number(value) if name in ("date", "own_date") else str(value)
        side = {">=": "from", "<=": "until"}.get(test.operator)
        label = "" if name in ("date", "own_date") else f"{name} "
        return f"{label}{_say(side, lang)} {day}" if side else f"{label}{test.operator} {day}"
    negative = _say("not", lang) if test.operator == "!=" else ""
    if name == "type":
        return negative + (_TYPES.get(value, value) if lang == "vi" else value)
    if name in ("system", "level"):
        return negative + word(value, lang)
    if name == "subject":
        return negative + _say(value, lang)
    if name in _WORDS and value == "unknown":
        return negative + _say("unknown", lang) + _say(name, lang)
    if name in _WORDS and value in ("yes", "no"):
        return ("" if (value == "yes") != bool(negative) else _say("not", lang)) + _say(name, lang)
    return f"{name} {test.operator} {value}"


def listing(rules: Sequence[Rule], *, lang: Language = "vi", width: int | None = None, color: bool = False) -> str:
    """One line a rule: id, severity, slug, title."""
    severities = max((len(_say(rule.severity, lang)) for rule in rules), default=0)
    slugs = max((len(rule.slug) for rule in rules), default=0) if width is None else 0

    def lines() -> Iterator[Line]:
        for rule in rules:
            identity = f"{rule.id}  "
            severity = f"{_say(rule.severity, lang):{severities}}  "
            slug = f"{rule.slug:{slugs}}  " if slugs else ""
            lead = ((identity, "id"), (severity, rule.severity), (slug, "dim"))
            state = f" ({_say('preview', lang)})" if rule.status == "preview" else ""
            title = rule.title.get(lang) + state
            yield Line(((title, ""),), lead, sum(len(text) for text, _ in lead))

    return write(lines(), width=width, color=color)
