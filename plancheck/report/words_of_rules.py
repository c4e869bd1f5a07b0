"""The words rules are written in, told from the vocabulary of facts: kinds, properties, closed values."""

from collections.abc import Iterator

from plancheck.facts import vocabulary
from plancheck.knowledge import Knowledge
from plancheck.report.wording import Language
from plancheck.rules.glossary import glossary
from plancheck.rules.model import Derivation, RuleSet
from plancheck.rules.naming import names
from plancheck.rules.production import Ref


def kinds(rules: RuleSet) -> tuple[str, ...]:
    """Kinds of facts that rules may ask for."""
    return (*vocabulary.kinds(), *(each.kind for each in rules.derivations))


def page(kind: str | None, rules: RuleSet, knowledge: Knowledge, lang: Language) -> str:
    """All kinds, one a line; or the properties of one, with names of the register. Raises KeyError."""
    made = {each.kind: list(_made(each, rules)) for each in rules.derivations}
    titles = {name: title[lang == "en"] for name, (title, _) in glossary().items()}
    titles |= dict.fromkeys(made, "made from other facts" if lang == "en" else "làm ra từ dữ kiện khác")
    if kind is None:
        width = max(map(len, titles))
        return "".join(f"{name:{width}}  {titles[name]}\n" for name in kinds(rules))
    lines = made[kind] if kind in made else list(_properties(kind, knowledge, lang))
    return "".join(f"{line}\n" for line in (f"{kind}: {titles[kind]}", *lines))


def _made(each: Derivation, rules: RuleSet) -> Iterator[str]:
    """Properties of a derived kind, and what each is taken from."""
    probe = rules.probes[each.probe]
    sources = [probe.kind, *(rules.probes[beside.probe].kind for beside in probe.companions if not beside.absent)]
    width = max((len(name) for name, _ in each.values), default=0)
    for name, value in each.values:
        yield f"  {name:{width}}  = " + (
            f"{sources[value.pattern]}.{value.property}" if isinstance(value, Ref) else str(value)
        )


def _properties(kind: str, knowledge: Knowledge, lang: Language) -> Iterator[str]:
    width, told = max(map(len, vocabulary.kinds()[kind])), glossary()[kind].properties
    held = {name: each for (owner, name), each in names(knowledge).items() if owner == kind}
    for name, prop in vocabulary.kinds()[kind].items():
        form = ("số", "number") if isinstance(prop.default, int) else ("chữ", "text")
        values = " | ".join(value or "∅" for value in prop.values) or form[lang == "en"]
        yield f"  {name:{width}}  {values}  ({told[name][lang == 'en']})"
        known = held.get(name, {})
        yield from (f"    {id:{max(map(len, known))}}  {label}".rstrip() for id, label in known.items())
