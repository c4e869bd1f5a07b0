"""Old Word files are read through LibreOffice, within limits, and only where it is there and wanted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.reading import ReadingError, convert, read
from plancheck.reading.convert import as_docx, office
from plancheck.reading.ole import word_state
from tests.conftest import ROOT
from tests.rounds.office import saved_again

SAMPLE = Path(__file__).parents[2] / "samples" / "province-2022.docx"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sample as Word 97 wrote it."""
    saved = saved_again({"a.docx": SAMPLE.read_bytes()}, tmp_path_factory.mktemp("doc"), ("doc",))
    return saved["a.docx"]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands for LibreOffice; what it does is written by the test."""
    path = tmp_path / "office"
    monkeypatch.setenv("PLANCHECK_OFFICE", str(path))
    monkeypatch.setattr(convert.tempfile, "tempdir", str(tmp_path))
    return path


def does(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def refused(data: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(data, "a.doc")
    return caught.value


def test_an_old_file_is_judged_as_the_new_one_and_says_so(old: bytes) -> None:
    document = read(old, "a.docx")
    new = read(SAMPLE.read_bytes())
    assert document.format == "doc"
    assert document.has_layout
    body = [[block.text for block in each.blocks if block.part == "body"] for each in (document, new)]
    assert body[0] == body[1]
    report = check_bytes(old, "a.doc", Options())
    assert [(finding.rule, finding.severity) for finding in report.findings if finding.rule == "FMT-048"] == [
        ("FMT-048", "info")
    ]
    assert [finding for finding in report.findings if finding.severity == "error"] == []


@pytest.mark.parametrize(("ending", "via"), [("rtf", "rtf"), ("xml", "xml:MS Word 2003 XML")])
def test_other_old_formats(ending: str, via: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, profile = tmp_path / "a.docx", (tmp_path / "profile").as_uri()
    source.write_bytes(SAMPLE.read_bytes())
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", via, "--outdir", tmp_path]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"a.{ending}").read_bytes()
    document = read(data, f"a.{ending}")
    assert document.format == "doc"
    assert [(trace.kind, trace.text) for trace in document.traces] == [("converted", ending)]
    assert any("Ủy ban nhân dân tỉnh Lào Cai ban hành Kế hoạch" in block.text for block in document.blocks)
    monkeypatch.setenv("PLANCHECK_OFFICE", "no")
    assert refused(data).code == {"rtf": "rtf", "xml": "word-2003-xml"}[ending]


def test_nothing_is_run_where_it_is_not_wanted(old: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("no", "NO", "0"):
        monkeypatch.setenv("PLANCHECK_OFFICE", value)
        assert office() == ""
        assert refused(old).code == "legacy-doc"
    monkeypatch.setenv("PLANCHECK_OFFICE", "")
    monkeypatch.setenv("PATH", "")
    assert "Lưu thành > .docx" in refused(old).message_vi


def test_what_hangs_is_ended_with_its_children_and_nothing_stays(program: Path, old: bytes, tmp_path: Path) -> None:
    does(program, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(ReadingError) as caught:
        as_docx(old, str(program), "doc", 1.0)
    assert caught.value.code == "not-converted"
    assert list(tmp_path.glob("plancheck-*")) == []
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("the child lives on")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_it_ends_with_the_one_that_asked_whatever_the_signal(
    end: signal.Signals, program: Path, old: bytes, tmp_path: Path
) -> None:
    does(program, f"sleep 60 & echo $! > {tmp_path}/child; wait")
    (tmp_path / "a.doc").write_bytes(old)
    script = "import sys; from plancheck.reading import read; read(open(sys.argv[1], 'rb').read())"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PLANCHECK_OFFICE": str(program)}
    asking = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "a.doc")], cwd=ROOT, env=environment)
    for _ in range(600):
        if (tmp_path / "child").exists() and (tmp_path / "child").read_text().strip():
            break
        time.sleep(0.05)
    asking.send_signal(end)
    asking.wait(20)
    child = Path("/proc") / (tmp_path / "child").read_text().strip()
    for _ in range(200):
        if not list(tmp_path.glob("plancheck-*")) and not child.exists():
            return
        time.sleep(0.05)
    pytest.fail("something is left")


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "echo broken > draft.docx"])
def test_what_fails_is_one_line(script: str, program: Path, old: bytes, tmp_path: Path) -> None:
    does(program, script)
    assert refused(old).code in ("not-converted", "truncated")
    assert list(tmp_path.glob("plancheck-*")) == []


def test_it_sees_only_its_own_folder(
    program: Path, old: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    does(program, f"env > {tmp_path}/seen; cat profile/user/registrymodifications.xcu > {tmp_path}/settings")
    refused(old)
    seen = (tmp_path / "seen").read_text()
    assert "SECRET_TOKEN" not in seen
    assert f"HOME={tmp_path}/plancheck-" in seen
    settings = (tmp_path / "settings").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings


def test_what_is_no_whole_word_file_is_never_given_to_it(program: Path, old: bytes, tmp_path: Path) -> None:
    does(program, f"touch {tmp_path}/ran")
    assert word_state(old) == "word"
    head = bytearray(old)
    at = old.index(b"\xec\xa5")
    head[at + 11] |= 1
    assert word_state(bytes(head)) == "encrypted"
    assert refused(bytes(head)).code == "encrypted"
    names = "WordDocument".encode("utf-16-le")
    for broken in (
        old[:600] + names,
        old[:8] + names,
        old[:76] + b"\xff" * 500 + names,
        old.replace(b"\xec\xa5", b"\x00\x00"),
    ):
        assert refused(broken).code == "legacy-doc"
    assert refused(old + bytes(convert.MAX_OLD)).code == "not-converted"
    assert not (tmp_path / "ran").exists()


def test_broken_headers_never_hurt(old: bytes) -> None:
    for position in range(0, 512, 4):
        for value in (b"\x00" * 4, b"\xff" * 4, b"\x01\x00\x00\x00"):
            assert word_state(old[:position] + value + old[position + 4 :]) in ("word", "encrypted", "")
    assert os.environ.get("PLANCHECK_OFFICE") is None


def test_a_short_file_as_libreoffice_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\n", encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "doc", "--outdir", tmp_path, tmp_path / "a.txt"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "a.doc").read_bytes()
    assert word_state(data) == "word"
    assert [block.text for block in read(data, "a.doc").blocks] == ["KẾ HOẠCH"]
