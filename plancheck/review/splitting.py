"""Paragraphs that hold several things parted into as many, if all is well after that."""

from plancheck.report.model import Finding, Fix
from plancheck.review.replacing import put
from plancheck.review.rewrite import Paragraph
from plancheck.review.trying import Failure, Trial


def split(trial: Trial) -> None:
    """Part what has line ends in its new words, one by one, the last first: what stands above keeps its number."""
    for finding, fix in sorted(trial.fixes("split"), key=lambda each: each[1].place.key, reverse=True):
        failure = _parted(trial, finding, fix)
        if failure is not None:
            trial.leave(finding.rule, fix.place, failure)


def _parted(trial: Trial, finding: Finding, fix: Fix) -> Failure | None:
    state = trial.state
    own = trial.before(fix.place.key, state.paragraphs)
    if own is None:
        return Failure("line")
    first, *rest = put(trial.text(own), fix).split("\n")
    if reason := trial.obstacle(own, first) or ("" if trial.ground.insertable(own) else "paragraph"):
        return Failure(reason)
    suggested = state.suggested.get(own, False) or not fix.safe  # what goes and what comes is taken or left together
    note = trial.noted(finding, fix)
    added = tuple(Paragraph(own, own, "", each[:1].upper() + each[1:], note, suggested) for each in rest)
    texts = {**state.texts, own: first}
    failure = trial.attempt(texts, (*added, *state.paragraphs), {finding.rule})
    if failure is None:
        state.texts, state.paragraphs = texts, (*added, *state.paragraphs)
        state.answered = (*((finding.rule, fix.safe) for _ in added), *state.answered)
        state.rules.setdefault(own, {})[finding.rule] = None
        state.suggested[own] = suggested
        state.parted.add(own)
        state.made.append(fix.safe)
    return failure
