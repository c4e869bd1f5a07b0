"""Runs LibreOffice and ends it, whatever becomes of the one that asked. A program of its own, not imported.

``python office.py FOLDER SECONDS PROGRAM ARGUMENT …``: standard input is held open by the one that asked. When it is
closed (that process is done, or is no more, however it ended) or the time is over, the program is ended with all it has
started and the folder it worked in is removed. Where the system allows it, the program has no network, little memory,
little processor time and can't write large files.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

MEMORY = 4 << 30
"""Bytes of address space: LibreOffice reserves much more than it uses."""
FILE = 256 << 20
"""Bytes of a file it writes."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_STEP = 0.05
_GRACE = 2.0
"""Seconds the program is given to end by itself."""


def main() -> int:
    """Run the program to its end; its exit code, 1 where it was ended."""
    folder, seconds, *command = sys.argv[1:]
    _confine(int(float(seconds)))
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    last = time.monotonic() + float(seconds)
    gone = threading.Event()
    threading.Thread(target=_wait, args=(gone,), daemon=True).start()
    while process.poll() is None and time.monotonic() < last and not gone.wait(_STEP):
        pass
    if process.poll() is not None and not gone.is_set():
        return process.returncode
    _end(process, Path(folder))
    return 1


def _wait(gone: threading.Event) -> None:
    """Tell when the one that asked has let go of standard input."""
    os.read(0, 1)
    gone.set()


def _confine(seconds: int) -> None:
    """Set the limits the system has for this process and all it starts."""
    if os.name == "nt":
        return
    import resource

    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": 2 * seconds + 10, "RLIMIT_FSIZE": FILE, "RLIMIT_CORE": 0}
    for name, most in limits.items():
        if hasattr(resource, name):
            with suppress(ValueError, OSError):
                kind = getattr(resource, name)
                hard = resource.getrlimit(kind)[1]
                resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            _cut_off()


def _cut_off() -> None:
    """Leave the network: as a user of a space of its own where that takes no rights."""
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    if unshare(_NEW_NETWORK) == 0:
        return
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_USER | _NEW_NETWORK) == 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _end(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """End the program and all it has started, and remove its folder. They are of the group this process leads."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)
        return
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)  # also this process: nothing is left to do


if __name__ == "__main__":
    sys.exit(main())
