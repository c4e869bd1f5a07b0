"""The one way through, and the day a draft is judged as of."""

import datetime
import gc
import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from plancheck import pipeline
from plancheck.engine import doubting, judge, missed_topics
from plancheck.knowledge import load_knowledge
from plancheck.pipeline import Options, as_of_day, check_bytes, statuses, understand
from plancheck.reading import read
from plancheck.rules import load_rules
from plancheck.rules.examples import run_examples
from plancheck.structure import analyse
from plancheck.structure.plan import IssueDate, Period

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "province-2022.xml"
TODAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("date", "period", "option", "expected"),
    [
        (IssueDate("", 3, 1, 2012), Period(2012, 2012), None, (20120103, "document")),
        (IssueDate("", 3, 1, 2012), Period(2012, 2012), 20261101, (20261101, "option")),
        (IssueDate("", 0, 1, 2012), Period(2012, 2012), None, (20120131, "partial-date")),
        (IssueDate("", 0, 12, 2026), Period(), None, (20261201, "partial-date")),
        (IssueDate("", 0, 11, 2026), Period(), None, (20261122, "partial-date")),
        (IssueDate("", 0, 0, 2012), Period(), None, (20121231, "partial-date")),
        (IssueDate("", 0, 2, 2024), Period(), None, (20240229, "partial-date")),
        (IssueDate("", 31, 2, 2024), Period(), None, (20240229, "partial-date")),
        (IssueDate("", 0, 0, 0), Period(2012, 2012), None, (20121231, "period")),
        (IssueDate("", 0, 0, 0), Period(2021, 2025), None, (20211231, "period")),
        (IssueDate("", 0, 0, 0), Period(2027, 2027), None, (20261122, "period")),
        (IssueDate("", 0, 0, 0), Period(2028, 2030), None, (20271001, "period")),
        (IssueDate("", 5, 6, 0), Period(), None, (20261122, "today")),
        (IssueDate("", 5, 6, 20222), Period(99999, 99999), None, (20261122, "today")),
        (IssueDate("", 5, 6, 12), Period(), None, (20261122, "today")),
        (IssueDate("", 5, 13, 2012), Period(), None, (20121231, "partial-date")),
    ],
)
def test_the_day_it_is_judged_as_of(
    date: IssueDate, period: Period, option: int | None, expected: tuple[int, str]
) -> None:
    plan = analyse(read(SAMPLE.read_bytes()), load_knowledge())._replace(date=date, period=period)
    assert as_of_day(plan, load_knowledge(), option, TODAY)[:2] == expected


def test_a_draft_is_checked() -> None:
    data = SAMPLE.read_bytes()
    report = check_bytes(data, "ke-hoach.xml", Options(today=TODAY))
    assert (report.path, report.sha256, report.error) == ("ke-hoach.xml", hashlib.sha256(data).hexdigest(), None)
    summary = report.document
    assert summary is not None
    assert (summary.type, summary.system, summary.level, summary.number) == ("KH", "state", "province", "56/KH-UBND")
    assert (summary.date, summary.as_of, summary.as_of_from) == ("2022-02-18", "2022-02-18", "document")
    assert (summary.period, summary.province, summary.subject) == ("2022", "tỉnh Lào Cai", "foreign-information")
    assert "72/2015/NĐ-CP" in summary.instruments
    assert [verdict.rule for verdict in report.verdicts] == [rule.id for rule in load_rules().rules]
    assert report.coverage.applicable >= report.coverage.evaluated > 30


def test_the_same_draft_gives_the_same_report_on_both_engines() -> None:
    data = SAMPLE.read_bytes()
    options = Options(as_of=20261101, today=TODAY)
    report = check_bytes(data, "a", options)
    assert report.findings
    assert check_bytes(data, "a", options) == report
    assert check_bytes(data, "a", replace(options, engine="reference")) == report


@pytest.mark.parametrize("engine", ["durable-rules", "reference"])
def test_what_rules_miss_is_told_by_those_that_ask_a_second_opinion(engine: str) -> None:
    rules, missing = load_rules(), 0
    for path in sorted((ROOT / "samples").glob("*.docx")):
        facts = understand(path.read_bytes(), path.name).facts
        missed = missed_topics(judge(facts, rules, engine), rules)
        assert missed_topics(judge(facts, rules, engine, among=doubting(rules)), rules) == missed
        missing += bool(missed)
    assert missing


