"""An instrument on a day: is it in force, since when, until when, what amended or replaced it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.data.days import iso, previous_day
from plancheck.knowledge import Instrument, Knowledge
from plancheck.report.lines import BLANK, Line, labelled, write
from plancheck.report.wording import Language, day_from_number, word

_WORDS: Mapping[str, tuple[str, str]] = {
    "in-force": ("còn hiệu lực", "in force"),
    "ended": ("đã hết hiệu lực", "no longer in force"),
    "expired": ("đã hết thời gian thực hiện", "its period has run out"),
    "not-issued": ("chưa ban hành", "not yet issued"),
    "not-yet-in-force": ("chưa có hiệu lực", "not yet in force"),
    "unknown": ("chưa rõ hiệu lực", "status not known"),
    "uncertain": ("không chắc còn hiệu lực", "not certain to be in force"),
    "on": ("Ngày {day}", "On {day}"),
    "issuer": ("Ban hành bởi", "Issued by"),
    "issued": ("Ngày ban hành", "Issued"),
    "start": ("Hiệu lực từ", "In force from"),
    "end": ("Hết hiệu lực từ", "Ceased on"),
    "period": ("Thực hiện đến hết", "Runs until"),
    "amended": ("Được sửa đổi bởi", "Amended by"),
    "replaced": ("Được thay bằng", "Replaced by"),
    "ended-by": ("Bị bãi bỏ bởi", "Ended by"),
    "certainty": ("Độ chắc chắn", "Certainty"),
    "note": ("Ghi chú", "Note"),
    "source": ("Nguồn", "Source"),
    "not-known": ("chưa rõ", "not known"),
}
_COLUMN = 18


def as_dict(instrument: Instrument, day: int) -> dict[str, Any]:
    """The answer as JSON values.

    ``in_force_to`` is the day it ceased, or the last day of the period it was made for. ``in_force`` is null when it
    can't be told.
    """
    status = instrument.status(day)
    last = instrument.end or (previous_day(instrument.period_end) if instrument.period_end else 0)
    return {
        "number": instrument.number,
        "title": instrument.title,
        "issued": _iso(instrument.issued),
        "in_force_from": _iso(instrument.start),
        "in_force_to": _iso(last),
        "in_force": None if status == "unknown" else status == "in-force",
        "amended_by": list(instrument.amended_by),
        "replaced_by": list(instrument.replaced_by),
        "certainty": instrument.certainty,
        "as_of": _iso(day),
        "status": _status(instrument, day),
        "status_certainty": _certainty(instrument, day),
        "type": instrument.type,
        "issuer": instrument.issuer or None,
        "ended_by": instrument.ended_by or None,
        "note": instrument.note or None,
        "source": instrument.source or None,
    }


def render(
    instrument: Instrument,
    knowledge: Knowledge,
    day: int,
    *,
    lang: Language = "vi",
    width: int | None = None,
    color: bool = False,
) -> str:
    """The answer as text."""
    return write(_lines(instrument, knowledge, day, lang), width=width, color=color)


def listing(
    instruments: Sequence[Instrument], day: int, *, lang: Language = "vi", width: int | None = None, color: bool = False
) -> str:
    """One line an instrument: number, status on the day, title."""
    column = max((len(instrument.number) for instrument in instruments), default=0) + 2

    def lines() -> Iterator[Line]:
        for instrument in instruments:
            status = _status(instrument, day)
            lead = ((instrument.number.ljust(column), "id"),)
            tail = (f" ({_say(status, lang)})", _style(status))
            yield Line(((instrument.title, ""), tail), lead, column)

    return write(lines(), width=width, color=color)


def _lines(instrument: Instrument, knowledge: Knowledge, day: int, lang: Language) -> Iterator[Line]:
    def row(key: str, text: str) -> Line:
        return labelled(_say(key, lang), text, 2, _COLUMN)

    def other(number: str) -> str:
        known = knowledge.instrument(number)
        title = f" – {known.title}" if known and known.title != number else ""
        start = f" ({_say('start', lang).lower()} {day_from_number(known.start)})" if known and known.start else ""
        return number + title + start

    status = _status(instrument, day)
    yield Line(((instrument.number, "id"), (f" – {instrument.title}" if instrument.title else "", "")))
    yield Line(((f"{_word('on', lang, day)}: ", ""), (_say(status, lang), _style(status))), (("  ", ""),), 2)
    yield BLANK
    if instrument.issuer:
        yield row("issuer", instrument.issuer)
    yield row("issued", day_from_number(instrument.issued) or _say("not-known", lang))
    yield row("start", day_from_number(instrument.start) or _say("not-known", lang))
    if instrument.end:
        yield row("end", day_from_number(instrument.end))
    if instrument.period_end:
        yield row("period", day_from_number(previous_day(instrument.period_end)))
    for number in instrument.amended_by:
        yield row("amended", other(number))
    if instrument.ended_by and instrument.ended_by not in instrument.replaced_by:
        yield row("ended-by", other(instrument.ended_by))
    for number in instrument.replaced_by:
        yield row("replaced", other(number))
    yield row("certainty", word(_certainty(instrument, day), lang))
    if instrument.note:
        yield row("note", instrument.note)
    if instrument.source:
        yield row("source", instrument.source)


def _status(instrument: Instrument, day: int) -> str:
    status = instrument.status(day)
    uncertain = instrument.uncertain_from and day >= instrument.uncertain_from
    return "uncertain" if uncertain and status == "in-force" else status


def _certainty(instrument: Instrument, day: int) -> str:
    """How surely its status is known."""
    return "unverified" if _status(instrument, day) in ("uncertain", "unknown") else instrument.status_certainty


def _say(key: str, lang: Language) -> str:
    return _WORDS[key][lang == "en"]


def _word(key: str, lang: Language, day: int) -> str:
    return _say(key, lang).format(day=day_from_number(day))


def _style(status: str) -> str:
    return {"in-force": "good", "ended": "error", "expired": "error"}.get(status, "warning")


def _iso(day: int) -> str | None:
    return iso(day) if day else None
