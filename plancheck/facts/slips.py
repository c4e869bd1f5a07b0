"""Words of the register's slips in the draft: misspelt, written twice, or otherwise than reviewers write them.

The whole draft is searched at once. What stands inside a citation is as its issuer wrote it; slips of typing are told
in a quotation too, matters of usage are not.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts.context import Context
from plancheck.facts.language import miswritten_bodies, words
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge.model import Slip
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage, Role
from plancheck.text import looks_alike

_RUNNING = (BODY | {Role.BASIS}) - {Role.NOTE}
_SPELLED = _RUNNING | {Role.SUBJECT, Role.RECIPIENT}
_SEARCHED = _SPELLED | {Role.POST, Role.AUTHORITY}
_MIXED = ("ensure",)
"""Matters of usage that are told only where the draft has both ways."""
_TYPING = ("spelling", "repeated")
_SHORT_CELL = 40
"""Characters: a cell whose parts hold no more is names in a column, shortened for want of room."""
_BY_CUSTOM = ("pct", "ct ubnd", "pcvp")
"""Posts that lists of recipients shorten."""


def recognise(context: Context) -> Iterator[Fact]:
    """``wording`` facts."""
    searched = [each.folded.text for each in context.plan.passages if each.role in _SEARCHED]
    for passage, first, slips in context.whole.apart(context.knowledge.find_slips(context.whole.pieces)):
        for slip in slips if passage.role in _SEARCHED else ():
            if slip.issue not in _MIXED or any(slip.right in each for each in searched):
                found = _slip(context, passage, slip, slip.start - first)
                if found is not None:
                    yield found


@lru_cache(maxsize=2)
def _quotes(text: str) -> list[int]:
    """Offsets of the quotation marks."""
    return [match.start() for match in lazily('"').finditer(text)]


def _slip(context: Context, passage: Passage, slip: Slip, start: int) -> Fact | None:
    text = passage.folded.text
    end = start + slip.end - slip.start
    first, last = passage.folded.span(start, end)
    written = passage.text[first:last]
    if not _concerns(passage, slip.issue, text[start:end], start) or context.in_citation(passage, start):
        return None
    if slip.issue not in _TYPING:
        if context.telling.use(passage, start, end) in ("quoted", "defined") or bisect_left(_quotes(text), start) % 2:
            return None
        if text[start - 1 : start] in ("-", "/", ".", "&") or text[end : end + 1] in ("-", "/", "&"):
            return None
        if slip.issue == "yearly" and text[end + 1 : end + 2].isdigit():
            return None
    if slip.issue == "capital-name":
        bodies = miswritten_bodies(context, passage, words(context.knowledge))
        if any(first_body < end and start < last_body for first_body, last_body, _ in bodies):
            return None  # told of the whole name
    expected = _as_written(written, slip)
    if looks_alike(expected, written):
        return None
    return fact("wording", passage.place(first, last), written, issue=slip.issue, written=written, expected=expected)


def _concerns(passage: Passage, issue: str, folded: str, start: int) -> bool:
    """Whether an issue is one in such a passage."""
    role = passage.role
    if issue in _TYPING:
        return role in _SPELLED
    if issue == "short-recipient":
        return role is Role.RECIPIENT
    if issue == "short-post":
        several = passage.folded.text[:start].endswith("các ")
        return role is not Role.RECIPIENT or not (several or folded in _BY_CUSTOM)
    if role not in _RUNNING:
        return False
    if issue == "proposal":
        return role is Role.BASIS and start < 3
    return role is not Role.CELL or max(map(len, passage.text.split(";"))) > _SHORT_CELL


def _as_written(written: str, slip: Slip) -> str:
    """What is right, in the case of what is written; ``written`` itself where there is nothing to say."""
    right = slip.right
    if slip.issue in ("capital-name", "common-noun"):
        if written.isupper():
            return written
        cased = _in_case_of(written, right)
        return written[0] + cased[1:] if slip.issue == "common-noun" else cased
    if slip.issue in ("shortened", "short-post", "short-recipient"):
        return right
    if written.isupper():
        return right.upper()
    before, after = written.split(), right.split()
    if len(before) > 1 and all(word[0].isupper() for word in before):
        return written  # a name
    if len(before) == len(after):
        pairs = zip(before, after, strict=True)
        return " ".join(new.capitalize() if old[0].isupper() and new[0].islower() else new for old, new in pairs)
    return right[0].upper() + right[1:] if written[0].isupper() else right


def _in_case_of(written: str, right: str) -> str:
    """The letters that are written, tone marks where they stand, with the capitals of what is right."""
    if len(written) != len(right):
        return right
    return "".join([old.upper() if new.isupper() else old.lower() for old, new in zip(written, right, strict=True)])
