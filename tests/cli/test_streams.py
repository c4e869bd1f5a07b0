import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.scenario import ROOT, run, run_raw


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii", "ascii:strict", "utf-16"])
def test_output_is_utf8_whatever_python_is_told(encoding: str, tmp_path: Path) -> None:
    environment = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run_raw(["config", "show"], tmp_path, environment=environment)
    assert done.returncode == 0
    assert "ngôn ngữ; mặc định" in done.stdout.decode()
    done = run_raw(["không-có.docx"], tmp_path, environment=environment)
    assert done.returncode == 2
    assert "không có tệp hay thư mục “không-có.docx”" in done.stderr.decode()
    assert b"\r" not in done.stderr


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    process = subprocess.Popen(
        [sys.executable, "-m", "plancheck", "rules", "list"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(30) == 0


def test_interrupted(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "plancheck", "-"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(1)  # it waits for its input by then
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in stderr


def test_names_of_files_are_data(tmp_path: Path) -> None:
    outcome = run(["\x1b[31m\u202ex.docx"], tmp_path)
    assert outcome.exit == 2
    assert "\x1b" not in outcome.stderr
    assert "\u202e" not in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1
