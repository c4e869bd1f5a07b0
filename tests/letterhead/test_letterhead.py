"""However an office sets its letterhead, the draft is understood and judged alike."""

from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.rules import load_rules
from tests.letterhead.drafts import HEADS, laid_out, packed, text
from tests.letterhead.layouts import LAYOUTS, Layout, boxes, capitals_by_format, draft_box, hung_on, one_row

LAYOUT_RULES = frozenset(rule.id for rule in load_rules().rules if rule.needs_layout)
OPTIONS = Options(today=date(2026, 11, 22))
EXPECTED = {
    "issued": ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "56/KH-UBND", "2022-02-18", []),
    "one line": ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "56/KH-UBND", "2022-02-18", []),
    "blank": ("UỶ BAN NHÂN DÂN TỈNH LÀO CAI", "", None, ["FMT-026", "LNG-011"]),
    "superior": ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "12/KH-STTTT", "2022-02-18", ["ORG-022", "FMT-097"]),
    "long dash": ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "56/KH-UBND", "2022-02-18", ["FMT-002"]),
}


def told(data: bytes) -> tuple[dict[str, Any], Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    report = check_bytes(data, "draft.docx", OPTIONS)
    assert report.error is None, report.error
    assert report.document is not None
    findings = Counter((each.rule, each.message) for each in report.findings if each.rule not in LAYOUT_RULES)
    verdicts = Counter((each.rule, each.status) for each in report.verdicts if each.rule not in LAYOUT_RULES)
    return report.document._asdict(), findings, verdicts


@cache
def expected_of(name: str) -> tuple[dict[str, Any], Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    return told(laid_out(HEADS[name], one_row))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_letterhead_says_who_what_and_when(name: str) -> None:
    issuer, number, day, rules = EXPECTED[name]
    document, findings, _ = expected_of(name)
    assert (document["issuer"], document["number"], document["date"]) == (issuer, number, day)
    assert (document["type"], document["place"]) == ("KH", "Lào Cai")
    assert document["title"] == "Công tác thông tin đối ngoại tỉnh Lào Cai năm 2022"
    assert [rule for rule, _ in findings] == rules


@pytest.mark.parametrize("layout", LAYOUTS[1:], ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("name", HEADS)
def test_every_layout_is_judged_alike(name: str, layout: Layout) -> None:
    document, findings, verdicts = told(laid_out(HEADS[name], layout))
    expected, found, judged = expected_of(name)
    if layout is capitals_by_format:
        # The letters in the file are small; that they are shown as capitals changes nothing else.
        document["issuer"] = document["issuer"].upper()
        document["superior"] = document["superior"] and document["superior"].upper()
        findings, found = in_capitals(findings), in_capitals(found)
    assert document == expected
    assert findings == found
    assert verdicts == judged


def in_capitals(findings: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    return Counter({(rule, message.upper()): count for (rule, message), count in findings.items()})


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS[:20:3], ids=lambda layout: layout.__name__)
def test_a_box_with_the_word_draft_changes_nothing(layout: Layout, drawn: bool) -> None:
    """But that it is told: on a paper that has its number and day it is left over."""
    document, findings, verdicts = told(laid_out(HEADS["issued"], layout, draft_box(drawn)))
    left = [key for key in findings if key[0] == "LNG-019"]
    assert len(left) == 1
    assert (document, findings - Counter(left)) == expected_of("issued")[:2]
    assert {rule for rule, ended in (verdicts - expected_of("issued")[2])} == {"LNG-019"}


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("paragraph", [0, 1])
@pytest.mark.parametrize("name", ["issued", "superior"])
def test_boxes_may_hang_on_a_line_of_the_title(name: str, paragraph: int, before: bool) -> None:
    data = packed(hung_on(text(), boxes(HEADS[name]), paragraph, before))
    document, findings, _ = told(data)
    assert document == expected_of(name)[0]
    assert findings == expected_of(name)[1]
