"""Numbers of rows, groups over their rows, quantity × price."""

import pytest
from drafts import draft

from plancheck.facts import products, tabulated
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge


def wrong(*lines: str) -> list[tuple[str, str]]:
    """Kind and what is right, of each fact that does not agree."""
    shown = {"ordinal": "expected", "product": "product_text", "sum": "parts_text"}
    context = Context(draft(list(lines)), load_knowledge(), 20261110)
    return [
        (each.kind, str(each[shown[each.kind]]))
        for each in (*tabulated.recognise(context), *products.recognise(context))
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


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (("33,3", "33,3", "33,3"), []),
        (("33,3", "33,3", "33,1"), []),
        (("33,3", "33,3", "33,0"), [("sum", "99,6")]),
        (("33,4", "33,5", "33,4"), []),
        (("33,4", "33,5", "33,5"), [("sum", "100,4")]),
    ],
)
def test_shares_may_be_a_tenth_off_for_each_row(shares: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    rows = [f"| {at} | Nhóm | {share} |" for at, share in enumerate(shares, 1)]
    assert wrong("| TT | Nội dung | Tỷ lệ (%) |", *rows, "| | Tổng cộng | 100 |") == expected


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
        ("Tập huấn: 3 lớp × 60 triệu đồng = 150 triệu", ["180 triệu đồng"]),
        ("3 lớp x 60 triệu đồng/lớp = 180 triệu đồng", []),
        ("3 lớp x 60.000.000 đồng = 0,18 tỷ đồng", []),
        ("3 lớp x 2 ngày x 60 triệu đồng = 360 triệu đồng", []),
        ("3 lớp, mỗi lớp 60 triệu đồng", []),
        ("03 lớp, mỗi lớp 60 người, tổng số 150 học viên", ["180 người"]),
        ("03 lớp, mỗi lớp 60 người, tổng số 180 học viên", []),
        ("03 lớp, mỗi lớp khoảng 60 người, tổng số 200 học viên", []),
        ("05 tổ, mỗi tổ 20 người, cộng tác viên 30 người", []),
        ("05 tổ, mỗi tổ 20 người, cộng: 110 người", ["100 người"]),
        ("03 lớp, mỗi lớp 60 triệu đồng, tổng cộng 150 triệu đồng", ["180 triệu đồng"]),
        ("In 1.000 cuốn, đơn giá 45.000 đồng/cuốn, thành tiền 54.000.000 đồng", ["45 triệu đồng"]),
        ("từ 10 lên 15 chuyên mục (tăng 6 chuyên mục)", ["5"]),
        ("từ 10 lên 15 chuyên mục (tăng 50%)", []),
        ("từ 10 lên 15 chuyên mục (tăng 60%)", ["50%"]),
        ("từ 80% lên 90% (tăng 10%)", []),
        ("45/60 xã có chuyên mục, bằng 85%", ["75%"]),
        ("45/60 xã có chuyên mục, đạt 75%", []),
        ("20/33 xã có chuyên mục, đạt 60,6%", []),
        ("ngày 20/3 tổ chức, đạt 85%", []),
        ("ngày 03/11 tổ chức hội thi, đạt 95%", []),
        ("từ 10 đến 15 chuyên mục, tăng 20% so với năm trước", []),
    ],
)
def test_products_in_sentences(text: str, expected: list[str]) -> None:
    assert wrong(text) == [("product", each) for each in expected]


HEAD = "| TT | Nhiệm vụ | Kinh phí (triệu đồng) |"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["| 1 | Tập huấn | 300 |", "| 2 | Phim | 150 |", "| - | Tổng cộng | 500 |"], [("table", 500, 450, "no")]),
        (
            ["| 1 | Tập huấn | 1.300,5 |", "| 2 | Phim | 150 |", "| - | Cộng | 1.450,5 |"],
            [("table", 1450, 1450, "yes")],
        ),
        (["| - | Tổng số | 450 |", "| 1 | Tập huấn | 300 |", "| 2 | Phim | 150 |"], [("table", 450, 450, "yes")]),
        (["| 1 | Tập huấn | 02 lớp x 150 |", "| 2 | Phim | 150 |", "| - | Tổng | 500 |"], []),
        (["| 1 | Tập huấn | 300 |", "| 2 | Phim | 150 |", "| - | Tổng | |"], []),
        (["| 1 | Tập huấn | 300 |", "| 2 | Phim | 1.5 |", "| - | Tổng | 310 |"], []),
    ],
)
def test_tables(rows: list[str], expected: list[tuple[str, int, int, str]]) -> None:
    context = Context(draft([HEAD, *rows]), load_knowledge(), 20261110)
    found = [each for each in tabulated.recognise(context) if each.kind == "sum"]
    assert [(each["source"], each["total"], each["parts"], each["adds_up"]) for each in found] == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["| TT | Đối tượng | Số lớp |", "| 1 | Tỉnh | 2 |", "| 2 | Xã | 4 |", "|  | Tổng số | 7 |"], ["6"]),
        (["| TT | Việc | Tỷ lệ (%) |", "| 1 | A | 60 |", "| 2 | B | 50 |", "|  | Tổng | 100 |"], ["110"]),
        (["| TT | Việc | Tỷ lệ (%) |", "| 1 | A | 95 |", "| 2 | B | 99 |", "|  | Tổng | 98 |"], []),
        (["| TT | Việc | Tỷ lệ (%) |", "| 1 | A | 33,3 |", "| 2 | B | 66,6 |", "|  | Tổng | 100 |"], []),
        (["| Nội dung | Kinh phí |", "| A | 20 |", "| B | 30 |", "| Tổng | 60 |"], ["50"]),
        (["| Nội dung | Kinh phí |", "| Tập huấn | 50 |", "| Lớp 1 | 20 |", "| Lớp 2 | 30 |", "| Tổng | 50 |"], []),
        (["| TT | Việc | Đơn giá |", "| 1 | A | 60 |", "| 2 | B | 50 |", "|  | Tổng | 100 |"], []),
        (["| TT | Năm 2026 | Năm 2027 | Cộng |", "| 1 | 10 | 20 | 40 |", "| 2 | 10 | 20 | 30 |"], ["30"]),
        (["| TT | Năm 2026 | Năm 2027 | Ghi chú |", "| 1 | 10 | 20 | 40 |", "| 2 | 10 | 20 | 30 |"], []),
    ],
)
def test_totals_of_columns_and_rows(rows: list[str], expected: list[str]) -> None:
    assert [come for kind, come in wrong(*rows) if kind == "sum"] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Tổng kinh phí thực hiện Kế hoạch: 800 triệu đồng", ["850 triệu đồng"]),
        ("Tổng kinh phí thực hiện Kế hoạch: 850.000.000 đồng", []),
        ("Tổng kinh phí năm 2025: 800 triệu đồng; tổng kinh phí năm 2026: 850 triệu đồng", []),
    ],
)
def test_the_total_in_the_text_is_that_of_the_table(said: str, expected: list[str]) -> None:
    rows = ["| TT | Việc | Kinh phí (triệu đồng) |", "| 1 | A | 200 |", "| 2 | B | 650 |", "|  | Tổng cộng | 850 |"]
    assert wrong(said, *rows) == [("sum", each) for each in expected]
