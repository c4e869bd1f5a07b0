"""A document understood as a plan."""

from collections.abc import Iterator
from typing import Literal

from plancheck.document import Document
from plancheck.knowledge import Knowledge
from plancheck.structure import article, identity, tree
from plancheck.structure.classify import classify
from plancheck.structure.lexicon import Lexicon, lexicon
from plancheck.structure.papers import split
from plancheck.structure.plan import IssueDate, Issuer, Number, Passage, Period, Plan, Role, Section, Signature
from plancheck.structure.signature import read_signature
from plancheck.structure.source import Source, gather
from plancheck.text import fold, squeeze


def analyse(document: Document, knowledge: Knowledge) -> Plan:
    """Roles, sections and identity of a document: the plan itself, or an article about one.

    Never fails on a document; takes time in proportion to its length.
    """
    return _analysed(gather(document, lexicon(knowledge.vocabulary)), knowledge)


def plans(document: Document, knowledge: Knowledge) -> Iterator[Plan]:
    """``analyse`` of each of the papers that a file may hold."""
    for paper in split(gather(document, lexicon(knowledge.vocabulary))):
        yield _analysed(paper, knowledge)


def _analysed(source: Source, knowledge: Knowledge) -> Plan:
    if article.is_article(source):
        return _article(source, knowledge)
    return _draft(source, knowledge)


def _article(source: Source, knowledge: Knowledge) -> Plan:
    found, headline = article.classify_article(source)
    told = article.tell(source, headline, knowledge)
    passages, sections = tree.build(source, found, article=True)
    title = source.document.blocks[headline].text if headline >= 0 else ""
    return Plan(
        document=source.document,
        passages=passages,
        sections=sections,
        nature="article",
        type_code=told.type_code,
        type_name=told.type_name,
        subject=told.subject,
        number=told.number,
        date=told.date,
        issuer=told.issuer,
        period=told.period,
        kind="article",
        subject_id=identity.subject_of(f"{told.subject} {title}", source.words),
    )


def _draft(source: Source, knowledge: Knowledge) -> Plan:
    words = source.words
    found = classify(source)
    passages, sections = tree.build(source, found)
    parts = _Parts(passages)
    attached = parts[Role.ATTACHED]
    number = identity.read_number(source.document, found, attached, words)
    date = identity.read_date(parts[Role.PLACE_DATE], attached)
    type_name = identity.joined(parts[Role.TYPE][:1])
    subject = identity.joined(parts[Role.SUBJECT])
    signature = read_signature(parts.signature(found.host))
    type_code = (
        "" if words.occasion.match(fold(f"{type_name} {subject}")) else _type_code(type_name, number, passages, words)
    )
    kind = words.kinds[type_code].id if type_code in words.kinds else "other"
    if not date.year and kind in _DATED_IN_TEXT:
        date = identity.date_told(passages)
    elif not date.year and kind == "other":
        date = identity.date_of_other(passages)
    issuer = _issuer(parts, found.host, kind, subject, number, date, signature, words, knowledge)
    enacting = _enacting_text(passages)
    return Plan(
        document=source.document,
        passages=passages,
        sections=sections,
        nature="draft",
        type_code=type_code,
        type_name=type_name,
        subject=subject,
        number=number,
        date=date,
        issuer=issuer,
        signature=signature,
        period=_period(subject, enacting, date),
        kind=kind,
        standing=_standing(parts, found.host),
        host=found.host,
        subject_id=identity.subject_of(subject or enacting or _purpose(passages, sections), words),
    )


_DATED_IN_TEXT = frozenset({"minutes", "agreement"})
"""Kinds of paper that have no line of place and date: "Hôm nay, ngày …" opens their text."""
_SIGNING = frozenset({Role.AUTHORITY, Role.POST, Role.SIGNER})
_LOOKED_FOR = _SIGNING | {
    Role.AGENCY, Role.SUPERIOR, Role.PARTY_NAME, Role.STATE_NAME, Role.NUMBER, Role.PLACE_DATE, Role.TYPE,
    Role.SUBJECT, Role.ATTACHED, Role.BASIS, Role.ENACTING,
}  # fmt: skip


_OPENING = 40
"""Passages at most in which a letter's subject and addressee stand."""


