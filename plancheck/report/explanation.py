"""A rule explained: what it asks, why, when it applies, good and bad examples, how to fix, on what basis."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from plancheck.data.days import iso
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.report.format_words import told
from plancheck.report.heard import Heard
from plancheck.report.lines import BLANK, Line, labelled, line, write
from plancheck.report.wording import Language, article, day_from_number, word
from plancheck.rules.model import Basis, Edit, Example, Rule, RuleSet, Scope, Text
from plancheck.rules.production import AllOf, AnyOf, Comparison, Like, Relation, Test, Words

_COLUMN = {"vi": 14, "en": 14}

_WORDS: Mapping[str, tuple[str, str]] = {
    "asks": ("Yêu cầu", "Requirement"),
    "expected": ("Phải là", "Should be"),
    "says": ("Thông báo", "Message"),
    "why": ("Vì sao", "Why"),
    "applies": ("Áp dụng cho", "Applies to"),
    "good": ("Đúng", "Good"),
    "bad": ("Sai", "Bad"),
    "also-good": ("Cũng đúng", "Also good"),
    "frame": ("Khung câu", "Frame"),
    "heard": ("Nhận ra", "Heard"),
    "unheard": ("Không tính", "Not heard"),
    "fix": ("Cách sửa", "How to fix"),
    "safe-replace": ("plancheck fix tự sửa được.", "plancheck fix puts it right."),
    "safe-recode": ("plancheck fix tự chuyển sang Unicode.", "plancheck fix turns it into Unicode."),
    "safe-format": ("plancheck fix tự trình bày lại.", "plancheck fix lays it out anew."),
    "safe-insert": ("plancheck fix tự thêm dòng.", "plancheck fix adds the line."),
    "safe-remove": ("plancheck fix tự bỏ dòng.", "plancheck fix takes the line out."),
    "suggest-remove": ("plancheck fix --suggest bỏ dòng.", "plancheck fix --suggest takes the line out."),
    "suggest-format": ("plancheck fix --suggest trình bày lại.", "plancheck fix --suggest lays it out anew."),
    "suggest-recode": (
        "plancheck fix --suggest chuyển sang Unicode.",
        "plancheck fix --suggest turns it into Unicode.",
    ),
    "suggest-replace": ("plancheck fix --suggest sửa theo gợi ý.", "plancheck fix --suggest proposes the words."),
    "suggest-insert": (
        "plancheck fix --suggest chèn sẵn đoạn gợi ý.",
        "plancheck fix --suggest adds a paragraph.",
    ),
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
    "history": ("Lịch sử", "History"),
    "since": ("có từ", "since"),
    "formerly": ("trước là", "formerly"),
    "overridden": ("được sửa trong", "overridden in"),
    "province": ("tỉnh", "province"),
    "article": (
        "bài viết về văn bản: không xét quy tắc này",
        "articles about a document: this rule is not judged",
    ),
    "layout": (
        "cần bản Word: tệp văn bản trơn và XML không có phông chữ, cỡ chữ, lề, dấu sửa",
        "needs a Word file: plain text and XML carry no fonts, sizes or margins",
    ),
    "subject": ("chủ đề {name}", "subject {name}"),
    "other": ("khác", "any other"),
    "border": ("tỉnh biên giới", "land-border province"),
    "coastal": ("tỉnh ven biển", "coastal province"),
    "gate": ("tỉnh có cửa khẩu quốc tế", "province with an international gate"),
    "foreign_affairs_office": ("tỉnh có Sở Ngoại vụ", "province with a foreign-affairs department"),
}


def render(
    rule: Rule,
    rules: RuleSet,
    heard: Heard | None = None,
    *,
    lang: Language = "vi",
    width: int | None = None,
    color: bool = False,
) -> str:
    """The explanation as text; ``width`` None: nothing is wrapped."""
    return write(_lines(rule, rules, heard, lang), width=width, color=color)


def as_dict(rule: Rule, rules: RuleSet, heard: Heard | None = None, *, lang: Language = "vi") -> dict[str, Any]:
    """The explanation as JSON values."""
    return {
        **summary(rule, lang),
        "since": rule.since,
        "tags": list(rule.tags),
        "requirement": _requirement(rule, lang)[0],
        "expected": _requirement(rule, lang)[1],
        "message": [text.get(lang) for text in _messages(rule)],
        "why": rule.why.get(lang),
        "applies": [
            f"{_say(case.severity, lang)}: {_scope(rules.scopes[case.scope], lang, rules.subjects)}"
            for case in rule.cases
        ],
        "parameters": {
            name: [
                {
                    "value": value.value,
                    "text": value.text.get(lang),
                    "from": _iso(value.start),
                    "until": _iso(value.until),
                }
                for value in values
            ]
            for name, values in rule.parameters.items()
        },
        "reason": rule.reason.get(lang) or None,
        "remedy": [text.get(lang) for text in _remedies(rule)],
        "fix": _fixes(rule),
        "exceptions": rule.exceptions.get(lang),
        "history": list(_history(rule, rules, lang)),
        "examples": [
            {
                "outcome": example.outcome,
                "as_of": day_from_number(example.as_of) or None,
                "edits": [
                    {"action": edit.action, "words": edit.words, "text": edit.text or None, **dict(edit.settings)}
                    for edit in example.edits
                ],
            }
            for example in rule.examples
        ],
        **({"heard": heard.as_dict()} if heard else {}),
    }


def summary(rule: Rule, lang: Language) -> dict[str, Any]:
    """What ``rules list`` tells of a rule."""
    return {
        "id": rule.id,
        "slug": rule.slug,
        "title": rule.title.get(lang),
        "met": obligation(rule, lang),
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


def _lines(rule: Rule, rules: RuleSet, heard: Heard | None, lang: Language) -> Iterator[Line]:
    identity = (rule.id, rule.severity)
    yield Line((identity, (f" · {_facts(rule, lang)}", "dim")))
    yield line(rule.title.get(lang), "heading")
    asked, applies, *rest = groups(rule, rules, lang)
    for group in (asked, applies, *([_heard(heard)] if heard else []), *rest):
        yield BLANK
        for row in group:
            yield labelled(_say(row.key, lang) if row.key else "", row.text, 2, _COLUMN[lang], row.style)


def _facts(rule: Rule, lang: Language) -> str:
    state = "" if rule.status != "preview" else f" · {_say('preview', lang)}"
    return f"{rule.slug} · {_say(rule.severity, lang)}{state}"


class Row(NamedTuple):
    """One thing said of a rule: a key of ``_WORDS`` (empty: as the row before), the text and its style."""

    key: str
    text: str
    style: str = ""


def _heard(heard: Heard) -> list[Row]:
    """By which words a sentence is heard as what the rule asks for, with a few that are and a few that are not."""
    return [
        *(Row("frame", each) for each in heard.frames),
        *(Row("heard", f"“{text}”" + (f" ({by})" if by else "")) for text, by in heard.right),
        *(Row("unheard", f"“{text}”") for text in heard.near),
    ]


def groups(rule: Rule, rules: RuleSet, lang: Language) -> Iterator[list[Row]]:
    """Everything said of a rule, in groups that belong together."""
    asked, expected = _requirement(rule, lang)
    yield [
        *(Row("asks", text) for text in asked),
        *(Row("expected", text) for text in expected),
        *(Row("says", _template(text.get(lang), rule, lang)) for text in _messages(rule)),
        Row("why", rule.why.get(lang)),
    ]
    applies = []
    for case in rule.cases:
        severity = f" → {_say(case.severity, lang)}" if len(rule.cases) > 1 else ""
        applies.append(Row("applies", _scope(rules.scopes[case.scope], lang, rules.subjects) + severity))
    if rule.on_article == "not-evaluated":
        applies.append(Row("", _say("article", lang)))
    if rule.needs_layout:
        applies.append(Row("", _say("layout", lang)))
    for name, values in rule.parameters.items():
        for value in values:
            shown = value.text.get(lang) or str(value.value)
            applies.append(Row("parameters", f"{name}: {shown}{_interval(value.start, value.until, lang)}"))
    if rule.status == "not-provable":
        applies.append(Row("not-provable", rule.reason.get(lang)))
    yield applies
    yield from _examples(rule.examples, lang)
    ends = [Row("fix", _template(text.get(lang), rule, lang)) for text in _remedies(rule)]
    ends += [Row("", _say(key, lang)) for key in _fixes(rule)]
    if rule.exceptions:
        ends.append(Row("exceptions", rule.exceptions.get(lang)))
    yield [*ends, *(Row("basis", _basis(basis, lang)) for basis in rule.basis)]
    yield [Row("history", text) for text in _history(rule, rules, lang)]


def _history(rule: Rule, rules: RuleSet, lang: Language) -> Iterator[str]:
    yield _say("since", lang) + f" {_month(rule.since)}"
    former = [old for old, new in rules.redirects.items() if new in (rule.id, rule.slug)]
    if former:
        yield f"{_say('formerly', lang)} {', '.join(former)}"
    for change in rule.changes:
        yield f"{_month(change.at)}: {change.text.get(lang)}"
    for override in rule.overrides:
        yield f"{_say('overridden', lang)} {override.file}: {', '.join(override.keys)}"


def _month(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{number}/{year}"


def _requirement(rule: Rule, lang: Language) -> tuple[list[str], list[str]]:
    """What is asked, and what should stand in the draft."""
    expected = [_template(text.get(lang), rule, lang) for text in _expectations(rule)]
    return [obligation(rule, lang)], expected


def obligation(rule: Rule, lang: Language) -> str:
    """What holds of a draft that satisfies a rule."""
    return (rule.met or rule.title).get(lang)


def _say(key: str, lang: Language) -> str:
    return _WORDS[key][lang == "en"]


def _messages(rule: Rule) -> list[Any]:
    return _distinct([check.message or rule.message for check in rule.checks] or [rule.message])


def _remedies(rule: Rule) -> list[Any]:
    return _distinct([check.remedy or rule.remedy for check in rule.checks] or [rule.remedy])


def _fixes(rule: Rule) -> list[str]:
    """How plancheck can put it right itself, as keys of ``_WORDS``."""
    fixes = [check.fix for check in rule.checks if check.fix]
    return list(dict.fromkeys(f"{'safe' if fix.safe else 'suggest'}-{fix.action}" for fix in fixes))


def _distinct(texts: Iterable[Any]) -> list[Any]:
    return [text for text in dict.fromkeys(texts) if text]


def _expectations(rule: Rule) -> list[Any]:
    return _distinct([check.expected or rule.expected for check in rule.checks])


def _template(text: str, rule: Rule, lang: Language) -> str:
    """A message with today's values of its parameters, and what comes from the draft shown as "…"."""

    def argument(match: re.Match[str]) -> str:
        values = rule.parameters.get(match[1])
        return values[-1].text.get(lang) if values else "…"

    return lazily(r"\{([^{}]*)\}").sub(argument, text)


