"""What is reported: words, places, fingerprints and order."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.engine import judge
from plancheck.facts import recognise
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.reading import read
from plancheck.report.build import build
from plancheck.report.model import Coverage, Finding, Fix, Verdict
from plancheck.rules import load_rules
from plancheck.rules.assemble import assemble
from plancheck.rules.model import Language, RuleSet
from plancheck.structure import analyse
from plancheck.structure.plan import Plan

PACK = """
pack: tiny
title: {vi: Nhỏ, en: Tiny}
defaults:
  since: "2026-11"
  title: {vi: Thử, en: Test}
  applies: {types: [KH]}
  why: {vi: Cần., en: Needed.}
  remedy: {vi: "Ghi {who}.", en: "Write {who}."}
  parameters:
    who: [{until: 2025-02-28, value: old, vi: Bộ cũ, en: old ministry}, {from: 2025-03-01, value: new, vi: Bộ mới}]
  basis:
    - {instrument: 79/2010/QĐ-TTg, locator: Điều 1, certainty: seen, until: 2015-10-21}
    - {instrument: 72/2015/NĐ-CP, locator: Điều 24, certainty: secondary, from: 2015-10-22}
rules:
  - id: TST-001
    slug: names
    severity: info
    check: {kind: forbid, fact: citation, where: {number: 72/2015/NĐ-CP}, group_by: [number]}
    message: {vi: "{number} ngày {known_issued}, {count} lần; {document.type} {who}", en: "{number} {count} {who}"}
    actual: "{as_written}"
    expected: "{quote}"
  - id: TST-002
    slug: missing-in-section
    severity: error
    check: {kind: require, fact: leftover, where: {leftover: macro}, anchor: [funding, implementation]}
    message: {vi: "Thiếu ở “{quote}”.", en: "Missing."}
  - id: TST-003
    slug: missing-given
    severity: warning
    check: {kind: require, given: {fact: funding}, fact: leftover, where: {leftover: macro}}
    message: {vi: "Thiếu ở “{quote}”, nguồn {source}.", en: "Missing."}
  - id: TST-004
    slug: missing-anywhere
    severity: warning
    check: {kind: require, fact: leftover, where: {leftover: macro}, anchor: [nowhere]}
    message: {vi: "Thiếu.", en: "Missing."}
  - id: TST-005
    slug: about-topics
    severity: info
    check: {kind: forbid, fact: duty, group_by: []}
    message: {vi: "{count} việc", en: "{count} tasks"}
  - id: TST-006
    slug: not-provable
    status: not-provable
    reason: {vi: Không có nguồn., en: No source.}
  - id: TST-007
    slug: found
    check: {kind: require, fact: topic}
    message: {vi: x, en: x}
"""

DRAFT = """<plan xmlns="https://plancheck.dev/plan/1" version="1">
  <letterhead>
    <agency>ỦY BAN NHÂN DÂN TỈNH LÀO CAI</agency>
    <number>Số: 56/KH-UBND</number>
    <place-date>Lào Cai, ngày 18 tháng 02 năm 2022</place-date>
  </letterhead>
  <type>KẾ HOẠCH</type>
  <subject>Công tác thông tin đối ngoại tỉnh Lào Cai năm 2022</subject>
  <bases>
    <basis>Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ;</basis>
  </bases>
  <body>
    <section label="I."><heading>NỘI DUNG</heading>
      <item label="1.">Thực hiện Nghị định số 72/2015/NĐ-CP tại địa phương.</item>
      <item label="2.">Tập huấn nghiệp vụ thông tin đối ngoại cho cán bộ phụ trách.</item>
    </section>
    <section label="II."><heading>KINH PHÍ THỰC HIỆN</heading>
      <item label="1.">Kinh phí thực hiện từ nguồn ngân sách nhà nước.</item>
    </section>
  </body>
