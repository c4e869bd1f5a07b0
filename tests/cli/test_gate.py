"""A repository that would switch its own gate off: what is refused, and what every run tells."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.scenario import ROOT, run

HOOK = ["check", "--quiet", "--skip-unknown"]
"""What the pre-commit hook runs."""
DAY = ["--as-of", "2026-11-22"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A draft with errors in a folder of its own."""
    (tmp_path / "kh").mkdir()
    (tmp_path / "kh" / "d.docx").write_bytes((ROOT / "samples" / "copied-draft.docx").read_bytes())
    return tmp_path


def told(stderr: str) -> str:
    lines = [line for line in stderr.splitlines() if line.startswith("plancheck: Điều kiện xét: ")]
    assert len(lines) <= 1
    return "".join(lines)


def test_a_run_that_nothing_weakens_is_quiet(repository: Path) -> None:
    outcome = run([*HOOK, "kh/d.docx"], repository)
    assert (outcome.exit, outcome.stderr) == (1, "")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--fail-on", "never"], "fail-on = never"),
        (["--ignore", "LEG,ORG"], "bỏ không xét LEG, ORG"),
        (["--select", "SEC-003"], "chỉ xét SEC-003"),
        (["--as-of", "1950-01-01"], "01/01/1950"),
        (["--diff-from", "kh/d.docx"], "so với bản trước"),
    ],
)
def test_what_weakens_a_run_is_told_even_quietly(repository: Path, options: list[str], words: str) -> None:
    if "--diff-from" in options:
        (repository / "truoc.docx").write_bytes((repository / "kh" / "d.docx").read_bytes())
        options = ["--diff-from", "truoc.docx"]
    assert words in told(run([*HOOK, "kh/d.docx", *options], repository).stderr)


def test_a_nested_configuration_is_told_in_every_place(repository: Path) -> None:
    (repository / "kh" / "plancheck.toml").write_text('fail-on = "never"\nselect = ["SEC-003"]\n', encoding="utf-8")
    outcome = run([*HOOK, "kh/d.docx"], repository)
    assert outcome.exit == 0
    assert "cấu hình kh/plancheck.toml; chỉ xét SEC-003; fail-on = never" in told(outcome.stderr)
    conditions = json.loads(run(["kh/d.docx", "--format", "json"], repository).stdout)["conditions"]
    assert (conditions["configuration"], conditions["fail_on"]) == ("kh/plancheck.toml", "never")
    sarif = json.loads(run(["kh/d.docx", "--format", "sarif"], repository).stdout)
    notes = sarif["runs"][0]["invocations"][0]["toolConfigurationNotifications"]
    assert "cấu hình kh/plancheck.toml" in [note["message"]["text"] for note in notes]
    assert run(["slip", "kh/d.docx", "-o", "phieu.html"], repository).exit == 0
    assert "cấu hình kh/plancheck.toml" in (repository / "phieu.html").read_text(encoding="utf-8")
    assert run([*HOOK, "kh/d.docx", "--isolated"], repository).exit == 1


def test_what_the_root_locks_is_not_loosened_below(repository: Path) -> None:
    (repository / "plancheck.toml").write_text(
        'locked = ["fail-on", "ignore", "select", "suppress", "baseline", "as-of"]\nfail-on = "warning"\n',
        encoding="utf-8",
    )
    nested = repository / "kh" / "plancheck.toml"
    nested.write_text(
        'fail-on = "never"\nselect = ["SEC-003"]\nignore = ["LEG"]\nas-of = "1950-01-01"\n'
        '[[suppress]]\nrule = "LEG-014"\nreason = "thôi"\n',
        encoding="utf-8",
    )
    outcome = run([*HOOK, "kh/d.docx", "--format", "concise"], repository)
    assert outcome.exit == 1
    assert "LEG-014" in outcome.stdout
    assert "fail-on = warning" in told(outcome.stderr)
    nested.write_text('fail-on = "info"\n', encoding="utf-8")
    assert "fail-on = info" in told(run([*HOOK, "kh/d.docx"], repository).stderr)
    (repository / "plancheck.toml").write_text('locked = ["fail_onn"]\n', encoding="utf-8")
    assert run([*HOOK, "kh/d.docx"], repository).exit == 2


@pytest.mark.parametrize("rule", ['"LEG"', '["SEC-001", "ORG"]', '"all"', '"legal-bases"'])
def test_families_are_not_suppressed(repository: Path, rule: str) -> None:
    (repository / "plancheck.toml").write_text(f'[[suppress]]\nrule = {rule}\nreason = "đã xem"\n', encoding="utf-8")
    outcome = run([*HOOK, "kh/d.docx"], repository)
    assert (outcome.exit, outcome.stdout, len(outcome.stderr.splitlines())) == (2, "", 1)
    text = (ROOT / "samples" / "copied-draft.txt").read_text(encoding="utf-8")
    (repository / "kh" / "d.md").write_text("<!-- plancheck: bỏ qua LEG, ORG, FMT – x -->\n" + text, encoding="utf-8")
    (repository / "plancheck.toml").unlink()
    assert run([*HOOK, "kh/d.md"], repository).exit == 1


