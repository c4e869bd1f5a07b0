"""The frame of a new rule is a rule: sound, tested, and for filling in."""

from datetime import date
from pathlib import Path

import pytest

from plancheck.data.source import parse
from plancheck.pipeline import Options, statuses
from plancheck.rules import lint_rules, load_rules
from plancheck.rules.examples import run_examples
from plancheck.rules.packs import merged
from plancheck.rules.scaffold import ScaffoldError, first_own, indented, next_id, pack, rule


def test_the_next_number_is_above_all_that_are_or_were() -> None:
    from dataclasses import replace

    rules = load_rules()
    highest = max(int(each.id[4:]) for each in rules.rules if each.family == "RPT")
    assert next_id("rpt", rules) == f"RPT-{highest + 1:03}"
    assert next_id("XYZ", rules) == "XYZ-001"
    assert next_id("RPT", rules, first_own("rpt")) == "RPT-101"
    assert next_id("RPT", replace(rules, redirects={"RPT-141": "RPT-001"}), first_own("RPT")) == "RPT-142"
    assert next_id("XYZ", rules, first_own("XYZ")) == "XYZ-001"
    assert next_id("XYZ", replace(rules, redirects={"XYZ-041": "RPT-001"})) == "XYZ-042"


@pytest.mark.parametrize("family", ["RP", "RPTX", "RP1", "", "ĐBC"])
def test_families_are_three_letters(family: str) -> None:
    with pytest.raises(ScaffoldError, match="three letters"):
        next_id(family, load_rules())


def test_a_family_may_be_full() -> None:
    from dataclasses import replace

    with pytest.raises(ScaffoldError, match="no number left"):
        next_id("XYZ", replace(load_rules(), redirects={"XYZ-999": "RPT-001"}))


def test_the_frame_passes_lint_and_its_examples_go_as_they_should(tmp_path: Path) -> None:
    month = date(2026, 11, 22).strftime("%Y-%m")
    text = pack("own", rule("XYZ-001", month)) + rule("XYZ-002", month)
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    assert lint_rules((tmp_path,)) == []
    rules = load_rules((tmp_path,))
    results = list(
        run_examples(
            rules, lambda data, day: statuses(data, day, Options(rules=rules)), rules.select(["XYZ"]), [tmp_path]
        )
    )
    assert len(results) == 6
    assert [result for result in results if not result.ok] == []


@pytest.mark.parametrize("dash", ["", "  ", "      "])
def test_it_stands_as_far_right_as_the_others(dash: str) -> None:
    before = f"pack: own\ntitle: {{vi: X}}\nrules:\n{dash}- id: XYZ-001\n{dash}  slug: x\n"
    source = merged(parse(before, Path("own.yaml")))
    whole = merged(parse(before + indented(rule("XYZ-002", "2026-11"), source), Path("own.yaml")))
    assert [each["id"] for each in whole.data["rules"]] == ["XYZ-001", "XYZ-002"]
