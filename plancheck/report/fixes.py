"""What can be written into a draft to answer its findings, and whether unasked."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from plancheck.document import OWN, Place
from plancheck.engine import Violation
from plancheck.engine.predicates import predicate
from plancheck.facts.form import has_middle
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.report.arguments import Arguments
from plancheck.report.certainty import Certainty
from plancheck.report.model import WRITABLE, Fix
from plancheck.rules.model import ARGUMENT, Check, Correction, Rule
from plancheck.structure.plan import Passage, Plan, Role
from plancheck.text import fold, old_toned, tones

_BASES = "bases"
"""Section role of what a paper rests on, which State papers give before their first heading."""
_OPEN = ("…", " / ", " hoặc ")
"""What leaves something to a person: a blank, two lines, a choice. Words with it are not written into a draft."""
_SERIES = frozenset({"ordinal"})
"""Facts that are put right together, as one that is put right makes the next one wrong."""
_REVISIONS = frozenset({"insertion", "move", "format-change"})
"""Traces of words in someone else's change: what was deleted is not in the text."""


class Fixes:
    """The corrections of one draft."""

    def __init__(
        self,
        plan: Plan,
        facts: Sequence[Fact],
        knowledge: Knowledge,
        spoken: Arguments,
    ) -> None:
        self._plan = plan
        self._facts = facts
        self._knowledge = knowledge
        self._certainty = Certainty(plan, knowledge, facts)
        self._spoken = spoken
        self._passages = {passage.block.key: passage for passage in plan.passages}

    def of(self, rule: Rule, check: Check, violation: Violation) -> tuple[Fix, ...]:
        """One for each place of a fault where the new words are known, in a file that they can be written into."""
        fix = check.fix
        if fix is None or self._plan.document.format not in WRITABLE[fix.action]:
            return ()
        return tuple(self._each(rule, check, fix, violation))

    def _each(self, rule: Rule, check: Check, fix: Correction, violation: Violation) -> Iterator[Fix]:
        """The new words for each fact of a violation; none where they are not known or stand in several places."""
        if fix.beside:
            yield from self._lines(rule, check, fix, violation)
            return
        if fix.action == "insert":
            fact = self._spoken.about(violation)
            new = self._filled(fix.text, self._spoken.of(rule, check, violation, fact, "", common=True))
            roles = fix.under or check.anchor
            under = self._spoken.heading(roles) or self._last_basis(roles)
            if under is not None and new:
                under = self._led(under) if fix.by else under
                yield Fix(under.place(), "", self._toned(new, ""), False, "insert")
            return
        shown = violation.facts or ((violation.given,) if violation.given >= 0 else ())
        for fact in (self._facts[index] for index in shown):
            place = fact.place
            if fix.action == "format":
                if not self._can_look(dict(fix.looks), place):
                    continue
                component = str(fact.values.get("component", fact.kind))
                yield Fix(place, "", "", fix.safe, "format", component, fix.looks)
                continue
            old = self._words(place)
            if fix.action == "remove" or (fix.out is not None and predicate(fix.out)(fact.values)):
                yield from self._without(fix, fact)
                continue
            if fix.action == "recode":
                yield Fix(place, old, old, fix.safe, "recode", hindered=self._is_hindered(fact, place))
                continue
            if fact.values.get("state") == "missing" and not fact.quote:  # it is told at a neighbour, which is right
                continue
            argument = self._spoken.of(rule, check, violation, fact, fact.quote, common=True)
            new = self._filled(fix.text, argument)
            if fix.words:
                place, old = self._part(place, self._filled(fix.words, argument) or "")
            elif fix.over and (words := self._filled(fix.over, argument)):
                place, old = self._with(place, words)
            elif " ".join(old.split()) != " ".join(str(fact.values.get("actual") or old).split()):
                continue
            if new is not None and old and all(mark not in new or mark in old for mark in _OPEN):
                new = _cased(self._toned(new, old), old)
                if new != old:
                    safe = fix.safe and self._is_certain(fix, fact, place, new)
                    component = str(fact.values.get("component", "")) if fix.looks else ""
                    hindered = self._is_hindered(fact, place)
                    yield Fix(place, old, new, safe, "replace", component, fix.looks, hindered=hindered)

    def _without(self, fix: Correction, fact: Fact) -> Iterator[Fix]:
        """Its line taken out, where that holds nothing else: a basis may say what it is about."""
        passage = self._passages.get(fact.place.key)
        if passage is None or self._plan.document.format not in WRITABLE["remove"]:
            return
        beside = (each for each in self._facts if each.kind == fact.kind and each.place.key == fact.place.key)
        whole = self._words(fact.place).strip() == passage.text.strip()
        if whole or (passage.role is Role.BASIS and list(beside) == [fact]):
            safe = fix.safe and self._is_sure(fix, fact)
            hindered = self._is_hindered(fact, fact.place)
            yield Fix(passage.place(), passage.text, "", safe, "remove", hindered=hindered)

    def _lines(self, rule: Rule, check: Check, fix: Correction, violation: Violation) -> Iterator[Fix]:
        """New lines beside those that facts stand in, or below the last of a kind; each once."""
        lines: dict[tuple[Passage, str], tuple[str, bool]] = {}
        for each in (self._facts[index] for index in violation.facts):
            line = self._last(fix.last) if fix.last else self._passages.get(each.place.key)
            new = self._filled(fix.text, self._spoken.of(rule, check, violation, each, "", common=True))
            if line is not None and new and not any(mark in new for mark in _OPEN):
                safe = fix.safe and self._is_sure(fix, each)
                lines[line, self._toned(new, "")] = str(each.values.get("component", "")), safe
        for (line, new), (component, safe) in lines.items():
            yield Fix(line.place(), "", new, safe, "insert", component, fix.looks, fix.beside == "above")

    def _last(self, role: str) -> Passage | None:
        """The last line of a kind, the filing line aside."""
        filed = {fact.place.key for fact in self._facts if fact.kind == "recipient" and fact["class"] == "filing"}
        lines = [each for each in self._plan.of(Role(role)) if each.block.key not in filed and not each.appendix]
        return lines[-1] if lines else None

    def _last_basis(self, anchor: Sequence[str]) -> Passage | None:
        """The basis behind which one more goes: the last that others follow."""
        bases = self._plan.of(Role.BASIS) if _BASES in anchor else []
        return next((each for each in reversed(bases) if each.text.rstrip().endswith(";")), None)

    def _led(self, heading: Passage) -> Passage:
        """Heading of a section's first part, where that names the body whose part it is; else the section's own."""
        numbers = {each.index for each in self._plan.sections if each.heading == heading.index}
        parts = [each for each in self._plan.sections if each.parent in numbers]
        if not parts or not any(hit.start == 0 for hit in self._knowledge.find_agencies(fold(parts[0].title))):
            return heading
        return self._plan.passages[parts[0].heading]

    def _toned(self, new: str, old: str) -> str:
        """New words with their tone marks where the words they replace have them, else where the draft has.

        Where the place of the mark is all that changes, it stays as the rule asks.
        """
        before, after = tones(old)
        if not before and not after:
            before, after = self._tones
        toned = old_toned(new) if before > after else new
        return new if toned == old else toned

    @cached_property
    def _tones(self) -> tuple[int, int]:
        return tones("\n".join(passage.text for passage in self._plan.passages))

    def _is_certain(self, fix: Correction, fact: Fact, place: Place, new: str) -> bool:
        if not self._is_sure(fix, fact):
            return False
        passage = self._passages.get(place.key)
        return passage is None or self._certainty.holds(fact, passage, place.start, place.end, new)

    @staticmethod
    def _is_sure(fix: Correction, fact: Fact) -> bool:
        return fix.sure is None or predicate(fix.sure)(fact.values)

    def _can_look(self, looks: Mapping[str, str], place: Place) -> bool:
        """Whether there is room: no line can be drawn under words beside others, nor pages begin anew in a section."""
        if "restart" in looks and place.paragraph not in {page.first for page in self._plan.document.pages}:
            return False
        passage = self._passages.get(place.key)
        return "rule" not in looks or (passage is not None and has_middle(passage.block, place.start))

    def _is_hindered(self, fact: Fact, place: Place) -> bool:
        """Whether a place, or another number of its series, stands in a tracked change."""
        if not self._revised:
            return False
        series = (each for each in self._facts if each.kind == fact.kind) if fact.kind in _SERIES else ()
        return any(
            start <= each.end and each.start <= end
            for each in (place, *(other.place for other in series))
            for start, end in self._revised.get(each.key, ())
        )

    @cached_property
    def _revised(self) -> Mapping[tuple[str, int], Sequence[tuple[int, int]]]:
        """What stands in tracked changes, by paragraph."""
        found: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for trace in self._plan.document.traces:
            if trace.kind.removeprefix(OWN) in _REVISIONS:
                found.setdefault(trace.place.key, []).append((trace.place.start, trace.place.end))
        return found

    def _part(self, place: Place, words: str) -> tuple[Place, str]:
        """Where words stand in a place; no words unless they stand there once, or begin it."""
        passage = self._passages.get(place.key)
        whole = self._words(place)
        if passage is None or not words or (whole.count(words) != 1 and not whole.startswith(words)):
            return place, ""
        start = place.start + whole.index(words)
        return passage.place(start, start + len(words)), words

    def _with(self, place: Place, words: str) -> tuple[Place, str]:
        """A place with words that stand right behind it."""
        passage = self._passages.get(place.key)
        behind = passage.text[place.end :] if passage else ""
        if passage is not None and behind.lstrip(" ,").startswith(words):
            place = passage.place(place.start, place.end + behind.index(words) + len(words))
        return place, self._words(place)

    @staticmethod
    def _filled(template: str, argument: Callable[[re.Match[str]], str]) -> str | None:
        """The template with its arguments; None when one of them is not known."""
        if not all(argument(match) for match in ARGUMENT.finditer(template)):
            return None
        return ARGUMENT.sub(argument, template)

    def _words(self, place: Place) -> str:
        passage = self._passages.get(place.key)
        return passage.text[place.start : place.end] if passage else ""


def _cased(new: str, old: str) -> str:
    """Words in capitals, or with a capital first letter, where the words they replace are so."""
    if old.isupper() and " " in old and not any(char.isdigit() for char in old):
        return new.upper()
    shortened = len(old) > 1 and old.isupper()
    return new[0].upper() + new[1:] if new and old[0].isupper() and not shortened and new[0].islower() else new
