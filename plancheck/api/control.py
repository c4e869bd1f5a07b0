"""Which findings count: not those suppressed, known from a baseline, or known from the previous draft."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from plancheck.api.baseline import Baseline, relative, renamed
from plancheck.api.checking import Use
from plancheck.report import baseline as ratchet
from plancheck.report.model import FileReport, Note
from plancheck.report.names import Language, told
from plancheck.report.suppression import Suppression, lapsed, number, stale, suppress
from plancheck.rules.model import RuleSet


def suppressed(
    file: FileReport, suppressions: Sequence[Suppression], folder: Path, rules: RuleSet, today: datetime.date
) -> tuple[FileReport, Use]:
    """A file's report without the findings that are suppressed; paths of suppressions start at ``folder``."""
    path = relative(file.path, folder)
    fitting = [index for index, each in enumerate(suppressions) if each.fits(path)]
    outcome = suppress(file.findings, [suppressions[index] for index in fitting], rules, number(today))
    judged = _judged(file)
    met = (index for index in fitting if {rule.id for rule in rules.select(suppressions[index].rules)} <= judged)
    used, expired = (frozenset(fitting[index] for index in each) for each in (outcome.used, outcome.expired))
    return file._replace(findings=outcome.findings), Use(frozenset(met), used, expired)


def unused(suppressions: Sequence[Suppression], uses: Iterable[Use], language: Language) -> Iterator[str]:
    """What is to be known of suppressions after all files: those that ended, or had nothing to suppress.

    One without a path may be for files that were not checked, and is not called stale.
    """
    met, used, expired = (frozenset[int]().union(*sets) for sets in zip(Use(), *uses, strict=True))
    for index, each in enumerate(suppressions):
        if index in expired:
            yield f"suppress {index + 1}: {lapsed(each, language)}"
        elif each.path and index in met - used:
            yield f"suppress {index + 1} ({each.path}): {stale(each, language)}"


class Control:
    """Goes over reports one by one; findings known from a baseline or from the draft before do not count.

    Paths in the baseline start at ``folder``. With ``record`` all findings are taken into ``recorded``, and known from
    then on. ``previous`` gives the report of the draft before the one reported.
    """

    def __init__(
        self,
        *,
        baseline: Baseline | None = None,
        folder: Path = Path(),
        record: bool = False,
        previous: Callable[[FileReport], FileReport] | None = None,
        language: Language = "vi",
    ) -> None:
        self._baseline = baseline
        self._folder = folder
        self._record = record
        self._previous = previous
        self._language = language
        self.recorded: dict[str, ratchet.Findings] = {}
        """The findings of each file, when they are to be recorded."""
        self.present: dict[str, ratchet.Findings] = {}
        """What of the baseline is still there, for the files of this run that could be read."""
        self.moved: dict[str, str] = {}
        """By its path in the baseline, the path that a draft has now."""

    def apply(self, file: FileReport) -> FileReport:
        """The report as far as its findings count."""
        if file.error:
            return file
        path = relative(file.path, self._folder)
        if self._record:
            self.recorded[path] = ratchet.recorded(file.findings)
            file = file._replace(findings=ratchet.match(file.findings, self.recorded[path], self._known(), ()).findings)
        elif self._baseline is not None:
            file = self._matched(file, self._baseline, path)
        if self._previous is not None:
            file = self._new(file, self._previous(file))
        return file

    def _known(self) -> str:
        return told(self._language, "đã có trong mốc", "in the baseline")

    def _matched(self, file: FileReport, baseline: Baseline, path: str) -> FileReport:
        before = path if path in baseline else self._before(file, baseline, path)
        matched = ratchet.match(file.findings, baseline.get(before, {}), self._known(), _judged(file))
        if before == path or before in self.moved:
            self.present[before] = matched.present
        if before not in ("", path):
            renamed = told(
                self._language,
                f"Không có trong mốc; coi là bản sau của “{before}” vì trùng phát hiện.",
                f"Not in the baseline; taken for a later version of “{before}”, whose findings it has.",
            )
            file = _with(file, 1, Note("baseline-renamed", renamed))
        fixed = told(
            self._language,
            f"{matched.fixed} phát hiện trong mốc không còn; thu hẹp mốc bằng --update-baseline.",
            f"Gone since the baseline: {matched.fixed}; narrow it with --update-baseline.",
        )
        return _with(file._replace(findings=matched.findings), matched.fixed, Note("baseline-fixed", fixed))

    def _before(self, file: FileReport, baseline: Baseline, path: str) -> str:
        """The path in the baseline of a draft that has another name now; empty when that is not clear."""
        left = {name: known for name, known in baseline.items() if name not in self.moved}
        before = renamed(path, file.findings, left, _judged(file), self._exists)
        if before and not self._exists(before):
            self.moved[before] = path
        return before

    def _exists(self, name: str) -> bool:
        return (self._folder / name).exists()

    def _new(self, file: FileReport, previous: FileReport) -> FileReport:
        reason = told(self._language, "đã có ở bản trước", "in the previous draft")
        matched = ratchet.match(file.findings, ratchet.recorded(previous.findings), reason, _judged(file))
        fixed = told(
            self._language,
            f"{matched.fixed} phát hiện của bản trước không còn.",
            f"Gone since the previous draft: {matched.fixed}.",
        )
        return _with(file._replace(findings=matched.findings), matched.fixed, Note("previous-fixed", fixed))


def _judged(file: FileReport) -> set[str]:
    """Rules of which it is known that a file has no more findings than are reported."""
    return {verdict.rule for verdict in file.verdicts if verdict.status in ("pass", "fail", "not-applicable")}


def _with(file: FileReport, count: int, note: Note) -> FileReport:
    return file._replace(notes=(*file.notes, note)) if count else file


def narrowed(
    baseline: Baseline, present: Baseline, moved: Mapping[str, str], exists: Callable[[str], bool]
) -> Baseline:
    """A baseline without what is no more: never with more than it had. Files not checked stay if they exist."""
    return {
        moved.get(name, name): present.get(name, findings)
        for name, findings in baseline.items()
        if name in present or exists(name)
    }
