"""Judgement → what is reported: findings with their words, places and fingerprints; a verdict for every rule."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from plancheck.digest import sha256
from plancheck.document import Place
from plancheck.engine import Judgement, RuleVerdict, Violation
from plancheck.facts.vocabulary import Fact, Value
from plancheck.failure import Failure, failed
from plancheck.knowledge import Knowledge
from plancheck.records import NamedTuple
from plancheck.report.arguments import Arguments
from plancheck.report.fixes import Fixes
from plancheck.report.model import (
    SEVERITIES,
    Coverage,
    Evidence,
    Finding,
    Gathering,
    LegalBasis,
    Paragraph,
    RuleText,
    Verdict,
)
from plancheck.rules import checks
from plancheck.rules.model import ARGUMENT, Check, Language, Rule, RuleSet, Text
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import fold, shorten

_MOST_EVIDENCE = 10
_REASONS: Mapping[str, Text] = {
    "unknown-document": Text(
        "Chưa nhận ra đủ loại văn bản, cơ quan ban hành, chủ đề hoặc địa bàn để biết quy tắc có áp dụng không.",
        "Not enough is known of the document's type, issuer, subject or province to tell whether the rule applies.",
    ),
    "article": Text(
        "Đây là bài viết về văn bản; cần xem chính văn bản.",
        "This is an article about the document; the document itself must be seen.",
    ),
    "silent": Text(
        "Bài viết không nhắc đến; xem văn bản.",
        "The article does not mention it; see the document.",
    ),
    "layout": Text(
        "Tệp này không có phông chữ, cỡ chữ, lề, dấu sửa, ghi chú …; hãy kiểm tra bản Word.",
        "This input tells nothing of fonts, sizes and margins; check the Word file.",
    ),
    "parameter": Text(
        "Chưa có giá trị quy định cho thời điểm này.",
        "No prescribed value is known for this date.",
    ),
    "partial-date": Text(
        "Ngày, tháng văn bản còn để trống; có ngày thì đúng, có ngày thì sai: xem lại khi điền ngày.",
        "The date is blank in part, and on some of its days this is right, on others wrong: look again with the date.",
    ),
    "doubt": Text(
        "Có nội dung liên quan nhưng chưa đủ rõ để kết luận.",
        "Something is said, but not clearly enough to conclude.",
    ),
    "failed": Text(
        "plancheck bị lỗi khi xét nội dung này; hãy tự kiểm tra, và báo lỗi cho người phụ trách plancheck.",
        "plancheck broke while judging this; check it by eye, and report the fault to whoever keeps plancheck.",
    ),
}


class Told(NamedTuple):
    """What a judgement comes to, in words."""

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    coverage: Coverage
    failures: tuple[Failure, ...]
    """Of rules whose words broke; they are not evaluated."""


def build(
    facts: Sequence[Fact],
    plan: Plan,
    rules: RuleSet,
    judgement: Judgement,
    knowledge: Knowledge,
    language: Language = "vi",
) -> Told:
    """Say in one language what was judged. Findings are ordered by severity, place and rule."""
    teller = _Teller(facts, plan, knowledge, rules, language)
    plain = _plain(rules, language)
    findings: list[Finding] = []
    verdicts: list[Verdict] = []
    failures: list[Failure] = []
    for rule, verdict in zip(rules.rules, judgement.verdicts, strict=True):
        try:
            found = [teller.finding(rule, violation) for violation in verdict.violations]
            ended = teller.verdict(rule, verdict) if verdict.evidence else plain(rule, verdict)
        except Exception as error:
            failures.append(failed(f"rule {rule.id}", error, rules=(rule.id,)))
            broken = RuleVerdict(rule.id, "not-evaluated", verdict.severity, "failed")
            found, ended = [], _verdict(rule, broken, (), language)
        findings += found
        verdicts.append(ended)
    findings.sort(key=teller.order)
    return Told(tuple(findings), tuple(verdicts), coverage(verdicts), tuple(failures))


def paragraphs(plan: Plan) -> tuple[Paragraph, ...]:
    """The draft as reports show it."""
    return tuple(
        Paragraph(passage.place(), passage.role, passage.block.label, passage.level, passage.text, passage.block.cell)
        for passage in plan.passages
    )


def rule_texts(rules: RuleSet, language: Language = "vi") -> tuple[RuleText, ...]:
    """The rules as reports explain them."""
    return tuple(
        RuleText(
            rule.id,
            rule.slug,
            rule.severity,
            rule.title.get(language),
            rule.why.get(language),
            ARGUMENT.sub("…", rule.remedy.get(language)),
            rule.tags,
            rules.packs[rule.pack].get(language) if rule.pack in rules.packs else rule.pack,
        )
        for rule in rules.rules
    )


def coverage(verdicts: Sequence[Verdict]) -> Coverage:
    """How many of the rules that apply, or may apply, were judged."""
    ended = [verdict.status for verdict in verdicts]
    return Coverage(len(ended) - ended.count("not-applicable"), ended.count("pass") + ended.count("fail"))


@lru_cache(maxsize=8)
def _plain(rules: RuleSet, language: Language) -> Callable[[Rule, RuleVerdict], Verdict]:
    """Verdicts that rest on no words of the draft: the same in every draft, so that they are made once."""
    known: dict[tuple[str, str, str], Verdict] = {}

    def plain(rule: Rule, verdict: RuleVerdict) -> Verdict:
        key = (verdict.rule, verdict.status, verdict.reason)
        found = known.get(key)
        if found is None:
            found = known[key] = _verdict(rule, verdict, (), language)
        return found

    return plain


def _verdict(rule: Rule, verdict: RuleVerdict, evidence: tuple[Evidence, ...], language: Language) -> Verdict:
    reason = rule.reason if verdict.reason == "not-provable" else _REASONS.get(verdict.reason, Text())
    told = (text.get(language) for text in (reason, rule.title, rule.met))
    return Verdict(rule.id, verdict.status, evidence, *told)


_COPIED = frozenset({"text", "quote", "actual", "written"})
_TOLD = 60
"""Characters of the draft's own words in a message."""


