"""plancheck as a wheel lays it out, with what is built when it is packed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from plancheck.prebuilt import FOLDER, PACKAGE
from tests.real import ROOT


def lay_out(folder: Path) -> Path:
    """Put it into a folder, to be named in ``PYTHONPATH``."""
    package = folder / "plancheck"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", FOLDER))
    command = [sys.executable, "-m", "plancheck.prebuilding", str(package / FOLDER)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    shutil.copytree(ROOT / "rules", package / "_rules")
    return folder