def _examples(examples: Sequence[Example], lang: Language) -> Iterator[list[Row]]:
    for example in sorted(examples, key=lambda example: example.outcome):
        dated = f" ({_say('on-day', lang)} {day_from_number(example.as_of)})" if example.as_of else ""
        after = "; ".join(_after(edit, lang) for edit in example.edits) or _say("as-is", lang)
        if example.outcome == "fail":
            before = "; ".join(text for edit in example.edits if (text := _before(edit)))
            good = [Row("good", before, "good")] if before else []
            yield [*good, Row("bad", after + dated, "error")]
        else:
            yield [Row("also-good", after + dated, "good")]


def _before(edit: Edit) -> str:
    return f"“{_words(edit.words)}”" if edit.action == "replace" and _words(edit.words) else ""


def _after(edit: Edit, lang: Language) -> str:
    if edit.action == "remove":
        return f"({_say('removed', lang)} “{_words(edit.words)}”)"
    if edit.action == "format":
        return told(edit, lang)
    if edit.action == "insert":
        return f"({_say('added', lang)}) “{_words(edit.text)}”"
    return f"“{_words(edit.text)}”" if _words(edit.text) else f"({_say('left-out', lang)} “{_words(edit.words)}”)"


def _words(text: str) -> str:
    """Words of an edit without the tags of the sample."""
    return " ".join(unescape(lazily(r"<[^<>]*>").sub(" ", text)).split())


