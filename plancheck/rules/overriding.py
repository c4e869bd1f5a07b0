"""Rules that override others: the other rule's keys, save those given anew."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.data.errors import RulesError, near
from plancheck.data.source import Source
from plancheck.data.wording import said
from plancheck.records import dataclass
from plancheck.rules.model import Override

At = tuple[int, int]
"""Number of a source, and of a rule in it."""


@dataclass(frozen=True, slots=True)
class Overriding:
    """Packs in which every rule that overrides another is whole."""

    sources: tuple[Source, ...]
    replaced: frozenset[At]
    """Rules that others override, and those that override nothing."""
    lost: frozenset[At]
    """Rules that override one that is not there."""
    origin: Mapping[At, At]
    """For a rule that overrides, the rule as it was first."""
    history: Mapping[At, tuple[Override, ...]]
    """For a rule that overrides, who changed what, oldest first."""
    problems: tuple[RulesError, ...]

    def dangling(self, source: int) -> frozenset[int]:
        """Numbers of a source's rules that override one that is not there."""
        return frozenset(number for at, number in self.lost if at == source)

    def standing(self, source: int) -> Iterator[tuple[int, At]]:
        """Numbers of a source's rules that none overrides, each with the rule it was first."""
        for number in range(len(self.sources[source].data["rules"])):
            if (source, number) not in self.replaced:
                yield number, self.origin.get((source, number), (source, number))


def overridden(sources: Sequence[Source]) -> Overriding:
    """Complete the rules with ``overrides``. A pack may override rules of earlier packs only."""
    whole: list[Source] = []
    known: dict[str, At] = {}
    replaced: set[At] = set()
    lost: set[At] = set()
    origin: dict[At, At] = {}
    history: dict[At, tuple[Override, ...]] = {}
    problems: list[RulesError] = []
    for number, source in enumerate(sources):
        rules: list[Any] = []
        whole.append(Source(source.path, {**source.data, "rules": rules}, source.marks, source.lines))
        own: dict[str, At] = {}
        for index, rule in enumerate(source.data["rules"]):
            at, name = (number, index), rule.get("overrides")
            rules.append(rule)
            if name is None:
                if isinstance(rule.get("id"), str):
                    own.setdefault(rule["id"], at)
                continue
            if name not in known:
                words = said("there is no rule '{id}' to override", id=name)
                problems.append(source.error(words, ("rules", index, "overrides"), suggestion=near(str(name), known)))
                lost.add(at)
                continue
            if rule.get("id", name) != name:
                problems.append(source.error(said("a rule that overrides keeps the id"), ("rules", index, "id")))
            base = known[name]
            rules[-1] = _laid_over(whole[base[0]].data["rules"][base[1]], rule)
            changed = tuple(key for key in rule if key not in ("overrides", "id"))
            history[at] = (*history.get(base, ()), Override(source.path.name, changed))
            origin[at] = origin.get(base, base)
            replaced.add(base)
            own[name] = at
        known |= own
    return Overriding(tuple(whole), frozenset(replaced | lost), frozenset(lost), origin, history, tuple(problems))


def _laid_over(base: Mapping[str, Any], rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule's keys over those of the one it overrides: each replaces the other's, parameters one by one.

    A severity given alone holds for every case and check.
    """
    merged = {**base, **rule, "id": base["id"]}
    if isinstance(base.get("parameters"), dict) and isinstance(rule.get("parameters"), dict):
        merged["parameters"] = base["parameters"] | rule["parameters"]
    for one, other in (("check", "checks"), ("checks", "check")):
        if one in rule and other not in rule:
            merged.pop(other, None)
    if "severity" in rule:
        for name in ("applies", "checks"):
            if name not in rule and isinstance(merged.get(name), list):
                merged[name] = [_without_severity(each) for each in merged[name]]
        for name in ("applies", "check"):
            if name not in rule:
                merged[name] = _without_severity(merged.get(name))
    return {name: value for name, value in merged.items() if value is not None}


def _without_severity(part: Any) -> Any:
    return {name: value for name, value in part.items() if name != "severity"} if isinstance(part, dict) else part
