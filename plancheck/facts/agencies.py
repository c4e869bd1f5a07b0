"""Bodies named in the draft: which, in what role, and whether they stand on the as-of date."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from plancheck.facts.citing import alternatives, role_at
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, terms
from plancheck.facts.shortening import Shortening
from plancheck.facts.telling import is_gap
from plancheck.facts.units import units
from plancheck.facts.vocabulary import Fact, Value, fact
from plancheck.knowledge import Agency, Knowledge
from plancheck.knowledge.register import Hit
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import OUTSIDE_THE_DRAFT, Passage, Role
from plancheck.text import fold, words_up_to

_SILENT = OUTSIDE_THE_DRAFT | {
    Role.STATE_NAME, Role.MOTTO, Role.PARTY_NAME, Role.ASTERISK, Role.NUMBER, Role.PLACE_DATE, Role.DRAFT_MARK,
    Role.SECRECY_MARK, Role.SIGNER, Role.RECIPIENTS_LABEL,
}  # fmt: skip
_BY_PLACE = {
    Role.RECIPIENT: "recipient", Role.AGENCY: "issues", Role.SUPERIOR: "issues", Role.AUTHORITY: "issues",
    Role.POST: "issues",
}  # fmt: skip


class Cues(NamedTuple):
    """Words around a name that give its role, compiled. Those before it are endings, each with a space in front."""

    leads_after: re.Pattern[str]
    leads_before: tuple[str, ...]
    assigned_before: tuple[str, ...]
    coordinates_before: tuple[str, ...]
    reports_before: tuple[str, ...]
    acts: re.Pattern[str]


@lru_cache(maxsize=4)
def cues(knowledge: Knowledge) -> Cues:
    """Compile the ``role.*`` terms of a register, once."""
    terms = knowledge.vocabulary.terms

    def before(name: str) -> tuple[str, ...]:
        return tuple(" " + term for term in terms[name])

    def after(name: str) -> re.Pattern[str]:
        return lazily(rf"(?: ?\([^)]{{0,90}}\))?,?:? ?{alternatives(terms[name])}(?!\w)")

    return Cues(
        after("role.leads.after"),
        before("role.leads.before"),
        before("role.assigned.before"),
        before("role.coordinates.before"),
        before("role.reports.before"),
        lazily(rf",? ?(?:{alternatives(terms['role.acts.after'])})(?!\w)"),
    )


_FILLER = (" các", " những", " lãnh đạo", " thường trực", " đồng chí", " đ/c", " cơ quan", " chủ tịch", " giám đốc")


def words_before(text: str, start: int) -> str:
    """The words before an offset, without what may stand between a cue and a name ("các", "lãnh đạo", a colon)."""
    before = " " + words_up_to(text, start).replace("(", " ").rstrip(" :")
    while before.endswith(_FILLER):
        filler = next(filler for filler in _FILLER if before.endswith(filler))
        before = before[: -len(filler)].rstrip(" :")
    return before


_Said = tuple[str, str, str]
"""A body as it is written, its id, and who got the work of it that the clause speaks of."""
_Values = Mapping[str, Value]


def recognise(context: Context) -> Iterator[Fact]:
    """One ``agency`` fact for each mention of a body."""
    words = cues(context.knowledge)
    shortening = Shortening(context)
    asked = _asked(context)
    known: dict[_Said, _Values] = {}
    for passage in context.plan.passages:
        if passage.role in _SILENT and not passage.parts:
            continue
        hits = sorted([*_whole(context, passage), *units(passage, context)])
        if passage.parts:
            hits = [hit for hit in hits if role_at(passage, hit.start) not in _SILENT]
        spelled = [shortening.spelling(passage, hit) for hit in hits]
        if not any(map(asked, hits, spelled)):
            continue
        roles = _roles(passage, hits, words, context)
        ended = [chosen(hit, context).end for hit in hits]
        uses = context.telling.uses(passage, hits, ended)
        for hit, role, use, spelling in zip(hits, roles, uses, spelled, strict=True):
            live = use in ("own", "defined")
            shown = role if live or role == "recipient" else "mentioned"
            yield _fact(passage, hit, shown, live, spelling, context, known)


def _asked(context: Context) -> Callable[[Hit, str], bool]:
    """Whether a mention, by its body and its spelling, is asked for, or tells of which body is the heir of another.

    A passage with none of these is not looked at: what is said of one name of a list holds for all of it.
    """
    known: dict[tuple[str, str], bool] = {}

    def asked(hit: Hit, spelling: str) -> bool:
        agency = chosen(hit, context)
        if (agency.id, spelling) not in known:
            status = agency.status(context.as_of)
            known[agency.id, spelling] = (
                status == "obsolete"
                or agency.id in context.knowledge.halving
                or context.may_tell(
                    "agency", agency=agency.id, canonical=agency.name, level=agency.level, system=agency.system,
                    status=status, certainty=agency.certainty, renaming=agency.renaming, spelling=spelling,
                )
            )  # fmt: skip
        return known[agency.id, spelling]

    return asked


def _whole(context: Context, passage: Passage) -> list[Hit]:
    """Names in a passage; one that goes on in the next lines of the letterhead is the longer name's."""
    hits = context.agency_hits(passage)
    lines = list(takewhile(lambda each: each.role is Role.AGENCY, context.plan.passages[passage.index :]))
    if not hits or len(lines) < 2:
        return hits
    name = context.knowledge.find_agencies(" ".join(line.folded.text for line in lines))
    longer = {hit.start: hit for hit in name if hit.end > len(passage.folded.text)}
    return [hit._replace(ids=longer[hit.start].ids) if hit.start in longer else hit for hit in hits]


