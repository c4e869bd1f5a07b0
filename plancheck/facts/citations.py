"""Citations resolved against the register: which instrument, in force or not, rightly written or not."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from plancheck.data.days import shown, year_of
from plancheck.facts import cues
from plancheck.facts.belonging import Belonging, belonging, content_words, owner, spelled_out
from plancheck.facts.calendar import find_dates
from plancheck.facts.citing import ASSEMBLY, Citation, Grammar, bare_name, grammar, role_at, split_glued
from plancheck.facts.context import Context
from plancheck.facts.cues import Cue
from plancheck.facts.reciting import heir, identified, redated, reissued, retitled
from plancheck.facts.vocabulary import Fact, fact
from plancheck.knowledge import Instrument, Knowledge
from plancheck.knowledge.model import Subject
from plancheck.knowledge.numbers import chosen
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.plan import Role
from plancheck.text import fold, fold_each, right_before, words_up_to

_LAWS = ("LUẬT", "PL")
_LAST_UNNUMBERED_YEAR = 1997
"""Until then a decree carried no year in its number ("67/CP", 1996)."""
_JOINT_CIRCULAR_SLASHES = 2011
"""Until then "TTLT/BTC-BNV" was written with a slash."""


class _Reading(NamedTuple):
    """What a citation's number stands for."""

    instrument: Instrument | None
    well_formed: bool
    expected: str = ""
    """Well-formed number, when it can be told."""
    namesakes: tuple[Instrument, ...] = ()
    """Laws of one name, when none of them is singled out."""


class Index(NamedTuple):
    """The register's instruments by the parts of their numbers and by name."""

    subjects: Sequence[Subject]
    numbers: Mapping[tuple[int, str, int, str], list[Instrument]]
    serials: Mapping[tuple[int, int], list[Instrument]]
    yearless: Mapping[tuple[int, str], list[Instrument]]
    names: Mapping[str, list[Instrument]]


_NUMBER = lazily(r"(\d+)([a-zđ]?)(?:/(\d{4}))?([/-])([\w&/-]+)")


@lru_cache(maxsize=4)
def index(knowledge: Knowledge) -> Index:
    """Index of a register, made once."""
    instruments = knowledge.instruments
    return knowledge.kept(
        "citations",
        (),
        lambda: _places(instruments),
        lambda data: Index(knowledge.vocabulary.subjects, *(chosen(instruments, places) for places in data)),
    )


def _places(instruments: Sequence[Instrument]) -> tuple[dict[Any, list[int]], ...]:
    """Where instruments stand, by each of the keys of an index."""
    numbers: dict[Any, list[int]] = {}
    serials: dict[Any, list[int]] = {}
    yearless: dict[Any, list[int]] = {}
    names: dict[Any, list[int]] = {}
    for at, (instrument, number) in enumerate(
        zip(instruments, fold_each(each.number for each in instruments), strict=True)
    ):
        for name in {bare_name(each) for each in fold_each((*instrument.names, instrument.family))} - {""}:
            names.setdefault(name, []).append(at)
        match = _NUMBER.match(number)
        if match is None:
            continue
        serial, year, symbol = int(match[1]), int(match[3] or 0), match[5]
        numbers.setdefault((serial, match[2], year, _key(symbol)), []).append(at)
        serials.setdefault((serial, year), []).append(at)
        yearless.setdefault((serial, _key(symbol)), []).append(at)
    return numbers, serials, yearless, names


def _key(symbol: str) -> str:
    """Symbol without joints, "TƯ" as "TW"."""
    return lazily(r"[^\wđ]").sub("", symbol.lower()).replace("tư", "tw")


def recognise(context: Context) -> Iterator[Fact]:
    """One ``citation`` fact for each mention of an instrument."""
    citations = context.citations
    if not citations:
        return
    words = grammar(context.knowledge)
    lookup = index(context.knowledge)
    readings: list[_Reading] = []
    seen: dict[str, Instrument] = {}
    for citation in citations:
        reading = _read(citation, context, lookup, words, seen)
        if reading.instrument:
            seen[_spoken(citation)] = reading.instrument
        readings.append(reading)
    cited = {reading.instrument.number for reading in readings if reading.instrument}
    amended = {
        reading.instrument.number
        for citation, reading in zip(citations, readings, strict=True)
        if reading.instrument and (cited.intersection(reading.instrument.amended_by) or _says_amended(citation))
    }
    based = {
        reading.instrument.number
        for citation, reading in zip(citations, readings, strict=True)
        if reading.instrument and citation.within < 0 and role_at(citation.passage, citation.start) is Role.BASIS
    }
    mentioned: set[str] = set()
    for citation, reading in zip(citations, readings, strict=True):
        outer = readings[citation.within].instrument if citation.within >= 0 else None
        carried = bool(reading.instrument and outer and outer.number in reading.instrument.amended_by)
        role = _role(citation, context, words, carried)
        if role == "mention" and _awaited(citation, reading.instrument, context):
            role = "history"
        yield _fact(citation, reading, context, role, words, mentioned, amended, based)


