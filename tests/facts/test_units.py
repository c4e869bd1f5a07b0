"""Units of administration named without their bodies, and where the work of an ended body went."""

import pytest

from plancheck.facts import agencies
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from tests.facts.drafts import draft


def named(line: str, day: int) -> list[Fact]:
    return list(agencies.recognise(Context(draft([line]), load_knowledge(), day)))


@pytest.mark.parametrize(
    ("line", "day", "units"),
    [
        ("Mở lớp tập huấn tại huyện Cao Lộc, thị trấn Đồng Đăng.", 20260101, ["huyện Cao Lộc", "thị trấn Đồng Đăng"]),
        ("Mở lớp tập huấn tại huyện Cao Lộc, thị trấn Đồng Đăng.", 20250630, []),
        ("Tuyên truyền đến các xã, phường, thị trấn.", 20260101, ["thị trấn"]),
        ("Tuyên truyền đến các xã, phường, đặc khu.", 20240118, ["đặc khu"]),
        ("Tuyên truyền đến các xã, phường, đặc khu.", 20260101, []),
        ("Phường Hải Châu (trước ngày 01 tháng 7 năm 2025 thuộc quận Hải Châu) thực hiện.", 20260101, []),
        ("Giao lưu với huyện Ninh Minh, Khu tự trị dân tộc Choang Quảng Tây.", 20260101, []),
        ("Lấy từ ngân sách huyện; tổ chức hội thi trong huyện.", 20260101, ["ngân sách huyện", "trong huyện"]),
        ("Lấy từ ngân sách huyện; tổ chức hội thi trong huyện.", 20250630, []),
        ("Ủy ban nhân dân các xã, thị trấn trong huyện.", 20260101, ["thị trấn", "thị trấn trong huyện"]),
        ("Tiếp nhận 12 cán bộ từ cấp huyện; ngân sách huyện trước đây đã quyết toán.", 20260101, []),
        ("Không còn cấp huyện nên công việc của huyện do xã làm.", 20260101, []),
    ],
)
def test_units_of_another_era(line: str, day: int, units: list[str]) -> None:
    found = [fact for fact in named(line, day) if str(fact["agency"]).startswith("don-vi-") and fact["live"] == "yes"]
    assert [fact.quote for fact in found] == units


@pytest.mark.parametrize(
    ("line", "successor"),
    [
        ("Sở Thông tin và Truyền thông phát triển hạ tầng viễn thông.", "Sở Khoa học và Công nghệ"),
        ("Sở Thông tin và Truyền thông bảo đảm an ninh mạng.", "Công an tỉnh"),
        (
            "Sở Thông tin và Truyền thông định hướng báo chí; Công an tỉnh bảo đảm an ninh mạng.",
            "Sở Văn hóa, Thể thao và Du lịch",
        ),
    ],
)
def test_the_successor_is_the_body_that_took_over_the_work_spoken_of(line: str, successor: str) -> None:
    assert named(line, 20260101)[0]["successor"] == successor


def test_a_body_not_there_yet_goes_by_its_name_of_the_day() -> None:
    fact = named("Bộ Nông nghiệp và Môi trường phối hợp tuyên truyền.", 20230510)[0]
    assert (fact["status"], fact["started"]) == ("not-yet", 20250301)
    assert "Bộ Tài nguyên và Môi trường" in str(fact["predecessor"])
