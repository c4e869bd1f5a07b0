"""Notes of one cause told in one, for who reads; each remains a finding of its own rule for what works on a draft."""

from collections.abc import Iterable, Iterator, Sequence

from plancheck.digest import sha256
from plancheck.report.model import FileReport, Finding


def gathered(file: FileReport) -> FileReport:
    """A file's report with its notes gathered."""
    return file._replace(findings=told_together(file.findings))


def told_together(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in their order, the notes of a gathering that count in one, in the place of the first of them."""
    found: list[Finding] = []
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.gathering and finding.severity == "info" and finding.suppressed is None:
            if finding.gathering.id in groups:
                groups[finding.gathering.id].append(finding)
                continue
            groups[finding.gathering.id] = [finding]
        found.append(finding)
    if not any(len(group) > 1 for group in groups.values()):
        return tuple(found)
    wholes = {group[0]: _whole(group) for group in groups.values() if len(group) > 1}
    return tuple(wholes.get(finding, finding) for finding in found)


def one_by_one(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding of a rule, those that were gathered too."""
    for finding in findings:
        yield from finding.gathers or (finding,)


def _whole(group: Sequence[Finding]) -> Finding:
    first = group[0]
    assert first.gathering is not None
    items = list(dict.fromkeys(each.gathering.item for each in group if each.gathering))
    message = first.gathering.message.replace("{count}", str(len(items))).replace("{items}", "; ".join(items))
    fixes = tuple(fix for each in group for fix in each.fixes) if all(each.fixes for each in group) else ()
    places = tuple(dict.fromkeys(place for each in group for place in each.everywhere))
    return first._replace(
        message=message,
        expected="",
        actual="",
        basis=tuple(dict.fromkeys(basis for each in group for basis in each.basis)),
        remedy=" ".join(f"{each.rule}: {each.remedy}" for each in group if each.remedy),
        fingerprint=sha256("".join(each.fingerprint for each in group).encode()).hexdigest()[:16],
        fixes=fixes,
        places=places if len(places) > 1 else (),
        gathering=None,
        gathers=tuple(group),
    )
