"""Which items of one part of the draft speak of the same work as which of another: by the words they share.

Found through pairs of words that few items have, so that the time taken grows with the draft's length. Two are one
work where each is the other's best in its part, nearly all words of the one that says less stand in the other, and no
second one comes near: of several that may be meant none is. In other words too: where they share several pairs of words
that no other item of their parts has.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import fsum

from plancheck.facts.items import Item
from plancheck.patterns import lazily
from plancheck.records import NamedTuple

Near = Mapping[tuple[int, object], Sequence[tuple[float, int]]]
"""Number of an item and a part → scores and numbers of the items of the part that may be the same work, best first."""

_COMMON = 12
"""Items with one pair of words from which on it tells nothing."""
_ENOUGH = 0.6
"""Part of the weight of the words of the one that says less that stands in the other."""
_CLEAR = 0.9
"""Part of the best one's score from which on a second one is as good."""
_HOLDERS = 4
"""Items with one pair of words up to which, each in a part of its own, the pair is rare."""
_ANCHORS = 2
"""Rare pairs of words, none with a word of another, that make two items one work."""
_FIRST = 9
"""Words at its beginning that say what an item is about."""
_COUNTED = lazily(r"(?<![\w/.,-])0?(?P<number>\d+(?:\.\d{3})*) (?P<unit>(?!ngày|tháng|quý|năm|triệu|tỷ|đồng)[^\W\d_]+)")

TITLE = lazily(r'"[^"]{4,80}"')
_CAPITALS = lazily(r"(?<!\w)[A-ZĐ]{3,}(?!\w)")


class Little(NamedTuple):
    """Words that tell little of what work it is."""

    vague: frozenset[str]
    """Those of any work, and of the draft's subject."""
    general: frozenset[str]
    """Those and the words of what all of the field speak of: pairs of them are not rare."""
    small: frozenset[str]
    """Those that join others."""


class _Telling(NamedTuple):
    """Words that tell what an item is, as they are compared."""

    words: frozenset[str]
    twos: Mapping[tuple[str, str], None]
    """Pairs of words that follow one another, each once, in their order."""
    weight: float
    """Of all words."""


class Pair(NamedTuple):
    """Two items of one work."""

    first: Item
    second: Item
    several: bool
    """One of them tells of other works of the other's part too."""
    loose: bool = False
    """Their rare words are the same, most others are not: numbers of one may be of a part of the other."""


def align(items: Sequence[Item], little: Little, part: Callable[[Item], object]) -> list[Pair]:
    """Pairs of items of different parts."""
    vague = little.vague
    weights = _weights(items, vague)
    told = [tuple(_telling(words, weights) for words in (item.words, item.other)) for item in items]
    index: dict[tuple[str, ...], list[int]] = {}
    for item, (own, over) in zip(items, told, strict=True):
        for two in dict.fromkeys((*own.twos, *over.twos, *_marks(item))):
            index.setdefault(two, []).append(item.number)
    near: dict[int, set[int]] = {}
    for two, held in index.items():
        if 1 < len(held) <= _COMMON and len(two) > 1 and not vague.issuperset(two):
            for at, number in enumerate(held):
                near.setdefault(number, set()).update(held[at + 1 :])
    parts = [part(item) for item in items]
    best: dict[tuple[int, object], list[tuple[float, int]]] = {}
    for item in items:
        number = item.number
        for other in sorted(near.get(number, ())):
            if parts[other] != parts[number]:
                score = _score(item, items[other], told[number], told[other], weights)
                if score >= _ENOUGH:
                    best.setdefault((number, parts[other]), []).append((score, other))
                    best.setdefault((other, parts[number]), []).append((score, number))
    for scores in best.values():
        scores.sort(key=lambda each: (-each[0], each[1]))
    found = list(_mutual(items, best, parts))
    known = {(pair.first.number, pair.second.number) for pair in found}
    return [*found, *_anchored(items, index, little, parts, known)]


