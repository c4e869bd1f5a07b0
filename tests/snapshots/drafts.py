"""Drafts whose reading is kept: those of the other rooms, and their many sentences joined into few drafts.

A draft made of another by edits is told as what differs from it.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from plancheck.rules import load_rules
from plancheck.rules.examples import ExampleError, edited, sample
from plancheck.rules.model import Edit
from tests.offices import office
from tests.selfcheck import scoring
from tests.sentences import test_sentences as sentences

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "samples"
_EDITS = 24
"""Edits that one draft is given at most."""


class Draft(NamedTuple):
    """A draft to be read."""

    name: str
    file: str
    data: bytes


Drafts = Callable[[], Iterator[Draft]]
"""Gives a draft, then those made of it by edits."""


def rooms() -> Iterator[tuple[str, Drafts]]:
    """What is kept in one file, by its name."""
    for path in sorted(SAMPLES.glob("*.docx")):
        yield f"samples-{path.stem}", partial(_one, path)
    for room in ("papers", "wild"):
        for path in sorted((TESTS / room).glob("*.txt")):
            yield f"{room}-{path.stem}", partial(_one, path)
    for path in sorted((TESTS / "offices/drafts").iterdir()):
        yield f"offices-{path.stem}", partial(_office, path)
    for path in sorted((TESTS / "selfcheck").glob("*.draft")):
        yield f"selfcheck-{path.stem}", partial(_faults, path.stem)
    for number, (name, group) in enumerate(sentences.groups(), 1):
        yield f"sentences-{name}-{number:02}", partial(_sentences, group)
    for path in sorted(SAMPLES.glob("*.xml")):
        if not path.name.endswith(".akn.xml"):
            yield f"examples-{path.stem}", partial(_examples, path.stem)


def _one(path: Path) -> Iterator[Draft]:
    yield Draft(path.stem, path.name, path.read_bytes())


def _office(path: Path) -> Iterator[Draft]:
    yield Draft(path.stem, f"{path.stem}.docx", office.draft(path.read_text("utf-8")))


def _faults(base: str) -> Iterator[Draft]:
    """A draft of ``selfcheck``, and with as many of its faults, or of their right neighbours, as find their words."""
    bare = (scoring.HERE / f"{base}.draft").read_text("utf-8")
    made = {"": bare}
    for side in ("wrong", "right"):
        for case in _cases():
            for find, said in getattr(case, side) if case.base == base else ():
                new = f"{find}\n{said}" if find.startswith("{") else said
                names = (f"{side} {number}" for number in range(1, _EDITS))
                name = next((each for each in names if find in made.get(each, bare)), "")
                if name:
                    made[name] = made.get(name, bare).replace(find, new, 1)
    for name, text in made.items():
        lines = (line for line in text.splitlines() if not (line.startswith("{") and line.endswith("}")))
        yield Draft(name, f"{base}.docx", office.draft("\n".join(lines)))


@cache
def _cases() -> tuple[scoring.Case, ...]:
    return tuple(scoring.cases())


def _sentences(group: dict[str, list[str]]) -> Iterator[Draft]:
    """All sentences of a group as points of one draft."""
    said = "\n".join((*group.get("right", ()), *group.get("wrong", ())))
    yield Draft("right and wrong", "ke-hoach.txt", sentences.draft(group, said))


def _examples(base: str) -> Iterator[Draft]:
    """A sample, and with the edits of the rules' examples, as many at once as find their words."""
    bare = sample(base)
    made: list[tuple[str, int]] = [(bare, _EDITS)]
    for edits in _examples_of(base):
        for number, (text, count) in enumerate([*made, (bare, 0)]):
            if count == _EDITS:
                continue
            try:
                for edit in edits:
                    text = edited(text, edit)
            except ExampleError:
                continue
            made[number : number + 1] = [(text, count + 1)]
            break
    for number, (text, _) in enumerate(made):
        yield Draft(f"{number or ''}", f"{base}.xml", text.encode())


def _examples_of(base: str) -> Iterator[tuple[Edit, ...]]:
    """What the examples of the rules change in a sample."""
    for rule in load_rules().rules:
        for example in () if rule.needs_layout else rule.examples:
            if example.edits and base == (example.base or rule.base):
                yield example.edits
