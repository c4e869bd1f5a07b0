"""Instruments: their dates, their names and every way their numbers are written."""

import re
import unicodedata
from pathlib import Path

import pytest

from plancheck.knowledge import Instrument, Knowledge

from .conftest import before


def number_of(found: Instrument | None) -> str | None:
    return found.number if found else None


def test_every_boundary_of_every_instrument(knowledge: Knowledge) -> None:
    for instrument in knowledge.instruments:
        ends = sorted(day for day in (instrument.end, instrument.period_end) if day)
        starts = sorted({day for day in (instrument.issued, instrument.start) if day})
        walked = [*starts, *ends[:1]]
        assert walked == sorted(walked), instrument.number
        if instrument.issued:
            assert instrument.status(before(instrument.issued)) == "not-issued"
        if instrument.start and instrument.start != instrument.issued:
            expected = "not-yet-in-force" if instrument.issued < instrument.start else "not-issued"
            assert instrument.status(before(instrument.start)) == expected, instrument.number
        if starts:
            assert instrument.status(starts[-1]) == "in-force", instrument.number
        if ends:
            if starts:
                assert instrument.status(before(ends[0])) == "in-force", instrument.number
            gone = "ended" if instrument.end == ends[0] else "expired"
            assert instrument.status(ends[0]) == gone, instrument.number
            assert instrument.status(20991231) in ("ended", "expired")
        elif starts:
            assert instrument.status(20991231) == "in-force"
        else:
            assert instrument.status(20200101) == "unknown"


LAST_PERIOD = 20310101
"""The day after the five years 2026-2030, the last for which programmes are made."""


def test_every_date_is_a_day_of_the_calendar(knowledge: Knowledge) -> None:
    for instrument in knowledge.instruments:
        for name in ("issued", "start", "end", "period_end", "uncertain_from"):
            if day := getattr(instrument, name):
                assert before(day) < day
                assert 19800101 < day <= (LAST_PERIOD if name == "period_end" else 20291231), instrument.number


def test_every_instrument_says_where_it_is_known_from_and_how_surely(knowledge: Knowledge) -> None:
    for instrument in knowledge.instruments:
        assert instrument.source, instrument.number
        assert instrument.title[0].isupper(), instrument.number
        assert instrument.issuer, instrument.number
        for certainty in (instrument.certainty, instrument.issued_certainty, instrument.status_certainty):
            assert certainty in ("seen", "secondary", "unverified")
        if not instrument.issued:
            assert instrument.issued_certainty != "seen", instrument.number


def test_every_reference_leads_somewhere_and_agrees(knowledge: Knowledge) -> None:
    for instrument in knowledge.instruments:
        for number in (*instrument.replaced_by, *instrument.amended_by, *filter(None, [instrument.ended_by])):
            other = knowledge.instrument(number, instrument.province)
            assert other is not None, (instrument.number, number)
            if instrument.issued and other.issued:
                assert other.issued > instrument.issued, (instrument.number, number)
        if instrument.ended_by:
            assert instrument.end, instrument.number
            successor = knowledge.instrument(instrument.ended_by, instrument.province)
            assert successor is not None
            if successor.start or successor.issued:
                assert instrument.end == (successor.start or successor.issued), instrument.number


def test_numbers_are_unique_within_their_province(knowledge: Knowledge) -> None:
    keys = [(instrument.number, instrument.province) for instrument in knowledge.instruments]
    assert len(keys) == len(set(keys))


# What the dossier lists


def dossier_rows(shared_dir: Path) -> list[list[str]]:
    text = (shared_dir / "legal" / "dossier.md").read_text(encoding="utf-8")
    table = text.split("## 11. Legal instruments")[1].split("\n---")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] != "number"]


def test_every_row_of_the_dossier_is_in_the_register(knowledge: Knowledge, shared_dir: Path) -> None:
    rows = dossier_rows(shared_dir)
    assert len(rows) > 80
    for number, *_ in rows:
        parts = re.findall(r"\d[\w/-]*[\w](?: Tây Ninh)?(?<!\d{4}-\d{2}-\d{2})", number)
        parts = [part for part in parts if re.search(r"[/-]", part) and not re.fullmatch(r"[\d-]+", part)]
        if not parts:
            assert knowledge.family("Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân"), number
        for part in parts:
            assert knowledge.instrument(part), part


def test_dates_are_the_dossier_s(knowledge: Knowledge, shared_dir: Path) -> None:
    compared = 0
    for number, _, issued, start, end, *_ in dossier_rows(shared_dir):
        found = knowledge.instrument(number)
        if found is None:
            continue
        if exact := re.match(r"\d{4}-\d{2}-\d{2}(?! \()", issued):
            assert found.issued == int(exact.group().replace("-", "")), number
            compared += 1
        if exact := re.match(r"\d{4}-\d{2}-\d{2}", start):
            assert found.start == int(exact.group().replace("-", "")), number
            compared += 1
        if exact := re.match(r"\d{4}-\d{2}-\d{2}", end):
            day = int(exact.group().replace("-", ""))
            assert day in (found.end, before(found.period_end) if found.period_end else 0), number
            compared += 1
    assert compared > 140