def _anchored(
    items: Sequence[Item],
    index: Mapping[tuple[str, ...], Sequence[int]],
    little: Little,
    parts: Sequence[object],
    known: Collection[tuple[int, int]],
) -> Iterator[Pair]:
    """Items that share rare pairs of words, and no other item of either part as many."""
    shared: dict[tuple[int, int], list[tuple[str, ...]]] = {}
    for two, held in index.items():
        if not 1 < len(held) <= _HOLDERS or little.general.issuperset(two) or not little.small.isdisjoint(two):
            continue
        if len({parts[number] for number in held}) == len(held):
            for pair in combinations(held, 2):
                shared.setdefault(pair, []).append(two)
    for (one, other), twos in shared.items():
        both = items[one], items[other]
        if (one, other) not in known and _apart(twos) >= _ANCHORS and all(_leads(each, twos) for each in both):
            yield Pair(*both, several=False, loose=True)


def _leads(item: Item, twos: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the pairs of words is among the first that an item says."""
    first = item.words[:_FIRST]
    return any(len(two) == 1 or two in {*pairwise(first), *pairwise(item.other)} for two in twos)


def _apart(twos: Iterable[tuple[str, ...]]) -> int:
    """How many pairs of words there are of which none has a word of another."""
    taken: set[str] = set()
    count = 0
    for two in twos:
        if taken.isdisjoint(two):
            taken.update(two)
            count += 1
    return count


def _mutual(
    items: Sequence[Item],
    best: Mapping[tuple[int, object], Sequence[tuple[float, int]]],
    parts: Sequence[object],
) -> Iterator[Pair]:
    claims = Counter((held[0][1], parts[number]) for (number, _), held in best.items() if not items[number].divided)
    for (number, _), held in best.items():
        other = held[0][1]
        if number > other or not _clear(held, items):
            continue
        back = best.get((other, parts[number]), ())
        if back and back[0][1] == number and _clear(back, items):
            several = max(claims[other, parts[number]], claims[number, parts[other]]) > 1
            yield Pair(items[number], items[other], several)


def _clear(held: Sequence[tuple[float, int]], items: Sequence[Item]) -> bool:
    """Whether none comes near the best one, but for the whole of which it is a part."""
    best = items[held[0][1]].clause
    near = (items[number].clause for score, number in held[1:] if score >= _CLEAR * held[0][0])
    return all(each.passage is best.passage and each.start <= best.start and best.end <= each.end for each in near)


def _marks(item: Item) -> Iterator[tuple[str, ...]]:
    """What tells a work beside pairs of words: a number with its unit, a title, a name in capitals."""
    text = item.clause.text
    for match in _COUNTED.finditer(text):
        yield (f"{match['number']} {match['unit']}",)
    for match in TITLE.finditer(text) if '"' in text else ():
        yield (match.group(),)
    for word in _CAPITALS.findall(item.clause.quote):
        if word.lower() in item.words:
            yield (word,)


def _weights(items: Sequence[Item], vague: frozenset[str]) -> Mapping[str, float]:
    """Word → how much it tells: less the more items have it."""
    held = Counter(word for item in items for word in {*item.words, *item.other})
    return {word: (0.25 if word in vague else 1.0) / count**0.5 for word, count in held.items()}


def _telling(words: Sequence[str], weights: Mapping[str, float]) -> _Telling:
    own = frozenset(words)
    return _Telling(own, dict.fromkeys(pairwise(words)), _weight(own, weights))


def _weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """Of words in any order, for sets have none."""
    return fsum(map(weights.__getitem__, words))


def _score(
    one: Item, two: Item, said: Sequence[_Telling], other: Sequence[_Telling], weights: Mapping[str, float]
) -> float:
    """How much of what the one tells stands in what the other does; what headings tell of both says nothing."""
    pairs = ((said[0], other[0]), (said[0], other[1]), (said[1], other[0]))
    return max(_contained(first, second, one.where, two.where, weights) for first, second in pairs)


def _contained(
    first: _Telling, second: _Telling, at: frozenset[str], other: frozenset[str], weights: Mapping[str, float]
) -> float:
    """How much of the one that says less stands in the other; a little more where they say the same otherwise too.

    Of two that say a place each, what only one of the places says is left out.
    """
    if first.twos.keys().isdisjoint(second.twos):
        return 0.0
    one, two = first.words, second.words
    sums = first.weight, second.weight
    if at and other:
        one, two = one - (at - two), two - (other - one)
        sums = _weight(one, weights), _weight(two, weights)
    less, more = sorted(sums)
    common = _weight(one & two, weights)
    return common / less + 0.1 * common / more if less else 0.0
