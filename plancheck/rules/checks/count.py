"""``count``: a property must have so many distinct values."""

from collections.abc import Iterator, Sequence

from plancheck.rules.checks.base import Fault, Ids, Kind, Values
from plancheck.rules.model import Check


class Count(Kind):
    """Broken by fewer values than ``at_least`` or more than ``at_most``; empty ones do not count."""

    name = "count"
    asks = True
    needs = ("fact", "distinct")
    owns = ("distinct", "at_most")

    def satisfied(self, check: Check, met: Ids, facts: Sequence[Values]) -> bool:
        """Whether the count is within its bounds."""
        count = _count(check, met, facts)
        return count >= check.at_least and (not check.at_most or count <= check.at_most)

    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """One, at the first fact."""
        if not self.satisfied(check, met, facts):
            yield Fault(tuple(met), _count(check, met, facts))


def _count(check: Check, met: Ids, facts: Sequence[Values]) -> int:
    return len({facts[id][check.distinct] for id in met} - {"", 0})
