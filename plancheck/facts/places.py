"""Where something is done: places abroad, known by the ``places.*`` lists of the register."""

from plancheck.facts.cues import Cue
from plancheck.knowledge import Knowledge
from plancheck.text import right_before

_ABROAD = Cue(
    r"(?<!\w)(?:<places.attended>(?: [^\s.;,()]+){1,9} \((?:<places.units> )*"
    r"|<places.before>(?:(?: [^\s.;,()]+){0,9} \((?:<places.units> )*|(?: [^\s.;,()]+){0,5}, ?(?:<places.units> )*"
    r"|(?: <places.units>)* ))"
    r"(?P<place><places.abroad>)(?!\w)"
)
""" "tại Lào", "sang tỉnh Vân Nam", "ở Fukuoka, Nhật Bản", "tại thành phố Sa Đéc (Nhật Bản)", "dự Hội chợ X (Đức)"."""
_OF_PEOPLE = Cue(r"(?<!\w)<places.not> ?$")
_FROM = Cue(r"(?<!\w)<places.people>(?P<home>(?: [^\s.;,]+){1,4}) ?$")


def _comes_from(text: str, written: str, start: int, knowledge: Knowledge) -> bool:
    """Whether people of a place by name stand before an offset: "người Quảng Trị ở nước ngoài"."""
    match = right_before(_FROM(knowledge), text, start)
    return match is not None and all(word[0].isupper() for word in written[slice(*match.span("home"))].split())


def done_abroad(text: str, written: str, knowledge: Knowledge) -> list[tuple[int, int]]:
    """Where a clause says that something is done abroad. ``text`` is folded, ``written`` the same as it stands.

    A name of one syllable that a capital letter follows is part of another name: "tại Lào Cai", "ở Mỹ Đình".
    """
    found = []
    same = len(text) == len(written)
    ordinary = knowledge.vocabulary.terms["places.ordinary"]
    for match in _ABROAD(knowledge).finditer(text):
        if right_before(_OF_PEOPLE(knowledge), text, match.start()):
            continue
        if same and match.group().startswith(_WHERE) and _comes_from(text, written, match.start(), knowledge):
            continue
        name, end = match["place"], match.end("place")
        longer = same and " " not in name and written[end : end + 2].strip()[:1].isupper()
        if not longer and not (same and written[match.start("place")].islower() and name in ordinary):
            found.append(match.span())
    return found


_WHERE = ("ở", "tại")
"""Before the place where people live; "sang", "tới" tell of a journey."""