READ_SINCE = {
    "117/2025/QH15": "Điều 27 Luật 117/2025/QH15",
    "116/2025/QH15": "Điều 44 Luật 116/2025/QH15",
    "04/2014/TT-BTTTT": "Bộ pháp điển; suy ra từ việc Nghị định 88/2012/NĐ-CP hết hiệu lực",
    "117/2017/NĐ-CP": "khoản 2 Điều 16 Nghị định 129/2026/NĐ-CP",
    "129/2026/NĐ-CP": "Nghị định 129/2026/NĐ-CP",
    "65/2025/QH15": "Điều 51 Luật 72/2025/QH15",
    "72/2025/QH15": "Công báo số 807 + 808 năm 2025; Điều 51 Luật 72/2025/QH15",
}
"""What the dossier had not verified and was read afterwards, and where."""


def test_what_the_dossier_has_not_verified_is_unverified_here(knowledge: Knowledge, shared_dir: Path) -> None:
    for number, _, issued, _, _, _, certainty in dossier_rows(shared_dir):
        found = knowledge.instrument(number)
        if found is None:
            continue
        if number in READ_SINCE:
            assert found.source == READ_SINCE[number]
            continue
        if certainty == "U":
            assert found.certainty == "unverified", number
        if "S" not in certainty:
            assert "seen" not in (found.issued_certainty, found.status_certainty), number
        if "(U)" in issued:
            assert found.issued_certainty == "unverified", number


@pytest.mark.parametrize(
    ("number", "day", "status"),
    [
        ("79/2010/QĐ-TTg", 20110114, "not-yet-in-force"),
        ("79/2010/QĐ-TTg", 20120103, "in-force"),
        ("79/2010/QĐ-TTg", 20151021, "in-force"),
        ("79/2010/QĐ-TTg", 20151022, "ended"),
        ("16-KL/TW", 20201231, "in-force"),
        ("16-KL/TW", 20210101, "expired"),
        ("148/2026/NĐ-CP", 20260511, "not-issued"),
        ("148/2026/NĐ-CP", 20260630, "not-yet-in-force"),
        ("148/2026/NĐ-CP", 20260701, "in-force"),
        ("29/2018/QH14", 20260228, "in-force"),
        ("29/2018/QH14", 20260301, "ended"),
        ("117/2025/QH15", 20260228, "not-yet-in-force"),
        ("01/2011/TT-BNV", 20200304, "in-force"),
        ("01/2011/TT-BNV", 20200305, "ended"),
        ("66-QĐ/TW", 20260109, "ended"),
        ("399-QĐ/TW", 20260109, "in-force"),
    ],
)
def test_what_governed_when(knowledge: Knowledge, number: str, day: int, status: str) -> None:
    instrument = knowledge.instrument(number)
    assert instrument is not None
    assert instrument.status(day) == status


# Ways of writing


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("NĐ 72/2015", "72/2015/NĐ-CP"),
        ("Nghị định số 72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("nghị định 72/2015", "72/2015/NĐ-CP"),
        ("NGHỊ ĐỊNH SỐ: 72/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("72 / 2015 / NĐ – CP", "72/2015/NĐ-CP"),
        ("72/2015/NÐ-CP", "72/2015/NĐ-CP"),
        ("72/2015/nđ\u2011cp", "72/2015/NĐ-CP"),
        ("Nghị\u00a0định số\u00a072/2015/NĐ-CP", "72/2015/NĐ-CP"),
        ("02/2019/TT-BTTTT", "02/2019/TT-BTTTT"),
        ("2/2019/TT-BTTTT", "02/2019/TT-BTTTT"),
        ("Thông tư 22/2016", "22/2016/TT-BTTTT"),
        ("26-CT/TW", "26-CT/TW"),
        ("26 - CT / TW", "26-CT/TW"),
        ("Chỉ thị số 26-CT/TW", "26-CT/TW"),
        ("26-CT/TƯ", "26-CT/TW"),
        ("36-HD/VPTƯ", "36-HD/VPTW"),
        ("Luật số 29/2018/QH14", "29/2018/QH14"),
        ("Luật 29/2018", "29/2018/QH14"),
        ("Luật Báo chí năm 2016", "103/2016/QH13"),
        ("luật báo chí 2016", "103/2016/QH13"),
        ("Luật Báo chí (năm 2016)", "103/2016/QH13"),
        ("Luật Bảo vệ bí mật Nhà nước năm 2025", "117/2025/QH15"),
        ("Luật Biển Việt Nam", "18/2012/QH13"),
        ("QĐ 368", "368/QĐ-TTg"),
        ("QĐ 368/2013", "368/QĐ-TTg"),
        ("67/CP", "67/CP"),
        ("Thông tư liên tịch số 34/2011/TTLT-BTTTT-BNG", "34/2011/TTLT-BTTTT-BNG"),
        ("1171/BTTTT-TTĐN", "1171/BTTTT-TTĐN"),
        ("Công văn số 3616/BTTTT-TTĐN", "3616/BTTTT-TTĐN"),
    ],
)
def test_every_way_of_writing_a_number(knowledge: Knowledge, written: str, number: str) -> None:
    assert number_of(knowledge.instrument(written)) == number
    assert number_of(knowledge.instrument(unicodedata.normalize("NFD", written))) == number


