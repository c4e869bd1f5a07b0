"""What comes before what: reviews within the plan's period, a report behind its event, effect behind signing."""

from collections.abc import Iterator

from plancheck.facts.calendar import find_dates
from plancheck.facts.context import Context
from plancheck.facts.times import Time
from plancheck.facts.vocabulary import Fact, fact
from plancheck.facts.works import Clause
from plancheck.patterns import lazily
from plancheck.text import right_before, squeeze

_TO_TIME = (
    r"(?: (?!sơ kết|tổng kết|quý|tháng|năm|ngày|hằng|hàng|giai đoạn)[^\W\d]+){0,8}?"
    r"(?: (?:vào|trong|trước|dự kiến|tổ chức|hoàn thành))*(?: cuối| đầu| giữa)?,? $"
)
_REACH = 160
"""Characters before a time in which its review stands."""
_FINAL = lazily(r"(?<!\w)(?<!sơ kết, )(?<!sơ kết và )(?P<what>tổng kết)" + _TO_TIME)
_MIDWAY = lazily(r"(?<!\w)(?P<what>sơ kết)(?!,| và| tổng kết)" + _TO_TIME)
_EACH_YEAR = lazily(
    r"(?<!\w)(?:hằng|hàng|mỗi|từng) (?:năm|quý|tháng)|(?<!\w)(?:tổng kết|sơ kết) (?:năm|quý|tháng|giai đoạn|0?6)(?!\w)"
)
_REPORT = lazily(
    r"(?<!\w)(?:báo cáo (?:[^.;:()]{0,160}? )?kết quả|báo cáo tổng kết|tổng kết|quyết toán|rút kinh nghiệm)"
    r"(?: (?:tổ chức|thực hiện|kinh phí))*(?P<of>[^.;:()]*)"
)
_REVIEWED = lazily(
    r"(?<!\w)(?:tổng kết|đánh giá kết quả|bình xét)[^.;\d]{0,80}? năm (?P<year>20\d\d)(?! ?[-/])[^.;\d]{0,30}?"
    r" (?:vào|trong|trước)(?= )"
)
_ROUND = lazily(
    r"(?<!\w)(?P<round>đợt|lần|vòng|bước|kỳ|giai đoạn|lớp|buổi) (?:thứ )?(?P<number>\d{1,2}|i{1,3}|iv|v)[ :(,]*"
    r"(?:vào |từ |trong |dự kiến |trước |hoàn thành )*(?:ngày )?$"
)
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
"""Characters before a time in which the number of its round stands."""
_PREPARES = lazily(r"(?<!\w)(?:danh sách|đăng ký|tiến độ|công tác chuẩn bị|hằng|hàng|định kỳ|đột xuất)(?!\w)")
_RUNS = lazily(
    r"(?<!\w)(?:tổ chức|diễn ra)(?: (?:chương trình|các hoạt động))? (?!thực hiện|triển khai|quán triệt|học tập|đợt)"
    r"(?P<event>[^\W\d]+ [^\W\d]+)"
)
_TAKES_EFFECT = lazily(
    r"(?<!\w)(?:quyết định|nghị quyết|văn bản)(?: này)? có hiệu lực(?: thi hành)?(?: kể)? từ(?= ngày)"
)


def recognise(context: Context) -> Iterator[Fact]:
    """``order`` facts of a draft."""
    plan = context.plan
    if plan.nature != "draft":
        return
    clauses = context.works.clauses
    if plan.period.last > plan.period.first:
        for clause in clauses:
            yield from _reviews(clause, plan.period.first, plan.period.last)
    for clause in clauses:
        yield from _of_its_year(clause)
        yield from _series(clause)
    yield from _reports(context)
    yield from _effect(context)


