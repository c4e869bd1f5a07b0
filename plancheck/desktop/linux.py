"""The menu entries of Linux desktops, in the user's own folders: an application, a Nautilus script, a Dolphin action.

Sources: Desktop Entry Specification 1.5 (keys, quoting of Exec); GNOME's documentation of Nautilus scripts
(``nautilus/scripts`` under the data folder, the files as arguments); KDE's "Creating Dolphin service menus"
(``kio/servicemenus``, the file executable).
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from plancheck.cli.language import say

_MARK = "X-Plancheck"
_NAMES = ("Soát bằng plancheck", "Review with plancheck")
_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.ms-word.document.macroEnabled.12",
)
_RESERVED = "\"'\\><~|&;$*?#()`"
_ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#1f4f8f" d="M3 1h7l3 3v11H3z"/>
<path fill="none" stroke="#fff" stroke-width="1.6" d="m5.5 9 2 2 3.5-4.5"/></svg>
"""


def install(program: Sequence[str]) -> list[Path]:
    """Write the entries, and tell which files they are. Raises OSError."""
    written = []
    for path, (text, executable) in _files(program).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755 if executable else 0o644)
        written.append(path)
    _refresh()
    return written


def uninstall() -> list[Path]:
    """Take out what ``install`` wrote: only files that bear its mark. Raises OSError."""
    gone = []
    scripts = {_home() / "nautilus" / "scripts" / name: ("", True) for name in _NAMES}  # whatever language wrote it
    for path, (text, _) in {**_files(["plancheck-desktop"]), **scripts}.items():
        if path.is_file() and (_MARK in path.read_text(encoding="utf-8", errors="replace") or text == _ICON):
            path.unlink()
            gone.append(path)
    _refresh()
    return gone


def _home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _files(program: Sequence[str]) -> Mapping[Path, tuple[str, bool]]:
    """By path what a file holds, and whether it is executable."""
    name, comment = (
        say(*_NAMES),
        say("Soát dự thảo kế hoạch", "Review draft plans"),
    )
    run = f"{' '.join(map(_quoted, program))} %F"
    home = _home()
    kinds = "".join(f"{each};" for each in _TYPES)
    application = (
        f"[Desktop Entry]\nType=Application\nVersion=1.5\nName=plancheck\nComment={comment}\nExec={run}\n"
        f"Icon=plancheck\nTerminal=false\nCategories=Office;\nMimeType={kinds}\nNoDisplay=false\n{_MARK}=true\n"
    )
    action = (
        f"[Desktop Entry]\nType=Service\nMimeType={kinds}\nActions=plancheck\n{_MARK}=true\n\n"
        f"[Desktop Action plancheck]\nName={name}\nIcon=plancheck\nExec={run}\n"
    )
    script = f'#!/bin/sh\n# {_MARK}\nexec {shlex.join(program)} "$@"\n'
    return {
        home / "applications" / "plancheck.desktop": (application, False),
        home / "kio" / "servicemenus" / "plancheck.desktop": (action, True),
        home / "nautilus" / "scripts" / name: (script, True),
        home / "icons" / "hicolor" / "scalable" / "apps" / "plancheck.svg": (_ICON, False),
    }


def _quoted(word: str) -> str:
    """An argument as Exec takes it: quoted where it must be, escaped twice, as a string and as a quoted one."""
    if word and not any(char in _RESERVED or char.isspace() for char in word):
        return word.replace("%", "%%")
    inner = "".join(f"\\{char}" if char in '"`$\\' else char for char in word)
    return '"' + inner.replace("\\", "\\\\").replace("%", "%%") + '"'


def _refresh() -> None:
    """Have the desktop notice, where it has a program for that."""
    if shutil.which("update-desktop-database"):
        subprocess.run(["update-desktop-database", "-q", str(_home() / "applications")], check=False)
