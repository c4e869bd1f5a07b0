"""Reports written file by file, so that a run of thousands keeps none of them."""

from collections.abc import Iterator
from typing import Protocol, TypeVar

from plancheck.records import replace
from plancheck.report.gathering import gathered
from plancheck.report.model import FileReport, Report
from plancheck.report.totals import Totals

_IN_MEMORY = 1 << 22
"""Bytes that are set aside in memory; more go to a file."""
_CHUNK = 1 << 16


Piece = TypeVar("Piece", str, bytes, covariant=True)


class Stream(Protocol[Piece]):
    """A report in the making: text, or the bytes of a file that is none."""

    def begin(self, report: Report) -> Piece:
        """What is written first; ``report`` has no files."""

    def file(self, file: FileReport) -> Piece:
        """What is written for a file."""

    def end(self, report: Report, totals: Totals) -> Iterator[Piece]:
        """What is written last, in pieces; ``report`` has no files."""


class Aside:
    """Text set aside until what stands before it is known; of long ones little is in memory.

    The file that holds the rest has no name that anyone could open, and is gone with this.
    """

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile

        # Closed when this goes, and not before: it is written and read by turns.
        self._held = SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
        )

    def __del__(self) -> None:
        """A report that is broken off is not read."""
        self._held.close()

    def write(self, text: str) -> None:
        """Set more aside."""
        self._held.write(text)

    def read(self) -> Iterator[str]:
        """All of it, in pieces."""
        self._held.seek(0)
        while piece := self._held.read(_CHUNK):
            yield piece


def written(stream: Stream[str], report: Report) -> str:
    """A whole report, by way of a stream."""
    empty = replace(report, files=())
    files = tuple(map(gathered, report.files))
    pieces = [stream.begin(empty), *(stream.file(file) for file in files)]
    return "".join((*pieces, *stream.end(empty, Totals(files))))
