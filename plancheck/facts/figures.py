"""Numbers as drafts write them, and the facts that say whether they come to what is stated."""

import re
from decimal import Decimal

from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
"""Pattern of a number in folded text: "1.250.000", "12,5"."""
SIZES = {
    "tỷ": 10**9, "tỉ": 10**9, "trăm triệu": 10**8, "triệu": 10**6, "tr": 10**6, "nghìn": 10**3, "ngàn": 10**3, "": 1,
}  # fmt: skip
"""Words that multiply an amount."""
_NOT_MONEY = r"chí|bào|bộ|thời|loạt|hành|tình|thuận|nai|tháp|hới|phục|đều|ý|minh|chủ|đội|hương|nghiệp|bằng|cỏ|ruộng"
"""What follows "đồng" where it is no money: "30 đồng chí"."""
_CURRENCY = rf"(?:việt nam )?(?:đồng|đ|vnđ|vnd)(?!\w)(?! (?:{_NOT_MONEY})(?!\w))"
_FIGURE = r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
"""As ``NUMBER``, and "1.5", "30 000 000"."""


def money(name: str) -> str:
    """Pattern of an amount with its unit, "2 tỷ 150 triệu đồng" whole; ``amount`` reads its groups.

    They are ``name`` (the number) and, each with ``name_`` before it, ``unit``, ``rest``, ``rest_unit``, ``currency``.
    """
    rest = rf"(?: (?P<{name}_rest>\d{{1,3}}) ?(?P<{name}_rest_unit>triệu|nghìn|ngàn)(?= ?{_CURRENCY}))?"
    unit = rf"(?P<{name}_unit>tỷ|tỉ|trăm triệu|triệu|nghìn|ngàn|tr(?= ?{_CURRENCY}))(?!\w){rest}"
    return rf"(?P<{name}>{_FIGURE}) ?(?:{unit}(?P<{name}_currency> ?{_CURRENCY})?(?!\w)|{_CURRENCY})"


def amount(match: re.Match[str], name: str) -> Decimal:
    """The amount of a match of ``money(name)``, in đồng."""
    size, figures = match[f"{name}_unit"] or "", match[name]
    if not size and lazily(r"\d{1,3},\d{3}").fullmatch(figures):  # no half of a đồng is spent
        figures = figures.replace(",", ".")
    whole = decimal(figures) * SIZES[size]
    return whole + int(match[f"{name}_rest"] or 0) * SIZES[match[f"{name}_rest_unit"] or ""]


def decimal(text: str) -> Decimal:
    """A number of the text, its unit left out: "1.500" is one thousand five hundred, "1,5" and "1.5" one and a half."""
    figures = lazily(r"[^\d.,]").sub("", text).strip(".,")
    if lazily(r"\d+\.\d{1,2}").fullmatch(figures):
        return Decimal(figures)
    return Decimal(figures.replace(".", "").replace(",", "."))


def written(number: Decimal) -> str:
    """A number as drafts write it."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def written_money(dong: Decimal, like: Decimal) -> str:
    """An amount as it is written: in millions where it and the total are full hundred thousands of them."""
    if like >= 10**6 and dong % 10**5 == 0 == like % 10**5:
        return f"{written(dong / 10**6)} triệu đồng"
    return f"{written(dong)} đồng"


def sum_fact(
    passage: Passage, start: int, end: int, total: Decimal, come: Decimal, *, source: str, said: str, parts: str
) -> Fact:
    """A ``sum`` fact of a stretch of a passage's own text; ``said`` and ``parts`` are for display."""
    return fact(
        "sum",
        passage.place(start, end),
        passage.text[start:end].strip(),
        source=source,
        total=int(total),
        parts=int(come),
        adds_up="yes" if come == total else "no",
        total_text=said,
        parts_text=parts,
    )


def product_fact(passage: Passage, start: int, end: int, agrees: bool, come: str) -> Fact:
    """A ``product`` fact of a stretch of a passage's own text."""
    quote = passage.text[start:end].strip()
    return fact(
        "product", passage.place(start, end), quote, text=quote, product_text=come, agrees="yes" if agrees else "no"
    )
