"""What the user can put right: said in one line, without a traceback."""

from collections.abc import Iterable

from plancheck.cli.language import current


class Problem(Exception):  # noqa: N818 - not a fault of the program
    """The command line, a configuration, a rule file or an input can't be used. One line a fault."""


def suggestion(word: str, known: Iterable[str], count: int = 3) -> str:
    """Names like a mistyped one, as the end of a message; empty when nothing is like it."""
    from plancheck.report import names

    return names.suggestion(word, known, current(), count)
