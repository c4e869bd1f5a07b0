"""Headings and the roles they fill."""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact


def recognise(context: Context) -> Iterator[Fact]:
    """One ``section`` fact for each role of each heading; one with an empty role where none is recognised."""
    for section in context.plan.sections:
        heading = context.plan.passages[section.heading]
        for role in sorted(section.roles) or [""]:
            yield fact(
                "section",
                heading.place(),
                heading.text,
                role=role,
                label=section.label,
                title=section.title,
                level=section.level,
            )
