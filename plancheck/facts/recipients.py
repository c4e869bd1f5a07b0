"""Who the plan is sent to (Nơi nhận)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Agency
from plancheck.structure.plan import Passage, Role
from plancheck.text import squeeze

_SEPARATOR = re.compile(r"[;\n]|\.(?=\s*$)")
_BULLET = re.compile(r"^[\s\-+*•.,]+")
_NOTE = re.compile(r"\([^)]*\)?")
_FILING = re.compile(r"^lưu\b")
_EVERYONE = re.compile(
    r"^(?:như|các (?:cơ quan|đơn vị|sở)[^;]{0,60}(?:theo|tại|nêu|có tên|được (?:giao|phân công)|liên quan)|các (?:cơ quan, )?(?:đơn vị|cơ quan)(?:, [\w ]+)? (?:có )?liên quan"
    r"|các đơn vị thực hiện|các thành viên)"
    r"|như (?:phần|mục|điều|trên|kính gửi)|có tên (?:trong|tại)|được giao nhiệm vụ|được phân công"
)
_LEADER = re.compile(
    r"^(?:(?:đ/c |đồng chí |các đồng chí |các đ/c )?(?:chủ tịch|phó chủ tịch|ct\b|pct\b|ct,|các pct|các phó chủ tịch|bí thư|lãnh đạo|lđ\b|lđvp|thường trực ubnd|tt\.? ?ubnd|tv ubnd|thành viên ubnd|ủy viên"
    r"|chánh văn phòng|cvp|cpvp|phó chánh|pvp|pcvp|giám đốc|trưởng ban|c, pvp|c,pvp|chánh, phó|cvp,|ubkt|uvbtv|cvp\b))|(?:ct|chủ tịch)\s*[+,&]"
)
_UNIT = re.compile(
    r"^(?:các )?(?:phòng\b|p\.|ban tiếp công dân|vp\b|văn phòng(?!.*(?:tỉnh ủy|hđnd|đoàn đbqh))|cv\b|chuyên viên|khối|tổ\b|trung tâm tin học|tt tin học|kgvx|th\b|nc\b|vx\b|vp,)"
)
_SUPERIOR_NOTE = re.compile(r"b/c|báo cáo")
_HEAD_WORD = re.compile(r"^(?:các )?(sở|ban|ubnd|hội)\b")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient: its place in the block's own text, the bodies it names, and everyone if it says so."""

    passage: Passage
    start: int
    end: int
    folded: str
    agencies: tuple[Agency, ...]
    everyone: bool
    filing: bool
    head: str = ""
    """Name as found for one body among several joined ones."""


def recipients(context: Context) -> tuple[Recipient, ...]:
    """The list of recipients, joined ones ("Các Sở: A+B") taken apart. Empty when the plan has none."""
    found: list[Recipient] = []
    for passage, first, last in context.plan.stretches(Role.RECIPIENT):
        text = passage.block.text
        start = first
        for match in [*_SEPARATOR.finditer(text, first, last), None]:
            end = match.start() if match else last
            found += _one(context, passage, start, end)
            start = match.end() if match else last
    return tuple(found)


def _one(context: Context, passage: Passage, start: int, end: int) -> Iterator[Recipient]:
    piece = passage.block.text[start:end]
    bullet = _BULLET.match(piece)
    start += bullet.end() if bullet else 0
    piece = passage.block.text[start:end].rstrip(" .,;-")
    end = start + len(piece)
    if not piece.strip():
        return
    folded = squeeze(piece).text
    filing = _FILING.match(folded) is not None
    agencies = () if filing else _agencies(context, passage, start, end)
    yield Recipient(passage, start, end, folded, agencies, _EVERYONE.search(folded) is not None, filing)


def _agencies(context: Context, passage: Passage, start: int, end: int) -> tuple[Agency, ...]:
    folded = passage.folded
    found = []
    for hit in context.agency_hits(passage):
        if start <= folded.original(hit.start) < end:
            found.append(context.acting.agency(hit))
    return tuple(found)


def classify(recipient: Recipient, agency: Agency | None) -> str:
    """Class of one recipient: a department, a local body, a leader, a superior …"""
    folded = _NOTE.sub(" ", recipient.folded).strip()
    if recipient.filing:
        return "filing"
    if _LEADER.match(folded):
        return "leader"
    if agency is None:
        if recipient.everyone:
            return "group"
        return "other"
    if agency.level in ("central", "ministry"):
        return "superior"
    if agency.system == "party":
        return "party"
    if agency.id.startswith(("ubnd-tinh", "hdnd-tinh", "doan-dbqh")):
        return "superior"
    if agency.level in ("district", "commune"):
        return "local"
    if agency.system == "press":
        return "press"
    if agency.covers:
        return "group"
    if _UNIT.match(folded):
        return "other"
    return "department" if agency.system in ("state", "armed", "front", "other") else "other"


def recognise(context: Context) -> Iterator[Fact]:
    """One ``recipient`` fact for each body or line of the list of recipients."""
    listed = recipients(context)
    if not listed:
        return
    named = [actor.agency for passage in context.plan.body for actor in context.acting.actors(passage)]
    for recipient in listed:
        place = recipient.passage.place(recipient.start, recipient.end)
        quote = recipient.passage.block.text[recipient.start : recipient.end]
        for agency in recipient.agencies or (None,):
            kind = classify(recipient, agency)
            used = "unknown"
            if agency is not None and kind in ("department", "local", "press"):
                used = "yes" if any(covers(each, agency) or covers(agency, each) for each in named) else "no"
            name = quote if agency is None or len(recipient.agencies) == 1 else agency.name
            yield fact(
                "recipient", place, quote, agency=agency.id if agency else "", name=name, used=used, **{"class": kind}
            )


def covers(wide: Agency, narrow: Agency) -> bool:
    """Whether naming one body names the other: itself under this or another name, its group, or the body it is a unit of."""
    return (
        wide.id == narrow.id
        or (wide.renaming != "" and wide.renaming == narrow.renaming)
        or (narrow.group != "" and narrow.group in wide.covers)
        or narrow.parent == wide.id
    )