@pytest.mark.parametrize("name", ["province-2012", "province-2022", "district-2018", "party-2014", "reform-2026"])
def test_facts_that_no_rule_asks_for_change_no_report(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (ROOT / "samples" / f"{name}.docx").read_bytes()
    options = Options(today=datetime.date(2026, 11, 1))
    asked = check_bytes(data, "x.docx", options)
    monkeypatch.setattr(pipeline, "asked", lambda *_: None)
    assert check_bytes(data, "x.docx", options) == asked


def test_what_can_not_be_read_is_reported() -> None:
    report = check_bytes(b"", "a.docx")
    assert report.error is not None
    assert (report.error.code, report.document, report.findings, report.verdicts) == ("empty", None, (), ())
    assert check_bytes(b"%PDF-1.7", "a.pdf", Options(language="en")).error != check_bytes(b"%PDF-1.7", "a.pdf").error


def test_rules_are_chosen() -> None:
    data = SAMPLE.read_bytes()

    def rules(**chosen: tuple[str, ...]) -> set[str]:
        return {verdict.rule for verdict in check_bytes(data, "", Options(**chosen)).verdicts}  # type: ignore[arg-type]

    assert rules(select=("RPT", "no-training"), ignore=("RPT-009",)) == {
        "CNT-002", *(rule.id for rule in load_rules().rules if rule.family == "RPT" and rule.id != "RPT-009"),
    }  # fmt: skip
    assert not rules(ignore=("FMT",)) & {rule.id for rule in load_rules().rules if rule.family == "FMT"}
    with pytest.raises(KeyError, match="NOPE"):
        rules(select=("NOPE",))
    only = check_bytes(data, "", Options(as_of=20261101, select=("LEG",)))
    assert {finding.rule[:3] for finding in only.findings} == {"LEG"}
    assert only.coverage.applicable <= len(only.verdicts)


def test_a_warm_start_needs_no_yaml_and_no_pydantic(tmp_path: Path) -> None:
    own = ROOT / "rules" / "packs" / "reporting.yaml"  # what is given is in no wheel
    code = (
        "import sys\n"
        "from plancheck import check\n"
        f"report = check({str(SAMPLE)!r}, rules={str(own)!r})\n"
        "loaded = sorted({'yaml', 'pydantic', 'rich', 'durable'} & set(sys.modules))\n"
        "print(*loaded, report.files[0].coverage.evaluated)\n"
    )
    environment = {"PLANCHECK_CACHE_DIR": str(tmp_path)}
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert runs[0][:-1] == ["pydantic", "yaml"]
    assert runs[1] == runs[0][-1:]


def test_a_damaged_cache_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    extra = (ROOT / "rules" / "packs" / "reporting.yaml",)
    expected = [rule.id for rule in load_rules().rules]
    assert [rule.id for rule in load_rules(extra).rules] == expected
    (entry,) = tmp_path.glob("rules-*")
    for content in ("null", "[]", '{"a": 1}', '["x", 1, [], [], [], {}, {}]', "not json", ""):
        entry.write_text(content, encoding="utf-8")
        assert [rule.id for rule in load_rules(extra).rules] == expected


@pytest.mark.parametrize("rule", [rule.id for rule in load_rules().rules])
def test_examples(rule: str) -> None:
    rules = load_rules()
    chosen = [each for each in rules.rules if each.id == rule]
    assert [result for result in run_examples(rules, statuses, chosen) if not result.ok] == []


@pytest.mark.parametrize("name", ["copied-draft.docx", "copied-draft.xml", "copied-draft.akn.xml", "party-2014.txt"])
def test_what_a_check_makes_is_free_when_it_ends(name: str) -> None:
    """A tree of a large draft that waits for the garbage collector costs a process that checks many its memory."""
    data = (ROOT / "samples" / name).read_bytes()
    check_bytes(data, name)
    gc.collect()
    gc.disable()
    try:
        check_bytes(data, name)
        assert gc.collect() == 0
    finally:
        gc.enable()
