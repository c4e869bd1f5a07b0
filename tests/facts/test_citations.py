"""Citations in the many ways they are written, resolved against the shipped register."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.facts import citations
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge, load_knowledge
from tests.facts.drafts import draft, facts_of

DAY = 20260101


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def cited(*lines: str, day: int = DAY) -> list[Fact]:
    return list(citations.recognise(Context(draft(lines), load_knowledge(), day)))


def one(line: str, day: int = DAY) -> Fact:
    found = cited(line, day=day)
    assert len(found) == 1, [fact.quote for fact in found]
    return found[0]


def values(fact: Fact, *names: str) -> tuple[Any, ...]:
    return tuple(fact[name] for name in names)


@pytest.mark.parametrize(
    "written",
    [
        "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý thông tin đối ngoại;",
        "theo NĐ 72/2015",
        "theo Nghị định 72/2015/NĐ-CP",
        "theo Nghị định số 72/2015",
        "Nghị định số: 72/2015/NÐ-CP ngày 07/09/2015",
        "Nghị định số 72 /2015/NĐ- CP ngày 7/9/2015",
        "Nghị định số 72/2015/NĐ - CP",
        "Nghị định số 72/2015/NĐ–CP của Chính phủ",
        "Nghị\u00a0định số\u00a072/2015/NĐ-CP,\u00a0ngày 07/9/2015",
        "khoản 3 Điều 24 Nghị định số 72/2015/NĐ-CP",
    ],
)
def test_one_decree_in_all_writings(written: str) -> None:
    fact = one(written)
    assert values(fact, "number", "type", "known", "status", "well_formed") == (
        "72/2015/NĐ-CP",
        "NĐ",
        "yes",
        "in-force",
        "yes",
    )
    assert fact["date_status"] in ("match", "none")


def test_a_law_is_found_behind_words_that_name_none() -> None:
    """One in small letters, or no name at all, hides none that follows."""
    for before in ("luật này", "Luật, nghị định", "pháp lệnh cũ"):
        found = cited(f"Thực hiện {before} và Luật Báo chí ngày 05 tháng 4 năm 2016;")
        assert "103/2016/QH13" in [fact["number"] for fact in found], before


@pytest.mark.parametrize(
    ("first", "second"), [("79/2010/QĐ-TTg", "72/2015/NĐ-CP"), ("72/2015/NĐ-CP", "79/2010/QĐ-TTg")]
)
def test_a_citation_ends_where_the_next_begins(first: str, second: str) -> None:
    types = {"79/2010/QĐ-TTg": "Quyết định", "72/2015/NĐ-CP": "Nghị định"}
    line = f"Thực hiện {types[first]} số {first}, {types[second]} số {second} ngày 07 tháng 9 năm 2015 của Chính phủ;"
    assert [values(fact, "number", "issued", "issuer") for fact in cited(line)] == [
        (first, 0, ""),
        (second, 20150907, "Chính phủ"),
    ]


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        ("Nghị định số 72/NĐ-CP ngày 07/9/2015 của Chính phủ", "72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("Chỉ thị số 26/CT-TW ngày 10/9/2008 của Ban Bí thư", "26-CT/TW", "26-CT/TW"),
        ("Quyết định số 79/2010/QĐTTg", "79/2010/QĐ-TTg", "79/2010/QĐ-TTg"),
        ("Thông tư 222016/TT-BTTTT", "22/2016/TT-BTTTT", "22/2016/TT-BTTTT"),
        ("Nghị định số 72/2015/NQ-CP ngày 07/9/2015 của Chính phủ", "72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("Nghị định số 72/2015/CP-NĐ ngày 07/9/2015 của Chính phủ", "72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("Thông tư số 22/2016/BTTTT-TT ngày 19/10/2016", "22/2016/TT-BTTTT", "22/2016/TT-BTTTT"),
        ("Quyết định số 368/TTg-QĐ ngày 28/02/2013", "368/QĐ-TTg", "368/QĐ-TTg"),
        ("Kết luận số 16-KT/TW ngày 14/02/2012 của Bộ Chính trị", "16-KL/TW", "16-KL/TW"),
        ("Nghị định số 126/NĐ-CP ngày 08/10/2024 của Chính phủ", "126/NĐ-CP", "126/2024/NĐ-CP"),
        ("Kết luận số 57/KL-TW ngày 15/6/2023", "57-KL/TW", "57-KL/TW"),
        ("Kế hoạch số 35-KH/UBND của Ủy ban nhân dân tỉnh", "35-KH/UBND", "35/KH-UBND"),
        ("Nghị định số 72/2015/ND-CP ngày 07/9/2015 của Chính phủ", "72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("Nghị định số 721/2015/XY-CP ngày 07/9/2015 của Chính phủ", "721/2015/XY-CP", "721/2015/NĐ-CP"),
        ("Thông tư số 721/2015/XY-BTC-BNV ngày 07/9/2015", "721/2015/XY-BTC-BNV", "721/2015/TT-BTC-BNV"),
        ("Kết luận số 721-XY/TW ngày 14/02/2012", "721-XY/TW", "721-KL/TW"),
        ("Nghị định số 72/2015/CP", "72/2015/CP", ""),
        ("Kế hoạch 1109/QĐ-UBND", "1109/QĐ-UBND", ""),
        ("Quyết định số 2104/UBND-NC", "2104/UBND-NC", ""),
        ("Nghị định số 88/NĐ-CP của Chính phủ", "88/NĐ-CP", ""),
    ],
)
def test_malformed_numbers_are_read_and_told(written: str, number: str, expected: str) -> None:
    assert values(one(written), "number", "well_formed", "expected_number") == (number, "no", expected)


@pytest.mark.parametrize(
    "written",
    [
        "Quyết định số 368/QĐ-TTg ngày 28/02/2013 của Thủ tướng Chính phủ",
        "Chỉ thị số 21/CT -TTg ngày 06/8/2012 của Thủ tướng Chính phủ",
        "QĐ 208/QĐ-T Tg",
        "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ",
        "Quyết định số 59/2017/QĐ-UBND của Ủy ban nhân dân tỉnh",
        "Kế hoạch số 126-KH/TU ngày 01/3/2021 của Tỉnh ủy",
        "Hướng dẫn 31- HD/BTCTW",
        "Chương trình hành động số 15-CTr/TU",
        "Quy định số 66-QĐ/TW",
        "Luật số 29/2018/QH14",
        "Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội",
        "Pháp lệnh Bảo vệ bí mật nhà nước số 30/2000/PL-UBTVQH10",
        "Nghị định số 67/CP ngày 31/10/1996 của Chính phủ",
        "Thông tư liên tịch số 34/2011/TTLT-BTTTT-BNG",
        "văn bản số 1171/BTTTT-TTĐN, ngày 22/4/2011 của Bộ Thông tin và Truyền thông",
        "Hướng dẫn số 5406/BTTTT-TTĐN ngày 31/12/2021",
        "Tờ trình số 88/TTr-SVHTTDL",
        "Kế hoạch số 12/KHPH-STTTT-CAT",
        "Kế hoạch số 101/KH-BCĐ389",
        "Nghị quyết số 1211/2016/UBTVQH13 ngày 25/5/2016",
        "Công văn số 12016/UBND-VX ngày 03/3/2020",
        "Thông báo số 274/TB-VPCP",
        "Hướng dẫn số 100, ngày 13/3/2014",
        "Chỉ thị số 26-CT/TƯ ngày 10/9/2008",
    ],
)
def test_numbers_that_look_odd_and_are_right(written: str) -> None:
    assert one(written)["well_formed"] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "tốc độ 100 km/h, trực 24/7, đạt 5/10 huyện, 3 tin/tuần, 02 lần/năm",
        "giai đoạn 2021-2025 và 2026 - 2030, tầm nhìn 2045",
        "điện thoại 0276-3822-123, phòng chống COVID-19, xe 70A-123.45",
        "pháp luật của Nhà nước, chấp hành kỷ luật, luật pháp quốc tế",
        "ngày 15/6/2014, quý III/2014, tháng 9/2026, từ 07h30-11h30",
        "Kế hoạch số    /KH-UBND ngày    tháng    năm 2026",
        "tổ 3/KP-5, thửa 12/B, mức 50.000 đồng/người/ngày",
        "Đề án 06, Chương trình 135, Nghị quyết Đại hội XIII",
        "tiêu chuẩn TCVN 6909:2001, giấy A4, ISO 9001",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert [fact.quote for fact in cited(text)] == []


def test_bases_joined_in_one_paragraph() -> None:
    line = (
        "= Căn cứ Quyết định số 79/2010/QĐ-TTg ngày 30/11/2010 của Thủ tướng Chính phủ ban hành Quy chế "
        "quản lý nhà nước "
        "về thông tin đối ngoại; Quyết định số 38/2011/QĐ-UBND ngày 24/10/2011 của Ủy ban nhân dân tỉnh Tây Ninh; "
        "Theo văn bản số 1171/BTTTT-TTĐN ngày 22/4/2011 của Bộ Thông tin và Truyền thông;"
    )
    found = cited(line, day=20120103)
    assert [fact["number"] for fact in found] == ["79/2010/QĐ-TTg", "38/2011/QĐ-UBND", "1171/BTTTT-TTĐN"]
    assert {values(fact, "role", "live", "date_status", "issuer_status", "complete") for fact in found} == {
        ("basis", "yes", "match", "match", "yes")
    }


def test_a_citation_in_anothers_title_is_history() -> None:
    outer, inner = cited(
        "= Theo văn bản số 1171/BTTTT-TTĐN ngày 22/4/2011 của Bộ Thông tin và Truyền thông về việc "
        "triển khai thực hiện "
        "Quyết định số 79/2010/QĐ-TTg của Thủ tướng Chính phủ về quản lý nhà nước về thông tin đối ngoại;"
    )
    assert values(outer, "number", "role", "live") == ("1171/BTTTT-TTĐN", "basis", "yes")
    assert values(inner, "number", "role", "live") == ("79/2010/QĐ-TTg", "history", "no")


@pytest.mark.parametrize(
    "line",
    [
        "Quyết định này thay thế Quyết định số 79/2010/QĐ-TTg",
        "bãi bỏ Quyết định số 79/2010/QĐ-TTg ngày 30/11/2010",
        "Quyết định số 79/2010/QĐ-TTg (đã hết hiệu lực)",
        "Quyết định số 79/2010/QĐ-TTg của Thủ tướng Chính phủ, đã được thay thế",
        "Tổng kết 05 năm thực hiện Quyết định số 79/2010/QĐ-TTg",
    ],
)
def test_replaced_and_reviewed_instruments_are_history(line: str) -> None:
    assert values(cited(line)[0], "role", "live", "status") == ("history", "no", "ended")


def test_instruments_joined_by_and_are_not_nested() -> None:
    found = cited(
        "Thực hiện Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin đối ngoại và "
        "Thông tư số 22/2016/TT-BTTTT ngày 19/10/2016 của Bộ Thông tin và Truyền thông, Sở Ngoại vụ chủ trì tham mưu."
    )
    assert [values(fact, "number", "live") for fact in found] == [("72/2015/NĐ-CP", "yes"), ("22/2016/TT-BTTTT", "yes")]


@pytest.mark.parametrize(
    "line",
    [
        "= Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông "
        "tin đối ngoại được sửa "
        "đổi, bổ sung bởi Nghị định số 148/2026/NĐ-CP ngày 12/5/2026 của Chính phủ;",
        "= Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông "
        "tin đối ngoại; được sửa "
        "đổi, bổ sung tại Nghị định số 148/2026/NĐ-CP ngày 12/5/2026 của Chính phủ;",
        "= Căn cứ Nghị định số 72/2015/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định số 148/2026/NĐ-CP);",
    ],
)
def test_the_amending_decree_is_seen(line: str) -> None:
    base, amending = cited(line, day=20261110)
    assert values(base, "number", "amendment_mentioned", "live") == ("72/2015/NĐ-CP", "yes", "yes")
    assert values(amending, "number", "live", "status") == ("148/2026/NĐ-CP", "yes", "in-force")


def test_the_amended_decree_in_the_amending_ones_title_is_leaned_on() -> None:
    amending, base = cited(
        "= Căn cứ Nghị định số 148/2026/NĐ-CP ngày 12/5/2026 của Chính phủ sửa đổi, bổ sung một số điều "
        "của Nghị định số "
        "72/2015/NĐ-CP;",
        day=20261110,
    )
    assert values(amending, "number", "role") == ("148/2026/NĐ-CP", "basis")
    assert values(base, "number", "live", "amendment_mentioned") == ("72/2015/NĐ-CP", "yes", "yes")
    alone = one("= Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;", day=20261110)
    assert alone["amendment_mentioned"] == "no"


@pytest.mark.parametrize(
    ("line", "day", "expected"),
    [
        ("Quyết định số 79/2010/QĐ-TTg", 20110114, "not-yet-in-force"),
        ("Quyết định số 79/2010/QĐ-TTg", 20101129, "not-issued"),
        ("Quyết định số 79/2010/QĐ-TTg", 20151021, "in-force"),
        ("Quyết định số 79/2010/QĐ-TTg", 20151022, "ended"),
        ("Nghị định số 148/2026/NĐ-CP", 20260511, "not-issued"),
        ("Nghị định số 148/2026/NĐ-CP", 20260630, "not-yet-in-force"),
        ("Nghị định số 148/2026/NĐ-CP", 20260701, "in-force"),
        ("Quyết định số 368/QĐ-TTg ngày 28/02/2013", 20201231, "in-force"),
        ("Quyết định số 368/QĐ-TTg ngày 28/02/2013", 20210101, "expired"),
        ("Nghị định số 999/2015/NĐ-CP", 20210101, "unknown"),
    ],
)
def test_status_on_the_day(line: str, day: int, expected: str) -> None:
    assert one(line, day=day)["status"] == expected


@pytest.mark.parametrize(
    ("line", "date_status", "conflict"),
    [
        ("Thông tư 22/2016/TT-BTTTT ngày 19/10/2016", "match", "no"),
        ("Thông tư 22/2016/TT-BTTTT ngày 19/10/2012", "mismatch", "yes"),
        ("Kết luận số 16-KL/TW ngày 14/12/2012 của Bộ Chính trị", "mismatch", "no"),
        ("Quyết định số 368/QĐ-TTg ngày 28/3/2013 của Thủ tướng Chính phủ", "mismatch", "no"),
        ("Nghị định số 72/2015/NĐ-CP ngày 7 tháng 09 năm 2015", "match", "no"),
        ("Nghị định số 136/2024/NĐ-CP ngày 23/10/2019", "unknown", "yes"),
        ("Nghị định số 72/2015/NĐ-CP", "none", "no"),
        ("Nghị định số 72/2015/NĐ-CP, ngày 07/9/2015, của Chính phủ", "match", "no"),
        ("Nghị định số 72/2015/NĐ-CP (ngày 07/9/2015) của Chính phủ", "match", "no"),
        ("Nghị định số 72/2015/NĐ-CP của Chính phủ ban hành ngày 07/9/2015", "match", "no"),
        ("Thực hiện Nghị định số 72/2015/NĐ-CP, ngày 10/01/2018, UBND tỉnh ban hành Kế hoạch", "none", "no"),
        ("Nghị định số 72/2015/NĐ-CP có hiệu lực từ ngày 22/10/2015", "none", "no"),
    ],
)
def test_dates_against_the_register(line: str, date_status: str, conflict: str) -> None:
    assert values(one(line), "date_status", "year_conflict") == (date_status, conflict)


@pytest.mark.parametrize(
    "line",
    [
        "Nghị quyết 47/NQ-CP ngày 08/7/2014 của Chính phủ",
        "Quyết định số 368/QĐ-TTg ngày 05/4/2021 của Thủ tướng Chính phủ phê duyệt quy hoạch",
        "Quyết định số 38/2011/QĐ-UBND ngày 24/10/2011 của Ủy ban nhân dân tỉnh Hà Giang",
        "Quyết định số 60/2017/QĐ-UBND của UBND tỉnh",
        "Quyết định số 06/QĐ-TTg",
    ],
)
def test_a_namesake_of_another_year_or_province_is_not_taken_for_it(line: str) -> None:
    assert values(one(line), "known", "status", "well_formed", "date_status")[:3] == ("no", "unknown", "yes")


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("Bộ Chính trị", "match"),
        ("Bộ Chính trị khóa XI", "match"),
        ("Bộ Chính trị (khóa XI)", "match"),
        ("Ban Bí thư", "mismatch"),
        ("Ban Bí thư Trung ương Đảng", "mismatch"),
        ("Ban Chấp hành Trung ương", "mismatch"),
        ("Đảng", "unknown"),
    ],
)
def test_issuers_of_a_party_conclusion(issuer: str, expected: str) -> None:
    assert one(f"Kết luận số 16-KL/TW ngày 14/02/2012 của {issuer} về Chiến lược")["issuer_status"] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Chỉ thị số 26-CT/TW ngày 10/9/2008 của Ban Bí thư Trung ương Đảng (khóa X)", "match"),
        ("Chỉ thị số 26-CT/TW ngày 10/9/2008 của Bộ Chính trị", "mismatch"),
        ("Quyết định số 79/2010/QĐ-TTg của Thủ tướng", "match"),
        ("Quyết định số 79/2010/QĐ-TTg của Chính phủ", "mismatch"),
        ("Nghị định số 72/2015/NĐ-CP của Thủ tướng Chính phủ", "mismatch"),
        ("Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Ủy ban Thường vụ Quốc hội", "mismatch"),
        ("Thông tư số 22/2016/TT-BTTTT của Bộ trưởng Bộ TT&TT", "match"),
        ("Thông tư số 22/2016/TT-BTTTT của Bộ Ngoại giao", "mismatch"),
        ("Thông tư liên tịch số 34/2011/TTLT-BTTTT-BNG của Bộ Ngoại giao và Bộ Thông tin và Truyền thông", "match"),
        ("Nghị định số 72/2015/NĐ-CP", "none"),
        ("Nghị định số 999/2015/NĐ-CP của Quốc hội", "unknown"),
    ],
)
def test_issuers_against_the_register(line: str, expected: str) -> None:
    assert one(line)["issuer_status"] == expected


@pytest.mark.parametrize(
    ("line", "number", "status"),
    [
        ("Luật Bảo vệ bí mật nhà nước ngày 15 tháng 11 năm 2018", "29/2018/QH14", "in-force"),
        ("Luật Bảo vệ bí mật nhà nước năm 2018", "29/2018/QH14", "in-force"),
        ("Luật Bảo vệ bí mật nhà nước số 29/2018/QH14", "29/2018/QH14", "in-force"),
        ("Luật Bảo vệ bí mật nhà nước (Luật số 117/2025/QH15)", "117/2025/QH15", "not-yet-in-force"),
        ("Luật Bảo vệ bí mật nhà nước", "Luật Bảo vệ bí mật nhà nước", "unknown"),
        ("Pháp lệnh Bảo vệ bí mật nhà nước ngày 28 tháng 12 năm 2000", "30/2000/PL-UBTVQH10", "ended"),
        ("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "72/2025/QH15", "in-force"),
        ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015", "77/2015/QH13", "ended"),
        ("Luật Tổ chức chính quyền địa phương", "Luật Tổ chức chính quyền địa phương", "unknown"),
        ("Luật Báo chí năm 2016", "103/2016/QH13", "in-force"),
        ("Luật Báo chí", "Luật Báo chí", "unknown"),
        ("Luật Biên giới quốc gia", "06/2003/QH11", "in-force"),
    ],
)
def test_laws_by_name(line: str, number: str, status: str) -> None:
    fact = one(f"Thực hiện {line};")
    assert values(fact, "number", "status") == (number, status)
    if not number[0].isdigit():
        assert values(fact, "known", "status", "form") == ("no", "unknown", "name")


@pytest.mark.parametrize(
    ("written", "guidance"),
    [
        ("Công văn số 2315/BTTTT-TTĐN ngày 12/6/2026 của Bộ hướng dẫn thông tin đối ngoại năm 2027", "this-year"),
        ("Công văn số 2315/BTTTT-TTĐN ngày 12/6/2020 của Bộ hướng dẫn thông tin đối ngoại năm 2021", "other-year"),
        ("Văn bản số 2315/BTTTT-TTĐN ngày 12/6/2020 của Bộ hướng dẫn thông tin đối ngoại năm 2021", "other-year"),
        ("Công văn số 2315/BTTTT-TTĐN ngày 12/6/2020 của Bộ về số liệu du lịch năm 2021", ""),
        ("Kế hoạch số 15/KH-UBND ngày 12/6/2020 của UBND tỉnh triển khai thông tin đối ngoại năm 2021", ""),
        ("Quyết định số 15/QĐ-BTTTT ngày 12/6/2020 của Bộ hướng dẫn thông tin đối ngoại năm 2021", ""),
        ("Thông tư số 15/2020/TT-BTTTT ngày 12/6/2020 hướng dẫn thông tin đối ngoại năm 2021", ""),
    ],
)
def test_only_a_letter_guides_plans_of_a_year(written: str, guidance: str) -> None:
    text = f"KẾ HOẠCH\nThông tin đối ngoại năm 2027\nI. CĂN CỨ\n1. Thực hiện {written}.\n"
    (found,) = [fact["guidance"] for fact in facts_of(text) if fact.kind == "citation"]
    assert found == guidance


def test_the_drafts_own_number_and_annex_references_are_none() -> None:
    assert cited("(Kèm theo Kế hoạch số 12/KH-UBND ngày 03/4/2019 của Ủy ban nhân dân tỉnh)") == []
    assert [fact["number"] for fact in cited("Quy chế ban hành kèm theo Quyết định số 38/2011/QĐ-UBND")] == [
        "38/2011/QĐ-UBND"
    ]


def test_first_mentions_and_later_ones() -> None:
    found = cited(
        "Nghị định số 72/2015/NĐ-CP ngày 07/9/2015", "theo NĐ 72/2015", "Nghị định số 72/NĐ-CP ngày 07/9/2015"
    )
    assert [values(fact, "number", "first") for fact in found] == [
        ("72/2015/NĐ-CP", "yes"), ("72/2015/NĐ-CP", "no"), ("72/2015/NĐ-CP", "no"),
    ]  # fmt: skip


def test_places_and_quotes_are_the_drafts_own_words() -> None:
    line = "Căn  cứ Kết luận số 57-KL/TW,  ngày 15/6/2023 của Bộ Chính trị về tiếp tục nâng cao;"
    fact = one(line)
    assert fact.quote == "Kết luận số 57-KL/TW,  ngày 15/6/2023 của Bộ Chính trị"
    assert line[fact.place.start : fact.place.end] == fact.quote
    assert values(fact, "issued", "issuer", "as_written") == (20230615, "Bộ Chính trị", "57-KL/TW")


def test_spans_hold_the_title_and_stop_where_the_sentence_goes_on(knowledge: Knowledge) -> None:
    line = (
        "Theo Nghị định số 43/2025/NĐ-CP của Chính phủ quy định chức năng, nhiệm vụ của Bộ Văn hóa, Thể "
        "thao và Du lịch, "
        "Sở Ngoại vụ chủ trì, phối hợp với Công an tỉnh."
    )
    context = Context(draft([line]), knowledge, DAY)
    ((start, end),) = context.citation_spans[0].touching(0, len(line))
    assert line[start:end].endswith("Bộ Văn hóa, Thể thao và Du lịch")
    passage = context.plan.passages[0]
    assert context.in_citation(passage, line.index("Thể thao"))
    assert not context.in_citation(passage, line.index("Sở Ngoại vụ"))


@given(st.integers(1, 9999), st.integers(1998, 2026), st.dates())
def test_any_decree_number_is_read_back(serial: int, year: int, day: Any) -> None:
    found = cited(f"Căn cứ Nghị định số {serial:02}/{year}/NĐ-CP ngày {day:%d/%m}/{year} của Chính phủ về việc này;")
    assert len(found) == 1
    assert found[0]["year"] == year
    assert str(found[0]["number"]).split("/")[0].lstrip("0") == str(serial)
    assert values(found[0], "well_formed", "year_conflict") == ("yes", "no")


@given(st.text(alphabet='Nghị định số 72/2015/NĐ-CP ngày07.;của CT TW Luật Báo chí"(),', max_size=200))
def test_nothing_breaks_the_reader(text: str) -> None:
    for fact in cited(text):
        assert fact.quote
        assert text[fact.place.start : fact.place.end] == fact.quote


def test_long_text_costs_in_proportion() -> None:
    unit = (
        "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ về quản lý hoạt động thông tin "
        "đối ngoại; Kết luận số "
        "57-KL/TW ngày 15/6/2023 của Bộ Chính trị, Luật Báo chí năm 2016 và 100 nội dung khác. "
    )

    def cost(times: int, number: int) -> float:
        text = f"{number} " + unit * times  # a text not met before: nothing is remembered of it
        start = time.process_time()
        cited(text)
        return time.process_time() - start

    cost(10, 0)
    short = min(cost(40, number) for number in range(1, 5))
    assert min(cost(400, number) for number in range(5, 7)) < 40 * short
