"""Drafts spread over an executor that someone else runs: threads, processes, a cluster.

Anything will do that has ``submit`` as ``concurrent.futures`` has it: its own pools, Dask's ``client.get_executor()``,
``mpi4py.futures``, loky.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any, Protocol

from plancheck.api.batch import Order, attempts
from plancheck.api.checking import Attempt, Checker, unread
from plancheck.api.drafts import Draft
from plancheck.report.names import told

AHEAD = 256
"""Drafts that are under way at a time: what is held in memory is bounded by it, however many there are."""


class LostError(Exception):
    """Who does the work is out of reach, and nobody else is to do it: raised by an executor's ``submit`` or results."""


class Future(Protocol):
    """What an executor gives for work it has taken."""

    def result(self) -> Any:
        """What the work gave. Raises what it raised."""

    def add_done_callback(self, fn: Callable[[Any], object], /) -> object:
        """Have a function called with this when the work is done."""


class Executor(Protocol):
    """What does work elsewhere."""

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Any:
        """Take work: a ``Future``."""


def spread(
    checker: Checker, drafts: Iterable[Draft], executor: Executor, ordered: bool = True, ahead: int | None = None
) -> Iterator[Attempt]:
    """Check drafts by an executor, giving each result as soon as it is there, or all before it are given (``ordered``).

    A draft whose work is lost is tried again by itself, for another may have killed who held both; lost once more, it
    has the error ``crashed``. What an executor that broke down had taken, and all after it, is checked by a process of
    plancheck's own: of those too, one that kills it loses only its draft. Paths travel whole. ``ahead``: drafts under
    way at a time; None: what the executor has as ``ahead``, else 256.
    Raises LostError.
    """
    if ahead is None:
        ahead = int(getattr(executor, "ahead", AHEAD))
    done: SimpleQueue[Future] = SimpleQueue()
    under_way: dict[Future, tuple[int, Draft]] = {}
    order = Order(ordered)
    numbered = enumerate(drafts)
    back: list[tuple[int, Draft]] = []
    suspects: deque[tuple[int, Draft]] = deque()
    again = -1
    while not back:
        room = ahead - len(under_way) - len(order) - len(suspects) if again < 0 else 0
        taken = list(islice(numbered, max(0, room)))
        if not taken and not under_way and suspects:
            taken = [suspects.popleft()]
            again = taken[0][0]
        for position, (number, draft) in enumerate(taken):
            try:
                future = executor.submit(checker.attempt, _whole(draft))
            except RuntimeError:  # it has broken down, or was shut down
                back += taken[position:]
                break
            under_way[future] = number, draft
            future.add_done_callback(done.put)
        if not under_way:
            break
        future = done.get()
        number, draft = under_way.pop(future)
        second, again = number == again, again if number != again else -1
        try:
            attempt = future.result()
        except LostError:
            raise
        except BrokenExecutor:
            back.append((number, draft))
            continue
        except Exception as error:
            if not second:
                suspects.append((number, draft))
                continue
            attempt = Attempt(unread(draft, "crashed", _told(checker, error)))
        yield from order.released(number, attempt)
    if back:
        yield from _alone(checker, chain(sorted([*back, *under_way.values(), *suspects]), numbered), order)


def _whole(draft: Draft) -> Draft:
    """A draft that another process finds, whatever folder it works in."""
    return draft._replace(path=draft.path.absolute()) if draft.path else draft


def _alone(checker: Checker, numbered: Iterable[tuple[int, Draft]], order: Order) -> Iterator[Attempt]:
    numbers: deque[int] = deque()

    def drafts() -> Iterator[Draft]:
        for number, draft in numbered:
            numbers.append(number)
            yield draft

    for attempt in attempts(checker, drafts(), 1):
        yield from order.released(numbers.popleft(), attempt)


def _told(checker: Checker, error: Exception) -> str:
    kind = f"{type(error).__name__}: {error}".partition("\n")[0]
    return told(
        checker.language,
        f"việc soát tệp này bị mất giữa chừng ({kind}); các tệp khác vẫn được soát.",
        f"the work on this file was lost ({kind}); the others were checked all the same.",
    )
