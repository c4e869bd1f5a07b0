"""What is wrong with a rule file, and where."""

from collections.abc import Iterable
from pathlib import Path

from plancheck.data.wording import VIETNAMESE, Said, said
from plancheck.text import closest

_FEW = 12
"""Names at most that are told where none is near."""


class Choices(str):
    """All that may stand somewhere, separated by commas."""

    __slots__ = ()


def near(word: object, known: Iterable[object]) -> str:
    """The known name most like another; of few names, none of them like it, all (``Choices``); else empty."""
    names = [each for each in map(str, known) if each]
    return likely(word, names) or Choices(", ".join(names) if len(names) <= _FEW else "")


def likely(word: object, known: Iterable[str]) -> str:
    """The known name most like another, empty if none is."""
    return next(iter(closest(str(word), known)), "")


def none_such(what: str, name: str) -> Said:
    """That no entry of a kind has a name; the kind is told in Vietnamese where the table has it."""
    return said("there is no {name} '{value}'", name=said(what) if what in VIETNAMESE else what, value=name)


class RulesError(Exception):
    """A file of rules, of the register or of skeletons that can't be used.

    ``line`` and ``column`` are 1-based, 0 when the whole file is meant.
    """

    def __init__(
        self,
        message: Said,
        path: Path | None = None,
        line: int = 0,
        column: int = 0,
        source: str = "",
        suggestion: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.source = source
        """The line itself."""
        self.suggestion = suggestion
        """What was probably meant, as ``near`` tells."""
        self.at: tuple[str, ...] = ()
        """Which value of the user's it is, where they come from no file of rules."""

    @property
    def place(self) -> str:
        """``file:line:column``, as much of it as is known."""
        if self.path is None:
            return ""
        return f"{self.path}:{self.line}:{self.column}" if self.line else str(self.path)

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str) -> str:
        """Place, message, suggestion, and the line with a mark under the column, in ``vi`` or ``en``."""
        message = self.message.get(language)
        first = f"{self.place}: {message}" if self.place else message
        if self.suggestion:
            known = isinstance(self.suggestion, Choices)
            words = "here may stand: {names}" if known else "did you mean '{names}'?"
            first += "; " + said(words, names=self.suggestion).get(language)
        if not self.source:
            return first
        gutter = f"{self.line} | "
        return f"{first}\n{gutter}{self.source}\n{' ' * (len(gutter) + self.column - 1)}^"
