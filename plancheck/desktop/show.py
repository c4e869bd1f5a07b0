"""What a desktop does for a program without a window: opens a file, tells something, asks for files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from plancheck import limits

_INFORMATION = 0x40
_WARNING = 0x30
"""Of MessageBoxW: MB_ICONINFORMATION, MB_ICONWARNING."""


def opened(file: Path) -> None:
    """Open a file with the program that is for its kind."""
    if sys.platform == "win32":
        os.startfile(file)
    else:
        _first([["open", str(file)]] if sys.platform == "darwin" else [["xdg-open", str(file)]])


def notified(title: str, text: str) -> None:
    """Tell something that needs no answer."""
    if sys.platform == "win32":
        _box(title, text, _INFORMATION)
    else:
        _told([["notify-send", "--app-name=plancheck", "--icon=plancheck", title, text]], title, text)


def warned(title: str, text: str) -> None:
    """Tell what went wrong, in a window that stays."""
    if sys.platform == "win32":
        _box(title, text, _WARNING)
        return
    dialogs = [
        ["zenity", "--error", "--no-markup", f"--title={title}", f"--text={text}"],
        ["kdialog", "--title", title, "--error", text],
        ["xmessage", f"{title}\n{text}"],
    ]
    _told(dialogs, title, text)


def chosen(title: str) -> Sequence[str] | None:
    """Files a person chooses; None where there is no way to ask."""
    if sys.platform == "win32":
        from tkinter import Tk, filedialog

        window = Tk()
        window.withdraw()
        return filedialog.askopenfilenames(title=title)
    asking = [
        ["zenity", "--file-selection", "--multiple", "--separator=\n", f"--title={title}"],
        ["kdialog", "--multiple", "--separate-output", "--title", title, "--getopenfilename", "."],
    ]
    for command in asking:
        if shutil.which(command[0]):
            with limits.lifted():
                done = subprocess.run(command, capture_output=True, text=True, check=False)
            return [line for line in done.stdout.splitlines() if line]
    return None


def _told(commands: Sequence[Sequence[str]], title: str, text: str) -> None:
    """Have the first program that is there tell it; on standard error where there is none."""
    if not _first(commands) and sys.stderr is not None:
        print(f"{title}\n{text}", file=sys.stderr)


def _first(commands: Sequence[Sequence[str]]) -> bool:
    for command in commands:
        if shutil.which(command[0]):
            with limits.lifted():
                done = subprocess.run(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
                )
            if done.returncode == 0:
                return True
    return False


def _box(title: str, text: str, icon: int) -> None:
    import ctypes

    ctypes.windll.user32.MessageBoxW(None, text, title, icon)  # type: ignore[attr-defined,unused-ignore]
