"""A second opinion: does a sentence look like one that examples call a clause of a topic?

A small linear model over syllables, taught by the sentences in ``rules/examples`` (see ``plancheck rules teach``). It
is asked only about topics that a rule misses, and what it finds is for a person to judge: it never makes a clause.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise, repeat, zip_longest
from pathlib import Path

from plancheck.facts.context import Context, Sentence
from plancheck.facts.lexicon import words
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.knowledge.store import rules_dir
from plancheck.records import NamedTuple
from plancheck.structure.plan import Role

_NEXT, _LATER = " ", "~"
"""Between the syllables of a pair: where they stand side by side, and where others stand between."""
_GAPS = (2, 3)
"""Syllables from the first of a pair to the second, where others stand between."""
_JOINTS = (_NEXT, *(_LATER for _ in _GAPS))
"""What stands between the syllables of a pair, by how far apart they are."""
_SPOKE = 5
"""Features told of as those that spoke for an opinion."""
_FEWEST = 5
"""Syllables a sentence has at least: fewer say too little to be judged by."""
_SEPARATE = frozenset(",;:()")


class Model(NamedTuple):
    """What was learnt of one topic: the score of a sentence is the sum of its features' weights."""

    weights: Mapping[str, int]
    threshold: int
    """Scores above it make an opinion."""


def features(folded: str) -> list[str]:
    """Syllables of folded text and pairs of them near each other, once each, in order: "mật", "bí mật", "giữ~mật".

    Figures count as one: what was learnt of 2026 holds for 2027.
    """
    said = _said(words(folded))
    near = [map(_NEXT.join, pairwise(said)), *(map(_LATER.join, zip(said, said[gap:], strict=False)) for gap in _GAPS)]
    return list(dict.fromkeys(chain(said, filter(None, chain.from_iterable(zip_longest(*near))))))


def _said(spoken: Iterable[str]) -> list[str]:
    """The syllables among words."""
    return ["0" if word.isdigit() else word for word in spoken if word not in _SEPARATE]


class _Known(NamedTuple):
    """Features that some models weigh."""

    all: frozenset[str]
    seconds: Mapping[str, frozenset[str]]
    """First syllable of a pair → the second ones."""

    def among(self, spoken: Iterable[str]) -> list[str]:
        """Those of ``features`` of words that are among them: most are not, and need not be put together."""
        said = _said(spoken)
        found = dict.fromkeys(word for word in said if word in self.all)
        for at in [at for at, word in enumerate(said) if word in self.seconds]:
            seconds = self.seconds[said[at]]
            for joint, later in zip(_JOINTS, said[at + 1 : at + 1 + len(_JOINTS)], strict=False):
                if later in seconds and (pair := said[at] + joint + later) in self.all:
                    found[pair] = None
        return list(found)


@lru_cache(maxsize=64)
def _known(file: Path, topics: tuple[str, ...]) -> _Known:
    """What the models of some topics weigh."""
    models = load(file)
    every = frozenset(each for topic in topics for each in models[topic].weights)
    seconds: dict[str, set[str]] = {}
    for each in every:
        for joint in {*_JOINTS}:
            first, joined, second = each.partition(joint)
            if joined:
                seconds.setdefault(first, set()).add(second)
    return _Known(every, {first: frozenset(each) for first, each in seconds.items()})


def opinions(context: Context, asked: Collection[str], file: Path | None = None) -> Iterator[Fact]:
    """For each topic asked about, the sentence that most looks like a clause of it, if any does and the gate lets it.

    ``file``: the weights, those shipped if none is named.
    """
    file = file or weights_file()
    models = load(file)
    wanted = [(topic, models[topic]) for topic in sorted(asked) if topic in models]
    known = _known(file, tuple(topic for topic, _ in wanted))
    best: dict[str, tuple[int, Sentence, list[str]]] = {}
    for sentence, spoken in zip(context.sentences, context.spoken, strict=True) if wanted else ():
        if sentence.passage.role is Role.HEADING or sentence.text.count(" ") < _FEWEST - 1:
            continue
        found = known.among(spoken)
        for topic, model in wanted:
            total = score(model, found)
            if total > max(model.threshold, best[topic][0] if topic in best else 0):
                if _guarded(sentence.text, _guards(context.knowledge, topic)):
                    continue
                at = sentence.text.find(spoke(model, found).partition(",")[0].partition(" ")[0])
                if not context.refused(sentence, max(at, 0), max(at, 0) + 1, topic):
                    best[topic] = (total, sentence, found)
    for topic, (_, sentence, found) in best.items():
        by = spoke(models[topic], found)
        yield fact("topic", sentence.place(), sentence.quote(), topic=topic, strength="opinion", by=by)


@lru_cache(maxsize=256)
def _guards(knowledge: Knowledge, topic: str) -> tuple[str, ...]:
    """Words beside which the topic's own patterns hear no clause."""
    found = next((each for each in knowledge.vocabulary.topics if each.id == topic), None)
    return tuple(dict.fromkeys(term for pattern in found.patterns for term in pattern.but)) if found else ()


def _guarded(text: str, guards: Iterable[str]) -> bool:
    said = f" {' '.join(words(text))} "
    return any(f" {guard} " in said for guard in guards)


def weights_file() -> Path:
    """Where the shipped weights are."""
    return rules_dir() / "examples" / "weights.json"


@lru_cache(maxsize=4)
def load(file: Path) -> Mapping[str, Model]:
    """Models by topic, as ``plancheck rules teach`` wrote them; none where there is no such file."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return {topic: Model(each["weights"], each["threshold"]) for topic, each in data["topics"].items()}


def score(model: Model, found: Iterable[str]) -> int:
    """Sum of the weights of a sentence's features."""
    return sum(map(model.weights.get, found, repeat(0)))


def spoke(model: Model, found: Iterable[str]) -> str:
    """The features that spoke most for a topic, for display."""
    known: Iterator[tuple[int, str]] = ((model.weights.get(each, 0), each) for each in found)
    best = sorted((-weight, each) for weight, each in known if weight > 0)[:_SPOKE]
    return ", ".join(each.replace(_LATER, " … ") for _, each in best)
