"""Reports made by hand, for renderers to be tried on."""

from plancheck.document import Cell, Place
from plancheck.report.model import (
    Coverage,
    DocumentSummary,
    Evidence,
    FileReport,
    Finding,
    LegalBasis,
    Paragraph,
    ReadingError,
    Report,
    RuleText,
    Verdict,
)

DECREE = LegalBasis("72/2015/NĐ-CP", "Điều 24 khoản 6", "seen")
CIRCULAR = LegalBasis("22/2016/TT-BTTTT", "Điều 9", "secondary")
PRACTICE = LegalBasis("26-CT/TW", "", "unverified")

DOCUMENT = DocumentSummary(
    nature="draft",
    type="KH",
    type_name="KẾ HOẠCH",
    issuer="ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
    system="state",
    level="province",
    province="lang-son",
    number="12/KH-UBND",
    place="Lạng Sơn",
    date="2018-01-15",
    as_of="2018-01-15",
    as_of_from="document",
    subject="foreign-information",
    title="Hoạt động thông tin đối ngoại trên địa bàn tỉnh Lạng Sơn năm 2018",
    period="2018",
    instruments=("72/2015/NĐ-CP", "22/2016/TT-BTTTT"),
    subject_label="thông tin đối ngoại",
)

REPEALED = Finding(
    rule="LEG-001",
    slug="repealed-79-2010",
    severity="error",
    message="Quyết định 79/2010/QĐ-TTg đã hết hiệu lực từ 22/10/2015, không còn là căn cứ.",
    place=Place("body", 8, (), None, 12, 1, 9, 40),
    quote="Quyết định số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ",
    expected="Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ",
    actual="79/2010/QĐ-TTg",
    basis=(LegalBasis("72/2015/NĐ-CP", "Điều 25 khoản 2", "seen"),),
    remedy="Thay bằng: “Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ …;”.",
    fingerprint="a1",
)
REPEALED_AGAIN = REPEALED._replace(
    place=Place("body", 19, ("II. NỘI DUNG",), None, 30, 5, 4, 18), fingerprint="a2", quote="79/2010/QĐ-TTg"
)
UNTIMED = Finding(
    rule="RPT-002",
    slug="reporting-without-time",
    severity="warning",
    message="Có giao báo cáo nhưng không nói khi nào.",
    place=Place("body", 44, ("III. TỔ CHỨC THỰC HIỆN", "7. Ủy ban nhân dân các huyện, thành phố"), "T1 R2 C3", page=5),
    quote="báo cáo định kỳ hoặc đột xuất về Sở Thông tin và Truyền thông theo quy định",
    expected="",
    actual="",
    basis=(DECREE, CIRCULAR),
    remedy="Thêm câu: “Trước ngày 15 tháng 12 hằng năm, các cơ quan báo cáo kết quả về Sở …”.",
    fingerprint="b1",
)
LEFTOVER = Finding(
    rule="FMT-018",
    slug="draft-mark",
    severity="info",
    message="Còn chữ “DỰ THẢO”.",
    place=Place("header1", 1),
    quote="DỰ THẢO",
    expected="",
    actual="DỰ THẢO",
    basis=(PRACTICE,),
    remedy="Xóa khi trình ký.",
    fingerprint="c1",
    suppressed=None,
)
VERDICTS = (
    Verdict("LEG-001", "fail", (Evidence(REPEALED.place, REPEALED.quote),), title="Viện dẫn Quyết định 79/2010/QĐ-TTg"),
    Verdict("CNT-001", "pass", (Evidence(Place("body", 10), "I. MỤC ĐÍCH"),), title="Có mục đích"),
    Verdict(
        "SEC-003",
        "needs-review",
        (Evidence(Place("body", 14, ("I. MỤC ĐÍCH, YÊU CẦU",)), "bảo đảm bí mật nhà nước theo quy định"),),
        "Có nói bí mật nhà nước nhưng không dẫn luật",
        "Nêu việc bảo vệ bí mật nhà nước",
    ),
    Verdict("FMT-001", "not-evaluated", (), "Tệp này không có phông chữ, cỡ chữ", "Quốc hiệu in đậm"),
    Verdict("FMT-003", "not-evaluated", (), "Tệp này không có phông chữ, cỡ chữ", "Khổ giấy"),
    Verdict("PTY-001", "not-applicable", (), "", "Tiêu đề Đảng Cộng sản Việt Nam"),
)
FINDINGS = (REPEALED, REPEALED_AGAIN, UNTIMED, LEFTOVER)

