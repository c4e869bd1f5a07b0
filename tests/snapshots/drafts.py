"""Drafts whose reading is kept: those of the other rooms, and their many sentences joined into few drafts.

A draft made of another by edits is told as what differs from it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import docx
import yaml
from docx.oxml import OxmlElement

from plancheck.document import Document
from plancheck.rules import load_rules
from plancheck.rules.examples import ExampleError, edited, sample
from plancheck.rules.model import Edit
from tests.edges import edges
from tests.form import builder
from tests.letterhead import drafts as heads
from tests.letterhead.layouts import LAYOUTS
from tests.offices import office
from tests.selfcheck import scoring
from tests.sentences import test_sentences as sentences
from tests.snapshots.variants import varied
from tests.structure.written import written

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "samples"
_OFFICES = (*sorted((TESTS / "offices/drafts").iterdir()), *sorted((TESTS / "snapshots/works").glob("*.draft")))
_STRINGS = sorted((*(TESTS / "facts").glob("test_*.py"), *(TESTS / "facts/data").glob("*.yaml")))
_EDITS = 24
"""Edits that one draft is given at most."""
_HEAD, _TAIL = 16, 12
"""Lines that are kept of a draft's beginning and end."""
_FORMS = 8
"""Deviations in form that one draft is given at most."""
_WORDS = 4
"""Words that a string of the tests has at least, to be a sentence."""


class Draft(NamedTuple):
    """A draft to be read."""

    name: str
    file: str
    data: bytes | Document
    whole: bool = False
    """Those behind it are made of it."""


Drafts = Callable[[], Iterator[Draft]]
"""Gives a draft, then those made of it by edits."""


def rooms() -> Iterator[tuple[str, Drafts]]:
    """What is kept in one file, by its name."""
    for path in sorted(SAMPLES.glob("*.docx")):
        yield f"samples-{path.stem}", partial(_one, path)
    for room in ("papers", "wild", "snapshots/articles", "snapshots/works"):
        for path in sorted((TESTS / room).glob("*.txt")):
            yield f"{path.parent.name}-{path.stem}", partial(_slipping, path)
        yield f"ends-{Path(room).name}", partial(_ends, TESTS / room)
    for path in _OFFICES:
        yield f"offices-{path.stem}", partial(_office, path)
    for path in sorted((TESTS / "selfcheck").glob("*.draft")):
        yield f"selfcheck-{path.stem}", partial(_faults, path.stem)
    for number, (name, group) in enumerate(sentences.groups(), 1):
        yield f"sentences-{name}-{number:02}", partial(_sentences, group)
    for path in sorted(SAMPLES.glob("*.xml")):
        if not path.name.endswith(".akn.xml"):
            yield f"examples-{path.stem}", partial(_examples, path.stem)
    for path in _STRINGS:
        yield f"facts-{path.stem.removeprefix('test_')}-{path.suffix[1:]}", partial(_strings, path)
    yield "structure-cases", _cases_of_structure
    yield "form-deviations", _deviations
    yield "form-pages", _pages
    yield "letterhead-layouts", _letterheads
    for name, made in _VARIED.items():
        yield f"varied-{name}", made


def _one(path: Path) -> Iterator[Draft]:
    yield Draft(path.stem, path.name, path.read_bytes())


def _slipping(path: Path) -> Iterator[Draft]:
    """A draft, and with slips of the hand, three ways."""
    yield from _one(path)
    for way in ("one", "two", "three"):
        yield Draft(way, path.name, _slipped(path.read_text("utf-8"), path.stem + way).encode())


def _ends(folder: Path) -> Iterator[Draft]:
    """The first and the last lines of drafts, and with a slip of the hand in most of them, in many ways."""
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        short = "\n".join((*lines[:_HEAD], *lines[-_TAIL:]))
        yield Draft(path.stem, path.name, short.encode(), True)
        for way in "abcde":
            slipped = _slipped(_slipped(short, path.stem + way), way + path.stem)
            yield Draft(f"{path.stem} {way}", path.name, slipped.encode())


def _office(path: Path) -> Iterator[Draft]:
    """A draft of an office, and with slips of the hand, two ways."""
    text = path.read_text("utf-8")
    yield Draft(path.stem, f"{path.stem}.docx", office.draft(text))
    head, _, body = text.partition("\n---\n")
    for way in ("one", "two"):
        slipped = f"{head}\n---\n{_slipped(body, path.stem + way)}"
        yield Draft(way, f"{path.stem}.docx", office.draft(slipped))


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


def _slipped(text: str, seed: str) -> str:
    random = Random(seed)
    return "\n".join(_slip(line, random) for line in text.splitlines())


def _slip(line: str, random: Random) -> str:
    words = line.split(" ")
    at, other = random.randrange(len(words)), random.randrange(len(words))
    word, figures = words[at], [number for number, each in enumerate(words) if any(map(str.isdigit, each))]
    match random.randrange(16):
        case 0:
            words[at] = word[1:]
        case 1:
            words[at] = f"{word} "
        case 2:
            words[at] = word.swapcase()
        case 3:
            words[at] = word.strip(".,;:()") if word[-1:] in ".,;:()" else f"{word},"
        case 4:
            words[at], words[other] = words[other], word
        case 5:
            words[at] = f"{word} {words[other]}"
        case 6:
            words[at : at + 1] = ()
        case 7:
            words[at] = f"({word})"
        case 8:
            words[at:] = [word[:-1], f"{word[-1:]};", *words[at + 1 :]]
        case 9 | 10 | 11 if figures:
            number = random.choice(figures)
            words[number] = re.sub(r"\d", lambda digit: str((int(digit[0]) + random.randrange(3)) % 10), words[number])
    return " ".join(words)