def _fact(
    passage: Passage, hit: Hit, role: str, live: bool, spelling: str, context: Context, known: dict[_Said, _Values]
) -> Fact:
    """``known``: what was told of bodies so far."""
    agency = chosen(hit, context)
    start, end = passage.folded.span(hit.start, hit.end)
    name = passage.text[start:end]
    said = (
        name,
        agency.id,
        _handed(agency, passage, hit, context) if agency.handed and _is_ended(agency, context) else "",
    )
    values = known.get(said)
    if values is None:
        values = known[said] = _values(name, agency, said[2], context)
    return fact(
        "agency",
        passage.place(start, end),
        name,
        role=role,
        live="yes" if live else "no",
        cited="yes" if context.in_citation(passage, hit.start) else "no",
        entire="yes" if _ENTIRE.match(passage.text, end) else "no",
        spelling=spelling,
        **values,
    )


def _is_ended(agency: Agency, context: Context) -> bool:
    return agency.status(context.as_of) == "obsolete"


def _values(name: str, agency: Agency, handed: str, context: Context) -> _Values:
    """What is told of a body by the name it has, wherever it stands; ``handed``: who got what it had to do there."""
    ended = _is_ended(agency, context)
    province = context.plan.issuer.province
    heir = handed or in_form_of(name, agency, context.knowledge.heir(agency, context.as_of, province, context.named))
    return {
        "agency": agency.id,
        "name": name,
        "canonical": agency.name,
        "level": agency.level,
        "system": agency.system,
        "status": agency.status(context.as_of),
        "certainty": agency.certainty,
        "started": agency.start,
        "ended": agency.end if ended else 0,
        "successor": handed or context.knowledge.succession(agency, context.as_of, province, context.named),
        "heir": heir,
        "inherits": _inherits(name, agency, heir, context),
        "predecessor": _predecessor(agency, context),
        "forerunner": context.knowledge.predecessors(agency.id, context.as_of),
        "era": ("old" if agency.end else "new") if agency.renaming else "",
        "renaming": agency.renaming,
    }


_ENTIRE = lazily(r"\s*(?:$|[,;:.)]|\([\w/ ]{1,12}\))")
_UNIT = lazily(r" (?:tỉnh|thành phố|tp\.?)(?! ủy)(?: .+)?$")


def _inherits(written: str, agency: Agency, heir: str, context: Context) -> str:
    """As ``Inheriting.of``; a committee of a city within a province is not that of the province."""
    found = context.inheriting.of(agency)
    return "part" if found and ("thành ủy" in fold(written)) != ("thành ủy" in fold(heir)) else found


def in_form_of(written: str, agency: Agency, heir: str) -> str:
    """A body's heir as long as the body is written: without the superior that is not said, with the place that is."""
    said, full, new = fold(written), fold(agency.name), fold(heir)
    unsaid = full[len(said) :] if full.startswith(f"{said} ") else ""
    if unsaid and new.endswith(unsaid):
        return heir[: len(heir) - len(unsaid)]
    if not agency.undivided:
        return heir
    unit = _UNIT.search(said)
    place = said[len(full) :] if said.startswith(f"{full} ") else unit[0] if unit else ""
    return heir if new.endswith(place) else heir + written[len(written) - len(place) :]


def _handed(agency: Agency, passage: Passage, hit: Hit, context: Context) -> str:
    """The body that got the part of an ended one's work which the clause speaks of; empty for the rest of it."""
    if not agency.handed:
        return ""
    text, clause = passage.folded.text, context.telling.clause(passage, hit.start)
    return next((part.to for part in agency.handed if terms(part.words).search(text, *clause)), "")


_EARLIER = "tên cơ quan vào ngày ấy"


def _predecessor(agency: Agency, context: Context) -> str:
    if agency.status(context.as_of) != "not-yet":
        return ""
    return context.knowledge.predecessors(agency.id, context.as_of) or _EARLIER


def chosen(hit: Hit, context: Context) -> Agency:
    """The body a name stands for: of several that share it, one that stands on the as-of date."""
    return context.knowledge.agency(context.knowledge.live(hit, context.as_of)[0])


# Roles


_NOTHING = Cue(r"[\W_]*(?:<agency.nothing>[ ,:]+)*")


