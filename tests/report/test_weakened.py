"""What weakened a check, and what is no more since last time, is said in every format that has a place for it."""

import re
from dataclasses import replace

import pytest
from lxml import html

from plancheck.report import github, html_report, junit
from plancheck.report.formats import render
from plancheck.report.model import Conditions, Note, Report
from plancheck.report.view import View
from tests.report import made

OLD = made.LEFTOVER._replace(suppressed="đã có trong mốc", known=True, fingerprint="old")
GONE = Note("baseline-fixed", "2 phát hiện trong mốc không còn.")
CONDITIONS = Conditions(configuration="plancheck.toml", ignore=("FMT-018",), fail_on="never", baseline="moc.json")


def weakened() -> Report:
    file = made.SHOWN._replace(findings=(*made.FINDINGS, made.IGNORED, OLD), notes=(GONE,))
    return replace(made.detailed(file), conditions=CONDITIONS)


@pytest.mark.parametrize("name", ["html", "markdown", "sarif", "junit", "github", "json", "jsonl"])
def test_every_format_says_both(name: str) -> None:
    text = re.sub(r"\\(?=\W)", "", render(name, weakened(), View()))
    assert GONE.message in text
    for words in ("plancheck.toml", "FMT-018", "never", "moc.json"):
        assert words in text


@pytest.mark.parametrize("name", ["html", "markdown", "junit", "github"])
def test_nothing_is_said_of_a_check_as_strict_as_it_comes(name: str) -> None:
    for conditions in (None, Conditions()):
        report = replace(made.detailed(made.FILE), conditions=conditions)
        assert "Điều kiện xét" not in render(name, report, View())


def test_the_page_keeps_old_findings_apart_from_suppressed_ones() -> None:
    root = html.document_fromstring(html_report.render(weakened()))
    groups = {
        str(group.findtext("summary")): group.text_content() for group in root.xpath("//details[@class='suppressed']")
    }
    assert list(groups) == ["Cũ, chưa sửa (1)", "Đã bỏ qua, có lý do (1)"]
    old, suppressed = groups.values()
    assert "Cũ, chưa sửa: đã có trong mốc" in old
    assert "bỏ qua" not in old
    assert f"Đã bỏ qua: {made.IGNORED.suppressed}" in suppressed


def test_every_suite_of_junit_says_it_in_its_own_output() -> None:
    report = weakened()
    text = junit.render(replace(report, files=(*report.files, made.CLEAN)))
    assert text.count("Điều kiện xét: cấu hình plancheck.toml") == 2
    assert text.count(GONE.message) == 1


def test_what_broke_is_an_error_beside_the_file() -> None:
    broken = made.CLEAN._replace(notes=(Note("internal", "một phần bị hỏng"), GONE))
    assert github.render(made.report(broken)).splitlines() == [
        "::error file=tot.docx,title=plancheck::một phần bị hỏng",
        f"::notice file=tot.docx,title=plancheck::{GONE.message}",
    ]