def _strings(path: Path) -> Iterator[Draft]:
    yield Draft("", "ke-hoach.txt", sentences.draft({"date": date(2026, 2, 5)}, "\n".join(_said(path))))


def _said(path: Path) -> list[str]:
    """Sentences that tests of recognisers are about."""
    text = path.read_text("utf-8")
    found: list[str] = []
    if path.suffix == ".py":
        held = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        found += (each for each in held if isinstance(each, str))
    else:
        found += _leaves(yaml.load(text, yaml.BaseLoader))
    lines = (line.lstrip("-+=@ ").strip() for each in found for line in each.splitlines() if line[:1] not in "#|")
    return [line for line in dict.fromkeys(lines) if line.count(" ") >= _WORDS and not line.isascii()]


def _leaves(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _leaves(each)


def _cases_of_structure() -> Iterator[Draft]:
    for case in yaml.safe_load((TESTS / "structure/cases.yaml").read_text("utf-8")):
        yield Draft(case["name"], "", written(case["document"], case.get("format", "docx")).document)


def _deviations() -> Iterator[Draft]:
    """A Word sample, and with deviations in form, some at once."""
    file = SAMPLES / "province-2022.docx"
    yield Draft("", file.name, file.read_bytes())
    cases = yaml.load((TESTS / "form/deviations.yaml").read_text("utf-8"), yaml.BaseLoader)
    cases = [each["change"] for each in cases if each["sample"] == "province-2022"]
    for number in range(0, len(cases), _FORMS):
        draft = docx.Document(str(file))
        for name, *arguments in cases[number : number + _FORMS]:
            # One before it may have taken the words it looks for.
            with suppress(StopIteration, AttributeError, LookupError, TypeError, ValueError):
                getattr(builder, name)(draft, *arguments)
        yield Draft(f"{number}", file.name, builder.saved(draft))


def _pages() -> Iterator[Draft]:
    """A Word sample with pages that begin at its annex, its signature, or in its body."""
    file = SAMPLES / "province-2026.docx"
    yield Draft("", file.name, file.read_bytes())
    for first in ("TM. ỦY BAN", "Nơi nhận", "PHỤ LỤC", "III.", "1."):
        draft = docx.Document(str(file))
        for paragraph in builder.paragraphs(draft):
            if paragraph.text.startswith(first) and paragraph.runs:
                paragraph.runs[0]._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))
        yield Draft(f"a page at {first}", file.name, builder.saved(draft))


def _letterheads() -> Iterator[Draft]:
    names = list(heads.HEADS)
    for number, layout in enumerate(LAYOUTS):
        name = names[number % len(names)]
        yield Draft(f"{layout.__name__} {name}", "draft.docx", heads.laid_out(heads.HEADS[name], layout))


def _varied_texts(*rooms: str) -> Iterator[Draft]:
    for room in rooms:
        for path in sorted((TESTS / room).glob("*.txt")):
            yield from _varied(path.stem, path.name, path.read_text("utf-8"))


def _varied(name: str, file: str, text: str, ways: str = "abcd") -> Iterator[Draft]:
    for way in ways:
        yield Draft(f"{name} {way}", file, varied(text, name + way).encode())


def _varied_ends(*rooms: str) -> Iterator[Draft]:
    for room in rooms:
        for path in sorted((TESTS / room).glob("*.txt")):
            lines = path.read_text("utf-8").splitlines()
            yield from _varied(path.stem, path.name, "\n".join((*lines[:_HEAD], *lines[-_TAIL:])), "efghij")


def _varied_offices() -> Iterator[Draft]:
    """Word drafts of offices, and those of ``selfcheck``."""
    for path in (*_OFFICES, *sorted((TESTS / "selfcheck").glob("*.draft"))):
        head, rule, body = path.read_text("utf-8").rpartition("\n---\n")
        for way in "abcdef" if path.parent.name == "works" else "abc":
            text = head + rule + varied(body, path.stem + way)
            yield Draft(f"{path.stem} {way}", f"{path.stem}.docx", office.draft(text))


def _varied_sentences() -> Iterator[Draft]:
    for number, (name, group) in enumerate(sentences.groups(), 1):
        said = "\n".join((*group.get("right", ()), *group.get("wrong", ())))
        for way in "ab":
            text = varied(said, f"{name}{number}{way}")
            yield Draft(f"{name}-{number:02} {way}", "ke-hoach.txt", sentences.draft(group, text))


def _varied_strings() -> Iterator[Draft]:
    for path in _STRINGS:
        for way in "ab":
            text = varied("\n".join(_said(path)), path.name + way)
            yield Draft(f"{path.stem} {way}", "ke-hoach.txt", sentences.draft({"date": date(2026, 2, 5)}, text))


def _edges() -> Iterator[Draft]:
    """The drafts of ``tests/edges``, just before and just after their edges."""
    known = edges.kept()
    for room, cases in edges.ROOMS.items():
        for case in cases:
            edge = abs(known[f"{room}: {case['of']}"])
            for length in (edge, edge + 1):
                yield Draft(f"{room} {case['of']} {length}", "x.txt", edges.draft(case, length))


_VARIED: dict[str, Drafts] = {
    "papers": partial(_varied_texts, "papers"),
    "wild": partial(_varied_texts, "wild", "snapshots/articles", "snapshots/works"),
    "ends": partial(_varied_ends, "papers", "wild", "snapshots/articles"),
    "offices": _varied_offices,
    "sentences": _varied_sentences,
    "strings": _varied_strings,
    "edges": _edges,
}
"""Drafts of which only a digest of what is told is kept."""
