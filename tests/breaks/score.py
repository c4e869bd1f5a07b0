"""Judge broken and reworded drafts and count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from plancheck.pipeline import check_bytes
from plancheck.report.model import FileReport
from tests.breaks.making import COMPLIANT, Draft, Way, breaks, load, make, rewordings, text_of

_SERIOUS = ("error", "warning")


@dataclass(slots=True)
class Line:
    """Count for one rule, or for one rewording."""

    tried: int = 0
    right: int = 0
    """Breaks that gave their rule; rewordings that changed nothing."""
    unrelated: int = 0
    """Errors and warnings of other rules."""
    wrong: list[str] = field(default_factory=list)
    """What went wrong, one line each."""


@dataclass(frozen=True, slots=True)
class Score:
    """The lines by rule and by rewording."""

    rules: Mapping[str, Line]
    rewordings: Mapping[str, Line]
    unbroken: tuple[str, ...]
    """Rules in the data that no way breaks on any sample."""

    @property
    def found(self) -> float:
        """Share of breaks that gave their rule."""
        return sum(line.right for line in self.rules.values()) / sum(line.tried for line in self.rules.values())

    @property
    def unrelated(self) -> int:
        """Errors and warnings that a break shouldn't have given."""
        return sum(line.unrelated for line in self.rules.values())

    @property
    def false_alarms(self) -> int:
        """Rewordings that changed a verdict."""
        return sum(line.tried - line.right for line in self.rewordings.values())


def run(seed: int, count: int) -> Score:
    """Try ``count`` breaks and half as many rewordings, drawn with ``seed``."""
    random = Random(seed)
    data = load()
    base = {sample: _checked(text_of(sample).encode()) for sample in COMPLIANT}
    broken = breaks(data)
    ways = [way for way in broken if _status(base[way.sample]).get(way.name) == "pass"]
    rules: dict[str, Line] = defaultdict(Line)
    for draft in _drafts(ways, random, data["words"], count):
        _broken(draft, base[draft.way.sample], rules[draft.way.name])
    said: dict[str, Line] = defaultdict(Line)
    for draft in _drafts(rewordings(data), random, data["words"], count // 2):
        _reworded(draft, base[draft.way.sample], said[draft.way.name])
    missing = {way.name for way in broken} - {way.name for way in ways}
    return Score(dict(sorted(rules.items())), dict(said), tuple(sorted(missing)))


def _drafts(ways: Sequence[Way], random: Random, words: Mapping[str, Sequence[str]], count: int) -> Iterator[Draft]:
    return islice((make(way, random, words) for way in _in_turn(ways, random)), count)


def _in_turn(ways: Sequence[Way], random: Random) -> Iterator[Way]:
    """One way of each name, then another of each, for ever."""
    by_name: dict[str, list[Way]] = defaultdict(list)
    for way in ways:
        by_name[way.name].append(way)
    for group in by_name.values():
        random.shuffle(group)
    turn = 0
    while True:
        for group in by_name.values():
            yield group[turn % len(group)]
        turn += 1


def _checked(data: bytes, draft: Draft | None = None) -> FileReport:
    report = check_bytes(data, "draft.xml")
    if report.error is not None:
        raise ValueError(f"{draft}: {report.error.message}")
    return report


def _status(report: FileReport) -> dict[str, str]:
    return {verdict.rule: verdict.status for verdict in report.verdicts}


def _serious(report: FileReport) -> set[str]:
    return {finding.rule for finding in report.findings if finding.severity in _SERIOUS}


def _broken(draft: Draft, base: FileReport, line: Line) -> None:
    report = _checked(draft.data, draft)
    way = draft.way
    line.tried += 1
    if _status(report)[way.name] == "fail":
        line.right += 1
    else:
        line.wrong.append(f"{way.name} not given on {way.sample}: {draft.what}")
    for rule in sorted(_serious(report) - _serious(base) - way.also - {way.name}):
        line.unrelated += 1
        line.wrong.append(f"{way.name} gave {rule} on {way.sample}: {draft.what}")


def _reworded(draft: Draft, base: FileReport, line: Line) -> None:
    before, after = _status(base), _status(_checked(draft.data, draft))
    changed = [
        f"{rule} {before[rule]} → {after[rule]}"
        for rule in before
        if before[rule] != after[rule] and rule not in draft.way.also
    ]
    line.tried += 1
    line.right += not changed
    if changed:
        line.wrong.append(f"{draft.way.name} on {draft.way.sample}: {', '.join(changed)}: {draft.what}")


def wrong(lines: Iterable[Line]) -> list[str]:
    """What went wrong in lines, in order."""
    return [each for line in lines for each in line.wrong]
