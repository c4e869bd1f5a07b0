"""Units of the issuer's level that a draft names as its own."""

import pytest
from drafts import facts_of

HEAD = """ỦY BAN NHÂN DÂN
{unit}
Số: 45/KH-UBND
{place}, ngày 20 tháng 01 năm 2023

KẾ HOẠCH
Thông tin đối ngoại năm 2023

I. NỘI DUNG
1. {text}
II. TỔ CHỨC THỰC HIỆN
1. Công an huyện
- Thực hiện.
{closing}

Nơi nhận:
- {sent};
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""
CASES = [
    ("Ngày hội nông sản của huyện Đức Trọng.", ["huyện Đức Trọng"]),
    ("Tuyên truyền trên địa bàn huyện Đức Trọng.", ["huyện Đức Trọng"]),
    ("Giao Công an huyện Đức Trọng giữ gìn trật tự.", ["huyện Đức Trọng"]),
    ("Ngày hội nông sản của huyện Đơn Dương.", []),
    ("Giao lưu với huyện Đức Trọng; học tập kinh nghiệm của huyện Đức Trọng.", []),
    ("Hợp tác với các huyện Đức Trọng, Lạc Dương; tuyến đường của huyện Đức Trọng và huyện Lạc Dương.", []),
    ("Đề nghị của huyện Đức Trọng được xem xét.", []),
    ("Tổ chức tại huyện Đức Trọng.", []),
]


def named(text: str = "Phổ biến.", closing: str = "", sent: str = "UBND tỉnh") -> list[str]:
    page = HEAD.format(text=text, closing=closing, sent=sent, unit="HUYỆN ĐƠN DƯƠNG", place="Đơn Dương")
    facts = facts_of(page, day=20230120)
    return [str(each["text"]) for each in facts if each.kind == "self-name" and each["issue"] == "named"]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_in_the_text(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_where_it_closes() -> None:
    closing = "Trên đây là Kế hoạch thông tin đối ngoại năm 2023 của Ủy ban nhân dân huyện {unit}./."
    assert named(closing=closing.format(unit="Lạc Dương")) == ["huyện Lạc Dương"]
    assert named(closing=closing.format(unit="Đơn Dương")) == []


def test_among_the_recipients() -> None:
    assert named(sent="Ban Tuyên giáo Huyện ủy Lạc Dương") == ["Huyện ủy Lạc Dương"]
    assert named(sent="Ban Tuyên giáo Huyện ủy") == []
    assert named("Giao lưu với huyện Lạc Dương.", sent="UBND huyện Lạc Dương") == []
