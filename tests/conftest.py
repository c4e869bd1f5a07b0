"""Shared fixtures."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Folder with the real documents (``seeds/``, ``torture/``) that lies beside the repository."""
    folder = ROOT.parent / "shared"
    assert folder.is_dir(), f"{folder} is missing: the tests read real documents there"
    return folder


@pytest.fixture(scope="session")
def convert() -> ModuleType:
    """The converter of the samples (``samples/convert.py``)."""
    spec = importlib.util.spec_from_file_location("convert", ROOT / "samples" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
