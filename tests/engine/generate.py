"""Random productions of every shape that rules compile to, and random facts for them."""

from collections.abc import Mapping
from random import Random

from plancheck.rules.production import (
    AllOf,
    AnyOf,
    Comparison,
    FactValues,
    Join,
    Pattern,
    Production,
    Ref,
    Test,
    Value,
    negated,
)

KINDS: Mapping[str, Mapping[str, type]] = {
    "document": {"type": str, "level": str, "date": int, "subject": str},
    "citation": {"number": str, "status": str, "ended": int, "key": str, "weight": int},
    "agency": {"agency": str, "role": str, "key": str, "ended": int},
    "topic": {"topic": str, "strength": str, "key": str},
    "due": {"key": str, "weight": int, "mode": str},
    "met": {"key": str, "weight": int},
    "doubt": {"key": str, "weight": int},
}
WORDS = (
    "", "1", "12", "KH", "tỉnh", "Ủy ban nhân dân", "có dấu \"ngoặc\"", "\\", "a,b}", "{", "dòng\nmới", "hòa", "hoà",
    "yes", "no", "0", "\u0000", "𝔘", "-1", "True",
)  # fmt: skip
NUMBERS = (0, 1, 12, -1, 20120103, 20151022, 20151021, 10**15, 10**30, -(10**30))


def value(random: Random, kind: type) -> Value:
    return random.choice(WORDS[: random.choice((4, len(WORDS)))] if kind is str else NUMBERS)


def comparison(random: Random, properties: Mapping[str, type]) -> Comparison:
    name = random.choice(list(properties))
    if properties[name] is str:
        return Comparison(name, random.choice(("==", "==", "!=")), value(random, str))
    operator = random.choice(("==", "!=", "<", "<=", ">", ">="))
    return Comparison(name, operator, random.choice(NUMBERS[:-3]))


def tree(random: Random, properties: Mapping[str, type], depth: int = 2) -> Test:
    shape = random.random()
    if depth == 0 or shape < 0.45:
        return comparison(random, properties)
    parts = tuple(tree(random, properties, depth - 1) for _ in range(random.randrange(0 if shape > 0.95 else 1, 4)))
    whole: Test = AllOf(parts) if shape < 0.75 else AnyOf(parts)
    return negated(whole) if random.random() < 0.1 else whole


def joins(random: Random, kind: str, earlier: list[str]) -> tuple[Join, ...]:
    found = []
    for at, other in enumerate(earlier):
        for name, type_ in KINDS[kind].items():
            for name2, type2 in KINDS[other].items():
                if type_ is type2 and random.random() < (0.4 if name == name2 == "key" else 0.05):
                    found.append(Join(name, at, name2))
    return tuple(found[:3])


def production(random: Random, name: str, stratum: int) -> Production:
    kinds = random.sample(list(KINDS), random.choice((1, 1, 1, 2, 2, 3)))
    patterns: list[Pattern] = []
    for position, kind in enumerate(kinds):
        depth = 2 if len(kinds) == 1 else 1
        links = joins(random, kind, kinds[:position]) if position else ()
        patterns.append(Pattern(kind, tree(random, KINDS[kind], depth), links))
    others = [kind for kind in KINDS if kind not in kinds]
    absent = tuple(
        Pattern(kind, tree(random, KINDS[kind], 1), joins(random, kind, kinds))
        for kind in random.choices(others, k=random.choice((0, 0, 1, 2)))
    )
    at = random.randrange(len(kinds))
    text = random.choice([name for name, type_ in KINDS[kinds[at]].items() if type_ is str])
    derived = random.choice(("due", "met", "doubt"))
    values: list[tuple[str, Value | Ref]] = [("key", Ref(at, text)), ("weight", random.choice((0, 1, 12)))]
    if derived == "due":
        values.append(("mode", random.choice(("x", "y"))))
    return Production(name, stratum, tuple(patterns), derived, tuple(values), absent)


def productions(random: Random, most: int = 60) -> list[Production]:
    return [production(random, f"r{at}", random.randrange(3)) for at in range(random.randrange(1, most))]


def facts(random: Random, most: int = 60) -> list[FactValues]:
    found: list[FactValues] = []
    for _ in range(random.randrange(most)):
        kind = random.choice(list(KINDS))
        found.append({"kind": kind, **{name: value(random, type_) for name, type_ in KINDS[kind].items()}})
    return found
