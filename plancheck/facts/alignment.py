"""Which items of one part of the draft speak of the same work as which of another: by the words they share.

Found through pairs of words that few items have, so that the time taken grows with the draft's length. Two are one
work where each is the other's best in its part, nearly all words of the one that says less stand in the other, and no
second one comes near: of several that may be meant none is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from plancheck.facts.items import Item
from plancheck.records import NamedTuple

Near = Mapping[tuple[int, object], Sequence[tuple[float, int]]]
"""Number of an item and a part → scores and numbers of the items of the part that may be the same work, best first."""

_COMMON = 12
"""Items with one pair of words from which on it tells nothing."""
_ENOUGH = 0.6
"""Part of the weight of the words of the one that says less that stands in the other."""
_CLEAR = 0.9
"""Part of the best one's score from which on a second one is as good."""


class Pair(NamedTuple):
    """Two items of one work."""

    first: Item
    second: Item
    several: bool
    """One of them tells of other works of the other's part too."""


def align(items: Sequence[Item], vague: frozenset[str], part: Callable[[Item], object]) -> list[Pair]:
    """Pairs of items of different parts; words of ``vague`` tell little."""
    weights = _weights(items, vague)
    index: dict[tuple[str, str], list[int]] = {}
    for item in items:
        for two in _twos(item):
            index.setdefault(two, []).append(item.number)
    best: dict[tuple[int, object], list[tuple[float, int]]] = {}
    for item in items:
        twos = [two for two in _twos(item) if 1 < len(index[two]) <= _COMMON and not vague.issuperset(two)]
        for other in {number for two in twos for number in index[two] if number > item.number}:
            if part(items[other]) != part(item):
                score = _score(item, items[other], weights)
                if score >= _ENOUGH:
                    best.setdefault((item.number, part(items[other])), []).append((score, other))
                    best.setdefault((other, part(item)), []).append((score, item.number))
    for held in best.values():
        held.sort(key=lambda each: (-each[0], each[1]))
    return list(_mutual(items, best, part))


def _mutual(
    items: Sequence[Item],
    best: Mapping[tuple[int, object], Sequence[tuple[float, int]]],
    part: Callable[[Item], object],
) -> Iterator[Pair]:
    claims = Counter((held[0][1], part(items[number])) for (number, _), held in best.items())
    for (number, _), held in best.items():
        other = held[0][1]
        if number > other or not _clear(held, items):
            continue
        back = best.get((other, part(items[number])), ())
        if back and back[0][1] == number and _clear(back, items):
            several = max(claims[other, part(items[number])], claims[number, part(items[other])]) > 1
            yield Pair(items[number], items[other], several)


def _clear(held: Sequence[tuple[float, int]], items: Sequence[Item]) -> bool:
    return len(held) == 1 or held[1][0] < _CLEAR * held[0][0]


def _twos(item: Item) -> set[tuple[str, str]]:
    return {*pairwise(item.words), *pairwise(item.other)}


def _weights(items: Sequence[Item], vague: frozenset[str]) -> Mapping[str, float]:
    """Word → how much it tells: less the more items have it."""
    held = Counter(word for item in items for word in {*item.words, *item.other})
    return {word: (0.25 if word in vague else 1.0) / count**0.5 for word, count in held.items()}


def _score(one: Item, two: Item, weights: Mapping[str, float]) -> float:
    scores = [
        _contained(first, second, one.where, two.where, weights)
        for first in (one.words, one.other)
        for second in (two.words, two.other)
        if first and second and (first is not one.other or second is not two.other)
    ]
    return max(scores, default=0.0)


def _contained(
    first: Sequence[str], second: Sequence[str], at: frozenset[str], other: frozenset[str], weights: Mapping[str, float]
) -> float:
    """How much of the one that says less stands in the other; a little more where they say the same otherwise too.

    Of two that say a place each, what only one of the places says is left out.
    """
    one, two = set(first), set(second)
    if at and other:
        one, two = one - (at - two), two - (other - one)
    common = sum(weights[word] for word in one & two)
    less, more = sorted((sum(weights[word] for word in one), sum(weights[word] for word in two)))
    twos = {*pairwise(first)} & {*pairwise(second)}
    return common / less + 0.1 * common / more if twos and less else 0.0