</plan>
"""

Report = tuple[tuple[Finding, ...], tuple[Verdict, ...], Coverage]


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    path = tmp_path / "tiny.yaml"
    path.write_text(PACK, encoding="utf-8")
    return assemble([path], rules_dir())


def understood(draft: str, as_of: int = 20220218) -> tuple[list[Fact], Plan]:
    plan = analyse(read(draft.encode()), load_knowledge())
    return recognise(plan, load_knowledge(), as_of), plan


def report(rules: RuleSet, draft: str = DRAFT, language: Language = "vi", as_of: int = 20220218) -> Report:
    facts, plan = understood(draft, as_of)
    return build(facts, plan, rules, judge(facts, rules), load_knowledge(), language)


def by_rule(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.rule: finding for finding in findings}


def test_words_come_from_the_fact_the_document_and_the_parameters(rules: RuleSet) -> None:
    finding = by_rule(report(rules)[0])["TST-001"]
    assert finding.message == "72/2015/NĐ-CP ngày 07/9/2015, 2 lần; KH Bộ cũ"
    assert finding.actual == "72/2015/NĐ-CP"
    assert finding.expected == finding.quote
    assert finding.quote in DRAFT
    assert finding.remedy == "Ghi Bộ cũ."
    assert (finding.slug, finding.severity) == ("names", "info")


def test_the_other_language_and_another_day(rules: RuleSet) -> None:
    finding = by_rule(report(rules, language="en", as_of=20260101)[0])["TST-001"]
    assert (finding.message, finding.remedy) == ("72/2015/NĐ-CP 2 Bộ mới", "Write Bộ mới.")


def test_only_the_basis_of_the_day_is_cited(rules: RuleSet) -> None:
    assert [each.instrument for each in report(rules)[0][0].basis] == ["72/2015/NĐ-CP"]
    early = report(rules, as_of=20120103)[0][0].basis
    assert [(each.instrument, each.certainty) for each in early] == [("79/2010/QĐ-TTg", "seen")]


def test_where_something_missing_belongs(rules: RuleSet) -> None:
    found = by_rule(report(rules)[0])
    assert found["TST-002"].quote == "KINH PHÍ THỰC HIỆN"
    assert found["TST-002"].message == "Thiếu ở “KINH PHÍ THỰC HIỆN”."
    assert found["TST-003"].quote in DRAFT
    assert found["TST-003"].place.breadcrumb == ("II. KINH PHÍ THỰC HIỆN",)
    assert found["TST-003"].message.endswith("nguồn yes.")
    assert found["TST-004"].quote == "Công tác thông tin đối ngoại tỉnh Lào Cai năm 2022"


def test_without_title_and_sections_it_is_shown_at_the_first_words(rules: RuleSet) -> None:
    facts, plan = understood("<plan xmlns='https://plancheck.dev/plan/1' version='1'><type>KẾ HOẠCH</type></plan>")
    assert facts[0]["type"] == "KH"
    found = by_rule(build(facts, plan, rules, judge(facts, rules), load_knowledge())[0])
    assert found["TST-002"].quote == "KẾ HOẠCH"


def test_findings_are_ordered(rules: RuleSet) -> None:
    findings = report(rules)[0]
    assert [finding.severity for finding in findings] == ["error", "warning", "warning", "info"]
    assert [finding.rule for finding in findings] == ["TST-002", "TST-004", "TST-003", "TST-001"]


def test_fingerprints_survive_edits_elsewhere(rules: RuleSet) -> None:
    before = {finding.rule: finding.fingerprint for finding in report(rules)[0]}
    edits: list[Callable[[str], str]] = [
        lambda draft: draft.replace("NỘI DUNG", "NỘI DUNG, NHIỆM VỤ"),
        lambda draft: draft.replace("<item", "<item label='0.'>Mới.</item><item", 1),
        lambda draft: draft.replace('<item label="2.">Tập huấn', '<item label="3.">Tập huấn thêm'),
        lambda draft: draft.replace("KINH PHÍ THỰC HIỆN", "KINH PHÍ"),
        lambda draft: draft.replace("Thực hiện Nghị định số 72/2015/NĐ-CP tại", "Thực hiện tại"),
    ]
    for edit in edits:
        draft = edit(DRAFT)
        assert draft != DRAFT
        assert {finding.rule: finding.fingerprint for finding in report(rules, draft)[0]} == before
    assert {finding.rule: finding.fingerprint for finding in report(rules, language="en")[0]} == before
    assert len(set(before.values())) == len(before)
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in before.values())


def test_a_verdict_for_every_rule(rules: RuleSet) -> None:
    _, verdicts, coverage, _ = report(rules)
    assert [verdict.rule for verdict in verdicts] == [rule.id for rule in rules.rules]
    ended = {verdict.rule: verdict for verdict in verdicts}
    assert (ended["TST-006"].status, ended["TST-006"].reason) == ("not-evaluated", "Không có nguồn.")
    assert ended["TST-006"].title == "Thử"
    assert ended["TST-007"].status == "pass"
    assert all(each.quote in DRAFT for verdict in verdicts for each in verdict.evidence)
    assert len(ended["TST-001"].evidence) == 2
    applicable = [verdict for verdict in verdicts if verdict.status != "not-applicable"]
    judged = [verdict for verdict in applicable if verdict.status in ("pass", "fail")]
    assert coverage == Coverage(len(applicable), len(judged))


def test_evidence_is_not_endless(rules: RuleSet) -> None:
    many = DRAFT.replace("<item", "<item label='-'>Theo Nghị định số 72/2015/NĐ-CP.</item>" * 40 + "<item", 1)
    verdicts = report(rules, many)[1]
    assert max(len(verdict.evidence) for verdict in verdicts) == 10


def test_templates_are_not_expanded_twice(rules: RuleSet) -> None:
    tricky = DRAFT.replace("KINH PHÍ THỰC HIỆN", "KINH PHÍ {document.type} {count}")
    assert by_rule(report(rules, tricky)[0])["TST-002"].message == "Thiếu ở “KINH PHÍ {document.type} {count}”."


FIXES = PACK.replace('expected: "{quote}"', 'fix: {class: safe, replace: "{as_written} {who}"}').replace(
    "anchor: [funding, implementation]}", 'anchor: funding, fix: {class: suggest, insert: "Giao {who}."}}'
)


def fixed(tmp_path: Path, pack: str, as_of: int = 20220218) -> dict[str, tuple[Fix, ...]]:
    path = tmp_path / "fixes.yaml"
    path.write_text(pack, encoding="utf-8")
    findings = report(assemble([path], rules_dir()), as_of=as_of)[0]
    return {finding.rule: finding.fixes for finding in findings}


def test_every_place_of_a_grouped_finding_has_its_fix(tmp_path: Path) -> None:
    fixes = fixed(tmp_path, FIXES)["TST-001"]
    assert [fix.new for fix in fixes] == ["72/2015/NĐ-CP Bộ cũ"] * 2
    assert all(fix.old in DRAFT and fix.safe and fix.action == "replace" for fix in fixes)
    assert fixes[0].place.paragraph != fixes[1].place.paragraph


def test_a_new_paragraph_goes_under_the_heading_of_the_anchor(tmp_path: Path) -> None:
    (fix,) = fixed(tmp_path, FIXES)["TST-002"]
    assert (fix.old, fix.new, fix.safe, fix.action) == ("", "Giao Bộ cũ.", False, "insert")
    assert (fix.place.start, fix.place.end) == (0, len("KINH PHÍ THỰC HIỆN"))
    assert fixed(tmp_path, FIXES.replace("anchor: funding", "anchor: training"))["TST-002"] == ()


@pytest.mark.parametrize("new", ["{title_of}", "{as_written}…"])
def test_nothing_is_proposed_where_the_words_are_not_known(tmp_path: Path, new: str) -> None:
    pack = FIXES.replace("{as_written} {who}", new.replace("title_of", "replaced_by"))
    assert fixed(tmp_path, pack)["TST-001"] == ()


def test_the_shipped_paragraphs_are_those_of_the_remedies() -> None:
    inserted = [
        (rule, check)
        for rule in load_rules().rules
        for check in rule.checks
        if check.fix is not None and check.fix.action == "insert" and not check.fix.beside
    ]
    assert len(inserted) > 20
    assert [
        rule.id for rule, check in inserted if check.fix and check.fix.text not in (check.remedy or rule.remedy).vi
    ] == []
