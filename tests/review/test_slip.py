"""The slip: it says what the verdicts say, leaves to people what no program judged, and never claims more."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from plancheck.api import Checker, Draft
from plancheck.reading.convert import as_pdf, office
from plancheck.report import json_report
from plancheck.report.model import Coverage, FileReport, Report, Status, Verdict
from plancheck.report.names import LANGUAGES, Language
from plancheck.review import slip_forms, slip_html, slip_word
from plancheck.review.slip import Slip, slip
from plancheck.review.slip_rounds import earlier
from plancheck.rules import load_rules
from tests.cli.scenario import run as plancheck

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
    assert made.others.startswith(f"{len(file.verdicts) - len(told)} ")
    sections = [*(fault.item for fault in made.faults), *made.unjudged]
    for group in made.met:
        sections += [*group.shown, *(item for items in group.clean.values() for item in items)]
    assert sorted(item.rule for item in sections) == sorted(told)
    settled = [(fault.item.rule, point.message) for fault in made.faults for point in fault.points]
    assert sorted(settled) == sorted((finding.rule, finding.message) for finding in file.findings)
    assert f"{file.coverage.evaluated}/{file.coverage.applicable}" in made.coverage


@pytest.mark.parametrize("name", NAMES)
def test_people_sign_for_what_no_program_judged(name: str) -> None:
    for group in filled(f"{name}.docx").groups:
        for item in group.items:
            assert (item.judge == "") == (item.status in ("needs-review", "not-evaluated"))
            assert item.notes or item.judge
            assert item.basis, item.rule
            assert item.basis_short


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
    fault = made.faults[-1]
    assert fault.item.rule == first.rule
    assert fault.item.status == "fail"
    assert fault.points[0].remedy == "Bỏ qua có lý do: đã thống nhất với Sở Tư pháp"
    assert all(point.suppressed for point in fault.points)
    assert "nội dung chưa đạt" in made.conclusion


def test_the_gravest_come_first() -> None:
    results = [fault.item.result for fault in filled("copied-draft.docx").faults]
    assert list(dict.fromkeys(results)) == ["Chưa đạt (lỗi)", "Chưa đạt (cảnh báo)", "Chưa đạt (lưu ý)"]
    assert results == sorted(results, key=["Chưa đạt (lỗi)", "Chưa đạt (cảnh báo)", "Chưa đạt (lưu ý)"].index)


def test_what_is_met_is_told_short() -> None:
    items = {item.rule: item for group in filled("province-2026.docx").groups for item in group.items}
    assert items["LEG-004"].evidence == "“Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm…” (đoạn 10)"
    assert items["LEG-004"].basis_short == "Điều 24 khoản 2 và khoản 3, 72/2015/NĐ-CP"
    assert items["LEG-012"].basis_short == "điều khoản thi hành, 126/2025/QH15*"
    assert items["LEG-019"].basis_short == "57-KL/TW*"
    assert items["LEG-019"].evidence.endswith(" và 1 chỗ khác")
    assert items["LEG-035"].basis_short.endswith("**")
    assert items["LEG-001"].evidence == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_obligation_says_what_holds_when_it_is_met(language: Language) -> None:
    report = checked("province-2026.docx")
    for group in slip(report, report.files[0], RULES, language).groups:
        for item in group.items:
            rule = RULES.get(item.rule)
            assert rule is not None
            assert item.title == rule.met.get(language) != ""


def texts(made: Slip) -> list[str]:
    """Everything the slip says."""
    said = [
        made.conclusion,
        made.coverage,
        made.others,
        *(text for line in (*made.head, *made.technical) for text in line),
    ]
    said += [text for due in made.due for text in due]
    said += [item.look for item in made.unjudged]
    for fault in made.faults:
        said += [fault.item.rule, fault.item.title, fault.item.result, *fault.item.basis]
        for point in fault.points:
            said += [point.message, point.quote, point.place, point.remedy]
    for item in made.unjudged:
        said += [item.rule, item.title, item.result, *item.notes, *item.basis]
    for group in made.met:
        said.append(group.title)
        for item in group.shown:
            said += [item.rule, item.title, item.evidence, item.basis_short, item.result]
        for basis, items in group.clean.items():
            said += [basis, *(text for item in items for text in (item.rule, item.title))]
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
    word = of_word(slip_word.render([made]))
    page = " ".join(html.fromstring(slip_html.render([made])).text_content().split())
    for text in texts(made):
        assert text in word, text
        assert text in page, text
    for text in (word, page):
        assert all(signer in text for signer in ("NGƯỜI SOẠN THẢO", "NGƯỜI RÀ SOÁT", "LÃNH ĐẠO ĐƠN VỊ"))


@pytest.mark.parametrize("name", ["copied-draft.docx", "province-2026.docx", "party-2014.xml"])
def test_every_rule_is_on_the_page_once(name: str) -> None:
    page = html.fromstring(slip_html.render([filled(name)]))
    (file,) = checked(name).files
    applicable = [each.rule for each in file.verdicts if each.status != "not-applicable"]
    assert sorted(page.xpath("//*[@class='item']/@id")) == sorted(applicable)
    confirmed = page.xpath("//tr[contains(., 'Chưa đạt ☐')]//span[@class='id']/text()")
    judged_by_people = {each.rule for each in file.verdicts if each.status in ("needs-review", "not-evaluated")}
    assert {each.strip("()") for each in confirmed} == judged_by_people


def test_the_same_slip_gives_the_same_bytes() -> None:
    first, second = filled("province-2026.docx"), filled("province-2026.docx")
    assert slip_word.render([first]) == slip_word.render([second])
    assert slip_html.render([first]) == slip_html.render([second])


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
    page = slip_html.render([made])
    root = html.fromstring(page)
    assert {str(each.tag) for each in root.iter(etree.Element)} & {"script", "img", "link", "iframe"} == set()
    assert not root.xpath("//@src | //@href | //@onerror")
    assert "\x1b" not in page
    assert "alert" in root.text_content()
    assert "alert" in of_word(slip_word.render([made]))


def test_a_slip_bears_the_letterhead_of_its_paper() -> None:
    for name, has, has_not in (
        ("party-2014.docx", slip_forms.PARTY_NAME, slip_forms.STATE_NAME),
        ("province-2026.docx", slip_forms.STATE_NAME, slip_forms.PARTY_NAME),
    ):
        for text in (slip_html.render([filled(name)]), of_word(slip_word.render([filled(name)]))):
            assert has in text
            assert has_not not in text
            assert (slip_forms.MOTTO in text) == (has == slip_forms.STATE_NAME)


def test_a_party_paper_stands_on_the_partys_form() -> None:
    """Rules that hold for both systems cite the form rules of the paper's own."""
    report = checked("party-2014.docx")
    items = [item for group in slip(report, report.files[0], RULES).groups for item in group.items]
    told = {item.rule: " ".join(item.basis) for item in items}
    for rule in ("LEG-024", "LEG-025", "LEG-026", "LEG-027", "LEG-028", "FMT-028"):
        assert "05-HD/VPTW" in told[rule], rule
        assert "30/2020/NĐ-CP" not in told[rule], rule
    for each in RULES.rules:
        for basis in each.basis:
            assert not (basis.instrument.endswith("VPTW") and basis.binds(20261001, "state") and basis.systems)


