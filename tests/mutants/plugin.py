"""What pytest is told with ``-p tests.mutants.plugin``: put a fault into a module, or note which tests run what.

``MUTANT=FILE:NUMBER`` imports the module of that file with its fault in it. ``MUTANTS_MAP=FILE`` writes which functions
of plancheck each test runs, and how long it takes.
"""

import importlib.abc
import importlib.machinery
import json
import os
import sys
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest

from tests.mutants.mutation import mutated

ROOT = Path(__file__).parents[2]


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles one module with its fault, past any compiled file."""

    number = 0

    def get_code(self, fullname: str) -> CodeType:
        source = Path(self.path).read_text(encoding="utf-8")
        return compile(mutated(source, self.number)[0], self.path, "exec")


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, file: Path, number: int) -> None:
        self._name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        self._file, self._number = file, number

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        loader = _Loader(name, str(self._file))
        loader.number = self._number
        return importlib.machinery.ModuleSpec(name, loader, origin=str(self._file))


if chosen := os.environ.get("MUTANT"):
    named, _, which = chosen.rpartition(":")
    sys.meta_path.insert(0, _Finder(ROOT / named, int(which)))


class _Map:
    """Which functions of plancheck each test runs that passes."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._inside = str(ROOT / "plancheck") + os.sep
        self._codes: set[CodeType] = set()
        self._tests: dict[str, dict[str, Any]] = {}

    def _called(self, frame: FrameType, event: str, argument: object) -> None:
        self._codes.add(frame.f_code)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._codes.clear()
        failed = item.session.testsfailed
        start = time.process_time()
        sys.settrace(self._called)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            taken = time.process_time() - start
            inside = (code for code in self._codes if code.co_filename.startswith(self._inside))
            functions = {
                f"{code.co_filename.removeprefix(str(ROOT) + os.sep)}:{code.co_qualname.split('.<locals>')[0]}"
                for code in inside
            }
            if item.session.testsfailed == failed:
                self._tests[item.nodeid] = {"seconds": round(taken, 3), "functions": sorted(functions)}

    def pytest_sessionfinish(self) -> None:
        self._target.write_text(json.dumps(self._tests), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    if target := os.environ.get("MUTANTS_MAP"):
        config.pluginmanager.register(_Map(Path(target)))
