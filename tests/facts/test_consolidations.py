"""Reports that are put together by a body which reports itself: by when, and whether in time for that."""

import pytest
from drafts import draft

from plancheck.facts import recognise
from plancheck.facts.vocabulary import Value
from plancheck.knowledge import load_knowledge

UPWARDS = (
    "Sở Thông tin và Truyền thông tổng hợp, báo cáo kết quả thực hiện kế hoạch về Bộ Thông tin và Truyền thông trước "
    "ngày 10/12 hằng năm."
)
TO_LEAD = "báo cáo kết quả thực hiện kế hoạch về Sở Thông tin và Truyền thông trước ngày"


def found(*lines: str) -> list[tuple[Value, ...]]:
    facts = recognise(draft(["# Chế độ báo cáo", *lines]), load_knowledge(), 20220218)
    names = ("reporter", "time", "month_day", "own_month_day", "late")
    return [tuple(each[name] for name in names) for each in facts if each.kind == "consolidation"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("05/12", ("05/12", 1205, 1210, "no")),
        ("10/12", ("10/12", 1210, 1210, "no")),
        ("11/12", ("11/12", 1211, 1210, "yes")),
        ("30/11", ("30/11", 1130, 1210, "no")),
    ],
)
def test_reports_to_the_department_in_charge_come_before_its_own(day: str, expected: tuple[Value, ...]) -> None:
    assert found(UPWARDS, f"Sở Tài chính {TO_LEAD} {day} hằng năm.") == [("so-tai-chinh", *expected)]


def test_others_have_no_name() -> None:
    (fact,) = found(UPWARDS, f"Các sở, ban, ngành {TO_LEAD} 05/12 hằng năm.")
    assert fact[0] == ""


def test_what_the_department_owes_may_not_be_said() -> None:
    assert found(f"Sở Tài chính {TO_LEAD} 05/12 hằng năm.") == [("so-tai-chinh", "05/12", 1205, 0, "unknown")]


def test_a_body_that_reports_itself() -> None:
    first = "Sở Ngoại vụ báo cáo kết quả thực hiện kế hoạch về Ủy ban nhân dân tỉnh trước ngày 20/11 hằng năm."
    second = "Sở Tài chính báo cáo kết quả thực hiện kế hoạch về Sở Ngoại vụ trước ngày 25/11 hằng năm."
    assert found(first, second) == [("so-tai-chinh", "25/11", 1125, 1120, "yes")]
    assert found(UPWARDS, second) == []


def test_data_are_no_report() -> None:
    assert found(UPWARDS, f"Sở Tài chính {TO_LEAD.replace('kết quả', 'số liệu')} 05/12 hằng năm.") == []


def test_what_the_department_reports_on_other_work_does_not_count() -> None:
    other = "Sở Thông tin và Truyền thông báo cáo Bộ Thông tin và Truyền thông về công tác phát ngôn trước ngày 20/12."
    late = f"Sở Tài chính {TO_LEAD} 15/12 hằng năm."
    assert found(UPWARDS, other, late) == [("so-tai-chinh", "15/12", 1215, 1210, "yes")]
