"""Which files are drafts: one list for folders, the hook and the help; what is passed over is told."""

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml

from plancheck.api.drafts import Draft, is_foreign, missing, survey
from plancheck.formats import DOCUMENTS, DRAFTS, TEXTS
from plancheck.report.model import FileReport, ReadingError
from tests.cli.scenario import run
from tests.conftest import ROOT

WINDOWS = sys.platform == "win32"


def names(folder: Path) -> list[str]:
    return [Path(draft.name).name for draft in survey(folder).drafts]


def refused(name: str, code: str) -> bool:
    return is_foreign(Draft(name, None, b""), FileReport(name, "", ReadingError(code, "")))


@pytest.mark.parametrize("ending", DRAFTS)
def test_every_format_is_taken_from_a_folder(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"kh{ending}").write_bytes(b"x")
    (tmp_path / f"KH-HOA{ending.upper()}").write_bytes(b"x")
    assert names(tmp_path) == [f"KH-HOA{ending.upper()}", f"kh{ending}"]


def test_the_hook_takes_what_may_be_a_draft_in_any_repository() -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    assert {ending for ending in DRAFTS if re.search(hook["files"], f"a/kh{ending}")} == set(DOCUMENTS)
    for name in ("~$kh.docx", "a/.~kh.docx", "a/._kh.docx"):
        assert re.search(hook["exclude"], name)


@pytest.mark.parametrize("page", ["README.md", "docs/hooks.md"])
def test_the_pages_name_every_format(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    wanted = DOCUMENTS if page == "docs/hooks.md" else (*DOCUMENTS, *TEXTS)
    assert [ending for ending in wanted if not re.search(rf"\{ending}\b", text) and ending != ".xml"] == []


def test_what_is_not_checked_is_counted_and_what_programs_keep_is_not(tmp_path: Path) -> None:
    for name in (
        "kh.docx",
        "bang.xlsx",
        "so-do.png",
        "b.PNG",
        "Makefile",
        "~$kh.docx",
        ".~kh.docx",
        "._kh.docx",
        ".an.md",
    ):
        (tmp_path / name).write_bytes(b"x")
    found = survey(tmp_path)
    assert [Path(draft.name).name for draft in found.drafts] == ["kh.docx"]
    assert sorted(found.others) == ["", ".png", ".png", ".xlsx"]


@pytest.mark.parametrize(
    "name", ["~$kh.docx", ".~kh.docx", "._kh.docx", "a/~WRL0001.tmp", "so-do.png", "a.xlsx", "LICENSE"]
)
def test_strangers(name: str) -> None:
    assert refused(name, "not-a-docx")
    assert not refused(name, "unreadable")


def test_what_calls_itself_a_draft_is_no_stranger() -> None:
    assert not refused("kh.docx", "picture")
    assert not refused("kh.pdf", "broken-pdf")
    assert refused("kh.pdf", "scanned-pdf")


@pytest.mark.skipif(WINDOWS, reason="links need rights there")
def test_links_that_leave_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "kho", tmp_path / "ngoai"
    (inside / "con").mkdir(parents=True)
    outside.mkdir()
    (outside / "mat.txt").write_text("x", encoding="utf-8")
    (inside / "kh.txt").write_text("x", encoding="utf-8")
    (inside / "con" / "ban.txt").symlink_to(inside / "kh.txt")
    (inside / "s.md").symlink_to(outside / "mat.txt")
    (inside / "thu-muc").symlink_to(outside)
    found = survey(inside)
    assert [Path(draft.name).name for draft in found.drafts] == ["kh.txt", "ban.txt"]
    assert [Path(link).name for link in found.astray] == ["thu-muc", "s.md"]
    done = run(["check", "kho", "-q"], tmp_path)
    assert "thu-muc" in done.stderr
    assert "s.md" in done.stderr


@pytest.mark.skipif(WINDOWS, reason="no pipes in the file system there")
def test_pipes_are_no_drafts(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "f.docx")
    assert not survey(tmp_path).drafts
    assert survey(tmp_path).others == (".docx",)
    done = run(["check", "f.docx"], tmp_path)
    assert done.exit == 2
    assert "không phải tệp thường" in done.stderr + done.stdout


@pytest.mark.skipif(WINDOWS or os.geteuid() != 0 or not Path("/usr/bin/setpriv").exists(), reason="needs another user")
def test_a_folder_that_can_t_be_opened_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "kin"
    closed.mkdir(mode=0)
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        folder.chmod(0o755)
    script = "import sys; from plancheck.api.drafts import survey; survey(sys.argv[1]).drafts[0].read()"
    command = ["setpriv", "--reuid=65534", "--clear-groups", sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr


def test_a_name_in_other_unicode_letters_is_found(tmp_path: Path) -> None:
    name = "kế hoạch.txt"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text("Kế hoạch", encoding="utf-8")
    assert run(["check", name, "--fail-on", "never"], tmp_path).exit == 0


@pytest.mark.skipif(WINDOWS, reason="links need rights there")
def test_a_dangling_link_does_not_suggest_itself(tmp_path: Path) -> None:
    (tmp_path / "chet.docx").symlink_to(tmp_path / "khong-co.docx")
    assert missing(str(tmp_path / "chet.docx"), "vi").endswith("dẫn tới chỗ không có.")
