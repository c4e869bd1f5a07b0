"""What the commands that write a copy say of files that can't be copied as they are."""

from pathlib import Path

import pytest

from tests.cli.scenario import run as plancheck
from tests.reading.docx_builder import docx, packed, para, parts
from tests.review.test_annotate import contents

HEAD = para("ỦY BAN NHÂN DÂN TỈNH LÀO CAI") + para("Số: 5/KH-UBND") + para("KẾ HOẠCH") + para("Công tác năm 2026")
SETTINGS = '<w:documentProtection w:edit="readOnly" w:enforcement="{}"/>'


def draft(folder: Path, *, signed: bool = False, settings: str = "") -> Path:
    inner = {"settings": settings} if settings else {}
    written = parts(HEAD, **inner)
    if signed:
        written["_xmlsignatures/sig1.xml"] = "<Signature/>"
    path = folder / "a.docx"
    path.write_bytes(packed(written))
    return path


def test_a_signed_draft_is_commented_on_with_a_warning_but_not_changed(tmp_path: Path) -> None:
    path = draft(tmp_path, signed=True)
    before = path.read_bytes()
    commented = plancheck(["annotate", "a.docx"], tmp_path)
    assert commented.exit == 0
    assert commented.stderr.startswith("plancheck: chữ ký số của bản gốc không còn giá trị trong bản sao.\n")
    fixed = plancheck(["fix", "a.docx"], tmp_path)
    assert fixed.exit == 2
    assert fixed.stderr.startswith("plancheck: a.docx: văn bản đã ký số nên không sửa;")
    assert plancheck(["fix", "a.docx", "--diff"], tmp_path).exit == 1
    assert not (tmp_path / "a.da-sua.docx").exists()
    assert path.read_bytes() == before


@pytest.mark.parametrize(("enforced", "told"), [("1", True), ("0", False)])
def test_restricted_editing_is_told(tmp_path: Path, enforced: str, told: bool) -> None:
    draft(tmp_path, settings=SETTINGS.format(enforced))
    for command in ("annotate", "fix"):
        done = plancheck([command, "a.docx"], tmp_path)
        assert done.exit == 0
        assert ("văn bản đang hạn chế chỉnh sửa" in done.stderr) is told


def test_the_same_ending_and_no_half_written_file(tmp_path: Path) -> None:
    draft(tmp_path)
    done = plancheck(["annotate", "a.docx", "-o", "b.pdf"], tmp_path)
    assert (done.exit, done.stderr) == (2, "plancheck: “b.pdf”: tên tệp phải kết thúc bằng .docx.\n")
    assert plancheck(["annotate", "a.docx", "-o", "b.docx"], tmp_path).exit == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "b.docx"]
    again = plancheck(["annotate", "a.docx", "-o", "c.docx"], tmp_path)
    assert again.exit == 0
    assert (tmp_path / "b.docx").read_bytes() == (tmp_path / "c.docx").read_bytes()


def test_files_that_can_t_be_read(tmp_path: Path) -> None:
    for name, data in {"a.docx": b"PK\x03\x04 broken", "b.docx": b"", "c.docx": docx(para(""))}.items():
        (tmp_path / name).write_bytes(data)
        for command in ("annotate", "fix"):
            done = plancheck([command, name], tmp_path)
            assert (done.exit, done.stdout) == (2, "")
            assert done.stderr.startswith(f"plancheck: {name}: ")
            assert done.stderr.count("\n") == 1


def test_a_part_in_another_encoding(tmp_path: Path) -> None:
    path = draft(tmp_path)
    written = contents(path.read_bytes())
    text = '<?xml version="1.0" encoding="UTF-16"?>' + written["word/document.xml"].decode()
    path.write_bytes(packed({**written, "word/document.xml": text.encode("utf-16")}))
    assert plancheck(["fix", "a.docx"], tmp_path).exit == 0
    assert "Số: 05" in plancheck(["facts", "a.da-sua.docx", "--kind", "component"], tmp_path).stdout
