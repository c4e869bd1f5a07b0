"""The user's cache: what one run leaves for the next, in ``PLANCHECK_CACHE_DIR`` or the platform's cache folder.

Whatever is wrong with it costs time, never an answer: who reads must be able to make anew what can't be read.
"""

import marshal
import os
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mmap import mmap

_MOST = 8
"""Entries of one family that are kept: those used last, to a day."""
_DAY = 86400


def folder() -> Path | None:
    """Where entries lie, whether or not it is there yet; None where nothing is to be kept."""
    chosen = os.environ.get("PLANCHECK_CACHE_DIR")
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "linux":  # what platformdirs says there; to import it costs more than all the rest of a load
        home = os.environ.get("HOME", "")
        place = os.environ.get("XDG_CACHE_HOME", "").strip() or (f"{home}/.cache" if home else "")
        return Path(place, "plancheck") if place else None
    import platformdirs

    return Path(platformdirs.user_cache_dir("plancheck", appauthor=False))


def packed(data: Any) -> bytes:
    """Plain data (str, bytes, int, list, tuple, dict, None) as the bytes of a file, any Python's to read."""
    return _sealed(marshal.dumps(data, 4))


def unpacked(held: "bytes | mmap") -> Any:
    """What ``packed`` was given. Raises ValueError, EOFError or TypeError for what is not as it was written."""
    return marshal.loads(_unsealed(held))


def _sealed(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big") + data


def _unsealed(held: "bytes | mmap") -> memoryview:
    sealed = memoryview(held)
    data = sealed[4:]
    if zlib.crc32(data).to_bytes(4, "big") != sealed[:4]:
        raise ValueError("it is not as it was written")
    return data


def kept(name: str) -> Any:
    """The data of an entry.

    Raises OSError, ValueError, EOFError or TypeError for one that is not there, not ours, or not as it was written.
    """
    place = folder()
    if place is None:
        raise FileNotFoundError(name)
    return marshal.loads(held(place / name))


def held(file: Path) -> memoryview:
    """What ``put`` wrote into a file. Raises OSError and ValueError for one that is not ours or as it was written."""
    with os.fdopen(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as stream:
        if hasattr(os, "getuid"):
            for state in (os.fstat(stream.fileno()), file.parent.stat()):
                if state.st_uid != os.getuid() or state.st_mode & 0o022:
                    raise ValueError("someone else may have written it")
        if time.time() - os.fstat(stream.fileno()).st_mtime > _DAY:
            with suppress(OSError):
                os.utime(stream.fileno())  # the entry in daily use is the last to be dropped
        return _unsealed(stream.read())


def keep(name: str, data: Any, family: str) -> None:
    """Write an entry whole or not at all, and drop what was used longest ago of its family, whose names begin so."""
    place = folder()
    if place is None or not put(place / name, marshal.dumps(data, 4)):
        return
    with suppress(OSError):
        if "PLANCHECK_CACHE_DIR" not in os.environ:
            place.chmod(0o700)  # an earlier version may have made it for others too
        entries = sorted(place.glob(f"{family}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in entries[_MOST:]:
            old.unlink(missing_ok=True)


def put(file: Path, data: bytes) -> bool:
    """Write a file whole or not at all, for nobody else to read; whether it could be done."""
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_sealed(data))
            Path(temporary).replace(file)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        return False
    return True
