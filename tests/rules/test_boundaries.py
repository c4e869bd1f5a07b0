"""Every day on which the register changes, with a draft for it: judged the day before, that day and the day after.

What is expected comes from the register's own dates, through no recogniser and no rule.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest

from plancheck.engine import judge
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Agency, Instrument, Province, load_knowledge
from plancheck.pipeline import Options, understand
from plancheck.rules import load_rules

KNOWLEDGE = load_knowledge()

TYPES = {
    "NĐ": "Nghị định", "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "LUẬT": "Luật",
    "NQ": "Nghị quyết", "PL": "Pháp lệnh", "CT": "Chỉ thị", "KL": "Kết luận",
    "HD": "Hướng dẫn", "CV": "Công văn", "QYĐ": "Quy định",
}  # fmt: skip

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:      /KH-UBND
Lào Cai, ngày     tháng     năm 20

KẾ HOẠCH
Thông tin đối ngoại
"""
GUIDE = """TỈNH ỦY LÀO CAI
BAN TUYÊN GIÁO
*
ĐẢNG CỘNG SẢN VIỆT NAM
Số:     -HD/BTGTU
Lào Cai, ngày     tháng     năm 20

HƯỚNG DẪN
Công tác thông tin đối ngoại
"""


def around(day: int) -> tuple[int, int, int]:
    """The day before, the day, the day after."""
    middle = date(day // 10000, day // 100 % 100, day % 100)
    days = (middle + timedelta(days=by) for by in (-1, 0, 1))
    before, same, after = (each.year * 10000 + each.month * 100 + each.day for each in days)
    return before, same, after


def words(day: int) -> str:
    return f"ngày {day % 100:02} tháng {day // 100 % 100:02} năm {day // 10000}"


def cited(instrument: Instrument) -> str:
    """The instrument as a basis cites it."""
    if not any(mark in instrument.number for mark in "/-"):
        return instrument.names[0]
    issued = f" {words(instrument.issued)}" if instrument.issued else ""
    return f"{TYPES[instrument.type]} số {instrument.number}{issued} của {instrument.issuer} về {instrument.title}"


def plan(bases: Iterable[str] = (), tasks: Iterable[str] = (), head: str = PLAN) -> bytes:
    lines = [head, *(f"Căn cứ {basis};" for basis in bases), "", "I. NHIỆM VỤ"]
    lines += [f"{number}. {task}" for number, task in enumerate(tasks, 1)]
    return "\n".join([*lines, "", "II. TỔ CHỨC THỰC HIỆN", "Các đơn vị thực hiện Kế hoạch này."]).encode()


def facts(draft: bytes, day: int) -> tuple[Fact, ...]:
    return understand(draft, "x.txt", Options(as_of=day)).facts


def status(draft: bytes, day: int, rule: str) -> str:
    ended = judge(facts(draft, day), load_rules(), "reference").verdicts
    return next(verdict.status for verdict in ended if verdict.rule == rule)


AMENDING = "Luật sửa đổi Luật Báo chí năm 1999"
"""Has no number here; its name is read as far as "sửa đổi, bổ sung một …", which may be of any amending law."""


def turns(instrument: Instrument) -> list[int]:
    days = (instrument.issued, instrument.start, instrument.end, instrument.period_end)
    return sorted({day for day in days if day})


NATIONAL = [each for each in KNOWLEDGE.instruments if turns(each) and not each.province and each.number != AMENDING]


@pytest.mark.parametrize("instrument", NATIONAL, ids=lambda each: each.number)
def test_an_instrument_s_status_turns_on_its_days(instrument: Instrument) -> None:
    draft = plan([cited(instrument)])
    for day in {day for turn in turns(instrument) for day in around(turn)}:
        if instrument.end and day >= instrument.end:
            expected = "ended"
        elif instrument.period_end and day >= instrument.period_end:
            expected = "expired"
        elif instrument.issued and day < instrument.issued:
            expected = "not-issued"
        elif instrument.start and day < instrument.start:
            expected = "not-yet-in-force"
        elif not (instrument.issued or instrument.start):
            expected = "unknown"
        else:
            expected = "in-force"
        found = [fact for fact in facts(draft, day) if fact.kind == "citation" and fact["number"] == instrument.number]
        assert [fact["status"] for fact in found[:1]] == [expected], (instrument.number, day)


DEAD: dict[str, Sequence[str]] = {
    "LEG-001": ["79/2010/QĐ-TTg"],
    "LEG-009": ["25/2013/QĐ-TTg"],
    "LEG-010": ["09/2017/NĐ-CP"],
    "LEG-011": ["88/2012/NĐ-CP"],
    "LEG-012": ["103/2016/QH13"],
    "LEG-013": ["30/2000/PL-UBTVQH10"],
    "LEG-014": ["29/2018/QH14"],
    "LEG-015": ["86/2015/QH13", "24/2018/QH14"],
    "LEG-016": ["110/2004/NĐ-CP", "09/2010/NĐ-CP", "01/2011/TT-BNV"],
    "LEG-017": ["66-QĐ/TW", "36-HD/VPTW"],
    "LEG-018": ["368/QĐ-TTg", "16-KL/TW"],
}
"""Rules against instruments that are no more."""
UNBORN = {"LEG-002": "79/2010/QĐ-TTg", "LEG-008": "148/2026/NĐ-CP"}
"""Rules against instruments that are not yet."""
AWAITED = {"LEG-004": "72/2015/NĐ-CP", "LEG-021": "47/NQ-CP", "LEG-022": "173/QĐ-TTg"}
"""Rules that ask for an instrument from the day it is in force."""


def known(number: str) -> Instrument:
    found = KNOWLEDGE.instrument(number)
    assert found is not None, number
    return found


@pytest.mark.parametrize(("rule", "number"), [(rule, number) for rule, each in DEAD.items() for number in each])
def test_a_dead_instrument_is_an_error_from_its_last_day_on(rule: str, number: str) -> None:
    instrument = known(number)
    end = min(day for day in (instrument.end, instrument.period_end) if day)
    draft = plan([cited(instrument)], head=GUIDE if rule == "LEG-017" else PLAN)
    for day in around(end):
        assert (status(draft, day, rule) == "fail") == (day >= end), (rule, number, day)


@pytest.mark.parametrize(("rule", "number"), UNBORN.items())
def test_an_unborn_instrument_is_told_until_it_is_in_force(rule: str, number: str) -> None:
    instrument = known(number)
    draft = plan([cited(instrument)])
    for day in {*around(instrument.issued), *around(instrument.start)}:
        assert (status(draft, day, rule) == "fail") == (day < instrument.start), (rule, day)


@pytest.mark.parametrize(("rule", "number"), AWAITED.items())
def test_an_instrument_is_asked_for_from_the_day_it_is_in_force(rule: str, number: str) -> None:
    start = known(number).start or known(number).issued
    for day in around(start):
        assert (status(plan(), day, rule) == "fail") == (day >= start), (rule, day)


def test_every_rule_against_an_instrument_by_number_is_walked() -> None:
    """A rule that forbids the citing of an instrument with a turn is in one of the tables above."""
    from plancheck.rules.production import leaves

    rules = load_rules()
    walked = {*DEAD, *UNBORN, *UNPROVED}
    for rule in rules.rules:
        if rule.family != "LEG" or any(check.kind != "forbid" for check in rule.checks):
            continue
        tests = [rules.probes[segment.violation].test for check in rule.checks for segment in check.segments]
        numbers = {str(leaf.value) for test in tests for leaf in leaves(test) if leaf.property == "number"}
        assert not numbers or rule.id in walked, (rule.id, numbers)
        assert not numbers or rule.id in UNPROVED or numbers <= {*DEAD.get(rule.id, ()), UNBORN.get(rule.id)}


UNPROVED = {"LEG-006", "LEG-045"}
"""The first one's instrument has no end that is known; the second asks on any day whose papers its own is for."""

AGENCIES = [each for each in KNOWLEDGE.agencies if each.start or each.end]


def acting(agency: Agency) -> str:
    """A task given to the body, by the first of its ways of writing, or else by its name."""
    written = (*agency.forms, agency.name)[0]
    return f"{written[0].upper()}{written[1:]} chủ trì tổ chức tuyên truyền."


UNITS = {"don-vi-huyen": "Huyện Cao Lộc", "don-vi-thi-tran": "Thị trấn Đồng Đăng", "don-vi-dac-khu": "Đặc khu Vân Đồn"}
"""Units named without their bodies: mentioned only on the days on which there are none of their kind."""


@pytest.mark.parametrize("agency", [each for each in AGENCIES if each.id not in UNITS], ids=lambda each: each.id)
def test_a_body_s_status_turns_on_its_days(agency: Agency) -> None:
    draft = plan(tasks=[acting(agency)])
    for day in {day for turn in (agency.start, agency.end) if turn for day in around(turn)}:
        gone, unborn = agency.end and day >= agency.end, agency.start and day < agency.start
        expected = "obsolete" if gone else "not-yet" if unborn else "current"
        found = {fact["agency"]: fact["status"] for fact in facts(draft, day) if fact.kind == "agency"}
        assert found.get(agency.id) == expected, (agency.id, day, found)


@pytest.mark.parametrize("id", UNITS)
def test_a_unit_is_mentioned_on_the_days_on_which_there_is_none(id: str) -> None:
    agency = KNOWLEDGE.agency(id)
    draft = plan(tasks=[f"{UNITS[id]} chủ trì tổ chức tuyên truyền."])
    for day in {day for turn in (agency.start, agency.end) if turn for day in around(turn)}:
        gone, unborn = agency.end and day >= agency.end, agency.start and day < agency.start
        expected = ["obsolete"] if gone else ["not-yet"] if unborn else []
        found = [fact["status"] for fact in facts(draft, day) if fact.kind == "agency" and fact["agency"] == id]
        assert found == expected, (id, day)


GONE: dict[str, Sequence[str]] = {
    "ORG-001": ["bo-tttt"],
    "ORG-002": ["so-tttt"],
    "ORG-003": ["so-khdt"],
    "ORG-004": ["so-ldtbxh", "so-gtvt", "so-tnmt", "so-nnptnt"],
    "ORG-006": ["bo-chi-huy-bdbp"],
    "ORG-008": ["dai-ptth-tinh"],
    "ORG-009": [each.id for each in AGENCIES if each.level == "district" and each.end],
}
"""Rules against bodies that are no more."""


@pytest.mark.parametrize(("rule", "id"), [(rule, id) for rule, each in GONE.items() for id in each])
def test_a_body_that_is_no_more_is_told_from_its_last_day_on(rule: str, id: str) -> None:
    agency = KNOWLEDGE.agency(id)
    draft = plan(tasks=[acting(agency)])
    told = rule if rule != "ORG-009" or agency.end >= MERGERS else "ORG-019"
    for day in around(agency.end):
        assert (status(draft, day, told) == "fail") == (day >= agency.end), (told, id, day)
    if told != rule:
        for day in around(MERGERS):
            assert (status(draft, day, rule) == "fail") == (day >= MERGERS), (rule, id, day)


PROVINCES = [each for each in KNOWLEDGE.provinces if each.end or each.start or each.city_from]


def neighbour(province: Province) -> str:
    return f"Sở Ngoại vụ phối hợp với tỉnh {province.name} tổ chức hội nghị."


@pytest.mark.parametrize("province", [each for each in PROVINCES if each.end], ids=lambda each: each.id)
def test_a_merged_province_is_told_from_the_day_of_the_merger_on(province: Province) -> None:
    draft = plan(tasks=[neighbour(province)])
    for day in around(province.end):
        (fact,) = (each for each in facts(draft, day) if each.kind == "province" and each["province"] == province.id)
        assert fact["status"] == ("merged" if day >= province.end else "current")
        assert (status(draft, day, "ORG-011") == "fail") == (day >= max(province.end, MERGERS)), day


MERGERS = 20250701
"""ORG-011 is about the mergers of that day; what ended before under another name is ORG-012's.

ORG-009 is about the end of the districts on that day; a district body that ended before is ORG-019's till then.
"""


@pytest.mark.parametrize("province", [each for each in PROVINCES if each.city_from], ids=lambda each: each.id)
def test_a_province_that_became_a_city_is_told_from_that_day_on(province: Province) -> None:
    draft = plan(tasks=[neighbour(province)])
    for day in around(province.city_from):
        assert (status(draft, day, "ORG-012") == "fail") == (day >= province.city_from), day
