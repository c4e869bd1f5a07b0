"""Whether the title a draft gives an instrument is that instrument's, or another's that the register knows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from plancheck.knowledge import Instrument, Knowledge
from plancheck.knowledge.model import Subject
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import fold

_SMALL_WORDS = frozenset(
    {"về", "việc", "của", "và", "các", "trong", "trên", "cho", "với", "từ", "đến", "ban", "hành", "quy", "định", "năm",
     "giai", "đoạn", "tình", "hình", "mới", "thực", "hiện", "công", "tác"}
)  # fmt: skip
_WORD = lazily(r"\w+")
_TERM = lazily(r"giai đoạn (\d{4}) ?- ?(\d{4})")
_ENOUGH = 4
"""Words, beside those of its subject, that a title must share with another instrument's to be taken for that one's."""
_FOREIGN = 3
"""Words not in the title of the instrument they are given to that make them another's in whose title they all are."""


class Belonging(NamedTuple):
    """What a title says of the instrument it is given to."""

    status: str = "unknown"
    """``match``, ``mismatch``, ``other-period`` or ``unknown``."""
    whose: str = ""
    """Number of the instrument whose title it is, or title's own period as the register has it."""


@lru_cache(maxsize=1024)
def content_words(text: str) -> frozenset[str]:
    """Words of a folded title that tell it from others."""
    return frozenset(word for word in _WORD.findall(text) if word not in _SMALL_WORDS)


def spelled_out(title: str, subjects: Iterable[Subject]) -> str:
    """A folded title with the abbreviations of subjects in full."""
    for subject in subjects:
        if subject.abbreviation:
            title = title.replace(fold(subject.abbreviation), subject.label)
    return title


class Titles:
    """The words of all titles of the register."""

    def __init__(self, knowledge: Knowledge) -> None:
        subjects, instruments = knowledge.vocabulary.subjects, knowledge.instruments
        words = knowledge.kept(
            "titles",
            (),
            lambda: [content_words(spelled_out(fold(each.title), subjects)) for each in instruments],
            lambda data: data,
        )
        self._titles: list[tuple[Instrument, frozenset[str]]] = list(zip(instruments, words, strict=True))
        self._words = dict(self._titles)
        self._remembered = lru_cache(maxsize=512)(self._owners)
        self._common = frozenset(word for subject in subjects for word in content_words(subject.label))

    def words(self, instrument: Instrument) -> frozenset[str]:
        """Content words of an instrument's title."""
        return self._words[instrument]

    def owners(self, said: frozenset[str]) -> Sequence[Instrument]:
        """Instruments nearly all of whose title is in the words said, or that all these words are of."""
        return self._remembered(said)

    def _owners(self, said: frozenset[str]) -> Sequence[Instrument]:
        return [
            each
            for each, known in self._titles
            if said == known - {"luật"}
            or (
                len((said & known) - self._common) >= _ENOUGH
                and 5 * len(said & known) >= 4 * min(len(said), len(known))
            )
        ]


@lru_cache(maxsize=4)
def titles(knowledge: Knowledge) -> Titles:
    """Titles of a register, taken apart once."""
    return Titles(knowledge)


def belonging(said: str, instrument: Instrument, day: int, knowledge: Knowledge) -> Belonging:
    """Compare a folded title with that of the instrument it is given to; of several that bear it name those in force.

    It is a mismatch only where the register knows whose it is: a title may be shortened or told in other words.
    """
    words = content_words(spelled_out(said, knowledge.vocabulary.subjects))
    register = titles(knowledge)
    known = register.words(instrument)
    if len(words) < 2 or len(known) < 2:
        return Belonging()
    apart = 3 * len(words & known) < min(len(words), len(known))
    if apart or len(words - known) >= _FOREIGN:
        others = [each for each in register.owners(words) if not _related(each, instrument)]
        others = [each for each in others if apart or words <= register.words(each)]
        others = [each for each in others if each.status(day) == "in-force"] or others
        if others or apart:
            return Belonging("mismatch", " hoặc ".join(each.number for each in others)) if others else Belonging()
    own, written = _TERM.findall(fold(instrument.title)), _TERM.findall(said)
    if len(own) == 1 and len(written) == 1 and own != written:
        return Belonging("other-period", "-".join(own[0]))
    return Belonging("match")


def owner(said: str, issued: int, type_code: str, knowledge: Knowledge) -> str:
    """Number of the one instrument of the type that has this folded title and was issued on the day; empty if none."""
    words = content_words(spelled_out(said, knowledge.vocabulary.subjects))
    found = {
        each.number
        for each in titles(knowledge).owners(words)
        if each.issued == issued and each.type == type_code and not each.province
    }
    return found.pop() if len(found) == 1 else ""


def _related(other: Instrument, instrument: Instrument) -> bool:
    """Whether one is named in the other's title or history, so that the two are told together."""
    named = {*other.amended_by, *other.replaced_by, other.ended_by, *instrument.amended_by, *instrument.replaced_by}
    return (
        instrument.number in named
        or other.number in named
        or other.number == instrument.number
        or fold(other.number) in fold(instrument.title)
        or fold(instrument.number) in fold(other.title)
    )
