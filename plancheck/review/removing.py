"""Lines taken out of a draft, one by one, if all is well without them."""

from plancheck.report.model import Finding, Fix
from plancheck.review.rewrite import Key
from plancheck.review.trying import Failure, Trial


def remove(trial: Trial) -> None:
    """Take out the lines that have no place in the draft; the last step, as the others count lines as they were."""
    fixes = {fix.place.key: (finding, fix) for finding, fix in trial.fixes("remove")}
    for key, (finding, fix) in sorted(fixes.items(), reverse=True):  # what stands above keeps its number
        failure = _without(trial, key, finding, fix)
        if failure is not None:
            trial.leave(finding.rule, fix.place, failure)


def _without(trial: Trial, key: Key, finding: Finding, fix: Fix) -> Failure | None:
    state = trial.state
    own = trial.before(key, state.paragraphs)
    if own is None or own in state.parted:  # taken out for a person to judge, what was parted from it would stand twice
        return Failure("line")
    crowded = any(each.after[0] == own[0] and own[1] - 1 <= each.ordinal <= own[1] for each in state.paragraphs)
    if reason := trial.ground.removable(own, crowded):
        return Failure(reason)
    texts = {each: text for each, text in state.texts.items() if each != own}
    removed = {**state.removed, own: (finding.rule, fix.safe)}
    failure = trial.attempt(texts, state.paragraphs, {finding.rule}, removed)
    if failure is None:
        state.texts, state.removed = texts, removed
        state.made.append(fix.safe)
        state.suggested[own] = not fix.safe
        state.notes[own] = trial.noted(finding, fix)
    return failure
