"""Numbers of rows, groups over their rows, quantity × price."""

import pytest
from drafts import draft

from plancheck.facts import tabulated
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge


def wrong(*lines: str) -> list[tuple[str, str]]:
    """Kind and what is right, of each fact that does not agree."""
    shown = {"ordinal": "expected", "product": "product_text", "sum": "parts_text"}
    return [
        (each.kind, str(each[shown[each.kind]]))
        for each in tabulated.recognise(Context(draft(list(lines)), load_knowledge(), 20261110))
        if each["adds_up" if each.kind == "sum" else "agrees"] == "no"
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 4", ["3"]),
        ("1 2 2 4", ["3"]),
        ("1 2 3", []),
        ("5 6 7", []),
        ("I 1 2 II 1 2", []),
        ("I 1 2 II 3 4", []),
        ("A 1 2 B 1 3", ["2"]),
        ("A 1 2 B 4 5", ["3"]),
        ("1 2 1 2", []),
        ("1 - - 2", []),
        ("01 02 04", ["3"]),
    ],
)
def test_numbers_of_rows(numbers: str, expected: list[str]) -> None:
    rows = [f"| {number.replace('-', '')} | Việc {at} |" for at, number in enumerate(numbers.split())]
    assert wrong("| TT | Nhiệm vụ |", *rows) == [("ordinal", each) for each in expected]


def test_a_column_of_figures_is_no_column_of_numbers() -> None:
    assert wrong("| Số lớp | Nhiệm vụ |", "| 1 | Tập huấn |", "| 4 | Họp báo |") == []


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("| - | Tổng cộng (A + B) | 400 |", []),
        ("| - | Tổng cộng (A + B) | 420 |", [("sum", "400")]),
        ("| C | Dự phòng | 20 |", []),
    ],
)
def test_groups_make_the_total(total: str, expected: list[tuple[str, str]]) -> None:
    rows = ["| A | Tập huấn | 150 |", "| 1 | Cấp tỉnh | theo dự toán |", "| B | Ấn phẩm | 250 |", total]
    assert wrong("| TT | Nội dung | Kinh phí (triệu đồng) |", *rows) == expected


GROUPS = ["| TT | Nội dung chi | Số tiền (đồng) |", "| I | Tập huấn | 160.000.000 |", "| 1 | Giảng viên | 60.000.000 |"]
REST = ["| II | Ấn phẩm | 240.000.000 |", "| - | Tổng cộng | 400.000.000 |"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["| 2 | Hội trường | 90.000.000 |"], [("sum", "150.000.000")]),
        (["| 2 | Hội trường | 100.000.000 |"], []),
        (["| 2 | Hội trường | như dự toán |"], []),
        (["| 2 | Hội trường | 50.000.000 |", "| a | Thuê | 40.000.000 |"], []),
        (["| 3 | Hội trường | 90.000.000 |"], [("ordinal", "2")]),
    ],
)
def test_groups(rows: list[str], expected: list[tuple[str, str]]) -> None:
    assert wrong(*GROUPS, *rows, *REST) == expected


@pytest.mark.parametrize(
    ("heads", "row", "expected"),
    [
        ("Số lượng | Đơn giá (đồng) | Thành tiền (đồng)", "2.000 | 18.500 | 35.000.000", ["37.000.000"]),
        ("Số lượng | Đơn giá (đồng) | Thành tiền (đồng)", "2.000 | 18.500 | 37.000.000", []),
        ("SL | Đơn giá (đồng) | Thành tiền (triệu đồng)", "2.000 | 18.500 | 37", []),
        ("Số lượng | Đơn giá | Số ngày | Thành tiền", "2 | 100.000 | 3 | 600.000", []),
        ("Số lượng | Đơn giá | Thành tiền", "2 xe | 100.000 | 300.000", []),
    ],
)
def test_rows_of_quantity_and_price(heads: str, row: str, expected: list[str]) -> None:
    assert wrong(f"| STT | Nội dung | {heads} |", f"| 1 | Tập gấp | {row} |") == [("product", e) for e in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tập huấn: 3 lớp × 60 triệu đồng = 150 triệu", ["180 triệu"]),
        ("3 lớp x 60 triệu đồng/lớp = 180 triệu đồng", []),
        ("3 lớp x 60.000.000 đồng = 0,18 tỷ đồng", []),
        ("3 lớp x 2 ngày x 60 triệu đồng = 360 triệu đồng", []),
        ("3 lớp, mỗi lớp 60 triệu đồng", []),
    ],
)
def test_products_in_sentences(text: str, expected: list[str]) -> None:
    assert wrong(text) == [("product", each) for each in expected]
