"""The vocabulary of structure, compiled once for each register."""

import re

from plancheck.knowledge.model import SectionRole, Subject, Vocabulary
from plancheck.patterns import lazily, one_of
from plancheck.structure.lines import CAPITALS, letters
from plancheck.structure.plan import AUTHORITIES
from plancheck.text import bare, fold, fold_each

_NOTHING = "(?!)"
_FIRST = ("purpose", "requirements", "goals", "viewpoints", "situation")


class Lexicon:
    """Patterns over folded text unless said otherwise, each to be matched at a position unless said otherwise."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def words(name: str) -> tuple[str, ...]:
            return vocabulary.terms[name]

        self.types = {fold(kind.name): kind for kind in vocabulary.types}
        """By folded name."""
        self.types_bare = frozenset(map(letters, self.types))
        """Their letters alone, for damaged or spaced-out text."""
        self.type_codes = {fold(kind.code): kind for kind in reversed(vocabulary.types)}
        """By folded code."""
        types = _any(tuple(self.types))
        self.type_start = lazily(types)
        """A type's name, as a whole word."""
        self.other_paper = lazily(_any(words("other-papers")))
        self.occasion = lazily(_any(words("occasions")))
        """Start of the title of a paper that is of no type."""
        self.kinds = {code: kind for kind in vocabulary.kinds for code in kind.types}
        """By code of type."""
        self.offices = {word: office for office in vocabulary.offices for word in office.words}
        self.office = lazily(_any(tuple(self.offices)))
        """Start of a body's name that tells what kind of body it is."""

        self.sections = tuple(
            SectionRole(role.id, role.label, tuple(fold_each(role.words)), tuple(fold_each(role.but)))
            for role in vocabulary.sections
        )
        concepts = {re.escape(word) for role in self.sections for word in role.words}
        self.section_words = lazily("|".join(sorted(concepts)) or _NOTHING)
        """To be searched: any word of any section role."""
        first = tuple(word for role in self.sections if role.id in _FIRST for word in role.words)
        self.first_heading = lazily(_any(first))
        """What only the first heading of a plan begins with."""

        heads = f"(?!{_any(words('not-agency-heads'))}){_any(words('agency-heads'))}"
        openers, nouns = _any(words("agency-heading-openers")), _any(words("agency-heading-nouns"))
        self.agency = lazily(heads)
        """Start of a body's name."""
        self.agency_inside = lazily(rf"\b{heads}")
        """To be searched."""
        self.agency_heading = lazily(f"(?:{openers} )?(?:{heads}|(?<= ){nouns})")
        """Start of a heading that names bodies."""
        self.party = lazily(_any(words("party-bodies")))
        self.state = lazily(_any(words("state-bodies")))
        self.party_symbols = frozenset(fold_each(words("party-symbols")))

        verbs = _any(words("enacting-verbs"))
        self.basis = lazily(_any(words("basis-openers")))
        self.soft_basis = lazily(_any(words("soft-basis-openers")))
        """Openers of bases that open titles and tasks as well."""
        self.instrument = lazily(rf"\b{_any(words('instrument-words'))}")
        """To be searched."""
        self.enacting = lazily(rf"\b{verbs}")
        """To be searched."""
        self.enacts = lazily(rf"\b{verbs}(?: và \w+(?: \w+)?)? {types}")
        """To be searched: "ban hành Kế hoạch" and its like."""
        self.enacting_end = lazily(rf"\b{_any(words('enacting-ends'))}\W*$")
        """To be searched."""
        self.closing = lazily(_any(words("closing-openers")))

        attached = rf"[\s(\[]*{_any(words('attached-words'))}"
        self.attached = lazily(attached)
        self.attached_host = lazily(attached + r"(?: theo)? (?:quyết định|nghị quyết|công văn|tờ trình|văn bản)\b")
        """"Kèm theo Quyết định số …": what is attached was issued by that decision."""
        self.issues_along = lazily(rf"\b{_any(words('attached-words'))} (?:quyết định|nghị quyết|văn bản) này\b")
        """To be searched: "ban hành kèm theo Quyết định này"."""
        self.appendix = lazily(_any(words("appendix-words")))

        self.recipients = lazily(rf"[ *_|-]*{_any(words('recipients-labels'))}(?=[ *_)]*(?:$|[:./-]))")
        """"Nơi nhận", with or without recipients after it."""
        self.filing = lazily(rf"\W*{_any(words('filing-words'))}")
        posts = _with_deputies(words("posts"))
        self.post = lazily(rf"(?:q\. ?)?{_any(posts)}")
        self.tail_columns = _tail_columns(posts, words("recipients-labels"))
        """To be searched, over original text: where a line of recipients and signature is cut."""
        self.name_title = lazily(rf"(?:{_any(words('name-titles'))}[., ]+)+")
        self.surnames = frozenset(fold_each(words("surnames")))

        self.comparisons = tuple(
            lazily(rf"\b{_any(words(name))}") for name in ("compared-texts", "compared-opinions", "compared-answers")
        )
        """To be searched: heads of columns that hold a text, opinions on it, answers to those."""
        self.stamp = lazily(rf"\W*{_any(words('stamp-words'))}")
        self.noise = lazily(rf"\W*{_any(words('noise-openers'))}")
        self.subjects = tuple(_Subject(each) for each in vocabulary.subjects)
        strong, weak = _any(words("issuing-verbs")), _any(words("weak-issuing-verbs"))
        self.issued = lazily(rf"\b(?:(?P<strong>{strong})|{weak})(?: và \w+(?: \w+)?| văn bản)? (?P<type>{types})")
        """To be searched: "(đã) ban hành Kế hoạch"; the type's name in the group ``type``."""
        self.issued_by = lazily(
            rf"\b(?P<type>{types}) (?:số )?(?P<told>[^.;]{{0,200}}?) (?:được|do) (?P<issuer>[^.,;]{{3,80}}?) {strong}"
        )
        """To be searched: "Kế hoạch số … được UBND tỉnh ban hành"."""


