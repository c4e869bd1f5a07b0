"""Paragraphs put into a draft, and what they lead to: recipients for bodies given work, the ends of the lines above."""

from collections.abc import Callable, Sequence

from plancheck.report.model import Finding, Fix
from plancheck.review.placing import Where, behind, following
from plancheck.review.replacing import kept, put, written
from plancheck.review.rewrite import Key, Paragraph
from plancheck.review.trying import Failure, Trial, Understand, halved

_Insertion = tuple[Finding, Fix, Where]


def insert(trial: Trial, understand: Understand) -> None:
    """Put in the paragraphs that are missing, those that are well one by one if all together are not."""
    fixes = list(trial.fixes("insert"))
    if not fixes:
        return
    plans = understand(trial.plain)
    work = _Inserting(trial, lambda key: next((where for plan in plans if (where := behind(plan, key))), None))
    for (finding, fix, _), failure in halved(work.placed(fixes), work.add):
        trial.leave(finding.rule, fix.place, failure)


class _Inserting:
    def __init__(self, trial: Trial, place: Callable[[Key], Where | None]) -> None:
        self._trial = trial
        self._place = place

    def placed(self, fixes: Sequence[tuple[Finding, Fix]]) -> list[_Insertion]:
        """Those that there is a place for."""
        found = []
        for finding, fix in fixes:
            where = self._place(fix.place.key)
            if reason := self._unplaceable(where):
                self._trial.leave(finding.rule, fix.place, Failure(reason))
            elif where is not None:
                found.append((finding, fix, where))
        return found

    def _unplaceable(self, where: Where | None) -> str:
        """Why no paragraph can go there, empty if one can."""
        if where is None or where.after.block.key not in self._trial.blocks:
            return "place"
        return "" if self._trial.ground.insertable(where.after.block.key) else "paragraph"

    def add(self, wanted: Sequence[_Insertion]) -> Failure | None:
        """Put in paragraphs if all is well after them, and what they lead to."""
        trial, state = self._trial, self._trial.state
        open_ = {finding.rule for finding in trial.report.findings}
        wanted = [each for each in wanted if each[0].rule in open_]
        if not wanted:
            return None
        rules = {finding.rule for finding, _, _ in wanted}
        added = self._paragraphs(wanted)
        failure = trial.attempt(state.texts, (*state.paragraphs, *added), rules)
        ends: list[tuple[Finding, Fix]] = []
        if failure is not None and failure.reason in ("breaks", "remains"):
            more = self._led_to(failure, added)
            ends = self._marks_above(failure, added)
            looks = self._looks(failure, added)
            if more or ends or looks:
                wanted = [
                    (finding, fix._replace(looks=fix.looks + looks.get(number, ())), where)
                    for number, (finding, fix, where) in enumerate(wanted)
                ]
                wanted += more
                added = self._paragraphs(wanted)
                texts = dict(state.texts)
                written(trial, ends, texts)
                failure = trial.attempt(texts, (*state.paragraphs, *added), rules)
        if failure is None:
            kept(trial, ends)
            state.paragraphs = (*state.paragraphs, *added)
            state.made += [fix.safe for _, fix, _ in wanted]
            state.answered += tuple((finding.rule, fix.safe) for finding, fix, _ in wanted)
        return failure

    def _paragraphs(self, wanted: Sequence[_Insertion]) -> list[Paragraph]:
        labels = {paragraph.after: paragraph.label for paragraph in self._trial.state.paragraphs}
        added = []
        for finding, fix, where in wanted:
            key = where.after.block.key
            label = following(labels[key]) if key in labels else where.label
            labels[key] = label
            model = (where.model or where.after).block.key
            note = self._trial.noted(finding, fix)
            added.append(
                Paragraph(key, model, label, fix.new, note, not fix.safe, fix.component, fix.looks, above=fix.above)
            )
        return added

    def _led_to(self, failure: Failure, added: Sequence[Paragraph]) -> list[_Insertion]:
        """The lines that new paragraphs call for: a recipient for the body that one gives work to."""
        more = []
        for finding, fix in self._trial.fixes("insert", self._trial.tried):
            key = self._before(fix.place.key, added)
            if finding.rule in failure.breaks and failure.reason == "breaks" and key is not None:
                where = self._place(key)
                if where is not None and not self._unplaceable(where):
                    more.append((finding, fix, where))
        return more

    def _marks_above(self, failure: Failure, added: Sequence[Paragraph]) -> list[tuple[Finding, Fix]]:
        """The ends of the lines above new ones, which are no longer the last."""
        trial = self._trial
        above = {paragraph.after for paragraph in added}
        found = []
        for finding, fix in trial.fixes("replace", trial.tried):
            key = self._before(fix.place.key, added)
            if finding.rule in failure.breaks and failure.reason == "remains" and key in above:
                fix = fix._replace(place=fix.place._replace(paragraph=key[1]), safe=False)
                if not trial.obstacle(key, put(trial.text(key), fix)):
                    found.append((finding, fix))
        return found

    def _looks(self, failure: Failure, added: Sequence[Paragraph]) -> dict[int, tuple[tuple[str, str], ...]]:
        """In what new paragraphs, by number, must look otherwise than the ones they are modelled on."""
        if failure.reason != "breaks":
            return {}
        own = {id(each) for each in added}
        behind = sorted((*self._trial.state.paragraphs, *added), key=lambda each: (each.after[0], each.ordinal))
        places = {(each.after[0], each.ordinal + at + 1): each for at, each in enumerate(behind) if id(each) in own}
        numbers = {id(each): at for at, each in enumerate(added)}
        return {
            numbers[id(places[key])]: tuple((name, value.partition(" - ")[0]) for name, value in fix.looks)
            for finding, fix in self._trial.fixes("format", self._trial.tried)
            if finding.rule in failure.breaks and (key := fix.place.key) in places
        }

    def _before(self, key: Key, added: Sequence[Paragraph]) -> Key | None:
        """A paragraph of what was tried as it was before paragraphs were put in, None for one of these."""
        return self._trial.before(key, (*self._trial.state.paragraphs, *added))
