"""The decision before the plan that it issues: its symbol, the plan it names, its effect, who signs."""

import pytest
from drafts import facts_of

PAGE = """ỦY BAN DÂN TỘC
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 21 tháng 3 năm 2022

QUYẾT ĐỊNH
Ban hành Kế hoạch hoạt động thông tin đối ngoại của Ủy ban Dân tộc năm 2022
BỘ TRƯỞNG, CHỦ NHIỆM ỦY BAN DÂN TỘC
Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;
Theo đề nghị của Vụ trưởng Vụ Tuyên truyền.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch hoạt động thông tin đối ngoại của Ủy ban Dân tộc năm {year}.
Điều 2. Quyết định này có hiệu lực kể từ ngày {effect}.
Điều 3. Chánh Văn phòng, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
{authority}. BỘ TRƯỞNG, CHỦ NHIỆM
THỨ TRƯỞNG, PHÓ CHỦ NHIỆM
Lê Văn Hùng

KẾ HOẠCH
Hoạt động thông tin đối ngoại của Ủy ban Dân tộc năm 2022
(Ban hành kèm theo Quyết định số 201/QĐ-UBDT ngày 21 tháng 3 năm 2022 của Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc)
I. NHIỆM VỤ
1. Cung cấp thông tin chính thức về tình hình của ngành.
"""
RIGHT = {"number": "201/QĐ-UBDT", "year": "2022", "effect": "ký", "authority": "KT"}


def wrong(**said: str) -> list[str]:
    facts = facts_of(PAGE.format(**RIGHT | said), day=20220321)
    found = [str(each["text"]) for each in facts if each.kind in ("retold", "order") and each["agrees"] == "no"]
    return found + [
        f"{each['component']} {each['defect']}"
        for each in facts
        if each.kind == "defect" and each["defect"] in ("wrong-type", "own-deputy")
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"number": "201/KH-UBDT"}, ["number wrong-type"]),
        ({"year": "2021"}, ["năm 2021"]),
        ({"effect": "01 tháng 01 năm 2022"}, ["ngày 01 tháng 01 năm 2022"]),
        ({"effect": "20 tháng 3 năm 2022"}, ["ngày 20 tháng 3 năm 2022"]),
        ({"effect": "21 tháng 3 năm 2022"}, []),
        ({"effect": "01/4/2022"}, []),
        ({"authority": "TL"}, ["authority own-deputy"]),
    ],
)
def test_the_decision_against_its_plan(said: dict[str, str], expected: list[str]) -> None:
    assert wrong(**said) == expected