def _spoken(citation: Citation) -> str:
    return f"{citation.serial.lstrip('0')}/{citation.year}/{_key(citation.symbol)}"


# Reading a number


def _read(citation: Citation, context: Context, lookup: Index, words: Grammar, seen: dict[str, Instrument]) -> _Reading:
    if not citation.serial:
        return _read_name(citation, lookup, context.as_of)
    if not citation.parts:
        return _read_short(citation, lookup, words)
    expected = _expected(citation, words)
    serial, letter = int(lazily(r"\D").sub("", citation.serial)), lazily(r"\d").sub("", citation.serial)
    key = _key(citation.symbol)
    exact = lookup.numbers.get((serial, letter, citation.year, key), [])
    exact = [candidate for candidate in exact if _plausible(candidate, citation, context, seen)]
    if exact:
        return _Reading(exact[0], not expected, exact[0].number if expected else "")
    near = _near(citation, serial, key, lookup, words) if expected else None
    if near is None and expected not in ("", "?"):
        meant = lookup.numbers.get((serial, letter, citation.year, _key(expected.rpartition("/")[2])), [])
        near = next((each for each in meant if _plausible(each, citation, context, seen)), None)
    if near is not None:
        return _Reading(near, False, near.number)
    return _Reading(None, not expected, "" if expected == "?" else expected)


def _read_name(citation: Citation, lookup: Index, day: int) -> _Reading:
    """A law by its name: which of those that bore it a date or year tells, or the day if only one can be meant."""
    candidates = lookup.names.get(bare_name(citation.name), [])
    year = citation.dated_in
    if year:
        chosen = [each for each in candidates if citation.date and citation.date.number == each.issued]
        chosen = chosen or [each for each in candidates if year_of(each.issued) == year or f"/{year}/" in each.number]
    else:
        chosen = _only(candidates, day)
    return _Reading(chosen[0] if len(chosen) == 1 else None, True, "", tuple(candidates))


def _only(candidates: Sequence[Instrument], day: int) -> list[Instrument]:
    """The law that a name without a date stands for: the only one that bore it, or the last one where all have ended.

    One that is not in force yet is not meant: a name is used again, and an older law may bear it.
    """
    statuses = {each.status(day) for each in candidates}
    if statuses == {"ended"}:
        return [max(candidates, key=lambda each: each.end)]
    return list(candidates) if len(candidates) == 1 and statuses == {"in-force"} else []


def _read_short(citation: Citation, lookup: Index, words: Grammar) -> _Reading:
    """ "NĐ 72/2015", "Hướng dẫn số 100, ngày 13/3/2014"."""
    if citation.year:
        found = lookup.serials.get((int(citation.serial), citation.year), [])
        same = [each for each in found if each.type == citation.type_code]
        return _Reading(same[0] if len(same) == 1 else None, True)
    return _Reading(None, True)


def _near(citation: Citation, serial: int, key: str, lookup: Index, words: Grammar) -> Instrument | None:
    """The instrument meant by a number that names none: year left out, or a wrong type in the symbol."""
    written = citation.date.number if citation.date else 0
    if not citation.year:
        for candidate in lookup.yearless.get((serial, key), []):
            if (
                candidate.issued
                and not candidate.province
                and (candidate.issued == written or (not written and _titled(citation, candidate, lookup)))
            ):
                return candidate
    folded = [part.lower() for part in citation.parts]
    if len(folded) < 2 or (folded[0] not in words.symbol_codes and not citation.type_code):
        return None
    for candidate in lookup.serials.get((serial, citation.year), []):
        symbol = fold(candidate.number).rpartition("/")[2] if citation.year else fold(candidate.number)
        if _key(lazily(r"[/-]").split(symbol)[-1]) != _key(folded[-1]):
            continue
        own_code = folded[0].upper() == citation.type_code and citation.type_code != candidate.type
        agrees = citation.type_code == candidate.type or (written and written == candidate.issued)
        if agrees and not own_code and _dated_alike(candidate, citation):
            return candidate
    return None


