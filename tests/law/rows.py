"""Plans that lean on one row of the register on one day, and what the rules say of each line of them.

A line is a basis, a task, a recipient or a report, or one that tells of the row as history, in a title or in quotation.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from plancheck.engine.judgement import judge
from plancheck.facts import recognise
from plancheck.knowledge import Agency, Instrument, Knowledge
from plancheck.rules.model import RuleSet
from plancheck.structure.plan import Plan
from plancheck.text import fold
from tests.facts.drafts import draft

INSTRUMENT_RULES = frozenset(
    ["LEG-001", "LEG-002", "LEG-008", *(f"LEG-{number:03}" for number in range(9, 19)), "LEG-023", "LEG-032", "LEG-033",
     "LEG-036", "LEG-037"]
)  # fmt: skip
"""Rules that say of an instrument that it does not stand on the day."""
BODY_RULES = frozenset([*(f"ORG-{number:03}" for number in range(1, 11)), "ORG-017", "ORG-019", "ORG-020", "RPT-003"])
RANK = {"": 0, "info": 1, "warning": 2, "error": 3}
MOST = {"unverified": 1, "secondary": 2, "seen": 3}
"""The highest severity that a general rule may give to what is known so."""
GENERAL = frozenset({"LEG-018", "LEG-036", "LEG-037", "ORG-019", "ORG-020"})
OTHERWISE = frozenset({("cuc-hai-quan", "task")})
"""Lines in which what stands is wrong for another reason: a central body is given work as one of the province."""
UNITS = {"don-vi-huyen": "huyện Cao Lộc", "don-vi-thi-tran": "thị trấn Đồng Đăng", "don-vi-dac-khu": "đặc khu Vân Đồn"}


class Case(NamedTuple):
    """One row on one day."""

    row: str
    day: int
    """yyyymmdd"""
    lines: Mapping[str, str]
    """Lines of a draft by what each does."""
    stands: bool
    certainty: str
    unborn: bool = False
    """Dated after the draft: a fault however it is spoken of."""
    expired: bool = False
    """Its period is over: only a basis is a fault."""
    rules: frozenset[str] = INSTRUMENT_RULES


def before(day: int) -> int:
    """The day before."""
    earlier = date(day // 10000, day // 100 % 100, day % 100) - timedelta(days=1)
    return earlier.year * 10000 + earlier.month * 100 + earlier.day


def instrument_cases(knowledge: Knowledge) -> Iterator[Case]:
    """The day before and the day itself of each end and start of each instrument, in each way of citing it."""
    for instrument in knowledge.instruments:
        for name, cited in _ways(instrument, knowledge):
            lines = {
                "basis": f"= Căn cứ {cited};",
                "task": f"Lập hồ sơ theo quy định của {cited}.",
                "history": f"Bãi bỏ {cited}.",
                "review": f"Tổng kết việc thực hiện {cited}.",
            }
            for day in sorted({instrument.end, instrument.period_end, instrument.start} - {0}):
                for at in (before(day), day):
                    status = instrument.status(at)
                    if status == "unknown":
                        continue
                    yield Case(
                        f"{instrument.number} {instrument.province} {name}",
                        at,
                        lines,
                        status == "in-force",
                        instrument.status_certainty,
                        status == "not-issued",
                        status == "expired",
                    )


def _ways(instrument: Instrument, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    day = instrument.issued
    dated = f" ngày {day % 100:02} tháng {day // 100 % 100:02} năm {day // 10000}" if day else ""
    words = knowledge.vocabulary.terms.get(f"citation.type.{instrument.type}", ())
    traceable = day or "/20" in instrument.number
    if instrument.number[0].isdigit() and words and traceable:
        kind = words[0][0].upper() + words[0][1:]
        yield "by number", f"{kind} số {instrument.number}{dated} của {instrument.issuer}"
    if instrument.type in ("LUẬT", "PL") and day and instrument.family:
        yield "by name and date", f"{instrument.family}{dated}"


def body_cases(knowledge: Knowledge) -> Iterator[Case]:
    """The same for each body, given work, sent the plan, reported to."""
    for agency in knowledge.agencies:
        name = _spoken(agency, knowledge)
        if not name:
            continue
        lines = {
            "task": f"Giao {name} tuyên truyền trên địa bàn.",
            "recipient": f"@ - {name};",
            "report": f"Gửi báo cáo kết quả về {name} trước ngày 15 tháng 12.",
            "history": f"Tiếp nhận nhiệm vụ từ {name} (cũ), kiện toàn tổ chức.",
        }
        for day in sorted({agency.end, agency.start} - {0}):
            for at in (before(day), day):
                yield Case(agency.id, at, lines, agency.status(at) == "current", agency.certainty, rules=BODY_RULES)


def _spoken(agency: Agency, knowledge: Knowledge) -> str:
    """A name by which the register knows this body and no other."""
    if agency.id in UNITS:
        return UNITS[agency.id]
    for form in (agency.name, *agency.forms):
        hits = knowledge.find_agencies(fold(form))
        if len(hits) == 1 and hits[0].ids == (agency.id,) and hits[0].start == 0:
            return form[0].upper() + form[1:]
    return ""


def said(case: Case, knowledge: Knowledge, rules: RuleSet) -> dict[str, str]:
    """The highest severity given to each line by the rules on what stands, empty where they are silent.

    ``beyond`` for a general rule that is surer than the register.
    """
    names = list(case.lines)
    lines = ["# Tổ chức thực hiện", *case.lines.values()]
    plan: Plan = draft(lines)
    facts = recognise(plan, knowledge, case.day)
    worst = dict.fromkeys(names, "")
    for verdict in judge(facts, rules, "reference").verdicts:
        for violation in verdict.violations if verdict.rule in case.rules else ():
            for id in violation.facts:
                paragraph = facts[id].place.paragraph or 0
                name = names[paragraph - 2] if 2 <= paragraph < len(lines) + 1 else ""
                if name and verdict.rule in GENERAL and RANK[violation.severity] > MOST[case.certainty]:
                    worst[name] = "beyond"
                elif name and RANK[violation.severity] > RANK.get(worst[name], 4):
                    worst[name] = violation.severity
    return worst


def faults(case: Case, heard: Mapping[str, str]) -> list[str]:
    """What is wrong with what the rules said."""
    found = []
    for line, severity in heard.items():
        if severity == "beyond":
            found.append(f"{case.row} on {case.day}: surer than the register about its {line}")
        if (case.unborn and line in ("history", "review")) or (case.row, line) in OTHERWISE:
            continue
        silent = case.stands or line in ("history", "review") or (case.expired and line != "basis")
        if silent and severity:
            found.append(f"{case.row} on {case.day}: {severity} for its {line}")
        elif not silent and not severity:
            found.append(f"{case.row} on {case.day}: silent about its {line}")
    return found
