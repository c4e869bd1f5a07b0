"""Many drafts on all cores: processes that check one draft at a time, so that one that dies loses only that draft."""

import gc
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from plancheck import limits
from plancheck.api.checking import Attempt, Checker, unread
from plancheck.api.drafts import Draft
from plancheck.report.names import Language, told

_AHEAD = 2
"""Drafts a process holds: the one it checks, and the next, so that it need not wait for this process."""
_WINDOW = 32
"""Drafts for each process that may be done before an earlier one is: what is kept in memory is bounded by it."""


def attempts(checker: Checker, drafts: Sequence[Draft], count: int) -> Iterator[Attempt]:
    """Check drafts in so many processes, giving each result as soon as all before it are given.

    A draft whose process dies gets a report with the error ``crashed``; the others are checked by a new one. Whoever
    stops listening stops the processes.
    """
    pool = _Pool(checker, drafts, count)
    try:
        yield from pool.results()
    finally:
        pool.stop()


class _Worker:
    """One process, and the drafts it holds."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        # Never forked: the engine's library and the thread of a progress bar would not survive it.
        context = multiprocessing.get_context("spawn")
        self.connection: Connection[Any, Any]
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, dict(arguments)), daemon=True)
        with _uninterrupted():
            self.process.start()
        theirs.close()
        self.held: deque[int] = deque()
        self.ready = False

    def take(self, number: int, draft: Draft) -> bool:
        """Give it a draft; false when it is no more."""
        try:
            self.connection.send(draft)
        except OSError:
            return False
        self.held.append(number)
        return True

    def room(self, draft: Draft) -> bool:
        """Whether to give it a draft now. Bytes wait until it reads: both sides would else write and none read."""
        return len(self.held) < (_AHEAD if draft.path else 1)

    def stop(self) -> int | None:
        """End it, and tell how it ended."""
        self.connection.close()
        self.process.join(0.2)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join()
        return self.process.exitcode


class _Pool:
    def __init__(self, checker: Checker, drafts: Sequence[Draft], count: int) -> None:
        self._checker = checker
        self._drafts = drafts
        self._waiting = deque(range(len(drafts)))
        self._done: dict[int, Attempt] = {}
        self._next = 0
        self._window = _WINDOW * count
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._workers.append(_Worker(checker.arguments))

    def results(self) -> Iterator[Attempt]:
        while self._next < len(self._drafts):
            self._hand_out()
            self._collect()
            self._hand_out()
            while self._next in self._done:
                result = self._done.pop(self._next)
                self._next += 1
                yield result

    def stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.stop()

    def _hand_out(self) -> None:
        for worker in self._workers:
            while self._waiting and self._waiting[0] < self._next + self._window:
                number = self._waiting[0]
                draft = self._drafts[number]
                if not worker.room(draft) or not worker.take(number, draft):
                    break
                self._waiting.popleft()

    def _collect(self) -> None:
        if not self._workers:  # none could be started: this process does what is left
            number = self._waiting.popleft()
            self._done[number] = self._checker.attempt(self._drafts[number])
            return
        answering = wait([worker.connection for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.connection in answering]:
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if result is None:
                worker.ready = True
            else:
                self._done[worker.held.popleft()] = result

    def _bury(self, worker: _Worker) -> None:
        """A process is no more: the draft it was at is lost, the one after it goes to another."""
        code = worker.stop()
        self._workers.remove(worker)
        if worker.ready:
            if worker.held:
                number = worker.held.popleft()
                draft = self._drafts[number]
                self._done[number] = Attempt(unread(draft, "crashed", _crashed(code, self._checker.language)))
            self._workers.append(_Worker(self._checker.arguments))
        self._waiting.extendleft(reversed(worker.held))


def _crashed(code: int | None, language: Language) -> str:
    vi, en = "chương trình dừng đột ngột khi soát tệp này", "the program died while checking this file"
    if code and code < 0:
        name = signal.Signals(-code).name if -code in {each.value for each in signal.Signals} else str(-code)
        vi, en = f"{vi} ({name})", f"{en} ({name})"
    return told(language, f"{vi}; các tệp khác vẫn được soát.", f"{en}; the others were checked all the same.")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start processes that don't heed Ctrl-C, which the terminal sends to all: the one that reports stops them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(connection: "Connection[Any, Any]", arguments: Mapping[str, Any]) -> None:
    """What a process does: says that it is ready, then answers drafts until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits.confine()
    checker = Checker(**arguments)
    gc.freeze()  # rules and register stay: to look at them again with every draft's garbage would be waste
    gc.set_threshold(20_000)
    try:
        connection.send(None)
        while True:
            connection.send(checker.attempt(connection.recv()))
    except (EOFError, OSError):  # the one that asked is gone
        return
