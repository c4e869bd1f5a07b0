"""How often each rule was broken."""

from collections import Counter

from plancheck.report.model import Report
from plancheck.report.wording import Language, word


def render(report: Report, *, lang: Language = "vi") -> str:
    """One line a rule, most frequent first: count, id, severity, slug. Empty when nothing was found."""
    counts = Counter(
        (finding.rule, finding.severity, finding.slug)
        for file in report.files
        for finding in file.findings
        if finding.suppressed is None
    )
    if not counts:
        return ""
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    width = len(str(rows[0][1]))
    lines = [f"{count:{width}}  {rule}  {severity:7}  {slug}\n" for (rule, severity, slug), count in rows]
    return f"\n{word('statistics', lang)}\n" + "".join(lines)
