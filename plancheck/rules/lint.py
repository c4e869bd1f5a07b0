"""Hold rule packs to what a rule must be: lawful, dated, provable, said in two languages, with examples."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from plancheck.data.days import FOREVER, next_day
from plancheck.data.errors import RulesError, near, none_such
from plancheck.data.fitting import problems
from plancheck.data.source import At, Source, read
from plancheck.data.wording import Said, said
from plancheck.facts.vocabulary import Kinds, kinds
from plancheck.knowledge import Knowledge, load_knowledge
from plancheck.knowledge.merge import faults
from plancheck.knowledge.register import register_files
from plancheck.knowledge.store import rules_dir
from plancheck.records import dataclass
from plancheck.rules.assemble import Entry, duplicates, located, not_gathered, redirects, version
from plancheck.rules.checks import KINDS as CHECKS
from plancheck.rules.compile import Compiler
from plancheck.rules.conditions import DOCUMENT_KEYS, ConditionError, no_kind
from plancheck.rules.examples import fault, sample_names
from plancheck.rules.model import ARGUMENT
from plancheck.rules.naming import names
from plancheck.rules.overriding import overridden
from plancheck.rules.packs import merged
from plancheck.rules.register_lint import register_faults
from plancheck.rules.ruleset import extra_register, yaml_files
from plancheck.rules.schema import BasisSpec, CaseSpec, CheckSpec, PackSpec, RuleSpec

PRACTICE = "thực tiễn soạn thảo"
"""Stands for an instrument in the basis of a rule that follows practice only."""

_REPLACING = ", ".join(kind.name for kind in CHECKS.values() if kind.replaces)
_ALWAYS_THERE = frozenset({"quote", "count"})
_SHOWN_BY_FORM = frozenset({"form", "page", "page-number"})
"""Facts of a Word file that edits of form change."""
_BRACE = re.compile(r"[{}]")


def lint(extra: tuple[Path, ...] = ()) -> list[RulesError]:
    """Everything that is wrong with the shipped packs and those in more files and folders, by file and line."""
    shipped = rules_dir()
    found: list[RulesError] = []
    try:
        files = yaml_files([shipped / "packs", *extra])
        version(shipped)
        moved = redirects(shipped)
        own = extra_register(extra)
        if wrong := list(faults([*register_files(), *own])):
            return wrong
        knowledge = load_knowledge(own)
    except RulesError as error:
        return [error]
    sources = []
    for file in files:
        try:
            sources.append(merged(read(file)))
        except RulesError as error:
            found.append(error)
    whole = overridden(sources)
    found += whole.problems
    entries = []
    gatherings: set[str] = set()
    compiler, broken = Compiler(), set()
    for number, source in enumerate(whole.sources):
        dangling = whole.dangling(number)
        wrong = problems(source, PackSpec, dangling)
        found += wrong
        if not wrong and not dangling:
            spec = PackSpec.model_validate(source.data)
            gatherings |= set(spec.gatherings)
            found += _ungathering(source, spec)
            for index, derived in enumerate(spec.derive):
                try:
                    compiler.derive(derived)
                except ConditionError as error:
                    found.append(located(source, ("derive", index), error))
                    broken.add(no_kind(derived.fact))
            entries += [
                Entry(source, index, spec.rules[index], spec.pack, whole.history.get((number, index), ()))
                for index, _ in whole.standing(number)
            ]
    found += duplicates(entries)
    ids = {entry.spec.id for entry in entries}
    found += _wrong_redirects(moved, ids, shipped)
    found += [
        not_gathered(entry, gatherings)
        for entry in entries
        if entry.spec.gather and entry.spec.gather.into not in gatherings
    ]
    found += _two_meanings(entries)
    folders = [path if path.is_dir() else path.parent for path in extra]
    known = _Known.of(knowledge, ids, compiler.kinds)
    for entry in entries:
        found += _Linter(entry.source, entry.number, entry.spec, knowledge, known, folders).complaints()
    registers = (*register_files(), *extra_register(extra))
    found += register_faults(knowledge, registers, [entry.spec for entry in entries])
    unique = {(error.place, error.message): error for error in found if error.message not in broken}
    return sorted(unique.values(), key=lambda error: (str(error.path), error.line, error.column, error.message))


def _wrong_redirects(moved: Mapping[str, str], ids: set[str], shipped: Path) -> Iterator[RulesError]:
    source = read(shipped / "redirects.yaml")
    for old, new in moved.items():
        if old in ids:
            yield source.error(said("{old} is redirected but still a rule", old=old), (old,), True)
        if new not in ids:
            yield source.error(said("{new} is not a rule", new=new), (old,), suggestion=near(new, ids))


def _ungathering(source: Source, spec: PackSpec) -> Iterator[RulesError]:
    """What a gathering says without naming what it gathers."""
    for id, text in spec.gatherings.items():
        for language in ("vi", "en"):
            said_ = getattr(text, language)
            if said_ and "{items}" not in said_:
                words = said("a gathering names what it gathers: `{items}`", items="{items}")
                yield source.error(words, ("gatherings", id, language))


def _two_meanings(entries: Sequence[Entry]) -> Iterator[RulesError]:
    """Parameters of one name with different values: users set them by name, for all rules at once."""
    first: dict[str, Entry] = {}
    for entry in entries:
        for name, values in entry.spec.parameters.items():
            other = first.setdefault(name, entry)
            if "parameters" not in _overridden_keys(entry) and values != other.spec.parameters[name]:
                words = said("parameter '{name}' has other values in {id}", name=name, id=other.spec.id)
                yield entry.source.error(words, ("rules", entry.number, "parameters", name), True)


def _overridden_keys(entry: Entry) -> set[str]:
    return {key for override in entry.overrides for key in override.keys}


@dataclass(frozen=True, slots=True)
class _Known:
    """Names that rules may use, beyond the closed values of the vocabulary."""

    rules: frozenset[str]
    sections: frozenset[str]
    governing: frozenset[str]
    values: Mapping[tuple[str, str], frozenset[str]]
    """By kind of fact and property."""
    kinds: Kinds

    @classmethod
    def of(cls, knowledge: Knowledge, rules: set[str], kinds: Kinds) -> "_Known":
        sections = frozenset(section.id for section in knowledge.vocabulary.sections)
        values = {key: frozenset(held) | {""} for key, held in names(knowledge).items()}
        governing = frozenset(regime.instrument for regime in knowledge.regimes)
        return cls(frozenset(rules), sections, governing, values, kinds)


class _Linter:
    """Complaints about one rule."""

    def __init__(
        self, source: Source, index: int, rule: RuleSpec, knowledge: Knowledge, known: _Known, folders: Sequence[Path]
    ) -> None:
        self.source = source
        self.at: At = ("rules", index)
        self.rule = rule
        self.knowledge = knowledge
        self.known = known
        self.folders = folders
        self.kinds = known.kinds
        self.shipped = source.path.resolve().is_relative_to(rules_dir().resolve())
        """It comes with plancheck, and is said in both languages."""

    def complaints(self) -> Iterator[RulesError]:
        """All of them."""
        try:
            Compiler(self.kinds).add(self.rule, "lint")
        except ConditionError as error:
            yield located(self.source, self.at, error)
            return
        yield from self._languages()
        yield from self._yielding()
        yield from self._names()
        yield from self._arguments()
        yield from self._fixes()
        yield from self._parameters()
        yield from self._cases()
        yield from self._basis()
        yield from self._examples()

    def _error(self, message: Said, *path: str | int, key: bool = False, known: Sequence[str] = ()) -> RulesError:
        word = message.split("'")[1] if known and "'" in message else ""
        return self.source.error(message, (*self.at, *path), key, near(word, known) if word else "")

    def _checks(self) -> Iterator[tuple[At, CheckSpec]]:
        for index, check in enumerate(self.rule.asked):
            yield ("check",) if self.rule.check else ("checks", index), check

    # What is said

    def _texts(self) -> Iterator[tuple[At, Any]]:
        names = ("title", "met", "message", "expected", "actual", "why", "remedy", "exceptions", "reason")
        for path, owner in (((), self.rule), *self._checks()):
            for name in names:
                if getattr(owner, name, None) is not None:
                    yield (*path, name), getattr(owner, name)
        if self.rule.gather and self.rule.gather.as_ is not None:
            yield ("gather", "as"), self.rule.gather.as_

    def _languages(self) -> Iterator[RulesError]:
        if self.rule.met is None:
            yield self._error(said("`{name}` is missing", name="met"))
        for path, text in self._texts():
            if not text.en and self.shipped:
                yield self._error(said("the English is missing"), *path)
        for name, values in self.rule.parameters.items():
            for index, value in enumerate(values):
                if value.vi and not value.en and self.shipped:
                    yield self._error(said("the English is missing"), "parameters", name, index)

    def _yielding(self) -> Iterator[RulesError]:
        for index, id in enumerate(self.rule.yields_to):
            if id not in self.known.rules or id == self.rule.id:
                known = sorted(self.known.rules)
                yield self._error(said("there is no rule '{id}'", id=id), "yields_to", index, known=known)

    def _arguments(self) -> Iterator[RulesError]:
        for path, check in self._checks():
            about = check.fact or (check.given.fact if check.given else "")
            if CHECKS[check.kind].about_given:
                about = check.given.fact if check.given else ""
            allowed = {*_ALWAYS_THERE, *self.rule.parameters, *self.kinds.get(about, ())}
            allowed |= {f"document.{name}" for name in kinds()["document"]}
            allowed |= (
                set(CHECKS[check.kind].shows) | ({"right"} if check.written else set()) | self._of_companion(check)
            )
            for name in ("message", "expected", "actual", "remedy"):
                own = getattr(check, name)
                text = own or getattr(self.rule, name)
                if text is not None:
                    yield from self._braces(text, allowed, *(path if own else ()), name)
            if self.rule.gather and self.rule.gather.as_ is not None:
                yield from self._braces(self.rule.gather.as_, allowed, "gather", "as")

    def _of_companion(self, check: CheckSpec) -> set[str]:
        """Properties of what stands with a fact that breaks a check."""
        if check.kind != "forbid" or not check.with_:
            return set()
        return {f"with.{name}" for name in self.kinds.get(check.with_[0].fact, ())}

    def _sections(self, roles: Sequence[str], *path: str | int) -> Iterator[RulesError]:
        for index, role in enumerate(roles):
            if role not in self.known.sections:
                known = sorted(self.known.sections)
                yield self._error(said("there is no section role '{name}'", name=role), *path, index, known=known)

    def _fixes(self) -> Iterator[RulesError]:
        """A replacement needs a fact to replace, an insertion a section to go under; arguments must exist."""
        for path, check in self._checks():
            fix = check.fix or self.rule.fix
            at = (*(path if check.fix else ()), "fix")
            if fix is None:
                continue
            about = check.fact or (check.given.fact if check.given else "")
            if fix.insert is not None and not (check.anchor or fix.under):
                yield self._error(said("an insertion needs `anchor`: the section it goes under"), *at)
            yield from self._sections(fix.under, *at, "under")
            if fix.insert is None and not (CHECKS[check.kind].replaces or check.given):
                yield self._error(said("only a check of kind {kinds} has words to replace", kinds=_REPLACING), *at)
                continue
            line = fix.below if fix.below is not None else fix.above
            if (
                fix.looks is not None
                and line is None
                and fix.replace is None
                and about not in ("form", "page", "page-number")
            ):
                yield self._error(said("only what is said of form, page or page-number facts can be `set`"), *at)
            of_fact = self.kinds.get(about, ()) if fix.replace is not None or line is not None else ()
            allowed = {
                *of_fact,
                *({"right"} if check.written else ()),
                *self._of_companion(check),
                *self.rule.parameters,
                *(f"document.{name}" for name in kinds()["document"]),
            }
            for name in ("replace", "words", "over", "insert", "below", "above"):
                words = getattr(fix, name) or ""
                for argument in ARGUMENT.findall(words):
                    if argument not in allowed:
                        complaint = said("there is no argument '{name}' here", name=argument)
                        yield self._error(complaint, *at, name, known=sorted(allowed))
                if _BRACE.search(ARGUMENT.sub("", words)):
                    yield self._error(said("a brace that belongs to no argument"), *at, name)

    def _braces(self, text: Any, allowed: set[str], *path: str | int) -> Iterator[RulesError]:
        for language in ("vi", "en"):
            words = getattr(text, language)
            for argument in ARGUMENT.findall(words):
                if argument not in allowed:
                    yield self._error(
                        said("there is no argument '{name}' here", name=argument),
                        *path,
                        language,
                        known=sorted(allowed),
                    )
            if _BRACE.search(ARGUMENT.sub("", words)):
                yield self._error(said("a brace that belongs to no argument"), *path, language)

    # Names

    def _names(self) -> Iterator[RulesError]:
        for path, check in self._checks():
            fact = check.fact or (check.given.fact if check.given else "")
            for name in ("distinct", "key", "value"):
                prop = getattr(check, name)
                if prop and prop not in self.kinds[fact]:
                    yield self._error(
                        said("a {kind} has no '{name}'", kind=fact, name=prop),
                        *path,
                        name,
                        known=list(self.kinds[fact]),
                    )
            for index, prop in enumerate(check.group_by or ()):
                if prop not in self.kinds[fact] and prop != "quote":
                    yield self._error(
                        said("a {kind} has no '{name}'", kind=fact, name=prop),
                        *path,
                        "group_by",
                        index,
                        known=list(self.kinds[fact]),
                    )
            yield from self._sections(check.anchor, *path, "anchor")
            yield from self._side(fact, check, *path)
            yield from self._values(fact, check.review or {}, *path, "review")
            yield from self._values("topic", {"topic": check.opinion}, *path, "opinion")
            if check.given:
                yield from self._side(check.given.fact, check.given, *path, "given")
        for at, case in enumerate(self.rule.applies):
            if case.subject != "any":
                yield from self._value("document", "subject", case.subject, "applies", at, "subject")
            for key, name in DOCUMENT_KEYS.items():
                yield from self._value("document", name, getattr(case, key), "applies", at, key)
            yield from self._values("document", case.where, "applies", at, "where")

    def _side(self, fact: str, spec: Any, *path: str | int) -> Iterator[RulesError]:
        """Values asked of facts, and of those that stand with them."""
        yield from self._values(fact, spec.where, *path, "where")
        yield from self._functions(spec.where, *path, "where")
        for name, companions in (("with", spec.with_), ("without", spec.without)):
            for index, each in enumerate(companions):
                yield from self._side(each.fact, each, *path, name, index)

    def _functions(self, where: Mapping[str, Any], *path: str | int) -> Iterator[RulesError]:
        """A function is asked for only at a level where some body has it."""
        levels = {word for _, word in _words(where.get("level"))}
        for below, function in _words(where.get("function")) if levels else ():
            agencies = self.knowledge.agencies
            holders = {each.level for each in agencies for own in each.functions if own.function == function}
            if holders and levels.isdisjoint(holders):
                words = said("no body of level {level} has '{name}'", level=", ".join(sorted(levels)), name=function)
                yield self._error(words, *path, "function", *below)

    def _values(self, kind: str, wanted: Mapping[str, Any], *path: str | int) -> Iterator[RulesError]:
        for name, value in wanted.items():
            if name == "any":
                for index, part in enumerate(value):
                    yield from self._values(kind, part, *path, name, index)
            else:
                yield from self._value(kind, name, value, *path, name)

    def _value(self, kind: str, name: str, value: object, *path: str | int) -> Iterator[RulesError]:
        known = self.known.values.get((kind, name))
        for below, word in _words(value):
            if word.startswith(("$", "=")):
                continue
            if known is not None and word not in known:
                yield self._error(none_such(name, word), *path, *below, known=sorted(known))
            if (kind, name) == ("citation", "number"):
                yield from self._instrument(word, *path, *below)

    def _instrument(self, number: str, *path: str | int) -> Iterator[RulesError]:
        if self.knowledge.instrument(number) is None:
            known = [PRACTICE, *(each.number for each in self.knowledge.instruments)]
            yield self._error(said("'{number}' is not in the register", number=number), *path, known=known)

    # Dates

    def _parameters(self) -> Iterator[RulesError]:
        first, last = self._interval()
        for name, values in self.rule.parameters.items():
            path = ("parameters", name)
            if values[0].start > first:
                yield self._error(
                    said("parameter '{name}' has no value when the rule begins to apply", name=name), *path, 0
                )
            for index, (before, after) in enumerate(pairwise(values), 1):
                expected = next_day(before.until) if before.until else 0
                if not expected or after.start < expected:
                    yield self._error(said("parameter '{name}' has two values at once", name=name), *path, index)
                elif after.start > expected:
                    yield self._error(said("parameter '{name}' has a gap before this value", name=name), *path, index)
            if values[-1].until and values[-1].until < last:
                yield self._error(
                    said("parameter '{name}' has no value when the rule still applies", name=name),
                    *path,
                    len(values) - 1,
                )

    def _interval(self) -> tuple[int, int]:
        """First and last day on which the rule can apply."""
        spans = [self._span(case) for case in self.rule.applies]
        return min(start for start, _ in spans), max(until for _, until in spans)

    def _span(self, case: CaseSpec) -> tuple[int, int]:
        start, until = case.start, case.until or FOREVER
        governing = [each for number in case.under if (each := self.knowledge.instrument(number))]
        if governing:
            start = max(start, min(each.start or each.issued for each in governing))
            ends = [each.end or each.period_end or FOREVER for each in governing]
            until = min(until, max(ends))
        return start, until

    def _cases(self) -> Iterator[RulesError]:
        cases = self.rule.applies
        for index, case in enumerate(cases):
            at = ("applies", index)
            for place, number in enumerate(case.under):
                yield from self._instrument(number, *at, "under", place)
                if self.knowledge.instrument(number) and number not in self.known.governing:
                    words = said("no regime says what '{number}' governs", number=number)
                    yield self._error(words, *at, "under", place)
            start, until = self._span(case)
            if start > until:
                yield self._error(said("this case ends before it begins"), *at)
            for earlier in cases[:index]:
                if self._covers(earlier, case):
                    yield self._error(said("this case is never reached: an earlier one covers it"), *at)
                    break

    def _covers(self, earlier: CaseSpec, later: CaseSpec) -> bool:
        lists = ("types", "kinds", "systems", "levels", "natures", "under")
        wider = all(
            not getattr(earlier, name)
            or (getattr(later, name) and set(getattr(later, name)) <= set(getattr(earlier, name)))
            for name in lists
        )
        same = earlier.subject in ("any", later.subject) and (not earlier.where or earlier.where == later.where)
        longer = earlier.start <= later.start and (earlier.until or FOREVER) >= (later.until or FOREVER)
        return wider and same and longer

    # The law

    def _basis(self) -> Iterator[RulesError]:
        basis = self.rule.basis
        if not basis:
            yield self._error(said("the legal basis is missing"))
            return
        for index, each in enumerate(basis):
            yield from self._article(each, index)
        for index, case in enumerate(self.rule.applies):
            start, until = self._span(case)
            valid = [each for each in basis if self._stands(each, start, until)]
            at = ("applies", index) if len(self.rule.applies) > 1 else ("applies",)
            if not valid:
                yield self._error(said("no article of the basis stands while this case applies"), *at)
            elif start and not any(self._stands(each, start, start) for each in basis):
                yield self._error(said("this case begins before every article of its basis"), *at)
            severities = {case.severity or self.rule.severity, *(check.severity for _, check in self._checks())}
            if not severities - {None, "info"}:
                continue
            if valid and all(each.certainty == "unverified" for each in valid):
                yield self._error(said("what is unverified is info at most"), *at)

    def _article(self, basis: BasisSpec, index: int) -> Iterator[RulesError]:
        at = ("basis", index)
        if basis.until and basis.start > basis.until:
            yield self._error(said("this article ends before it begins"), *at)
        if basis.instrument == PRACTICE:
            return
        instrument = self.knowledge.instrument(basis.instrument)
        if instrument is None:
            yield from self._instrument(basis.instrument, *at, "instrument")
            return
        if basis.start and instrument.issued and basis.start < instrument.issued:
            yield self._error(said("{number} was not issued yet on that day", number=instrument.number), *at, "from")
        if basis.until and instrument.end and basis.until >= instrument.end:
            yield self._error(said("{number} had ended by that day", number=instrument.number), *at, "until")

    def _stands(self, basis: BasisSpec, start: int, until: int) -> bool:
        """Whether an article stands on some day of an interval."""
        instrument = None if basis.instrument == PRACTICE else self.knowledge.instrument(basis.instrument)
        first = max(basis.start, instrument.issued if instrument else 0)
        last = basis.until or FOREVER
        return first <= until and start <= last

    # Examples

    def _examples(self) -> Iterator[RulesError]:
        examples = self.rule.examples
        if examples is None:
            # What a file carries beside its text and form is put into files by tests, not by edits of a sample.
            asked = {check.fact or (check.given.fact if check.given else "") for check in self.rule.asked}
            elsewhere = self.rule.needs == "layout" and asked.isdisjoint(_SHOWN_BY_FORM)
            if self.rule.status != "not-provable" and not elsewhere:
                yield self._error(said("the examples are missing"))
            return
        if not examples.fail and self.rule.status != "not-provable":
            yield self._error(said("an example that fails is missing"), "examples")
        bases = sample_names(self.folders)
        if examples.base not in bases:
            words = said("there is no sample '{name}'", name=examples.base)
            yield self._error(words, "examples", "base", known=bases)
            return
        compiler = Compiler(self.kinds)
        compiler.add(self.rule, "lint")
        paths = [("pass", index) for index in range(len(examples.pass_))]
        paths += [("fail", index) for index in range(len(examples.fail))]
        for (outcome, index), example in zip(paths, compiler.rules[0].examples, strict=True):
            at = ("examples", outcome, index)
            for id in example.also:
                if id != "any" and id not in self.known.rules:
                    yield self._error(
                        said("there is no rule '{id}'", id=id), *at, "also", known=sorted(self.known.rules)
                    )
            wrong = fault(compiler.rules[0], example, self.folders)
            if wrong is not None:
                yield self._error(wrong, *at)


def _words(value: object) -> Iterator[tuple[At, str]]:
    """Words in a condition's value, each with the way to it."""
    if isinstance(value, str):
        yield (), value
    parts = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, Mapping) else ()
    for key, part in parts:
        if isinstance(value, list) or key == "not":
            yield from (((key, *below), word) for below, word in _words(part))