class _Subject:
    """The words of a subject of the register, with and without diacritics."""

    def __init__(self, subject: Subject) -> None:
        self.id = subject.id
        words, but = subject.words, subject.but
        self._forms = tuple(
            (form, lazily(rf"\b{_any(tuple(map(form, words)))}"), lazily(rf"\b{_any(tuple(map(form, but)))}"))
            for form in (str, bare)
        )

    def of(self, title: str) -> bool:
        """Whether a squeezed title is about it."""
        return any(
            words.search(text) and not but.search(text) for form, words, but in self._forms for text in [form(title)]
        )


_compiled: dict[int, tuple[Vocabulary, Lexicon]] = {}


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The compiled vocabulary; the last few are kept."""
    known = _compiled.get(id(vocabulary))
    if known is not None:
        return known[1]
    if len(_compiled) >= 4:
        _compiled.clear()
    made = Lexicon(vocabulary)
    _compiled[id(vocabulary)] = (vocabulary, made)
    return made


def _any(words: tuple[str, ...]) -> str:
    """Alternation of folded words, longest first; each ends at a word's end."""
    folded = sorted(set(fold_each(words)), key=lambda word: (-len(word), word))
    if not folded:
        return _NOTHING
    whole = [word for word in folded if word[-1].isalnum()]
    open_ended = [re.escape(word) for word in folded if not word[-1].isalnum()]
    branches = [rf"(?:{one_of(whole)})\b"] * bool(whole) + open_ended
    return f"(?:{'|'.join(branches)})"


def _with_deputies(posts: tuple[str, ...]) -> tuple[str, ...]:
    """Posts, and the deputy of each head."""
    return (*posts, *(f"phó {post}" for post in posts if not post.startswith("phó ")))


def _tail_columns(posts: tuple[str, ...], labels: tuple[str, ...]) -> re.Pattern[str]:
    """Signing authorities, posts in capitals and gaps that columns leave, in original text."""
    capitals = sorted({post.upper() for post in posts}, key=lambda post: (-len(post), post))
    names = (re.escape(name).replace("ỦY", "(?:ỦY|UỶ)").replace(r"\ ", r"\s+") for name in capitals)
    post = f"(?:{'|'.join(names)})" + r"(?!\w)"
    bodies = "UBND|HĐND|ỦY|UỶ|TỈNH|THÀNH|HUYỆN|XÃ|PHƯỜNG|SỞ|BAN|THƯỜNG|KIÊM"
    own = rf"(?:[ \t]+(?:{bodies})(?:[ \t]+[{CAPITALS}]+){{0,8}})?"
    authority = rf"(?<![\w/])(?:{AUTHORITIES})\b[.,]?[ \t]*"
    word = rf"(?!(?:PHÓ|CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG|CHÁNH|KT|TL|TUQ)\b)[{CAPITALS}]+"
    body = rf"{word}(?:[ ,]+{word}){{0,11}}"
    gap = r"(?<=[\w.;,:)/])(?:\t+|[ \u00a0]{4,})[ \t\u00a0]*"
    label = rf"(?:^|(?<=\s))(?i:{_any(labels)})[ \t]*[:.]"
    return lazily(rf"{label}|{gap}|{authority}(?:{post}{own}|{body})|(?<![\w-])(?<!- ){post}{own}(?=\s|$)")
