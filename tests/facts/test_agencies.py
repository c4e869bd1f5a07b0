"""Bodies in their roles, and which of them are of today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.facts import agencies
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge
from plancheck.reading import read
from plancheck.structure import analyse
from tests.facts.drafts import draft

DAY = 20261101


def mentions(*lines: str, day: int = DAY) -> list[Fact]:
    return list(agencies.recognise(Context(draft(lines), load_knowledge(), day)))


def roles(line: str) -> list[tuple[str, str]]:
    return [(str(fact["agency"]), str(fact["role"])) for fact in mentions(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Ngoại vụ, Công an tỉnh tổ chức tập huấn.",
            [("so-tttt", "leads"), ("so-ngoai-vu", "coordinates"), ("cong-an-tinh", "coordinates")],
        ),
        (
            "Giao Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Sở Tài chính thực hiện",
            [("so-vhttdl", "leads"), ("so-tai-chinh", "coordinates")],
        ),
        ("Giao Sở Ngoại vụ hướng dẫn các đoàn phóng viên", [("so-ngoai-vu", "assigned")]),
        ("Cơ quan chủ trì: Sở Ngoại vụ", [("so-ngoai-vu", "leads")]),
        ("Đơn vị phối hợp: Công an tỉnh", [("cong-an-tinh", "coordinates")]),
        (
            "Sở Ngoại vụ, Công an tỉnh, Sở Tài chính chủ trì tổ chức",
            [("so-ngoai-vu", "leads"), ("cong-an-tinh", "leads"), ("so-tai-chinh", "leads")],
        ),
        (
            "Sở Ngoại vụ, Công an tỉnh có trách nhiệm triển khai",
            [("so-ngoai-vu", "assigned"), ("cong-an-tinh", "assigned")],
        ),
        (
            "gửi báo cáo về Sở Ngoại vụ để tổng hợp, báo cáo UBND tỉnh, Bộ Ngoại giao",
            [
                ("so-ngoai-vu", "receives-report"),
                ("ubnd-tinh", "receives-report"),
                ("bo-ngoai-giao", "receives-report"),
            ],
        ),
        (
            "Báo cáo Ủy ban nhân dân tỉnh (qua Sở Ngoại vụ)",
            [("ubnd-tinh", "receives-report"), ("so-ngoai-vu", "receives-report")],
        ),
        ("Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí", [("so-tai-chinh", "assigned"), ("ubnd-tinh", "mentioned")]),
        ("dư luận báo chí phục vụ chỉ đạo của Tỉnh ủy", [("tinh-uy", "mentioned")]),
        ("@ - Sở Ngoại vụ;", [("so-ngoai-vu", "recipient")]),
    ],
)
def test_roles(line: str, expected: list[tuple[str, str]]) -> None:
    assert roles(line) == expected


def test_a_body_in_a_heading_has_the_items_under_it() -> None:
    text = (
        "KẾ HOẠCH\nCông tác thông tin đối ngoại năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Ngoại vụ\n"
        "- Chủ trì theo dõi dư luận.\n2. Công an tỉnh, Sở Tài chính\n- Theo dõi tình hình.\n"
    )
    knowledge = load_knowledge()
    plan = analyse(read(text.encode(), "plan.txt"), knowledge)
    found = agencies.recognise(Context(plan, knowledge, DAY))
    assert [(fact["agency"], fact["role"]) for fact in found] == [
        ("so-ngoai-vu", "leads"), ("cong-an-tinh", "assigned"), ("so-tai-chinh", "assigned"),
    ]  # fmt: skip


def test_columns_of_a_table_give_roles() -> None:
    found = mentions(
        "| Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian",
        "| Tập huấn | Sở Ngoại vụ | Công an tỉnh, Sở Tài chính | Quý II",
    )
    assert [(fact["agency"], fact["role"]) for fact in found] == [
        ("so-ngoai-vu", "leads"), ("cong-an-tinh", "coordinates"), ("so-tai-chinh", "coordinates"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "theo Thông tư số 22/2016/TT-BTTTT ngày 19/10/2016 của Bộ Thông tin và Truyền thông quy định hoạt động này",
        "Bộ Văn hóa, Thể thao và Du lịch (trước đây là Bộ Thông tin và Truyền thông)",
        "Bộ Thông tin và Truyền thông (nay là Bộ Văn hóa, Thể thao và Du lịch) đã hướng dẫn",
        "Bộ Thông tin và Truyền thông trước đây",
        "không còn Bộ Thông tin và Truyền thông",
        "quy ước có từ khi còn trực thuộc Bộ Thông tin và Truyền thông",
        "khi ấy do Bộ Thông tin và Truyền thông quản lý",
        "nhận bàn giao nhiệm vụ từ Bộ Thông tin và Truyền thông",
        "Quy chế “Quản lý thông tin đối ngoại của Bộ Thông tin và Truyền thông”",
        "= Căn cứ Công văn số 3616/BTTTT-TTĐN ngày 06/10/2017 của Bộ TT&TT hướng dẫn xây dựng kế hoạch;",
    ],
)
def test_history_is_not_live(line: str) -> None:
    (fact,) = [fact for fact in mentions(line) if fact["agency"] == "bo-tttt"]
    assert (fact["live"], fact["status"]) == ("no", "obsolete")


@pytest.mark.parametrize(
    "line",
    [
        "Báo cáo Bộ Thông tin và Truyền thông trước ngày 30/11",
        "bám sát hướng dẫn của Bộ TT&TT",
        "@ - Bộ Thông tin và Truyền thông;",
        "Thực hiện Nghị định số 72/2015/NĐ-CP, Bộ Thông tin và Truyền thông tổ chức tập huấn",
        "phối hợp với “Ban Chỉ đạo” và Bộ Thông tin và Truyền thông",
    ],
)
def test_what_is_said_of_today_is_live(line: str) -> None:
    (fact,) = [fact for fact in mentions(line) if fact["agency"] == "bo-tttt"]
    assert (fact["live"], fact["status"]) == ("yes", "obsolete")


@pytest.mark.parametrize(
    ("line", "day", "status"),
    [
        ("Sở Thông tin và Truyền thông", 20250228, "current"),
        ("Sở Thông tin và Truyền thông", 20250301, "obsolete"),
        ("UBND các huyện, thị xã, thành phố", 20250630, "current"),
        ("UBND các huyện, thị xã, thành phố", 20250701, "obsolete"),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", 20250701, "obsolete"),
        ("Ban Tuyên giáo Tỉnh ủy", 20250302, "obsolete"),
        ("UBND thành phố Hà Nội", 20261101, "current"),
        ("UBND thành phố Lạng Sơn", 20261101, "obsolete"),
        ("UBND các xã, phường, đặc khu", 20261101, "current"),
        ("Thành ủy, Ủy ban nhân dân thành phố Hải Phòng", 20261101, "current"),
    ],
)
def test_status_on_the_day(line: str, day: int, status: str) -> None:
    assert {fact["status"] for fact in mentions(line, day=day)} == {status}


def test_both_sides_of_a_renaming() -> None:
    old, new = mentions("Ban Tuyên giáo Tỉnh ủy; Ban Tuyên giáo và Dân vận Tỉnh ủy")
    assert old["renaming"] == new["renaming"] != ""
    assert (old["era"], new["era"]) == ("old", "new")
    assert old["successor"] == "Ban Tuyên giáo và Dân vận Tỉnh ủy"


def test_a_common_noun_is_no_government() -> None:
    assert mentions("các tổ chức, chính phủ và nhân dân các nước") == []


def test_quotes_are_the_drafts_own_words() -> None:
    line = "-  Sở  Thông tin và Truyền thông chủ trì"
    (fact,) = mentions(line)
    assert fact.quote == "Sở  Thông tin và Truyền thông"
    assert line[fact.place.start : fact.place.end] == fact.quote


@given(
    st.lists(
        st.sampled_from(["Sở Ngoại vụ", "chủ trì", "(nay là", "và", ",", "báo cáo", "“", "”", "UBND tỉnh", "của", ";"]),
        max_size=30,
    )
)
def test_nothing_breaks_the_reader(words: list[str]) -> None:
    text = " ".join(words)
    for fact in mentions(text):
        assert text[fact.place.start : fact.place.end] == fact.quote == fact["name"]


@pytest.mark.parametrize(
    "name",
    ["Các huyện uỷ, thành uỷ", "Các huyện, thành, thị ủy", "Các huyện ủy, thị ủy", "Ban Tuyên giáo các huyện ủy"],
)
def test_a_district_committee_of_the_party_gives_way_to_one_of_a_commune(name: str) -> None:
    """And the committees directly under the province's, which stand, are no part of what ended."""
    for tail in ("", ", Đảng uỷ trực thuộc", " và các đảng ủy trực thuộc"):
        (ended,) = [each for each in mentions(f"{name}{tail} tổ chức thực hiện.") if each["status"] == "obsolete"]
        assert ended.quote == name
        assert "đảng ủy xã, phường" in str(ended["successor"])
        assert "Ủy ban nhân dân" not in str(ended["successor"])


def test_a_name_in_several_lines_of_the_letterhead_is_one() -> None:
    text = """TỈNH ỦY ĐẮK LẮK
BAN TUYÊN GIÁO
VÀ DÂN VẬN
*
Số 27-KH/BTGDVTU
ĐẢNG CỘNG SẢN VIỆT NAM
Đắk Lắk, ngày 10 tháng 11 năm 2026
KẾ HOẠCH
công tác thông tin đối ngoại năm 2027
"""
    context = Context(analyse(read(text.encode(), "a.txt"), load_knowledge()), load_knowledge(), DAY)
    assert [fact["status"] for fact in agencies.recognise(context) if fact["role"] == "issues"] == ["current"] * 2
