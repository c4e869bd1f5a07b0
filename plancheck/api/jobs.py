"""How many processes to use: told apart from them, for few drafts are checked without any."""

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
