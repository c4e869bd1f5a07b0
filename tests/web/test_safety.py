"""Nothing foreign gets in, nothing gets out, and a draft that breaks what checks it costs only itself."""

import asyncio
import contextlib
import io
import os
import socket
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from plancheck.web import judging, pages
from plancheck.web.security import Access
from plancheck.web.workers import LostError, Workers
from tests.web.asking import ask, dropped, send, waited
from tests.web.conftest import DRAFT
from tests.web.fatal import fatal, judged
from tests.web.served import served

WORDS = "Kế hoạch công tác thông tin đối ngoại"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Host": "192.168.1.5"}, 421),
        ({"Host": "["}, 421),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}, 200),
        ({"Host": "localhost"}, 200),
    ],
)
def test_only_the_pages_own_name_is_answered(site: str, headers: dict[str, str], status: int) -> None:
    assert ask(site, "/api", **headers).status == status


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example"]
)
def test_no_other_page_sends_anything(site: str, origin: str) -> None:
    assert send(site, "/drafts", ("d.txt", b"x"), Origin=origin).status == 403
    assert send(site, "/api/check", ("d.txt", b"x"), Origin=origin).status == 403
    assert send(site, "/api/check", ("d.txt", b"x"), Sec_Fetch_Site="cross-site").status == 403
    assert send(site, "/api/check", ("d.txt", WORDS.encode()), Origin=site).status == 200


