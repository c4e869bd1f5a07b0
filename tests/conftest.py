"""Shared fixtures."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Folder with the real documents (``seeds/``, ``torture/``) that lies beside the repository."""
    folder = ROOT.parent / "shared"
    assert folder.is_dir(), f"{folder} is missing: the tests read real documents there"
    return folder
