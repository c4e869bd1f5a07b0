"""A baseline in use: it lets known faults pass, stops new ones, and only shrinks unless asked."""

import json
import shutil
from pathlib import Path

from tests.cli.scenario import ROOT, run

DATED = ["--as-of", "2026-11-22", "--select", "LEG-001,LEG-010,LEG-014"]
OLD = "Căn cứ Nghị định số 09/2017/NĐ-CP ngày 09 tháng 02 năm 2017 của Chính phủ;\n"
OLDER = "Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ;\n"
SECRETS = "Căn cứ Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018;\n"
HEAD = "# KẾ HOẠCH\nCông tác thông tin đối ngoại năm 2027\n\n"


def known(folder: Path) -> dict[str, list[str]]:
    files = json.loads((folder / "moc.json").read_text(encoding="utf-8"))["files"]
    return {name: sorted(each["rule"] for each in found.values()) for name, found in files.items()}


def test_a_baseline_through_the_life_of_a_draft(tmp_path: Path) -> None:
    draft = tmp_path / "plans" / "a.md"
    draft.parent.mkdir()
    draft.write_text(HEAD + OLD + SECRETS, encoding="utf-8")
    (tmp_path / "plans" / "b.md").write_text(HEAD + OLD, encoding="utf-8")
    use = ["plans", *DATED, "--format", "concise", "--baseline", "moc.json"]
    assert run(["plans", *DATED, "--write-baseline", "moc.json", "-q"], tmp_path).exit == 0
    assert known(tmp_path) == {"plans/a.md": ["LEG-010", "LEG-014"], "plans/b.md": ["LEG-010"]}
    assert run(use, tmp_path).exit == 0

    draft.write_text(HEAD + OLDER + OLD, encoding="utf-8")  # one fault gone, one new
    outcome = run([*use, "--update-baseline"], tmp_path)
    assert outcome.exit == 1
    assert [line.split()[1] for line in outcome.stdout.splitlines()] == ["LEG-001"]
    assert known(tmp_path) == {"plans/a.md": ["LEG-010"], "plans/b.md": ["LEG-010"]}

    draft.write_text(HEAD + OLD + SECRETS, encoding="utf-8")  # what was gone is back: it counts
    outcome = run([*use, "--update-baseline"], tmp_path)
    assert [line.split()[1] for line in outcome.stdout.splitlines()] == ["LEG-014"]

    (tmp_path / "plans" / "b.md").unlink()
    assert run([*use, "--update-baseline"], tmp_path).exit == 1
    assert known(tmp_path) == {"plans/a.md": ["LEG-010"]}
    shutil.rmtree(tmp_path / "plans")


def test_a_baseline_is_the_same_from_every_folder(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    shutil.copyfile(ROOT / "samples" / "copied-draft.docx", tmp_path / "plans" / "a.docx")
    (tmp_path / "plancheck.toml").write_text('baseline = "moc.json"\n', encoding="utf-8")
    assert run(["plans", *DATED, "--write-baseline", "moc.json"], tmp_path).exit == 0
    for folder, argument in ((tmp_path, "plans/a.docx"), (tmp_path / "plans", "a.docx"), (tmp_path / "plans", ".")):
        outcome = run([argument, *DATED, "--format", "concise"], folder)
        assert (outcome.exit, outcome.stdout) == (0, "")


def renamed(folder: Path, name: str, *, stays: bool, text: str = HEAD + OLD + OLDER + SECRETS) -> list[str]:
    """What counts of a draft that had another name when the baseline was written; "old" for each that does not."""
    (folder / "ke-hoach.md").write_text(HEAD + OLD + OLDER + SECRETS, encoding="utf-8")
    assert run(["ke-hoach.md", *DATED, "--write-baseline", "moc.json", "-q"], folder).exit == 0
    if not stays:
        (folder / "ke-hoach.md").unlink()
    (folder / name).write_text(text, encoding="utf-8")
    outcome = run([name, *DATED, "--format", "json", "--baseline", "moc.json"], folder)
    (file,) = json.loads(outcome.stdout)["files"]
    assert any(note["code"] == "baseline-renamed" for note in file.get("notes", [])) is any(
        finding["known"] for finding in file["findings"]
    )
    return sorted("old" if finding["known"] else finding["rule"] for finding in file["findings"])


def test_a_baseline_survives_a_renamed_draft(tmp_path: Path) -> None:
    everything = ["LEG-001", "LEG-010", "LEG-014"]
    cases = {
        "ke-hoach-v2.md": (True, HEAD + OLD + OLDER + SECRETS, ["old"] * 3),  # saved anew beside the first
        "trinh-ky.md": (False, HEAD + OLD + SECRETS, ["old"] * 2),  # renamed, and one fault put right
        "ke-hoach-2028.md": (True, HEAD + OLD + OLDER + SECRETS, everything),  # another plan, copied from the first
        "khac.md": (False, HEAD + OLD, ["LEG-010"]),  # one fault in common is no proof
    }
    for name, (stays, text, expected) in cases.items():
        folder = tmp_path / name
        folder.mkdir()
        assert renamed(folder, name, stays=stays, text=text) == expected, name


def test_which_draft_was_renamed_must_be_clear(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(HEAD + OLD + SECRETS, encoding="utf-8")
    assert run(["a.md", "b.md", *DATED, "--write-baseline", "moc.json", "-q"], tmp_path).exit == 0
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.md").rename(tmp_path / "c.md")
    assert run(["c.md", *DATED, "-q", "--baseline", "moc.json"], tmp_path).exit == 1


def test_a_narrowed_baseline_has_the_new_name(tmp_path: Path) -> None:
    renamed(tmp_path, "moi.md", stays=False, text=HEAD + OLD + SECRETS)
    assert run(["moi.md", *DATED, "-q", "--baseline", "moc.json", "--update-baseline"], tmp_path).exit == 0
    assert known(tmp_path) == {"moi.md": ["LEG-010", "LEG-014"]}
