"""A ratio is lost when it is too high each time it is taken."""

from collections.abc import Iterator

import pytest

from tests.ratios import LOSS, TRIES, Measure, highest, lost, settled


def measure(*ratios: float) -> tuple[Measure, Iterator[float]]:
    left = iter(ratios)
    return Measure("a / b", 3, lambda _: next(left)), left


@pytest.mark.parametrize(("ratio", "is_lost"), [(1.0, False), (2.0 * (1 + LOSS), False), (2.31, True)])
def test_more_than_a_share_above_what_is_kept_is_lost(ratio: float, is_lost: bool) -> None:
    assert bool(lost({"a / b": 2.0}, {"a / b": ratio})) is is_lost


def test_what_is_not_kept_is_told() -> None:
    assert lost({}, {"a / b": 1.0}) == ["a / b"]


def test_one_that_is_well_is_taken_once() -> None:
    taken, left = measure(2.1, 9.0)
    assert settled(taken, {"a / b": 2.0}) == 2.1
    assert list(left) == [9.0]


def test_one_that_is_too_high_is_taken_anew_until_it_is_well() -> None:
    taken, left = measure(4.0, 3.0, 2.2, 9.0)
    assert settled(taken, {"a / b": 2.0}) == 2.2
    assert list(left) == [9.0]


def test_one_that_is_too_high_each_time_is_lost() -> None:
    taken, left = measure(4.0, *[3.0] * (TRIES - 1), 1.0)
    assert settled(taken, {"a / b": 2.0}) == 3.0
    assert list(left) == [1.0]


def test_the_highest_of_several_is_kept() -> None:
    taken, left = measure(*[2.0] * (TRIES - 1), 3.0, 9.0)
    assert highest(taken) == 3.0
    assert list(left) == [9.0]


def test_where_none_is_kept_one_is_taken_once() -> None:
    taken, left = measure(4.0, 9.0)
    assert settled(taken, None) == 4.0
    assert list(left) == [9.0]
