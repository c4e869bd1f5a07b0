"""The page's API gives what the command gives."""

import json

import jsonschema

from plancheck.report import json_report
from tests.cli.scenario import run
from tests.real import ROOT
from tests.web.asking import ask, send
from tests.web.conftest import DRAFT


def test_a_draft_gets_the_report_that_the_command_gives(site: str) -> None:
    form = send(site, "/api/check", (DRAFT.name, DRAFT.read_bytes()), fields={"as_of": "2026-11-22"})
    assert form.headers["content-type"] == "application/json"
    bare = ask(site, f"/api/check?name={DRAFT.name}&as_of=2026-11-22", "POST", DRAFT.read_bytes())
    assert json.loads(bare.body) == json.loads(form.body)
    report = json.loads(form.body)
    schema = json.loads((ROOT / "plancheck/report/schema/plancheck-report-1.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)
    told = json.loads(run(["samples/copied-draft.docx", "--format", "json", "--as-of", "2026-11-22"], ROOT).stdout)
    assert report["schema"] == told["schema"]
    assert report["files"][0]["findings"] == told["files"][0]["findings"]
    assert report["files"][0]["verdicts"] == told["files"][0]["verdicts"]
    assert report["schema"] == json_report.SCHEMA


def test_what_can_not_be_read_and_what_is_asked_wrongly_is_told(site: str) -> None:
    broken = json.loads(send(site, "/api/check", ("hỏng.docx", b"PK\x03\x04")).body)
    assert broken["files"][0]["error"]["code"]
    assert send(site, "/api/check").status == 400
    day = send(site, "/api/check", ("d.txt", b"x"), fields={"as_of": "hôm qua"})
    assert (day.status, "Ngày không đúng" in day.text) == (400, True)
    english = ask(site, "/api/check?as_of=x&lang=en", "POST", b"x")
    assert "no date" in english.text


def test_it_is_described(site: str) -> None:
    described = json.loads(ask(site, "/api/openapi.json").body)
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {"/api/check"}
    page = ask(site, "/api").text
    for parameter in described["paths"]["/api/check"]["post"]["parameters"]:
        assert parameter["name"] in page
