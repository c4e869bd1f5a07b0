"""Clauses about the money for the plan."""

from collections.abc import Iterator

from plancheck.facts.context import Context, Sentence
from plancheck.facts.cues import Cue, Cues, whole
from plancheck.facts.money import find_amounts
from plancheck.facts.vocabulary import Fact, fact
from plancheck.structure.plan import Role
from plancheck.text import fold

_ANNOUNCEMENT = 80
"""Characters below which a heading only announces the clause ("IV. KINH PHÍ THỰC HIỆN")."""
_SENT_TO = Cue(r"(?<!\w)<funding.sent-to>(?: các)? $")


class _Cues(Cues):
    """The ``funding.*`` lists of a register."""

    money = whole("funding.money")
    not_money = whole("funding.not")
    source = whole("funding.source")
    estimate = whole("funding.estimate")
    not_estimate = whole("funding.estimate.not")
    heading = whole("funding.heading")
    not_heading = whole("funding.heading.not")
    under = whole("funding.under")
    settled = whole("funding.settled")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``funding`` fact for each clause about the plan's money."""
    words, roots = _Cues.of(context.knowledge), context.knowledge.vocabulary.terms["funding.roots"]
    headings: dict[tuple[str, ...], bool] = {}
    for sentence in context.sentences:
        passage = sentence.passage
        if passage.role is Role.ENACTING:
            continue
        if passage.breadcrumb not in headings:
            headings[passage.breadcrumb] = any(_about_money(fold(each), words) for each in passage.breadcrumb)
        text = sentence.text
        under = headings[passage.breadcrumb]
        if not under and not any(root in text for root in roots):
            continue
        text = context.uncited(sentence)
        money = words.money.search(text) or words.under.search(text)
        if money is not None and context.refused(sentence, *money.span(), "funding"):
            continue
        if words.not_money.search(text) or not (
            words.money.search(text)
            or (under and words.under.search(text))
            or (words.settled.search(text) and _finance(context, sentence))
        ):
            continue
        source, amount = words.source.search(text) is not None, bool(find_amounts(text))
        if passage.role is Role.HEADING and len(text) < _ANNOUNCEMENT and not source and not amount:
            continue
        estimate = _estimate(context, sentence, text, words)
        yield fact(
            "funding",
            sentence.place(),
            sentence.quote(),
            source="yes" if source else "no",
            estimate="yes" if estimate else "no",
            amount="yes" if amount else "no",
        )


def _about_money(heading: str, words: _Cues) -> bool:
    return words.heading.search(heading) is not None and not words.not_heading.search(heading)


def _estimate(context: Context, sentence: Sentence, text: str, words: _Cues) -> bool:
    """Whether someone is to make an estimate, or the finance body deals with it."""
    said = words.estimate.search(words.not_estimate.sub(lambda match: " " * len(match.group()), text))
    if said is not None:
        return not context.refused(sentence, *said.span(), "estimate")
    return _finance(context, sentence)


def _finance(context: Context, sentence: Sentence) -> bool:
    """Whether the finance body has a role in the clause or over it, or is sent what the clause is about."""
    acting = context.acting
    for group in acting.groups_between(sentence.passage, sentence.start, sentence.end):
        finance = any("finance" in acting.functions(actor.agency) for actor in group.actors)
        if finance and (
            group.role or _SENT_TO(context.knowledge).search(sentence.passage.folded.text, sentence.start, group.start)
        ):
            return True
    owner = acting.owner(sentence.passage)
    return owner is not None and any("finance" in acting.functions(actor.agency) for actor in owner[1].actors)
