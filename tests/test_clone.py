"""A clone alone is enough: nothing beside it is needed to collect, to fuzz or to measure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real import ROOT


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the repository, in a folder that has nothing beside it."""
    folder = tmp_path_factory.mktemp("alone") / "clone"
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache"))
        return folder
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in names:
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def python(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(clone)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_it_is_collected_without_the_real_documents(clone: Path) -> None:
    done = python(clone, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert "tests/seeds/test_labels.py" not in done.stdout
    assert "tests/reading/test_torture.py" not in done.stdout
    assert "tests/test_clone.py::test_it_is_collected_without_the_real_documents" in done.stdout
    assert "deselected" in done.stdout
    done = python(clone, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/seeds")
    assert "real documents: tests marked real are left out" in done.stdout


def test_its_own_documents_are_enough(clone: Path) -> None:
    done = python(
        clone, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/facts/test_identity.py"
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    done = python(clone, "-m", "tests.fuzz", "--runs", "5", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    code = "import tests.benchmark as benchmark; assert benchmark.PLAN.is_file()"
    assert python(clone, "-c", code).returncode == 0
