"""Totals and their parts in sentences and the lists under them: amounts, shares of a whole, "A + B = C".

A wrong alarm about arithmetic is worse than none: where an amount may be a unit price, a share of another part, or
can't be read for sure, nothing is said at all.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.figures import NUMBER, amount, decimal, money, sum_fact, written, written_money
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Passage, Role
from plancheck.text import fold, right_before

_AMOUNT = lazily(rf"(?<![\w/.,]){money('number')}")
_UP_TO = r"(?:[^.;\d]|năm 20\d\d|20\d\d ?- ?20\d\d){0,90}?"
_TOTAL = Cue(
    rf"(?<!\w)(?:tổng (?:<sum.of> )*<sum.money>?{_UP_TO}(?::|là)?"
    rf"|(?:^|[.;:-] ?|\d\.? )(?:nhu cầu )?<sum.money>{_UP_TO}(?::|là)) ?$"
)
_PARTS = Cue(
    r"(?: ?\([^()\d]*\))?(?:(?:,? (?!trong đó)<sum.from>(?:[^.;:()\d]|20\d\d){0,80}?)?[ ,;.(]*"
    r"(?:được |số này |kinh phí này )?(?:<sum.opens>|(?P<some>trong đó)) ?:?"
    r"|(?P<behind> ?: ?| ?\())"
)
_MEANS = Cue(r"(?<!\w)<sum.meant>(?!\w)[^.;]*$")
"""Before an amount whose parts stand in brackets or behind ":"."""

_UNSURE = Cue(r"(?<!\w)<sum.unsure>(?!\w)|[x×*]\s?\d|\d\s?[x×*]|/ ?<sum.each>|[()%]")
_OPENS = lazily(r"gồm|chia ra|chia theo|trong đó|phân bổ|đồng ?[:(]")
_END = lazily(r"\.(?=\s|$)|\./")
_COUNTED = Cue(r" <sum.counted>(?!\w)")
_ADDED = lazily(
    rf"(?<![\w.,])(?:{money('first')} ?\+ ?)(?P<more>(?:{NUMBER})[^=;]{{0,120}}?)=(?P<gap> ?){money('total')}"
)
_SHARE = lazily(r"(?<![\d,.])(?P<share>\d{1,3}(?:,\d{1,2})?) ?%")
_PARTED = lazily(r"[,;:(]| và ")
_WHOLE = 100
_TENTH = Decimal("0.1")
"""What rounding each share may take."""


class _Amount(NamedTuple):
    start: int
    end: int
    dong: Decimal


def recognise(context: Context) -> Iterator[Fact]:
    """One ``sum`` fact for each total whose parts can all be read."""
    passages = context.plan.body
    for index, passage in enumerate(passages):
        text = passage.folded.text
        if "đồng" in text and (_OPENS.search(text) is not None):
            yield from _of_amounts(context, passages, index)
        if "cộng" in text or "tổng" in text:
            yield from _summed(context.knowledge, passage)
        if "%" in text:
            yield from _shares(context, passage)
        if "+" in text and "=" in text:
            yield from _added(passage)


# Amounts


def _amounts(knowledge: Knowledge, text: str) -> list[_Amount] | None:
    """Amounts in folded text, None if what looks like one can't be read for sure."""
    found = []
    for match in _AMOUNT.finditer(text):
        if _COUNTED(knowledge).match(text, match.end()):
            return None
        found.append(_Amount(match.start(), match.end(), amount(match, "number")))
    return found


def _of_amounts(context: Context, passages: Sequence[Passage], index: int) -> Iterator[Fact]:
    passage = passages[index]
    text = passage.folded.text
    amounts = _amounts(context.knowledge, text)
    for order, total in enumerate(amounts or ()):
        opening = _PARTS(context.knowledge).match(text, total.end)
        whole = right_before(_TOTAL(context.knowledge), text, total.start, reach=140) is not None
        if opening is None:
            continue
        if opening["behind"]:
            yield from _behind_mark(context.knowledge, passage, amounts or (), order, opening)
            continue
        whole = whole or (not opening["some"] and opening.group().rstrip().endswith(":"))  # "95 triệu đồng, gồm:"
        stop = _END.search(text, opening.end())
        end = stop.start() if stop else len(text)
        whole = whole or (not opening["some"] and _ends_with_money(amounts or (), order, text, opening.end(), end))
        if not (whole or opening["some"]):
            continue
        rest = _without_asides(text[opening.end() : end])
        if not rest.strip(" :") and not text[end:].strip(" ./"):
            parts = _listed(context.knowledge, passages, index)
        else:
            least = 1 if opening["some"] else 2
            plain = [each for each in (amounts or ())[order + 1 :] if each.start < end]
            plain = [each for each in plain if rest[each.start - opening.end()] != " "]
            parts = _stated(context.knowledge, rest, plain, least)
        # What "trong đó" names need not be all; then only too much is a fault.
        some = opening["some"] and not (whole and parts and _all(context, opening.group(), rest, len(parts)))
        if parts is not None and not (some and sum(parts) < total.dong and not _slip(total.dong, parts)):
            yield _of_text(passage, total, end, parts)
        break


