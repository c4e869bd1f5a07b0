"""Drafts that fsspec reads: in memory, in an archive; what can't be had is told in one line."""

import shutil
import zipfile
from pathlib import Path

import pytest

import plancheck
from plancheck.api.drafts import is_url
from tests.cli.scenario import run
from tests.conftest import ROOT

fsspec = pytest.importorskip("fsspec")

from plancheck.api.remote import _url, remote_drafts  # noqa: E402

SAMPLE = ROOT / "samples" / "province-2022.docx"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "kho.zip", "w") as file:
        for name in ("2022/tinh/kh.docx", "2022/kh.docx", "2022/~$kh.docx", "2022/.an/kh.docx", "2022/anh.png"):
            file.write(SAMPLE, name)
    return tmp_path / "kho.zip"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s3://bucket/kh.docx", True),
        ("zip://::s3://bucket/kho.zip", True),
        ("simplecache::gs://bucket", True),
        ("C:\\kh.docx", False),
        ("c://kh.docx", False),
        ("kh.docx", False),
        ("Kế hoạch: 1//2.docx", False),
        ("/tmp/a://b", False),
    ],
)
def test_what_is_a_url(text: str, expected: bool) -> None:
    assert is_url(text) is expected


def test_drafts_under_a_url_in_order() -> None:
    store = fsspec.filesystem("memory")
    for name in ("kho/b/kh.docx", "kho/a/kh.docx", "kho/kh.docx", "kho/.an/kh.docx", "kho/~$kh.docx", "kho/anh.png"):
        store.pipe(f"/{name}", b"x")
    try:
        found = [draft.url for draft in remote_drafts("memory://kho")]
        assert found == [f"memory:///kho/{name}" for name in ("kh.docx", "a/kh.docx", "b/kh.docx")]
        assert [draft.read() for draft in remote_drafts("memory://kho/")] == [b"x"] * 3
        assert [draft.url for draft in remote_drafts("memory://kho/*/*.docx")] == [
            f"memory:///kho/{name}" for name in ("a/kh.docx", "b/kh.docx")
        ]
    finally:
        store.rm("/kho", recursive=True)


@pytest.mark.parametrize("chosen", ["", "2022", "2022/tinh", "2022/*.docx"])
def test_an_archive_gives_the_reports_of_its_files(archive: Path, chosen: str) -> None:
    files = list(plancheck.check_many(f"zip://{chosen}::file://{archive}", select="LEG", as_of="2026-11-22"))
    expected = plancheck.check(SAMPLE, select="LEG", as_of="2026-11-22").files[0]
    assert len(files) == (2 if chosen in ("", "2022") else 1)
    for file in files:
        assert file._replace(path=expected.path) == expected
        assert file.path.startswith("zip://2022/")
        assert file.path.endswith(f"kh.docx::file://{archive}")


@pytest.mark.parametrize(
    ("url", "path", "name", "expected"),
    [
        ("s3://kho/2022/", "kho/2022", "kho/2022/kh.docx", "s3://kho/2022/kh.docx"),
        ("hdfs://nn:8020/kho", "/kho", "/kho/kh.docx", "hdfs://nn:8020/kho/kh.docx"),
        ("zip://::s3://kho/a.zip", "", "kh.docx", "zip://kh.docx::s3://kho/a.zip"),
        ("simplecache::s3://kho", "kho", "kho/kh.docx", "simplecache::s3://kho/kh.docx"),
        ("file://kho", "/home/a/kho", "/home/a/kho/kh.docx", "file:///home/a/kho/kh.docx"),
    ],
)
def test_the_url_of_what_is_found(url: str, path: str, name: str, expected: str) -> None:
    assert _url(url, path, name) == expected


def test_what_can_not_be_read_is_one_line(archive: Path, tmp_path: Path) -> None:
    (file,) = plancheck.check_many(f"zip://khong-co.docx::file://{archive}")
    assert file.error is not None
    assert file.error.code == "not-found"
    shutil.copyfile(SAMPLE, tmp_path / "khong-phai.zip")
    for url in ("khong-biet://kh", f"zip://::file://{tmp_path}/khong-co.zip", "memory://trong/*"):
        outcome = run([url], tmp_path)
        assert outcome.exit == 2
        assert outcome.stderr.count("\n") == 1
        assert url in outcome.stderr
