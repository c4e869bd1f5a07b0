"""Expected output kept in files. ``ACCEPT=1 pytest …`` writes what the program says now; read the diff."""

import os
from pathlib import Path

ACCEPT = bool(os.environ.get("ACCEPT"))


def check(actual: str, file: Path) -> None:
    """Compare with a file's text, or write it when accepting."""
    if ACCEPT:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(actual, encoding="utf-8", newline="\n")
    assert actual == file.read_text(encoding="utf-8")
