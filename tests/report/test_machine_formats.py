"""Reports for other programs: they follow the schemas of those, and no draft can break or steer them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from plancheck.document import Place
from plancheck.report import github, gitlab, junit, markdown, sarif
from plancheck.report.formats import TEXTS, by_suffix, render
from plancheck.report.model import Coverage, Report
from plancheck.report.sanitise import clean
from plancheck.report.view import View
from tests import golden
from tests.report import made

HERE = Path(__file__).parent
ALL = made.detailed(made.SHOWN, made.UNREADABLE)
HOSTILE_TEXT = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ["::error::", "%0A", "%", ",", ":", "\n", "]]>", "</failure>", "&amp;", '"', "](http://x.vn)", "[a", "@nguoi",
         "www.x.vn", "https://x.vn", "|", "`", "```", "<b>", "<!--", "- ", "# ", "1. ", "~~", "**", "_", "\\",
         "![x](y)", "\u202e", "\x00", "\ufffe", "\U000e0041", "{0}", "#12", ":smile:", "    ", "$x$", "==="]
    ),
    max_size=8,
).map("".join)  # fmt: skip


def hostile(text: str) -> Report:
    """A report in which whatever a draft can say is one text."""
    place = Place("body", 1, (text,), None, 1, 1, 0, 1)
    finding = made.REPEALED._replace(
        message=text, place=place, quote=text, expected=text, actual=text + "x", remedy=text, suppressed=None
    )
    apart = finding._replace(place=place._replace(line=None, column=None), suppressed=text)
    reviewed = made.VERDICTS[2]._replace(reason=text, title=text)
    unjudged = made.VERDICTS[3]._replace(reason=text, title=text)
    verdicts = (made.VERDICTS[0]._replace(title=text), reviewed, unjudged)
    document = made.DOCUMENT._replace(title=text)
    file = made.FILE._replace(
        path=f"a/{text}.docx", document=document, findings=(finding, apart), verdicts=verdicts, coverage=Coverage(3, 1)
    )
    unreadable = made.UNREADABLE._replace(path=f"{text}2")
    return made.detailed(file, unreadable)


@pytest.mark.parametrize("name", ["markdown", "sarif", "junit", "github", "gitlab"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_as_expected(name: str, lang: str) -> None:
    text = render(name, ALL, View(lang=lang))  # type: ignore[arg-type]
    golden.check(text, HERE / "expected" / f"{name}.{lang}")


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_draft_at_all_and_hostile_drafts(name: str) -> None:
    render(name, made.report(), View())
    text = render(name, made.hostile(), View())
    assert not set(text) & set("\x1b\x9b\x7f\u202e\u2066\u200b\x00\x07\r")
    assert text.endswith("\n")


def test_file_names_ask_for_formats() -> None:
    asked = {
        "a.json": "json", "A.SARIF": "sarif", "a.sarif.json": "sarif", "a.md": "markdown", "a.xml": "junit",
        "a.txt": "full", "a": "", "a.docx": "",
    }  # fmt: skip
    assert {name: by_suffix(name) for name in asked} == asked


# SARIF


@pytest.fixture(scope="module")
def valid_sarif() -> jsonschema.Draft4Validator:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema)


def results(report: Report) -> list[Any]:
    return list(json.loads(sarif.render(report))["runs"][0]["results"])


@pytest.mark.parametrize("report", [ALL, made.hostile(), made.report(), made.report(made.CLEAN), hostile("](x")])
def test_sarif_follows_its_schema(report: Report, valid_sarif: jsonschema.Draft4Validator) -> None:
    value = json.loads(sarif.render(report))
    assert [error.message for error in valid_sarif.iter_errors(value)] == []
    run = value["runs"][0]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(ids)) == len(ids)
    for result in run["results"]:
        assert result["ruleIndex"] == -1 or ids[result["ruleIndex"]] == result["ruleId"]
        assert (result["kind"], result["level"]) == ("review", "none") or result["kind"] == "fail"
        # Code scanning refuses the whole file for one result without them.
        assert [place["physicalLocation"]["artifactLocation"]["uri"] != "" for place in result["locations"]] == [True]


def test_sarif_of_the_samples_follows_its_schema(valid_sarif: jsonschema.Draft4Validator, real: Report) -> None:
    value = json.loads(sarif.render(real))
    assert [error.message for error in valid_sarif.iter_errors(value)] == []
    rules = value["runs"][0]["tool"]["driver"]["rules"]
    assert all(rule["fullDescription"]["text"] and rule["help"]["text"] for rule in rules)
    assert not any("{" in rule["help"]["text"] for rule in rules)
    levels = {result["level"] for result in value["runs"][0]["results"]}
    assert levels >= {"error", "warning", "note"}


def test_sarif_places() -> None:
    first = results(made.report(made.FILE))
    assert first[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 12
    assert "logicalLocations" not in first[0]["locations"][0]
    assert first[2]["locations"][0]["physicalLocation"]["region"]["startLine"] == 1, "a paragraph of a Word file"
    (logical,) = first[2]["locations"][0]["logicalLocations"]
    assert logical["name"] == "đoạn 44 · bảng 1 hàng 2 cột 3 · ≈ tr. 5"
    assert logical["fullyQualifiedName"].startswith("III. TỔ CHỨC THỰC HIỆN › 7. Ủy ban nhân dân")
    assert logical["fullyQualifiedName"].endswith(" › body/44")


def test_sarif_says_of_each_finding_whether_it_is_suppressed() -> None:
    findings = [result for result in results(made.report(made.FILE)) if result["kind"] == "fail"]
    assert findings
    assert all(result["suppressions"] == [] for result in findings)
    findings = [result for result in results(ALL) if result["kind"] == "fail"]
    assert [len(result["suppressions"]) for result in findings] == [0, 0, 0, 0, 1]
    assert findings[-1]["suppressions"][0]["justification"] == made.IGNORED.suppressed


def test_sarif_paths_are_uri_references() -> None:
    paths = {
        "a/kế hoạch.docx": "a/k%E1%BA%BF%20ho%E1%BA%A1ch.docx",
        "/tmp/x y.xml": "file:///tmp/x%20y.xml",
        "c:d.txt": "c%3Ad.txt",
        "#1?.md": "%231%3F.md",
        "x\udcff.txt": "x%FF.txt",
        "./a.xml": "a.xml",
        "-": "-",
    }
    assert {path: sarif.uri(path) for path in paths} == paths


def test_sarif_text_holds_no_links() -> None:
    (first, *_) = results(hostile("[bấm](http://x.vn)"))
    assert not re.search(r"(?<!\\)\]\(", first["message"]["text"])


@given(text=HOSTILE_TEXT)
@settings(max_examples=60, deadline=None)
def test_sarif_and_gitlab_say_what_was_said(text: str) -> None:
    first = results(hostile(text))[0]
    assert first["message"]["text"].split("\n")[0].replace("\\](", "](") == clean(text)
    assert unquote(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).startswith("a/")
    issue = json.loads(gitlab.render(hostile(text)))[0]
    assert issue["description"] == clean(text)


# JUnit


@pytest.fixture(scope="module")
def valid_junit() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(HERE / "schemas" / "junit-10.xsd"))


@pytest.mark.parametrize("report", [ALL, made.hostile(), made.report(), made.report(made.CLEAN)])
@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
def test_junit_follows_its_schema(report: Report, fail_on: str, valid_junit: etree.XMLSchema) -> None:
    tree = etree.fromstring(junit.render(report, View(fail_on=fail_on)).encode())  # type: ignore[arg-type]
    valid_junit.assertValid(tree)
    for suite in tree:
        for attribute, name in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
            assert int(suite.get(attribute, "")) == len(list(suite.iter(name)))
    for attribute in ("tests", "failures", "errors"):
        assert int(tree.get(attribute, "")) == sum(int(suite.get(attribute, "")) for suite in tree)


def outcomes(fail_on: str) -> Mapping[str, str]:
    verdicts = (
        *made.VERDICTS,
        made.VERDICTS[0]._replace(rule="RPT-002", title=""),
        made.VERDICTS[0]._replace(rule="FMT-018", title="Dự thảo"),
    )
    file = made.SHOWN._replace(verdicts=verdicts)
    tree = etree.fromstring(junit.render(made.report(file), View(fail_on=fail_on)).encode())  # type: ignore[arg-type]
    return {case.get("name", "")[:7]: case[0].tag if len(case) else "" for case in tree.iter("testcase")}


def test_junit_fails_where_the_run_fails() -> None:
    skipped = {"SEC-003": "skipped", "FMT-001": "skipped", "FMT-003": "skipped"}
    by_level = {
        "never": ("system-out", "system-out", "system-out"),
        "error": ("failure", "system-out", "system-out"),
        "warning": ("failure", "failure", "system-out"),
        "info": ("failure", "failure", "failure"),
    }
    for fail_on, (error, warning, info) in by_level.items():
        expected = {"LEG-001": error, "CNT-001": "", **skipped, "RPT-002": warning, "FMT-018": info}
        assert outcomes(fail_on) == expected


def test_junit_passes_a_rule_whose_findings_are_suppressed() -> None:
    file = made.FILE._replace(findings=(made.REPEALED._replace(suppressed="có lý do"),))
    tree = etree.fromstring(junit.render(made.report(file)).encode())
    assert tree.get("failures") == "0"
    assert "Đã bỏ qua: có lý do" in "".join(tree.itertext())


@given(text=HOSTILE_TEXT)
@settings(max_examples=60, deadline=None)
def test_junit_says_what_was_said(text: str) -> None:
    tree = etree.fromstring(junit.render(hostile(text)).encode())
    (failure,) = tree.iter("failure")
    assert failure.get("message") == re.sub("[\ufffe\uffff]", "", clean(text))
    assert len(list(tree.iter("testcase"))) == 4


# GitHub and GitLab


@given(text=HOSTILE_TEXT)
@settings(max_examples=60, deadline=None)
def test_github_commands_cannot_be_forged(text: str) -> None:
    lines = github.render(hostile(text)).split("\n")[:-1]
    assert len(lines) == 2
    for line in lines:
        match = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)", line)
        assert match
        names = [pair.partition("=")[0] for pair in match[2].split(",")]
        assert names in (["file", "line", "col", "title"], ["file", "title"])
    message = lines[0][2:].partition("::")[2]
    assert message.split("%0A")[0].replace("%25", "%") == clean(text)


def test_gitlab_fingerprints_differ_and_stay() -> None:
    twice = made.report(made.FILE._replace(findings=(made.REPEALED, made.REPEALED)), made.CLEAN, made.UNREADABLE)
    first = [issue["fingerprint"] for issue in json.loads(gitlab.render(twice))]
    assert len(set(first)) == len(first) == 3
    assert [issue["fingerprint"] for issue in json.loads(gitlab.render(twice))] == first
    assert gitlab.render(made.report(made.CLEAN)) == "[]\n"


# Markdown


def tokens(text: str) -> list[Token]:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(text):
        found += [token, *(token.children or [])]
    return found


@given(text=HOSTILE_TEXT)
@example(text="\x1f")
@settings(max_examples=120, deadline=None)
def test_markdown_from_a_draft_is_only_text(text: str) -> None:
    shown = [(token.type, token.markup) for token in tokens(markdown.render(hostile(text)))]
    plain = [(token.type, token.markup) for token in tokens(markdown.render(hostile("chữ")))]
    # An empty text leaves no words where others leave some.
    if clean(text).strip():
        ignored = ("text", "text_special", "entity")
        assert [pair for pair in shown if pair[0] not in ignored] == [pair for pair in plain if pair[0] not in ignored]


@given(text=HOSTILE_TEXT)
@settings(max_examples=120, deadline=None)
def test_markdown_reads_as_it_was_written(text: str) -> None:
    html = MarkdownIt("commonmark").renderInline(markdown.escaped(text))
    parsed = etree.fromstring(f"<p>{html}</p>".replace("\ufffe", "").replace("\uffff", ""))
    assert len(parsed) == 0
    expected = re.sub("[\ufffe\uffff]", "", clean(text).strip())
    assert " ".join((parsed.text or "").replace("\u2060", "").split()) == " ".join(expected.split())


def test_markdown_makes_no_mentions_links_or_references() -> None:
    said = markdown.escaped("@nguoi a@b.vn http://x.vn www.x.vn #12 :smile: 08:30:00")
    assert "@n" not in said
    assert "@b" not in said
    assert "://" not in said
    assert "www." not in said
    assert "#1" not in said
    assert ":s" not in said
    assert "08:30:00" in said


def test_markdown_never_takes_the_unjudged_for_clean() -> None:
    unsure = made.CLEAN._replace(verdicts=made.VERDICTS[1:], coverage=Coverage(4, 1))
    assert "Chưa thể kết luận gì về phần chưa xét được." in markdown.render(made.report(unsure))
    assert "Chưa thể kết luận" not in markdown.render(made.report(made.CLEAN))
