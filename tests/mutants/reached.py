"""Which lines of plancheck a test or a draft runs, by coverage.py with a context for each."""

import ast
from functools import cache
from pathlib import Path

from coverage import Coverage, CoverageData

from tests.mutants.mutation import ROOT


def recording(file: Path) -> Coverage:
    """A recorder, to be started, of the lines of plancheck."""
    return Coverage(data_file=str(file), source=[str(ROOT / "plancheck")], branch=False, config_file=False)


class Reached:
    """Lines that were recorded."""

    def __init__(self, file: Path) -> None:
        self._data = CoverageData(str(file))
        self._data.read()
        self._by_file = cache(lambda file: self._data.contexts_by_lineno(str(file)))

    def by(self, file: Path, line: int) -> set[str]:
        """Contexts that run a line, or where none does, the statement it lies in."""
        known = self._by_file(file)
        own = set(known.get(line, ())) - {""}
        return own or {each for number in _statement(file, line) for each in known.get(number, ())} - {""}

    def of(self, file: Path) -> set[str]:
        """Contexts that run any line of a file."""
        return {each for contexts in self._by_file(file).values() for each in contexts} - {""}


@cache
def _spans(file: Path) -> list[tuple[int, int]]:
    held = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.stmt)]
    spans = []
    for each in held:
        body = getattr(each, "body", None)
        last = body[0].lineno - 1 if body else each.end_lineno or each.lineno
        spans.append((each.lineno, max(each.lineno, last)))
    return spans


def _statement(file: Path, line: int) -> range:
    """Lines of the smallest statement, or of a larger one's head, that holds a line."""
    around = [(first, last) for first, last in _spans(file) if first <= line <= last]
    first, last = min(around, key=lambda each: each[1] - each[0], default=(line, line))
    return range(first, last + 1)
