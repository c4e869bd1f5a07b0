"""An article about a plan: told from the plan itself, with what its prose says of the plan."""

import re

from plancheck.data.days import day_of
from plancheck.knowledge import Knowledge
from plancheck.knowledge.territory import UNIT
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure import identity, letterhead
from plancheck.structure.beginning import find_letterhead, other_title
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.plan import IssueDate, Issuer, Number, Period, Role
from plancheck.structure.signature import authority_of, is_recipients_label
from plancheck.structure.source import Roles, Source
from plancheck.text import fold, squeeze

_NUMBER = lazily(
    r"(?:\bsố\s?)?(?P<text>(?P<serial>\d{1,5})\s?(?P<separator>[-/])\s?(?P<symbol>[^\W\d_]{2,5}\s?[-/]\s?[^\W\d_]\w*))"
)
_DAY = lazily(
    r"\bngày (?P<day>\d{1,2})(?:\s?[/.-]\s?| tháng )(?P<month>\d{1,2})"
    r"(?:(?:\s?[/.-]\s?|,? năm )(?P<year>(?:19|20)\d\d))?"
)
_LATER = lazily(r"\b(?:như sau|sau đây)\s*:\s*$")
_ABOUT = lazily(r"^[\s,]*(?:ngày [\d/. -]+[\s,]*)?(?:của [^,;]{3,60}?\s)?(?:về (?:việc )?|v/v )?")
_SUBJECT_END = lazily(r"(?:[;:]|\.(?=\s|$)|, (?:theo|trong đó|nhằm|với|cụ thể|kế hoạch|yêu cầu|giao)\b|$)")
_UNIT = lazily(rf"\b({UNIT}|tp\.?) ")
_OTHER_VERB = lazily(r"\b(?:tham mưu|trình|giúp|cho biết|theo đó|đề nghị)(?: cho)? ")
_LONG = 100


class Told(NamedTuple):
    """What the prose says of the plan."""

    number: Number
    date: IssueDate
    issuer: Issuer
    type_code: str
    type_name: str
    subject: str
    period: Period
    headline: int
    """Index of the block with the headline, -1 if none."""


class _Saying(NamedTuple):
    """A sentence that says a plan was issued; offsets are into the folded text of the block."""

    position: int
    start: int
    type_start: int
    type_end: int
    number: re.Match[str] | None
    issuer: tuple[int, int] | None = None
    """Where the issuer stands when it comes after."""


def is_article(source: Source) -> bool:
    """Whether the text tells of a plan instead of being one.

    It has none of a document's parts, and a sentence or headline says that a plan was issued.
    """
    if not source.order or any(hint is not None for hint in source.hints):
        return False
    words, headings, bases = source.words, 0, 0
    if other_title(source.line(0), words):
        return False
    for index in source.order:
        key, label = source.folded[index].text, source.labels[index]
        if is_recipients_label(key, words) or authority_of(source.document.blocks[index].text.strip()):
            return False
        if label.kind in ("roman", "part", "chapter") and len(key) < 200:
            headings += 1
        bases += words.basis.match(key.lstrip(" -*")) is not None and key.rstrip().endswith((";", ",", ":"))
    if bases or find_letterhead(source) >= 0:
        return False
    saying = _saying(source)
    if saying is None:
        return False
    if not headings:
        early = saying.position <= 4 and not source.labels[source.order[saying.position]].kind
        return saying.number is not None or (early and not _LATER.search(source.key(saying.position)))
    return saying.position <= 4 and saying.number is not None and _date_near(source, saying) is not None


def _saying(source: Source) -> _Saying | None:
    """The best saying that a plan was issued: with its number and "ban hành", with its number, else the first."""
    best, rank = None, 0
    for position in range(len(source.order)):
        key = source.key(position)
        for match in source.words.issued.finditer(key):
            number = _NUMBER.match(key, _skip(key, match.end()))
            own = (1 if match["strong"] else 0) + (2 if number else 0)
            if own > rank:
                best, rank = _Saying(position, match.start(), *match.span("type"), number), own
        if rank == 3:
            break
        for match in source.words.issued_by.finditer(key) if " ban hành" in key else ():
            number = _NUMBER.match(key, match.start("told"))
            if number and rank < 2:
                best, rank = _Saying(position, match.start(), *match.span("type"), number, match.span("issuer")), 2
    return best


