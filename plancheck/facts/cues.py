"""Cue words of the register, compiled to patterns over folded text.

A term is words in lower case. ``{a|b|}`` stands for one of the alternatives (the last one is empty), ``…`` for up to
five words, ``……`` for up to twenty within the clause, behind a comma or the colon of a label too. ``{! a|b}`` stands
for nothing, where none of those words follow, ``{^a }`` where they don't stand before. Terms match whole words only.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Self, overload

from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily

_NAMED = lazily(r"<([a-z][a-z-]*(?:\.[a-z-]+)+)>")
_SPECIAL = lazily(r"[.^$*+?()\[\]\\]")
_INNERMOST = lazily(r"\{([^{}]*)\}")
_FEW = r"[,:]?(?: [^\s.;]+){0,5}?"
_MANY = r"[,:]?(?: [^\s.;]+){0,20}?"
_FILLERS = "acting.fillers"


class Cue:
    """A pattern over folded text in which ``<name>`` stands for the words of a list: called with the register.

    As an attribute of ``Cues`` it is the pattern itself.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, cues: None, owner: type) -> Self: ...
    @overload
    def __get__(self, cues: "Cues", owner: type) -> re.Pattern[str]: ...
    def __get__(self, cues: "Cues | None", owner: type) -> "Self | re.Pattern[str]":
        if cues is None:
            return self
        made = vars(cues)[self._name] = self(cues.knowledge)
        return made

    def __call__(self, knowledge: Knowledge) -> re.Pattern[str]:
        """The pattern, compiled once for a register. Raises KeyError where it has no such list."""
        return _with_words(knowledge, self.source)


class Cues:
    """The cues of one recogniser, for one register."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, knowledge: Knowledge) -> Self:
        """Those for a register, made once."""
        return cls(knowledge)


def whole(name: str) -> Cue:
    """The words of a list, whole words anywhere."""
    return Cue(rf"(?<!\w)<{name}>(?!\w)")


def ahead(name: str) -> Cue:
    """Words right before a name, with what may stand between ("các", "đồng chí", a colon)."""
    return Cue(rf"(?<!\w)<{name}>(?: <{_FILLERS}>)*\s*:?\s*$")


def behind(name: str, between: str = "") -> Cue:
    """Words right behind a name, with the words of another list between."""
    return Cue(rf"[\s,:(]*(?:{f'<{between}>' if between else '(?!)'}(?!\w)[\s,:(]*)*<{name}>(?!\w)")


def nothing_but(name: str, marks: str) -> Cue:
    """A stretch made of nothing but words of a list, spaces and some marks."""
    return Cue(rf"(?:[\s{re.escape(marks)}]|(?<!\w)<{name}>(?!\w))*")


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
    return lazily(_NAMED.sub(lambda match: _expressions(knowledge)[match[1]], source))


@lru_cache(maxsize=256)
def terms(words: tuple[str, ...]) -> re.Pattern[str]:
    """Pattern of terms, whole words anywhere."""
    return lazily(rf"(?<!\w){expression(words)}(?!\w)")


def anywhere(knowledge: Knowledge, name: str) -> re.Pattern[str]:
    """Pattern of a named list, whole words anywhere."""
    return _with_words(knowledge, rf"(?<!\w)<{name}>(?!\w)")


def before(knowledge: Knowledge, name: str) -> re.Pattern[str]:
    """Pattern of a named list right before a name."""
    return ahead(name)(knowledge)


def after(knowledge: Knowledge, name: str, between: str = "") -> re.Pattern[str]:
    """Pattern of a named list right behind a name, with the words of another list between."""
    return behind(name, between)(knowledge)


@lru_cache(maxsize=4)
def _expressions(knowledge: Knowledge) -> Mapping[str, str]:
    """``expression`` of each named list."""
    terms = knowledge.vocabulary.terms
    return knowledge.kept("cues", (), lambda: {name: expression(terms[name]) for name in terms}, lambda data: data)
