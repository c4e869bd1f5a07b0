"""Totals that add up, that don't, and that can't be told."""

import pytest
from drafts import draft

from plancheck.facts import sums
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge


def found(*lines: str) -> list[tuple[str, int, int, str]]:
    context = Context(draft(list(lines)), load_knowledge(), 20261110)
    return [
        (str(each["source"]), int(each["total"]), int(each["parts"]), str(each["adds_up"]))
        for each in sums.recognise(context)
    ]


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("Tổng kinh phí 100 triệu đồng, gồm: 30 triệu tổ chức tập huấn và 50 triệu in ấn phẩm.", 100, 80),
        ("Tổng dự toán: 1,5 tỷ đồng, bao gồm: ngân sách tỉnh 1 tỷ đồng; xã hội hóa 500 triệu đồng", 1500, 1500),
        ("Tổng số kinh phí năm 2027 là 250.000.000 đồng, gồm 150.000.000 đồng tập huấn, 90.000.000 đồng in", 250, 240),
        ("Tổng kinh phí giai đoạn 2021 - 2025: 5 tỷ đồng gồm 3 tỷ đồng từ Trung ương, 2 tỷ đồng của tỉnh", 5000, 5000),
        ("Tổng kinh phí: 850.000.000 đồng, trong đó: tập huấn 250.000.000 đồng; ấn phẩm 700.000.000 đồng", 850, 950),
    ],
)  # fmt: skip
def test_sentences(text: str, total: int, parts: int) -> None:
    assert found(text) == [("text", total * 10**6, parts * 10**6, "yes" if total == parts else "no")]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kinh phí 100 triệu đồng, trong đó ngân sách tỉnh 60 triệu đồng, còn lại xã hội hóa.",
        "Tổng kinh phí 100 triệu đồng, trong đó: ngân sách tỉnh 60 triệu đồng, tập huấn 30 triệu đồng.",
        "Tổng kinh phí 100 triệu đồng, trong đó: ngân sách tỉnh 90 triệu đồng, riêng tập huấn 30 triệu đồng.",
        "Tổng kinh phí 100 triệu đồng, gồm 02 lớp tập huấn x 30 triệu đồng và phim 40 triệu đồng.",
        "Tổng kinh phí 100 triệu đồng, gồm: 02 lớp, mỗi lớp 30 triệu đồng; phim 40 triệu đồng.",
        "Tổng kinh phí 100 triệu đồng, gồm: tập huấn 60 triệu đồng (in tài liệu 10 triệu đồng), phim 40 triệu đồng.",
        "Tổng kinh phí 100 triệu đồng, gồm kinh phí tập huấn, làm phim.",
        "Tổng kinh phí khoảng 100 triệu đồng, gồm 30 triệu đồng/lớp và 20 triệu đồng.",
        "Tổng lượng khách 100 triệu lượt, gồm 30 triệu lượt quốc tế và 60 triệu lượt trong nước.",
        "Kinh phí 100 triệu đồng, gồm 30 triệu đồng và 50 triệu đồng.",
    ],
)
def test_what_cannot_be_told_is_left_alone(text: str) -> None:
    assert found(text) == []


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
        (["| I | Tập huấn | 300 |", "| 1 | Lớp 1 | 300 |", "| 2 | Phim | 150 |", "| - | Tổng | 450 |"], []),
        (["| 1 | Tập huấn | 02 lớp x 150 |", "| 2 | Phim | 150 |", "| - | Tổng | 500 |"], []),
        (["| 1 | Tập huấn | 300 |", "| 2 | Phim | 150 |", "| - | Tổng | |"], []),
        (["| 1 | Tập huấn | 300 |", "| 2 | Phim | 1.5 |", "| - | Tổng | 310 |"], []),
    ],
)
def test_tables(rows: list[str], expected: list[tuple[str, int, int, str]]) -> None:
    assert found(HEAD, *rows) == expected
