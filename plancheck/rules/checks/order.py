"""``order``: facts must come in the order of a property."""

from collections.abc import Iterator, Sequence

from plancheck.rules.checks.base import Fault, Ids, Kind, Values
from plancheck.rules.model import Check


class Order(Kind):
    """Broken by each fact that stands behind one it should stand before.

    ``value`` is the property; ``order`` lists its values from first to last, those not listed have no place in it. A
    number needs no list: it must not fall. With ``key`` the facts of each of its values have an order of their own.
    """

    name = "order"
    needs = ("fact", "value")
    owns = ("value", "key", "order")
    shows = ("first", "second")
    replaces = True

    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """The fact that stands too late, and the first that it should stand before."""
        rank = {value: at for at, value in enumerate(check.order)}
        highest: dict[str | int, list[tuple[int, int]]] = {}
        for id in met:
            value = facts[id][check.value]
            place = rank.get(str(value)) if check.order else value if isinstance(value, int) and value else None
            if place is None:
                continue
            before = highest.setdefault(facts[id][check.key] if check.key else "", [])
            later = next((other for at, other in before if at > place), None)
            if later is not None:
                yield Fault((id, later), 1, facts[later][check.value], value)
            else:
                before.append((place, id))

    def identity(self, check: Check) -> tuple[str, ...]:
        """The words of the fact."""
        return ("quote", check.value)
