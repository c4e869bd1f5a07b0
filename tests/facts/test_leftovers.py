"""What must not go out: blanks, tags, remarks of drafters, stamps of arrival, each at its words."""

import pytest

from tests.facts.drafts import facts_of
from tests.facts.test_drafting import BASIS, DRAFT, SIGNATURE, SUBJECT

READY = DRAFT.format(subject=SUBJECT, basis=BASIS, body="1. Tập huấn.", signature=SIGNATURE, after="")
SIGNER, AGENCY, TASK = "Nguyễn Văn Bình", "TỈNH LẠNG SƠN", "1. Tập huấn."


def told(line: str, instead: str) -> list[tuple[str, str]]:
    """Kind and text of the leftovers of a draft that is ready but for a line."""
    assert line in READY
    found = facts_of(READY.replace(line, instead, 1))
    return sorted((str(each["leftover"]), str(each["text"])) for each in found if each.kind == "leftover")


def test_a_draft_that_is_ready_has_none() -> None:
    assert told(TASK, TASK) == []


@pytest.mark.parametrize(
    ("line", "instead", "expected"),
    [
        (SIGNER, "[Tên người ký]", [("placeholder", "[Tên người ký]")]),
        (SIGNER, "<tên người ký>", [("placeholder", "<tên người ký>")]),
        (SIGNER, "[Đã ký]", [("stamp", "[Đã ký]")]),
        (SIGNER, "....................", []),  # room for the pen
        (AGENCY, "TỈNH <TÊN TỈNH>", [("placeholder", "<TÊN TỈNH>")]),
        (TASK, "1. Giao cho ....................", [("placeholder", "....................")]),
        (TASK, "1. Giao cho {{don_vi}} thực hiện.", [("placeholder", "{{don_vi}}")]),
        (TASK, "1. Mở XXX lớp.", [("placeholder", "XXX")]),
        (TASK, "1. Tổ chức trước ngày …/…/2022.", [("placeholder", "…/…/2022")]),
        (TASK, "1. Bổ sung [ghi tên đơn vị] vào danh sách.", [("placeholder", "[ghi tên đơn vị]")]),
        (TASK, "1. Tập huấn (đ/c Hùng xem lại câu này).", [("remark", "(đ/c Hùng xem lại câu này)")]),
        (
            TASK,
            "1. Tập huấn [chờ số liệu của Công an] và (đ/c Hùng xem lại).",
            [("placeholder", "[chờ số liệu của Công an]"), ("remark", "(đ/c Hùng xem lại)")],
        ),
    ],
)
def test_what_is_left_over_is_told_once(line: str, instead: str, expected: list[tuple[str, str]]) -> None:
    assert told(line, instead) == expected
