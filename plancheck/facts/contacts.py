"""Telephone numbers and e-mail addresses in the text, and whether they are a person's."""

import re
from collections.abc import Iterator
from functools import lru_cache

from plancheck.facts.citing import alternatives
from plancheck.facts.context import Context, Sentence
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily

_PHONE = lazily(r"(?<![\w./-])(?:\+?84[ .-]?|0)(?P<rest>(?:\d[ .-]?){8,10}\d)(?![\w/]|[.-]\d)")
_EMAIL = lazily(r"(?<![\w.@-])[\w][\w.+-]{0,63}@[\w-]+(?:\.[\w-]+){1,4}")
_WINDOW, _BEHIND = 120, 60
"""Characters before and behind in which its owner is named."""
_FIGURES = lazily(r"(?:\d[ .-]?){9}")
_MOBILE = lazily(r"[35789]\d{8}")


@lru_cache(maxsize=4)
def _owners(knowledge: Knowledge) -> dict[str, re.Pattern[str]]:
    terms = knowledge.vocabulary.terms
    return {
        owner: lazily(rf"(?<!\w){alternatives(terms[f'contact.{owner}'])}(?!\w)")
        for owner in ("spokesperson", "person", "body")
    }


def recognise(context: Context) -> Iterator[Fact]:
    """``contact`` facts. A mobile number that nothing says is a body's is taken for a person's."""
    for passage in context.plan.body:
        text = passage.folded.text
        if "@" not in text and not _FIGURES.search(text):
            continue
        spoken = _owners(context.knowledge)["spokesperson"].search(text) is not None
        for pattern, kind in ((_PHONE, "phone"), (_EMAIL, "email")):
            for match in pattern.finditer(text):
                digits = lazily(r"\D").sub("", match["rest"]) if kind == "phone" else ""
                if kind == "phone" and not 9 <= len(digits) <= 10:
                    continue
                if context.in_citation(passage, match.start()):
                    continue
                whole = Sentence.of(passage, 0, len(text))
                yield fact(
                    "contact",
                    whole.place(*match.span()),
                    whole.quote(*match.span()),
                    contact=kind,
                    owner="spokesperson"
                    if spoken
                    else _owner(context, text, match, _MOBILE.fullmatch(digits) is not None),
                    public="yes" if kind == "email" and _is_public(context, match.group()) else "no",
                    text=whole.quote(*match.span()),
                )


def _is_public(context: Context, address: str) -> bool:
    """Whether an address is of a service open to anybody."""
    return address.rpartition("@")[2].rstrip(".") in context.knowledge.vocabulary.terms["contact.public-mail"]


def _owner(context: Context, text: str, found: re.Match[str], mobile: bool) -> str:
    """Whose a number or address is: of the words for persons and bodies before it, the nearer ones tell."""
    owners = _owners(context.knowledge)
    start, end = found.span()
    person, body = (
        max((match.end() for match in owners[name].finditer(text, max(0, start - _WINDOW), start)), default=-1)
        for name in ("person", "body")
    )
    if person < 0 and owners["person"].search(text, end, end + _BEHIND):
        person = start
    if max(person, body) < 0:
        return "person" if mobile else "body"
    return "person" if person >= body else "body"
