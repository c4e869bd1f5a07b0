"""What pytest is told with ``-p tests.mutants.plugin``: put a fault into a module, or note what files of tests run.

``MUTANT=FILE:NUMBER`` imports the module of that file with its fault in it.
``MUTANTS_MAP=FOLDER`` is where the lines (``tests.coverage``, as coverage.py writes them, one context for each
file) and the seconds of the files whose tests pass (``tests.json``) go.
"""

import importlib.abc
import importlib.machinery
import json
import os
import sys
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutants.mutation import ROOT, mutated


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles one module with its fault, past any compiled file."""

    number = 0

    def get_code(self, fullname: str) -> CodeType:
        source = Path(self.path).read_text(encoding="utf-8")
        return compile(mutated(source, self.number)[0], self.path, "exec")


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, file: Path, number: int) -> None:
        self._name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        self._file, self._number = file, number

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        loader = _Loader(name, str(self._file))
        loader.number = self._number
        spec = importlib.machinery.ModuleSpec(name, loader, origin=str(self._file))
        if self._file.name == "__init__.py":
            spec.submodule_search_locations = [str(self._file.parent)]
        return spec


if chosen := os.environ.get("MUTANT"):
    named, _, which = chosen.rpartition(":")
    sys.meta_path.insert(0, _Finder(ROOT / named, int(which)))


class _Map:
    def __init__(self, folder: Path) -> None:
        from tests.mutants.reached import recording

        self._folder = folder
        self._lines = recording(folder / "tests.coverage")
        self._file, self._start = "", 0.0
        self._seconds: dict[str, float] = {}
        self._failing: set[str] = set()
        self._lines.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        file = item.nodeid.partition("::")[0]
        if file != self._file:
            self._lines.switch_context(file)
            self._file = file
        failed, start = item.session.testsfailed, time.process_time()
        try:
            return (yield)
        finally:
            self._seconds[file] = round(self._seconds.get(file, 0.0) + time.process_time() - start, 3)
            if item.session.testsfailed != failed:
                self._failing.add(file)

    def pytest_sessionfinish(self) -> None:
        self._lines.stop()
        self._lines.save()
        passing = {file: seconds for file, seconds in self._seconds.items() if file not in self._failing}
        (self._folder / "tests.json").write_text(json.dumps(passing), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    if folder := os.environ.get("MUTANTS_MAP"):
        config.pluginmanager.register(_Map(Path(folder)))
