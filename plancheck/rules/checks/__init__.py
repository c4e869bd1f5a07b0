"""The kinds of checks, each whole in a module: keys, probes, when it is broken, what tells findings apart."""

from collections.abc import Mapping

from plancheck.rules.checks.base import Fault, Kind, Side
from plancheck.rules.checks.consistent import Consistent
from plancheck.rules.checks.count import Count
from plancheck.rules.checks.each import Each
from plancheck.rules.checks.forbid import Forbid
from plancheck.rules.checks.order import Order
from plancheck.rules.checks.require import Require

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (Require(), Forbid(), Each(), Count(), Consistent(), Order())}
"""By name, in the order in which they are told."""

__all__ = ["KINDS", "Fault", "Kind", "Side"]