def test_every_answer_says_what_may_run(site: str) -> None:
    for path in ("/", "/api", "/no-such", "/static/page.js", "/static/../app.py", "/d/x"):
        headers = ask(site, path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers
    assert ask(site, "/static/..%2fapp.py").status == 404
    assert "unsafe" not in ask(site, "/overview").headers["content-security-policy"]


def test_beyond_this_machine_a_token_is_needed() -> None:
    with served(access=Access("127.0.0.1", "khóa bí mật".encode().hex()), jobs=1) as url:
        secret = "khóa bí mật".encode().hex()
        assert ask(url, "/").status == 401
        assert send(url, "/api/check", ("d.txt", b"x")).status == 401
        assert ask(url, "/?token=sai").status == 401
        assert ask(url, "/api", Authorization=f"Bearer {secret}").status == 200
        opened = ask(url, f"/?token={secret}")
        assert (opened.status, opened.headers["location"]) == (303, "/")
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert "samesite=strict" in opened.headers["set-cookie"].lower()
        assert ask(url, "/", Cookie=opened.headers["set-cookie"].partition(";")[0]).status == 200


def test_uploads_are_bounded_in_size_and_number() -> None:
    with served(access=Access(most=2_000_000), jobs=1) as url:
        assert send(url, "/drafts", ("d.txt", b"x" * 2_000_001)).status == 413
        assert ask(url, "/api/check", "POST", b"x", Content_Length="99999999999").status == 413
        assert send(url, "/drafts", *(("d.txt", b"x") for _ in range(21))).status == 400
        assert send(url, "/drafts", fields={f"a{n}": "x" for n in range(100)}).status == 400
        assert ask(url, "/drafts", "POST", b"x", Content_Type="multipart/form-data; boundary=y").status == 400
        assert send(url, "/api/check", ("d.txt", WORDS.encode())).status == 200


def test_a_body_without_a_length_is_bounded_too() -> None:
    with served(access=Access(most=300_000), jobs=1) as url:
        address = urlsplit(url)
        with socket.create_connection((address.hostname, address.port), timeout=30) as line:
            head = "POST /drafts HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=y\r\n"
            part = '--y\r\nContent-Disposition: form-data; name="file"; filename="d.txt"\r\n\r\n'
            line.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n{len(part):x}\r\n{part}\r\n".encode())
            with contextlib.suppress(OSError):
                for _ in range(20):
                    line.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            assert line.recv(100).startswith(b"HTTP/1.1 413")
        assert send(url, "/api/check", ("d.txt", WORDS.encode())).status == 200


def test_other_names_of_the_machine_are_answered_where_they_are_given() -> None:
    with served(access=Access(names=("May-Chu.so.local",)), jobs=1) as url:
        assert ask(url, "/api", Host="may-chu.so.local:8765").status == 200
        refused = ask(url, "/api", Host="khac.so.local")
        assert (refused.status, "--allow-host" in refused.text) == (421, True)


def test_a_job_that_can_not_travel_loses_no_worker() -> None:
    workers = Workers(1)
    try:
        with pytest.raises(LostError):
            asyncio.run(workers.do(lambda: None))
        assert asyncio.run(workers.do(len, "abc")) == 3
    finally:
        workers.close()


def test_a_draft_of_ten_megabytes_is_checked(site: str) -> None:
    grown = io.BytesIO(DRAFT.read_bytes())
    with zipfile.ZipFile(grown, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/image99.png", os.urandom(10 * 1024 * 1024))
    path, cookie = dropped(site, ("lớn.docx", grown.getvalue()))
    shown = waited(site, path, cookie)
    assert "LEG-010" in shown


def test_hostile_drafts_are_refused_in_one_line(site: str, tmp_path: Path) -> None:
    for name, data in hostile_drafts(tmp_path):
        path, cookie = dropped(site, (name, data))
        shown = waited(site, path, cookie)
        assert "Traceback" not in shown
        assert "<script>alert" not in shown


def hostile_drafts(folder: Path) -> list[tuple[str, bytes]]:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 50_000_000)
    entities = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;&b;">]><a>&d;</a>'
    return [
        ("bom.docx", bomb.getvalue()),
        ("thuc-the.xml", entities),
        ("../../etc/passwd.docx", b"PK\x03\x04"),
        ("<script>alert(1)</script>.txt", b"<script>alert(1)</script> " + WORDS.encode()),
        ("rong.txt", b""),
    ]


def test_a_draft_that_kills_its_process_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(judging.work, "judged", fatal)
    with served(jobs=2, seconds=6) as url:
        names = ["chết.txt", "được.txt", "ngủ.txt", "được.txt", "lỗi.txt", "chết.txt", "được.txt"]
        text = WORDS + " mật-mã-của-bản-thảo"
        with ThreadPoolExecutor(len(names)) as pool:
            answers = list(pool.map(lambda name: send(url, "/api/check", (name, text.encode())), names))
        assert [answer.status for answer in answers] == [503, 200, 503, 200, 503, 503, 200]
        assert "dừng đột ngột" in answers[0].text
        assert "lâu quá" in answers[2].text
        assert "mật-mã" not in answers[4].text
        path, cookie = dropped(url, ("chết.txt", text.encode()))
        assert "dừng đột ngột" in waited(url, path, cookie)
        monkeypatch.setattr(judging.work, "judged", judged)
        assert send(url, f"{path}/again", Cookie=cookie).status == 303
        assert 'class="outcome"' in waited(url, path, cookie)
        assert "mật-mã" not in "".join(capfd.readouterr())


def test_names_from_a_browser_are_names_alone() -> None:
    from plancheck.web.uploads import named

    assert named("C:\\Users\\a\\kế hoạch.docx") == "kế hoạch.docx"
    assert named("../../etc/passwd") == "passwd"
    assert named("a\r\nSet-Cookie: b.txt") == "aSet-Cookie: b.txt"
    assert named("..") == "du-thao"
    assert len(named("x" * 5000 + ".docx")) == 200


def test_what_breaks_is_told_by_its_place_alone(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> str:
        raise ValueError("mật-mã-của-bản-thảo")

    with served(jobs=1) as url:
        path, cookie = dropped(url, ("d.txt", WORDS.encode()))
        monkeypatch.setattr(pages, "draft", broken)
        answer = ask(url, path, Cookie=cookie)
        assert answer.status == 500
        assert "Lỗi bên trong" in answer.text
    said = "".join(capfd.readouterr())
    assert "ValueError, test_safety.py:" in said
    assert "mật-mã" not in said + answer.text
