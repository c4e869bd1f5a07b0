"""Teach the second opinion: from example sentences to the integer weights that ``opinion`` reads.

Plain logistic regression over each topic against all other sentences, in a fixed order with no chance in it: the same
examples give the same weights, to the last digit.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import Any

from plancheck.digest import sha256
from plancheck.facts.context import Context
from plancheck.facts.lesson_schema import Examples
from plancheck.facts.opinion import Model, features, score, spoke
from plancheck.facts.topics import recognise
from plancheck.knowledge import Knowledge
from plancheck.reading import read
from plancheck.records import NamedTuple
from plancheck.structure import analyse
from plancheck.text import nfc, squeeze

_DAY = 20260101
"""The day on which examples are read; bodies' names hang on it, topics do not."""

_ROUNDS = 8
_RATE = 0.25
_SHRINK = 1e-4
_SCALE = 40
"""A weight of 1 in whole numbers."""
_KEPT = 360
"""Weights kept for each topic: the heaviest."""
_RIGHT = 6.0
_NEAR = 3.0
"""How much more a right sentence and a near miss count than a sentence on another matter."""
_LENIENT = 65
"""How far below even chances an opinion may begin, where no sentence of the background comes near."""
_BACKGROUND = "background"
_ALLOWED = 3
"""Sentences of the background that may score above a topic's threshold."""


def digest(folder: Path) -> str:
    """Tells one set of examples from another."""
    content = sha256()
    for file in sorted(folder.glob("*.yaml")):
        content.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return content.hexdigest()


