"""The slip a reviewer signs before a draft is issued: every obligation with its verdict, evidence, basis and judge.

A slip says that the draft passes only when every rule that applies was judged and none failed.
"""

from collections.abc import Iterator, Mapping, Sequence

from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.report.conditions import told
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
from plancheck.report.telling import as_of_from, of_several
from plancheck.report.wording import Language, article, cited, day, where, word
from plancheck.review.slip_rounds import FIRST, Earlier, compared, record
from plancheck.rules.model import Basis, Rule, RuleSet, Text
from plancheck.text import shorten as shortened

ORDER = (
    *("legal-bases", "content", "party-line", "agencies", "reporting", "secrecy", "funding", "press", "names"),
    *("state-form", "party-form", "form-in-words", "clerical-work", "state-layout", "party-layout"),
    *("preflight", "language"),
)
"""Packs in the order of the slip; others follow in the order of the rule set."""
_QUOTE = 160
"""Characters of a quotation that are shown with a fault or with what a person judges."""
_SHORT = 48
"""Characters of a quotation that are shown with what plancheck judged as met."""
_REMEDY = 110
"""Characters of a remedy on the pages that are signed; the annex has it in full."""
_SHOWN = 2
"""Pieces of evidence that are shown to a person who judges."""
_MARKS = {"seen": "", "secondary": "*", "unverified": "**"}
"""How surely the text of a basis is known, where it is written short."""

