"""What is understood of a draft, as lines: each paragraph with its role and facts, then how the rules end."""

import re
from collections.abc import Iterator, Sequence

from plancheck.engine import judge, missed_topics
from plancheck.facts import Context, second_opinion
from plancheck.facts.vocabulary import Fact, kinds
from plancheck.knowledge import load_knowledge
from plancheck.pipeline import Understood
from plancheck.rules import load_rules
from plancheck.structure.plan import Passage, Section

_LONG = 36
"""Characters of words that are told whole."""
_WHERE = re.compile(r"^\d+ |§\S+|(?<=[ @,\[])-?\d+:\d+")
_ABOUT = ("number", "date", "issuer", "signature", "period")
_LACKING = re.compile(r" component .*\|(?:missing|blank)(?:\||$)")
_QUIET = ("not-applicable", "not-provable")
"""How most rules end of which nothing is told."""


def told(draft: Understood, traced: Sequence[str] = ()) -> list[str]:
    """What is said of one paper: one entry, of one line or more, for each paragraph, rule and so on.

    How the verdicts of ``traced`` rules came about is told too.
    """
    plan = draft.plan
    days = " ".join(map(str, (draft.as_of, draft.as_of_from, *draft.other_days)))
    said = [f"on {days}", *(f"{name} {_told(getattr(plan, name))}" for name in _ABOUT)]
    numbers = {(passage.block.part, passage.block.ordinal): passage.index for passage in plan.passages}
    headings = {section.heading: section for section in plan.sections}
    standing: dict[int, list[Fact]] = {}
    for fact in draft.facts:
        standing.setdefault(numbers.get((fact.place.part, fact.place.paragraph or 0), -1), []).append(fact)
    said += (_fact(fact, "") for fact in standing.get(-1, ()))
    for passage in plan.passages:
        facts = (_fact(fact, passage.text) for fact in standing.get(passage.index, ()))
        said.append("\n".join((_passage(passage, headings.get(passage.index)), *facts)))
    return [*said, *_verdicts(draft.facts, traced), *_opinions(draft)]


def of_the_frame(fact: Fact) -> bool:
    """Whether a fact is of the paper as a whole, or of its form that is not right."""
    return fact.kind in ("document", "defect") or (fact.kind == "component" and fact["state"] != "there")


def framed(said: Sequence[str]) -> list[str]:
    """What is said of a draft's structure and form alone."""
    return [
        "\n".join(
            line
            for line in each.split("\n")
            if not line.startswith(" ") or line.startswith((" document ", " defect ")) or _LACKING.match(line)
        )
        for each in said
        if each[0].isdigit() or each.startswith(_ABOUT)
    ]


def differing(said: Sequence[str], before: Sequence[str]) -> Iterator[str]:
    """Entries that are not among those before, wherever they stand."""
    known = {_WHERE.sub("", each) for each in before}
    return (each for each in said if _WHERE.sub("", each) not in known)


def _told(values: tuple[object, ...]) -> str:
    return "|".join(_short(value) if value else "" for value in values).rstrip("|")


def _passage(passage: Passage, section: Section | None) -> str:
    said = [f"{passage.index} {passage.role}"]
    if section is not None:
        roles = ",".join(sorted(section.roles))
        said += (f"§{section.index}<{section.parent}", f"{section.level}:{section.last - section.first} {roles}")
    said += (
        f"§{passage.section}",
        passage.label,
        f"{passage.level}+{passage.content_start}",
        f"{passage.appendix or ''}",
    )
    said += (f"{part.role}:{part.start}-{part.end}" for part in passage.parts)
    return f"{' '.join(each for each in said if each)} | {_short(passage.text)}"


def _fact(fact: Fact, text: str) -> str:
    """The values of a fact in the order of the vocabulary, the usual one as nothing, its quotation as one sign."""
    usual = kinds().get(fact.kind, {})
    names = [name for name in usual if name in fact.values] or list(fact.values)
    values = [fact[name] for name in names]
    said = "|".join(
        "" if name in usual and value == usual[name].default else "=" if value == fact.quote else _short(value)
        for name, value in zip(names, values, strict=True)
    )
    start, end = fact.place.start, fact.place.end
    quote = "" if fact.quote == text[start:end] else f"“{_short(fact.quote)}” "
    return f" {fact.kind} {start}-{end} {quote}{said.rstrip('|')}"


def _short(value: object) -> str:
    words = str(value).replace("\n", "⏎").replace("\t", "⇥")
    return words if len(words) <= _LONG else f"{words[:22]}…{words[-8:]}({len(words)})"


def _verdicts(facts: Sequence[Fact], traced: Sequence[str]) -> Iterator[str]:
    def places(numbers: Sequence[int]) -> str:
        return ",".join(f"{facts[number].spot.block}:{facts[number].place.start}" for number in numbers)

    rules = load_rules()
    judgement = judge(facts, rules, trace=traced)
    yield f"under {' '.join(judgement.instruments)}"
    for trace in judgement.traces:
        cases = " ".join(f"{each.applies:d}{','.join(each.through)}" for each in trace.cases)
        checks = " ".join(
            f"{each.production} {each.status} {'/'.join(map(places, (each.given, each.met, each.doubt, each.broken)))}"
            for each in trace.checks
        )
        yield f"trace {trace.verdict.rule} {places(trace.regimes)} {cases} {trace.chosen} {checks}"

    for verdict in judgement.verdicts:
        if verdict.status in _QUIET or verdict.reason in _QUIET:
            continue
        said = [f"{verdict.rule} {verdict.status}", verdict.reason, f"[{places(verdict.evidence)}]".replace("[]", "")]
        for each in verdict.violations:
            what = f"{each.count or ''} {_told((each.first, each.second))}"
            said.append(f"{each.severity} {each.check}@{places(each.facts)} {what}")
        yield " ".join(" ".join(said).split())


def _opinions(draft: Understood) -> Iterator[str]:
    missed = missed_topics(judge(draft.facts, load_rules()), load_rules())
    found = second_opinion(Context(draft.plan, load_knowledge(), draft.as_of), missed) if missed else []
    return (f"opinion {each.spot.block} {_fact(each, '')}" for each in found)
