"""How often each rule was broken."""

from collections.abc import Iterator

from plancheck.report.totals import Totals
from plancheck.report.wording import Language, word


def render(totals: Totals, *, lang: Language = "vi") -> str:
    """One line a rule, most frequent first: count, id, severity, slug. Empty when nothing was found."""
    lines = [row + "\n" for row in frequent(totals)]
    return f"\n{word('statistics', lang)}\n" + "".join(lines) if lines else ""


def frequent(totals: Totals, most: int | None = None) -> Iterator[str]:
    """The lines alone, at most so many."""
    rows = sorted(totals.kinds.items(), key=lambda item: (-item[1], item[0]))[:most]
    width = len(str(rows[0][1])) if rows else 0
    for kind, count in rows:
        yield f"{count:{width}}  {kind.rule}  {kind.severity:7}  {kind.slug}"
