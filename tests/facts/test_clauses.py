"""What a plan says of a course: what is taught, whom, when."""

import pytest
from drafts import draft

from plancheck.facts import clauses, topics
from plancheck.facts.context import Context
from plancheck.knowledge import load_knowledge


def courses(lines: list[str]) -> list[str]:
    context = Context(draft(lines), load_knowledge(), 20261125)
    facts = list(topics.recognise(context))
    found = [each for each in clauses.recognise(context, facts) if each.kind == "course"]
    return [" ".join(name for name in ("content", "audience", "time") if each[name] == "yes") for each in found]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["- Tháng 5, mở lớp bồi dưỡng cách xử lý tin giả cho phóng viên."], ["content audience time"]),
        (["- Tập huấn nghiệp vụ thông tin đối ngoại cho công chức cấp xã."], ["content audience"]),
        (["- Quý II, tập huấn công tác thông tin đối ngoại."], ["time"]),
        (["- Tổ chức tập huấn về công tác thông tin đối ngoại."], [""]),
        (
            ["- Tập huấn công tác thông tin đối ngoại.", "- Nội dung: kỹ năng viết tin.", "- Đối tượng: phóng viên."],
            ["content audience"],
        ),
        (
            ["- Tập huấn thông tin đối ngoại; nội dung: viết tin; thành phần: cán bộ xã; thời gian: tháng 9."],
            ["content audience time"],
        ),
        (
            ["- Quý II tập huấn kỹ năng thông tin đối ngoại. Mở lớp bồi dưỡng cho cán bộ xã."],
            ["content time", "audience"],
        ),
        (
            [
                "| TT | Nội dung | Đối tượng | Thời gian |",
                "| 1 | Tập huấn kỹ năng thông tin đối ngoại | Phóng viên | Quý III |",
            ],
            ["content audience time"],
        ),
    ],
)
def test_what_a_course_says(lines: list[str], said: list[str]) -> None:
    assert courses(lines) == said
