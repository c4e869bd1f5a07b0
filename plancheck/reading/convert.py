"""Files of older formats (.doc, .rtf, Word 2003 .xml) turned into .docx, and .docx into PDF, by LibreOffice.

It works in a private folder that is gone afterwards, with a profile of its own in which macros, links and proxies are
off. That is no sandbox: it runs as the user does. ``office.py`` runs it, within limits, and ends it with all its
children when it takes too long or this process is no more. ``PLANCHECK_OFFICE`` names the program to use, or says
``no``: nothing is run then.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from plancheck.reading.budget import MAX_INPUT
from plancheck.reading.errors import ReadingError

MAX_OLD = 16 << 20
"""Bytes of an old Word file that is given to LibreOffice."""
PATIENCE = 60.0
"""Seconds it is waited for."""
_MORE = 10.0
"""Seconds it is given to be ended in."""
_RUNNER = Path(__file__).with_name("office.py")
_NAMES = ("soffice", "libreoffice")
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""Variables the program is given, besides those that point into its folder."""
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no update of links, and for the network a door that leads nowhere."""


def office() -> str:
    """Program that converts, empty if there is none or none is to be used."""
    chosen = os.environ.get("PLANCHECK_OFFICE", "")
    if chosen.lower() in ("no", "0", "off"):
        return ""
    return next((found for name in ((chosen,) if chosen else _NAMES) if (found := shutil.which(name))), "")


def as_docx(data: bytes, program: str, ending: str = "doc", patience: float = PATIENCE) -> bytes:
    """Bytes of the .docx LibreOffice makes of a file of an older format. Raises ReadingError."""
    if len(data) > MAX_OLD:
        raise _failed()
    return _converted(data, program, ending, "docx:MS Word 2007 XML", patience)


def as_pdf(data: bytes, program: str, patience: float = PATIENCE) -> bytes:
    """Bytes of the PDF LibreOffice makes of a .docx. Raises ReadingError."""
    return _converted(data, program, "docx", "pdf:writer_pdf_Export", patience)


def _converted(data: bytes, program: str, ending: str, form: str, patience: float) -> bytes:
    folder = Path(tempfile.mkdtemp(prefix="plancheck-"))
    try:
        source = folder / f"draft.{ending}"
        made = folder / "made" / f"draft.{form.partition(':')[0]}"
        source.write_bytes(data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", form, "--outdir", str(made.parent), str(source),
        ]  # fmt: skip
        _run(command, folder, patience)
        if not made.is_file() or made.stat().st_size > MAX_INPUT:
            raise _failed()
        return made.read_bytes()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], folder: Path, patience: float) -> None:
    """Run a program to its end, or end it and all it has started."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    environment = {**kept, "HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", str(_RUNNER), str(folder), str(patience), *command],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise _failed() from None
    try:
        process.wait(patience + _MORE)
    except subprocess.TimeoutExpired:
        raise _failed() from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _registry() -> str:
    """Settings of the profile."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )


def _failed() -> ReadingError:
    return ReadingError(
        "not-converted",
        "LibreOffice không chuyển được tệp Word cũ này; hãy mở bằng Word, chọn Tệp > Lưu thành > .docx rồi chạy lại.",
        "LibreOffice could not convert this old file; open it in Word, choose File > Save As > .docx and run again.",
    )
