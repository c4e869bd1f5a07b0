"""Letterheads as offices set them, and what of them belongs to whom."""

from datetime import date
from pathlib import Path

import pytest

from plancheck.document import Block, Document
from plancheck.knowledge import load_knowledge
from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import FileReport
from plancheck.structure import analyse
from plancheck.structure.plan import Plan
from tests.structure.written import renumbered

HERE = Path(__file__).parent
TODAY = Options(today=date(2026, 11, 22))
BODY = ("I. MỤC ĐÍCH, YÊU CẦU", "1. Nâng cao hiệu quả.", "II. TỔ CHỨC THỰC HIỆN", "1. Văn phòng Sở theo dõi./.")
END = ("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Văn An")
STATE_NAME, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
NUMBER, DAY = "Số: 15/KH-SNV", "Điện Biên, ngày 20 tháng 11 năm 2026"


def plan(*texts: str, header: tuple[str, ...] = ()) -> Plan:
    blocks = [Block(text) for text in texts] + [Block(text, "header1") for text in header]
    return analyse(Document("docx", renumbered(blocks)), load_knowledge())


def checked(text: str) -> FileReport:
    return check_bytes(text.encode(), "thu.txt", TODAY)


def found(report: FileReport, *rules: str) -> list[tuple[str, str, str]]:
    return [(each.rule, each.severity, each.expected) for each in report.findings if each.rule in rules]


@pytest.mark.parametrize(
    ("head", "header"),
    [
        (("UBND TỈNH ĐIỆN BIÊN", "SỞ NỘI VỤ", STATE_NAME, MOTTO, NUMBER, DAY), ()),
        (("UBND TỈNH ĐIỆN BIÊN\nSỞ NỘI VỤ", f"{STATE_NAME}\n{MOTTO}", NUMBER, DAY), ()),
        (("UBND TỈNH ĐIỆN BIÊN\nSỞ NỘI VỤ\n" + NUMBER, f"{STATE_NAME}\n{MOTTO}\n{DAY}"), ()),
        ((), ("UBND TỈNH ĐIỆN BIÊN", "SỞ NỘI VỤ", STATE_NAME, MOTTO, NUMBER, DAY)),
    ],
    ids=["lines", "two in a paragraph", "three in a paragraph", "in the page header"],
)
def test_a_department_and_the_body_above_it(head: tuple[str, ...], header: tuple[str, ...]) -> None:
    told = plan(*head, "KẾ HOẠCH", "Cải cách hành chính năm 2027", *BODY, *END, header=header)
    assert (told.issuer.superior, told.issuer.name) == ("UBND TỈNH ĐIỆN BIÊN", "SỞ NỘI VỤ")
    assert (told.issuer.office, told.issuer.level) == ("department", "province")
    assert (told.number.canonical, told.date.day, told.type_code) == ("15/KH-SNV", 20, "KH")


@pytest.mark.parametrize("title", ["ĐIỀU LỆ", "PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC", "NỘI QUY CƠ QUAN", "BÀI PHÁT BIỂU"])
def test_a_title_is_no_part_of_the_issuers_name(title: str) -> None:
    told = plan("UBND TỈNH ĐIỆN BIÊN", "SỞ NỘI VỤ", STATE_NAME, MOTTO, title, "Nội dung của văn bản như sau.")
    assert (told.issuer.name, told.type_name, told.kind) == ("SỞ NỘI VỤ", title, "other")


def test_a_name_in_two_lines_stays_one() -> None:
    head = ("UBND TỈNH ĐIỆN BIÊN", "SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH", STATE_NAME, MOTTO, NUMBER, DAY)
    assert plan(*head, "KẾ HOẠCH", "Du lịch", *BODY).issuer.name == "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"


DEPARTMENT = "\n".join(
    ("UBND TỈNH ĐIỆN BIÊN", "SỞ NỘI VỤ", STATE_NAME, MOTTO, NUMBER, DAY, "KẾ HOẠCH", "Cải cách hành chính", *BODY, *END)
)


def test_a_department_with_the_committees_symbol() -> None:
    wrong = checked(DEPARTMENT.replace("15/KH-SNV", "15/KH-UBND"))
    assert found(wrong, "FMT-003", "FMT-004") == [("FMT-004", "error", "Số: 15/KH-SNV")]
    assert found(checked(DEPARTMENT), "FMT-003", "FMT-004") == []


def test_a_department_without_the_body_above_it() -> None:
    wrong = checked(DEPARTMENT.replace("UBND TỈNH ĐIỆN BIÊN\n", ""))
    assert found(wrong, "FMT-003") == [("FMT-003", "warning", "UBND TỈNH ĐIỆN BIÊN")]


def test_the_paper_behind_a_decision_names_that_decision() -> None:
    right = (HERE / "quyet-dinh-quy-che.txt").read_text("utf-8")
    assert found(checked(right), "FMT-034", "FMT-001", "FMT-003") == []
    number = right.replace("(Kèm theo Quyết định số 77/", "(Kèm theo Quyết định số 71/")
    assert found(checked(number), "FMT-034") == [("FMT-034", "warning", "77/QĐ-SVHTTDL")]
    day = right.replace(
        "(Kèm theo Quyết định số 77/QĐ-SVHTTDL ngày 03", "(Kèm theo Quyết định số 77/QĐ-SVHTTDL ngày 05"
    )
    assert found(checked(day), "FMT-034") == [("FMT-034", "warning", "ngày 03 tháng 9 năm 2025")]


def test_recipients_typed_without_dashes() -> None:
    lines = ("Nơi nhận:", "UBND tỉnh", "Các phòng, đơn vị thuộc Sở", "Lưu: VT, VP.", "GIÁM ĐỐC", "Nguyễn Văn An")
    text = DEPARTMENT.replace("\n".join(END), "\n".join(lines))
    assert "Thiếu" not in " ".join(each.message for each in checked(text).findings if each.rule == "FMT-018")


def test_a_plan_until_a_year_runs_from_its_issue() -> None:
    report = checked(DEPARTMENT.replace("Cải cách hành chính", "Cải cách hành chính đến năm 2030"))
    assert report.document is not None
    assert report.document.period == "2026-2030"


def test_a_long_heading_keeps_its_number() -> None:
    long = (
        "Triển khai đồng bộ công tác "
        + "đấu tranh phòng, chống tội phạm và vi phạm pháp luật, " * 7
        + "giữ vững an ninh"
    )
    points = (
        "1. Tuyên truyền",
        "1.1. Nội dung",
        "- Tổ chức.",
        f"2. {long}",
        "2.1. Nội dung",
        "- Rà soát.",
        "3. Kiểm tra",
        "3.1. Nội dung",
        "- Đôn đốc./.",
    )
    text = DEPARTMENT.replace("\n".join(BODY), "\n".join(("I. NỘI DUNG", *points)))
    assert found(checked(text), "FMT-012") == []
