"""Files given to an icon are reviewed, and what came of them is shown; no window is opened by the tests."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from plancheck.cli import language
from plancheck.desktop import app, command, linux, show, windows
from tests.real import ROOT

DRAFT = ROOT / "samples" / "copied-draft.docx"


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[str, ...]]]:
    """What the desktop was asked to show."""
    language.settle([])
    asked: dict[str, list[tuple[str, ...]]] = {"opened": [], "notified": [], "warned": []}
    for name, held in asked.items():
        monkeypatch.setattr(show, name, lambda *words, held=held: held.append(tuple(map(str, words))))
    return asked


def test_files_are_reviewed_and_the_copies_opened(tmp_path: Path, shown: dict[str, list[tuple[str, ...]]]) -> None:
    draft = tmp_path / "kế hoạch năm.docx"
    draft.write_bytes(DRAFT.read_bytes())
    text = tmp_path / "d.txt"
    text.write_bytes((ROOT / "samples" / "copied-draft.txt").read_bytes())
    assert app.reviewed([str(draft), str(text)]) == 0
    assert app.reviewed([str(draft)]) == 0
    names = [Path(file).name for (file,) in shown["opened"]]
    assert names == ["kế hoạch năm.da-soat.docx", "d.bao-cao.html", "kế hoạch năm.da-soat-2.docx"]
    assert all((tmp_path / name).exists() for name in names)
    (first, _) = shown["notified"]
    assert "kế hoạch năm.docx: Đã sửa" in first[1]
    assert "Còn chờ bạn" in first[1]
    assert str(tmp_path) not in first[1]
    assert shown["warned"] == []
    assert draft.read_bytes() == DRAFT.read_bytes()


def test_what_can_not_be_reviewed_is_told_in_a_window(tmp_path: Path, shown: dict[str, list[tuple[str, ...]]]) -> None:
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"PK\x03\x04")
    assert app.reviewed([str(broken), str(tmp_path / "không có.docx")]) == 2
    ((_, text),) = shown["warned"]
    assert len(text.splitlines()) == 2
    assert "Traceback" not in text
    assert shown["opened"] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hỏng.docx"]


def test_without_files_they_are_asked_for(
    shown: dict[str, list[tuple[str, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "chosen", lambda title: [])
    assert app.start([]) == 0
    monkeypatch.setattr(show, "chosen", lambda title: None)
    assert app.start([]) == 2
    ((_, text),) = shown["warned"]
    assert "thả tệp Word" in text


def test_the_menu_of_linux_is_written_and_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language.settle([])
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    other = tmp_path / "applications" / "other.desktop"
    other.parent.mkdir()
    other.write_text("[Desktop Entry]\n")
    written = linux.install(["/opt/plan check/bin/plancheck-desktop"])
    assert {path.relative_to(tmp_path).as_posix() for path in written} == {
        "applications/plancheck.desktop",
        "icons/hicolor/scalable/apps/plancheck.svg",
        "kio/servicemenus/plancheck.desktop",
        "nautilus/scripts/Soát bằng plancheck",
    }
    entry = (tmp_path / "applications" / "plancheck.desktop").read_text(encoding="utf-8")
    assert 'Exec="/opt/plan check/bin/plancheck-desktop" %F\n' in entry
    script = tmp_path / "nautilus" / "scripts" / "Soát bằng plancheck"
    assert script.stat().st_mode & 0o111
    assert "exec '/opt/plan check/bin/plancheck-desktop' \"$@\"" in script.read_text(encoding="utf-8")
    assert sorted(linux.uninstall()) == sorted(written)
    assert linux.uninstall() == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]


def test_exec_is_quoted_as_its_specification_says() -> None:
    assert linux._quoted("/usr/bin/plancheck-desktop") == "/usr/bin/plancheck-desktop"
    assert linux._quoted("/a b/100%/$x") == '"/a b/100%%/\\\\$x"'


class Registry:
    """As much of ``winreg`` as is used."""

    HKEY_CURRENT_USER = "HKCU"
    REG_SZ = 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, str]] = {}

    def CreateKey(self, root: str, name: str) -> "Registry._Key":  # noqa: N802
        self.keys.setdefault(name, {})
        return Registry._Key(name)

    def SetValueEx(self, key: "Registry._Key", name: str, _: int, kind: int, value: str) -> None:  # noqa: N802
        self.keys[key.name][name] = value

    def DeleteKey(self, root: str, name: str) -> None:  # noqa: N802
        if any(other.startswith(name + "\\") for other in self.keys):
            raise PermissionError(name)
        try:
            del self.keys[name]
        except KeyError:
            raise FileNotFoundError(name) from None

    class _Key:
        def __init__(self, name: str) -> None:
            self.name = name

        def __enter__(self) -> "Registry._Key":
            return self

        def __exit__(self, *_: object) -> None:
            return None


def test_the_menu_of_windows_is_written_and_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language.settle([])
    registry = Registry()
    asked: list[dict[str, str]] = []
    monkeypatch.setitem(sys.modules, "winreg", registry)  # type: ignore[arg-type]
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setattr(
        windows.subprocess, "run", lambda command, env, **_: asked.append(env) or SimpleNamespace(returncode=0)
    )
    windows.install([r"C:\Users\An Bình\plancheck-desktop.exe"])
    verb = r"Software\Classes\SystemFileAssociations\.docx\shell\plancheck"
    assert registry.keys[verb][""] == "Soát bằng plancheck"
    assert registry.keys[verb + r"\command"][""] == r'"C:\Users\An Bình\plancheck-desktop.exe" "%1"'
    assert asked[0]["PLANCHECK_LINK"].endswith("plancheck.lnk")
    assert len(windows.uninstall()) == 4
    assert registry.keys == {}
    assert windows.uninstall() == []


def test_the_desktop_starts_what_is_installed() -> None:
    started = command.program()
    assert Path(started[0]).exists()
