"""A letter or a list of opinions looks as its kind does: what is asked of a plan's looks is not asked of it."""

import datetime
import io

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm, Pt
from docx.table import _Cell

from plancheck.pipeline import Options, check_bytes

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
TODAY = datetime.date(2026, 11, 22)


def paper() -> Document:
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    return document


def line(cell: _Cell, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = cell.add_paragraph()
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    for number, part in enumerate(text.split("\n")):
        run = paragraph.add_run(part)
        run.font.size, run.bold, run.italic = Pt(size), bold, italic
        if number < text.count("\n"):
            run.add_break(WD_BREAK.LINE)


def say(document: Document, text: str, *, after: float = 6, indent: float = 12.7) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.space_after, paragraph.paragraph_format.space_before = Pt(after), Pt(0)
    paragraph.paragraph_format.first_line_indent = Mm(indent)


def rules(document: Document) -> set[str]:
    stream = io.BytesIO()
    document.save(stream)
    report = check_bytes(stream.getvalue(), "a.docx", Options(today=TODAY))
    return {finding.rule for finding in report.findings}


def test_a_letter_s_subject_addressees_bases_and_points() -> None:
    document = paper()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    line(left, "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", 13, bold=True)
    line(left, "Số: 412/UBND-VX", 13)
    line(left, "V/v chuẩn bị nội dung làm việc\nvới đoàn báo chí", 12)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    line(right, "Lào Cai, ngày 12 tháng 3 năm 2026", 13, italic=True)
    say(document, "Kính gửi:")
    for body in ("- Sở Văn hóa, Thể thao và Du lịch;", "- Sở Ngoại vụ;", "- Công an tỉnh."):
        say(document, body, after=0)
    say(document, "Căn cứ Công văn số 77/BNG-BC ngày 02 tháng 3 năm 2026 của Bộ Ngoại giao về đón đoàn báo chí;")
    say(document, "Ủy ban nhân dân tỉnh yêu cầu các cơ quan chuẩn bị nội dung như sau:")
    say(document, "1. Sở Ngoại vụ có trách nhiệm:")
    say(document, "Xây dựng chương trình làm việc, gửi các cơ quan liên quan trước ngày 20 tháng 3 năm 2026.")
    say(document, "2. Công an tỉnh có trách nhiệm:")
    say(document, "Bảo đảm an ninh, trật tự cho các hoạt động của đoàn./.")
    found = rules(document)
    assert not found & {"FMT-064", "FMT-065", "FMT-066", "FMT-010", "FMT-069", "FMT-074"}, found


def test_a_paper_of_no_kind_owes_no_subject_and_no_mark_at_its_end() -> None:
    document = paper()
    for text, size in (("BẢNG TỔNG HỢP Ý KIẾN", 14), ("(Kèm theo hồ sơ trình dự thảo Kế hoạch)", 12)):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTER
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(size), size == 14, size == 12
    say(document, "Các cơ quan thống nhất với nội dung dự thảo, đề nghị sửa một số từ ngữ tại phần nhiệm vụ")
    say(document, "NGƯỜI TỔNG HỢP", indent=0)
    say(document, "Lý Thị Mây", indent=0)
    assert not rules(document) & {"FMT-064", "FMT-014"}


def test_the_bases_of_the_decision_before_a_plan_are_looked_at_and_its_title_is_not() -> None:
    document = paper()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    line(left, "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", 13, bold=True)
    line(left, "Số: 512/QĐ-UBND", 13)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    line(right, "Lào Cai, ngày 25 tháng 02 năm 2026", 13, italic=True)
    titles = (
        "QUYẾT ĐỊNH",
        "Về việc ban hành Kế hoạch công tác thông tin đối ngoại tỉnh Lào Cai năm 2026, áp dụng toàn tỉnh",
    )
    for text in titles:
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.add_run(text).bold = True
    say(document, "ỦY BAN NHÂN DÂN TỈNH LÀO CAI", indent=0)
    say(document, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
    say(document, "Theo đề nghị của Giám đốc Sở Văn hóa, Thể thao và Du lịch.")
    say(document, "QUYẾT ĐỊNH:", indent=0)
    say(document, "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch công tác thông tin đối ngoại năm 2026.")
    say(document, "Điều 2. Quyết định này có hiệu lực từ ngày ký./.")
    say(document, "TM. ỦY BAN NHÂN DÂN", indent=0)
    say(document, "CHỦ TỊCH", indent=0)
    say(document, "Nguyễn Văn Sơn", indent=0)
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    line(left, "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI", 13, bold=True)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    line(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    for text in ("KẾ HOẠCH", "Công tác thông tin đối ngoại năm 2026"):
        paragraph = document.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.add_run(text).bold = True
    say(document, "(Ban hành kèm theo Quyết định số 512/QĐ-UBND ngày 25 tháng 02 năm 2026)", indent=0)
    say(document, "I. NỘI DUNG")
    say(
        document,
        "Sở Văn hóa, Thể thao và Du lịch cung cấp thông tin chính thức về tỉnh cho báo chí nước ngoài trong năm.",
    )
    found = rules(document)
    assert "FMT-066" in found
    assert "FMT-071" not in found
    assert "FMT-057" not in found, "each has its letterhead: no national title is broken in two"
