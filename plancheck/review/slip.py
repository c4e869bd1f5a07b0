"""The slip a reviewer signs before a draft is issued: every obligation with its verdict, evidence, basis and judge.

A slip says that the draft passes only when every rule that applies was judged and none failed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.report.explanation import obligation
from plancheck.report.model import (
    SEVERITIES,
    Evidence,
    FileReport,
    Finding,
    LegalBasis,
    Report,
    Severity,
    Status,
    Verdict,
)
from plancheck.report.telling import standing
from plancheck.report.wording import Language, cited, day, where, word
from plancheck.report.wording import shorten as shortened
from plancheck.rules.model import Rule, RuleSet, Text, holds

ORDER = (
    *("legal-bases", "content", "party-line", "agencies", "reporting", "secrecy", "funding", "press", "names"),
    *("state-form", "party-form", "form-in-words", "clerical-work", "state-layout", "party-layout"),
    *("preflight", "language"),
)
"""Packs in the order of the slip; others follow in the order of the rule set."""
_QUOTE = 160
"""Characters of a quotation that are shown."""
_SHOWN = 2
"""Pieces of evidence that are shown for one rule."""

_RESULTS: Mapping[Status, Text] = {
    "pass": Text("Đạt", "Pass"),
    "fail": Text("Chưa đạt", "Fail"),
    "needs-review": Text("Cần người xem", "For a person"),
    "not-evaluated": Text("Chưa xét được", "Not evaluated"),
    "not-applicable": Text("Không áp dụng", "Not applicable"),
}
_OPEN: tuple[Status, ...] = ("fail", "needs-review", "not-evaluated")
_SEVERITY: Mapping[Severity, Text] = {
    "error": Text("lỗi", "error"),
    "warning": Text("cảnh báo", "warning"),
    "info": Text("lưu ý", "note"),
}
_NOTHING = Text("Đã soát, không thấy chỗ sai.", "Looked for; nothing is wrong.")
_MORE = Text("và {count} chỗ khác", "and {count} more")
_SETTLED = Text("Bỏ qua có lý do: {reason}", "Suppressed: {reason}")
_LINES: Mapping[str, Text] = {
    "type": Text("Loại văn bản", "Type"),
    "title": Text("Trích yếu", "Subject"),
    "issuer": Text("Cơ quan ban hành", "Issuing body"),
    "number": Text("Số, ký hiệu", "Number"),
    "date": Text("Ngày ban hành", "Date of issue"),
    "as-of": Text("Xét theo quy định của ngày", "Judged by the law of"),
    "instruments": Text("Văn bản điều chỉnh", "Governed by"),
    "file": Text("Tệp", "File"),
    "sha256": Text("Mã băm SHA-256 của tệp", "SHA-256 of the file"),
    "program": Text("Công cụ kiểm tra", "Checked with"),
}
_PROGRAM = Text(
    "plancheck {version}, bộ suy luận {engine}, bộ quy tắc {rules}",
    "plancheck {version}, engine {engine}, rules {rules}",
)
_BLANK = Text("chưa ghi", "left blank")
_CONCLUDED = Text(
    "ĐẠT: mọi nội dung áp dụng đã được xét và không có nội dung nào chưa đạt.",
    "PASS: everything that applies was judged and nothing failed.",
)
_NOT_CONCLUDED = Text("CHƯA KẾT LUẬN ĐẠT: {reasons}.", "NO CONCLUSION THAT IT PASSES: {reasons}.")
_REASONS: Mapping[str, Text] = {
    "fail": Text("còn {count} nội dung chưa đạt", "{count} failed"),
    "needs-review": Text("{count} nội dung cần người xem", "{count} for a person to judge"),
    "not-evaluated": Text("{count} nội dung chưa xét được", "{count} not evaluated"),
    "selected": Text("chỉ xét một số quy tắc được chọn", "only some rules were asked for"),
    "nothing": Text("không có nội dung nào được xét", "nothing was judged"),
}


class Item(NamedTuple):
    """One obligation."""

    rule: str
    title: str
    status: Status
    result: str
    """The verdict in words, with the severity of what failed."""
    notes: tuple[str, ...]
    """Evidence with its places, or what is wrong, or why it was not judged."""
    basis: tuple[str, ...]
    judge: str
    """ "plancheck"; empty: a person signs here."""


class Group(NamedTuple):
    """Obligations on one matter."""

    title: str
    items: tuple[Item, ...]

    def count(self, status: Status) -> int:
        """How many ended so."""
        return sum(item.status == status for item in self.items)


class Point(NamedTuple):
    """A finding to settle."""

    rule: str
    severity: str
    message: str
    quote: str
    place: str
    remedy: str


class Slip(NamedTuple):
    """What the slip says, in one language; renderers add nothing to it."""

    language: Language
    head: tuple[tuple[str, str], ...]
    """What was checked, and how: label and text."""
    coverage: str
    conclusion: str
    passes: bool
    groups: tuple[Group, ...]
    points: tuple[Point, ...]
    """Findings that are not suppressed, the gravest first."""
    not_applicable: tuple[tuple[str, str], ...]
    """Rules that do not apply: id and title."""


def slip(report: Report, file: FileReport, rules: RuleSet, language: Language = "vi", selected: bool = False) -> Slip:
    """The slip for one draft that could be read. ``selected``: only some rules were asked for."""
    assert file.document is not None
    on = int(file.document.as_of.replace("-", ""))
    findings: dict[str, list[Finding]] = {}
    for finding in file.findings:
        findings.setdefault(finding.rule, []).append(finding)
    items = {
        verdict.rule: _item(verdict, rules.by_name[verdict.rule], findings.get(verdict.rule, []), on, language)
        for verdict in file.verdicts
        if verdict.status != "not-applicable"
    }
    groups = tuple(_groups(items, rules, language))
    reasons = list(_open(groups, selected))
    return Slip(
        language,
        tuple(_head(report, file, language)),
        word(
            "judged-chosen" if selected else "judged",
            language,
            evaluated=file.coverage.evaluated,
            applicable=file.coverage.applicable,
        ),
        _conclusion(reasons, language),
        not reasons,
        groups,
        tuple(_point(finding, language) for finding in standing(file)),
        tuple((verdict.rule, verdict.title) for verdict in file.verdicts if verdict.status == "not-applicable"),
    )


def _open(groups: Sequence[Group], selected: bool) -> Iterator[tuple[str, int]]:
    """Why it can't be said that the draft passes: what, and how often."""
    for status in _OPEN:
        count = sum(group.count(status) for group in groups)
        if count:
            yield status, count
    if selected:
        yield "selected", 1
    if not groups:
        yield "nothing", 1


