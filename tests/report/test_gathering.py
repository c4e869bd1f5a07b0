"""Notes of one cause are one for who reads, and each its own rule's for what works on a draft."""

import json
from pathlib import Path

import pytest

from plancheck import Report, check, render
from plancheck.document import Place
from plancheck.report.gathering import gathered, one_by_one, told_together
from plancheck.report.model import Finding, Fix, Gathering, LegalBasis

ROOT = Path(__file__).parents[2]
ABOUT = "Chưa nói tới {count} nội dung: {items}."


def note(rule: str, *, item: str = "", group: str = "unsaid", severity: str = "info", at: int = 1) -> Finding:
    place = Place(paragraph=at)
    return Finding(
        rule, f"no-{item}", severity, f"Chưa có {item}.", place, "II. NHIỆM VỤ", "", "",  # type: ignore[arg-type]
        (LegalBasis("72/2015/NĐ-CP", "Điều 24", "seen"),), f"Thêm {item}.", f"print-{rule}",
        fixes=(Fix(place, "", f"Về {item}.", False, "insert"),),
        gathering=Gathering(group, ABOUT, item) if item else None,
    )  # fmt: skip


def test_notes_of_a_gathering_are_one_in_the_place_of_the_first() -> None:
    notes = (note("AAA-001"), note("AAA-002", item="một"), note("AAA-003"), note("AAA-004", item="hai", at=7))
    told = told_together(notes)
    assert [each.rule for each in told] == ["AAA-001", "AAA-002", "AAA-003"]
    whole = told[1]
    assert whole.message == "Chưa nói tới 2 nội dung: một; hai."
    assert whole.gathers == (notes[1], notes[3])
    assert whole.remedy == "AAA-002: Thêm một. AAA-004: Thêm hai."
    assert whole.everywhere == (Place(paragraph=1), Place(paragraph=7))
    assert len(whole.basis) == 1
    assert whole.fixable == "suggested"
    assert whole.fingerprint not in {each.fingerprint for each in notes}
    assert tuple(one_by_one(told)) == (notes[0], notes[1], notes[3], notes[2])
    assert told_together(told) == told


def test_what_two_rules_ask_for_is_told_once() -> None:
    notes = (note("AAA-001", item="một"), note("AAA-002", item="một"), note("AAA-003", item="hai"))
    (whole,) = told_together(notes)
    assert whole.message == "Chưa nói tới 2 nội dung: một; hai."
    assert whole.gathers == notes


@pytest.mark.parametrize(
    "other",
    [
        note("AAA-002", item="hai", group="other"),
        note("AAA-002", item="hai", severity="warning"),
        note("AAA-002", item="hai")._replace(suppressed="đã xem"),
        note("AAA-002"),
    ],
)
def test_only_notes_that_count_and_are_of_one_gathering_are_told_in_one(other: Finding) -> None:
    notes = (note("AAA-001", item="một"), other)
    assert told_together(notes) == notes


def test_what_is_not_put_right_whole_is_not_said_to_be() -> None:
    (whole,) = told_together((note("AAA-001", item="một"), note("AAA-002", item="hai")._replace(fixes=())))
    assert whole.fixable == ""


@pytest.fixture(scope="module")
def draft() -> Report:
    return check(ROOT / "tests/wild/tinh-2019.txt", as_of="2026-11-22")


def test_rules_keep_their_findings_and_verdicts(draft: Report) -> None:
    (file,) = draft.files
    told = gathered(file)
    wholes = [finding for finding in told.findings if finding.gathers]
    assert len(wholes) >= 3
    assert sorted(one_by_one(told.findings)) == sorted(file.findings)
    assert told.verdicts == file.verdicts
    assert all("{" not in finding.message for finding in wholes)


def test_a_program_finds_each_in_the_report(draft: Report) -> None:
    said = json.loads(render(draft, "json"))
    findings = said["files"][0]["findings"]
    assert said["summary"]["info"] == sum(each["severity"] == "info" for each in findings)
    whole = next(each for each in findings if "gathers" in each)
    assert whole["rule"] == whole["gathers"][0]["rule"]
    names = {each["rule"] for finding in findings for each in finding.get("gathers", [finding])}
    assert names == {finding.rule for finding in draft.files[0].findings}
