"""Subjects are data: a plan draws the rules of its own subject and of no other, whatever it mentions."""

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import FileReport
from plancheck.structure.identity import subject_of
from plancheck.structure.lexicon import lexicon

SAMPLES = rules_dir().parent / "samples"


def checked(name: str, *changes: tuple[str, str]) -> FileReport:
    text = (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return check_bytes(text.encode(), "plan.xml", Options())


def judged(report: FileReport, *families: str) -> set[str]:
    """Rules of some families that apply."""
    return {
        verdict.rule
        for verdict in report.verdicts
        if verdict.rule.startswith(families) and verdict.status != "not-applicable"
    }


def test_each_subject_has_its_own_rules() -> None:
    reform, foreign = checked("reform-2026"), checked("province-2026")
    assert reform.document
    assert foreign.document
    assert (reform.document.subject, reform.document.subject_label) == ("administrative-reform", "cải cách hành chính")
    assert "76/NQ-CP" in reform.document.instruments
    assert "72/2015/NĐ-CP" not in reform.document.instruments
    assert len(judged(reform, "ARF")) == 15
    assert not judged(reform, "AGY", "CNT-001", "RPT-001", "PRS-001")
    assert not judged(foreign, "ARF")


@pytest.mark.parametrize(
    "task",
    [
        "Đẩy mạnh cải cách hành chính, cải cách thể chế.",
        "Tuyên truyền Chương trình tổng thể cải cách hành chính nhà nước.",
    ],
)
def test_a_plan_that_mentions_a_subject_draws_none_of_its_rules(task: str) -> None:
    report = checked("province-2026", ("Cập nhật số liệu vào cơ sở dữ liệu thông tin đối ngoại.", task))
    assert not judged(report, "ARF")
    other = checked(
        "reform-2026", ("Cải cách hành chính tỉnh Lạng Sơn năm 2027", "Phòng, chống ma túy tỉnh Lạng Sơn năm 2027")
    )
    assert other.document
    assert other.document.subject == "other"
    assert "thông tin đối ngoại, cải cách hành chính" in other.document.subject_label
    assert not judged(other, "ARF")


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Cải cách hành chính năm 2026", "administrative-reform"),
        ("Công tác CCHC của tỉnh năm 2026", "administrative-reform"),
        ("KE HOACH CAI CACH HANH CHINH NAM 2026", "administrative-reform"),
        ("Kiểm tra công tác cải cách hành chính năm 2026", "other"),
        ("Tuyên truyền cải cách hành chính giai đoạn 2026 - 2030", "other"),
        ("Nâng cao Chỉ số cải cách hành chính của tỉnh", "other"),
        ("Cải cách tư pháp", "other"),
        ("Công tác thông tin đối ngoại năm 2026", "foreign-information"),
    ],
)
def test_the_title_tells_the_subject(title: str, subject: str) -> None:
    assert subject_of(title, lexicon(load_knowledge().vocabulary)) == subject


def test_what_a_subject_tells_recognisers() -> None:
    """Its ministry, its abbreviation, its year and its instruments are read from its entry."""
    report = checked("reform-2026", ("báo cáo Bộ Nội vụ trước", "báo cáo Bộ Tài chính trước"))
    assert {each.rule for each in report.findings} == {"ARF-014"}
    stale = checked(
        "reform-2026",
        ("Nâng cao chất lượng phục vụ", "Triển khai cải cách hành chính năm 2024; nâng cao chất lượng phục vụ"),
    )
    assert {each.rule for each in stale.findings} == {"LNG-003"}
