"""Bodies outside the register that a heading of the implementation gives work to: is the draft sent to them?

A line of the list that says their kind ("các trường đại học" for "Trường Đại học Đà Lạt") or their own name is enough.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from plancheck.facts import cues
from plancheck.facts.context import Context
from plancheck.facts.language import pairs
from plancheck.facts.sending import Recipient
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Section

_BETWEEN = lazily(r", (?=\w)|; | và (?=các |\w)")
_LONGEST = 90
"""Characters of a heading that names bodies and says nothing else."""


def recognise(context: Context) -> Iterator[Fact]:
    """``stranger`` facts."""
    plan = context.plan
    if plan.nature != "draft" or not context.recipients:
        return
    for section in plan.sections:
        passage = plan.passages[section.heading]
        if section.last == section.heading or passage.appendix or not _implements(context, section):
            continue
        if len(passage.text) > _LONGEST:
            continue
        for start, end, head in _names(context, passage):
            name = passage.text[start:end]
            yield fact("stranger", passage.place(start, end), name, name=name, listed=_listed(context, head))


def _implements(context: Context, section: Section) -> bool:
    """Whether a section stands under that of the implementation."""
    sections = context.plan.sections
    parent = section.parent
    while parent >= 0:
        if "implementation" in sections[parent].roles:
            return True
        parent = sections[parent].parent
    return False


def _names(context: Context, passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Names of bodies in a heading, each with its head word; original offsets."""
    heads = cues.anywhere(context.knowledge, "stranger.heads")
    opening = cues.anywhere(context.knowledge, "stranger.opening")
    text, original = passage.folded.text, passage.folded.original
    start = passage.folded.squeezed(passage.content_start)
    stop = len(text.rstrip(" .:;"))
    begun: tuple[int, str] | None = None
    for first in [start, *(match.end() for match in _BETWEEN.finditer(text, start, stop)), stop]:
        opened = opening.match(text, first, stop)
        named = first if opened is None else opened.end() + 1
        head = heads.match(text, named, stop)
        known = any(named <= actor.start <= named + 1 for actor in context.acting.actors(passage))
        named_here = head and not known and (passage.text[original(named)].isupper() or opened)
        if begun and (named_here or known or first == stop):
            last = len(text[: first if first < stop else stop].rstrip(" ,;"))
            last -= 3 if text[:last].endswith(" và") else 0
            if last > begun[0] + len(begun[1]) or begun[1] not in _own_units(context.knowledge):
                yield original(begun[0]), original(last - 1) + 1, begun[1]
            begun = None
        if head and named_here:
            begun = named, head.group()


def _listed(context: Context, head: str) -> str:
    """Whether a line of the recipients says such bodies."""
    for recipient in context.recipients:
        if recipient.filing or recipient.leader:
            continue
        if recipient.everyone or _says(context.knowledge, recipient, head):
            return "yes"
    return "no"


def _says(knowledge: Knowledge, recipient: Recipient, head: str) -> bool:
    if recipient.own_units and head in _own_units(knowledge):
        return True
    kinds = _kinds(knowledge)
    said = f" {recipient.folded} "
    return any(f" {word} " in _spaced(said) for word in (head, *kinds.get(head, "").split("/")) if word)


def _spaced(text: str) -> str:
    for mark in ",;:().+&":
        text = text.replace(mark, " ")
    return " ".join(["", *text.split(), ""])


@lru_cache(maxsize=4)
def _kinds(knowledge: Knowledge) -> Mapping[str, str]:
    """Head word → other words for such bodies, parted by "/"."""
    return dict(pairs(knowledge.vocabulary.terms["stranger.kinds"]))


def _own_units(knowledge: Knowledge) -> list[str]:
    """Head words of what a line "các phòng, đơn vị thuộc Sở" covers; alone they name no body."""
    return _kinds(knowledge)["own units"].split("/")
