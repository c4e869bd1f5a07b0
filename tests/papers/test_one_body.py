"""The same words as plans of many kinds: each is asked what its kind owes, none looks clean for want of rules."""

from datetime import date
from functools import cache

import pytest

from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import FileReport

BODY = """I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao hiệu quả công tác thông tin đối ngoại.
II. NỘI DUNG
1. Tổ chức các hoạt động thông tin đối ngoại.
III. TỔ CHỨC THỰC HIỆN
1. Các đơn vị triển khai thực hiện. Tổng kinh phí: 300 triệu đồng.
Trên đây là nội dung thực hiện, yêu cầu các đơn vị triển khai./.
"""
STATE = """{body}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
{place}, ngày 15 tháng 01 năm {year}
{type}
{title}
{rest}Nơi nhận:
- Như trên;
- Lưu: VT.
{signature}

Nguyễn Văn Bình
"""
PARTY = """{body}
*
Số {number}
ĐẢNG CỘNG SẢN VIỆT NAM
{place}, ngày 15 tháng 01 năm {year}
{type}
{title}
{rest}Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng.
{signature}

Nguyễn Văn Bình
"""
COMMITTEE = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI"
# Name: form, body, number, place, type, signature, period.
DRAFTS = {
    "province": (STATE, PROVINCE, "15/KH-UBND", "Lào Cai", "KẾ HOẠCH", COMMITTEE, "năm 2024"),
    "programme": (STATE, PROVINCE, "15/CTr-UBND", "Lào Cai", "CHƯƠNG TRÌNH", COMMITTEE, "giai đoạn 2024 - 2028"),
    "scheme": (STATE, PROVINCE, "15/ĐA-UBND", "Lào Cai", "ĐỀ ÁN", COMMITTEE, "giai đoạn 2024 - 2030"),
    "ministry": (STATE, "BỘ CÔNG THƯƠNG", "15/KH-BCT", "Hà Nội", "KẾ HOẠCH", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG", "năm 2024"),
    "department": (
        STATE, "UBND TỈNH LÀO CAI\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG", "15/KH-STTTT", "Lào Cai", "KẾ HOẠCH",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "năm 2024",
    ),
    "district": (
        STATE, "ỦY BAN NHÂN DÂN\nHUYỆN MƯỜNG KHƯƠNG", "15/KH-UBND", "Mường Khương", "KẾ HOẠCH", COMMITTEE, "năm 2024",
    ),
    "commune": (STATE, "ỦY BAN NHÂN DÂN\nXÃ BÁT XÁT", "15/KH-UBND", "Bát Xát", "KẾ HOẠCH", COMMITTEE, "năm 2026"),
    "press": (STATE, "BÁO LÀO CAI", "15/KH-BLC", "Lào Cai", "KẾ HOẠCH", "TỔNG BIÊN TẬP", "năm 2024"),
    "party press": (
        PARTY, "TỈNH ỦY LÀO CAI\nBÁO LÀO CAI", "15-KH/BLC", "Lào Cai", "KẾ HOẠCH", "TỔNG BIÊN TẬP", "năm 2024",
    ),
    "years": (STATE, PROVINCE, "15/KH-UBND", "Lào Cai", "KẾ HOẠCH", COMMITTEE, "giai đoạn 2024 - 2028"),
    "party plan": (
        PARTY, "TỈNH ỦY LÀO CAI", "15-KH/TU", "Lào Cai", "KẾ HOẠCH", "T/M BAN THƯỜNG VỤ\nBÍ THƯ", "năm 2024",
    ),
    "party programme": (
        PARTY, "TỈNH ỦY LÀO CAI", "15-CTr/TU", "Lào Cai", "CHƯƠNG TRÌNH", "T/M BAN THƯỜNG VỤ\nBÍ THƯ", "năm 2024",
    ),
    "guidance": (
        PARTY, "TỈNH ỦY LÀO CAI\nBAN TUYÊN GIÁO", "15-HD/BTGTU", "Lào Cai", "HƯỚNG DẪN", "TRƯỞNG BAN", "năm 2024",
    ),
}  # fmt: skip
# What a plan without a word on them is told of at least, and what is not its kind's to do.
OWED = {
    "province": ({"SEC-001", "CNT-001", "CNT-002", "CNT-017", "AGY-001", "RPT-001", "BUD-002"}, {"CNT-029"}),
    "programme": ({"SEC-001", "CNT-001", "CNT-002", "CNT-017", "AGY-001", "RPT-001", "BUD-002"}, {"CNT-029"}),
    "scheme": ({"SEC-001", "CNT-001", "CNT-002", "CNT-017", "AGY-001", "RPT-001", "BUD-002"}, {"CNT-029"}),
    "ministry": ({"SEC-001", "CNT-001", "CNT-002", "CNT-007", "CNT-017", "RPT-001", "BUD-002"}, {"AGY-001", "CNT-014"}),
    "department": (
        {"SEC-001", "CNT-001", "CNT-002", "RPT-001", "BUD-002"},
        {"AGY-001", "BUD-003", "CNT-014", "PRS-001"},
    ),
    "district": ({"SEC-001", "CNT-001", "CNT-002", "RPT-001", "BUD-002"}, {"AGY-002", "CNT-014", "PRS-001"}),
    "commune": ({"SEC-001", "CNT-002", "CNT-042", "RPT-001", "BUD-002"}, {"AGY-002", "CNT-001", "CNT-014", "PRS-001"}),
    "press": ({"SEC-001", "CNT-001", "RPT-001", "BUD-002", "CNT-078"}, {"AGY-002", "CNT-002", "CNT-014", "PRS-001"}),
    "party press": ({"SEC-001", "CNT-001", "RPT-001", "CNT-078", "CNT-038"}, {"CNT-002", "CNT-008", "AGY-001"}),
    "years": ({"SEC-001", "CNT-001", "CNT-002", "CNT-017", "CNT-080"}, {"CNT-029"}),
    "party plan": ({"CNT-032", "CNT-035", "CNT-038", "CNT-093"}, {"CNT-002", "AGY-001", "BUD-002"}),
    "party programme": ({"CNT-032", "CNT-035", "CNT-038"}, {"CNT-002", "AGY-001", "BUD-002"}),
    "guidance": ({"CNT-029", "CNT-032", "CNT-038"}, {"CNT-002", "AGY-001", "BUD-002"}),
}


@cache
def checked(name: str) -> FileReport:
    form, body, number, place, type, signature, period = DRAFTS[name]
    year = "2026" if "2026" in period else "2024"
    title = f"Hoạt động thông tin đối ngoại {period}"
    law = "19 tháng 6 năm 2015" if year == "2024" else "16 tháng 6 năm 2025"
    bases = f"Căn cứ Luật Tổ chức chính quyền địa phương ngày {law};\n" if form is STATE else ""
    text = form.format(
        body=body, number=number, place=place, year=year, type=type, title=title, rest=bases + BODY, signature=signature
    )
    return check_bytes(text.encode(), "khac.txt", Options(today=date(2026, 11, 22)))


@pytest.mark.parametrize("name", DRAFTS)
def test_each_kind_is_asked_what_it_owes(name: str) -> None:
    told = {finding.rule for finding in checked(name).findings}
    owed, another = OWED[name]
    assert owed <= told
    assert not another & told


@pytest.mark.parametrize("name", DRAFTS)
def test_no_kind_is_left_in_doubt_for_want_of_its_issuer(name: str) -> None:
    report = checked(name)
    assert report.document is not None
    assert report.document.remarks == ()
    doubtful = {each.rule for each in report.verdicts if "Chưa nhận ra" in each.reason}
    # Whether a district lies at the border, and in which province a commune lies, their plans do not tell.
    assert doubtful <= {"CNT-010", "LNG-004", "LNG-030"}


def test_what_binds_a_province_alike_does_not_hang_on_what_its_plan_is_called() -> None:
    content = ("AGY", "BUD", "CNT", "RPT", "SEC", "PRS")
    alike = [
        {finding.rule for finding in checked(name).findings if finding.rule.startswith(content)}
        for name in ("province", "programme", "scheme")
    ]
    over_years = {"CNT-080"}
    assert alike[0] | over_years == alike[1] == alike[2]


def test_a_kind_without_rules_on_its_content_says_so() -> None:
    report = check_bytes(
        STATE.format(
            body="UBND TỈNH LÀO CAI\nSỞ NỘI VỤ", number="15/BC-SNV", place="Lào Cai", year="2024", type="BÁO CÁO",
            title="Kết quả cải cách hành chính năm 2024", rest="1. Kết quả đạt được./.\n", signature="GIÁM ĐỐC",
        ).encode()
    )  # fmt: skip
    assert report.document is not None
    assert report.document.remarks
    assert "Chưa có quy tắc nội dung cho báo cáo của sở" in report.document.remarks[0]


def test_an_issuer_that_is_not_recognised_is_said_in_the_head() -> None:
    text = f"KẾ HOẠCH\nHoạt động thông tin đối ngoại năm 2024\n{BODY}"
    report = check_bytes(text.encode(), "khac.txt")
    assert report.document is not None
    assert any("Chưa nhận ra cơ quan ban hành" in remark for remark in report.document.remarks)


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        ("UBND TỈNH LÀO CAI\nTRƯỜNG CAO ĐẲNG LÀO CAI", "HIỆU TRƯỞNG"),
        ("ỦY BAN MTTQ VIỆT NAM\nTỈNH LÀO CAI", "TM. BAN THƯỜNG TRỰC\nCHỦ TỊCH"),
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH\nCỤC DU LỊCH QUỐC GIA VIỆT NAM", "CỤC TRƯỞNG"),
    ],
)
def test_rules_for_any_paper_do_not_pass_for_rules_on_its_content(body: str, signature: str) -> None:
    text = STATE.format(
        body=body, number="15/KH-ABC", place="Lào Cai", year="2026", type="KẾ HOẠCH",
        title="Hoạt động thông tin đối ngoại năm 2026", rest=BODY, signature=signature,
    )  # fmt: skip
    report = check_bytes(text.encode(), "khac.txt", Options(today=date(2026, 11, 22)))
    assert report.document is not None
    assert any("Chưa có quy tắc nội dung cho kế hoạch của" in remark for remark in report.document.remarks)
