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


def put(path: Path, content: bytes) -> None:
    """Write a file. Raises Problem."""
    try:
        path.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(say(f"không ghi được “{path}”: ", f"can't write “{path}”: ") + reason) from None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())
