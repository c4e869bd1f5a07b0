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


@pytest.mark.parametrize(
    ("unit", "said", "told"),
    [
        ("THÀNH PHỐ MÓNG CÁI", "Ủy ban nhân dân thành phố", []),
        ("THÀNH PHỐ MÓNG CÁI", "UBND thành phố Móng Cái", []),
        ("HUYỆN ĐƠN DƯƠNG", "Ủy ban nhân dân huyện", []),
        ("TỈNH LÂM ĐỒNG", "Ủy ban nhân dân tỉnh", []),
        ("HUYỆN ĐƠN DƯƠNG", "Ủy ban nhân dân tỉnh", ["Ủy ban nhân dân tỉnh"]),
        ("THÀNH PHỐ MÓNG CÁI", "Ủy ban nhân dân tỉnh", ["Ủy ban nhân dân tỉnh"]),
    ],
)
def test_a_body_may_be_said_to_issue_its_plan_without_its_own_name(unit: str, said: str, told: list[str]) -> None:
    text = HEAD.format(unit=unit, place="Lâm Đồng", text="Phổ biến.", sent="UBND tỉnh", closing="")
    issued = text.replace("I. NỘI DUNG", f"{said} ban hành Kế hoạch thông tin đối ngoại năm 2023 như sau:\nI. NỘI DUNG")
    facts = facts_of(issued)
    wrong = [each for each in facts if each.kind == "self-name" and each["agrees"] == "no" and each["issue"] == "body"]
    assert [each["text"] for each in wrong] == told


@pytest.mark.parametrize(
    ("unit", "word"),
    [
        ("TỈNH LÂM ĐỒNG", "tỉnh"),
        ("THÀNH PHỐ ĐÀ NẴNG", "thành phố"),
        ("THỊ XÃ SƠN TÂY", "thị xã"),
        ("HUYỆN ĐƠN DƯƠNG", "huyện"),
        ("PHƯỜNG HẠC THÀNH", "phường"),
    ],
)
def test_the_word_for_what_a_committee_answers_for(unit: str, word: str) -> None:
    text = HEAD.format(unit=unit, place="Lâm Đồng", text="Phổ biến.", sent="UBND tỉnh", closing="")
    assert next(each["unit"] for each in facts_of(text) if each.kind == "document") == word
