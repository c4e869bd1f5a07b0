"""``require``: there must be such a fact, or several."""

from collections.abc import Iterator, Sequence

from plancheck.rules.checks.base import Fault, Ids, Kind, Values
from plancheck.rules.model import Check


class Require(Kind):
    """Broken by fewer facts than ``at_least``."""

    name = "require"
    asks = True
    about_given = True

    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """One, at the place where they are missing."""
        if not self.satisfied(check, met, facts):
            yield Fault(number=len(met))
