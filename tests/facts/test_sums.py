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
        ("Tổng kinh phí 100 triệu đồng, gồm: tập huấn 60 triệu đồng (in 10 triệu đồng), phim 40 triệu đồng", 100, 100),
        ("Tổng kinh phí: 86 triệu đồng, trong đó: lớp 30 triệu đồng; pa nô 26 triệu đồng; in 20 triệu đồng", 86, 76),
        ("Kinh phí 250 triệu đồng, trong đó ngân sách tỉnh 300 triệu đồng", 250, 300),
        ("Ngân sách tỉnh cấp 320 triệu đồng, xã hội hóa 80 triệu đồng; tổng cộng 420 triệu đồng", 420, 400),
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
        "Tổng kinh phí 100 triệu đồng, gồm kinh phí tập huấn, làm phim.",
        "Tổng kinh phí khoảng 100 triệu đồng, gồm 30 triệu đồng/lớp và 20 triệu đồng.",
        "Tổng lượng khách 100 triệu lượt, gồm 30 triệu lượt quốc tế và 60 triệu lượt trong nước.",
        "Kinh phí 100 triệu đồng, gồm 30 triệu đồng và 50 triệu đồng.",
    ],
)
def test_what_cannot_be_told_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("Kinh phí: 100.000.000 đồng, gồm tập huấn 30.000.000 đồng và xuất bản 50.000.000 đồng.", 100, 80),
        ("Kinh phí giai đoạn 2026-2028 là 3 tỷ đồng, trong đó năm 2026: 1 tỷ đồng, năm 2027: 2,5 tỷ đồng.", 3000, 3500),
        ("In ấn: 50 triệu đồng + 30 triệu đồng = 90 triệu đồng", 90, 80),
        ("In ấn: 50 triệu đồng + 30.000.000 đồng = 80 triệu đồng", 80, 80),
        ("In ấn: 50.000 nghìn đồng + 30.000 ngàn đồng = 80 triệu đồng", 80, 80),
        ("In ấn: 0,5 tỉ đồng + 500 triệu đồng = 1 tỷ đồng", 1000, 1000),
    ],
)
def test_bare_totals_and_sums(text: str, total: int, parts: int) -> None:
    assert found(text) == [("text", total * 10**6, parts * 10**6, "yes" if total == parts else "no")]


@pytest.mark.parametrize(
    ("text", "come"),
    [
        ("Ngân sách tỉnh 60%, ngân sách xã 30%, xã hội hóa 20%.", 110),
        ("Từ ngân sách tỉnh (40%), ngân sách huyện (25%) và nguồn xã hội hóa (20%). Lập dự toán.", 85),
        ("60% từ ngân sách tỉnh, 40% từ nguồn xã hội hóa", 100),
        ("Ngân sách tỉnh 33,3%, ngân sách xã 33,3%, vốn tài trợ 33,3%", 100),
    ],
)
def test_shares(text: str, come: int) -> None:
    assert found(text) == [("text", 100, come, "yes" if come == 100 else "no")]


def test_shares_are_quoted_whole_and_may_be_rounded() -> None:
    def read(text: str) -> list[tuple[str, str]]:
        facts = sums.recognise(Context(draft([text]), load_knowledge(), 20261110))
        return [(each.quote, str(each["adds_up"])) for each in facts]

    assert read("Ngân sách tỉnh 60%, ngân sách xã 30%.") == [("60%, ngân sách xã 30%", "no")]
    assert read("Ngân sách tỉnh 60%, ngân sách xã 39,8%.") == [("60%, ngân sách xã 39,8%", "yes")]
    assert read("Ngân sách tỉnh 60%, ngân sách xã 39,7%.") == [("60%, ngân sách xã 39,7%", "no")]
    assert read("Ngân sách tỉnh 60%, ngân sách xã 40,3%.") == [("60%, ngân sách xã 40,3%", "no")]


@pytest.mark.parametrize(
    "text",
    [
        "Ngân sách tỉnh 60%, còn lại xã hội hóa 30%.",
        "Ngân sách tỉnh hỗ trợ 60% cho xã đặc khu, ngân sách xã 50% cho phường.",
        "Giải ngân vốn 95%, nguồn xã hội hóa 80%.",
        "90% hồ sơ trực tuyến, 80% người dân hài lòng.",
        "Tiết kiệm 10% ngân sách, tăng 5% nguồn thu.",
        "Ngân sách tỉnh 60%, ngân sách xã, xã hội hóa 20%, nguồn khác",
    ],
)
def test_shares_that_need_not_be_a_whole(text: str) -> None:
    assert [each for each in found(text) if each[3] == "no"] == []
