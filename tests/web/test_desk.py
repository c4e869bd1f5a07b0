"""What lies on desks, how much, for how long; what is new and what is gone between versions."""

from pathlib import Path

import pytest

from plancheck import check
from plancheck.report.suppression import Suppression
from plancheck.web import desk
from plancheck.web.desk import Before, Desk, Entry, Made, Room
from plancheck.web.folder import Folder
from tests.web.conftest import DRAFT


def test_the_draft_used_least_lately_makes_room() -> None:
    here = Desk(3)
    entries = [Entry(f"{number}.txt", b"x") for number in range(3)]
    for number, entry in enumerate(entries):
        here.put(entry)
        entry.used = number
    assert here.get(entries[0].id) is entries[0]
    here.put(Entry("3.txt"))
    assert [entry.name for entry in here] == ["3.txt", "2.txt", "0.txt"]


def test_desks_are_bounded_in_number_weight_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "DESKS", 2)
    monkeypatch.setattr(desk, "BYTES", 25)
    room = Room()
    keys = [room.opened()[0] for _ in range(3)]
    assert room.desk(keys[0]) is None
    second, third = room.desk(keys[1]), room.desk(keys[2])
    assert second is not None
    assert third is not None
    for number, each in enumerate((second, third, second)):
        entry = Entry("d.txt", b"x" * 10)
        each.put(entry)
        entry.used = number
    room.tidy()
    assert (len(list(second)), len(list(third))) == (1, 1)
    second.used -= desk.IDLE + 1
    room.tidy()
    assert room.desk(keys[1]) is None


def test_versions_are_compared_finding_by_finding() -> None:
    report = check(DRAFT).files[0]
    older, newer = Entry("kh.docx"), Entry("kh-v2.docx")
    here = Desk()
    here.put(older)
    older.judged(report)
    here.put(newer)
    assert newer.before is not None
    assert newer.before.name == "kh.docx"
    newer.before = Before("kh.docx", report.findings[5:] + report.findings[-1:])
    comparison = newer.compared(report)
    assert comparison is not None
    assert comparison.new == {finding.fingerprint for finding in report.findings[:5]}
    assert comparison.open == len(report.findings) - 5
    assert comparison.fixed == report.findings[-1:]
    other = Entry("khac.docx")
    here.put(other)
    assert other.before is None


def test_decisions_about_a_folder_are_read_again_and_what_is_wrong_with_them_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANCHECK_STATE_DIR", str(tmp_path / "state"))
    home = tmp_path / "kh"
    home.mkdir()
    (home / "d.docx").write_bytes(DRAFT.read_bytes())
    folder = Folder(home)
    (entry,) = folder.changed()
    assert folder.changed() == []
    entry.seen.add("a")
    entry.ignored["b"] = Suppression(("SEC-001",), "lý do", 20991231, fingerprint="b")
    entry.corrected["c"] = Made("LEG-010", "câu của dự thảo")
    folder.keep(entry)
    (file,) = (tmp_path / "state").rglob("*.json")
    assert "câu của dự thảo" not in file.read_text(encoding="utf-8")
    (again,) = Folder(home).changed()
    assert (again.seen, again.ignored) == (entry.seen, entry.ignored)
    assert again.corrected["c"].rule == "LEG-010"
    for broken in ("{", "[]", '{"schema": "plancheck-desk/1", "drafts": {"d.docx": 5}}', "\x00"):
        file.write_text(broken)
        (fresh,) = Folder(home).changed()
        assert fresh.seen == set()
    (home / "d.docx").unlink()
    assert folder.changed() == []
    assert list(folder.desk) == []
