"""What stands for the arguments in the words of a rule: of the fact a finding is about, the draft and the day."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from plancheck.engine import Violation
from plancheck.engine.evidence import beside
from plancheck.facts.vocabulary import Fact, Value, days
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.report.wording import day_from_number
from plancheck.rules.model import Check, Language, Probe, Rule, holds
from plancheck.structure.plan import Passage, Plan

_MONEY = frozenset({"amount"})


class Arguments:
    """Those of one draft in one language."""

    def __init__(
        self, facts: Sequence[Fact], plan: Plan, knowledge: Knowledge, language: Language, probes: Sequence[Probe] = ()
    ) -> None:
        self._facts = facts
        self._probes = probes
        self._plan = plan
        self._knowledge = knowledge
        self._language = language
        self.document = next(fact for fact in facts if fact.kind == "document")
        self.day = int(self.document["date"])
        """The draft is judged at, ``yyyymmdd``."""

    def about(self, violation: Violation) -> Fact | None:
        """The fact a violation is shown by: the one that breaks the check, else the one that called for it."""
        if violation.facts:
            return self._facts[violation.facts[0]]
        return self._facts[violation.given] if violation.given >= 0 else None

    def heading(self, anchor: Sequence[str]) -> Passage | None:
        """Heading of the first section that fills one of the roles, in order of preference."""
        return next((self._headings[role] for role in anchor if role in self._headings), None)

    @cached_property
    def _headings(self) -> Mapping[str, Passage]:
        """First heading for each role, the draft itself before its appendices, "Yêu cầu" before "Mục đích, yêu cầu"."""
        headings: dict[str, Passage] = {}
        for section in sorted(self._plan.sections, key=lambda section: (section.appendix > 0, len(section.roles))):
            for role in section.roles:
                headings.setdefault(role, self._plan.passages[section.heading])
        return headings

    def of(
        self, rule: Rule, check: Check, violation: Violation, fact: Fact | None, quote: str, common: bool = False
    ) -> Callable[[re.Match[str]], str]:
        """``common``: for words of the draft, which can't leave a choice open."""

        def argument(match: re.Match[str]) -> str:
            name = match[1]
            if name == "count":
                return str(violation.count)
            if name == "places":
                return str(sum(int(self._facts[index]["places"]) for index in violation.facts))
            if name in ("first", "second"):
                return _shown(check.value, violation.first if name == "first" else violation.second)
            if name == "quote":
                return quote
            if name == "right" and check.written and fact:
                return _put_right(check, str(fact["text"]))
            if name.startswith("document."):
                name = name.removeprefix("document.")
                return _shown(name, self.document[name])
            if name.startswith("with."):
                name = name.removeprefix("with.")
                other = self._beside(check, violation)
                return _shown(name, other[name]) if other else ""
            if name in rule.parameters:
                return self._parameter(rule, name, common)
            return _shown(name, fact[name]) if fact and name in fact.values else ""

        return argument

    def _beside(self, check: Check, violation: Violation) -> Fact | None:
        """What stands with the fact that breaks a check, as it asks."""
        today = (each.violation for each in check.segments if holds(self.day, each.start, each.until))
        probe = next(today, -1)
        if probe < 0 or not violation.facts:
            return None
        return beside(self._facts, violation.facts[0], self._probes[probe], self._probes)

    def _parameter(self, rule: Rule, name: str, common: bool) -> str:
        """The day's value; a body by its name in the draft's province."""
        value = rule.parameter(name, self.day)
        if value is None:
            return ""
        text = value.text.get(self._language)
        body = str(value.value)
        if self._language != "vi" or body not in self._bodies or text != self._bodies[body]:
            return text
        province = str(self.document["province"])
        return text if common and not province else self._knowledge.local_name(body, province, self.day, self._named)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(str(fact["agency"]) for fact in self._facts if fact.kind == "agency" and fact["live"] == "yes")

    @cached_property
    def _bodies(self) -> dict[str, str]:
        return {agency.id: agency.name for agency in self._knowledge.agencies}


def _put_right(check: Check, text: str) -> str:
    """A text with each wrong way of writing put right, in their order."""
    for wrong, right in check.written:
        text = lazily(wrong, re.IGNORECASE).sub(right, text)
    return text


def _shown(name: str, value: Value) -> str:
    """A property as people write it: days, money with dots, nothing for what is not known."""
    if isinstance(value, str):
        return value
    if name in days():
        return day_from_number(value)
    return f"{value:,}".replace(",", ".") if name in _MONEY else str(value)
