"""Names made like those of bodies of a kind that the law lists in full, and that none of them bears.

A name is its head ("Bộ", "Sở", "Phòng") and fields of work, each with a capital, joined by commas, dashes or "và".
Where the fields make several names in a row ("Sở Nội vụ, Tài chính"), it is a list. Divisions are those of a district
or of a commune, by the unit said behind the name or by the issuer. Ministries of other countries, names in citations
and what is told of the past are left alone.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from plancheck.data.days import FOREVER
from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.language import pairs
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.territory import DISTRICT, LEVELS
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import fold, squeeze

_GROUPS = {"bộ": "bo", "sở": "so"}
"""Heads of bodies that are in the register of agencies, and their groups there."""
_HEAD = lazily(r"(?<![\w/])(?P<head>bộ|sở|phòng) (?=\w)")
_JOINT = lazily(r"(?P<comma> ?, ?)|(?: và | ?- ?| ?& ?)")
_FIELD = lazily(r"[^\W_]+(?: [^\W_]+)*")
_BEHIND = lazily(
    rf",? ?(?:(?:các|của|thuộc|tại|ubnd|ủy ban nhân dân|cấp) ?)*(?P<unit>{DISTRICT}|xã|phường|đặc khu)(?!\w)"
)
_OF_ANOTHER = Cue(r" <misnamed.of-another>(?!\w)")
_OWN_UNIT = lazily(r"(?<!\w)(?P<unit>xã|phường|đặc khu)(?!\w)")
_OF_COUNTRY = lazily(r" (?:(?:của|nước|bạn) )*")
_OF_PROVINCE = lazily(r" (?:của )?(?P<unit>tỉnh|thủ đô) (?P<name>\w)")
_DISTRICT = "don-vi-huyen"
_SAID_IN = BODY | {Role.RECIPIENT}
_AROUND = 40
"""Characters behind a name within which its country stands."""
_NAME = 80
"""Characters that a field of a name has at most."""

_Fields = tuple[str, ...]


class _Name(NamedTuple):
    """A name that a body bears."""

    fields: _Fields
    shown: str
    units: tuple[str, ...] = ()
    """Kinds of communes that have such a body; empty: all."""


class _Said(NamedTuple):
    """A name as it stands in a passage: offsets into its folded text, and those at which its fields are joined."""

    fields: _Fields
    start: int
    end: int
    loose: tuple[bool, ...]
    """Of each joint, whether it is a comma."""


def _fields(name: str) -> _Fields:
    return tuple(_FIELD.findall(_JOINT.sub("|", fold(name))))


@lru_cache(maxsize=16)
def _registered(knowledge: Knowledge, head: str, day: int) -> tuple[_Name, ...]:
    """Names of the register's bodies with a head: of all times, or (with a day) of those that stand on it."""
    return tuple(
        _Name(_fields(each.name.partition(" ")[2]), each.name)
        for each in knowledge.agencies
        if each.group == _GROUPS[head] and fold(each.name).startswith(f"{head} ")
        and (not day or each.status(day) == "current")
    )  # fmt: skip


@lru_cache(maxsize=16)
def _divisions(knowledge: Knowledge, level: str, day: int) -> tuple[_Name, ...]:
    """Divisions of a level on a day."""
    return tuple(
        _Name(_fields(name), f"Phòng {_titled(name)}", () if since else tuple(filter(None, more.split("/"))))
        for name, more in pairs(knowledge.vocabulary.terms[f"misnamed.{level}"])
        for since in [int(more.replace("-", "")) if more[:1].isdigit() else 0]
        if since <= day
    )


def _titled(name: str) -> str:
    return lazily(r"(?:^|(?<=, )|(?<= và )|(?<=- ))\w").sub(lambda each: each.group().upper(), name)


@lru_cache(maxsize=8)
def _all_fields(knowledge: Knowledge, head: str) -> tuple[frozenset[str], int]:
    """Fields of work that names are made of, those of departments and divisions together, and how long they are."""
    names = [*_registered(knowledge, head, 0)]
    if head != "bộ":
        names += [name for level in ("district", "commune") for name in _divisions(knowledge, level, FOREVER)]
    fields = frozenset(field for name in names for field in name.fields)
    return fields, max(len(each.split()) for each in fields)


def recognise(context: Context) -> Iterator[Fact]:
    """``misnamed`` facts of a draft."""
    if context.plan.nature != "draft":
        return
    for passage in context.plan.passages:
        if passage.role not in _SAID_IN:
            continue
        for match in _HEAD.finditer(passage.folded.text):
            yield from _judged(context, passage, match["head"], match.start(), match.end())


