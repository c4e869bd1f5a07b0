"""Requests as programs make them, with whatever head they like."""

import http.client
import time
from collections.abc import Mapping
from urllib.parse import urlsplit
from uuid import uuid4

from plancheck.records import NamedTuple


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(url: str, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """``headers``: with underscores for hyphens."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=90)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, named)
        answer = connection.getresponse()
        return Answer(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def send(
    url: str, path: str, *files: tuple[str, bytes], fields: Mapping[str, str] | None = None, **headers: str
) -> Answer:
    """Post a form with files."""
    border = uuid4().hex
    pieces = []
    for name, value in (fields or {}).items():
        pieces.append(f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, data in files:
        head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        pieces += [head.encode(), data, b"\r\n"]
    body = b"".join([*pieces, f"--{border}--\r\n".encode()])
    return ask(url, path, "POST", body, Content_Type=f"multipart/form-data; boundary={border}", **headers)


def dropped(url: str, *files: tuple[str, bytes]) -> tuple[str, str]:
    """Drop drafts: where the browser is sent, and its cookie."""
    answer = send(url, "/drafts", *files)
    assert answer.status == 303, answer.text
    return answer.headers["location"], answer.headers["set-cookie"].partition(";")[0]


def waited(url: str, path: str, cookie: str) -> str:
    """The page of a draft once it is judged."""
    for _ in range(300):
        answer = ask(url, path, Cookie=cookie)
        if 'http-equiv="refresh"' not in answer.text:
            return answer.text
        time.sleep(0.1)
    raise AssertionError
