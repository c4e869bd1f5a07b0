import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.text import Text

from plancheck.document import Place
from plancheck.report import concise, formats, json_report, jsonl, statistics, streaming, summary, terminal
from plancheck.report.model import Coverage, Fix, Report
from plancheck.report.sanitise import clean_json
from plancheck.report.totals import Totals
from plancheck.report.view import View
from tests import golden
from tests.report import made

EXPECTED = Path(__file__).parent / "expected"
TWO = made.report(made.FILE, made.UNREADABLE)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_piped_report(lang: str) -> None:
    golden.check(terminal.render(TWO, View(lang=lang)), EXPECTED / f"piped.{lang}.txt")  # type: ignore[arg-type]


def test_verbose_report() -> None:
    golden.check(terminal.render(TWO, View(verbose=True)), EXPECTED / "verbose.txt")


def test_quiet_report() -> None:
    golden.check(terminal.render(TWO, View(quiet=True)), EXPECTED / "quiet.txt")


def test_report_on_a_narrow_terminal() -> None:
    golden.check(terminal.render(TWO, View(width=60)), EXPECTED / "width-60.txt")


def test_coloured_report() -> None:
    golden.check(terminal.render(TWO, View(width=100, color=True)), EXPECTED / "width-100-colour.txt")


def test_concise_report() -> None:
    golden.check(concise.render(TWO), EXPECTED / "concise.txt")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_table_of_files(lang: str) -> None:
    many = made.report(made.FILE, made.CLEAN, made.UNREADABLE, made.CLEAN)
    text = summary.render(many, View(lang=lang)) + summary.render(many, View(lang=lang, verbose=True, quiet=True))  # type: ignore[arg-type]
    golden.check(text, EXPECTED / f"summary.{lang}.txt")
    assert summary.render(made.report(made.CLEAN), View(quiet=True)) == ""


def test_json_is_laid_out_as_python_does_it() -> None:
    for report in (made.report(), TWO, made.hostile()):
        text = json_report.render(report)
        assert text == clean_json(json.dumps(json.loads(text), ensure_ascii=False, indent=2)) + "\n"
    odd = {"a": [], "b": {}, "c": [1, True, None, 1.5, "é\n\x1f\u2028", [[]]], "d": {"e": [{"f": ()}]}, "g": ""}
    assert json_report.dumps(odd) == clean_json(json.dumps(odd, ensure_ascii=False, indent=2)) + "\n"


def test_json_lines_are_those_of_the_json_report() -> None:
    *files, last = map(json.loads, jsonl.render(TWO).splitlines())
    whole = json.loads(json_report.render(TWO))
    assert files == whole["files"]
    assert last == {**{name: whole[name] for name in whole if name != "files"}, "schema": "plancheck-lines/1"}


@pytest.mark.parametrize("name", formats.TEXTS)
def test_a_report_in_the_making_keeps_no_file(name: str) -> None:
    stream, empty = formats.stream(name, View()), made.report()
    file = made.FILE._replace(path="another.docx")
    stream.begin(empty)
    held = sys.getrefcount(file)
    for _ in range(3):
        stream.file(file)
    assert sys.getrefcount(file) == held


def test_what_is_set_aside_comes_back_whole_from_memory_and_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_IN_MEMORY", 1000)
    monkeypatch.setattr(streaming, "_CHUNK", 64)
    for count in (0, 1, 2000):
        aside = streaming.Aside()
        for index in range(count):
            aside.write(f"dòng {index} \ud800\r\n")
        assert "".join(aside.read()) == "".join(f"dòng {index} \ud800\r\n" for index in range(count))


def test_article_and_unknowns() -> None:
    document = made.DOCUMENT._replace(
        nature="article", number="", date=None, issuer="", system="", level="", as_of_from="today"
    )
    report = made.report(made.FILE._replace(document=document, findings=(), coverage=Coverage(5, 3)))
    golden.check(terminal.render(report), EXPECTED / "article.txt")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    for color in (False, True):
        for line in terminal.render(TWO, View(width=width, color=color)).splitlines():
            assert cell_len(Text.from_ansi(line).plain) <= width


