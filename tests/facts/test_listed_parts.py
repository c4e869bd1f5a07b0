"""Totals whose parts stand in the items below."""

import pytest
from drafts import facts_of

PLAN = """ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Số: 05/KH-UBND
Lạng Sơn, ngày 05 tháng 02 năm 2022
KẾ HOẠCH
Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022
I. KINH PHÍ THỰC HIỆN
1. Tổng kinh phí 100 triệu đồng, gồm:
{items}
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính thực hiện.
"""
FIRST = "a) Tập huấn: 60 triệu đồng."


@pytest.mark.parametrize(
    ("items", "parts"),
    [
        ([FIRST, "b) Phim: 40 triệu đồng."], ["100 triệu đồng"]),
        ([FIRST, "b) Phim: 30 triệu đồng."], ["90 triệu đồng"]),
        ([FIRST, "b) Phim: 40 triệu đồng.", "2. Kinh phí năm sau 30 triệu đồng."], ["100 triệu đồng"]),
        ([FIRST, "b) Phim: 40 triệu đồng.", "- In: 5 triệu đồng."], ["100 triệu đồng"]),
        ([FIRST, "b) Phim."], []),
        ([FIRST, "b) Phim: 30 triệu đồng, in 5 triệu đồng."], []),
        ([FIRST], []),
    ],
)
def test_each_item_has_one_amount(items: list[str], parts: list[str]) -> None:
    facts = [fact for fact in facts_of(PLAN.format(items="\n".join(items))) if fact.kind == "sum"]
    assert [fact["parts_text"] for fact in facts] == parts
    assert all((fact["adds_up"] == "yes") is (fact["parts_text"] == "100 triệu đồng") for fact in facts)
