"""Who the plan is sent to."""

import pytest
from drafts import draft

from plancheck.facts import recipients
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import load_knowledge


def read(*lines: str) -> list[Fact]:
    return list(recipients.recognise(Context(draft(lines), load_knowledge(), 20120103)))


CLASSES = [
    ("- Bộ TT&TT;", "bo-tttt", "superior"),
    ("- Thường trực Tỉnh ủy (b/c);", "thuong-truc-tinh-uy", "party"),
    ("- TT. HĐND tỉnh;", "hdnd-tinh", "superior"),
    ("- CT, các PCT UBND tỉnh;", "ubnd-tinh", "leader"),
    ("- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "ubnd-tinh", "leader"),
    ("- Ban Tuyên giáo Tỉnh ủy;", "ban-tuyen-giao-tinh-uy", "party"),
    ("- Sở Ngoại vụ;", "so-ngoai-vu", "department"),
    ("- Sở VH, TT và DL;", "so-vhttdl", "department"),
    ("- Công an tỉnh;", "cong-an-tinh", "department"),
    ("- Báo Tây Ninh;", "bao-tinh", "press"),
    ("- UBND các huyện, thị xã;", "ubnd-cac-huyen", "local"),
    ("- Các sở, ban, ngành tỉnh;", "cac-so", "group"),
    ("- Các tổ chức đoàn thể tỉnh;", "doan-the", "group"),
    ("- Như Điều 3;", "", "group"),
    ("- Như phần III;", "", "group"),
    ("- LĐVP, CVVX;", "", "leader"),
    ("- Lưu: VT, KGVX.", "", "filing"),
    ("- Lưu: VT VP.UBND tỉnh.", "", "filing"),
]


@pytest.mark.parametrize(("line", "agency", "kind"), CLASSES, ids=[line for line, _, _ in CLASSES])
def test_class(line: str, agency: str, kind: str) -> None:
    (fact,) = read(f"@{line}")
    assert (fact["agency"], fact["class"]) == (agency, kind)


def test_joined_recipients_are_taken_apart() -> None:
    facts = read("@- Các Sở: TTTT+Ngoại vụ+VHTTDL", "@- +Tài chính+KHĐT+CA+BCHQS tỉnh")
    assert [fact["agency"] for fact in facts] == [
        "so-tttt", "so-ngoai-vu", "so-vhttdl", "so-tai-chinh", "so-khdt", "cong-an-tinh", "bo-chqs-tinh",
    ]  # fmt: skip


def test_several_in_one_line() -> None:
    facts = read("@- Sở Ngoại vụ; Sở Tài chính; Hội Nhà báo;")
    assert [fact["name"] for fact in facts] == ["Sở Ngoại vụ", "Sở Tài chính", "Hội Nhà báo"]


def test_used_by_itself_by_its_group_or_not_at_all() -> None:
    facts = read(
        "- Sở Ngoại vụ chủ trì, phối hợp với Báo Tây Ninh.", "@- Sở Ngoại vụ;", "@- Sở Tài chính;", "@- Báo Tây Ninh;"
    )
    assert [fact["used"] for fact in facts] == ["yes", "no", "yes"]
    facts = read("- Các sở, ban, ngành thực hiện.", "@- Sở Tài chính;")
    assert [fact["used"] for fact in facts] == ["yes"]


def test_leaders_superiors_and_the_party_are_not_asked_whether_they_are_used() -> None:
    facts = read(
        "- Thực hiện.", "@- Bộ TT&TT;", "@- CT, các PCT UBND tỉnh;", "@- Ban Tuyên giáo Tỉnh ủy;", "@- Lưu: VT."
    )
    assert {fact["used"] for fact in facts} == {"unknown"}


def test_no_recipients() -> None:
    assert read("- Thực hiện.") == []


def test_quotation_is_copied_from_the_draft() -> None:
    line = "-  Sở  TTTT;   Sở Ngoại vụ (để t/h);"
    for fact in read(f"@{line}"):
        assert fact.quote == line[fact.place.start : fact.place.end]
