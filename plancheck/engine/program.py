"""The productions of a run: what governs a document and applies to it, what stands with what, how a check ends.

document → ``scope``, ``regime`` → ``governs`` → ``applies``
facts → ``answer`` (a fact alone, by predicates) → ``answer`` (with what stands with it) → ``met`` … → ``outcome``
"""

from collections.abc import Mapping, Sequence

from plancheck.rules.model import Probe
from plancheck.rules.production import (
    ALWAYS,
    AllOf,
    Comparison,
    Join,
    Pattern,
    Production,
    Ref,
)

APPLICABILITY = (
    Production("governs", 0, (Pattern("regime"),), "governs", (("instrument", Ref(0, "instrument")),)),
    Production("applies", 1, (Pattern("scope"),), "applies", (("scope", Ref(0, "scope")), ("through", ""))),
    Production(
        "applies under",
        1,
        (Pattern("needs"), Pattern("governs", ALWAYS, (Join("instrument", 0, "instrument"),))),
        "applies",
        (("scope", Ref(0, "scope")), ("through", Ref(1, "instrument"))),
    ),
)
"""``regime`` {instrument} and ``scope`` {scope} hold for the document; one that ``needs`` {scope, instrument} holds
only under an instrument that governs."""


def answers(probe: int) -> str:
    """Kind of the facts that say which facts answer a probe."""
    return f"answer {probe}"


def alone(probe: int) -> str:
    """The same, before what stands with them is looked at."""
    return f"alone {probe}"


def companionship(probes: Sequence[Probe]) -> tuple[Production, ...]:
    """Facts that answer a probe alone, and what stands with them → those that answer it whole."""
    depths: list[int] = []
    productions = []
    asked = joined(probes)
    for number, probe in enumerate(probes):
        depths.append(max((depths[each.probe] + 1 for each in probe.companions), default=0))
        if not probe.companions:
            continue
        sides = [
            (
                Pattern(answers(each.probe), ALWAYS, tuple(Join(theirs, 0, own) for own, theirs in each.joins)),
                each.absent,
            )
            for each in probe.companions
        ]
        present = [pattern for pattern, absent in sides if not absent]
        values = [("fact", Ref(0, "fact"))]
        values += [(f"with{at}", Ref(at, "fact")) for at in range(1, len(present) + 1)]
        values += [(name, Ref(0, name)) for name in sorted(asked[number] - {"fact"})]
        productions.append(
            Production(
                f"probe {number}",
                depths[number] - 1,
                (Pattern(alone(number)), *present),
                answers(number),
                tuple(values),
                tuple(pattern for pattern, absent in sides if absent),
            )
        )
    return tuple(productions)


def joined(probes: Sequence[Probe]) -> Mapping[int, set[str]]:
    """By probe, what is asked of the facts that answer it when it is a companion, and of itself when it has some."""
    asked: dict[int, set[str]] = {}
    for number, probe in enumerate(probes):
        for each in probe.companions:
            asked.setdefault(number, set()).update(own for own, _ in each.joins)
            asked.setdefault(each.probe, set()).update(theirs for _, theirs in each.joins)
    return asked


def _outcomes() -> tuple[Production, ...]:
    """A check that is ``due`` has a ``mode``: it ``asks`` for facts that meet it, or ``bars`` facts that break it."""

    def found(kind: str) -> Pattern:
        return Pattern(kind, ALWAYS, (Join("check", 0, "check"),))

    def due(mode: str, given: str) -> tuple[Pattern, ...]:
        test = AllOf((Comparison("mode", "==", mode), Comparison("given", "==", given)))
        return (Pattern("due", test), *((found("given"),) if given == "yes" else ()))

    def outcome(name: str, status: str, patterns: tuple[Pattern, ...], absent: tuple[Pattern, ...] = ()) -> Production:
        return Production(name, 0, patterns, "outcome", (("check", Ref(0, "check")), ("status", status)), absent)

    needed = Pattern("due", Comparison("given", "==", "yes"))
    productions = [outcome("nothing given", "not-applicable", (needed,), (found("given"),))]
    for mode, decisive, status, opposite in (("asks", "met", "pass", "fail"), ("bars", "violation", "fail", "pass")):
        for given in ("no", "yes"):
            lead = due(mode, given)
            name = f"{mode} given {given}"
            productions.append(outcome(f"{name}: {decisive}", status, (*lead, found(decisive))))
            productions.append(outcome(f"{name}: doubt", "needs-review", (*lead, found("doubt")), (found(decisive),)))
            productions.append(outcome(f"{name}: nothing", opposite, lead, (found(decisive), found("doubt"))))
    return tuple(productions)


OUTCOMES = _outcomes()
"""``due`` {check, mode, given} with ``given``, ``met``, ``doubt`` and ``violation`` {check} → ``outcome``."""
