"""A number of people or units against its parts: "240 lượt người: lớp A 100 người, lớp B 80 người …".

Parts are in the unit of the whole, or in one of its units: "17 xã, phường (08 phường, 09 xã)"; what a place is made of
may be said of all its units: "54 đơn vị cấp xã (30 phường, 22 xã, 02 đặc khu Vân Đồn, Cô Tô)".
"""

import re
from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.numbered import IN_WORDS, numbered
from plancheck.facts.numerals import in_words
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage

WORDED = "|".join(word for word, number in IN_WORDS.items() if number > 1)
"""Numbers in words, as a pattern."""
_COUNT = r"(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,4})"
_FIGURE = rf"(?<![\w/.,-]){_COUNT}"
_PART = lazily(rf"{_FIGURE} (?P<unit>[^\W\d]+(?: [^\W\d]+)?)(?= ?[,;.)]| và |$)")
_NUMBER = lazily(r"(?<![\w/.,-])\d+(?![\d%/])")
_ENDS = {"(": lazily(r"\)"), ":": lazily(r"[;.](?= |$)")}
_NOT_ALL = whole("count.not-all-parts")
_UNITS = Cue(
    rf"(?<![\w.,-])(?:\d{{1,4}}/)?{_COUNT} (?P<thing>(?P<kinds><counted.units>(?:(?:, | và )<counted.units>)+)"
    r"|<counted.all-units>)(?: có|(?:,? [^\W\d]+){1,5}?(?= ?[:(]))?"
    r"(?:,? ?(?P<some>trong đó)|,? (?:bao gồm|gồm)| ?:| ?\((?:(?P<inside>trong đó)|gồm)?)(?: có|:)? ?(?=\d)"
)
_OF_UNITS = Cue(rf" ?{_COUNT} (?P<unit><counted.units>)(?!\w)")
_AND = lazily(r" ?[,;] ?(?:và )?| và ")
_FAR = 4
"""Parts that differ from the whole by more than this part of it are of something else."""
_PEOPLE = Cue(
    rf"(?P<before>(?<!\w)(?:[^\W\d]+ )?){_FIGURE} (?P<thing>(?:lượt )?<counted.people>)"
    r"(?:,? [^\W\d]+){0,12}? ?(?P<opens>:|\()"
)
_PERSON = Cue(r"(?:lượt )?<counted.people>(?!\w)")


def parts_of(context: Context, passage: Passage) -> Iterator[Fact]:
    """``count`` facts of a passage: what the parts come to."""
    yield from _people(context, passage)
    yield from _units(context, passage)
    yield from _one_by_one(context, passage)


def _people(context: Context, passage: Passage) -> Iterator[Fact]:
    text = passage.folded.text
    people, not_all = _PERSON(context.knowledge), _NOT_ALL(context.knowledge)
    for match in _PEOPLE(context.knowledge).finditer(text):
        said = _opened(text, match.end(), match["opens"])
        parts = list(_PART.finditer(said))
        same = all(people.match(each["unit"]) for each in parts)
        sure = len(parts) == len(_NUMBER.findall(said)) >= 2 and not not_all.search(f"{match['before']} {said}")
        if same and sure:
            yield counted_fact(passage, match, sum(_number(each) for each in parts))


def _opened(text: str, start: int, mark: str) -> str:
    """What a bracket or a colon opens, to its end; nothing where that is too far for a list of parts."""
    last = start + _LONGEST
    stop = _ENDS[mark].search(text, start, last)
    if stop is None and last < len(text):
        return ""
    return text[start : stop.start() if stop else len(text)]


_LONGEST = 1500
"""Characters in which the parts of a whole are told."""
_MONEY = r"(?:nghìn|ngàn|triệu|tỷ|tỉ|đồng)(?!\w)"
"""Units of amounts, which sums are held against elsewhere."""
_HEADED = lazily(
    rf"(?<![\w/.,-])(?P<count>\d{{1,2}}|{WORDED}) (?P<thing>(?P<head>(?!{_MONEY})[^\W\d]+)(?: [^\W\d]+){{0,4}}?) ?: ?"
    r"(?=(?:một|\d{1,2}) )"
)
ONE = lazily(rf"(?:^|[,;:] |(?<!\w)và )(?P<count>\d{{1,2}}|một|{WORDED}) (?P<head>[^\W\d]+)(?!\w)")
"""A part that is told with its number and unit."""


def _one_by_one(context: Context, passage: Passage) -> Iterator[Fact]:
    """ "03 lớp tập huấn: một lớp cho … và một lớp cho …": each told with the head word of the whole."""
    text = passage.folded.text
    for match in _HEADED.finditer(text) if ": " in text else ():
        said = _opened(text, match.end(), ":")
        parts = [each for each in ONE.finditer(said) if each["head"] == match["head"]]
        first = parts and parts[0].start() == 0
        if first and len(parts) >= 2 and not _NOT_ALL(context.knowledge).search(said):
            yield counted_fact(passage, match, sum(stated_count(each) for each in parts))


def _units(context: Context, passage: Passage) -> Iterator[Fact]:
    """Units of each kind that a place is made of, each kind once and all of them that the whole names."""
    text, of_units = passage.folded.text, _OF_UNITS(context.knowledge)
    for match in _UNITS(context.knowledge).finditer(text):
        parts: dict[str, int] = {}
        at = match.end()
        while (part := of_units.match(text, at)) and part["unit"] not in parts:
            parts[part["unit"]] = _number(part)
            at = _names_end(passage, part.end())
            between = _AND.match(text, at)
            if between is None:
                break
            at = between.end()
        said, come = stated_count(match), sum(parts.values())
        kinds = set(lazily(r", | và ").split(match["kinds"] or ""))
        covered = set(parts) == kinds or (not match["kinds"] and len(parts) >= 2)
        some = (match["some"] or match["inside"]) and not match["kinds"] and come < said
        if covered and not some and abs(come - said) * _FAR <= said and not _QUALIFIED.match(text, at):
            yield counted_fact(passage, match, come)


_QUALIFIED = lazily(r" [^\W\d]")
"""More words about the last of the parts, "04 xã biên giới"."""


def _names_end(passage: Passage, start: int) -> int:
    """Where names that begin with capitals end that may stand from an offset on, the offset for none."""
    folded, original = passage.folded.text, passage.folded.original
    end = start
    for match in _WORD.finditer(folded, start):
        gap = folded[end : match.start()]
        if gap not in (" ", ", ", " - ", "-") or not passage.text[original(match.start())].isupper():
            break
        end = match.end()
    return end


_WORD = lazily(r"[^\W_]+")


def _number(match: re.Match[str]) -> int:
    return int(match["count"].replace(".", ""))


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
    return numbered(match["count"])