def _skip(key: str, offset: int, marks: str = " ") -> int:
    while offset < len(key) and key[offset] in marks:
        offset += 1
    return offset


def _date_near(source: Source, saying: _Saying) -> re.Match[str] | None:
    key = source.key(saying.position)
    if saying.number is not None:
        after = _DAY.match(key, _skip(key, saying.number.end(), " ,"))
        if after is not None and after["year"]:
            return after
    before = None
    for match in _DAY.finditer(key, max(saying.start - 200, 0), saying.start):
        before = match
    return before


def classify_article(source: Source) -> tuple[Roles, int]:
    """Roles of an article's blocks and the index of its headline (-1 if none).

    Prose and points are kept, the page around them is noise.
    """
    words, order = source.words, source.order
    roles: list[Role | None] = [
        (Role.NOISE if block.part.startswith(("header", "footer")) else Role.NOTE)
        if block.part != "body"
        else Role.NOISE
        for block in source.document.blocks
    ]
    found = Roles(roles)
    prose = [position for position in range(len(order)) if _is_prose(source, position)]
    if not prose:
        prose = list(range(len(order)))
    first, last = prose[0], prose[-1]
    told = set(prose)
    headline = _headline(source, first)
    for position in range(first, last + 1):
        index = order[position]
        label = source.labels[index]
        if (
            position in told
            or (label.kind and label.kind != "bullet")
            or (label.kind == "bullet" and len(source.key(position)) > 30)
        ):
            roles[index] = None
            found.body.append(index)
    if headline >= 0:
        roles[order[headline]] = Role.SUBJECT
    for position in range(last + 1, len(order)):
        index = order[position]
        if (
            not source.labels[index].kind
            or words.noise.match(source.key(position))
            or source.labels[order[position - 1]].kind == ""
        ):
            break
        roles[index] = None
        found.body.append(index)
    return found, order[headline] if headline >= 0 else -1


def _is_prose(source: Source, position: int) -> bool:
    key = source.key(position).strip()
    if source.words.noise.match(key) and len(key) < 300:
        return False
    if len(key) >= _LONG:
        return True
    if source.labels[source.order[position]].kind:
        return False
    ends = key.endswith((".", "…", ":", "!", "?")) and key.count(" ") >= 7
    return ends or (_DAY.match(key) is not None and source.words.issued.search(key) is not None)


def _headline(source: Source, first: int) -> int:
    """Position of the last short line before the prose that names a type of document, -1 if none."""
    for position in range(first - 1, -1, -1):
        key = source.key(position)
        if len(key) < 250 and any(name in key for name in ("kế hoạch", "hướng dẫn", "chương trình")):
            return position
    return -1


def tell(source: Source, headline: int, knowledge: Knowledge) -> Told:
    """Number, date, issuer, type, subject and period of the plan, from the prose."""
    words = source.words
    saying = _saying(source)
    number, date, name = Number(), IssueDate(), ""
    code, type_name, subject = "", "", ""
    if saying is not None:
        key, text = source.key(saying.position), source.block(saying.position).text
        folded = source.folded[source.order[saying.position]]
        kind = words.types[key[saying.type_start : saying.type_end]]
        code, type_name = kind.code, text[folded.original(saying.type_start) : folded.original(saying.type_end)]
        day = _date_near(source, saying)
        if day is not None:
            date = IssueDate("", int(day["day"]), int(day["month"]), int(day["year"] or 0))
        if saying.issuer is None:
            name = _issuer_before(key, text, saying.start, words)
        else:
            name = " ".join(text[folded.original(saying.issuer[0]) : folded.original(saying.issuer[1])].split())
        subject = _subject_after(
            key, text, saying.number.end() if saying.number else saying.type_end, source, saying.position
        )
    found = saying.number if saying else None
    where = saying.position if saying else -1
    if found is None:
        found, where = _cited_source(source)
    if found is not None:
        number = _number(found, source, where)
        code = number.type_code or code
    title = source.document.blocks[headline].text.strip() if headline >= 0 else ""
    subject = subject or _subject_of_headline(title, words)
    issuer = _issuer(name, number, date, source, title, knowledge)
    period = identity.read_period(subject)
    if not period.last:
        period = identity.read_period(title)
    return Told(number, date, issuer, code, type_name, subject, period, headline)


