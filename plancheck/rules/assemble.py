"""Pack files, regimes, redirects and version → rule set. Imports YAML and pydantic; not on the way of a warm start."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from plancheck.knowledge import load_knowledge
from plancheck.rules.compile import Compiler, ConditionError, circumstances, previous_day
from plancheck.rules.errors import RulesError
from plancheck.rules.loader import Pack, Path_, Source, load_pack, near, read, validated
from plancheck.rules.model import Regime, RuleSet, Text
from plancheck.rules.wording import said


def assemble(files: Sequence[Path], shipped: Path) -> RuleSet:
    """Compile pack files with the regimes, redirects and version of a rules folder. Raises RulesError."""
    packs = [load_pack(file) for file in files]
    compiler = Compiler()
    for pack in packs:
        for index, spec in enumerate(pack.spec.rules):
            try:
                compiler.add(spec, pack.spec.pack)
            except ConditionError as error:
                raise located(pack.source, ("rules", index), error) from None
    for repeated in duplicates(packs):
        raise repeated
    titles = {pack.spec.pack: Text(pack.spec.title.vi, pack.spec.title.en) for pack in packs}
    return compiler.ruleset(version(shipped), regimes(), redirects(shipped), titles)


def located(source: Source, at: Path_, error: ConditionError) -> RulesError:
    """A condition's error at its place in the file."""
    return source.error(error.message, (*at, *error.path), error.key, _suggestion(error))


def _suggestion(error: ConditionError) -> str:
    quoted = error.message.split("'")
    return near(quoted[1], error.known) if len(quoted) > 2 and error.known else ""


def duplicates(packs: Iterable[Pack]) -> list[RulesError]:
    """Ids and slugs that two rules share."""
    seen: dict[str, str] = {}
    found = []
    for pack in packs:
        for index, rule in enumerate(pack.spec.rules):
            for field, name in (("id", rule.id), ("slug", rule.slug)):
                if name in seen:
                    at = ("rules", index, field)
                    words = "{name} is already the {field} of a rule in {file}"
                    found.append(pack.source.error(said(words, name=name, field=field, file=seen[name]), at))
                seen.setdefault(name, pack.source.path.name)
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


def regimes() -> list[Regime]:
    """The register's regimes as tests on the document. Dates not given are the instrument's."""
    knowledge = load_knowledge()
    found = []
    for regime in knowledge.regimes:
        instrument = knowledge.instrument(regime.instrument)
        start, end = regime.start, regime.end
        if instrument is not None:
            start = start or instrument.start or instrument.issued
            end = end or instrument.end or instrument.period_end
        test = circumstances(
            types=regime.types,
            systems=regime.systems,
            levels=regime.levels,
            subject=regime.subject or "any",
            start=start,
            until=previous_day(end) if end else 0,
        )
        found.append(Regime(regime.instrument, test, regime.purpose))
    return found