def _in_one_line(text: str) -> str:
    """Words copied from the draft may hold line breaks, what is said of them may not."""
    return " ".join(line.strip() for line in text.split("\n")) if "\n" in text else text


def _as_item(message: str) -> str:
    """A sentence as one of a list."""
    return message[:1].lower() + message[1:].removesuffix(".")


class _Teller:
    """Words and places for one draft in one language."""

    def __init__(
        self, facts: Sequence[Fact], plan: Plan, knowledge: Knowledge, rules: RuleSet, language: Language
    ) -> None:
        self._facts = facts
        self._plan = plan
        self._knowledge = knowledge
        self._gatherings = rules.gatherings
        self._language = language
        self._spoken = Arguments(facts, plan, knowledge, language, rules.probes)
        self._passages = {passage.block.key: passage for passage in plan.passages}
        self._fixes = Fixes(plan, facts, knowledge, self._spoken)

    def finding(self, rule: Rule, violation: Violation) -> Finding:
        check = rule.checks[violation.check]
        fact = self._spoken.about(violation)
        heading = self._spoken.heading(check.anchor)
        place, quote = self._where(violation, fact, heading)
        argument = self._spoken.of(rule, check, violation, fact, quote)

        def brief(match: re.Match[str]) -> str:
            """Words of the draft are only begun in the message; they stand in full beside it."""
            return shorten(argument(match), _TOLD) if match.group().strip("{}") in _COPIED else argument(match)

        def say(own: Text, general: Text) -> str:
            return _in_one_line(ARGUMENT.sub(argument, (own or general).get(self._language)))

        message = _in_one_line(ARGUMENT.sub(brief, (check.message or rule.message).get(self._language)))
        gathering = None
        if rule.gather:
            of_all = self._gatherings[rule.gather.into].get(self._language)
            item = _in_one_line(ARGUMENT.sub(brief, rule.gather.item.get(self._language)))
            gathering = Gathering(rule.gather.into, of_all, item or _as_item(message))
        return Finding(
            rule=rule.id,
            slug=rule.slug,
            severity=violation.severity,
            message=message,
            place=place,
            quote=quote,
            expected=say(check.expected, rule.expected),
            actual=say(check.actual, rule.actual),
            basis=self._basis(rule),
            remedy=say(check.remedy, rule.remedy),
            fingerprint=self._fingerprint(rule, check, violation),
            fixes=self._fixes.of(rule, check, violation),
            places=self._places(violation),
            gathering=gathering,
        )

    def _places(self, violation: Violation) -> tuple[Place, ...]:
        """Where a fault stands, if that is more than one place."""
        facts = (self._facts[index] for index in violation.facts)
        found = tuple(dict.fromkeys(fact.place for fact in facts if fact.kind != "document"))
        return found if len(found) > 1 else ()

    def verdict(self, rule: Rule, verdict: RuleVerdict) -> Verdict:
        evidence: list[Evidence] = []
        for index in verdict.evidence:
            fact = self._facts[index]
            if fact.kind != "document" and len(evidence) < _MOST_EVIDENCE:
                evidence.append(Evidence(fact.place, fact.quote))
        return _verdict(rule, verdict, tuple(evidence), self._language)

    def order(self, finding: Finding) -> tuple[int, int, int, str, str]:
        """Severity, then place in reading order, then rule."""
        passage = self._passages.get(finding.place.key)
        index = passage.index if passage else len(self._passages)
        return SEVERITIES.index(finding.severity), index, finding.place.start, finding.rule, finding.fingerprint

    def _where(self, violation: Violation, fact: Fact | None, heading: Passage | None) -> tuple[Place, str]:
        """Place, and the words of the draft there."""
        if violation.facts and fact is not None and fact.kind != "document":
            return fact.place, fact.quote or self._words(fact.place)
        if heading is None and fact is not None and fact.kind != "document":
            return fact.place, fact.quote or self._words(fact.place)
        passage = heading or self._title
        return (passage.place(), passage.text) if passage else (Place(), "")

    @cached_property
    def _title(self) -> Passage | None:
        for roles in ((Role.SUBJECT,), (Role.TYPE,), (Role.ENACTING,)):
            if found := self._plan.of(*roles):
                return found[0]
        written = [passage for passage in self._plan.body if passage.text.strip()] or list(self._plan.passages)
        return written[0] if written else None

    def _words(self, place: Place) -> str:
        passage = self._passages.get(place.key)
        return passage.text[place.start : place.end] if passage else ""

    def _basis(self, rule: Rule) -> tuple[LegalBasis, ...]:
        return tuple(
            LegalBasis(basis.instrument, basis.locator, basis.certainty)
            for basis in rule.basis
            if basis.binds(self._spoken.day, str(self._spoken.document["system"]))
        )

    def _fingerprint(self, rule: Rule, check: Check, violation: Violation) -> str:
        """Sixteen hex digits of the rule and what sets this finding apart from its others, not of where it stands."""
        key: list[Value] = [rule.id, violation.check]
        for name in checks.KINDS[check.kind].identity(check):
            fact = self._facts[violation.facts[0]]
            key.append(fact.quote if name == "quote" else fact[name])
        folded = [" ".join(fold(part).split()) if isinstance(part, str) else part for part in key]
        return sha256(json.dumps(folded).encode()).hexdigest()[:16]
