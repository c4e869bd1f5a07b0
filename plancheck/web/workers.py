"""Processes that do the work on drafts: one that dies, or takes too long, costs only the draft it was at."""

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from plancheck import limits
from plancheck.api.batch import uninterrupted
from plancheck.reading.errors import ReadingError

SECONDS = 90.0
"""How long a job may take by the clock."""
QUEUED = 200
"""Jobs that may wait."""
_JOBS = 500
"""Jobs after which a process makes room for a new one: what the libraries do not give back is gone with it."""


class LostError(Exception):
    """The process that had the job died, or was ended as it took too long (``late``)."""

    def __init__(self, late: bool) -> None:
        super().__init__("late" if late else "died")
        self.late = late


class BusyError(Exception):
    """Too many jobs wait."""


class Workers:
    """So many processes, each doing one job at a time."""

    def __init__(self, count: int, seconds: float = SECONDS) -> None:
        self._count = count
        self._seconds = seconds
        self._waiting = 0
        self._threads = ThreadPoolExecutor(count, "worker")
        self._living: set[_Process] = set()
        self._free: SimpleQueue[_Process] = SimpleQueue()
        self._closed = False
        for _ in range(count):
            self._free.put(self._started())

    @property
    def count(self) -> int:
        """How many processes there are."""
        return self._count

    async def do(self, job: Callable[..., Any], *arguments: Any) -> Any:
        """What ``job(*arguments)`` gives, done in a process. Raises what it raises, LostError and BusyError."""
        if self._waiting >= QUEUED:
            raise BusyError
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._do, job, arguments)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End all processes, whatever they are at."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in list(self._living):
            self._end(process)

    def _do(self, job: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        process = self._free.get()
        try:
            done, result = process.ask(job, arguments, self._seconds)
        except LostError:
            self._replace(process)
            raise
        except Exception:  # what could not be sent, or understood: nobody knows what the process is at
            self._replace(process)
            raise LostError(late=False) from None
        if process.jobs < _JOBS:
            self._free.put(process)
        else:
            self._replace(process)
        if done:
            return result
        raise result

    def _replace(self, process: "_Process") -> None:
        self._end(process)
        if not self._closed:
            self._free.put(self._started())

    def _started(self) -> "_Process":
        process = _Process()
        self._living.add(process)
        return process

    def _end(self, process: "_Process") -> None:
        self._living.discard(process)
        process.end()


class _Process:
    """One process, and the line to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._line: Connection[Any, Any]
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        with uninterrupted():
            self._process.start()
        theirs.close()
        self.jobs = 0

    def ask(self, job: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> tuple[bool, Any]:
        """Whether the job was done, and its result or the exception it raised. Raises LostError."""
        self.jobs += 1
        try:
            self._line.send((job, arguments))
            if not self._line.poll(seconds):
                raise LostError(late=True)
            answer: tuple[bool, Any] = self._line.recv()
        except (EOFError, OSError):
            raise LostError(late=False) from None
        return answer

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join(5)
        self._line.close()


def _work(line: "Connection[Any, Any]") -> None:
    """What a process does: jobs, until nobody asks."""
    from plancheck.api.jobs import steady
    from plancheck.knowledge import load_knowledge
    from plancheck.rules import load_rules

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits.confine()
    load_rules()
    load_knowledge()
    steady()
    while True:
        try:
            job, arguments = line.recv()
        except (EOFError, OSError):  # the server is gone
            return
        try:
            answer = True, job(*arguments)
        except ReadingError as error:
            answer = False, _ToldError(error.code, error.message_vi, error.message_en)
        except (Exception, limits.OutOfTimeError) as error:
            answer = False, RuntimeError(f"{type(error).__name__} in {job.__name__}")  # no words of a draft go on
        try:
            line.send(answer)
        except OSError:
            return


class _ToldError(ReadingError):
    """A refusal that can travel between processes."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _ToldError, (self.code, self.message_vi, self.message_en)
