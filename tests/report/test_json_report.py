import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from plancheck.report import json_report
from plancheck.report.model import Report
from tests.report import made

REPORTS = {
    "one": made.report(made.FILE),
    "unreadable": made.report(made.FILE, made.UNREADABLE),
    "hostile": made.hostile(),
    "none": made.report(),
}


@pytest.fixture(scope="module")
def schema() -> Any:
    text = files("plancheck.report").joinpath("schema/plancheck-report-1.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_follows_the_shipped_schema(name: str, schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(json_report.render(REPORTS[name]))
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(value)] == []


def test_schema_refuses_what_the_contract_forbids(schema: Any) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    for change in (
        {"schema": "plancheck-report/2"},
        {"engine": "other"},
        {"summary": {}},
    ):
        value = json.loads(json_report.render(REPORTS["one"])) | change
        assert not validator.is_valid(value)


def test_keys_come_in_the_order_of_the_contract() -> None:
    value = json.loads(json_report.render(REPORTS["one"]))
    assert list(value) == ["schema", "version", "engine", "rules_version", "files", "summary"]
    file = value["files"][0]
    assert list(file) == ["path", "sha256", "error", "document", "findings", "verdicts", "coverage"]
    assert list(file["document"])[:11] == [
        "type", "issuer", "system", "level", "number", "place", "date", "as_of", "subject", "period", "instruments",
    ]  # fmt: skip
    assert list(file["findings"][0]) == [
        "rule", "slug", "severity", "message", "place", "quote", "expected", "actual", "basis", "remedy",
        "fingerprint", "suppressed", "known", "fix",
    ]  # fmt: skip
    assert list(file["findings"][0]["place"]) == [
        "part", "paragraph", "breadcrumb", "cell", "line", "column", "start", "end", "page",
    ]  # fmt: skip
    assert list(file["verdicts"][0])[:3] == ["rule", "status", "evidence"]
    assert value["summary"] == {
        "error": 2,
        "warning": 1,
        "info": 1,
        "files": 1,
        "unreadable": 0,
        "suppressed": 0,
        "known": 0,
    }


def test_vietnamese_is_readable_and_unknown_is_null() -> None:
    text = json_report.render(REPORTS["unreadable"])
    assert "Quyết định số 79/2010/QĐ-TTg" in text
    assert "\\u" not in text
    assert text.endswith("}\n")
    file = json.loads(text)["files"][1]
    assert file["error"] == {"code": "encrypted", "message": made.UNREADABLE.error and made.UNREADABLE.error.message}
    assert file["document"] is None
    assert file["findings"] == []


def test_hostile_text_keeps_its_value_but_not_its_power() -> None:
    text = json_report.render(REPORTS["hostile"])
    assert not set(text) & set("\x1b\x9b\x7f\u202e\u2066\u200b\x00\x07")
    assert json.loads(text)["files"][0]["findings"][0]["quote"] == made.HOSTILE


def test_the_same_report_gives_the_same_bytes() -> None:
    def build() -> Report:
        return made.report(made.FILE, made.UNREADABLE)

    assert json_report.render(build()) == json_report.render(build())