def test_wrapping_and_colour_lose_no_word() -> None:
    words = terminal.render(TWO).split()
    assert terminal.render(TWO, View(width=60)).split() == words
    assert Text.from_ansi(terminal.render(TWO, View(width=80, color=True))).plain.split() == words


def test_a_pipe_gets_no_colour_and_no_boxes() -> None:
    text = terminal.render(TWO)
    assert "\x1b" not in text
    assert not set(text) & set("│┃─━╭╰┌└|")


@pytest.mark.parametrize("width", [None, 60, 100])
@pytest.mark.parametrize("verbose", [False, True])
def test_hostile_text_is_only_text(width: int | None, verbose: bool) -> None:
    text = terminal.render(made.hostile(), View(width=width, verbose=verbose))
    assert not set(text) & set("\x1b\x9b\x7f\u202e\u2066\u200b\x00\x07\r\t")
    assert "[bold" in text
    assert ":smile:" in text
    coloured = terminal.render(made.hostile(), View(width=width, color=True, verbose=verbose))
    assert "\x1b[31mđỏ" not in coloured
    assert " ".join(Text.from_ansi(coloured).plain.split()) == " ".join(text.split())


def test_concise_is_one_line_a_finding_even_when_hostile() -> None:
    assert concise.render(made.hostile()).count("\n") == 2
    assert not set(concise.render(made.hostile())) & set("\x1b\x9b\x7f\u202e\x00\r\t")


def test_concise_places() -> None:
    places = {
        Place("body", 3, line=7, column=2): "a:7:2: ",
        Place("body", 3): "a:¶3: ",
        Place("footer1", 3): "a:footer1¶3: ",
        Place(): "a: ",
    }
    for place, start in places.items():
        file = made.FILE._replace(path="a", findings=(made.REPEALED._replace(place=place),))
        assert concise.render(made.report(file)).startswith(start + "LEG-001 error ")


def test_clean_file_claims_no_more_than_was_judged() -> None:
    text = terminal.render(made.report(made.CLEAN))
    assert "Không thấy lỗi, cảnh báo hay lưu ý · đã xét 1/1 quy tắc áp dụng." in text
    unsure = made.CLEAN._replace(verdicts=made.VERDICTS[1:], coverage=Coverage(4, 1))
    assert "Chưa thể kết luận gì về phần chưa xét được." in terminal.render(made.report(unsure))
    for output in (text, terminal.render(made.report(unsure))):
        assert "tuân thủ" not in output
        assert "đúng quy định" not in output
    assert terminal.render(made.report(made.CLEAN), View(quiet=True)) == ""
    assert concise.render(made.report(made.CLEAN)) == ""


def test_suppressed_findings_are_counted_but_not_shown() -> None:
    file = made.CLEAN._replace(findings=(made.REPEALED._replace(suppressed="đã hỏi pháp chế"),))
    text = terminal.render(made.report(file))
    assert "LEG-001" not in text
    assert "1 đã bỏ qua có lý do" in text
    told = terminal.render(made.report(file), View(verbose=True))
    assert "ĐÃ BỎ QUA, CÓ LÝ DO (1)" in told
    assert "Lý do       đã hỏi pháp chế" in told
    assert concise.render(made.report(file)) == ""


def test_statistics() -> None:
    assert statistics.render(Totals(TWO.files)).splitlines()[1:] == [
        "THỐNG KÊ",
        "2  LEG-001  error    repealed-79-2010",
        "1  FMT-018  info     draft-mark",
        "1  RPT-002  warning  reporting-without-time",
    ]
    assert statistics.render(Totals([made.CLEAN])) == ""