def test_english() -> None:
    report = checked("copied-draft.docx")
    made = slip(report, report.files[0], RULES, "en")
    assert made.conclusion.startswith("NO CONCLUSION THAT IT PASSES: ")
    page = slip_html.render([made])
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


def test_what_is_signed_holds_the_errors_and_warnings_that_are_open() -> None:
    report = checked("copied-draft.docx")
    (file,) = report.files
    made = filled("copied-draft.docx")
    graves = list(dict.fromkeys(each.rule for each in file.findings if each.severity != "info"))
    assert sorted(due.rule for due in made.due) == sorted(graves)
    assert [due.severity for due in made.due] == sorted(
        (due.severity for due in made.due), key=["lỗi", "cảnh báo"].index
    )
    assert made.more == ""
    (first, *_) = made.due
    gone = file._replace(
        findings=tuple(f._replace(suppressed="x") if f.rule == first.rule else f for f in file.findings)
    )
    assert first.rule not in [due.rule for due in slip(report, gone, RULES).due]


def test_more_than_two_pages_hold_is_counted() -> None:
    report = checked("copied-draft.docx")
    (file,) = report.files
    (finding, *_) = (each for each in file.findings if each.severity == "error")
    failing = [rule.id for rule in RULES.rules[:30]]
    verdicts = tuple(Verdict(rule, "fail", title=rule) for rule in failing)
    findings = tuple(finding._replace(rule=rule) for rule in failing)
    made = slip(report, file._replace(verdicts=verdicts, findings=findings), RULES)
    assert (len(made.due), made.more) == (26, "… và 4 nội dung khác: xem Phụ lục 2.")
    assert len(made.faults) == 30


