"""Instruments that the draft names twice and not alike: with two dates, or by a number that is nearly another's.

A number is given again each year and by each office, so two dates contradict each other only within one year and where
the draft names no two issuers. A number said without date or title leans on a full citation: where there is none, but
one that differs by a figure or by their order, one of them is a slip.
"""

from collections.abc import Iterator, Sequence

from plancheck.facts.citing import Citation
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.text import fold


def recognise(context: Context) -> Iterator[Fact]:
    """``echo`` facts."""
    if context.plan.nature != "draft":
        return
    cited = [each for each in context.citations if each.serial and each.parts and each.within < 0]
    dated: dict[tuple[str, str, int], Citation] = {}
    full: dict[str, list[Citation]] = {}
    for each in cited:
        if each.date and each.date.year and each.date.valid:
            symbol = _symbol(each)
            full.setdefault(symbol, []).append(each)
            first = dated.setdefault((each.serial.lstrip("0"), symbol, each.date.year), each)
            if first is not each and _one_issuer(context, first, each) and not _registered(context, each):
                yield _echo(each, first, "date", first.date == each.date or _same_day(first, each))
    yield from _retold(context, cited)
    for each in cited:
        if each.date is None and not each.year_said and not each.year and not _titled(each):
            others = full.get(_symbol(each), [])
            if others and len({other.serial.lstrip("0") for other in others}) <= _FEW:
                yield from _nearly(each, others)


def _retold(context: Context, cited: Sequence[Citation]) -> Iterator[Fact]:
    """One symbol, day and title under two numbers: an office gives one day's papers of one title one number."""
    first: dict[tuple[str, int, str], Citation] = {}
    for each in cited:
        folded = each.passage.folded.text
        title = folded[each.core_end : each.end].strip(" ,.;")
        if each.date and each.date.number and each.date.valid and title.count(" ") >= _TITLE:
            known = first.setdefault((_symbol(each), each.date.number, title), each)
            other = known is not each and not (_registered(context, known) or _registered(context, each))
            if other and _one_issuer(context, known, each):
                yield _echo(each, known, "serial", known.serial.lstrip("0") == each.serial.lstrip("0"))


_TITLE = 5
"""Spaces in a title that no two papers of one day have by chance."""
_FEW = 5
"""Numbers of one symbol up to which one that is nearly another is more likely a slip than one more instrument."""


def _nearly(short: Citation, others: Sequence[Citation]) -> Iterator[Fact]:
    said = short.serial.lstrip("0")
    known = {other.serial.lstrip("0"): other for other in others}
    if said in known:
        yield _echo(short, known[said], "number", agrees=True)
        return
    near = [other for number, other in known.items() if len(number) > 1 and _near(said, number)]
    if len(near) == 1:
        yield _echo(short, near[0], "number", agrees=False)


def _near(one: str, other: str) -> bool:
    """Whether two numbers have the same figures in another order, or differ in one of at least three."""
    if sorted(one) == sorted(other):
        return True
    return len(one) == len(other) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _registered(context: Context, citation: Citation) -> bool:
    """Whether the register knows the instrument: a wrong date is told against it."""
    folded = citation.passage.folded
    said = folded.text[citation.start : citation.number_end]
    return context.knowledge.instrument(said, context.plan.issuer.province) is not None


def _symbol(citation: Citation) -> str:
    return fold(f"{citation.year or ''}{citation.symbol}")


def _titled(citation: Citation) -> bool:
    return citation.end > citation.core_end + 3


def _one_issuer(context: Context, one: Citation, other: Citation) -> bool:
    """Whether two citations may be of one issuer: "Ủy ban nhân dân tỉnh" without a name is the draft's own."""
    names = [
        each.passage.folded.text[each.issuer_start : each.issuer_end].strip()
        for each in (one, other)
        if each.issuer_end > each.issuer_start
    ]
    if len(set(names)) < 2:
        return True
    short, long = sorted(names, key=len)
    own = fold(f"{context.plan.issuer.superior} {context.plan.issuer.name}")
    return long.startswith(short) and long[len(short) :].strip() in own


def _same_day(one: Citation, other: Citation) -> bool:
    return one.date is not None and other.date is not None and one.date.number == other.date.number


def _echo(again: Citation, first: Citation, issue: str, agrees: bool) -> Fact:
    passage = again.passage
    end = max(again.number_end, again.date.end if again.date else 0)
    start, stop = passage.folded.span(again.start, end)
    return fact(
        "echo", passage.place(start, stop), passage.text[start:stop], issue=issue, text=passage.text[start:stop],
        other=_said(first), agrees="yes" if agrees else "no",
    )  # fmt: skip


def _said(citation: Citation) -> str:
    """Number and date as written."""
    passage = citation.passage
    end = max(citation.number_end, citation.date.end if citation.date else 0)
    return passage.as_written(citation.start, end)
