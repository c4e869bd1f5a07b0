"""Which time is that of the report on half a year and which of the year's, whichever is said first."""

import pytest

from plancheck.facts.report_periods import paired
from plancheck.text import squeeze


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "trước ngày 10 tháng 6 (báo cáo 6 tháng) và trước ngày 15 tháng 11 năm 2022 (báo cáo năm)",
            [("six-monthly", "ngày 10 tháng 6"), ("annual", "ngày 15 tháng 11 năm 2022")],
        ),
        ("trước ngày 10/6 (6 tháng), trước ngày 10/11 (năm)", [("six-monthly", "10/6"), ("annual", "10/11")]),
        ("gửi trước ngày 15/6 và 15/11 (6 tháng và năm)", [("six-monthly", "15/6"), ("annual", "15/11")]),
        (
            "trước 15/6 đối với báo cáo 6 tháng, trước ngày 15/11 đối với báo cáo năm",
            [("six-monthly", "15/6"), ("annual", "15/11")],
        ),
        (
            "Trước ngày 15/6 gửi báo cáo 6 tháng, trước ngày 15/11 gửi báo cáo năm",
            [("six-monthly", "15/6"), ("annual", "15/11")],
        ),
        ("định kỳ 6 tháng trước ngày 10/6 và trước ngày 15/11 (năm)", [("six-monthly", "10/6"), ("annual", "15/11")]),
        ("báo cáo 6 tháng (trước ngày 10/6), năm (trước ngày 15/11)", [("six-monthly", "10/6")]),
        (
            "đối với báo cáo 6 tháng trước ngày 10/6, đối với báo cáo năm trước ngày 15/11",
            [("six-monthly", "10/6"), ("annual", "15/11")],
        ),
        (
            "Từ tháng 1/2026 các đơn vị báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 15/11",
            [("six-monthly", "10/6"), ("annual", "15/11")],
        ),
        ("gửi trước ngày 15/11 (6 tháng, năm)", []),
    ],
)
def test_times_go_with_their_periods(said: str, found: list[tuple[str, str]]) -> None:
    """Labels behind times are theirs; one time is not that of two reports."""
    text = squeeze(said).text
    assert [(cadence.cadence, text[times[0].start : times[0].end]) for cadence, times in paired(text)] == found
