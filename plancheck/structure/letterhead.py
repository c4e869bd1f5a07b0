"""Lines of a letterhead and what stands in them: quốc hiệu, tiêu ngữ, number, place and date, stamps."""

import re

from plancheck.knowledge.territory import UNIT
from plancheck.patterns import lazily
from plancheck.records import NamedTuple
from plancheck.structure.lexicon import Lexicon
from plancheck.structure.lines import Line, letters
from plancheck.structure.plan import Role
from plancheck.text import fold

STATE_NAME, MOTTO, PARTY_NAME = "conghoaxahoichunghiavietnam", "doclaptudohanhphuc", "dangcongsanvietnam"
_SLIPS = 2
"""Letters that may be wrong in a line of fixed words."""
FIXED = {STATE_NAME: Role.STATE_NAME, MOTTO: Role.MOTTO, PARTY_NAME: Role.PARTY_NAME}
_FIXED_STARTS = ("c", "đ", "d")

_BLANK = r"[\s._…xX*]"
_SEGMENT = r"[^\W\d_][\w&]{0,14}"
_SYMBOL = rf"(?:\d{{4}}\s?/\s?)?{_SEGMENT}(?:\s?[-–/.]\s?{_SEGMENT}){{0,4}}"
_WORD_NUMBER = r"[\s(\[*]*(?:số|sô|so)\b\s?[:.]?"
# "Số: 02 /KH-UBND", "Số:      /KH-UBND", "Số 100-HD/BTGTU".
_NUMBER = lazily(
    rf"{_WORD_NUMBER}\s*(?P<text>(?P<serial>\d{{1,5}}[a-z]?|{_BLANK}{{0,80}})\s*(?P<separator>[-–/])\s*(?P<symbol>{_SYMBOL}))",
    re.IGNORECASE,
)
_BARE_NUMBER = lazily(
    r"(?P<text>(?P<serial>\d{1,5})\s?(?P<separator>[-/])\s?(?P<symbol>[A-ZĐ]{2,4}[-/][A-ZĐ]{2,12}))\W*$"
)
# "Số:", "Số: ......", "Số: 29": a number that has no symbol (yet).
_PLAIN_NUMBER = lazily(rf"{_WORD_NUMBER}\s*(?P<text>(?P<serial>\d{{0,5}})(?P<symbol>){_BLANK}*)$", re.IGNORECASE)
_PLACE = r"(?P<place>[^\W\d_][^\d,;:()/\t\n]{0,40}?(?: \d{1,2}(?=,))?)?"
_PART = r"[\d\s._…/*xX]{0,30}?"
_PLACE_DATE = lazily(
    rf"{_PLACE}[\s,.]*\bngày\s*(?:"
    rf"(?P<day>{_PART})\s*,?\s*tháng\s*(?P<month>{_PART})\s*,?\s*năm\s*(?P<year>[\d._…]{{0,12}})"
    r"|(?P<day2>\d{1,2}|[._…]{1,9})\s?[/.-]\s?(?P<month2>\d{1,2}|[._…]{1,9})\s?[/.-]\s?(?P<year2>\d{4}|[._…]{1,9}))",
    re.IGNORECASE,
)
_NO_PLACE = (
    "căn cứ",
    "thực hiện",
    "theo",
    "kèm",
    "luật",
    "từ",
    "đến",
    "trước",
    "tính",
    "ban hành",
    "có hiệu lực",
    "áp dụng",
)
_PLACE_DATE_END = lazily(r"[\W_]*$")
_DIGITS = lazily(r"\d+")
_DRAFT_ALONE = lazily(r"[\W_]*dự thảo[\W_]*(?:\(?\s*(?:lần|bản|ngày|v)?[\s.]*(?:thứ )?[\d./-]+\s*\)?)?[\W_]*$")
_UNITS = ("tp.", *(f"{unit} " for unit in ("tp", *UNIT.split("|"))))
_SECRECY = frozenset({"MẬT", "TỐI MẬT", "TUYỆT MẬT"})
_ABOUT = lazily(r"[\W_]*(?:v/v|về việc)\b")
_RULE = lazily(r"[\W_]+$")
# Where a line of several columns is cut: found in the original text.
_DAY = r"ngày[\d\s._…]{0,30}tháng[\d\s._…]{0,30}năm[ \u00a0]*[\d._…]{0,9}"
COLUMNS = lazily(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGH\w{1,2}\s+VIỆT\s+NAM|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|(?i:độc\s+lập\s*[-–—]?\s*tự\s+do\s*[-–—]?\s*hạnh\s+phúc)"
    rf"|(?<=[\w.…\t ]\s)[^\W\d_a-z][^\d,;:()/\t\n]{{0,40}}(?: \d{{1,2}})?,\s{{0,9}}{_DAY}"
    rf"|(?:(?<=\t)|(?<=   ))(?:[^\W\d_a-z][^\d,;:()/\t\n]{{0,40}}\s)?{_DAY}"
    rf"|(?:^|(?<=\s))S(?:ố|Ố)\s?:?[\d\s._…]{{0,60}}[-/]\s?[^\W\d_a-z][\w&]{{0,9}}(?:\s?[-/]\s?[^\W\d_a-z]\w{{0,14}}){{1,3}}"
)