def _dated_alike(candidate: Instrument, citation: Citation) -> bool:
    year = citation.dated_in
    return not year or not candidate.issued or year == year_of(candidate.issued)


def _plausible(candidate: Instrument, citation: Citation, context: Context, seen: dict[str, Instrument]) -> bool:
    """Whether a number that others may bear too stands for this instrument.

    Numbers without a year come back every year, and every province has its own "…/QĐ-UBND".
    """
    if candidate.province and not _same_place(candidate, citation, context):
        return False
    if citation.year:
        return True
    if citation.dated_in:
        return _dated_alike(candidate, citation) or _titled(citation, candidate, index(context.knowledge))
    if _spoken(citation) in seen:
        return True
    if citation.end > citation.core_end + 24:
        return _titled(citation, candidate, index(context.knowledge))
    return context.subject is not None and candidate.group in context.subject.groups


def _same_place(candidate: Instrument, citation: Citation, context: Context) -> bool:
    """Whether a provincial instrument's number is cited as that province's: its issuer says so, or the plan's own."""
    named = [id for hit in context.knowledge.find_provinces(citation.issuer) for id in hit.ids]
    return candidate.province in (named or [context.plan.issuer.province])


def _titled(citation: Citation, candidate: Instrument, lookup: Index) -> bool:
    """Whether the title as cited and the register's have most of the shorter one's words in common."""
    said = content_words(citation.passage.folded.text[citation.core_end : citation.end])
    known = content_words(spelled_out(fold(candidate.title), lookup.subjects))
    return bool(said and known) and 2 * len(said & known) >= min(len(said), len(known)) and len(said & known) >= 2


# Form of a number

_WORD_CODES = {
    "NĐ": ("nđ", "cp", "hđbt"), "QĐ": ("qđ",), "QYĐ": ("qđ", "qyđ", "qđi", "ql"), "TT": ("tt",), "TTLT": ("tt",),
    "CT": ("ct",), "KL": ("kl", "tb"), "NQ": ("nq", "qh", "ubtvqh"), "NQLT": ("nq",), "KH": ("kh", "ctr", "ct"),
    "CTR": ("ct", "kh"), "LUẬT": ("qh", "l"), "PL": ("pl", "ubtvqh"), "TB": ("tb", "kl"),
}  # fmt: skip
"""Type word → what its symbol may begin with."""


def _expected(citation: Citation, words: Grammar) -> str:
    """The number as it should be, "?" if that can't be told; empty when it follows the pattern of its type."""
    folded = [part.lower() for part in citation.parts]
    upper = [part.upper() if part.islower() else part for part in citation.parts]
    year = citation.dated_in
    if len(upper) == 1:
        halves = split_glued(folded[0], words)
        if halves:
            cut = len(halves[0])
            head = f"{citation.year}/" if citation.year else ""
            return f"{citation.serial}/{head}{upper[0][:cut]}-{upper[0][cut:]}"
        if folded[0] == "cp":
            return "?" if citation.year or (year and year > _LAST_UNNUMBERED_YEAR) else ""
        return "" if citation.year and ASSEMBLY.match(folded[0]) else "?"
    code, body = folded[0], folded[-1]
    turned = code not in words.symbol_codes and body in _WORD_CODES.get(citation.type_code, ())
    if turned and len(upper) == 2 and (code in words.state or code in words.party):  # "72/2015/CP-NĐ"
        head = f"{citation.year}/" if citation.year else ""
        return f"{citation.serial}/{head}{upper[1]}-{upper[0]}"
    if _misnamed(citation.type_code, code, words):
        return _renamed(citation, code, upper, words)
    joints = citation.joints
    party = body in words.party and body not in words.state
    if party and (code in words.symbol_codes or code in ("cv", "kt")):
        if citation.separator == "-" and not citation.year and set(joints) == {"/"}:
            return ""
        return f"{citation.serial}-{'-'.join(upper[:-1])}/{upper[-1]}"
    if body in words.state and code in words.symbol_codes:
        head = f"{citation.year}/" if citation.year else ""
        if code in ("nđ", "tt", "ttlt") and not citation.year and not (year and year <= _LAST_UNNUMBERED_YEAR):
            return f"{citation.serial}/{year}/{'-'.join(upper)}" if year else "?"
        loose = citation.separator == "-" or "/" in joints
        if code == "ttlt" and citation.year and citation.year <= _JOINT_CIRCULAR_SLASHES:
            loose = False
        if loose or citation.glued:
            return f"{citation.serial}/{head}{'-'.join(upper)}"
        return ""
    if citation.glued and citation.year:
        return f"{citation.serial}/{citation.year}/{'-'.join(upper)}"
    return ""


