"""A real Dask cluster of two workers on this machine: the same reports, whatever happens to the workers."""

import gc
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest

import plancheck
from plancheck.api.checking import Attempt
from tests.cli.scenario import run
from tests.conftest import ROOT

distributed = pytest.importorskip("distributed")

from plancheck.api import clusters  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own

SAMPLES = sorted((ROOT / "samples").glob("*.docx"))
OPTIONS: dict[str, Any] = {"select": "LEG,SEC", "as_of": "2026-11-22", "slim": True}


class Deadly(plancheck.Checker):
    """Kills its process on some drafts, wherever it is not the one that asks."""

    def attempt(self, draft: plancheck.Draft) -> Attempt:
        if "die" in draft.name and os.getpid() != self.arguments["asks"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().attempt(draft)

    def __reduce__(self) -> tuple[Any, ...]:
        return _deadly, (os.getpid(),)


def _deadly(asks: int) -> Deadly:
    deadly = Deadly(**OPTIONS)
    deadly.arguments["asks"] = asks
    return deadly


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1, "distributed.logging.distributed": "critical"}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        ) as cluster,
    ):
        yield cluster.scheduler_address.replace("tcp://", "dask://")


def drafts(count: int) -> list[plancheck.Draft]:
    return [plancheck.Draft(str(number), SAMPLES[number % len(SAMPLES)]) for number in range(count)]


def test_a_worker_is_killed_in_the_middle(address: str) -> None:
    checker = plancheck.Checker(**OPTIONS)
    expected = list(checker.check_all(drafts(20)))
    with clusters.cluster(address) as executor:
        results = checker.check_all(drafts(20), executor=executor)
        files = [next(results) for _ in range(5)]
        with distributed.Client(address.replace("dask://", "tcp://"), set_as_default=False) as client:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
        files += results
    assert files == expected


def test_a_draft_that_kills_its_workers_is_lost_alone(address: str) -> None:
    named = [draft._replace(name=f"{draft.name}-die") if draft.name == "3" else draft for draft in drafts(8)]
    with clusters.cluster(address) as executor:
        files = list(_deadly(os.getpid()).check_all(named, executor=executor))
    assert [file.path for file in files] == [draft.name for draft in named]
    assert [(file.path, file.error.code) for file in files if file.error] == [("3-die", "crashed")]


def test_the_command_writes_what_one_machine_writes(address: str, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.docx").write_bytes(SAMPLES[number].read_bytes())
    ask = [".", "--format", "jsonl", "--fail-on", "never", "--as-of", "2026-11-22", "--slim"]
    here, there = run(ask, tmp_path), run([*ask, "--cluster", address], tmp_path)
    assert here == there
    assert here.stdout.count("\n") == 4


def test_what_can_not_be_used_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.docx").write_bytes(SAMPLES[0].read_bytes())
    for address in ("ray://a:1", "dask://a", "a:8786"):
        outcome = run(["a.docx", "--cluster", address], tmp_path)
        assert (outcome.exit, outcome.stderr.count("\n")) == (2, 1)
        assert f"--cluster {address}" in outcome.stderr
    monkeypatch.setattr(clusters, "_PATIENCE", 1)
    with pytest.raises(clusters.ClusterError, match=r"dask://127\.0\.0\.1:1:"), clusters.cluster("dask://127.0.0.1:1"):
        pass


def test_a_worker_with_another_version_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "__version__", "0.0.1")
    with (
        pytest.raises(clusters.ClusterError, match=r"cài cùng một bản"),
        clusters.cluster(address),
    ):
        pass


def test_a_result_goes_with_whoever_uses_it() -> None:
    """By counting alone: the collector looks too seldom where thousands of reports come."""
    works: list[Future[Any]] = []

    class Dask:
        def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
            works.append(Future())
            return works[-1]

    stub: Any = SimpleNamespace(get_executor=lambda **_: Dask(), nthreads=dict)
    workers = clusters._Workers(stub, "dask://a:1", "vi")
    gc.disable()
    try:
        done: SimpleQueue[Any] = SimpleQueue()
        workers.submit(print).add_done_callback(done.put)
        works[0].set_result("report")
        assert done.get().result() == "report"
        gone = weakref.ref(works.pop())
        assert gone() is None
    finally:
        gc.enable()
    answer = workers.submit(print)
    works[0].cancel()
    with pytest.raises(clusters.ClusterError, match=r"dask://a:1"):
        answer.result(1)


def test_a_lost_scheduler_ends_the_run() -> None:
    class Lost:
        def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(clusters.ClusterError("gone"))
            return future

    with pytest.raises(clusters.ClusterError, match="gone"):
        list(plancheck.check_many(SAMPLES, executor=Lost(), **OPTIONS))


def test_a_cluster_that_dies_ends_the_run_which_goes_on_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 2)
    progress = tmp_path / "p"
    command = [sys.executable, str(Path(__file__).with_name("mortal_cluster.py")), str(progress)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        with (
            pytest.raises(clusters.ClusterError, match="mất liên lạc"),
            clusters.cluster(process.stdout.readline().strip()) as executor,
        ):
            list(plancheck.check_many(drafts(12), executor=executor, resume=progress, **OPTIONS))
    assert progress.exists()
    expected = list(plancheck.check_many(drafts(12), **OPTIONS))
    assert list(plancheck.check_many(drafts(12), resume=progress, **OPTIONS)) == expected
    assert not progress.exists()