def _judged(context: Context, passage: Passage, head: str, start: int, first: int) -> Iterator[Fact]:
    knowledge = context.knowledge
    if head in _GROUPS:
        names, standing = _registered(knowledge, head, 0), _registered(knowledge, head, context.as_of)
    else:
        level = _level(context, passage, first)
        names = standing = _divisions(knowledge, level, context.as_of) if level else ()
    members = frozenset(name.fields for name in names)
    fields, longest = _all_fields(knowledge, "bộ" if head == "bộ" else "sở")
    said = _read(passage, start, first, fields, longest) if names else None
    if said is None or not _ours(context, passage, said):
        return
    if said.fields in members:
        right = _other_unit(context, said.fields, standing) if head not in _GROUPS else ""
    elif _is_name(context, passage, said, head) or len(said.fields) < 2 or _is_list(said, members):
        right = ""
    else:
        right = _nearest(said.fields, standing)
    if right:
        begin, end = passage.folded.span(said.start, said.end)
        name = passage.text[begin:end]
        yield fact("misnamed", passage.place(begin, end), name, name=name, expected=right)


def _level(context: Context, passage: Passage, first: int) -> str:
    """Whose divisions are meant: a district's or a commune's."""
    districts = context.knowledge.agency(_DISTRICT).status(context.as_of) == "current"
    named = _FIELD.match(passage.folded.text, first, first + _NAME)
    behind = _BEHIND.search(passage.folded.text, first, (named.end() if named else first) + _AROUND)
    issuer = context.plan.issuer
    own = issuer.level if issuer.office in ("committee", "party-board", "party-committee") else ""
    if own not in ("district", "commune"):
        own = LEVELS[behind["unit"]] if behind else ""
    if not own:
        return ""
    return "district" if districts else "commune" if own == "commune" else ""


def _read(passage: Passage, start: int, first: int, fields: frozenset[str], longest: int) -> _Said | None:
    """The fields that stand in a row from an offset on, each with a capital."""
    text, original = passage.folded.text, passage.folded.original
    found: list[str] = []
    loose: list[bool] = []
    at, end = first, first
    while at < len(text) and passage.text[original(at)].isupper():
        words = text[at : at + _NAME].split(" ")
        said = next(
            (" ".join(words[:n]).strip(" ,;.:)") for n in range(min(longest, len(words)), 0, -1)
             if " ".join(words[:n]).rstrip(",;.:)") in fields), ""
        )  # fmt: skip
        if not said:
            break
        found.append(said)
        end = at + len(said)
        joint = _JOINT.match(text, end)
        if joint is None:
            break
        loose.append(joint["comma"] is not None)
        at = joint.end()
    return _Said(tuple(found), start, end, tuple(loose[: len(found) - 1])) if found else None


def _ours(context: Context, passage: Passage, said: _Said) -> bool:
    """Whether a name is of a body of the State at home, said of now."""
    text, original = passage.folded.text, passage.folded.original
    if context.in_citation(passage, said.start) or _OF_ANOTHER(context.knowledge).match(text, said.end):
        return False
    of = _OF_COUNTRY.match(text, said.end)
    abroad = of and cues.anywhere(context.knowledge, "places.abroad").match(text, of.end())
    if abroad and passage.text[original(abroad.start())].isupper():
        return False
    elsewhere = _OF_PROVINCE.match(text, said.end)
    if elsewhere and passage.text[original(elsewhere.start("name"))].isupper():
        stretch = text[elsewhere.start("unit") : elsewhere.start("name") + _AROUND]
        if not any(hit.start == 0 for hit in context.knowledge.find_provinces(stretch)):
            return False
    return context.telling.use(passage, said.start, said.end) == "own"


def _is_name(context: Context, passage: Passage, said: _Said, head: str) -> bool:
    """Whether the register has it, in another way of writing."""
    hits = context.agency_hits.between(passage, said.start, said.start + 1) if head in _GROUPS else ()
    return any(hit.end >= said.end for hit in hits)


def _is_list(said: _Said, members: frozenset[_Fields]) -> bool:
    """Whether the fields make names that stand in a row, or a name and one field more that a comma parts from it."""
    count = len(said.fields)
    reached = {0}
    for stop in range(1, count + 1):
        if any(said.fields[begin:stop] in members for begin in range(stop) if begin in reached):
            reached.add(stop)
    return count in reached or any(stop and said.loose[stop - 1] for stop in reached)


def _nearest(fields: _Fields, standing: Sequence[_Name]) -> str:
    """The name that shares most fields with what is said; empty where none shares any."""
    shared = [(len(set(fields) & set(name.fields)), -len(name.fields), name.shown) for name in standing]
    most = max(shared, default=(0, 0, ""))
    return most[2] if most[0] else ""


def _other_unit(context: Context, fields: _Fields, standing: Sequence[_Name]) -> str:
    """The body that the issuer's kind of unit has for one that only other kinds have; empty for a right one."""
    issuer = context.plan.issuer
    own = _OWN_UNIT.search(squeeze(issuer.name).text) if issuer.level == "commune" else None
    name = next((each for each in standing if each.fields == fields), None)
    if own is None or name is None or not name.units or own["unit"] in name.units:
        return ""
    return _nearest(fields, [each for each in standing if own["unit"] in each.units])
