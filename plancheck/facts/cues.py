"""Cue words of the register, compiled to patterns over folded text.

A term is words in lower case. ``{a|b|}`` stands for one of the alternatives (the last one is empty), ``…`` for up to
five words, ``……`` for up to twenty within the clause, behind a comma or the colon of a label too. Terms match whole
words only.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily

_SPECIAL = lazily(r"[.^$*+?()\[\]\\]")
_INNERMOST = lazily(r"\{([^{}]*)\}")
_FEW = r"[,:]?(?: [^\s.;]+){0,5}?"
_MANY = r"[,:]?(?: [^\s.;]+){0,20}?"
_FILLERS = "acting.fillers"


def expression(terms: Iterable[str]) -> str:
    """Alternation of terms as a regular expression, without outer word boundaries; of none one that never matches."""
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    return f"(?:{_written('|'.join(ordered))})" if ordered else "(?!)"


def _written(terms: str) -> str:
    """Terms with "|" between them as a regular expression."""
    text = _SPECIAL.sub(lambda match: "\\" + match[0], terms)
    while "{" in text and _INNERMOST.search(text):
        text = _INNERMOST.sub(lambda match: f"(?:{match[1]})", text)
    return text.replace(" ……", _MANY).replace("……", _MANY).replace(" …", _FEW).replace("…", _FEW)


@lru_cache(maxsize=256)
def terms(words: tuple[str, ...]) -> re.Pattern[str]:
    """Pattern of terms, whole words anywhere."""
    return lazily(rf"(?<!\w){expression(words)}(?!\w)")


@lru_cache(maxsize=256)
def anywhere(knowledge: Knowledge, name: str) -> re.Pattern[str]:
    """Pattern of a named list, whole words anywhere."""
    return terms(_terms(knowledge, name))


@lru_cache(maxsize=256)
def before(knowledge: Knowledge, name: str) -> re.Pattern[str]:
    """Pattern of a named list right before a name, with what may stand between ("các", "đồng chí", a colon)."""
    fillers = expression(_terms(knowledge, _FILLERS))
    return lazily(rf"(?<!\w){expression(_terms(knowledge, name))}(?: {fillers})*\s*:?\s*$")


@lru_cache(maxsize=256)
def after(knowledge: Knowledge, name: str, between: str = "") -> re.Pattern[str]:
    """Pattern of a named list right behind a name, with the words of another list between."""
    fillers = expression(_terms(knowledge, between)) if between else "(?!)"
    return lazily(rf"[\s,:(]*(?:{fillers}(?!\w)[\s,:(]*)*{expression(_terms(knowledge, name))}(?!\w)")


@lru_cache(maxsize=256)
def only(knowledge: Knowledge, name: str, marks: str) -> re.Pattern[str]:
    """Pattern of a stretch made of nothing but words of a named list, spaces and some marks."""
    return lazily(rf"(?:[\s{re.escape(marks)}]|(?<!\w){expression(_terms(knowledge, name))}(?!\w))*")


def _terms(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    return knowledge.vocabulary.terms[name]
