"""What a sentence says by its words alone: which saying, by when, how often."""

import pytest
from drafts import draft

from plancheck.facts import sayings
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge


def said(text: str) -> list[Fact]:
    return list(sayings.recognise(Context(draft([text]), load_knowledge(), 20220218)))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Khi xảy ra sự việc đột xuất, cung cấp thông tin ban đầu cho báo chí chậm nhất là 24 giờ", [24]),
        ("Khi có sự kiện bất thường, phát ngôn, cung cấp thông tin cho báo chí trong vòng 02 ngày", [48]),
        ("Chậm nhất sau 72 giờ kể từ khi xảy ra sự cố, người phát ngôn cung cấp thông tin cho báo chí", [72]),
        ("Khi xảy ra sự cố, phát ngôn, cung cấp thông tin cho báo chí trong 12 giờ, chậm nhất 24 giờ", [12, 24]),
        ("Khi xảy ra sự cố, phát ngôn, cung cấp thông tin cho báo chí trong vòng 024 (hai mươi tư) giờ", [24]),
        ("Khi xảy ra sự cố, phát ngôn, cung cấp thông tin cho báo chí trong 10 ngày tháng 6", []),
        ("Khi có sự việc đột xuất, báo cáo UBND tỉnh trong vòng 48 giờ để cung cấp thông tin cho báo chí", []),
        ("Trả lời báo chí trong vòng 05 ngày khi có vấn đề phát sinh, phát ngôn theo quy định", []),
        ("Cung cấp thông tin cho báo chí trong 07 ngày diễn ra lễ hội", []),
        ("Không phát ngôn, cung cấp thông tin cho báo chí khi xảy ra sự cố trong vòng 24 giờ đầu", []),
    ],
)
def test_each_limit_of_the_first_word_on_sudden_events(text: str, hours: list[int]) -> None:
    facts = [each for each in said(text) if each["saying"] == "urgent-information"]
    assert [each["hours"] for each in facts] == hours
    assert all(each.place.end - each.place.start < len(text) for each in facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trả lời văn phòng thường trú trong thời hạn 10 ngày làm việc.", [("press-reply", 240, 0)]),
        ("Trả lời văn phòng thường trú trong 10 ngày, chậm nhất 15 ngày.", [("press-reply", 240, 0)]),
        ("Trả lời văn phòng thường trú đúng hạn.", []),
        ("Đăng tải danh sách người phát ngôn chậm nhất 24 giờ.", [("press-posting", 24, 0)]),
        ("Tổ chức nước ngoài có nhu cầu họp báo thì thông báo chậm nhất 12 giờ.", [("press-notice", 12, 0)]),
        ("Hằng quý cung cấp thông tin cho báo chí.", [("press-periodic", 0, 3)]),
        ("Hằng quý, 6 tháng cung cấp thông tin cho báo chí.", [("press-periodic", 0, 3)]),
        ("Cung cấp thông tin cho báo chí khi có sự kiện.", []),
        ("Chủ tịch ủy quyền phát ngôn cho Giám đốc Sở.", [("authorisation", 0, 0)]),
        ("Báo cáo trong vòng 15 ngày kể từ khi kết thúc sự kiện tại Lào.", [("event-report", 360, 0)]),
        ("Báo cáo trong vòng 15 ngày kể từ khi kết thúc sự kiện ở nước ngoài.", [("event-report", 360, 0)]),
        ("Thông báo kế hoạch sự kiện ở nước ngoài cho Bộ Ngoại giao trước 03 ngày.", [("event-notice", 72, 0)]),
        ("Báo kế hoạch sự kiện ở nước ngoài 15 ngày trước khi diễn ra.", [("event-notice", 360, 0)]),
        ("Thông báo kế hoạch sự kiện ở nước ngoài cho Bộ trước 17 giờ ngày 05/6.", []),
        ("Thông báo kế hoạch sự kiện ở nước ngoài cho Bộ trước ngày 15 tháng 5.", []),
        ("Báo cáo trong vòng 15 ngày kể từ khi kết thúc sự kiện tại tỉnh.", []),
        ("Hằng năm tập huấn kỹ năng cung cấp thông tin cho báo chí.", []),
        ("Trả lời kiến nghị của công dân trong thời hạn 10 ngày làm việc, báo chí đưa tin.", []),
        ("Tổ chức họp báo hằng quý để cung cấp thông tin cho báo chí.", []),
    ],
)
def test_times_set_for_what_is_done_for_the_press(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(each["saying"], each["hours"], each["months"]) for each in said(text)] == expected


def test_what_is_cited_is_no_saying() -> None:
    (fact,) = said("Chủ tịch ủy quyền phát ngôn theo Quyết định số 12/QĐ-UBND ngày 01/02/2022 về báo chí cho Sở.")
    assert "12/qđ" not in str(fact["text"])
    assert str(fact["text"]).startswith("chủ tịch ủy quyền phát ngôn theo")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Tuần văn hóa tại Lào do Vụ chủ trì; kế hoạch tuyên truyền thông báo Bộ Ngoại giao trước ít nhất 05 ngày",
            "event-notice",
        ),
        ("Trong 20 ngày từ khi được thông báo phải gửi nội dung làm rõ đến Bộ", "press-clarification"),
        ("Bố trí trong dự toán chi ngân sách tỉnh giao cho Bộ", "local-money"),
        ("Các tỉnh bố trí từ ngân sách địa phương cho phần việc của mình", ""),
        ("Các vụ lập dự toán gửi Sở Tài chính thẩm định", "local-finance"),
        ("Ủy ban nhân dân các tỉnh giao Sở Tài chính bố trí kinh phí", ""),
    ],
)
def test_of_ministries(text: str, found: str) -> None:
    assert [str(each["saying"]) for each in said(text)] == [found] * bool(found)
