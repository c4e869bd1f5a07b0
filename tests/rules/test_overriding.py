"""Packs of one's own: they add rules, and change others only where they say so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck.knowledge.store import rules_dir
from plancheck.rules import RulesError, lint_rules, load_rules
from plancheck.rules.assemble import assemble
from plancheck.rules.model import Override, RuleSet
from tests.rules.conftest import RULE

Write = Callable[..., Path]

OVERRIDE = """
pack: own
title: {vi: Của sở, en: Ours}
defaults:
  tags: [own]
  applies: {types: [CT]}
rules:
  - overrides: TST-001
"""


def built(*files: Path) -> RuleSet:
    return assemble(files, rules_dir())


def test_only_what_is_given_changes(write: Write) -> None:
    first = write(RULE)
    before = built(first).rules[0]
    after = built(first, write(OVERRIDE + "    message: {vi: Chưa có., en: Not there.}\n", "own.yaml")).rules[0]
    assert after.message.vi == "Chưa có."
    assert after.overrides == (Override("own.yaml", ("message",)),)
    assert after._replace(message=before.message, overrides=()) == before
    assert after.pack == "tiny"


def test_a_severity_given_alone_holds_for_every_case(write: Write) -> None:
    cases = "applies: [{types: [KH], severity: error}, {types: [CT], severity: warning}]"
    first = write(RULE.replace("applies: {types: [KH]}", cases))
    own = write(OVERRIDE + "    severity: info\n", "own.yaml")
    assert [case.severity for case in built(first).rules[0].cases] == ["error", "warning"]
    assert [case.severity for case in built(first, own).rules[0].cases] == ["info", "info"]


def test_cases_are_replaced_whole(write: Write) -> None:
    own = write(OVERRIDE + "    applies: {levels: [commune]}\n", "own.yaml")
    rules = built(write(RULE), own)
    (case,) = rules.rules[0].cases
    assert "commune" in str(rules.scopes[case.scope])
    assert "KH" not in str(rules.scopes[case.scope])


def test_overrides_may_follow_one_another(write: Write) -> None:
    files = [write(RULE), write(OVERRIDE + "    severity: info\n", "a.yaml")]
    files.append(write(OVERRIDE.replace("own", "more") + "    why: {vi: Khác., en: Other.}\n", "b.yaml"))
    (rule,) = built(*files).rules
    assert (rule.severity, rule.why.vi, rule.pack) == ("info", "Khác.", "tiny")
    assert rule.overrides == (Override("a.yaml", ("severity",)), Override("b.yaml", ("why",)))


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        (OVERRIDE.replace("TST-001", "TST-002"), "there is no rule 'TST-002' to override", 8),
        (OVERRIDE + "    id: TST-009\n", "a rule that overrides keeps the id", 9),
        (OVERRIDE + "    severity: high\n", "'high' is not one of error, warning, info", 9),
        (OVERRIDE + "    why: {vn: X}\n", "'vn' is not known here", 9),
        (
            OVERRIDE.replace("overrides: TST-001", "id: TST-001"),
            "'slug' is missing",
            8,
        ),
        (RULE.replace("tiny-rule", "x"), "TST-001 is already the id of a rule in tiny.yaml", 5),
    ],
)
def test_what_is_wrong_is_told_at_its_place(write: Write, text: str, said: str, line: int) -> None:
    first, own = write(RULE), write(text, "own.yaml")
    with pytest.raises(RulesError) as caught:
        built(first, own)
    error = caught.value
    assert (error.path, error.line) == (own, line)
    assert error.message.startswith(said)


def test_the_shipped_rules_can_be_overridden_and_the_linter_agrees(write: Write, tmp_path: Path) -> None:
    write(OVERRIDE.replace("TST-001", "RPT-002") + "    severity: info\n", "own.yaml")
    assert lint_rules((tmp_path,)) == []
    rules = load_rules((tmp_path,))
    rule = rules.get("RPT-002")
    assert rule is not None
    assert {case.severity for case in rule.cases} == {"info"}
    assert len(rules.rules) == len(load_rules().rules)


def test_the_linter_holds_overridden_rules_to_the_same(write: Write, tmp_path: Path) -> None:
    write(OVERRIDE.replace("TST-001", "RPT-002") + "    basis: []\n", "own.yaml")
    assert [(error.line, error.message) for error in lint_rules((tmp_path,))] == [(8, "the legal basis is missing")]


def test_a_register_of_one_s_own(write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "own.yaml").write_text(
        """
instruments:
  - {number: 11/2024/QĐ-UBND, type: QĐ, title: Quy chế thông tin đối ngoại, issuer: UBND tỉnh Tây Ninh,
     province: tay-ninh, issued: 2024-05-06, start: 2024-05-16, certainty: seen, source: Công báo}
agencies:
  - {id: trung-tam-tay-ninh, name: Trung tâm Đối ngoại Tây Ninh, level: province,
     forms: ["trung tâm đối ngoại tây ninh"]}
provinces:
  - {overrides: tay-ninh, foreign_affairs_office: "no", coastal: "yes"}
""",
        encoding="utf-8",
    )
    from plancheck.knowledge import load_knowledge
    from plancheck.rules.ruleset import extra_register

    write(RULE)
    known = load_knowledge(extra_register((tmp_path,)))
    found = known.instrument("11/2024/QĐ-UBND", "tay-ninh")
    assert found is not None
    assert found.status(20240515) == "not-yet-in-force"
    assert known.agency("trung-tam-tay-ninh").name == "Trung tâm Đối ngoại Tây Ninh"
    province = known.province("tay-ninh")
    assert (province.foreign_affairs_office, province.coastal, province.border) == ("no", "yes", "yes")
    assert load_knowledge().province("tay-ninh").foreign_affairs_office == "unknown"
    assert [error for error in lint_rules((tmp_path,)) if error.path and error.path.parent == tmp_path] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "provinces: [{overrides: tay-nih, gate: 'no'}]",
            "there is nothing named 'tay-nih' to change; did you mean 'tay-ninh'",
        ),
        ("provinces: [{overrides: tay-ninh, port: 'no'}]", "'port' is not known here"),
        ("provinces: [{id: tay-ninh, name: Tây Ninh}]", "given twice"),
        ("provincs: []", "'provincs' is not known here"),
        ("provinces: [", "did not find expected node content"),
    ],
)
def test_a_register_that_can_not_be_used(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=said):
        load_rules((tmp_path,))
    (error,) = lint_rules((tmp_path,))
    assert said in str(error)
