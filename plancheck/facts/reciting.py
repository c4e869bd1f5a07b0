"""A citation as it ought to be: the instrument in force instead, the right date or issuer, in the draft's own form."""

import re

from plancheck.data.days import in_words, shown, year_of
from plancheck.facts.belonging import content_words, spelled_out, titles
from plancheck.facts.citing import Citation
from plancheck.knowledge import Instrument, Knowledge
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.text import fold

_LAWS = ("LUẬT", "PL")
_MINISTER = "bộ trưởng "
_LEAD = lazily(r"ngày\s+", re.IGNORECASE)


_PERIOD = lazily(r"(?<=giai đoạn\s)\d{4}(\s?[-–]\s?)\d{4}", re.IGNORECASE)


class _Form(NamedTuple):
    """A citation cut up, in offsets of the passage's own text."""

    text: str
    start: int
    head: int
    """End of the number, or of the name of what is cited without one."""
    number: tuple[int, int]
    date: tuple[int, int]
    issuer: tuple[int, int]
    end: int


def redated(citation: Citation, instrument: Instrument | None) -> str:
    """With the register's date; empty where that or the draft's is not known."""
    form = _form(citation)
    if instrument is None or not instrument.issued or form.date[0] < 0:
        return ""
    return form.text[form.start : form.date[0]] + _day(form, instrument.issued) + form.text[form.date[1] : form.end]


def reissued(citation: Citation, instrument: Instrument | None) -> str:
    """With the register's issuer; empty where that is not known or the draft names none."""
    form = _form(citation)
    if instrument is None or not instrument.issuer or form.issuer[0] < 0:
        return ""
    return form.text[form.start : form.issuer[0]] + _issuer(form, instrument) + form.text[form.issuer[1] : form.end]


def retitled(citation: Citation, period: str) -> str:
    """With its title, of another period ("2018-2020")."""
    written = citation.passage.as_written(citation.start, citation.end)
    return _PERIOD.sub(lambda years: period.replace("-", years[1]), written, count=1)


def identified(
    citation: Citation, instrument: Instrument, title: str, issuer: str, told: str, knowledge: Knowledge
) -> bool:
    """Whether what a citation says right leaves no doubt that it means an instrument, whatever it says wrong.

    ``title``, ``issuer``: how they compare with the register's; ``told``: the title as said, folded. Of a wrong date
    one half must agree with the register; where the number does not hold the year, the title must be said as well: a
    number without one comes again every year. A wrong issuer needs the right date.
    """
    if title in ("mismatch", "other-period"):
        return False
    date = citation.date
    if date is None or not instrument.issued:
        return issuer != "mismatch"
    if date.number == instrument.issued:
        return True
    year, day = divmod(date.number, 10000)
    known_year, known_day = divmod(instrument.issued, 10000)
    if issuer == "mismatch" or instrument.issued_certainty != "seen" or (day != known_day and year != known_year):
        return False
    if citation.year:
        return day == known_day or citation.year == year
    return instrument in titles(knowledge).owners(content_words(spelled_out(told, knowledge.vocabulary.subjects)))


def heir(citation: Citation, successor: Instrument, title_said: str, knowledge: Knowledge) -> str:
    """The instrument in force instead; empty where the draft says of its own what is not known of that one.

    With its title where the draft has one.
    """
    form = _form(citation)
    head = _law(citation, form, successor) if successor.type in _LAWS else _named(form, successor, knowledge)
    if not head or (form.date[0] >= 0 and not successor.issued):
        return ""
    text = head
    if form.date[0] >= 0:
        text += form.text[form.head : form.date[0]] + _day(form, successor.issued)
    if form.issuer[0] >= 0:
        text += form.text[max(form.date[1], form.head) : form.issuer[0]] + _issuer(form, successor)
    if title_said and successor.type not in _LAWS:
        text += f" {_title(successor, knowledge)}"
    return text


def _form(citation: Citation) -> _Form:
    span = citation.passage.folded.span

    def own(start: int, end: int) -> tuple[int, int]:
        return span(start, end) if end > start else (-1, -1)

    date = citation.date
    head = citation.number_end or citation.start + len(citation.name) or citation.core_end
    return _Form(
        citation.passage.text,
        *span(citation.start, head),
        own(citation.number_start, citation.number_end),
        own(date.start, date.end) if date else (-1, -1),
        own(citation.issuer_start, citation.issuer_end),
        span(citation.start, citation.core_end)[1],
    )


def _named(form: _Form, successor: Instrument, knowledge: Knowledge) -> str:
    """ "Nghị định số 262/2026/NĐ-CP", the word for the type as the draft writes it where that stays."""
    words = knowledge.vocabulary.terms.get(f"citation.type.{successor.type}", ())
    if form.number[0] < 0 or not words or not successor.number[:1].isdigit():
        return ""
    before = form.text[form.start : form.number[0]]
    if not fold(before).startswith(tuple(words)):
        word = words[0][0].upper() + words[0][1:] if before[:1].isupper() else words[0]
        before = f"{word} số "
    return before + successor.number


def _law(citation: Citation, form: _Form, successor: Instrument) -> str:
    """ "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15"; without the number where the draft has none but the date."""
    name = successor.family or successor.title
    if form.number[0] >= 0:
        return f"{name} số {successor.number}" if successor.number[:1].isdigit() else ""
    if form.date[0] >= 0:
        return name
    year = year_of(successor.issued)
    return f"{name} năm {year}" if citation.year_said > 0 and year else ""


def _day(form: _Form, day: int) -> str:
    """A day in the draft's form, with the zeros that are prescribed."""
    written = form.text[slice(*form.date)]
    if "tháng" not in fold(written):
        return f"{'ngày ' if fold(written).startswith('ngày') else ''}{shown(day)}"
    lead = _LEAD.match(written)
    return f"{lead[0] if lead else ''}{in_words(day)}"


def _issuer(form: _Form, instrument: Instrument) -> str:
    """The issuer; of a circular the minister, where the draft says so."""
    said = fold(form.text[slice(*form.issuer)])
    return f"Bộ trưởng {instrument.issuer}" if said.startswith(_MINISTER) else instrument.issuer


def _title(instrument: Instrument, knowledge: Knowledge) -> str:
    """ "quy định về …", "về quản lý …", "về Chiến lược …"."""
    terms = knowledge.vocabulary.terms
    title = instrument.title
    small = title[0].lower() + title[1:]
    if fold(title).startswith(("về ", *(f"{verb} " for verb in terms["citation.title.enacting"]))):
        return small
    return f"về {title if fold(title).startswith(tuple(terms['citation.title.proper'])) else small}"
