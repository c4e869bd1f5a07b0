"""Examples are made from samples by edits that must find their words."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from plancheck.rules import load_rules
from plancheck.rules.examples import ExampleError, ExampleResult, edited, materialise, run_examples, sample
from plancheck.rules.model import Edit, RuleSet
from tests.rules.conftest import RULE

Build = Callable[[str], RuleSet]

DRAFT = """<plan>
  <bases>
    <basis>Căn cứ A &amp; B;</basis>
  </bases>
  <body>
    <section label="I.">
      <heading>MỤC ĐÍCH</heading>
      <!-- <item>không phải</item> -->
      <item label="1.">Một việc, hai việc.</item>
      <item label="2.">Hai việc.</item>
    </section>
  </body>
</plan>
"""


def only_words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit("replace", "việc", "chuyện"), DRAFT.replace("việc", "chuyện")),
        (Edit("replace", "A & B", "C & D"), DRAFT.replace("A &amp; B", "C &amp; D")),
        (Edit("replace", "<heading>MỤC", "<heading>YÊU"), DRAFT.replace("MỤC", "YÊU")),
        (Edit("remove", "Một việc"), DRAFT.replace('<item label="1.">Một việc, hai việc.</item>', "")),
        (
            Edit("remove", "việc"),
            DRAFT.replace('<item label="1.">Một việc, hai việc.</item>', "").replace(
                '<item label="2.">Hai việc.</item>', ""
            ),
        ),
        (Edit("remove", "Căn cứ"), DRAFT.replace("<bases>\n    <basis>Căn cứ A &amp; B;</basis>\n  </bases>", "")),
        (
            Edit("remove", "MỤC ĐÍCH"),
            DRAFT.replace('<section label="I.">\n      <heading>MỤC ĐÍCH</heading>', "").replace("</section>", ""),
        ),
        (Edit("insert", "Căn", "A & B;"), DRAFT.replace("B;</basis>", "B;</basis> <basis>A &amp; B;</basis>")),
        (Edit("insert", "Một", "B."), DRAFT.replace("hai việc.</item>", 'hai việc.</item> <item label="-">B.</item>')),
        (Edit("insert", "Một", "Ba.", "note"), DRAFT.replace("hai việc.</item>", "hai việc.</item> <note>Ba.</note>")),
    ],
)  # fmt: skip
def test_edits(edit: Edit, expected: str) -> None:
    assert only_words(edited(DRAFT, edit)) == only_words(expected)


@pytest.mark.parametrize("action", ["replace", "remove", "insert"])
def test_words_that_are_not_there(action: str) -> None:
    with pytest.raises(ExampleError, match="'ba việc' are not there"):
        edited(DRAFT, Edit(action, "ba việc", "x"))  # type: ignore[arg-type]


def run(rules: RuleSet, verdicts: Callable[[bytes, int], Mapping[str, str]]) -> list[ExampleResult]:
    return list(run_examples(rules, verdicts))


def test_examples_are_held_to_their_word(ruleset: Build) -> None:
    rules = ruleset(RULE + "      pass: [{edits: []}]\n")
    sound = {False: {"TST-001": "pass", "TST-002": "pass"}, True: {"TST-001": "fail", "TST-002": "pass"}}

    def broken(data: bytes) -> bool:
        return "Trên đây là Kế hoạch" not in data.decode()

    assert run(rules, lambda data, _: sound[broken(data)]) == [
        ExampleResult("TST-001", "pass", 0),
        ExampleResult("TST-001", "pass", 1),
        ExampleResult("TST-001", "fail", 1),
    ]
    problems = [each.problem for each in run(rules, lambda data, _: sound[not broken(data)])]
    assert problems == ["TST-001 ends fail", "TST-001 ends fail", "TST-001 ends pass, not fail"]
    both = {False: sound[False], True: dict.fromkeys(sound[True], "fail")}
    assert run(rules, lambda data, _: both[broken(data)])[-1].problem == "TST-002 fails too"
    named = ruleset(RULE.replace("[{edits", "[{also: TST-002, edits"))
    assert run(named, lambda data, _: both[broken(data)])[-1].ok


def test_an_example_that_can_not_be_made_is_a_problem(ruleset: Build) -> None:
    rules = ruleset(RULE.replace("Trên đây là Kế hoạch", "lời lạ"))
    assert run(rules, lambda _data, _day: {"TST-001": "pass"})[-1].problem == "the words 'lời lạ' are not there"


def test_samples_of_one_s_own(ruleset: Build, tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "mine.xml").write_text(DRAFT, encoding="utf-8")
    assert sample("mine", [tmp_path]) == DRAFT
    with pytest.raises(ExampleError, match="there is no sample 'mine'"):
        sample("mine")
    rules = ruleset(RULE.replace("base: province-2022", "base: mine").replace("Trên đây là Kế hoạch", "Hai việc"))
    passes, fails = materialise(rules.rules[0], [tmp_path])
    assert passes.decode() == DRAFT
    assert "Hai việc" not in fails.decode()


def test_every_rule_has_its_pair_of_samples() -> None:
    for rule in load_rules().rules:
        if rule.status != "not-provable" and not rule.needs_layout:
            passes, fails = materialise(rule)
            assert rule.examples[-1].as_of or passes != fails
