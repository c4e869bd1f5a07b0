"""Drafts that break what checks them; in a module of its own, for a worker process imports it."""

import os
import time

from plancheck.web import work

judged = work.judged


def fatal(task: work.Task) -> work.Judged:
    """Dies at some drafts, sleeps or fails at others."""
    if task.name.startswith("chết"):
        os.kill(os.getpid(), 9)
    if task.name.startswith("ngủ"):
        time.sleep(60)
    if task.name.startswith("lỗi"):
        raise ValueError(task.data.decode())
    return judged(task)
