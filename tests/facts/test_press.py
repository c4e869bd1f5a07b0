"""The press, milestones, bases: how often, how soon, by whom, and what is said."""

from collections.abc import Callable, Iterator

import pytest
from drafts import draft

from plancheck.facts import bases, milestones, press
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge


def found(recognise: Callable[[Context], Iterator[Fact]], kind: str, *lines: str) -> list[Fact]:
    context = Context(draft(list(lines)), load_knowledge(), 20220218)
    return [each for each in recognise(context) if each.kind == kind]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Tổ chức họp báo ít nhất 3 tháng một lần", 3),
        ("Họp báo định kỳ hằng quý, 6 tháng và năm", 3),
        ("Hằng tháng cung cấp thông tin cho báo chí, tổ chức họp báo 06 tháng một lần", 6),
        ("Tổ chức 02 cuộc họp báo trong năm", 6),
        ("Họp báo ít nhất 03 lần/năm", 4),
        ("Tổ chức một cuộc họp báo mỗi năm", 12),
        ("Tổ chức hai cuộc họp báo mỗi năm", 6),
        ("Tổ chức ba cuộc họp báo mỗi năm", 4),
        ("Tổ chức bốn cuộc họp báo mỗi năm", 3),
        ("Tổ chức họp báo định kỳ và đột xuất", 0),
        ("Mỗi năm một lần, họp báo giới thiệu Lễ hội hoa", 0),
    ],
)
def test_press_conferences(text: str, months: int) -> None:
    assert [each["months"] for each in found(press.recognise, "press-conference", text)] == [months]


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Tham mưu Ủy ban nhân dân tỉnh cấp giấy phép hoạt động báo chí cho phóng viên nước ngoài", ["province"]),
        ("Sở Ngoại vụ cấp phép cho các đoàn phóng viên quốc tế vào tác nghiệp", ["province"]),
        ("Quản lý phóng viên nước ngoài do Bộ Ngoại giao cấp giấy phép hoạt động báo chí", ["ministry"]),
        ("Sở Ngoại vụ hướng dẫn phóng viên nước ngoài đã được cấp giấy phép hoạt động", [""]),
        ("Sở Ngoại vụ cấp thẻ trợ lý báo chí cho văn phòng thường trú của báo chí nước ngoài", []),
        ("Sở Ngoại vụ tham mưu chấp thuận phóng viên nước ngoài hoạt động tại địa phương", []),
        ("Cấp phép cho phóng viên nước ngoài hoạt động trên địa bàn", ["province"]),
    ],
)
def test_licences(text: str, giver: list[str]) -> None:
    assert [each["giver"] for each in found(press.recognise, "licence", text)] == giver


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        (["Mời các đoàn phóng viên nước ngoài đến tác nghiệp tại tỉnh"], ["no"]),
        (["Hướng dẫn phóng viên nước ngoài tác nghiệp tại tỉnh"], ["yes"]),
        (["# Tổ chức thực hiện", "## Sở Ngoại vụ", "- Đón các đoàn phóng viên quốc tế đến tác nghiệp"], ["yes"]),
        (["# Tổ chức thực hiện", "## Báo Tây Ninh", "- Đón các đoàn phóng viên quốc tế đến tác nghiệp"], ["no"]),
        (["Quảng bá hình ảnh của tỉnh trên báo chí nước ngoài"], []),
    ],
)
def test_foreign_reporters(lines: list[str], path: list[str]) -> None:
    assert [each["path"] for each in found(press.recognise, "foreign-reporters", *lines)] == path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo cáo 06 tháng (trước ngày 10 tháng 6), năm (trước ngày 10/11)", [("six-monthly", "report", 610)]),
        ("Định kỳ 6 tháng, hằng năm báo cáo trước ngày 15/6 và 15/12", [("annual", "report", 615)]),
        ("Tổ chức sơ kết 6 tháng trong tháng 10", [("six-monthly", "review", 1031)]),
        ("Giao ban 06 tháng 01 lần", []),
        ("Báo cáo 6 tháng cuối năm trước ngày 20/12", []),
    ],
)
def test_milestones(text: str, expected: list[tuple[str, str, int]]) -> None:
    read = [
        (each["cadence"], each["subject"], each["month_day"]) for each in found(milestones.recognise, "milestone", text)
    ]
    assert read == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số liệu báo cáo tính từ ngày 15 tháng 12 năm trước đến ngày 14 tháng 12 năm báo cáo", [(1215, 1214)]),
        ("Thời gian lấy số liệu từ ngày 01 tháng 01 đến hết ngày 31 tháng 12", [(101, 1231)]),
        ("Số liệu 6 tháng tính từ ngày 15 tháng 12 đến ngày 14 tháng 6", []),
        ("Triển lãm mở từ ngày 01 tháng 01 đến ngày 31 tháng 12", []),
    ],
)
def test_data_windows(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(each["first"], each["last"]) for each in found(milestones.recognise, "data-window", text)] == expected


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về thông tin đối ngoại;", []),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP của Chính phủ về quản lý hoạt động thông tin đối ngoại;", ["dated"]),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 về quản lý hoạt động thông tin đối ngoại;", ["issuer"]),
        ("Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;", ["titled"]),
        ("Thực hiện chỉ đạo của Thủ tướng Chính phủ tại Quyết định số 837/QĐ-TTg ngày 14/7/2022 phê duyệt Đề án;", []),
        ("Theo Tờ trình số 12/TTr-STTTT ngày 10/02/2022;", []),
    ],
)  # fmt: skip
def test_bases(text: str, missing: list[str]) -> None:
    read = found(bases.recognise, "basis", f"= {text}")
    assert [name for each in read for name in ("dated", "issuer", "titled") if each[name] == "no"] == missing


def test_an_amending_instrument_needs_no_subject() -> None:
    text = (
        "= Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại; "
        "được sửa đổi, bổ sung bởi Nghị định số 148/2026/NĐ-CP ngày 12/5/2026 của Chính phủ;"
    )
    assert [each["number"] for each in found(bases.recognise, "basis", text)] == ["72/2015/NĐ-CP"]
