"""Shared fixtures, and where the real documents lie."""

import importlib.util
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from plancheck import failure, limits
from plancheck.data import source
from plancheck.facts import vocabulary
from tests.real import ROOT, SHARED

# What a draft may cost is held by tests/reading/test_budget.py in its own time; a clock on the wall tells the machine.
settings.register_profile("plancheck", deadline=None)
settings.load_profile("plancheck")

FORGIVING = failure.failed


def _loud(part: str, error: Exception, *_: object, **__: object) -> failure.Failure:
    raise AssertionError(f"{part} broke") from error


failure.failed = _loud
"""plancheck survives what breaks in it; its tests must not."""
vocabulary.validating = True
source.parse = lru_cache(maxsize=256)(source.parse)
"""The shipped files are read by hundreds of tests; each worker reads them once."""


@pytest.fixture(autouse=True)
def unconfined() -> Iterator[None]:
    """What a test bounds of this process's memory holds for no other: the office and the browser need more."""
    with limits.lifted():
        yield


@pytest.fixture
def forgiving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let plancheck survive, as it does for its users."""
    for name, module in list(sys.modules.items()):
        if name.startswith("plancheck") and getattr(module, "failed", None) is _loud:
            monkeypatch.setattr(module, "failed", FORGIVING)


def pytest_report_header() -> str:
    """Say whether the tests marked ``real`` are run."""
    there = "run on" if SHARED.is_dir() else "left out: there are none in"
    return f"real documents: tests marked real are {there} {SHARED}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what reads the real documents; leave it out of a clone that has none beside it."""
    for item in items:
        if "shared_dir" in getattr(item, "fixturenames", ()):
            item.add_marker("real")
    if SHARED.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("real")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Folder with the real documents that lies beside the repository; what asks for it is marked ``real``."""
    return SHARED


@pytest.fixture(scope="session")
def convert() -> ModuleType:
    """The converter of the samples (``samples/convert.py``)."""
    spec = importlib.util.spec_from_file_location("convert", ROOT / "samples" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