def _misnamed(type_code: str, code: str, words: Grammar) -> bool:
    """Whether the type said in words and the type in the symbol are two different ones."""
    allowed = _WORD_CODES.get(type_code)
    if allowed is None or code.startswith(allowed):
        return False
    if type_code in ("KH", "CTR", "TB", "KL") and code not in words.symbol_codes and code not in words.state:
        return len(code) == 2  # "KT" for "KL"; longer codes are combined types (KHPH …)
    return code in words.symbol_codes or code in words.state or code in words.party or len(code) == 2


def _renamed(citation: Citation, code: str, upper: Sequence[str], words: Grammar) -> str:
    """The number with the type said in words put into the symbol, where the symbol's own type is no type at all."""
    right = _WORD_CODES[citation.type_code][0].upper()
    if code in words.symbol_codes or code in words.state or len(code) != 2:
        return "?"
    if upper[-1].lower() in words.party:
        return f"{citation.serial}-{right}/{upper[-1]}"
    head = f"{citation.year}/" if citation.year else ""
    return f"{citation.serial}/{head}{'-'.join([right, *upper[1:]])}"


# The fact


_AMENDED_AFTER = lazily(
    r"[ ,;(]*(?:đã )?(?:được )?sửa đổi(?:,? ?(?:và )?bổ sung)?(?: một số điều)? (?:bởi|theo|tại|năm|bằng)(?!\w)"
)


def _says_amended(citation: Citation) -> bool:
    text = citation.passage.folded.text
    if _AMENDED_AFTER.match(text, citation.end):
        return True
    return _AMENDED_AFTER.search(text, citation.core_end, citation.end) is not None


def _normalised(citation: Citation) -> str:
    if not citation.serial:
        return _name(citation)
    year = f"/{citation.year}" if citation.year else ""
    if not citation.parts:
        return f"{citation.serial}{year}" + ("/NĐ-CP" if citation.type_code == "NĐ" and citation.year else "")
    return f"{citation.serial}{year}{citation.separator}{citation.symbol}"


def _name(citation: Citation) -> str:
    end = citation.start + len(citation.name)
    return citation.passage.as_written(citation.start, end)


def _slice(citation: Citation, start: int, end: int) -> str:
    if end <= start:
        return ""
    return citation.passage.as_written(start, end)


def _type(citation: Citation, instrument: Instrument | None, words: Grammar) -> str:
    if instrument:
        return instrument.type
    code = citation.parts[0].lower() if citation.parts else ""
    if code in words.symbol_codes and not citation.type_code:
        return code.upper()
    return citation.type_code


def _role(citation: Citation, context: Context, words: Grammar, carried: bool) -> str:
    """``carried``: it is named in the title of the instrument that amends it, so it is leaned on all the same."""
    text = citation.passage.folded.text
    before = words_up_to(text, citation.start)
    if carried:
        return "mention"
    passage = citation.passage
    if citation.within >= 0 or citation.repealed or words.review_before.search(before):
        return "history"
    if context.telling.repealed(passage):
        return "history"
    role = role_at(passage, citation.start)
    if role is Role.BASIS:
        return "basis"
    section = passage.section
    while section >= 0:
        if "bases" in context.plan.sections[section].roles:
            return "basis"
        section = context.plan.sections[section].parent
    if role is Role.ENACTING:
        clause = text.rfind(";", 0, citation.start) + 1
        if words.basis.match(text, clause):
            return "basis"
    return "mention"


_TAKES_EFFECT = lazily(r"[ ,(]*(?:sẽ |chỉ )?(?:bắt đầu )?có hiệu lực(?: thi hành)?(?: kể)? từ(?!\w)")


