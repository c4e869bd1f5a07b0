"""What was put right in a draft, and what was not."""

from plancheck.document import Place
from plancheck.records import NamedTuple
from plancheck.report.model import FileReport


class Change(NamedTuple):
    """A paragraph as it was and as it is; ``before`` is empty for a new one."""

    place: Place
    before: str
    after: str
    rules: tuple[str, ...]
    suggested: bool = False


class Left(NamedTuple):
    """A correction that was not made, and why: a key of ``rewrite.OBSTACLES``."""

    rule: str
    place: Place
    reason: str
    breaks: tuple[str, ...] = ()
    """Rules that it would make fail."""


class Layout(NamedTuple):
    """How much of a draft's looks was set for a rule."""

    place: Place
    rule: str
    component: str
    settings: tuple[tuple[str, str], ...]
    suggested: bool = False
    note: tuple[str, ...] = ()
    """What a comment says of a suggestion."""


class Fixed(NamedTuple):
    """What was put right, and how to write it."""

    data: bytes
    plain: bytes
    """The same without revision marks, which is what was checked."""
    changes: tuple[Change, ...]
    layout: tuple[Layout, ...]
    left: tuple[Left, ...]
    report: FileReport
    """On what it has become."""
    safe: int = 0
    """How many places were put right."""
    suggested: int = 0
    """How many more are suggestions."""
