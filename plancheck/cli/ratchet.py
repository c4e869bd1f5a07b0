"""Baselines on disk, and the draft before: read before anything is checked, written when all is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.api import Checker, Draft
from plancheck.cli import streams
from plancheck.cli.language import current, say
from plancheck.cli.outputs import Read, refuse
from plancheck.cli.outputs import write as save
from plancheck.cli.problem import Problem
from plancheck.cli.settings import Settings, near
from plancheck.report.model import FileReport
from plancheck.report.system import reason

if TYPE_CHECKING:
    from plancheck.api.baseline import Baseline
    from plancheck.api.control import Control


class Ratchet:
    """What the options ask of baselines and of the draft before. Raises Problem for what can't be done."""

    def __init__(
        self,
        settings: Settings,
        write: str | None,
        update: bool,
        previous: str | None,
        drafts: Sequence[Draft],
        reads: Sequence[Read],
        force: bool,
    ) -> None:
        """``reads``: what else is read, over which no baseline goes; ``force``: over another baseline it may."""
        self._language = settings.lang
        self._known = Path(settings.baseline) if settings.baseline else None
        self._write = Path(write) if write else None
        self._update = update
        self._previous = Path(previous) if previous else None
        self._control: Control | None = None
        if update and self._known is None:
            raise Problem(say("--update-baseline cần --baseline TỆP.", "--update-baseline needs --baseline FILE."))
        if update and self._write:
            raise Problem(
                say("chọn --write-baseline hoặc --update-baseline.", "--write-baseline or --update-baseline.")
            )
        if self._previous and len(drafts) != 1:
            raise Problem(say("--diff-from chỉ dùng cho một bản dự thảo.", "--diff-from is for one draft."))
        if self._previous and not self._previous.is_file():
            raise Problem(say(f"không có tệp “{previous}”.", f"there is no file “{previous}”."))
        if self._write:
            reads = [read for read in reads if str(read.path) != settings.baseline]
            refuse(self._write, reads, force=True)
            if self._write.exists():
                _loaded(self._write)  # only a baseline is written over
            refuse(self._write, reads, force=force)
        self._baseline = None if self._write or self._known is None else _loaded(self._known)

    def control(self, checker: Checker) -> "Control | None":
        """What goes over the reports; None when nothing is asked."""
        if self._baseline is None and self._write is None and self._previous is None:
            return None

        from plancheck.api.control import Control

        file = self._write or self._known
        self._control = Control(
            baseline=self._baseline,
            folder=file.parent if file else Path(),
            record=self._write is not None,
            previous=self._before(checker) if self._previous else None,
            language=self._language,
        )
        return self._control

    def end(self) -> None:
        """Write the baseline."""
        if self._control is None:
            return

        from plancheck.api.baseline import dumped

        if self._write:
            baseline: Baseline = self._control.recorded
            count = sum(each.times for findings in baseline.values() for each in findings.values())
            save(self._write, dumped(baseline).encode())
            text = say(
                f"Đã ghi {count} phát hiện vào {near(self._write)}.", f"{count} findings in {near(self._write)}."
            )
            streams.note(f"plancheck: {text}")
        elif self._update and self._known and self._baseline is not None:
            from plancheck.api.control import narrowed

            folder, control = self._known.parent, self._control
            left = narrowed(self._baseline, control.present, control.moved, lambda name: (folder / name).exists())
            if left != self._baseline:
                save(self._known, dumped(left).encode())
                text = say(f"Đã thu hẹp {near(self._known)}.", f"{near(self._known)} is narrowed.")
                streams.note(f"plancheck: {text}")

    def _before(self, checker: Checker) -> Callable[[FileReport], FileReport]:
        """The report of the draft before, judged by the law of the same day as the draft after it."""
        path = self._previous
        assert path is not None

        def report(file: FileReport) -> FileReport:
            as_of = file.document.as_of if file.document else None
            before = Checker(**{**checker.arguments, "as_of": as_of}).check(Draft(str(path), path))
            if before.error:
                raise Problem(f"--diff-from {path}: {before.error.message}")
            return before

        return report


def _loaded(path: Path) -> "Baseline":
    from plancheck.api.baseline import load

    try:
        return load(path)
    except FileNotFoundError:
        text = say("; tạo bằng --write-baseline.", "; make it with --write-baseline.")
        raise Problem(say(f"không có tệp mốc “{path}”", f"there is no baseline “{path}”") + text) from None
    except OSError as error:
        raise Problem(f"{path}: {reason(error, current())}") from None
    except ValueError as error:
        raise Problem(say(f"“{path}” không phải tệp mốc: {error}", f"“{path}” is no baseline: {error}")) from None
