"""Caching what was built from YAML."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plancheck.cache import folder, packed, unpacked
from plancheck.knowledge import store
from plancheck.knowledge.register import register_files
from plancheck.knowledge.store import cached, rules_dir


def written(folder: Path, text: str) -> Path:
    file = folder / "data.yaml"
    file.write_text(text, encoding="utf-8")
    return file


class Builder:
    def __init__(self) -> None:
        self.runs = 0

    def __call__(self) -> object:
        self.runs += 1
        return {"số": [1, "đ", None]}


def test_it_is_built_once_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    file, build = written(tmp_path, "a: 1"), Builder()
    assert cached([file], build) == cached([file], build) == {"số": [1, "đ", None]}
    assert build.runs == 1
    file.write_text("a: 2", encoding="utf-8")
    cached([file], build)
    assert build.runs == 2
    monkeypatch.setattr(store, "__version__", "other")
    cached([file], build)
    assert build.runs == 3


def test_a_broken_entry_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    file, build = written(tmp_path, "a: 1"), Builder()
    cached([file], build, "some")
    (entry,) = (tmp_path / "cache").glob("some-*")
    whole = entry.read_bytes()
    for broken in (b"", whole[:3], whole[:-1], whole[:8] + b"x" + whole[9:], packed(None)[:4] + whole[4:]):
        entry.write_bytes(broken)
        assert cached([file], build, "some") == {"số": [1, "đ", None]}
        assert unpacked(entry.read_bytes()) == {"số": [1, "đ", None]}


def test_it_works_without_a_folder_it_may_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, build = written(tmp_path, "a: 1"), Builder()
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    for place in ("", str(in_the_way / "below"), "/proc/none"):
        monkeypatch.setenv("PLANCHECK_CACHE_DIR", place)
        assert cached([file], build) == {"số": [1, "đ", None]}
    assert build.runs == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.yaml", "file"]


def test_it_lies_where_platformdirs_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.delenv("PLANCHECK_CACHE_DIR", raising=False)
    for name, value in (("XDG_CACHE_HOME", str(tmp_path / "xdg")), ("XDG_CACHE_HOME", ""), ("HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
        expected = Path(platformdirs.user_cache_dir("plancheck", appauthor=False))
        assert folder() == expected
    monkeypatch.delenv("HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    if sys.platform == "linux":
        assert folder() is None


def test_the_cache_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    for number in range(20):
        cached([written(tmp_path, f"a: {number}")], Builder(), "some")
    cached([written(tmp_path, "a: 1")], Builder(), "other")
    assert len(list((tmp_path / "cache").glob("some-*"))) == 8
    assert len(list((tmp_path / "cache").glob("other-*"))) == 1
    assert not list((tmp_path / "cache").glob(".*"))


def test_what_is_in_daily_use_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    daily = written(tmp_path, "daily: 1")
    cached([daily], Builder(), "some")
    (entry,) = (tmp_path / "cache").glob("some-*")
    os.utime(entry, (0, 0))
    again = Builder()
    cached([daily], again, "some")
    assert again.runs == 0
    for number in range(7):
        cached([written(tmp_path, f"a: {number}")], Builder(), "some")
    assert entry.exists()


def test_the_rules_lie_beside_the_package_or_in_it(tmp_path: Path) -> None:
    assert (rules_dir() / "register" / "instruments.yaml").is_file()
    package = tmp_path / "plancheck"
    shutil.copytree(Path(store.__file__).parent.parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-c", "from plancheck.knowledge.store import rules_dir; print(rules_dir())"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}

    def found() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert "FileNotFoundError: the rules of plancheck are missing" in found().stderr
    shutil.copytree(rules_dir(), package / "_rules")
    assert found().stdout.strip() == str(package / "_rules")


def test_the_register_is_read_from_yaml_and_from_the_cache_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plancheck.knowledge.register import read_register

    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    fresh, again = read_register(register_files()), read_register(register_files())
    assert len(list(tmp_path.iterdir())) == 1
    for name in ("instruments", "agencies", "provinces", "regimes", "vocabulary"):
        assert getattr(fresh, name) == getattr(again, name)
