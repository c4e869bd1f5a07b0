"""The hook as its users have it: the real pre-commit, a real repository of plans, plancheck installed from a clone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from tests.conftest import ROOT

PROGRAM = ("plancheck", "rules", "samples", "pyproject.toml", "hatch_build.py", "README.md", "CHANGELOG.md", "LICENSE")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.quotePath=false"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def commit(folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Commit everything, hooks and all."""
    git(folder, "add", "--all")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLANCHECK_", "PYTHON"))}
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", *identity, "commit", "-m", "Drafts"],
        cwd=folder,
        env={**environment, "PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def program(folder: Path) -> Path:
    """A repository with plancheck as it stands here."""
    folder.mkdir()
    for name in (*PROGRAM, ".pre-commit-hooks.yaml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "Program")
    return folder


def test_bad_drafts_do_not_get_in(tmp_path: Path) -> None:
    source, plans, home = program(tmp_path / "program"), tmp_path / "plans", tmp_path / "home"
    plans.mkdir()
    git(plans, "init", "--quiet")
    hook = {"repo": str(source), "rev": git(source, "rev-parse", "HEAD").strip(), "hooks": [{"id": "plancheck"}]}
    (plans / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=plans, capture_output=True, check=True)

    # Good drafts, XML of another kind, a lock file of Word's, a text that is none of the hook's business.
    (plans / "năm 2026").mkdir()
    shutil.copyfile(ROOT / "samples" / "province-2026.docx", plans / "năm 2026" / "kế hoạch.docx")
    shutil.copyfile(ROOT / "samples" / "province-2026.xml", plans / "plan.xml")
    (plans / "pom.xml").write_text("<project/>", encoding="utf-8")
    (plans / "template.xml").write_text("<a>{{ b }}<c></a>", encoding="utf-8")
    (plans / "~$hoach.docx").write_bytes(b"\x05Nguyen")
    (plans / "README.md").write_text("Tờ trình", encoding="utf-8")
    done = commit(plans, home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stderr
    assert ".docx" not in done.stderr

    # A bad .docx: its faults are told, its neighbours' are not.
    shutil.copyfile(ROOT / "samples" / "copied-draft.docx", plans / "Dự thảo.DOCX")
    done = commit(plans, home)
    assert done.returncode == 1
    assert "Dự thảo.DOCX" in done.stderr
    assert "LEG-014" in done.stderr
    assert "plan.xml" not in done.stderr
    assert git(plans, "log", "--oneline").count("\n") == 1

    # Its faults are accepted by a baseline; then a bad .xml and a broken one come.
    (plans / "plancheck.toml").write_text('baseline = "moc.json"\n', encoding="utf-8")
    accepted = [sys.executable, "-m", "plancheck", "Dự thảo.DOCX", "--write-baseline", "moc.json"]
    subprocess.run(accepted, cwd=plans, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    assert commit(plans, home).returncode == 0
    good = (ROOT / "samples" / "province-2026.xml").read_text(encoding="utf-8")
    (plans / "bad.xml").write_text(good.replace("</plan>", ""), encoding="utf-8")
    done = commit(plans, home)
    assert done.returncode == 1
    assert "malformed-xml" in done.stderr
