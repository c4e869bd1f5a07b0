"""Every defect of the measurement that is one on the draft's date is found, alone and with all others."""

from types import ModuleType

import pytest

from tests.peers.draft import DEFECTS, YEARS, good, planted, saved
from tests.peers.measure import FORM, defects, found, of_good, of_planted, seen
from tests.peers.table import PAGE, argued, caught, false_alarms, page

EXPECTED = [(number, year) for number in DEFECTS for year in YEARS]


def test_every_defect_is_settled() -> None:
    assert list(defects()) == list(DEFECTS)
    for entry in defects().values():
        assert all(set(entry[year]) in ({"found"}, {"lawful"}) for year in YEARS)


@pytest.mark.parametrize("number", DEFECTS)
def test_every_defect_is_planted(number: int, convert: ModuleType) -> None:
    assert saved(planted(convert, 2022, number)) != saved(good(convert, 2022))


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


@pytest.mark.parametrize("year", YEARS)
def test_everything_said_of_the_good_draft_is_right(year: int, convert: ModuleType) -> None:
    assert false_alarms(convert, year) == []
    argued_for = argued()["slips"] | argued()["by_2022"]
    told = {each.rule for year in YEARS for each in of_good(convert, year)}
    assert set(argued_for) <= told, "argued for nothing"


def test_the_published_table_is_current(convert: ModuleType) -> None:
    assert PAGE.read_text("utf-8") == page(convert), "run: python -m tests.peers"
    assert caught(convert, 2022) == (23, 23)
    some, all_ = caught(convert, 2012)
    assert some == all_ == 21