def _roles(passage: Passage, hits: Sequence[Hit], words: Cues, context: Context) -> list[str]:
    if not passage.parts and passage.role in _BY_PLACE:
        return [_BY_PLACE[passage.role]] * len(hits)
    text = passage.folded.text
    cell = context.task_cells.get(passage.index)
    if cell is not None:
        said = {each.start: group.role for group in context.acting.groups(passage) for each in group.actors}
        return [role if (role := said.get(hit.start, "")) in ("leads", "coordinates") else cell for hit in hits]
    heads = _as_heading(passage, hits, context)
    starts = _clause_starts(text, passage)
    roles: list[str] = []
    for order, hit in enumerate(hits):
        before = words_before(text, hit.start)
        place = role_at(passage, hit.start)
        if place in _BY_PLACE or place in _ISSUING:
            roles.append(_BY_PLACE.get(place) or _issuing_role(context.knowledge, text, hit, starts))
            continue
        joined = order > 0 and roles[-1] != "" and is_gap(text, hits[order - 1].end, hit.start)
        if heads and not before.endswith(" của"):
            role = heads
        elif words.leads_after.match(text, hit.end):
            role = "leads"
        elif before.endswith(words.coordinates_before):
            role = "coordinates"
        elif before.endswith(words.leads_before):
            role = "leads"
        elif before.endswith(words.assigned_before):
            role = "assigned"
        elif joined:
            role = roles[-1]
        elif _reported_to(text, hit.start, words):
            role = "receives-report"
        elif _ISSUES(context.knowledge).match(text, hit.end):
            role = "issues"
        elif _opens(context.knowledge, text, hit.start, starts):
            role = "assigned" if words.acts.match(text, hit.end) else "mentioned"
        else:
            role = "mentioned"
        if role == "mentioned" and joined and words.acts.match(text, hit.end):
            role = "assigned"
        if role in ("leads", "assigned") and joined and not heads:
            _spread(roles, hits, text, order, role)
        roles.append(role)
    return roles


_TOWARDS = (" về", " cho", " đến", " tới", " với", " qua")


def _reported_to(text: str, start: int, words: Cues) -> bool:
    """Whether a body is the one that a report goes to: "báo cáo UBND tỉnh", "gửi báo cáo … về Sở …", "(qua Sở …)"."""
    before = words_before(text, start)
    if before.endswith(words.reports_before):
        return True
    clause = text[max(text.rfind(";", 0, start), text.rfind(". ", 0, start)) + 1 : start]
    return before.endswith(_TOWARDS) and ("báo cáo" in clause or "gửi" in clause)


def _spread(roles: list[str], hits: Sequence[Hit], text: str, order: int, role: str) -> None:
    """ "Sở A, Sở B chủ trì": what is said of the last one is said of the list."""
    index = order - 1
    while (
        index >= 0
        and roles[index] in ("mentioned", "assigned")
        and is_gap(text, hits[index].end, hits[index + 1].start)
    ):
        roles[index] = role
        index -= 1


_ISSUES = Cue(r"(?: đã)?(?: ký)? <agency.issues>(?= (?:số|\d))")


_ISSUING = frozenset({Role.ENACTING, Role.BASIS})
_ENACTS = Cue(r"(?: \w+){0,8}? <agency.enacts>(?!\w)")


def _issuing_role(knowledge: Knowledge, text: str, hit: Hit, starts: Sequence[int]) -> str:
    """``issues`` for the body with which the clause that issues the plan begins."""
    return (
        "issues"
        if _opens(knowledge, text, hit.start, starts) and _ENACTS(knowledge).match(text, hit.end)
        else "mentioned"
    )


def _clause_starts(text: str, passage: Passage) -> list[int]:
    starts = [0]
    if passage.content_start:
        starts.append(passage.folded.squeezed(passage.content_start))
    for mark in (";", ". ", ":"):
        at = text.find(mark)
        while at >= 0:
            starts.append(at + 1)
            at = text.find(mark, at + 1)
    if passage.role in (Role.ENACTING, Role.BASIS):
        starts += [match.end() for match in lazily(r",").finditer(text)]
    return sorted(starts)


def _opens(knowledge: Knowledge, text: str, start: int, starts: Sequence[int]) -> bool:
    """Whether a name stands at the beginning of a clause, behind nothing but "các", "đề nghị" and the like."""
    nearest = bisect_right(starts, start)
    return any(_NOTHING(knowledge).fullmatch(text, begin, start) for begin in starts[max(0, nearest - 2) : nearest])


def _as_heading(passage: Passage, hits: Sequence[Hit], context: Context) -> str:
    """``leads`` or ``assigned`` when the block is a heading that names who does what stands under it."""
    if passage.role is not Role.HEADING:
        return ""
    content = passage.folded.squeezed(passage.content_start)
    if not _NOTHING(context.knowledge).fullmatch(passage.folded.text, min(content, hits[0].start), hits[0].start):
        return ""
    section = context.plan.sections[passage.section] if passage.section >= 0 else None
    if section is not None and section.heading == passage.index:
        for index in range(section.first + 1, section.last + 1):
            below = context.plan.passages[index]
            if below.folded.text[: 60 + below.content_start].find("chủ trì") >= 0:
                return "leads"
    return "assigned"
