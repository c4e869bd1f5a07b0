"""Whose a draft is."""

import pytest

from plancheck.knowledge import load_knowledge
from plancheck.structure.identity import level_of, standing

HUE = ("thua-thien-hue", "hue")


@pytest.mark.parametrize(
    ("day", "id"), [(20241231, "thua-thien-hue"), (20250101, "hue"), (20260101, "hue"), (0, "hue")]
)
def test_of_provinces_that_share_a_name_the_one_that_stood(day: int, id: str) -> None:
    assert standing(HUE, day, load_knowledge()) == id


def test_of_provinces_that_are_gone_the_first() -> None:
    assert standing(("ha-giang", "bac-kan"), 20260101, load_knowledge()) == "ha-giang"


@pytest.mark.parametrize(
    ("name", "superior", "level"),
    [
        ("ỦY BAN DÂN TỘC", "", "ministry"),
        ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "", "ministry"),
        ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM CHI NHÁNH TỈNH LÀO CAI", "", "province"),
        ("THÔNG TẤN XÃ VIỆT NAM", "", "ministry"),
        ("BẢO HIỂM XÃ HỘI VIỆT NAM", "", "ministry"),
        ("BẢO HIỂM XÃ HỘI TỈNH LÀO CAI", "BẢO HIỂM XÃ HỘI VIỆT NAM", "province"),
        ("CỤC THÔNG TIN CƠ SỞ VÀ THÔNG TIN ĐỐI NGOẠI", "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "ministry"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "", "province"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "ỦY BAN NHÂN DÂN XÃ TÂN HỢP", "commune"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH ỦY LÀO CAI", "province"),
        ("ỦY BAN QUẢN LÝ VỐN NHÀ NƯỚC TẠI DOANH NGHIỆP", "", "ministry"),
        ("ĐẢNG ỦY CHÍNH PHỦ", "", "ministry"),
        ("BAN NỘI CHÍNH", "BAN CHẤP HÀNH TRUNG ƯƠNG", "ministry"),
    ],
)
def test_level_by_name(name: str, superior: str, level: str) -> None:
    assert level_of(name, superior, 20240101, load_knowledge()) == level