def _number(match: re.Match[str], source: Source, position: int) -> Number:
    text = source.block(position).text
    folded = source.folded[source.order[position]]
    written = text[folded.original(match.start("text")) : folded.original(match.end("text"))]
    symbol = lazily(r"\s+").sub("", written[written.find(match["separator"]) + 1 :])
    return Number(written, match["serial"], symbol, letterhead.type_code(symbol, source.words))


def _cited_source(source: Source) -> tuple[re.Match[str] | None, int]:
    """Number in "Nguồn Kế hoạch 50/KH-UBND" and its like: the first number right after a type's name."""
    for position in range(len(source.order)):
        key = source.key(position)
        start = key.find("kế hoạch")
        while start >= 0:
            match = _NUMBER.match(key, _skip(key, start + 8))
            if match is not None and letterhead.type_code(match["symbol"].upper(), source.words) == "KH":
                return match, position
            start = key.find("kế hoạch", start + 8)
    return None, -1


def _issuer_before(key: str, text: str, stop: int, words: Lexicon) -> str:
    """The subject of the verb: the body named between it and the last comma, sentence end or other verb."""
    head = key[:stop].rstrip()
    start = max(head.rfind(mark) + 2 if mark in head else 0 for mark in (", ", ". ", ": "))
    for verb in _OTHER_VERB.finditer(head, start):
        start = verb.end()
    named = words.agency_inside.search(head, start)
    start = named.start() if named else start
    folded = squeeze(text)
    written = text[folded.original(start) : folded.original(len(head))]
    name = " ".join(identity.without_adverbs(written).split())
    return name if 2 < len(name) <= 90 else ""


def _subject_after(key: str, text: str, start: int, source: Source, position: int) -> str:
    rest = key[start:]
    opener = _ABOUT.match(rest)
    begin = start + (opener.end() if opener else 0)
    ending = _SUBJECT_END.search(key, begin)
    end = ending.start() if ending else len(key)
    folded = source.folded[source.order[position]]
    return " ".join(text[folded.original(begin) : folded.original(end)].split()).strip(" ,.")


def _subject_of_headline(title: str, words: Lexicon) -> str:
    key = squeeze(title).text
    found = key.find("kế hoạch")
    if found < 0:
        return " ".join(title.split())
    folded = squeeze(title)
    return " ".join(title[folded.original(found + len("kế hoạch")) :].split()).strip(" ,.")


def _issuer(name: str, number: Number, date: IssueDate, source: Source, title: str, knowledge: Knowledge) -> Issuer:
    words = source.words
    keys = [source.key(position) for position in range(len(source.order))]
    day = day_of(date.year, date.month, date.day) if date.year else 0
    own = fold(name)
    if name and not words.agency.match(own) and not _UNIT.match(own + " "):
        name = _with_unit(name, keys) or name
        own = fold(name)
    level = identity.level_of(name, "", day, knowledge) if name else ""
    province = identity.province_of((name, title), day, knowledge)
    if not province:
        province = _most_named(keys, day, knowledge)
    if not level and "ubnd" in fold(number.symbol) and province and not name:
        level = "province"
    system = identity.system_of(name, "", number.symbol, False, words)
    return Issuer(name, "", system, level, province)


def _with_unit(name: str, keys: list[str]) -> str:
    """A bare place name with the unit that the prose gives it: "Tịnh Biên" → "huyện Tịnh Biên"."""
    own = fold(name)
    pattern = re.compile(rf"\b({UNIT}) {re.escape(own)}\b")
    for key in keys:
        match = pattern.search(key)
        if match:
            return f"{match[1]} {name}"
    return ""


def _most_named(keys: list[str], day: int, knowledge: Knowledge) -> str:
    """The province that the prose names most, with "tỉnh" or "thành phố" before it counting double."""
    counts: dict[str, int] = {}
    for key in keys:
        if len(key) < 60:
            continue
        for hit in knowledge.find_provinces(key):
            identifier = identity.standing(hit.ids, day, knowledge)
            weight = (
                2
                if key.startswith(("tỉnh ", "thành phố "), hit.start)
                or key[: hit.start].endswith(("tỉnh ", "thành phố "))
                else 1
            )
            counts[identifier] = counts.get(identifier, 0) + weight
    return max(counts, key=lambda identifier: counts[identifier]) if counts else ""
