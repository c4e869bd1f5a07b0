"""Appendices: which are there, and which the plan points at."""

from collections.abc import Iterator

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.numbered import ROMANS
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import BODY, OUTSIDE_THE_DRAFT, Passage, Role

_LABEL = r"(?: (?:số )?(?P<label>[ivx]{1,5}|\d{1,2}[a-z]?)(?![\w/]))?"
_AFTER = Cue(
    r"[ ,;:]*(?:\(?(?:kèm theo|đính kèm|gửi kèm)\)? )?(?:của |ban hành |tại |thuộc )?(?:kèm theo |theo )?"
    r"<appendix.of-instruments>(?!\w)"
)
"""Behind an appendix of another document ("Phụ lục II ban hành kèm theo Nghị định …")."""
_TITLED = Cue(r"\W*<appendix.titles>" + _LABEL)


_NAMED = Cue(
    rf"(?<!\w)(?:<appendix.pointers>{_LABEL}"
    r"|<appendix.forms>(?: số (?P<form>\d{1,2})(?![\w/])|(?= kèm theo| đính kèm| gửi kèm)))(?!\w)"
)
"""An appendix named."""
_VAGUE = whole("appendix.vague-pointers")
"""Words that may point at one."""
_THERE = Cue(r"<appendix.there>(?!\w)")
"""Words that say it goes with the plan."""


def recognise(context: Context) -> Iterator[Fact]:
    """``appendix`` facts of a draft: an article tells of a plan without bringing its appendices."""
    plan = context.plan
    if plan.nature != "draft":
        return
    there = list(appendices(context))
    pointed = list(_pointed(context))
    status = "matched" if pointed or (there and _vaguely(context)) else "unreferred"
    for passage, label in there:
        yield fact("appendix", passage.place(), passage.text, label=label, status=status)
    labels = {label for _, label in there}
    figures = {figure(label) for label in labels} - {""}
    plain = sum(not label for _, label in there)
    missing = {""} if there or _tail(context) else set()
    for passage, start, end, label, certain in pointed:
        known = label in labels or (there and not label) or _stands(label, plain) or figure(label) in figures
        if known or not certain or (not there and "" in missing) or label in missing:
            continue
        missing.add(label)
        first, last = passage.folded.span(start, end)
        yield fact("appendix", passage.place(first, last), passage.text[first:last], label=label, status="absent")


def _plain(label: str | None) -> str:
    """A label as others say it: "02" is "2"."""
    return (label or "").lstrip("0")


def figure(label: str) -> str:
    """A label in Roman or Arabic figures as a number; empty for any other."""
    return label if label.isdecimal() else str(ROMANS.get(label, ""))


def _stands(label: str, plain: int) -> bool:
    """Whether one of the appendices that have no label of their own may be the one of a label."""
    number = int(label) if label.isdecimal() else ROMANS.get(label, plain)
    return 0 < number <= plain


def appendices(context: Context) -> Iterator[tuple[Passage, str]]:
    """The first line of each appendix and its label."""
    seen: set[int] = set()
    for passage in context.plan.passages:
        if not passage.appendix or passage.appendix in seen or passage.role in OUTSIDE_THE_DRAFT:
            continue
        seen.add(passage.appendix)
        match = _TITLED(context.knowledge).match(passage.folded.text)
        yield passage, _plain(match["label"]) if match else ""


def _pointed(context: Context) -> Iterator[tuple[Passage, int, int, str, bool]]:
    """(passage, start, end, label, whether it surely goes with this plan) of each appendix the plan names."""
    named, goes = _NAMED(context.knowledge), _THERE(context.knowledge)
    for passage in context.plan.passages:
        if passage.appendix or passage.role not in BODY or passage.role is Role.APPENDIX_TITLE:
            continue
        text = passage.folded.text
        if "phụ" not in text and "mẫu" not in text and "biểu" not in text:
            continue
        for match in named.finditer(text):
            if context.in_citation(passage, match.start()) or _AFTER(context.knowledge).match(text, match.end()):
                continue
            around = text[max(0, match.start() - 24) : match.end() + 24]
            yield passage, *match.span(), _plain(match["label"] or match["form"]), goes.search(around) is not None


def _vaguely(context: Context) -> bool:
    """Whether the plan says that something goes with it, without calling it an appendix."""
    vague = _VAGUE(context.knowledge)
    return any(
        vague.search(passage.folded.text)
        for passage in context.plan.passages
        if not passage.appendix and passage.role in BODY
    )


def _tail(context: Context) -> bool:
    """Whether something of the draft follows the signature: an appendix under another name."""
    signed = False
    for passage in context.plan.passages:
        if passage.role is Role.SIGNER:
            signed = True
        elif signed and passage.role in BODY and passage.role is not Role.NOTE:
            return True
    return False
