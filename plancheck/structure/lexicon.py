"""The vocabulary of structure, compiled once for each register."""

import re
from dataclasses import dataclass

from plancheck.knowledge.model import DocumentType, SectionRole, Vocabulary
from plancheck.structure.lines import CAPITALS, letters
from plancheck.text import bare, fold

_NOTHING = "(?!)"
_FIRST = ("purpose", "requirements", "goals", "viewpoints", "situation")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns over folded text (unless said otherwise), each to be matched at a position."""

    types: dict[str, DocumentType]
    """By folded name."""
    types_bare: frozenset[str]
    """Their letters alone, for damaged or spaced-out text."""
    type_codes: dict[str, DocumentType]
    """By folded code."""
    type_start: re.Pattern[str]
    """A type's name at the start, as a whole word."""
    sections: tuple[SectionRole, ...]
    section_words: re.Pattern[str]
    """Any word of any section role."""
    first_heading: re.Pattern[str]
    """What only the first heading of a plan begins with."""
    agency: re.Pattern[str]
    """Start of a body's name."""
    agency_heading: re.Pattern[str]
    """Start of a heading that names bodies."""
    party: re.Pattern[str]
    state: re.Pattern[str]
    party_symbols: frozenset[str]
    basis: re.Pattern[str]
    soft_basis: re.Pattern[str]
    instrument: re.Pattern[str]
    enacting: re.Pattern[str]
    enacts: re.Pattern[str]
    """To be searched: "ban hành Kế hoạch" and its like."""
    enacting_end: re.Pattern[str]
    closing: re.Pattern[str]
    recipients: re.Pattern[str]
    """"Nơi nhận", with or without recipients after it."""
    filing: re.Pattern[str]
    appendix: re.Pattern[str]
    attached: re.Pattern[str]
    attached_host: re.Pattern[str]
    """"Kèm theo Quyết định số …": what is attached was issued by that decision."""
    post: re.Pattern[str]
    tail_columns: re.Pattern[str]
    """Where a line of recipients and signature is cut; over original text."""
    name_title: re.Pattern[str]
    surnames: frozenset[str]
    stamp: re.Pattern[str]
    noise: re.Pattern[str]
    foreign: re.Pattern[str]
    """To be searched; over folded text."""
    foreign_bare: re.Pattern[str]
    """The same over text without diacritics."""
    issued: re.Pattern[str]
    """To be searched: "(đã) ban hành Kế hoạch", the type's name in the group ``type``."""


_compiled: dict[int, tuple[Vocabulary, Lexicon]] = {}


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The compiled vocabulary; the last few are kept."""
    known = _compiled.get(id(vocabulary))
    if known is not None:
        return known[1]
    if len(_compiled) >= 4:
        _compiled.clear()
    made = _compile(vocabulary)
    _compiled[id(vocabulary)] = (vocabulary, made)
    return made


def _any(words: tuple[str, ...]) -> str:
    """Alternation of folded words, longest first; each ends at a word's end."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    if not folded:
        return _NOTHING
    return "(?:" + "|".join(re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in folded) + ")"


