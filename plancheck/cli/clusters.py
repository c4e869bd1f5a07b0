"""``--cluster``: the workers that check, where they are not this machine's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plancheck.cli.language import current, say
from plancheck.cli.problem import Problem

if TYPE_CHECKING:
    from plancheck.api.spreading import Executor


@contextmanager
def workers(address: str | None) -> Iterator["Executor | None"]:
    """The workers at an address like ``dask://HOST:PORT``; None without one. Raises Problem, when they are lost too."""
    if address is None:
        yield None
        return
    scheme, separator, place = address.partition("://")
    if scheme != "dask" or not separator or not place.rpartition(":")[2].isdecimal():
        raise Problem(
            say(f"--cluster {address}: viết dask://MÁY:CỔNG.", f"--cluster {address}: write dask://HOST:PORT.")
        )

    from plancheck.cli.extras import needs

    needs("dask", "distributed")

    import logging

    from plancheck.api.clusters import ClusterError, cluster

    logging.disable()  # Dask logs at length what is said here in one line
    try:
        with cluster(address, current()) as executor:
            yield executor
    except ClusterError as error:
        raise Problem(str(error)) from None
