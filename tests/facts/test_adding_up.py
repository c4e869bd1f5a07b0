"""Numbers, times, parts and money that do not come to what is said of them, and those that may."""

from pathlib import Path

import pytest
import yaml
from drafts import facts_of

PLAN = """ỦY BAN NHÂN DÂN
THÀNH PHỐ QUẢNG NINH
Số: 07/KH-UBND
Quảng Ninh, ngày 14 tháng 01 năm 2027

KẾ HOẠCH
Công tác thông tin đối ngoại năm 2027

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
2. Yêu cầu
II. NHIỆM VỤ
1. Tập huấn.
2. {tasks}
III. KINH PHÍ
1. {money}
IV. TỔ CHỨC THỰC HIỆN
1. Các sở thực hiện.
"""
KINDS = ("tally", "count", "product", "sum", "order", "pointer", "appendix", "plan-year")
PLAIN = {"tasks": "In ấn phẩm.", "money": "Theo phân cấp."}
CASES = yaml.safe_load((Path(__file__).parent / "data" / "adding_up.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("place", "text", "wrong"), [(place, *case, *[""] * (2 - len(case))) for place in CASES for case in CASES[place]]
)
def test_what_does_not_add_up(place: str, text: str, wrong: str) -> None:
    facts = [each for each in facts_of(PLAN.format(**{**PLAIN, place: text}), day=20270114) if each.kind in KINDS]
    told = {
        each.kind
        for each in facts
        if "no" in (each.values.get("agrees"), each.values.get("adds_up"))
        or each.values.get("status") in ("past", "absent")
    }
    assert told == ({wrong} - {""})
