"""Faults in skeletons that their schema does not show: names that nobody knows."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from plancheck.data.errors import RulesError, near, none_such
from plancheck.data.source import At, Source
from plancheck.knowledge import Knowledge
from plancheck.records import dataclass
from plancheck.review.draft import GIVEN, VARIABLE
from plancheck.review.skeleton_schema import ChoiceSpec, LineSpec, Read, ScopeSpec, SkeletonFile, read_file


def faults(files: Iterable[Path], knowledge: Knowledge, rules: Collection[str]) -> Iterator[RulesError]:
    """What is wrong in files of skeletons, each at its place. ``rules``: ids of all rules."""
    whole: list[Read] = []
    for file in files:
        try:
            whole.append(read_file(file))
        except RulesError as error:
            yield error
    shared = {name for each in whole if not isinstance(each.content, SkeletonFile) for name in each.content.names}
    for each in whole:
        names = {*GIVEN, *shared, *each.content.names}
        yield from _Linter(each.source, names, knowledge, rules).faults(each)


@dataclass(frozen=True, slots=True)
class _Linter:
    source: Source
    names: Collection[str]
    knowledge: Knowledge
    rules: Collection[str]

    def faults(self, file: Read) -> Iterator[RulesError]:
        for name, choices in file.content.names.items():
            for number, choice in enumerate(choices):
                yield from self.choice(choice, ("names", name, number))
        if isinstance(file.content, SkeletonFile):
            for number, scope in enumerate(file.content.applies):
                yield from self.scope(scope, ("applies", number))
            for part, lines in file.content.parts():
                for number, line in enumerate(lines):
                    yield from self.line(line, (part, number))

    def line(self, line: LineSpec, at: At) -> Iterator[RulesError]:
        yield from self.variables(line.text, at)
        yield from self.scope(line.for_, (*at, "for"))
        yield from self.instrument(line.instrument, at)
        for number, rule in enumerate(line.rules):
            if rule not in self.rules:
                yield self.unknown("rule", rule, self.rules, *at, "rules", number)
        for number, under in enumerate(line.under()):
            yield from self.line(under, (*at, "items", number))

    def choice(self, choice: ChoiceSpec, at: At) -> Iterator[RulesError]:
        bodies = [agency.id for agency in self.knowledge.agencies]
        if choice.agency and choice.agency not in bodies:
            yield self.unknown("agency", choice.agency, bodies, *at, "agency")
        yield from self.instrument(choice.instrument, at)
        yield from self.variables(choice.text, at)
        yield from self.scope(choice.for_, (*at, "for"))

    def instrument(self, number: str, at: At) -> Iterator[RulesError]:
        if number and self.knowledge.instrument(number) is None:
            numbers = [each.number for each in self.knowledge.instruments]
            yield self.unknown("instrument", number, numbers, *at, "instrument")

    def variables(self, text: str, at: At) -> Iterator[RulesError]:
        for match in VARIABLE.finditer(text):
            name = match[1]
            if name.startswith("cite:"):
                yield from self.instrument(name.removeprefix("cite:"), (*at, "text"))
            elif name.lower() not in self.names:
                yield self.unknown("name", f"{{{name}}}", [f"{{{each}}}" for each in self.names], *at, "text")

    def scope(self, scope: ScopeSpec, at: At) -> Iterator[RulesError]:
        subjects = [each.id for each in self.knowledge.vocabulary.subjects]
        if scope.subject and scope.subject not in subjects:
            yield self.unknown("subject", scope.subject, subjects, *at, "subject")
        provinces = [each.id for each in self.knowledge.provinces]
        for number, province in enumerate(scope.provinces):
            if province not in provinces:
                yield self.unknown("province", province, provinces, *at, "provinces", number)

    def unknown(self, what: str, name: str, known: Iterable[str], *at: str | int) -> RulesError:
        return self.source.error(none_such(what, name), at, suggestion=near(name, known))
