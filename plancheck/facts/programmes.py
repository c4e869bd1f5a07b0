"""Programmes that a draft rests on, by the period in their names: one that is over is left from an earlier plan."""

from collections.abc import Iterator, Sequence

from plancheck.data.days import year_of
from plancheck.facts.citing import role_at
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role

_TERM = lazily(
    r"(?<!\w)(?P<words>giai đoạn(?: năm)? (?P<first>(?:19|20)\d\d) ?(?:[-–/]|đến(?: năm)?) ?(?P<last>(?:19|20)\d\d)"
    r"|đến (?:hết )?năm (?P<only>(?:19|20)\d\d))(?!\d)"
)
_YEAR = lazily(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_CLAUSE = lazily(r";|\.(?=\s|$)|\./")


def recognise(context: Context, facts: Sequence[Fact]) -> Iterator[Fact]:
    """A ``programme`` fact for each instrument among the bases that has a period in its name, numbered or not."""
    cited: dict[tuple[str, int | None], list[Fact]] = {}
    for each in facts:
        if each.kind == "citation":
            cited.setdefault(each.place.key, []).append(each)
    for passage in context.plan.passages:
        if passage.role is not Role.BASIS and not passage.parts:
            continue
        text = passage.folded.text
        begin = 0
        while begin < len(text):
            stop = _CLAUSE.search(text, begin)
            end = stop.start() if stop else len(text)
            match = _TERM.search(text, begin, end)
            if match and role_at(passage, match.start()) is Role.BASIS:
                place = passage.place(*_original(passage, match.start(), match.end()))
                before = [
                    each for each in cited.get(place.key, ())
                    if _original(passage, begin, end)[0] <= each.place.start < place.start
                ]  # fmt: skip
                last = max(int(year) for year in _YEAR.findall(text, match.start(), end))
                yield fact(
                    "programme",
                    place,
                    passage.text[place.start : place.end],
                    number=before[0]["as_written"] if before else "",
                    status=before[0]["status"] if before else "unknown",
                    role=before[0]["role"] if before else "basis",
                    last_year=last,
                    over="yes" if last < year_of(context.days.first) else "no",
                )
            begin = end + 1


def _original(passage: Passage, start: int, end: int) -> tuple[int, int]:
    return passage.folded.span(start, end)
