"""A real headless Chromium, spoken to over its own protocol."""

import itertools
import json
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "ArrowDown": (40, ""), "ArrowUp": (38, "")}
"""Keys that write no letter: their code and what they type."""


class Page:
    """A page, and all it asked for or complained of since it was opened."""

    def __init__(self, socket: ClientConnection, session: str, ids: "itertools.count[int]") -> None:
        self._socket = socket
        self._session = session
        self._ids = ids
        self._loaded = False
        self._scripted = True
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def call(self, method: str, **parameters: Any) -> Any:
        number = next(self._ids)
        message = {"id": number, "method": method, "params": parameters, "sessionId": self._session}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=30))
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self._hear(answer)

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("sessionId") != self._session:
            return
        method, told = event["method"], event["params"]
        if method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.complaints.append(told["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.complaints.append(json.dumps(told["args"]))

    def open(self, file: Path, width: int = 1400, height: int = 900, script: bool = True) -> None:
        for domain in ("Network", "Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self._scripted = script
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.size(width, height)
        self.call("Page.navigate", url=file.as_uri())
        while not self._loaded:
            self._hear(json.loads(self._socket.recv(timeout=30)))

    def size(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def run(self, script: str) -> Any:
        """Value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key, as a person does."""
        code, typed = KEYS.get(key, (ord(key.upper()[0]), key))
        parameters = {"key": key, "windowsVirtualKeyCode": code, "text": typed}
        self.call("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **parameters)
        self.call("Input.dispatchKeyEvent", type="keyUp", **parameters)

    def type(self, words: str) -> None:
        self.call("Input.insertText", text=words)

    def click(self, selector: str) -> None:
        """Click in the middle of the first element, scrolled into view, whatever lies over it."""
        self.settle()
        x, y = self.run(
            f"""(() => {{
                const element = document.querySelector({json.dumps(selector)});
                element.scrollIntoView({{block: "center"}});
                const {{left, top, width, height}} = element.getClientRects()[0];
                return [left + width / 2, top + height / 2];
            }})()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def settle(self) -> None:
        """Wait until the page has done what it put off to the next frame."""
        if self._scripted:
            self.run("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")

    def in_view(self, selector: str) -> bool:
        """Whether the first element stands within the window, or comes there when what was begun is drawn."""
        script = f"""(() => {{
            const {{top, bottom}} = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return top >= 0 && bottom <= window.innerHeight;
        }})()"""
        for _ in range(40):
            if self.run(script):
                return True
            time.sleep(0.05)
        return False

    def picture(self, file: Path) -> None:
        file.write_bytes(b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def printed(self) -> bytes:
        """The page as PDF."""
        return b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])


class Browser:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)

    def page(self) -> Page:
        """A new page of its own."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self._socket, session, self._ids)

    def _call(self, method: str, **parameters: Any) -> Any:
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=30))
            if answer.get("id") == number:
                return answer["result"]


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """Chromium with a profile in ``folder``, ended with the context."""
    program = next(path for path in map(shutil.which, NAMES) if path)
    command = [
        *(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"),
        *("--disable-lcd-text", "--no-first-run", "--disable-extensions", "--disable-background-networking"),
        *("--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        told = folder / "DevToolsActivePort"
        for _ in range(600):
            if told.is_file() and len(told.read_text().splitlines()) == 2:
                break
            time.sleep(0.05)
        port, path = told.read_text().splitlines()
        with connect(f"ws://127.0.0.1:{port}{path}", max_size=None, compression=None) as socket:
            yield Browser(socket)
    finally:
        process.terminate()
        process.wait(30)
