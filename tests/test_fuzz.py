"""A short run of the fuzzer; a long one is ``python -m tests.fuzz --runs 20000``."""

from tests.fuzz import campaign, made

RUNS = 150


def test_damaged_drafts_are_checked_or_refused() -> None:
    outcomes = list(campaign(20261122, range(RUNS), workers=1))
    assert len(outcomes) == RUNS
    assert [outcome for outcome in outcomes if outcome.trouble] == []
    assert {outcome.code for outcome in outcomes} > {"", "malformed-xml"}


def test_a_case_is_made_from_its_number_alone() -> None:
    assert made(1, 7) == made(1, 7)
    assert len({made(1, case).data for case in range(20)}) == 20
