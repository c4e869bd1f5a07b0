"""Words of messages in the caller's language, and names like a mistyped one."""

from collections.abc import Iterable
from typing import Literal

from plancheck.text import closest

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def told(language: Language, vi: str, en: str) -> str:
    """The text in a language."""
    return en if language == "en" else vi


def suggestion(word: str, known: Iterable[str], language: Language, count: int = 3) -> str:
    """Names like a mistyped one, as the end of a message; empty when nothing is like it."""
    names = ", ".join(closest(word, known, count))
    if not names:
        return ""
    return told(language, f" Có phải: {names}?", f" Did you mean: {names}?")


def known_language(language: Language) -> Language:
    """The language itself. Raises ValueError when there is no such language."""
    if language not in LANGUAGES:
        raise ValueError(f"language: {language!r} is not one of {', '.join(LANGUAGES)}")
    return language
