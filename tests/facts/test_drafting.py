"""Form told by words, one defect at a time."""

import pytest

from tests.facts.drafts import facts_of

DRAFT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
Lạng Sơn, ngày 05 tháng 02 năm 2022
KẾ HOẠCH
{subject}
{basis}
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch công tác thông tin đối ngoại năm 2022 như sau:
I. NỘI DUNG
{body}
Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT, KGVX.
{signature}
Nguyễn Văn Bình
{after}"""
SUBJECT = "Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022"
DECREE = "ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;"
BASIS = f"Căn cứ Nghị định số 72/2015/NĐ-CP {DECREE}"
SIGNATURE = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
KINDS = (
    "about", "no-number-word", "depth", "mark", "typed-mark", "post-for-body",
    "head-regime", "body-for-post", "own-deputy", "addressee", "unnumbered", "not-roman", "no-reference",
    "other-number", "order",
)  # fmt: skip


def told(
    subject: str = SUBJECT, basis: str = BASIS, body: str = "1. Tập huấn.", signature: str = SIGNATURE, after: str = ""
) -> list[tuple[str, str, str]]:
    """Defect, words and what is expected."""
    text = DRAFT.format(subject=subject, basis=basis, body=body, signature=signature, after=after)
    facts = facts_of(text)
    return [
        (str(fact["defect"]), fact.quote, str(fact["expected"]))
        for fact in facts
        if fact.kind == "defect" and fact["defect"] in KINDS
    ]


def test_a_good_draft_has_none() -> None:
    assert told() == []


@pytest.mark.parametrize("written", ["V/v công", "V/V công", "v/v công", "V/v: công"])
def test_about_is_dropped_with_a_capital(written: str) -> None:
    assert told(subject=f"{written} tác thông tin đối ngoại năm 2022") == [("about", written, "Công")]


@pytest.mark.parametrize(
    ("basis", "found"),
    [
        (f"Căn cứ Nghị định 72/2015/NĐ-CP {DECREE}", ["Nghị định 72/2015/NĐ-CP"]),
        (f"{BASIS}\nThực hiện Quyết định 38/2011/QĐ-UBND ngày 24 tháng 10 năm 2011 của Ủy ban nhân dân tỉnh;",
         ["Quyết định 38/2011/QĐ-UBND"]),
        ("Thực hiện Kết luận 57-KL/TW ngày 15 tháng 6 năm 2023 của Bộ Chính trị;", ["Kết luận 57-KL/TW"]),
        ("Thực hiện Kết luận  57-KL/TW ngày 15 tháng 6 năm 2023 của Bộ Chính trị;", ["Kết luận  57-KL/TW"]),
        # A number of its own, abbreviations, laws by name, and what a title holds.
        ("Thực hiện NĐ 72/2015/NĐ-CP; Luật Báo chí ngày 05 tháng 4 năm 2016;", []),
        ("Căn cứ Luật Báo chí số 103/2016/QH13 ngày 05 tháng 4 năm 2016;", []),
        ("Thực hiện Văn bản số 1171/BTTTT-TTĐN ngày 22 tháng 4 năm 2011 của Bộ Thông tin và Truyền thông về triển khai "
         "Quyết định 79/2010/QĐ-TTg;", []),
    ],
)  # fmt: skip
def test_a_good_citation_hides_no_bad_one(basis: str, found: list[str]) -> None:
    facts = [each for each in told(basis=basis) if each[0] == "no-number-word"]
    assert [each[1] for each in facts] == found
    assert [each[2] for each in facts] == [" số ".join(written.rsplit(maxsplit=1)) for written in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("1. Tập huấn\na) Một lớp;\nb) Hai lớp.\n- Ba lớp.", []),
        ("1. Tập huấn\n1.1. Một lớp;\n1.2. Hai lớp.", [("depth", "1.1.", ""), ("depth", "1.2.", "")]),
        ("1. Tập huấn\na. Một lớp;\nb. Hai lớp.", [("typed-mark", "a.", "a)"), ("typed-mark", "b.", "b)")]),
        ("1) Tập huấn\n2) Hội thảo", [("typed-mark", "1)", "1."), ("typed-mark", "2)", "2.")]),
        ("1. Tập huấn trước ngày 01.1.2022, tăng 1.1 lần.", []),
        ("1. Các việc:\nf) Các việc khác.", [("order", "f) Các việc khác.", "g)")]),
        ("1. Các việc:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu;\ng) Bảy.", []),
    ],
)
def test_marks_and_letters(body: str, found: list[tuple[str, str, str]]) -> None:
    assert told(body=body) == found


@pytest.mark.parametrize(
    ("signature", "found"),
    [
        (SIGNATURE, []),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", []),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", []),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NGOẠI VỤ", []),
        ("TUQ. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["own-deputy"]),
        ("TL. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["own-deputy"]),
        ("TM. CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["post-for-body"]),
        ("KT. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH", ["body-for-post"]),
        ("TM. SỞ NGOẠI VỤ\nGIÁM ĐỐC", ["head-regime"]),
        ("T/M CHỦ TỊCH\nPHÓ CHỦ TỊCH", ["post-for-body"]),
    ],
)
def test_letters_of_authority(signature: str, found: list[str]) -> None:
    assert [each[0] for each in told(signature=signature)] == found


def test_a_plan_is_addressed_to_nobody() -> None:
    assert told(basis=f"Kính gửi: Các sở, ban, ngành tỉnh.\n{BASIS}") == [("addressee", "Kính gửi", "")]
    assert told(body="1. Gửi thư kính gửi các đại biểu.") == []


ATTACHED = "(Kèm theo Kế hoạch số {}/KH-UBND ngày 05 tháng 02 năm 2022 của Ủy ban nhân dân tỉnh Lạng Sơn)"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("PHỤ LỤC\nNHIỆM VỤ\n" + ATTACHED.format("05") + "\n1. Tập huấn.", []),
        ("PHỤ LỤC\nNHIỆM VỤ\n" + ATTACHED.format("   ") + "\n1. Tập huấn.", []),
        ("PHỤ LỤC\nNHIỆM VỤ\n" + ATTACHED.format("15") + "\n1. Tập huấn.", [("other-number", "05/KH-UBND")]),
        ("PHỤ LỤC\nNHIỆM VỤ\n1. Tập huấn.", [("no-reference", "")]),
        ("Phụ lục I\nNHIỆM VỤ\n" + ATTACHED.format("05") + "\n1. Tập huấn.\nPhụ lục II\nKINH PHÍ\n"
         + ATTACHED.format("05") + "\n1. Tập huấn.", []),
        ("Phụ lục 1\nNHIỆM VỤ\n" + ATTACHED.format("05") + "\n1. Tập huấn.\nPhụ lục 2\nKINH PHÍ\n"
         + ATTACHED.format("05") + "\n1. Tập huấn.", [("not-roman", ""), ("not-roman", "")]),
    ],
)  # fmt: skip
def test_appendices(after: str, found: list[tuple[str, str]]) -> None:
    assert [(each[0], each[2]) for each in told(after=after)] == found


HOSTED = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/QĐ-UBND
Lạng Sơn, ngày {day}
QUYẾT ĐỊNH
Ban hành Kế hoạch thông tin đối ngoại năm 2022
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thông tin đối ngoại năm 2022.
Điều 2. Quyết định có hiệu lực từ ngày ký./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Bình

KẾ HOẠCH
Thông tin đối ngoại năm 2022
(Kèm theo Quyết định số {number}/QĐ-UBND ngày {other} của Chủ tịch Ủy ban nhân dân tỉnh)
I. MỤC ĐÍCH
1. Nâng cao nhận thức.
II. NHIỆM VỤ
1. Tập huấn.
"""


