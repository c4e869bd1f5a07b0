"""Several whole papers in one file are judged each for itself; a paper with its annexes and forms stays one."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from plancheck.cli.main import run
from plancheck.pipeline import Options, check_bytes, report
from plancheck.report import json_report, terminal
from plancheck.report.model import FileReport

HERE = Path(__file__).parent
TODAY = Options(today=date(2026, 11, 22))


def text(*names: str) -> str:
    return "\n".join((HERE / f"{name}.txt").read_text("utf-8") for name in names)


def checked(content: str) -> FileReport:
    return check_bytes(content.encode(), "ba.txt", TODAY)


def papers(content: str) -> tuple[FileReport, ...]:
    return report([checked(content)], TODAY).files


THREE = ("to-trinh-xa", "quyet-dinh-thanh-lap", "bao-cao-so")


def test_each_paper_has_its_own_report() -> None:
    found = papers(text(*THREE))
    assert [each.paper for each in found] == [(1, 3), (2, 3), (3, 3)]
    assert [each.document.number for each in found if each.document] == ["64/TTr-UBND", "2210/QĐ-UBND", "405/BC-STP"]
    assert [each.document.kind for each in found if each.document] == ["submission", "decision", "report"]


def test_a_fault_is_told_where_it_is() -> None:
    wrong = text(*THREE).replace("Số: 2210/QĐ-UBND", "Số: 2210/KH-UBND", 1)
    alone = checked(text("quyet-dinh-thanh-lap").replace("Số: 2210/QĐ-UBND", "Số: 2210/KH-UBND", 1))
    found = papers(wrong)
    assert [[finding.rule for finding in each.findings if finding.severity == "error"] for each in found] == [
        [], [finding.rule for finding in alone.findings if finding.severity == "error"], [],
    ]  # fmt: skip
    assert "FMT-004" in [finding.rule for finding in found[1].findings]
    whole = checked(wrong)
    assert len(whole.findings) == sum(len(each.findings) for each in found)
    assert next(verdict.status for verdict in whole.verdicts if verdict.rule == "FMT-004") == "fail"


def test_reports_name_each_paper() -> None:
    whole = report([checked(text(*THREE))], TODAY)
    shown = terminal.render(whole)
    assert "văn bản 1/3" in shown
    assert "văn bản 3/3" in shown
    told = json.loads(json_report.render(whole))
    assert [each["paper"] for each in told["files"]] == [{"number": number, "count": 3} for number in (1, 2, 3)]
    assert told["summary"]["files"] == 1


FORM = """
Mẫu số 01
ỦY BAN NHÂN DÂN
XÃ ……
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:     /BC-UBND
……, ngày … tháng … năm …
BÁO CÁO
Kết quả thực hiện Kế hoạch
1. Kết quả: ……
Nơi nhận:
- ……;
- Lưu: VT.
CHỦ TỊCH
"""


@pytest.mark.parametrize(
    "content",
    [
        text("quyet-dinh-quy-che"),
        text("quyet-dinh-thanh-lap"),
        text("ke-hoach-truong") + "\nPHỤ LỤC\nMẪU BÁO CÁO\n" + FORM,
        text("cong-van-so") + FORM,
        text("dieu-le-kem-theo"),
    ],
)
def test_one_paper_stays_one(content: str) -> None:
    assert [each.paper for each in papers(content)] == [(1, 1)]


def test_the_command_tells_each(tmp_path: Path) -> None:
    draft = tmp_path / "ba.txt"
    draft.write_text(text(*THREE), "utf-8")
    command = [sys.executable, "-m", "plancheck", "check", "--format", "json", str(draft)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    told = json.loads(run.stdout)
    assert (len(told["files"]), told["summary"]["files"]) == (3, 1)


def test_a_slip_and_the_facts_tell_of_every_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "ba.txt"
    draft.write_text(text(*THREE), encoding="utf-8")
    assert run(["slip", str(draft), "-o", str(tmp_path / "phieu.html"), "--as-of", "2026-11-22"]) == 0
    told = capsys.readouterr().err
    articles = list(html.fromstring((tmp_path / "phieu.html").read_text(encoding="utf-8")).iter("article"))
    for number, article in zip((1, 2, 3), articles, strict=True):
        assert f"văn bản {number}/3 trong tệp" in article.text_content()
        assert f"văn bản {number}/3 trong tệp: đã xét" in told
    assert run(["facts", str(draft), "--kind", "document", "--format", "json"]) == 0
    numbers = [each["facts"][0]["values"]["number"] for each in json.loads(capsys.readouterr().out)]
    assert numbers == ["64/TTr-UBND", "2210/QĐ-UBND", "405/BC-STP"]
