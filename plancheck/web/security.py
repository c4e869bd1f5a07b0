"""Who may ask: this machine's own page, or whoever holds the token. No other page in the browser, by whatever name."""

import hmac
import ipaddress
import socket
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response

from plancheck.records import NamedTuple

TOKEN_COOKIE = "plancheck-token"
_LOCAL = ("localhost", "127.0.0.1", "::1")
_SAFE = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers would send a form's origin as "null", which says nothing of where it stood.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


class Access(NamedTuple):
    """Whom the server answers."""

    host: str = "127.0.0.1"
    """Where it listens."""
    token: str = ""
    """What a person must show; empty: nothing."""
    names: tuple[str, ...] = ()
    """Other names of this machine that it is asked by."""
    most: int = 80 * 1024 * 1024
    """Bytes of a request's body."""


def is_local(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    return host in _LOCAL or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """Stands before the application: refuses foreign hosts, pages and bodies, and says in each answer what may run."""

    def __init__(self, app: Any, access: Access) -> None:
        self._app = app
        self._access = access
        own = () if is_local(access.host) else (socket.gethostname(),)
        self._names = {name.lower() for name in (*_LOCAL, access.host, *own, *access.names)}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def protected(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        refusal = self._refusal(scope["method"], headers)
        if refusal is None and self._access.token and not self._known(scope, headers):
            refusal = _refused(401, "Cần mã truy cập: hãy mở đúng địa chỉ mà plancheck serve đã in ra.")
        if refusal is not None:
            await refusal(scope, receive, protected)
            return
        await self._app(scope, self._bounded(receive), protected)

    def _refusal(self, method: str, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if not self._is_own(host):  # a foreign name that leads here: its pages would else read ours
            return _refused(421, "Tên máy không đúng; nếu tên này là của máy chạy plancheck, thêm --allow-host TÊN.")
        site = headers.get("sec-fetch-site", "none")
        if method in _SAFE:
            # A link on another page may lead here; nothing else there may fetch from here.
            linked = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
            if site in ("cross-site", "same-site") and not linked:
                return _refused(403, "Yêu cầu từ trang khác bị từ chối.")
            return None
        origin = headers.get("origin")
        if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc != host):
            return _refused(403, "Yêu cầu từ trang khác bị từ chối.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._access.most:
            most = self._access.most // (1024 * 1024)
            return _refused(413, f"Nhiều dữ liệu quá: mỗi lần tối đa {most} MB.")
        return None

    def _is_own(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        # An address can't be made to lead elsewhere, a name can.
        return name in self._names or (not is_local(self._access.host) and _is_address(name))

    def _known(self, scope: Any, headers: Headers) -> bool:
        given = [headers.get("authorization", "").removeprefix("Bearer ").strip()]
        try:
            cookies: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            cookies = SimpleCookie()
        if TOKEN_COOKIE in cookies:
            given.append(cookies[TOKEN_COOKIE].value)
        query = scope["query_string"].decode("latin-1")
        if scope["path"] == "/" and query.startswith("token="):
            given.append(query.removeprefix("token=").partition("&")[0])
        return any(hmac.compare_digest(each.encode(), self._access.token.encode()) for each in given)

    def _bounded(self, receive: Any) -> Any:
        """The body, cut off where it is longer than may be, whatever its head said."""
        taken = 0

        async def bounded() -> Any:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= self._access.most else {"type": "http.disconnect"}

        return bounded


def _refused(status: int, text: str) -> Response:
    response: Response = PlainTextResponse(text + "\n", status)
    return response
