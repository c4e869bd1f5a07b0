"""What plancheck says to write can be written: it draws no finding of plancheck and leaves no choice open."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from plancheck.api import Checker, Draft
from plancheck.report.model import FileReport
from plancheck.rules import load_rules
from plancheck.rules.model import ARGUMENT, Rule

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DAYS = {"province-2012": 20120103, "province-2022": 20221201, "province-2026": 20261201}
"""Samples of plans of a province, and the day they are judged on."""
CLAUSE = re.compile(r"“([^“”]{40,}[.;])”")
RULES = load_rules()


def clauses(rule: Rule, day: int) -> set[str]:
    """Whole clauses that the rule would have written on a day, with the day's values in them."""

    def value(match: re.Match[str]) -> str:
        found = rule.parameter(match[1], day) if match[1] in rule.parameters else None
        return found.text.vi if found else match.group()

    texts = [rule.remedy, *(check.remedy for check in rule.checks)]
    found = [clause for text in texts for clause in CLAUSE.findall(ARGUMENT.sub(value, text.vi))]
    inserted = [check.fix.text for check in rule.checks if check.fix and check.fix.action == "insert"]
    found += [ARGUMENT.sub(value, text) for text in inserted]
    return {clause for clause in found if "{" not in clause and "quý …" not in clause and "[" not in clause}


@cache
def judged(text: str) -> FileReport:
    return Checker().check(Draft("ke-hoach.xml", None, text.encode()))


def faults(file: FileReport) -> Counter[str]:
    return Counter(finding.rule for finding in file.findings)


@pytest.mark.parametrize("name", DAYS)
def test_a_clause_that_is_proposed_draws_no_finding(name: str) -> None:
    text = (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
    before = judged(text)
    applies = {verdict.rule for verdict in before.verdicts if verdict.status != "not-applicable"}
    written = {clause: rule.id for rule in RULES.rules if rule.id in applies for clause in clauses(rule, DAYS[name])}
    assert len(written) > 5
    for clause, rule in written.items():
        mark, tag = ("</basis>", "basis") if clause.startswith("Căn cứ ") else ("</item>", "p")
        at = text.index(mark) + len(mark)
        assert "(hoặc " not in clause, rule
        assert "ngày …" not in clause, rule
        after = judged(f"{text[:at]}<{tag}>{clause}</{tag}>{text[at:]}")
        assert not faults(after) - faults(before), (rule, clause)


@pytest.mark.parametrize(
    ("province", "lead"),
    [("Hà Nội", "Sở Văn hóa và Thể thao"), ("Lạng Sơn", "Sở Văn hóa, Thể thao và Du lịch")],
)
def test_a_body_is_called_what_it_is_called_in_the_province(province: str, lead: str) -> None:
    text = (SAMPLES / "province-2026.xml").read_text(encoding="utf-8")
    unit = "THÀNH PHỐ" if province == "Hà Nội" else "TỈNH"
    own = re.search(r"ỦY BAN NHÂN DÂN(?:</superior>\s*<agency>)?\s*(TỈNH|THÀNH PHỐ) [^<]*", text)
    assert own
    text = text.replace(own.group(), own.group()[: own.start(1) - own.start()] + f"{unit} {province.upper()}")
    old = "gửi báo cáo kết quả về Sở Văn hóa, Thể thao và Du lịch"
    assert old in text
    (found,) = [
        each
        for each in judged(text.replace(old, "gửi báo cáo kết quả về Sở Thông tin và Truyền thông")).findings
        if each.rule == "RPT-003"
    ]
    assert f"là {lead}" in found.expected + "."
    assert f"(ở tỉnh: {lead})" in found.remedy
