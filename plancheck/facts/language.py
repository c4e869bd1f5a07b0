"""Words written otherwise than they should be: capitals of bodies and posts, the subject's abbreviation.

Only the plan's own words are looked at: what stands inside a citation is as its issuer wrote it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Passage, Role
from plancheck.text import fold, right_before, words_up_to

_OWN = (BODY | {Role.SUBJECT, Role.BASIS}) - {Role.NOTE}
_NAMED = _OWN | {Role.RECIPIENT}
_NEAR = 40
_OF_ABROAD = Cue(r"(?: [^\s.,;:()]+){0,7} (?:của|nước|tỉnh|phía)(?: <places.units>)* <places.abroad>(?!\w)")
"""The people of another country: "nhân dân các bản giáp biên của Lào"."""


class Words(NamedTuple):
    """The ``language.*`` lists of a register, compiled."""

    people_after: tuple[str, ...]
    people_before: tuple[str, ...]
    state_after: tuple[str, ...]
    posts: tuple[str, ...]


@lru_cache(maxsize=4)
def words(knowledge: Knowledge) -> Words:
    """Compile the lists of a register, once for each register."""
    terms = knowledge.vocabulary.terms
    return Words(
        tuple(" " + term for term in terms["language.people.after"]),
        terms["language.people.before"],
        tuple(" " + term for term in terms["language.state.after"]),
        tuple(f" {post} " for post in sorted(terms["language.posts"], key=len, reverse=True)),
    )


def pairs(entries: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """ "a > b" entries taken apart."""
    for entry in entries:
        written, _, meant = entry.partition(" > ")
        yield written, meant


def recognise(context: Context) -> Iterator[Fact]:
    """``wording`` facts."""
    known = words(context.knowledge)
    explained = False
    yield from _parts(context)
    yield from _laws(context)
    for passage in context.plan.passages:
        if passage.role in OUTSIDE_THE_DRAFT:
            continue
        if passage.role in _OWN:
            yield from _capitals(context, passage, known)
            if not explained:
                for found in _shortened(context, passage):
                    explained = True
                    if found is not None:
                        yield found
        if passage.role in _NAMED:
            yield from _bodies(context, passage, known)
            yield from _posts(context, passage, known)


def _fact(passage: Passage, start: int, end: int, issue: str, expected: str) -> Fact:
    """``start`` and ``end`` are offsets into the folded text."""
    first, last = passage.folded.span(start, end)
    written = passage.text[first:last]
    return fact("wording", passage.place(first, last), written, issue=issue, written=written, expected=expected)


def _capitals(context: Context, passage: Passage, known: Words) -> Iterator[Fact]:
    """ "nhân dân" for the people, "nhà nước" for the State, in small letters."""
    text, written = passage.folded.text, passage.text
    for word, issue, right in (
        ("nhân dân", "capital-people", "Nhân dân"),
        ("nhà nước", "capital-state", "Nhà nước"),
    ):
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            first = passage.folded.original(start)
            if (
                written[first].islower()
                and not text[end : end + 1].isalpha()
                and not text[start - 1 : start].isalpha()
                and _stands_alone(text, start, end, issue, known)
                and not (issue == "capital-people" and _OF_ABROAD(context.knowledge).match(text, end))
                and not context.in_citation(passage, start)
            ):
                yield _fact(passage, start, end, issue, right)
            start = text.find(word, end)


def _stands_alone(text: str, start: int, end: int, issue: str, known: Words) -> bool:
    before = " " + words_up_to(text, start).rstrip()
    if issue == "capital-state":
        return before.endswith(known.state_after)
    if before.endswith(known.people_after):
        return False
    return not _follows(text, end, known.people_before)


def _follows(text: str, end: int, terms: tuple[str, ...]) -> bool:
    """Whether one of the terms, as whole words, stands right behind an offset."""
    after = text[end : end + _NEAR].lstrip()
    return any(after.startswith(term) and not after[len(term) : len(term) + 1].isalpha() for term in terms)


@lru_cache(maxsize=8)
def _alone(abbreviation: str) -> re.Pattern[str]:
    return lazily(rf"(?<![\w-]){re.escape(fold(abbreviation))}(?![\w-])")


def _shortened(context: Context, passage: Passage) -> Iterator[Fact | None]:
    """The first time the subject is shortened: a fact if nothing explains it there, else None."""
    subject = context.subject
    if subject is None or not subject.abbreviation:
        return
    text = passage.folded.text
    for match in _alone(subject.abbreviation).finditer(text):
        use = context.telling.use(passage, *match.span())
        if use == "cited" and not text[: match.start()].rstrip().endswith("("):
            continue
        full = f"{subject.label} ({subject.abbreviation})"
        yield None if use != "own" else _fact(passage, *match.span(), "shortened-subject", full)
        return


_LEVELS = ("ministry", "province", "district", "commune")
_HEADS_OF = ("trưởng ", "phó ")


def _bodies(context: Context, passage: Passage, known: Words) -> Iterator[Fact]:
    for start, end, name in miswritten_bodies(context, passage, known):
        yield _fact(passage, start, end, "capital-body", name)


def miswritten_bodies(context: Context, passage: Passage, known: Words) -> Iterator[tuple[int, int, str]]:
    """Names of bodies written out, with small letters where the official name has capitals or the other way round.

    Offsets into the folded text, and the official name.
    """
    text = passage.folded.text
    for hit in context.agency_hits(passage):
        for id in hit.ids:
            agency = context.knowledge.agency(id)
            end = hit.start + len(agency.name)
            if passage.text.startswith(agency.name, hit.start):  # as it should be
                break
            named = agency.level in _LEVELS or (agency.level, agency.system) == ("central", "party")
            if not named or agency.covers or text[hit.start : end] != fold(agency.name):
                continue
            if context.telling.use(passage, hit.start, end) == "quoted":
                break
            if agency.name.startswith("Phòng ") and text[: hit.start].endswith(_HEADS_OF):
                break  # "Trưởng phòng Văn hóa và Thông tin": the word is the post's
            start, stop = passage.folded.span(hit.start, end)
            if agency.system == "party" and agency.name.count(" ") < 2 and passage.text[start].islower():
                break  # "các đảng đoàn": a kind of body
            if _capitals_differ(passage.text[start:stop], agency.name) and not (
                context.in_citation(passage, hit.start) or _follows(text, end, known.people_before)
            ):
                yield hit.start, end, agency.name
            break


def _posts(context: Context, passage: Passage, known: Words) -> Iterator[Fact]:
    """Posts in small letters right in front of a body's name."""
    text = passage.folded.text
    for hit in context.agency_hits(passage):
        before = " " + words_up_to(text, hit.start)
        post = next((post for post in known.posts if before.endswith(post)), "")
        if not post or not passage.text[passage.folded.original(hit.start)].isupper():
            continue
        start = hit.start - len(post) + 1
        first, last = passage.folded.original(start), passage.folded.original(hit.start - 2) + 1
        written = passage.text[first:last]
        agency = context.knowledge.agency(hit.ids[0])
        named = agency.level in _LEVELS and not agency.covers
        if named and written[0].islower() and not context.in_citation(passage, start):
            yield _fact(passage, start, hit.start - 1, "capital-post", _post(written))


