"""Numbers of headings, articles and items that are left out or said twice, or are not."""

import pytest

from plancheck.facts import recognise
from plancheck.facts.numbering import ROMANS, ordinal
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse

HEAD = """ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
Lạng Sơn, ngày 05 tháng 02 năm 2022
KẾ HOẠCH
Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch công tác thông tin đối ngoại năm 2022 như sau:
"""
FOOT = """Trên đây là Kế hoạch công tác thông tin đối ngoại năm 2022 của Ủy ban nhân dân tỉnh./.
Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
"""
WORDS = {
    "roman": "NỘI DUNG CÔNG VIỆC",
    "arabic": "Công tác tuyên truyền",
    "letter": "Tổ chức tập huấn cho cán bộ các xã;",
    "item": "Tổ chức tập huấn nghiệp vụ cho cán bộ các xã trong toàn tỉnh theo kế hoạch của cơ quan.",
}


def found(*lines: str) -> list[tuple[str, str, str]]:
    """Kind of defect, number as written, number that is right; a label with a space behind is an item's."""
    text = "\n".join(_line(line) for line in lines)
    plan = analyse(read(f"{HEAD}{text}\n{FOOT}".encode(), "plan.txt"), load_knowledge())
    facts = recognise(plan, load_knowledge(), 20220205)
    told = [fact for fact in facts if fact.kind == "defect" and fact["defect"] in ("gap", "duplicate")]
    return [(str(each["defect"]), str(each["actual"]), str(each["expected"])) for each in told]


def _line(label: str) -> str:
    if label.endswith(" "):
        return f"{label}{WORDS['item']}"
    kind = "roman" if label[0] in "IVXL" else "letter" if label[0].islower() else "arabic"
    return f"{label} {WORDS['item' if label.startswith('Điều') else kind]}"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I.", "II.", "III."], []),
        (["I.", "II.", "IV."], [("gap", "IV.", "III.")]),
        (["I.", "II.", "IV.", "V."], [("gap", "IV.", "III.")]),
        (["I.", "II.", "II.", "III."], [("duplicate", "II.", "III.")]),
        (["I.", "II.", "IV.", "IV."], [("gap", "IV.", "III.")]),
        (["I.", "II.", "II.", "IV."], [("duplicate", "II.", "III.")]),
        (["II.", "III."], []),
        (["I.", "II.", "I.", "II."], []),
    ],
)
def test_headings(lines: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert found(*lines) == expected


def series(*numbers: int) -> list[str]:
    return [line for number in numbers for line in (f"{number}.", "a)")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I.", *series(2, 3), "II.", *series(1, 2), "III.", *series(1, 2)], [("gap", "2.", "1.")]),
        (["I.", *series(1, 2), "II.", *series(3, 4), "III.", *series(1, 2)], [("gap", "3.", "1.")]),
        (["I.", *series(1, 2), "II.", *series(4, 5), "III.", *series(1, 2)], [("gap", "4.", "1.")]),
        (["I.", *series(1, 2), "II.", *series(5, 6), "III.", *series(1, 2)], []),
        (["I.", *series(1, 2), "II.", *series(3, 2), "III.", *series(1, 2)], [("gap", "3.", "1.")]),
        (["I.", *series(1, 2), "II.", *series(3), "III.", *series(1, 2)], []),
        (["I.", *series(1, 2), "II.", *series(3, 4)], []),
        (["I.", *series(1, 2), "II.", *series(3, 4), "III.", *series(5, 6)], []),
        (["I.", *series(1, 3), "II.", *series(1, 2)], [("gap", "3.", "2.")]),
        (["I.", *series(1, 2, 2), "II.", *series(1, 2)], [("duplicate", "2.", "3.")]),
    ],
)
def test_a_series_begins_at_one_or_goes_on(lines: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert found(*lines) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((1, 2, 3), []),
        ((1, 3), [("gap", "Điều 3.", "Điều 2.")]),
        ((1, 2, 2), [("duplicate", "Điều 2.", "Điều 3.")]),
        ((1, 2, 1, 2), []),
        ((1, 2, 1, 3), [("gap", "Điều 3.", "Điều 2.")]),
        ((2, 4), []),
        ((2, 1, 3), [("gap", "Điều 3.", "Điều 2.")]),
    ],
)
def test_articles_go_on_or_begin_anew(numbers: tuple[int, ...], expected: list[tuple[str, str, str]]) -> None:
    assert found(*(f"Điều {number}." for number in numbers)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["5.1. ", "5.2. ", "5.3. "], []),
        (["5.1. ", "5.3. "], [("gap", "5.3.", "5.2.")]),
        (["5.1. ", "5.2. ", "5.2. "], [("duplicate", "5.2.", "5.3.")]),
        (["5.2. ", "5.3. ", "5.1. "], []),
        (["5.1. ", "6.3. "], []),
        (["1) ", "2) ", "2) "], [("duplicate", "2)", "3)")]),
        (["1) ", "1) ", "2) "], []),
        (["2) ", "2) "], []),
    ],
)
def test_items(lines: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert found("I.", *lines, "II.", "- ") == expected


@pytest.mark.parametrize(
    ("label", "kind", "value"),
    [
        ("I.", "roman", 1), ("IV", "roman", 4), ("IX.", "roman", 9), ("XIV.", "roman", 14), ("XL", "roman", 40),
        ("XCIX", "roman", 99), ("Il.", "roman", 2), ("IIII.", "", 0), ("Phần II", "roman", 2), ("MỤC 3.", "arabic", 3),
        ("1.", "arabic", 1), ("10)", "arabic", 10), ("99.", "arabic", 99), ("100.", "", 0), ("1.2.", "arabic", 2),
        ("a)", "", 0), ("", "", 0), ("-", "", 0),
    ],
)  # fmt: skip
def test_values_of_labels(label: str, kind: str, value: int) -> None:
    assert ordinal(label) == (kind, value)


def test_each_figure_has_its_value() -> None:
    assert [ordinal(figure)[1] for figure in ROMANS] == list(range(100))
