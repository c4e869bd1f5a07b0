"""Every skeleton on every day on which the register changes, in any province: none may fail a rule.

    python -m tests.review.product [PROVINCE-ID ...]

Without ids every province is tried. Each kind of fault is told once, as soon as it is found.
"""

import sys
from collections.abc import Iterator, Sequence

from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.pipeline import Options, check_bytes
from plancheck.report.model import FileReport
from plancheck.review.draft import Wanted, as_xml, compose, skeleton_for
from plancheck.review.layout import as_docx
from plancheck.review.skeleton import Skeleton, load_skeletons

FIRST = 20040506
"""Nothing is drafted for earlier days."""
UNFINISHED = frozenset({"FMT-026", "LNG-019"})
"""What a skeleton is told of because it is one: blanks to be filled in."""
DISTRICTS = ("huyện Văn Khê", "quận Thanh Sa", "thị xã Minh Khê", "thành phố Minh Sa")
COMMUNES = ("xã Tân Thanh", "phường Tam Thanh", "phường Bắc Giang", "xã Hòa Bình")
"""Among them wards called like provinces that are no more."""


def days(knowledge: Knowledge) -> list[int]:
    """Every day on which the register changes."""
    found: set[int] = set()
    for each in knowledge.instruments:
        found |= {each.issued, each.start, each.end, each.period_end, each.uncertain_from}
    for agency in knowledge.agencies:
        found |= {agency.start, agency.end}
        found |= {day for function in agency.functions for day in (function.start, function.end)}
    for province in knowledge.provinces:
        found |= {province.start, province.end, province.city_from}
        found |= {province.border_from, province.coastal_from, province.gate_from}
    for regime in knowledge.regimes:
        found |= {regime.start, regime.end}
    return sorted(day for day in found if day >= FIRST)


def kinds(skeletons: Sequence[Skeleton]) -> list[tuple[str, str, str]]:
    """(type, system, level) of every document that there is a skeleton for."""
    scopes = [scope for skeleton in skeletons for scope in skeleton.scopes]
    return list(
        dict.fromkeys(
            (type, system, level)
            for scope in scopes
            for type in scope.types
            for system in scope.systems
            for level in scope.levels
        )
    )


def wanted(knowledge: Knowledge, kind: tuple[str, str, str], day: int, province: str) -> Wanted | None:
    """The draft to try, None when there is no such province on the day."""
    type, system, level = kind
    place = None if level == "ministry" else knowledge.province(province)
    if place and place.status(day) != "current":
        return None
    name = ""
    if level == "district":
        name = DISTRICTS[day % len(DISTRICTS)]
    elif level == "commune":
        name = COMMUNES[day % len(COMMUNES)]
    elif level == "ministry" and system == "state":
        name = "Bộ Văn hóa, Thể thao và Du lịch"
    return Wanted(type, system, level, day, day // 10000 + (day // 100 % 100 >= 4), place, name, dated=bool(day % 3))


def checked(draft: Wanted, knowledge: Knowledge, form: str = "xml") -> FileReport | None:
    """Report on a draft, None when there is no skeleton for it."""
    skeleton = skeleton_for(draft)
    if skeleton is None:
        return None
    plan = compose(draft, knowledge, skeleton)
    data = as_xml(plan) if form == "xml" else as_docx(plan, draft.day)
    report = check_bytes(data, f"new.{form}", Options(as_of=draft.day))
    assert report.error is None, report.error
    return report


def faults(draft: Wanted, report: FileReport) -> Iterator[str]:
    """What is wrong with a skeleton."""
    for finding in report.findings:
        if finding.severity != "info" or finding.rule not in UNFINISHED:
            yield f"{finding.rule} {finding.severity}: {finding.message} “{finding.quote}”"
    for verdict in report.verdicts:
        if verdict.status == "needs-review":
            yield f"{verdict.rule} needs review: {verdict.title}"
    document = report.document
    assert document is not None
    seen = (document.type, document.system, document.level, document.subject, document.period)
    expected = (draft.type, draft.system, draft.level, draft.subject or "foreign-information", str(draft.year))
    if seen != expected:
        yield f"understood as {seen}"
    if draft.system == "state" and draft.province and draft.province.name not in document.province:
        yield f"understood to be of {document.province!r}"


def main(provinces: Sequence[str]) -> int:
    """Try all and tell."""
    knowledge = load_knowledge()
    skeletons = load_skeletons()
    told: set[str] = set()
    count = 0
    for day in days(knowledge):
        for province in provinces or [each.id for each in knowledge.provinces]:
            for kind in kinds(skeletons):
                draft = wanted(knowledge, kind, day, province)
                report = checked(draft, knowledge) if draft else None
                if draft and report:
                    count += 1
                    for fault in (f"{' '.join(kind)}: {fault}" for fault in faults(draft, report)):
                        if fault not in told:
                            print(f"{day} {province}: {fault}", flush=True)
                            told.add(fault)
    print(f"{count} drafts, {len(told)} kinds of fault")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
