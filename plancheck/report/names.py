"""Words of messages in the caller's language, and names like a mistyped one."""

from collections.abc import Iterable
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def told(language: Language, vi: str, en: str) -> str:
    """The text in a language."""
    return en if language == "en" else vi


def suggestion(word: str, known: Iterable[str], language: Language, count: int = 3) -> str:
    """Names like a mistyped one, as the end of a message; empty when nothing is like it."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, count, 0.6)
    if not close:
        return ""
    names = ", ".join(by_lower[name] for name in close)
    return told(language, f" Có phải: {names}?", f" Did you mean: {names}?")


def known_language(language: Language) -> Language:
    """The language itself. Raises ValueError when there is no such language."""
    if language not in LANGUAGES:
        raise ValueError(f"language: {language!r} is not one of {', '.join(LANGUAGES)}")
    return language