def _conclusion(reasons: Sequence[tuple[str, int]], language: Language) -> str:
    if not reasons:
        return _CONCLUDED.get(language)
    told = "; ".join(_REASONS[reason].get(language).format(count=count) for reason, count in reasons)
    return _NOT_CONCLUDED.get(language).format(reasons=told)


def _head(report: Report, file: FileReport, language: Language) -> Iterator[tuple[str, str]]:
    document = file.document
    assert document is not None
    blank = _BLANK.get(language)
    values = {
        "type": document.type_name.capitalize() or word("unknown", language),
        "title": document.title or word("unknown", language),
        "issuer": document.issuer or word("unknown", language),
        "number": document.number or blank,
        "date": day(document.date) or blank,
        "as-of": f"{day(document.as_of)} ({_as_of_from(document.as_of_from, language)})",
        "instruments": "; ".join(document.instruments),
        "file": file.path,
        "sha256": file.sha256,
        "program": _PROGRAM.get(language).format(
            version=report.version, engine=report.engine, rules=report.rules_version
        ),
    }
    for name, value in values.items():
        if value:
            yield _LINES[name].get(language), value


def _as_of_from(origin: str, language: Language) -> str:
    return word("period-date" if origin == "period" else origin, language)


def _groups(items: Mapping[str, Item], rules: RuleSet, language: Language) -> Iterator[Group]:
    packs = dict.fromkeys(rule.pack for rule in rules.rules)
    for pack in (*(each for each in ORDER if each in packs), *(each for each in packs if each not in ORDER)):
        held = tuple(items[rule.id] for rule in rules.rules if rule.pack == pack and rule.id in items)
        if held:
            yield Group(rules.packs[pack].get(language) if pack in rules.packs else pack, held)


def _item(verdict: Verdict, rule: Rule, findings: Sequence[Finding], on: int, language: Language) -> Item:
    result = _RESULTS[verdict.status].get(language)
    if verdict.status == "fail" and findings:
        gravest = min((finding.severity for finding in findings), key=SEVERITIES.index)
        result = f"{result} ({_SEVERITY[gravest].get(language)})"
    basis = tuple(
        cited(LegalBasis(each.instrument, each.locator, each.certainty), language)
        for each in rule.basis
        if holds(on, each.start, each.until)
    )
    judge = "plancheck" if verdict.status in ("pass", "fail") else ""
    title, asked = obligation(rule, language)
    return Item(rule.id, title, verdict.status, result, tuple(_notes(verdict, findings, asked, language)), basis, judge)


def _notes(verdict: Verdict, findings: Sequence[Finding], asked: bool, language: Language) -> Iterator[str]:
    for finding in findings:
        yield finding.message
        if finding.suppressed is not None:
            yield _SETTLED.get(language).format(reason=finding.suppressed)
    if verdict.reason:
        yield verdict.reason
    if verdict.status == "pass" and not (asked and verdict.evidence):
        yield _NOTHING.get(language)
    if not findings:
        for evidence in verdict.evidence[:_SHOWN]:
            yield _quoted(evidence, language)
        if len(verdict.evidence) > _SHOWN:
            yield _MORE.get(language).format(count=len(verdict.evidence) - _SHOWN)


def _quoted(evidence: Evidence, language: Language) -> str:
    quote = shortened(" ".join(evidence.quote.split()), _QUOTE)
    place = where(evidence.place._replace(breadcrumb=()), language)
    return f"“{quote}” ({place})" if quote else place


def _point(finding: Finding, language: Language) -> Point:
    return Point(
        finding.rule,
        _SEVERITY[finding.severity].get(language),
        finding.message,
        shortened(" ".join(finding.quote.split()), _QUOTE),
        where(finding.place, language),
        finding.remedy,
    )
