"""What other programs get from ``import plancheck``."""

import datetime
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import plancheck
from plancheck.api.drafts import drafts
from plancheck.rules import load_rules
from tests.conftest import ROOT

SAMPLE = ROOT / "samples" / "province-2022.xml"


def test_every_public_name_is_there_and_loaded_when_asked_for() -> None:
    code = (
        "import sys, plancheck\n"
        "assert [name for name in sys.modules if name.startswith('plancheck.')] == ['plancheck.version']\n"
        "print(sum(getattr(plancheck, name) is not None for name in plancheck.__all__) == len(plancheck.__all__))\n"
        "try: plancheck.nothing\n"
        "except AttributeError: print('well')\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout == "True\nwell\n", result.stderr


def test_several_drafts(tmp_path: Path) -> None:
    copy = tmp_path / "b.xml"
    copy.write_bytes(SAMPLE.read_bytes())
    report = plancheck.check([str(SAMPLE), copy, b"x", plancheck.Draft("c", copy)], name="bytes")
    assert [file.path for file in report.files] == [str(SAMPLE), str(copy), "bytes", "c"]
    assert (report.version, report.rules_version) == (plancheck.__version__, load_rules().version)
    assert report.engine == "durable-rules"
    assert plancheck.check(SAMPLE).files == report.files[:1]
    assert plancheck.check(SAMPLE.read_bytes(), name=str(SAMPLE)).files == report.files[:1]


def test_a_folder_stands_for_its_drafts(tmp_path: Path) -> None:
    for name in ("b.docx", "a/x.xml", ".git/y.xml", "~$b.docx", "notes.xlsx", "a/.z.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    assert [draft.path for draft in drafts(tmp_path)] == [tmp_path / "b.docx", tmp_path / "a" / "x.xml"]


@pytest.mark.parametrize("day", ["2026-11-01", datetime.date(2026, 11, 1), datetime.datetime(2026, 11, 1, 8)])
def test_the_day_may_be_given_in_three_ways(day: Any) -> None:
    (file,) = plancheck.check(SAMPLE, as_of=day).files
    assert file.document is not None
    assert (file.document.as_of, file.document.as_of_from) == ("2026-11-01", "option")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"as_of": "01/11/2026"}, ValueError, "as_of"),
        ({"as_of": "2026-02-30"}, ValueError, "as_of"),
        ({"as_of": 20261101}, TypeError, "as_of"),
        ({"language": "fr"}, ValueError, "language"),
        ({"select": "RPT,NOPE"}, ValueError, "NOPE"),
        ({"ignore": ["RPT-999"], "language": "en"}, ValueError, "Did you mean: RPT-0"),
        ({"trace": [1]}, TypeError, "trace"),
        ({"rules": "no/such/folder"}, plancheck.RulesError, "no/such/folder"),
        ({"parameters": {"nothing": 1}}, plancheck.RulesError, "nothing"),
        ({"engine": "steam"}, ValueError, "steam"),
    ],
)
def test_wrong_arguments_are_refused(arguments: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        plancheck.check(SAMPLE, **arguments)


@pytest.mark.parametrize("source", [None, 5, [5], [None]])
def test_what_is_no_draft_is_refused(source: Any) -> None:
    with pytest.raises(TypeError, match="draft"):
        plancheck.check(source)


def test_what_can_not_be_read_is_told_in_its_report(tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.docx").write_bytes(b"")
    files = plancheck.check([tmp_path / "ke-hoach.docx", tmp_path / "ke-hoahc.docx"], language="en").files
    assert [file.error.code for file in files if file.error] == ["empty", "not-found"]
    assert files[1].error is not None
    assert files[1].error.message.endswith("Did you mean: ke-hoach.docx?")
    draft = plancheck.Draft("folder", tmp_path)
    assert plancheck.Checker().check(draft).error is not None


def test_a_fault_of_plancheck_itself_is_told_in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr("plancheck.pipeline.check_bytes", broken)
    attempt = plancheck.Checker(language="en").attempt(plancheck.Draft("a", SAMPLE))
    assert attempt.report.error == plancheck.ReadingError("internal", "internal error: RuntimeError: oops")
    assert "oops" in attempt.traceback


def test_rules_law_and_reports_are_answered() -> None:
    assert [rule["id"] for rule in plancheck.list_rules("SEC-001, SEC-002")] == ["SEC-001", "SEC-002"]
    assert len(plancheck.list_rules()) == len(load_rules().rules)
    assert plancheck.explain("no-secrecy-clause")["id"] == "SEC-001"
    with pytest.raises(ValueError, match="SEC"):
        plancheck.explain("SEC")
    answer = plancheck.law("79/2010/QĐ-TTg", "2012-01-03")
    assert answer is not None
    assert answer["in_force"] is True
    assert plancheck.law("1/1111/ABC") is None
    report = plancheck.check(SAMPLE)
    assert plancheck.render(report, "json").startswith('{\n  "schema"')
    with pytest.raises(ValueError, match="format"):
        plancheck.render(report, "papyrus")


def test_suppressions_by_path_and_rule(tmp_path: Path) -> None:
    for name in ("a/x.xml", "b/x.xml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    arguments: dict[str, Any] = {"as_of": "2026-11-22", "select": "LEG", "folder": tmp_path}
    plain = plancheck.check(tmp_path, **arguments)
    one = plancheck.check(tmp_path, suppressions=[plancheck.Suppression(("LEG",), "why", path="a/*")], **arguments)
    assert [{finding.suppressed for finding in file.findings} for file in one.files] == [{"why"}, {None}]
    assert one.files[1] == plain.files[1]
    with pytest.raises(ValueError, match="LEG-999"):
        plancheck.check(SAMPLE, suppressions=[plancheck.Suppression(("LEG-999",), "why")])


def test_one_draft_needs_neither_processes_nor_baselines() -> None:
    code = (
        "import sys\n"
        "from plancheck.cli.main import run\n"
        f"run([{str(SAMPLE)!r}, '-q', '--fail-on', 'never', '--select', 'PRS'])\n"
        "heavy = {'multiprocessing', 'rich', 'plancheck.api.baseline', 'plancheck.api.control'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stderr == "plancheck: Điều kiện xét: chỉ xét PRS; fail-on = never.\n[]\n"
