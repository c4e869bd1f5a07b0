"""Dates, deadlines and cadences in running text."""

import calendar as stdlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.facts.calendar import find_cadences, find_dates, find_deadlines, find_spans
from plancheck.facts.vocabulary import kinds
from plancheck.text import squeeze


def folded(text: str) -> str:
    return squeeze(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 07 tháng 9 năm 2015", [(7, 9, 2015)]),
        ("ngày 7 tháng 09, năm 2015", [(7, 9, 2015)]),
        ("Ngày 07/9/2015 và ngày 22-4-2011, 22.4.2011", [(7, 9, 2015), (22, 4, 2011), (22, 4, 2011)]),
        ("trước ngày 15/12 hằng năm", [(15, 12, 0)]),
        ("trước ngày 15 tháng 6 và 15 tháng 12", [(15, 6, 0), (15, 12, 0)]),
        ("các ngày 02/9, 30/4", [(2, 9, 0), (30, 4, 0)]),
        ("ngày 27/01/2202", [(27, 1, 2202)]),
        ("06 tháng 01 lần", []),
        ("trong 6 tháng 3 ngày", []),
        ("tỷ lệ 15/12, đạt 3/4 chỉ tiêu, 5/10 huyện", []),
        ("Quyết định số 15/12/QĐ", []),
        ("giai đoạn 2021-2025, số 72/2015/NĐ-CP, 01/2026", []),
        ("điểm 3.2.1 và 10.12.2.4", []),
    ],
)
def test_dates(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert [(each.day, each.month, each.year) for each in find_dates(folded(text))] == expected


@pytest.mark.parametrize(
    "text", ["ngày 31 tháng 02 năm 2014", "ngày 30/02/2026", "ngày 12 tháng 13 năm 2014", "29/02/2023"]
)
def test_a_day_that_never_was(text: str) -> None:
    (found,) = find_dates(folded(text))
    assert not found.valid


@given(
    st.dates(date(1945, 9, 2), date(2099, 12, 31)),
    st.sampled_from(["ngày {d} tháng {m} năm {y}", "{d:02}/{m:02}/{y}", "ngày {d}/{m}/{y}"]),
)
def test_every_date_is_read_back(day: date, form: str) -> None:
    text = folded("Căn cứ văn bản " + form.format(d=day.day, m=day.month, y=day.year) + " của Chính phủ;")
    (found,) = find_dates(text)
    assert (found.year, found.month, found.day) == (day.year, day.month, day.day)
    assert found.valid
    assert found.number == day.year * 10000 + day.month * 100 + day.day
    assert text[found.start : found.end].startswith(("ngày", "0", str(day.day)))


@given(st.integers(0, 40), st.integers(0, 15), st.integers(1990, 2060))
def test_validity_agrees_with_the_calendar(day: int, month: int, year: int) -> None:
    found = find_dates(f"ngày {day} tháng {month} năm {year}")
    assert len(found) == 1
    exists = 1 <= month <= 12 and 1 <= day <= stdlib.monthrange(year, month)[1]
    assert found[0].valid is exists


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trước ngày 15/12 hằng năm", [(15, 12, 0, 0, True)]),
        ("Trước ngày 31/01 năm liền kề", [(31, 1, 0, 0, True)]),
        ("trước ngày 15/6 và 15/12 hàng năm", [(15, 6, 0, 0, True), (15, 12, 0, 0, True)]),
        (
            "trước ngày 20/6 (báo cáo 6 tháng) và trước ngày 20/12 (báo cáo năm)",
            [(20, 6, 0, 0, False), (20, 12, 0, 0, False)],
        ),
        ("chậm nhất là ngày 20/6/2018", [(20, 6, 0, 2018, False)]),
        ("gửi về Sở Nội vụ trước ngày 15/02/2027 để tổng hợp", [(15, 2, 0, 2027, False)]),
        ("về Sở trước ngày 05 tháng 10 năm 2026", [(5, 10, 0, 2026, False)]),
        ("trước 30/11", [(30, 11, 0, 0, False)]),
        ("chậm nhất trong tháng 9/2026", [(0, 9, 0, 2026, False)]),
        ("Thời gian: tháng 5, tháng 8 năm 2026", [(0, 5, 0, 0, False), (0, 8, 0, 2026, False)]),
        ("dự kiến tổ chức đầu Quý IV/2014", [(0, 0, 4, 2014, False)]),
        ("Quý I, II năm 2026", [(0, 0, 1, 2026, False), (0, 0, 2, 2026, False)]),
        ("trong Quý III", [(0, 0, 3, 0, False)]),
        ("trước ngày 15 hằng tháng", [(15, 0, 0, 0, True)]),
        ("trước ngày 25 của tháng cuối quý", [(25, 0, 0, 0, True)]),
        ("trước ngày 20 tháng cuối quý", [(20, 0, 0, 0, True)]),
        ("hoàn thành trong 6 tháng đầu năm 2026", [(0, 6, 0, 2026, False)]),
        ("xong trước cuối năm 2026", [(0, 12, 0, 2026, False)]),
        ("có hiệu lực từ ngày 14/7/2010", []),
        ("văn bản ngày 15/12/2026 của Sở", []),
        ("Cách mạng tháng 8 năm 1945, kỷ niệm tháng 8", []),
        ("06 tháng 01 lần", []),
        ("quý cơ quan, quý vị", []),
    ],
)
def test_deadlines(text: str, expected: list[tuple[int, int, int, int, bool]]) -> None:
    found = find_deadlines(folded(text))
    assert [(each.day, each.month, each.quarter, each.year, each.recurring) for each in found] == expected