def _ends_with_money(amounts: Sequence[_Amount], order: int, text: str, opened: int, end: int) -> bool:
    """Whether named amounts and nothing behind them are parts: "… gồm ngân sách A đồng và quỹ B đồng."."""
    held = [each for each in amounts[order + 1 :] if each.start < end]
    begins = [opened, *(each.end for each in held)]
    named = all(_NAME.search(text, begin, each.start) for begin, each in zip(begins, held, strict=False))
    return len(held) > 1 and named and not text[held[-1].end : end].strip(" ,;/")


_NAME = lazily(r"(?!và )[^\W\d]+ [^\W\d]+")
"""Words before an amount that say what it is for or where it comes from."""


def _behind_mark(
    knowledge: Knowledge, passage: Passage, amounts: Sequence[_Amount], order: int, opening: re.Match[str]
) -> Iterator[Fact]:
    """ "Kinh phí 95 triệu đồng (pa nô 40 triệu đồng; giao lưu 55 triệu đồng)": each part with its name before it."""
    text, total = passage.folded.text, amounts[order]
    close = _CLOSE if opening["behind"].strip() == "(" else _END
    stop = close.search(text, opening.end())
    end = stop.start() if stop else len(text)
    text = text[: opening.end()] + _without_asides(text[opening.end() : end]) + text[end:]
    held = [each for each in amounts[order + 1 :] if each.start < end and text[each.start] != " "]
    last = held[-1].end if held else end
    mark = text.find(";", last, end)
    said = text[opening.end() : end]
    next_mark = text.find(";", mark + 1, end)
    if mark >= 0 and (
        ";" not in text[opening.end() : last]
        or _SOURCE(knowledge).search(text, mark, next_mark if next_mark > 0 else end)
    ):
        end = mark  # the rest says where the money comes from
    gaps = list(pairwise([opening.end(), *(at for each in held for at in (each.start, each.end)), end]))[::2]
    before, behind = ([_A_LETTER.search(text, *gap) for gap in some] for some in (gaps[:-1], gaps[1:]))
    whole = right_before(_MEANS(knowledge), text, total.start) is not None
    if not whole:
        marks = {mark for gap in gaps[1:-1] for mark in ",;" if mark in text[slice(*gap)]}
        whole = len(marks) < len(",;") and order == 0 and _opens_on_money(knowledge, passage, total)
    if whole and held and ((all(before) and not behind[-1]) or (all(behind) and not before[0])):
        parts = _stated(knowledge, said, held, 2)
        if parts:
            yield _of_text(passage, total, end, parts)


def _opens_on_money(knowledge: Knowledge, passage: Passage, total: _Amount) -> bool:
    """Whether a passage under a heading over money begins with an amount: "Dự kiến 68 triệu đồng: …"."""
    heads = (fold(each) for each in passage.breadcrumb)
    before = passage.folded.text[passage.folded.squeezed(passage.content_start) : total.start]
    return len(before.split()) <= _FEW and any(_MONEY_HEAD(knowledge).search(each) for each in heads)


_SOURCE = whole("funding.source")
_FEW = 3
"""Words before the amount that a passage begins with."""
_MONEY_HEAD = whole("funding.heading")
_A_LETTER = lazily(r"[^\W\d]")
_CLOSE = lazily(r"\)")


