"""Bodies outside the register that are given work: does the draft reach them?"""

import pytest
from drafts import facts_of

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 45/KH-UBND
Lâm Đồng, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin đối ngoại năm 2026

I. NỘI DUNG
1. Phổ biến chủ trương.
II. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính
- Cấp kinh phí.
2. {heading}
- Biên dịch tài liệu.

Nơi nhận:
{sent}
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn An
"""
CASES = [
    ("Trường Đại học Đà Lạt", "- Sở Ngoại vụ;", [("Trường Đại học Đà Lạt", "no")]),
    ("Trường Đại học Đà Lạt", "- Trường ĐH Đà Lạt;", [("Trường Đại học Đà Lạt", "yes")]),
    ("Trường Đại học Đà Lạt", "- Các trường đại học, cao đẳng trên địa bàn;", [("Trường Đại học Đà Lạt", "yes")]),
    ("Trường Đại học Đà Lạt", "- Như mục II;", [("Trường Đại học Đà Lạt", "yes")]),
    ("Đề nghị các Trạm Radar", "- Sở Ngoại vụ;", [("Trạm Radar", "no")]),
    ("Các thôn, tổ dân phố", "- Sở Ngoại vụ;", [("thôn, tổ dân phố", "no")]),
    ("Trung tâm Lưu trữ", "- Các phòng, đơn vị thuộc Sở;", [("Trung tâm Lưu trữ", "yes")]),
    (
        "Trung tâm Văn hóa, Nghệ thuật và Viện Sử học",
        "- Các trung tâm;",
        [("Trung tâm Văn hóa, Nghệ thuật", "yes"), ("Viện Sử học", "no")],
    ),
    (
        "Trường Đại học Đà Lạt, Bệnh viện Nhi",
        "- Bệnh viện Nhi;",
        [("Trường Đại học Đà Lạt", "no"), ("Bệnh viện Nhi", "yes")],
    ),
    ("Sở Ngoại vụ", "- Sở Nội vụ;", []),
    ("Các phòng, đơn vị thuộc Sở", "- Sở Nội vụ;", [("phòng, đơn vị thuộc Sở", "no")]),
]


@pytest.mark.parametrize(("heading", "sent", "expected"), CASES)
def test_named_and_listed(heading: str, sent: str, expected: list[tuple[str, str]]) -> None:
    facts = facts_of(HEAD.format(heading=heading, sent=sent), day=20260120)
    assert [(each["name"], each["listed"]) for each in facts if each.kind == "stranger"] == expected
