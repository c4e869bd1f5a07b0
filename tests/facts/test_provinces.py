"""Provinces through mergers and changes of their unit."""

import pytest

from plancheck.facts import provinces
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from tests.facts.drafts import draft


def named(line: str, day: int = 20261101) -> list[Fact]:
    return list(provinces.recognise(Context(draft([line]), load_knowledge(), day)))


@pytest.mark.parametrize(
    ("line", "day", "expected"),
    [
        ("trên địa bàn tỉnh Bắc Kạn", 20250630, ("bac-kan", "current", "")),
        ("trên địa bàn tỉnh Bắc Kạn", 20250701, ("bac-kan", "merged", "tỉnh Thái Nguyên")),
        ("tỉnh Quảng Ninh", 20260831, ("quang-ninh", "current", "")),
        ("tỉnh Quảng Ninh", 20260901, ("quang-ninh", "retyped", "thành phố Quảng Ninh")),
        ("thành phố Quảng Ninh", 20260901, ("quang-ninh", "current", "")),
        ("tỉnh Đồng Nai", 20260430, ("dong-nai", "retyped", "thành phố Đồng Nai")),
        ("Công an tỉnh Hà Giang", 20261101, ("ha-giang", "merged", "tỉnh Tuyên Quang")),
        ("các tỉnh Bắc Giang", 20261101, ("bac-giang", "merged", "thành phố Bắc Ninh")),
        ("tỉnh Hải Dương", 20261101, ("hai-duong", "merged", "thành phố Hải Phòng")),
    ],
)
def test_status_on_the_day(line: str, day: int, expected: tuple[str, str, str]) -> None:
    (fact,) = named(line, day)
    assert (fact["province"], fact["status"], fact["successor"]) == expected
    assert fact["live"] == "yes"


@pytest.mark.parametrize(
    "line",
    [
        "tỉnh Thái Nguyên (trước đây là tỉnh Bắc Kạn)",
        "Bắc Kạn (cũ)",
        "trước khi sáp nhập tỉnh Bắc Kạn",
        "khu vực Bắc Kạn",
        "Kế hoạch số 861/KH-UBND ngày 22/12/2022 của Ủy ban nhân dân tỉnh Bắc Kạn",
        "phường Bắc Kạn, đường Bắc Kạn",
        "hợp nhất tỉnh Thái Nguyên và tỉnh Bắc Kạn",
    ],
)
def test_a_merged_province_that_is_only_remembered(line: str) -> None:
    found = [fact for fact in named(line) if fact["province"] == "bac-kan"]
    assert {fact["live"] for fact in found} <= {"no"}


@pytest.mark.parametrize(
    "line",
    ["vì hòa bình, ổn định và phát triển", "khu vực châu Á - Thái Bình Dương", "thành phố Lạng Sơn", "phường Hòa Bình"],
)
def test_what_is_no_province(line: str) -> None:
    assert [fact for fact in named(line) if fact["live"] == "yes"] == []


def test_a_list_of_provinces_and_the_issuers_own() -> None:
    found = named("phối hợp với các tỉnh Long An, Tây Ninh và Bình Phước")
    assert [(fact["province"], fact["live"], fact["own"]) for fact in found] == [
        ("long-an", "yes", "no"), ("tay-ninh", "yes", "yes"), ("binh-phuoc", "yes", "no"),
    ]  # fmt: skip
