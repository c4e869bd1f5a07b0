"""Names in the register that properties of facts hold: what rules may ask for beyond the closed values."""

from collections.abc import Iterator, Mapping

from plancheck.knowledge import Knowledge

Names = Mapping[tuple[str, str], Mapping[str, str]]
"""By kind of fact and property: names, and what each stands for in Vietnamese (empty: nothing is written down)."""


def names(knowledge: Knowledge) -> Names:
    """Names that the register gives properties of facts."""
    vocabulary = knowledge.vocabulary
    agencies = {each.id: each.name for each in knowledge.agencies}
    provinces = {each.id: each.name for each in knowledge.provinces}
    sections = {each.id: each.label for each in vocabulary.sections}
    subjects = {**{each.id: each.label for each in vocabulary.subjects}, "other": ""}
    kinds = {each.id: each.label for each in vocabulary.kinds}
    return {
        ("topic", "topic"): {each.id: each.label for each in vocabulary.topics},
        ("saying", "saying"): {each.id: each.label for each in vocabulary.sayings},
        ("training", "about"): _bare(
            each.removeprefix("training.about.") for each in vocabulary.terms if each.startswith("training.about.")
        ),
        ("section", "role"): sections,
        ("document", "subject"): subjects,
        ("citation", "about"): subjects,
        ("document", "type"): {each.code: each.name for each in vocabulary.types},
        ("document", "paper"): {**kinds, "article": "", "other": ""},
        ("document", "office"): {each.id: each.label for each in vocabulary.offices},
        ("document", "province"): provinces,
        ("province", "province"): provinces,
        ("assignment", "function"): _bare(each.function for body in knowledge.agencies for each in body.functions),
        ("agency", "renaming"): _bare(each.renaming for each in knowledge.agencies),
        ("citation", "group"): _bare(each.group for each in knowledge.instruments),
        **{(kind, "agency"): agencies for kind in ("agency", "assignment", "recipient")},
        **{("reporting", name): agencies for name in ("reporter", "recipient")},
    }


def _bare(found: Iterator[str]) -> Mapping[str, str]:
    return dict.fromkeys(sorted(filter(None, found)), "")
