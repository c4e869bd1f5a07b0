"""Regular expressions that are compiled when first used, and kept compiled from one run to the next.

To compile one takes as long as to search a whole draft with it, and no draft needs all of them. What ``re`` compiles a
pattern to is kept for exactly the interpreter that made it; on any other, and wherever something is amiss, the pattern
is compiled as ever. A pattern that begins by looking around ("not behind a letter") is told to ``re`` by the characters
it may begin with: a search then tries it only where one of them stands, which takes a third of the time.
"""

import atexit
import re
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, AnyStr, cast

from plancheck import cache
from plancheck.prebuilt import prebuilt

Key = tuple[str | bytes, int]
"""Pattern and flags."""
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""What ``_sre.compile`` takes: all flags, the code, how many groups, their numbers by name, their names by number."""
NAME = "searches"
SELDOM = "searches-seldom-made"
_MOST = 5000
"""Patterns that are kept."""


class _Lazy:
    """Stands for a pattern: compiles it when a method is first asked for, and keeps that method at hand."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(_compiled(*self._source), name)
        setattr(self, name, method)
        return method


def lazily(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that is compiled when first used, and once in a process. Not for one made of a draft's words."""
    key = source, int(flags)
    known = _asked.get(key)
    if known is None:
        if len(_asked) >= _MOST:
            _asked.clear()
        known = _asked[key] = _Lazy(*key)
    return cast("re.Pattern[AnyStr]", known)


def one_of(texts: Iterable[str]) -> str:
    """The source of a pattern for one of some texts, as each escaped gives it, in a fraction of the time."""
    return re.escape("\0".join(texts)).replace("\0", "|")


def tag() -> str:
    """Names the interpreter whose compiled patterns this one can use: this very version, built alike."""
    import _sre  # type: ignore[import-not-found]

    version = ".".join(map(str, sys.version_info[:3]))
    return f"{sys.implementation.cache_tag}-{version}-{sys.version_info[3]}-{_sre.MAGIC}-{_sre.CODESIZE}"


def compiled(used: bool) -> dict[Key, Code]:
    """The patterns asked for in this process that were used, or those that were not. Raises re.error."""
    return {key: _code(*key) for key, lazy in _asked.items() if (len(vars(lazy)) > 1) is used}


_asked: dict[Key, _Lazy] = {}
_fresh: dict[Key, Code] = {}
"""What was compiled in this process because it was not kept."""


def _compiled(source: str | bytes, flags: int) -> re.Pattern[Any]:
    known = _kept()
    try:
        code = None if known is None else known.get((source, flags)) or _seldom_used().get((source, flags))
        if code is None:
            code = _code(source, flags)
            if not _fresh and known is not None:
                atexit.register(_keep)
            _fresh[source, flags] = code
        return _made(source, code)
    except Exception:  # what re does inside is nobody's promise
        return re.compile(source, flags)


def _made(source: str | bytes, code: Code) -> re.Pattern[Any]:
    import _sre

    flags, words, groups, numbers, names = code
    made: re.Pattern[Any] = _sre.compile(source, flags, memoryview(words).cast("I").tolist(), groups, numbers, names)
    return made


def _code(source: str | bytes, flags: int, compile: Callable[[Any, int], list[int]] | None = None) -> Code:
    """What ``re.compile`` makes of a pattern, by ``compile`` in place of ``_words``.

    Raises re.error, and anything where re works otherwise than it did.
    """
    from array import array
    from re import _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    flags |= state.flags
    words = array("I", (compile or _words)(parsed, flags)).tobytes()
    return int(flags), words, state.groups - 1, dict(state.groupdict), tuple(names)


def _words(parsed: Any, flags: int) -> list[int]:
    """The code of a parsed pattern."""
    from re import _compiler  # type: ignore[attr-defined]

    words: list[int] = []
    _compiler._compile_info(words, _searched_for(parsed, flags), flags)
    _compiler._compile(words, parsed.data, flags)
    return [*words, _compiler.SUCCESS]


def _searched_for(parsed: Any, flags: int) -> Any:
    """What a search for a parsed pattern is prepared by: the pattern, or the set of the characters it begins with."""
    from re import _compiler, _constants, _parser  # type: ignore[attr-defined]

    if _compiler._get_literal_prefix(parsed, flags)[0] or _compiler._get_charset_prefix(parsed, flags):
        return parsed
    first, empty = _first(parsed, flags)
    if empty or first is None:
        return parsed
    known = _parser.SubPattern(parsed.state, [(_constants.IN, first)])
    known.width = parsed.getwidth()
    return known


def _first(parsed: Any, flags: int) -> tuple[list[Any] | None, bool]:
    """Characters that a parsed pattern begins with, None where nobody knows; and whether it may match nothing."""
    from re import _constants as code  # type: ignore[attr-defined]

    if flags & re.IGNORECASE:
        return None, False
    found: list[Any] = []
    for kind, value in parsed:
        within = flags
        if kind in (code.ASSERT, code.ASSERT_NOT, code.AT):
            continue
        if kind is code.LITERAL:
            return [*found, (kind, value)], False
        if kind is code.IN and value[0][0] is not code.NEGATE:
            return [*found, *value], False
        if kind is code.BRANCH:
            ways, least = value[1], 1
        elif kind is code.SUBPATTERN:
            ways, least, within = [value[3]], 1, flags | value[1]
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT):
            ways, least = [value[2]], value[0]
        else:
            return None, False
        firsts = [_first(way, within) for way in ways]
        for first, _ in firsts:
            if first is None:
                return None, False
            found += first
        if least and not any(empty for _, empty in firsts):
            return found, False
    return found, True


@lru_cache(maxsize=1)
def _kept() -> dict[Key, Code] | None:
    """What was kept for this interpreter; None where nothing can be."""
    try:
        name = tag()
    except ImportError:
        return None
    shipped = prebuilt(f"{NAME}-{name}")
    own = _own(name)
    if shipped is None and own is None and cache.folder() is None:
        return None
    return {**(shipped or {}), **(own or {})}


@lru_cache(maxsize=1)
def _seldom_used() -> dict[Key, Code]:
    """What few drafts need of the patterns that were compiled when plancheck was packed."""
    return prebuilt(f"{SELDOM}-{tag()}") or {}


def _own(tag: str) -> dict[Key, Code] | None:
    """What is in the user's cache."""
    try:
        known = cache.kept(f"{NAME}-{tag}")
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return known if isinstance(known, dict) else None


def _keep() -> None:
    """Add what was compiled to what is kept; begin anew when that has grown too large."""
    together = {**(_own(tag()) or {}), **_fresh}
    cache.keep(f"{NAME}-{tag()}", together if len(together) <= _MOST else dict(_fresh), NAME)