def _slip(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a total differs by one figure or by the order of figures from what many parts come to: it is mistyped."""
    one, two = str(int(total)), str(int(sum(parts, Decimal(0))))
    unlike = sum(first != second for first, second in zip(one, two, strict=False))
    return len(parts) >= _MANY and len(one) == len(two) and (unlike == 1 or sorted(one) == sorted(two))


def _all(context: Context, opening: str, rest: str, parts: int) -> bool:
    """Whether "trong đó" names all parts: many of them behind a colon, or what is public and what is not."""
    named = (
        len(_SOURCES(context.knowledge).findall(rest)) >= parts
        and "ngân sách" in rest
        and _NOT_PUBLIC(context.knowledge).search(rest) is not None
    )
    return named or (parts >= _MANY and opening.rstrip().endswith(":"))


_NOT_PUBLIC = whole("sum.not-public")
_ASIDE = lazily(r"\([^()]*\)")
"""How a part comes about."""


def _without_asides(said: str) -> str:
    """The same with what stands in brackets blanked out, offsets kept."""
    return _ASIDE.sub(lambda match: " " * len(match.group()), said)


_MANY = 3
"""Parts from which on those listed behind a colon are all there are."""


def _stated(knowledge: Knowledge, text: str, amounts: Sequence[_Amount], least: int) -> list[Decimal] | None:
    """The parts named in the same sentence, each standing for itself."""
    if len(amounts) < least or _UNSURE(knowledge).search(text):
        return None
    return [each.dong for each in amounts]


def _listed(knowledge: Knowledge, passages: Sequence[Passage], index: int) -> list[Decimal] | None:
    """The parts in the items under "gồm:": each has one amount, or nothing is said."""
    head = passages[index]
    parts: list[Decimal] = []
    label = ""
    for item in passages[index + 1 :]:
        kind = _kind(item.label)
        if item.role is not Role.ITEM or kind == _kind(head.label) or (label and kind != label):
            break
        label = label or kind
        text = item.folded.text[item.folded.squeezed(item.content_start) :]
        amounts = _amounts(knowledge, text)
        if amounts is None or len(amounts) != 1 or _UNSURE(knowledge).search(text):
            return None
        parts.append(amounts[0].dong)
    return parts if len(parts) >= 2 else None


def _kind(label: str) -> str:
    """Sort of a label: "1." and "2." are of one, "a)" and "-" of others."""
    return lazily(r"[a-zđ]").sub("a", lazily(r"\d+").sub("1", label.lower()))


def _of_text(passage: Passage, total: _Amount, end: int, parts: Sequence[Decimal]) -> Fact:
    start, stop = passage.folded.span(total.start, max(total.end, end))
    said = passage.as_written(total.start, total.end)
    come = sum(parts, Decimal(0))
    return sum_fact(
        passage, start, stop, total.dong, come, source="text", said=said, parts=written_money(come, total.dong)
    )


_IN_ALL = Cue(r"(?<!\w)<sum.in-all>(?: là)? ?:? ?$")


def _summed(knowledge: Knowledge, passage: Passage) -> Iterator[Fact]:
    """ "… 320 triệu đồng, … 80 triệu đồng; tổng cộng 420 triệu đồng": the total behind its parts."""
    text = passage.folded.text
    start = 0
    for stop in [*(match.end() for match in _END.finditer(text)), len(text)]:
        amounts = _amounts(knowledge, text[start:stop])
        first, start = start, stop
        if amounts is None or len(amounts) <= 2:
            continue
        *parts, total = amounts
        before = text[first : first + total.start]
        sure = _IN_ALL(knowledge).search(before) and not _UNSURE(knowledge).search(before)
        if sure and not _TOTAL(knowledge).search(before[: parts[0].start]):
            come = sum((each.dong for each in parts), Decimal(0))
            begins, ends = passage.folded.span(first + parts[0].start, first + total.end)
            said = passage.text[passage.folded.original(first + total.start) : ends]
            yield sum_fact(
                passage, begins, ends, total.dong, come, source="text", said=said,
                parts=written_money(come, total.dong),
            )  # fmt: skip


def _added(passage: Passage) -> Iterator[Fact]:
    """ "50.000.000 đồng + 30.000.000 đồng = 90.000.000 đồng": each part is an amount."""
    text = passage.folded.text
    for match in _ADDED.finditer(text):
        found = [_AMOUNT.fullmatch(part.strip()) for part in match["more"].split("+")]
        if not all(found):
            continue
        parts = [amount(each, "number") for each in found if each]
        come, total = amount(match, "first") + sum(parts), amount(match, "total")
        original = passage.folded.original
        start, end = passage.folded.span(*match.span())
        said = passage.text[original(match.start("total")) : end]
        yield sum_fact(passage, start, end, total, come, source="text", said=said, parts=written_money(come, total))


# Shares


_SOURCES = whole("shares.sources")
"""Where money comes from."""
_LOOSE = whole("shares.loose")
"""Words that make a share one of something else, or less than said."""


def _shares(context: Context, passage: Passage) -> Iterator[Fact]:
    """Shares of the sources of money, each source with its own: they come to 100 %."""
    text = passage.folded.text
    source, loose = _SOURCES(context.knowledge), _LOOSE(context.knowledge)
    start = 0
    for stop in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = text[start:stop]
        found = list(_SHARE.finditer(sentence))
        named = [source.search(_said_of(sentence, found, order)) for order in range(len(found))]
        if len(found) >= 2 and all(named) and not loose.search(sentence):
            rest = sentence[found[-1].end() + len(_behind(sentence, found[-1].end(), len(sentence))) :]
            come = sum((decimal(each["share"]) for each in found), Decimal(0))
            near = abs(come - _WHOLE) <= _TENTH * len(found)
            if not source.search(rest):
                first, last = found[0].start("share") + start, found[-1].end("share") + start
                original = passage.folded.original
                yield sum_fact(
                    passage, original(first), original(last) + 1, Decimal(_WHOLE), Decimal(_WHOLE) if near else come,
                    source="text", said="100%", parts=f"{written(come)}%",
                )  # fmt: skip
        start = stop


def _said_of(sentence: str, shares: Sequence[re.Match[str]], order: int) -> str:
    """The words between the marks around a share: "ngân sách tỉnh (60%)", "60% từ ngân sách tỉnh"."""
    share = shares[order]
    first = shares[order - 1].end() if order else 0
    last = shares[order + 1].start() if order + 1 < len(shares) else len(sentence)
    before = _PARTED.split(sentence[first : share.start()].rstrip(" ("))[-1]
    return f"{before} {_behind(sentence, share.end(), last)}"


def _behind(sentence: str, start: int, end: int) -> str:
    mark = _PARTED.search(sentence, start, end)
    return sentence[start : mark.start() if mark else end]
