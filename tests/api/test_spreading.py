"""Drafts spread over executors of others."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import plancheck
from plancheck.api.checking import Attempt, Checker
from plancheck.api.spreading import spread
from tests.conftest import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.docx"))


@pytest.fixture(scope="module")
def checker() -> Checker:
    return plancheck.Checker(as_of="2026-11-22", select="LEG", language="en")


@pytest.fixture(scope="module")
def drafts() -> list[plancheck.Draft]:
    return [plancheck.Draft(path.name, path) for path in SAMPLES[:3]] + [plancheck.Draft("missing", Path("missing"))]


class Slow:
    """Does nothing until it holds as many as it may, then the last first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: list[tuple[Future[Any], Callable[..., Any], Any]] = []
        self.seen = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.held.append((future, fn, args))
        self.seen = max(self.seen, len(self.held))
        if len(self.held) == self.most:
            self.flush()
        return future

    def flush(self) -> None:
        while self.held:
            future, fn, args = self.held.pop()
            future.set_result(fn(*args))


def test_a_checker_travels_as_its_arguments(checker: Checker, drafts: list[plancheck.Draft]) -> None:
    data = pickle.dumps(checker)
    assert len(data) < 1000
    other, again = pickle.loads(data), pickle.loads(data)
    assert other is again  # made once in a process
    assert other.check(drafts[0]) == checker.check(drafts[0])


def test_the_results_are_those_of_one_process(checker: Checker, drafts: list[plancheck.Draft]) -> None:
    expected = [checker.check(draft) for draft in drafts]
    with ThreadPoolExecutor(2) as executor:
        assert list(checker.check_all(drafts, executor=executor)) == expected
        unordered = list(checker.check_all(iter(drafts), executor=executor, ordered=False))
    assert sorted(unordered, key=lambda file: file.path) == sorted(expected, key=lambda file: file.path)
    unordered = list(checker.check_all(drafts, 2, ordered=False))
    assert sorted(unordered, key=lambda file: file.path) == sorted(expected, key=lambda file: file.path)


def test_no_more_is_taken_than_can_be_held(checker: Checker, drafts: list[plancheck.Draft]) -> None:
    taken = 0

    def source() -> Iterator[plancheck.Draft]:
        nonlocal taken
        for number in range(30):
            taken += 1
            yield drafts[number % 2]._replace(name=str(number))

    executor = Slow(4)
    results = spread(checker, source(), executor, ahead=4)
    first = next(results)
    assert (first.report.path, executor.seen) == ("0", 4)
    assert taken <= 9
    names = [first.report.path]
    for attempt in results:
        names.append(attempt.report.path)
        if len(names) > 24:
            executor.most = 1
            executor.flush()
    assert names == [str(number) for number in range(30)]


def test_work_that_is_lost_costs_its_draft(checker: Checker, drafts: list[plancheck.Draft]) -> None:
    class Losing:
        def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
            future: Future[Any] = Future()
            if args[0].name == drafts[1].name:
                future.set_exception(KeyError("worker 7"))
            else:
                future.set_result(fn(*args))
            return future

    files = list(checker.check_all(drafts[:3], executor=Losing()))
    assert [file.error.code if file.error else "" for file in files] == ["", "crashed", ""]
    assert files[1].error is not None
    assert "worker 7" in files[1].error.message


@pytest.mark.parametrize("ahead", [2, 256])
@pytest.mark.parametrize("ordered", [True, False])
def test_what_is_lost_beside_another_is_tried_again_alone(
    checker: Checker, drafts: list[plancheck.Draft], ahead: int, ordered: bool
) -> None:
    named = [drafts[number % 2]._replace(name=str(number)) for number in range(8)]
    taken: list[str] = []

    class Losing:
        def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
            future: Future[Any] = Future()
            name = args[0].name
            taken.append(name)
            if name == "3" or (name in ("2", "4") and taken.count(name) == 1):
                future.set_exception(KeyError("worker 7"))
            else:
                future.set_result(fn(*args))
            return future

    files = [each.report for each in spread(checker, named, Losing(), ordered, ahead)]
    if not ordered:
        files.sort(key=lambda file: file.path)
    assert [file.path for file in files] == [str(number) for number in range(8)]
    assert [file.path for file in files if file.error] == ["3"]
    assert [taken.count(name) for name in "1234"] == [1, 2, 2, 2]


class Deadly(plancheck.Checker):
    """Dies of some drafts."""

    def attempt(self, draft: plancheck.Draft) -> Attempt:
        if "die" in draft.name and multiprocessing.parent_process() is not None:
            os._exit(1)
        return super().attempt(draft)

    def __reduce__(self) -> tuple[Any, ...]:
        return Deadly, (), {"arguments": self.arguments}


def test_an_executor_that_breaks_down_is_done_without(drafts: list[plancheck.Draft]) -> None:
    deadly = Deadly(select="LEG-001")
    named = [drafts[number % 2]._replace(name=f"{number}{'-die' if number == 2 else ''}") for number in range(6)]
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        files = list(deadly.check_all(named, executor=executor))
    assert [file.path for file in files] == [draft.name for draft in named]
    assert [file.path for file in files if file.error] == []  # plancheck's own process survives what is no real fault


def test_check_many(drafts: list[plancheck.Draft]) -> None:
    files = plancheck.check_many(SAMPLES, as_of="2026-11-22", select="LEG", slim=True)
    assert [Path(file.path) for file in files] == SAMPLES
    whole, slim = (plancheck.check(SAMPLES[0], slim=each).files[0] for each in (False, True))
    assert [verdict for verdict in whole.verdicts if verdict.status != "not-applicable"] == list(slim.verdicts)
    assert len(slim.verdicts) < len(whole.verdicts)
    assert (slim.findings, slim.coverage) == (whole.findings, whole.coverage)
    with pytest.raises(ValueError, match="select"):
        plancheck.check_many(SAMPLES, select="no-such-rule")
