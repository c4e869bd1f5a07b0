"""``each``: every fact that is given must also be so."""

from collections.abc import Iterator, Sequence

from plancheck.rules.checks.base import Asking, Fault, Ids, Kind, Side, Values, grouped, unless
from plancheck.rules.model import Check, Segment
from plancheck.rules.production import ALWAYS, Test, both, negated


class Each(Kind):
    """Broken by each fact given that is not so; those that a message shows alike are one finding."""

    name = "each"
    needs = ("given",)
    replaces = True

    def segment(self, asked: Side, given: Side | None, review: Test | None, ask: Asking) -> Segment:
        """The facts given, those that are so, those that are not, and among these the ones in doubt."""
        assert given is not None
        first = ask(given.probe)
        met = ask(Side(given.fact, both(given.test, asked.test), (*given.companions, *asked.companions)).probe)
        sure = negated(review) if review is not None else ALWAYS
        if asked.companions:
            violation = unless(given, met, sure)
            doubt = unless(given, met, review) if review is not None else None
        else:
            broken = Side(given.fact, both(given.test, negated(asked.test)), given.companions)
            violation = broken._replace(test=both(broken.test, sure))
            doubt = broken._replace(test=both(broken.test, review)) if review is not None else None
        broken_by = ask(violation.probe)
        return Segment(first, met, ask(doubt.probe) if doubt else -1, broken_by)

    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """One for each group."""
        return grouped(check, broken, facts)

    def identity(self, check: Check) -> tuple[str, ...]:
        """What groups the facts."""
        return check.group_by
