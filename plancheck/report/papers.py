"""Several whole papers in one file: their reports joined for who works on the file, apart for who reads."""

from collections.abc import Iterator, Sequence

from plancheck.report.model import SEVERITIES, Coverage, FileReport, Finding, Status, Verdict

_WORST: Sequence[Status] = ("fail", "needs-review", "not-evaluated", "pass", "not-applicable")


def joined(reports: Sequence[FileReport]) -> FileReport:
    """What the papers of a file come to together: all findings, of each rule the worst verdict."""
    if len(reports) == 1:
        return reports[0]
    numbered = tuple(each._replace(paper=(number, len(reports))) for number, each in enumerate(reports, 1))
    findings = [finding for each in numbered for finding in each.findings]
    verdicts = tuple(_worst(same) for same in zip(*(each.verdicts for each in numbered), strict=True))
    ended = [verdict.status for verdict in verdicts]
    return numbered[0]._replace(
        findings=tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))),
        verdicts=verdicts,
        coverage=Coverage(len(ended) - ended.count("not-applicable"), ended.count("pass") + ended.count("fail")),
        traces=tuple(trace for each in numbered for trace in each.traces),
        paragraphs=tuple(paragraph for each in numbered for paragraph in each.paragraphs),
        notes=tuple(note for each in numbered for note in each.notes),
        papers=numbered,
        paper=(1, 1),
    )


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    worst = min(verdicts, key=lambda verdict: _WORST.index(verdict.status))
    alike = [evidence for each in verdicts if each.status == worst.status for evidence in each.evidence]
    return worst._replace(evidence=tuple(alike))


def apart(file: FileReport) -> Iterator[FileReport]:
    """The report on each paper of a file, with the findings as they now count in the file's."""
    if not file.papers:
        yield file
        return
    for number, paper in enumerate(file.papers):
        following = file.papers[number + 1].first if number + 1 < len(file.papers) else 0
        own = tuple(finding for finding in file.findings if _is_in(finding, paper.first, following, number == 0))
        yield paper._replace(path=file.path, findings=own, notes=file.notes if number == 0 else ())


def _is_in(finding: Finding, first: int, following: int, is_first: bool) -> bool:
    """Whether a finding is of the paper between two paragraphs; what is outside the body is of the first."""
    paragraph = finding.place.paragraph
    if finding.place.part != "body" or paragraph is None:
        return is_first
    return first <= paragraph and (not following or paragraph < following)
