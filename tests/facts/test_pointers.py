"""Parts of the draft that the draft points at."""

import pytest
from drafts import facts_of

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 45/KH-UBND
Lạng Sơn, ngày 20 tháng 01 năm 2022

KẾ HOẠCH
Thông tin đối ngoại năm 2022

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
2. Yêu cầu
II. NHIỆM VỤ
1. Tập huấn.
2. In ấn phẩm.
3. {}
III. TỔ CHỨC THỰC HIỆN
1. Các sở thực hiện.
2. Sở Tài chính cấp kinh phí.
"""
DECISION = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 45/QĐ-UBND
Lạng Sơn, ngày 20 tháng 01 năm 2022

QUYẾT ĐỊNH
Ban hành Kế hoạch thông tin đối ngoại năm 2022

ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch.
Điều 2. Quyết định có hiệu lực từ ngày ký.
Điều 3. {}

Nơi nhận:
- Như Điều {};
- Lưu: VT.
"""


def found(text: str) -> list[tuple[str, str]]:
    return [(str(each["text"]), str(each["agrees"])) for each in facts_of(text) if each.kind == "pointer"]


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        ("Các đơn vị thực hiện nội dung tại Mục VI.", [("Mục VI", "no")]),
        ("Các đơn vị thực hiện nội dung tại Mục III Kế hoạch này.", [("Mục III", "yes")]),
        ("Nhiệm vụ nêu tại khoản 5 Mục III do các sở thực hiện.", [("khoản 5 Mục III", "no")]),
        ("Nhiệm vụ nêu tại khoản 2, Mục III do các sở thực hiện.", [("khoản 2, Mục III", "yes")]),
        ("Theo Nghị định số 72/2015/NĐ-CP và Mục V Kế hoạch này.", [("Mục V", "no")]),
        ("Theo Phần II Nghị quyết số 10-NQ/TU; mục V chương trình hành động.", []),
        ("Thực hiện Điều 5 Luật Báo chí.", []),
        ("Thực hiện quy định tại Điều 5.", []),
        ("Xuất bản sách “Lạng Sơn xưa”, phần V.", []),
        ("Mục tiêu: phát hành chuyên mục.", []),
    ],
)
def test_parts_of_a_plan(text: str, pointers: list[tuple[str, str]]) -> None:
    assert found(PLAN.format(text)) == pointers


def test_two_parts_are_enough_to_tell() -> None:
    text = PLAN.format("Thực hiện nội dung tại Mục VI.")
    two = text.partition("III. TỔ CHỨC")[0]
    assert found(two) == [("Mục VI", "no")]
    assert found(two.replace("II. NHIỆM VỤ\n", "")) == []


@pytest.mark.parametrize(
    ("article", "recipient", "pointers"),
    [
        ("Đơn vị nêu tại Điều 5 thi hành Quyết định này.", 3, [("Điều 5", "no"), ("Như Điều 3", "yes")]),
        ("Đơn vị nêu tại Điều 1 thi hành Quyết định này.", 4, [("Điều 1", "yes"), ("Như Điều 4", "no")]),
        ("Bãi bỏ Điều 7 Quyết định số 12/2020/QĐ-UBND.", 3, [("Như Điều 3", "yes")]),
        ("Bãi bỏ quy định tại Điều 7 của Quy chế cũ.", 3, [("Như Điều 3", "yes")]),
    ],
)  # fmt: skip
def test_articles_of_a_decision(article: str, recipient: int, pointers: list[tuple[str, str]]) -> None:
    assert found(DECISION.format(article, recipient)) == pointers
