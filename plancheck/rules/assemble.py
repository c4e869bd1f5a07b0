"""Pack files, regimes, redirects and version → rule set. Imports YAML and pydantic; not on the way of a warm start."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from plancheck.data.days import previous_day
from plancheck.data.errors import RulesError, near
from plancheck.data.fitting import validated
from plancheck.data.source import At, Source, read
from plancheck.data.wording import said
from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.records import NamedTuple
from plancheck.rules.compile import Compiler
from plancheck.rules.conditions import ConditionError, circumstances
from plancheck.rules.model import Override, Regime, RuleSet, Text
from plancheck.rules.overriding import overridden
from plancheck.rules.packs import merged
from plancheck.rules.schema import PackSpec, RuleSpec

_TAKEN = {
    "id": "{name} is already the {field} of a rule in {file}; to change it write `overrides: {name}` for `id`",
    "slug": "{name} is already the {field} of a rule in {file}",
}
_TAKEN_BESIDE = "{name} is already the {field} of the rule in line {line}"


class Entry(NamedTuple):
    """A rule that stands: nothing overrides it."""

    source: Source
    number: int
    """In its file."""
    spec: RuleSpec
    pack: str
    """Where it was first."""
    overrides: tuple[Override, ...]


def assemble(
    files: Sequence[Path],
    shipped: Path,
    knowledge: Knowledge | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> RuleSet:
    """Compile pack files with the regimes of the register, and redirects and version of a rules folder.

    ``parameters`` are values of the user's for parameters of rules. Raises RulesError.
    """
    knowledge = knowledge or load_knowledge()
    whole = overridden([merged(read(file)) for file in files])
    for problem in whole.problems:
        raise problem
    specs: list[PackSpec] = [validated(source, PackSpec) for source in whole.sources]
    entries = [
        Entry(source, index, spec.rules[index], specs[first[0]].pack, whole.history.get((number, index), ()))
        for number, (source, spec) in enumerate(zip(whole.sources, specs, strict=True))
        for index, first in whole.standing(number)
    ]
    for repeated in duplicates(entries):
        raise repeated
    compiler = Compiler()
    for source, spec in zip(whole.sources, specs, strict=True):
        for index, derived in enumerate(spec.derive):
            try:
                compiler.derive(derived)
            except ConditionError as error:
                raise located(source, ("derive", index), error) from None
    if parameters:
        from plancheck.rules.parameters import applied

        entries = applied(parameters, entries, knowledge, compiler.kinds)
    for entry in entries:
        try:
            compiler.add(entry.spec, entry.pack, entry.overrides)
        except ConditionError as error:
            raise located(entry.source, ("rules", entry.number), error) from None
    titles = {spec.pack: Text(spec.title.vi, spec.title.en) for spec in specs}
    subjects = {each.id: Text(each.label, each.label_en) for each in knowledge.vocabulary.subjects}
    gatherings = {id: Text(text.vi, text.en) for spec in specs for id, text in spec.gatherings.items()}
    for entry in entries:
        if (gather := entry.spec.gather) and gather.into not in gatherings:
            raise not_gathered(entry, gatherings)
    return compiler.ruleset(version(shipped), regimes(knowledge), redirects(shipped), titles, subjects, gatherings)


def not_gathered(entry: Entry, known: Iterable[str]) -> RulesError:
    """That what a rule's notes are to be told in is not there."""
    assert entry.spec.gather is not None
    id = entry.spec.gather.into
    at = ("rules", entry.number, "gather", "into")
    return entry.source.error(said("there is no gathering '{id}'", id=id), at, suggestion=near(id, known))


def located(source: Source, at: At, error: ConditionError) -> RulesError:
    """A condition's error at its place in the file."""
    return source.error(error.message, (*at, *error.path), error.key, _suggestion(error))


def _suggestion(error: ConditionError) -> str:
    return near(error.message.split("'")[1], error.known) if error.known else ""


def duplicates(entries: Iterable[Entry]) -> list[RulesError]:
    """Ids and slugs that two rules share."""
    seen: dict[str, Entry] = {}
    found = []
    for entry in entries:
        for field, name in (("id", entry.spec.id), ("slug", entry.spec.slug)):
            if name in seen:
                file, line = seen[name].source.path, seen[name].source.marks["rules", seen[name].number][0]
                beside = file == entry.source.path
                words = said(
                    _TAKEN_BESIDE if beside else _TAKEN[field], name=name, field=field, file=file.name, line=line
                )
                found.append(entry.source.error(words, ("rules", entry.number, field)))
            seen.setdefault(name, entry)
    return found


def version(shipped: Path) -> str:
    """Version of the rule set."""
    source = read(shipped / "version.yaml")
    if not isinstance(source.data, dict) or not isinstance(source.data.get("version"), str):
        raise source.error(said("version is missing"))
    return str(source.data["version"])


def redirects(shipped: Path) -> dict[str, str]:
    """Former ids and what they became."""
    source = read(shipped / "redirects.yaml")
    return validated(Source(source.path, source.data or {}, source.marks, source.lines), dict[str, str])


def regimes(knowledge: Knowledge) -> list[Regime]:
    """The register's regimes as tests on the document. Dates not given are the instrument's."""
    found = []
    for regime in knowledge.regimes:
        instrument = knowledge.instrument(regime.instrument)
        start, end = regime.start, regime.end
        if instrument is not None:
            start = start or instrument.start or instrument.issued
            end = end or instrument.end or instrument.period_end
        test = circumstances(
            types=regime.types,
            kinds=regime.kinds,
            systems=regime.systems,
            levels=regime.levels,
            subject=regime.subject or "any",
            start=start,
            until=previous_day(end) if end else 0,
        )
        found.append(Regime(regime.instrument, test, regime.purpose))
    return found