def _compile(vocabulary: Vocabulary) -> Lexicon:
    def words(name: str) -> tuple[str, ...]:
        return vocabulary.terms.get(name, ())

    types = {fold(kind.name): kind for kind in vocabulary.types}
    type_names = _any(tuple(types))
    heads = f"(?!{_any(words('not-agency-heads'))}){_any(words('agency-heads'))}"
    nouns = _any(words("agency-heading-nouns"))
    openers = _any(words("agency-heading-openers"))
    verbs, ends = _any(words("enacting-verbs")), _any(words("enacting-ends"))
    foreign = words("foreign-information")
    roles = tuple(
        SectionRole(role.id, role.label, tuple(map(fold, role.words)), tuple(map(fold, role.but)))
        for role in vocabulary.sections
    )
    return Lexicon(
        types=types,
        types_bare=frozenset(letters(name) for name in types),
        type_codes={fold(kind.code): kind for kind in reversed(vocabulary.types)},
        type_start=re.compile(type_names),
        sections=roles,
        section_words=re.compile(
            "|".join(sorted({re.escape(word) for role in roles for word in role.words})) or _NOTHING
        ),
        first_heading=re.compile(_any(tuple(word for role in roles if role.id in _FIRST for word in role.words))),
        agency=re.compile(heads),
        agency_heading=re.compile(f"(?:{heads}|{openers} (?:{heads}|{nouns}))"),
        party=re.compile(_any(words("party-bodies"))),
        state=re.compile(_any(words("state-bodies"))),
        party_symbols=frozenset(map(fold, words("party-symbols"))),
        basis=re.compile(_any(words("basis-openers"))),
        soft_basis=re.compile(_any(words("soft-basis-openers"))),
        instrument=re.compile(rf"\b{_any(words('instrument-words'))}"),
        enacting=re.compile(rf"\b{verbs}"),
        enacts=re.compile(rf"\b{verbs}(?: và \w+(?: \w+)?)? {type_names}"),
        enacting_end=re.compile(rf"\b{ends}\W*$"),
        closing=re.compile(_any(words("closing-openers"))),
        recipients=re.compile(rf"[ *_|-]*{_any(words('recipients-labels'))}(?=[ *_)]*(?:$|[:./-]))"),
        filing=re.compile(rf"\W*{_any(words('filing-words'))}"),
        appendix=re.compile(_any(words("appendix-words"))),
        attached=re.compile(rf"[\s(\[]*{_any(words('attached-words'))}"),
        attached_host=re.compile(
            rf"[\s(\[]*{_any(words('attached-words'))}(?: theo)? (?:quyết định|nghị quyết|công văn|tờ trình|văn bản)\b"
        ),
        post=re.compile(rf"(?:q\. ?)?{_any(words('posts'))}"),
        tail_columns=_tail_columns(words("posts"), words("recipients-labels")),
        name_title=re.compile(rf"(?:{_any(words('name-titles'))}[. ]+)+"),
        surnames=frozenset(map(fold, words("surnames"))),
        stamp=re.compile(rf"\W*{_any(words('stamp-words'))}"),
        noise=re.compile(rf"\W*{_any(words('noise-openers'))}"),
        foreign=re.compile(rf"\b{_any(foreign)}"),
        foreign_bare=re.compile(rf"\b{_any(tuple(bare(term) for term in foreign))}"),
        issued=re.compile(rf"\b{_any(words('issuing-verbs'))}(?: (?:văn bản|bản))?(?: (?P<type>{type_names}))"),
    )


def _tail_columns(posts: tuple[str, ...], labels: tuple[str, ...]) -> re.Pattern[str]:
    """Signing authorities, posts in capitals and gaps that columns leave, in original text."""
    capitals = sorted({post.upper() for post in posts}, key=lambda post: (-len(post), post))
    post = (
        "(?:"
        + "|".join(re.escape(name).replace("ỦY", "(?:ỦY|UỶ)").replace(r"\ ", r"\s+") for name in capitals)
        + r")(?!\w)"
    )
    authority = r"(?<![\w/])(?:T/M|K/T|T/L|TM|KT|TL|TUQ)\b[.,]?[ \t]*"
    word = rf"(?!{post}|(?:KT|TL|TUQ)\b)[{CAPITALS}]+"
    body = rf"{word}(?:[ ,]+{word}){{0,11}}"
    gap = r"(?<=[\w.;,:)/])(?:\t+|[ \u00a0]{4,})[ \t\u00a0]*"
    label = rf"(?:^|(?<=\s))(?i:{_any(labels)})[ \t]*[:.]"
    return re.compile(f"{label}|{gap}|{authority}{post}|{authority}{body}|(?<![\\w-])(?<!- ){post}(?=\\s|$)")
