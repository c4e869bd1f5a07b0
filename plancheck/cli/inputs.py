"""From the arguments to the drafts to read."""

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plancheck.cli.language import say
from plancheck.cli.problem import Problem, suggestion

SUFFIXES = (".docx", ".xml", ".txt", ".md")
"""Files taken from a folder."""
MAX_BYTES = 64 * 1024 * 1024
"""No draft is larger; more is not read into memory."""


class Input(NamedTuple):
    """One draft to read. ``path`` None: standard input."""

    name: str
    """As shown in reports."""
    path: Path | None

    def read(self) -> bytes:
        """Its bytes, at most one more than ``MAX_BYTES``. Raises OSError."""
        if self.path is None:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with self.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)


def readable(name: str) -> str:
    """A name as its bytes read in UTF-8, where a locale without Vietnamese letters has mangled it."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:
        return name


def gather(arguments: Sequence[str], stdin_name: str) -> tuple[list[Input], list[str]]:
    """Inputs in the order given, each once, and what is wrong with arguments that give none.

    Folders are searched; patterns that the shell left alone are expanded. A path that does not exist stays among the
    inputs when there are others, to be reported beside them. Raises Problem when there is nothing to check.
    """
    inputs: dict[str, Input] = {}
    faults: list[str] = []
    for argument in arguments:
        try:
            found = [Input(stdin_name or "-", None)] if argument == "-" else list(_expanded(argument))
        except Problem as problem:
            faults.append(str(problem))
            continue
        for item in found:
            inputs.setdefault(str(item.path), item)
    if all(item.path is not None and not item.path.exists() for item in inputs.values()):
        raise Problem("\n".join([*faults, *(missing(item.name) for item in inputs.values())]))
    return list(inputs.values()), faults


def missing(name: str) -> str:
    """Message for a path that does not exist."""
    text = say(f"không có tệp hay thư mục “{readable(name)}”.", f"there is no file or folder “{readable(name)}”.")
    folder = Path(name).parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return text + suggestion(Path(name).name, [other for other in names if other.endswith(SUFFIXES)], 1)


def _expanded(argument: str) -> Iterator[Input]:
    path = Path(argument)
    if path.is_dir():
        found = list(_walk(path))
        if not found:
            raise Problem(
                say(
                    f"thư mục “{argument}” không có bản dự thảo nào ({', '.join(SUFFIXES)}).",
                    f"the folder “{argument}” holds no draft ({', '.join(SUFFIXES)}).",
                )
            )
        yield from found
    elif not path.exists() and any(char in argument for char in "*?["):
        matches = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207
        if not matches:
            raise Problem(say(f"không có tệp nào khớp “{argument}”.", f"no file matches “{argument}”."))
        for match in matches:
            yield from _expanded(match)
    else:
        yield Input(readable(argument), path)


def _walk(folder: Path) -> Iterator[Input]:
    """Drafts under a folder, in order; hidden folders and files and Word's lock files are passed over."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                path = Path(parent) / name
                yield Input(readable(str(path)), path)