@pytest.mark.parametrize("reason", ["", " ", ".", "…", "123"])
def test_a_reason_says_something(repository: Path, reason: str) -> None:
    (repository / "plancheck.toml").write_text(
        f'[[suppress]]\nrule = "SEC-001"\nreason = "{reason}"\n', encoding="utf-8"
    )
    assert run([*HOOK, "kh/d.docx"], repository).exit == 2


def test_what_is_suppressed_is_counted_aloud_and_can_count(repository: Path) -> None:
    (repository / "plancheck.toml").write_text('[[suppress]]\nrule = "LEG-014"\nreason = "đã xem"\n', encoding="utf-8")
    outcome = run([*HOOK, "kh/d.docx", *DAY, "--select", "LEG-014"], repository)
    assert outcome.exit == 0
    assert "phát hiện được bỏ qua có lý do" in told(outcome.stderr)
    outcome = run([*HOOK, "kh/d.docx", *DAY, "--select", "LEG-014", "--no-suppressions"], repository)
    assert outcome.exit == 1
    text = (ROOT / "samples" / "copied-draft.txt").read_text(encoding="utf-8")
    (repository / "kh" / "d.md").write_text("<!-- plancheck: bỏ qua LEG-014 – đã xem -->\n" + text, encoding="utf-8")
    assert run([*HOOK, "kh/d.md", *DAY, "--select", "LEG-014", "--isolated"], repository).exit == 0
    assert run([*HOOK, "kh/d.md", *DAY, "--select", "LEG-014", "--isolated", "--no-suppressions"], repository).exit == 1


def test_a_baseline_is_told_and_its_findings_are_old(repository: Path) -> None:
    assert run(["kh/d.docx", "-q", "--write-baseline", "moc.json"], repository).exit == 0
    (repository / "plancheck.toml").write_text('baseline = "moc.json"\n', encoding="utf-8")
    outcome = run(["kh/d.docx"], repository)
    assert outcome.exit == 0
    assert "phát hiện cũ, chưa sửa" in outcome.stdout
    assert "bỏ qua" not in outcome.stdout
    assert "mốc moc.json" in told(outcome.stderr)
    assert run([*HOOK, "kh/d.docx", "--no-suppressions"], repository).exit == 1


def test_rules_that_override_are_named(repository: Path) -> None:
    (repository / "r1").mkdir()
    (repository / "r1" / "own.yaml").write_text(
        "pack: own\ntitle: {vi: Riêng, en: Own}\nrules:\n  - overrides: LEG-014\n    severity: info\n", encoding="utf-8"
    )
    (repository / "plancheck.toml").write_text('rules = ["r1"]\n', encoding="utf-8")
    assert "quy tắc bị sửa: LEG-014" in told(run([*HOOK, "kh/d.docx"], repository).stderr)


@pytest.mark.parametrize("setting", ['rules = ["../out"]', 'baseline = "../out/moc.json"', 'rules = ["/etc"]'])
def test_a_configuration_reaches_nothing_outside_its_folder(repository: Path, setting: str) -> None:
    (repository / "kh" / "plancheck.toml").write_text(setting + "\n", encoding="utf-8")
    outcome = run([*HOOK, "kh/d.docx"], repository)
    assert (outcome.exit, outcome.stdout, len(outcome.stderr.splitlines())) == (2, "", 1)
    assert "nằm ngoài thư mục" in outcome.stderr


def test_nothing_of_a_file_that_is_no_rule_is_printed(repository: Path) -> None:
    (repository / "token").write_text("ghp_SECRETTOKEN123\n", encoding="utf-8")
    (repository / "plancheck.toml").write_text('rules = ["token"]\n', encoding="utf-8")
    outcome = run([*HOOK, "kh/d.docx"], repository)
    assert outcome.exit == 2
    assert "SECRET" not in outcome.stderr + outcome.stdout
    if os.name != "posix":
        return
    (repository / "r").mkdir()
    (repository / "r" / "a.yaml").symlink_to("../token")
    (repository / "plancheck.toml").write_text('rules = ["r"]\n', encoding="utf-8")
    outcome = run([*HOOK, "kh/d.docx"], repository)
    assert outcome.exit == 2
    assert "SECRET" not in outcome.stderr + outcome.stdout


@pytest.mark.parametrize("poison", ["foreign digest", "shape", "deep", "writable"])
def test_a_poisoned_cache_is_rebuilt(repository: Path, poison: str) -> None:
    cache = repository / "cache"
    environment = {"PLANCHECK_CACHE_DIR": str(cache)}
    # With rules of one's own, which are in no wheel.
    command = [*HOOK, "--rules", str(ROOT / "rules" / "packs" / "reporting.yaml"), "kh/d.docx"]
    before = run(command, repository, environment=environment)
    assert before.exit == 1
    entries = list(cache.iterdir())
    assert "rules" in {entry.name.partition("-")[0] for entry in entries}
    for entry in entries:
        data = entry.read_bytes()
        if poison == "foreign digest":
            entry.write_bytes(data.replace(b"error", b"infos"))
        elif poison == "writable":
            entry.write_bytes(data.replace(b"error", b"infos"))
            entry.chmod(0o666)
        else:
            entry.write_bytes(b'{"a":1}' if poison == "shape" else b"[" * 200_000)
    outcome = run(command, repository, environment=environment)
    assert (outcome.exit, outcome.stdout, outcome.stderr) == (1, before.stdout, before.stderr)
