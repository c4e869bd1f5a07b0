"""The page under load: ``python -m tests.web.load [uploads]``.

Tells how a check through the page compares with a bare one, how memory grows over many uploads, and whether all of
twenty at once are answered. The server is the real command, in a process of its own.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from plancheck.api import Checker, Draft
from tests.real import ROOT
from tests.web.asking import dropped, send, waited

DRAFT = ROOT / "samples" / "copied-draft.docx"
AT_ONCE = 20
_WARM = 10


def main(uploads: int = 1000) -> None:
    """Run it all and print the figures."""
    data = DRAFT.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "plancheck", "serve", "--no-open", "--port", "0"]
        environment = {**os.environ, "PLANCHECK_STATE_DIR": folder}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            (url,) = re.findall(r"http://[\d.:]+", server.stderr.readline())
            try:
                _compare(url, data)
                _at_once(url, data)
                _many(url, data, uploads, server.pid)
            finally:
                server.terminate()


def _compare(url: str, data: bytes, times: int = 100) -> None:
    """Bare and through the page by turns, so that whatever else the machine does slows both."""
    checker = Checker()

    def bare() -> None:
        assert checker.check(Draft(DRAFT.name, None, data)).error is None

    def api() -> None:
        assert send(url, "/api/check", (DRAFT.name, data)).status == 200

    def page() -> None:
        path, cookie = dropped(url, (DRAFT.name, data))
        assert "LEG-010" in waited(url, path, cookie)

    kinds: dict[str, Callable[[], None]] = {"bare": bare, "api": api, "page": page}
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(times + _WARM):
        for name, work in kinds.items():
            start = time.perf_counter()
            work()
            if turn >= _WARM:
                taken[name].append((time.perf_counter() - start) * 1000)
    for name, each in taken.items():
        middle, high = statistics.median(each), statistics.quantiles(each, n=20)[-1]
        ratio = high / statistics.quantiles(taken["bare"], n=20)[-1]
        print(f"{name}: median {middle:.0f} ms, p95 {high:.0f} ms, {ratio:.2f} × bare", flush=True)


def _at_once(url: str, data: bytes) -> None:
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = [pool.submit(send, url, "/api/check", (f"{n}.docx", data)) for n in range(AT_ONCE)]
        answers = [each.result() for each in sent]
    whole = sum(answer.status == 200 and f'"{n}.docx"' in answer.text for n, answer in enumerate(answers))
    print(f"{AT_ONCE} at once: {whole} answered in {time.perf_counter() - start:.1f} s", flush=True)


def _many(url: str, data: bytes, uploads: int, server: int) -> None:
    path, cookie = dropped(url, (DRAFT.name, data))
    step = max(uploads // 10, 1)
    for number in range(1, uploads + 1):
        answer = send(url, "/drafts", (f"{number}.docx", data), Cookie=cookie)
        path = answer.headers["location"]
        assert "LEG-010" in waited(url, path, cookie)
        if number % step == 0:
            held = [_resident(process) for process in (server, *_children(server))]
            print(f"{number} uploads: {held[0]} MB in the server, {sum(held[1:])} MB in its workers", flush=True)


def _resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task").glob("*/children")  # those a thread has started are listed under it
    return [int(each) for file in listed for each in file.read_text().split()]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