def _basis(basis: Basis, lang: Language) -> str:
    shown = article(basis.instrument, basis.locator)
    bound = f" ({', '.join(word(each, lang) for each in basis.systems)})" if basis.systems else ""
    return f"{shown}{bound} [{word(basis.certainty, lang)}]{_interval(basis.start, basis.until, lang)}"


def _interval(start: int, until: int, lang: Language) -> str:
    pieces = []
    if start:
        pieces.append(f"{_say('from', lang)} {day_from_number(start)}")
    if until:
        pieces.append(f"{_say('until', lang)} {day_from_number(until)}")
    return ", " + " ".join(pieces) if pieces else ""


def _iso(day: int) -> str | None:
    return iso(day) if day else None


def _scope(scope: Scope, lang: Language, subjects: Mapping[str, Text]) -> str:
    tests = scope.test.tests if isinstance(scope.test, AllOf) else (scope.test,)
    phrases = [phrase for test in tests if (phrase := condition(test, lang, subjects))]
    if all(isinstance(test, Comparison) and test.property == "date" for test in tests):
        phrases.insert(0, _say("every", lang))
    if dates := [phrase for phrase in phrases if phrase.startswith((_say("from", lang), _say("until", lang)))]:
        phrases = [phrase for phrase in phrases if phrase not in dates] + [" ".join(dates)]
    if scope.under:
        phrases.append(f"{_say('under', lang)} {_say('or', lang).join(scope.under)}")
    return ", ".join(phrases)


