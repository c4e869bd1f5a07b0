"""Every defect of the measurement that is one on the draft's date is found, alone and with all others."""

from types import ModuleType

import pytest

from tests.peers.draft import DEFECTS, YEARS
from tests.peers.measure import FORM, defects, found, of_good, of_planted, seen

EXPECTED = [(number, year) for number, entry in defects().items() for year in YEARS if year in entry]


def test_every_defect_is_settled() -> None:
    assert list(defects()) == list(DEFECTS)


@pytest.mark.parametrize(("number", "year"), EXPECTED)
def test_a_defect_alone_is_found(number: int, year: int, convert: ModuleType) -> None:
    expected = defects()[number][year].get("found", {})
    new = seen(of_planted(convert, year, number)) - seen(of_good(convert, year))
    if expected:
        assert found(of_planted(convert, year, number), expected), new
        assert not found(of_good(convert, year), expected)
    assert {each.rule for each in new} == set(expected)


@pytest.mark.parametrize("year", YEARS)
def test_all_defects_together_are_found(year: int, convert: ModuleType) -> None:
    findings = of_planted(convert, year)
    missed = [
        number
        for number, each in EXPECTED
        if each == year and not found(findings, defects()[number][year].get("found", {}))
    ]
    assert missed == []


@pytest.mark.parametrize("year", YEARS)
def test_the_good_draft_has_no_fault_of_form(year: int, convert: ModuleType) -> None:
    form = [each for each in of_good(convert, year) if each.rule.startswith(FORM) and each.severity != "info"]
    assert form == []
