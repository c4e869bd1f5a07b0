"""``python -m tests.snapshots.gaps``: find anew where what is understood of a sentence turns as a gap in it grows.

Each line of ``gaps.txt`` is the longest filling of a gap before something turns, and the sentence with its gap «»: what
is recognised in it, its role or its level turns. Few are kept of those that turn alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

from plancheck.pipeline import Options, papers
from tests.sentences import test_sentences as sentences
from tests.snapshots.variants import CUT

FOUND = Path(__file__).with_name("gaps.txt")
_OPTIONS = Options(today=date(2026, 11, 22))
_GROUP = {"date": date(2026, 2, 5)}
_STEP, _MOST = 8, 160
"""Lengths that are tried first: each so many characters, up to so many."""
_CUTS = 5
"""Gaps that are tried in one sentence."""
_ALIKE = 2
"""Gaps that are kept where the same turns at the same length."""
_LEAST = 3
"""Shorter ones turn for a gap as such."""
POINTS = 100
"""Points of one draft."""


def filled(line: str, length: int) -> str:
    """A sentence with its gap filled to a length."""
    before, _, behind = line.partition("«»")
    return f"{before}{(' o' * length)[:length]}{behind}"


def kept() -> list[tuple[int, str]]:
    """The longest filling before something turns, and the sentence with its gap."""
    pairs = (line.split(" ", 1) for line in FOUND.read_text("utf-8").split("\n") if line)
    return [(int(edge), line) for edge, line in pairs]


def drafts() -> Iterator[bytes]:
    """Drafts with all sentences just before and just after something turns."""
    yield from _drafts([filled(line, edge + more) for edge, line in kept() for more in (0, 1)])


def _drafts(points: Sequence[str]) -> Iterator[bytes]:
    for first in range(0, len(points), POINTS):
        yield sentences.draft(_GROUP, "\n".join(points[first : first + POINTS]))


def found(said: Iterable[str]) -> list[tuple[int, str]]:
    """Where something turns in sentences."""
    lines = [line for sentence in said for line in _gaps(sentence)]
    lengths = range(0, _MOST, _STEP)
    seen = _seen([filled(line, length) for line in lines for length in lengths])
    coarse: list[tuple[int, str]] = []
    for line in lines:
        told = [next(seen) for _ in lengths]
        coarse += ((at, line) for at, (one, other) in zip(lengths, pairwise(told), strict=False) if one != other)
    seen = _seen([filled(line, at + more) for at, line in coarse for more in range(_STEP + 1)])
    fine: list[tuple[int, str]] = []
    for at, line in coarse:
        told = [next(seen) for _ in range(_STEP + 1)]
        fine += ((at + more, line) for more, (one, other) in enumerate(pairwise(told)) if one != other)
    return list(_sure(fine))


def _sure(turning: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Those that turn wherever they stand, without those that turn like others."""
    pairs = sorted(
        {(edge, line) for edge, line in turning if edge >= _LEAST}, key=lambda pair: Random(pair[1]).random()
    )
    seen = _seen([filled(line, edge + more) for more in (0, 1) for edge, line in pairs])
    before = [next(seen) for _ in pairs]
    alike: Counter[object] = Counter()
    for (edge, line), one in zip(pairs, before, strict=True):
        other = next(seen)
        turned = frozenset(Counter(one).items()) ^ frozenset(Counter(other).items())
        if turned and alike[turned, edge] < _ALIKE:
            alike[turned, edge] += 1
            yield edge, line


def _gaps(sentence: str) -> Iterator[str]:
    places = [match.start() for match in CUT.finditer(sentence)] if sentence.isprintable() else []
    for at in Random(sentence).sample(places, min(_CUTS, len(places))):
        yield f"{sentence[:at].rstrip()}«» {sentence[at:].lstrip()}"


def _seen(points: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What is understood of each point: its role and level, and the kinds of its facts."""
    for draft in _drafts(points):
        ((plan, facts, *_),) = papers(draft, "ke-hoach.txt", _OPTIONS)
        told: dict[int, list[str]] = {}
        for each in facts:
            told.setdefault(each.place.paragraph or 0, []).append(each.kind)
        first = next(each.index for each in plan.passages if each.text.startswith("II. ")) + 1
        last = next(each.index for each in plan.passages if each.text.startswith("Nơi nhận"))
        for passage in plan.passages[first:last]:
            yield (f"{passage.role} {passage.level}", *sorted(told.get(passage.block.ordinal, ())))


if __name__ == "__main__":
    from tests.snapshots.drafts import all_said

    lines = sorted({f"{edge} {line}" for edge, line in found(all_said())})
    FOUND.write_text("\n".join((*lines, "")), encoding="utf-8", newline="\n")
