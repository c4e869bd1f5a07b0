"""What programs get: JSON that follows its schema and never varies."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
from referencing import Registry, Resource

from plancheck import check
from plancheck.report import json_report
from tests.cli.scenario import ROOT, run, run_raw
from tests.real import SHARED

SAMPLES = sorted((ROOT / "samples").glob("*.*"))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema("report"), format_checker=jsonschema.FormatChecker())


def schema(name: str) -> Any:
    text = files("plancheck.report").joinpath(f"schema/plancheck-{name}-1.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "drafts",
    [
        [path for path in SAMPLES if path.suffix not in (".py", ".md")],
        pytest.param(sorted((SHARED / "seeds").glob("*.txt")), marks=pytest.mark.real),
    ],
    ids=["samples", "real"],
)
def test_reports_follow_the_schema(
    language: Literal["vi", "en"], validator: jsonschema.Draft202012Validator, drafts: list[Path]
) -> None:
    for as_of in (None, "2026-11-01"):
        report = check(drafts, as_of=as_of, language=language)
        value = json.loads(json_report.render(report))
        assert [error.message for error in validator.iter_errors(value)] == []
        for file in value["files"]:
            assert file["error"] is None
            statuses = [verdict["status"] for verdict in file["verdicts"]]
            assert file["coverage"]["applicable"] == len(statuses) - statuses.count("not-applicable")
            failed = {verdict["rule"] for verdict in file["verdicts"] if verdict["status"] == "fail"}
            told = (each for finding in file["findings"] for each in finding.get("gathers", [finding]))
            assert {finding["rule"] for finding in told} == failed
            for finding in file["findings"]:
                assert finding["severity"] in ("error", "warning", "info")
                assert finding["basis"]


def test_json_lines_follow_their_schema(tmp_path: Path) -> None:
    registry = Registry().with_resources(
        [("urn:plancheck:report:1", Resource.from_contents(schema("report")))],
    )
    validator = jsonschema.Draft202012Validator(schema("lines"), registry=registry)
    (tmp_path / "broken.docx").write_bytes(b"PK")
    outcome = run([str(SAMPLES[0]), "broken.docx", "--format", "jsonl"], tmp_path)
    lines = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [next(iter(line)) for line in lines] == ["path", "path", "schema"]
    assert [error.message for line in lines for error in validator.iter_errors(line)] == []
    assert [error.message for error in validator.iter_errors({**lines[0], "sha256": 1})] != []


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    arguments = [str(ROOT / "samples" / "province-2012.docx"), "--format", "json", "--as-of", "2026-11-01"]
    outputs = {
        run_raw(arguments, tmp_path, environment={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": encoding}).stdout
        for seed, encoding in (("0", "utf-8"), ("1", "cp1252"), ("2", "ascii"))
    }
    assert len(outputs) == 1
    (output,) = outputs
    assert output.startswith(b'{\n  "schema": "plancheck-report/1"')


def test_several_reports_in_one_run(tmp_path: Path) -> None:
    draft = ROOT / "samples" / "province-2022.txt"
    reports = ["--report", "json:a.json", "--report", "concise:b.txt", "-o", "c.json"]
    outcome = run([str(draft), *reports, "--as-of", "2026-11-01"], tmp_path)
    assert outcome.stdout == ""
    assert outcome.exit == 1
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    findings = json.loads((tmp_path / "a.json").read_text("utf-8"))["files"][0]["findings"]
    assert len((tmp_path / "b.txt").read_text("utf-8").splitlines()) == len(findings)


def test_a_draft_is_never_written_over(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("KẾ HOẠCH\n", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(draft)
    (tmp_path / "c.txt").hardlink_to(draft)
    for name in ("a.txt", "./a.txt", "b.txt", "c.txt", str(draft)):
        outcome = run(["a.txt", "-o", name], tmp_path)
        assert outcome.exit == 2
        assert len(outcome.stderr.splitlines()) == 1
    assert draft.read_text(encoding="utf-8") == "KẾ HOẠCH\n"


def test_rules_schema_is_a_json_schema(tmp_path: Path) -> None:
    outcome = run(["rules", "schema"], tmp_path)
    assert outcome.exit == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(outcome.stdout))
