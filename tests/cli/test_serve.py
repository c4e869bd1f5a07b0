"""``plancheck serve`` and ``plancheck overview`` from the command line."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from plancheck.cli import extras
from plancheck.cli.problem import Problem
from tests.cli.scenario import ROOT, run


def test_beyond_this_machine_a_token_is_asked_for(tmp_path: Path) -> None:
    outcome = run(["serve", "--host", "0.0.0.0", "--no-open"], tmp_path)
    assert outcome.exit == 2
    assert "--token auto" in outcome.stderr
    assert run(["serve", "--host", "0.0.0.0", "--token", "ngắn", "--no-open"], tmp_path).exit == 2
    assert "chữ không dấu" in run(["serve", "--token", "mật khẩu dài", "--no-open"], tmp_path).stderr
    assert run(["serve", "không-có", "--no-open"], tmp_path).exit == 2
    assert run(["serve", "--port", "70000", "--no-open"], tmp_path).exit == 2


def test_what_is_not_installed_is_told_with_the_command() -> None:
    with pytest.raises(Problem, match=r'^phần này cần cài thêm: pip install "plancheck\[web\]"$'):
        extras.needs("web", "starlette", "no_such_module")


def test_it_answers_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plancheck", "serve", str(ROOT / "samples"), "--no-open", "--port", "0", "-j", "1"]
    environment = {**os.environ, "PLANCHECK_STATE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        (url,) = re.findall(r"http://\S+", running.stderr.readline())
        with urllib.request.urlopen(url, timeout=60) as answer:
            assert "province-2026.docx" in answer.read().decode()
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0
        assert "Traceback" not in running.stderr.read()


def test_an_overview_is_written_without_a_server(tmp_path: Path) -> None:
    (tmp_path / "kh").mkdir()
    for name in ("copied-draft.docx", "district-2018.xml"):
        (tmp_path / "kh" / name).write_bytes((ROOT / "samples" / name).read_bytes())
    (tmp_path / "kh" / "khác.xml").write_text("<a/>", encoding="utf-8")
    outcome = run(["overview", "kh", "-o", "tong-quan.html"], tmp_path)
    assert (outcome.exit, outcome.stderr) == (0, "Đã ghi tong-quan.html: 2 dự thảo.\n")
    page = (tmp_path / "tong-quan.html").read_text(encoding="utf-8")
    assert page.count('<tr data-province="tỉnh Lào Cai"') >= 10
    assert run(["overview", "kh", "-o", "tong-quan.html"], tmp_path).exit == 2, "nothing is written over"
    assert run(["overview", "kh", "-o", "kh/copied-draft.docx", "--force"], tmp_path).exit == 2
    assert run(["overview", "kh", "-o", "tong-quan.csv"], tmp_path).exit == 0
    (tmp_path / "kh" / "hỏng.docx").write_bytes(b"PK")
    assert run(["overview", "kh", "-o", "tong-quan.csv", "--force"], tmp_path).exit == 2
