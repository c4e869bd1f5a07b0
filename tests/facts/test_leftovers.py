"""What must not go out: blanks, tags, remarks of drafters, stamps of arrival, each at its words."""

import pytest

from tests.facts.drafts import facts_of

DRAFT = """ỦY BAN NHÂN DÂN
{agency}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{number}
{day}
KẾ HOẠCH
Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022
Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch như sau:
I. NỘI DUNG
{body}
Nơi nhận:
{recipient}
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
{signer}"""
RIGHT = {
    "agency": "TỈNH LẠNG SƠN",
    "number": "Số: 05/KH-UBND",
    "day": "Lạng Sơn, ngày 05 tháng 02 năm 2022",
    "body": "1. Tập huấn.",
    "recipient": "- Các sở, ban, ngành;",
    "signer": "Nguyễn Văn Bình",
}


def told(**changed: str) -> list[tuple[str, str]]:
    """Kind and text of the leftovers of a draft that is right but for some lines."""
    found = facts_of(DRAFT.format(**{**RIGHT, **changed}))
    return [(str(each["leftover"]), str(each["text"])) for each in found if each.kind == "leftover"]


def test_a_draft_that_is_ready_has_none() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"signer": "[Tên người ký]"}, [("placeholder", "[Tên người ký]")]),
        ({"signer": "<tên người ký>"}, [("placeholder", "<tên người ký>")]),
        ({"signer": "[Đã ký]"}, [("stamp", "[Đã ký]")]),
        ({"agency": "TỈNH <TÊN TỈNH>"}, [("placeholder", "<TÊN TỈNH>")]),
        ({"signer": "...................."}, []),  # room for the pen
        ({"body": "1. Giao cho ...................."}, [("placeholder", "....................")]),
        ({"body": "1. Giao cho {{don_vi}} thực hiện."}, [("placeholder", "{{don_vi}}")]),
        ({"body": "1. Mở XXX lớp."}, [("placeholder", "XXX")]),
        ({"body": "1. Tổ chức trước ngày …/…/2022."}, [("placeholder", "…/…/2022")]),
        ({"body": "1. Tập huấn (đ/c Hùng xem lại câu này)."}, [("remark", "(đ/c Hùng xem lại câu này)")]),
        (
            {"body": "1. Tập huấn [chờ số liệu của Công an] và (đ/c Hùng xem lại)."},
            [("placeholder", "[chờ số liệu của Công an]"), ("remark", "(đ/c Hùng xem lại)")],
        ),
        ({"body": "1. Bổ sung [ghi tên đơn vị] vào danh sách."}, [("placeholder", "[ghi tên đơn vị]")]),
    ],
)
def test_what_is_left_over_is_told_once(changed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert sorted(told(**changed)) == sorted(expected)
