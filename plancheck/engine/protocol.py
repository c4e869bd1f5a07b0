"""What every engine does: productions and facts → derivations."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, Protocol

from plancheck.rules.production import Derivation, FactValues, Production, Ref, Value

EngineName = Literal["durable-rules", "reference"]
Match = tuple[int, tuple[int, ...]]
"""Index of a production in its stratum, and the fact matched by each of its patterns."""


Matcher = Callable[[Sequence[FactValues]], Iterable[Match]]
"""Matches of the productions of a stratum."""


class EngineError(Exception):
    """An engine can't vouch for its answer."""


class Engine(Protocol):
    """Productions made ready to run over any number of sets of facts. What two engines derive is always equal."""

    name: EngineName

    def run(self, facts: Sequence[FactValues]) -> list[Derivation]:
        """Everything derived, stratum by stratum, in order of production and facts, each derivation once."""
        ...


def make_engine(productions: Sequence[Production], name: EngineName) -> Engine:
    """Make productions ready to run."""
    if name == "reference":
        from plancheck.engine.reference import ReferenceEngine

        return ReferenceEngine(productions)
    from plancheck.engine.durable import DurableEngine

    return DurableEngine(productions)


def strata(productions: Iterable[Production]) -> list[tuple[Production, ...]]:
    """Productions by stratum, lowest first."""
    layers: dict[int, list[Production]] = {}
    for production in productions:
        layers.setdefault(production.stratum, []).append(production)
    return [tuple(layers[number]) for number in sorted(layers)]


def run_strata(
    layers: Sequence[tuple[tuple[Production, ...], Matcher]],
    facts: Sequence[FactValues],
) -> list[Derivation]:
    """Run matchers stratum by stratum; what one derives is added, once, to the facts of the next."""
    known = list(facts)
    derived: set[frozenset[tuple[str, Value]]] = set()
    derivations: list[Derivation] = []
    for number, (productions, match) in enumerate(layers, 1):
        first = len(derivations)
        for index, ids in sorted(match(known)):
            production = productions[index]
            derivations.append(Derivation(production.name, ids, _derive(production, ids, known)))
        if number < len(layers):
            for derivation in derivations[first:]:
                key = frozenset(derivation.values.items())
                if key not in derived:
                    derived.add(key)
                    known.append(derivation.values)
    return derivations


def _derive(production: Production, ids: tuple[int, ...], facts: Sequence[FactValues]) -> Mapping[str, Value]:
    values: dict[str, Value] = {"kind": production.derive}
    for name, value in production.values:
        values[name] = facts[ids[value.pattern]][value.property] if type(value) is Ref else value  # type: ignore[assignment]
    return values
