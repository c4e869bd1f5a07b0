"""What a sentence says, told by its words alone: the register's sayings, with the time that the sentence sets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts import cues
from plancheck.facts.calendar import find_cadences
from plancheck.facts.context import Context, Sentence
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.model import Saying
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import fold

_LIMIT = lazily(
    r"(?<!\w)(?:chậm nhất|muộn nhất|trong vòng|trong thời hạn|không quá|trong)(?: (?:là|sau|vòng|thời gian))* "
    r"(?P<n>\d{1,3})(?: \(\w+(?: \w+){0,3}\))? ?(?P<unit>giờ|tiếng|h|ngày)(?! tháng)(?!\w)"
)
_LENGTH = r"(?P<n>\d{1,3})(?: \(\w+(?: \w+){0,3}\))? ?(?P<unit>giờ|tiếng|ngày|tuần)"
_AHEAD = (
    lazily(rf"(?<!\w){_LENGTH}(?: làm việc)? trước(?!\w)"),
    lazily(rf"(?<!\w)trước(?: [^\W\d]+){{0,8}}? {_LENGTH}(?! (?:tháng|ngày|hằng|hàng|\d))(?!\w)"),
)
"""How long before something: "15 ngày trước khi khai mạc", "thông báo trước 03 ngày"."""
_IN_HOURS = {"giờ": 1, "tiếng": 1, "h": 1, "ngày": 24, "tuần": 168}


class _Group(NamedTuple):
    """Sayings with the same words beside them."""

    heard: re.Pattern[str]
    """The words of any of them."""
    beside: tuple[re.Pattern[str], ...]
    sayings: tuple[Saying, ...]


@lru_cache(maxsize=4)
def _groups(knowledge: Knowledge) -> tuple[_Group, ...]:
    found: dict[tuple[tuple[str, ...], ...], list[Saying]] = {}
    for saying in knowledge.vocabulary.sayings:
        found.setdefault(saying.beside, []).append(saying)
    return tuple(
        _Group(
            cues.terms(tuple(dict.fromkeys(word for saying in sayings for word in saying.words))),
            tuple(map(cues.terms, beside)),
            tuple(sayings),
        )
        for beside, sayings in found.items()
    )


def recognise(context: Context) -> Iterator[Fact]:
    """``saying`` facts."""
    for group in _groups(context.knowledge):
        asked = [each for each in group.sayings if context.may_tell("saying", saying=each.id)]
        for sentence in context.sentences_with(group.heard) if asked else ():
            if all(beside.search(sentence.text) for beside in group.beside):
                text = context.uncited(sentence)
                for saying in asked:
                    yield from _said(context, sentence, text, saying)


def _said(context: Context, sentence: Sentence, text: str, saying: Saying) -> Iterator[Fact]:
    said = cues.terms(saying.words).search(text)
    if said is None or (saying.but and cues.terms(saying.but).search(text)):
        return
    if saying.place and "nước ngoài" not in text and not _abroad_so_far(context, sentence):
        return
    if context.refused(sentence, *said.span(), saying.id):
        return
    if not saying.time:
        yield _fact(sentence, text, saying)
    elif saying.time == "cadence":
        months = min((each.months for each in find_cadences(text) if each.months), default=0)
        if months:
            yield _fact(sentence, text, saying, months=round(months))
    elif saying.time == "limits":
        for limit in _LIMIT.finditer(text):
            yield _fact(sentence, text, saying, *limit.span(), hours=_hours(limit))
    else:
        ways = (*(_AHEAD if saying.time == "ahead" else ()), _LIMIT)
        first = next((limit for limit in (way.search(text) for way in ways) if limit), None)
        if first:
            yield _fact(sentence, text, saying, hours=_hours(first))


def _abroad_so_far(context: Context, sentence: Sentence) -> bool:
    """Whether the heading or the paragraph has said, up to the end of a sentence, that something is done abroad."""
    headed = any("ở nước ngoài" in fold(each) for each in sentence.passage.breadcrumb[-1:])
    return headed or any(end <= sentence.end for _, end in context.abroad_in(sentence.passage))


def _hours(limit: re.Match[str]) -> int:
    return int(limit["n"]) * _IN_HOURS[limit["unit"]]


def _fact(
    sentence: Sentence,
    text: str,
    saying: Saying,
    start: int = 0,
    end: int | None = None,
    hours: int = 0,
    months: int = 0,
) -> Fact:
    place, quote = sentence.place(start, end), sentence.quote()
    return fact("saying", place, quote, saying=saying.id, hours=hours, months=months, text=text)
