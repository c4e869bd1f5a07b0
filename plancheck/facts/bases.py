"""What the draft says of each instrument it rests on: date, issuer, what it is about."""

from collections.abc import Iterator
from itertools import zip_longest

from plancheck.facts.calendar import find_dates
from plancheck.facts.citing import Citation, role_at
from plancheck.facts.context import Context
from plancheck.facts.vocabulary import Fact, fact
from plancheck.patterns import lazily
from plancheck.structure.plan import Passage, Role

_LAWS = ("LUẬT", "PL")
_RULES = frozenset({"NĐ", "QĐ", "QYĐ", "QC", "TT", "TTLT", "CT", "KL", "NQ", "NQLT", "HD", "KH", "CTR", "ĐA"})
"""Types that lay something down; a request or report that a plan follows is known by its number and date."""
_JOINERS = lazily(r"[\s,;.:()\"/]|(?<!\w)(?:và|cùng|cùng với|hoặc|kèm theo|được|đã|hiện hành|số)(?!\w)")
_CLAUSE = lazily(r";|\.(?=\s|$)|\./")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``basis`` fact for each numbered instrument first named among the bases.

    What stands anywhere in its clause and isn't another's counts as said: only what is nowhere is missing.
    """
    seen: set[str] = set()
    by_passage: dict[int, list[Citation]] = {}
    for citation in context.citations:
        by_passage.setdefault(citation.passage.index, []).append(citation)
    for citations in by_passage.values():
        passage = citations[0].passage
        text = passage.folded.text
        outer = [each for each in citations if each.within < 0]
        for citation, following in zip_longest(outer, outer[1:]):
            identity = f"{citation.serial.lstrip('0')}/{citation.year}/{citation.symbol.lower()}"
            known, first = identity in seen, citation.serial and role_at(passage, citation.start) is Role.BASIS
            seen.add(identity)
            code = _type(citation)
            if known or not first or not citation.parts or code not in _RULES | set(_LAWS):
                continue
            if citation.amends:
                continue  # "được sửa đổi, bổ sung bởi …": its title is the amended one's
            stop = _CLAUSE.search(text, citation.core_end)
            end = min(stop.start() if stop else len(text), following.start if following else len(text))
            tail = text[citation.core_end : end]
            shared = following is not None and following.start <= (stop.start() if stop else len(text))
            yield _fact(context, citation, code, tail, following if shared else None)


def _type(citation: Citation) -> str:
    code = citation.type_code or citation.parts[0].upper() if citation.parts else citation.type_code
    return "LUẬT" if citation.parts and not citation.type_code and code.startswith("QH") else code


def _fact(context: Context, citation: Citation, code: str, tail: str, next_in_clause: Citation | None) -> Fact:
    passage = citation.passage
    text = passage.folded.text
    begin = max(text.rfind(mark, 0, citation.start) for mark in (";", ". ")) + 1
    before = text[begin : citation.start]
    around = f"{before} {tail}"
    listed = next_in_clause is not None and not _JOINERS.sub("", tail)
    issuer = citation.issuer_end > citation.issuer_start or _names_a_body(context, passage, begin, citation)
    place = passage.folded.original
    start, end = place(citation.start), place(citation.core_end - 1) + 1
    return fact(
        "basis",
        passage.place(start, end),
        passage.text[start:end],
        number=passage.text[place(citation.number_start) : place(citation.number_end - 1) + 1],
        type=code,
        law="yes" if code in _LAWS else "no",
        dated="yes" if citation.date or citation.year_said or find_dates(around) else "no",
        issuer="yes" if issuer or listed else "no",
        titled="yes" if _JOINERS.sub("", tail) or listed or _JOINERS.sub("", before).count(" ") > 8 else "no",
    )


def _names_a_body(context: Context, passage: Passage, begin: int, citation: Citation) -> bool:
    """Whether a body is named before the number in its clause: "ý kiến chỉ đạo của … tại Công văn số …"."""
    return bool(context.agency_hits.between(passage, begin, citation.start))
