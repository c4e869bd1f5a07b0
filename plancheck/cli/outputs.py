"""Files that commands write: never over a draft, never twice, and what goes wrong told in one line."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from plancheck.cli.language import say
from plancheck.cli.problem import Problem


def refuse(path: Path, inputs: Iterable[Path], written: Iterable[Path] = ()) -> None:
    """Raise Problem for a file that can't or must not be written."""
    if any(_same(path, other) for other in inputs):
        raise Problem(say(f"không ghi đè lên bản dự thảo “{path}”.", f"will not write over the draft “{path}”."))
    if any(_same(path, other) for other in written):
        raise Problem(say(f"hai báo cáo cùng ghi vào “{path}”.", f"two reports go to “{path}”."))
    if path.is_dir():
        raise Problem(say(f"“{path}” là thư mục.", f"“{path}” is a folder."))
    if not path.absolute().parent.is_dir():
        raise Problem(say(f"không có thư mục “{path.parent}”.", f"there is no folder “{path.parent}”."))


def ending(path: Path, endings: Sequence[str]) -> str:
    """The ending of a file's name in lower case. Raises Problem when it is none of those given."""
    found = path.suffix.lower()
    if found not in endings:
        names = say(" hoặc ", " or ").join(endings)
        raise Problem(say(f"“{path}”: tên tệp phải kết thúc bằng {names}.", f"“{path}”: the name must end in {names}."))
    return found


def keep(path: Path, force: bool) -> None:
    """Raise Problem for a file that is there already, unless it may be written over."""
    if path.exists() and not force:
        raise Problem(
            say(
                f"đã có tệp “{path}”: chọn tên khác bằng -o, hoặc thêm --force để ghi đè.",
                f"“{path}” exists: choose another with -o, or add --force to write over it.",
            )
        )


def write(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all. Raises Problem."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise Problem(say(f"không ghi được “{path}”: ", f"can't write “{path}”: ") + reason) from None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())
