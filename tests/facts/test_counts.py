"""Things counted against the list that follows."""

import pytest
from drafts import facts_of

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 45/KH-UBND
Lạng Sơn, ngày 20 tháng 01 năm 2022

KẾ HOẠCH
Thông tin đối ngoại năm 2022

I. MỤC ĐÍCH
1. Phổ biến chủ trương.
"""


def found(text: str) -> list[tuple[int, int]]:
    facts = facts_of(HEAD + text + "\nIII. TỔ CHỨC THỰC HIỆN\n1. Các sở thực hiện.\n2. Sở Tài chính cấp kinh phí.\n")
    return [(int(each["stated"]), int(each["listed"])) for each in facts if each.kind == "count"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("II. 03 NHIỆM VỤ TRỌNG TÂM\n1. Tập huấn.\n2. In ấn phẩm.", [(3, 2)]),
        ("II. 03 NHIỆM VỤ TRỌNG TÂM\nCác sở chủ trì.\n1. Tập huấn.\n2. In ấn phẩm.", [(3, 2)]),
        (
            "II. NỘI DUNG\nTập trung 03 nhóm nhiệm vụ dưới đây; phân công tại phụ lục.\n1. Tập huấn.\n2. In sách.",
            [(3, 2)],
        ),
        ("II. 02 NHIỆM VỤ TRỌNG TÂM\n1. Tập huấn.\na) Cấp tỉnh;\nb) Cấp xã.\n2. In ấn phẩm.", [(2, 2)]),
        ("II. 05 NHIỆM VỤ\n1. Tập huấn.\n2. In ấn phẩm.\n2. Họp báo.\n3. Triển lãm.", [(5, 4)]),
        ("Kế hoạch gồm 06 (sáu) nhóm nhiệm vụ tại Mục II như sau:\nII. NHIỆM VỤ\n1. Tập huấn.\n2. In sách.", [(6, 2)]),
        ("II. NỘI DUNG\n1. Tập trung vào 03 nhóm nhiệm vụ sau:\n- Tập huấn;\n- In ấn phẩm.\n2. Họp báo.", [(3, 2)]),
        ("II. NỘI DUNG\n1. Thực hiện 02 giải pháp:\na) Tập huấn;\nb) In ấn phẩm.\n2. Họp báo.", [(2, 2)]),
        ("II. NỘI DUNG\nCó 03 nhiệm vụ chưa hoàn thành: nâng cấp trang tiếng Anh; in sách ảnh.", [(3, 2)]),
        ("II. NỘI DUNG\nCó 02 nhiệm vụ chưa hoàn thành: nâng cấp trang tiếng Anh; in sách ảnh.", [(2, 2)]),
        ("II. NỘI DUNG\nTổ công tác gồm đại diện 04 cơ quan: Sở Tài chính, Sở Nội vụ, Sở Y tế.", [(4, 3)]),
        ("II. NỘI DUNG\nTổ công tác gồm đại diện 02 cơ quan: Sở Tài chính và Sở Nội vụ.", [(2, 2)]),
        ("II. NỘI DUNG\nTập huấn 100 học viên, gồm 60 cán bộ cấp xã và 50 công chức cấp tỉnh.", [(100, 110)]),
        ("II. NỘI DUNG\nIn 1.200 tờ rơi (600 tờ tiếng Anh, 500 tờ tiếng Trung Quốc).", [(1200, 1100)]),
    ],
)
def test_lists_that_can_be_counted(text: str, counts: list[tuple[int, int]]) -> None:
    assert found(text) == counts


@pytest.mark.parametrize(
    "text",
    [
        "II. NỘI DUNG\nTổng kinh phí 100 triệu đồng, gồm: 30 triệu đồng tập huấn và 50 triệu đồng sản xuất phim.",
        "II. NỘI DUNG\n1. Thực hiện 05 nhiệm vụ trọng tâm.\na) Tập huấn;\nb) In ấn phẩm.\n2. Họp báo.",
        "II. NỘI DUNG\n1. Mỗi đơn vị chọn ít nhất 03 nội dung sau:\na) Tập huấn;\nb) In ấn phẩm.\n2. Họp báo.",
        "II. NỘI DUNG\nCó 03 nhiệm vụ: tập huấn, in ấn phẩm; họp báo.",
        "II. 03 NHIỆM VỤ\nThứ nhất, tập huấn cho:\n- Cấp tỉnh;\n- Cấp xã.\nThứ hai, in sách.\nThứ ba, họp báo.",
        "II. NỘI DUNG\nHoàn thành 05 nhiệm vụ, trong đó: tập huấn; in ấn phẩm.",
        "II. NỘI DUNG\n1. Thực hiện 03 nhóm nhiệm vụ gồm 05 nội dung:\na) Tập huấn;\nb) In ấn phẩm.\n2. Họp.",
        "II. NỘI DUNG\n1. Gồm 04 nội dung:\nChi tiết nêu tại phụ lục.\n2. Họp báo.",
    ],
)
def test_what_cannot_be_counted_for_sure(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Lắp đặt 08 cụm pa nô: Hữu Nghị 03 cụm, Chi Ma 02 cụm, Tân Thanh 02 cụm.", [(8, 7)]),
        ("Tổ chức 05 lớp tập huấn, gồm 02 lớp cấp tỉnh và 03 lớp cấp xã.", [(5, 5)]),
        ("Ban Tổ chức gồm 07 thành viên: 01 Trưởng Ban, 02 Phó Trưởng Ban và 05 thành viên.", [(7, 8)]),
        ("Tổ chức 05 lớp, gồm 120 học viên và 10 giảng viên.", []),
        ("Tổ chức 05 lớp, trong đó 02 lớp cấp tỉnh, 01 lớp cấp xã.", []),
        ("Tổ chức 05 lớp, gồm 02 lớp cấp tỉnh, các lớp cấp xã.", []),
        ("Tổ chức 03 lớp tập huấn: một lớp cho phóng viên và một lớp cho báo cáo viên.", [(3, 2)]),
        ("Tổ chức 02 lớp tập huấn: một lớp cho phóng viên và một lớp cho báo cáo viên.", [(2, 2)]),
        ("Tổ chức 04 hội nghị chuyên đề: 02 hội nghị ở tỉnh, 03 hội nghị ở cơ sở.", [(4, 5)]),
        ("Tổ chức 03 lớp tập huấn: một lớp cho phóng viên và trao đổi kinh nghiệm.", []),
        ("Tổ chức 03 lớp tập huấn: một giảng viên, một lớp trưởng mỗi lớp.", []),
    ],
)
def test_parts_of_a_number(text: str, counts: list[tuple[int, int]]) -> None:
    assert found("II. NỘI DUNG\n" + text) == counts
