"""What was built from the rules, the register and the patterns when plancheck was packed or installed.

It lies in ``_prebuilt`` beside this file and counts only as long as nothing it was built from has changed since.
"""

import mmap
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from plancheck.bundle import FOLDER, UNPACKING
from plancheck.cache import unpacked
from plancheck.version import __version__

__all__ = ["FOLDER", "MANIFEST", "PACKAGE", "prebuilt", "rules_dir", "sources"]

PACKAGE = Path(__file__).resolve().parent
MANIFEST = "manifest"
_DAMAGED = (OSError, ValueError, EOFError, TypeError)


def rules_dir() -> Path:
    """Folder with ``packs/`` and ``register/``: beside the package in a checkout, inside it when installed.

    Raises FileNotFoundError when neither is there.
    """
    for folder in (PACKAGE / "_rules", PACKAGE.parent / "rules"):
        if (folder / "register").is_dir():
            return folder
    raise FileNotFoundError(f"the rules of plancheck are missing beside {PACKAGE}")


def prebuilt(name: str) -> Any:
    """The data of this name, None where there are none that count."""
    if not _counts():
        return None
    try:
        with (PACKAGE / FOLDER / name).open("rb") as file:
            return unpacked(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except _DAMAGED:
        return None


def sources() -> tuple[tuple[str, int], ...]:
    """All that anything is built from: paths in the package (``/…``) or in the rules, and sizes, in order."""
    return tuple((name, size) for name, size, _ in _looked_at())


def _looked_at() -> list[tuple[str, int, float]]:
    """Path, size and time of each source."""
    rules = str(rules_dir())
    found = []
    for root, mark, folders, ending in (
        (rules, "", ("", "examples", "packs", "register"), (".yaml", ".yml", ".json")),
        (
            str(PACKAGE),
            "/",
            ("", "data", "engine", "facts", "knowledge", "rules", "rules/checks", "structure"),
            (".py",),
        ),
    ):
        for folder in folders:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    if entry.name.endswith(ending):
                        state = entry.stat()
                        found.append((f"{mark}{folder}/{entry.name}", state.st_size, state.st_mtime))
    return sorted(found)


@lru_cache(maxsize=1)
def _counts() -> bool:
    """Whether what was built is of the sources that lie here.

    An installer sets all times to that of the installation: a source is newer only if it is by more than that takes.
    """
    manifest = PACKAGE / FOLDER / MANIFEST
    try:
        made = manifest.stat().st_mtime
        version, built_from = unpacked(manifest.read_bytes())
        looked_at = _looked_at()
    except _DAMAGED:
        return False
    if version != __version__ or built_from != tuple((name, size) for name, size, _ in looked_at):
        return False
    spare = UNPACKING if (PACKAGE / "_rules").is_dir() else 0
    return max(time for _, _, time in looked_at) <= made + spare
