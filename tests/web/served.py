"""The page served from a thread of this process, for browsers and programs to ask."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from plancheck.api import Checker
from plancheck.web.app import application
from plancheck.web.security import Access
from plancheck.web.server import listening

TODAY = "2026-11-22"


@contextmanager
def served(
    folder: Path | None = None, access: Access | None = None, jobs: int = 2, seconds: float = 60.0
) -> Iterator[str]:
    """Its address."""
    listener = listening("127.0.0.1", 0)
    app = application(Checker(), access or Access(), folder, jobs, seconds)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()
