"""``forbid``: there must be no such fact."""

from collections.abc import Iterator, Sequence

from plancheck.rules.checks.base import Asking, Fault, Ids, Kind, Side, Values, grouped, unless
from plancheck.rules.model import Check, Segment
from plancheck.rules.production import Test, both, negated


class Forbid(Kind):
    """Broken by each such fact; those that a message shows alike are one finding."""

    name = "forbid"
    replaces = True
    owns = ("written",)

    def segment(self, asked: Side, given: Side | None, review: Test | None, ask: Asking) -> Segment:
        """The facts barred, and among the others those in doubt."""
        violation = ask(asked.probe)
        doubt = -1
        if review is not None and asked.companions:
            doubt = ask(unless(Side(asked.fact), violation, review).probe)
        elif review is not None:
            doubt = ask(Side(asked.fact, both(review, negated(asked.test))).probe)
        return Segment(given=ask(given.probe) if given else -1, doubt=doubt, violation=violation)

    def faults(self, check: Check, met: Ids, broken: Ids, facts: Sequence[Values]) -> Iterator[Fault]:
        """One for each group."""
        return grouped(check, broken, facts)

    def identity(self, check: Check) -> tuple[str, ...]:
        """What groups the facts."""
        return check.group_by