def _awaited(citation: Citation, instrument: Instrument | None, context: Context) -> bool:
    """Whether the draft itself says from when on an instrument that is not yet in force will be."""
    if instrument is None or instrument.status(context.as_of) != "not-yet-in-force":
        return False
    text = citation.passage.folded.text
    if _TAKES_EFFECT.match(text, citation.core_end) or _TAKES_EFFECT.match(text, citation.end):
        return True
    first, last = context.telling.clause(citation.passage, citation.start)
    return any(date.number == instrument.start for date in find_dates(text[first:last]))


def _flag(value: object) -> str:
    return "yes" if value else "no"


def _fact(
    citation: Citation,
    reading: _Reading,
    context: Context,
    role: str,
    words: Grammar,
    mentioned: set[str],
    amended: set[str],
    based: Collection[str],
) -> Fact:
    instrument = reading.instrument
    number = instrument.number if instrument else _normalised(citation)
    written = citation.date.number if citation.date and citation.date.valid else 0
    identity = number.lower()
    first = identity not in mentioned
    mentioned.add(identity)
    title = instrument.title if instrument else ""
    group = instrument.group if instrument else ""
    if instrument is None and reading.namesakes:
        group = reading.namesakes[0].group
        title = reading.namesakes[0].title
    when = written or (instrument.issued if instrument else 0)
    core = citation.core_end
    start, end = citation.passage.folded.span(citation.start, core)
    status = instrument.status(context.as_of) if instrument else "unknown"
    issuer = _slice(citation, citation.issuer_start, citation.issuer_end)
    guided = _guided_years(context, citation, instrument)
    told = citation.passage.folded.text[core : citation.end].strip()
    own = (
        belonging(told, instrument, context.as_of, context.knowledge)
        if instrument and reading.well_formed
        else Belonging()
    )
    if instrument is None and written and citation.parts:
        own = Belonging("unknown", owner(told, written, citation.type_code, context.knowledge))
    issuer_status = _issuer_status(citation, instrument, context)
    meant = instrument is not None and identified(
        citation, instrument, own.status, issuer_status, told, context.knowledge
    )
    # An article of one instrument is not the same article of the next.
    in_part = right_before(_IN_PART(context.knowledge), citation.passage.folded.text, citation.start)
    return fact(
        "citation",
        citation.passage.place(start, end),
        citation.passage.text[start:end],
        number=number,
        as_written=_slice(citation, citation.number_start, citation.number_end) or _name(citation),
        type=_type(citation, instrument, words),
        title=title,
        issuer=issuer,
        issued=written,
        year=citation.year,
        role=role,
        live=_flag(role != "history"),
        first=_flag(first),
        known=_flag(instrument),
        status=status,
        status_certainty=instrument.status_certainty if instrument and status != "unknown" else "",
        leaned=_flag(role != "history" and _leaned(citation, role, context.knowledge)),
        title_status=own.status,
        title_of=own.whose,
        title_said=_slice(citation, core, citation.end).strip(),
        instead=instead(instrument, context.as_of, context.knowledge) if instrument else "",
        heir=_heir(citation, instrument, context, based if role == "basis" else ()) if meant and not in_part else "",
        relieved=_flag(role == "basis" and _is_relieved(instrument, context, based)),
        forerunner="" if in_part else _forerunner(citation, instrument, context),
        retitled=retitled(citation, own.whose) if own.status == "other-period" else "",
        identified=_flag(instrument and meant and instrument.issued <= context.days.last),
        whole=_slice(citation, citation.start, citation.end).strip(),
        redated=redated(citation, instrument) if _date_status(citation, instrument) == "mismatch" else "",
        reissued=reissued(citation, instrument) if issuer_status == "mismatch" else "",
        ended=_ended(instrument, context.as_of),
        effective=instrument.start if instrument else 0,
        replaced_by=", ".join(instrument.replaced_by) or instrument.ended_by if instrument else "",
        known_issued=instrument.issued if instrument else 0,
        date_status=_date_status(citation, instrument),
        date_certainty=instrument.issued_certainty if instrument and instrument.issued else "",
        year_conflict=_flag(citation.year and citation.date and citation.date.year != citation.year),
        after_document=_flag(when > context.days.last),
        well_formed=_flag(reading.well_formed),
        expected_number=reading.expected,
        issuer_status=issuer_status,
        known_issuer=instrument.issuer if instrument else "",
        amendment_mentioned=_flag(number in amended),
        complete=_flag(citation.serial and (citation.parts or citation.year) and citation.date and issuer),
        group=group,
        form="number" if citation.serial else "name",
        terse=_flag(citation.amends or citation.passage.block.cell is not None),
        about=_about(citation, instrument, context.knowledge.vocabulary.subjects),
        guided_year=guided[0] if guided else 0,
        guidance=_guidance(guided, context),
        status_said=_flag(words.status_said.search(citation.passage.folded.text, core, citation.end + _STATUS_REACH)),
    )


