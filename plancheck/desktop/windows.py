"""The menu entries of Windows, for the user alone and without an administrator: a context menu and "Send to".

Kept to what Microsoft documents: verbs under ``SystemFileAssociations`` in ``HKEY_CURRENT_USER\\Software\\Classes``
("Creating Shortcut Menu Handlers"), shortcuts made by ``WScript.Shell``, the folder ``FOLDERID_SendTo``
(``%APPDATA%\\Microsoft\\Windows\\SendTo``).
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plancheck.cli.language import say

_ENDINGS = (".docx", ".docm")
_VERB = r"Software\Classes\SystemFileAssociations\{ending}\shell\plancheck"
_SHORTCUT = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:PLANCHECK_LINK); "
    "$s.TargetPath = $env:PLANCHECK_PROGRAM; $s.Arguments = $env:PLANCHECK_ARGUMENTS; $s.Save()"
)
"""What it says of paths comes by the environment: nothing in a name is code."""


def install(program: Sequence[str]) -> list[Path]:
    """Write the entries, and tell where. Raises OSError."""
    winreg = _registry()
    for ending in _ENDINGS:
        verb = _VERB.format(ending=ending)
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, verb) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, say("Soát bằng plancheck", "Review with plancheck"))
            winreg.SetValueEx(key, "Icon", 0, winreg.REG_SZ, program[0])
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, verb + r"\command") as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, f'{subprocess.list2cmdline(program)} "%1"')
    link = _link()
    environment = {
        **os.environ,
        "PLANCHECK_LINK": str(link),
        "PLANCHECK_PROGRAM": program[0],
        "PLANCHECK_ARGUMENTS": subprocess.list2cmdline(program[1:]),
    }
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _SHORTCUT]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return [*(Path("HKEY_CURRENT_USER", _VERB.format(ending=ending)) for ending in _ENDINGS), link]


def uninstall() -> list[Path]:
    """Take out what ``install`` wrote. Raises OSError."""
    winreg = _registry()
    gone = []
    for ending in _ENDINGS:
        verb = _VERB.format(ending=ending)
        for key in (verb + r"\command", verb):  # a key goes only once it holds no other
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                continue
            gone.append(Path("HKEY_CURRENT_USER", key))
    if _link().exists():
        _link().unlink()
        gone.append(_link())
    return gone


def _link() -> Path:
    return Path(os.environ["APPDATA"], "Microsoft", "Windows", "SendTo", "plancheck.lnk")


def _registry() -> Any:
    import winreg

    return winreg
