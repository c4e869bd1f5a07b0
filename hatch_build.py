"""Packs what a start of plancheck would else build, so that the first run is as quick as the next."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "plancheck/_prebuilt"


class Prebuilt(BuildHookInterface[Any]):
    """Prebuilds with the Python that builds; where that can't be done, plancheck builds at its first run."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build into the wheel, or for an editable installation beside the sources."""
        root = Path(self.root)
        self.temporary = tempfile.TemporaryDirectory()
        folder = root / FOLDER if version == "editable" else Path(self.temporary.name)
        done = subprocess.run(
            [sys.executable, "-m", "plancheck.prebuilding", str(folder)],
            cwd=root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            self.app.display_warning(f"nothing is prebuilt: {done.stderr.strip()[-500:]}")
        elif version != "editable":
            build_data["force_include"][str(folder)] = FOLDER

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        self.temporary.cleanup()