_RESULTS: Mapping[Status, Text] = {
    "pass": Text("Đạt", "Pass"),
    "fail": Text("Chưa đạt", "Fail"),
    "needs-review": Text("Cần người xem", "For a person"),
    "not-evaluated": Text("Chưa xét được", "Not evaluated"),
    "not-applicable": Text("Không áp dụng", "Not applicable"),
}
_UNSURE: tuple[Status, ...] = ("needs-review", "not-evaluated")
_OPEN: tuple[Status, ...] = ("fail", *_UNSURE)
_SEVERITY: Mapping[Severity, Text] = {
    "error": Text("lỗi", "error"),
    "warning": Text("cảnh báo", "warning"),
    "info": Text("lưu ý", "note"),
}
_MORE = Text("và {count} chỗ khác", "and {count} more")
_SETTLED = Text("Bỏ qua có lý do: {reason}", "Suppressed: {reason}")
_ROWS = 26
"""Of what is open and of what a person confirms, so that what is signed takes two pages."""
_FEWEST_OPEN = 10
"""Rows of what is open, however much is to be confirmed."""
_FURTHER = Text("… và {count} nội dung khác: xem Phụ lục 2.", "… and {count} more: see Annex 2.")
_ROUND = Text(
    "Lần {number}: lần trước {before}: đã sửa {fixed}, còn {left}, mới {new}.",
    "Round {number}: {before} the time before: {fixed} put right, {left} left, {new} new.",
)
_LINES: Mapping[str, Text] = {
    "type": Text("Loại văn bản", "Type"),
    "title": Text("Trích yếu", "Subject"),
    "issuer": Text("Cơ quan ban hành", "Issuing body"),
    "number": Text("Số, ký hiệu", "Number"),
    "date": Text("Ngày ban hành", "Date of issue"),
    "as-of": Text("Xét theo quy định của ngày", "Judged by the law of"),
    "file": Text("Tệp", "File"),
    "instruments": Text("Văn bản điều chỉnh", "Governed by"),
    "sha256": Text("Mã băm SHA-256 của tệp", "SHA-256 of the file"),
    "conditions": Text("Điều kiện xét", "Conditions"),
    "program": Text("Công cụ kiểm tra", "Checked with"),
}
_TECHNICAL = frozenset({"instruments", "sha256", "conditions", "program"})
"""What stands in the annex."""
_PROGRAM = Text(
    "plancheck {version}, bộ suy luận {engine}, bộ quy tắc {rules}",
    "plancheck {version}, engine {engine}, rules {rules}",
)
_BLANK = Text("chưa ghi", "left blank")
_NOT_APPLICABLE = Text("{count} quy tắc không áp dụng cho dự thảo này", "{count} rules do not apply to this draft")
_CONCLUDED = Text(
    "ĐẠT: mọi nội dung áp dụng đã được xét và không có nội dung nào chưa đạt.",
    "PASS: everything that applies was judged and nothing failed.",
)
_NOT_CONCLUDED = Text("CHƯA KẾT LUẬN ĐẠT: {reasons}.", "NO CONCLUSION THAT IT PASSES: {reasons}.")
_ACCEPTED = Text("Bỏ qua, có lý do", "Suppressed with a reason")
_REASONS: Mapping[str, Text] = {
    "accepted": Text("{count} nội dung được bỏ qua, có lý do", "{count} suppressed with a reason"),
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
    """What holds of a draft that satisfies it."""
    status: Status
    result: str
    """The verdict in words, with the severity of what failed."""
    notes: tuple[str, ...]
    """Why it was not judged, and evidence with its places: for a person who judges."""
    evidence: str
    """The first evidence, short; empty where nothing was to be found, as of a fault that is not there."""
    basis: tuple[str, ...]
    basis_short: str
    look: str
    """What a person is to look at, in one line."""
    judge: str
    """ "plancheck"; empty: a person signs here."""
    accepted: bool = False
    """Not met, but every fault is suppressed, with the reason."""


class Group(NamedTuple):
    """Obligations on one matter."""

    title: str
    items: tuple[Item, ...]

    def count(self, status: Status) -> int:
        """How many ended so."""
        return sum(item.status == status for item in self.items)

    @property
    def shown(self) -> tuple[Item, ...]:
        """Met, by words of the draft."""
        return tuple(item for item in self.items if item.status == "pass" and item.evidence)

    @property
    def clean(self) -> Mapping[str, Sequence[Item]]:
        """Met, as no fault was found: by their basis, written short."""
        held: dict[str, list[Item]] = {}
        for item in self.items:
            if item.status == "pass" and not item.evidence:
                held.setdefault(item.basis_short, []).append(item)
        return held


class Point(NamedTuple):
    """A finding to settle."""

    message: str
    quote: str
    place: str
    remedy: str
    """How to settle it; for a suppressed finding, why it stays."""
    suppressed: bool


class Fault(NamedTuple):
    """An obligation that is not met."""

    item: Item
    points: tuple[Point, ...]
    """At least one."""


class Due(NamedTuple):
    """An error or a warning that is open, on the pages that are signed: one row a rule."""

    rule: str
    severity: str
    message: str
    place: str
    """Heading, and words of the draft to find it by."""
    remedy: str


class Slip(NamedTuple):
    """What the slip says, in one language; renderers add nothing to it."""

    language: Language
    system: str
    """"state" or "party": whose letterhead it bears."""
    head: tuple[tuple[str, str], ...]
    """What was checked: label and text."""
    technical: tuple[tuple[str, str], ...]
    """How it was checked."""
    coverage: str
    others: str
    """How many rules do not apply; empty: none."""
    conclusion: str
    passes: bool
    groups: tuple[Group, ...]
    """Every obligation that applies."""
    faults: tuple[Fault, ...]
    """Those that are not met, the gravest first."""
    due: tuple[Due, ...]
    """The errors and warnings that are open, the gravest first; not more than two pages hold."""
    more: str
    """How many more there are; empty: none."""
    round: str
    """What became of what was found the time before; empty: this is the first."""
    record: str
    """What the next slip is to know of this one."""

    @property
    def unjudged(self) -> tuple[Item, ...]:
        """What a person judges and signs."""
        return tuple(item for group in self.groups for item in group.items if not item.judge)

    @property
    def met(self) -> tuple[Group, ...]:
        """Groups in which something is met."""
        return tuple(group for group in self.groups if group.count("pass"))


def slip(
    report: Report,
    file: FileReport,
    rules: RuleSet,
    language: Language = "vi",
    selected: bool = False,
    before: Earlier = FIRST,
) -> Slip:
    """The slip for one draft that could be read.

    ``selected``: only some rules were asked for. ``before``: what was found the time before.
    """
    assert file.document is not None
    on = int(file.document.as_of.replace("-", ""))
    findings: dict[str, list[Finding]] = {}
    for finding in file.findings:
        findings.setdefault(finding.rule, []).append(finding)
    system = file.document.system
    items = {
        verdict.rule: _item(verdict, rules.by_name[verdict.rule], findings.get(verdict.rule, []), on, system, language)
        for verdict in file.verdicts
        if verdict.status != "not-applicable"
    }
    groups = tuple(_groups(items, rules, language))
    reasons = list(_open(groups, selected))
    failed = sorted(
        (verdict.rule for verdict in file.verdicts if verdict.status == "fail"),
        key=lambda rule: min((_gravity(finding) for finding in findings.get(rule, [])), default=len(SEVERITIES)),
    )
    head = {name: (_LINES[name].get(language), value) for name, value in _head(report, file, language)}
    due = [found for rule in failed if (found := _due(findings.get(rule, []), language))]
    to_confirm = sum(item.status in _UNSURE for group in groups for item in group.items)
    shown = max(_ROWS - to_confirm, _FEWEST_OPEN)
    further = len(due) - shown
    rounds = compared(file, before)
    return Slip(
        language,
        system,
        tuple(line for name, line in head.items() if name not in _TECHNICAL),
        tuple(line for name, line in head.items() if name in _TECHNICAL),
        word(
            "judged-chosen" if selected else "judged",
            language,
            evaluated=file.coverage.evaluated,
            applicable=file.coverage.applicable,
        ),
        _others(file, language),
        _conclusion(reasons, language),
        not reasons,
        groups,
        tuple(Fault(items[rule], tuple(_points(findings.get(rule, []), language))) for rule in failed),
        tuple(due[:shown]),
        _FURTHER.get(language).format(count=further) if further > 0 else "",
        _ROUND.get(language).format(**rounds._asdict()) if rounds else "",
        record(file, before.number + 1),
    )


def _due(findings: Sequence[Finding], language: Language) -> Due | None:
    """The row of a rule that has errors or warnings open."""
    open_ = [each for each in findings if each.suppressed is None and each.severity != "info"]
    if not open_:
        return None
    first = min(open_, key=_gravity)
    places = sum(len(each.everywhere) for each in open_) - 1
    more = f" ({_MORE.get(language).format(count=places)})" if places else ""
    quote = shortened(" ".join(first.quote.split()), _SHORT)
    pieces = [
        f"“{quote}”" if quote else "",
        shortened(first.place.breadcrumb[-1], _SHORT) if first.place.breadcrumb else "",
    ]
    return Due(
        first.rule,
        _SEVERITY[first.severity].get(language),
        first.message,
        (" · ".join(filter(None, pieces)) or where(first.place, language)) + more,
        shortened(first.remedy, _REMEDY),
    )


def _gravity(finding: Finding) -> int:
    """What a list of findings begins with is 0; what is suppressed comes last."""
    return len(SEVERITIES) if finding.suppressed is not None else SEVERITIES.index(finding.severity)


def _others(file: FileReport, language: Language) -> str:
    count = sum(verdict.status == "not-applicable" for verdict in file.verdicts)
    return _NOT_APPLICABLE.get(language).format(count=count) if count else ""


def _open(groups: Sequence[Group], selected: bool) -> Iterator[tuple[str, int]]:
    """Why it can't be said that the draft passes: what, and how often."""
    for status in _OPEN:
        count = sum(item.status == status and not item.accepted for group in groups for item in group.items)
        if count:
            yield status, count
    if accepted := sum(item.accepted for group in groups for item in group.items):
        yield "accepted", accepted
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
        "as-of": f"{day(document.as_of)} ({as_of_from(document.as_of_from, language)})",
        "instruments": "; ".join(document.instruments),
        "file": file.path + of_several(file, language),
        "sha256": file.sha256,
        "conditions": "; ".join(told(report.conditions, _accepted(file), 0, language)) if report.conditions else "",
        "program": _PROGRAM.get(language).format(
            version=report.version, engine=report.engine, rules=report.rules_version
        ),
    }
    return ((name, value) for name, value in values.items() if value)


