"""Clusters that somebody runs, by their address: executors for ``check_many`` and ``plancheck check --cluster``."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import Any

import dask
from distributed import Client

from plancheck.api.spreading import AHEAD, Executor, LostError
from plancheck.report.names import Language, told
from plancheck.version import __version__

SCHEME = "dask://"
_PATIENCE = 10
"""Seconds to wait for the scheduler."""
_FIRST = 60
"""Seconds to wait for its first worker."""
_EACH = 4
"""Drafts under way for each thread of the workers, so that none waits for the next."""


class ClusterError(LostError):
    """A cluster can't be used, or no longer: one line, in the language asked for."""


@contextmanager
def cluster(address: str, language: Language = "vi") -> Iterator[Executor]:
    """The workers of the Dask scheduler at ``dask://HOST:PORT``. Each must have this version of plancheck.

    A draft whose worker dies is tried elsewhere, as often as the scheduler allows, then it is ``crashed``. Encryption
    is as Dask is set up. Raises ClusterError, later too: when the scheduler is lost what was not given is to
    be done anew.
    """
    place = address.removeprefix(SCHEME)
    scheme = "tls" if dask.config.get("distributed.comm.require-encryption") else "tcp"
    try:
        client = Client(f"{scheme}://{place}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _unusable(address, error, language) from None
    try:
        _examine(client, address, language)
        yield _Workers(client, address, language)
    finally:
        client.close(timeout=5)


def installed() -> tuple[str, str]:
    """The versions of plancheck and of its rules in this process."""
    from plancheck.rules import load_rules

    return __version__, load_rules().version


def _examine(client: Client, address: str, language: Language) -> None:
    """Raise ClusterError unless there are workers and all have what this process has."""
    try:
        client.wait_for_workers(1, timeout=_FIRST)
        found = client.run(installed)
    except Exception as error:  # the workers' own: plancheck is not there
        raise _unusable(address, error, language) from None
    own = installed()
    for worker, other in found.items():
        if other != own:
            theirs, ours = " / ".join(other), " / ".join(own)
            raise ClusterError(
                told(
                    language,
                    f"{worker} có plancheck {theirs}, ở đây là {ours}: cài cùng một bản.",
                    f"{worker} has plancheck {theirs}, here it is {ours}: install the same.",
                )
            )


class _Workers:
    """Dask's executor, whose loss is told from that of a draft."""

    def __init__(self, client: Client, address: str, language: Language) -> None:
        self._executor = client.get_executor(pure=False)
        self._lost = ClusterError(
            told(language, f"mất liên lạc với cụm {address}.", f"the cluster {address} is out of reach.")
        )
        self.ahead = max(AHEAD, _EACH * sum(client.nthreads().values()))

    def submit(self, fn: Callable[..., Any], /, *args: Any) -> Future[Any]:
        try:
            work = self._executor.submit(fn, *args)
        except RuntimeError:
            raise self._lost from None
        answer: Future[Any] = Future()  # which does not hold the work, as the work holds it: both go when they are done
        work.add_done_callback(partial(_answer, answer, self._lost))
        return answer


def _answer(answer: Future[Any], lost: ClusterError, work: Future[Any]) -> None:
    if work.cancelled():
        answer.set_exception(lost)
    elif (error := work.exception()) is not None:
        answer.set_exception(error)
    else:
        answer.set_result(work.result())


def _unusable(address: str, error: Exception, language: Language) -> ClusterError:
    why = (str(error) or type(error).__name__).partition("\n")[0]
    return ClusterError(
        told(language, f"không dùng được cụm {address}: {why}", f"can't use the cluster {address}: {why}")
    )
