"""One recogniser, rule or engine that breaks costs the verdicts that needed it, never the report."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from plancheck import facts, pipeline
from plancheck.api import Checker, Draft
from plancheck.cli.main import run
from plancheck.engine import judgement
from plancheck.engine.predicates import Recogniser
from plancheck.pipeline import Options, check_bytes
from plancheck.report import build, suppression
from plancheck.report.model import FileReport, Finding
from plancheck.rules import load_rules
from plancheck.rules.model import Rule, holds

pytestmark = pytest.mark.usefixtures("forgiving")

SAMPLES = Path(__file__).parent.parent / "samples"
DRAFTS = ("province-2022.xml", "copied-draft.docx", "party-2014.txt", "province-2012.xml")
TODAY = datetime.date(2026, 11, 22)
RULES = load_rules().rules
ERRORS = (ValueError("reporting.cadence: 'weekly' is not one of …"), KeyError("x"), RecursionError("too deep"))


def checked(name: str, engine: str | None = None) -> FileReport:
    return check_bytes((SAMPLES / name).read_bytes(), name, Options(today=TODAY, engine=engine))


@pytest.fixture(scope="module")
def whole() -> dict[str, FileReport]:
    """Reports while nothing is broken."""
    return {name: checked(name) for name in DRAFTS}


def breaks(error: Exception) -> Callable[..., Any]:
    def broken(*_: object, **__: object) -> Iterator[Any]:
        raise error
        yield

    broken.__module__ = "plancheck.facts.broken"
    return broken


def kinds_asked(rule: Rule, report: FileReport, *, opinions: bool = False) -> set[str]:
    """Kinds of facts a rule asks for on the day of a report; ``opinions``: for a second opinion too."""
    assert report.document is not None
    probes, day = load_rules().probes, int(report.document.as_of.replace("-", ""))
    return {
        probes[probe].kind
        for check in rule.checks
        for segment in check.segments
        if holds(day, segment.start, segment.until)
        for probe in (*segment[:4], segment.opinion if opinions else -1)
        if probe >= 0
    }


def held(report: FileReport, before: FileReport, lost: set[str]) -> None:
    """Nothing but the rules lost has changed; a general rule that yields to one of them may tell of it in its place."""
    heirs = {rule.id for rule in RULES if lost.intersection(rule.yields_to)} - lost
    assert [verdict.rule for verdict in report.verdicts] == [rule.id for rule in RULES]
    assert report.error is None
    assert report.document is not None
    for now, then in zip(report.verdicts, before.verdicts, strict=True):
        if now.rule in heirs:
            assert now.status in (then.status, "fail")
        elif now.rule not in lost:
            assert now == then
        else:
            assert now.status == then.status == "not-applicable" or (now.status, bool(now.reason)) == (
                "not-evaluated",
                True,
            )
    changed = lost | heirs
    # What is expected may be worded by what else the draft names, which may be lost.
    told = [
        sorted(
            (each.rule, each.severity, repr(each.place), each.message) for each in findings if each.rule not in changed
        )
        for findings in (report.findings, before.findings)
    ]
    assert told[0] == told[1]
    assert not lost.intersection(each.rule for each in report.findings)
    assert report.broken
    (note,) = (note for note in report.notes if note.code == "internal")
    assert "\n" not in note.message
    assert "Traceback" in note.detail


@pytest.mark.parametrize("broken", [*facts._RECOGNISERS, *facts._READERS], ids=lambda each: each.__module__)
def test_a_recogniser_that_breaks(
    broken: Callable[..., Any], whole: dict[str, FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = [*facts._RECOGNISERS, *facts._READERS].index(broken)
    missing = set(facts._RECOGNISERS.get(broken) or facts._READERS[broken][1])
    missing |= {kind for read, kinds in facts._READERS.values() if missing & set(read) for kind in kinds}
    error = ERRORS[len(broken.__module__) % len(ERRORS)]
    table = facts._RECOGNISERS if broken in facts._RECOGNISERS else facts._READERS
    name = "_RECOGNISERS" if broken in facts._RECOGNISERS else "_READERS"
    monkeypatch.setattr(
        facts, name, {(breaks(error) if each is broken else each): kinds for each, kinds in table.items()}
    )
    for draft in (DRAFTS[turn % 4], DRAFTS[(turn + 1) % 4]):
        report = checked(draft)
        lost = {rule.id for rule in RULES if kinds_asked(rule, report) & missing}
        if "document" in missing:  # what depends on the level or the province is not known either
            lost |= {
                then.rule
                for now, then in zip(report.verdicts, whole[draft].verdicts, strict=True)
                if now.status == "not-evaluated" and now != then
            }
        if report.broken:
            held(report, whole[draft], lost)
        else:  # no rule that is due on the draft asks for its facts
            assert report == whole[draft]


def test_every_recogniser_tells_its_kinds() -> None:
    from plancheck.facts.context import Context
    from plancheck.knowledge import load_knowledge
    from plancheck.reading import read
    from plancheck.structure import analyse

    for path in sorted(SAMPLES.glob("*.*")):
        if path.suffix not in (".docx", ".xml", ".txt", ".md"):
            continue
        context = Context(analyse(read(path.read_bytes(), path.name), load_knowledge()), load_knowledge(), 20261122)
        found = []
        for recogniser, kinds in facts._RECOGNISERS.items():
            own = list(recogniser(context))
            assert {each.kind for each in own} <= set(kinds), recogniser.__module__
            found += own
        for reader, (_, kinds) in facts._READERS.items():
            assert {each.kind for each in reader(context, found)} <= set(kinds), reader.__module__


@pytest.mark.parametrize(("draft", "engine"), [(DRAFTS[0], "durable-rules"), (DRAFTS[1], "reference")])
def test_a_rule_that_breaks_in_judging(
    draft: str, engine: str, whole: dict[str, FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    understood = pipeline.understand((SAMPLES / draft).read_bytes(), draft, Options(today=TODAY))
    monkeypatch.setattr(pipeline, "understand", lambda *_: understood)
    end, find = judgement._ended, judgement._found
    turn = DRAFTS.index(draft)
    for number, broken in enumerate(RULES):
        if number // 2 % 2 != turn:  # the other draft's, in both halves of the judging
            continue
        error = ERRORS[number % len(ERRORS)]

        def ended(rule: Rule, *rest: Any, broken: Rule = broken, error: Exception = error) -> Any:
            if rule.id == broken.id:
                raise error
            return end(rule, *rest)

        def found(due: Any, *rest: Any, number: int = number, error: Exception = error) -> Any:
            if due.rule == number:
                raise error
            return find(due, *rest)

        with monkeypatch.context() as patch:
            if number % 2:
                patch.setattr(judgement, "_ended", ended)
            else:
                patch.setattr(judgement, "_found", found)
            report = checked(draft, engine)
        if report.broken:
            held(report, whole[draft], {broken.id})
        else:  # nothing in the draft answered it: it was judged beforehand, or does not apply
            assert report == whole[draft]
    assert checked(draft, engine) == whole[draft]


def test_a_rule_that_breaks_before_anything_is_found(
    whole: dict[str, FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    judgement._bench.cache_clear()
    end = judgement._ended
    monkeypatch.setattr(judgement, "_ended", lambda rule, *rest: 1 / 0 if rule.id == "LEG-014" else end(rule, *rest))
    held(checked(DRAFTS[1]), whole[DRAFTS[1]], {"LEG-014"})
    monkeypatch.undo()
    assert checked(DRAFTS[1]) == whole[DRAFTS[1]]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_rule_that_breaks_in_telling(
    draft: str, whole: dict[str, FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell = build._Teller.finding
    for broken in {finding.rule for finding in whole[draft].findings}:

        def finding(self: Any, rule: Rule, violation: Any, broken: str = broken) -> Finding:
            if rule.id == broken:
                raise IndexError("list index out of range")
            return tell(self, rule, violation)

        with monkeypatch.context() as patch:
            patch.setattr(build._Teller, "finding", finding)
            held(checked(draft), whole[draft], {broken})


def test_an_engine_that_breaks_is_replaced(whole: dict[str, FileReport], monkeypatch: pytest.MonkeyPatch) -> None:
    if judgement.engine_name() != "durable-rules":
        return
    from plancheck.engine.durable import DurableEngine

    monkeypatch.setattr(DurableEngine, "run", breaks(OSError("gone")))
    judgement._bench.cache_clear()
    for draft in DRAFTS:
        report = checked(draft)
        assert (report.findings, report.verdicts) == (whole[draft].findings, whole[draft].verdicts)
        assert report.broken
    judgement._bench.cache_clear()


@pytest.mark.parametrize("engine", ["durable-rules", "reference"])
def test_a_question_that_breaks_costs_the_rules_that_ask_it(
    engine: str, whole: dict[str, FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole[DRAFTS[1]]
    asked = {
        kind: {rule.id for rule in RULES if kind in kinds_asked(rule, before, opinions=True)}
        for kind in ("citation", "topic", "agency")
    }
    make = Recogniser._predicate
    for kind, lost in asked.items():

        def broken(self: Recogniser, number: int, kind: str = kind) -> Any:
            if self._probes[number].kind == kind:
                return lambda fact: fact["kind"] < 0
            return make(self, number)

        with monkeypatch.context() as patch:
            patch.setattr(Recogniser, "_predicate", broken)
            report = checked(DRAFTS[1], engine)
        unasked = {verdict.rule for verdict in report.verdicts if verdict in before.verdicts}
        assert lost - unasked
        held(report, before, lost - unasked)


def test_suppressions_and_traces_that_break(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (SAMPLES / DRAFTS[2]).read_text(encoding="utf-8")
    data = ("<!-- plancheck: bỏ qua FMT-012 – đã xem -->\n" + text).encode()
    before = check_bytes(data, "kh.md", Options(today=TODAY))
    monkeypatch.setattr(suppression, "by_comments", lambda *_: 1 / 0)
    monkeypatch.setattr("plancheck.report.trace.derived", lambda *_: 1 / 0)
    report = check_bytes(data, "kh.md", Options(today=TODAY, trace=("LEG-001",)))
    assert report.broken
    assert report.verdicts == before.verdicts
    assert all(finding.suppressed is None for finding in report.findings)


def test_a_broken_rule_stops_the_gate_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recognisers = {each: kinds for each, kinds in facts._RECOGNISERS.items() if "reporting" not in kinds}
    monkeypatch.setattr(facts, "_RECOGNISERS", recognisers | {breaks(ERRORS[0]): ("reporting",)})
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "kh.docx"
    draft.write_bytes((SAMPLES / DRAFTS[1]).read_bytes())
    for options in (["-q"], [], ["--format", "json"], ["--format", "sarif"]):
        assert run([str(draft), "--fail-on", "never", *options]) == 2
        out, err = capsys.readouterr()
        lines = [line for line in err.splitlines() if "lỗi bên trong" in line]
        assert len(lines) == 1, options
        assert "weekly" in lines[0]
        assert "quy tắc chưa xét được" in lines[0]
        assert "Traceback" not in out + err
        assert "LEG-" in out
    run([str(draft), "-v"])
    assert "Traceback" in capsys.readouterr().err


def test_what_broke_stays_with_its_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    identity = next(iter(facts._RECOGNISERS))
    monkeypatch.setattr(
        facts,
        "_RECOGNISERS",
        {breaks(ERRORS[1]) if each is identity else each: kinds for each, kinds in facts._RECOGNISERS.items()},
    )
    report = Checker(today=TODAY).check(Draft("a", SAMPLES / DRAFTS[0]))
    assert report.document is not None
    assert report.document.type == "KH"
    assert report.coverage.evaluated > 0