def _leaned(citation: Citation, role: str, knowledge: Knowledge) -> bool:
    """Whether the draft rests on what it cites as law of its day: not where it says when that comes into force."""
    text = citation.passage.folded.text
    if role == "basis":
        return True
    behind = (citation.core_end, min(len(text), citation.end + _STATUS_REACH))
    if cues.anywhere(knowledge, "citation.forward.after").search(text, *behind):
        return False
    before = words_up_to(text, citation.start)
    if cues.before(knowledge, "citation.authority.before").search(before):
        return True
    return grammar(knowledge).status_said.search(text, *behind) is not None


_IN_PART = Cue(r"(?<!\w)<citation.parts> [\w, ]{1,40}$")
_STATUS_REACH = 60
"""Characters behind a citation in which the draft may say of it that it stands."""


def _about(citation: Citation, instrument: Instrument | None, subjects: Sequence[Subject]) -> str:
    title = citation.passage.folded.text[citation.core_end : citation.end].strip()
    if instrument is not None:
        title = f"{title} {fold(instrument.title)}"
    for subject in subjects:
        if instrument is not None and instrument.group in subject.groups:
            return subject.id
        if subject.cited and cues.terms(subject.cited).search(title):
            return subject.id
    return "other" if title else ""


_GUIDED = Cue("<citation.guidance>")
_YEAR = lazily(r"(?<!\w)năm (20\d\d)(?!\d)")


def _guided_years(context: Context, citation: Citation, instrument: Instrument | None) -> tuple[int, ...]:
    """Years whose plans a letter of guidance is for, none for anything else."""
    if instrument is not None and instrument.plan_year:
        return (instrument.plan_year,)
    letter = citation.type_code == "CV" or (citation.separator == "/" and not citation.type_code and not citation.year)
    if not letter or not citation.parts or citation.within >= 0:
        return ()
    title = citation.passage.folded.text[citation.core_end : citation.end]
    guidance = context.subject.guidance if context.subject else ()
    if not any(words in title for words in guidance) or not _GUIDED(context.knowledge).search(title):
        return ()
    return tuple(int(year) for year in _YEAR.findall(title))


def _guidance(years: Sequence[int], context: Context) -> str:
    first, last = context.plan.period
    if not years or not first:
        return ""
    return "this-year" if any(first <= year <= (last or first) for year in years) else "other-year"


def _ended(instrument: Instrument | None, day: int) -> int:
    if instrument is None:
        return 0
    if instrument.end and day >= instrument.end:
        return instrument.end
    return instrument.period_end if instrument.period_end and day >= instrument.period_end else 0


_ELSE = "văn bản đang có hiệu lực về cùng nội dung"


def instead(instrument: Instrument, day: int, knowledge: Knowledge) -> str:
    """What is to be cited on a day instead of an instrument that ended, for display."""
    found = dict.fromkeys(_standing(instrument, day, knowledge, {instrument.number}))
    return " và ".join(_called(each, knowledge) for each in found) or _ELSE


def _heirs(instrument: Instrument | None, context: Context) -> list[Instrument]:
    """What is in force instead of an instrument that ended."""
    if instrument is None or instrument.status(context.as_of) not in ("ended", "expired"):
        return []
    return list(dict.fromkeys(_standing(instrument, context.as_of, context.knowledge, {instrument.number})))


def _is_relieved(instrument: Instrument | None, context: Context, based: Collection[str]) -> bool:
    heirs = _heirs(instrument, context)
    return bool(heirs) and all(each.number in based for each in heirs)


def _heir(citation: Citation, instrument: Instrument | None, context: Context, based: Collection[str]) -> str:
    """``based``: what stands among the bases already."""
    found = _heirs(instrument, context)
    told = _slice(citation, citation.core_end, citation.end).strip()
    if len(found) != 1 or found[0].number in based:
        return ""
    return heir(citation, found[0], told, context.knowledge)


