"""``--resume``: where a run that was broken off goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.cli.problem import Problem

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from plancheck.api import Checker, Draft
    from plancheck.api.checking import Attempt
    from plancheck.api.resuming import Progress


class _None:
    """Of a run that keeps none."""

    def drafts(self, drafts: "Sequence[Draft]") -> "Sequence[Draft]":
        return drafts

    def attempts(self, attempts: "Iterator[Attempt]") -> "Iterator[Attempt]":
        return attempts


def day(file: str | None) -> "datetime.date | None":
    """The day on which the run that a file holds began; None: there is none."""
    if file is None or not Path(file).exists():
        return None

    from plancheck.api.resuming import begun

    return begun(Path(file))


@contextmanager
def progress(file: str | None, checker: "Checker") -> "Iterator[Progress | _None]":
    """What a file holds of a run; a new one where there is none. Raises Problem."""
    if file is None:
        yield _None()
        return

    from plancheck.api import resuming

    try:
        with resuming.Progress(Path(file), checker) as kept:
            yield kept
    except resuming.ResumeError as error:
        raise Problem(str(error)) from None
