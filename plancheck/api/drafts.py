"""Drafts to check: files, folders, bytes."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from plancheck.formats import DRAFTS, is_companion, is_draft
from plancheck.records import NamedTuple
from plancheck.report.model import FileReport
from plancheck.report.names import Language, suggestion, told

MAX_BYTES = 64 * 1024 * 1024
"""No draft is larger; more is not read into memory."""

_PLANS = (b"plancheck.dev/plan", b"akomantoso", b"office/2006/xmlpackage", b"office/word/2003/wordml")
"""One of these stands, in lower case, in every XML file that is meant to be a plan."""
_OWN_FAULTS = ("not-found", "unreadable", "internal", "crashed")


class Draft(NamedTuple):
    """A draft to check: the file or URL it is read from, or its bytes, and what it is called in the report.

    A folder that can't be opened is one too: to read it fails.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    url: str = ""
    """Where fsspec reads it (the extra ``remote``)."""
    done: str = ""
    """SHA-256 of the bytes that were checked before: as long as it has these, it is not checked again."""

    def read(self) -> bytes:
        """Its bytes, at most one more than ``MAX_BYTES``. Raises OSError, also for what is no regular file."""
        if self.url:
            from plancheck.api.remote import read

            return read(self.url)
        if self.path is None:
            return self.data
        mode = self.path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(self.path).close()
        elif not stat.S_ISREG(mode):  # to open a pipe may take for ever
            raise OSError(errno.ENODEV, "not a regular file (a pipe, a device)")
        with self.path.open("rb") as file:
            size = min(os.fstat(file.fileno()).st_size, MAX_BYTES)
            data = file.read(size + 1)  # no more than needed: what is asked for is set aside, read or not
            return data if len(data) <= size else data + file.read(MAX_BYTES - size)


Source = str | PathLike[str] | bytes | Draft
"""What a draft may be given as: the path or URL of a file or a folder, the bytes of a file, or a Draft."""


def is_url(source: str) -> bool:
    """Whether it is a URL as fsspec has them (``s3://…``, ``zip://*::s3://…``), no path."""
    scheme = source.partition(":")[0]
    return "://" in source and len(scheme) > 1 and scheme.replace("+", "").replace("-", "").isalnum()


def drafts(sources: Source | Iterable[Source], name: str = "") -> Iterator[Draft]:
    """The drafts that sources stand for, in their order; a folder stands for all drafts under it.

    ``name``: what bytes are called. Raises TypeError for what can't be a draft, and for URLs what
    ``plancheck.api.remote.remote_drafts`` raises.
    """
    each = [sources] if isinstance(sources, str | PathLike | bytes | bytearray | Draft) else sources
    if not isinstance(each, Iterable):
        raise TypeError(f"a draft is a path, bytes or a Draft, not {type(sources).__name__}")
    for source in each:
        if isinstance(source, Draft):
            yield source
        elif isinstance(source, bytes | bytearray):
            yield Draft(name, None, bytes(source))
        elif isinstance(source, str) and is_url(source):
            from plancheck.api.remote import remote_drafts

            yield from remote_drafts(source)
        elif isinstance(source, str | PathLike):
            path = Path(source)
            if path.is_dir():
                yield from folder_drafts(path)
            else:
                yield Draft(readable(os.fspath(source)), path)
        else:
            raise TypeError(f"a draft is a path, bytes or a Draft, not {type(source).__name__}")


def is_foreign(draft: Draft, report: FileReport) -> bool:
    """Whether a draft could not be read because it is none.

    That is: a file a program keeps beside a document, a scan, XML of another kind, a file of a kind nobody reads.
    """
    if report.error is None or report.error.code in _OWN_FAULTS:
        return False
    name = draft.name.replace("\\", "/").rpartition("/")[2]
    if is_companion(name) or not name.lower().endswith(DRAFTS):
        return True
    if report.error.code == "scanned-pdf":
        return True
    if not name.lower().endswith(".xml"):
        return False
    try:
        data = draft.read().lower()
    except OSError:
        return False
    return not any(mark in data for mark in _PLANS)


class Folder(NamedTuple):
    """What lies under a folder."""

    drafts: tuple[Draft, ...]
    """In order; among them folders that can't be opened."""
    others: tuple[str, ...]
    """Endings of the files that are not checked, one for each file, empty for one that has none."""
    astray: tuple[str, ...]
    """Links to drafts or folders outside: they are not followed."""


def survey(folder: str | PathLike[str]) -> Folder:
    """Look through a folder. Hidden files and folders, and files programs keep beside documents, are passed over."""
    home = os.path.realpath(folder)
    found: list[Draft] = []
    others: list[str] = []
    astray: list[str] = []
    closed: list[Draft] = []

    def unopened(error: OSError) -> None:
        path = Path(error.filename)
        closed.append(Draft(readable(str(path)), path))

    for parent, folders, files in os.walk(folder, onerror=unopened):
        found += closed
        closed.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        astray += (os.path.join(parent, name) for name in folders if _leads_out(os.path.join(parent, name), home))  # noqa: PTH118
        for name in sorted(files):
            path = Path(parent) / name
            if name.startswith(".") or is_companion(name):
                continue
            if not is_draft(name) or not _is_regular(path):
                others.append(path.suffix.lower())
            elif _leads_out(str(path), home):
                astray.append(str(path))
            else:
                found.append(Draft(readable(str(path)), path))
    return Folder((*found, *closed), tuple(others), tuple(map(readable, astray)))


def folder_drafts(folder: str | PathLike[str]) -> Iterator[Draft]:
    """Drafts under a folder, in order, as ``survey`` finds them."""
    yield from survey(folder).drafts


def _leads_out(path: str, home: str) -> bool:
    """Whether a path is a link to somewhere outside of a folder, whose own path holds no links."""
    if not os.path.islink(path):  # noqa: PTH114
        return False
    return os.path.commonpath([home, os.path.realpath(path)]) != home


def _is_regular(path: Path) -> bool:
    """Whether a path is no pipe, device or socket; what can't be told is left to be read."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def readable(name: str) -> str:
    """A name as its bytes read in UTF-8, where a locale without Vietnamese letters has mangled it."""
    try:
        read = os.fsencode(name).decode()
    except UnicodeError:
        return name
    return name if read == name else read  # one text, not two, for each of a million drafts


def missing(name: str, language: Language) -> str:
    """Message for a path that does not exist, with files of its folder that may have been meant."""
    shown = readable(name)
    if Path(name).is_symlink():
        return told(language, f"liên kết “{shown}” dẫn tới chỗ không có.", f"the link “{shown}” leads nowhere.")
    text = told(language, f"không có tệp hay thư mục “{shown}”.", f"there is no file or folder “{shown}”.")
    folder = Path(name).parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        names = []
    return text + suggestion(Path(name).name, [other for other in names if is_draft(other)], language, 1)
