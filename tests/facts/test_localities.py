"""Places of other provinces: left over from the plan that was copied, or named as a partner's."""

from pathlib import Path

import pytest
import yaml
from drafts import facts_of

from plancheck.knowledge import load_knowledge
from plancheck.text import fold

ISSUERS = {
    "lc23": ("ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG", "12/KH-STTTT", "Lào Cai", (10, 2, 2023)),
    "hg21": ("ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG", "52/KH-UBND", "Hà Giang", (2, 3, 2021)),
    "na23": ("ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN", "101/KH-UBND", "Nghệ An", (27, 2, 2023)),
    "qt24": ("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", "40/KH-UBND", "Quảng Trị", (22, 2, 2024)),
    "ct24": ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "29/KH-UBND", "Cần Thơ", (1, 2, 2024)),
    "bt24": ("TỈNH ỦY BÌNH THUẬN\nBAN TUYÊN GIÁO", "44-KH/BTGTU", "Bình Thuận", (20, 2, 2024)),
    "mk23": ("ỦY BAN NHÂN DÂN\nHUYỆN MƯỜNG KHƯƠNG", "88/KH-UBND", "Mường Khương", (20, 3, 2023)),
    "nb24": ("ỦY BAN NHÂN DÂN\nTỈNH NINH BÌNH", "27/KH-UBND", "Ninh Bình", (15, 2, 2024)),
    "tn24": ("ỦY BAN NHÂN DÂN\nTỈNH TÂY NINH", "70/KH-UBND", "Tây Ninh", (6, 2, 2024)),
    "qn22": ("TỈNH ỦY QUẢNG NINH\nBAN TUYÊN GIÁO", "19-KH/BTGTU", "Quảng Ninh", (18, 1, 2022)),
    "tn26": ("ỦY BAN NHÂN DÂN\nTỈNH TÂY NINH", "77/KH-UBND", "Tây Ninh", (3, 2, 2026)),
    "kh26": (
        "ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "61/KH-SVHTTDL",
        "Khánh Hòa",
        (9, 3, 2026),
    ),
    "kg24": ("ỦY BAN NHÂN DÂN\nTỈNH KIÊN GIANG", "31/KH-UBND", "Kiên Giang", (29, 1, 2024)),
    "qt26": ("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", "41/KH-UBND", "Quảng Trị", (22, 1, 2026)),
    "cd26": ("ỦY BAN NHÂN DÂN\nĐẶC KHU CÔN ĐẢO", "15/KH-UBND", "Côn Đảo", (4, 3, 2026)),
    "dn26": ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG", "55/KH-UBND", "Đà Nẵng", (12, 2, 2026)),
    "bo22": ("BỘ THÔNG TIN VÀ TRUYỀN THÔNG", "300/KH-BTTTT", "Hà Nội", (28, 1, 2022)),
    "sp26": ("ỦY BAN NHÂN DÂN\nPHƯỜNG SA PA", "33/KH-UBND", "Sa Pa", (6, 3, 2026)),
}
PAGE = """{head}
Số: {number}
{place}, ngày {day:02} tháng {month:02} năm {year}

KẾ HOẠCH
Thông tin đối ngoại năm {year}

I. NHIỆM VỤ
1. {text}
II. TỔ CHỨC THỰC HIỆN
1. Các đơn vị thực hiện.

Nơi nhận:
- Lưu: VT.
Nguyễn Văn An
"""


def left_over(issuer: str, text: str) -> list[str]:
    head, number, place, (day, month, year) = ISSUERS[issuer]
    page = PAGE.format(head=head, number=number, place=place, day=day, month=month, year=year, text=text)
    facts = facts_of(page, day=year * 10000 + month * 100 + day)
    return [str(each["name"]) for each in facts if each.kind == "locality" and each["use"] == "own"]


CASES = yaml.safe_load((Path(__file__).parent / "data" / "localities.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("issuer", "text", "name"), CASES["left_over"])
def test_left_over(issuer: str, text: str, name: str) -> None:
    assert [each.endswith(name) for each in left_over(issuer, text)] == [True]


@pytest.mark.parametrize(("issuer", "text"), CASES["right"])
def test_right(issuer: str, text: str) -> None:
    assert left_over(issuer, text) == []


def test_a_name_is_one_with_the_word_for_its_kind() -> None:
    text = "cửa khẩu quốc tế Hữu Nghị; các huyện: Bắc Hà, Đồng Văn và Mèo Vạc; tình hữu nghị; ông Bắc Hà; vịnh Hạ Long"
    sights = load_knowledge().gazetteer.find(fold(text))
    assert [text[each.start : each.end] for each in sights] == [
        "cửa khẩu quốc tế Hữu Nghị", "huyện: Bắc Hà", "Đồng Văn", "Mèo Vạc", "vịnh Hạ Long",
    ]  # fmt: skip
    assert [each.provinces for each in sights] == [
        ("lang-son",), ("lao-cai",), ("ha-giang",), ("ha-giang",), ("quang-ninh",),
    ]  # fmt: skip


def test_a_place_goes_where_its_province_goes() -> None:
    knowledge = load_knowledge()
    assert knowledge.standing("kien-giang", 20250630).id == "kien-giang"
    assert knowledge.standing("kien-giang", 20250701).id == "an-giang"
