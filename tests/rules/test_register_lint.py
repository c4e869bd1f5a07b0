"""Rows of the register that end must say what came after, and some rule must report them."""

from pathlib import Path

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.knowledge.register import register_files
from plancheck.rules import lint_rules
from plancheck.rules.register_lint import register_faults

ROW = "  - {number: 5/2011/QĐ-UBND, type: QĐ, title: Quy chế, issuer: UBND tỉnh, issued: 2011-01-05, source: Công báo"
BODY = "  - {id: ban-x, name: Ban X, level: province, system: state, forms: [ban x], source: Công báo"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (f"instruments:\n{ROW}, end: 2020-01-01}}\n", True),
        (f"instruments:\n{ROW}, end: 2020-01-01, note: Bãi bỏ.}}\n", False),
        (f"instruments:\n{ROW}, end: 2020-01-01, replaced_by: [72/2015/NĐ-CP]}}\n", False),
        (f"instruments:\n{ROW}}}\n", False),
        (f"agencies:\n{BODY}, end: 2020-01-01}}\n", True),
        (f"agencies:\n{BODY}, end: 2020-01-01, successors: [so-tai-chinh]}}\n", False),
    ],
)
def test_an_end_says_what_came_after(tmp_path: Path, text: str, wrong: bool) -> None:
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "own.yaml").write_text(text, "utf-8")
    said = [str(error) for error in lint_rules((tmp_path,))]
    assert bool(said) is wrong, said
    assert all("own.yaml:2:" in each and "nothing says what came after" in each for each in said)


def test_an_end_that_no_rule_reports_is_told() -> None:
    ends = [each for each in load_knowledge().instruments if each.end or each.period_end]
    ends += [each for each in load_knowledge().agencies if each.end]  # type: ignore[misc]
    found = list(register_faults(load_knowledge(), register_files(), []))
    assert len(found) == len(ends)
    assert all("no rule reports it" in str(error) for error in found)
