"""Words of a draft put in the place of others, all at once, where that went wrong half of them, and so on."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from plancheck.report.model import Finding, Fix
from plancheck.review.corrections import Layout
from plancheck.review.rewrite import Key
from plancheck.review.trying import Failure, Trial, halved
from plancheck.text import nfc

_MOST_PASSES = 6
_LONGEST_SERIES = 60
"""How often a correction may move a fault along, as a number that is put right moves it to the next."""

_Replacement = tuple[Finding, Fix]


def recode(trial: Trial) -> None:
    """Write in Unicode the paragraphs that are not."""
    state = trial.state
    keys: dict[Key, None] = {}
    rules: dict[str, None] = {}
    for finding, fix in trial.fixes("recode"):
        if reason := trial.ground.unreadable(fix.place.key):
            trial.leave(finding.rule, fix.place, Failure(reason))
        else:
            keys[fix.place.key] = rules[finding.rule] = None
            state.rules.setdefault(fix.place.key, {})[finding.rule] = None
    if not keys:
        return
    state.recoded = keys
    state.made = [True] * len(keys)
    failure = trial.attempt({}, (), rules)
    if failure is not None:
        state.recoded, state.rules, state.made = {}, {}, []
        for finding, fix in trial.fixes("recode"):
            if (finding.rule, fix.place) not in trial.left:
                trial.leave(finding.rule, fix.place, failure)


def replace(trial: Trial) -> None:
    """Make replacements until none is left to make: all at once, else rule by rule, else one by one."""
    work = _Replacing(trial)
    for _ in range(_MOST_PASSES):
        fixes = work.wanted()
        if not fixes:
            return
        rules = list(dict.fromkeys(finding.rule for finding, _ in fixes))
        for rule, _ in halved(rules, work.answer):
            for _ in work.wanted([rule]):
                work.one(rule)


def written(trial: Trial, fixes: Iterable[_Replacement], texts: dict[Key, str]) -> None:
    """Put the new words into the texts of their blocks."""
    for _, fix in ordered(fixes):
        texts[fix.place.key] = nfc(put(_now(trial, texts, fix), fix))


def kept(trial: Trial, fixes: Iterable[_Replacement]) -> None:
    """Take replacements for made."""
    state = trial.state
    fixes = ordered(fixes)
    written(trial, fixes, state.texts)
    for finding, fix in fixes:
        key = fix.place.key
        state.rules.setdefault(key, {})[finding.rule] = None
        state.made.append(fix.safe)
        state.suggested[key] = state.suggested.get(key, False) or not fix.safe
        if not fix.safe:
            state.notes[key] = trial.noted(finding, fix)


def put(text: str, fix: Fix) -> str:
    """A block's text with the new words."""
    return text[: fix.place.start] + fix.new + text[fix.place.end :]


def ordered(fixes: Iterable[_Replacement]) -> list[_Replacement]:
    """In reading order, but from the end of each paragraph."""
    return sorted(fixes, key=lambda each: (each[1].place.key, -each[1].place.start))


def _now(trial: Trial, texts: Mapping[Key, str], fix: Fix) -> str:
    return texts.get(fix.place.key, trial.blocks[fix.place.key].text)


class _Replacing:
    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def answer(self, rules: Sequence[str]) -> Failure | None:
        """Make all the replacements that rules want."""
        fixes = self.wanted(rules)
        failure = self._put_in(fixes) if fixes else None
        if failure is not None and failure.reason == "remains":  # all is well but for those
            rest = [each for each in fixes if each[0].rule not in failure.breaks]
            if rest:
                self._put_in(rest)
        return failure

    def one(self, rule: str) -> None:
        """Make the first replacement that a rule wants."""
        first = self.wanted([rule])[:1]
        if first and (failure := self._put_in(first)) is not None:
            ((_, fix),) = first
            self._trial.leave(rule, fix.place, failure)

    def wanted(self, rules: Collection[str] = ()) -> list[_Replacement]:
        """Replacements for what is wrong now, none over another, none that something stands in the way of.

        ``rules``: only those they want.
        """
        trial = self._trial
        taken: dict[Key, list[tuple[int, int]]] = {}
        found = []
        for finding, fix in trial.fixes("replace"):
            key = fix.place.key
            start, end = fix.place.start, fix.place.end
            if rules and finding.rule not in rules:
                continue
            if any(start < stop and first < end for first, stop in taken.get(key, ())):
                continue
            if (finding.rule, fix.place) in trial.left:
                continue
            if reason := trial.obstacle(key, put(trial.text(key), fix)):
                trial.leave(finding.rule, fix.place, Failure(reason))
                continue
            taken.setdefault(key, []).append((start, end))
            found.append((finding, fix))
        return found

    def _put_in(self, fixes: Sequence[_Replacement]) -> Failure | None:
        """Make replacements if all is well after them, and those that they lead to."""
        trial = self._trial
        texts = dict(trial.state.texts)
        done = ordered(fixes)
        written(trial, done, texts)
        layout = trial.state.layout
        trial.state.layout = (*layout, *(_looks(finding, fix) for finding, fix in done if fix.looks))
        rules = {finding.rule for finding, _ in fixes}
        failure = trial.attempt(texts, trial.state.paragraphs, rules)
        for _ in range(_LONGEST_SERIES):
            if failure is None or failure.reason != "remains" or not (more := self._moved_on(failure, done, texts)):
                break
            written(trial, more, texts)
            done += more
            failure = trial.attempt(texts, trial.state.paragraphs, rules)
        if failure is not None:
            trial.state.layout = layout
            return failure
        for each in done:  # each as it was found: what follows in a series was found in the words before it
            kept(trial, [each])
        return None

    def _moved_on(self, failure: Failure, done: Sequence[_Replacement], texts: Mapping[Key, str]) -> list[_Replacement]:
        """The replacements that make good what others leave wrong further on: the next number of a series."""
        trial = self._trial
        behind = max(fix.place.key for _, fix in done)
        more = [
            (finding, fix)
            for finding, fix in trial.fixes("replace", trial.tried)
            if finding.rule in failure.breaks and fix.place.key > behind
        ]
        if any(trial.obstacle(fix.place.key, put(_now(trial, texts, fix), fix)) for _, fix in more):
            return []
        return ordered(more)


def _looks(finding: Finding, fix: Fix) -> Layout:
    """How a component is to look whose words are others."""
    return Layout(fix.place, finding.rule, fix.component, fix.looks, not fix.safe)