def teach(examples: Mapping[str, Examples], carried: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """Weights and threshold of each topic. ``carried``: topics that a background sentence is known to carry."""
    names: dict[str, int] = {}

    def known(text: str) -> list[int]:
        return [names.setdefault(each, len(names)) for each in features(squeeze(nfc(text)).text)]

    sentences = {
        topic: ([known(text) for text in said.right], [known(text) for text in said.near], {topic, *said.kin})
        for topic, said in sorted(examples.items())
    }
    background = [(frozenset(carried.get(text, ())), known(text)) for text in _background(examples)]
    listed = list(names)
    models: dict[str, Any] = {}
    for topic, (right, near, kin) in sentences.items():
        if topic == _BACKGROUND or not right:
            continue
        strangers = [said for other, (said, _, _) in sentences.items() if other not in (*kin, _BACKGROUND)]
        others = [each for said in strangers for each in said]
        plain = [each for topics, each in background if topic not in topics]
        weights, bias = _learn(right, near, [*others, *plain], len(listed))
        kept = sorted(range(len(weights)), key=lambda each: (-abs(weights[each]), listed[each]))[:_KEPT]
        whole = {listed[each]: value for each in kept if (value := round(weights[each] * _SCALE))}
        scores = sorted((sum(whole.get(listed[each], 0) for each in said) for said in plain), reverse=True)
        floor = round(-bias * _SCALE)
        models[topic] = {
            "threshold": max([floor - _LENIENT, *scores[_ALLOWED : _ALLOWED + 1]]),
            "weights": dict(sorted(whole.items())),
        }
    return models


def _background(examples: Mapping[str, Examples]) -> tuple[str, ...]:
    return examples[_BACKGROUND].right if _BACKGROUND in examples else ()


def _learn(
    right: Sequence[list[int]], near: Sequence[list[int]], others: Sequence[list[int]], size: int
) -> tuple[list[float], float]:
    """Weights and bias by stochastic descent, the sentences taken in turn from each kind."""
    lesson = [
        *((1.0, _RIGHT, said, at / max(1, len(right))) for at, said in enumerate(right)),
        *((0.0, _NEAR, said, at / max(1, len(near))) for at, said in enumerate(near)),
        *((0.0, 1.0, said, at / max(1, len(others))) for at, said in enumerate(others)),
    ]
    lesson.sort(key=lambda each: each[3])
    weights, bias = [0.0] * size, -1.0
    for turn in range(_ROUNDS):
        rate = _RATE / (1 + turn)
        for truth, importance, said, _ in lesson:
            total = bias + sum(weights[each] for each in said)
            wrong = truth - 1 / (1 + exp(-max(-30.0, min(30.0, total))))
            if abs(wrong) < 0.02:
                continue
            step = rate * importance * wrong / (1 + len(said)) ** 0.5
            bias += step
            for each in said:
                weights[each] += step - _SHRINK * rate * weights[each]
    return weights, bias


class Lessons(NamedTuple):
    """What was learnt, and a line for each topic: how many of its sentences the rules hear, and how many opinions."""

    models: dict[str, Any]
    report: tuple[str, ...]


class Hearing(NamedTuple):
    """How an example sentence is heard."""

    topic: str
    right: bool
    text: str
    how: str
    """``clause``, ``mention`` or ``refused`` by the rules, else ``opinion``; empty: not at all."""
    by: str
    """Words of the frame, the gate that refuses it, or the syllables that spoke for it."""


def taught(examples: Mapping[str, Examples], knowledge: Knowledge) -> Lessons:
    """Learn from examples; background sentences count for the topics that the rules hear in them."""
    heard = _heard(_background(examples), knowledge)
    carried = {text: [topic for topic, each in said.items() if each.how != "refused"] for text, said in heard.items()}
    models = teach(examples, carried)
    lines = []
    for topic, each in models.items():
        found = list(hearings(topic, examples[topic], Model(each["weights"], each["threshold"]), knowledge))
        right, near = ([one.how for one in found if one.right is truth] for truth in (True, False))
        counts = [(sum(how in _BY_RULES for how in hows), hows.count("opinion"), len(hows)) for hows in (right, near)]
        lines.append("{}: right {} + {} of {}, near {} + {} of {}".format(topic, *counts[0], *counts[1]))
    return Lessons(models, tuple(lines))


_BY_RULES = ("clause", "mention")


def hearings(topic: str, said: Examples, model: Model, knowledge: Knowledge) -> Iterator[Hearing]:
    """How each sentence of a topic is heard: by the rules, as a line of a plan, or else by the second opinion."""
    heard = _heard([*said.right, *said.near], knowledge)
    for right, texts in ((True, said.right), (False, said.near)):
        for text in texts:
            found = heard[text].get(topic, _Heard("", ""))
            if not found.how:
                every = features(squeeze(nfc(text)).text)
                found = _Heard("opinion", spoke(model, every)) if score(model, every) > model.threshold else found
            yield Hearing(topic, right, text, *found)


class _Heard(NamedTuple):
    how: str
    by: str


def _heard(texts: Sequence[str], knowledge: Knowledge) -> dict[str, dict[str, _Heard]]:
    """Topics that the rules hear in each sentence, taken as a line of a plan."""
    lines = dict.fromkeys(" ".join(nfc(text).split()) for text in texts)
    plan = analyse(read("\n\n".join(f"- {line}" for line in lines).encode(), "lines.txt"), knowledge)
    heard: dict[str, dict[str, _Heard]] = {line: {} for line in lines}
    by_place = {each.block.key: each.text.lstrip("- ").strip() for each in plan.passages}
    for each in recognise(Context(plan, knowledge, _DAY)):
        line = by_place.get(each.place.key, "")
        if line not in heard:
            continue
        said, topic = heard[line], str(each["topic"])
        found = _Heard(str(each["strength"]), str(each["gate"] or each["by"]))
        if topic not in said or _STRONGEST.index(found.how) < _STRONGEST.index(said[topic].how):
            said[topic] = found
    return {text: heard[" ".join(nfc(text).split())] for text in texts}


_STRONGEST = ("clause", "mention", "refused")


def learnt_from(file: Path) -> str:
    """The digest of the examples that weights were learnt from; empty where there are none."""
    try:
        return str(json.loads(file.read_bytes())["examples"])
    except (OSError, ValueError, KeyError):
        return ""


def write(file: Path, models: Mapping[str, Any], examples: str) -> None:
    """Write the weights, with the digest of the examples they were learnt from."""
    data = {"examples": examples, "topics": models}
    file.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
