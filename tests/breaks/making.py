"""Make broken and reworded drafts out of the samples, as ``breaks.yaml`` says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml
from lxml import etree

from tests.breaks.rewording import MAY, REWORDINGS

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
COMPLIANT = ("province-2012", "district-2018", "province-2022", "party-2014", "province-2026")
_FAMILIES = ("topics", "agencies", "names", "reporting", "citations", "form")
_NAME = re.compile(r"\{(\w+)\}")
_NAMESPACE = "{https://plancheck.dev/plan/1}"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to break a rule or to reword a draft, on one sample."""

    name: str
    """Id of the rule that is broken, or the name of the rewording."""
    sample: str
    edits: tuple[Mapping[str, Any], ...]
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft made in one way."""

    way: Way
    data: bytes
    what: str
    """The words drawn, to tell what was done."""


def load() -> dict[str, Any]:
    """The data as written."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / "breaks.yaml").read_text("utf-8"))
    return loaded


@cache
def text_of(sample: str) -> str:
    """Plan XML of a sample."""
    return (SAMPLES / f"{sample}.xml").read_text("utf-8")


def breaks(data: Mapping[str, Any]) -> list[Way]:
    """Every way to break a rule that finds its words in a sample."""
    found = []
    for family in _FAMILIES:
        for rule, entry in data[family].items():
            also = frozenset(entry.get("also", ()))
            for sample in entry.get("samples", COMPLIANT):
                for edits in entry["ways"]:
                    if _fits(text_of(sample), edits):
                        found.append(Way(rule, sample, tuple(edits), also))
    return found


def rewordings(data: Mapping[str, Any]) -> list[Way]:
    """Every way to say a sample otherwise."""
    found = [Way(name, sample, (), MAY.get(name, frozenset())) for name in REWORDINGS for sample in COMPLIANT]
    for name, edits in data["rewrites"].items():
        for edit in edits:
            may = MAY.get(name, frozenset())
            found += [Way(name, sample, (edit,), may) for sample in COMPLIANT if _fits(text_of(sample), [edit])]
    return found


def _fits(text: str, edits: Sequence[Mapping[str, Any]]) -> bool:
    return all(edit.get("many") or re.search(edit["find"], text) for edit in edits)


def make(way: Way, random: Random, words: Mapping[str, Sequence[str]]) -> Draft:
    """A draft made in a way, with words drawn at random."""
    text = text_of(way.sample)
    if not way.edits:
        return Draft(way, REWORDINGS[way.name](text, random).encode(), "")
    drawn = []
    for edit in way.edits:
        choice = random.choice(edit["with"])
        if choice is not None:
            choice = _NAME.sub(lambda match: random.choice(words[match.group(1)]), choice)
        drawn.append("∅" if choice is None else choice)
        text = _edited(text, edit, choice)
    return Draft(way, relabelled(text), " | ".join(drawn))


def _edited(text: str, edit: Mapping[str, Any], choice: str | None) -> str:
    pieces, last = [], 0
    for match in _matches(text, edit):
        end = match.end()
        pieces.append(text[last : match.start()])
        if choice is None:
            tag = re.match(r"<([\w-]+)", match.group())
            assert tag is not None, edit["find"]
            end = text.index(f"</{tag.group(1)}>", end) + len(tag.group(1)) + 3
        else:
            bare = re.sub(r"&(?!\w+;)", "&amp;", choice)
            pieces.append(match.expand(bare))
        last = end
    return "".join(pieces) + text[last:]


def _matches(text: str, edit: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    for match in re.finditer(edit["find"], text):
        yield match
        if not edit.get("every"):
            return


def relabelled(text: str) -> bytes:
    """Plan XML whose items are numbered in order again."""
    root = etree.fromstring(text.encode())
    for parent in root.iter(f"{_NAMESPACE}section", f"{_NAMESPACE}body"):
        items = [item for item in parent.findall(f"{_NAMESPACE}item") if item.get("label", "-") not in "-+"]
        for index, item in enumerate(items):
            letters = items[0].get("label", "").endswith(")")
            item.set("label", f"{_LETTERS[index]})" if letters else f"{index + 1}.")
    for empty in [each for each in root.iter(f"{_NAMESPACE}bases") if not len(each)]:
        root.remove(empty)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data
