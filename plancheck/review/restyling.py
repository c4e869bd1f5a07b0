"""How a draft looks put right: the papers of a file each by its own components."""

from bisect import bisect_right
from collections.abc import Sequence

from plancheck.document import Place
from plancheck.facts.context import Context
from plancheck.facts.form import looks
from plancheck.knowledge import load_knowledge
from plancheck.review.corrections import Layout
from plancheck.review.formatting import NOTHING, Formats, Wanted, formats, together
from plancheck.review.trying import Failure, Trial, Understand, halved


def restyle(trial: Trial, understand: Understand) -> None:
    """Set how the draft looks: all that is wanted at once, else each by itself."""
    _Restyling(trial, understand).restyle()


class _Restyling:
    def __init__(self, trial: Trial, understand: Understand) -> None:
        self._trial = trial
        plans = understand(trial.ground.data)
        self._papers = [(plan, looks(Context(plan, load_knowledge(), 0))) for plan in plans]
        trial.formats = self._formats

    def restyle(self) -> None:
        wanted = [
            Layout(fix.place, finding.rule, fix.component, fix.looks, not fix.safe, self._trial.noted(finding, fix))
            for finding, fix in self._trial.fixes("format")
        ]
        for each, failure in halved(wanted, self._set):
            self._trial.leave(each.rule, each.place, failure)

    def _set(self, wanted: Sequence[Layout]) -> Failure | None:
        """Set looks if all is well after them; those that are right meanwhile are left alone."""
        state = self._trial.state
        before = state.layout
        still = {(finding.rule, fix.place, fix.looks) for finding, fix in self._trial.fixes("format")}
        wanted = [each for each in wanted if (each.rule, each.place, each.settings) in still]
        if not wanted:
            return None
        state.layout = (*before, *wanted)
        failure = self._trial.attempt(state.texts, state.paragraphs, {each.rule for each in wanted})
        if failure is not None:
            state.layout = before
        return failure

    def _formats(self, layout: Sequence[Layout]) -> Formats:
        if not layout:
            return NOTHING
        wanted: list[list[Wanted]] = [[] for _ in self._papers]
        for each in layout:
            wanted[self._paper(each.place)].append(Wanted(each.component, each.settings))
        return together([formats(*paper, own) for paper, own in zip(self._papers, wanted, strict=True)])

    def _paper(self, place: Place) -> int:
        """Which paper of the file a place is in: the last that begins at or before it."""
        starts = [plan.passages[0].block.ordinal for plan, _ in self._papers if plan.passages]
        inside = bisect_right(starts, place.paragraph or 0) if place.part == "body" else 1
        return max(inside - 1, 0)
