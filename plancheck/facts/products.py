"""Quantity × size in sentences: "3 lớp × 60 triệu đồng = 180 triệu đồng", "03 lớp, mỗi lớp 60 người, tổng số 180".

Also differences and ratios that are said with what they come to: "từ 10 lên 15 (tăng 5)", "45/60 xã, bằng 75%".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from plancheck.facts.context import Context
from plancheck.facts.cues import Cue, whole
from plancheck.facts.figures import NUMBER, SIZES, amount, decimal, money, product_fact, written, written_money
from plancheck.facts.numbered import numbered
from plancheck.facts.vocabulary import Fact
from plancheck.knowledge import Knowledge
from plancheck.patterns import lazily
from plancheck.structure.plan import BODY, Passage
from plancheck.text import squeeze

_COUNT = r"(?<![\w.,/])(?<![x×*] )(?<![x×*])(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6})"
_TIMES = lazily(
    _COUNT + rf" (?:[^\W\d]+ ){{1,4}}?[x×*] ?{money('each')}(?: ?/ ?[^\W\d]+(?: [^\W\d]+)?)? ?= ?{money('total')}"
)
_FACTORS = lazily(
    r"(?<![\w.,/×*])(?P<factors>(?:\d{1,6}(?: [^\W\d]+){1,4} ?[x×*] ?){2,4})"
    rf"{money('each')}(?: ?/ ?[^\W\d]+){{0,3}} ?= ?{money('total')}"
)
_FACTORS_BEHIND = lazily(
    rf"(?<![\w.,/]){money('total')} ?\( ?(?P<factors>(?:\d{{1,3}}(?:\.\d{{3}})*(?: [^\W\d]+){{0,4}} ?[x×*] ?){{1,4}})"
    rf"{money('each')}(?: ?/ ?[^\W\d]+(?: [^\W\d]+)?){{0,3}} ?\)"
)
"""An amount and, in brackets, what it is the product of."""
_SAME = r"(?P<thing>[^\W\d]+)"
_UP_TO = r"(?:[^.;:\d()]|\([^()]{0,160}\)){0,60}?"
_IN_ALL = r"[ ,;(]*(?:với )?(?:<product.totals>(?: \w+){0,2}?|cộng)(?: là|:)? ?"
_EACH_MONEY = Cue(
    rf"{_COUNT} {_SAME}{_UP_TO}(?:mỗi (?P=thing)|<product.size>)(?: là|:)? ?{money('each')}"
    rf"(?: ?/ ?[^\W\d]+(?: [^\W\d]+)?)?{_IN_ALL}{money('total')}"
)
_EACH_THING = Cue(
    rf"{_COUNT} {_SAME}{_UP_TO}mỗi (?P=thing)(?: có| gồm| từ)? (?P<each>\d{{1,4}}) (?P<unit>[^\W\d]+)(?: [^\W\d]+)?"
    rf"{_IN_ALL}(?P<total>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}})(?! ?(?:triệu|tỷ|đồng|%))(?!\w|[.,]\d)"
)
_EACH_TIME = lazily(
    r"(?<![\w.,/])(?P<total>\d{1,4}) (?P<thing>[^\W\d]+)[^.;\n]{0,80}? trong (?P<count>\d{1,2}) (?P<time>năm|quý|tháng"
    r"|tuần),? (?:mỗi|một|bình quân mỗi) (?P=time) (?P<each>\d{1,3}) (?P=thing)(?!\w)"
)
"""Of a whole that each year brings a part of."""
_EACH_HOLDS = lazily(
    r"(?<![\w.,/])(?P<count>\d{1,3}) (?P<thing>[^\W\d]+)[^.;\d]{0,60}? (?:cho|với|gồm|có) "
    r"(?P<total>\d{1,3}(?:\.\d{3})+|\d{1,6}) (?P<unit>(?:lượt )?[^\W\d]+)[^.;]{0,80}?,? mỗi (?P=thing) "
    r"(?:có |gồm |từ )?(?P<each>\d{1,4}) (?P<same>[^\W\d]+)"
)
_ABOUT = whole("product.about")
_GROWTH = lazily(
    rf"(?<!\w)từ (?P<first>{NUMBER}) ?(?P<unit>%|[^\W\d]+)?[^.;\d()]{{0,30}}? (?:lên|xuống)(?: còn)? "
    rf"(?P<last>{NUMBER})"
    rf"(?!\d)[^.;\d()]{{0,30}}?[ ,(]+(?:tức )?(?:tăng|giảm) (?:thêm )?(?P<more>{NUMBER})(?P<share> ?%)?"
    r"(?![\d.,]*\d)(?!\w)"
)
_RATIO = Cue(
    r"(?<![\d/.,])(?<!ngày )(?<!đến )(?<!trước )(?<!từ )(?<!và )(?<!hôm )(?<!sáng )(?<!hết )(?<!nhất )"
    r"(?P<part>\d{1,5})/(?P<whole>\d{1,5})(?![\d/]) [^.;:\d%/]{1,60}?[ ,(]+<product.reaches>(?: tỷ lệ)? "
    r"(?P<share>\d{1,3}(?:,\d{1,2})?) ?%"
)
_MORE_THAN = Cue(
    rf"(?<![\w.,/])(?P<last>{NUMBER}) (?P<thing>[^\W\d]+)[^.;\d%]{{0,120}}?[ ,(]+<product.grows> (?:thêm )?"
    rf"(?P<share>\d{{1,3}}(?:,\d{{1,2}})?) ?% so với [^.;\d]{{0,40}}?(?P<first>{NUMBER}) (?P=thing)(?!\w)"
)
_TIMES_AS_MANY = lazily(
    rf"(?<!\w)từ (?P<first>{NUMBER})(?: [^\W\d]+){{0,3}} (?:lên|thành) (?P<last>{NUMBER})(?!\d)[^.;\d]{{0,40}}?[ ,(]+"
    r"(?:tức )?gấp (?P<more>\d{1,2}(?:,\d{1,2})?) lần"
)
_PERIODS = (
    r"(?:(?P<whole><product.periods>|cả năm|trong năm|một năm)"
    r"|(?P<months>0?[2-9]|1[0-2]) tháng(?= (?:(?:có|được|là|đạt) )?\d)"
    r"|(?P<years>\d{1,2}|hai|ba|bốn|năm) năm(?! 20))"
)
_PER_YEAR = Cue(
    r"(?<!\w)(?:mỗi|hằng|bình quân mỗi) (?P<unit>năm|quý|tháng)(?: [^\W\d]+){0,5} (?P<each>\d{1,4}) (?P<thing>[^\W\d]+)"
    rf"[^.;\d]{{0,90}}?(?<!\w){_PERIODS}[^.;\d]{{0,40}}? (?P<total>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}}) (?P=thing)(?!\w)"
)
_IN_ALL_PER_YEAR = Cue(
    rf"(?<![\w.,/])(?P<total>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,6}}) (?P<thing>[^\W\d]+)[^.;\d]{{0,40}}?(?<!\w){_PERIODS}"
    r"[^.;\d]{0,30}?,? (?:bình quân |trung bình )?mỗi (?P<unit>năm|quý|tháng)(?: [^\W\d]+){0,3} (?P<each>\d{1,4}) "
    r"(?P=thing)(?!\w)"
)
_IN_ALL_AT_ONCE = Cue(
    r"(?<![\w.,/])(?P<total>\d{1,4}) (?P<thing>[^\W\d]+(?: [^\W\d]+)?)(?P<between>[^.;:\d]{0,90}?), "
    r"(?:bình quân |trung bình )?mỗi (?P<unit>quý|tháng) (?:[^\W\d]+ ){0,2}?(?P<each>\d{1,3}|một|hai|ba|bốn|năm) "
    r"(?P=thing)(?= ?[.,;()]| ?$)(?![^.;]*\d)"
)
"""So many, of which each month or quarter brings some: in the time of the plan."""
_NOT_ALL_TIME = whole("product.not-all-time")
_ROUNDS = Cue(
    r"(?<!\w)(?:hằng|hàng|mỗi) (?P<unit>tuần|tháng|quý)(?: [^\W\d]+){0,4}[ ,]*\(?(?:tổng )?(?P<total>\d{1,2}) "
    r"<product.rounds>(?: ?/ ?năm| trong năm| một năm| cả năm)(?!\w)"
)
"""How often, and how many times that is in the year."""
_IN_A_YEAR = {"tháng": (12, 12), "quý": (4, 4), "tuần": (48, 53), "năm": (1, 1)}
_TENTH = Decimal("0.1")
"""What rounding a ratio may take."""
_NEAR = 24
"""Characters before a number in which it is said to be a rough one."""
_ROUNDING = Decimal("0.6")
"""Percentage points within which a rounded share is right."""


def recognise(context: Context) -> Iterator[Fact]:
    """``product`` facts of sentences."""
    for passage in context.plan.passages:
        if passage.role not in BODY:
            continue
        text = passage.folded.text
        if "=" in text or "mỗi" in text or "đơn giá" in text or "định mức" in text or " x " in text or "×" in text:
            yield from _products(context.knowledge, passage, text)
        if "mỗi " in text or "hằng " in text or "hàng " in text:
            yield from _over_time(context, passage, text)
        if "%" in text or " từ " in f" {text}":
            yield from _compared(context.knowledge, passage, text)


def _products(knowledge: Knowledge, passage: Passage, text: str) -> Iterator[Fact]:
    for pattern in (_TIMES, _EACH_MONEY(knowledge)):
        for match in pattern.finditer(text):
            if pattern is not _TIMES and _ABOUT(knowledge).search(match.group()):
                continue
            come, stated = _count(match) * amount(match, "each"), amount(match, "total")
            size = SIZES[match["total_unit"] or ""]
            said = f"{written(come / size)} {match['total_unit']} đồng" if size > 1 else written_money(come, stated)
            yield _product(passage, match, come == stated, said)
    for match in _FACTORS.finditer(text):
        come = amount(match, "each")
        for figure in lazily(r"\d+").findall(match["factors"]):
            come *= int(figure)
        yield _product(passage, match, come == amount(match, "total"), written_money(come, amount(match, "total")))
    for match in _FACTORS_BEHIND.finditer(text):
        come = amount(match, "each")
        for figure in lazily(r"\d+(?:\.\d{3})*").findall(match["factors"]):
            come *= int(figure.replace(".", ""))
        yield _product(passage, match, come == amount(match, "total"), written_money(come, amount(match, "total")))
    for match in _EACH_TIME.finditer(text):
        if not _ABOUT(knowledge).search(match.group()):
            come = _count(match) * int(match["each"])
            yield _product(passage, match, come == int(match["total"]), f"{come} {match['thing']}")
    for match in _EACH_HOLDS.finditer(text):
        if not _ABOUT(knowledge).search(match.group()) and match["unit"].split()[-1] == match["same"]:
            come = _count(match) * int(match["each"])
            yield _product(passage, match, come == decimal(match["total"]), f"{written(come)} {match['unit']}")
    for match in _EACH_THING(knowledge).finditer(text):
        if not _ABOUT(knowledge).search(match.group()):
            come = _count(match) * int(match["each"])
            yield _product(passage, match, come == decimal(match["total"]), f"{written(come)} {match['unit']}")


def _over_time(context: Context, passage: Passage, text: str) -> Iterator[Fact]:
    """So many each month, quarter or year against so many in all; how often against how many times in the year."""
    for pattern in (_PER_YEAR(context.knowledge), _IN_ALL_PER_YEAR(context.knowledge)):
        for match in pattern.finditer(text):
            rough = _ABOUT(context.knowledge).search(match.group().replace("bình quân", "").replace("trung bình", ""))
            rounds = None if rough else _rounds(context, match)
            if rounds:
                yield _of_rounds(passage, match, rounds)
    for match in _IN_ALL_AT_ONCE(context.knowledge).finditer(text):
        first, last = context.plan.period
        begins = max(0, match.start() - _NEAR)
        part = _NOT_ALL_TIME(context.knowledge).search(text, begins, match.end("between"))
        part = part or _ABOUT(context.knowledge).search(text, begins, match.end())
        if first == last and first and not part:
            yield _of_rounds(passage, match, _of_the_plan(context, match["unit"]))
    for match in _ROUNDS(context.knowledge).finditer(text):
        fewest, most = _IN_A_YEAR[match["unit"]]
        yield _product(passage, match, fewest <= int(match["total"]) <= most, f"{fewest} lần trong năm")


def _rounds(context: Context, match: re.Match[str]) -> tuple[int, int] | None:
    """How many times, at least and at most, something comes in the time that is said; None where that is not known."""
    unit, whole = match["unit"], match["whole"] or ""
    first, last = context.plan.period
    if match["months"]:
        months = int(match["months"])
        return (months, months) if unit == "tháng" else None
    if "đợt" in whole and unit != "năm":
        return _of_the_plan(context, unit) if first == last else None
    long = 1 if whole in ("cả năm", "trong năm", "một năm") else last - first + 1
    years = numbered(match["years"]) if match["years"] else long if first else 0
    times = years * _IN_A_YEAR[unit][0]
    return (times, times) if years and (unit != "năm" or years > 1) else None


def _of_the_plan(context: Context, unit: str) -> tuple[int, int]:
    """Months or quarters of a plan for a year or half of one: those left after its day, and all."""
    plan = context.plan
    half = _HALF.search(squeeze(plan.subject).text)
    most = 6 if half else 12
    begins = 7 if half and half["part"] == "cuối" else 1
    gone = plan.date.month - begins + 1 if plan.date.year == plan.period.first else 0
    fewest = most - min(max(gone, 0), most - 1)
    return (fewest, most) if unit == "tháng" else (-(-fewest // 3) - 1 or 1, most // 3)


_HALF = lazily(r"(?<!\w)(?:0?6|sáu) tháng (?P<part>đầu|cuối)(?!\w)")


def _of_rounds(passage: Passage, match: re.Match[str], rounds: tuple[int, int]) -> Fact:
    each = numbered(match["each"])
    agrees = any(each * times == decimal(match["total"]) for times in range(rounds[0], rounds[1] + 1))
    return _product(passage, match, agrees, f"{each * rounds[1]} {match['thing']}")


def _count(match: re.Match[str]) -> Decimal:
    return Decimal(match["count"].replace(".", ""))


def _compared(knowledge: Knowledge, passage: Passage, text: str) -> Iterator[Fact]:
    for match in _GROWTH.finditer(text):
        first, last, more = (decimal(match[name]) for name in ("first", "last", "more"))
        if match["share"] and match["unit"] != "%":
            if first:
                come = abs(last - first) * 100 / first
                yield _product(passage, match, abs(come - more) <= _ROUNDING, f"{written(come)}%")
        else:
            yield _product(passage, match, abs(last - first) == more, written(abs(last - first)))
    for match in _MORE_THAN(knowledge).finditer(text):
        first, last, share = (decimal(match[name]) for name in ("first", "last", "share"))
        if first:
            come = abs(last - first) * 100 / first
            yield _product(passage, match, abs(come - share) <= _ROUNDING, f"{written(come)}%")
    for match in _TIMES_AS_MANY.finditer(text):
        first, last, more = (decimal(match[name]) for name in ("first", "last", "more"))
        if first:
            yield _product(passage, match, abs(last / first - more) <= _TENTH, f"gấp {written(last / first)} lần")
    for match in _RATIO(knowledge).finditer(text):
        part, whole, share = (decimal(match[name]) for name in ("part", "whole", "share"))
        if whole and part <= whole:
            come = part * 100 / whole
            yield _product(passage, match, abs(come - share) <= _ROUNDING, f"{written(come)}%")


def _product(passage: Passage, match: re.Match[str], agrees: bool, come: str) -> Fact:
    return product_fact(passage, *passage.folded.span(*match.span()), agrees, come)