def _forerunner(citation: Citation, instrument: Instrument | None, context: Context) -> str:
    if instrument is None or instrument.status(context.as_of) not in ("not-issued", "not-yet-in-force"):
        return ""
    before = [
        each
        for each in context.knowledge.instruments
        if instrument.number in each.replaced_by and each.status(context.as_of) == "in-force"
    ]
    told = _slice(citation, citation.core_end, citation.end).strip()
    return heir(citation, before[0], told, context.knowledge) if len(before) == 1 else ""


def _standing(instrument: Instrument, day: int, knowledge: Knowledge, seen: set[str]) -> Iterator[Instrument]:
    """The instruments in force into which one has gone, by way of those that ended meanwhile."""
    for number in instrument.replaced_by or (instrument.ended_by,):
        successor = knowledge.instrument(number) if number else None
        if successor is None or successor.number in seen:
            continue
        seen.add(successor.number)
        if successor.status(day) == "in-force":
            yield successor
        elif successor.status(day) == "ended":
            yield from _standing(successor, day, knowledge, seen)


def _called(instrument: Instrument, knowledge: Knowledge) -> str:
    """ "Nghị định số 72/2015/NĐ-CP ngày 07/9/2015"; a law by its name and date, as among the bases."""
    day = instrument.issued
    dated = f" ngày {shown(day)}" if day else ""
    if instrument.type in _LAWS:
        name = instrument.family or instrument.title
        return f"{name}{dated or f' số {instrument.number}'}"
    words = knowledge.vocabulary.terms.get(f"citation.type.{instrument.type}", ("văn bản",))
    return f"{words[0][0].upper()}{words[0][1:]} số {instrument.number}{dated}"


def _date_status(citation: Citation, instrument: Instrument | None) -> str:
    if citation.date is None:
        return "none"
    if instrument is None or not instrument.issued:
        return "unknown"
    return "match" if citation.date.number == instrument.issued else "mismatch"


_ISSUER_TITLES = Cue(r"^<citation.office-titles> (?=bộ|ubnd|ủy ban|văn phòng)")
_ISSUER_TAIL = lazily(
    r"[ ,(]*(?:(?:khóa|nhiệm kỳ) (?:[ivxlc]+|\d+)|trung ương đảng|đảng cộng sản việt nam|nước .*|việt nam)\)?"
)


def _plain_issuer(knowledge: Knowledge, issuer: str) -> str:
    return _ISSUER_TITLES(knowledge).sub("", _ISSUER_TAIL.sub("", fold(issuer))).strip(' ,.()"')


def _issuer_status(citation: Citation, instrument: Instrument | None, context: Context) -> str:
    if citation.issuer_end <= citation.issuer_start:
        return "none"
    if instrument is None or not instrument.issuer:
        return "unknown"
    return _compare(citation.issuer, instrument, context.knowledge)


@lru_cache(maxsize=512)
def _compare(written: str, instrument: Instrument, knowledge: Knowledge) -> str:
    """``mismatch`` only where both are bodies the register knows and they are different ones."""
    said = _plain_issuer(knowledge, written)
    forms = [_plain_issuer(knowledge, form) for form in (instrument.issuer, *instrument.issuers)]
    for form in forms:
        if said == form or said.startswith(form + " ") or form.startswith(said + " "):
            return "match"
    known = _bodies(instrument.issuer, knowledge)
    named = _bodies(written, knowledge)
    if known & named:
        return "match"
    return "mismatch" if known and named else "unknown"


def _bodies(issuer: str, knowledge: Knowledge) -> frozenset[str]:
    """Central bodies a name stands for: ids of the register, or the key of a ``citation.body.<key>`` term."""
    folded = fold(issuer)
    plain = _plain_issuer(knowledge, issuer)
    found: set[str] = set()
    for name, forms in knowledge.vocabulary.terms.items():
        if name.startswith("citation.body.") and any(plain == form or plain.startswith(form + ",") for form in forms):
            found.add(name)
    if found:
        return frozenset(found)
    for hit in knowledge.find_agencies(folded):
        found.update(id for id in hit.ids if knowledge.agency(id).level in ("central", "ministry"))
    return frozenset(found)
