"""Numbers as drafts write them, and the facts that say whether they come to what is stated."""

import re
from decimal import Decimal

from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
"""Pattern of a number in folded text: "1.250.000", "12,5"."""
SIZES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3, "": 1}
"""Words that multiply an amount."""
CURRENCY = r"(?:việt nam )?(?:đồng|đ|vnđ|vnd)(?!\w)"


def money(name: str) -> str:
    """Pattern of an amount with its unit; its number is in group ``name``, its size in ``name_unit``."""
    return rf"(?P<{name}>{NUMBER}) ?(?:(?P<{name}_unit>tỷ|tỉ|triệu|nghìn|ngàn)(?: ?{CURRENCY})?(?!\w)|{CURRENCY})"


def amount(match: re.Match[str], name: str) -> Decimal:
    """The amount of a match of ``money(name)``, in đồng."""
    return decimal(match[name]) * SIZES[match[f"{name}_unit"] or ""]


def decimal(text: str) -> Decimal:
    """A number of the text, its unit left out."""
    return Decimal(lazily(r"[^\d,]").sub("", text).replace(",", "."))


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
