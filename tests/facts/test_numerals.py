"""Numbers in figures against the same in words."""

import pytest
from drafts import draft, facts_of
from hypothesis import given
from hypothesis import strategies as st

from plancheck.facts import numerals
from plancheck.facts.context import Context
from plancheck.facts.numerals import in_words, spoken
from plancheck.knowledge import load_knowledge


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ba", 3),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("một trăm", 100),
        ("hai trăm linh năm", 205),
        ("hai trăm mười", 210),
        ("chín trăm chín mươi tư", 994),
        ("một nghìn không trăm linh hai", 1002),
        ("hai trăm bốn mươi lăm triệu", 245 * 10**6),
        ("một tỷ bốn trăm năm mươi triệu", 1450 * 10**6),
        ("một tỷ, không trăm linh năm triệu, ba trăm nghìn", 1005300000),
        ("hai nghìn ba trăm tỷ", 2300 * 10**9),
        ("hai trăm năm", None),
        ("hai lăm", None),
        ("một triệu hai", None),
        ("triệu", None),
        ("hai triệu ba tỷ", None),
        ("mươi", None),
        ("trăm", None),
        ("năm triệu sáu triệu", None),
        ("linh năm", None),
    ],
)
def test_words_are_read_as_numbers(words: str, number: int | None) -> None:
    assert spoken(words) == number


def found(text: str) -> list[tuple[int, int, str]]:
    context = Context(draft([text]), load_knowledge(), 20261110)
    return [(int(x["figure"]), int(x["words"]), str(x["agrees"])) for x in numerals.recognise(context)]


@pytest.mark.parametrize(
    ("text", "figure", "words"),
    [
        ("Tổ chức 02 (ba) lớp tập huấn", 2, 3),
        ("Tổ chức 02 (hai) lớp tập huấn", 2, 2),
        ("Trong 05 (năm) ngày làm việc", 5, 5),
        ("Trong 07 (năm) ngày làm việc", 7, 5),
        ("In 1.200 (một nghìn hai trăm) cuốn", 1200, 1200),
        ("Kinh phí: 245.000.000 đồng (Hai trăm bốn mươi lăm nghìn đồng).", 245000000, 245000),
        ("1.250.000.000 đồng (Một tỷ hai trăm triệu đồng)", 1250000000, 1200000000),
        ("1,2 tỷ đồng (Bằng chữ: Một tỷ, hai trăm triệu đồng chẵn)", 1200000000, 1200000000),
        ("Tổng: 50.000.000 đồng; bằng chữ: Năm mươi triệu đồng", 50000000, 50000000),
        ("150 triệu đồng (một trăm năm mươi triệu đồng)", 150000000, 150000000),
    ],
)
def test_figures_and_words(text: str, figure: int, words: int) -> None:
    assert found(text) == [(figure, words, "yes" if figure == words else "no")]


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo định kỳ 06 tháng, 01 (năm).",
        "Kinh phí 50.000.000 đồng (năm 2026).",
        "Mua 02 (không) gian",
        "Kinh phí 25 triệu đồng (hai lăm triệu đồng)",
        "Kinh phí 200 triệu đồng (ba lớp tập huấn)",
        "Tổ chức 06 lớp (ba lớp cấp tỉnh, ba lớp cấp xã)",
        "Số 12/2026 (ba) bản",
        "Biểu 2 (hai mặt)",
    ],
)
def test_what_is_no_number_said_twice(text: str) -> None:
    assert found(text) == []


@given(st.integers(1, 10**12 - 1))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert spoken(in_words(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "năm"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_250_000_000, "một tỷ hai trăm năm mươi triệu"),
        (0, ""),
        (10**12, ""),
    ],
)
def test_a_number_as_it_is_said(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("last", "words", "agrees"),
    [
        ("| | Tổng cộng | 730.000.000 |", "(Bằng chữ: Bảy trăm ba mươi triệu đồng)", "yes"),
        ("| | Tổng cộng | 730.000.000 |", "(Bằng chữ: Bảy trăm mười ba triệu đồng)", "no"),
        ("| | Tổng cộng | 730 |", "Bằng chữ: Bảy trăm ba mươi triệu đồng./.", "yes"),
        ("| | Tổng cộng | 730 |", "Bằng chữ: Bảy trăm mười ba triệu đồng./.", "no"),
    ],
)
def test_words_in_a_line_under_the_figures(last: str, words: str, agrees: str) -> None:
    table = f"| TT | Nội dung | Kinh phí |\n|---|---|---|\n| 1 | Sách ảnh | 430 |\n{last}\n\n{words}"
    facts = facts_of(f"KẾ HOẠCH\nThông tin đối ngoại năm 2026\n\nI. KINH PHÍ\n\n{table}\n")
    assert [str(each["agrees"]) for each in facts if each.kind == "numeral"] == [agrees]


def test_a_year_before_a_label_is_no_number_in_words() -> None:
    """ "(năm)" behind a time says what is due by then; behind another number it is five."""
    text = "- Báo cáo trước ngày 10 tháng 6 (6 tháng), ngày 10 tháng 11 năm 2026 (năm) về Sở; mở 05 (năm) lớp."
    context = Context(draft([text]), load_knowledge(), 20261110)
    assert [(each["figure"], each["agrees"]) for each in numerals.recognise(context)] == [(5, "yes")]
