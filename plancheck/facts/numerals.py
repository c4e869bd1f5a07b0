"""Numbers said twice, in figures and in words: "02 (hai) lớp", "1.200.000 đồng (Một triệu hai trăm nghìn đồng)"."""

import re
from collections.abc import Iterator
from itertools import takewhile

from plancheck.facts.context import Context
from plancheck.facts.figures import SIZES, decimal
from plancheck.facts.money import find_amounts
from plancheck.facts.tables import table_key
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_WORD = f"(?:{'|'.join([*_DIGITS, *filter(None, SIZES), 'mười', 'mươi', 'trăm', 'linh', 'lẻ'])})"
_WORDS = rf"{_WORD}(?:,? {_WORD})*(?!\w)"
_OPENING = r"(?:(?:số tiền )?(?:(?:viết|ghi) )?bằng chữ ?(?:là)?:? ?)"
_MONEY_IN_WORDS = lazily(rf"[ ,;.]*(?:\( ?{_OPENING}?|{_OPENING})(?P<words>{_WORDS})(?: đồng| ?\))")
_COUNT_IN_WORDS = lazily(
    rf"(?<![\w/.,-])(?<!ngày )(?<!tháng )(?<!năm )(?P<figure>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})"
    rf" ?\( ?{_OPENING}?(?P<words>{_WORDS}) ?\)(?= \w|[.,;]? ?$)"
)
_ALONE = {"không", "tư", "năm"}
"""Words that mean something else too; "năm" in brackets is five only where a noun follows and no time
stands before."""
_OF_A_TIME = ("tháng ", "năm ")
"""Before the last figure of a time, behind which "(năm)" says what is due by then."""


def recognise(context: Context) -> Iterator[Fact]:
    """``numeral`` facts: numbers in figures that words repeat."""
    for passage in context.plan.passages:
        text = passage.folded.text
        if passage.role not in BODY or not ("(" in text or "bằng chữ" in text):
            continue
        yield from _money(passage, text)
        yield from _counts(passage, text)
        yield from _under(context, passage)


def _money(passage: Passage, text: str) -> Iterator[Fact]:
    for amount in find_amounts(text):
        match = _MONEY_IN_WORDS.match(text, amount.end)
        if match:
            yield from _numeral(passage, amount.start, match.end(), amount.dong, match)


_ALONE_IN_WORDS = lazily(rf"\W*{_OPENING}(?P<words>{_WORDS})(?: đồng|\W*$)")
_FIGURES = lazily(r"(?<![\w/.,])\d{1,3}(?:\.\d{3})+(?![\d/])|(?<![\w/.,])\d+(?:,\d+)?(?![\d/.])")


def _under(context: Context, passage: Passage) -> Iterator[Fact]:
    """ "(Bằng chữ: Bảy trăm ba mươi triệu đồng)" in a line of its own, under the figures."""
    match = _ALONE_IN_WORDS.match(passage.folded.text)
    if match is None:
        return
    passages = context.plan.passages
    before = (passages[index] for index in range(passage.index - 1, -1, -1))
    above = next((each for each in before if each.text.strip()), passage)
    row = [above]
    if (cell := above.block.cell) is not None:
        row += takewhile(
            lambda each: each.block.cell is not None and each.block.cell.row == cell.row,
            (each for each in before if each.block.cell is None or table_key(each.block.cell) == table_key(cell)),
        )
    figures = [decimal(each) for cell in row for each in _FIGURES.findall(cell.folded.text)]
    said = spoken(match["words"])
    if said is None or not figures:
        return
    scales = sorted({*SIZES.values()})
    near = min(figures, key=lambda figure: min(abs(figure * scale - said) for scale in scales))
    scale = min(scales, key=lambda scale: abs(near * scale - said))
    yield from _numeral(passage, match.start("words"), match.end("words"), int(near * scale), match)


