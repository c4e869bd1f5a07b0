"""The pool of Ray, as docs/scale.md has it; left out where Ray is not installed, for it is large."""

from pathlib import Path

import pytest

import plancheck
from tests.conftest import ROOT

ray = pytest.importorskip("ray")
pool = pytest.importorskip("ray.util.multiprocessing")

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own

SAMPLES = sorted((ROOT / "samples").glob("*.docx"))


def test_a_pool_of_ray_gives_the_reports_of_one_process(tmp_path: Path) -> None:
    checker = plancheck.Checker(select="LEG,SEC", as_of="2026-11-22", slim=True)
    drafts = [plancheck.Draft(path.name, path) for path in SAMPLES]
    ray.init(num_cpus=2, include_dashboard=False, runtime_env={"env_vars": {"PYTHONPATH": str(ROOT)}})
    try:
        with pool.Pool(2) as workers:
            assert list(workers.imap(checker.check, drafts, chunksize=8)) == list(checker.check_all(drafts))
    finally:
        ray.shutdown()
