"""Amounts of money."""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.figures import SIZES
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.records import NamedTuple

_FIGURE = r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_UNIT = r"tỷ|tỉ|triệu|trăm triệu|nghìn|ngàn|tr"
_AMOUNT = lazily(
    rf"(?<![\w/.,])(?P<first>{_FIGURE}) ?(?P<unit>{_UNIT})?"
    r"(?:,? (?P<second>[0-9]{1,3}) ?(?P<unit2>triệu|nghìn|ngàn))?"
    r" ?(?:việt nam )?(?P<currency>đồng|vnđ|vnd|đ)(?!\w)"
    r"(?! (?:chí|bào|bộ|thời|loạt|hành|tình|thuận|nai|tháp|hới|phục|đều|ý|minh|chủ|đội|hương|nghiệp|bằng|cỏ|ruộng)"
    r"(?!\w))"
)
_HINT = lazily(r"[0-9] ?(?:đ|vn|việt|tỷ|tỉ|tr|ng)")
_MOST = 10**18
"""Đồng from which on figures are no amount: a slip of the keyboard, or hostile."""
_SIZE = {**SIZES, "trăm triệu": 100 * SIZES["triệu"], "tr": SIZES["triệu"]}


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
        dong = _number(match["first"], match["unit"]) * _SIZE[match["unit"] or ""]
        if not 100 <= dong < _MOST:
            continue
        if match["second"]:
            dong += int(match["second"]) * _SIZE[match["unit2"]]
        found.append(Amount(match.start(), match.end(), round(dong)))
    return found


def _number(text: str, unit: str | None) -> float:
    """ "1.500" is one thousand five hundred, "1,5" one and a half, "1.5 tỷ" too."""
    whole, _, part = text.replace(" ", "").partition(",")
    groups = whole.split(".")
    if len(groups) == 2 and len(groups[1]) != 3 and not part:
        return float(f"{groups[0]}.{groups[1]}")
    digits = "".join(groups)
    if part and len(part) == 3 and not unit and len(groups) == 1:
        return float(digits + part)
    return float(f"{digits}.{part}") if part else float(digits)


def recognise(context: Context) -> Iterator[Fact]:
    """One ``money`` fact for each amount."""
    for passage in context.plan.body:
        folded = passage.folded
        for amount in find_amounts(folded.text):
            start, end = folded.original(amount.start), folded.original(amount.end)
            text = passage.text[start:end]
            yield fact("money", passage.place(start, end), text, amount=amount.dong, text=text)
