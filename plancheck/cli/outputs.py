"""Files that commands write: whole or not at all, never over what was read, over another file only when told to."""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from plancheck.cli.language import current, say
from plancheck.cli.problem import Problem
from plancheck.cli.settings import Settings
from plancheck.records import NamedTuple
from plancheck.report.system import reason

_OFFICE = (".docx", ".docm", ".dotx", ".doc", ".odt", ".fodt", ".rtf", ".pdf", ".xlsx", ".xls", ".ods", ".pptx")
"""Endings of files that people write in an office program: no report is ever called so."""


class Read(NamedTuple):
    """A file that a command reads, and what it is, in both languages."""

    path: Path
    vi: str
    en: str


def drafts(paths: Iterable[Path]) -> list[Read]:
    """Drafts that are read."""
    return [Read(path, "bản dự thảo", "the draft") for path in paths]


def read_for(settings: Settings) -> list[Read]:
    """What is read whatever the drafts are: the configuration, the baseline, one's own rules."""
    found = [Read(settings.file, "tệp cấu hình", "the configuration")] if settings.file else []
    if settings.baseline:
        found.append(Read(Path(settings.baseline), "tệp mốc", "the baseline"))
    for folder in map(Path, settings.rules):
        files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else [folder]
        found += [Read(path, "tệp quy tắc", "the rule file") for path in files]
    return found


def refuse(path: Path, inputs: Iterable[Read], written: Iterable[Path] = (), force: bool = False) -> None:
    """Raise Problem for a file that can't or must not be written: one that is read, written already, or there.

    ``force``: it may be written over, if it is not read. What is no file, like /dev/null, may always be.
    """
    for read in inputs:
        if _same(path, read.path):
            raise Problem(
                say(f"không ghi đè lên {read.vi} “{path}”.", f"will not write over {read.en} “{path}”."),
            )
    if any(_same(path, other) for other in written):
        raise Problem(say(f"hai báo cáo cùng ghi vào “{path}”.", f"two reports go to “{path}”."))
    if path.is_dir():
        raise Problem(say(f"“{path}” là thư mục.", f"“{path}” is a folder."))
    if not path.absolute().parent.is_dir():
        raise Problem(say(f"không có thư mục “{path.parent}”.", f"there is no folder “{path.parent}”."))
    if os.path.lexists(path) and not force and not _device(path):
        raise Problem(
            say(
                f"đã có tệp “{path}”: chọn tên khác, hoặc thêm --force để ghi đè.",
                f"“{path}” exists: choose another name, or add --force to write over it.",
            )
        )


def ending(path: Path, endings: Sequence[str]) -> str:
    """The ending of a file's name in lower case. Raises Problem when it is none of those given."""
    found = path.suffix.lower()
    if found not in endings:
        names = say(" hoặc ", " or ").join(endings)
        raise Problem(say(f"“{path}”: tên tệp phải kết thúc bằng {names}.", f"“{path}”: the name must end in {names}."))
    return found


def no_office_file(path: Path) -> None:
    """Raise Problem for a report that is called like a file of an office program, with the command that writes one."""
    if path.suffix.lower() in _OFFICE:
        raise Problem(
            say(
                f"“{path}”: báo cáo không có dạng này. Bản Word có nhận xét: plancheck annotate; phiếu kiểm tra: "
                "plancheck slip; để in: báo cáo .html.",
                f"“{path}”: no report has this format. A Word file with comments: plancheck annotate; the slip: "
                "plancheck slip; to print: a report in .html.",
            )
        )


class Output:
    """A file being written under a name of its own beside its place, which it takes when it is whole.

    The new file is made by no one else and follows no link; it has the mode of what it was made from: ``like``, of
    several what all of them allow. Raises Problem.
    """

    def __init__(self, path: Path, like: Iterable[Path] = ()) -> None:
        import tempfile

        self.path = path
        self._temporary: Path | None = None
        try:
            if _device(path):
                self._stream: IO[bytes] = path.open("wb")
                return
            number, name = tempfile.mkstemp(prefix=".plancheck-", suffix=".part", dir=path.absolute().parent)
            self._temporary = Path(name)
            self._stream = os.fdopen(number, "wb")
            if hasattr(os, "fchmod"):
                os.fchmod(number, _mode(like))
        except OSError as error:
            self.drop()
            raise _unwritten(path, error) from None

    def write(self, data: bytes) -> None:
        """Add to it."""
        try:
            self._stream.write(data)
        except OSError as error:
            self.drop()
            raise _unwritten(self.path, error) from None

    def finish(self) -> None:
        """Let it take its place."""
        try:
            self._stream.flush()
            if self._temporary is None:
                self._stream.close()
                return
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._temporary.replace(self.path)
            self._temporary = None
            _settle(self.path.absolute().parent)
        except OSError as error:
            self.drop()
            raise _unwritten(self.path, error) from None

    def drop(self) -> None:
        """Leave nothing of it, unless it has taken its place."""
        with suppress(OSError, AttributeError):
            self._stream.close()
        if self._temporary is not None:
            with suppress(OSError):
                self._temporary.unlink()
            self._temporary = None


def write(path: Path, data: bytes, like: Iterable[Path] = ()) -> None:
    """Write a file, whole or not at all, with the mode of the files it was made from. Raises Problem."""
    output = Output(path, like)
    output.write(data)
    output.finish()


def _unwritten(path: Path, error: OSError) -> Problem:
    why = reason(error, current())
    if os.name == "nt" and isinstance(error, PermissionError):
        why += say("; nếu tệp đang mở trong Word, hãy đóng lại", "; if it is open in Word, close it there")
    return Problem(say(f"không ghi được “{path}”: {why}.", f"can't write “{path}”: {why}."))


def _mode(like: Iterable[Path]) -> int:
    """Who may read and write a new file: what the umask leaves, or what all these files allow; its owner always."""
    modes = []
    for path in like:
        with suppress(OSError):
            modes.append(stat.S_IMODE(path.stat().st_mode))
    if not modes:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
    mode = 0o666
    for each in modes:
        mode &= each
    return mode | 0o600


def _settle(folder: Path) -> None:
    """Have the new name survive a loss of power, where the platform can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _device(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())
