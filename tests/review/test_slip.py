"""The slip: it says what the verdicts say, leaves to people what no program judged, and never claims more."""

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from plancheck.library import Checker, Draft
from plancheck.report.model import Coverage, FileReport, Report, Status, Verdict
from plancheck.review import slip_html, slip_word
from plancheck.review.slip import Slip, slip
from plancheck.rules import load_rules

SAMPLES = Path(__file__).parent.parent.parent / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.docx"))
RULES = load_rules()
CHECKER = Checker(as_of="2026-11-22")
STATUSES: tuple[Status, ...] = ("pass", "fail", "not-applicable", "not-evaluated", "needs-review")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def checked(name: str) -> Report:
    path = SAMPLES / name
    return CHECKER.report((CHECKER.check(Draft(path.name, None, path.read_bytes())),))


def filled(name: str, selected: bool = False) -> Slip:
    report = checked(name)
    return slip(report, report.files[0], RULES, "vi", selected)


@pytest.mark.parametrize("name", NAMES)
def test_every_verdict_is_on_the_slip_once(name: str) -> None:
    report = checked(f"{name}.docx")
    (file,) = report.files
    made = slip(report, file, RULES)
    told = {item.rule: item.status for group in made.groups for item in group.items}
    assert told == {each.rule: each.status for each in file.verdicts if each.status != "not-applicable"}
    assert len(told) == sum(len(group.items) for group in made.groups) == file.coverage.applicable
    assert {rule for rule, _ in made.not_applicable} == {each.rule for each in file.verdicts} - set(told)
    assert [point.rule for point in made.points] == [finding.rule for finding in file.findings]
    assert f"{file.coverage.evaluated}/{file.coverage.applicable}" in made.coverage


@pytest.mark.parametrize("name", NAMES)
def test_people_sign_for_what_no_program_judged(name: str) -> None:
    for group in filled(f"{name}.docx").groups:
        for item in group.items:
            assert (item.judge == "") == (item.status in ("needs-review", "not-evaluated"))
            assert item.notes
            assert item.basis, item.rule


def test_no_sample_is_said_to_pass() -> None:
    # Some rules are never provable: they wait for a signature.
    for name in NAMES:
        made = filled(f"{name}.docx")
        assert not made.passes
        assert made.conclusion.startswith("CHƯA KẾT LUẬN ĐẠT: ")


@given(st.lists(st.sampled_from(STATUSES), max_size=8), st.booleans())
def test_it_passes_only_when_everything_was_judged_and_nothing_failed(statuses: list[Status], selected: bool) -> None:
    base = checked("province-2026.xml")
    verdicts = tuple(
        Verdict(rule.id, status, title=rule.title.vi) for rule, status in zip(RULES.rules, statuses, strict=False)
    )
    file = base.files[0]._replace(verdicts=verdicts, findings=(), coverage=Coverage(0, 0))
    made = slip(base, file, RULES, "vi", selected)
    applicable = [status for status in statuses if status != "not-applicable"]
    assert made.passes == (bool(applicable) and set(applicable) == {"pass"} and not selected)
    assert made.conclusion.startswith("ĐẠT") == made.passes


def test_what_is_suppressed_is_told_and_still_open() -> None:
    report = checked("copied-draft.docx")
    (file,) = report.files
    (first, *others) = file.findings
    first = first._replace(suppressed="đã thống nhất với Sở Tư pháp")
    kept = [each._replace(suppressed="x") if each.rule == first.rule else each for each in others]
    made = slip(report, file._replace(findings=(first, *kept)), RULES)
    (item,) = (item for group in made.groups for item in group.items if item.rule == first.rule)
    assert item.status == "fail"
    assert "Bỏ qua có lý do: đã thống nhất với Sở Tư pháp" in item.notes
    assert first.rule not in {point.rule for point in made.points}
    assert "nội dung chưa đạt" in made.conclusion


def texts(made: Slip) -> list[str]:
    """Everything the slip says."""
    said = [made.conclusion, made.coverage, *(text for line in made.head for text in line)]
    for group in made.groups:
        said.append(group.title)
        for item in group.items:
            said += [item.title, item.result, item.judge, *item.notes, *item.basis]
    for point in made.points:
        said += [point.rule, point.message, point.quote, point.place, point.remedy]
    said += [text for line in made.not_applicable for text in line]
    return [" ".join(text.split()) for text in said]


def of_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
        root = etree.fromstring(package.read("word/document.xml"))
    paragraphs = ("".join(text.text or "" for text in each.iter(f"{WORD}t")) for each in root.iter(f"{WORD}p"))
    return " ".join(" ".join(paragraphs).split())


@pytest.mark.parametrize("name", ["copied-draft.docx", "party-2014.xml"])
def test_both_forms_say_it_all(name: str) -> None:
    made = filled(name)
    word = of_word(slip_word.render(made))
    page = " ".join(html.fromstring(slip_html.render(made)).text_content().split())
    for text in texts(made):
        assert text in word, text
        assert text in page, text
    for text in (word, page):
        assert all(signer in text for signer in ("NGƯỜI SOẠN THẢO", "VĂN THƯ", "PHÁP CHẾ"))


def test_the_same_slip_gives_the_same_bytes() -> None:
    first, second = filled("province-2026.docx"), filled("province-2026.docx")
    assert slip_word.render(first) == slip_word.render(second)
    assert slip_html.render(first) == slip_html.render(second)


def test_words_of_a_draft_are_no_markup() -> None:
    report = checked("copied-draft.docx")
    (file,) = report.files
    hostile = '<script>alert("x")</script>\u202e&amp;\x1b[31m<img src=http://example.test/x onerror=y>\ud800'
    assert file.document is not None
    file = file._replace(
        path=hostile,
        document=file.document._replace(title=hostile, issuer=hostile),
        findings=tuple(each._replace(message=hostile, quote=hostile) for each in file.findings),
    )
    made = slip(replace(report, files=(file,)), file, RULES)
    page = slip_html.render(made)
    root = html.fromstring(page)
    assert {str(each.tag) for each in root.iter(etree.Element)} & {"script", "img", "link", "iframe"} == set()
    assert not root.xpath("//@src | //@href | //@onerror")
    assert "\x1b" not in page
    assert "alert" in root.text_content()
    assert "alert" in of_word(slip_word.render(made))


def test_english() -> None:
    report = checked("copied-draft.docx")
    made = slip(report, report.files[0], RULES, "en")
    assert made.conclusion.startswith("NO CONCLUSION THAT IT PASSES: ")
    page = slip_html.render(made)
    assert '<html lang="en">' in page
    assert "Judged by" in page


def test_rules_of_ones_own_have_a_group_of_their_own() -> None:
    made = filled("province-2026.docx")
    titles = [group.title for group in made.groups]
    assert titles[0] == RULES.packs["legal-bases"].vi
    assert len(set(titles)) == len(titles)
    own = RULES.rules[0]._replace(id="OWN-001", pack="own", slug="own")
    report = checked("province-2026.docx")
    file: FileReport = report.files[0]._replace(verdicts=(Verdict("OWN-001", "pass", title="x"),), findings=())
    rules = replace(RULES, rules=(own, *RULES.rules))
    assert [group.title for group in slip(report, file, rules).groups] == ["own"]
