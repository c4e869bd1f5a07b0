"""``consistent``: facts that agree in one property must agree in another."""

from collections.abc import Iterator, Sequence

from plancheck.rules.checks.base import Fault, Ids, Kind, Values
from plancheck.rules.model import Check


class Consistent(Kind):
    """Broken once for each ``key`` whose facts give two values; empty ones say nothing."""

    name = "consistent"
    needs = ("fact", "value")
    owns = ("value", "key")
    replaces = True
    shows = ("first", "second")
    reviews = False

    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """The facts with another value than the first fact's, and it behind them."""
        groups: dict[str | int, list[int]] = {}
        for id in met:
            if facts[id][check.value] not in ("", 0):
                groups.setdefault(facts[id][check.key] if check.key else "", []).append(id)
        for members in groups.values():
            first = facts[members[0]][check.value]
            others = [id for id in members if facts[id][check.value] != first]
            if others:
                yield Fault((*others, members[0]), len(others), first, facts[others[0]][check.value])

    def identity(self, check: Check) -> tuple[str, ...]:
        """The key."""
        return (check.key,) if check.key else ()
