"""Amounts of money."""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.figures import amount, money
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.records import NamedTuple

_AMOUNT = lazily(rf"(?<![\w/.,]){money('amount')}")
_HINT = lazily(r"[0-9] ?(?:đ|vn|việt|tỷ|tỉ|tr|ng)")
_MOST = 10**18
"""Đồng from which on figures are no amount: a slip of the keyboard, or hostile."""


class Amount(NamedTuple):
    """An amount in đồng, with offsets into folded text."""

    start: int
    end: int
    dong: int


def find_amounts(folded: str) -> list[Amount]:
    """Amounts in folded text: "30 triệu đồng", "30.000.000 đồng", "1,5 tỷ đồng", "1 tỷ 500 triệu đồng"."""
    if not _HINT.search(folded):
        return []
    found = []
    for match in _AMOUNT.finditer(folded):
        dong = amount(match, "amount")
        if 100 <= dong < _MOST and (match["amount_currency"] or not match["amount_unit"]):
            found.append(Amount(match.start(), match.end(), round(dong)))
    return found


def recognise(context: Context) -> Iterator[Fact]:
    """One ``money`` fact for each amount."""
    for passage in context.plan.body:
        folded = passage.folded
        for each in find_amounts(folded.text):
            start, end = folded.original(each.start), folded.original(each.end)
            text = passage.text[start:end]
            yield fact("money", passage.place(start, end), text, amount=each.dong, text=text)
