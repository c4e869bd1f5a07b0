"""Drafts to check: files, folders, bytes."""

import os
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from plancheck.report.model import FileReport
from plancheck.report.names import Language, suggestion, told

SUFFIXES = (".docx", ".xml", ".txt", ".md")
"""Files taken from a folder."""
MAX_BYTES = 64 * 1024 * 1024
"""No draft is larger; more is not read into memory."""

_PLANS = (b"plancheck.dev/plan", b"akomantoso", b"office/2006/xmlpackage", b"office/word/2003/wordml")
"""One of these stands, in lower case, in every XML file that is meant to be a plan."""
_OWN_FAULTS = ("not-found", "unreadable", "internal", "crashed")


class Draft(NamedTuple):
    """A draft to check: the file it is read from, or its bytes, and what it is called in the report."""

    name: str
    path: Path | None = None
    data: bytes = b""

    def read(self) -> bytes:
        """Its bytes, at most one more than ``MAX_BYTES``. Raises OSError."""
        if self.path is None:
            return self.data
        with self.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)


Source = str | PathLike[str] | bytes | Draft
"""What a draft may be given as: the path of a file or a folder, the bytes of a file, or a Draft."""


def drafts(sources: Source | Iterable[Source], name: str = "") -> Iterator[Draft]:
    """The drafts that sources stand for, in their order; a folder stands for all drafts under it.

    ``name``: what bytes are called. Raises TypeError for what can't be a draft.
    """
    each = [sources] if isinstance(sources, str | PathLike | bytes | bytearray | Draft) else sources
    if not isinstance(each, Iterable):
        raise TypeError(f"a draft is a path, bytes or a Draft, not {type(sources).__name__}")
    for source in each:
        if isinstance(source, Draft):
            yield source
        elif isinstance(source, bytes | bytearray):
            yield Draft(name, None, bytes(source))
        elif isinstance(source, str | PathLike):
            path = Path(source)
            if path.is_dir():
                yield from folder_drafts(path)
            else:
                yield Draft(readable(os.fspath(source)), path)
        else:
            raise TypeError(f"a draft is a path, bytes or a Draft, not {type(source).__name__}")


def is_foreign(draft: Draft, report: FileReport) -> bool:
    """Whether a draft could not be read because it is none: Word's lock file, or XML of another kind."""
    if report.error is None or report.error.code in _OWN_FAULTS:
        return False
    if Path(draft.name).name.startswith("~$"):
        return True
    if not draft.name.lower().endswith(".xml"):
        return False
    try:
        data = draft.read().lower()
    except OSError:
        return False
    return not any(mark in data for mark in _PLANS)


def folder_drafts(folder: str | PathLike[str]) -> Iterator[Draft]:
    """Drafts under a folder, in order; hidden folders and files and Word's lock files are passed over."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$")):
                path = Path(parent) / name
                yield Draft(readable(str(path)), path)


def readable(name: str) -> str:
    """A name as its bytes read in UTF-8, where a locale without Vietnamese letters has mangled it."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:
        return name


def missing(name: str, language: Language) -> str:
    """Message for a path that does not exist, with files of its folder that may have been meant."""
    shown = readable(name)
    text = told(language, f"không có tệp hay thư mục “{shown}”.", f"there is no file or folder “{shown}”.")
    folder = Path(name).parent
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return text + suggestion(Path(name).name, [other for other in names if other.endswith(SUFFIXES)], language, 1)