def test_clauses_that_might_be_added_are_listed_in_one_line_each() -> None:
    fix = Fix(made.LEFTOVER.place, "", "Câu thêm.", False, "insert")
    added = tuple(
        made.LEFTOVER._replace(rule=f"CNT-03{number}", message=f"Chưa nêu {number}.", remedy=f"Thêm {number}.")
        ._replace(severity="info", fixes=(fix,))
        for number in range(3)
    )  # fmt: skip
    several = terminal.render(made.report(made.FILE._replace(findings=added)))
    assert "Nội dung có thể thêm (3)" in several
    assert "Chưa nêu 1." in several
    assert "Thêm 1." not in several
    assert "Thêm 1." in terminal.render(made.report(made.FILE._replace(findings=added)), View(verbose=True))
    assert "Thêm 1." in terminal.render(made.report(made.FILE._replace(findings=added[:2])))


def test_many_notes_have_a_line_each() -> None:
    notes = tuple(
        made.LEFTOVER._replace(rule=f"LNG-0{rule}", severity="info", message=f"Lỗi {rule}.", remedy=f"Sửa {rule}.")
        for rule in (11, 12, 13, 14, 15)
        for _ in range(2)
    )
    few = terminal.render(made.report(made.FILE._replace(findings=notes[:8])))
    assert "Mỗi quy tắc một dòng" not in few
    assert "Sửa 14." in few
    many = terminal.render(made.report(made.FILE._replace(findings=notes)))
    assert "Mỗi quy tắc một dòng (5)" in many
    assert many.count("và 1 chỗ khác") == 5
    assert "Sửa 14." not in many
    assert "Sửa 14." in terminal.render(made.report(made.FILE._replace(findings=notes)), View(verbose=True))


def many(count: int) -> Report:
    """A report with so many errors and warnings, each of a rule of its own, and as many notes."""
    grave = [
        (made.REPEALED if number % 2 else made.UNTIMED)._replace(rule=f"TST-{number:03}", fingerprint=f"{number:04}")
        for number in range(1, count + 1)
    ]
    notes = [each._replace(rule=f"NOT-{each.rule[4:]}", severity="info") for each in grave]
    return made.report(made.FILE._replace(findings=(*grave, *notes)))


def test_many_errors_and_warnings_take_few_lines_each() -> None:
    few, more = (terminal.render(many(count)) for count in (10, 17))
    assert "đầy đủ: --all" not in few
    assert "đầy đủ: --all" in more
    assert len(more.splitlines()) < len(few.splitlines())
    lines = more.splitlines()
    for number in range(1, 18):
        (at,) = [index for index, told in enumerate(lines) if f" TST-{number:03} " in told]
        finding = made.REPEALED if number % 2 else made.UNTIMED
        assert finding.message in lines[at]
        assert finding.remedy in " ".join(lines[at : at + 3])
        assert all(basis.instrument in " ".join(lines[at : at + 3]) for basis in finding.basis)
    assert terminal.render(many(17), View(verbose=True)).count("Cách sửa") >= 17


@pytest.mark.parametrize("width", [40, 80])
def test_many_findings_are_no_wider_than_the_terminal(width: int) -> None:
    assert all(cell_len(told) <= width for told in terminal.render(many(20), View(width=width)).splitlines())


def test_notes_that_need_no_thought_are_only_named() -> None:
    place = made.REPEALED.place
    fixed = Fix(place, "a", "b", True)
    added = Fix(place, "", "Thêm.", False, "insert")
    base = many(17)
    notes = (
        made.REPEALED._replace(rule="NOT-100", severity="info", message="Sửa được ngay.", fixes=(fixed,)),
        made.REPEALED._replace(rule="NOT-101", severity="info", message="Có thể thêm.", fixes=(added,)),
        made.REPEALED._replace(rule="NOT-102", severity="info", message="Phải xem lại.", fixes=()),
    )
    (file,) = base.files
    grave = tuple(each for each in file.findings if each.severity != "info")
    told = terminal.render(replace(base, files=(file._replace(findings=(*grave, *notes)),)))
    assert "plancheck review tự sửa được (1): NOT-100 Sửa được ngay." in told
    assert "Nội dung có thể thêm (1): NOT-101 Có thể thêm." in told
    assert "    NOT-102  Phải xem lại. (" in told
