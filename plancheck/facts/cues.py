"""Cue words of the register, compiled to patterns over folded text.

A term is words in lower case. ``{a|b|}`` stands for one of the alternatives (the last one is empty), ``…`` for up to
five words, ``……`` for up to twenty within the clause, behind a comma or the colon of a label too. ``{! a|b}`` stands
for nothing, where none of those words follow, ``{^a }`` where they don't stand before. Terms match whole words only.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily

_NAMED = lazily(r"<([a-z][a-z-]*(?:\.[a-z-]+)+)>")
_SPECIAL = lazily(r"[.^$*+?()\[\]\\]")
_INNERMOST = lazily(r"\{([^{}]*)\}")
_FEW = r"[,:]?(?: [^\s.;]+){0,5}?"
_MANY = r"[,:]?(?: [^\s.;]+){0,20}?"
_FILLERS = "acting.fillers"


class Cue:
    """A pattern over folded text in which ``<name>`` stands for the words of a list: called with the register."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __call__(self, knowledge: Knowledge) -> re.Pattern[str]:
        """The pattern, compiled once for a register. Raises KeyError where it has no such list."""
        return _with_words(knowledge, self.source)


def whole(name: str) -> Cue:
    """The words of a list, whole words anywhere."""
    return Cue(rf"(?<!\w)<{name}>(?!\w)")


def expression(terms: Iterable[str]) -> str:
    """Alternation of terms as a regular expression, without outer word boundaries; of none one that never matches."""
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    return f"(?:{_written('|'.join(ordered))})" if ordered else "(?!)"


def _written(terms: str) -> str:
    """Terms with "|" between them as a regular expression."""
    text = _SPECIAL.sub(lambda match: "\\" + match[0], terms)
    while "{" in text and _INNERMOST.search(text):
        text = _INNERMOST.sub(_group, text)
    return text.replace(" ……", _MANY).replace("……", _MANY).replace(" …", _FEW).replace("…", _FEW)


def _group(match: re.Match[str]) -> str:
    said = match[1]
    if said.startswith("!"):
        return rf"(?!(?:{said[1:]})(?!\w))"
    if said.startswith("\\^"):
        return "".join(f"(?<!{each})" for each in said[2:].split("|"))
    return f"(?:{said})"


@lru_cache(maxsize=2048)
def _with_words(knowledge: Knowledge, source: str) -> re.Pattern[str]:
    return lazily(_NAMED.sub(lambda match: expression(_terms(knowledge, match[1])), source))


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
