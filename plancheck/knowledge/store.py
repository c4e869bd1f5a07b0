"""Where the rules lie, and a cache of what was built from them."""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from plancheck.version import __version__

_PACKAGE = Path(__file__).resolve().parent.parent


def rules_dir() -> Path:
    """Folder with ``packs/`` and ``register/``: beside the package in a checkout, inside it when installed.

    Raises FileNotFoundError when neither is there.
    """
    for folder in (_PACKAGE / "_rules", _PACKAGE.parent / "rules"):
        if (folder / "register").is_dir():
            return folder
    raise FileNotFoundError(f"the rules of plancheck are missing beside {_PACKAGE}")


_UNSHAPED = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What comes of data that are not of the shape that was expected."""


def _as_it_is(data: Any) -> Any:
    return data


def cached(
    files: Sequence[Path],
    build: Callable[[], Any],
    name: str = "register",
    make: Callable[[Any], Any] = _as_it_is,
) -> Any:
    """What ``make`` makes of the data that ``build`` gives, these from the user's cache when nothing has changed.

    An entry of which nothing can be made is built again.

    ``build`` gives JSON data (str, int, list, dict with str keys, None). Without a writable cache it is built
    each time. Name the module that holds ``build`` among the files, so that a change of it is seen too.
    Entries are files ``<name>-<sha256>.json`` in ``PLANCHECK_CACHE_DIR`` or the platform's cache folder.
    """
    folder = _cache_dir()
    if folder is None:
        return make(build())
    entry = folder / f"{name}-{_digest(files)}.json"
    with suppress(OSError, RecursionError, *_UNSHAPED):
        return make(_kept(entry))
    data = build()
    _write(entry, data, name)
    return make(data)


def _kept(entry: Path) -> Any:
    """What an entry holds. Raises OSError and ValueError for one that is not ours, or is not as it was written."""
    with os.fdopen(os.open(entry, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as stream:
        if hasattr(os, "getuid"):
            for state in (os.fstat(stream.fileno()), entry.parent.stat()):
                if state.st_uid != os.getuid() or state.st_mode & 0o022:
                    raise ValueError("someone else may have written it")
        digest, _, data = stream.read().partition(b"\n")
    if digest.decode() != hashlib.sha256(data).hexdigest():
        raise ValueError("it is not as it was written")
    return json.loads(data)


def _cache_dir() -> Path | None:
    chosen = os.environ.get("PLANCHECK_CACHE_DIR")
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "linux":  # what platformdirs says there; to import it costs more than all the rest of a load
        home = os.environ.get("HOME", "")
        folder = os.environ.get("XDG_CACHE_HOME", "").strip() or (f"{home}/.cache" if home else "")
        return Path(folder, "plancheck") if folder else None
    import platformdirs

    return Path(platformdirs.user_cache_dir("plancheck", appauthor=False))


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for source in files:
        content = source.read_bytes()
        digest.update(f"\0{source.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _write(entry: Path, data: Any, name: str) -> None:
    import tempfile

    try:
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if "PLANCHECK_CACHE_DIR" not in os.environ:
            entry.parent.chmod(0o700)  # an earlier version may have made it for others too
        handle, temporary = tempfile.mkstemp(dir=entry.parent, prefix=f".{name}-", suffix=".tmp")
        try:
            held = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(held).hexdigest().encode() + b"\n" + held)
            Path(temporary).replace(entry)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        return
    _drop_old(entry, name)


def _drop_old(entry: Path, name: str) -> None:
    """Keep the cache small: of one name the newest eight entries."""
    try:
        entries = sorted(entry.parent.glob(f"{name}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in entries[8:]:
            old.unlink(missing_ok=True)
    except OSError:
        return
