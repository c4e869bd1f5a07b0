"""Where the rules lie, how their YAML is read, and a cache of what was built from them."""

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from plancheck.text import decoded
from plancheck.version import __version__

_PACKAGE = Path(__file__).resolve().parent.parent


class DataError(Exception):
    """A YAML file of the register or of the rules that can't be used: file, 1-based line and column, and why."""

    def __init__(self, message: str, file: Path | None = None, line: int = 0, column: int = 0) -> None:
        place = f"{file}:{line}:{column}: " if file and line else f"{file}: " if file else ""
        super().__init__(place + message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column


def rules_dir() -> Path:
    """Folder with ``packs/`` and ``register/``: beside the package in a checkout, inside it when installed.

    Raises FileNotFoundError when neither is there.
    """
    for folder in (_PACKAGE / "_rules", _PACKAGE.parent / "rules"):
        if (folder / "register").is_dir():
            return folder
    raise FileNotFoundError(f"the rules of plancheck are missing beside {_PACKAGE}")


def read_yaml(path: Path) -> Any:
    """Data of one UTF-8 YAML file. Only whole numbers and null are resolved: yes, no and dates stay strings.

    Raises DataError with line and column for broken YAML and for a key given twice in one mapping.
    """
    import yaml

    loader = _loader(yaml)
    try:
        return yaml.load(decoded(path.read_bytes()), loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise DataError(error.problem or str(error), path, line, column) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(str(error), path) from error


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


_strict_loader: Any = None


def _loader(yaml: Any) -> Any:
    global _strict_loader
    if _strict_loader is not None:
        return _strict_loader

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key, _ in node.value:
                if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                    raise yaml.constructor.ConstructorError(
                        "while reading a mapping", node.start_mark, f"duplicate key {key.value!r}", key.start_mark
                    )
                seen.add(key.value)
            return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]

    Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
    Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
    Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^<<$"), ["<"])
    _strict_loader = Loader
    return Loader


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