def test_a_relative_deadline_has_no_day() -> None:
    (found,) = find_deadlines(folded("trong 07 ngày kể từ ngày kết thúc sự kiện"))
    assert found.relative
    assert (found.day, found.month) == (0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ chức hội nghị giao ban 06 tháng 01 lần", ["six-monthly"]),
        ("giao ban ba tháng một kỳ", ["quarterly"]),
        ("giao ban một lần trong mỗi sáu tháng", ["six-monthly"]),
        ("gặp mặt báo chí theo quý", ["quarterly"]),
        ("năm kỳ báo cáo, hai cuộc giao ban", []),
        ("định kỳ 6 tháng, năm báo cáo", ["six-monthly", "annual"]),
        ("Định kỳ 6 tháng, 1 năm hoặc đột xuất theo chỉ đạo", ["six-monthly", "annual", "ad-hoc"]),
        ("báo cáo định kỳ hằng tháng, quý, 06 tháng, năm", ["monthly", "quarterly", "six-monthly", "annual"]),
        ("6 tháng, 1 năm báo cáo về Sở", ["six-monthly", "annual"]),
        ("06 tháng và năm gửi báo cáo về Sở", ["six-monthly", "annual"]),
        ("trong 6 tháng, năm đơn vị báo cáo", []),
        ("định kỳ hằng quý", ["quarterly"]),
        ("Hàng quý, hằng tháng", ["quarterly", "monthly"]),
        ("03 tháng một lần; mỗi quý một lần", ["quarterly", "quarterly"]),
        ("2 lần/năm, 01 lần/tháng, 6 tháng/lần", ["six-monthly", "monthly", "six-monthly"]),
        ("sơ kết 6 tháng, tổng kết năm", ["six-monthly", "annual"]),
        ("trước ngày 15/12 hằng năm", ["annual"]),
        ("hằng tuần họp giao ban", ["weekly"]),
        ("Định kỳ hoặc đột xuất báo cáo", ["periodic", "ad-hoc"]),
        ("báo cáo kết quả thực hiện định kỳ theo quy định", ["periodic"]),
        ("khi có yêu cầu của cơ quan có thẩm quyền", ["ad-hoc"]),
        ("báo cáo khi được yêu cầu, theo yêu cầu của Bộ", ["ad-hoc", "ad-hoc"]),
        ("báo cáo năm 2014, tháng 9, quý III", []),
        ("đáp ứng theo yêu cầu của nhiệm vụ, theo yêu cầu công việc", []),
        ("hàng hóa, hàng không, năm học, quý vị", []),
        ("trong 6 tháng đầu năm 2014", []),
        ("giai đoạn 2021-2025", []),
        ("báo cáo tuần gửi Sở Nội vụ; báo cáo tuần, tháng", ["weekly", "weekly", "monthly"]),
        ("báo cáo hằng tuần, mỗi tuần một lần", ["weekly", "weekly"]),
        ("số liệu báo cáo năm tính từ ngày 15/12", ["annual"]),
        ("báo cáo năm kết quả thực hiện", ["annual"]),
        ("báo cáo kết quả Tuần lễ văn hóa Việt Nam về Sở", []),
        ("báo cáo Tuần phim ASEAN, tổng kết Tuần hàng Việt Nam", []),
        ("tổng kết Tháng Thanh niên, báo cáo kết quả Tháng hành động vì trẻ em", []),
        ("tổng kết Năm Du lịch quốc gia, báo cáo Năm Hữu nghị Việt Nam - Lào", []),
    ],
)
def test_cadences(text: str, expected: list[str]) -> None:
    assert [each.cadence for each in find_cadences(folded(text))] == expected


