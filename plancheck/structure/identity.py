"""Who issued what and when: number, date, issuer, type, subject, period."""

import re
from collections.abc import Iterable, Sequence

from plancheck.data.days import FOREVER, day_of
from plancheck.document import Document
from plancheck.knowledge import Knowledge, Province
from plancheck.knowledge.territory import DISTRICT
from plancheck.patterns import lazily
from plancheck.structure import letterhead
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.plan import IssueDate, Issuer, Number, Passage, Period, Role
from plancheck.structure.source import Roles
from plancheck.text import fold, squeeze, words_up_to

Stretch = tuple[Passage, int, int]

# Order matters: "thị xã" is no xã, "thành phố" is looked up.
_DISTRICT = lazily(rf"\b(?:{DISTRICT}|huyện ủy|quận ủy|thị ủy)\b")
_COMMUNE = lazily(r"\b(?:(?<!thông tấn )(?<!hợp tác )xã(?! hội)|phường|đặc khu|thị trấn)\b")
_MINISTRY = lazily(
    r"\b(?:bộ(?! chỉ huy| tư lệnh| đội| phận| máy)|chính phủ|thủ tướng|trung ương|ban bí thư|bộ chính trị|quốc hội)\b"
)
_PROVINCE = lazily(r"\b(?:tỉnh|(?<!cơ )sở)\b")
_CITY = lazily(r"\b(?:thành phố|thành ủy|tp\b\.?)\s?")
_UNIT_BELOW = lazily(r"\b(?:phòng|chi cục thuế|trung tâm văn hóa)\b")
_CITATION_YEAR = lazily(r"(?:tháng \d{1,2}|luật(?: [\w,]+){1,6}|pháp lệnh(?: [\w,]+){1,6}|hiến pháp) $")
_RANGE = lazily(r"\b((?:19|20)\d\d)\s?-\s?(?:năm )?((?:19|20)?\d\d)\b(?!/)")
_PART = r"(?:(?:quý [ivx\d]+|tháng \d{1,2}|đầu|giữa|cuối|nửa đầu|nửa cuối|6 tháng cuối),? )?"
_FROM_TO = lazily(rf"\btừ {_PART}năm ((?:19|20)\d\d) (?:đến|tới) (?:hết )?{_PART}năm ((?:19|20)\d\d)\b")
_AND_THE_NEXT = lazily(rf"\b{_PART}năm ((?:19|20)\d\d) và (?:cả )?{_PART}năm ((?:19|20)\d\d)\b")
_YEAR = lazily(r"\bnăm ((?:19|20)\d\d)\b")
_UNTIL = lazily(r"(?:đến|tới|tầm nhìn|định hướng)(?: hết)? $")
_QUOTED = lazily(r'"[^"]*"|\([^)]*\)')
_ATTACHED_NUMBER = lazily(
    r"số\s*:?\s*(?P<text>(?P<serial>\d{1,5}|[\s._…]*?)\s*(?P<separator>[-/])\s*"
    r"(?P<symbol>[^\W\d_]\w*(?:\s?[-/]\s?[^\W\d_]\w*){0,3}))",
    re.IGNORECASE,
)
_DAY = r"ngày\s*(?P<day>\d{1,2})(?:\s*tháng\s*|\s?[/.-]\s?)(?P<month>\d{1,2})(?:\s*năm\s*|\s?[/.-]\s?)(?P<year>\d{4})"
_ATTACHED_DATE = lazily(_DAY, re.IGNORECASE)
_ISSUER_OF = lazily(r"\bcủa\s+(?P<name>[^();,.]{3,80})", re.IGNORECASE)
_TOLD = frozenset({Role.SUBJECT, Role.PARAGRAPH, Role.ITEM, Role.HEADING, Role.CELL})
_PLACE_DATE = lazily(r"\s*(?P<place>[^\W\d_][^\d,]{1,40}(?: \d{1,2})?),\s*" + _DAY + r"\s*\.?\s*", re.IGNORECASE)
_MONTH = lazily(
    r"(?<!\w)tháng\s*(?P<month>0?[1-9]|1[0-2])(?:\s*năm\s*|\s?[/.-]\s?)(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_TITLE = 6
"""Passages in which a title stands."""
_OPENING = 20
"""Characters in which a passage says that it tells of the day itself."""


def joined(stretches: Iterable[Stretch]) -> str:
    """Words of stretches, as written, on one line."""
    return " ".join(
        " ".join(passage.text[start:end].split()).strip("*_| ") for passage, start, end in stretches
    ).strip()


# --- number and date ----------------------------------------------------------------------------------------------


def read_number(document: Document, found: Roles, attached: list[Stretch], words: Lexicon) -> Number:
    """Number of the letterhead; for a plan issued under a decision that is not in the file, that decision's."""
    if found.host >= 0 and found.number is not None:
        return _own_number(document, found.number, words)
    for passage, start, end in attached:
        match = _ATTACHED_NUMBER.search(passage.text, start, end)
        if match and match["serial"].strip(" ._…\t\u00a0"):
            symbol = lazily(r"\s+").sub("", match["symbol"])
            serial = match["serial"].strip()
            code = letterhead.type_code(symbol, words)
            return Number(
                match["text"].strip(), serial, symbol, code, passage.index, match.start("text"), match.end("text")
            )
    if found.number is None:
        return _blank_number(attached, words)
    return _own_number(document, found.number, words)


def _own_number(document: Document, number: tuple[int, int, letterhead.NumberLine], words: Lexicon) -> Number:
    index, offset, line = number
    start, end = offset + line.start, offset + line.end
    text = document.blocks[index].text[start:end]
    return Number(text, line.serial, line.symbol, letterhead.type_code(line.symbol, words), index, start, end)


def _blank_number(attached: list[Stretch], words: Lexicon) -> Number:
    """The decision's number under the title of an attached plan, not yet given."""
    for passage, start, end in attached:
        match = _ATTACHED_NUMBER.search(passage.text, start, end)
        if match:
            symbol = lazily(r"\s+").sub("", match["symbol"])
            code = letterhead.type_code(symbol, words)
            first, last = match.start("separator"), match.end("text")
            return Number(passage.text[first:last], "", symbol, code, passage.index, first, last)
    return Number()


def issuer_of_attached(attached: list[Stretch]) -> list[tuple[str, int]]:
    """Issuers that "(Kèm theo Quyết định số … của …)" names, with their passages."""
    found = []
    for passage, start, end in attached:
        match = _ISSUER_OF.search(passage.text, start, end)
        if match:
            found.append((" ".join(match["name"].split()), passage.index))
    return found


def read_date(dates: list[Stretch], attached: list[Stretch]) -> IssueDate:
    """Place and date of the letterhead, else the date said under the title of an attached plan."""
    for passage, start, end in dates:
        line = letterhead.date_line(passage.text[start:end].strip(" \t*_|\n"))
        if line is not None:
            return IssueDate(line.place, line.day, line.month, line.year, passage.index, start, end)
    for passage, start, end in attached:
        match = _ATTACHED_DATE.search(passage.text, start, end)
        if match:
            day, month, year = (int(match[name]) for name in ("day", "month", "year"))
            return IssueDate("", day, month, year, passage.index, match.start(), match.end())
    return IssueDate()


def date_told(passages: Iterable[Passage]) -> IssueDate:
    """The date of minutes and agreements: of "Hôm nay, ngày …", else the first one told."""
    first = IssueDate()
    for passage in passages:
        opens = fold(passage.text[:_OPENING]).lstrip().startswith("hôm nay")
        match = _ATTACHED_DATE.search(passage.text) if opens or passage.role in _TOLD else None
        if match and (opens or not first.year):
            day, month, year = (int(match[name]) for name in ("day", "month", "year"))
            first = IssueDate("", day, month, year, passage.index, match.start(), match.end())
            if opens:
                break
    return first


def date_of_other(passages: Sequence[Passage]) -> IssueDate:
    """The date of a paper of no known kind: of its last line of place and date; else the month told with its title."""
    for passage in reversed(passages):
        match = _PLACE_DATE.fullmatch(passage.text)
        if match:
            day, month, year = (int(match[name]) for name in ("day", "month", "year"))
            return IssueDate(match["place"].strip(), day, month, year, passage.index, match.start("day"), match.end())
    for passage in passages[:_TITLE]:
        match = _MONTH.search(passage.text)
        if match:
            return IssueDate("", 0, int(match["month"]), int(match["year"]), passage.index, match.start(), match.end())
    return IssueDate()


# --- issuer -------------------------------------------------------------------------------------------------------


_COMMITTEES = ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân")


def system_of(name: str, superior: str, symbol: str, party_marks: bool, words: Lexicon) -> str:
    """``state``, ``party`` or empty, from the bodies' names, the letterhead and the symbol."""
    own, above = fold(name), fold(superior)
    if own.startswith(_COMMITTEES) and not words.party.match(above):
        return "state"  # a committee that heads its plan "ĐẢNG CỘNG SẢN VIỆT NAM" is a committee all the same
    if party_marks or words.party.match(own):
        return "party"
    if words.state.match(own):
        return "party" if words.party.match(above) else "state"
    if words.party.search(own) or words.party.match(above):
        return "party"
    segments = lazily(r"[-/]").split(fold(symbol))
    if len(segments) > 1 and segments[-1] in words.party_symbols:
        return "party"
    if "ubnd" in segments or words.state.search(own) or words.state.match(above):
        return "state"
    return ""


def level_of(name: str, superior: str, day: int, knowledge: Knowledge) -> str:
    """``ministry``, ``province``, ``district``, ``commune`` or empty, from the issuer's name and the one above it."""
    own = fold(name)
    for text in (own, fold(superior)):
        level = (_level_in_register(text, knowledge) or _level(text, day, knowledge)) if text else ""
        if level:
            return level
    if _UNIT_BELOW.match(own):
        return "district"
    return "ministry" if own.endswith(" việt nam") else ""


def _level_in_register(text: str, knowledge: Knowledge) -> str:
    """``ministry`` for a body of the centre by its whole name as the register has it."""
    hit = next(iter(knowledge.find_agencies(text)), None)
    if hit is None or (hit.start, hit.end) != (0, len(text)):
        return ""
    central = {knowledge.agency(id).level for id in hit.ids} <= {"central", "ministry"}
    return "ministry" if central else ""


def _level(text: str, day: int, knowledge: Knowledge) -> str:
    district = _DISTRICT.search(text)
    commune = _COMMUNE.search(text.replace("thị xã", "thị-tx"))
    if commune and (not district or commune.start() < district.start()):
        return "commune"
    if district:
        return "district"
    if _MINISTRY.match(text):
        return "ministry"
    if text.startswith(("sở ", "tỉnh ")):
        return "province"
    city = _CITY.search(text)
    if city and city.end() < len(text):
        return "province" if _central_city(text, day, knowledge) else "district"
    if city or _PROVINCE.search(text):
        return "province"
    if _MINISTRY.search(text):
        return "ministry"
    return ""


def _central_city(text: str, day: int, knowledge: Knowledge) -> bool:
    """Whether the city named is one of those run by the centre."""
    for hit in knowledge.find_provinces(text):
        for identifier in hit.ids:
            province = knowledge.province(identifier)
            if province.unit_on(day or FOREVER) == "thành phố" and _named(text[hit.start :], province):
                return True
    return False


def _named(text: str, province: Province) -> bool:
    return fold(province.name) in text


def province_of(texts: Iterable[str], day: int, knowledge: Knowledge) -> str:
    """Province of the first text that names one."""
    for text in texts:
        if not text:
            continue
        for hit in knowledge.find_provinces(fold(text)):
            return standing(hit.ids, day, knowledge)
    return ""


def _home_of(name: str, day: int, knowledge: Knowledge) -> str:
    """The one province that has a district or special zone of the issuer's name."""
    places = knowledge.gazetteer.find(fold(name))
    homes = {
        knowledge.standing(id, day or FOREVER).id for place in places if place.kind.level for id in place.provinces
    }
    return homes.pop() if len(homes) == 1 else ""


def standing(ids: tuple[str, ...], day: int, knowledge: Knowledge) -> str:
    """Of provinces that share a name, the one that stood on a day."""
    for identifier in ids:
        province = knowledge.province(identifier)
        if not province.end or (day or FOREVER) < province.end:
            return identifier
    return ids[0]


def issuer_in_enacting(key: str, text: str, words: Lexicon) -> str:
    """The body that an enacting sentence says issues, as written; empty if none is said."""
    match = words.enacts.search(key) or words.enacting.search(key)
    while match is not None:
        head = key[: match.start()].rstrip(" ,")
        start = max(head.rfind(";"), head.rfind(","), head.rfind(". "), -1) + 1
        while start < len(head) and head[start] == " ":
            start += 1
        if words.agency.match(head, start) or head.startswith(("chủ tịch", "ban"), start):
            folded = squeeze(text)
            name = text[folded.original(start) : folded.original(len(head))]
            return " ".join(without_adverbs(name).split())
        match = words.enacting.search(key, match.end())
    return ""


_ADVERBS = lazily(
    r"(?:\s+(?:đã|vừa|mới|nay|cũng|sẽ|ký|và|chính thức|xây dựng|tiến hành|tổ chức|soạn thảo|trân trọng))+\s*$",
    re.IGNORECASE,
)


def without_adverbs(name: str) -> str:
    """A body's name without "đã", "vừa" and the like after it."""
    return _ADVERBS.sub("", name.strip())


def read_issuer(
    agency: list[Stretch], superior: list[Stretch], others: list[tuple[str, int]], number: Number, date: IssueDate,
    marks: tuple[bool, bool], words: Lexicon, knowledge: Knowledge, texts: Iterable[str],
) -> Issuer:  # fmt: skip
    """The issuer: from the letterhead, else from ``others`` (name, passage), else from the place in the date line.

    ``marks``: whether the Party's name and Quốc hiệu stand in the letterhead. ``texts`` may name the province when the
    letterhead doesn't.
    """
    name, above = joined(agency), joined(superior)
    passage = agency[0][0].index if agency else -1
    if not name:
        for other, index in others:
            if other:
                name, passage = other, index
                break
    # A draft whose day is still blank is judged by the end of its month: a unit made that month is there by then.
    in_month = date.day or (31 if date.month else 0)
    day = day_of(date.year, date.month, in_month) if date.year else 0
    system = system_of(name, above, number.symbol, marks[0], words) or ("state" if marks[1] else "")
    level = level_of(name, above, day, knowledge)
    province = province_of((name, above), day, knowledge)
    if not province and level == "district":
        province = province_of((_CITY.sub(" ", fold(name)),), day, knowledge)
    if not province and level in ("", "province"):
        province = province_of((date.place_name, *texts), day, knowledge)
    elif not province and level in ("district", "commune"):
        province = _home_of(name, day, knowledge) or province_of(texts, day, knowledge)
    if not level and system and fold(number.symbol).endswith(("ubnd", "tu", "btgtu")) and province:
        level = "province"
    return Issuer(name, above, system, level, province, passage, office_of(f"{name} {above}", words))


def office_of(name: str, words: Lexicon) -> str:
    """Id of the kind of body that a name, or the post of its head, tells; empty if none."""
    key = fold(name)
    post = words.post.match(key)
    match = words.office.match(key, post.end() + 1 if post else 0)
    return words.offices[match.group()].id if match else ""


# --- subject and period -------------------------------------------------------------------------------------------


def subject_of(title: str, words: Lexicon) -> str:
    """Id of the register's subject that a title is about, ``other`` for none of them."""
    key = squeeze(title).text
    return next((subject.id for subject in words.subjects if subject.of(key)), "other")


def read_period(text: str) -> Period:
    """Years that a title or sentence says the plan runs; one year is preferred to the span of what it carries out."""
    key = _QUOTED.sub(" ", squeeze(text).text)
    span = Period()
    two = _AND_THE_NEXT.search(key)
    next_to = two if two and int(two[2]) == int(two[1]) + 1 else None
    match = _FROM_TO.search(key) or next_to or _RANGE.search(key)
    if match:
        first, last = int(match[1]), match[2]
        end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        if first <= end <= first + 40:
            span = Period(first, end)
    until = 0
    for year in _YEAR.finditer(key):
        before = words_up_to(key, year.start())
        if _CITATION_YEAR.search(before) or (match and match.start() <= year.start() < match.end()):
            continue
        if _UNTIL.search(before):
            until = until or int(year[1])
            continue
        return Period(int(year[1]), int(year[1]))
    if span.last:
        return span
    return Period(0, until) if until else Period()
