"""Many drafts on all cores: processes that check one draft at a time, so that one that dies loses only that draft."""

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from plancheck import limits
from plancheck.api.checking import Attempt, Checker, unread
from plancheck.api.drafts import Draft
from plancheck.api.jobs import steady
from plancheck.api.wire import Receiver, Sender
from plancheck.report.names import Language, told

_AHEAD = 2
"""Drafts a process holds: the one it checks, and the next, so that it need not wait for this process."""
_WINDOW = 32
"""Drafts for each process that may be done before an earlier one is: what is kept in memory is bounded by it."""


def attempts(checker: Checker, drafts: Iterable[Draft], count: int, ordered: bool = True) -> Iterator[Attempt]:
    """Check drafts in so many processes, giving each result as soon as it is there, or all before it are given.

    Drafts are taken from where they come only as fast as results are. A draft whose process dies gets a report with the
    error ``crashed``; the others are checked by a new one. Whoever stops listening stops the processes.
    """
    pool = _Pool(checker, drafts, count, ordered)
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
        with uninterrupted():
            self.process.start()
        theirs.close()
        self.receiver = Receiver()
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


class Order:
    """Results on their way out: in the order of their numbers, counted from 0, or as they come."""

    def __init__(self, kept: bool) -> None:
        self._kept = kept
        self._early: dict[int, Attempt] = {}
        self._next = 0

    def __len__(self) -> int:
        """How many wait for one before them."""
        return len(self._early)

    def released(self, number: int, attempt: Attempt) -> Iterator[Attempt]:
        """What may go out now that this is there."""
        if not self._kept:
            yield attempt
            return
        self._early[number] = attempt
        while self._next in self._early:
            self._next += 1
            yield self._early.pop(self._next - 1)


class _Pool:
    def __init__(self, checker: Checker, drafts: Iterable[Draft], count: int, ordered: bool) -> None:
        self._checker = checker
        self._source = enumerate(drafts)
        self._drafts: dict[int, Draft] = {}
        """Those taken from the source that are not done."""
        self._waiting: deque[int] = deque()
        self._order = Order(ordered)
        self._window = _WINDOW * count
        self._workers: list[_Worker] = []
        for _ in range(count):
            self._workers.append(_Worker(checker.arguments))

    def results(self) -> Iterator[Attempt]:
        while self._hand_out():
            done = list(self._collect())
            for number, _ in done:
                del self._drafts[number]
            self._hand_out()  # so that none waits while what is done is written
            for number, attempt in done:
                yield from self._order.released(number, attempt)

    def stop(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.stop()

    def _hand_out(self) -> bool:
        """Give the workers what they can take; whether anything is still to be done."""
        for number, draft in islice(self._source, max(0, self._window - len(self._drafts) - len(self._order))):
            self._drafts[number] = draft
            self._waiting.append(number)
        for worker in self._workers:
            while self._waiting:
                number = self._waiting[0]
                if not worker.room(self._drafts[number]) or not worker.take(number, self._drafts[number]):
                    break
                self._waiting.popleft()
        return bool(self._drafts)

    def _collect(self) -> Iterator[tuple[int, Attempt]]:
        """What is done, by number: waits for a worker to say something."""
        if not self._workers:  # none could be started: this process does what is left
            number = self._waiting.popleft()
            yield number, self._checker.attempt(self._drafts[number])
            return
        answering = wait([worker.connection for worker in self._workers])
        for worker in [worker for worker in self._workers if worker.connection in answering]:
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            if result is None:
                worker.ready = True
            else:
                yield worker.held.popleft(), worker.receiver.unpacked(result)

    def _bury(self, worker: _Worker) -> Iterator[tuple[int, Attempt]]:
        """A process is no more: the draft it was at is lost, the one after it goes to another."""
        code = worker.stop()
        self._workers.remove(worker)
        lost = [worker.held.popleft()] if worker.ready and worker.held else []
        if worker.ready:
            self._workers.append(_Worker(self._checker.arguments))
        self._waiting.extendleft(reversed(worker.held))
        for number in lost:
            message = _crashed(code, self._checker.language)
            yield number, Attempt(unread(self._drafts[number], "crashed", message))


def _crashed(code: int | None, language: Language) -> str:
    vi, en = "chương trình dừng đột ngột khi soát tệp này", "the program died while checking this file"
    if code and code < 0:
        name = signal.Signals(-code).name if -code in {each.value for each in signal.Signals} else str(-code)
        vi, en = f"{vi} ({name})", f"{en} ({name})"
    return told(language, f"{vi}; các tệp khác vẫn được soát.", f"{en}; the others were checked all the same.")


@contextmanager
def uninterrupted() -> Iterator[None]:
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
    steady()
    sender = Sender()
    try:
        connection.send(None)
        while True:
            connection.send(sender.packed(checker.attempt(connection.recv())))
    except (EOFError, OSError):  # the one that asked is gone
        return