@pytest.mark.parametrize(
    ("day", "number", "other", "expected"),
    [
        ("20 tháng 01 năm 2022", "45", "20 tháng 01 năm 2022", []),
        ("20 tháng 01 năm 2022", "045", "20/01/2022", []),
        ("20 tháng 01 năm 2022", "46", "20/01/2022", [("other-number", "45/QĐ-UBND")]),
        ("20 tháng 02 năm 2022", "45", "21/02/2022", [("other-date", "ngày 20 tháng 02 năm 2022")]),
        ("05 tháng 3 năm 2022", "45", "05 tháng 4 năm 2022", [("other-date", "ngày 05 tháng 3 năm 2022")]),
    ],
)
def test_what_a_plan_says_of_its_own_decision(
    day: str, number: str, other: str, expected: list[tuple[str, str]]
) -> None:
    facts = facts_of(HOSTED.format(day=day, number=number, other=other))
    told = [(str(each["defect"]), str(each["expected"])) for each in facts if each.kind == "defect"]
    assert told == expected


def test_a_plan_that_does_not_say_which_decision_it_goes_with() -> None:
    hosted = HOSTED.format(day="20 tháng 01 năm 2022", number="45", other="20 tháng 01 năm 2022")
    facts = facts_of("".join(line for line in hosted.splitlines(True) if not line.startswith("(Kèm theo")))
    assert [(each["defect"], each.quote) for each in facts if each.kind == "defect"] == [("no-host", "KẾ HOẠCH")]
    (document,) = (each for each in facts if each.kind == "document")
    assert (document["type"], document["number"]) == ("KH", "45/QĐ-UBND")