_PART = lazily(r"(?<!\w)(?P<word>điều|chương|mục|phần) (?:\d{1,3}[a-zđ]?|[ivxl]+)(?: của| tại)? ?$")


def _parts(context: Context) -> Iterator[Fact]:
    """ "điều 6 của Nghị định số …" with a small letter."""
    for citation in context.citations:
        passage, text = citation.passage, citation.passage.folded.text
        match = right_before(_PART, text, citation.start)
        if match and passage.role in _OWN and citation.within < 0:
            start, end = match.span("word")
            if passage.text[passage.folded.original(start)].islower():
                yield _fact(passage, start, end, "capital-part", match["word"].capitalize())


@lru_cache(maxsize=4)
def _law_names(knowledge: Knowledge) -> dict[str, str]:
    """Names of laws by their folded words."""
    laws = [each for each in knowledge.instruments if each.type in ("LUẬT", "PL")]
    names = {name for law in laws for name in (law.family, *law.names) if name and not any(map(str.isdigit, name))}
    return {fold(name): name for name in names}


def _laws(context: Context) -> Iterator[Fact]:
    """ "Luật phòng, chống ma túy" for "Luật Phòng, chống ma túy"."""
    known = _law_names(context.knowledge)
    for citation in context.citations:
        passage, name = citation.passage, citation.name
        right = known.get(name, "")
        if not right or passage.role not in _OWN or citation.within >= 0:
            continue
        end = citation.start + len(name)
        first, last = passage.folded.span(citation.start, end)
        if _capitals_differ(passage.text[first:last], right):
            yield _fact(passage, citation.start, end, "capital-name", right)


def _post(written: str) -> str:
    """A post with its capitals: "Phó Chủ tịch", "Chánh Văn phòng"."""
    words = written.lower().split()
    return " ".join(
        word.capitalize() if not index or words[index - 1] in ("phó", "chánh") else word
        for index, word in enumerate(words)
    )


def _capitals_differ(written: str, name: str) -> bool:
    """Whether two ways of writing one name differ in capitals.

    All capitals are a heading's, and not judged; what begins with "cơ quan" is a kind of body, no name.
    """
    written, name = " ".join(written.split()), " ".join(name.split())
    if len(written) != len(name) or name[0].islower() or written.isupper() or name.startswith("Cơ quan "):
        return False
    return any(one.isupper() != other.isupper() for one, other in zip(written, name, strict=True))
