"""Where something is done: places abroad, known by the ``places.*`` lists of the register."""

import re
from functools import lru_cache

from plancheck.facts import cues
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.text import right_before


@lru_cache(maxsize=4)
def _abroad(knowledge: Knowledge) -> re.Pattern[str]:
    terms = knowledge.vocabulary.terms
    before = cues.expression(terms["places.before"])
    units = cues.expression(terms["places.units"])
    # "tại Lào", "sang tỉnh Vân Nam", "ở Fukuoka, Nhật Bản", "tại thành phố Sa Đéc (Nhật Bản)"
    between = rf"(?: [^\s.;,()]+){{0,9}} \((?:{units} )*|(?: [^\s.;,()]+){{0,5}}, ?(?:{units} )*|(?: {units})* "
    return lazily(rf"(?<!\w){before}(?:{between})(?P<place>{cues.expression(terms['places.abroad'])})(?!\w)")


@lru_cache(maxsize=4)
def _of_people(knowledge: Knowledge) -> re.Pattern[str]:
    return lazily(rf"(?<!\w){cues.expression(knowledge.vocabulary.terms['places.not'])} ?$")


@lru_cache(maxsize=4)
def _from(knowledge: Knowledge) -> re.Pattern[str]:
    people = cues.expression(knowledge.vocabulary.terms["places.people"])
    return lazily(rf"(?<!\w){people}(?P<home>(?: [^\s.;,]+){{1,4}}) ?$")


def _comes_from(text: str, written: str, start: int, knowledge: Knowledge) -> bool:
    """Whether people of a place by name stand before an offset: "người Quảng Trị ở nước ngoài"."""
    match = right_before(_from(knowledge), text, start)
    return match is not None and all(word[0].isupper() for word in written[slice(*match.span("home"))].split())


def done_abroad(text: str, written: str, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Where a clause says that something is done abroad. ``text`` is folded, ``written`` the same as it stands.

    A name of one syllable that a capital letter follows is part of another name: "tại Lào Cai", "ở Mỹ Đình".
    """
    found = []
    same = len(text) == len(written)
    for match in _abroad(knowledge).finditer(text):
        if _of_people(knowledge).search(text, max(0, match.start() - _WINDOW), match.start()):
            continue
        if same and match.group().startswith(_WHERE) and _comes_from(text, written, match.start(), knowledge):
            continue
        name, end = match["place"], match.end("place")
        longer = same and " " not in name and written[end : end + 2].strip()[:1].isupper()
        if not longer and not (same and written[match.start("place")].islower() and name in _ORDINARY):
            found.append(match.span())
    return found


_WINDOW = 48
_WHERE = ("ở", "tại")
"""Before the place where people live; "sang", "tới" tell of a journey."""
_ORDINARY = frozenset(("anh", "áo", "bỉ", "đức", "mỹ", "nga", "nhật", "pháp", "séc", "úc", "viên", "ý", "lào"))
"""Names that are ordinary words where they are not written as names."""
