"""A backstop behind the budget of the readers: no draft may take the processor or the memory for ever.

Only where the system has such limits, and only in processes of plancheck's own: the command and its workers.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from types import FrameType

SECONDS = 60.0
"""Processor time one draft may take: many times what the budget allows."""
MEMORY = 2 << 30
"""Bytes of address space: plancheck and its libraries reserve some hundred megabytes before any draft."""

_HELD = 128 << 20
"""Bytes in memory from which on what a draft has left behind is given back."""


_confined = False
"""Whether this is a process of plancheck's own."""


class OutOfTimeError(BaseException):
    """A draft has taken too long. No ``Exception``: what survives the failure of a part must not survive this."""


def confine() -> None:
    """Make this process one that checks no draft for ever: bound its memory, where the system can, and let ``deadline``
    hold."""
    global _confined
    _confined = True
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@contextmanager
def lifted() -> Iterator[None]:
    """Other people's programs that are started inside have the memory that the system gives them."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError when what is done inside takes more processor time.

    Does nothing in another's process, outside the main thread, or where the system has no such clock.
    """
    main = threading.current_thread() is threading.main_thread()
    if not (_confined and main and hasattr(signal, "setitimer")):
        yield
        return

    def over(_: int, __: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def tidily() -> Iterator[None]:
    """Check a draft with no search for garbage, of which it leaves none; what it held is given back to the system.

    glibc keeps what a large draft took: a process that checks many would grow by what several of them took, one after
    the other. To search meanwhile for what only refers to itself takes a twentieth of the time and finds nothing.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
        with suppress(OSError, ValueError, IndexError, AttributeError):  # not Linux, not glibc
            if _held() > _HELD:
                _trim()(0)


def _held() -> int:
    """Bytes this process has in memory."""
    with open("/proc/self/statm", "rb", buffering=0) as told:  # noqa: PTH123 - asked with every draft
        return int(told.read(_LINE).split()[1]) * os.sysconf("SC_PAGE_SIZE")


_LINE = 200


@lru_cache(maxsize=1)
def _trim() -> Callable[[int], int]:
    """``malloc_trim`` of the C library. Raises AttributeError, OSError where it has none."""
    import ctypes

    function: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    return function
