"""What a person at a terminal sees, which a pipe does not."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text

from tests.cli.scenario import ROOT, run

SAMPLES = ROOT / "samples"


def on_terminal(arguments: list[str], columns: int, environment: dict[str, str] | None = None) -> str:
    """Output of the program, both streams, on a terminal of some columns."""
    terminal, other = pty.openpty()
    inherited = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    size = {"COLUMNS": str(columns), "LINES": "40", "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-m", "plancheck", *arguments],
        env=inherited | size | (environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=other,
        stderr=other,
    )
    os.close(other)
    output = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        output += piece
    os.close(terminal)
    process.wait(30)
    return output.decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> str:
    text = (SAMPLES / "province-2022.txt").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("drafts") / "du-thao.txt"
    path.write_text(text.replace("Nghị định số 72/2015/NĐ-CP", "Quyết định số 79/2010/QĐ-TTg"), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("columns", [60, 100, 140])
def test_colour_and_width(draft: str, columns: int) -> None:
    output = on_terminal([draft], columns)
    assert "\x1b[" in output
    assert "LỖI" in Text.from_ansi(output).plain
    assert all(cell_len(Text.from_ansi(line).plain) <= columns for line in output.splitlines()[1:])


def test_colour_can_be_refused(draft: str) -> None:
    assert "\x1b[" not in on_terminal([draft], 100, {"NO_COLOR": "1"})
    assert "\x1b[" not in on_terminal([draft], 100, {"TERM": "dumb"})
    assert "\x1b[" not in on_terminal([draft, "--color", "never"], 100)
    assert "\x1b[" in on_terminal([draft, "--color", "always"], 100, {"NO_COLOR": "1"})


def test_json_is_never_coloured(draft: str) -> None:
    assert "\x1b" not in on_terminal([draft, "--format", "json", "--color", "always"], 100)


def test_progress_only_for_several_files(draft: str) -> None:
    assert "Đang soát" in on_terminal([draft, str(SAMPLES / "province-2022.txt"), "--format", "concise"], 100)
    assert "Đang soát" not in on_terminal([draft, "--format", "concise"], 100)
    assert "Đang soát" not in on_terminal([draft, str(SAMPLES / "province-2022.txt"), "-q"], 100)


def test_who_sees_no_report_is_told_where_it_is(draft: str, tmp_path: Path) -> None:
    page, lines = str(tmp_path / "soat.html"), str(tmp_path / "soat.json")
    arguments = [draft, "-o", page, "--report", f"json:{lines}"]
    told = on_terminal(arguments, 200)
    assert told.startswith("Tổng cộng: 1 tệp; ")
    assert told.endswith(f" Báo cáo: {page}, {lines}\n")
    assert on_terminal([*arguments, "-q", "--force"], 200) == ""
    assert "Báo cáo: " not in on_terminal([draft, "--report", f"json:{lines}"], 200)


def test_a_pipe_can_be_coloured_on_demand(draft: str) -> None:
    command = [sys.executable, "-m", "plancheck", draft, "--color", "always"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    output = subprocess.run(command, env=environment, capture_output=True, check=False).stdout.decode()
    assert "\x1b[" in output
    plain = subprocess.run(command[:-2], env=environment, capture_output=True, check=False).stdout.decode()
    assert Text.from_ansi(output).plain.split() == plain.split()


def test_the_number_a_report_closes_with_is_true(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes((SAMPLES / "copied-draft.docx").read_bytes())
    output = Text.from_ansi(on_terminal([str(path), "--as-of", "2026-11-22"], 200)).plain
    told = re.search(r"plancheck review \S+ sửa được (\d+) chỗ: (\d+) chắc chắn, (\d+) gợi ý\.\n", output)
    assert told is not None
    first = run(["review", str(path), "--as-of", "2026-11-22"], tmp_path).stderr.splitlines()[0]
    assert first.startswith(f"Đã sửa {told[2]} chỗ, gợi ý {told[3]} chỗ: ")
    assert int(told[1]) == int(told[2]) + int(told[3]) > 0
