"""How many processes to use: told apart from them, for few drafts are checked without any."""

import gc
import os

WORTHWHILE = 40
"""Drafts for each process: to start one costs what this many drafts would gain from it (tests/benchmark_batch.py)."""


def cores() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(jobs: int | None, drafts: int) -> int:
    """How many processes to use for so many drafts; ``jobs`` None: as many as are worth starting."""
    if jobs is None:
        jobs = min(cores(), drafts // WORTHWHILE)
    return max(min(jobs, drafts), 1)


def steady() -> None:
    """Ready a process for many drafts, the rules and the register loaded: what it holds stays the same.

    They are not looked at again with every draft's garbage, and that is gone before it has piled up.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)
