"""The server that shows the page, until it is stopped."""

import socket
import sys
import threading
import webbrowser
from typing import Any

import uvicorn

PORT = 8765
_CONNECTIONS = 500


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens there; ``port`` None: the usual one, or where that is taken any. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for each in (PORT, 0) if port is None else (port,):
        listener = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let another program listen in
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, each))
        except OSError:
            listener.close()
            if port is None and each:
                continue
            raise
        listener.listen(128)
        return listener
    raise AssertionError


def run(app: Any, listener: socket.socket, url: str = "") -> None:
    """Answer until stopped. ``url`` is opened in the browser: what it asks before all is ready waits at the socket."""
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
    )
    if url:  # a browser that is slow to start must not keep others waiting
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
    uvicorn.Server(config).run(sockets=[listener])
