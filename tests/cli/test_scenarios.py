from pathlib import Path

import pytest

from tests.cli.scenario import Outcome, Scenario, matches
from tests.golden import ACCEPT

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.txt"))


@pytest.mark.parametrize("path", SCENARIOS, ids=[path.stem for path in SCENARIOS])
def test_scenario(path: Path, tmp_path: Path) -> None:
    scenario = Scenario(path)
    outcome = scenario.run(tmp_path)
    if ACCEPT and scenario.mismatches(outcome):
        scenario.accept(outcome)
        scenario = Scenario(path)
    wrong = scenario.mismatches(outcome)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("actual", "expected", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\n", False),
        ("a\nb\nc\n", "a\n...\nc\n", True),
        ("a\nc\n", "a\n...\nc\n", True),
        ("a 1.2.3 b\n", "a [..] b\n", True),
        ("a\n", "", False),
        ("[x]\n", "[y]\n", False),
    ],
)
def test_wildcards(actual: str, expected: str, same: bool) -> None:
    assert matches(actual, expected) is same


def test_accepting_writes_what_came_out_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Title.\n==== command ====\nplancheck x\n==== stdout ====\n...\n==== stderr ====\nold\n", "utf-8")
    Scenario(path).accept(Outcome(2, "one\n", "new\n"))
    assert path.read_text("utf-8") == (
        "Title.\n==== command ====\nplancheck x\n==== exit ====\n2\n==== stdout ====\n...\n==== stderr ====\nnew\n"
    )