FILE = FileReport("ke-hoach/du-thao.xml", "0" * 64, None, DOCUMENT, FINDINGS, VERDICTS, Coverage(5, 3))
UNREADABLE = FileReport(
    "mat-khau.docx", "", ReadingError("encrypted", "Tệp có mật khẩu: mở bằng Word, bỏ mật khẩu rồi lưu lại.")
)
CLEAN = FILE._replace(path="tot.docx", findings=(), verdicts=VERDICTS[1:2], coverage=Coverage(1, 1))


def report(*files: FileReport) -> Report:
    """A report on these files."""
    return Report("0.1.0", "reference", "2026-11-22", files)


HOSTILE = (
    "\x1b[31mđỏ\x1b[0m \x9b2J\u202etxt.exe\u2066 [bold red]x[/] \u200bẩn\r\n\tdòng\x00\x07\x7f {evil}"
    " :smile: \U000e0041"
)
"""Escape sequences, bidirectional overrides, rich markup, emoji codes, hidden characters."""


def hostile() -> Report:
    """A report in which everything that comes from a draft is hostile."""
    place = Place("body", 1, (HOSTILE,), "T1 R1 C1 " + HOSTILE, 1, 1)
    finding = REPEALED._replace(
        message=HOSTILE, place=place, quote=HOSTILE, expected=HOSTILE, actual=HOSTILE, remedy=HOSTILE
    )
    document = DOCUMENT._replace(
        issuer=HOSTILE, number=HOSTILE, place=HOSTILE, title=HOSTILE, type_name=HOSTILE, period=HOSTILE
    )
    verdict = Verdict("SEC-003", "needs-review", (Evidence(place, HOSTILE),), HOSTILE, HOSTILE)
    unjudged = Verdict("SEC-004", "not-evaluated", (), HOSTILE, HOSTILE)
    passed = Verdict("SEC-001", "pass", (Evidence(place, HOSTILE),), "", HOSTILE)
    file = FileReport(HOSTILE, "0" * 64, None, document, (finding,), (verdict, unjudged, passed), Coverage(3, 1))
    return report(file, FileReport(HOSTILE + "2", "", ReadingError("binary", HOSTILE)))


IGNORED = UNTIMED._replace(suppressed="đã hỏi Phòng Pháp chế ngày 20/11/2026", fingerprint="b2")
RULES = (
    RuleText(
        "LEG-001",
        "repealed-79-2010",
        "error",
        "Viện dẫn Quyết định 79/2010/QĐ-TTg",
        "Quyết định 79/2010/QĐ-TTg đã được Nghị định 72/2015/NĐ-CP thay thế.",
        "Thay bằng Nghị định 72/2015/NĐ-CP.",
        ("legal", "repealed"),
    ),
    RuleText("RPT-002", "reporting-without-time", "warning", "Báo cáo có kỳ hạn", "", "", ()),
)
PARAGRAPHS = (
    Paragraph(Place("body", 1), "agency", "", 0, "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", Cell(1, 1, 1)),
    Paragraph(Place("body", 2), "number", "", 0, "Số: 12/KH-UBND", Cell(1, 1, 1)),
    Paragraph(Place("body", 3), "state-name", "", 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Cell(1, 1, 2)),
    Paragraph(Place("body", 6), "type", "", 0, "KẾ HOẠCH"),
    Paragraph(Place("body", 7), "subject", "", 0, "Hoạt động thông tin đối ngoại năm 2018"),
    Paragraph(
        REPEALED.place,
        "basis",
        "",
        0,
        "Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30 tháng 11 năm 2010 của Thủ tướng Chính phủ;",
    ),
    Paragraph(Place("body", 10), "heading", "I.", 1, "MỤC ĐÍCH, YÊU CẦU"),
    Paragraph(Place("body", 14), "item", "1.", 2, "Bảo đảm bí mật nhà nước theo quy định."),
    Paragraph(Place("body", 19), "item", "-", 3, "Theo 79/2010/QĐ-TTg, các sở thực hiện."),
    Paragraph(UNTIMED.place, "cell", "", 0, f"Các huyện {UNTIMED.quote}.", Cell(2, 2, 3)),
    Paragraph(Place("header1", 1), "draft-mark", "", 0, "DỰ THẢO"),
)
SHOWN = FILE._replace(findings=(*FINDINGS, IGNORED), paragraphs=PARAGRAPHS)


def detailed(*files: FileReport) -> Report:
    """A report with all that formats can show."""
    return Report("0.1.0", "reference", "2026-11-22", files, RULES)
