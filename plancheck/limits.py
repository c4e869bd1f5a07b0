"""A backstop behind the budget of the readers: no draft may take the processor or the memory for ever.

Only where the system has such limits, and only in processes of plancheck's own: the command and its workers.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SECONDS = 60.0
"""Processor time one draft may take: many times what the budget allows."""
MEMORY = 2 << 30
"""Bytes of address space: plancheck and its libraries reserve some hundred megabytes before any draft."""


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
