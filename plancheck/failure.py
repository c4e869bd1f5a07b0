"""A part of plancheck that breaks on a draft: what it was, and what can therefore not be known.

One bad recogniser, fact or rule costs the verdicts that needed it, never the report.
"""

from collections.abc import Iterable

from plancheck.records import NamedTuple


class Failure(NamedTuple):
    """What broke."""

    part: str
    """``facts.reporting``, ``rule SEC-001``, ``engine`` …"""
    error: str
    """The exception in one line."""
    trace: str
    """Its traceback."""
    kinds: frozenset[str] = frozenset()
    """Kinds of facts of which some may be missing."""
    rules: frozenset[str] = frozenset()
    """Rules that were not evaluated."""


def failed(part: str, error: Exception, kinds: Iterable[str] = (), rules: Iterable[str] = ()) -> Failure:
    """What is kept of an exception that a part let go."""
    import traceback

    told = " ".join(f"{type(error).__name__}: {error}".split())
    return Failure(part, told, "".join(traceback.format_exception(error)), frozenset(kinds), frozenset(rules))
