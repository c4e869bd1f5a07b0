"""What was found in drafts, kept in a folder: a draft checked before, by the same law on the same day, is only read.

An entry answers for the draft's bytes and name, for every file of rules, register and code, for the options and for the
day. What is wrong with one costs time, never an answer; nothing is believed that somebody else may have written.
"""

import io
import pickle
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from plancheck import cache
from plancheck.digest import blake2b
from plancheck.prebuilt import PACKAGE, rules_dir
from plancheck.report.model import FileReport
from plancheck.rules.ruleset import extra_register, yaml_files
from plancheck.version import __version__

_AGAIN = ("not-found", "unreadable", "internal", "crashed", "too-costly")
"""Errors that another try may not meet."""


class Memory:
    """Remembers by one checker's arguments."""

    def __init__(self, folder: Path, engine: str, arguments: Mapping[str, Any]) -> None:
        self._folder = folder
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._seal = seal(engine, arguments)

    def recall(self, name: str, data: bytes) -> Any:
        """What was kept of a draft; None where nothing was, or nothing that can be believed."""
        with suppress(OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, IndexError):
            return unpickled(cache.held(self._place(name, data)))
        return None

    def keep(self, name: str, data: bytes, file: FileReport, attempt: object) -> None:
        """Keep what came of a draft, unless another try may end otherwise."""
        if is_final(file):
            cache.put(self._place(name, data), pickle.dumps(attempt, pickle.HIGHEST_PROTOCOL))

    def _place(self, name: str, data: bytes) -> Path:
        digest = blake2b(self._seal + name.encode(errors="surrogatepass") + b"\0" + data, digest_size=20).hexdigest()
        return self._folder / digest[:2] / digest[2:]


def seal(engine: str, arguments: Mapping[str, Any]) -> bytes:
    """A digest of all that an answer depends on beside the draft: rules, register, code, a checker's arguments."""
    digest = blake2b(f"{__version__}\0{engine}\0{sorted(arguments.items())!r}".encode(), digest_size=20)
    own = arguments["rules"]
    law = [*sorted(rules_dir().rglob("*.yaml")), *yaml_files(own), *extra_register(own)]
    for file in (*law, *sorted(PACKAGE.rglob("*.py"))):
        digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return digest.digest()


def is_final(file: FileReport) -> bool:
    """Whether another try would end in the same way."""
    return not file.broken and (file.error is None or file.error.code not in _AGAIN)


def unpickled(data: "bytes | memoryview") -> Any:
    """What was kept, made of nothing but what reports are made of.

    Raises ValueError, EOFError, UnpicklingError, AttributeError, TypeError or IndexError for what can't be believed.
    """
    return _Plain(io.BytesIO(data)).load()


class _Plain(pickle.Unpickler):
    """Makes nothing but what reports are made of."""

    def find_class(self, module: str, name: str) -> Any:
        if module in ("plancheck.report.model", "plancheck.document", "plancheck.api.checking") and name[0].isupper():
            return super().find_class(module, name)
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        raise pickle.UnpicklingError(f"{module}.{name}")
