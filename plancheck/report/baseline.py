"""Findings known before, by fingerprint: they do not count, new ones do, and what is gone stays gone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from plancheck.records import NamedTuple
from plancheck.report.model import Finding


class Known(NamedTuple):
    """How many findings with one fingerprint are known, and of which rule they are."""

    rule: str
    times: int


Findings = Mapping[str, Known]
"""The known findings of a file by fingerprint."""


class Matched(NamedTuple):
    """Findings of which the known ones are suppressed, and what of the known is no more."""

    findings: tuple[Finding, ...]
    present: Findings
    fixed: int


def recorded(findings: Iterable[Finding]) -> Findings:
    """What is to be known of findings: those that are not suppressed."""
    counts: Counter[str] = Counter()
    rules: dict[str, str] = {}
    for finding in findings:
        if finding.suppressed is None:
            counts[finding.fingerprint] += 1
            rules.setdefault(finding.fingerprint, finding.rule)
    return {fingerprint: Known(rules[fingerprint], counts[fingerprint]) for fingerprint in sorted(counts)}


def match(findings: Sequence[Finding], known: Findings, reason: str, judged: Collection[str]) -> Matched:
    """Suppress the known findings, the first of each fingerprint first; those suppressed before stay as they are.

    What is not found again is no more, if its rule is among those ``judged``.
    """
    left = Counter({fingerprint: each.times for fingerprint, each in known.items()})
    after = []
    for finding in findings:
        if finding.suppressed is None and left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
            finding = finding._replace(suppressed=reason, known=True)
        after.append(finding)
    present = {
        fingerprint: Known(each.rule, each.times - left[fingerprint] * (each.rule in judged))
        for fingerprint, each in known.items()
        if each.times > left[fingerprint] or each.rule not in judged
    }
    fixed = sum(left[fingerprint] for fingerprint, each in known.items() if each.rule in judged)
    return Matched(tuple(after), present, fixed)