def condition(test: Test, lang: Language, subjects: Mapping[str, Text]) -> str:
    """A test on the document in words, subjects by their labels; empty for one that always holds."""
    if isinstance(test, Comparison):
        return _comparison(test, lang, subjects)
    if isinstance(test, Relation):
        return f"{test.property} {test.operator} {test.expression()}"
    if isinstance(test, Words):
        said = _say("or", lang).join(f"“{phrase}”" for phrase in test.phrases)
        return f"{test.property}: {'' if test.holds else _say('not', lang)}{said}"
    if isinstance(test, Like):
        return f"{test.property}: {'' if test.holds else _say('not', lang)}{_say('or', lang).join(test.expressions)}"
    phrases = [condition(part, lang, subjects) for part in test.tests]
    return (_say("or", lang) if isinstance(test, AnyOf) else ", ").join(phrase for phrase in phrases if phrase)


_KINDS = {
    "plan": ("kế hoạch", "plan"), "programme": ("chương trình", "programme"), "scheme": ("đề án, dự án", "scheme"),
    "guidance": ("hướng dẫn", "guidance"), "report": ("báo cáo", "report"), "decision": ("quyết định", "decision"),
}  # fmt: skip
_TYPES = {"KH": "kế hoạch", "HD": "hướng dẫn", "QĐ": "quyết định", "CT": "chỉ thị", "TB": "thông báo", "CV": "công văn"}


def _comparison(test: Comparison, lang: Language, subjects: Mapping[str, Text]) -> str:
    name, value = test.property, test.value
    if isinstance(value, int):
        day = day_from_number(value) if name in ("date", "own_date") else str(value)
        side = {">=": "from", "<=": "until"}.get(test.operator)
        label = "" if name in ("date", "own_date") else f"{name} "
        return f"{label}{_say(side, lang)} {day}" if side else f"{label}{test.operator} {day}"
    negative = _say("not", lang) if test.operator == "!=" else ""
    if name == "type":
        return negative + (_TYPES.get(value, value) if lang == "vi" else value)
    if name == "paper":
        return negative + (_KINDS[value][lang == "en"] if value in _KINDS else value)
    if name in ("system", "level"):
        return negative + word(value, lang)
    if name == "subject":
        label = subjects[value].get(lang) if value in subjects else _say("other", lang)
        return negative + _say("subject", lang).format(name=label)
    if name in _WORDS and value == "unknown":
        return negative + _say("unknown", lang) + _say(name, lang)
    if name in _WORDS and value in ("yes", "no"):
        return ("" if (value == "yes") != bool(negative) else _say("not", lang)) + _say(name, lang)
    label = _say(name, lang) if name in _WORDS else name
    return f"{label} {negative}{value or '∅'}"


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


def reference(rules: RuleSet) -> str:
    """All rules as one Markdown page, by pack: in Vietnamese, the titles in English too."""
    packs = [(pack, title, [rule for rule in rules.rules if rule.pack == pack]) for pack, title in rules.packs.items()]
    packs = sorted((each for each in packs if each[2]), key=lambda each: each[2][0].id)
    lines = [
        "# Các quy tắc",
        "",
        f"{len(rules.rules)} quy tắc, bộ quy tắc {rules.version}. Trang này do `plancheck rules reference` viết ra từ "
        "chính các tệp quy tắc; `plancheck explain MÃ` cho cùng nội dung, và cho biết nhận ra câu đúng nhờ chữ nào.",
        "",
    ]
    lines += [f"- {title.vi} ({title.en}): {', '.join(_link(rule) for rule in each)}" for _, title, each in packs]
    for _, title, each in packs:
        lines += ["", f"## {title.vi} ({title.en})"]
        for rule in each:
            lines += ["", *_markdown(rule, rules)]
    return "\n".join(lines) + "\n"


def _link(rule: Rule) -> str:
    return f"[{rule.id}](#{rule.id.lower()})"


def _markdown(rule: Rule, rules: RuleSet) -> Iterator[str]:
    yield f"### {rule.id}"
    yield ""
    yield f"**{_escaped(rule.title.vi)}** ({_escaped(rule.title.en)}) · {_facts(rule, 'vi')}"
    for group in groups(rule, rules, "vi"):
        yield ""
        key = ""
        for row in group:
            key = row.key or key
            yield f"- {_say(key, 'vi')}: {_escaped(row.text)}"


def _escaped(text: str) -> str:
    return lazily(r"([\\`*_<>\[\]|])").sub(r"\\\1", text)
