"""A cache entry whose digest is right but whose data are not what is expected is built again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plancheck.cache import packed, unpacked
from plancheck.knowledge.register import read_register, register_files
from plancheck.rules import ruleset

SHAPES: tuple[Any, ...] = (None, 1, "x", [], [[]], [None], {}, {"a": 1})


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    return tmp_path


def kept(entry: Path) -> Any:
    return unpacked(entry.read_bytes())


def keep(entry: Path, data: Any) -> None:
    entry.write_bytes(packed(data))


def misshapen(data: Any) -> Iterator[Any]:
    """The data as something else, and a row too short or too long of what they hold."""
    yield from (shape for shape in SHAPES)
    for key in ("instruments", "agencies", "provinces", "regimes"):
        for row in ([*data[key][0], "more"], data[key][0][:1], None):
            yield {**data, key: [row, *data[key][1:]]}
        yield {name: each for name, each in data.items() if name != key}


def test_the_register(folder: Path) -> None:
    files = register_files()
    expected = read_register(files).provinces
    (entry,) = folder.glob("register-*")
    right = kept(entry)
    for wrong in misshapen(right):
        keep(entry, wrong)
        assert read_register(files, {"lang-son": {"border": "yes"}}).provinces
        assert read_register(files).provinces == expected
        assert kept(entry) == right


def test_the_rules(folder: Path) -> None:
    expected = ruleset._load((), {}).rules
    (entry,) = folder.glob("rules-*")
    right = kept(entry)
    for wrong in SHAPES:
        keep(entry, wrong)
        assert ruleset._load((), {}).rules == expected
        assert kept(entry) == right
