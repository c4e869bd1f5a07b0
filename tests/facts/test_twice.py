"""One work that two places of a draft tell in other words."""

from pathlib import Path

import pytest
import yaml
from drafts import facts_of

DRAFT = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 45/KH-UBND
Lâm Đồng, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin đối ngoại năm 2026

I. MỤC ĐÍCH
1. Phổ biến chủ trương, chính sách.
2. Giới thiệu hình ảnh của tỉnh.
II. NỘI DUNG
1. Cung cấp thông tin chính thức cho các cơ quan báo chí.
2. Đấu tranh, phản bác luận điệu xuyên tạc.
3. {task}
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính: thẩm định dự toán kinh phí.
2. {again}
3. Công an tỉnh: bảo đảm an ninh, trật tự.

Nơi nhận:
- Các sở;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn An
"""
TABLE = """
PHỤ LỤC
| TT | Hoạt động | Chủ trì | Thời gian | Địa điểm |
|---|---|---|---|---|
| 1 | {row} |
| 2 | Bản tin quốc tế trên sóng phát thanh | Báo Lâm Đồng | Hằng tuần | Đà Lạt |
"""
CASES = yaml.safe_load((Path(__file__).parent / "data" / "twice.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_one_work_in_other_words(case: dict[str, str]) -> None:
    text = DRAFT.format(task=case.get("task", "Biên soạn cẩm nang."), again=case.get("again", "Sở Y tế: bố trí trực."))
    if "row" in case:
        text += TABLE.format(row=case["row"])
    facts = facts_of(text, day=20260120)
    told = {str(each["aspect"]) for each in facts if each.kind == "twice" and each["agrees"] == "no"}
    other = {"due": "time", "tally": "number"}
    told |= {other[each.kind] for each in facts if each.kind in other and each["agrees"] == "no"}
    leads = {(each["task"], each["body"]) for each in facts if each.kind == "lead"}
    told |= {"lead"} if len(leads) > len({task for task, _ in leads}) else set()
    assert told == (set() if "missed" in case else {case["differs"]} - {"none"})


TASKS = """
PHỤ LỤC I
| TT | Nhiệm vụ | Chủ trì | Sản phẩm |
|---|---|---|---|
| 1 | {task} | Báo Lâm Đồng | {product} |
| 2 | Bản tin quốc tế trên sóng phát thanh | Báo Lâm Đồng | 12 số |
PHỤ LỤC II
| TT | Nội dung | {unit_head}Số lượng | Đơn giá | Thành tiền |
|---|---|{unit_rule}---|---|---|
| 1 | {item} | {unit}{quantity} | 80 | 480 |
"""


@pytest.mark.parametrize(
    ("task", "product", "item", "unit", "quantity", "differs"),
    [
        ("Sản xuất video quảng bá đa ngữ", "04 video ngắn", "Video quảng bá đa ngữ", "", "6", True),
        ("Sản xuất video quảng bá đa ngữ", "06 video ngắn", "Video quảng bá đa ngữ", "", "6", False),
        ("Sản xuất video quảng bá đa ngữ", "04 video ngắn", "Video quảng bá đa ngữ (phút)", "", "6", False),
        ("Sản xuất video quảng bá đa ngữ", "04 video ngắn", "Video quảng bá đa ngữ (đợt phát)", "", "6", False),
        ("Sản xuất video quảng bá đa ngữ", "04 video ngắn", "Video quảng bá đa ngữ", "ngày", "6", False),
        ("Sản xuất video quảng bá đa ngữ", "04 video ngắn", "Video quảng bá đa ngữ", "video", "6", True),
        ("Sản xuất video quảng bá đa ngữ", "04 video ngắn", "Video quảng bá đa ngữ trên truyền hình", "", "6", False),
        ("Đón đoàn phóng viên Hàn Quốc", "02 đoàn", "Đón đoàn phóng viên Hàn Quốc", "người", "12", False),
    ],
)
def test_quantities_of_an_estimate_are_of_its_works(
    task: str, product: str, item: str, unit: str, quantity: str, differs: bool
) -> None:
    """A bare number is counted in the unit beside it, or in what its row begins with; "Đơn vị" there is no body."""
    beside = {"unit_head": "Đơn vị | ", "unit_rule": "---|", "unit": f"{unit} | "} if unit else {}
    given = {"unit_head": "", "unit_rule": "", "unit": "", **beside}
    text = DRAFT.format(task="Biên soạn cẩm nang.", again="Sở Y tế: bố trí trực.")
    text += TASKS.format(task=task, product=product, item=item, quantity=quantity, **given)
    facts = [each for each in facts_of(text, day=20260120) if each.kind == "twice"]
    assert ("no" in {each["agrees"] for each in facts if each["aspect"] == "number"}) is differs
    assert not [each for each in facts if each["aspect"] == "lead"]
