"""What a draft says twice and not alike: instruments, times, names of its issuer, signatures, points, words."""

import pytest
from drafts import facts_of

HEAD = """ỦY BAN NHÂN DÂN
{unit}
Số: 45/KH-UBND
{place}, ngày 20 tháng 01 năm 2026

KẾ HOẠCH
Thông tin đối ngoại năm 2026

I. MỤC ĐÍCH
1. Phổ biến chủ trương.
2. Giới thiệu hình ảnh.
II. NỘI DUNG
{text}
III. TỔ CHỨC THỰC HIỆN
1. Các sở thực hiện.
2. Sở Tài chính cấp kinh phí.

Nơi nhận:
- Các sở;
- Lưu: VT.
{sign}
"""
SIGN = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An"


def found(
    kind: str, text: str, *names: str, unit: str = "TỈNH LÂM ĐỒNG", place: str = "Lâm Đồng", sign: str = SIGN
) -> list[tuple[str, ...]]:
    facts = facts_of(HEAD.format(text=text, unit=unit, place=place, sign=sign), day=20260120)
    return [tuple(str(each[name]) for name in names) for each in facts if each.kind == kind]


FIRST = "1. Triển khai Quyết định số 1750/QĐ-UBND ngày 10/8/2025 của Ủy ban nhân dân tỉnh.\n"


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("2. Theo Quyết định số 1750/QĐ-UBND ngày 18/8/2025.", [("date", "no")]),
        ("2. Theo Quyết định số 1750/QĐ-UBND ngày 10/8/2025.", [("date", "yes")]),
        ("2. Theo Quyết định số 1750/QĐ-UBND ngày 18/8/2024.", []),
        ("2. Theo Quyết định số 1750/QĐ-UBND ngày 18/8/2025 của Ủy ban nhân dân tỉnh Gia Lai.", []),
        ("2. Theo Quyết định số 1750/QĐ-UBND.", [("number", "yes")]),
        ("2. Theo Quyết định số 1705/QĐ-UBND.", [("number", "no")]),
        ("2. Theo Quyết định số 1751/QĐ-UBND.", [("number", "no")]),
        ("2. Theo Quyết định số 17/QĐ-UBND.", []),
        ("2. Theo Quyết định số 1705/QĐ-UBND ngày 05/5/2025 về du lịch.", []),
        ("2. Theo Quyết định số 1705/QĐ-BVHTTDL.", []),
    ],
)
def test_instruments_said_again(again: str, expected: list[tuple[str, str]]) -> None:
    assert found("echo", FIRST + again, "issue", "agrees") == expected