def _effect(context: Context) -> Iterator[Fact]:
    """From when the decision that issues the plan is in force, against the day of its signing."""
    signed = context.own_date
    for passage in context.plan.passages[: max(0, context.plan.host)] if signed else ():
        effect = _TAKES_EFFECT.search(passage.folded.text)
        dates = find_dates(passage.folded.text[effect.end() :]) if effect else ()
        if effect is None or not dates or dates[0].start > len(" ngày ") or not dates[0].year:
            continue
        date = dates[0]
        start, end = passage.folded.span(effect.end() + date.start, effect.end() + date.end)
        text = passage.text[start:end].strip()
        on = date.year * 10000 + date.month * 100 + date.day
        yield fact(
            "order", passage.place(start, end), text, issue="effect", text=text,
            other=f"{signed % 100:02}/{signed // 100 % 100}/{signed // 10000}", agrees="no" if on < signed else "yes",
        )  # fmt: skip


def _reviews(clause: Clause, first: int, last: int) -> Iterator[Fact]:
    """A last review before the plan's last year, one midway behind its end."""
    if _EACH_YEAR.search(clause.text):
        return
    for time in clause.times:
        before = clause.text[max(0, time.start - _REACH) : time.start]
        final, midway = _FINAL.search(before), _MIDWAY.search(before)
        if not time.dated or not (final or midway) or time.last // 10000 < first:
            continue
        if final:
            yield _order(clause, time, "final-review", time.last // 10000 >= last, str(last))
        elif midway:
            yield _order(clause, time, "midway-review", time.first // 10000 <= last, str(last))


def _of_its_year(clause: Clause) -> Iterator[Fact]:
    """ "Tổng kết công tác năm 2026 vào tháng 12/2025": a year reviewed before it begins."""
    match = _REVIEWED.search(clause.text)
    for time in clause.times if match else ():
        if match and time.start >= match.end() and time.dated and time.unit != "year":
            yield _order(clause, time, "final-review", time.last // 10000 >= int(match["year"]), match["year"])
            return


def _series(clause: Clause) -> Iterator[Fact]:
    """ "đợt 1 tháng 4, đợt 2 tháng 7, đợt 3 tháng 5": rounds by number, each later than the one before."""
    before: tuple[str, int, Time] | None = None
    for time in clause.times:
        match = right_before(_ROUND, clause.text, time.start)
        if match is None:
            before = None
            continue
        number = _ROMANS.get(match["number"], 0) or int(match["number"])
        if before and before[0] == match["round"] and number == before[1] + 1 and time.dated == before[2].dated:
            start, end = clause.passage.folded.span(clause.start + before[2].start, clause.start + before[2].end)
            yield _order(clause, time, "round", time.last >= before[2].first, clause.passage.text[start:end])
        before = (match["round"], number, time)


def _reports(context: Context) -> Iterator[Fact]:
    """The report on the event that the plan is about, against the last day of that event."""
    match = _RUNS.search(squeeze(context.plan.subject).text)
    if match is None:
        return
    event = match["event"]
    held = [
        time
        for clause in context.works.clauses
        for time in clause.times
        if time.unit == "day" and time.dated and not time.within and not _REPORT.search(clause.text)
    ]
    if not held:
        return
    last = max(held, key=lambda time: time.last)
    for clause in context.works.clauses:
        report = _REPORT.search(clause.text)
        if report is None or _PREPARES.search(clause.text) or event not in report["of"]:
            continue
        for time in clause.times[:1]:
            if time.unit == "day" and time.dated:
                yield _order(clause, time, "report", time.last >= last.last, _written(last.last))


def _order(clause: Clause, time: Time, issue: str, agrees: bool, other: str) -> Fact:
    start, end = clause.passage.folded.span(clause.start + time.start, clause.start + time.end)
    quote = clause.passage.text[start:end].strip()
    return fact(
        "order", clause.passage.place(start, end), quote, issue=issue, text=quote, other=other,
        agrees="yes" if agrees else "no",
    )  # fmt: skip


def _written(day: int) -> str:
    return f"{day % 100:02}/{day // 100 % 100}/{day // 10000}"
