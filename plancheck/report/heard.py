"""How what a rule asks for is heard: the frames of its topics, and example sentences that are heard or are not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plancheck.knowledge.store import shipped
from plancheck.records import NamedTuple

if TYPE_CHECKING:
    from plancheck.facts.lessons import Hearing
    from plancheck.knowledge.model import Topic

PREBUILT = "heard"

_FRAMES = 3
"""Frames shown of a topic: those with most to say."""
_TERMS = 5
"""Terms shown of a group of a frame."""
_RIGHT = 3
_NEAR = 2
_LENGTH = range(25, 121)
"""Characters of a sentence that is shown."""


class Heard(NamedTuple):
    """What is shown of a rule's topics."""

    frames: tuple[str, ...]
    """Groups of words of each of which a sentence has one: "phản bác / bác bỏ … + tin sai / xuyên tạc …"."""
    right: tuple[tuple[str, str], ...]
    """Sentences that are heard, and the words that make it."""
    near: tuple[str, ...]
    """Sentences like them that are not."""

    def as_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "frames": list(self.frames),
            "right": [{"text": text, "by": by} for text, by in self.right],
            "near": list(self.near),
        }


@lru_cache(maxsize=1)
def prebuilt() -> Mapping[str, Heard] | None:
    """By id, how what each of the shipped rules asks for is heard; None where that was not built with plancheck."""
    known: Mapping[str, Heard] | None = shipped(PREBUILT, _heard)
    return known


def _heard(data: Mapping[str, Any]) -> Mapping[str, Heard]:
    return {id: Heard(*each) for id, each in data.items()}


def heard(topics: "Sequence[Topic]", hearings: "Iterable[Hearing]") -> Heard | None:
    """What to show of topics and of how their example sentences are heard; None where there is nothing."""
    frames = tuple(frame for topic in topics for frame in _frames(topic))
    told = [each for each in hearings if len(each.text) in _LENGTH]
    by = {each.by: each for each in told if each.right and each.how in ("clause", "opinion")}
    right = sorted(by.values(), key=lambda each: each.how != "clause")[:_RIGHT]
    near = [each.text for each in told if not each.right and each.how in ("", "refused")][:_NEAR]
    if not (frames or right or near):
        return None
    return Heard(frames, tuple((each.text, each.by) for each in right), tuple(near))


def _frames(topic: "Topic") -> Iterator[str]:
    clauses = [pattern for pattern in topic.patterns if pattern.strength == "clause" and not pattern.alone]
    clauses.sort(key=lambda pattern: (-len(pattern.groups), -sum(map(len, pattern.groups))))
    shown = dict.fromkeys(" + ".join(map(_group, pattern.groups)) for pattern in clauses)
    yield from list(shown)[:_FRAMES]


def _group(terms: Sequence[str]) -> str:
    """A few terms of a group that begin differently."""
    unlike = list({term.partition(" ")[0]: term for term in reversed(terms)}.values())[::-1][:_TERMS]
    return " / ".join(unlike) + (" …" if len(terms) > len(unlike) else "")