@given(st.sampled_from(["tuần", "tháng", "quý", "năm"]), st.sampled_from(["", "2 ", "3 ", "6 ", "9 "]))
def test_every_cadence_is_one_a_duty_to_report_may_have(unit: str, count: str) -> None:
    for text in (f"báo cáo hằng {count}{unit}", f"báo cáo {count}{unit}", f"báo cáo {count or 1}{unit} 01 lần"):
        for found in find_cadences(folded(text)):
            assert found.cadence in kinds()["reporting"]["cadence"].values
            assert found.cadence in kinds()["cadence"]["cadence"].values


@given(st.text(alphabet="định kỳ hằng6tháng/12năm quý,. ngàytrước1503lần\n", max_size=300))
def test_nothing_breaks_the_parsers(text: str) -> None:
    line = folded(text)
    for found in (*find_dates(line), *find_deadlines(line), *find_cadences(line)):
        assert 0 <= found.start < found.end <= len(line)


def test_long_text_costs_in_proportion() -> None:
    import time

    unit = (
        "Định kỳ 6 tháng, năm báo cáo trước ngày 15/12 hằng năm, quý III/2014, tháng 9/2026 ngày 07 tháng 9 năm 2015. "
    )

    def cost(times: int) -> float:
        text = folded(unit * times)
        start = time.process_time()
        find_dates(text), find_deadlines(text), find_cadences(text)
        return time.process_time() - start

    cost(20)
    short = min(cost(20) for _ in range(5))
    assert min(cost(400) for _ in range(3)) < 80 * short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ tháng 10/2012 đến tháng 3/2012", [(20121001, 20120331)]),
        ("từ tháng 10 năm 2012 đến hết tháng 3 năm 2013", [(20121001, 20130331)]),
        ("từ ngày 01/9/2025 đến ngày 15/01/2026", [(20250901, 20260115)]),
        ("từ quý IV/2012 đến tháng 12/2012", [(20121001, 20121231)]),
        ("từ 10/2025 đến 3/2026", [(20251001, 20260331)]),
        ("từ năm 2021 đến năm 2025", [(20210101, 20251231)]),
        ("giai đoạn 2021-2025, giai đoạn 2030 - 2026", [(20210101, 20251231), (20300101, 20261231)]),
        ("từ 10 đến 20 người, từ năm 2021 đến nay", []),
    ],
)
def test_stretches_of_time(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(each.first, each.last) for each in find_spans(folded(text))] == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "borrows"),
    [
        ("từ ngày 15/6 đến ngày 10/6/2027", 20270615, 20270610, False),
        ("Từ ngày 15 đến hết ngày 10 tháng 6 năm 2027", 20270615, 20270610, False),
        ("từ ngày 15 đến ngày 20/6/2027", 20270615, 20270620, False),
        ("từ quý III đến quý II năm 2027", 20270701, 20270631, True),
        ("từ tháng 10 đến tháng 3/2027", 20271001, 20270331, True),
        ("từ tháng 3 đến tháng 10 năm 2027", 20270301, 20271031, True),
        ("từ tháng 12 đến tháng 1/2027", 20271201, 20270131, True),
        ("từ ngày 31/12 đến ngày 01/01/2027", 20271231, 20270101, True),
    ],
)
def test_a_first_end_borrows_from_the_second(text: str, first: int, last: int, borrows: bool) -> None:
    (span,) = find_spans(folded(text))
    assert (span.first, span.last, span.borrows) == (first, last, borrows)


@pytest.mark.parametrize(
    "text",
    [
        "từ tháng 10 đến tháng 3",
        "từ ngày 15/6 đến ngày 10/6",
        "từ 15 đến 20 lớp trong năm 2027",
        "từ quý V đến quý II/2027",
        "từ ngày 15/13 đến ngày 10/6/2027",
        "từ ngày 32/5 đến ngày 10/6/2027",
        "từ tháng 13 đến tháng 3/2027",
        "từ ngày 0/5 đến ngày 10/6/2027",
    ],
)
def test_ends_that_no_year_fixes(text: str) -> None:
    assert find_spans(folded(text)) == []
