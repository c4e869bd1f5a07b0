"""What is written: whole or not at all, never over what was read, over other files only by --force, through no link."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.scenario import ROOT, run

DRAFT = (ROOT / "samples" / "copied-draft.docx").read_bytes()
POSIX = os.name == "posix"
COPIES = (["annotate"], ["fix"], ["slip"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a draft, the one before it, a baseline, rules, a configuration, and somebody's letter."""
    (tmp_path / "kh.docx").write_bytes(DRAFT)
    (tmp_path / "cu.docx").write_bytes((ROOT / "samples" / "province-2022.docx").read_bytes())
    (tmp_path / "thu.docx").write_bytes(b"PK somebody's")
    (tmp_path / "moc.json").write_text('{"schema": "plancheck-baseline/1", "files": {}}\n', encoding="utf-8")
    (tmp_path / "pc.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "register").mkdir()
    (tmp_path / "rules" / "register" / "own.yaml").write_text("instruments: []\n", encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


READ = ("kh.docx", "cu.docx", "moc.json", "pc.toml", "rules/register/own.yaml")
INPUTS = ["kh.docx", "--diff-from", "cu.docx", "--baseline", "moc.json", "--config", "pc.toml", "--rules", "rules"]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("form", [["--format", "json", "-o"], ["--report"], ["--write-baseline"]])
def test_nothing_goes_over_what_is_read(folder: Path, name: str, form: list[str]) -> None:
    before = contents(folder)
    if form == ["--write-baseline"] and name == "moc.json":
        return  # the one thing it is for
    target = f"html:{name}" if form == ["--report"] else name
    outcome = run([*INPUTS, "--force", *form, target], folder)
    assert (outcome.exit, len(outcome.stderr.splitlines())) == (2, 1)
    assert f"“{name}”" in outcome.stderr
    assert contents(folder) == before


@pytest.mark.parametrize("command", [*COPIES, ["new", "--province", "Lào Cai"]])
@pytest.mark.parametrize("name", READ)
def test_no_copy_goes_over_what_is_read(folder: Path, command: list[str], name: str) -> None:
    if command[0] == "new" and name in ("kh.docx", "cu.docx", "moc.json"):
        return  # not read by it
    before = contents(folder)
    settings = ["--config", "pc.toml", "--rules", "rules"]
    if command[0] != "new":
        command = [*command, "cu.docx" if name == "cu.docx" else "kh.docx"]
    (folder / "pc.toml").write_text('baseline = "moc.json"\n', encoding="utf-8")
    before = contents(folder)
    outcome = run([*command, *settings, "--force", "-o", name], folder)
    assert outcome.exit == 2
    if name != "cu.docx" or "cu.docx" in command:
        assert contents(folder) == before


@pytest.mark.parametrize("link", ["hard", "symbolic"])
def test_an_input_is_known_by_another_name(folder: Path, link: str) -> None:
    if not POSIX:
        return
    other = folder / "khac.json"
    if link == "hard":
        os.link(folder / "moc.json", other)
    else:
        other.symlink_to("moc.json")
    before = contents(folder)
    assert run([*INPUTS, "--force", "-o", "khac.json"], folder).exit == 2
    assert contents(folder) == before


@pytest.mark.parametrize("ending", [".docx", ".DOCX", ".doc", ".odt", ".pdf", ".xlsx", ".rtf", ".docm"])
@pytest.mark.parametrize("form", ["-o", "--format", "--report"])
def test_a_report_is_never_called_like_an_office_file(folder: Path, ending: str, form: str) -> None:
    name = f"bao-cao{ending}"
    options = {
        "-o": ["-o", name],
        "--format": ["--format", "html", "-o", name],
        "--report": ["--report", f"html:{name}"],
    }
    outcome = run(["kh.docx", "--force", *options[form]], folder)
    assert outcome.exit == 2
    assert "plancheck annotate" in outcome.stderr
    assert "plancheck slip" in outcome.stderr
    assert not (folder / name).exists()
    (folder / name).write_bytes(b"mine")
    run(["kh.docx", "--force", *options[form]], folder)
    assert (folder / name).read_bytes() == b"mine"


def test_an_ending_that_is_no_format_is_refused(folder: Path) -> None:
    outcome = run(["kh.docx", "-o", "bao-cao.htlm"], folder)
    assert outcome.exit == 2
    assert ".html" in outcome.stderr
    for command, name in (("annotate", "kq.html"), ("fix", "kq.pdf"), ("slip", "kq.pdf"), ("slip", "kq.json")):
        outcome = run([command, "kh.docx", "-o", name], folder)
        assert (outcome.exit, (folder / name).exists()) == (2, False)
    assert run(["kh.docx", "--fail-on", "never", "--format", "json", "-o", "bao-cao.dat"], folder).exit == 0


def test_the_end_of_the_name_beats_a_configured_format(folder: Path) -> None:
    (folder / "plancheck.toml").write_text('format = "concise"\nfail-on = "never"\n', encoding="utf-8")
    assert run(["kh.docx", "-o", "bao-cao.html"], folder).exit == 0
    assert (folder / "bao-cao.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    "command",
    [
        ["kh.docx", "-o", "out.json"],
        ["kh.docx", "--report", "json:out.json"],
        ["kh.docx", "--write-baseline", "out.json"],
        ["annotate", "kh.docx", "-o", "out.docx"],
        ["fix", "kh.docx", "-o", "out.docx"],
        ["slip", "kh.docx", "-o", "out.docx"],
        ["new", "--province", "Lào Cai", "-o", "out.docx"],
    ],
    ids=lambda command: " ".join(command[:3]),
)
def test_what_is_there_is_written_over_only_by_force(folder: Path, command: list[str]) -> None:
    target = folder / command[-1].rpartition(":")[2]
    mine = (folder / "moc.json").read_bytes() if "--write-baseline" in command else b"mine"
    target.write_bytes(mine)
    outcome = run([*command, "--fail-on", "never"] if command[0] == "kh.docx" else command, folder)
    assert (outcome.exit, "--force" in outcome.stderr) == (2, True)
    assert target.read_bytes() == mine
    assert run([*command, "--force"], folder).exit in (0, 1)
    assert target.read_bytes() != mine
    if not POSIX:
        return
    victim = folder / "victim.txt"
    victim.write_bytes(b"victim")
    target.unlink()
    target.symlink_to("victim.txt" if "--write-baseline" not in command else "nowhere")
    assert run(command, folder).exit == 2
    assert run([*command, "--force"], folder).exit in (0, 1)
    assert victim.read_bytes() == b"victim"
    assert not target.is_symlink()


@pytest.mark.parametrize("command", COPIES)
def test_planted_names_are_not_written_through(folder: Path, command: list[str]) -> None:
    if not POSIX:
        return
    (folder / "victim.txt").write_bytes(b"victim")
    for output in ("kh.nhan-xet.docx", "kh.da-sua.docx", "kh.phieu-kiem-tra.docx", "bao-cao.html"):
        (folder / f"{output}.part").symlink_to("kh.docx" if command == ["annotate"] else "victim.txt")
    assert run([*command, "kh.docx"], folder).exit == 0
    assert run(["kh.docx", "--fail-on", "never", "-o", "bao-cao.html"], folder).exit == 0
    assert (folder / "kh.docx").read_bytes() == DRAFT
    assert (folder / "victim.txt").read_bytes() == b"victim"
    assert not (folder / "bao-cao.html").is_symlink()
    assert not list(folder.glob(".plancheck-*"))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_copy_has_the_mode_of_the_draft(folder: Path, mode: int) -> None:
    if not POSIX:
        return
    (folder / "kh.docx").chmod(mode)
    for command in COPIES:
        assert run([*command, "kh.docx", "-o", f"{command[0]}.docx"], folder).exit == 0
        assert stat.S_IMODE((folder / f"{command[0]}.docx").stat().st_mode) == mode
    (folder / "cu.docx").chmod(0o644)
    assert run(["kh.docx", "cu.docx", "--fail-on", "never", "-o", "bao-cao.html"], folder).exit == 0
    assert stat.S_IMODE((folder / "bao-cao.html").stat().st_mode) == mode & 0o644


def test_a_run_that_is_killed_leaves_the_old_report_whole(folder: Path) -> None:
    if not POSIX:
        return
    drafts = folder / "nhieu"
    drafts.mkdir()
    for number in range(200):
        (drafts / f"{number:03}.docx").write_bytes(DRAFT)
    report = folder / "bao-cao.jsonl"
    report.write_text("old\n", encoding="utf-8")
    command = [sys.executable, "-m", "plancheck", "nhieu", "-j", "1", "--force", "-o", "bao-cao.jsonl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        written = [path for path in folder.glob(".plancheck-*") if path.stat().st_size]
        if written:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
    assert report.read_text(encoding="utf-8") == "old\n"


def test_a_report_that_can_not_be_finished_leaves_the_old_one_whole(folder: Path) -> None:
    if not POSIX:
        return
    for name in ("bao-cao.html", "kq.docx"):
        (folder / name).write_bytes(b"old")
    limited = f"ulimit -f 4; exec {sys.executable} -m plancheck "
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    for command in ("kh.docx --force -o bao-cao.html", "annotate kh.docx --force -o kq.docx"):
        done = subprocess.run(
            ["bash", "-c", limited + command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 2
        assert "vượt quá cỡ" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert {(folder / name).read_bytes() for name in ("bao-cao.html", "kq.docx")} == {b"old"}
    assert not list(folder.glob(".plancheck-*"))


def shell(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = f"{sys.executable} -m plancheck"
    return subprocess.run(
        ["bash", "-c", text.replace("plancheck ", program + " ", 1)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_full_disk_is_told_in_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        return
    for options in ("kh.docx", "kh.docx --format json", "explain SEC-001", "rules list", "--version", "--help"):
        done = shell(f"plancheck {options} > /dev/full", folder)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), options
        assert "đĩa đã đầy" in done.stderr
    assert shell("plancheck kh.docx 2> /dev/full", folder).returncode == 1
    done = shell("plancheck kh.docx -o /dev/full --format json", folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_closed_streams_and_a_folder_that_is_gone(folder: Path) -> None:
    if not POSIX:
        return
    draft = folder / "kh.docx"
    for closing in (">&-", "2>&-", ">&- 2>&-", "<&-"):
        done = shell(f"plancheck {draft} {closing}", folder)
        assert done.returncode == 1, closing
        assert "internal" not in done.stderr + done.stdout
        assert "bên trong" not in done.stderr + done.stdout
    assert shell("plancheck - <&-", folder).returncode == 2
    done = shell(f'mkdir gone; cd gone; rmdir "$PWD"; plancheck {draft} kh.txt', folder)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert "không còn" in done.stderr
