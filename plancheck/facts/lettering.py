"""Letters of points out of the Vietnamese alphabet's order, and schemes of headings that mix or skip levels."""

import re
from collections.abc import Iterator
from itertools import pairwise

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Letters that number points (30/2020/NĐ-CP Appendix I II.6.đ): those with ă, â, ê, ô, ơ, ư left out."""
_LINES = (Role.HEADING, Role.ITEM, Role.PARAGRAPH)
_FOREIGN = {"f": "g", "j": "k", "w": "x", "z": "y"}
"""Letters that number no point, wherever the list begins, and those after which they are taken."""
_LETTER = lazily(r"\(?([a-zđ])\s?[).]|([a-zđ])/")
_MULTI = lazily(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?")
_ARABIC = lazily(r"(\d{1,3})\s?[.)/]")
_ROMAN = lazily(r"([IVX]{1,7})\s?[.)/:-]")
_ARTICLE = lazily(r"điều 1\s?[.:]", re.IGNORECASE)
_NO_ROMAN = lazily(r"\s*(?P<label>(?:X*V?I{4,5}|X*I{2}[VX]|X*V{2,}I*)\.)\s+(?=[^\W\d_]{2})")
_NUMBERS = {"IIII": "IV", "VIIII": "IX", "IIV": "III", "IIX": "VIII"}
_FIGURES = {"I": 1, "V": 5, "X": 10}


def recognise(context: Context) -> Iterator[Fact]:
    """``defect`` facts of items and headings; an article about a plan has none."""
    if context.plan.nature != "draft":
        return
    labelled = [
        passage
        for passage in context.plan.passages
        if passage.label and passage.role in (Role.HEADING, Role.ITEM) and passage.block.cell is None
    ]
    for passage in context.plan.passages:
        match = _NO_ROMAN.match(passage.text) if passage.role in _LINES and passage.block.cell is None else None
        if match:
            right = _NUMBERS.get(match["label"].rstrip("."), "")
            yield fact(
                "defect", passage.place(*match.span("label")), passage.text, component="heading", defect="not-roman",
                expected=f"{right}." if right else "", actual=match["label"],
            )  # fmt: skip
    yield from _letters(context, labelled)
    yield from _scheme(context, labelled)


def _letters(context: Context, labelled: list[Passage]) -> Iterator[Fact]:
    """The first letter of each list that is not the next of the alphabet."""
    sections = context.plan.sections
    lists: dict[tuple[int, int], str] = {}
    for passage, below in pairwise([*labelled, None]):
        assert passage is not None
        match = _LETTER.fullmatch(passage.label.strip())
        if match is None:
            continue
        section = passage.section
        if section >= 0 and sections[section].heading == passage.index:
            section = sections[section].parent
        key = section, passage.appendix
        letter = match[1] or match[2]
        before = lists.get(key, "")
        if not before and letter in _FOREIGN:
            yield _order(passage, letter, _FOREIGN[letter])
            continue
        lists[key] = letter
        if letter == "a" or not before:
            if letter != "a":
                lists[key] = ""
                if _headless(context, passage, below, letter):
                    yield _order(passage, letter, "a")
            continue
        expected = _next(before)
        if letter == expected:
            continue
        lists[key] = ""
        if expected:
            yield _order(passage, letter, expected)


def _headless(context: Context, passage: Passage, below: Passage | None, letter: str) -> bool:
    """Whether a list begins right under its heading with "b" or "c" and goes on from there."""
    passages = context.plan.passages
    above = passages[passage.index - 1] if passage.index else passage
    match = _LETTER.fullmatch(below.label.strip()) if below and below.section == passage.section else None
    goes_on = match is not None and (match[1] or match[2]) == _next(letter)
    under = above.role is Role.HEADING or above.text.rstrip().endswith(":")
    return letter in "bc" and goes_on and under and "a)" not in above.text


def _order(passage: Passage, letter: str, expected: str) -> Fact:
    return fact(
        "defect", passage.place(), passage.text, component="item", defect="order",
        expected=passage.label.replace(letter, expected, 1), actual=passage.label,
    )  # fmt: skip


def _next(letter: str) -> str:
    at = _ALPHABET.find(letter)
    return _ALPHABET[at + 1 : at + 2] if at >= 0 else ""


def _scheme(context: Context, labelled: list[Passage]) -> Iterator[Fact]:
    main = [passage for passage in labelled if not passage.appendix]
    issued = context.plan.host >= 0 or any(not passage.appendix for passage in context.plan.of(Role.ATTACHED))
    article = next((passage for passage in main if _ARTICLE.fullmatch(passage.label.strip())), None)
    roman = next((each for each in main if each.role is Role.HEADING and _ROMAN.fullmatch(each.label.strip())), None)
    if article is not None and roman is not None and not issued:
        yield _heading(max(article, roman, key=lambda each: each.index), "mixed", "")
    told: set[str] = set()
    for passage in main:
        label = passage.label.strip()
        if roman_match := _ROMAN.fullmatch(label):
            told = {str(_value(roman_match[1]))}
        elif arabic := _ARABIC.fullmatch(label):
            told.add(arabic[1])
        elif multi := _MULTI.fullmatch(label):
            above = multi[1].rpartition(".")[0]
            if told and above not in told:
                yield _heading(passage, "skipped", above + ".")
            told |= {above, multi[1]}


def _heading(passage: Passage, defect: str, expected: str) -> Fact:
    return fact(
        "defect", passage.place(), passage.text, component="heading", defect=defect, expected=expected,
        actual=passage.label,
    )  # fmt: skip


def _value(roman: str) -> int:
    total = 0
    for figure, following in zip(roman, roman[1:] + " ", strict=True):
        value = _FIGURES[figure]
        total += -value if _FIGURES.get(following, 0) > value else value
    return total
