"""What ``plancheck law NUMBER --as-of DATE`` answers."""

from typing import Any

from plancheck.knowledge.model import Instrument
from plancheck.knowledge.register import Knowledge

_SUGGESTIONS = 5


def answer(knowledge: Knowledge, number: str, day: int) -> dict[str, Any]:
    """Whether an instrument is in force on a day (yyyymmdd), and what is known of it.

    Keys: ``query``, ``as_of``, ``known``, ``number``, ``title``, ``type``, ``issuer``, ``issued``, ``in_force_from``,
    ``in_force_to`` (last day), ``in_force`` (true, false; null when nothing is known), ``status`` (see
    ``Instrument.status``, or ``uncertain``), ``amended_by``, ``replaced_by``, ``certainty`` (of the status), ``source``,
    ``note``, ``suggestions``. Dates are ISO or null. For an unknown number, or a name several laws bear, ``known`` is
    false and ``suggestions`` has numbers and titles.
    """
    instrument = knowledge.instrument(number)
    if instrument is None:
        return {**_blank(number, day), "suggestions": _suggestions(knowledge, number)}
    status = instrument.status(day)
    uncertain = bool(instrument.uncertain_from) and day >= instrument.uncertain_from and status == "in-force"
    in_force = None if status == "unknown" else status == "in-force"
    return {
        **_blank(number, day),
        "known": True,
        "number": instrument.number,
        "title": instrument.title,
        "type": instrument.type,
        "issuer": instrument.issuer,
        "issued": iso(instrument.issued),
        "in_force_from": iso(instrument.start),
        "in_force_to": iso(_last_day(instrument)),
        "in_force": in_force,
        "status": "uncertain" if uncertain else status,
        "amended_by": list(instrument.amended_by),
        "replaced_by": list(instrument.replaced_by),
        "certainty": instrument.status_certainty,
        "source": instrument.source,
        "note": instrument.note or None,
    }


def iso(day: int) -> str | None:
    """"2015-10-22" of 20151022; None of 0."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else None


def _blank(number: str, day: int) -> dict[str, Any]:
    return {
        "query": number,
        "as_of": iso(day),
        "known": False,
        "number": None,
        "title": None,
        "type": None,
        "issuer": None,
        "issued": None,
        "in_force_from": None,
        "in_force_to": None,
        "in_force": None,
        "status": "unknown",
        "amended_by": [],
        "replaced_by": [],
        "certainty": None,
        "source": None,
        "note": None,
        "suggestions": [],
    }


def _last_day(instrument: Instrument) -> int:
    from datetime import date, timedelta

    ends = [end for end in (instrument.end, instrument.period_end) if end]
    if not ends:
        return 0
    first_without = min(ends)
    last = date(first_without // 10000, first_without // 100 % 100, first_without % 100) - timedelta(days=1)
    return last.year * 10000 + last.month * 100 + last.day


def _suggestions(knowledge: Knowledge, number: str) -> list[dict[str, str]]:
    nearest = knowledge.nearest(number)
    found = [*knowledge.family(number), *([nearest] if nearest else []), *knowledge.search(number)]
    distinct = {id(instrument): instrument for instrument in found}
    return [
        {"number": instrument.number, "title": instrument.title} for instrument in list(distinct.values())[:_SUGGESTIONS]
    ]