def is_composite(text: str) -> bool:
    """Whether a block of a letterhead may hold several columns or lines."""
    return "\n" in text or "\t" in text or "|" in text or len(text) > 40


class NumberLine(NamedTuple):
    """Offsets are into the line's text."""

    serial: str
    symbol: str
    start: int
    end: int


class DateLine(NamedTuple):
    """Parts that are blank are 0."""

    place: str
    day: int
    month: int
    year: int


def number_line(text: str) -> NumberLine | None:
    """Number and symbol of a line that holds nothing else."""
    match = _NUMBER.match(text)
    if match is None or text[match.end() :].strip(" .,;)]*_"):
        match = _BARE_NUMBER.match(text)
    return _numbered(match)


def plain_number(text: str) -> NumberLine | None:
    """A number line without a symbol."""
    return _numbered(_PLAIN_NUMBER.match(text))


def _numbered(match: re.Match[str] | None) -> NumberLine | None:
    if match is None:
        return None
    digits = match["serial"].strip(" ._…xX*\t\u00a0")
    symbol = lazily(r"\s+").sub("", match["symbol"]).replace("–", "-")
    return NumberLine(digits, symbol, match.start("text"), match.end("text"))


def date_line(text: str) -> DateLine | None:
    """Place and date of a line that holds nothing else."""
    match = _PLACE_DATE.match(text)
    if match is None or not _PLACE_DATE_END.match(text, match.end()):
        return None
    place = (match["place"] or "").strip(" .,")
    if place and (not place[0].isupper() or place.count(" ") > 5 or fold(place).startswith(_NO_PLACE)):
        return None
    parts = [match[name] or match[name + "2"] or "" for name in ("day", "month", "year")]
    day, month, year = (int(found.group()) if (found := _DIGITS.search(part)) else 0 for part in parts)
    return DateLine(place, day, month, year if year > 99 else 0)


def fixed_line(line: Line) -> Role | None:
    """Quốc hiệu, tiêu ngữ or the Party's name, however spaced, dashed or slightly damaged."""
    if not 12 <= len(line.text) <= 60 or not line.key.lstrip("\"'*-_ .").startswith(_FIXED_STARTS):
        return None
    own = letters(line.key)
    role = FIXED.get(own)
    if role is not None:
        return role
    if line.upper and own.startswith("cong") and own.endswith("vietnam") and "xahoichu" in own and len(own) < 32:
        return Role.STATE_NAME
    return next((role for target, role in FIXED.items() if is_near(own, target)), None)


def is_near(one: str, other: str) -> bool:
    """Whether two strings of letters differ by no more than a slip or two."""
    if abs(len(one) - len(other)) > _SLIPS:
        return False
    from difflib import SequenceMatcher

    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return max(len(one), len(other)) - same <= _SLIPS


def fixed_over_lines(lines: list[Line]) -> tuple[Role, int] | None:
    """The same when it is broken over the first few of the lines: the role and how many lines it takes."""
    own = letters(lines[0].key)
    if not own:
        return None
    for target, role in FIXED.items():
        if not target.startswith(own) or own == target:
            continue
        joined = own
        for count, line in enumerate(lines[1:4], 2):
            joined += letters(line.key)
            if joined == target:
                return role, count
            if not target.startswith(joined):
                break
    return None


def is_draft_mark(line: Line) -> bool:
    """DỰ THẢO standing alone, with its number or day if any."""
    return len(line.key) <= 40 and "dự thảo" in line.key and _DRAFT_ALONE.match(line.key) is not None


def is_secrecy_mark(line: Line) -> bool:
    """MẬT, TỐI MẬT or TUYỆT MẬT in capitals standing alone."""
    return len(line.text) <= 14 and line.text.strip(" \"'()[].") in _SECRECY


def mark(line: Line) -> Role | None:
    """Mark of draft or secrecy that a line is."""
    if is_draft_mark(line):
        return Role.DRAFT_MARK
    if is_secrecy_mark(line):
        return Role.SECRECY_MARK
    return None


def is_rule(line: Line) -> bool:
    """A line of dashes, dots or stars."""
    return _RULE.match(line.text) is not None


def is_about(line: Line) -> bool:
    """ "V/v …", the subject of a letter."""
    return _ABOUT.match(line.key) is not None


def is_unit(key: str) -> bool:
    """Whether folded text opens with a kind of territory: second line of "ỦY BAN NHÂN DÂN / TỈNH …"."""
    return key.startswith(_UNITS)


def is_stamp(line: Line, words: Lexicon) -> bool:
    """A line of a stamp of arrival or of a digital signature."""
    return words.stamp.match(line.key) is not None


def type_code(symbol: str, words: Lexicon) -> str:
    """Type code that opens a symbol: "KH" of "KH-UBND", "HD" of "HD/BTGTU"."""
    for segment in lazily(r"[-/.]").split(symbol):
        if segment and not segment.isdigit():
            kind = words.type_codes.get(fold(segment))
            return kind.code if kind else ""
    return ""