class _Parts:
    """Stretches of letterhead, title and signature of the main part, by role, found in one pass."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self._stretches: dict[Role, list[identity.Stretch]] = {}
        self._signing: list[identity.Stretch] = []
        for passage in passages:
            if passage.role in _LOOKED_FOR and passage.appendix == 0 and not passage.parts:
                self._add(passage.role, (passage, 0, len(passage.block.text)))
            elif passage.parts and passage.appendix == 0:
                for part in passage.parts:
                    self._add(part.role, (passage, part.start, part.end))

    def _add(self, role: Role, stretch: identity.Stretch) -> None:
        self._stretches.setdefault(role, []).append(stretch)
        if role in _SIGNING:
            self._signing.append(stretch)

    def __getitem__(self, role: Role) -> list[identity.Stretch]:
        return self._stretches.get(role, [])

    def signature(self, first: int) -> list[identity.Stretch]:
        """Stretches that sign from passage ``first`` on, or all where there are none."""
        own = [stretch for stretch in self._signing if stretch[0].index >= first]
        return own or self._signing


def _enacting_text(passages: tuple[Passage, ...]) -> str:
    """The enacting sentence: alone, or the tail of the last basis."""
    last_basis = ""
    for passage in passages:
        if passage.role is Role.ENACTING:
            return passage.text
        if passage.role is Role.BASIS and passage.folded.text.rstrip().endswith(":"):
            last_basis = passage.text
    return last_basis[max(last_basis.rfind(";"), -1) + 1 :]


def _period(subject: str, enacting: str, date: IssueDate) -> Period:
    """Years the plan runs; one "đến năm 2030" runs from the year of its issue."""
    period = identity.read_period(subject)
    if not period.last:
        period = identity.read_period(enacting)
    if not period.first and 0 < date.year <= period.last:
        return Period(date.year, period.last)
    return period


def _standing(parts: _Parts, host: int) -> Literal["own", "with-decision", "attached"]:
    if host >= 0:
        return "with-decision"
    return "attached" if parts[Role.ATTACHED] and not parts[Role.NUMBER] else "own"


def _purpose(passages: tuple[Passage, ...], sections: tuple[Section, ...]) -> str:
    """Words of the first section of purposes, for a fragment that has neither title nor enacting sentence."""
    for section in sections:
        if section.roles & {"purpose", "goals"}:
            return " ".join(
                passages[index].text for index in range(section.first, min(section.last + 1, section.first + 6))
            )
    return ""


def _type_code(type_name: str, number: Number, passages: tuple[Passage, ...], words: Lexicon) -> str:
    kind = words.types.get(squeeze(type_name).text.strip(" .:*_"))
    if kind is not None:
        return kind.code
    if type_name:
        compact = fold(type_name).replace(" ", "")
        for name, candidate in words.types.items():
            if name.replace(" ", "") == compact:
                return candidate.code
    if type_name and words.other_paper.match(fold(type_name)):
        return ""
    if number.type_code:
        return number.type_code
    if not type_name and _is_letter(passages, number):
        return "CV"
    for passage in passages:
        if passage.role in (Role.SUBJECT, Role.ENACTING) or passage.role is Role.BASIS:
            match = words.enacts.search(passage.folded.text) or words.type_start.match(passage.folded.text.lstrip())
            if match is not None:
                for name, candidate in words.types.items():
                    if match.group().endswith(name):
                        return candidate.code
    return ""


def _is_letter(passages: tuple[Passage, ...], number: Number) -> bool:
    """Whether a paper without a type's name is a công văn: a number of its own, and "V/v …" or "Kính gửi" below it."""
    for passage in passages[:_OPENING]:
        text = passage.text.lower()
        starts = (part.start for part in passage.parts if part.role is Role.SUBJECT) if passage.parts else (0,)
        about = any(text.startswith(("v/v", "v/ v", "về việc"), start) for start in starts)
        if about and (passage.role is Role.SUBJECT or passage.parts):
            return True
        if number.symbol and passage.folded.text.lstrip(" -").startswith("kính gửi"):
            return True
    return False


def _issuer(
    parts: _Parts,
    host: int,
    kind: str,
    subject: str,
    number: Number,
    date: IssueDate,
    signature: Signature,
    words: Lexicon,
    knowledge: Knowledge,
) -> Issuer:
    agency = _first(parts[Role.AGENCY], host)
    preamble = [passage for passage, _, _ in (*parts[Role.BASIS], *parts[Role.ENACTING])]
    others: list[tuple[str, int]] = []
    if not agency and kind != "other":
        for passage in reversed(preamble):
            others.append((identity.issuer_in_enacting(passage.folded.text, passage.text, words), passage.index))
        others += identity.issuer_of_attached(parts[Role.ATTACHED])
        others.append((signature.collective, signature.passages[0] if signature.passages else -1))
    texts = [subject, *(passage.text for passage in reversed(preamble))]
    party, state = bool(parts[Role.PARTY_NAME]), bool(parts[Role.STATE_NAME])
    superior = _first(parts[Role.SUPERIOR], host)
    return identity.read_issuer(agency, superior, others, number, date, (party, state), words, knowledge, texts)


def _first(stretches: list[identity.Stretch], host: int) -> list[identity.Stretch]:
    """Those of the decision where a paper follows it that repeats the letterhead."""
    own = [stretch for stretch in stretches if stretch[0].index < host]
    return own or stretches
