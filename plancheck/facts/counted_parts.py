"""A number of people or units against its parts: "240 lượt người: lớp A 100 người, lớp B 80 người …".

Parts are in the unit of the whole, or in one of its units: "17 xã, phường (08 phường, 09 xã)".
"""

import re
from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.numerals import in_words
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage

_WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
WORDED = "|".join(_WORDS)
"""Numbers in words, as a pattern."""
_FIGURE = r"(?<![\w/.,-])(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,4})"
_PART = lazily(rf"{_FIGURE} (?P<unit>[^\W\d]+(?: [^\W\d]+)?)(?= ?[,;.)]| và |$)")
_NUMBER = lazily(r"(?<![\w/.,-])\d+(?![\d%/])")
_ENDS = {"(": lazily(r"\)"), ":": lazily(r"[;.](?= |$)")}
_NOT_ALL = whole("count.not-all-parts")
_PEOPLE = Cue(r"(?:lượt )?<counted.people>(?!\w)")
"""Words that people are counted in."""
_WHOLE = Cue(
    rf"(?P<before>(?<!\w)(?:[^\W\d]+ )?){_FIGURE} "
    r"(?P<thing><counted.units>(?:, <counted.units>)+|(?:lượt )?<counted.people>)"
    r"(?:,? [^\W\d]+){0,12}? ?(?P<opens>:|\()"
)
"""So many of one or two units right before their parts."""


def parts_of(context: Context, passage: Passage) -> Iterator[Fact]:
    """``count`` facts of a passage: what the parts come to."""
    text = passage.folded.text
    people, not_all = _PEOPLE(context.knowledge), _NOT_ALL(context.knowledge)
    for match in _WHOLE(context.knowledge).finditer(text):
        stop = _ENDS[match["opens"]].search(text, match.end())
        said = text[match.end() : stop.start() if stop else len(text)]
        parts = list(_PART.finditer(said))
        heads = {each.split()[0] for each in match["thing"].removeprefix("lượt ").split(", ")}
        of_people = people.match(match["thing"]) is not None
        same = all(each["unit"].split()[0] in heads or (of_people and people.match(each["unit"])) for each in parts)
        whole = len(parts) == len(_NUMBER.findall(said)) >= 2 and not not_all.search(f"{match['before']} {said}")
        if same and whole:
            yield counted_fact(passage, match, sum(int(each["count"].replace(".", "")) for each in parts))


def counted_fact(passage: Passage, match: re.Match[str], listed: int, stop: int = 0) -> Fact:
    """The ``count`` fact of a match with groups ``count`` and ``thing``, which it ends with where no end is given."""
    start, end = passage.folded.span(match.start("count"), stop or match.end("thing"))
    quote = passage.text[start:end]
    stated = stated_count(match)
    agrees = stated == listed
    return fact(
        "count", passage.place(start, end), quote, stated=stated, listed=listed, agrees="yes" if agrees else "no",
        right="" if agrees else _recounted(quote, match["count"], stated, listed),
    )  # fmt: skip


def _recounted(said: str, figure: str, stated: int, listed: int) -> str:
    """The words with another number, in figures as many and in words where it is said so too."""
    again = f"{listed:0{len(figure)}}" if figure.isdecimal() else in_words(listed)
    told = said.replace(figure, again, 1) if "." not in figure else ""
    return re.sub(rf"\({in_words(stated)}\)", f"({in_words(listed)})", told, flags=re.IGNORECASE)


def stated_count(match: re.Match[str]) -> int:
    """The number in the group ``count``, in figures or in words."""
    return _WORDS.get(match["count"], 0) or int(match["count"].replace(".", ""))