def _accepted(file: FileReport) -> int:
    return sum(finding.suppressed is not None and not finding.known for finding in file.findings)


def _groups(items: Mapping[str, Item], rules: RuleSet, language: Language) -> Iterator[Group]:
    packs = dict.fromkeys(rule.pack for rule in rules.rules)
    for pack in (*(each for each in ORDER if each in packs), *(each for each in packs if each not in ORDER)):
        held = tuple(items[rule.id] for rule in rules.rules if rule.pack == pack and rule.id in items)
        if held:
            yield Group(rules.packs[pack].get(language) if pack in rules.packs else pack, held)


def _item(verdict: Verdict, rule: Rule, findings: Sequence[Finding], on: int, system: str, language: Language) -> Item:
    result = _RESULTS[verdict.status].get(language)
    accepted = bool(findings) and all(each.suppressed is not None and not each.known for each in findings)
    if accepted:
        result = _ACCEPTED.get(language)
    elif verdict.status == "fail" and findings:
        gravest = min((finding.severity for finding in findings), key=SEVERITIES.index)
        result = f"{result} ({_SEVERITY[gravest].get(language)})"
    bases = [each for each in rule.basis if each.binds(on, system)]
    return Item(
        rule.id,
        obligation(rule, language),
        verdict.status,
        result,
        tuple(_notes(verdict, language)),
        _evidence(verdict.evidence, language),
        tuple(cited(LegalBasis(each.instrument, each.locator, each.certainty), language) for each in bases),
        "; ".join(dict.fromkeys(_short(each) for each in bases)),
        _look(verdict, language),
        "plancheck" if verdict.status in ("pass", "fail") else "",
        accepted,
    )