def test_every_number_is_found_however_spaced_and_cased(knowledge: Knowledge) -> None:
    for instrument in knowledge.instruments:
        for written in (
            instrument.number,
            instrument.number.upper(),
            instrument.number.replace("/", " / ").replace("-", " – "),
            unicodedata.normalize("NFD", instrument.number.lower()),
        ):
            assert knowledge.instrument(written, instrument.province) is instrument, written


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "số",
        "72/2015/NĐ-CPX",
        "172/2015/NĐ-CP",
        "Luật",
        "nghị định",
        "38/2011/QĐ-UBND",
        "26/CT-TW",
        "Luật Báo chí",
        "26-CT/TU",
    ],
)
def test_what_is_not_known_is_none(knowledge: Knowledge, written: str) -> None:
    assert knowledge.instrument(written) is None


def test_a_province_s_number_needs_the_province(knowledge: Knowledge) -> None:
    assert knowledge.instrument("38/2011/QĐ-UBND") is None
    assert knowledge.instrument("38/2011/QĐ-UBND", "lao-cai") is None
    found = knowledge.instrument("38/2011/QĐ-UBND", "tay-ninh")
    assert found is not None
    assert found.issued == 20111024
    assert knowledge.instrument("Quyết định số 38/2011/QĐ-UBND Tây Ninh") is found
    assert knowledge.instrument("11/2013/QĐ-UBND", "lang-son").replaced_by == ("60/2017/QĐ-UBND",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "issued", "number"),
    [
        ("26/CT-TW", 0, "26-CT/TW"),
        ("72/NĐ-CP", 0, "72/2015/NĐ-CP"),
        ("Nghị định số 72/NĐ-CP", 20150907, "72/2015/NĐ-CP"),
        ("222016/TT-BTTTT", 0, "22/2016/TT-BTTTT"),
        ("16-KT/TW", 0, "16-KL/TW"),
        ("72/2015/NQ-CP", 0, "72/2015/NĐ-CP"),
        ("Nghị định 88", 0, "88/2012/NĐ-CP"),
        ("368/QĐTTg", 0, "368/QĐ-TTg"),
        ("26-CT/TU", 0, None),
        ("73/2015/NĐ-CP", 0, None),
        ("99-XY/ZZ", 0, None),
        ("", 0, None),
    ],
)
def test_a_malformed_number_has_a_nearest(knowledge: Knowledge, written: str, issued: int, number: str | None) -> None:
    assert number_of(knowledge.nearest(written, issued)) == number


def test_a_law_cited_by_name_only_may_be_several(knowledge: Knowledge) -> None:
    def numbers(name: str) -> list[str]:
        return [instrument.number for instrument in knowledge.family(name)]

    assert numbers("Luật Báo chí") == ["Luật Báo chí năm 1989", "103/2016/QH13", "126/2025/QH15"]
    assert numbers("luật bảo vệ bí mật nhà nước") == ["29/2018/QH14", "117/2025/QH15"]
    assert numbers("Luật Tổ chức chính quyền địa phương") == ["77/2015/QH13", "65/2025/QH15", "72/2025/QH15"]
    assert numbers("Luật Biển Việt Nam") == ["18/2012/QH13"]
    assert numbers("Luật Du lịch") == []


def test_search_needs_no_diacritics_and_ranks(knowledge: Knowledge) -> None:
    assert knowledge.search("luat bao ve bi mat nha nuoc")[0].number in ("29/2018/QH14", "117/2025/QH15")
    assert knowledge.search("Luật Báo chí")[0].family == "Luật Báo chí"
    assert knowledge.search("72/2015")[0].number == "72/2015/NĐ-CP"
    assert knowledge.search("NĐ 72/2015")[0].number == "72/2015/NĐ-CP"
    assert {found.number for found in knowledge.search("phat ngon")} >= {
        "244/2026/NĐ-CP",
        "09/2017/NĐ-CP",
        "25/2013/QĐ-TTg",
    }
    assert knowledge.search("") == []
    assert knowledge.search("không có gì như thế") == []