@pytest.mark.parametrize(
    ("text", "unit", "place", "expected"),
    [
        ("1. Báo cáo Ủy ban nhân dân thành phố.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", [("unit", "no")]),
        ("1. Báo cáo Ủy ban nhân dân tỉnh.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", [("unit", "yes")]),
        ("1. Báo cáo UBND tỉnh.", "THÀNH PHỐ ĐÀ NẴNG", "Đà Nẵng", [("unit", "no")]),
        ("1. Mời Ủy ban nhân dân thành phố Huế dự.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", []),
        ("1. Mời Ủy ban nhân dân các tỉnh, thành phố dự.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", []),
        ("1. Mời Ủy ban nhân dân tỉnh, thành phố dự.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", []),
        ("1. Ủy ban nhân dân phường chỉ đạo.", "XÃ ĐƠN DƯƠNG", "Đơn Dương", [("unit", "no")]),
        ("1. Ủy ban nhân dân phường Đơn Dương chỉ đạo.", "XÃ ĐƠN DƯƠNG", "Đơn Dương", [("unit", "no")]),
        ("1. Phối hợp với Ủy ban nhân dân phường Xuân Hương.", "XÃ ĐƠN DƯƠNG", "Đơn Dương", []),
        ("1. Ủy ban nhân dân xã, phường chỉ đạo.", "XÃ ĐƠN DƯƠNG", "Đơn Dương", []),
        ("1. Báo cáo Thường trực Thành ủy.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", [("unit", "no")]),
        ("1. Báo cáo Thường trực Tỉnh ủy.", "THÀNH PHỐ ĐÀ NẴNG", "Đà Nẵng", [("unit", "no")]),
        ("1. Báo cáo Thường trực Tỉnh ủy.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", []),
        ("1. Học tập Thành ủy Huế, các tỉnh ủy, thành ủy.", "TỈNH LÂM ĐỒNG", "Lâm Đồng", []),
    ],
)
def test_the_issuers_own_unit(text: str, unit: str, place: str, expected: list[tuple[str, str]]) -> None:
    assert found("self-name", text, "issue", "agrees", unit=unit, place=place) == expected


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (SIGN, set()),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An", set()),
        ("TM. ỦY BAN NHÂN DÂN\nQ. CHỦ TỊCH\nNguyễn Văn An", set()),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNguyễn Văn An", set()),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NGOẠI VỤ\nNguyễn Văn An", set()),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn An", {"other-office"}),
        ("TM. ỦY BAN NHÂN DÂN XÃ\nCHỦ TỊCH\nNguyễn Văn An", {"other-level"}),
        ("TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nNguyễn Văn An", {"other-office"}),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC\nNguyễn Văn An", {"permanent"}),
        ("TM. ỦY BAN NHÂN DÂN\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNguyễn Văn An", {"two-authorities"}),
    ],
)
def test_signatures(sign: str, expected: set[str]) -> None:
    told = {"other-office", "other-level", "permanent", "two-authorities"}
    assert {defect for (defect,) in found("defect", "1. Họp báo.", "defect", sign=sign)} & told == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Sự kiện:\na) Tuần lễ văn hóa;\nb) Triển lãm ảnh;", ["list-end"]),
        ("1. Sự kiện:\na) Tuần lễ văn hóa;\nb) Triển lãm ảnh.", []),
        ("1. Tổ chức các sự kiện sau\na) Tuần lễ văn hóa;\nb) Triển lãm ảnh.", ["no-colon"]),
        ("1. Tổ chức các sự kiện năm trước, năm sau.", []),
        ("1. Sự kiện:\na) Triển lãm ảnh tại Đà Lạt;\nb) Triển lãm ảnh tại Đà Lạt.", ["point-twice"]),
        ("1. Lần 1:\na) Triển lãm ảnh tại Đà Lạt.\n2. Lần 2:\na) Triển lãm ảnh tại Đà Lạt.", []),
        ("1. Tin, bài,, ảnh; phim.", ["marks"]),
        ("1. Tin, bài ...; TP. Đà Lạt, tr.5; v.v., ảnh.", []),
    ],
)
def test_lists_and_marks(text: str, expected: list[str]) -> None:
    told = {"list-end", "no-colon", "point-twice", "marks"}
    assert [fault for (fault,) in found("typing", text, "fault") if fault in told] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bố trí kinh phi thực hiện.", ["kinh phí"]),
        ("Tuyên truyền, phố biến pháp luật.", ["phổ biến"]),
        ("Thực hiện nghị quyết của Chỉnh phủ.", ["Chính phủ"]),
        ("Các cơ quan cùng cấp.", []),
        ("Cán bộ trường học; khóa học; kết luận điều tra.", []),
        ("Ông Nguyễn Kinh Phi phát biểu.", []),
        ("Thành phố biển Đà Nẵng.", []),
        ("Nâng cao chất lượng sản phẩn, kế hoạnh.", ["sản phẩm", "kế hoạch"]),
        ("Tuyên truyền về biên gới cho đồng bàu.", ["biên giới", "đồng bào"]),
        ("Giữ gìn bản sắc văn hó dân tộc.", ["văn hóa"]),
        ("Tăng cừơng phối hợp.", []),
        ("Sàn giao dịch; dân ca ví, giặm; tháo dỡ; hợp khẩu vị.", []),
        ("Chủ đh Đoàn; thông tin-ti; thông tin Triêu.", []),
    ],
)
def test_words_with_wrong_marks(text: str, expected: list[str]) -> None:
    wordings = found("wording", f"1. {text}", "issue", "expected")
    assert [right for issue, right in wordings if issue == "compound"] == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Quý IV/2026", [("no",)]),
        ("Quý II/2026", [("yes",)]),
        ("Tháng 6/2026", [("yes",)]),
        ("Hằng quý", []),
    ],
)
def test_one_task_timed_twice(second: str, expected: list[tuple[str]]) -> None:
    task = "sản xuất phim giới thiệu tỉnh bằng tiếng Anh"
    table = (
        f"TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian\n1\tHọp báo\tSở Ngoại vụ\tHằng quý\n2\t{task}\tSở Ngoại vụ\t{second}"
    )
    facts = facts_of(
        HEAD.format(text=f"1. {task}, hoàn thành trong Quý II/2026.", unit="TỈNH LÂM ĐỒNG", place="Lâm Đồng", sign=SIGN)
        + f"\nPHỤ LỤC\nNHIỆM VỤ\n{table}\n",
        day=20260120,
    )
    assert [(str(each["agrees"]),) for each in facts if each.kind == "due"] == expected
