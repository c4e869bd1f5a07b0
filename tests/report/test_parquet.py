"""A Parquet file says what the JSON lines say."""

import json
from pathlib import Path
from typing import Any

import pytest

from plancheck.records import replace
from plancheck.report import formats
from plancheck.report.json_report import file_value, summary_value
from plancheck.report.model import Report
from plancheck.report.totals import Totals
from plancheck.report.view import View
from tests.cli.scenario import run
from tests.conftest import ROOT
from tests.report import made

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

from plancheck.report import parquet  # noqa: E402


def read(report: Report) -> Any:
    stream, empty = formats.stream("parquet", View()), replace(report, files=())
    pieces = [stream.begin(empty), *(stream.file(file) for file in report.files)]
    pieces.extend(stream.end(empty, Totals(report.files)))
    return pq.ParquetFile(pa.BufferReader(b"".join(pieces)))


def test_a_row_says_what_a_json_line_says() -> None:
    report = made.report(made.FILE, made.UNREADABLE, made.CLEAN)
    file = read(report)
    for row, expected in zip(file.read().to_pylist(), map(file_value, report.files), strict=True):
        assert row == {"notes": None, "paper": None, **json.loads(json.dumps(expected))}
    said = {name.decode(): value.decode() for name, value in file.metadata.metadata.items()}
    assert (said["schema"], said["version"]) == (parquet.SCHEMA, report.version)
    assert json.loads(said["summary"]) == summary_value(Totals(report.files))


def test_every_column_of_the_json_report_is_there() -> None:
    schema = json.loads((ROOT / "plancheck/report/schema/plancheck-report-1.json").read_text(encoding="utf-8"))
    names = {"path", "sha256", "error", "document", "findings", "verdicts", "coverage", "notes", "paper"}
    assert set(parquet._FILE.names) == names
    for name, kind in (("_DOCUMENT", "document"), ("_FINDING", "finding"), ("_PLACE", "place")):
        known = next(value for key, value in schema["$defs"].items() if key.lower().startswith(kind))
        assert {field.name for field in getattr(parquet, name)} == set(known["properties"]) - {"gathers"}, kind


def test_many_rows_are_written_by_and_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 4)
    monkeypatch.setattr(parquet, "_GROUP", 20_000)
    file = read(made.report(*[made.FILE._replace(path=f"{number}.docx") for number in range(30)]))
    assert file.metadata.num_row_groups > 2
    assert [row["path"] for row in file.read(["path"]).to_pylist()] == [f"{number}.docx" for number in range(30)]


def test_names_that_are_no_text_and_no_drafts_at_all() -> None:
    assert read(made.report()).metadata.num_rows == 0
    (row,) = read(made.report(made.FILE._replace(path="k\udce9.docx"))).read(["path"]).to_pylist()
    assert row == {"path": "k?.docx"}


def test_the_command_writes_it_to_a_file(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "province-2022.docx"
    assert run([str(sample), "-q", "--fail-on", "never", "-o", "a.parquet"], tmp_path).exit == 0
    assert pq.read_table(tmp_path / "a.parquet", columns=["path"]).to_pylist() == [{"path": str(sample)}]
    outcome = run([str(sample), "--format", "parquet", "--lang", "en"], tmp_path)
    assert (outcome.exit, outcome.stderr) == (2, "plancheck: parquet goes to a file: add -o FILE.\n")
