"""Hold the rows of the register to what rules can tell of them: an end that is reported, and what came after it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from plancheck.data.errors import RulesError
from plancheck.data.source import read
from plancheck.data.wording import Said, said
from plancheck.knowledge import Knowledge
from plancheck.rules.schema import RuleSpec

_ASKED = {"instruments": ("citation", "number", {"ended", "expired"}), "agencies": ("agency", "agency", {"obsolete"})}
"""For each list of the register: the fact that its rows become, the property that names the row, ended statuses."""


def register_faults(knowledge: Knowledge, files: Iterable[Path], rules: Sequence[RuleSpec]) -> Iterator[RulesError]:
    """Rows with an end that say neither what came after nor why nothing did, and those whose end no rule reports."""
    for file in files:
        source = read(file)
        for name in _ASKED:
            rows = source.data.get(name) if isinstance(source.data, Mapping) else None
            for index, row in enumerate(rows if isinstance(rows, list) else ()):
                for words in _complaints(name, row, knowledge, rules):
                    yield source.error(words, (name, index, "end" if "end" in row else "period_end"))


def _complaints(name: str, row: Any, knowledge: Knowledge, rules: Sequence[RuleSpec]) -> Iterator[Said]:
    if not isinstance(row, Mapping) or not (row.get("end") or row.get("period_end")):
        return
    own = str(row.get("number") or row.get("id"))
    after = ("replaced_by", "ended_by", "note") if name == "instruments" else ("successors", "successor_text")
    if row.get("end") and not any(row.get(each) for each in after):
        yield said("{name} ends, and nothing says what came after or why nothing did", name=own)
    status = "obsolete" if name == "agencies" else "ended" if row.get("end") else "expired"
    if not any(_reports(rule, name, own, status) for rule in rules):
        yield said("{name} ends, and no rule reports it", name=own)


def _reports(rule: RuleSpec, name: str, own: str, status: str) -> bool:
    kind, naming, ended = _ASKED[name]
    for check in rule.asked:
        if check.kind == "forbid" and check.fact == kind:
            names, statuses = _values(check.where.get(naming)), _values(check.where.get("status"))
            if (own in names) or (not names and status in statuses & ended and "group" not in check.where):
                return True
    return False


def _values(condition: object) -> set[str]:
    return {condition} if isinstance(condition, str) else set(condition) if isinstance(condition, list) else set()