@pytest.mark.parametrize("form", ["docx", "html", "json"])
def test_the_next_round_tells_what_became_of_the_last(form: str) -> None:
    report = checked("copied-draft.docx")
    (file,) = report.files
    made = filled("copied-draft.docx")
    assert made.round == ""
    written = {
        "docx": lambda: slip_word.render([made]),
        "html": lambda: slip_html.render([made]).encode(),
        "json": lambda: json_report.render(report).encode(),
    }[form]()
    before = earlier(written, "copied-draft.docx")
    fixed, kept = file.findings[:3], file.findings[3:]
    new = kept[0]._replace(fingerprint="0123456789abcdef")
    after = slip(report, file._replace(findings=(*kept, new)), RULES, "vi", False, before)
    total = len(file.findings)
    assert after.round == f"Lần 2: lần trước {total}: đã sửa {len(fixed)}, còn {len(kept)}, mới 1."
    third = slip(report, file, RULES, "en", False, earlier(slip_word.render([after]), ""))
    assert third.round == f"Round 3: {len(kept) + 1} the time before: 1 put right, {len(kept)} left, 3 new."
    assert after.round in of_word(slip_word.render([after]))
    assert after.round in slip_html.render([after])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b"PK\x03\x04",
        b"<html></html>",
        b'{"schema": "plancheck-report/1", "files": []}',
        b"\xff\xfe{",
    ],
)
def test_what_is_no_slip_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        earlier(data, "a.docx")


def test_previous_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / "copied-draft.docx").read_bytes())
    assert plancheck(["slip", "a.docx", "-o", "1.docx"], tmp_path).exit == 0
    again = plancheck(["slip", "a.docx", "--previous", "1.docx", "-o", "2.html"], tmp_path)
    assert again.exit == 0
    assert again.stderr.splitlines()[-1].startswith("Lần 2: lần trước ")
    assert plancheck(["slip", "a.docx", "--previous", "1.docx", "-o", "1.docx", "--force"], tmp_path).exit == 2
    wrong = plancheck(["slip", "a.docx", "--previous", "a.docx", "-o", "3.docx"], tmp_path)
    assert (wrong.exit, "không phải phiếu kiểm tra" in wrong.stderr) == (2, True)


@pytest.mark.skipif(not (office() and shutil.which("pdftotext")), reason="needs LibreOffice and poppler")
@pytest.mark.parametrize("name", ["copied-draft.docx", "party-2014.docx"])
def test_two_pages_are_signed(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf(slip_word.render([filled(name)]), office()))
    text = subprocess.run(["pdftotext", "-layout", "a.pdf", "-"], cwd=tmp_path, capture_output=True, check=True).stdout
    pages = text.decode().split("\f")
    (annex,) = [number for number, page in enumerate(pages) if page.lstrip().startswith("PHỤ LỤC")]
    assert annex <= 2
    assert "LÃNH ĐẠO ĐƠN VỊ" in pages[annex - 1]


def test_word_keeps_the_record_with_the_slip() -> None:
    with zipfile.ZipFile(io.BytesIO(slip_word.render([filled("copied-draft.docx")]))) as package:
        names = set(package.namelist())
        assert {"customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"} <= names
        assert b"/customXml/itemProps1.xml" in package.read("[Content_Types].xml")
        assert b"../customXml/item1.xml" in package.read("word/_rels/document.xml.rels")
