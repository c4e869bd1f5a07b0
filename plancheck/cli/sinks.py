"""Where reports go: files, and the standard streams."""

import sys
from collections.abc import Sequence
from pathlib import Path

from plancheck.cli import streams
from plancheck.cli.language import say
from plancheck.cli.outputs import Output, Read, no_office_file, refuse
from plancheck.cli.problem import Problem, suggestion
from plancheck.cli.settings import Settings
from plancheck.records import NamedTuple
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

    def __init__(self, target: Target, settings: Settings, like: Sequence[Path] = ()) -> None:
        """``like``: the drafts, whose mode a file takes. Raises Problem."""
        self.target = target
        self._stream = formats.stream(target.format, _view(target, settings))
        self._output = Output(target.path, like) if target.path else None
        self._kept: list[str] | None = None
        if target.path is None and (not target.machine or streams.is_terminal(sys.stdout)):
            self._kept = []  # till the end: a bar may be on the terminal, and nothing but unreadable drafts is an error

    def begin(self, report: Report) -> None:
        """Write what is to be written first. Raises Problem."""
        self._write(self._stream.begin(report))

    def file(self, file: FileReport) -> None:
        """Write what is to be written for a draft. Raises Problem."""
        self._write(self._stream.file(file))

    def end(self, report: Report, totals: Totals) -> None:
        """Write what is to be written last. Raises Problem."""
        for piece in self._stream.end(report, totals):
            self._write(piece)
        if self._output:
            self._output.finish()
        if self._kept:
            unusable = not self.target.machine and totals.files == totals.unreadable > 0
            (streams.error if unusable else streams.out)("".join(self._kept))

    def drop(self) -> None:
        """Leave nothing of a report that was not ended."""
        if self._output:
            self._output.drop()

    def _write(self, piece: str | bytes) -> None:
        if isinstance(piece, str):
            self._say(piece)
        elif self._output:
            self._output.write(piece)

    def _say(self, text: str) -> None:
        if self._kept is not None:
            self._kept.append(text)
        elif self._output is None:
            streams.out(text)
        else:
            self._output.write(text.encode(errors="backslashreplace"))


def targets(
    settings: Settings, output: str | None, reports: Sequence[str], count: int, reads: Sequence[Read], force: bool
) -> list[Target]:
    """Reports to write on ``count`` drafts; a file that must not be written is refused before anything is read.

    Raises Problem.
    """
    found = [_main(settings, output, count)]
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
        _possible(target)
        if target.path:
            no_office_file(target.path)
            refuse(target.path, reads, written, force)
            written.append(target.path)
    return found


def _possible(target: Target) -> None:
    """Raise Problem for a format whose library is not there, or that no stream takes."""
    if not FORMATS[target.format].requires:
        return

    from plancheck.cli.extras import needs

    needs(target.format, FORMATS[target.format].requires)
    if target.path is None:
        name = target.format
        raise Problem(say(f"dạng {name} phải ghi vào tệp: thêm -o TỆP.", f"{name} goes to a file: add -o FILE."))


def _main(settings: Settings, output: str | None, count: int) -> Target:
    """The report that is always written: an option tells its format, else the end of its file's name."""
    asked, source = settings.format, settings.sources["format"]
    if output is None:
        return Target("summary" if source == "default" and count > MANY else asked)
    path = Path(output)
    named = formats.by_suffix(output)
    if source != "option" and named:
        return Target(named, path)
    if source == "default" and path.suffix:
        no_office_file(path)
        endings = ", ".join(end for each in FORMATS.values() for end in each.suffixes)
        raise Problem(
            say(
                f"“{path}”: đuôi tệp không cho biết dạng báo cáo ({endings}); đổi tên hoặc thêm --format.",
                f"“{path}”: the ending tells no format ({endings}); use another or add --format.",
            )
        )
    return Target(asked, path)


def _view(target: Target, settings: Settings) -> View:
    screen = target.path is None
    return View(
        lang=settings.lang,
        width=streams.width() if screen else None,
        color=screen and streams.coloured(settings.color),
        verbose=settings.verbose,
        all=settings.all,
        quiet=settings.quiet,
        selected=bool(settings.select or settings.ignore),
        fail_on=settings.fail_on,
    )