REMARKS = [
    "(đ/c Hùng xem lại câu này)", "[chờ Công an phường cho số liệu]", "(anh Tuấn bổ sung giúp phần này)",
    "(xem lại số liệu)", "(chưa chốt)", "(chờ Sở Tài chính trả lời)", "[Sở Nội vụ bổ sung nội dung này sau]",
    "(cần kiểm tra với Sở Tài chính)", "(lấy số liệu ở báo cáo năm trước)", "(bỏ đoạn này)", "(điền sau)",
    "// hỏi lại Sở Tài chính",
]  # fmt: skip
NO_REMARKS = [
    "(bổ sung, phát triển năm 2011)", "(sửa đổi, bổ sung năm 2025)", "(đề nghị Sở Nội vụ phối hợp)", "[1]", "[2, 3]",
    "(cập nhật số liệu đến ngày 30/6/2022)", "(anh hùng lao động)", "(còn viết là Lạng Sơn)", "(chờ phê duyệt)",
    "(kiểm tra 06 tháng, năm)", "(đồng chí Nguyễn Văn A, Trưởng ban, kiểm tra tiến độ)", "(thiếu nhi)", "(cần Thơ)",
    "(chưa kể chi khác)", "(http://langson.gov.vn/xem)", "(chị Sáu)",
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), [*((each, 1) for each in REMARKS), *((each, 0) for each in NO_REMARKS)])
def test_what_drafters_said_to_each_other(said: str, expected: int) -> None:
    hosted = HOSTED.format(day="20 tháng 01 năm 2022", number="45", other="20 tháng 01 năm 2022")
    facts = facts_of(hosted.replace("1. Tập huấn.", f"1. Tập huấn {said}."))
    found = [each for each in facts if each.kind == "leftover" and each["leftover"] in ("remark", "placeholder")]
    assert len(found) == expected, [each["text"] for each in found]


def test_an_appendix_left_out() -> None:
    annexes = "".join(f"PHỤ LỤC {number}\nNHIỆM VỤ\n1. Tập huấn.\n" for number in ("I", "III"))
    text = DRAFT.format(subject=SUBJECT, basis=BASIS, body="1. Tập huấn.", signature=SIGNATURE, after=annexes)
    (fact,) = (each for each in facts_of(text) if each.kind == "defect" and each["defect"] == "gap")
    assert (fact["expected"], fact.quote, fact.place.start) == ("Phụ lục II", "PHỤ LỤC III", 0)
