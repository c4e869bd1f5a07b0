"""What the user can put right: said in one line, without a traceback."""

from collections.abc import Iterable

from plancheck.cli.language import say


class Problem(Exception):  # noqa: N818 - not a fault of the program
    """The command line, a configuration, a rule file or an input can't be used. One line a fault."""


def suggestion(word: str, known: Iterable[str], count: int = 3) -> str:
    """Names like a mistyped one, as the end of a message; empty when nothing is like it."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, count, 0.6)
    if not close:
        return ""
    names = ", ".join(by_lower[name] for name in close)
    return say(f" Có phải: {names}?", f" Did you mean: {names}?")
