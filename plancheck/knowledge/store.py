"""What was built from the rules' files: as it was shipped, from the user's cache, or built now."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from plancheck import cache
from plancheck.digest import blake2b
from plancheck.prebuilt import prebuilt, rules_dir
from plancheck.version import __version__

__all__ = ["cached", "rules_dir", "shipped"]

_UNSHAPED = (AttributeError, EOFError, IndexError, KeyError, TypeError, ValueError)
"""What comes of data that are not of the shape that was expected."""


def _as_it_is(data: Any) -> Any:
    return data


def shipped(name: str, make: Callable[[Any], Any]) -> Any:
    """What ``make`` makes of the data built when plancheck was packed; None where there are none that count."""
    with suppress(RecursionError, *_UNSHAPED):
        data = prebuilt(name)
        return None if data is None else make(data)
    return None


def cached(
    files: Sequence[Path],
    build: Callable[[], Any],
    name: str = "register",
    make: Callable[[Any], Any] = _as_it_is,
) -> Any:
    """What ``make`` makes of the data that ``build`` gives, these from the user's cache when nothing has changed.

    An entry of which nothing can be made is built again.

    ``build`` gives plain data (str, int, list, tuple, dict, None). Without a writable cache it is built each time. Name
    the module that holds ``build`` among the files, so that a change of it is seen too. Entries are files
    ``<name>-<digest>``.
    """
    if cache.folder() is None:
        return make(build())
    entry = f"{name}-{_digest(files)}"
    with suppress(OSError, RecursionError, *_UNSHAPED):
        return make(cache.kept(entry))
    data = build()
    cache.keep(entry, data, name)
    return make(data)


def _digest(files: Sequence[Path]) -> str:
    digest = blake2b(__version__.encode(), digest_size=20)
    for source in files:
        content = source.read_bytes()
        digest.update(f"\0{source.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
