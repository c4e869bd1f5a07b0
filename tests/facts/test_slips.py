"""Wrong words, words written twice and what reviewers change: what is told and, more, what is not."""

from pathlib import Path

import pytest

from plancheck.data.errors import RulesError
from plancheck.data.source import read
from plancheck.knowledge import load_knowledge
from plancheck.knowledge.build import build
from plancheck.knowledge.store import rules_dir
from plancheck.text import fold
from tests.facts.drafts import facts_of

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND
Lạng Sơn, ngày 05 tháng 02 năm 2022
KẾ HOẠCH
Công tác thông tin đối ngoại tỉnh Lạng Sơn năm 2022
Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại;
{basis}
Ủy ban nhân dân tỉnh Lạng Sơn ban hành Kế hoạch công tác thông tin đối ngoại năm 2022 như sau:
I. NỘI DUNG
1. {text}
Nơi nhận:
- {recipient};
- Lưu: VT, KGVX.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
"""


def told(text: str, basis: str = "", recipient: str = "Các sở, ban, ngành") -> list[tuple[str, str, str]]:
    """Issue, written and expected of each ``wording`` fact but the ones of older rules."""
    older = ("capital-people", "capital-state", "capital-body", "shortened-subject")
    facts = facts_of(HEAD.format(text=text, basis=basis, recipient=recipient))
    return [
        (str(fact["issue"]), fact.quote, str(fact["expected"]))
        for fact in facts
        if fact.kind == "wording" and fact["issue"] not in older
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đẩy mạnh mẻ việc sử lý thông tin.", [("mạnh mẻ", "mạnh mẽ"), ("sử lý", "xử lý")]),
        ("Cập nhập, bổ xung dữ liệu.", [("Cập nhập", "Cập nhật"), ("bổ xung", "bổ sung")]),
        ("Các nghành họat động.", [("nghành", "ngành"), ("họat", "hoạt")]),
        ("KỶ THUẬT SỐ", [("KỶ THUẬT", "KỸ THUẬT")]),
        ("Duy trì Webside.", [("Webside", "Website")]),
        ("Tập chung  tuyên truyền.", [("Tập chung  tuyên truyền", "Tập trung tuyên truyền")]),
        # Right after all: what stands around says so.
        ("Nhà sử học nói về lịch sử lý thú; tiền sử lý thuyết.", []),
        ("Thế kỷ thuật số; đọc kỹ luật; thế kỹ thuật vượt trội.", []),
        ("Kiểm sát nhập khẩu; tính chính xác nhập liệu; truy cập nhập mật khẩu.", []),
        ("Hệ thống kế hoạch; truyền thống kế thừa; nghỉ định kỳ; tư vấn để biết; để nghị quyết đi vào cuộc sống.", []),
        ("Cuộc hợp tác; phiên hợp nhất; thành công xuất sắc; khả năng cao nhận thức rõ.", []),
        ("Ngoại giao, hoạt động, kế hoạch, đoàn thể, khoản, quý, quả, loại.", []),
        ("Ông Nguyễn Quốc Sung và bà Thu Hỷ Thuật.", []),
        ("Cơ sở dữ liệu; cũng cố gắng; miền Bắc buộc phải; ăn mặc khác nhau; Đã kích hoạt.", []),
        # A name is no word.
        ("Đồng chí Sử Lý và đồng chí Củ Thể.", []),
    ],
)
def test_spelling(text: str, found: list[tuple[str, str]]) -> None:
    assert [each[1:] for each in told(text) if each[0] == "spelling"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tổ chức thực hiện thực hiện.", [("thực hiện thực hiện", "thực hiện")]),
        ("Báo cáo về về Sở.", [("về về", "về")]),
        ("Nhiều đại diện đại diện cho các hội; những báo cáo báo cáo rõ.", []),
        ("Tổ chức tổ chức tập huấn.", [("Tổ chức tổ chức", "Tổ chức")]),
        ("Các tổ chức tổ chức thực hiện; năm năm; ngày ngày; người người.", []),
        ("Triển khai. Triển khai tiếp.", []),
    ],
)
def test_words_written_twice(text: str, found: list[tuple[str, str]]) -> None:
    assert [each[1:] for each in told(text) if each[0] == "repeated"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tham mưu UBND tỉnh, trình HĐND tỉnh.", [
            ("shortened", "UBND", "Ủy ban nhân dân"), ("shortened", "HĐND", "Hội đồng nhân dân")]),
        ("Công văn số 12/UBND-KGVX, VP.UBND, TT.HĐND, KH-UBND.", []),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 01 tháng 3 năm 2021 của UBND tỉnh về thông tin đối ngoại.", []),
        ("Theo khẩu hiệu “UBND gần dân, đảm bảo công khai”.", []),
        ("Hàng năm, hàng quý báo cáo.", [("yearly", "Hàng năm", "Hằng năm"), ("yearly", "hàng quý", "hằng quý")]),
        ("Bán hàng năm 2021, mặt hàng tháng 5, xuất khẩu hàng quý I, giao hàng ngày mai, hàng năm 2021.", []),
        ("Đảm bảo tiến độ.", []),
        ("Đảm bảo tiến độ; bảo đảm kinh phí.", [("ensure", "Đảm bảo", "Bảo đảm")]),
        ("Các Sở, Ban, ngành tỉnh.", [("common-noun", "Các Sở, Ban, ngành", "Các sở, ban, ngành")]),
        ("CÁC SỞ, BAN, NGÀNH; các sở, ngành.", []),
        ("Thủ tướng chính phủ; biển Đông.", [
            ("capital-name", "Thủ tướng chính phủ", "Thủ tướng Chính phủ"),
            ("capital-name", "biển Đông", "Biển Đông")]),
        ("THỦ TƯỚNG CHÍNH PHỦ; Thủ tướng Chính phủ.", []),
        ("Mời chủ tịch Ủy ban nhân dân tỉnh và phó giám đốc Sở Tài chính.", [
            ("capital-post", "chủ tịch", "Chủ tịch"), ("capital-post", "phó giám đốc", "Phó Giám đốc")]),
        ("Mời chủ tịch các hội, giám đốc doanh nghiệp, giám đốc các sở.", []),
        ("Theo điều 6 của Nghị định số 72/2015/NĐ-CP.", [("capital-part", "điều", "Điều")]),
        ("Theo khoản 2 Điều 6 Nghị định số 72/2015/NĐ-CP; trong điều kiện mới.", []),
        ("Mời PGĐ Sở Tài chính.", [("short-post", "PGĐ", "Phó Giám đốc")]),
    ],
)  # fmt: skip
def test_what_reviewers_change(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


def test_a_proposal_is_one_only_among_the_bases() -> None:
    basis = "Xét đề nghị của Giám đốc Sở Thông tin và Truyền thông."
    assert ("proposal", "Xét đề nghị của", "Theo đề nghị của") in told("Tập huấn.", basis=basis)
    assert told("Xét đề nghị của Sở Nội vụ thì tổ chức.") == []


@pytest.mark.parametrize(
    ("recipient", "found"),
    [
        ("Chủ tịch, các PCT UBND tỉnh", []),
        ("Thường trực HĐND, UBND các huyện", []),
        ("Giám đốc, các PGĐ Sở; CVP, PCVP", []),
        ("PGĐ Sở Nội vụ", [("short-post", "PGĐ", "Phó Giám đốc")]),
    ],
)
def test_recipients_shorten_by_custom(recipient: str, found: list[tuple[str, str, str]]) -> None:
    assert told("Tập huấn.", recipient=recipient) == found


PAIRS = [
    (group["issue"], *(pair if isinstance(pair, str) else pair["pair"]).split(" > "))
    for group in read(rules_dir() / "register" / "slips.yaml").data["slips"]
    for pair in group["pairs"]
]


def test_every_pair_is_found_alone_and_mended_for_good() -> None:
    knowledge = load_knowledge()
    for issue, written, right in PAIRS:
        (slip,) = knowledge.find_slips(fold(written))
        assert (slip.start, slip.end, slip.issue, slip.right) == (0, len(written), issue, right)
        if issue in ("spelling", "repeated"):
            again = [slip for slip in knowledge.find_slips(fold(right)) if slip.issue in ("spelling", "repeated")]
            assert again == [], right
    assert sum(issue == "spelling" for issue, _, _ in PAIRS) > 390


def test_samples_hold_no_slip() -> None:
    knowledge = load_knowledge()
    for path in sorted((rules_dir().parent / "samples").glob("*.txt")):
        slips = knowledge.find_slips(fold(path.read_text("utf-8")))
        assert [slip for slip in slips if slip.issue in ("spelling", "repeated")] == [], path.name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("slips: [{issue: spelling, pairs: []}]", r":1:9: `?'source' is missing"),
        ("slips: [{issue: spelling, source: S, pairs: [sử lý]}]", r":1:46: 'sử lý' is not written > right"),
        ("slips: [{issue: spelling, source: S, pairs: [a b > c d, A b > e f]}]", r":1:57: 'A b' is given twice"),
    ],
)
def test_broken_slips_are_refused(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "slips.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=message):
        build([file])
