"""Each fault of a draft against itself is told, and its right neighbour is left in peace."""

import pytest

from tests.selfcheck.scoring import Case, cases, outcome

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.heading}-{case.what}" for case in CASES])
def test_faults_and_their_neighbours(case: Case) -> None:
    result = outcome(case)
    assert [f"{each.rule} {each.message}" for each in result.false] == []
    assert bool(result.told) is not case.missed
