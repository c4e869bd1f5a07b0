"""The language the program speaks, settled before any command is loaded."""

import os
from collections.abc import Sequence
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
_current: Language = "vi"


def settle(arguments: Sequence[str]) -> None:
    """Take the language from ``--lang`` or ``PLANCHECK_LANG``, before the command line is understood."""
    asked = os.environ.get("PLANCHECK_LANG", "")
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang":
            asked = "".join(arguments[number + 1 : number + 2])
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    use(asked)


def use(language: str) -> None:
    """Speak a language from now on; anything unknown is left to the checks of the command line."""
    global _current
    if language in LANGUAGES:
        _current = language


def current() -> Language:
    """The language in use."""
    return _current


def say(vi: str, en: str) -> str:
    """The text in the language in use."""
    return en if _current == "en" else vi