def _notes(verdict: Verdict, language: Language) -> Iterator[str]:
    if verdict.reason:
        yield verdict.reason
    for evidence in verdict.evidence[:_SHOWN]:
        yield _quoted(evidence, _QUOTE, language)
    if len(verdict.evidence) > _SHOWN:
        yield _MORE.get(language).format(count=len(verdict.evidence) - _SHOWN)


def _look(verdict: Verdict, language: Language) -> str:
    if verdict.evidence:
        return _evidence(verdict.evidence, language)
    return shortened(verdict.reason, _REMEDY)


def _evidence(evidence: Sequence[Evidence], language: Language) -> str:
    if not evidence:
        return ""
    first = _quoted(evidence[0], _SHORT, language)
    return f"{first} {_MORE.get(language).format(count=len(evidence) - 1)}" if len(evidence) > 1 else first


def _quoted(evidence: Evidence, limit: int, language: Language) -> str:
    quote = shortened(" ".join(evidence.quote.split()), limit)
    place = where(evidence.place._replace(breadcrumb=()), language)
    return f"“{quote}” ({place})" if quote else place


def _short(basis: Basis) -> str:
    """The instrument and the article, if that is what the locator is; a mark tells how surely the text is known."""
    locator = " ".join(_BRACKETS.sub("", basis.locator).split())
    told = article(basis.instrument, locator)
    return (told if told.startswith(locator) else basis.instrument) + _MARKS[basis.certainty]


_BRACKETS = lazily(r"\s*\([^()]*\)")


def _points(findings: Sequence[Finding], language: Language) -> Iterator[Point]:
    for finding in findings:
        reason = finding.suppressed
        yield Point(
            finding.message,
            shortened(" ".join(finding.quote.split()), _QUOTE),
            where(finding.place, language),
            finding.remedy if reason is None else _SETTLED.get(language).format(reason=reason),
            reason is not None,
        )
    if not findings:
        yield Point("", "", "", "", False)