def _counts(passage: Passage, text: str) -> Iterator[Fact]:
    for match in _COUNT_IN_WORDS.finditer(text):
        words = match["words"]
        five = words == "năm" and text.startswith(" ", match.end()) and not text.endswith(_OF_A_TIME, 0, match.start())
        if words in _ALONE and not five:
            continue
        yield from _numeral(passage, *match.span(), int(match["figure"].replace(".", "")), match)


def _numeral(passage: Passage, start: int, end: int, figure: int, match: re.Match[str]) -> Iterator[Fact]:
    said, within = spoken(match["words"]), match.span("words")
    if said is None:
        return
    first, last = passage.folded.span(start, end)
    yield fact(
        "numeral",
        passage.place(first, last),
        passage.text[first:last],
        figure=figure,
        words=said,
        agrees="yes" if figure == said else "no",
        figure_text=_written(figure),
        words_text=_written(said),
        words_said=passage.as_written(*within),
        words_right=in_words(figure),
    )


def _written(number: int) -> str:
    return f"{number:,}".replace(",", ".")


_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(number: int) -> str:
    """A number below a thousand billions as it is said: 205 → "hai trăm linh năm"; empty for others."""
    if not 0 < number < 10**12:
        return ""
    said: list[str] = []
    for name in ("tỷ", "triệu", "nghìn", ""):
        group = number // SIZES[name] % 1000
        if group:
            said += filter(None, (*_below_thousand_said(group, bool(said)), name))
    return " ".join(said)


def _below_thousand_said(number: int, behind: bool) -> Iterator[str]:
    """``behind``: a greater part stands before it, so that its hundreds are said though there are none."""
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    if hundreds or behind:
        yield from (_UNITS[hundreds], "trăm")
    if tens > 1:
        yield from (_UNITS[tens], "mươi")
    elif tens:
        yield "mười"
    elif units and (hundreds or behind):
        yield "linh"
    if units == 1 and tens > 1:
        yield "mốt"
    elif units == 5 and tens:
        yield "lăm"
    elif units:
        yield _UNITS[units]


def spoken(words: str) -> int | None:
    """The number that folded words say, "hai trăm linh năm" → 205; None where they don't say one for sure."""
    return _number(words.replace(",", "").split())


def _number(words: list[str]) -> int | None:
    """Billions, millions, thousands and the rest, each below a thousand; "nghìn tỷ" is read too."""
    for names in (("tỷ", "tỉ"), ("triệu",), ("nghìn", "ngàn")):
        at = next((index for index in reversed(range(len(words))) if words[index] in names), None)
        if at is None:
            continue
        size = SIZES[words[at]]
        many = _number(words[:at]) if size == SIZES["tỷ"] else _below_thousand(words[:at])
        below = words[at + 1 :]
        if len(below) == 1 and below[0] in _DIGITS:
            return None  # "một triệu hai": 1.2 million, as people say
        rest = _number(below) if below else 0
        return None if many is None or rest is None or rest >= size else many * size + rest
    return _below_thousand(words)


def _below_thousand(words: list[str]) -> int | None:
    """ "hai trăm năm", "hai lăm" as people say for short, are not judged."""
    total, rest = 0, words
    if len(rest) >= 2 and rest[1] == "trăm" and rest[0] in _DIGITS:
        total, rest = _DIGITS[rest[0]] * 100, rest[2:]
        if not rest:
            return total
        if rest[0] in ("linh", "lẻ"):
            return total + _DIGITS[rest[1]] if len(rest) == 2 and rest[1] in _DIGITS else None
        if len(rest) == 1 and rest[0] != "mười":
            return None
    if rest and rest[0] == "mười":
        total, rest = total + 10, rest[1:]
    elif len(rest) >= 2 and rest[1] in ("mươi", "mười") and rest[0] in _DIGITS:
        total, rest = total + _DIGITS[rest[0]] * 10, rest[2:]
    elif len(rest) != 1:
        return None
    if not rest:
        return total
    return total + _DIGITS[rest[0]] if len(rest) == 1 and rest[0] in _DIGITS else None
