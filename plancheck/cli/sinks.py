"""Where reports go: files, and the standard streams."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plancheck.cli import streams
from plancheck.cli.language import say
from plancheck.cli.outputs import refuse
from plancheck.cli.problem import Problem, suggestion
from plancheck.cli.settings import Settings
from plancheck.report import formats
from plancheck.report.formats import FORMATS
from plancheck.report.model import FileReport, Report
from plancheck.report.totals import Totals
from plancheck.report.view import View

MANY = 20
"""With more drafts than these, a table is shown on the screen unless a format is asked for."""


class Target(NamedTuple):
    """A report to write: its format and its file, None for standard output."""

    format: str
    path: Path | None = None

    @property
    def machine(self) -> bool:
        """Whether a program reads it."""
        return FORMATS[self.format].machine


class Sink:
    """A report being written, as far as its format allows while drafts are still being checked."""

    def __init__(self, target: Target, settings: Settings) -> None:
        self.target = target
        self._stream = formats.stream(target.format, _view(target, settings))
        self._started = False
        self._kept: list[str] | None = None
        if target.path is None and (not target.machine or streams.is_terminal(sys.stdout)):
            self._kept = []  # till the end: a bar may be on the terminal, and nothing but unreadable drafts is an error

    def file(self, file: FileReport) -> None:
        """Write what is to be written for a draft. Raises Problem."""
        self._write(self._stream.file(file))

    def end(self, report: Report, totals: Totals) -> None:
        """Write what is to be written last. Raises Problem."""
        self._write(self._stream.end(report, totals), last=True)
        if self._kept:
            unusable = not self.target.machine and totals.files == totals.unreadable > 0
            (streams.error if unusable else streams.out)("".join(self._kept))

    def _write(self, text: str, last: bool = False) -> None:
        path = self.target.path
        if self._kept is not None:
            self._kept.append(text)
        elif path is None:
            streams.out(text)
        elif text or last:
            mode = "a" if self._started else "w"
            self._started = True
            try:
                with path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
                    stream.write(text)
            except OSError as error:
                reason = error.strerror or str(error)
                raise Problem(say(f"không ghi được “{path}”: ", f"can't write “{path}”: ") + reason) from None


def targets(settings: Settings, output: str | None, reports: Sequence[str], drafts: Sequence[Path]) -> list[Target]:
    """Reports to write; a file that is a draft or is named twice is refused before anything is read. Raises Problem."""
    main = settings["format"]
    if settings.sources["format"] == "default":
        main = (formats.by_suffix(output) if output else "summary" if len(drafts) > MANY else "") or main
    found = [Target(main, Path(output) if output else None)]
    for text in reports:
        format_, separator, name = text.partition(":")
        if not separator or not name:
            raise Problem(say(f"--report {text}: viết DẠNG:TỆP.", f"--report {text}: write FORMAT:FILE."))
        if format_ not in FORMATS:
            known = ", ".join(FORMATS)
            raise Problem(
                say(f"--report: không có dạng “{format_}” ({known}).", f"--report: no format “{format_}” ({known}).")
                + suggestion(format_, FORMATS, 1)
            )
        found.append(Target(format_, Path(name)))
    written: list[Path] = []
    for target in found:
        if target.path:
            refuse(target.path, drafts, written)
            written.append(target.path)
    return found


def _view(target: Target, settings: Settings) -> View:
    screen = target.path is None
    return View(
        lang=settings["lang"],
        width=streams.width() if screen else None,
        color=screen and streams.coloured(settings["color"]),
        verbose=settings["verbose"],
        quiet=settings["quiet"],
        selected=bool(settings["select"] or settings["ignore"]),
        fail_on=settings["fail-on"],
    )
